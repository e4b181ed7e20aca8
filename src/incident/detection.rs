//! How the incident was detected.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::vocabulary::vocabulary;

vocabulary! {
    /// Who or what noticed first.
    DetectionMethod {
        /// An alert, a dashboard, a probe.
        Monitoring = "monitoring" | "Monitoring",
        /// A customer reported it.
        Customer = "customer" | "Customer report",
        /// A colleague noticed.
        Employee = "employee" | "Employee",
        /// A partner or supplier reported it.
        Partner = "partner" | "Partner",
        /// Anything else.
        Other = "other" | "Other",
    }
}

/// How the incident came to be known.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Detection {
    /// Who or what noticed first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<DetectionMethod>,
    /// Which alert, which channel.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// How to recognise it next time: the symptom, the graph, the text of the error. Markdown.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub signals: Vec<String>,
}
