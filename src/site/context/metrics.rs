//! The metrics page and the metrics reports.

use std::sync::Arc;

use minijinja::Value;
use schemars::JsonSchema;
use serde::Serialize;

use super::facts::{Length, LinkContext, SeverityContext};
use super::incident::IncidentLink;
use crate::archive::statistics::Punctuality;
use crate::site::html::Html;

/// The archive in figures, in `metrics.html` as `metrics`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MetricsContext {
    /// How many incidents count.
    pub count: usize,
    /// The last full quarter against the one before. Absent while there are not two.
    pub trend: Option<TrendContext>,
    /// The last four full quarters against the four before. Absent while there are not eight.
    pub year: Option<TrendContext>,
    /// Incidents by month and severity.
    pub months: MonthsContext,
    /// How long it took: to detect, to acknowledge, to mitigate, to resolve.
    pub times: Vec<DistributionContext>,
    /// The values of the newest incidents, which are the dots of the pictures.
    pub points: Vec<PointsRow>,
    /// At most how many incidents are dots.
    pub points_limit: usize,
    /// Incidents of the services that were affected most; one that affected two counts for both.
    pub services: Vec<CountContext>,
    /// How many other services there are.
    pub more_services: usize,
    /// How incidents were detected.
    pub detection: KnownCounts,
    /// Causes by category; an incident with causes of two categories counts for both.
    pub causes: KnownCounts,
    /// Incidents that came again.
    pub recurrence: RecurrenceContext,
    /// Whether reviews were published in time.
    pub reviews: PunctualityContext,
    /// When incidents start.
    pub heat: HeatContext,
    /// For how many days action items stayed open.
    pub open_days: DistributionContext,
    /// For how many days the open ones have been.
    pub age_days: DistributionContext,
    /// Fewer known values than this say little.
    pub few: usize,
    /// How many quarters the pictures of tiles show.
    pub quarters_shown: usize,
    /// How many incidents started in them.
    pub incidents_in_quarters: usize,
    /// Whether the reviews of these were published in time.
    pub reviews_in_quarters: PunctualityContext,
    /// The last quarters, each stacked by severity: SVG. Absent where there is nothing to see. HTML.
    pub incidents_by_quarter: Option<Html>,
    /// The last quarters, each with its reviews on time and late: SVG. Absent where no review has a deadline. HTML.
    pub reviews_by_quarter: Option<Html>,
    /// Each figure of all incidents in one line, with its quarters as a picture: the times to mitigate and to resolve.
    pub tiles: Vec<TileContext>,
    /// The quarters that have a page of their own, the latest first.
    pub quarters: Vec<LinkContext>,
    /// The severities and the teams that have a page of figures of their own.
    pub groups: Vec<ReportGroup>,
}

/// A figure, and how it has changed over the quarters.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TileContext {
    /// The figure.
    pub of: DistributionContext,
    /// The median of each quarter, in a band up to the 90th percentile: SVG. Absent where fewer than two quarters have one. HTML.
    pub picture: Option<Html>,
    /// The same as words: each quarter that has a value.
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
    /// What they are of: `Q3 2026`, or the name of the group.
    pub title: String,
    /// How many incidents count.
    pub count: usize,
    /// How many counted in the quarter before. Absent for a group, and for the first quarter.
    pub before: Option<CountContext>,
    /// The quarter before and the one after, where they have a page.
    pub neighbours: Vec<LinkContext>,
    /// Incidents of each severity that occurs, worst first.
    pub severities: Vec<CountContext>,
    /// How long it took: to detect, to acknowledge, to mitigate, to resolve; of a group, with its quarters.
    pub tiles: Vec<TileContext>,
    /// Whether reviews were published in time.
    pub reviews: PunctualityContext,
    /// How incidents were detected.
    pub detection: KnownCounts,
    /// Causes by category; an incident with causes of two categories counts for both.
    pub causes: KnownCounts,
    /// Incidents that came again.
    pub recurrence: RecurrenceContext,
    /// The incidents of a quarter, newest first; of a group, the newest ten.
    #[schemars(with = "Vec<super::list::ListRow>")]
    pub rows: Vec<Value>,
    /// The list of all incidents of a group.
    pub list: Option<String>,
    /// Fewer known values than this say little.
    pub few: usize,
}

