//! The text of a file with the offsets of its lines, to compute positions and excerpts.
//!
//! A file may have many problems, on one long line or on many short ones. The cost per position is about the same in both cases.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

use super::location::{Excerpt, Location, Position, Span};
use super::secret::masked;

const BOM: char = '\u{feff}';

/// The interval in bytes at which character counts are stored.
const BLOCK: usize = 1024;

/// A file and its text.
#[derive(Debug)]
pub struct Source<'a> {
    pub(crate) file: &'a str,
    pub(crate) text: &'a str,
    /// The start of each line, after a byte-order mark.
    lines: Vec<usize>,
    /// The number of characters before each block of the text.
    characters: OnceLock<Vec<usize>>,
    /// The text with secrets masked, of the same length.
    masked: OnceLock<Cow<'a, str>>,
}

impl<'a> Source<'a> {
    /// Indexes the lines of a file.
    pub fn new(file: &'a str, text: &'a str) -> Self {
        let first = if text.starts_with(BOM) { BOM.len_utf8() } else { 0 };
        let newlines = memchr::memchr_iter(b'\n', text.as_bytes()).map(|newline| newline + 1);
        let lines = std::iter::once(first).chain(newlines).collect();
        Self { file, text, lines, characters: OnceLock::new(), masked: OnceLock::new() }
    }

    /// The location of a part of the text. A range that does not fit the text is moved to the closest one that does.
    pub fn location(&self, bytes: Range<usize>) -> Location {
        Location { span: Some(self.span(bytes)), ..Location::file(self.file) }
    }

    pub(super) fn span(&self, bytes: Range<usize>) -> Span {
        let start = self.text.floor_char_boundary(bytes.start);
        let end = self.text.ceil_char_boundary(bytes.end.max(start));
        Span { bytes: start..end, start: self.position(start), end: self.position(end), excerpt: self.excerpt(start..end) }
    }

    /// The position of a byte. A byte-order mark has no column, and a CRLF is a single line break.
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.text.floor_char_boundary(offset);
        let line = self.line(offset);
        let begin = self.lines[line].min(offset);
        Position { line: line + 1, column: self.characters_before(offset) - self.characters_before(begin) + 1 }
    }

    /// The start of the line that contains a byte.
    pub(super) fn line_start(&self, offset: usize) -> usize {
        self.lines[self.line(offset)]
    }

    fn excerpt(&self, bytes: Range<usize>) -> Excerpt {
        let index = self.line(bytes.start);
        let begin = self.lines[index];
        let end = self.lines.get(index + 1).map_or(self.text.len(), |next| next - 1);
        let line = self.masked.get_or_init(|| masked(self.text)).get(begin..end).unwrap_or_default();
        let line = line.strip_suffix('\r').unwrap_or(line);
        let start = bytes.start.saturating_sub(begin).min(line.len());
        let end = bytes.end.saturating_sub(begin).clamp(start, line.len());
        Excerpt::new(line, start..end, self.characters_before(begin + start) - self.characters_before(begin))
    }

    /// The index of the line that contains a byte.
    fn line(&self, offset: usize) -> usize {
        self.lines.partition_point(|&start| start <= offset).saturating_sub(1)
    }

    fn characters_before(&self, offset: usize) -> usize {
        let bytes = self.text.as_bytes();
        let blocks = self.characters.get_or_init(|| {
            let counts = bytes.chunks(BLOCK).map(characters);
            let sums = counts.scan(0, |sum, count| {
                *sum += count;
                Some(*sum)
            });
            std::iter::once(0).chain(sums).collect()
        });
        let block = offset / BLOCK;
        blocks[block] + characters(&bytes[block * BLOCK..offset])
    }
}

/// The number of characters that start in a part of a text.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn position(text: &str, offset: usize) -> (usize, usize) {
        let position = Source::new("f", text).position(offset);
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
    fn columns_of_a_long_line_are_characters_too() {
        let text = format!("a\n{}", "é1".repeat(2_000));
        for characters in [0, 1, 340, 341, 342, 683, 3_999] {
            let offset = 2 + characters / 2 * 3 + if characters % 2 == 1 { 2 } else { 0 };
            assert_eq!(position(&text, offset), (2, characters + 1));
        }
    }
}
