//! What is published, where, and the report.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::route::Route;

/// One file of the site: where it goes and where its bytes come from.
#[derive(Debug, Clone)]
pub struct Item<T> {
    /// The path below the output folder.
    pub route: Route,
    /// The origin of the bytes.
    pub source: ItemSource<T>,
}

/// Where the bytes of a file come from.
#[derive(Debug, Clone)]
pub enum ItemSource<T> {
    /// Rendered on demand.
    Render(T),
    /// Copied from a file of the project, which must not lie outside it.
    Copy(PathBuf),
    /// Known beforehand.
    Bytes(Arc<[u8]>),
}

/// The folder to publish into, and the folders that must not be touched.
#[derive(Debug, Clone)]
pub struct Target<'a> {
    /// The output folder. It need not exist.
    pub output: PathBuf,
    /// The project's root folder.
    pub root: &'a Path,
    /// The user's home folder, if there is one.
    pub home: Option<&'a Path>,
    /// The folders that the site is made from.
    pub sources: &'a [PathBuf],
    /// The audience of the site, as one word. It does not replace a site for another audience.
    pub audience: &'a str,
    /// Whether to overwrite files that no build has written, to replace the site for another audience, and to publish into a clone
    /// of a repository.
    pub force: bool,
}

/// What publishing has done. Paths are relative to the output folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishReport {
    /// New, or replaced because the bytes changed; sorted.
    pub written: Vec<String>,
    /// How many were there with the same bytes, and were not touched.
    pub unchanged: usize,
    /// Published by an earlier build and no longer in the plan; sorted.
    pub removed: Vec<String>,
}
