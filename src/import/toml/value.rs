//! Values: texts, dates, numbers, and lists and tables that stand on one line or a few.

use serde_json::{Map, Value};
use toml_writer::{ToTomlKey as _, ToTomlValue as _, TomlKeyBuilder, TomlStringBuilder};

use super::schema_node::ValueSchema;

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
