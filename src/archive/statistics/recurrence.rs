//! Incidents that came again.

use std::collections::HashMap;

use jiff::civil::Date;

use super::super::view::View;

/// How many days after an incident another one counts as its recurrence.
pub const RECURRENCE_DAYS: i32 = 90;

/// Incidents that came again: those that started within 90 days after another one that they are related to, or with which they
/// share a service and the category of a cause.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recurrence {
    /// Each incident that came again with the latest one that it repeats, by their places in the view, newest first.
    pub pairs: Vec<(usize, usize)>,
    /// How many incidents there are.
    pub of: usize,
}

/// Goes through the incidents once, oldest first.
pub(super) fn recurrence(days: &[(usize, Date)], view: &View) -> Recurrence {
    let started: HashMap<usize, Date> = days.iter().copied().collect();
    let mut latest: HashMap<(&str, &str), usize> = HashMap::new();
    let mut pairs = Vec::new();
    // The view is sorted newest first, and so are the places.
    for (at, day) in days.iter().rev() {
        let case = &view.cases[*at];
        let is_before = |other: &usize| {
            let days = started.get(other).map(|earlier| day.duration_since(*earlier).as_hours() / 24);
            *other > *at && days.is_some_and(|days| (0..=i64::from(RECURRENCE_DAYS)).contains(&days))
        };
        let kinds: Vec<(&str, &str)> = case
            .incident
            .services
            .iter()
            .flat_map(|service| case.cause_categories().map(move |category| (service.as_str(), category)))
            .collect();
        let alike = kinds.iter().filter_map(|kind| latest.get(kind)).copied();
        if let Some(earlier) = case.related.iter().copied().chain(alike).filter(is_before).min() {
            pairs.push((*at, earlier));
        }
        latest.extend(kinds.into_iter().map(|kind| (kind, *at)));
    }
    pairs.reverse();
    Recurrence { pairs, of: days.len() }
}
