//! What happened when, and what was said to whom.

use pulldown_cmark::HeadingLevel;

use super::items::{self, ReviewItem};
use super::outline::{DocumentPart, Order};
use crate::diagnostic::at;
use crate::import::draft::Draft;
use crate::incident::{Communication, CommunicationAudience, EventKind, Milestone, TimelineEntry};

const PARTS: Order = &[&["Phase Timeline"], &["Key Metrics"]];
const DETAILS: [&str; 5] = ["By", "Source", "Evidence", "Picture", "Visibility"];

pub(super) fn read(draft: &mut Draft<'_>, part: DocumentPart<'_>) {
    let (entries, parts) = part.split(HeadingLevel::H3, Some(PARTS));
    let list = items::read(entries.body, entries.start, &DETAILS);
    list.items.into_iter().for_each(|item| entry(draft, item));
    if let Some(loose) = draft.content(list.loose, entries.span()) {
        draft.section("Timeline", &loose, entries.span());
    }
    for part in parts {
        if part.title.eq_ignore_ascii_case("Phase Timeline") {
            phases(draft, part);
        } else {
            metrics(draft, part);
        }
    }
}

/// `**2024-03-15 14:30 UTC** [Alert, *started*]: event`.
fn entry(draft: &mut Draft<'_>, mut item: ReviewItem) {
    let path = at!["timeline", draft.incident.timeline.len(), "at"];
    let Some((when, marks, event)) = dated(&item.text) else {
        return draft.section("Timeline", &item.rest(), item.span);
    };
    let (mut kind, mut milestone) = (None, None);
    for mark in marks.strip_prefix('[').and_then(|marks| marks.strip_suffix(']')).into_iter().flat_map(|marks| marks.split(", "))
    {
        kind = kind.or_else(|| EventKind::labelled(mark));
        milestone = milestone.or_else(|| Milestone::named(mark.trim_matches('*')));
    }
    let (when, event) = (when.to_owned(), event.to_owned());
    let Some(at) = draft.moment(&when, item.span.clone(), &path) else { return };
    let mut plain = |name| item.take(name).map(|text| items::plain(&text));
    let (by, source, url) = (plain("By"), plain("Source"), item.take("Evidence"));
    let picture = item.take("Picture").as_deref().and_then(picture);
    let (image_alt, image) = picture.map_or((None, None), |(alt, image)| (alt, Some(image)));
    let visibility = item.visibility();
    draft.incident.timeline.push(TimelineEntry { at, event, kind, milestone, by, source, url, image, image_alt, visibility });
}

/// The moment in bold, what stands between it and the colon, and the text.
fn dated(text: &str) -> Option<(&str, &str, &str)> {
    let (when, rest) = text.strip_prefix("**")?.split_once("**")?;
    let (marks, text) = if rest.starts_with(" [") || rest.starts_with(" (") {
        let close = if rest.starts_with(" [") { "]: " } else { "): " };
        let end = rest.find(close).or_else(|| rest.find(close.trim_end()))?;
        (&rest[1..=end], rest.get(end + 2..)?)
    } else {
        ("", rest.strip_prefix(':')?)
    };
    Some((when, marks, text.trim()))
}

/// `![what it shows](<file>)`.
fn picture(text: &str) -> Option<(Option<String>, String)> {
    let (alt, file) = text.strip_prefix("![")?.strip_suffix(">)")?.rsplit_once("](<")?;
    Some((Some(items::plain(alt)).filter(|alt| !alt.is_empty()), file.to_owned()))
}

/// What the tool counts of each phase: `**Detection Phase**`, and a list with its start.
fn phases(draft: &mut Draft<'_>, part: DocumentPart<'_>) {
    let mut at = part.start;
    let mut name: Option<&str> = None;
    let mut facts: Vec<&str> = Vec::new();
    for line in part.body.split_inclusive('\n').chain(["**"]) {
        let text = line.trim();
        if text.starts_with("**") {
            if let Some(name) = name.replace(text.trim_matches('*')) {
                phase(draft, name, &std::mem::take(&mut facts), at..at);
            }
        } else {
            facts.extend(text.strip_prefix("- "));
        }
        at += line.len();
    }
}

fn phase(draft: &mut Draft<'_>, name: &str, facts: &[&str], span: std::ops::Range<usize>) {
    let (start, rest): (Vec<&str>, Vec<&str>) = facts.iter().partition(|fact| fact.starts_with("Start: "));
    let text = if rest.is_empty() { name.to_owned() } else { format!("{name} ({})", rest.join("; ").to_lowercase()) };
    let path = at!["timeline", draft.incident.timeline.len(), "at"];
    let when = start.first().and_then(|start| start.strip_prefix("Start: "));
    match when.and_then(|when| draft.moment(when, span.clone(), &path)) {
        Some(at) => draft.incident.timeline.push(TimelineEntry::new(at, text)),
        None => draft.section("Timeline", &text, span),
    }
}

/// Figures that the tool counted; those that it could not count are dropped.
fn metrics(draft: &mut Draft<'_>, part: DocumentPart<'_>) {
    let known: Vec<&str> = part.body.trim().lines().filter(|line| !line.contains("N/A")).collect();
    if known.len() < part.body.trim().lines().count() {
        draft.dropped(part.span(), "figures that the tool could not count");
    }
    draft.section("Key Metrics", &known.join("\n"), part.span());
}

/// `**2024-03-15 14:50 UTC** (Status page, to customers): message`.
pub(super) fn communications(draft: &mut Draft<'_>, part: DocumentPart<'_>) {
    let list = items::read(part.body, part.start, &["Visibility"]);
    for mut item in list.items {
        let path = at!["communications", draft.incident.communications.len(), "at"];
        let Some((when, how, message)) = dated(&item.text) else {
            draft.section("Communications", &item.rest(), item.span);
            continue;
        };
        let how = how.strip_prefix('(').and_then(|how| how.strip_suffix(')')).unwrap_or_default();
        let (channel, audience) =
            match how.rsplit_once("to ").map(|(channel, word)| (channel, CommunicationAudience::named(word))) {
                Some((channel, Some(audience))) => (channel.trim_end().trim_end_matches(','), Some(audience)),
                _ => (how, None),
            };
        let channel = Some(items::plain(channel)).filter(|channel| !channel.is_empty());
        let (when, message, visibility) = (when.to_owned(), message.to_owned(), item.stated_visibility());
        if let Some(at) = draft.moment(&when, item.span, &path) {
            draft.incident.communications.push(Communication { at, channel, audience, message, visibility });
        }
    }
    draft.section("Communications", &list.loose, part.span());
}
