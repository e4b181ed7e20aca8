//! Where in a file: the value that is meant, and once that is resolved its span of bytes, its lines and columns, and the one
//! source line that is shown for it.
//!
//! A resolved location keeps what every output format needs, so no format needs the file's text, however long it is.

use std::ops::Range;

use super::path::ValuePath;

/// How many characters of a source line are shown: as many as fit a common terminal.
const SHOWN: usize = 100;

/// A span that begins further to the right than this is shown with `BEFORE` characters in front of it.
const FAR: usize = 70;
const BEFORE: usize = 40;

/// A file, and where in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// The path, as the user would type it.
    pub file: String,
    /// The value that is meant, until its span is resolved.
    pub value: Option<ValueRef>,
    /// The part of the text that is meant; none for the file as a whole, and until it is resolved.
    pub span: Option<Span>,
}

/// A value of a TOML file, or a part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueRef {
    /// Which value.
    pub path: ValuePath,
    /// Whether the value is meant, or its key.
    pub part: Part,
    /// The bytes of the value's text that are meant, after decoding, if the value is a string and not all of it is meant.
    pub within: Option<Range<usize>>,
}

/// What is pointed at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The key, if the path ends in one; else the value.
    Key,
    /// The value. A table that a header opens is its header.
    Value,
}

/// A part of a file's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Offsets into the text, in bytes.
    pub bytes: Range<usize>,
    /// Where it begins.
    pub start: Position,
    /// Where it ends: just after its last character.
    pub end: Position,
    /// The line on which it begins, as it is shown.
    pub(super) excerpt: Excerpt,
}

/// A position in a text. Both count from 1, and a column is one character wide whatever a terminal makes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The character in the line.
    pub column: usize,
}

/// The surroundings of a span on the line on which it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// How many characters of the line stand before `text`.
    pub skipped: usize,
    /// The line, or as much of it as is worth showing.
    pub text: String,
    /// The span in `text`; on the first line only, if there are several.
    pub marked: Range<usize>,
}

impl Location {
    /// A file as a whole.
    pub fn file(file: impl Into<String>) -> Self {
        Self { file: file.into(), value: None, span: None }
    }

    /// The value at a path of a TOML file.
    pub fn value(file: impl Into<String>, path: ValuePath) -> Self {
        let value = ValueRef { path, part: Part::Value, within: None };
        Self { file: file.into(), value: Some(value), span: None }
    }

    /// The same location, of which only some bytes of the value are meant: a string without its quotes and escapes. Where they do
    /// not fit the string that the file has there, the whole value is meant.
    #[must_use]
    pub fn within(mut self, bytes: Range<usize>) -> Self {
        if let Some(value) = &mut self.value {
            value.within = Some(bytes);
        }
        self
    }

    /// The key of the value in place of the value.
    #[must_use]
    pub fn key(mut self) -> Self {
        if let Some(value) = &mut self.value {
            value.part = Part::Key;
        }
        self
    }
}

impl Excerpt {
    /// The surroundings of the marked part of a line. That many characters of the line stand before it.
    pub(super) fn new(line: &str, Range { start, end }: Range<usize>, characters_before: usize) -> Self {
        let ends_early = line.char_indices().nth(SHOWN).is_none();
        let far = (characters_before > FAR && !ends_early).then(|| line[..start].char_indices().rev().nth(BEFORE - 1)).flatten();
        let from = far.map_or(0, |(at, _)| at);
        let shown = if from > 0 { SHOWN - BEFORE / 2 } else { SHOWN };
        let to = line[from..].char_indices().nth(shown).map_or(line.len(), |(at, _)| from + at);
        let mut text = line[from..to].to_owned();
        if to < line.len() {
            text.push_str("...");
        }
        let skipped = if from > 0 { characters_before - BEFORE } else { 0 };
        Self { skipped, text, marked: start - from..end.min(to) - from }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::source::Source;

    fn span(text: &str, bytes: Range<usize>) -> Span {
        Source::new("f", text).location(bytes).span.unwrap()
    }

    #[test]
    fn a_span_of_many_lines_shows_the_first_one() {
        let span = span("a = \"\"\"x\r\ny\n\"\"\"\n", 4..15);
        assert_eq!((span.excerpt.text.as_str(), span.excerpt.marked), ("a = \"\"\"x", 4..8));
        assert_eq!((span.end.line, span.end.column), (3, 4));
    }

    #[test]
    fn only_the_surroundings_of_a_span_are_kept_of_a_huge_line() {
        let text = format!("{}x{}", "é".repeat(10_000), "ü".repeat(10_000));
        let excerpt = span(&text, 20_000..20_001).excerpt;
        assert_eq!((excerpt.skipped, excerpt.text.chars().count()), (10_000 - BEFORE, SHOWN - BEFORE / 2 + 3));
        assert_eq!(&excerpt.text[excerpt.marked], "x");
    }
}
