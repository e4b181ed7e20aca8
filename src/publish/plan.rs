//! The routes of a build, compared with the manifest of the previous build. Works on paths only, without I/O.

use super::manifest::{Manifest, ManifestEntry};
use crate::error::{Error, Result};
use crate::route::Route;

/// The folder below the output folder with the manifest, the lock and the stage.
pub(super) const OURS: &str = ".pir-site";

/// All paths of a build, in item order and sorted.
pub(super) struct WritePlan<'a> {
    paths: Vec<&'a str>,
    sorted: Vec<usize>,
}

impl<'a> WritePlan<'a> {
    /// Fails if two files have the same path. A [`Route`] is never inside `.pir-site` or `.git`.
    pub(super) fn new(routes: impl Iterator<Item = &'a Route>) -> Result<Self> {
        let paths: Vec<&str> = routes.map(Route::as_str).collect();
        let mut sorted: Vec<usize> = (0..paths.len()).collect();
        sorted.sort_by_key(|&i| paths[i]);
        let plan = Self { paths, sorted };
        match plan.sorted.windows(2).find(|pair| plan.paths[pair[0]] == plan.paths[pair[1]]) {
            Some(pair) => Err(Error::new(format!("two files would be published at /{}", plan.paths[pair[0]]))),
            None => Ok(plan),
        }
    }

    /// The paths in item order.
    pub(super) fn paths(&self) -> &[&'a str] {
        &self.paths
    }

    /// The paths in sorted order, each with the index of its item.
    pub(super) fn sorted(&self) -> impl Iterator<Item = (usize, &'a str)> {
        self.sorted.iter().map(|&i| (i, self.paths[i]))
    }

    /// Compares the plan with a manifest.
    pub(super) fn compare(&self, manifest: &Manifest<'a>) -> Published<'a> {
        let mut published = Published { entries: vec![None; self.paths.len()], obsolete: Vec::new() };
        let mut planned = self.sorted().peekable();
        for entry in manifest.entries() {
            while planned.next_if(|&(_, path)| path < entry.path).is_some() {}
            match planned.next_if(|&(_, path)| path == entry.path) {
                Some((i, _)) => published.entries[i] = Some(*entry),
                None => published.obsolete.push(entry.path),
            }
        }
        published
    }
}

/// The entries of a manifest, relative to a plan.
pub(super) struct Published<'a> {
    /// The manifest entry of each item, in item order.
    pub(super) entries: Vec<Option<ManifestEntry<'a>>>,
    /// The paths of the manifest that are not in the plan, sorted.
    pub(super) obsolete: Vec<&'a str>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn routes(paths: &[&str]) -> Vec<Route> {
        paths.iter().map(|path| Route::new(*path).unwrap()).collect()
    }

    #[test]
    fn two_files_cannot_share_a_path() {
        assert!(WritePlan::new(routes(&["b", "a", "b"]).iter()).is_err());
    }

    #[test]
    fn what_the_manifest_has_and_the_plan_has_not_is_obsolete() {
        let entries = ["a", "b", "d"].map(|path| ManifestEntry::new(path, None));
        let file = Manifest::write("public", &entries);
        let manifest = Manifest::of_text(&file);
        let routes = routes(&["d", "c", "a"]);
        let plan = WritePlan::new(routes.iter()).unwrap();
        let published = plan.compare(&manifest);
        assert_eq!(published.entries.iter().map(Option::is_some).collect::<Vec<_>>(), [true, false, true]);
        assert_eq!(published.obsolete, ["b"]);
    }
}
