//! An incident of a status page, as its API gives it: what was said to customers, and which components were affected.

use super::imported::{Document, Draft, Import, Options};
use super::json_tree::{Node, Table, Value};
use super::{records, vocabulary};
use crate::diagnostic::at;
use crate::incident::{Communication, CommunicationAudience, Milestone, Reference, ReferenceKind};

/// What is about the page.
const MACHINERY: [&str; 14] = [
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
];

/// What is about an update's delivery.
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

pub(super) fn import(document: &Document<'_>, options: &Options<'_>) -> Import {
    records::import(document, options, &["incidents", "incident"], (&["name"], "incident of a status page"), read)
}

fn read(draft: &mut Draft<'_>, table: &mut Table) {
    let mut text = |keys: &[&str]| table.take_text(keys);
    draft.incident.id = text(&["id"]).map(|(id, _)| id).unwrap_or_default();
    draft.incident.title = text(&["name"]).map(|(name, _)| name).unwrap_or_default();
    if let Some((impact, span)) = text(&["impact_override"]).or_else(|| text(&["impact"])) {
        draft.severity(&impact, span.clone());
        if !draft.incident.severity.is_empty() {
            draft.unsure(at!["severity"], span, format!("the source names no severity, but the impact {impact:?}"));
        }
    }
    if let Some((status, _)) = table.take_if(&["status"], vocabulary::status) {
        draft.incident.status = Some(status);
    }
    life(draft, table);
    for name in records::take_names(table, "components") {
        if !draft.incident.services.contains(&name) {
            draft.incident.services.push(name);
        }
    }
    for node in table.take("incident_updates").map(Node::into_list).unwrap_or_default() {
        update(draft, node);
    }
    let zone = draft.options().zone;
    draft.incident.communications.sort_by(|one, two| one.at.chronological(two.at, zone));
    if let Some((url, _)) = table.take_if(&["shortlink"], |url| url.starts_with("http").then(|| url.to_owned())) {
        let kind = Some(ReferenceKind::Document);
        let title = "Incident on the status page".to_owned();
        draft.incident.references.push(Reference { title, url: Some(url), kind, visibility: <_>::default() });
    }
    if let Some((body, span)) = table.take_text(&["postmortem_body"]) {
        draft.section("Postmortem", &body, span);
    }
    records::drop_machinery(draft, table, &MACHINERY);
}

fn life(draft: &mut Draft<'_>, table: &mut Table) {
    let created = table.take_text(&["created_at"]);
    match (table.take_text(&["started_at"]), created) {
        (Some((text, span)), _) => draft.milestone(Milestone::Started, &text, span),
        (None, Some((text, span))) => {
            draft.milestone(Milestone::Started, &text, span.clone());
            draft.unsure(at!["milestones", "started"], span, "the source names no start: this is when the page first told of it");
        }
        (None, None) => {}
    }
    if let Some((text, span)) = table.take_text(&["resolved_at"]) {
        draft.milestone(Milestone::Resolved, &text, span);
    }
}

/// What the page said: `**Identified**: body`, and below it what changed for which component.
fn update(draft: &mut Draft<'_>, node: Node) {
    let span = node.span.clone();
    let Value::Table(mut update) = node.value else {
        return draft.section("Updates", &node.markdown(), span);
    };
    let path = at!["communications", draft.incident.communications.len(), "at"];
    let Some((time, time_span)) = update.take_text(&["display_at", "created_at", "updated_at"]) else {
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
    let Value::Table(mut table) = node.value else { return format!("- {line}") };
    let mut word = |key: &str| table.take_text(&[key]).map(|(text, _)| text.replace('_', " "));
    match (word("name"), word("old_status"), word("new_status")) {
        (Some(name), Some(old), Some(new)) => format!("- {name}: {old} → {new}"),
        _ => format!("- {line}"),
    }
}
