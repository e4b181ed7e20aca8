//! A single change between two versions of an incident, and its description as a sentence.

use serde::Serialize;

use crate::incident::vocabulary;
use crate::locale::Locale;
use crate::prose;

/// The maximum length of a quoted text in a sentence, in characters.
const LONGEST_QUOTE: usize = 80;

vocabulary! {
    /// The kind of a change.
    Change {
        /// The value was added.
        Added = "added" | "added",
        /// The value was removed.
        Removed = "removed" | "removed",
        /// The value changed.
        Changed = "changed" | "changed",
        /// The text was rewritten.
        Rewritten = "rewritten" | "rewritten",
        /// The items of a list have a different order.
        Reordered = "reordered" | "in another order",
    }
}

/// A single change.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// The key in the incident file, without the indexes of lists: `severity`, `actions.status`.
    pub key: String,
    /// The kind of the change.
    pub change: Change,
    /// The path to the change, from the outermost item to the value.
    pub(super) subject: Vec<PathPart>,
    /// The previous value. `None` for prose, and for an item with several keys.
    pub before: Option<DisplayValue>,
    /// The current value.
    pub after: Option<DisplayValue>,
    /// What happened to the subject, if words are clearer than the values: `closed`, `14 minutes later`.
    pub(super) predicate: Option<Predicate>,
}

/// What happened to the subject of a fact.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Predicate {
    /// The name of the message.
    pub message: &'static str,
    /// The duration in the message. Empty if it has none.
    pub length: String,
}

impl Predicate {
    /// A predicate without a duration.
    pub(super) fn new(message: &'static str) -> Self {
        Self { message, length: String::new() }
    }
}

/// A value as displayed in a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct DisplayValue {
    /// The value, on one line.
    pub text: String,
    /// Whether the text is free text, rather than a number, a moment, a configured severity or a vocabulary word.
    #[serde(skip)]
    pub is_free: bool,
}

impl DisplayValue {
    /// Free text.
    pub(super) fn free(text: &str) -> Self {
        let line: Vec<&str> = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()).collect();
        Self { text: prose::shortened(&line.join(" "), LONGEST_QUOTE), is_free: true }
    }

    /// Any other value.
    pub(super) fn word(text: impl Into<String>) -> Self {
        Self { text: text.into(), is_free: false }
    }

    fn quoted(&self, locale: &Locale) -> String {
        if self.is_free { locale.format("fact_quote", &[("text", (&self.text).into())]) } else { self.text.clone() }
    }
}

/// One component of the path to a change: a key, or a list item with its name.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PathPart {
    pub noun: String,
    pub name: Option<DisplayValue>,
}

impl PathPart {
    fn text(&self, shows_name: bool, locale: &Locale) -> String {
        match &self.name {
            Some(name) if shows_name || !name.is_free => {
                locale.format("fact_item", &[("noun", (&self.noun).into()), ("name", name.quoted(locale).into())])
            }
            _ => self.noun.clone(),
        }
    }
}

impl Fact {
    /// The sentence for a reviewer, who may see both versions: it quotes removed text too. `locale` must be that of the comparison.
    pub fn text(&self, locale: &Locale) -> String {
        self.sentence(true, locale)
    }

    /// The sentence for a published page: it does not quote removed text.
    pub fn current_text(&self, locale: &Locale) -> String {
        self.sentence(false, locale)
    }

    /// The name of the item that changed, if any.
    pub fn item(&self) -> Option<&str> {
        self.subject.iter().find_map(|part| part.name.as_ref()).map(|name| name.text.as_str())
    }

    fn sentence(&self, quotes_removed: bool, locale: &Locale) -> String {
        let quoted = |value: &DisplayValue| value.quoted(locale);
        let before = self.before.as_ref().filter(|shown| quotes_removed || !shown.is_free).map(quoted);
        let after = self.after.as_ref().map(quoted);
        let message = match (&self.predicate, self.change, &before, &after) {
            (Some(predicate), ..) => predicate.message,
            (_, Change::Added, _, Some(_)) => "fact_set",
            (_, Change::Added, ..) => "fact_added",
            (_, Change::Removed, Some(_), _) => "fact_removed_value",
            (_, Change::Removed, ..) => "fact_removed",
            (_, Change::Changed, Some(_), Some(_)) => "fact_changed_value",
            (_, Change::Changed, None, Some(_)) => "fact_changed_to",
            (_, Change::Changed, ..) => "fact_changed",
            (_, Change::Rewritten, ..) => "fact_rewritten",
            (_, Change::Reordered, ..) => "fact_reordered",
        };
        let length = self.predicate.as_ref().map_or("", |predicate| &predicate.length);
        let values = [("before", before.unwrap_or_default()), ("after", after.unwrap_or_default())];
        let [before, after] = values.map(|(name, value)| (name, value.into()));
        locale.format(
            message,
            &[("subject", self.subject(quotes_removed, locale).into()), ("length", length.into()), before, after],
        )
    }

    /// The subject of the sentence, from the outermost item to the value.
    fn subject(&self, quotes_removed: bool, locale: &Locale) -> String {
        let last = self.subject.len().saturating_sub(1);
        let shows_name = |index: usize| quotes_removed || index < last || self.change != Change::Removed;
        let parts = self.subject.iter().enumerate().map(|(index, part)| part.text(shows_name(index), locale));
        let within =
            |outer: String, inner: String| locale.format("fact_within", &[("outer", outer.into()), ("inner", inner.into())]);
        parts.reduce(within).unwrap_or_default()
    }
}
