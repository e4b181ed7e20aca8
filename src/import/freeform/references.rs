//! Links: where to read more.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use super::blocks::{BlockKind, Outline};
use super::facts;
use super::reader::Reader;
use super::text::{item, words};
use crate::import::boilerplate::is_boilerplate;
use crate::import::names::Field;
use crate::incident::{Reference, ReferenceKind};
use crate::prose::markdown;

/// A link, and what else is in its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TextLink {
    pub target: String,
    pub bytes: Range<usize>,
    /// Whether nothing but the link is in the text.
    pub is_alone: bool,
}

/// The links of a text, without its pictures.
pub(super) fn links(text: &str) -> Vec<TextLink> {
    if !text.contains("](") && !text.contains("]:") && !text.contains("://") {
        return Vec::new();
    }
    let pictures = Parser::new_ext(text, markdown::options())
        .into_offset_iter()
        .filter_map(|(event, range)| matches!(event, Event::Start(Tag::Image { .. })).then_some(range));
    let pictures: Vec<Range<usize>> = pictures.collect();
    let is_picture = |bytes: &Range<usize>| {
        let before = pictures.partition_point(|picture| picture.start <= bytes.start);
        before > 0 && bytes.end <= pictures[before - 1].end
    };
    let first = text.find(char::is_alphanumeric).unwrap_or(text.len());
    let last = text.rfind(char::is_alphanumeric).unwrap_or(0);
    let found = markdown::links(text).into_iter().filter(|link| !is_picture(&link.bytes));
    found
        .map(|link| {
            let is_alone = link.bytes.start <= first && last < link.bytes.end;
            TextLink { target: link.target, bytes: link.bytes, is_alone }
        })
        .collect()
}

pub(super) fn is_web(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|host| !host.is_empty() && !host.starts_with('/')) && !url.contains(char::is_whitespace)
}

/// What an address is called where nothing else names it: `o/r#5` for an issue, or its last part.
pub(super) fn name_of(url: &str) -> String {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest).split(['?', '#']).next().unwrap_or_default();
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        [_, owner, repository, .., "issues" | "pull" | "merge_requests", number] => format!("{owner}/{repository}#{number}"),
        [_, .., last] => (*last).to_owned(),
        _ => url.to_owned(),
    }
}

/// Adds a reference, unless it is there.
pub(super) fn add(reader: &mut Reader<'_>, title: &str, url: &str, kind: Option<ReferenceKind>) {
    if is_web(url) && reader.seen.insert((Field::References, format!("{url}\n{title}"))) {
        let title = if title.is_empty() { url } else { title };
        reader.draft.incident.references.push(Reference {
            title: title.to_owned(),
            url: Some(url.to_owned()),
            kind,
            visibility: <_>::default(),
        });
    }
}

/// `**Ticket:** [OPS-12](https://...)`: a reference, where it leads somewhere.
pub(super) fn ticket(reader: &mut Reader<'_>, name: &str, value: &str) -> bool {
    match links(value).as_slice() {
        [link] if link.is_alone && is_web(&link.target) => {
            let text = words(value);
            let title = if text.is_empty() || text == link.target { words(name) } else { text };
            add(reader, title.trim_end_matches(':'), &link.target, Some(ReferenceKind::Ticket));
            true
        }
        _ => false,
    }
}

/// A list of links. Pieces with several links or none are text.
pub(super) fn read(reader: &mut Reader<'_>, title: &str, node: &Outline) {
    let mut rest: Vec<String> = Vec::new();
    for block in &node.blocks {
        for (text, span) in block.pieces() {
            let text = reader.with_addresses(&text).into_owned();
            let Some(text) = reader.draft.content(text, span.clone()) else { continue };
            if let Some(fact) = facts::of(&text).filter(|fact| is_boilerplate(fact.value)) {
                reader.draft.dropped(span, format!("\"{}\" says nothing about this incident", words(fact.name)));
                continue;
            }
            match reference(&text) {
                Some(reference) => reader.draft.incident.references.push(reference),
                None if matches!(block.kind, BlockKind::List(_)) => rest.push(item(&text, None)),
                None => rest.push(text),
            }
        }
    }
    for child in &node.children {
        rest.push(format!("### {}\n\n{}", child.title, child.text()));
    }
    reader.draft.section(&words(title), &rest.join("\n\n"), node.span.clone());
}

/// `[title](url)`, `Dashboard: url`, `[title](url): what it shows`.
fn reference(text: &str) -> Option<Reference> {
    let [link] = links(text).try_into().ok().filter(|links: &[TextLink; 1]| is_web(&links[0].target) && !text.contains('\n'))?;
    let all = words(text);
    let title =
        all.replace(link.target.as_str(), "").trim().trim_end_matches([':', '-', '–', '—', ' ', '<', '>', ',']).trim().to_owned();
    let kind = kind(&format!("{all} {}", link.target));
    Some(Reference {
        title: if title.is_empty() { link.target.clone() } else { title },
        url: Some(link.target),
        kind,
        visibility: <_>::default(),
    })
}

/// What a link leads to, by its words and its address.
pub(super) fn kind(text: &str) -> Option<ReferenceKind> {
    let text = text.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    Some(match () {
        () if has(&["dashboard", "grafana", "/d/"]) => ReferenceKind::Dashboard,
        () if has(&["runbook", "playbook"]) => ReferenceKind::Runbook,
        () if has(&["slack.com", "thread", "channel", "#inc"]) => ReferenceKind::Thread,
        () if has(&["/pull/", "/merge_requests/", "/commit/", "pull request", "merge request"]) => ReferenceKind::Change,
        () if has(&["jira", "/browse/", "/issues/", "ticket"]) => ReferenceKind::Ticket,
        () => return None,
    })
}
