//! A project that is rebuilt while its files are edited: the last successfully built site, and the problems since then.

use std::collections::BTreeMap;
use std::mem::Discriminant;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use xxhash_rust::xxh3::Xxh3;

use super::affected::watched_folders;
use super::served::{ServedSite, record_moves};
use super::{Problems, Project, ProjectOptions, ProjectPath, Update, templates};
use crate::error::Result;
use crate::prose;
use crate::serve::{Changes, Depth, Pages, Snapshot};
use crate::site::{Page, RouteContent, Site};
use crate::theme::Theme;

/// Returns the current day in a time zone.
pub type Clock = Box<dyn Fn(&TimeZone) -> Result<Date> + Send>;

/// A project that is rebuilt as its files change.
pub struct Session {
    path: ProjectPath,
    options: ProjectOptions,
    clock: Clock,
    /// `None` while the configuration cannot be read or is invalid.
    project: Option<Project>,
    site: Option<Arc<Site>>,
    problems: Problems,
    /// The files of incidents that moved, by their former slugs.
    moved: Arc<BTreeMap<String, PathBuf>>,
    /// How often attachments have changed.
    attachments: u64,
}

impl Session {
    /// Opens the project and builds its site. If that fails, there is no site, and [`problems`](Self::problems) has the reasons.
    pub fn open(path: ProjectPath, options: ProjectOptions, clock: Clock) -> Self {
        let (project, site, problems) = (None, None, Problems::default());
        let mut session = Self { path, options, clock, project, site, problems, moved: Arc::default(), attachments: 0 };
        session.apply(&Changes::anything());
        session
    }

    /// Applies possible changes and rebuilds the site. Returns `None` if nothing has changed. If the build fails, the last site is
    /// kept.
    pub fn apply(&mut self, changes: &Changes) -> Option<Update> {
        let everything = Update { config: true, ..Update::default() };
        let applied = match self.project.take() {
            Some(mut project) => project.apply(changes).map(|update| (project, update)),
            None => Project::open(self.path.clone(), self.options.clone()).map(|project| (project, Some(everything))),
        };
        match applied {
            Ok((project, update)) => {
                let made = update.map(|_| self.make_site(&project));
                self.project = Some(project);
                self.problems = made?.err().unwrap_or_default();
                self.attachments += u64::from(update?.content.attachments);
                update
            }
            Err(problems) if problems == self.problems => None,
            Err(problems) => {
                self.problems = problems;
                Some(everything)
            }
        }
    }

    /// Builds the site. After a change of the configuration or the theme, one page of each kind is rendered first to find template
    /// errors.
    fn make_site(&mut self, project: &Project) -> std::result::Result<(), Problems> {
        let today = (self.clock)(&project.config.zone)?;
        let problems = project.problems(today);
        if !problems.is_empty() {
            return Err(problems);
        }
        let site = project.site(project.view(today)?)?;
        let is_tried =
            |before: &Arc<Site>| std::ptr::eq(before.config(), site.config()) && std::ptr::eq(before.theme(), site.theme());
        if !self.site.as_ref().is_some_and(is_tried) {
            try_each_kind(&site).map_err(|error| templates::failed(error, site.theme()))?;
        }
        if let Some(before) = &self.site {
            record_moves(before.view(), site.view(), &mut self.moved);
        }
        self.site = Some(Arc::new(site));
        Ok(())
    }

    /// The last site that was built successfully.
    pub fn site(&self) -> Option<&Arc<Site>> {
        self.site.as_ref()
    }

    /// The project, if it could be opened.
    pub fn project(&self) -> Option<&Project> {
        self.project.as_ref()
    }

    /// The reasons why the site is not up to date.
    pub fn problems(&self) -> &Problems {
        &self.problems
    }

    /// A note about the number of excluded drafts.
    pub fn note(&self) -> Option<String> {
        let count = self.site.as_ref().map_or(0, |site| site.view().drafts_left_out);
        (count > 0).then(|| format!("Left out {}: --drafts shows them", prose::count(count, "draft", "drafts")))
    }

    /// The folders in which changes may affect the project.
    pub fn watched_folders(&self) -> BTreeMap<PathBuf, Depth> {
        watched_folders(&self.path, self.project.as_ref())
    }

    /// The current snapshot for the server.
    pub fn snapshot(&self) -> Snapshot {
        let theme = self.site.as_ref().map(|site| site.theme());
        let drafts = self.project.iter().flat_map(Project::drafts);
        let drafts = drafts.map(|file| (file.incident.id.to_lowercase(), file.source.display.clone())).collect();
        let served = |site: &Arc<Site>| -> Arc<dyn Pages> {
            let (site, moved) = (Arc::clone(site), Arc::clone(&self.moved));
            Arc::new(ServedSite { site, root: self.path.root.clone(), moved, drafts })
        };
        Snapshot {
            pages: self.site.as_ref().map(served),
            problems: self.problems.texts().into(),
            note: self.note(),
            styles: theme.map_or(0, |theme| fingerprint(theme, true)),
            images: theme.map_or(0, |theme| fingerprint(theme, false)).wrapping_add(self.attachments),
        }
    }
}

/// Renders the first page of each kind that uses a template.
fn try_each_kind(site: &Site) -> Result<()> {
    let mut tried: Vec<Discriminant<Page>> = Vec::new();
    for planned in site.plan().routes().iter().filter(|planned| has_extension(planned.route.as_str(), "html")) {
        let RouteContent::Page(page) = &planned.content else { continue };
        let kind = std::mem::discriminant(page);
        if !tried.contains(&kind) {
            tried.push(kind);
            site.render(page, &mut std::io::sink())?;
        }
    }
    Ok(())
}

/// The fingerprint of a theme's style sheets, or of its other static files.
fn fingerprint(theme: &Theme, styles: bool) -> u64 {
    let mut hasher = Xxh3::new();
    for (name, bytes) in theme.statics.iter().filter(|(name, _)| has_extension(name, "css") == styles) {
        hasher.update(name.as_bytes());
        hasher.update(&bytes.len().to_le_bytes());
        hasher.update(bytes);
    }
    hasher.digest()
}

fn has_extension(name: &str, extension: &str) -> bool {
    Path::new(name).extension().is_some_and(|found| found.eq_ignore_ascii_case(extension))
}
