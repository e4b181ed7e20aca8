//! The state of the review itself.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::moment::Day;
use super::vocabulary::vocabulary;

vocabulary! {
    /// How far the review has come.
    #[derive(Default)]
    ReviewState {
        /// Being written: built only with `--drafts`.
        #[default]
        Draft = "draft" | "Draft",
        /// Being discussed: built, with a banner.
        InReview = "in-review" | "In review",
        /// Agreed.
        Reviewed = "reviewed" | "Reviewed",
        /// Agreed, and its follow-up is done.
        Closed = "closed" | "Closed",
    }
}

/// How far the review itself has come.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Review {
    /// How far the review has come. A draft is built only with `--drafts`.
    pub state: ReviewState,
    /// Who writes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Who agreed to it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub approvers: Vec<String>,
    /// The day of the review meeting.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub held: Option<Day>,
    /// The day on which the review was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<Day>,
    /// A recording of the meeting (URL).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recording: Option<String>,
}
