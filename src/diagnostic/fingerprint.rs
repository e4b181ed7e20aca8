//! Fingerprints that identify a diagnostic across runs, for tools that show only new ones.

use std::collections::BTreeMap;

use xxhash_rust::xxh3::xxh3_64;

use super::entry::Diagnostic;

/// Computes fingerprints from the rule, the file and the text of the line. They depend neither on the line number, nor on the
/// message, which may contain a number of days.
#[derive(Default)]
pub(super) struct Fingerprints {
    seen: BTreeMap<u64, usize>,
}

impl Fingerprints {
    /// The fingerprint of the next diagnostic. Several of the same rule on lines with the same text are numbered.
    pub(super) fn next(&mut self, diagnostic: &Diagnostic) -> String {
        let span = diagnostic.location.as_ref().and_then(|place| place.span.as_ref());
        let line = span.map(|span| span.excerpt.text.trim()).unwrap_or_default();
        let file = diagnostic.file().unwrap_or_default();
        let hash = xxh3_64(format!("{}\0{file}\0{line}", diagnostic.rule).as_bytes());
        let count = self.seen.entry(hash).or_default();
        *count += 1;
        format!("{hash:016x}:{count}")
    }
}
