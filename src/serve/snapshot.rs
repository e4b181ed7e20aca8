//! The site at one moment, as the server sees it.

use std::fs::File;
use std::sync::Arc;

/// What there is at a path of a site.
#[derive(Debug)]
pub enum Resource {
    /// A file of the site that was rendered just now.
    Bytes(Vec<u8>),
    /// An open file.
    File(File),
    /// Nothing any more: what was here is at this path now.
    Moved(String),
    /// Nothing, for a reason that its author should know.
    Withheld(String),
    /// Nothing.
    Missing,
    /// A page that could not be rendered, and why.
    Failed(String),
}

/// A site: paths such as `a/index.html`, and their resources.
pub trait Pages: Send + Sync {
    /// What there is at a path.
    fn get(&self, path: &str) -> Resource;
}

/// The site at one moment, and the problems of its sources.
#[derive(Clone, Default)]
pub struct Snapshot {
    /// The last site that could be built. None where none could be built yet.
    pub pages: Option<Arc<dyn Pages>>,
    /// The problems since then, each as text. The first line is the summary.
    pub problems: Arc<[String]>,
    /// A message that is no problem.
    pub note: Option<String>,
    /// The fingerprint of the style sheets.
    pub styles: u64,
    /// The fingerprint of the files that pages may show.
    pub images: u64,
}
