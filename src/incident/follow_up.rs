//! The follow-up of a review.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::moment::Day;

/// What happens after the review.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct FollowUp {
    /// What is to prevent a recurrence. Markdown.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub prevention: Vec<String>,
    /// When it is followed up. Where there are none, the schedule comes from the site's policy for the severity.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reviews: Vec<FollowUpReview>,
}

/// A day of follow-up.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FollowUpReview {
    /// The day.
    pub due: Day,
    /// What to look at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub what: Option<String>,
    /// The day on which it was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done: Option<Day>,
}
