//! The archive while it is being written: loaded once, and brought up to date with what changes. `serve` and `watch` show what is
//! here, each in its way.

mod reach;
mod shown;

use std::collections::BTreeMap;
use std::mem::Discriminant;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::Date;
use xxhash_rust::xxh3::Xxh3;

use super::clock;
use super::project::{Place, Trouble};
use crate::archive::{Memory, Readership, View};
use crate::check::Checker;
use crate::config::Config;
use crate::content::{Content as Loaded, Library, ParsedFile, Refreshed};
use crate::diagnostic::{self, Diagnostic, Level};
use crate::error::Result;
use crate::prose;
use crate::serve::{Changes, Snapshot};
use crate::site::context::LiveReload;
use crate::site::{Content, Page, Site};
use crate::theme::Theme;
use reach::Reach;
use shown::{Shown, Sources};

/// What the command line asks for.
pub(super) struct Wish {
    pub readership: Readership,
    pub as_of: Option<Date>,
    pub base_url: Option<String>,
    /// The output folder, if it is not the configured one.
    pub output: Option<PathBuf>,
    /// What pages need for live reload, on a development server.
    pub live_reload: Option<LiveReload>,
}

/// The archive while it is being written.
pub(super) struct Studio {
    place: Place,
    wish: Wish,
    /// The bytes of the configuration that was read last.
    configuration: Option<Vec<u8>>,
    /// None until a configuration could be read.
    desk: Option<Desk>,
    /// The last site that could be made.
    site: Option<Arc<Site>>,
    /// Whether the site was made by another configuration or theme than those that are there now.
    is_outdated: bool,
    problems: Problems,
    /// What the site was made from.
    sources: Sources,
    /// The files of incidents that had another address before, by that address.
    moved: Arc<BTreeMap<String, PathBuf>>,
    /// How often attachments have changed.
    attachments: u64,
}

/// What follows from one configuration.
struct Desk {
    config: Config,
    library: Library,
    theme: Result<Theme>,
    memory: Memory,
}

/// What is wrong.
#[derive(Default)]
pub(super) struct Problems {
    pub diagnostics: Vec<Diagnostic>,
    /// Errors of the world, as text.
    pub errors: Vec<String>,
}

/// What bringing the archive up to date found.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Update {
    pub config: bool,
    pub theme: bool,
    pub content: Refreshed,
}

impl Studio {
    /// Loads the project. Where that fails, what is wrong is among the problems.
    pub(super) fn open(place: Place, wish: Wish) -> Self {
        let sources = Sources { entries: Arc::default(), readership: wish.readership };
        let mut studio = Self {
            place,
            wish,
            configuration: None,
            desk: None,
            site: None,
            is_outdated: true,
            problems: Problems::default(),
            sources,
            moved: Arc::default(),
            attachments: 0,
        };
        if studio.configure() {
            studio.derive();
        }
        studio
    }

    /// Brings everything up to date with what may have changed. `None` where nothing that counts has.
    pub(super) fn refresh(&mut self, changes: &Changes) -> Option<Update> {
        let reach = Reach::of(changes, self);
        if reach.config && self.configuration != self.place.read_bytes().ok() {
            if self.configure() {
                self.derive();
            }
            return Some(Update { config: true, ..Update::default() });
        }
        let theme = reach.theme && self.load_theme();
        let desk = self.desk.as_mut()?;
        let content = match &reach.content {
            Some(paths) => desk.library.refresh(&desk.config, paths),
            None => Refreshed::default(),
        };
        self.attachments += u64::from(content.attachments);
        let update = Update { theme, content, ..Update::default() };
        if theme || content != Refreshed::default() {
            self.derive();
            return Some(update);
        }
        None
    }

    /// The last site that could be made.
    pub(super) fn site(&self) -> Option<&Arc<Site>> {
        self.site.as_ref()
    }

    /// The folder of the project.
    pub(super) fn place(&self) -> &Place {
        &self.place
    }

    /// What is wrong.
    pub(super) fn problems(&self) -> &Problems {
        &self.problems
    }

    /// How many drafts are left out, in words.
    pub(super) fn note(&self) -> Option<String> {
        let count = self.site.as_ref().map_or(0, |site| site.view().drafts_left_out);
        (count > 0).then(|| format!("Left out {}: --drafts shows them", prose::count(count, "draft", "drafts")))
    }

    /// What the server shows.
    pub(super) fn snapshot(&self) -> Snapshot {
        let theme = self.site.as_ref().map(|site| site.theme());
        Snapshot {
            pages: self.site.as_ref().map(|site| {
                Arc::new(Shown::new(site, &self.place.root, &self.moved, &self.sources)) as Arc<dyn crate::serve::Pages>
            }),
            problems: self.problems.texts().into(),
            note: self.note(),
            styles: theme.map_or(0, |theme| print(theme, true)),
            images: theme.map_or(0, |theme| print(theme, false)).wrapping_add(self.attachments),
        }
    }