/// A period against the one before: a quarter, or a year.
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
    /// What is compared.
    pub rows: Vec<TrendRow>,
    /// Whether one of the two periods has so few incidents that the comparison says little.
    pub few: bool,
}

/// One figure of two quarters.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TrendRow {
    /// What it is.
    pub label: String,
    /// How it is measured.
    pub definition: String,
    /// The figure of the last whole quarter, as people read it. Absent where it is unknown.
    pub now: Option<String>,
    /// On how many values that rests: `3 of 4`.
    pub now_known: Option<String>,
    /// The figure of the quarter before.
    pub before: Option<String>,
    /// On how many values that rests.
    pub before_known: Option<String>,
    /// What changed, in words. Absent where one of them is unknown.
    pub change: Option<String>,
    /// `better`, `worse` or `same`; none where there is no change to speak of.
    pub direction: Option<&'static str>,
    /// Each quarter, oldest first: SVG. Absent for a year. HTML.
    pub picture: Option<Html>,
}

/// Incidents by month and severity.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MonthsContext {
    /// The picture: SVG. Absent where there is nothing to see. HTML.
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

/// A distribution of lengths of time.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DistributionContext {
    /// Its name: `Time to detect`.
    pub label: String,
    /// How it is measured: `from start to detection`.
    pub definition: String,
    /// The middle value. Absent where none is known.
    pub median: Option<Length>,
    /// The smallest known value with at least 90 % of the known ones at or below it.
    pub p90: Option<Length>,
    /// Of how many it is known.
    pub known: usize,
    /// How many there are.
    pub of: usize,
    /// Whether so few are known that they say little.
    pub few: bool,
    /// Every value on an axis: SVG. Absent where none is known, or the page shows no picture. HTML.
    pub picture: Option<Html>,
}

/// One incident with its lengths of time.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PointsRow {
    /// The incident.
    pub incident: IncidentLink,
    /// Its values, in the order of `times`: none where one is unknown.
    pub lengths: Vec<Option<Length>>,
}

/// How many incidents bear a name.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CountContext {
    /// The name.
    pub label: String,
    /// Where it leads, if anywhere.
    pub address: Option<String>,
    /// How many.
    pub count: usize,
}

/// Counts of something that is not always known.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct KnownCounts {
    /// Each name with its count.
    pub counts: Vec<CountContext>,
    /// Of how many incidents it is known.
    pub known: usize,
    /// How many incidents there are.
    pub of: usize,
}

/// Incidents that came again.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RecurrenceContext {
    /// Within how many days.
    pub days: i32,
    /// How many came again.
    pub count: usize,
    /// How many incidents there are.
    pub of: usize,
    /// The newest of them: in a report all, on the metrics page ten, on the home page three.
    pub newest: Vec<RecurrenceRow>,
}

/// An incident that came again.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RecurrenceRow {
    /// The incident.
    pub incident: IncidentLink,
    /// The one before that it repeats.
    pub earlier: IncidentLink,
}

/// Reviews against the policy of their severity.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PunctualityContext {
    /// Published by the day that the policy names.
    pub in_time: usize,
    /// Published later, or not published although that day has passed.
    pub late: usize,
    /// Not published, and there is still time.
    pub pending: usize,
    /// Those in time and those that are late.
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
    /// The picture: SVG. Absent where no hour is known. HTML.
    pub picture: Option<Html>,
    /// Of how many incidents the hour is known.
    pub known: usize,
    /// How many there are.
    pub of: usize,
    /// From Monday to Sunday.
    pub days: Vec<HeatRow>,
}

/// One day of the week.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct HeatRow {
    /// Its name: `Mon`.
    pub day: Arc<str>,
    /// How many incidents started in each hour, from 0 to 23 o'clock.
    pub hours: Vec<usize>,
}
