//! The metrics page and the metrics reports.

use std::sync::Arc;

use minijinja::Value;
use schemars::JsonSchema;
use serde::Serialize;

use super::facts::{Length, LinkContext, SeverityContext};
use super::incident::IncidentLink;
use crate::archive::statistics::Punctuality;
use crate::site::html::Html;

/// The metrics of the archive, in `metrics.html` as `metrics`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MetricsContext {
    /// How many incidents count.
    pub count: usize,
    /// The last full quarter compared with the previous one. `none` if there are fewer than two.
    pub trend: Option<TrendContext>,
    /// The last four full quarters compared with the four before. `none` if there are fewer than eight.
    pub year: Option<TrendContext>,
    /// Incidents by month and severity.
    pub months: MonthsContext,
    /// The times to detect, to acknowledge, to mitigate and to resolve.
    pub times: Vec<DistributionContext>,
    /// The values of the newest incidents, shown as dots in the charts.
    pub points: Vec<PointsRow>,
    /// The maximum number of incidents shown as dots.
    pub points_limit: usize,
    /// Incidents by service, for the most affected services. An incident counts for each of its services.
    pub services: Vec<CountContext>,
    /// How many other services there are.
    pub more_services: usize,
    /// How incidents were detected.
    pub detection: KnownCounts,
    /// Incidents by cause category. An incident counts for each of its categories.
    pub causes: KnownCounts,
    /// Repeat incidents.
    pub recurrence: RecurrenceContext,
    /// Whether reviews were published in time.
    pub reviews: PunctualityContext,
    /// When incidents start.
    pub heat: HeatContext,
    /// How many days action items that are done were open.
    pub open_days: DistributionContext,
    /// How many days open action items have been open.
    pub age_days: DistributionContext,
    /// The number of known values below which a figure is marked as based on few values.
    pub few: usize,
    /// The number of quarters in the charts of the tiles.
    pub quarters_shown: usize,
    /// How many incidents started in them.
    pub incidents_in_quarters: usize,
    /// Whether the reviews of these were published in time.
    pub reviews_in_quarters: PunctualityContext,
    /// The last quarters, stacked by severity: SVG. `none` if there is nothing to show. HTML.
    pub incidents_by_quarter: Option<Html>,
    /// Reviews published in time and late in the last quarters: SVG. `none` if no review has a deadline. HTML.
    pub reviews_by_quarter: Option<Html>,
    /// Each figure of all incidents in one line, with its quarters as a picture: the times to mitigate and to resolve.
    pub tiles: Vec<TileContext>,
    /// The quarters that have a page of their own, the latest first.
    pub quarters: Vec<LinkContext>,
    /// The severities and the teams that have a page of figures of their own.
    pub groups: Vec<ReportGroup>,
}

/// A figure and its values over the quarters.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TileContext {
    /// The figure.
    pub of: DistributionContext,
    /// The median of each quarter, with a band up to the 90th percentile: SVG. `none` if fewer than two quarters have a value. HTML.
    pub picture: Option<Html>,
    /// The same as text: each quarter that has a value.
    pub quarters: Vec<QuarterRow>,
}

/// A figure of one quarter.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct QuarterRow {
    /// As in `Q3 2026`.
    pub label: String,
    /// The figure.
    pub of: DistributionContext,
}

/// Groups of one kind that have a page of figures.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ReportGroup {
    /// `Severities` or `Teams`.
    pub label: String,
    /// The groups.
    pub links: Vec<LinkContext>,
}

/// The figures of a quarter, a severity or a team, in `metrics-report.html` as `report`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ReportContext {
    /// The subject: `Q3 2026`, or the name of the group.
    pub title: String,
    /// How many incidents count.
    pub count: usize,
    /// The number that counted in the previous quarter. `none` for a group and for the first quarter.
    pub before: Option<CountContext>,
    /// The previous and the next quarter, if they have a page.
    pub neighbours: Vec<LinkContext>,
    /// Incidents of each severity that occurs, worst first.
    pub severities: Vec<CountContext>,
    /// How long it took: to detect, to acknowledge, to mitigate, to resolve; of a group, with its quarters.
    pub tiles: Vec<TileContext>,
    /// Whether reviews were published in time.
    pub reviews: PunctualityContext,
    /// How incidents were detected.
    pub detection: KnownCounts,
    /// Incidents by cause category. An incident counts for each of its categories.
    pub causes: KnownCounts,
    /// Repeat incidents.
    pub recurrence: RecurrenceContext,
    /// The incidents of a quarter, newest first; of a group, the newest ten.
    #[schemars(with = "Vec<super::list::ListRow>")]
    pub rows: Vec<Value>,
    /// The list of all incidents of a group.
    pub list: Option<String>,
    /// The number of known values below which a figure is marked as based on few values.
    pub few: usize,
}

