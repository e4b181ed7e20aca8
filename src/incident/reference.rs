//! References and custom sections.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::visibility::Visibility;
use super::vocabulary::vocabulary;

vocabulary! {
    /// The kind of a reference.
    ReferenceKind {
        /// A ticket.
        Ticket = "ticket" | "Ticket",
        /// A dashboard.
        Dashboard = "dashboard" | "Dashboard",
        /// A conversation.
        Thread = "thread" | "Thread",
        /// A runbook.
        Runbook = "runbook" | "Runbook",
        /// A document.
        Document = "document" | "Document",
        /// A change: a pull request, a deployment.
        Change = "change" | "Change",
    }
}

/// A reference to related material.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    /// The title, shown as the text of the link.
    pub title: String,
    /// The URL.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The kind of material.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<ReferenceKind>,
    /// `internal` keeps this reference out of public builds.
    #[serde(default, skip_serializing_if = "Visibility::is_public")]
    pub visibility: Visibility,
}

/// A custom section, shown after the analysis.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// The heading.
    pub title: String,
    /// The text. Markdown.
    pub body: String,
    /// `internal` keeps this section out of public builds.
    #[serde(default, skip_serializing_if = "Visibility::is_public")]
    pub visibility: Visibility,
}
