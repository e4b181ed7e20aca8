//! The home page.

use schemars::JsonSchema;
use serde::Serialize;

use super::action_list::ActionGroupRow;
use super::actions::OverdueContext;
use super::facts::SeverityContext;
use super::list::ListRow;
use super::metrics::{CountContext, RecurrenceContext};

/// The front page, in `home.html` as `home`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct HomeContext {
    /// How many incidents count.
    pub count: usize,
    /// Incidents that are not resolved yet, newest first; at most ten.
    #[schemars(with = "Vec<ListRow>")]
    pub ongoing: Vec<minijinja::Value>,
    /// The newest incidents; at most ten.
    #[schemars(with = "Vec<ListRow>")]
    pub newest: Vec<minijinja::Value>,
    /// How many action items are overdue.
    pub overdue_total: usize,
    /// The action items that have been overdue longest; at most ten.
    pub overdue: Vec<OverdueContext>,
    /// The number of action items that are open or in progress.
    pub open_actions: usize,
    /// A summary of the year of the build.
    pub year: YearContext,
    /// How many incidents are ongoing.
    pub ongoing_total: usize,
    /// The teams with the most overdue action items; at most five.
    pub overdue_by_team: Vec<ActionGroupRow>,
    /// The quarter of the build so far, and the same quarter of the previous year if the archive goes back that far.
    pub quarter: CountContext,
    /// The same quarter of the year before.
    pub quarter_before: Option<CountContext>,
    /// Repeat incidents.
    pub recurrence: RecurrenceContext,
}

/// A summary of a year.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct YearContext {
    /// The year.
    pub year: i16,
    /// Its page, if it has incidents.
    pub address: Option<String>,
    /// How many incidents started in it.
    pub count: usize,
    /// The number that started in the previous year. `none` if the archive does not go back that far.
    pub count_before: Option<usize>,
    /// How many of each severity, worst first.
    pub severities: Vec<SeverityCount>,
    /// The median time to resolve of those for which it is known, as text.
    pub median_time_to_resolve: Option<String>,
    /// The number of known values.
    pub known: usize,
    /// How the time to resolve is measured: `from start to resolution`.
    pub definition: String,
}

/// How many incidents of one severity.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SeverityCount {
    /// The severity.
    pub severity: SeverityContext,
    /// The number.
    pub count: usize,
}
