//! The team's own fields.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The team's own fields, by name.
pub type Fields = BTreeMap<String, FieldValue>;

/// The value of one of the team's own fields.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(untagged)]
#[schemars(inline)]
pub enum FieldValue {
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// A number that can be written down: neither infinite nor "not a number".
    Number(#[serde(deserialize_with = "finite")] f64),
    /// One text.
    Text(String),
    /// Several texts.
    List(Vec<String>),
}

fn finite<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    let value = f64::deserialize(deserializer)?;
    if value.is_finite() { Ok(value) } else { Err(serde::de::Error::custom("expected a number that can be written down")) }
}

impl FieldValue {
    /// Each single value, as it is read and grouped by.
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
