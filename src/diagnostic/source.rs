//! A file's text with the beginnings of its lines, so that many places of one file are found quickly.

use std::ops::Range;

use super::place::{Excerpt, Place, Position, Span};

/// Only as many bytes of a line before and behind a span are looked at, so that many places in one long line take linear time. It is
/// more than any secret that is to be hidden.
const AROUND: usize = 8 * 1024;

const BOM: char = '\u{feff}';

/// A file and its text.
#[derive(Debug)]
pub(super) struct Source<'a> {
    file: &'a str,
    pub text: &'a str,
    /// Where each line begins, past a byte-order mark.
    lines: Vec<usize>,
}

impl<'a> Source<'a> {
    pub(super) fn new(file: &'a str, text: &'a str) -> Self {
        let first = if text.starts_with(BOM) { BOM.len_utf8() } else { 0 };
        let lines =
            std::iter::once(first).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|newline| newline + 1)).collect();
        Self { file, text, lines }
    }

    /// A part of the text. A span that does not fit the text is moved to where it does.
    pub(super) fn place(&self, bytes: Range<usize>) -> Place {
        let start = self.text.floor_char_boundary(bytes.start);
        let end = self.text.ceil_char_boundary(bytes.end.max(start));
        self.place_at(start..end, self.position(start), self.position(end))
    }

    /// A part of the text, on boundaries of characters, whose positions are known.
    pub(super) fn place_at(&self, bytes: Range<usize>, start: Position, end: Position) -> Place {
        let excerpt = self.excerpt(bytes.clone(), start);
        Place { file: self.file.to_owned(), span: Some(Span { bytes, start, end, excerpt }) }
    }

    /// The position of a byte. A byte-order mark takes no column, and neither half of a CRLF begins a line.
    pub(super) fn position(&self, offset: usize) -> Position {
        let offset = self.text.floor_char_boundary(offset);
        let line = self.line(offset);
        let before = self.text.get(self.lines[line]..offset).unwrap_or_default();
        Position { line: line + 1, column: before.chars().count() + 1 }
    }

    fn excerpt(&self, bytes: Range<usize>, start: Position) -> Excerpt {
        let line_begin = self.lines.get(start.line - 1).copied().unwrap_or_default();
        let begin = self.text.floor_char_boundary(bytes.start.saturating_sub(AROUND)).max(line_begin);
        let end = self.text.ceil_char_boundary(bytes.end.saturating_add(AROUND));
        let line = self.text[begin..end].split('\n').next().unwrap_or_default();
        let line = line.strip_suffix('\r').unwrap_or(line);
        let from = bytes.start.saturating_sub(begin).min(line.len());
        let to = bytes.end.saturating_sub(begin).clamp(from, line.len());
        let mut excerpt = Excerpt::new(line, from..to);
        excerpt.skipped += start.column - 1 - line[..from].chars().count().min(start.column - 1);
        excerpt
    }

    /// The index of the line of a byte.
    fn line(&self, offset: usize) -> usize {
        self.lines.partition_point(|&start| start <= offset).saturating_sub(1)
    }
}
