//! The layout of a file: which values stand after their key, which in a table, and which in one of several tables; and how values are
//! written.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Map, Value};
use toml_writer::{ToTomlKey as _, ToTomlValue as _, TomlKeyBuilder, TomlStringBuilder};

use super::schema_node::ValueSchema;
use crate::diagnostic::ValuePath;

/// A file that is being written.
pub(super) struct TomlLayout<'a> {
    node: ValueSchema<'a>,
    comments: BTreeMap<String, Vec<String>>,
    out: String,
}

impl<'a> TomlLayout<'a> {
    pub(super) fn new(schema: &'a Value, comments: BTreeMap<String, Vec<String>>) -> Self {
        Self { node: ValueSchema::new(schema), comments, out: String::with_capacity(4096) }
    }

    /// The text, and the comments on values that are not written.
    pub(super) fn finish(self) -> (String, Vec<(String, String)>) {
        let unplaced =
            self.comments.into_iter().flat_map(|(path, comments)| comments.into_iter().map(move |it| (path.clone(), it)));
        (self.out, unplaced.collect())
    }

    pub(super) fn file(&mut self, incident: &Map<String, Value>) {
        self.table(incident, self.node, &Header::default());
    }

    /// The keys of a table, and then the tables in it.
    fn table(&mut self, entries: &Map<String, Value>, node: ValueSchema<'a>, header: &Header) {
        let said = entries.iter().filter(|(key, value)| !node.of(key).is_default(value));
        let (tables, keys): (Vec<_>, Vec<_>) = said.partition(|(_, value)| header.has_below(value));
        if !keys.is_empty() || tables.is_empty() {
            self.heading(header);
        }
        for (key, value) in keys {
            self.comment(&header.path.clone().key(key));
            let _ = writeln!(self.out, "{} = {}", self::key(key), self::value(value, node.of(key)));
        }
        for (key, value) in tables {
            let below = header.below(key);
            match value {
                Value::Object(entries) => self.table(entries, node.of(key), &below),
                Value::Array(items) => {
                    let elements = items.iter().filter_map(Value::as_object).enumerate();
                    elements.for_each(|(index, entries)| self.table(entries, node.of(key).items(), &below.element(index)));
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

/// The header of a table: `[analysis]`, `[[timeline]]`.
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
        Self { name: format!("{}{dot}{}", self.name, self::key(key)), path: self.path.clone().key(key), is_element: false }
    }

    fn element(&self, index: usize) -> Self {
        Self { name: self.name.clone(), path: self.path.clone().index(index), is_element: true }
    }

    /// Whether a value of this table stands below it, in tables of its own. In one of several tables, and for a table of a few plain
    /// values in another table, one line each is easier to read.
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

/// A list on one line is at most as long as this.
const WIDTH: usize = 100;

/// A key, in quotes only where it needs them.
pub(super) fn key(key: &str) -> String {
    TomlKeyBuilder::new(key).as_default().to_toml_key()
}

/// A value as it stands after `key = `.
pub(super) fn value(value: &Value, node: ValueSchema<'_>) -> String {
    match value {
        Value::String(text) if node.is_date() => text.clone(),
        Value::String(text) => string(text),
        Value::Array(items) => array(items, node.items()),
        Value::Object(entries) => inline(entries, node),
        Value::Number(number) => node.number(number),
        Value::Null | Value::Bool(_) => value.to_string(),
    }
}

/// A text so that it needs no escapes wherever that is possible, and of several lines between lines of quotes.
fn string(text: &str) -> String {
    if !text.contains('\n') {
        return TomlStringBuilder::new(text).as_default().to_toml_value();
    }
    let closed = if text.ends_with('\n') { text.to_owned() } else { format!("{text}\n") };
    let builder = TomlStringBuilder::new(&closed);
    let style = builder.as_ml_literal().or_else(|| builder.as_ml_basic_pretty()).unwrap_or_else(|| builder.as_ml_basic());
    style.to_toml_value()
}

fn array(items: &[Value], node: ValueSchema<'_>) -> String {
    let values: Vec<String> = items.iter().map(|item| value(item, node)).collect();
    let tables = items.iter().any(Value::is_object);
    let length: usize = values.iter().map(|value| value.len() + 2).sum();
    if values.len() < 2 && !values.iter().any(|value| value.contains('\n')) || !tables && length <= WIDTH {
        return format!("[{}]", values.join(", "));
    }
    format!("[\n{}]", values.iter().map(|value| format!("  {value},\n")).collect::<String>())
}

fn inline(entries: &Map<String, Value>, node: ValueSchema<'_>) -> String {
    let entry = |(name, entry): (&String, &Value)| format!("{} = {}", key(name), value(entry, node.of(name)));
    let known = entries.iter().filter(|(name, value)| !node.of(name).is_default(value));
    format!("{{ {} }}", known.map(entry).collect::<Vec<_>>().join(", "))
}
