//! What the JSON Schema says of the values of a file.

use serde_json::{Number, Value};

/// The part of the schema that is about a value.
#[derive(Clone, Copy)]
pub(in crate::import) struct ValueSchema<'a> {
    root: &'a Value,
    here: Option<&'a Value>,
}

impl<'a> ValueSchema<'a> {
    pub(in crate::import) fn new(root: &'a Value) -> Self {
        Self { root, here: Some(root) }
    }

    /// The node of the value of a key.
    pub(in crate::import) fn of(self, key: &str) -> Self {
        let found = self
            .here
            .and_then(|here| here.get("properties").and_then(|keys| keys.get(key)).or_else(|| here.get("additionalProperties")));
        Self { here: found, ..self }.resolved()
    }

    /// The node of the elements of a list.
    pub(in crate::import) fn items(self) -> Self {
        Self { here: self.here.and_then(|here| here.get("items")), ..self }.resolved()
    }

    /// Whether the schema has such a value.
    pub(in crate::import) fn is_known(self) -> bool {
        self.here.is_some_and(Value::is_object)
    }

    /// Whether a table may have any key.
    pub(in crate::import) fn is_open_table(self) -> bool {
        self.here.is_some_and(|here| here.get("additionalProperties").is_some_and(Value::is_object))
    }

    /// The keys of a table.
    pub(in crate::import) fn keys(self) -> impl Iterator<Item = &'a str> {
        self.here
            .and_then(|here| here.get("properties")?.as_object())
            .into_iter()
            .flat_map(|keys| keys.keys().map(String::as_str))
    }

    /// The keys that a table needs.
    pub(in crate::import) fn required(self) -> impl Iterator<Item = &'a str> {
        self.strings("required")
    }

    /// The words of a vocabulary.
    pub(in crate::import) fn words(self) -> impl Iterator<Item = &'a str> {
        self.strings("enum")
    }

    /// How precisely a date may be written.
    pub(in crate::import) fn dates(self) -> impl Iterator<Item = &'a str> {
        self.strings("x-toml")
    }

    /// The type of a value, if it has one.
    pub(in crate::import) fn type_name(self) -> Option<&'a str> {
        let types = self.here?.get("type")?;
        types.as_str().or_else(|| types.as_array()?.iter().filter_map(Value::as_str).find(|name| *name != "null"))
    }

    fn strings(self, key: &'static str) -> impl Iterator<Item = &'a str> {
        let list = self.here.and_then(|here| here.get(key)?.as_array());
        list.into_iter().flatten().filter_map(Value::as_str)
    }

    pub(in crate::import) fn is_date(self) -> bool {
        self.here.is_some_and(|here| here.get("x-toml").is_some())
    }

    /// Whether a value is the default, so that it need not be written.
    pub(in crate::import) fn is_default(self, value: &Value) -> bool {
        match value {
            Value::Null => true,
            Value::Array(items) => items.is_empty(),
            Value::Object(entries) => entries.iter().all(|(key, value)| self.of(key).is_default(value)),
            _ => self.here.and_then(|here| here.get("default")) == Some(value),
        }
    }

    /// A number without decimals where none are needed. A field of the team's own keeps them, because they say what kind it is.
    pub(in crate::import) fn number(self, number: &Number) -> String {
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
