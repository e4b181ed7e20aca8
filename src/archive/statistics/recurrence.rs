//! Repeat incidents.

use std::collections::HashMap;

use jiff::civil::Date;

use super::super::view::View;

/// Within how many days after an incident another one can count as its repetition.
pub const RECURRENCE_DAYS: i32 = 90;

/// Repeat incidents: those that started within 90 days after an incident that they are related to, or with which they share a
/// service and a cause category.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recurrence {
    /// Each repeat incident with the latest incident that it repeats, by index in the view, newest first.
    pub pairs: Vec<(usize, usize)>,
    /// The total number of incidents.
    pub of: usize,
}

/// Finds repeat incidents in one pass, oldest first.
pub(super) fn recurrence(days: &[(usize, Date)], view: &View) -> Recurrence {
    let started: HashMap<usize, Date> = days.iter().copied().collect();
    let mut latest: HashMap<(&str, &str), usize> = HashMap::new();
    let mut pairs = Vec::new();
    // The view is sorted newest first, and so are the indexes.
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
