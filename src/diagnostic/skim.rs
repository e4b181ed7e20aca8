//! Reads where the keys and values of a TOML file stand, and passes over what they say.
//!
//! A file whose places are asked for has been parsed before, so nothing is judged here: a text is passed by looking for its closing
//! quotes, and any other value ends where the next mark stands. That takes a small part of what parsing takes. Of a file that is no
//! TOML after all, what stands before the first thing that is none is read.

use std::borrow::Cow;

use toml_parser::decoder::Encoding;
use toml_parser::{Raw, Span};

use super::path::is_bare;
use super::spans::{Key, Spans};

/// How deep a value may be, as deep as the `toml` crate goes.
const DEEPEST: usize = 80;

/// Reads a file into a tree.
pub(super) struct Skim<'t> {
    text: &'t str,
    /// How much of it is read.
    at: usize,
    spans: Spans<'t>,
    /// The keys of a header or before a value, from the outside in.
    keys: Vec<Key<'t>>,
    /// How many arrays and inline tables are open.
    depth: usize,
}

impl<'t> Skim<'t> {
    /// The tree of a file, into which `spans`, the root table alone, grows.
    pub(super) fn read(text: &'t str, spans: Spans<'t>) -> Spans<'t> {
        let at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let mut skim = Skim { text, at, spans, keys: Vec::new(), depth: 0 };
        skim.document();
        skim.spans
    }

    fn document(&mut self) -> Option<()> {
        let mut table = 0;
        loop {
            self.pass_lines();
            if self.peek()? == b'[' {
                table = self.header()?;
            } else {
                self.pair(table)?;
            }
        }
    }

    /// Passes a header, and gives the table that it opens.
    fn header(&mut self) -> Option<usize> {
        let start = self.at;
        let is_array = self.rest().starts_with(b"[[");
        let brackets = 1 + usize::from(is_array);
        self.at += brackets;
        self.keys()?;
        (0..brackets).try_for_each(|_| self.pass(b']'))?;
        let (into, (name, place)) = self.descend(0)?;
        let span = start..self.at;
        Some(match (self.spans.child(into, &name), is_array) {
            (Some(array), true) => self.spans.add(array, None, span),
            (None, true) => {
                let array = self.spans.add(into, Some((name, place)), span.clone());
                self.spans.add(array, None, span)
            }
            // So far, only headers of tables in it have told of this table.
            (Some(table), false) => {
                self.spans.move_to(table, (name, place), span);
                table
            }
            (None, false) => self.spans.add(into, Some((name, place)), span),
        })
    }

    /// Passes keys and their value, which go into a table.
    fn pair(&mut self, table: usize) -> Option<()> {
        self.keys()?;
        self.pass(b'=')?;
        self.pass_blanks();
        let (into, key) = self.descend(table)?;
        self.value(into, Some(key))
    }

    /// Goes down all keys but the last from a table, and makes the tables that are not there yet. Of an array of tables, its last
    /// one is meant.
    fn descend(&mut self, from: usize) -> Option<(usize, Key<'t>)> {
        let last = self.keys.pop()?;
        let mut at = from;
        for (key, span) in self.keys.drain(..) {
            at = match self.spans.child(at, &key) {
                Some(node) => self.spans.last_element(node).unwrap_or(node),
                None => self.spans.add(at, Some((key, span.clone())), span),
            };
        }
        Some((at, last))
    }

    /// Passes a value, which goes into a table or an array.
    fn value(&mut self, into: usize, key: Option<Key<'t>>) -> Option<()> {
        let start = self.at;
        let first = self.peek()?;
        let node = self.spans.add(into, key, start..start);
        match first {
            b'[' => self.inside(b']', |skim| skim.value(node, None))?,
            b'{' => self.inside(b'}', |skim| skim.pair(node))?,
            b'"' | b'\'' => self.string(first)?,
            _ => {
                let mark = self.rest().iter().position(|byte| matches!(byte, b',' | b']' | b'}' | b'#' | b'\n'));
                self.at += self.rest()[..mark.unwrap_or(self.rest().len())].trim_ascii_end().len();
            }
        }
        (self.at > start).then(|| self.spans.end(node, self.at))
    }

    /// Passes an array or an inline table with all that is in it.
    fn inside(&mut self, closing: u8, mut each: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        if self.depth == DEEPEST {
            return None;
        }
        self.depth += 1;
        self.at += 1;
        self.pass_lines();
        while self.peek()? != closing {
            each(self)?;
            self.pass_lines();
            if self.peek()? == b',' {
                self.at += 1;
                self.pass_lines();
            }
        }
        self.at += 1;
        self.depth -= 1;
        Some(())
    }

    /// Passes keys with dots between them.
    fn keys(&mut self) -> Option<()> {
        self.keys.clear();
        loop {
            self.pass_blanks();
            let key = self.key()?;
            self.keys.push(key);
            self.pass_blanks();
            if self.peek()? != b'.' {
                return Some(());
            }
            self.at += 1;
        }
    }

    fn key(&mut self) -> Option<Key<'t>> {
        let start = self.at;
        let encoding = match self.peek()? {
            b'"' => Some(Encoding::BasicString),
            b'\'' => Some(Encoding::LiteralString),
            _ => None,
        };
        match encoding {
            Some(_) => self.string(self.peek()?)?,
            None => self.at += self.rest().iter().position(|byte| !is_bare(*byte))?,
        }
        let span = start..self.at;
        let written = self.text.get(span.clone()).filter(|written| !written.is_empty())?;
        let mut key = Cow::Borrowed(written);
        if encoding.is_some() {
            Raw::new_unchecked(written, encoding, Span::new_unchecked(start, self.at)).decode_key(&mut key, &mut ());
        }
        Some((key, span))
    }

    /// Passes a string of any kind. Of three quotes at its end and one or two before them, the latter belong to the text.
    fn string(&mut self, quote: u8) -> Option<()> {
        let quotes = |bytes: &[u8]| bytes.iter().take_while(|byte| **byte == quote).count();
        let is_long = quotes(self.rest()) >= 3;
        self.at += if is_long { 3 } else { 1 };
        loop {
            let escape = if quote == b'"' { b'\\' } else { quote };
            self.at += memchr::memchr2(quote, escape, self.rest())?;
            match quotes(self.rest()) {
                0 => self.at += 2,
                count if is_long && count < 3 => self.at += count,
                count => {
                    self.at += if is_long { count.min(5) } else { 1 };
                    return Some(());
                }
            }
        }
    }

    /// Passes white space, line ends and comments.
    fn pass_lines(&mut self) {
        loop {
            match self.peek() {
                Some(b' ' | b'\t' | b'\r' | b'\n') => self.at += 1,
                Some(b'#') => self.at += memchr::memchr(b'\n', self.rest()).unwrap_or(self.rest().len()),
                _ => return,
            }
        }
    }

    /// Passes white space within a line.
    fn pass_blanks(&mut self) {
        while let Some(b' ' | b'\t') = self.peek() {
            self.at += 1;
        }
    }

    /// Passes a mark, if it comes next.
    fn pass(&mut self, mark: u8) -> Option<()> {
        (self.peek()? == mark).then(|| self.at += 1)
    }

    fn peek(&self) -> Option<u8> {
        self.rest().first().copied()
    }

    fn rest(&self) -> &'t [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }
}
