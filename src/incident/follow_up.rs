//! The follow-up after a review.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::moment::Day;

/// The follow-up after the review.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct FollowUp {
    /// Measures that prevent a recurrence. Markdown.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub prevention: Vec<String>,
    /// The dates of follow-up reviews. Defaults to the schedule in the site's policy for the severity.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reviews: Vec<FollowUpReview>,
}

/// A follow-up review.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FollowUpReview {
    /// The due date.
    pub due: Day,
    /// What to check.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub what: Option<String>,
    /// The date on which it was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done: Option<Day>,
}