    /// Reads the configuration, and loads everything by it. Where that fails, the configuration before stays.
    fn configure(&mut self) -> bool {
        self.configuration = self.place.read_bytes().ok();
        let config = match self.place.read() {
            Ok((config, _)) => config,
            Err(Trouble::Wrong(diagnostics)) => {
                self.problems = Problems { diagnostics, errors: Vec::new() };
                return false;
            }
            Err(Trouble::Unreadable(error)) => {
                self.problems = Problems { diagnostics: Vec::new(), errors: vec![error.to_string()] };
                return false;
            }
        };
        let config = match &self.wish.base_url {
            Some(url) => config.clone().with_base_url(url).unwrap_or(config),
            None => config,
        };
        let library = Library::load(&self.place.root, &config);
        let theme = Theme::load(&self.place.root, &config.theme);
        self.desk = Some(Desk { config, library, theme, memory: Memory::default() });
        self.is_outdated = true;
        true
    }

    /// Loads the theme again. Whether it is another one now.
    fn load_theme(&mut self) -> bool {
        let Some(desk) = &mut self.desk else { return false };
        let theme = Theme::load(&self.place.root, &desk.config.theme);
        let is_same = match (&theme, &desk.theme) {
            (Ok(one), Ok(other)) => one == other,
            (Err(one), Err(other)) => one.to_string() == other.to_string(),
            _ => false,
        };
        desk.theme = theme;
        self.is_outdated |= !is_same;
        !is_same
    }

    /// Makes the site of what is loaded, or says why there is none. Then the last one stays.
    fn derive(&mut self) {
        let Some(desk) = &mut self.desk else { return };
        let as_of = clock::as_of(self.wish.as_of, &desk.config.zone);
        let mut content = desk.library.content();
        let mut problems = Problems::default();
        if let Err(error) = &desk.theme {
            problems.errors.push(error.to_string());
        }
        match as_of {
            Err(error) => problems.errors.push(error.to_string()),
            Ok(as_of) => {
                problems.diagnostics = found(&mut content, &desk.config, as_of);
                if problems.is_empty() {
                    let readership = self.wish.readership;
                    let entries = content.files.iter().cloned().collect();
                    let view = View::again(content.into_archive(), &desk.config, readership, as_of, &mut desk.memory);
                    match self.made(view) {
                        Ok(site) => self.show(site, entries),
                        Err(error) => problems.errors.push(error.to_string()),
                    }
                }
            }
        }
        self.problems = problems;
    }

    /// The site of a view. Where the configuration or the theme is another one, one page of each kind is tried before anybody sees it.
    fn made(&self, view: View) -> Result<Site> {
        match (&self.site, &self.desk) {
            (Some(site), _) if !self.is_outdated => site.with_view(view),
            (_, Some(Desk { config, theme: Ok(theme), .. })) => {
                let site = Site::new(view, config.clone(), theme.clone(), self.wish.readership.audience)?;
                let site = match &self.wish.live_reload {
                    Some(live_reload) => site.with_live_reload(live_reload.clone()),
                    None => site,
                };
                try_each_kind(&site)?;
                Ok(site)
            }
            _ => Err(crate::error::Error::new("there is no theme to make a site with")),
        }
    }

    /// Shows another site from now on, and remembers which incidents have another address in it.
    fn show(&mut self, site: Site, entries: Arc<[Arc<ParsedFile>]>) {
        if let Some(before) = &self.site {
            shown::remember_moves(before.view(), site.view(), &mut self.moved);
        }
        self.site = Some(Arc::new(site));
        self.sources.entries = entries;
        self.is_outdated = false;
    }
}

impl Problems {
    pub(super) fn is_empty(&self) -> bool {
        self.diagnostics.is_empty() && self.errors.is_empty()
    }

    /// Each as text, without colours.
    fn texts(&self) -> Vec<String> {
        let diagnostics = self.diagnostics.iter().map(|diagnostic| diagnostic::human(diagnostic, false));
        self.errors.iter().map(|error| format!("error: {error}")).chain(diagnostics).collect()
    }
}

/// What keeps the content from being a site, in the order of the files.
fn found(content: &mut Loaded, config: &Config, as_of: Date) -> Vec<Diagnostic> {
    let mut diagnostics = std::mem::take(&mut content.diagnostics);
    diagnostics.extend(Checker::new(content, config, as_of).for_build());
    if !diagnostics.iter().any(|diagnostic| diagnostic.level == Level::Error) {
        return Vec::new();
    }
    diagnostic::sort(&mut diagnostics);
    diagnostics
}

/// Renders the first page of each kind that a template makes.
fn try_each_kind(site: &Site) -> Result<()> {
    let mut tried: Vec<Discriminant<Page>> = Vec::new();
    for planned in site.plan().routes().iter().filter(|planned| is_named(planned.route.as_str(), "html")) {
        let Content::Page(page) = &planned.content else { continue };
        let kind = std::mem::discriminant(page);
        if !tried.contains(&kind) {
            tried.push(kind);
            site.render(page, &mut std::io::sink())?;
        }
    }
    Ok(())
}

/// The print of a theme's style sheets, or of everything else that it brings along.
fn print(theme: &Theme, styles: bool) -> u64 {
    let mut printer = Xxh3::new();
    for (name, bytes) in theme.statics.iter().filter(|(name, _)| is_named(name, "css") == styles) {
        printer.update(name.as_bytes());
        printer.update(&bytes.len().to_le_bytes());
        printer.update(bytes);
    }
    printer.digest()
}

/// Whether a file has this extension.
fn is_named(name: &str, extension: &str) -> bool {
    std::path::Path::new(name).extension().is_some_and(|found| found.eq_ignore_ascii_case(extension))
}
