//! Action items and follow-up.

use schemars::JsonSchema;
use serde::Serialize;

use super::facts::{LinkContext, WordContext};
use crate::locale::When;
use crate::site::html::Html;

/// An action item.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ActionContext {
    /// The id.
    pub id: String,
    /// The id of its place on the page.
    pub anchor: String,
    /// What to do, in one line.
    pub title: String,
    /// What to do, in detail. HTML.
    pub description: Option<Html>,
    /// How to tell that it is done. HTML.
    pub success_criteria: Option<Html>,
    /// The purpose.
    pub kind: Option<WordContext>,
    /// The priority.
    pub priority: Option<WordContext>,
    /// The owner.
    pub owner: Option<String>,
    /// The team.
    pub team: Option<LinkContext>,
    /// The due date.
    pub due: Option<When>,
    /// The day on which it was closed.
    pub closed: Option<When>,
    /// The status.
    pub status: WordContext,
    /// Why it was declined.
    pub reason: Option<String>,
    /// The ticket in the tracker (URL).
    pub url: Option<String>,
    /// Whether it is still to be done although its due day lies before the day of the build.
    pub overdue: bool,
    /// Whether it is shown only in internal builds.
    pub internal: bool,
}

/// An action item that is overdue, away from its incident's page.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct OverdueContext {
    /// The title.
    pub title: String,
    /// The incident's page.
    pub address: String,
    /// The incident's id.
    pub incident: String,
    /// The owner.
    pub owner: Option<String>,
    /// The due date.
    pub due: String,
    /// The number of days since then.
    pub days: i64,
    /// The priority.
    pub priority: Option<WordContext>,
}

/// The follow-up.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FollowUpContext {
    /// Measures that prevent a recurrence. HTML.
    pub prevention: Vec<Html>,
    /// The follow-up reviews.
    pub reviews: Vec<FollowUpReviewContext>,
    /// How many of those days are not done.
    pub open: usize,
    /// Whether the schedule is the site's policy rather than the file's own.
    pub from_policy: bool,
    /// Whether the policy is the usual one, because the site has set none.
    pub is_usual: bool,
}

/// A follow-up review.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FollowUpReviewContext {
    /// The day.
    pub due: When,
    /// What to check.
    pub what: Option<String>,
    /// The day on which it was done.
    pub done: Option<When>,
    /// Whether it is not done although its day lies before the day of the build.
    pub overdue: bool,
}
