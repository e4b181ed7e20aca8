//! The timeline, and communications.

use std::ops::Range;

use crate::diagnostic::at;
use crate::import::draft::Draft;
use crate::import::tree::{self, Node, Object, Value};
use crate::import::vocabulary;
use crate::incident::{Communication, Milestone, TimelineEntry};

/// Milestones that the types of events name.
const MILESTONES: [(&str, Milestone); 4] = [
    ("detection", Milestone::Detected),
    ("declaration", Milestone::Declared),
    ("recovery", Milestone::Mitigated),
    ("resolution", Milestone::Resolved),
];

pub(super) fn read(draft: &mut Draft<'_>, object: &mut Object) {
    for key in ["events", "timeline"] {
        for node in object.take(key).map(events_of).unwrap_or_default() {
            event(draft, node);
        }
    }
    for key in ["communications", "communication_log"] {
        for node in object.take(key).map(Node::into_list).unwrap_or_default() {
            message(draft, node);
        }
    }
}

/// Events that are a document of their own.
pub(super) fn read_timeline(draft: &mut Draft<'_>) {
    let Some(timeline) = draft.options().timeline else { return };
    let incident = draft.reading(timeline);
    match tree::parse(&timeline) {
        Ok(root) => events_of(root).into_iter().for_each(|node| event(draft, node)),
        Err(error) => draft.failed(*error),
    }
    draft.reading(incident);
}

/// The events of a list, or of an object that has one.
fn events_of(node: Node) -> Vec<Node> {
    match node.value {
        Value::Object(mut object) => match object.take("events").or_else(|| object.take("timeline")) {
            Some(inner) => events_of(inner),
            None => vec![Node { span: node.span, value: Value::Object(object) }],
        },
        _ => node.into_list(),
    }
}

fn event(draft: &mut Draft<'_>, node: Node) {
    let span = node.span.clone();
    let Value::Object(mut event) = node.value else {
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
    let text = with_details(draft, text, &mut event);
    let entry = TimelineEntry { kind, by, source, ..TimelineEntry::new(at, text) };
    draft.incident.timeline.push(entry);
}

/// Sets a milestone from an event whose type names one.
fn milestone(draft: &mut Draft<'_>, event: &Object, at: crate::incident::Moment, span: Range<usize>) {
    let kind = event.entries.iter().find(|(key, _)| key == "type").and_then(|(_, node)| node.scalar());
    let named = kind.and_then(|kind| MILESTONES.iter().find(|(word, _)| *word == kind.as_str()).map(|(_, milestone)| *milestone));
    if let Some(milestone) = named.filter(|milestone| draft.incident.milestones.get(*milestone).is_none()) {
        *draft.incident.milestones.get_mut(milestone) = Some(at);
        draft.unsure(at!["milestones", milestone.as_str()], span, "taken from the first event of that type");
    }
}

/// A text, and below it what was not understood, without contacts and credentials.
fn with_details(draft: &mut Draft<'_>, text: String, details: &mut Object) -> String {
    draft.remove_private(details, "Events");
    if details.is_empty() { text } else { format!("{text}\n\n{}", crate::prose::capitalized(&details.line())) }
}

fn message(draft: &mut Draft<'_>, node: Node) {
    let span = node.span.clone();
    let Value::Object(mut message) = node.value else {
        return draft.section("Communications", &node.markdown(), span);
    };
    let Some((text, _)) = message.take_text(&["message", "text", "description"]) else {
        return draft.section("Communications", &message.markdown(), span);
    };
    let path = at!["communications", draft.incident.communications.len(), "at"];
    let Some((time, time_span)) = message.take_text(&["timestamp", "time", "at"]) else {
        let text = with_details(draft, text, &mut message);
        return draft.section("Messages without a time", &text, span);
    };
    let Some(at) = draft.moment(&time, time_span, &path) else { return };
    let audience = message.take_if(&["audience"], vocabulary::audience).map(|(audience, _)| audience);
    let channel = message.take_text(&["channel", "type"]).map(|(channel, _)| tree::words(&channel));
    let message = with_details(draft, text, &mut message);
    draft.incident.communications.push(Communication { at, channel, audience, message, visibility: <_>::default() });
}
