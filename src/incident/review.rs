//! The state of the review itself.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::moment::Day;
use super::vocabulary::vocabulary;

vocabulary! {
    /// The state of a review.
    #[derive(Default)]
    ReviewState {
        /// Being written: built only with `--drafts`.
        #[default]
        Draft = "draft" | "Draft",
        /// Being discussed: built, with a banner.
        InReview = "in-review" | "In review",
        /// Approved.
        Reviewed = "reviewed" | "Reviewed",
        /// Approved, and its follow-up is done.
        Closed = "closed" | "Closed",
    }
}

/// The state of the review itself.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Review {
    /// The state. Drafts are built only with `--drafts`.
    pub state: ReviewState,
    /// The author of the review.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// The people who approved the review.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub approvers: Vec<String>,
    /// The date of the review meeting.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub held: Option<Day>,
    /// The date on which the review was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<Day>,
    /// The URL of a recording of the meeting.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recording: Option<String>,
}
