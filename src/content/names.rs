//! Canonicalises names: replaces severities, services and teams by their configured ids, and makes names in different Unicode forms
//! equal.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

use crate::config::{Config, Registry};
use crate::diagnostic::{Diagnostic, Location, at};
use crate::incident::{FieldValue, Incident};
use crate::prose::normalized;

/// Replaces labels and aliases with configured ids, and assigns an id to every action item.
///
/// Unknown names are kept as written: an unknown service or team is its own id, and an unknown severity is reported by its rule.
pub(super) fn canonicalize(incident: &mut Incident, config: &Config) {
    let severity = |name: &mut String| {
        normalize_name(name);
        if let Some(known) = config.severities.find(name) {
            name.clone_from(&known.id);
        }
    };
    severity(&mut incident.severity);
    incident.severity_changes.iter_mut().for_each(|change| severity(&mut change.to));

    normalize(incident);
    call_by_id(&mut incident.services, &config.services);
    call_by_id(&mut incident.teams, &config.teams);
    let teams = incident.responders.iter_mut().filter_map(|responder| responder.team.as_mut());
    for team in teams.chain(incident.actions.iter_mut().filter_map(|action| action.team.as_mut())) {
        replace(team, &config.teams);
    }
    number_actions(incident);
}

/// Normalises every name by which incidents are grouped to one Unicode form: `é` can be encoded in two ways.
fn normalize(incident: &mut Incident) {
    let Incident {
        services,
        teams,
        tags,
        commander,
        aliases,
        fields,
        impact,
        responders,
        timeline,
        analysis,
        actions,
        review,
        ..
    } = incident;
    let lists = [services, teams, tags, aliases, &mut review.approvers].into_iter().flatten();
    let responders = responders.iter_mut().flat_map(|responder| std::iter::once(&mut responder.name).chain(&mut responder.team));
    let actions = actions.iter_mut().flat_map(|action| action.owner.iter_mut().chain(&mut action.team));
    let regions = impact.iter_mut().flat_map(|impact| &mut impact.regions);
    let timeline = timeline.iter_mut().flat_map(|entry| entry.by.iter_mut().chain(&mut entry.image));
    let causes = analysis.iter_mut().flat_map(|analysis| &mut analysis.causes).filter_map(|cause| cause.category.as_mut());
    let people = commander.iter_mut().chain(&mut review.owner);
    lists.chain(people).chain(responders).chain(actions).chain(regions).chain(timeline).chain(causes).for_each(normalize_name);
    if fields.keys().any(|key| matches!(normalized(key), Cow::Owned(_))) {
        *fields = std::mem::take(fields).into_iter().map(|(key, value)| (normalized(&key).into_owned(), value)).collect();
    }
    for value in fields.values_mut() {
        match value {
            FieldValue::Text(text) => normalize_name(text),
            FieldValue::List(texts) => texts.iter_mut().for_each(normalize_name),
            FieldValue::Bool(_) | FieldValue::Integer(_) | FieldValue::Number(_) => {}
        }
    }
}

fn normalize_name(name: &mut String) {
    if let Cow::Owned(normalized) = normalized(name) {
        *name = normalized;
    }
}

/// The maximum number of names in one list of an incident. Each name has a page that lists all the others, so the size of the site
/// grows with the square of their number.
const MOST_NAMES: usize = 200;

/// Reports lists with too many names.
pub(super) fn limit(incident: &Incident, file: &str, problems: &mut Vec<Diagnostic>) {
    let lists = [("services", &incident.services), ("teams", &incident.teams), ("tags", &incident.tags)];
    let lists = lists.map(|(key, names)| (at![key], names.len()));
    let fields = incident.fields.iter().filter_map(|(key, value)| match value {
        FieldValue::List(names) => Some((at!["fields", key.as_str()], names.len())),
        _ => None,
    });
    for (path, count) in lists.into_iter().chain(fields).filter(|(_, count)| *count > MOST_NAMES) {
        let message = format!("this list has {count} names, and at most {MOST_NAMES} are possible");
        let diagnostic = Diagnostic::error("too-many-names", message).at(Location::value(file, path.then(MOST_NAMES)));
        problems.push(diagnostic.hint("name what was affected most, or what the others belong to"));
    }
}

/// Removes duplicates from the lists of names. Before this, the indexes of names match those in the file.
pub(super) fn drop_repeats(incident: &mut Arc<Incident>) {
    if [&incident.services, &incident.teams, &incident.tags].into_iter().any(|names| has_repeats(names)) {
        let incident = Arc::make_mut(incident);
        [&mut incident.services, &mut incident.teams, &mut incident.tags].into_iter().for_each(keep_first);
    }
}

fn has_repeats(names: &[String]) -> bool {
    let mut seen = HashSet::with_capacity(names.len());
    !names.iter().all(|name| seen.insert(name))
}

/// Assigns an id to every action item without one.
fn number_actions(incident: &mut Incident) {
    if incident.actions.iter().any(|action| action.id.is_none()) {
        let ids = incident.counted_ids();
        incident.actions.iter_mut().zip(ids).for_each(|(action, id)| _ = action.id.get_or_insert(id));
    }
}

fn call_by_id(names: &mut [String], registry: &Registry) {
    names.iter_mut().for_each(|name| replace(name, registry));
}

fn replace(name: &mut String, registry: &Registry) {
    if let Some(entry) = registry.find(name) {
        name.clone_from(&entry.id);
    }
}

/// Keeps the first of equal names.
fn keep_first(names: &mut Vec<String>) {
    let mut seen = HashSet::with_capacity(names.len());
    names.retain(|name| seen.insert(name.clone()));
}
