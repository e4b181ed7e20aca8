//! Loads incidents from files: finds, reads and parses them in parallel, and reports every problem of every file.
//!
//! The fast path deserialises plain types without positions. Only a file with a problem is parsed again with spans. This module
//! knows no domain rules beyond those required to parse a file, and nothing about the site.

mod chronology;
mod discover;
mod library;
mod names;
mod pages;
mod parsed;
mod read;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

pub use discover::{SourceFile, display_path, is_hidden_name};
pub use library::{Library, Refreshed};
pub use pages::PAGES;
pub use parsed::ParsedFile;

use crate::archive::{Archive, CustomPage};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Level, Schema};
use crate::incident::Incident;

/// The content of the content folders.
#[derive(Debug, Default)]
pub struct Content {
    /// The project's folder.
    pub root: PathBuf,
    /// Files that could be parsed, sorted by path.
    pub files: Vec<Arc<ParsedFile>>,
    /// All other files, which incident files can attach.
    pub attachments: Arc<BTreeSet<PathBuf>>,
    /// The custom pages, in order.
    pub pages: Arc<[CustomPage]>,
    /// Ids, in lower case, of incidents whose files could not be parsed. References to them may be valid.
    pub unread: BTreeSet<String>,
    /// Problems found while loading the files.
    pub diagnostics: Vec<Diagnostic>,
}

/// The schema of incident files, with the site's severities as examples of one.
fn schema(config: &Config) -> Schema {
    let mut schema = crate::incident::schema();
    let ids: Vec<&str> = config.severities.all().iter().map(|severity| severity.id.as_str()).collect();
    for place in ["/properties/severity", "/$defs/SeverityChange/properties/to"] {
        if let Some(severity) = schema.pointer_mut(place).and_then(serde_json::Value::as_object_mut) {
            severity.insert("examples".to_owned(), ids.clone().into());
        }
    }
    Schema::new(schema)
}

/// Reads versions of incident files that are not in the file system, like files of a project.
pub struct VersionReader<'c> {
    root: &'c Path,
    config: &'c Config,
    schema: Schema,
}

impl<'c> VersionReader<'c> {
    /// Creates a reader for the project at `root`.
    pub fn new(root: &'c Path, config: &'c Config) -> Self {
        Self { root, config, schema: schema(config) }
    }

    /// The content of the given files, each with its path relative to the project. Files that are not incident files in a content
    /// folder are skipped.
    pub fn content(&self, files: Vec<(PathBuf, Vec<u8>)>) -> Content {
        let read = |(path, bytes): (PathBuf, Vec<u8>)| {
            let source = SourceFile::of_path(self.root, &self.config.content, &path)?;
            Some((source.display.clone(), self.read(&source, bytes)))
        };
        let mut content = Content { root: self.root.to_owned(), ..Content::default() };
        let read: BTreeMap<_, _> = files.into_par_iter().filter_map(read).collect();
        for file in read.into_values() {
            content.diagnostics.extend(file.diagnostics);
            content.unread.extend(file.unread);
            content.files.extend(file.parsed);
        }
        content
    }

    /// The incident in a version of a file, if the version has no errors.
    pub fn incident(&self, path: &Path, bytes: Vec<u8>) -> Option<Arc<Incident>> {
        let file = self.read(&SourceFile::of_path(self.root, &self.config.content, path)?, bytes);
        let is_whole = file.diagnostics.iter().all(|found| found.level != Level::Error);
        file.parsed.filter(|_| is_whole).map(|parsed| Arc::clone(&parsed.record.incident))
    }

    fn read(&self, source: &SourceFile, bytes: Vec<u8>) -> read::ReadFile {
        read::read(source, Ok(bytes), self.config, &self.schema)
    }
}

/// The path of an incident file as shown in data files, from its display path.
pub fn source_of(root: &Path, config: &Config, display: &str) -> String {
    let inside = Path::new(display).strip_prefix(display_path(root)).unwrap_or(Path::new(display));
    SourceFile::of_path(root, &config.content, inside).map_or_else(|| display.to_owned(), |file| file.relative)
}

/// Loads the content folders of the project at `root`.
pub fn load(root: &Path, config: &Config) -> Content {
    Library::load(root, config).content()
}

impl Content {
    /// The archive of the loaded incidents, regardless of any problems.
    pub fn archive(&self) -> Archive {
        let records = self.files.iter().map(|file| Arc::clone(&file.record)).collect();
        Archive { records, attachments: Arc::clone(&self.attachments), pages: Arc::clone(&self.pages) }
    }

    /// Like [`archive`](Self::archive), but drops the files, so that redaction copies no incident that only they shared.
    pub fn into_archive(self) -> Archive {
        let record =
            |file: Arc<ParsedFile>| Arc::try_unwrap(file).map_or_else(|file| Arc::clone(&file.record), |file| file.record);
        let records = self.files.into_iter().map(record).collect();
        Archive { records, attachments: self.attachments, pages: self.pages }
    }

    /// The file with the given display path.
    pub fn file(&self, display: &str) -> Option<&ParsedFile> {
        let index = self.files.binary_search_by(|file| file.source.display.as_str().cmp(display)).ok()?;
        Some(&self.files[index])
    }

    /// The text of the file with the given display path. It is read again, because positions are needed only for problems.
    pub fn text_of(&self, display: &str) -> Option<String> {
        let bytes = crate::files::read_inside(&self.root, &self.file(display)?.source.path).ok()?;
        String::from_utf8(bytes).ok().map(read::with_line_feeds)
    }

    /// The text of a custom page's file, read again.
    pub fn text_of_page(&self, page: &CustomPage) -> Option<String> {
        let name = Path::new(&page.source).file_name()?;
        let bytes = crate::files::read_inside(&self.root, &self.root.join(PAGES).join(name)).ok()?;
        String::from_utf8(bytes).ok().map(read::with_line_feeds)
    }

    /// The text of an attachment, if it is text of at most 1 MiB.
    pub fn text_of_attachment(&self, path: &Path) -> Option<String> {
        let is_small = path.metadata().is_ok_and(|file| file.len() <= 1 << 20);
        let bytes = is_small.then(|| crate::files::read_inside(&self.root, path).ok())??;
        String::from_utf8(bytes).ok()
    }

    /// Whether there is a file that the incident of a source file can attach.
    pub fn has_attachments(&self, file: &SourceFile) -> bool {
        file.path.parent().is_some_and(|folder| crate::route::has_files_in(&self.attachments, folder))
    }

    /// The attachment at `reference`, a path relative to the incident file's folder that never leaves it.
    pub fn attachment(&self, file: &SourceFile, reference: &str) -> Option<&Path> {
        crate::route::beside(&self.attachments, file.path.parent()?, reference)
    }
}
