//! What happened when, and what was said to whom.

use std::ops::Range;

use crate::diagnostic::at;
use crate::import::imported::Draft;
use crate::import::json_tree::{self, Node, Table, Value};
use crate::import::vocabulary;
use crate::incident::{Communication, Milestone, TimelineEntry};

/// Milestones that the type of an event tells, where nothing else does.
const MILESTONES: [(&str, Milestone); 4] = [
    ("detection", Milestone::Detected),
    ("declaration", Milestone::Declared),
    ("recovery", Milestone::Mitigated),
    ("resolution", Milestone::Resolved),
];

pub(super) fn read(draft: &mut Draft<'_>, table: &mut Table) {
    for key in ["events", "timeline"] {
        for node in table.take(key).map(events_of).unwrap_or_default() {
            event(draft, node);
        }
    }
    for key in ["communications", "communication_log"] {
        for node in table.take(key).map(Node::into_list).unwrap_or_default() {
            message(draft, node);
        }
    }
}

/// Events that are a document of their own.
pub(super) fn read_timeline(draft: &mut Draft<'_>) {
    let Some(timeline) = draft.options().timeline else { return };
    let incident = draft.reading(timeline);
    match json_tree::parse(&timeline) {
        Ok(root) => events_of(root).into_iter().for_each(|node| event(draft, node)),
        Err(error) => draft.failed(*error),
    }
    draft.reading(incident);
}

/// The events of a list, or of an object that has one.
fn events_of(node: Node) -> Vec<Node> {
    match node.value {
        Value::Table(mut table) => match table.take("events").or_else(|| table.take("timeline")) {
            Some(inner) => events_of(inner),
            None => vec![Node { span: node.span, value: Value::Table(table) }],
        },
        _ => node.into_list(),
    }
}

fn event(draft: &mut Draft<'_>, node: Node) {
    let span = node.span.clone();
    let Value::Table(mut event) = node.value else {
        let text = node.line().unwrap_or_else(|| node.markdown());
        return draft.section("Timeline", &text, span);
    };
    let path = at!["timeline", draft.incident.timeline.len(), "at"];
    let Some((time, time_span)) = event.take_text(&["timestamp", "time", "at"]) else {
        return draft.section("Events without a time", &event.markdown(), span);
    };
    let Some(at) = draft.moment(&time, time_span, &path) else { return };
    let Some((text, _)) = event.take_text(&["message", "description", "event"]) else {
        return draft.section("Events without words", &format!("{time}: {}", event.line()), span);
    };
    milestone(draft, &event, at, span);
    let kind = event.take_if(&["type", "kind"], vocabulary::event_kind).map(|(kind, _)| kind);
    let mut said = |keys: &[&str]| event.take_text(keys).map(|(text, _)| text);
    let (by, source) = (said(&["actor", "user", "by"]), said(&["source"]));
    let entry = TimelineEntry { kind, by, source, ..TimelineEntry::new(at, with_details(text, &event)) };
    draft.incident.timeline.push(entry);
}

/// Takes a milestone from an event whose type tells it.
fn milestone(draft: &mut Draft<'_>, event: &Table, at: crate::incident::Moment, span: Range<usize>) {
    let kind = event.entries.iter().find(|(key, _)| key == "type").and_then(|(_, node)| node.scalar());
    let told = kind.and_then(|kind| MILESTONES.iter().find(|(word, _)| *word == kind.as_str()).map(|(_, milestone)| *milestone));
    if let Some(milestone) = told.filter(|milestone| draft.incident.milestones.get(*milestone).is_none()) {
        *draft.incident.milestones.get_mut(milestone) = Some(at);
        draft.unsure(at!["milestones", milestone.as_str()], span, "taken from the first event of that type");
    }
}

/// A text, and below it whatever else is known.
fn with_details(text: String, details: &Table) -> String {
    if details.is_empty() { text } else { format!("{text}\n\n{}", crate::prose::capitalized(&details.line())) }
}

fn message(draft: &mut Draft<'_>, node: Node) {
    let span = node.span.clone();
    let Value::Table(mut message) = node.value else {
        return draft.section("Communications", &node.markdown(), span);
    };
    let Some((text, _)) = message.take_text(&["message", "text", "description"]) else {
        return draft.section("Communications", &message.markdown(), span);
    };
    let path = at!["communications", draft.incident.communications.len(), "at"];
    let Some((time, time_span)) = message.take_text(&["timestamp", "time", "at"]) else {
        return draft.section("Messages without a time", &with_details(text, &message), span);
    };
    let Some(at) = draft.moment(&time, time_span, &path) else { return };
    let audience = message.take_if(&["audience"], vocabulary::audience).map(|(audience, _)| audience);
    let channel = message.take_text(&["channel", "type"]).map(|(channel, _)| json_tree::words(&channel));
    let message = with_details(text, &message);
    draft.incident.communications.push(Communication { at, channel, audience, message, visibility: <_>::default() });
}
