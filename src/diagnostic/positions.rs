//! A file read again with positions: from a path to the span of its value.
//!
//! A file with one problem often has many, so it is read once for all of them.

use std::ops::Range;
use std::sync::OnceLock;

use super::examine::repaired;
use super::path::Step;
use super::source::Source;
use super::spans::{Seen, Spans};
use super::{Place, Schema, ValuePath, literal};

/// What is pointed at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The key, if the path ends in one; else the value.
    Key,
    /// The value. A table that a header opens is its header.
    Value,
}

/// Where everything is in the text of a file.
#[derive(Debug)]
pub struct Positions<'t> {
    source: Source<'t>,
    /// What deserialisation saw, where that was not the whole file: paths lead into it.
    repaired: Option<Spans<'t>>,
    written: OnceLock<Spans<'t>>,
}

impl<'t> Positions<'t> {
    /// Those of a file that was deserialised as it is. It is read when the first place in it is asked for.
    pub fn of_sound(file: &'t str, text: &'t str) -> Self {
        Self { source: Source::new(file, text), repaired: None, written: OnceLock::new() }
    }

    /// Those of a file that was deserialised without what the schema refuses, as [`examine`](super::examine()) leaves it.
    pub fn of_repaired(file: &'t str, text: &'t str, schema: &Schema) -> Self {
        Self { repaired: Some(Spans::of_table(&repaired(text, schema))), ..Self::of_sound(file, text) }
    }

    /// The span, in bytes, of the value at `path`, or of the key of the nearest table around it that exists; for the root
    /// table, an empty one at the beginning.
    ///
    /// Indexes are those that deserialisation saw. A key that only the repair took out is found all the same.
    pub fn span(&self, path: &ValuePath, part: Part) -> Range<usize> {
        let steps = path.steps();
        let (span, depth) = descend(self.seen(), steps, part);
        if depth == steps.len() || self.repaired.is_none() {
            return span;
        }
        match descend(self.written(), steps, part) {
            (written, depth) if depth == steps.len() => written,
            _ => span,
        }
    }

    /// The place of the value at `path` or of its key; of the value, only these bytes of its text, if it is a string that has
    /// them.
    pub(super) fn place(&self, path: &ValuePath, part: Part, within: Option<&Range<usize>>) -> Place {
        let within = within.filter(|_| part == Part::Value).and_then(|bytes| self.within(path, bytes));
        self.source.place(within.unwrap_or_else(|| self.span(path, part)))
    }

    /// The span of some bytes of the text of the string at `path`; nothing, if there is no string or the bytes are not in it.
    fn within(&self, path: &ValuePath, bytes: &Range<usize>) -> Option<Range<usize>> {
        let value = path.steps().iter().try_fold(self.seen().top(), Seen::step)?;
        let literal = self.source.text.get(value.span()).filter(|literal| literal.starts_with(['"', '\'']))?;
        let part = literal::part(literal, bytes)?;
        Some(value.span().start + part.start..value.span().start + part.end)
    }

    /// What deserialisation saw.
    fn seen(&self) -> &Spans<'t> {
        self.repaired.as_ref().unwrap_or_else(|| self.written())
    }

    fn written(&self) -> &Spans<'t> {
        self.written.get_or_init(|| Spans::of_text(self.source.text))
    }
}

/// The span of the deepest value on the way that exists, and how many steps down it is.
fn descend(spans: &Spans<'_>, steps: &[Step], part: Part) -> (Range<usize>, usize) {
    let mut found = (0..0, 0);
    let mut value = spans.top();
    for (depth, step) in (1..).zip(steps) {
        let Some(next) = value.step(step) else { break };
        let is_whole_path = depth == steps.len();
        let span = match (next.key(), part) {
            (Some(key), Part::Key) => key,
            (Some(key), Part::Value) if !is_whole_path => key,
            _ => next.span(),
        };
        found = (span, depth);
        value = next;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const TEXT: &str =
        "id = 5\n[[actions]]\ntitle = 1\n[[actions]]\ndue = 2024-03-15\nowner.name = \"x\"\n[a.b]\nc = [1, {d = 2}]\n";

    fn at(path: &ValuePath, part: Part) -> &'static str {
        let title = json!({ "type": "string" });
        let actions =
            json!({ "type": "array", "items": { "properties": { "title": title }, "type": "object", "required": ["due"] } });
        let schema = Schema::new(json!({ "type": "object", "properties": { "id": title, "actions": actions } }));
        &TEXT[Positions::of_repaired("f.toml", TEXT, &schema).span(path, part)]
    }

    #[test]
    fn keys_values_headers_and_inline_tables_are_found() {
        let c = || ValuePath::root().key("a").key("b").key("c");
        assert_eq!(at(&c(), Part::Key), "c");
        assert_eq!(at(&c(), Part::Value), "[1, {d = 2}]");
        assert_eq!(at(&c().index(1).key("d"), Part::Value), "2");
        assert_eq!(at(&ValuePath::root().key("a").key("b"), Part::Value), "[a.b]");
        assert_eq!(at(&ValuePath::root().key("a"), Part::Value), "a");
    }

    #[test]
    fn indexes_are_those_of_the_repaired_file() {
        let action = ValuePath::root().key("actions").index(0);
        assert_eq!(at(&action.clone().key("due"), Part::Value), "2024-03-15");
        assert_eq!(at(&action.key("owner").key("name"), Part::Value), "\"x\"");
    }

    #[test]
    fn what_is_not_there_is_looked_for_around_it() {
        assert_eq!(at(&ValuePath::root().key("a").key("b").key("x").key("y"), Part::Value), "b");
        assert_eq!(at(&ValuePath::root().key("nothing"), Part::Value), "");
        assert_eq!(at(&ValuePath::root().key("actions").index(0).key("x"), Part::Value), "[[actions]]");
        assert_eq!(at(&ValuePath::root().key("id"), Part::Value), "5");
    }

    #[test]
    fn a_file_that_was_read_as_it_is_keeps_all_its_indexes() {
        let positions = Positions::of_sound("f.toml", TEXT);
        let at = |path: &ValuePath| &TEXT[positions.span(path, Part::Value)];
        let action = |index| ValuePath::root().key("actions").index(index);
        assert_eq!(at(&action(0).key("title")), "1");
        assert_eq!(at(&action(1).key("due")), "2024-03-15");
        assert_eq!(at(&action(0).key("due")), "[[actions]]");
        assert!(positions.repaired.is_none());
    }
}
