//! An incident of `PagerDuty` with its log entries, as its API gives them.

use super::imported::{Document, Draft, Import, Options};
use super::json_tree::{Node, Table, Value};
use super::{records, vocabulary};
use crate::diagnostic::at;
use crate::incident::{EventKind, Milestone, Moment, Reference, ReferenceKind, Responder, TimelineEntry};

/// What is about the record.
const MACHINERY: [&str; 17] = [
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
];

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

pub(super) fn import(document: &Document<'_>, options: &Options<'_>) -> Import {
    let marks: &[&str] = &["title", "summary", "description"];
    records::import(document, options, &["incidents", "incident"], (marks, "incident of PagerDuty"), read)
}

fn read(draft: &mut Draft<'_>, table: &mut Table) {
    draft.incident.id = table.take_text(&["id"]).map(|(id, _)| id).unwrap_or_default();
    let title = table.take_text(&["title"]).or_else(|| table.take_text(&["description"]));
    let title = title.or_else(|| table.take_text(&["summary"])).map(|(title, _)| title);
    draft.incident.title = title.unwrap_or_default();
    let same = draft.incident.title.clone();
    table.take_if(&["description"], |text| (text == same).then_some(()));
    if let Some(priority) = records::take_name(table, &["priority"]) {
        draft.severity(&priority, draft.span());
    }
    if let Some((status, _)) = table.take_if(&["status"], vocabulary::status) {
        draft.incident.status = Some(status);
    }
    draft.incident.services.extend(records::take_name(table, &["service"]));
    draft.incident.teams.extend(records::take_names(table, "teams"));
    for node in table.take("log_entries").map(Node::into_list).unwrap_or_default() {
        entry(draft, node, None);
    }
    for node in table.take("notes").map(Node::into_list).unwrap_or_default() {
        entry(draft, node, Some(EventKind::Observation));
    }
    life(draft, table);
    people(draft, table);
    if let Some((url, _)) = table.take_if(&["html_url"], |url| url.starts_with("http").then(|| url.to_owned())) {
        let (title, kind) = ("Incident in PagerDuty".to_owned(), Some(ReferenceKind::Ticket));
        draft.incident.references.push(Reference { title, url: Some(url), kind, visibility: <_>::default() });
    }
    records::drop_machinery(draft, table, &MACHINERY);
}

/// When it was opened, which is when it was detected where no log entry tells, and when it was resolved.
fn life(draft: &mut Draft<'_>, table: &mut Table) {
    for (key, milestone) in [("created_at", Milestone::Detected), ("resolved_at", Milestone::Resolved)] {
        if let Some((text, span)) = table.take_text(&[key]) {
            let is_known = draft.incident.milestones.get(milestone).is_some();
            draft.milestone(milestone, &text, span.clone());
            if !is_known {
                draft.unsure(at!["milestones", milestone.as_str()], span, format!("taken from {key}"));
            }
        }
    }
}

/// Those to whom it was assigned, each once.
fn people(draft: &mut Draft<'_>, table: &mut Table) {
    for (key, inner) in [("assignments", "assignee"), ("acknowledgements", "acknowledger")] {
        for node in table.take(key).map(Node::into_list).unwrap_or_default() {
            let Value::Table(mut one) = node.value else { continue };
            let Some(name) = records::take_name(&mut one, &[inner]) else { continue };
            if !draft.incident.responders.iter().any(|person| person.name == name) {
                draft.incident.responders.push(Responder { name, role: None, team: None });
            }
        }
    }
}

fn entry(draft: &mut Draft<'_>, node: Node, kind: Option<EventKind>) {
    let span = node.span.clone();
    let Value::Table(mut entry) = node.value else {
        return draft.section("Log entries", &node.markdown(), span);
    };
    let path = at!["timeline", draft.incident.timeline.len(), "at"];
    let Some((time, time_span)) = entry.take_text(&["created_at"]) else {
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
    let rest = (!entry.is_empty()).then(|| entry.markdown());
    let event = summary.into_iter().chain(said).chain(rest).collect::<Vec<_>>().join("\n\n");
    let event = if event.is_empty() { word.replace('_', " ") } else { event };
    if let Some(milestone) = known.and_then(|(_, _, milestone)| *milestone) {
        mark(draft, milestone, at);
    }
    let kind = kind.or(known.map(|(_, kind, _)| *kind));
    draft.incident.timeline.push(TimelineEntry { kind, by, source, ..TimelineEntry::new(at, event) });
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

/// Through what it came, and what that says of it.
fn channel(entry: &mut Table) -> (Option<String>, Option<String>) {
    let Some((mut channel, span)) = entry.take_table("channel") else { return (None, None) };
    let source = channel.take_text(&["type"]).map(|(word, _)| word.replace('_', " "));
    let said = channel.take_text(&["note", "content", "summary"]).map(|(text, _)| text);
    channel.entries.retain(|(_, node)| !node.is_empty());
    entry.put_back("details", channel, span);
    (source, said)
}
