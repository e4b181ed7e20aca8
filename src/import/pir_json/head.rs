//! The id, the title, the severity, the milestones, and the people.

use std::collections::HashSet;
use std::ops::Range;

use crate::diagnostic::at;
use crate::import::draft::Draft;
use crate::import::tree::{Node, Object, Value};
use crate::import::vocabulary;
use crate::incident::{Milestone, Responder};

/// Each milestone, and its keys in either generation of the schema.
const MILESTONES: [(Milestone, &[&str]); 6] = [
    (Milestone::Started, &["start_time", "started_at", "started"]),
    (Milestone::Detected, &["detected_at", "detection_time"]),
    (Milestone::Acknowledged, &["acknowledged_at"]),
    (Milestone::Declared, &["declared_at"]),
    (Milestone::Mitigated, &["mitigated_at"]),
    (Milestone::Resolved, &["end_time", "resolved_at", "ended_at"]),
];

pub(super) fn read(draft: &mut Draft<'_>, object: &mut Object) {
    name(draft, object);
    if let Some((severity, span)) = object.take_text(&["severity"]) {
        draft.severity(&severity, span);
    }
    if let Some((status, _)) = object.take_if(&["status"], vocabulary::status) {
        draft.incident.status = Some(status);
    }
    for (milestone, keys) in MILESTONES {
        if let Some((text, span)) = object.take_text(keys) {
            draft.milestone(milestone, &text, span);
        }
    }
    if draft.incident.milestones.started.is_none()
        && let Some((text, span)) = object.take_text(&["timestamp"])
    {
        draft.milestone(Milestone::Started, &text, span);
    }
    lists(draft, object);
    people(draft, object);
}

fn name(draft: &mut Draft<'_>, object: &mut Object) {
    if let Some((id, _)) = object.take_text(&["incident_id", "id"]) {
        draft.incident.id = id;
    }
    if let Some((title, span)) = object.take_text(&["title"]) {
        draft.incident.title = draft.content(title, span).unwrap_or_default();
    }
    if let Some((text, span)) = object.take_text(&["description", "summary"]) {
        draft.incident.summary = draft.content(text, span.clone());
        let first = draft.incident.summary.as_deref().map(vocabulary::title_of).unwrap_or_default();
        if draft.incident.title.is_empty() && !first.is_empty() {
            draft.unsure(at!["title"], span, "the source has no title: these are the first words of its description");
            draft.incident.summary.take_if(|summary| *summary == first);
            draft.incident.title = first;
        }
    }
}

fn lists(draft: &mut Draft<'_>, object: &mut Object) {
    let mut seen: HashSet<String> = draft.incident.services.iter().cloned().collect();
    let one = object.take_texts(&["service"]);
    for (service, _) in one.into_iter().chain(object.take_texts(&["affected_services", "services"])) {
        if seen.insert(service.clone()) {
            draft.incident.services.push(service);
        }
    }
    draft.incident.teams.extend(object.take_texts(&["teams", "team"]).into_iter().map(|(team, _)| team));
    draft.incident.tags.extend(object.take_texts(&["tags"]).into_iter().map(|(tag, _)| tag));
}

fn people(draft: &mut Draft<'_>, object: &mut Object) {
    if let Some((commander, span)) = object.take_text(&["incident_commander", "commander"]) {
        draft.incident.commander = draft.content(commander, span);
    }
    for key in ["responders", "participants"] {
        for node in object.take(key).map(Node::into_list).unwrap_or_default() {
            responder(draft, node);
        }
    }
}

/// A responder as `Name - Role`, or as an object.
fn responder(draft: &mut Draft<'_>, node: Node) {
    let span = node.span.clone();
    let found = match node.value {
        Value::Object(mut person) => of_table(draft, &mut person, span),
        _ => node.scalar().and_then(|text| draft.content(text, span)).map(|text| {
            let (name, role) = vocabulary::name_and_role(&text);
            Responder { name: name.to_owned(), role: role.map(str::to_owned), team: None }
        }),
    };
    draft.incident.responders.extend(found);
}

fn of_table(draft: &mut Draft<'_>, person: &mut Object, span: Range<usize>) -> Option<Responder> {
    let Some((name, _)) = person.take_text(&["name", "email", "user"]) else {
        draft.remove_private(person, "Responders");
        draft.section("Responders", &person.markdown(), span);
        return None;
    };
    let mut text = |keys: &[&str]| person.take_text(keys).map(|(text, _)| text);
    let (role, team) = (text(&["role", "title"]), text(&["team"]));
    if !person.is_empty() {
        draft.remove_private(person, &name);
        draft.section(&name, &person.markdown(), span);
    }
    Some(Responder { name, role, team })
}
