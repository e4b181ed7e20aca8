//! The statistics on the page of a group.

use schemars::JsonSchema;
use serde::Serialize;

use super::action_list::ActionRow;
use super::metrics::{CountContext, DistributionContext, KnownCounts};
use crate::site::html::Html;

/// An overview of a group, in `term.html` as `profile`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ProfileContext {
    /// Its incidents in each of the last quarters, of a year in each month: SVG. HTML.
    pub picture: Html,
    /// The same as numbers.
    pub over_time: Vec<CountContext>,
    /// The time to resolve.
    pub time_to_resolve: DistributionContext,
    /// Its causes by category, most frequent first.
    pub causes: KnownCounts,
    /// The services that were hit most; of a service, together with it.
    pub services: Vec<CountContext>,
    /// How many other services there are.
    pub more_services: usize,
    /// The first of its open action items, overdue ones first; at most five.
    #[schemars(with = "Vec<ActionRow>")]
    pub open: Vec<minijinja::Value>,
    /// The number of action items that are open or in progress.
    pub open_actions: usize,
    /// The number of these that are overdue.
    pub overdue_actions: usize,
    /// The page of all its action items, where there is one.
    pub actions_address: Option<String>,
}

/// The deadlines after an incident of a severity.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PolicyContext {
    /// The time from the resolution to the publication of the review: `5 days`.
    pub review_within: Option<String>,
    /// When it is followed up after the resolution: `1 week, 1 month and 3 months`. Absent where the site has not set it.
    pub follow_up: Option<String>,
}
