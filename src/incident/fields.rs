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
    /// A number.
    Number(f64),
    /// One text.
    Text(String),
    /// Several texts.
    List(Vec<String>),
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
