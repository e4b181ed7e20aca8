//! Boilerplate: texts that tools write where they know nothing. It says nothing of the incident, and is dropped.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::names;
use crate::prose::markdown;

/// Whole texts in lower case.
static TEXTS: LazyLock<BTreeSet<&str>> =
    LazyLock::new(|| include_str!("boilerplate.txt").lines().filter(|line| !line.starts_with('#')).collect());

/// The longest text that is looked up, in bytes: a longer one is no boilerplate.
const LONGEST: usize = 400;

/// Whether a whole text is boilerplate.
pub(super) fn is_boilerplate(text: &str) -> bool {
    if text.len() > LONGEST {
        return false;
    }
    let plain = bare(text);
    let inside = plain.trim_matches(['<', '>', '[', ']']);
    TEXTS.contains(plain.as_str()) || TEXTS.contains(inside)
}

/// Whether a text that was cut off is the beginning of boilerplate.
pub(super) fn begins_boilerplate(text: &str) -> bool {
    let plain = bare(text);
    plain.len() >= 8 && TEXTS.range(plain.as_str()..).next().is_some_and(|text| text.starts_with(&plain))
}

fn bare(text: &str) -> String {
    let words = markdown::plain(text);
    let lower = words.trim().trim_end_matches('.').to_lowercase();
    let mut rest = lower.as_str();
    while let Some(without) = names::list("lesson").iter().find_map(|label| rest.strip_prefix(label)?.strip_prefix(": ")) {
        rest = without;
    }
    rest.to_owned()
}
