//! A site in the browser while it is being written: HTTP, live reload, and watching files.
//!
//! It asks for a path and gets bytes. What they say it does not know, nor where they come from, and it writes no file: what it adds
//! to a page for the browser is in no byte of a published site.

mod answer;
mod bind;
mod host;
mod live;
mod notice;
mod path;
mod script;
mod server;
mod tag;
mod watch;

use std::path::PathBuf;
use std::sync::Arc;

pub use bind::{Binding, Port, bind};
pub use server::{Server, run};
pub use watch::{Changes, Depth, Watcher};

/// What stands at a path of a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// A file of the site that was made just now.
    Bytes(Vec<u8>),
    /// A file on disk.
    File(PathBuf),
    /// Nothing any more: what was there is at this path now.
    Moved(String),
    /// Nothing, and why that may surprise.
    Withheld(String),
    /// Nothing.
    Missing,
    /// It could not be made, and why.
    Broken(String),
}

/// A site: paths like `a/index.html` and what stands there.
pub trait Pages: Send + Sync {
    /// What stands at a path.
    fn get(&self, path: &str) -> Answer;
}

/// The site at one moment, and what is wrong with its sources.
#[derive(Clone, Default)]
pub struct Edition {
    /// The last site that could be made. None where none could be made yet.
    pub pages: Option<Arc<dyn Pages>>,
    /// What is wrong since: each as text, of which the first line says the most.
    pub problems: Arc<[String]>,
    /// What is good to know.
    pub note: Option<String>,
    /// Differs when a style sheet does.
    pub styles: u64,
    /// Differs when a file on disk does that pages may show.
    pub images: u64,
}
