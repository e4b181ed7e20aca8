//! Snapshots of the site, as the server sees them.

use std::fs::File;
use std::sync::Arc;

/// The resource at a path of a site.
#[derive(Debug)]
pub enum Resource {
    /// A rendered file.
    Bytes(Vec<u8>),
    /// An open file.
    File(File),
    /// A redirect: the resource is at this path now.
    Moved(String),
    /// A resource that is withheld, with the reason for its author.
    Withheld(String),
    /// No resource.
    Missing,
    /// A page that failed to render, with the error.
    Failed(String),
}

/// Maps paths such as `a/index.html` to resources.
pub trait Pages: Send + Sync {
    /// The resource at a path.
    fn get(&self, path: &str) -> Resource;
}

/// The site at one moment, with the problems of its sources.
#[derive(Clone, Default)]
pub struct Snapshot {
    /// The last site that could be built, if any.
    pub pages: Option<Arc<dyn Pages>>,
    /// The current problems, each as text whose first line is the summary.
    pub problems: Arc<[String]>,
    /// A message that is not a problem.
    pub note: Option<String>,
    /// The fingerprint of the style sheets.
    pub styles: u64,
    /// The fingerprint of the files that pages can show.
    pub images: u64,
}
