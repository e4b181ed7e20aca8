//! The lessons learned from the incident.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The lessons learned.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Lessons {
    /// What went well. Markdown.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub went_well: Vec<String>,
    /// What did not go well. Markdown.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub went_poorly: Vec<String>,
    /// Where luck helped. Markdown.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub got_lucky: Vec<String>,
    /// What was learned. Markdown.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub learned: Vec<String>,
}
