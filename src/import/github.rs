//! An issue with its comments: as the REST API gives it, or `gh issue view --json`. Comments that are a document of their own are
//! the timeline.

use std::ops::Range;

use super::freeform::Review;
use super::imported::{Document, Draft, Import, Options};
use super::json_tree::{self, Node, Table, Value};
use super::{records, vocabulary};
use crate::diagnostic::at;
use crate::incident::{Milestone, Reference, ReferenceKind, Responder, TimelineEntry};

/// What is about the issue as a record.
const MACHINERY: [&str; 25] = [
    "active_lock_reason",
    "assignee",
    "author_association",
    "comments_url",
    "draft",
    "events_url",
    "id",
    "isPinned",
    "labels_url",
    "locked",
    "node_id",
    "performed_via_github_app",
    "projectCards",
    "projectItems",
    "reactionGroups",
    "reactions",
    "repository_url",
    "stateReason",
    "state_reason",
    "sub_issues_summary",
    "issue_dependencies_summary",
    "timeline_url",
    "updatedAt",
    "updated_at",
    "closed",
];

pub(super) fn import(document: &Document<'_>, options: &Options<'_>) -> Import {
    records::import(document, options, &["issues", "issue"], (&["title"], "issue"), read)
}

fn read(draft: &mut Draft<'_>, table: &mut Table) {
    if let Some((number, _)) = table.take_text(&["number"]) {
        draft.incident.id = format!("GH-{number}");
    }
    draft.incident.title = table.take_text(&["title"]).map(|(title, _)| title).unwrap_or_default();
    labels(draft, table);
    if let Some((status, _)) = table.take_if(&["state"], vocabulary::status) {
        draft.incident.status = Some(status);
    }
    let people = records::take_names(table, "assignees");
    draft.incident.responders.extend(people.into_iter().map(|name| Responder { name, role: None, team: None }));
    life(draft, table);
    if let Some((text, span)) = table.take_text(&["body"]) {
        body(draft, &text, span);
    }
    if table.entries.iter().any(|(key, node)| key == "comments" && matches!(node.value, Value::List(_))) {
        table.take("comments").map(Node::into_list).unwrap_or_default().into_iter().for_each(|node| comment(draft, node));
    }
    if let Some(comments) = draft.options().timeline {
        let issue = draft.reading(comments);
        match json_tree::parse(&comments) {
            Ok(root) => root.into_list().into_iter().for_each(|node| comment(draft, node)),
            Err(error) => draft.failed(*error),
        }
        draft.reading(issue);
        table.take_text(&["comments"]);
    }
    if let Some((url, _)) = table.take_if(&["html_url", "url"], |url| url.starts_with("http").then(|| url.to_owned())) {
        table.take_text(&["url"]);
        let kind = Some(ReferenceKind::Ticket);
        draft.incident.references.push(Reference { title: "Issue".to_owned(), url: Some(url), kind, visibility: <_>::default() });
    }
    records::drop_machinery(draft, table, &MACHINERY);
}

/// The body is a postmortem of whatever template. Times in it that have no day are of the day on which the issue was opened.
fn body(draft: &mut Draft<'_>, text: &str, span: Range<usize>) {
    let opened = draft.incident.timeline.first().map(|entry| entry.at.day(draft.options().zone));
    let mut review = Review::new(draft.take());
    if let Some(day) = opened {
        review.offer_day(day, "the day is the one on which the issue was opened");
    }
    review.body(text, &span);
    review.settle();
    *draft = review.draft;
}

/// A label that names one of the site's severities is the severity; any other is a tag, and one such as `service/search` a service.
fn labels(draft: &mut Draft<'_>, table: &mut Table) {
    let severities = draft.options().severities;
    for label in records::take_names(table, "labels") {
        let (group, name) = label.rsplit_once(['/', ':']).map_or(("", label.as_str()), |(group, name)| (group, name.trim()));
        let group = group.trim_end_matches(':').trim().to_lowercase();
        if let Some(severity) = severities.find(name).filter(|_| draft.incident.severity.is_empty() && group != "service") {
            draft.incident.severity.clone_from(&severity.id);
            draft.unsure(at!["severity"], 0..0, format!("taken from the label {label:?}"));
        } else if group == "service" && !draft.incident.services.iter().any(|service| service == name) {
            draft.incident.services.push(name.to_owned());
        } else if !draft.incident.tags.contains(&label) {
            draft.incident.tags.push(label);
        }
    }
}

/// When the issue was opened and closed. It is not when the incident began and ended, so neither is a milestone of its own.
fn life(draft: &mut Draft<'_>, table: &mut Table) {
    let opener = records::take_name(table, &["user", "author"]);
    let closer = records::take_name(table, &["closed_by"]);
    let ends = [
        (&["created_at", "createdAt"], "The issue was opened", opener),
        (&["closed_at", "closedAt"], "The issue was closed", closer),
    ];
    for (keys, event, by) in ends {
        let path = at!["timeline", draft.incident.timeline.len(), "at"];
        match table.take_text(keys) {
            Some((text, span)) => {
                let Some(at) = draft.moment(&text, span, &path) else { continue };
                draft.incident.timeline.push(TimelineEntry { by, ..TimelineEntry::new(at, event) });
            }
            None => draft.section(event, &by.unwrap_or_default(), 0..0),
        }
    }
    for milestone in Milestone::ALL {
        if let Some((text, span)) = table.take_text(&[milestone.as_str()]) {
            draft.milestone(milestone, &text, span);
        }
    }
}

fn comment(draft: &mut Draft<'_>, node: Node) {
    let span = node.span.clone();
    let Value::Table(mut comment) = node.value else {
        return draft.section("Comments", &node.markdown(), span);
    };
    let path = at!["timeline", draft.incident.timeline.len(), "at"];
    let (time, body) = (comment.take_text(&["created_at", "createdAt"]), comment.take_text(&["body"]));
    let by = records::take_name(&mut comment, &["user", "author"]);
    let url = comment.take_if(&["html_url", "url"], |url| url.starts_with("http").then(|| url.to_owned())).map(|(url, _)| url);
    match (time, body) {
        (Some((time, time_span)), Some((body, _))) => {
            let Some(at) = draft.moment(&time, time_span, &path) else { return };
            draft.incident.timeline.push(TimelineEntry { by, url, ..TimelineEntry::new(at, body) });
        }
        (None, Some((body, _))) => {
            let by = by.map_or_else(String::new, |by| format!("{by}: "));
            draft.section("Comments without a time", &format!("{by}{body}"), span);
        }
        (_, None) => {}
    }
}
