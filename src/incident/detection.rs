//! How the incident was detected.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::vocabulary::vocabulary;

vocabulary! {
    /// How an incident was detected.
    DetectionMethod {
        /// An alert, a dashboard, a probe.
        Monitoring = "monitoring" | "Monitoring",
        /// A customer reported it.
        Customer = "customer" | "Customer report",
        /// An employee noticed it.
        Employee = "employee" | "Employee",
        /// A partner or supplier reported it.
        Partner = "partner" | "Partner",
        /// Anything else.
        Other = "other" | "Other",
    }
}

/// How the incident was detected.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Detection {
    /// Who or what detected the incident first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<DetectionMethod>,
    /// The source, such as the name of an alert or of a support channel.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Signals by which to recognise it next time, such as a symptom, a graph or an error message. Markdown.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub signals: Vec<String>,
}
