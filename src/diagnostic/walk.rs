//! Walks through a file's table and its schema in parallel, and reports and removes everything that the schema rejects.

use std::collections::HashSet;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::entry::Diagnostic;
use super::expected;
use super::path::{Segment, ValuePath};
use super::rewrite::Found;
use super::schema::{Choice, Kind, Schema, SchemaNode};
use super::unknown::{KeyIndex, UnknownKey};
use super::value;

/// The state of the walk.
pub(super) struct Walk<'w> {
    text: &'w str,
    schema: &'w Schema,
    /// The start offsets of dates that do not exist. They are already reported, and are removed without another diagnostic.
    impossible: HashSet<usize>,
    path: ValuePath,
    violations: Vec<(Diagnostic, Range<usize>)>,
    removed: Vec<ValuePath>,
    known: KeyIndex<'w>,
}

impl<'w> Walk<'w> {
    pub(super) fn new(text: &'w str, schema: &'w Schema, impossible: Vec<Range<usize>>) -> Self {
        let impossible = impossible.into_iter().map(|date| date.start).collect();
        let known = KeyIndex::new(schema.root());
        Self { text, schema, impossible, path: ValuePath::root(), violations: Vec::new(), removed: Vec::new(), known }
    }

    /// Repairs the table. Returns the diagnostics, each with a byte range, and the paths of removed and missing values.
    pub(super) fn over(mut self, table: &mut DeTable<'_>) -> (Vec<(Diagnostic, Range<usize>)>, Vec<ValuePath>) {
        let tables = self.schema.root().choices();
        if let Some(choice) = tables.iter().find(|choice| choice.kind == Kind::Table) {
            self.table(table, choice.node, 0..0);
        }
        (self.violations, self.removed)
    }

    /// Removes everything invalid inside of the value. Returns whether the value itself is valid.
    fn value(&mut self, value: &mut Spanned<DeValue<'_>>, node: SchemaNode<'_>, key: Option<Range<usize>>) -> bool {
        if value.get_ref().is_datetime() && self.impossible.contains(&value.span().start) {
            return false;
        }
        let choices = node.choices();
        if choices.iter().any(|choice| choice.kind == Kind::Any) {
            return true;
        }
        let fitting: Vec<Choice<'_>> = choices.iter().copied().filter(|choice| fits(value.get_ref(), choice.kind)).collect();
        let Some(first) = fitting.first() else {
            let found = Found { value, path: &self.path, text: self.text };
            let violation = expected::wrong_type(found, node, &choices);
            // A table is located at its key: its header may contain several keys, and its value may be long.
            let span = if value.get_ref().is_table() { key.unwrap_or_else(|| value.span()) } else { value.span() };
            self.violations.push((violation, span));
            return false;
        };
        let span = value.span();
        match value.get_mut() {
            DeValue::Table(table) => {
                let node = likeliest(table, &fitting).unwrap_or(first.node);
                self.table(table, node, span)
            }
            DeValue::Array(array) => {
                if let Some(items) = first.node.items() {
                    self.array(array, items);
                }
                true
            }
            _ => {
                let violation = value::violation(Found { value, path: &self.path, text: self.text }, &fitting);
                let is_accepted = violation.is_none();
                self.violations.extend(violation.map(|violation| (violation, span)));
                is_accepted
            }
        }
    }

    fn table(&mut self, table: &mut DeTable<'_>, node: SchemaNode<'_>, span: Range<usize>) -> bool {
        let present: HashSet<String> = table.keys().map(|key| key.get_ref().to_string()).collect();
        // A misspelt key is not missing, and one with a rejected value is already reported.
        let mut reported: HashSet<String> = HashSet::new();
        let mut refused: HashSet<String> = HashSet::new();
        for (key, value) in table.iter_mut() {
            self.path.push(Segment::Key(key.get_ref().to_string()));
            let keeps = match node.property(key.get_ref()) {
                Some(property) => self.value(value, property, Some(key.span())),
                None => {
                    let unknown = UnknownKey { table: node, path: &self.path, present: &present, known: &self.known };
                    let (violation, suggestion) = unknown.violation(key.get_ref(), value.get_ref());
                    reported.extend(suggestion);
                    self.violations.push((violation, key.span()));
                    false
                }
            };
            if !keeps {
                self.removed.push(self.path.clone());
                refused.insert(key.get_ref().to_string());
            }
            self.path.pop();
        }
        if !refused.is_empty() {
            let kept = std::mem::take(table).into_iter().filter(|(key, _)| !refused.contains(key.get_ref().as_ref()));
            *table = kept.collect();
        }
        for key in node.required().filter(|key| !present.contains(*key)) {
            self.removed.push(self.path.clone().key(key));
            if !reported.contains(key) && !refused.contains(key) {
                self.violations.push((expected::missing(key, node, &self.path), span.clone()));
            }
        }
        self.path.segments().is_empty() || node.required().all(|key| table.contains_key(key))
    }

    fn array(&mut self, array: &mut DeArray<'_>, items: SchemaNode<'_>) {
        let elements = std::mem::replace(array, DeArray::new()).into_iter();
        let mut kept = Vec::with_capacity(elements.len());
        let mut lost = false;
        for mut element in elements {
            let removed_before = self.removed.len();
            self.path.push(Segment::Index(kept.len()));
            if self.value(&mut element, items, None) {
                kept.push(element);
            } else {
                // Paths into a removed element are no longer valid.
                self.removed.truncate(removed_before);
                lost = true;
            }
            self.path.pop();
        }
        *array = kept.into_iter().collect();
        if lost {
            self.removed.push(self.path.clone());
        }
    }
}

fn fits(value: &DeValue<'_>, kind: Kind) -> bool {
    match value {
        DeValue::String(_) => kind == Kind::String,
        DeValue::Integer(_) => matches!(kind, Kind::Integer | Kind::Number),
        DeValue::Float(_) => kind == Kind::Number,
        DeValue::Boolean(_) => kind == Kind::Boolean,
        DeValue::Datetime(_) => kind == Kind::Date,
        DeValue::Array(_) => kind == Kind::Array,
        DeValue::Table(_) => kind == Kind::Table,
    }
}

/// If a table may have several types, the type whose keys match best.
fn likeliest<'s>(table: &DeTable<'_>, choices: &[Choice<'s>]) -> Option<SchemaNode<'s>> {
    let mismatches = |node: SchemaNode<'_>| {
        let unknown = table.keys().filter(|key| node.property(key.get_ref()).is_none()).count();
        unknown + node.required().filter(|key| !table.contains_key(*key)).count()
    };
    choices.iter().map(|choice| choice.node).min_by_key(|node| mismatches(*node))
}
