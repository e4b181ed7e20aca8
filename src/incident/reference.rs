//! References and custom sections.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::visibility::Visibility;
use super::vocabulary::vocabulary;

vocabulary! {
    /// What a reference leads to.
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

/// Where to read more.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    /// What the reader finds there.
    pub title: String,
    /// Where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// What it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<ReferenceKind>,
    /// `internal` keeps this reference out of public builds.
    #[serde(default, skip_serializing_if = "Visibility::is_public")]
    pub visibility: Visibility,
}

/// A section of the team's own, shown after the analysis.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its heading.
    pub title: String,
    /// Its text. Markdown.
    pub body: String,
    /// `internal` keeps this section out of public builds.
    #[serde(default, skip_serializing_if = "Visibility::is_public")]
    pub visibility: Visibility,
}
