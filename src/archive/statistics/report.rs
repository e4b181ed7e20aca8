//! Statistics of a subset of the incidents: of a quarter, a severity or a team.

use std::collections::{BTreeSet, HashSet};

use jiff::civil::Date;

use super::super::Metric;
use super::super::view::{View, VisibleIncident};
use super::calendar::{self, Quarter};
use super::reviews::{Punctuality, punctuality};
use super::{Counts, Distribution, Statistics, counts};
use crate::config::Config;

/// The statistics of a subset of the incidents that count.
#[derive(Debug, Clone, PartialEq)]
pub struct IncidentFigures {
    /// The incidents, by index in the view, newest first.
    pub cases: Vec<usize>,
    /// The number of incidents of each severity, worst first.
    pub by_severity: Counts,
    /// The distribution of each metric.
    pub metrics: Vec<(Metric, Distribution)>,
    /// The number of incidents by detection method.
    pub by_detection: Counts,
    /// The number of incidents with a known detection method.
    pub detection_known: usize,
    /// The number of incidents with a cause of each category.
    pub by_cause: Counts,
    /// The number of incidents with a categorised cause.
    pub causes_known: usize,
    /// The repeat incidents, each with the one that it repeats, newest first.
    pub repeats: Vec<(usize, usize)>,
    /// Whether reviews were published on time.
    pub reviews: Punctuality,
    /// Every quarter from the first start to the last start or the day of the build, oldest first, without gaps.
    pub quarters: Vec<Quarter>,
}

impl Statistics {
    /// The statistics of the incidents that count and satisfy `is_wanted`.
    pub fn report(&self, view: &View, config: &Config, is_wanted: impl Fn(usize, &VisibleIncident) -> bool) -> IncidentFigures {
        let cases: Vec<(usize, &VisibleIncident)> =
            view.counted().into_iter().filter(|(at, case)| is_wanted(*at, case)).collect();
        let places: Vec<usize> = cases.iter().map(|(at, _)| *at).collect();
        let days: Vec<(usize, Date)> = cases.iter().filter_map(|(at, case)| Some((*at, case.started?))).collect();
        let metric = |metric: Metric| (metric, Distribution::of_metric(metric, &cases, config.measure_from));
        let (detection_known, by_detection) = counts::detection(&cases);
        let (causes_known, by_cause) = counts::causes(&cases, config);
        let wanted: HashSet<usize> = places.iter().copied().collect();
        IncidentFigures {
            by_severity: calendar::severities(&places, view, config),
            metrics: Metric::ALL.into_iter().map(metric).collect(),
            by_detection,
            detection_known,
            by_cause,
            causes_known,
            repeats: self.recurrence.pairs.iter().filter(|(again, _)| wanted.contains(again)).copied().collect(),
            reviews: punctuality(&cases, config, view.as_of),
            quarters: calendar::quarters(&days, &self.recurrence, view, config),
            cases: places,
        }
    }
}

impl View {
    /// The quarters in which counted incidents started, oldest first: years, and numbers from 1 to 4.
    pub fn quarters(&self) -> BTreeSet<(i16, i8)> {
        self.counted().into_iter().filter_map(|(_, case)| case.started.map(quarter_of)).collect()
    }
}

/// The quarter of a day: its year, and its number from 1 to 4.
pub fn quarter_of(day: Date) -> (i16, i8) {
    (day.year(), (day.month() - 1) / 3 + 1)
}
