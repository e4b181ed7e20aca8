//! From a path to the span of its value, by reading the file again.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::examine::{as_written, repaired};
use super::literal;
use super::path::Step;
use super::{Schema, ValuePath};

/// What is pointed at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The key, if the path ends in one; else the value.
    Key,
    /// The value. A table that a header opens is its header.
    Value,
}

/// The span, in bytes, of the value at `path`, or of the key of the nearest table around it that exists; for the root table,
/// an empty one at the beginning.
///
/// Indexes are those of the repaired file, which deserialisation saw. A key that only the repair took out is found all the
/// same.
pub fn locate(text: &str, schema: &Schema, path: &ValuePath, part: Part) -> Range<usize> {
    let repaired = repaired(text, schema);
    let (span, depth) = descend(&repaired, path.steps(), part);
    if depth == path.steps().len() {
        return span;
    }
    let written = as_written(text);
    match descend(&written, path.steps(), part) {
        (span, depth) if depth == path.steps().len() => span,
        _ => span,
    }
}

/// The span of some bytes of the text of the string at `path`; nothing, if there is no string or the bytes are not in it.
pub(super) fn locate_within(text: &str, schema: &Schema, path: &ValuePath, bytes: &Range<usize>) -> Option<Range<usize>> {
    let repaired = repaired(text, schema);
    let value = path.steps().iter().try_fold((Place::Table(&repaired), None), |(place, _), step| {
        let (_, value) = place.step(step)?;
        Some((Place::Value(value.get_ref()), Some(value)))
    });
    let value = value?.1.filter(|value| value.get_ref().is_str())?;
    let part = literal::part(text.get(value.span())?, bytes)?;
    Some(value.span().start + part.start..value.span().start + part.end)
}

/// The span of the deepest value on the way that exists, and how many steps down it is.
fn descend(root: &DeTable<'_>, steps: &[Step], part: Part) -> (Range<usize>, usize) {
    let mut found = (0..0, 0);
    let mut place = Place::Table(root);
    for (depth, step) in (1..).zip(steps) {
        let Some((key, value)) = place.step(step) else { break };
        let is_whole_path = depth == steps.len();
        let span = match (key, part) {
            (Some(key), Part::Key) => key,
            (Some(key), Part::Value) if !is_whole_path => key,
            _ => value.span(),
        };
        found = (span, depth);
        place = Place::Value(value.get_ref());
    }
    found
}

#[derive(Clone, Copy)]
enum Place<'t, 'i> {
    Table(&'t DeTable<'i>),
    Value(&'t DeValue<'i>),
}

impl<'t, 'i> Place<'t, 'i> {
    /// One step down: the span of the key, if there is one, and the value.
    fn step(self, step: &Step) -> Option<(Option<Range<usize>>, &'t Spanned<DeValue<'i>>)> {
        match (self, step) {
            (Self::Table(table) | Self::Value(DeValue::Table(table)), Step::Key(key)) => {
                table.get_key_value(key.as_str()).map(|(key, value)| (Some(key.span()), value))
            }
            (Self::Value(DeValue::Array(array)), Step::Index(index)) => array.get(*index).map(|value| (None, value)),
            _ => None,
        }
    }
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
        &TEXT[locate(TEXT, &schema, path, part)]
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
}
