//! What the JSON Schema says of the values of a file.

use serde_json::{Number, Value};

/// The part of the schema that is about a value.
#[derive(Clone, Copy)]
pub(super) struct SchemaNode<'a> {
    root: &'a Value,
    here: Option<&'a Value>,
}

impl<'a> SchemaNode<'a> {
    pub(super) fn new(root: &'a Value) -> Self {
        Self { root, here: Some(root) }
    }

    /// The node of the value of a key.
    pub(super) fn of(self, key: &str) -> Self {
        let found = self.here.and_then(|here| here.get("properties")?.get(key).or_else(|| here.get("additionalProperties")));
        Self { here: found, ..self }.resolved()
    }

    /// The node of the elements of a list.
    pub(super) fn items(self) -> Self {
        Self { here: self.here.and_then(|here| here.get("items")), ..self }.resolved()
    }

    pub(super) fn is_date(self) -> bool {
        self.here.is_some_and(|here| here.get("x-toml").is_some())
    }

    /// Whether a value is the default, so that it need not be written.
    pub(super) fn is_default(self, value: &Value) -> bool {
        match value {
            Value::Null => true,
            Value::Array(items) => items.is_empty(),
            Value::Object(entries) => entries.iter().all(|(key, value)| self.of(key).is_default(value)),
            _ => self.here.and_then(|here| here.get("default")) == Some(value),
        }
    }

    /// A number without decimals where none are needed. A field of the team's own keeps them, because they say what kind it is.
    pub(super) fn number(self, number: &Number) -> String {
        let is_plain = self.here.and_then(|here| here.get("type")).is_some();
        match number.as_f64() {
            Some(float) if is_plain && number.is_f64() && float.fract() == 0.0 && float.abs() < 1e15 => format!("{float:.0}"),
            Some(float) if number.is_f64() => format!("{float:?}"),
            _ => number.to_string(),
        }
    }

    /// The definition that a reference names, and of a choice that which is not null.
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
