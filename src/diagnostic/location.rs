//! The location of a problem: a value, and after resolution its byte range, its lines and columns, and an excerpt of the source
//! line.
//!
//! A resolved location has everything that the output formats need, so that none of them needs the text of the file.

use std::ops::Range;

use super::path::ValuePath;

/// The maximum length of an excerpt in characters: as much as fits a common terminal.
const SHOWN: usize = 100;

/// If a span starts after this column, only `BEFORE` characters before it are shown.
const FAR: usize = 70;
const BEFORE: usize = 40;

/// A location in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// The path, as the user would type it.
    pub file: String,
    /// The value, until its span is resolved.
    pub value: Option<ValueRef>,
    /// The byte range. `None` for a whole file, and before resolution.
    pub span: Option<Span>,
}

/// A reference to a value of a TOML file, or to a part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueRef {
    /// The path of the value.
    pub path: ValuePath,
    /// Whether the reference is to the value or to its key.
    pub part: Part,
    /// The part of a string value, as a byte range of its decoded text. `None` for the whole value.
    pub within: Option<Range<usize>>,
}

/// The part of a key-value pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The key if the path ends in one, or otherwise the value.
    Key,
    /// The value. For a table with a header, the header.
    Value,
}

/// A part of a file's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The byte offsets in the text.
    pub bytes: Range<usize>,
    /// The start.
    pub start: Position,
    /// The end, exclusive.
    pub end: Position,
    /// An excerpt of the line on which it starts.
    pub(super) excerpt: Excerpt,
}

/// A position in a text. Both fields count from 1. Every character is one column wide, regardless of its width on a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column, in characters.
    pub column: usize,
}

/// An excerpt of the line on which a span starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// The number of characters of the line before `text`.
    pub skipped: usize,
    /// The line, or the relevant part of a long line.
    pub text: String,
    /// The span in `text`. If it has several lines, only the part on the first one.
    pub marked: Range<usize>,
}

impl Location {
    /// A whole file.
    pub fn file(file: impl Into<String>) -> Self {
        Self { file: file.into(), value: None, span: None }
    }

    /// The value at a path of a TOML file.
    pub fn value(file: impl Into<String>, path: ValuePath) -> Self {
        let value = ValueRef { path, part: Part::Value, within: None };
        Self { file: file.into(), value: Some(value), span: None }
    }

    /// Restricts the location to some bytes of a string value's decoded text. If they do not fit the string in the file, the whole
    /// value is used.
    #[must_use]
    pub fn within(mut self, bytes: Range<usize>) -> Self {
        if let Some(value) = &mut self.value {
            value.within = Some(bytes);
        }
        self
    }

    /// Refers to the key instead of the value.
    #[must_use]
    pub fn key(mut self) -> Self {
        if let Some(value) = &mut self.value {
            value.part = Part::Key;
        }
        self
    }
}

impl Excerpt {
    /// The excerpt for the given range of a line, which has `characters_before` characters before that range.
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
