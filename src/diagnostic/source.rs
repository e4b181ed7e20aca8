//! A file's text with the beginnings of its lines, so that many places of one file are found quickly.

use std::borrow::Cow;
use std::ops::Range;

use super::place::{Excerpt, Place, Position, Span};
use super::secret::masked;

/// Only so many bytes of a line before and behind a span are looked at, so that many places in one long line take linear time.
const AROUND: usize = 1024;

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
        let (start_at, end_at) = (self.position(start), self.position(end));
        self.place_at(start..end, (start_at, end_at), &self.masked_line(start_at.line))
    }

    /// A part of the text, on boundaries of characters, whose positions and whose line without secrets are known.
    pub(super) fn place_at(&self, bytes: Range<usize>, (start, end): (Position, Position), masked_line: &str) -> Place {
        let excerpt = self.excerpt(bytes.clone(), start, masked_line);
        Place { file: self.file.to_owned(), span: Some(Span { bytes, start, end, excerpt }) }
    }

    /// A line without its secrets, of which every character takes as much room as it did.
    pub(super) fn masked_line(&self, line: usize) -> Cow<'a, str> {
        let begin = self.lines.get(line - 1).copied().unwrap_or_default();
        let line = self.text[begin..].split('\n').next().unwrap_or_default();
        masked(line.strip_suffix('\r').unwrap_or(line))
    }

    /// The position of a byte. A byte-order mark takes no column, and neither half of a CRLF begins a line.
    pub(super) fn position(&self, offset: usize) -> Position {
        let offset = self.text.floor_char_boundary(offset);
        let line = self.line(offset);
        let before = self.text.get(self.lines[line]..offset).unwrap_or_default();
        Position { line: line + 1, column: before.chars().count() + 1 }
    }

    fn excerpt(&self, bytes: Range<usize>, start: Position, masked_line: &str) -> Excerpt {
        let line = self.lines.get(start.line - 1).copied().unwrap_or_default();
        let from = bytes.start.saturating_sub(line).min(masked_line.len());
        let to = bytes.end.saturating_sub(line).clamp(from, masked_line.len());
        let begin = masked_line.floor_char_boundary(from.saturating_sub(AROUND));
        let end = masked_line.ceil_char_boundary(to.saturating_add(AROUND));
        let mut excerpt = Excerpt::new(&masked_line[begin..end], from - begin..to - begin);
        if begin > 0 {
            excerpt.skipped += start.column - 1 - masked_line[begin..from].chars().count();
        }
        excerpt
    }

    /// The index of the line of a byte.
    fn line(&self, offset: usize) -> usize {
        self.lines.partition_point(|&start| start <= offset).saturating_sub(1)
    }
}
