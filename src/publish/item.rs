//! The inputs of publishing, and its report.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::route::Route;

/// One file of the site: its path and the source of its bytes.
#[derive(Debug, Clone)]
pub struct Item<T> {
    /// The path below the output folder.
    pub route: Route,
    /// The source of its bytes.
    pub source: ItemSource<T>,
}

/// The source of a file's bytes.
#[derive(Debug, Clone)]
pub enum ItemSource<T> {
    /// Rendered on demand.
    Render(T),
    /// Copied from a file of the project. It must not be outside of the project.
    Copy(PathBuf),
    /// Known in advance.
    Bytes(Arc<[u8]>),
}

/// The output folder, and the folders that a build must not touch.
#[derive(Debug, Clone)]
pub struct Target<'a> {
    /// The output folder. It need not exist.
    pub output: PathBuf,
    /// The project's root folder.
    pub root: &'a Path,
    /// The user's home folder, if there is one.
    pub home: Option<&'a Path>,
    /// The folders with the site's sources.
    pub sources: &'a [PathBuf],
    /// The audience of the site, as one word. A site for another audience is not replaced.
    pub audience: &'a str,
    /// Whether to overwrite files that no build wrote, to replace a site for another audience, and to publish into a clone of a
    /// repository.
    pub force: bool,
}

/// The result of publishing. Paths are relative to the output folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishReport {
    /// New, or replaced because the bytes changed; sorted.
    pub written: Vec<String>,
    /// The number of files that already had the right bytes and were not written.
    pub unchanged: usize,
    /// Published by an earlier build and not part of the plan; sorted.
    pub removed: Vec<String>,
}
