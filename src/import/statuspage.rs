//! An incident of a status page, as its API gives it: its updates, and the affected components.

use super::document::{Document, Options};
use super::draft::Draft;
use super::records::{self, Kind};
use super::results::Results;
use super::tree::{Node, Object, Value};
use super::vocabulary;
use crate::diagnostic::at;
use crate::incident::{Communication, CommunicationAudience, Milestone, Reference, ReferenceKind};

const KIND: Kind = Kind {
    name: "incident of a status page",
    wrappers: &["incidents", "incident"],
    marks: &["name"],
    beside: &["incident_updates"],
    ignored: &[
        "page_id",
        "page",
        "updated_at",
        "object",
        "reminder_intervals",
        "metadata",
        "postmortem_body_last_updated_at",
        "postmortem_ignored",
        "postmortem_notified_subscribers",
        "postmortem_notified_twitter",
        "scheduled_auto_completed",
        "scheduled_auto_in_progress",
        "scheduled_remind_prior",
        "auto_transition_to_maintenance_state",
    ],
};

/// Keys about the delivery of an update.
const DELIVERY: [&str; 10] = [
    "id",
    "incident_id",
    "created_at",
    "updated_at",
    "deliver_notifications",
    "wants_twitter_update",
    "twitter_updated_at",
    "tweet_id",
    "custom_tweet",
    "object",
];

pub(super) fn import<'a>(document: &Document<'a>, options: &'a Options<'a>) -> Results<'a> {
    records::import(document, options, &KIND, |draft, object, _| read(draft, object))
}

fn read(draft: &mut Draft<'_>, object: &mut Object) {
    let mut text = |keys: &[&str]| object.take_text(keys);
    draft.incident.id = text(&["id"]).map(|(id, _)| id).unwrap_or_default();
    draft.incident.title = text(&["name"]).map(|(name, _)| name).unwrap_or_default();
    if let Some((impact, span)) = text(&["impact_override"]).or_else(|| text(&["impact"])) {
        draft.severity(&impact, span.clone());
        if !draft.incident.severity.is_empty() {
            draft.unsure(at!["severity"], span, format!("the source names no severity, but the impact {impact:?}"));
        }
    }
    if let Some((status, _)) = object.take_if(&["status"], vocabulary::status) {
        draft.incident.status = Some(status);
    }
    life(draft, object);
    let mut seen = std::collections::HashSet::new();
    let components = records::take_names(object, "components");
    draft.incident.services.extend(components.into_iter().filter(|name| seen.insert(name.clone())));
    for node in object.take("incident_updates").map(Node::into_list).unwrap_or_default() {
        update(draft, node);
    }
    let zone = draft.options().zone;
    draft.incident.communications.sort_by(|one, two| one.at.chronological(two.at, zone));
    if let Some(url) = records::take_url(object, &["shortlink"]) {
        let kind = Some(ReferenceKind::Document);
        let title = "Incident on the status page".to_owned();
        draft.incident.references.push(Reference { title, url: Some(url), kind, visibility: <_>::default() });
    }
    if let Some((body, span)) = object.take_text(&["postmortem_body"]) {
        draft.section("Postmortem", &body, span);
    }
}

fn life(draft: &mut Draft<'_>, object: &mut Object) {
    let created = object.take_text(&["created_at"]);
    match (object.take_text(&["started_at"]), created) {
        (Some((text, span)), _) => draft.milestone(Milestone::Started, &text, span),
        (None, Some((text, span))) => {
            draft.milestone(Milestone::Started, &text, span.clone());
            draft.unsure(at!["milestones", "started"], span, "the source names no start: this is when the page first told of it");
        }
        (None, None) => {}
    }
    if let Some((text, span)) = object.take_text(&["resolved_at"]) {
        draft.milestone(Milestone::Resolved, &text, span);
    }
}

/// An update: `**Identified**: body`, and below it which components changed.
fn update(draft: &mut Draft<'_>, node: Node) {
    let span = node.span.clone();
    let Value::Object(mut update) = node.value else {
        return draft.section("Updates", &node.markdown(), span);
    };
    let path = at!["communications", draft.incident.communications.len(), "at"];
    let Some((time, time_span)) = update.take_text(&["display_at", "created_at", "updated_at"]) else {
        draft.remove_private(&mut update, "Updates");
        return draft.section("Updates without a time", &update.markdown(), span);
    };
    let Some(at) = draft.moment(&time, time_span, &path) else { return };
    update.entries.retain(|(key, node)| !DELIVERY.contains(&key.as_str()) && !node.is_empty());
    let status = update.take_text(&["status"]).map(|(status, _)| status.replace('_', " "));
    let body = update.take_text(&["body"]).map(|(body, _)| body);
    let changes: Vec<_> =
        update.take("affected_components").map(Node::into_list).unwrap_or_default().into_iter().map(change).collect();
    let mut parts: Vec<String> = match (status, body) {
        (Some(status), Some(body)) => vec![format!("**{}**: {body}", crate::prose::capitalized(&status))],
        (status, body) => status.into_iter().chain(body).collect(),
    };
    parts.extend((!changes.is_empty()).then(|| changes.join("\n")));
    draft.remove_private(&mut update, "Updates");
    parts.extend((!update.is_empty()).then(|| update.markdown()));
    let message = parts.join("\n\n");
    if !message.is_empty() {
        let (channel, audience) = (Some("Status page".to_owned()), Some(CommunicationAudience::Customers));
        draft.incident.communications.push(Communication { at, channel, audience, message, visibility: <_>::default() });
    }
}

/// `- Checkout: operational → major outage`.
fn change(node: Node) -> String {
    let line = node.line().unwrap_or_else(|| node.markdown());
    let Value::Object(mut object) = node.value else { return format!("- {line}") };
    let mut word = |key: &str| object.take_text(&[key]).map(|(text, _)| text.replace('_', " "));
    match (word("name"), word("old_status"), word("new_status")) {
        (Some(name), Some(old), Some(new)) => format!("- {name}: {old} → {new}"),
        _ => format!("- {line}"),
    }
}
