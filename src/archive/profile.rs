//! What the page of a group shows beyond the list: incidents over time, time to resolve, causes, other services, open action items.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::civil::Date;

use super::actions::ActionPlace;
use super::facet::{Facet, FacetKind};
use super::statistics::{Distribution, Spread};
use super::view::{View, VisibleIncident};
use super::{Metric, Term};
use crate::config::Config;

/// How many quarters a profile goes back, that of the build among them.
const QUARTERS: i32 = 12;
/// How many services a profile names, and how many open action items.
const SERVICES: usize = 8;
const ACTIONS: usize = 5;

/// The incidents of one group that count, summed up.
#[derive(Debug, Clone, Default)]
pub struct Profile {
    /// How many started in each of the last quarters up to the build's, oldest first, as far as the archive goes back; of a year, in
    /// each of its months.
    pub over_time: Vec<(String, usize)>,
    /// The time to resolve.
    pub time_to_resolve: Spread,
    /// How many have a cause of each category, most frequent first.
    pub causes: Vec<(String, usize)>,
    /// Of how many a cause with a category is known.
    pub causes_known: usize,
    /// Which services they affected most, but for the group's own: each with the number of incidents.
    pub services: Vec<(String, usize)>,
    /// How many other services there are beyond those.
    pub more_services: usize,
    /// The first of their open action items, overdue ones first.
    pub open_actions: Vec<ActionPlace>,
}

impl View {
    /// What the page of a group shows beyond the list.
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
            open_actions: first_open(&counted, as_of),
        }
    }
}

/// In how many of the sets each name is, most frequent first.
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

/// The first open action items, overdue ones first, then by due day.
fn first_open(counted: &[(usize, &VisibleIncident)], as_of: Date) -> Vec<ActionPlace> {
    let all = counted.iter().flat_map(|(case, it)| it.incident.actions.iter().enumerate().map(move |action| (*case, action)));
    let mut open: Vec<(bool, Date, ActionPlace)> = all
        .filter(|(_, (_, action))| action.status.is_open())
        .map(|(case, (action, it))| (!it.is_overdue(as_of), it.due.map_or(Date::MAX, |due| due.0), ActionPlace { case, action }))
        .collect();
    open.sort_unstable();
    open.into_iter().take(ACTIONS).map(|(.., place)| place).collect()
}

fn over_time(kind: &FacetKind, term: &Term, cases: &[VisibleIncident], as_of: Date) -> Vec<(String, usize)> {
    let quarter = |day: Date| i32::from(day.year()) * 4 + (i32::from(day.month()) - 1) / 3;
    let now = quarter(as_of);
    // The incidents are sorted newest first. Nothing is recorded before the first of them.
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
