//! Where the keys and values of a TOML file stand, without what they say.
//!
//! To point at a place, nothing of a file has to be decoded but its keys, and most of a file is text. So this is read from the
//! parser's events, which takes a fraction of what a whole table takes.

use std::borrow::Cow;
use std::ops::Range;

use toml::de::{DeTable, DeValue};
use toml_parser::decoder::Encoding;
use toml_parser::parser::{EventReceiver, RecursionGuard, parse_document};
use toml_parser::{ErrorSink, Raw, Source, Span};

use super::path::Step;

/// How deep a value may be, as deep as the `toml` crate goes.
const DEEPEST: u32 = 80;

/// A key, as it is read, and where it stands.
type Key<'t> = (Cow<'t, str>, Range<usize>);

/// The keys and values of a file, as a tree. The first node is the root table.
#[derive(Debug)]
pub(super) struct Spans<'t> {
    nodes: Vec<Node<'t>>,
}

/// A value.
#[derive(Debug)]
struct Node<'t> {
    /// An element of an array has none.
    key: Option<Key<'t>>,
    /// Where it stands. A table that a header opens is its header.
    span: Range<usize>,
    first: Option<usize>,
    last: Option<usize>,
    next: Option<usize>,
}

/// A value on the way to another one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen<'s, 't> {
    spans: &'s Spans<'t>,
    node: usize,
}

impl<'t> Spans<'t> {
    /// Those of a file that is TOML.
    pub(super) fn of_text(text: &'t str) -> Self {
        let source = Source::new(text);
        let tokens = source.lex().into_vec();
        let mut spans = Self::root();
        spans.nodes.reserve(tokens.len() / 8);
        let mut reader = Reader { source, spans, table: 0, open: Vec::new(), keys: Vec::new(), start: 0 };
        parse_document(&tokens, &mut RecursionGuard::new(&mut reader, DEEPEST), &mut ());
        reader.spans
    }

    /// Those of a table that was read.
    pub(super) fn of_table(table: &DeTable<'t>) -> Self {
        let mut spans = Self::root();
        spans.add_table(0, table);
        spans
    }

    fn root() -> Self {
        Self { nodes: vec![Node { key: None, span: 0..0, first: None, last: None, next: None }] }
    }

    fn add_table(&mut self, at: usize, table: &DeTable<'t>) {
        for (key, value) in table {
            let node = self.add(at, Some((key.get_ref().clone(), key.span())), value.span());
            self.add_value(node, value.get_ref());
        }
    }

    fn add_value(&mut self, at: usize, value: &DeValue<'t>) {
        match value {
            DeValue::Table(table) => self.add_table(at, table),
            DeValue::Array(array) => {
                for element in array {
                    let node = self.add(at, None, element.span());
                    self.add_value(node, element.get_ref());
                }
            }
            _ => {}
        }
    }

    /// Puts a value into a table or an array.
    fn add(&mut self, into: usize, key: Option<Key<'t>>, span: Range<usize>) -> usize {
        let node = self.nodes.len();
        self.nodes.push(Node { key, span, first: None, last: None, next: None });
        match self.nodes[into].last.replace(node) {
            Some(last) => self.nodes[last].next = Some(node),
            None => self.nodes[into].first = Some(node),
        }
        node
    }

    fn children(&self, of: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self.nodes[of].first, |node| self.nodes[*node].next)
    }

    fn child(&self, of: usize, key: &str) -> Option<usize> {
        self.children(of).find(|node| self.nodes[*node].key.as_ref().is_some_and(|(own, _)| own == key))
    }

    fn last_element(&self, of: usize) -> Option<usize> {
        self.nodes[of].last.filter(|last| self.nodes[*last].key.is_none())
    }

    /// The root table.
    pub(super) fn top(&self) -> Seen<'_, 't> {
        Seen { spans: self, node: 0 }
    }
}

impl Seen<'_, '_> {
    /// One step down.
    pub(super) fn step(self, step: &Step) -> Option<Self> {
        let node = match step {
            Step::Key(key) => self.spans.child(self.node, key)?,
            Step::Index(index) => {
                let element = self.spans.children(self.node).nth(*index)?;
                self.spans.nodes[element].key.is_none().then_some(element)?
            }
        };
        Some(Self { node, ..self })
    }

    /// Where its key stands, if it has one.
    pub(super) fn key(self) -> Option<Range<usize>> {
        self.spans.nodes[self.node].key.as_ref().map(|(_, span)| span.clone())
    }

    /// Where it stands.
    pub(super) fn span(self) -> Range<usize> {
        self.spans.nodes[self.node].span.clone()
    }
}

/// Builds the tree from the parser's events.
struct Reader<'t> {
    source: Source<'t>,
    spans: Spans<'t>,
    /// The table that the last header opened.
    table: usize,
    /// The arrays and inline tables that are not closed yet.
    open: Vec<usize>,
    /// The keys of a header or before a value, from the outside in.
    keys: Vec<Key<'t>>,
    /// Where the header begins.
    start: usize,
}

impl<'t> Reader<'t> {
    /// The table or array into which the next value goes.
    fn around(&self) -> usize {
        self.open.last().copied().unwrap_or(self.table)
    }

    /// Goes down all keys but the last from a table, and makes the tables that are not there yet. Of an array of tables, its last
    /// one is meant.
    fn descend(&mut self, from: usize) -> (usize, Option<Key<'t>>) {
        let last = self.keys.pop();
        let mut at = from;
        for (key, span) in self.keys.drain(..) {
            at = match self.spans.child(at, &key) {
                Some(node) => self.spans.last_element(node).unwrap_or(node),
                None => self.spans.add(at, Some((key, span.clone())), span),
            };
        }
        (at, last)
    }

