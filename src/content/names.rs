//! One name for one thing: severities, services, teams and action items are called by their ids from here on.

use std::collections::HashSet;
use std::sync::Arc;

use crate::config::{Config, Registry};
use crate::diagnostic::{Problem, ValuePath};
use crate::incident::{FieldValue, Incident, Visibility};

/// Replaces labels and aliases by the ids of the configuration, and gives every action item its id.
///
/// A name that the configuration does not know stays as written: services and teams stand for themselves, and a severity is
/// reported by its rule.
pub(super) fn canonicalize(incident: &mut Incident, config: &Config) {
    let severity = |name: &mut String| {
        if let Some(known) = config.severities.find(name) {
            name.clone_from(&known.id);
        }
    };
    severity(&mut incident.severity);
    incident.severity_changes.iter_mut().for_each(|change| severity(&mut change.to));

    call_by_id(&mut incident.services, &config.services);
    call_by_id(&mut incident.teams, &config.teams);
    let teams = incident.responders.iter_mut().filter_map(|responder| responder.team.as_mut());
    for team in teams.chain(incident.actions.iter_mut().filter_map(|action| action.team.as_mut())) {
        replace(team, &config.teams);
    }
    number_actions(incident);
}

/// The most names that one list of an incident may have. Each of them has a page of its own that shows all the others, so the
/// site grows with the square of their number.
const MOST_NAMES: usize = 200;

/// Reports lists that have too many names.
pub(super) fn limit(incident: &Incident, problems: &mut Vec<Problem>) {
    let lists = [("services", &incident.services), ("teams", &incident.teams), ("tags", &incident.tags)];
    let lists = lists.map(|(key, names)| (ValuePath::root().then(key), names.len()));
    let fields = incident.fields.iter().filter_map(|(key, value)| match value {
        FieldValue::List(names) => Some((ValuePath::root().then("fields").then(key.as_str()), names.len())),
        _ => None,
    });
    for (path, count) in lists.into_iter().chain(fields).filter(|(_, count)| *count > MOST_NAMES) {
        let message = format!("this list has {count} names, and at most {MOST_NAMES} are possible");
        let problem = Problem::error("too-many-names", path.then(MOST_NAMES), message);
        problems.push(problem.hint("name what was affected most, or what the others belong to"));
    }
}

/// Leaves every name once in its list. Until then, names stand where the file has them.
pub(super) fn drop_repeats(incident: &mut Arc<Incident>) {
    if [&incident.services, &incident.teams, &incident.tags].into_iter().any(|names| has_repeats(names)) {
        let incident = Arc::make_mut(incident);
        for names in [&mut incident.services, &mut incident.teams, &mut incident.tags] {
            let mut seen = HashSet::new();
            names.retain(|name| seen.insert(name.clone()));
        }
    }
}

fn has_repeats(names: &[String]) -> bool {
    let mut seen = HashSet::new();
    !names.iter().all(|name| seen.insert(name))
}

/// Numbers the action items in file order, the internal ones after the public ones: the ids are the same for every audience, and
/// no gap betrays what a public build leaves out.
fn number_actions(incident: &mut Incident) {
    let mut number = 0;
    for visibility in [Visibility::Public, Visibility::Internal] {
        for action in incident.actions.iter_mut().filter(|action| action.visibility == visibility) {
            number += 1;
            action.id.get_or_insert_with(|| format!("{}-A{number}", incident.id));
        }
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
