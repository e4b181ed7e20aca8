//! Where a value stands: after its key, in a table of its own, or in one table of several.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Map, Number, Value};

use super::value;
use crate::diagnostic::ValuePath;

/// What the schema says of a value.
#[derive(Clone, Copy)]
pub(super) struct Shape<'a> {
    root: &'a Value,
    here: Option<&'a Value>,
}

impl<'a> Shape<'a> {
    pub(super) fn new(root: &'a Value) -> Self {
        Self { root, here: Some(root) }
    }

    /// Of the value of a key.
    pub(super) fn of(self, key: &str) -> Self {
        let found = self.here.and_then(|here| here.get("properties")?.get(key).or_else(|| here.get("additionalProperties")));
        Self { here: found, ..self }.resolved()
    }

    /// Of an element of a list.
    pub(super) fn items(self) -> Self {
        Self { here: self.here.and_then(|here| here.get("items")), ..self }.resolved()
    }

    pub(super) fn is_date(self) -> bool {
        self.here.is_some_and(|here| here.get("x-toml").is_some())
    }

    /// Whether a value need not be written: it is what its absence means.
    pub(super) fn is_silent(self, value: &Value) -> bool {
        match value {
            Value::Null => true,
            Value::Array(items) => items.is_empty(),
            Value::Object(entries) => entries.iter().all(|(key, value)| self.of(key).is_silent(value)),
            _ => self.here.and_then(|here| here.get("default")) == Some(value),
        }
    }

    /// A number without decimals where none are needed. One of the team's own keeps them: there they tell what kind it is.
    pub(super) fn number(self, number: &Number) -> String {
        let is_plain = self.here.and_then(|here| here.get("type")).is_some();
        match number.as_f64() {
            Some(float) if is_plain && number.is_f64() && float.fract() == 0.0 && float.abs() < 1e15 => format!("{float:.0}"),
            Some(float) if number.is_f64() => format!("{float:?}"),
            _ => number.to_string(),
        }
    }

    /// The definition behind a reference, and what a value may be beside null.
    fn resolved(self) -> Self {
        let Some(here) = self.here else { return self };
        if let Some(options) = here.get("anyOf").and_then(Value::as_array) {
            let is_null = |option: &&Value| option.get("type").and_then(Value::as_str) == Some("null");
            let mut known = options.iter().filter(|option| !is_null(option));
            return match (known.next(), known.next()) {
                (Some(only), None) => Self { here: Some(only), ..self }.resolved(),
                _ => self,
            };
        }
        let target =
            here.get("$ref").and_then(Value::as_str).and_then(|reference| self.root.pointer(reference.trim_start_matches('#')));
        if target.is_some() { Self { here: target, ..self } } else { self }
    }
}

/// A file that is being laid out.
pub(super) struct Layout<'a> {
    shape: Shape<'a>,
    comments: BTreeMap<String, Vec<String>>,
    out: String,
}

impl<'a> Layout<'a> {
    pub(super) fn new(schema: &'a Value, comments: BTreeMap<String, Vec<String>>) -> Self {
        Self { shape: Shape::new(schema), comments, out: String::with_capacity(4096) }
    }

    /// The text, and the comments on values that are not written.
    pub(super) fn finish(self) -> (String, Vec<(String, String)>) {
        let unplaced =
            self.comments.into_iter().flat_map(|(path, comments)| comments.into_iter().map(move |it| (path.clone(), it)));
        (self.out, unplaced.collect())
    }

    pub(super) fn file(&mut self, incident: &Map<String, Value>) {
        self.table(incident, self.shape, &Header::default());
    }

    /// The keys of a table, and then the tables in it.
    fn table(&mut self, entries: &Map<String, Value>, shape: Shape<'a>, header: &Header) {
        let said = entries.iter().filter(|(key, value)| !shape.of(key).is_silent(value));
        let (tables, keys): (Vec<_>, Vec<_>) = said.partition(|(_, value)| header.has_below(value));
        if !keys.is_empty() || tables.is_empty() {
            self.heading(header);
        }
        for (key, value) in keys {
            self.comment(&header.path.clone().key(key));
            let _ = writeln!(self.out, "{} = {}", value::key(key), value::value(value, shape.of(key)));
        }
        for (key, value) in tables {
            let below = header.below(key);
            match value {
                Value::Object(entries) => self.table(entries, shape.of(key), &below),
                Value::Array(items) => {
                    let elements = items.iter().filter_map(Value::as_object).enumerate();
                    elements.for_each(|(index, entries)| self.table(entries, shape.of(key).items(), &below.element(index)));
                }
                _ => {}
            }
        }
    }

    fn heading(&mut self, header: &Header) {
        if header.name.is_empty() {
            return;
        }
        self.out.push('\n');
        self.comment(&header.path);
        let (open, close) = if header.is_element { ("[[", "]]") } else { ("[", "]") };
        let _ = writeln!(self.out, "{open}{}{close}", header.name);
    }

    fn comment(&mut self, path: &ValuePath) {
        for comment in self.comments.remove(&path.to_string()).into_iter().flatten() {
            self.out.extend(["# ", &comment, "\n"]);
        }
    }
}

/// The head of a table: `[analysis]`, `[[timeline]]`.
#[derive(Default)]
struct Header {
    /// As it is written: keys with dots between them.
    name: String,
    path: ValuePath,
    /// Whether it is one of several.
    is_element: bool,
}

impl Header {
    fn below(&self, key: &str) -> Self {
        let dot = if self.name.is_empty() { "" } else { "." };
        Self { name: format!("{}{dot}{}", self.name, value::key(key)), path: self.path.clone().key(key), is_element: false }
    }

    fn element(&self, index: usize) -> Self {
        Self { name: self.name.clone(), path: self.path.clone().index(index), is_element: true }
    }

    /// Whether a value of this table stands below it, in tables of its own. Inside of one of several tables, and for a table of a
    /// few plain values inside of another, the reader is better served with one line each.
    fn has_below(&self, value: &Value) -> bool {
        let is_nested = |value: &Value| value.as_array().is_some_and(|items| items.iter().any(Value::is_object));
        match value {
            Value::Object(entries) => self.name.is_empty() || entries.values().any(is_nested),
            Value::Array(items) => {
                items.iter().any(Value::is_object) && (!self.is_element || items.iter().any(|item| !is_short(item)))
            }
            _ => false,
        }
    }
}

/// Whether an element of a list fits on a line.
fn is_short(item: &Value) -> bool {
    let has_lines = |value: &Value| value.as_str().is_some_and(|text| text.contains('\n'));
    let texts = item.as_object().map(|entries| {
        entries
            .values()
            .flat_map(|value| match value {
                Value::Array(items) => items.iter().collect(),
                value => vec![value],
            })
            .collect::<Vec<_>>()
    });
    !texts.unwrap_or_default().into_iter().any(has_lines)
}
