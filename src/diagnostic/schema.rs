//! The JSON Schema of a file, as the walk through the file needs it.
//!
//! Only what `schemars` writes for serde types is understood; an unknown keyword refuses nothing. TOML has no null, so the
//! `null` of an optional value is no choice.

use serde_json::Value;
use toml::value::Datetime;

/// How many references may follow one another: a schema that refers to itself and nothing else must not hang us.
const DEEPEST: usize = 16;

/// A JSON Schema.
#[derive(Debug, Clone)]
pub struct Schema {
    root: Value,
}

/// One subschema, with the schema that its references lead into.
#[derive(Debug, Clone, Copy)]
pub(super) struct SchemaNode<'a> {
    root: &'a Value,
    value: &'a Value,
}

/// One of the kinds of value that a subschema allows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Choice<'a> {
    pub kind: Kind,
    pub node: SchemaNode<'a>,
}

/// A kind of value, as TOML knows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Any,
    String,
    Date,
    Integer,
    Number,
    Boolean,
    Array,
    Table,
}

impl Schema {
    /// A schema such as `schemars` generates. A date is a string that carries `x-toml`, the list of the kinds of TOML
    /// date-times that it may be: `offset-date-time`, `local-date-time`, `local-date`, `local-time`.
    pub fn new(root: Value) -> Self {
        Self { root }
    }

    /// The keys that the root table must have.
    pub fn required(&self) -> impl Iterator<Item = &str> {
        self.root().required()
    }

    pub(super) fn root(&self) -> SchemaNode<'_> {
        SchemaNode { root: &self.root, value: &self.root }
    }
}

