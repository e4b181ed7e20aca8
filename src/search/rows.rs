//! Rows of the table of incidents: the data that a result shows before its text is loaded.

use serde::Serialize;

use crate::archive::{FacetKind, Measure, Metric, View, VisibleIncident};
use crate::config::Config;
use crate::incident::{Milestone, Moment, seconds_between};
use crate::locale::Locale;
use crate::prose::{self, markdown};

/// The maximum length of a sentence in a result, in characters.
const LONGEST_SENTENCE: usize = 120;

/// A row of the table of incidents: an array in the index.
#[derive(Debug, Clone, Serialize)]
pub struct Row(
    /// The id.
    pub String,
    /// The title.
    pub String,
    /// The label of the severity.
    pub String,
    /// The color of the severity, by name.
    pub &'static str,
    /// The day of the start in the site's time zone; empty if unknown.
    pub String,
    /// The duration as text; empty if unknown.
    pub String,
    /// The labels of its services.
    pub Vec<String>,
    /// The fix: the first sentence of the resolution.
    pub String,
    /// The first sentence of the summary.
    pub String,
    /// The shares of the duration until detection and until mitigation, in percent; empty if unknown.
    pub Vec<u8>,
);

/// The rows of all incidents, oldest first.
pub(super) fn of(view: &View, config: &Config, locale: &Locale) -> Vec<Row> {
    view.cases.iter().rev().map(|case| row(case, view, config, locale)).collect()
}

/// The row of one incident.
pub fn row(case: &VisibleIncident, view: &View, config: &Config, locale: &Locale) -> Row {
    let incident = &case.incident;
    let severity = config.severities.find(&incident.severity);
    let label = |value: &String| {
        let group = view.facet(&FacetKind::Service).and_then(|facet| facet.term(value));
        group.map_or_else(|| value.clone(), |group| group.label.clone())
    };
    let started = case.milestones.moment(Milestone::Started);
    let length = |measure: Measure| locale.about(locale.brief_duration(measure.seconds), measure.approximate);
    let resolution = incident.analysis.as_ref().and_then(|analysis| analysis.resolution.as_deref());
    Row(
        incident.id.clone(),
        incident.title.trim().to_owned(),
        severity.map_or_else(|| incident.severity.clone(), |severity| severity.label.clone()),
        severity.map_or("gray", |severity| severity.color.as_str()),
        started.map_or_else(String::new, |started| locale.date(started.day(&config.zone))),
        case.measure(Metric::Duration, config.measure_from).map_or_else(String::new, length),
        incident.services.iter().map(label).collect(),
        resolution.map_or_else(String::new, first_sentence),
        incident.summary.as_deref().map_or_else(String::new, first_sentence),
        phases(case),
    )
}

/// The first sentence of a Markdown text as plain text, truncated if it is long.
fn first_sentence(text: &str) -> String {
    let plain = markdown::plain(text);
    let end = plain.find(". ").map_or(plain.len(), |end| end + 1);
    prose::shortened(&plain[..end], LONGEST_SENTENCE)
}

/// The times until detection and until mitigation, in percent of the duration.
fn phases(case: &VisibleIncident) -> Vec<u8> {
    let at = |milestone| case.milestones.moment(milestone).and_then(Moment::instant);
    let (Some(start), Some(end)) = (at(Milestone::Started), at(Milestone::Resolved)) else { return Vec::new() };
    let whole = seconds_between(start, end);
    let share = |milestone, unknown: i64| {
        let seconds = at(milestone).map_or(unknown, |moment| seconds_between(start, moment));
        u8::try_from((100 * seconds.clamp(0, whole)) / whole.max(1)).unwrap_or(100)
    };
    if whole <= 0 {
        return Vec::new();
    }
    let detected = share(Milestone::Detected, 0);
    vec![detected, share(Milestone::Mitigated, whole).max(detected)]
}
