//! Action items and follow-up.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::build::Builder;
use super::facts::{LinkContext, WordContext};
use crate::archive::{FollowUpDay, Schedule, VisibleIncident};
use crate::config::Config;
use crate::incident::{Action, Visibility};
use crate::prose::When;
use crate::site::html::Html;

/// An action item.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ActionContext {
    /// Its name.
    pub id: String,
    /// The id of its place on the page.
    pub anchor: String,
    /// What is to be done, in a line.
    pub title: String,
    /// What is to be done, at length. HTML.
    pub description: Option<Html>,
    /// How one sees that it is done. HTML.
    pub success_criteria: Option<Html>,
    /// What it is for.
    pub kind: Option<WordContext>,
    /// How urgent it is.
    pub priority: Option<WordContext>,
    /// Who sees to it.
    pub owner: Option<String>,
    /// Which team sees to it.
    pub team: Option<LinkContext>,
    /// The day by which it is to be done.
    pub due: Option<When>,
    /// The day on which it was closed.
    pub closed: Option<When>,
    /// How it stands.
    pub status: WordContext,
    /// Why it won't be done.
    pub reason: Option<String>,
    /// The ticket in the tracker (URL).
    pub url: Option<String>,
    /// Whether it is still to be done although its due day lies before the day of the build.
    pub overdue: bool,
    /// Whether only an internal build shows it.
    pub internal: bool,
}

impl ActionContext {
    pub(super) fn new(builder: &mut Builder<'_>, action: &Action) -> Self {
        let id = action.id.clone().unwrap_or_default();
        Self {
            anchor: builder.anchor(&format!("action-{id}")),
            id,
            title: action.title.clone(),
            description: builder.block(action.description.as_deref(), 3),
            success_criteria: builder.block(action.success_criteria.as_deref(), 3),
            kind: action.kind.map(|kind| WordContext::new(kind.as_str(), kind.label())),
            priority: action.priority.map(|priority| WordContext::new(priority.as_str(), priority.label())),
            owner: action.owner.clone(),
            team: action.team.as_deref().map(|team| builder.team(team)),
            due: action.due.map(|day| When::of_day(day.0, false)),
            closed: action.closed.map(|day| When::of_day(day.0, false)),
            status: WordContext::new(action.status.as_str(), action.status.label()),
            reason: action.reason.clone(),
            url: action.url.clone(),
            overdue: action.is_overdue(builder.as_of()),
            internal: action.visibility == Visibility::Internal,
        }
    }
}

/// An action item that is overdue, away from its incident's page.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct OverdueContext {
    /// What is to be done.
    pub title: String,
    /// The incident's page.
    pub address: String,
    /// The incident's id.
    pub incident: String,
    /// Who sees to it.
    pub owner: Option<String>,
    /// The day by which it was to be done.
    pub due: String,
    /// How many days ago that was.
    pub days: i64,
    /// How urgent it is.
    pub priority: Option<WordContext>,
}

/// What happens after the review.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FollowUpContext {
    /// What is to prevent a recurrence. HTML.
    pub prevention: Vec<Html>,
    /// When somebody looks again.
    pub reviews: Vec<FollowUpReviewContext>,
    /// Whether the schedule is the site's policy rather than the file's own.
    pub from_policy: bool,
    /// Whether the policy is the usual one, because the site has set none.
    pub is_usual: bool,
}

/// A day on which somebody looks again.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FollowUpReviewContext {
    /// The day.
    pub due: When,
    /// What to look at.
    pub what: Option<String>,
    /// The day on which it was done.
    pub done: Option<When>,
    /// Whether it is not done although its day lies before the day of the build.
    pub overdue: bool,
}

impl FollowUpContext {
    /// The file's own schedule, or the policy's; nothing where there is neither that nor anything to prevent.
    pub(super) fn new(builder: &mut Builder<'_>, case: &VisibleIncident, config: &Config) -> Option<Self> {
        let Schedule { days, from_policy } = Schedule::of(case, config);
        let as_of = builder.as_of();
        let reviews: Vec<_> = days.into_iter().map(|day| looked_at(day, from_policy, as_of)).collect();
        let prevention = case.incident.follow_up.iter().flat_map(|follow_up| &follow_up.prevention);
        let prevention: Vec<Html> = prevention.map(|text| builder.item(text)).collect();
        let shown = !reviews.is_empty() || !prevention.is_empty();
        let is_usual = from_policy && config.policy(&case.incident.severity).is_usual;
        shown.then_some(Self { prevention, reviews, from_policy, is_usual })
    }
}

/// A day of the schedule. One of the policy's is not overdue: nobody has said that the team keeps it.
fn looked_at(day: FollowUpDay, from_policy: bool, as_of: Date) -> FollowUpReviewContext {
    FollowUpReviewContext {
        due: When::of_day(day.due, false),
        what: day.what,
        overdue: !from_policy && day.done.is_none() && day.due < as_of,
        done: day.done.map(|day| When::of_day(day, false)),
    }
}