impl<'a> SchemaNode<'a> {
    /// Every kind of value that is allowed here, each with the subschema that says so.
    pub(super) fn choices(self) -> Vec<Choice<'a>> {
        let mut choices = Vec::new();
        self.collect(&mut choices, DEEPEST);
        choices
    }

    fn collect(self, choices: &mut Vec<Choice<'a>>, depth: usize) {
        if depth == 0 {
            return choices.push(Choice { kind: Kind::Any, node: self });
        }
        if let Some(target) = self.get("$ref").and_then(Value::as_str).and_then(|reference| self.target(reference)) {
            return target.collect(choices, depth - 1);
        }
        if let Some(alternatives) = self.get("anyOf").or_else(|| self.get("oneOf")).and_then(Value::as_array) {
            return alternatives.iter().for_each(|value| self.child(value).collect(choices, depth - 1));
        }
        match self.get("type") {
            Some(Value::String(name)) => choices.extend(self.kind(name).map(|kind| Choice { kind, node: self })),
            Some(Value::Array(names)) => {
                let kinds = names.iter().filter_map(Value::as_str).filter_map(|name| self.kind(name));
                choices.extend(kinds.map(|kind| Choice { kind, node: self }));
            }
            _ => {
                let kind = if self.words().next().is_some() { Kind::String } else { Kind::Any };
                choices.push(Choice { kind, node: self });
            }
        }
    }

    fn kind(self, name: &str) -> Option<Kind> {
        match name {
            "string" if self.get("x-toml").is_some() => Some(Kind::Date),
            "string" => Some(Kind::String),
            "integer" => Some(Kind::Integer),
            "number" => Some(Kind::Number),
            "boolean" => Some(Kind::Boolean),
            "array" => Some(Kind::Array),
            "object" => Some(Kind::Table),
            "null" => None,
            _ => Some(Kind::Any),
        }
    }

    /// The closed vocabulary of a string; empty, if any text will do.
    pub(super) fn words(self) -> impl Iterator<Item = &'a str> {
        let listed = self.get("enum").and_then(Value::as_array).into_iter().flatten();
        listed.chain(self.get("const")).filter_map(Value::as_str)
    }

    /// The closed vocabulary of a string, or examples of what it may be.
    pub(super) fn examples(self) -> impl Iterator<Item = &'a str> {
        let examples = self.get("examples").and_then(Value::as_array).into_iter().flatten();
        self.words().chain(examples.filter_map(Value::as_str))
    }

    /// The kinds of TOML date-times that a date may be.
    pub(super) fn date_kinds(self) -> impl Iterator<Item = &'a str> {
        self.get("x-toml").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
    }

    /// The keys of a table, in the order of its type, each with what it may hold.
    pub(super) fn properties(self) -> impl Iterator<Item = (&'a str, SchemaNode<'a>)> {
        let properties = self.get("properties").and_then(Value::as_object).into_iter().flatten();
        properties.map(move |(key, value)| (key.as_str(), self.child(value)))
    }

    /// What a key of a table may hold; nothing, if the table has no such key.
    pub(super) fn property(self, key: &str) -> Option<SchemaNode<'a>> {
        match self.get("properties").and_then(|properties| properties.get(key)) {
            Some(value) => Some(self.child(value)),
            None => self.other_properties(),
        }
    }

    /// What the keys of a table may hold that it does not name; nothing, if there may be none.
    pub(super) fn other_properties(self) -> Option<SchemaNode<'a>> {
        match self.get("additionalProperties") {
            Some(Value::Bool(false)) => None,
            Some(value) => Some(self.child(value)),
            None => Some(self.child(&Value::Bool(true))),
        }
    }

    /// The keys that a table must have.
    pub(super) fn required(self) -> impl Iterator<Item = &'a str> {
        self.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
    }

    /// What the elements of an array may be.
    pub(super) fn items(self) -> Option<SchemaNode<'a>> {
        self.get("items").map(|value| self.child(value))
    }

    /// A bound such as `minimum`.
    pub(super) fn bound(self, keyword: &str) -> Option<f64> {
        self.get(keyword).and_then(Value::as_f64)
    }

    /// The width of a number, as `schemars` names it: `uint32`, `double`.
    pub(super) fn format(self) -> &'a str {
        self.get("format").and_then(Value::as_str).unwrap_or_default()
    }

    /// The first sentence of what the type's documentation says about it.
    pub(super) fn summary(self) -> Option<String> {
        let text = self.get("description")?.as_str()?.split("\n\n").next()?.replace('\n', " ");
        let sentence = text.split(". ").next()?.trim().trim_end_matches('.');
        (!sentence.is_empty()).then(|| sentence.to_owned())
    }

    fn get(self, keyword: &str) -> Option<&'a Value> {
        self.value.get(keyword)
    }

    fn child(self, value: &'a Value) -> Self {
        Self { root: self.root, value }
    }

    fn target(self, reference: &str) -> Option<Self> {
        reference.strip_prefix('#').and_then(|pointer| self.root.pointer(pointer)).map(|value| self.child(value))
    }
}

/// Which of TOML's kinds of date-time a value is, by the name that `x-toml` uses.
pub(super) fn date_kind(moment: &Datetime) -> &'static str {
    match (moment.date, moment.time, moment.offset) {
        (Some(_), Some(_), Some(_)) => "offset-date-time",
        (Some(_), Some(_), None) => "local-date-time",
        (Some(_), None, _) => "local-date",
        (None, ..) => "local-time",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn kinds(value: Value) -> Vec<Kind> {
        Schema::new(value).root().choices().iter().map(|choice| choice.kind).collect()
    }

    #[test]
    fn references_and_options_are_seen_through_and_null_is_no_choice() {
        let date = json!({ "$defs": { "d": { "type": ["string", "null"], "x-toml": ["local-date"] } }, "anyOf": [{ "$ref": "#/$defs/d" }, { "type": "null" }] });
        assert_eq!(kinds(date), [Kind::Date]);
        assert_eq!(kinds(json!({ "oneOf": [{ "const": "a" }, { "type": "integer" }] })), [Kind::String, Kind::Integer]);
        assert_eq!(kinds(json!({ "$ref": "#" })), [Kind::Any]);
        assert_eq!(kinds(json!(true)), [Kind::Any]);
    }
}
