//! The archive in a few figures: what is going on, what is overdue, and how the year has been.
//!
//! Withdrawn reviews and duplicates count nowhere.

use std::sync::Arc;

use jiff::civil::Date;

use super::view::VisibleIncident;
use super::{Measure, Metric, ResolvedMilestones};
use crate::config::Config;
use crate::incident::{Milestone, Moment, Status};

/// How many of the longest-overdue action items the front page names.
const NAMED: usize = 10;

/// The archive in a few figures.
#[derive(Debug, Clone, Default)]
pub struct Summary {
    /// How many incidents count.
    pub count: usize,
    /// Incidents that are not resolved yet, by their place in the view, newest first.
    pub ongoing: Vec<usize>,
    /// How many action items are open or in progress.
    pub open_actions: usize,
    /// How many action items are overdue.
    pub overdue_actions: usize,
    /// Those that are overdue for longest: the place of the incident, and the action's place in it.
    pub longest_overdue: Vec<(usize, usize)>,
    /// The year of the build.
    pub year: YearSummary,
}

/// One year in a few figures.
#[derive(Debug, Clone, Default)]
pub struct YearSummary {
    /// Which year.
    pub year: i16,
    /// How many incidents started in it.
    pub count: usize,
    /// How many started in the year before.
    pub count_before: usize,
    /// How many of each severity, worst first.
    pub severities: Vec<(String, usize)>,
    /// The median time to resolve; an estimate where one of the times is.
    pub median_time_to_resolve: Option<Measure>,
    /// Of how many incidents the time to resolve is known.
    pub known: usize,
}

impl Summary {
    /// Sums up the cases, which stand newest first, as of a day.
    pub(super) fn new(cases: &[Arc<VisibleIncident>], config: &Config, as_of: Date) -> Self {
        let counted: Vec<(usize, &VisibleIncident)> =
            cases.iter().map(Arc::as_ref).enumerate().filter(|(_, case)| case.incident.counts()).collect();
        let actions =
            || counted.iter().flat_map(|(at, case)| case.incident.actions.iter().enumerate().map(move |action| (*at, action)));
        let mut overdue: Vec<_> = actions()
            .filter(|(_, (_, action))| action.is_overdue(as_of))
            .map(|(case, (index, action))| (action.due, case, index))
            .collect();
        overdue.sort_unstable();
        Self {
            count: counted.len(),
            ongoing: counted.iter().filter(|(_, case)| case.incident.status() != Status::Resolved).map(|(at, _)| *at).collect(),
            open_actions: actions().filter(|(_, (_, action))| action.status.is_open()).count(),
            overdue_actions: overdue.len(),
            longest_overdue: overdue.into_iter().take(NAMED).map(|(_, case, index)| (case, index)).collect(),
            year: YearSummary::new(&counted, config, as_of.year()),
        }
    }
}

impl YearSummary {
    fn new(counted: &[(usize, &VisibleIncident)], config: &Config, year: i16) -> Self {
        let year_of =
            |life: &ResolvedMilestones| life.moment(Milestone::Started).map(|moment: Moment| moment.day(&config.zone).year());
        let of =
            |wanted: i16| counted.iter().map(|(_, case)| *case).filter(move |case| year_of(&case.milestones) == Some(wanted));
        let known: Vec<Measure> = of(year).filter_map(|case| case.measure(Metric::TimeToResolve, config.measure_from)).collect();
        let approximate = known.iter().any(|measure| measure.approximate);
        let mut times: Vec<i64> = known.iter().map(|measure| measure.seconds).collect();
        let severities = config.severities.all().iter().map(|severity| {
            let count = of(year).filter(|case| case.incident.severity == severity.id).count();
            (severity.id.clone(), count)
        });
        Self {
            year,
            count: of(year).count(),
            count_before: of(year - 1).count(),
            severities: severities.collect(),
            known: times.len(),
            median_time_to_resolve: median(&mut times).map(|seconds| Measure { seconds, approximate }),
        }
    }
}

/// The middle value; the mean of the middle two where there are evenly many, in whole seconds.
fn median(values: &mut [i64]) -> Option<i64> {
    values.sort_unstable();
    let middle = values.len() / 2;
    match values.len() {
        0 => None,
        count if count % 2 == 1 => Some(values[middle]),
        _ => Some(i64::midpoint(values[middle - 1], values[middle])),
    }
}

#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    fn the_median_of_evenly_many_is_the_mean_of_the_middle_two() {
        assert_eq!(median(&mut [50, 10, 30]), Some(30));
        assert_eq!(median(&mut [40, 10, 20, 30]), Some(25));
        assert_eq!(median(&mut []), None);
    }
}
