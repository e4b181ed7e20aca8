//! The changes between two states of an archive, as one readership sees them.

use std::collections::{BTreeMap, BTreeSet};

use super::compare::compare;
use super::fact::{Change, DisplayValue, Fact, PathPart};
use super::pairing;
use crate::archive::{View, VisibleIncident};
use crate::config::Config;
use crate::incident::{Milestone, vocabulary};
use crate::locale::Locale;

vocabulary! {
    /// The kind of change of an incident.
    IncidentChange {
        /// The incident is new, or newly visible.
        Added = "added" | "Added",
        /// The incident was removed, or is no longer visible.
        Removed = "removed" | "Removed",
        /// The incident has another id or file, and possibly other changes.
        Renamed = "renamed" | "Renamed",
        /// The content of the incident changed.
        Changed = "changed" | "Changed",
    }
}

/// An incident that differs between the two states.
#[derive(Debug)]
pub struct ChangedIncident<'v> {
    /// The kind of change.
    pub change: IncidentChange,
    /// The incident in the new state, or in the old one if it was removed.
    pub incident: &'v VisibleIncident,
    /// The changes in it.
    pub facts: Vec<Fact>,
}

/// The changed incidents, newest first, removed ones last. Excludes files that could not be parsed in one of the states, given by
/// their paths as data files show them.
pub fn compare_views<'v>(
    before: &'v View,
    after: &'v View,
    left_out: &BTreeSet<String>,
    config: &Config,
    locale: &Locale,
) -> Vec<ChangedIncident<'v>> {
    let is_compared = |it: &&VisibleIncident| !left_out.contains(&*it.source);
    let mut rest: Vec<&VisibleIncident> = before.cases.iter().filter(is_compared).collect();
    let now: Vec<&VisibleIncident> = after.cases.iter().filter(is_compared).collect();
    let earlier = earlier_versions(&mut rest, &now);
    let mut changes = Vec::new();
    for (index, incident) in now.iter().enumerate() {
        let Some(earlier) = earlier.get(&index) else {
            changes.push(ChangedIncident { change: IncidentChange::Added, incident, facts: Vec::new() });
            continue;
        };
        let mut facts = compare(&earlier.incident, &incident.incident, config, locale);
        let is_moved = earlier.source != incident.source;
        facts.splice(0..0, moved(earlier, incident, locale));
        let is_renamed = is_moved || earlier.incident.id != incident.incident.id;
        let change = if is_renamed { IncidentChange::Renamed } else { IncidentChange::Changed };
        if !facts.is_empty() {
            changes.push(ChangedIncident { change, incident, facts });
        }
    }
    let removed =
        rest.into_iter().map(|incident| ChangedIncident { change: IncidentChange::Removed, incident, facts: Vec::new() });
    changes.extend(removed);
    changes
}

/// The earlier version of each incident, by index: the one with the same id, else with the same file, else with the same start and
/// a similar title. Removes the matches from `before`.
fn earlier_versions<'v>(before: &mut Vec<&'v VisibleIncident>, now: &[&VisibleIncident]) -> BTreeMap<usize, &'v VisibleIncident> {
    let mut earlier = BTreeMap::new();
    let mut by_slug: BTreeMap<&str, &VisibleIncident> = before.iter().map(|it| (&*it.slug, *it)).collect();
    for (index, incident) in now.iter().enumerate() {
        if let Some(same) = by_slug.remove(&*incident.slug) {
            earlier.insert(index, same);
        }
    }
    before.retain(|it| by_slug.contains_key(&*it.slug));
    for is_same in [|one: &VisibleIncident, two: &VisibleIncident| one.source == two.source, is_similar] {
        for (index, incident) in now.iter().enumerate() {
            if earlier.contains_key(&index) {
                continue;
            }
            if let Some(place) = before.iter().position(|it| is_same(it, incident)) {
                earlier.insert(index, before.remove(place));
            }
        }
    }
    earlier
}

fn is_similar(one: &VisibleIncident, two: &VisibleIncident) -> bool {
    let start = |it: &VisibleIncident| it.milestones.moment(Milestone::Started);
    start(one).is_some() && start(one) == start(two) && pairing::are_alike(&one.incident.title, &two.incident.title)
}

/// A fact about a changed file path, if the reader may see both paths.
fn moved(before: &VisibleIncident, after: &VisibleIncident, locale: &Locale) -> Option<Fact> {
    let (one, two) = before.shown_source().zip(after.shown_source()).filter(|(one, two)| one != two)?;
    Some(Fact {
        key: "source".to_owned(),
        change: Change::Changed,
        subject: vec![PathPart { noun: locale.text("fact_file").to_string(), name: None }],
        before: Some(DisplayValue::free(one)),
        after: Some(DisplayValue::free(two)),
        predicate: None,
    })
}
