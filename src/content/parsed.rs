//! One incident file that is understood.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::tz::TimeZone;

use super::discover::SourceFile;
use crate::archive::Record;
use crate::diagnostic::{Location, ValuePath};
use crate::incident::Incident;

/// An incident file, its names and times resolved.
#[derive(Debug, Clone)]
pub struct ParsedFile {
    /// Where it is.
    pub source: SourceFile,
    /// What it says. Where the file has problems of structure, what is left without them.
    pub incident: Arc<Incident>,
    /// The zone in which its days begin: the file's own, or the site's.
    pub zone: TimeZone,
    /// The timeline entries with a time alone that was taken as the next day's, since it lies before the entry above.
    pub rolled_over: Vec<usize>,
    /// The paths of what was reported as a problem of structure, and removed.
    pub removed: BTreeSet<ValuePath>,
    /// What the archive takes from it.
    pub(super) record: Arc<Record>,
}

impl ParsedFile {
    /// The location of the value at a path.
    pub fn at(&self, path: ValuePath) -> Location {
        Location::value(&self.source.display, path)
    }
}
