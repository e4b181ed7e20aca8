//! An incident of `PagerDuty` with its log entries, as its API gives them.

use super::document::{Document, Options};
use super::draft::Draft;
use super::private;
use super::records::{self, Kind};
use super::results::Results;
use super::tree::{Node, Object, Value};
use super::vocabulary;
use crate::diagnostic::at;
use crate::incident::{EventKind, Milestone, Moment, Reference, ReferenceKind, Responder, TimelineEntry, Visibility};

const KIND: Kind = Kind {
    name: "incident of PagerDuty",
    wrappers: &["incidents", "incident"],
    marks: &["title", "summary", "description"],
    beside: &["log_entries", "notes"],
    ignored: &[
        "type",
        "self",
        "summary",
        "incident_key",
        "updated_at",
        "last_status_change_at",
        "last_status_change_by",
        "first_trigger_log_entry",
        "is_mergeable",
        "basic_alert_grouping",
        "incidents_responders",
        "responder_requests",
        "pending_actions",
        "limit",
        "offset",
        "more",
        "total",
    ],
};

/// What each kind of log entry is, and the milestone that the first of its kind marks.
const ENTRIES: [(&str, EventKind, Option<Milestone>); 7] = [
    ("trigger", EventKind::Alert, Some(Milestone::Detected)),
    ("acknowledge", EventKind::Action, Some(Milestone::Acknowledged)),
    ("resolve", EventKind::Recovery, Some(Milestone::Resolved)),
    ("escalate", EventKind::Escalation, None),
    ("notify", EventKind::Communication, None),
    ("status_update", EventKind::Communication, None),
    ("annotate", EventKind::Observation, None),
];

pub(super) fn import<'a>(document: &Document<'a>, options: &'a Options<'a>) -> Results<'a> {
    records::import(document, options, &KIND, |draft, object, _| read(draft, object))
}

fn read(draft: &mut Draft<'_>, object: &mut Object) {
    draft.incident.id = object.take_text(&["id"]).map(|(id, _)| id).unwrap_or_default();
    let title = object.take_text(&["title"]).or_else(|| object.take_text(&["description"]));
    let title = title.or_else(|| object.take_text(&["summary"])).map(|(title, _)| title);
    draft.incident.title = title.unwrap_or_default();
    let same = draft.incident.title.clone();
    object.take_if(&["description"], |text| (text == same).then_some(()));
    if let Some(priority) = records::take_name(object, &["priority"]) {
        draft.severity(&priority, draft.span());
    }
    if let Some((status, _)) = object.take_if(&["status"], vocabulary::status) {
        draft.incident.status = Some(status);
    }
    draft.incident.services.extend(records::take_name(object, &["service"]));
    draft.incident.teams.extend(records::take_names(object, "teams"));
    for node in object.take("log_entries").map(Node::into_list).unwrap_or_default() {
        entry(draft, node, None);
    }
    for node in object.take("notes").map(Node::into_list).unwrap_or_default() {
        entry(draft, node, Some(EventKind::Observation));
    }
    life(draft, object);
    people(draft, object);
    if let Some(url) = records::take_url(object, &["html_url"]) {
        let (title, kind) = ("Incident in PagerDuty".to_owned(), Some(ReferenceKind::Ticket));
        draft.incident.references.push(Reference { title, url: Some(url), kind, visibility: <_>::default() });
    }
}

/// When it was opened, which is when it was detected unless a log entry says so, and when it was resolved.
fn life(draft: &mut Draft<'_>, object: &mut Object) {
    for (key, milestone) in [("created_at", Milestone::Detected), ("resolved_at", Milestone::Resolved)] {
        if let Some((text, span)) = object.take_text(&[key]) {
            let is_known = draft.incident.milestones.get(milestone).is_some();
            draft.milestone(milestone, &text, span.clone());
            if !is_known {
                draft.unsure(at!["milestones", milestone.as_str()], span, format!("taken from {key}"));
            }
        }
    }
}

/// People to whom it was assigned, each once.
fn people(draft: &mut Draft<'_>, object: &mut Object) {
    let mut seen = std::collections::HashSet::new();
    for (key, inner) in [("assignments", "assignee"), ("acknowledgements", "acknowledger")] {
        for node in object.take(key).map(Node::into_list).unwrap_or_default() {
            let Value::Object(mut one) = node.value else { continue };
            let Some(name) = records::take_name(&mut one, &[inner]) else { continue };
            if seen.insert(name.clone()) {
                draft.incident.responders.push(Responder { name, role: None, team: None });
            }
        }
    }
}

fn entry(draft: &mut Draft<'_>, node: Node, kind: Option<EventKind>) {
    let span = node.span.clone();
    let Value::Object(mut entry) = node.value else {
        return draft.section("Log entries", &node.markdown(), span);
    };
    let path = at!["timeline", draft.incident.timeline.len(), "at"];
    let Some((time, time_span)) = entry.take_text(&["created_at"]) else {
        draft.remove_private(&mut entry, "Log entries");
        return draft.section("Log entries without a time", &entry.markdown(), span);
    };
    let Some(at) = draft.moment(&time, time_span, &path) else { return };
    let word = entry.take_text(&["type"]).map(|(word, _)| word).unwrap_or_default();
    let known = ENTRIES.iter().find(|(name, ..)| word.starts_with(name));
    let by = records::take_name(&mut entry, &["agent", "user"]);
    let (source, said) = channel(&mut entry);
    let summary = entry.take_text(&["summary", "content"]).map(|(summary, _)| summary);
    entry.entries.retain(|(key, node)| {
        !["id", "self", "service", "incident", "teams", "contexts"].contains(&key.as_str()) && !node.is_empty()
    });
    entry.take_text(&["html_url"]);
    draft.remove_private(&mut entry, "Log entries");
    let rest = (!entry.is_empty()).then(|| entry.markdown());
    let event = summary.into_iter().chain(said).chain(rest).collect::<Vec<_>>().join("\n\n");
    let event = if event.is_empty() { word.replace('_', " ") } else { event };
    let visibility = if private::is_in(&event) { Visibility::Internal } else { Visibility::default() };
    if !visibility.is_public() {
        let comment = "this has a contact or a credential in it, and is internal";
        draft.unsure(at!["timeline", draft.incident.timeline.len()], span, comment);
    }
    if let Some(milestone) = known.and_then(|(_, _, milestone)| *milestone) {
        mark(draft, milestone, at);
    }
    let kind = kind.or(known.map(|(_, kind, _)| *kind));
    draft.incident.timeline.push(TimelineEntry { kind, by, source, visibility, ..TimelineEntry::new(at, event) });
}

/// Marks a milestone: the first entry of its kind, but the last resolution, for an incident may be opened again.
fn mark(draft: &mut Draft<'_>, milestone: Milestone, at: Moment) {
    let zone = draft.options().zone;
    let slot = draft.incident.milestones.get_mut(milestone);
    let is_better =
        |known: Moment| if milestone == Milestone::Resolved { known.is_before(at, zone) } else { at.is_before(known, zone) };
    if slot.is_none_or(is_better) {
        *slot = Some(at);
    }
}

/// The channel of a log entry, and its text.
fn channel(entry: &mut Object) -> (Option<String>, Option<String>) {
    let Some((mut channel, span)) = entry.take_object("channel") else { return (None, None) };
    let source = channel.take_text(&["type"]).map(|(word, _)| word.replace('_', " "));
    let said = channel.take_text(&["note", "content", "summary"]).map(|(text, _)| text);
    channel.entries.retain(|(_, node)| !node.is_empty());
    entry.put_back("details", channel, span);
    (source, said)
}
