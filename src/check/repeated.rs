//! Merges repeated findings in a file that all have the same fix.

use std::collections::HashMap;

use super::rule::Scope;
use super::rules::find;
use crate::diagnostic::Diagnostic;

/// Keeps the first finding of each such rule and file, with the total number. The positions must be resolved.
pub(super) fn merge(found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut merged: Vec<Diagnostic> = Vec::with_capacity(found.len());
    let mut first: HashMap<(String, &'static str), usize> = HashMap::new();
    for found in found {
        let key = (found.file().unwrap_or_default().to_owned(), found.rule);
        match first.get(&key) {
            Some(index) => {
                let occurrences = merged[*index].occurrences + 1;
                if start(&found) < start(&merged[*index]) {
                    merged[*index] = found;
                }
                merged[*index].occurrences = occurrences;
            }
            None => {
                if find(found.rule).is_some_and(|rule| matches!(rule.scope, Scope::FirstOfIncident(_))) {
                    first.insert(key, merged.len());
                }
                merged.push(found);
            }
        }
    }
    for found in merged.iter_mut().filter(|found| found.occurrences > 1) {
        found.message = format!("{} (the first of {} in this file)", found.message, found.occurrences);
    }
    merged
}

/// The position of a finding in its file.
fn start(found: &Diagnostic) -> Option<usize> {
    Some(found.location.as_ref()?.span.as_ref()?.bytes.start)
}
