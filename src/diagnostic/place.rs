//! A place in a file: a span of bytes, its lines and columns, and the one source line that is shown for it.
//!
//! A place keeps what every output form needs, so no form needs the file's text, however long it is.

use std::borrow::Cow;
use std::ops::Range;

use super::source::Source;

/// How many characters of a source line are shown: as many as fit a common terminal.
const SHOWN: usize = 100;

/// A span that begins further to the right than this is shown with `BEFORE` characters in front of it.
const FAR: usize = 70;
const BEFORE: usize = 40;

/// A file, and where in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The path, as the user would type it.
    pub file: String,
    /// Where in the file; nowhere, if it is about the file as a whole.
    pub span: Option<Span>,
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

impl Place {
    /// A file as a whole.
    pub fn file(file: &str) -> Self {
        Self { file: file.to_owned(), span: None }
    }

    /// A part of a file's text. A span that does not fit the text is moved to where it does.
    pub fn new(file: &str, text: &str, bytes: Range<usize>) -> Self {
        Source::new(file, text).place(bytes)
    }

    /// The places of many parts of a text, in their order. It takes time linear in the text and the number of parts.
    pub fn all(file: &str, text: &str, parts: &[Range<usize>]) -> Vec<Self> {
        let source = Source::new(file, text);
        let start = |part: &Range<usize>| text.floor_char_boundary(part.start);
        let end = |part: &Range<usize>| text.ceil_char_boundary(part.end.max(start(part)));
        let starts = Position::all(text, &parts.iter().map(start).collect::<Vec<_>>());
        let ends = Position::all(text, &parts.iter().map(end).collect::<Vec<_>>());
        let mut line: (usize, Cow<'_, str>) = (0, Cow::Borrowed(""));
        let mut place = |part: &Range<usize>, positions: (Position, Position)| {
            if line.0 != positions.0.line {
                line = (positions.0.line, source.masked_line(positions.0.line));
            }
            source.place_at(start(part)..end(part), positions, &line.1)
        };
        parts.iter().zip(starts.into_iter().zip(ends)).map(|(part, positions)| place(part, positions)).collect()
    }
}

impl Position {
    /// The position of a byte in a text. A byte-order mark takes no column, and neither half of a CRLF begins a line.
    pub fn of(text: &str, offset: usize) -> Self {
        Source::new("", text).position(offset)
    }

    /// The positions of many bytes of a text, in their order. It takes time linear in the text and the number of bytes.
    pub fn all(text: &str, offsets: &[usize]) -> Vec<Self> {
        let mut order: Vec<usize> = (0..offsets.len()).collect();
        order.sort_by_key(|at| offsets[*at]);
        let mut positions = vec![Self { line: 1, column: 1 }; offsets.len()];
        let (mut from, mut position) = (text.len() - text.trim_start_matches('\u{feff}').len(), Self { line: 1, column: 1 });
        for at in order {
            let to = text.floor_char_boundary(offsets[at]).max(from);
            let passed = &text[from..to];
            let newlines = memchr::memchr_iter(b'\n', passed.as_bytes()).count();
            let line = passed.rsplit('\n').next().unwrap_or_default();
            let column = if newlines > 0 { 1 } else { position.column } + line.chars().count();
            position = Self { line: position.line + newlines, column };
            positions[at] = position;
            from = to;
        }
        positions
    }
}

impl Excerpt {
    /// The surroundings of the part of a line that is marked.
    pub(super) fn new(line: &str, Range { start, end }: Range<usize>) -> Self {
        let ends_early = line.char_indices().nth(SHOWN).is_none();
        let is_far = line[..start].chars().count() > FAR;
        let before = line[..start].char_indices().rev().nth(BEFORE - 1).filter(|_| is_far && !ends_early);
        let from = before.map_or(0, |(at, _)| at);
        let shown = if from > 0 { SHOWN - BEFORE / 2 } else { SHOWN };
        let to = line[from..].char_indices().nth(shown).map_or(line.len(), |(at, _)| from + at);
        let mut text = line[from..to].to_owned();
        if to < line.len() {
            text.push_str("...");
        }
        Self { skipped: line[..from].chars().count(), text, marked: start - from..end.min(to) - from }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn position(text: &str, offset: usize) -> (usize, usize) {
        let position = Position::of(text, offset);
        (position.line, position.column)
    }

    #[test]
    fn columns_are_characters_and_a_byte_order_mark_takes_none() {
        assert_eq!(position("\u{feff}a = 1", 3), (1, 1));
        assert_eq!(position("\u{feff}a = 1", 0), (1, 1));
        assert_eq!(position("日本 = 1\n", 7), (1, 4));
        assert_eq!(position("a\r\nb\r\n", 3), (2, 1));
        assert_eq!(position("a\n", 2), (2, 1));
        assert_eq!(position("a", 99), (1, 2));
    }

    #[test]
    fn many_places_are_found_at_once_as_each_is_alone() {
        let text = "\u{feff}a = 1\r\nb = \"日本\"\n\n# c\nlast é";
        let parts: Vec<Range<usize>> = (0..text.len() + 2).rev().map(|at| at..at + 1).collect();
        let alone: Vec<Place> = parts.iter().map(|part| Place::new("f", text, part.clone())).collect();
        assert_eq!(Place::all("f", text, &parts), alone);
    }

    #[test]
    fn a_span_of_many_lines_shows_the_first_one() {
        let place = Place::new("f", "a = \"\"\"x\r\ny\n\"\"\"\n", 4..15).span.unwrap();
        assert_eq!((place.excerpt.text.as_str(), place.excerpt.marked), ("a = \"\"\"x", 4..8));
        assert_eq!((place.end.line, place.end.column), (3, 4));
    }

    #[test]
    fn only_the_surroundings_of_a_span_are_kept_of_a_huge_line() {
        let text = format!("{}x{}", "é".repeat(10_000), "ü".repeat(10_000));
        let excerpt = Place::new("f", &text, 20_000..20_001).span.unwrap().excerpt;
        assert_eq!((excerpt.skipped, excerpt.text.chars().count()), (10_000 - BEFORE, SHOWN - BEFORE / 2 + 3));
        assert_eq!(&excerpt.text[excerpt.marked], "x");
    }
}
