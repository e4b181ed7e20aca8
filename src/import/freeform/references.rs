//! Links: where to read more.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use super::Review;
use super::blocks::{Kind, Node, words};
use super::parts::pieces;
use crate::incident::{Reference, ReferenceKind};
use crate::prose::markdown;

/// A link, and what else is in its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Link {
    pub target: String,
    pub bytes: Range<usize>,
    /// Whether nothing but the link is in the text.
    pub is_alone: bool,
}

/// The links of a text: no pictures.
pub(super) fn links(text: &str) -> Vec<Link> {
    let mut pictures: Vec<Range<usize>> = Vec::new();
    for (event, range) in Parser::new_ext(text, markdown::options()).into_offset_iter() {
        if matches!(event, Event::Start(Tag::Image { .. })) {
            pictures.push(range);
        }
    }
    let is_picture =
        |bytes: &Range<usize>| pictures.iter().any(|picture| picture.start <= bytes.start && bytes.end <= picture.end);
    let found = markdown::links(text).into_iter().filter(|link| !is_picture(&link.bytes));
    found
        .map(|link| {
            let outside = format!("{}{}", &text[..link.bytes.start], &text[link.bytes.end..]);
            let is_alone = !outside.chars().any(char::is_alphanumeric);
            Link { target: link.target, bytes: link.bytes, is_alone }
        })
        .collect()
}

pub(super) fn is_web(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|host| !host.is_empty() && !host.starts_with('/')) && !url.contains(char::is_whitespace)
}

/// Adds a reference, unless it is there.
pub(super) fn add(review: &mut Review<'_>, title: &str, url: &str, kind: Option<ReferenceKind>) {
    let references = &mut review.draft.incident.references;
    if is_web(url) && !references.iter().any(|known| known.url.as_deref() == Some(url) && known.title == title) {
        let title = if title.is_empty() { url } else { title };
        references.push(Reference { title: title.to_owned(), url: Some(url.to_owned()), kind, visibility: <_>::default() });
    }
}

/// `**Ticket:** [OPS-12](https://...)`: a reference, where it leads somewhere.
pub(super) fn ticket(review: &mut Review<'_>, name: &str, value: &str) -> bool {
    match links(value).as_slice() {
        [link] if link.is_alone && is_web(&link.target) => {
            let text = words(value);
            let title = if text.is_empty() || text == link.target { words(name) } else { text };
            add(review, title.trim_end_matches(':'), &link.target, Some(ReferenceKind::Ticket));
            true
        }
        _ => false,
    }
}

/// A list of links. Pieces with several links or none are text.
pub(super) fn read(review: &mut Review<'_>, title: &str, node: &Node) {
    let mut rest: Vec<String> = Vec::new();
    for block in &node.blocks {
        for (text, span) in pieces(block) {
            let Some(text) = review.draft.meant(text, span) else { continue };
            match reference(&text) {
                Some(reference) => review.draft.incident.references.push(reference),
                None if matches!(block.kind, Kind::List(_)) => rest.push(format!("- {}", text.replace('\n', "\n  "))),
                None => rest.push(text),
            }
        }
    }
    for child in &node.children {
        rest.push(format!("### {}\n\n{}", child.title, child.text()));
    }
    review.draft.section(&words(title), &rest.join("\n\n"), node.span.clone());
}

/// `[title](url)`, `Dashboard: url`, `[title](url): what it shows`.
fn reference(text: &str) -> Option<Reference> {
    let [link] = links(text).try_into().ok().filter(|links: &[Link; 1]| is_web(&links[0].target) && !text.contains('\n'))?;
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
    let tells = |words: &[&str]| words.iter().any(|word| text.contains(word));
    Some(match () {
        () if tells(&["dashboard", "grafana", "/d/"]) => ReferenceKind::Dashboard,
        () if tells(&["runbook", "playbook"]) => ReferenceKind::Runbook,
        () if tells(&["slack.com", "thread", "channel", "#inc"]) => ReferenceKind::Thread,
        () if tells(&["/pull/", "/merge_requests/", "/commit/", "pull request", "merge request"]) => ReferenceKind::Change,
        () if tells(&["jira", "/browse/", "/issues/", "ticket"]) => ReferenceKind::Ticket,
        () => return None,
    })
}
