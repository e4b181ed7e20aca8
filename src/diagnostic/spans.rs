//! Where the keys and values of a TOML file stand, without what they say.
//!
//! To point at a place, nothing of a file has to be decoded but its keys, and most of a file is text, which is skimmed.

use std::borrow::Cow;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::path::Step;
use super::skim::Skim;

/// A key, as it is read, and where it stands.
pub(super) type Key<'t> = (Cow<'t, str>, Range<usize>);

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
        let mut spans = Self::root();
        spans.nodes.reserve(text.len() / 32);
        Skim::read(text, spans)
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
    pub(super) fn add(&mut self, into: usize, key: Option<Key<'t>>, span: Range<usize>) -> usize {
        let node = self.nodes.len();
        self.nodes.push(Node { key, span, first: None, last: None, next: None });
        match self.nodes[into].last.replace(node) {
            Some(last) => self.nodes[last].next = Some(node),
            None => self.nodes[into].first = Some(node),
        }
        node
    }

    /// Says where a value ends, after what is inside it was put there.
    pub(super) fn end(&mut self, node: usize, end: usize) {
        self.nodes[node].span.end = end;
    }

    /// Says that a table stands elsewhere than was known so far.
    pub(super) fn move_to(&mut self, table: usize, key: Key<'t>, span: Range<usize>) {
        self.nodes[table].key = Some(key);
        self.nodes[table].span = span;
    }

    fn children(&self, of: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self.nodes[of].first, |node| self.nodes[*node].next)
    }

    /// The value of a key in a table.
    pub(super) fn child(&self, of: usize, key: &str) -> Option<usize> {
        self.children(of).find(|node| self.nodes[*node].key.as_ref().is_some_and(|(own, _)| own == key))
    }

    /// The last element of an array.
    pub(super) fn last_element(&self, of: usize) -> Option<usize> {
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
            "a = '''\n\"x\" # '' ''''\nb = \"\"\"\"\\\"\"\"x\"\"\"\"\"# '\nc = \"\\\\\"\nd = 1979-05-27 07:32:00Z  # \"\ne = [1.5,-inf ]# ]\nf = ''",
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

    /// Pieces of TOML strung together in many ways: whatever of it the `toml` crate reads is read here with the same places.
    #[test]
    fn every_place_of_whatever_is_toml_is_where_the_toml_crate_sees_it() {
        #[rustfmt::skip]
        const PIECES: [&str; 47] = [
            "a = ", "b = ", "a.b = ", " 'c d' . \"e\\u0066\"\t= ", "\"\" = ", "[a]", "[b]", "[[c]]", "[ c . d ]", "[[ c.'e' ]]", "[a.f.g]",
            "1", "-1.5e3", "1979-05-27 07:32:00Z", "07:32:00.5", "0xff", "true", "inf", "\"x\"", "'y'", "\"\"", "''", "'é # '", "'\\'",
            "\"a\\\"]\\\\\"", "\"\"\"\n[a]\n\"\"\"\"\"", "'''\n[a] = \"''''", "\"\"\"\\\"\"\"\\\\\"\"\"", "\"\"\"\"\"\"",
            "[", "[", "]", "]", "{ a = ", ", b = ", "}", ",", " ", "\t", "\r\n", "\n", "\n", "\n", "\n", "# ]'\"é", "# x\n", "\u{feff}",
        ];
        let (mut state, mut read) = (1_u64, 0);
        for _ in 0..100_000 {
            let mut text = String::new();
            for _ in 0..9 {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                text.push_str(PIECES[usize::try_from(state >> 33).unwrap() % PIECES.len()]);
            }
            if DeTable::parse(&text).is_ok() {
                read += 1;
                agrees_with_toml(&text);
            }
        }
        assert!(read > 500, "{read} texts were TOML");
    }

    #[test]
    fn nothing_stops_it() {
        for text in [
            "a = [}",
            "a = [,{]",
            "a = ",
            "[",
            "[[",
            "a.",
            "= 1",
            "[a]\n[[a]]\n[a.b]",
            "]]}",
            "a = [[[{ b",
            "'''",
            "[a]\na = 1\n[a.a.b]\nc = 1",
        ] {
            Spans::of_text(text);
        }
        Spans::of_text(&format!("a = {}", "[".repeat(100_000)));
    }
}
