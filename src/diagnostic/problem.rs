//! A problem before its place is known: at a path of keys, in whichever file.

use super::{Diagnostic, Level, Part, Place, Schema, ValuePath, locate};

/// What is wrong with the value at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The rule that it breaks, in kebab-case.
    pub rule: &'static str,
    /// How grave it is.
    pub level: Level,
    /// Which value it is about.
    pub path: ValuePath,
    /// Whether it is about the value or its key.
    pub part: Part,
    /// What is wrong, in lower case and without a full stop.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl Problem {
    /// A problem that must be mended before the archive is built.
    pub fn error(rule: &'static str, path: ValuePath, message: impl Into<String>) -> Self {
        Self { rule, level: Level::Error, path, part: Part::Value, message: message.into(), hint: None }
    }

    /// A problem that stands in the way of nothing.
    pub fn warning(rule: &'static str, path: ValuePath, message: impl Into<String>) -> Self {
        Self { level: Level::Warning, ..Self::error(rule, path, message) }
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Says whether it is about the value or its key.
    #[must_use]
    pub fn at(mut self, part: Part) -> Self {
        self.part = part;
        self
    }

    /// The problem of a file as a whole.
    pub fn about(self, place: Place) -> Diagnostic {
        let Self { rule, level, message, hint, .. } = self;
        Diagnostic { rule, level, message, hint, place: Some(place), related: Vec::new() }
    }

    /// Finds its place in the text of a file.
    pub fn locate(self, file: &str, text: &str, schema: &Schema) -> Diagnostic {
        let span = locate(text, schema, &self.path, self.part);
        self.about(Place::new(file, text, span))
    }
}
