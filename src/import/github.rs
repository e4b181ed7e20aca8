//! An issue with its comments: as the REST API gives it, or `gh issue view --json`. Comments may be a document of their own.

use std::collections::HashSet;
use std::ops::Range;

use super::document::{Document, Options};
use super::draft::Draft;
use super::freeform::Reader;
use super::records::{self, Kind};
use super::results::Results;
use super::tree::{self, Node, Object, Value};
use super::vocabulary;
use crate::diagnostic::at;
use crate::incident::{Milestone, Reference, ReferenceKind, Responder, TimelineEntry};

const KIND: Kind = Kind {
    name: "issue",
    wrappers: &["issues", "issue"],
    marks: &["title"],
    beside: &["comments"],
    ignored: &[
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
    ],
};

pub(super) fn import<'a>(document: &Document<'a>, options: &'a Options<'a>) -> Results<'a> {
    records::import(document, options, &KIND, read)
}

fn read(draft: &mut Draft<'_>, object: &mut Object, count: usize) {
    let number = object.take_text(&["number"]).map(|(number, _)| number).unwrap_or_default();
    if !number.is_empty() {
        draft.incident.id = format!("GH-{number}");
    }
    draft.incident.title = object.take_text(&["title"]).map(|(title, _)| title).unwrap_or_default();
    labels(draft, object);
    if let Some((status, _)) = object.take_if(&["state"], vocabulary::status) {
        draft.incident.status = Some(status);
    }
    let people = records::take_names(object, "assignees");
    draft.incident.responders.extend(people.into_iter().map(|name| Responder { name, role: None, team: None }));
    life(draft, object);
    if let Some((text, span)) = object.take_text(&["body"]) {
        body(draft, &text, span);
    }
    if object.entries.iter().any(|(key, node)| key == "comments" && matches!(node.value, Value::List(_))) {
        object.take("comments").map(Node::into_list).unwrap_or_default().into_iter().for_each(|node| comment(draft, node));
    }
    if let Some(comments) = draft.options().timeline {
        let issue = draft.reading(comments);
        read_comments(draft, &comments, &number, count);
        draft.reading(issue);
        object.take_text(&["comments"]);
    }
    if let Some(url) = records::take_url(object, &["html_url", "url"]) {
        object.take_text(&["url"]);
        let kind = Some(ReferenceKind::Ticket);
        draft.incident.references.push(Reference { title: "Issue".to_owned(), url: Some(url), kind, visibility: <_>::default() });
    }
}

/// Reads the comments of an issue from a document that may have those of others.
fn read_comments<'a>(draft: &mut Draft<'a>, comments: &Document<'a>, number: &str, count: usize) {
    let nodes = match tree::parse(comments) {
        Ok(root) => root.into_list(),
        Err(error) => return draft.failed(*error),
    };
    for node in nodes {
        match issue_of(&node) {
            Some(issue) if issue == number => comment(draft, node),
            Some(issue) if count == 1 => {
                draft.dropped(node.span, format!("a comment of issue {issue}, which is not in the document"));
            }
            Some(_) => {}
            None if count == 1 => comment(draft, node),
            None => {
                let message = "this comment does not say which issue it is of, and there are several";
                return draft.refuse(node.span.start..node.span.start + 1, message, "import the issues one by one");
            }
        }
    }
}

/// The number of the issue that a comment is of: that in its address.
fn issue_of(comment: &Node) -> Option<String> {
    let Value::Object(object) = &comment.value else { return None };
    ["issue_url", "html_url", "url"].iter().find_map(|key| {
        let url = object.entries.iter().find(|(name, _)| name == key)?.1.scalar()?;
        let (_, rest) = url.split_once("/issues/").or_else(|| url.split_once("/pull/"))?;
        let number: String = rest.chars().take_while(char::is_ascii_digit).collect();
        let is_comment = rest.starts_with("comments");
        Some(number).filter(|number| !number.is_empty() && !is_comment)
    })
}

/// Reads the body as a postmortem. Times without a day are of the day on which the issue was opened.
fn body(draft: &mut Draft<'_>, text: &str, span: Range<usize>) {
    let opened = draft.incident.timeline.first().map(|entry| entry.at.day(draft.options().zone));
    let mut reader = Reader::new(draft.take());
    if let Some(day) = opened {
        reader.offer_day(day, "the day is the one on which the issue was opened");
    }
    reader.body(text, &span);
    reader.settle();
    *draft = reader.draft;
}

/// A label that names one of the site's severities is the severity, one such as `service/search` a service, and any other a tag.
fn labels(draft: &mut Draft<'_>, object: &mut Object) {
    let severities = draft.options().severities;
    let mut seen = HashSet::new();
    for label in records::take_names(object, "labels").into_iter().filter(|label| seen.insert(label.clone())) {
        let (group, name) = label.rsplit_once(['/', ':']).map_or(("", label.as_str()), |(group, name)| (group, name.trim()));
        let group = group.trim_end_matches(':').trim().to_lowercase();
        if let Some(severity) = severities.find(name).filter(|_| draft.incident.severity.is_empty() && group != "service") {
            draft.incident.severity.clone_from(&severity.id);
            draft.unsure(at!["severity"], 0..0, format!("taken from the label {label:?}"));
        } else if group == "service" {
            draft.incident.services.push(name.to_owned());
        } else {
            draft.incident.tags.push(label);
        }
    }
}

/// When the issue was opened and closed. The incident may have begun and ended at other times, so neither is a milestone.
fn life(draft: &mut Draft<'_>, object: &mut Object) {
    let opener = records::take_name(object, &["user", "author"]);
    let closer = records::take_name(object, &["closed_by"]);
    let ends = [
        (&["created_at", "createdAt"], "The issue was opened", opener),
        (&["closed_at", "closedAt"], "The issue was closed", closer),
    ];
    for (keys, event, by) in ends {
        let path = at!["timeline", draft.incident.timeline.len(), "at"];
        match object.take_text(keys) {
            Some((text, span)) => {
                let Some(at) = draft.moment(&text, span, &path) else { continue };
                draft.incident.timeline.push(TimelineEntry { by, ..TimelineEntry::new(at, event) });
            }
            None => draft.section(event, &by.unwrap_or_default(), 0..0),
        }
    }
    for milestone in Milestone::ALL {
        if let Some((text, span)) = object.take_text(&[milestone.as_str()]) {
            draft.milestone(milestone, &text, span);
        }
    }
}

fn comment(draft: &mut Draft<'_>, node: Node) {
    let span = node.span.clone();
    let Value::Object(mut comment) = node.value else {
        return draft.section("Comments", &node.markdown(), span);
    };
    let path = at!["timeline", draft.incident.timeline.len(), "at"];
    let (time, body) = (comment.take_text(&["created_at", "createdAt"]), comment.take_text(&["body"]));
    let by = records::take_name(&mut comment, &["user", "author"]);
    let url = records::take_url(&mut comment, &["html_url", "url"]);
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
