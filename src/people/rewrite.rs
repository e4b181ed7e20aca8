//! Edits of a text: the parts that name people, and what replaces them.

use std::collections::HashMap;
use std::ops::Range;

use super::fold::{is_delimiter, underscores_at};

/// A part of a text that names a person.
#[derive(Debug)]
pub(super) struct Edit {
    pub bytes: Range<usize>,
    pub person: usize,
    pub kind: EditKind,
}

/// What names the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum EditKind {
    /// A name, which the person's label replaces.
    Name,
    /// An address that readers see, which the person's label replaces.
    Address,
    /// The part of a link beside its text, which is removed.
    Target,
}

/// Sorts edits, and merges overlapping ones: the one that starts first is kept, or else the longest. A name that begins in an address
/// is removed with it.
pub(super) fn merge(edits: &mut Vec<Edit>) {
    edits.sort_by_key(|edit| (edit.bytes.start, std::cmp::Reverse(edit.bytes.end)));
    let mut merged: Vec<Edit> = Vec::with_capacity(edits.len());
    for edit in edits.drain(..) {
        match merged.last_mut().filter(|last| edit.bytes.start < last.bytes.end) {
            Some(last) if last.kind == EditKind::Name => {}
            Some(last) => last.bytes.end = last.bytes.end.max(edit.bytes.end),
            None => merged.push(edit),
        }
    }
    *edits = merged;
}

/// Replaces the names in a text with labels.
pub(super) fn rewrite(text: &str, edits: &[Edit], labels: &HashMap<usize, String>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for Edit { bytes, person, kind } in edits {
        let label = if *kind == EditKind::Target { Some("") } else { labels.get(person).map(String::as_str) };
        let Some(label) = label else { continue };
        out.push_str(&text[at..bytes.start]);
        let (opening, closing) = if *kind == EditKind::Name { marks(&text[bytes.clone()]) } else { Default::default() };
        out.extend([opening.as_str(), label, &closing]);
        at = bytes.end;
    }
    out.push_str(&text[at..]);
    out
}

/// The emphasis delimiters inside of a name that open or close around its label: `**Ada** Lovelace`, `Ada **Lovelace**`.
fn marks(name: &str) -> (String, String) {
    let (mut opening, mut closing, mut last) = (String::new(), String::new(), 'a');
    let mut underscores = (0..0, false);
    for (at, letter) in name.char_indices() {
        if letter == '_' && at >= underscores.0.end {
            let run = underscores_at(name, at);
            underscores = (run.clone(), is_delimiter(name, &run));
        }
        if !(matches!(letter, '*' | '~') || letter == '_' && underscores.1) {
            last = letter;
        } else if last.is_whitespace() {
            opening.push(letter);
        } else {
            closing.push(letter);
        }
    }
    (opening, closing)
}
