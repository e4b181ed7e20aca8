//! When incidents start: by month, by quarter, and by weekday and hour, in the site's time zone.

use std::collections::{BTreeMap, HashSet};

use jiff::civil::Date;

use super::super::Metric;
use super::super::view::{View, VisibleIncident};
use super::counts::{Count, Counts};
use super::distribution::Distribution;
use super::recurrence::Recurrence;
use super::reviews::{Punctuality, punctuality};
use crate::config::Config;
use crate::incident::{Milestone, Moment};

/// One month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Month {
    /// The name, such as `2024-03`.
    pub name: String,
    /// The number of incidents that started in it.
    pub count: usize,
    /// The number of incidents of each severity, worst first.
    pub by_severity: Counts,
}

/// One quarter of a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quarter {
    /// The name, such as `2024-Q1`.
    pub name: String,
    /// The first day after it.
    pub end: Date,
    /// The number of incidents that started in it.
    pub count: usize,
    /// The number of incidents of each severity, worst first.
    pub by_severity: Counts,
    /// Each metric, over the incidents that started in it.
    pub metrics: Vec<(Metric, Distribution)>,
    /// The number of them that are repeat incidents.
    pub recurred: usize,
    /// Whether their reviews were published on time.
    pub reviews: Punctuality,
}

/// Incidents by weekday and hour of their start.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Heat {
    /// The counts from Monday to Sunday, for each hour from 0 to 23.
    pub hours: [[usize; 24]; 7],
    /// The number of incidents with a known hour.
    pub known: usize,
    /// The total number of incidents.
    pub of: usize,
}

/// Every month from the first start to the last start or the day of the build, including months without incidents.
pub(super) fn months(days: &[(usize, Date)], view: &View, config: &Config) -> Vec<Month> {
    let groups = without_gaps(days, 1, view.as_of);
    let month = |((year, month), cases): ((i16, i8), Vec<usize>)| Month {
        name: format!("{year:04}-{month:02}"),
        count: cases.len(),
        by_severity: severities(&cases, view, config),
    };
    groups.into_iter().map(month).collect()
}

/// Every quarter from the first start to the last start or the day of the build, including quarters without incidents.
pub(super) fn quarters(days: &[(usize, Date)], recurrence: &Recurrence, view: &View, config: &Config) -> Vec<Quarter> {
    let recurred: HashSet<usize> = recurrence.pairs.iter().map(|(again, _)| *again).collect();
    let quarter = |((year, month), cases): ((i16, i8), Vec<usize>)| {
        let by_severity = severities(&cases, view, config);
        let cases: Vec<(usize, &VisibleIncident)> = cases.into_iter().map(|at| (at, &view.cases[at])).collect();
        let metric = |metric: Metric| (metric, Distribution::of_metric(metric, &cases, config.measure_from));
        let (next_year, next_month) = if month > 9 { (year + 1, 1) } else { (year, month + 3) };
        Quarter {
            name: format!("{year:04}-Q{}", (month - 1) / 3 + 1),
            end: Date::new(next_year, next_month, 1).unwrap_or(Date::MAX),
            count: cases.len(),
            by_severity,
            metrics: Metric::ALL.into_iter().map(metric).collect(),
            recurred: cases.iter().filter(|(at, _)| recurred.contains(at)).count(),
            reviews: punctuality(&cases, config, view.as_of),
        }
    };
    without_gaps(days, 3, view.as_of).into_iter().map(quarter).collect()
}

/// Groups incidents by periods of `months` months, identified by year and first month, without gaps from the first start to the
/// last start or the day of the build.
fn without_gaps(days: &[(usize, Date)], months: i8, as_of: Date) -> BTreeMap<(i16, i8), Vec<usize>> {
    let period = |day: Date| (day.year(), (day.month() - 1) / months * months + 1);
    let mut groups: BTreeMap<(i16, i8), Vec<usize>> = BTreeMap::new();
    for (case, day) in days {
        groups.entry(period(*day)).or_default().push(*case);
    }
    let (Some(first), Some(last)) = (groups.keys().next().copied(), groups.keys().next_back().copied()) else { return groups };
    let (mut next, last) = (first, last.max(period(as_of)));
    while next < last {
        next = if next.1 + months > 12 { (next.0 + 1, 1) } else { (next.0, next.1 + months) };
        groups.entry(next).or_default();
    }
    groups
}

pub(super) fn severities(cases: &[usize], view: &View, config: &Config) -> Counts {
    let count = |id: &str| cases.iter().filter(|case| view.cases[**case].incident.severity == id).count();
    let all = config.severities.all().iter();
    all.map(|severity| Count { name: severity.id.clone(), label: severity.label.clone(), count: count(&severity.id) }).collect()
}

/// The weekday and hour of the start of each incident. The hour is unknown if only the day is known.
pub(super) fn heat(counted: &[(usize, &VisibleIncident)], config: &Config) -> Heat {
    let mut heat = Heat { of: counted.len(), ..Heat::default() };
    for (_, case) in counted {
        if let Some(Moment::Instant(instant)) = case.milestones.moment(Milestone::Started) {
            let local = config.zone.to_datetime(instant);
            let (weekday, hour) = (local.weekday().to_monday_zero_offset(), local.hour());
            heat.hours[weekday.unsigned_abs() as usize][hour.unsigned_abs() as usize] += 1;
            heat.known += 1;
        }
    }
    heat
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_and_quarters_have_no_gaps() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let days = [(0, day("2023-11-30")), (1, day("2024-02-01"))];
        let months: Vec<_> = without_gaps(&days, 1, day("2024-02-02")).into_iter().collect();
        assert_eq!(months, [((2023, 11), vec![0]), ((2023, 12), vec![]), ((2024, 1), vec![]), ((2024, 2), vec![1])]);
        let quarters: Vec<_> = without_gaps(&days, 3, day("2024-08-02")).into_keys().collect();
        assert_eq!(quarters, [(2023, 10), (2024, 1), (2024, 4), (2024, 7)], "quiet quarters up to the build's count too");
        assert!(without_gaps(&[], 1, day("2024-02-02")).is_empty());
    }
}
