//! Action items in lists across incidents, and the groups that list them.

use std::sync::Arc;

use minijinja::Value;
use schemars::JsonSchema;
use serde::Serialize;

use super::facts::{LinkContext, SeverityContext, WordContext};
use super::list::Pager;
use super::metrics::DistributionContext;
use super::search::SearchFilter;

/// An action item in a list. Beside these fields it has `html(root)`: the row of a table, as `partials/action-row.html` shows it,
/// which is rendered once for each directory depth.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ActionRow {
    /// The title.
    pub title: String,
    /// The ticket in the tracker (URL).
    pub url: Option<String>,
    /// The id of the incident.
    pub incident: String,
    /// The title of the incident.
    pub incident_title: String,
    /// The page of the incident.
    pub address: String,
    /// The id of the action item on that page.
    pub anchor: String,
    /// The severity of the incident.
    pub severity: SeverityContext,
    /// The names of the services that the incident affected.
    pub services: Vec<String>,
    /// The owner.
    pub owner: Option<LinkContext>,
    /// The team.
    pub team: Option<LinkContext>,
    /// The priority.
    pub priority: Option<WordContext>,
    /// The due date.
    pub due: Option<String>,
    /// The number of days since the due date, if it is overdue.
    pub days_overdue: Option<i64>,
    /// The day on which it was closed.
    pub closed: Option<String>,
    /// The status: `open`, `in-progress`, `done` or `wont-do`.
    pub status: WordContext,
    /// Why it was declined.
    pub reason: Option<String>,
    /// Whether it is shown only in internal builds.
    pub internal: bool,
}

/// How many action items are in each state.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct StateCountsContext {
    /// Open or in progress, overdue or not.
    pub open: usize,
    /// Open ones whose due date has passed.
    pub overdue: usize,
    /// Done.
    pub done: usize,
    /// Won't do.
    pub wont_do: usize,
}

/// All action items, in `actions.html` as `actions`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ActionsContext {
    /// The total number.
    pub counts: StateCountsContext,
    /// Overdue, open, in progress, done, declined: the closed ones with the latest of their rows.
    pub sections: Vec<ActionSection>,
    /// The groups by which they can be filtered: `owner`, `team`, `service` and `priority`, each with all of its values.
    pub filters: Vec<SearchFilter>,
    /// The severities of their incidents, by which they can be filtered too.
    pub severities: Vec<SeverityContext>,
    /// The last of the seven days from the day of the build.
    pub soon: String,
    /// The open ones by team, the team with the most overdue ones first. Further teams are on the page of all teams.
    pub teams: Vec<ActionTeam>,
    /// The pages of all owners, teams, services, severities and priorities.
    pub groupings: Vec<LinkContext>,
    /// How many days those that are done were open.
    pub open_days: DistributionContext,
    /// How many days open action items have been open.
    pub age_days: DistributionContext,
    /// The address of the script that filters the rows.
    pub script: String,
}

/// The open action items of a team, or those without a team.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ActionTeam {
    /// The team with its counts.
    pub group: ActionGroupRow,
    /// The first of its open items: overdue ones first.
    #[schemars(with = "Vec<ActionRow>")]
    pub rows: Vec<Value>,
}

/// The action items in one state.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ActionSection {
    /// The state: `overdue`, `open`, `in-progress`, `done` or `wont-do`.
    pub state: WordContext,
    /// The first page of the whole list.
    pub address: String,
    /// The total number.
    pub total: usize,
    /// The rows that are shown here.
    #[schemars(with = "Vec<ActionRow>")]
    pub rows: Vec<Value>,
}

/// A page of the action items in one state, or of the open ones of one group, in `action-list.html` as `list`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ActionListContext {
    /// What is listed.
    pub title: String,
    /// The state, unless it is the list of a group: `overdue`, `open`, `in-progress`, `done` or `wont-do`.
    pub state: Option<&'static str>,
    /// The grouping, if it is the list of a group.
    pub grouping: Option<LinkContext>,
    /// The page of the service, team or severity, if it is the list of one.
    pub about: Option<LinkContext>,
    /// The counts by state, if it is the list of a group.
    pub counts: Option<StateCountsContext>,
    /// How many rows there are on all pages.
    pub total: usize,
    /// The rows of this page.
    #[schemars(with = "Vec<ActionRow>")]
    pub rows: Vec<Value>,
    /// The pages.
    pub pager: Pager,
    /// The names of the states with their pages.
    pub states: Vec<LinkContext>,
}

/// One way of grouping action items, in `action-groups.html` as `grouping`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ActionGroupingContext {
    /// By what: `owner`, `team`, `service`, `severity` or `priority`.
    pub by: String,
    /// The name of the grouping: `Owners`.
    pub label: String,
    /// The name of one group: `Owner`.
    pub singular: String,
    /// The name of the page of all groups: `Action items by owner`.
    pub title: Arc<str>,
    /// How many groups there are, with their name: `12 owners`.
    pub counted: String,
    /// The page of all groups.
    pub address: String,
    /// How many groups there are.
    pub total: usize,
    /// The groups that are shown here.
    pub groups: Vec<ActionGroupRow>,
}

/// A group of action items.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ActionGroupRow {
    /// The label.
    pub label: String,
    /// The address of its page.
    pub address: String,
    /// How many are in each state.
    pub counts: StateCountsContext,
}
