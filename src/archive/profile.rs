//! The statistics on the page of a group: incidents over time, time to resolve, causes, other services.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::civil::Date;

use super::facet::{Facet, FacetKind};
use super::statistics::{Distribution, Spread};
use super::view::{View, VisibleIncident};
use super::{Metric, Term};
use crate::config::Config;

/// The number of quarters in a profile, including the current one.
const QUARTERS: i32 = 12;
/// The maximum number of services in a profile.
const SERVICES: usize = 8;

/// The statistics of the incidents of one group that count.
#[derive(Debug, Clone, Default)]
pub struct Profile {
    /// The number of incidents per quarter, oldest first: the recent quarters up to the current one, but none before the start of
    /// the archive. For a year, the number per month.
    pub over_time: Vec<(String, usize)>,
    /// The time to resolve.
    pub time_to_resolve: Spread,
    /// The number of incidents with a cause of each category, most frequent first.
    pub causes: Vec<(String, usize)>,
    /// The number of incidents with a categorised cause.
    pub causes_known: usize,
    /// The services affected most often, except the group's own, each with its number of incidents.
    pub services: Vec<(String, usize)>,
    /// The number of further services.
    pub more_services: usize,
}

impl View {
    /// The statistics on the page of a group.
    pub fn profile<'a>(&self, facet: &Facet, term: &'a Term, config: &Config) -> &'a Profile {
        term.profile.get_or_init(|| Profile::new(&facet.kind, term, &self.cases, config, self.as_of))
    }
}

impl Profile {
    fn new(kind: &FacetKind, term: &Term, cases: &[VisibleIncident], config: &Config, as_of: Date) -> Self {
        let counted: Vec<(usize, &VisibleIncident)> =
            term.cases.iter().map(|at| (*at, &cases[*at])).filter(|(_, case)| case.incident.counts()).collect();
        let by_cause = frequencies(counted.iter().map(|(_, case)| case.cause_categories()));
        let own = |service: &&str| *kind == FacetKind::Service && **service == *term.value;
        let services =
            frequencies(counted.iter().map(|(_, case)| case.incident.services.iter().map(String::as_str).filter(|it| !own(it))));
        Self {
            over_time: over_time(kind, term, cases, as_of),
            time_to_resolve: Distribution::of_metric(Metric::TimeToResolve, &counted, config.measure_from).spread(),
            causes_known: counted.iter().filter(|(_, case)| case.cause_categories().next().is_some()).count(),
            causes: by_cause,
            more_services: services.len().saturating_sub(SERVICES),
            services: services.into_iter().take(SERVICES).collect(),
        }
    }
}

/// The number of sets that contain each name, most frequent first.
fn frequencies<'a, I: Iterator<Item = &'a str>>(sets: impl Iterator<Item = I>) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for set in sets {
        let mut names: Vec<&str> = set.collect();
        names.sort_unstable();
        names.dedup();
        for name in names {
            *counts.entry(name).or_default() += 1;
        }
    }
    let mut counts: Vec<(String, usize)> = counts.into_iter().map(|(name, count)| (name.to_owned(), count)).collect();
    counts.sort_by_key(|(_, count)| Reverse(*count));
    counts
}

fn over_time(kind: &FacetKind, term: &Term, cases: &[VisibleIncident], as_of: Date) -> Vec<(String, usize)> {
    let quarter = |day: Date| i32::from(day.year()) * 4 + (i32::from(day.month()) - 1) / 3;
    let now = quarter(as_of);
    // The incidents are sorted newest first. The archive starts with the oldest one.
    let recorded = cases.iter().rev().find_map(|case| case.started).map_or(now, quarter);
    let since = recorded.clamp(now - QUARTERS + 1, now);
    let (first, periods, period): (i32, i32, Box<dyn Fn(Date) -> i32>) = if *kind == FacetKind::Year {
        (1, 12, Box::new(|day| i32::from(day.month())))
    } else {
        (since, now - since + 1, Box::new(quarter))
    };
    let name = |period: i32| match kind {
        FacetKind::Year => format!("{}-{period:02}", term.value),
        _ => format!("{:04}-Q{}", period.div_euclid(4), period.rem_euclid(4) + 1),
    };
    let mut counts: Vec<(String, usize)> = (first..first + periods).map(|period| (name(period), 0)).collect();
    let counted = term.cases.iter().map(|at| &cases[*at]).filter(|case| case.incident.counts());
    for day in counted.filter_map(|case| case.started) {
        if let Some((_, count)) = usize::try_from(period(day) - first).ok().and_then(|at| counts.get_mut(at)) {
            *count += 1;
        }
    }
    counts
}
