//! An overview of one year.

use super::super::Metric;
use super::super::view::{View, VisibleIncident};
use super::calendar::severities;
use super::{Counts, Distribution, Spread};
use crate::config::Config;

/// The incidents that started in one year and count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearOverview {
    /// The year.
    pub year: i16,
    /// The number of incidents that started in it.
    pub count: usize,
    /// The number of incidents that started in the previous year.
    pub count_before: usize,
    /// The number of incidents of each severity, worst first.
    pub by_severity: Counts,
    /// The time to resolve, in seconds.
    pub time_to_resolve: Spread,
}

impl YearOverview {
    /// The overview of the year of the build.
    pub fn new(view: &View, config: &Config) -> Self {
        let year = view.as_of.year();
        let of = |wanted: i16| -> Vec<(usize, &VisibleIncident)> {
            let counted = view.counted().into_iter();
            counted.filter(|(_, it)| it.started.is_some_and(|day| day.year() == wanted)).collect()
        };
        let incidents = of(year);
        let places: Vec<usize> = incidents.iter().map(|(place, _)| *place).collect();
        Self {
            year,
            count: incidents.len(),
            count_before: of(year - 1).len(),
            by_severity: severities(&places, view, config),
            time_to_resolve: Distribution::of_metric(Metric::TimeToResolve, &incidents, config.measure_from).spread(),
        }
    }
}
