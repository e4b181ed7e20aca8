//! Serves a site path by path.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::archive::{View, VisibleIncident};
use crate::files;
use crate::serve::{Pages, Resource};
use crate::site::{Planned, RouteContent, Site};

/// A site, with additional information about addresses that it does not have.
pub(super) struct ServedSite {
    pub site: Arc<Site>,
    /// The folder of the project.
    pub root: PathBuf,
    /// The files of incidents that moved, by their former slugs.
    pub moved: Arc<BTreeMap<String, PathBuf>>,
    /// The files of excluded drafts, by the slugs that they would have.
    pub drafts: BTreeMap<String, String>,
}

impl ServedSite {
    /// The plan's entry for a path. If the base URL has a path, the site's links start with that, so it is stripped.
    fn find(&self, path: &str) -> Option<&Planned> {
        let plan = self.site.plan();
        let address = || self.site.config().base_url.as_deref()?.split_once("://");
        plan.find(path).or_else(|| {
            let (_, base) = address()?.1.split_once('/').filter(|(_, base)| !base.is_empty())?;
            plan.find(path.strip_prefix(base)?)
        })
    }

    /// A file of the search index, which is built on the first request.
    fn search_file(&self, path: &str) -> Resource {
        let file = self.site.search_files().iter().find(|file| file.path == path);
        file.map_or(Resource::Missing, |file| Resource::Bytes(file.bytes.to_vec()))
    }

    /// The reason why an incident's page is missing, if known.
    fn explain_missing(&self, path: &str) -> Resource {
        let Some(slug) = path.strip_prefix("incidents/").and_then(|rest| rest.split('/').next()) else {
            return Resource::Missing;
        };
        if let Some(file) = self.drafts.get(slug) {
            return Resource::Withheld(format!("{file} is a draft.\nDrafts are left out: start with --drafts to see them."));
        }
        let incident =
            self.moved.get(slug).and_then(|file| self.site.view().cases.iter().find(|incident| file_of(incident) == *file));
        incident.map_or(Resource::Missing, |incident| Resource::Moved(format!("incidents/{}/", incident.slug)))
    }

    /// Opens a file of the project. It is opened only once, so that a link that replaces it later is not followed.
    fn file(&self, file: &Path) -> Resource {
        files::open_inside(&self.root, file).map_or(Resource::Missing, Resource::File)
    }
}

impl Pages for ServedSite {
    fn get(&self, path: &str) -> Resource {
        match self.find(path).map(|planned| &planned.content) {
            None if path.starts_with("search/") => self.search_file(path),
            None => self.explain_missing(path),
            Some(RouteContent::File(file)) => self.file(file),
            Some(RouteContent::Page(page)) => {
                let mut bytes = Vec::new();
                match self.site.render(page, &mut bytes) {
                    Ok(()) => Resource::Bytes(bytes),
                    Err(error) => Resource::Failed(format!("error: {error}")),
                }
            }
        }
    }
}

/// Records the incidents whose address differs between two views.
pub(super) fn record_moves(before: &View, after: &View, moved: &mut Arc<BTreeMap<String, PathBuf>>) {
    // Most edits move nothing.
    if before.cases.iter().map(place).eq(after.cases.iter().map(place)) {
        return;
    }
    let slugs: HashMap<(&Path, &str), &str> = after.cases.iter().map(|it| ((&*it.folder, &*it.source), &*it.slug)).collect();
    for incident in &before.cases {
        if slugs.get(&(&*incident.folder, &*incident.source)).is_some_and(|slug| *slug != &*incident.slug) {
            Arc::make_mut(moved).insert(incident.slug.to_string(), file_of(incident));
        }
    }
}

/// The file of an incident, and its address.
fn place(incident: &VisibleIncident) -> (&Arc<Path>, &Arc<str>, &Arc<str>) {
    (&incident.folder, &incident.source, &incident.slug)
}

/// The file of an incident.
fn file_of(incident: &VisibleIncident) -> PathBuf {
    incident.folder.join(incident.source.rsplit('/').next().unwrap_or(&incident.source))
}
