//! The walk through a file's table and its schema together: reports what the schema refuses, and takes it out.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::path::Step;
use super::schema::{Choice, Kind, Node};
use super::{Schema, ValuePath, expected, missing, unknown, value};

/// What a look at one value found wrong with it.
pub(super) struct Complaint {
    pub rule: &'static str,
    pub message: String,
    pub hint: Option<String>,
}

/// One value on the way, for those who judge it.
#[derive(Clone, Copy)]
pub(super) struct Found<'w, 'i> {
    pub value: &'w Spanned<DeValue<'i>>,
    /// Where it is, with indexes of the repaired table.
    pub path: &'w ValuePath,
    /// The whole file.
    pub text: &'w str,
}

impl Found<'_, '_> {
    /// The value as it is written.
    pub(super) fn written(&self) -> &str {
        self.text.get(self.value.span()).unwrap_or_default()
    }
}

/// The state of the walk.
pub(super) struct Walk<'w> {
    text: &'w str,
    schema: &'w Schema,
    /// Dates that do not exist. They have been reported, and are taken out without a word.
    impossible: Vec<Range<usize>>,
    path: ValuePath,
    complaints: Vec<(Complaint, Range<usize>)>,
    removed: Vec<ValuePath>,
}

impl<'w> Walk<'w> {
    pub(super) fn new(text: &'w str, schema: &'w Schema, impossible: Vec<Range<usize>>) -> Self {
        Self { text, schema, impossible, path: ValuePath::root(), complaints: Vec::new(), removed: Vec::new() }
    }

    /// Repairs the table, and returns what there is to say about which part of the text, and the paths that the table now lacks.
    pub(super) fn over(mut self, table: &mut DeTable<'_>) -> (Vec<(Complaint, Range<usize>)>, Vec<ValuePath>) {
        let tables = self.schema.root().choices();
        if let Some(choice) = tables.iter().find(|choice| choice.kind == Kind::Table) {
            self.table(table, choice.node, 0..0);
        }
        (self.complaints, self.removed)
    }

    /// Whether the value can stay, after what is wrong inside it has been taken out.
    fn value(&mut self, value: &mut Spanned<DeValue<'_>>, node: Node<'_>, key: Option<Range<usize>>) -> bool {
        let is_impossible = |date: &Range<usize>| value.span().contains(&date.start);
        if value.get_ref().is_datetime() && self.impossible.iter().any(is_impossible) {
            return false;
        }
        let choices = node.choices();
        if choices.iter().any(|choice| choice.kind == Kind::Any) {
            return true;
        }
        let fitting: Vec<Choice<'_>> = choices.iter().copied().filter(|choice| fits(value.get_ref(), choice.kind)).collect();
        let Some(first) = fitting.first() else {
            let found = Found { value, path: &self.path, text: self.text };
            let complaint = expected::complaint(found, node, &choices);
            // A table is pointed at by its key: its header may stand for several keys, and its value may be long.
            let span = if value.get_ref().is_table() { key.unwrap_or_else(|| value.span()) } else { value.span() };
            self.complain(complaint, span);
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
            _ => match value::complaint(Found { value, path: &self.path, text: self.text }, &fitting) {
                None => true,
                Some(complaint) => {
                    self.complain(complaint, span);
                    false
                }
            },
        }
    }

    fn table(&mut self, table: &mut DeTable<'_>, node: Node<'_>, span: Range<usize>) -> bool {
        let mut refused = Vec::new();
        let mut meant = Vec::new();
        let present: Vec<String> = table.keys().map(|key| key.get_ref().to_string()).collect();
        for (key, value) in table.iter_mut() {
            let keeps = if let Some(property) = node.property(key.get_ref()) {
                self.path.push(Step::Key(key.get_ref().to_string()));
                let keeps = self.value(value, property, Some(key.span()));
                self.path.pop();
                keeps
            } else {
                let place = unknown::Place { table: node, path: &self.path, present: &present, root: self.schema.root() };
                let (complaint, suggestion) = place.complaint(key.get_ref(), value.get_ref());
                meant.extend(suggestion);
                self.complain(complaint, key.span());
                false
            };
            if !keeps {
                self.removed.push(self.path.clone().key(key.get_ref()));
                refused.push(key.get_ref().to_string());
            }
        }
        for key in &refused {
            table.remove(key.as_str());
        }
        // A key that was misspelt is not missing, and one whose value was refused has been reported.
        let is_reported = |key: &str| meant.iter().any(|name| name == key) || refused.iter().any(|name| name == key);
        self.required(node, &present, span, is_reported);
        self.path.steps().is_empty() || node.required().all(|key| table.contains_key(key))
    }

    /// Reports the required keys that are missing.
    fn required(&mut self, node: Node<'_>, present: &[String], span: Range<usize>, is_reported: impl Fn(&str) -> bool) {
        for key in node.required().filter(|key| !present.iter().any(|name| name == key)) {
            self.removed.push(self.path.clone().key(key));
            if !is_reported(key) {
                let complaint = missing::complaint(key, node, &self.path);
                self.complain(complaint, span.clone());
            }
        }
    }

    fn array(&mut self, array: &mut DeArray<'_>, items: Node<'_>) {
        let elements = std::mem::replace(array, DeArray::new()).into_iter();
        let mut kept = Vec::with_capacity(elements.len());
        let mut lost = false;
        for mut element in elements {
            let removed_before = self.removed.len();
            self.path.push(Step::Index(kept.len()));
            if self.value(&mut element, items, None) {
                kept.push(element);
            } else {
                // Nobody can speak of what is inside an element that is not there.
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

    fn complain(&mut self, complaint: Complaint, span: Range<usize>) {
        self.complaints.push((complaint, span));
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

/// Where a table may be of several types, the one that knows most of its keys.
fn likeliest<'s>(table: &DeTable<'_>, choices: &[Choice<'s>]) -> Option<Node<'s>> {
    let strange = |node: Node<'_>| {
        let unknown = table.keys().filter(|key| node.property(key.get_ref()).is_none()).count();
        unknown + node.required().filter(|key| !table.contains_key(*key)).count()
    };
    choices.iter().map(|choice| choice.node).min_by_key(|node| strange(*node))
}
