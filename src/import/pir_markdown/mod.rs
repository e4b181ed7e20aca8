//! The Markdown that PIR Generator writes, in its three forms and with each of its methods, and the review as this archive exports
//! it: both have the same sections in the same order.

mod analysis;
mod follow_up;
mod items;
mod outline;
mod overview;
mod timeline;

use std::rc::Rc;

use pulldown_cmark::HeadingLevel;

use super::document::{Import, Options};
use super::draft::Draft;
use crate::diagnostic::Source;
use crate::incident::Visibility;
use outline::{DocumentPart, Order};

/// The sections of all forms, in their order. The standard form has the lessons after the action items.
const SECTIONS: Order = &[
    &["Executive Summary", "Summary", "What Happened"],
    &["Incident Overview", "Incident Details"],
    &["Timeline"],
    &["Communications"],
    &["Root Cause Analysis", "Root Cause"],
    &["What Went Well"],
    &["What Didn't Go Well"],
    &["Where We Got Lucky"],
    &["Lessons Learned"],
    &["Action Items", "Actions"],
    &["Lessons Learned"],
    &["Follow-up and Prevention"],
    &["References"],
    &["Review"],
    &["Appendix"],
];

/// How the tool's own titles begin.
const TITLES: [&str; 2] = ["Post-Incident Review:", "Incident Review:"];

/// Whether a text is a document that PIR Generator writes.
pub(super) fn is_document(text: &str) -> bool {
    let is_title = |line: &str| TITLES.iter().any(|title| line.strip_prefix("# ").is_some_and(|line| line.starts_with(title)));
    text.lines().any(is_title) && (has_overview(text) || text.lines().any(|line| line.trim_end() == "## What Happened"))
}

/// Whether a text has the overview that PIR Generator and `export markdown` write.
pub(super) fn has_overview(text: &str) -> bool {
    text.lines().any(|line| matches!(line.trim_end(), "## Incident Overview" | "## Incident Details"))
}

/// Reads one document.
pub(super) fn import<'a>(document: &Rc<Source<'a>>, options: &'a Options<'a>) -> Import {
    let whole = DocumentPart::whole(document.text);
    let (_, titles) = whole.split(HeadingLevel::H1, None);
    let Some(first) = titles.first().copied() else {
        let error = document.error(0..0, "there is no title: a review begins with a line such as `# Post-Incident Review: ...`");
        return Import::failed(error.hint("if this is a postmortem of another form, import it as another format"));
    };
    let title = TITLES.iter().find_map(|prefix| first.title.strip_prefix(prefix));
    let review = DocumentPart { title: first.title, body: &document.text[first.start..], start: first.start };
    let (before, parts) = review.split(HeadingLevel::H2, Some(SECTIONS));
    if parts.is_empty() {
        let error = document.error(first.span(), "this has none of the sections of a review that PIR Generator writes");
        return Import::failed(error.hint("if this is a postmortem of another form, import it as another format"));
    }
    let parts = if title.is_none() { review.split(HeadingLevel::H2, None).1 } else { parts };

    let mut draft = Draft::new(Rc::clone(document), whole.start..document.text.len(), options);
    draft.incident.title = items::plain(title.unwrap_or(first.title));
    overview::head(&mut draft, before);
    parts.into_iter().for_each(|part| section(&mut draft, part));
    let mut results = Import::default();
    results.push(draft.finish());
    results
}

fn section(draft: &mut Draft<'_>, part: DocumentPart<'_>) {
    let part = without_footer(draft, part);
    match part.title.to_lowercase().as_str() {
        "executive summary" | "summary" | "what happened" => overview::summary(draft, part),
        "incident overview" | "incident details" => overview::read(draft, part),
        "timeline" => timeline::read(draft, part),
        "communications" => timeline::communications(draft, part),
        "root cause analysis" | "root cause" => analysis::read(draft, part),
        "what went well" | "what didn't go well" | "where we got lucky" | "lessons learned" => follow_up::lessons(draft, part),
        "action items" | "actions" => follow_up::actions(draft, part),
        "follow-up and prevention" => follow_up::prevention(draft, part),
        "references" => follow_up::references(draft, part),
        "review" => follow_up::review(draft, part),
        "appendix" => follow_up::appendix(draft, part),
        "similar incidents" => draft.dropped(part.span(), "similar incidents: the site works them out again"),
        _ => own_section(draft, part),
    }
}

/// A section of the team's own. One that is not for everybody says so in its first paragraph.
fn own_section(draft: &mut Draft<'_>, part: DocumentPart<'_>) {
    let marked = part.body.trim_start().split_once('\n').and_then(|(first, rest)| Some((items::fact(first.trim())?, rest)));
    let internal = marked.filter(|((name, label), _)| name == "Visibility" && *label == Visibility::Internal.label());
    draft.section(&items::plain(part.title), internal.as_ref().map_or(part.body, |(_, rest)| rest), part.span());
    if let (Some(_), Some(section)) = (internal, draft.incident.sections.last_mut()) {
        section.visibility = Visibility::Internal;
    }
}

/// The part without the line at the document's end that says which tool wrote it, and when.
fn without_footer<'t>(draft: &mut Draft<'_>, part: DocumentPart<'t>) -> DocumentPart<'t> {
    let body = part.body.trim_end();
    let Some((rest, line)) = body.rsplit_once('\n') else { return part };
    let says_so = line.starts_with("*Generated on ") && line.ends_with('*');
    let is_date = || super::stamp::day(line.trim_matches('*')).is_some() && line.starts_with('*') && line.ends_with('*');
    let rest = rest.trim_end();
    match rest.strip_suffix("---") {
        Some(text) if (says_so || is_date()) && (text.is_empty() || text.ends_with('\n')) => {
            let from = part.start + body.len() - line.len();
            draft.dropped(from..from + line.len(), format!("\"{}\" is about the document", line.trim_matches('*')));
            DocumentPart { body: text, ..part }
        }
        _ => part,
    }
}
