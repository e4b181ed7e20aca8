//! Files become incidents: found, read and parsed in parallel, with every problem of every file.
//!
//! The happy path deserialises plain types and knows no positions. Only a file with a problem is read again, with spans. This
//! room knows no rule of the domain beyond what a file needs to be understood, and nothing of the site.

mod chronology;
mod discover;
mod library;
mod names;
mod read;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::tz::TimeZone;

pub use discover::{SourceFile, is_hidden_name};
pub use library::{Library, Refreshed};

use discover::shown;

use crate::archive::{Archive, Record};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Positions, Schema, ValuePath};
use crate::incident::Incident;

/// An incident as its file describes it, its names and times resolved.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Where it comes from.
    pub file: SourceFile,
    /// What it says. Where the file has problems of structure, what is left without them.
    pub incident: Arc<Incident>,
    /// The zone in which its days begin: the file's own, or the site's.
    pub zone: TimeZone,
    /// The timeline entries of a time alone that was taken for the next day's, since it lies before the one above it.
    pub rolled_over: Vec<usize>,
    /// The paths of what was reported as a problem of structure: what follows from their absence is no news.
    pub reported: Vec<ValuePath>,
    /// What the archive takes from it.
    record: Arc<Record>,
}

/// Everything that the content folders hold.
#[derive(Debug, Default)]
pub struct Content {
    /// The project's folder.
    pub root: PathBuf,
    /// Incidents, in the order of their files' paths.
    pub entries: Vec<Arc<Entry>>,
    /// Every other file: what incident files can attach.
    pub attachments: Arc<BTreeSet<PathBuf>>,
    /// Ids of incidents whose files could not be understood at all: references to them are not in vain.
    pub unread: BTreeSet<String>,
    /// What is wrong with the files, as far as understanding them goes.
    pub diagnostics: Vec<Diagnostic>,
}

/// Loads the content folders of the project at `root`.
pub fn load(root: &Path, config: &Config) -> Content {
    Library::load(root, config).into_content()
}

impl Entry {
    /// Where everything is in the text of the file. Only where problems of structure were reported did deserialisation see less
    /// than the file says.
    pub fn positions<'t>(&'t self, text: &'t str, schema: &Schema) -> Positions<'t> {
        if self.reported.is_empty() {
            Positions::of_sound(&self.file.shown, text)
        } else {
            Positions::of_repaired(&self.file.shown, text, schema)
        }
    }
}

impl Content {
    /// The archive of what was loaded. It takes no notice of problems: who calls it has looked at them.
    pub fn into_archive(self) -> Archive {
        let record = |entry: Arc<Entry>| Arc::clone(&entry.record);
        Archive { records: self.entries.into_iter().map(record).collect(), attachments: self.attachments }
    }

    /// The text of an entry's file, read again: spans are needed only where something is wrong.
    pub fn text_of(&self, index: usize) -> String {
        let bytes = crate::files::read_inside(&self.root, &self.entries[index].file.path).unwrap_or_default();
        String::from_utf8(bytes).unwrap_or_default()
    }

    /// The path of a file, as messages show it.
    pub fn shown(&self, path: &Path) -> String {
        shown(path, &self.root)
    }

    /// The attachment that an incident file means by `reference`, a path relative to its own folder that never climbs.
    pub fn attachment(&self, file: &SourceFile, reference: &str) -> Option<&Path> {
        crate::route::beside(&self.attachments, file.path.parent()?, reference)
    }
}
