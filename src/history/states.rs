//! What changed between two states of an archive, as one readership sees them.

use std::collections::{BTreeMap, BTreeSet};

use super::compare::compare;
use super::fact::{Change, DisplayValue, Fact, PathPart};
use super::pairing;
use crate::archive::{View, VisibleIncident};
use crate::config::Config;
use crate::incident::{Milestone, vocabulary};
use crate::locale::Locale;

vocabulary! {
    /// What became of an incident.
    IncidentChange {
        /// It is new, or its readers see it for the first time.
        Added = "added" | "Added",
        /// It is gone, or its readers no longer see it.
        Removed = "removed" | "Removed",
        /// It has another id or file, and perhaps other changes.
        Renamed = "renamed" | "Renamed",
        /// Its file says something else.
        Changed = "changed" | "Changed",
    }
}

/// An incident that is not the same in both states.
#[derive(Debug)]
pub struct ChangedIncident<'v> {
    /// What became of it.
    pub change: IncidentChange,
    /// The incident now; before, if it was removed.
    pub incident: &'v VisibleIncident,
    /// What changed in it.
    pub facts: Vec<Fact>,
}

/// What changed from one state to another: newest first, the removed ones last. Files that one state could not be understood in are
/// left out, by their path as data files show it.
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

/// The version before of each incident, by its place: that of the same id, else of the same file, else of the same start and a
/// similar title. Takes what it finds out of `before`.
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

/// That the file has another path, if the reader may see both.
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
