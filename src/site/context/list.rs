//! Lists of incidents, and the groups that list them.

use schemars::JsonSchema;
use serde::Serialize;

use super::facts::{Length, LinkContext, SeverityContext, WordContext};
use super::profile::PolicyContext;
use crate::locale::When;
use crate::site::html::Html;

/// A list of incidents, in `incidents.html` and `term.html` as `list`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ListContext {
    /// How many incidents are in the whole list.
    pub total: usize,
    /// The number of incidents that count: withdrawn reviews and duplicates do not.
    pub count: usize,
    /// The rows of this page, newest first.
    #[schemars(with = "Vec<ListRow>")]
    pub rows: Vec<minijinja::Value>,
    /// The pages of the list.
    pub pager: Pager,
}

/// One incident in a list. Beside these fields it has `html(root)`: the row of a table, as `partials/incident-row.html` shows it,
/// which is rendered once for each directory depth.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ListRow {
    /// The id.
    pub id: String,
    /// The title.
    pub title: String,
    /// The address of its page.
    pub address: String,
    /// When it started.
    pub started: Option<When>,
    /// The severity.
    pub severity: SeverityContext,
    /// The status.
    pub status: WordContext,
    /// Whether it is not resolved yet.
    pub ongoing: bool,
    /// The names of the affected services.
    pub services: Vec<String>,
    /// The duration, from start to resolution.
    pub duration: Option<Length>,
    /// The duration as stated by the author, if none follows from the milestones.
    pub stated_duration: Option<String>,
    /// The timeline strip, to scale and without labels: SVG. `none` if no duration is known or the review is withdrawn. HTML.
    pub strip: Option<Html>,
    /// The number of action items that are open or in progress.
    pub open_actions: usize,
    /// The number of these that are overdue.
    pub overdue_actions: usize,
    /// The state of the review.
    pub review: WordContext,
    /// Whether it is a near miss.
    pub near_miss: bool,
    /// Whether the review was withdrawn.
    pub withdrawn: bool,
    /// Whether it repeats another incident.
    pub duplicate: bool,
    /// Whether it is shown only in internal builds.
    pub internal: bool,
}

/// The pages of a list.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Pager {
    /// The number of this page, from 1.
    pub page: usize,
    /// How many pages there are; at least 1.
    pub pages: usize,
    /// The number of the first row on this page, from 1; 0 in an empty list.
    pub first: usize,
    /// The number of the last row on this page.
    pub last: usize,
    /// The page before.
    pub previous: Option<String>,
    /// The page after.
    pub next: Option<String>,
    /// The first and the last page and those around this one, in order.
    pub links: Vec<PageLink>,
}

/// A page of a list.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PageLink {
    /// Its number.
    pub page: usize,
    /// Its address.
    pub address: String,
    /// Whether it is the current page.
    pub current: bool,
    /// Whether pages are left out before it.
    pub after_gap: bool,
}

/// One way of grouping incidents, in `facet.html` and `term.html` as `facet`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FacetContext {
    /// By what: `severity`, `service`, `team`, `tag`, `cause`, `year` or `field`.
    pub kind: String,
    /// The name of all groups: `Severities`.
    pub label: String,
    /// The name of one group: `Severity`.
    pub singular: String,
    /// The page of all groups.
    pub address: String,
    /// How many groups there are.
    pub total: usize,
    /// The same with their name: `12 services`.
    pub counted: String,
}

/// A group in the list of all groups, in `facet.html` within `terms`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TermRow {
    /// The label.
    pub label: String,
    /// The address of its page.
    pub address: String,
    /// The description, if configured.
    pub description: Option<String>,
    /// The severity, if the groups are severities.
    pub severity: Option<SeverityContext>,
    /// The owning team, if it is a service.
    pub owner: Option<LinkContext>,
    /// How many incidents count.
    pub count: usize,
    /// How many action items of them are open or in progress.
    pub open_actions: usize,
    /// The number of these that are overdue.
    pub overdue_actions: usize,
    /// The day on which the newest of them started.
    pub latest: Option<String>,
    /// The page of those action items, where there is one.
    pub actions_address: Option<String>,
    /// Its incidents in each of the last twelve quarters, of a year in each month: SVG. HTML.
    pub picture: Html,
}

/// A group, in `term.html` as `term`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TermContext {
    /// The value in data files.
    pub value: String,
    /// The label.
    pub label: String,
    /// The address of its page.
    pub address: String,
    /// The description, if configured.
    pub description: Option<String>,
    /// The severity, if the groups are severities.
    pub severity: Option<SeverityContext>,
    /// The owning team, if it is a service.
    pub owner: Option<LinkContext>,
    /// What the configuration requires after such an incident, if it is a severity.
    pub policy: Option<PolicyContext>,
    /// The URL of its documentation, if configured.
    pub url: Option<String>,
    /// Whether `feed.xml` and `feed.json` lie beside its page.
    pub has_feeds: bool,
}
