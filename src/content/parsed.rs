//! A parsed incident file.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use jiff::tz::TimeZone;

use super::discover::SourceFile;
use crate::archive::Record;
use crate::diagnostic::{Diagnostic, Location, ValuePath};
use crate::incident::Incident;

/// A parsed incident file, with names and times resolved.
#[derive(Debug, Clone)]
pub struct ParsedFile {
    /// The source file.
    pub source: SourceFile,
    /// The incident. If the file has structural problems, the invalid parts are missing.
    pub incident: Arc<Incident>,
    /// The time zone in which its days begin: that of the file, or that of the site.
    pub zone: TimeZone,
    /// Timeline entries with only a time that was earlier than the previous entry and was therefore moved to the next day.
    pub rolled_over: Vec<usize>,
    /// The paths of values that were reported as structural problems and removed.
    pub removed: BTreeSet<ValuePath>,
    /// What looks like a secret in its texts, once a rule has looked: it follows from the file and the configuration alone.
    pub secrets: OnceLock<Vec<Diagnostic>>,
    /// The record for the archive.
    pub(super) record: Arc<Record>,
}

impl ParsedFile {
    /// The location of the value at a path.
    pub fn at(&self, path: ValuePath) -> Location {
        Location::value(&self.source.display, path)
    }
}
