//! A problem before its place is known: at a path of keys, in whichever file.

use std::ops::Range;

use super::{Diagnostic, Level, Part, Place, Positions, ValuePath};

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
    /// Which bytes of the value's text it is about, after decoding, if the value is a string and it is not about all of it.
    pub within: Option<Range<usize>>,
    /// What is wrong, in lower case and without a full stop.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl Problem {
    /// A problem that must be mended before the archive is built.
    pub fn error(rule: &'static str, path: ValuePath, message: impl Into<String>) -> Self {
        Self { rule, level: Level::Error, path, part: Part::Value, within: None, message: message.into(), hint: None }
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
        let diagnostic = Diagnostic { level, ..Diagnostic::error(rule, place, message) };
        if let Some(hint) = hint { diagnostic.hint(hint) } else { diagnostic }
    }

    /// Says that it is about these bytes of the value, a string without its quotes and escapes. Where they do not fit the
    /// string that the file has there, the whole value is meant.
    #[must_use]
    pub fn within(mut self, bytes: Range<usize>) -> Self {
        self.within = Some(bytes);
        self
    }

    /// Finds its place in a file.
    pub fn locate(self, positions: &Positions<'_>) -> Diagnostic {
        let place = positions.place(&self.path, self.part, self.within.as_ref());
        self.about(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "\u{feff}'count' = 1\r\nsummary = \"\"\"\r\nIt was\u{301} 日本 \\\r\n  t\\u0068e intern\r\nonce.\"\"\"\r\n";
    const SUMMARY: &str = "It was\u{301} 日本 the intern\r\nonce.";

    fn place(key: &str, part: Part, bytes: Range<usize>) -> Place {
        let problem = Problem::warning("r", ValuePath::root().key(key), "m").at(part).within(bytes);
        problem.locate(&Positions::of_sound("f.toml", TEXT)).place.unwrap()
    }

    fn of_summary(phrase: &str) -> (&'static str, [usize; 4]) {
        let start = SUMMARY.find(phrase).unwrap();
        let span = place("summary", Part::Value, start..start + phrase.len()).span.unwrap();
        (&TEXT[span.bytes], [span.start.line, span.start.column, span.end.line, span.end.column])
    }

    #[test]
    fn a_phrase_is_found_on_its_own_line_of_a_file_with_windows_line_ends() {
        assert_eq!(of_summary("日本"), ("日本", [3, 9, 3, 11]));
        assert_eq!(of_summary("the intern"), ("t\\u0068e intern", [4, 3, 4, 18]));
        assert_eq!(of_summary("intern\r\nonce"), ("intern\r\nonce", [4, 12, 5, 5]));
        let place = place("summary", Part::Value, SUMMARY.find("once").unwrap()..SUMMARY.len());
        let drawn = crate::diagnostic::human(&Diagnostic::error("r", place, "m"), false);
        assert_eq!(drawn, "error[r]: m\n --> f.toml:5:1\n  |\n5 | once.\"\"\"\n  | ^^^^^");
    }

    #[test]
    fn the_whole_is_meant_where_the_range_does_not_fit() {
        let bytes = |key, part, bytes| &TEXT[place(key, part, bytes).span.unwrap().bytes];
        assert_eq!(bytes("count", Part::Value, 0..1), "1");
        assert_eq!(bytes("summary", Part::Key, 0..1), "summary");
        assert_eq!(bytes("nothing", Part::Value, 0..1), "");
        assert!(bytes("summary", Part::Value, 0..1000).starts_with("\"\"\""));
        assert!(bytes("summary", Part::Value, 7..8).ends_with("\"\"\""));
    }
}