/// A period compared with the previous one: a quarter, or a year.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TrendContext {
    /// The last period that is over, as in `Q3 2026`, and how many incidents started in it.
    pub now: CountContext,
    /// The one before it.
    pub before: CountContext,
    /// How many rows are better.
    pub better: usize,
    /// How many rows are worse.
    pub worse: usize,
    /// How many quarters the small pictures show, the one of the build among them.
    pub quarters: usize,
    /// The quarter of the build, which is not over, and how many incidents it has so far. Absent for a year.
    pub current: Option<CountContext>,
    /// The compared figures.
    pub rows: Vec<TrendRow>,
    /// Whether one of the two periods has few incidents.
    pub few: bool,
}

/// One figure of two quarters.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TrendRow {
    /// What it is.
    pub label: String,
    /// How it is measured.
    pub definition: String,
    /// The value of the last full quarter, as text. `none` if it is unknown.
    pub now: Option<String>,
    /// The number of known values: `3 of 4`.
    pub now_known: Option<String>,
    /// The value of the previous quarter.
    pub before: Option<String>,
    /// The number of known values.
    pub before_known: Option<String>,
    /// The change, as text. `none` if one of the values is unknown.
    pub change: Option<String>,
    /// `better`, `worse` or `same`. `none` if the values cannot be compared.
    pub direction: Option<&'static str>,
    /// Each quarter, oldest first: SVG. Absent for a year. HTML.
    pub picture: Option<Html>,
}

/// Incidents by month and severity.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MonthsContext {
    /// The chart: SVG. `none` if there is nothing to show. HTML.
    pub picture: Option<Html>,
    /// The severities that occur, worst first.
    pub severities: Vec<SeverityContext>,
    /// The months that are shown, oldest first.
    pub rows: Vec<MonthRow>,
    /// How many earlier months there are, which `stats.json` has.
    pub earlier: usize,
}

/// One month.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MonthRow {
    /// As in `2024-03`.
    pub name: String,
    /// How many incidents started in it.
    pub count: usize,
    /// How many of each severity that occurs, in their order.
    pub by_severity: Vec<usize>,
}

/// A distribution of durations.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DistributionContext {
    /// The name, such as `Time to detect`.
    pub label: String,
    /// How it is measured: `from start to detection`.
    pub definition: String,
    /// The median. `none` if no value is known.
    pub median: Option<Length>,
    /// The smallest known value with at least 90 % of the known ones at or below it.
    pub p90: Option<Length>,
    /// The number of known values.
    pub known: usize,
    /// The total number.
    pub of: usize,
    /// Whether it is based on few values.
    pub few: bool,
    /// All values on an axis: SVG. `none` if none is known, or the page shows no chart. HTML.
    pub picture: Option<Html>,
}

/// An incident with its durations.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PointsRow {
    /// The incident.
    pub incident: IncidentLink,
    /// Its values, in the order of `times`. `none` if unknown.
    pub lengths: Vec<Option<Length>>,
}

/// A name with a number of incidents.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CountContext {
    /// The name.
    pub label: String,
    /// The address of its page, if any.
    pub address: Option<String>,
    /// The number.
    pub count: usize,
}

/// Counts of something that is not always known.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct KnownCounts {
    /// Each name with its count.
    pub counts: Vec<CountContext>,
    /// The number of incidents for which it is known.
    pub known: usize,
    /// How many incidents there are.
    pub of: usize,
}

/// Repeat incidents.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RecurrenceContext {
    /// The period in days within which an incident counts as a repeat.
    pub days: i32,
    /// The number of repeat incidents.
    pub count: usize,
    /// How many incidents there are.
    pub of: usize,
    /// The newest of them: in a report all, on the metrics page ten, on the home page three.
    pub newest: Vec<RecurrenceRow>,
}

/// A repeat incident.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RecurrenceRow {
    /// The incident.
    pub incident: IncidentLink,
    /// The earlier incident that it repeats.
    pub earlier: IncidentLink,
}

/// Reviews against the policy of their severity.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PunctualityContext {
    /// Published by the deadline of the policy.
    pub in_time: usize,
    /// Published later, or not published although the deadline has passed.
    pub late: usize,
    /// Not published, with the deadline still to come.
    pub pending: usize,
    /// The number of reviews in time and late.
    pub judged: usize,
}

impl From<&Punctuality> for PunctualityContext {
    fn from(of: &Punctuality) -> Self {
        Self { in_time: of.in_time, late: of.late, pending: of.pending, judged: of.of() }
    }
}

/// Incidents by weekday and hour of their start.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct HeatContext {
    /// The chart: SVG. `none` if no hour is known. HTML.
    pub picture: Option<Html>,
    /// Of how many incidents the hour is known.
    pub known: usize,
    /// The total number.
    pub of: usize,
    /// The weekdays, from Monday to Sunday.
    pub days: Vec<HeatRow>,
}

/// One day of the week.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct HeatRow {
    /// Its name: `Mon`.
    pub day: Arc<str>,
    /// The number of incidents that started in each hour, from 0 to 23.
    pub hours: Vec<usize>,
}