    fn value(&mut self, span: Range<usize>) -> usize {
        let (into, key) = self.descend(self.around());
        self.spans.add(into, key, span)
    }

    fn begin_header(&mut self, span: Span) {
        self.start = span.start();
        self.keys.clear();
    }

    fn end_header(&mut self, end: usize, is_array: bool) {
        let (into, key) = self.descend(0);
        let Some((name, place)) = key else { return };
        let span = self.start..end;
        let known = self.spans.child(into, &name);
        self.table = match (known, is_array) {
            (Some(array), true) => self.spans.add(array, None, span),
            (None, true) => {
                let array = self.spans.add(into, Some((name, place)), span.clone());
                self.spans.add(array, None, span)
            }
            // So far, only headers of tables in it have told of this table.
            (Some(table), false) => {
                self.spans.nodes[table].key = Some((name, place));
                self.spans.nodes[table].span = span;
                table
            }
            (None, false) => self.spans.add(into, Some((name, place)), span),
        };
    }

    /// Begins an array or an inline table.
    fn open(&mut self, span: Span) -> bool {
        let node = self.value(span.start()..span.end());
        self.open.push(node);
        true
    }

    fn close(&mut self, end: usize) {
        if let Some(node) = self.open.pop() {
            self.spans.nodes[node].span.end = end;
        }
    }
}

impl EventReceiver for Reader<'_> {
    fn std_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.begin_header(span);
    }

    fn std_table_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.end_header(span.end(), false);
    }

    fn array_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.begin_header(span);
    }

    fn array_table_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.end_header(span.end(), true);
    }

    fn array_open(&mut self, span: Span, _: &mut dyn ErrorSink) -> bool {
        self.open(span)
    }

    fn array_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.close(span.end());
    }

    fn inline_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) -> bool {
        self.open(span)
    }

    fn inline_table_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.close(span.end());
    }

    fn simple_key(&mut self, span: Span, encoding: Option<Encoding>, _: &mut dyn ErrorSink) {
        let written = self.source.input().get(span.start()..span.end()).unwrap_or_default();
        let mut key = Cow::Borrowed(written);
        if encoding.is_some() {
            Raw::new_unchecked(written, encoding, span).decode_key(&mut key, &mut ());
        }
        self.keys.push((key, span.start()..span.end()));
    }

    fn scalar(&mut self, span: Span, _: Option<Encoding>, _: &mut dyn ErrorSink) {
        self.value(span.start()..span.end());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every key and every span, as a tree in words. Tables of `toml` are sorted, so these are too.
    fn told(spans: &Spans<'_>, node: usize, depth: usize) -> Vec<String> {
        let mut lines: Vec<Vec<String>> = Vec::new();
        for (index, child) in spans.children(node).enumerate() {
            let Node { key, span, .. } = &spans.nodes[child];
            let name = key.as_ref().map_or_else(|| format!("{index:04}"), |(key, span)| format!("{key:?} {span:?}"));
            let mut line = vec![format!("{}{name} = {span:?}", "  ".repeat(depth))];
            line.extend(told(spans, child, depth + 1));
            lines.push(line);
        }
        lines.sort();
        lines.concat()
    }

    #[track_caller]
    fn agrees_with_toml(text: &str) {
        let table = DeTable::parse(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        let (read, expected) = (Spans::of_text(text), Spans::of_table(table.get_ref()));
        assert_eq!(told(&read, 0, 0), told(&expected, 0, 0), "{text}");
    }

    #[test]
    fn every_place_is_where_the_toml_crate_sees_it() {
        for text in [
            "",
            "\u{feff}a = 1 # x\r\n'b' = \"\"\"\r\nx\r\n\"\"\"\r\n\"c\\u0064\" = 'é'\n",
            "a.b.c = 1\na.b.d = [1, [2, 'x'], { e.f = 3, e.g = [] }]\n a . 'h' = {}\n",
            "[a.b]\nc = 1\n[a]\nd = 2\n[a.e]\n[a.b.f]\n",
            "[[a]]\nb = 1\n[a.c]\nd = 2\n[[a.e]]\n[[a.e]]\nf.g = 1\n[a.e.h]\n[[a]]\nb = 3\n[a.c]\n[[a.e]]\n",
            "a = [\n  # x\n  { b = 1,\n c = 2 },\n\n  [ ] ,\n]\n[ d . \"e.f\" ]\ng = 2024-03-15T14:30:00Z\n",
        ] {
            agrees_with_toml(text);
        }
    }

    #[test]
    fn every_place_of_the_sample_archive_is_where_the_toml_crate_sees_it() {
        let content = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
        let files = walkdir::WalkDir::new(content).into_iter().map(|entry| entry.unwrap().into_path());
        let files: Vec<_> = files.filter(|path| path.extension().is_some_and(|extension| extension == "toml")).collect();
        assert!(files.len() >= 15);
        files.iter().for_each(|path| agrees_with_toml(&std::fs::read_to_string(path).unwrap()));
    }

    #[test]
    fn nothing_stops_it() {
        for text in ["[", "[[", "a.", "= 1", "[a]\n[[a]]\n[a.b]", "]]}", "a = [[[{ b", "'''", "[a]\na = 1\n[a.a.b]\nc = 1"] {
            Spans::of_text(text);
        }
        Spans::of_text(&format!("a = {}", "[".repeat(100_000)));
    }
}
