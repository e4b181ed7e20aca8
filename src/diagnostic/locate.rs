//! Resolves the locations of diagnostics, from the path of a value to its span, by parsing the file again.
//!
//! Paths refer to the table that was deserialised. If the schema rejected a part of the file, that is the repaired table, so the
//! file is repaired here in the same way.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use rayon::prelude::*;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::entry::Diagnostic;
use super::examine::repaired;
use super::literal::Literal;
use super::location::{Location, Part, ValueRef};
use super::path::{Segment, ValuePath};
use super::schema::Schema;
use super::source::Source;

/// Resolves all unresolved locations of the diagnostics. `read` returns the text of a file. Each file is parsed once.
pub fn locate(diagnostics: &mut [Diagnostic], schema: &Schema, read: impl Fn(&str) -> Option<String> + Sync) {
    let mut by_file: BTreeMap<String, Vec<&mut Location>> = BTreeMap::new();
    let locations = diagnostics.iter_mut().flat_map(Diagnostic::locations_mut);
    for location in locations.filter(|location| location.span.is_none() && location.value.is_some()) {
        by_file.entry(location.file.clone()).or_default().push(location);
    }
    by_file.into_par_iter().for_each(|(file, locations)| {
        let Some(text) = read(&file) else { return };
        let positions = Positions::new(&file, &text, schema);
        locations.into_iter().for_each(|location| positions.resolve(location));
    });
}

/// The positions of all values in the text of a file.
pub struct Positions<'t> {
    source: Source<'t>,
    /// The table as it was deserialised.
    seen: DeTable<'t>,
    /// The complete table of the file, if it differs.
    written: OnceCell<DeTable<'t>>,
    /// The string literals that were looked up, by start offset.
    literals: RefCell<HashMap<usize, Option<Literal>>>,
}

impl<'t> Positions<'t> {
    /// The positions in a file whose table was repaired by [`examine`](super::examine()) before it was deserialised.
    pub fn new(file: &'t str, text: &'t str, schema: &Schema) -> Self {
        let seen = repaired(text, schema);
        Self { source: Source::new(file, text), seen, written: OnceCell::new(), literals: RefCell::default() }
    }

    /// Resolves the span of a location in this file.
    pub fn resolve(&self, location: &mut Location) {
        if let Some(ValueRef { path, part, within }) = location.value.take() {
            let part_of_text = within.filter(|_| part == Part::Value).and_then(|bytes| self.within(&path, &bytes));
            location.span = Some(self.source.span(part_of_text.unwrap_or_else(|| self.span(&path, part))));
        }
    }

    /// The byte range of the value at `path`, or of the key of the closest existing table that contains it. For the root table, an
    /// empty range at the start.
    ///
    /// Indexes are those of the deserialised table. Keys that the repair removed are found too.
    pub fn span(&self, path: &ValuePath, part: Part) -> Range<usize> {
        let segments = path.segments();
        let (span, depth) = descend(&self.seen, segments, part);
        if depth == segments.len() {
            return span;
        }
        let written = self.written.get_or_init(|| DeTable::parse_recoverable(self.source.text).0.into_inner());
        match descend(written, segments, part) {
            (written, depth) if depth == segments.len() => written,
            _ => span,
        }
    }

    /// The byte range of a part of the string at `path`. `None` if there is no string or the range is not in it.
    fn within(&self, path: &ValuePath, bytes: &Range<usize>) -> Option<Range<usize>> {
        let (span, depth) = descend(&self.seen, path.segments(), Part::Value);
        if depth < path.segments().len() {
            return None;
        }
        let mut literals = self.literals.borrow_mut();
        let literal = literals.entry(span.start).or_insert_with(|| Literal::new(self.source.text.get(span.clone())?));
        let part = literal.as_ref()?.part(bytes)?;
        Some(span.start + part.start..span.start + part.end)
    }
}

/// The range of the deepest existing value along the path, and its depth.
fn descend(table: &DeTable<'_>, segments: &[Segment], part: Part) -> (Range<usize>, usize) {
    let mut found = (0..0, 0);
    let Some(Segment::Key(first)) = segments.first() else { return found };
    let mut next = table.get_key_value(first.as_str()).map(|(key, value)| (Some(key.span()), value));
    for (depth, rest) in (1..).zip((0..segments.len()).map(|at| &segments[at + 1..])) {
        let Some((key, value)) = next else { break };
        let points_at_key = part == Part::Key || !rest.is_empty();
        found = (key.filter(|_| points_at_key).unwrap_or_else(|| value.span()), depth);
        next = rest.first().and_then(|segment| child(value, segment));
    }
    found
}

