//! Custom fields.

use std::collections::BTreeMap;
use std::fmt;

use schemars::JsonSchema;
use serde::Serialize;
use serde::de::{Deserialize, Deserializer, Error, SeqAccess, Visitor};

/// Custom fields, by name.
pub type Fields = BTreeMap<String, FieldValue>;

/// The value of a custom field.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(untagged)]
#[schemars(inline)]
pub enum FieldValue {
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// A finite number.
    Number(f64),
    /// One text.
    Text(String),
    /// Several texts.
    List(Vec<String>),
}

impl<'de> Deserialize<'de> for FieldValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(FieldValueVisitor)
    }
}

struct FieldValueVisitor;

impl<'de> Visitor<'de> for FieldValueVisitor {
    type Value = FieldValue;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, a number, true, false, or an array of texts")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<FieldValue, E> {
        Ok(FieldValue::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<FieldValue, E> {
        Ok(FieldValue::Integer(value))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<FieldValue, E> {
        if value.is_finite() {
            return Ok(FieldValue::Number(value));
        }
        Err(E::custom(format!("the number {} is out of range", value.to_string().to_lowercase())))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<FieldValue, E> {
        Ok(FieldValue::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<FieldValue, A::Error> {
        let mut texts = Vec::new();
        while let Some(text) = elements.next_element()? {
            texts.push(text);
        }
        Ok(FieldValue::List(texts))
    }
}

impl FieldValue {
    /// The single values, as they are displayed and grouped.
    pub fn values(&self) -> Vec<String> {
        match self {
            Self::Bool(value) => vec![if *value { "yes" } else { "no" }.to_owned()],
            Self::Integer(value) => vec![value.to_string()],
            Self::Number(value) => vec![value.to_string()],
            Self::Text(value) => vec![value.clone()],
            Self::List(values) => values.clone(),
        }
    }
}
