//! One thing that changed between two versions of an incident, and its sentence.

use serde::Serialize;

use crate::incident::vocabulary;
use crate::prose;

/// How many characters of a text a sentence quotes.
const LONGEST_QUOTE: usize = 80;

vocabulary! {
    /// What sort of change it is.
    Change {
        /// It was not there before.
        Added = "added" | "added",
        /// It is no longer there.
        Removed = "removed" | "removed",
        /// It has another value.
        Changed = "changed" | "changed",
        /// Its prose has other words.
        Rewritten = "rewritten" | "rewritten",
        /// The elements of a list are in another order.
        Reordered = "reordered" | "in another order",
    }
}

/// One thing that changed.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// The key in the incident file, without the indexes of lists: `severity`, `actions.status`.
    pub key: String,
    /// What sort of change it is.
    pub change: Change,
    /// What changed, from the outermost item to the value.
    pub(super) subject: Vec<PathPart>,
    /// The value before. None for prose, and for an item with keys of its own.
    pub before: Option<DisplayValue>,
    /// The value now.
    pub after: Option<DisplayValue>,
    /// What happened to the subject, where plain words say more than the values: `closed`, `14 minutes later`.
    pub(super) predicate: Option<String>,
}

/// A value as a sentence shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct DisplayValue {
    /// The value, on one line.
    pub text: String,
    /// Whether a person chose the words: not a number, a moment, a configured severity or a word of a vocabulary.
    #[serde(skip)]
    pub is_free: bool,
}

impl DisplayValue {
    /// The words of a person.
    pub(super) fn free(text: &str) -> Self {
        let line: Vec<&str> = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()).collect();
        Self { text: prose::shortened(&line.join(" "), LONGEST_QUOTE), is_free: true }
    }

    /// Anything else.
    pub(super) fn word(text: impl Into<String>) -> Self {
        Self { text: text.into(), is_free: false }
    }

    fn quoted(&self) -> String {
        if self.is_free { format!("“{}”", self.text) } else { self.text.clone() }
    }
}

/// One step from the incident to what changed: a key, or an item of a list with its name.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PathPart {
    pub noun: String,
    pub name: Option<DisplayValue>,
}

impl PathPart {
    fn text(&self, shows_name: bool) -> String {
        match &self.name {
            Some(name) if shows_name || !name.is_free => format!("{} {}", self.noun, name.quoted()),
            _ => self.noun.clone(),
        }
    }
}

impl Fact {
    /// The sentence for a reviewer, who may see both versions: it quotes removed words too.
    pub fn text(&self) -> String {
        self.sentence(true)
    }

    /// The sentence for a published page: it quotes no words that were removed.
    pub fn current_text(&self) -> String {
        self.sentence(false)
    }

    /// The name of the item that it is about, if it is an item's.
    pub fn item(&self) -> Option<&str> {
        self.subject.iter().find_map(|part| part.name.as_ref()).map(|name| name.text.as_str())
    }

    fn sentence(&self, quotes_removed: bool) -> String {
        let last = self.subject.len().saturating_sub(1);
        let shows_name = |index: usize| quotes_removed || index < last || self.change != Change::Removed;
        let subject: Vec<String> = self.subject.iter().enumerate().map(|(index, part)| part.text(shows_name(index))).collect();
        let subject = subject.join(": ");
        if let Some(predicate) = &self.predicate {
            return format!("{subject} {predicate}");
        }
        let before = self.before.as_ref().filter(|shown| quotes_removed || !shown.is_free).map(DisplayValue::quoted);
        match (self.change, before, self.after.as_ref().map(DisplayValue::quoted)) {
            (Change::Added, _, Some(after)) => format!("{subject} set to {after}"),
            (Change::Removed, Some(before), _) => format!("{subject} removed (was {before})"),
            (Change::Changed, Some(before), Some(after)) => format!("{subject} {before} → {after}"),
            (Change::Changed, None, Some(after)) => format!("{subject} changed to {after}"),
            (change, ..) => format!("{subject} {}", change.label()),
        }
    }
}