/// A value in a table or an array, with the range of its key if it has one.
fn child<'a, 't>(value: &'a Spanned<DeValue<'t>>, segment: &Segment) -> Option<(Option<Range<usize>>, &'a Spanned<DeValue<'t>>)> {
    match (value.get_ref(), segment) {
        (DeValue::Table(table), Segment::Key(key)) => {
            table.get_key_value(key.as_str()).map(|(key, value)| (Some(key.span()), value))
        }
        (DeValue::Array(array), Segment::Index(index)) => array.get(*index).map(|value| (None, value)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::human;
    use serde_json::json;

    const TEXT: &str =
        "id = 5\n[[actions]]\ntitle = 1\n[[actions]]\ndue = 2024-03-15\nowner.name = \"x\"\n[a.b]\nc = [1, {d = 2}]\n";

    fn at(path: &ValuePath, part: Part) -> &'static str {
        let title = json!({ "type": "string" });
        let actions =
            json!({ "type": "array", "items": { "properties": { "title": title }, "type": "object", "required": ["due"] } });
        let schema = Schema::new(json!({ "type": "object", "properties": { "id": title, "actions": actions } }));
        &TEXT[Positions::new("f.toml", TEXT, &schema).span(path, part)]
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
    fn a_missing_value_is_located_at_the_nearest_table_around_it() {
        assert_eq!(at(&ValuePath::root().key("a").key("b").key("x").key("y"), Part::Value), "b");
        assert_eq!(at(&ValuePath::root().key("nothing"), Part::Value), "");
        assert_eq!(at(&ValuePath::root().key("actions").index(0).key("x"), Part::Value), "[[actions]]");
        assert_eq!(at(&ValuePath::root().key("id"), Part::Value), "5");
    }

    const PROSE: &str =
        "\u{feff}'count' = 1\r\nsummary = \"\"\"\r\nIt was\u{301} 日本 \\\r\n  t\\u0068e intern\r\nonce.\"\"\"\r\n";
    const SUMMARY: &str = "It was\u{301} 日本 the intern\r\nonce.";

    fn located(location: Location) -> Diagnostic {
        let mut found = [Diagnostic::error("r", "m").at(location)];
        locate(&mut found, &Schema::new(json!({})), |file| (file == "f.toml").then(|| PROSE.to_owned()));
        let [found] = found;
        found
    }

    fn of_summary(phrase: &str) -> (&'static str, [usize; 4]) {
        let start = SUMMARY.find(phrase).unwrap();
        let location = Location::value("f.toml", ValuePath::root().key("summary")).within(start..start + phrase.len());
        let span = located(location).location.unwrap().span.unwrap();
        (&PROSE[span.bytes], [span.start.line, span.start.column, span.end.line, span.end.column])
    }

    #[test]
    fn a_phrase_is_found_on_its_own_line_of_a_file_with_windows_line_ends() {
        assert_eq!(of_summary("日本"), ("日本", [3, 9, 3, 11]));
        assert_eq!(of_summary("the intern"), ("t\\u0068e intern", [4, 3, 4, 18]));
        assert_eq!(of_summary("intern\r\nonce"), ("intern\r\nonce", [4, 12, 5, 5]));
        let once = SUMMARY.find("once").unwrap()..SUMMARY.len();
        let found = located(Location::value("f.toml", ValuePath::root().key("summary")).within(once));
        assert_eq!(human(&found, false), "error[r]: m\n --> f.toml:5:1\n  |\n5 | once.\"\"\"\n  | ^^^^^");
    }

    #[test]
    fn the_whole_value_is_meant_where_the_range_does_not_fit() {
        let bytes = |key: &str, bytes| {
            let found = located(Location::value("f.toml", ValuePath::root().key(key)).within(bytes));
            &PROSE[found.location.unwrap().span.unwrap().bytes]
        };
        assert_eq!(bytes("count", 0..1), "1");
        assert_eq!(bytes("nothing", 0..1), "");
        assert!(bytes("summary", 0..1000).starts_with("\"\"\""));
        assert!(bytes("summary", 7..8).ends_with("\"\"\""));
    }

    #[test]
    fn a_file_that_cannot_be_read_again_is_named_without_a_line() {
        let found = located(Location::value("gone.toml", ValuePath::root().key("id")));
        assert_eq!(human(&found, false), "error[r]: m\n--> gone.toml");
    }
}
