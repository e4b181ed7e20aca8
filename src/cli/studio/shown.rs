//! The site as the server asks for it, path by path.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::archive::{Readership, View, VisibleIncident};
use crate::content::ParsedFile;
use crate::files;
use crate::serve::{Pages, Resource};
use crate::site::{Content, Planned, Site};

/// What a site was made from, for whom: more than its readers may see.
#[derive(Clone)]
pub(super) struct Sources {
    pub entries: Arc<[Arc<ParsedFile>]>,
    pub readership: Readership,
}

/// A site and what is known of addresses that it does not have.
pub(super) struct Shown {
    site: Arc<Site>,
    root: PathBuf,
    moved: Arc<BTreeMap<String, PathBuf>>,
    sources: Sources,
}

impl Shown {
    pub(super) fn new(site: &Arc<Site>, root: &Path, moved: &Arc<BTreeMap<String, PathBuf>>, sources: &Sources) -> Self {
        let (site, moved) = (Arc::clone(site), Arc::clone(moved));
        Self { site, root: root.to_owned(), moved, sources: sources.clone() }
    }

    /// What is planned at a path. A site that knows to lie below a folder has links that begin there.
    fn find(&self, path: &str) -> Option<&Planned> {
        let plan = self.site.plan();
        let address = || self.site.config().base_url.as_deref()?.split_once("://");
        plan.find(path).or_else(|| {
            let (_, base) = address()?.1.split_once('/').filter(|(_, base)| !base.is_empty())?;
            plan.find(path.strip_prefix(base)?)
        })
    }

    /// A file of the search index, which is made when a browser first asks for one.
    fn search_file(&self, path: &str) -> Resource {
        let file = self.site.search_files().iter().find(|file| file.path == path);
        file.map_or(Resource::Missing, |file| Resource::Bytes(file.bytes.to_vec()))
    }

    /// Why an incident's page is not there, if that is known.
    fn why_not(&self, path: &str) -> Resource {
        let Some(slug) = path.strip_prefix("incidents/").and_then(|rest| rest.split('/').next()) else {
            return Resource::Missing;
        };
        if let Some(file) = self.sources.draft(slug) {
            return Resource::Withheld(format!("{file} is a draft.\nDrafts are left out: start with --drafts to see them."));
        }
        let case = self.moved.get(slug).and_then(|file| self.site.view().cases.iter().find(|case| file_of(case) == *file));
        case.map_or(Resource::Missing, |case| Resource::Moved(format!("incidents/{}/", case.slug)))
    }

    /// A file of the project, opened once: a link that takes its place later is not followed.
    fn file(&self, file: &Path) -> Resource {
        files::open_inside(&self.root, file).map_or(Resource::Missing, Resource::File)
    }
}

impl Pages for Shown {
    fn get(&self, path: &str) -> Resource {
        match self.find(path).map(|planned| &planned.content) {
            None if path.starts_with("search/") => self.search_file(path),
            None => self.why_not(path),
            Some(Content::File(file)) => self.file(file),
            Some(Content::Page(page)) => {
                let mut bytes = Vec::new();
                match self.site.render(page, &mut bytes) {
                    Ok(()) => Resource::Bytes(bytes),
                    Err(error) => Resource::Failed(format!("error: {error}")),
                }
            }
        }
    }
}

impl Sources {
    /// The file of the draft at this address, if one is left out.
    fn draft(&self, slug: &str) -> Option<&str> {
        let is_at = |entry: &&Arc<ParsedFile>| entry.incident.id.to_lowercase() == slug;
        let mut found = self.entries.iter().filter(is_at).filter(|entry| self.readership.misses_draft(&entry.incident));
        Some(&found.next()?.source.display)
    }
}

/// Remembers which incidents of one view have another address in the next, by their files.
pub(super) fn remember_moves(before: &View, after: &View, moved: &mut Arc<BTreeMap<String, PathBuf>>) {
    let same = |(one, other): (&Arc<VisibleIncident>, &Arc<VisibleIncident>)| {
        Arc::ptr_eq(one, other) || (one.slug == other.slug && one.source == other.source)
    };
    if before.cases.len() == after.cases.len() && before.cases.iter().zip(&after.cases).all(same) {
        return;
    }
    let now: BTreeMap<PathBuf, &str> = after.cases.iter().map(|case| (file_of(case), case.slug.as_str())).collect();
    for case in &before.cases {
        let file = file_of(case);
        if now.get(&file).is_some_and(|slug| *slug != case.slug) {
            Arc::make_mut(moved).insert(case.slug.clone(), file);
        }
    }
}

/// The file of an incident.
fn file_of(case: &VisibleIncident) -> PathBuf {
    let name = case.source.rsplit('/').next().unwrap_or(&case.source);
    case.folder.join(name)
}
