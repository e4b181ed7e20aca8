//! What it taught, what is to be done, where to read more, and how far the review has come.

use pulldown_cmark::HeadingLevel;

use super::items::{self, ReviewItem};
use super::outline::{DocumentPart, Order};
use crate::import::draft::Draft;
use crate::import::names::{Field, FieldNames};
use crate::import::{boilerplate, stamp, vocabulary};
use crate::incident::{
    Action, ActionKind, ActionStatus, Day, FollowUp, FollowUpReview, Priority, Reference, ReferenceKind, ReviewState,
};

const DETAILS: [&str; 13] = [
    "Status",
    "Reason",
    "Priority",
    "Kind",
    "Owner",
    "Team",
    "Due",
    "Closed",
    "Ticket",
    "Description",
    "Success criteria",
    "Timeline",
    "Visibility",
];
const FOLLOW_UP: Order = &[&["Prevention Measures"], &["Follow-up Schedule"]];
const APPENDIX: Order = &[&["Additional Information"], &["References"]];

/// One of the lists of lessons. Those that the tool sorts by category stand below headings.
pub(super) fn lessons(draft: &mut Draft<'_>, part: DocumentPart<'_>) {
    let (before, categories) = part.split(HeadingLevel::H3, None);
    let mut found = Vec::new();
    for part in [before].into_iter().chain(categories) {
        let list = items::read(part.body, part.start, &[]);
        for item in list.items {
            found.extend(draft.content(item.rest(), item.span));
        }
        found.extend(draft.content(list.loose, part.span()));
    }
    let kind = FieldNames(&[]).field(part.title).unwrap_or(Field::Learned);
    draft.lessons(kind, found);
}

/// Action items: a list of tasks, or the tool's groups by priority.
pub(super) fn actions(draft: &mut Draft<'_>, part: DocumentPart<'_>) {
    let (before, groups) = part.split(HeadingLevel::H3, None);
    group(draft, before, None);
    for part in groups {
        let priority = part.title.split(' ').next().and_then(vocabulary::priority);
        group(draft, part, priority);
    }
}

fn group(draft: &mut Draft<'_>, part: DocumentPart<'_>, priority: Option<Priority>) {
    let is_tools = part.body.lines().any(|line| line.starts_with("**"));
    let body = if is_tools { tasks_of(part.body) } else { part.body.to_owned() };
    let list = items::read(&body, part.start, &DETAILS);
    for mut item in list.items {
        item.span = part.span();
        let Some(action) = action(draft, item, priority) else { continue };
        draft.incident.actions.push(action);
    }
    if let Some(loose) = draft.content(list.loose, part.span()) {
        draft.section("Action Items", &loose, part.span());
    }
}

/// The tool's action items, a title in bold with a list below it, as items with details.
fn tasks_of(body: &str) -> String {
    let line = |line: &str| match line.strip_prefix("**").and_then(|rest| rest.trim_end().strip_suffix("**")) {
        Some(title) => format!("- {title}\n"),
        None if line.starts_with("- ") => format!("  {line}\n"),
        None => format!("{line}\n"),
    };
    body.lines().map(line).collect()
}

fn action(draft: &mut Draft<'_>, mut item: ReviewItem, priority: Option<Priority>) -> Option<Action> {
    let text = item.text.clone();
    let (done, title) = match (text.strip_prefix("[x] "), text.strip_prefix("[ ] ")) {
        (Some(title), _) => (true, title),
        (_, Some(title)) => (false, title),
        _ => (false, text.as_str()),
    };
    let title = items::plain(title);
    let made_up =
        title.strip_prefix("Address: ").is_some_and(|cause| boilerplate::begins_boilerplate(cause.trim_end_matches('.')));
    if made_up || draft.content(title.clone(), item.span.clone()).is_none() {
        draft.dropped(item.span, format!("the action item \"{title}\" is the tool's own"));
        return None;
    }
    let (title, id) =
        title.strip_suffix(')').and_then(|rest| rest.rsplit_once(" (")).map_or((title.clone(), None), |(title, id)| {
            if is_id(id) { (title.to_owned(), Some(id.to_owned())) } else { (format!("{title} ({id})"), None) }
        });
    let known = |value: Option<String>| value.filter(|value| !boilerplate::is_boilerplate(value));
    let mut plain = |name: &str| known(item.take(name)).map(|text| items::plain(&text));
    let (reason, owner, team, due) = (plain("Reason"), plain("Owner"), plain("Team"), plain("Due"));
    let (closed, status, kind, own) = (plain("Closed"), plain("Status"), plain("Kind"), plain("Priority"));
    // What is no day stays words.
    let unread = |name: &str, text: &Option<String>| {
        text.as_ref().filter(|text| day(text).is_none()).map(|text| format!("{name}: {text}"))
    };
    let unread: Vec<String> = [unread("Due", &due), unread("Closed", &closed)].into_iter().flatten().collect();
    let status = status.and_then(|status| ActionStatus::labelled(&status));
    let (url, criteria) = (item.take("Ticket"), known(item.take("Success criteria")));
    let (mut description, visibility) = (item.take("Description"), item.visibility());
    item.text.clear();
    let rest = item.rest();
    if !rest.trim().is_empty() {
        description = Some(description.map_or_else(|| rest.trim().to_owned(), |text| format!("{text}{rest}")));
    }
    if !unread.is_empty() {
        description = Some(description.into_iter().chain(unread).collect::<Vec<_>>().join("\n\n"));
    }
    Some(Action {
        title,
        id,
        description,
        success_criteria: criteria,
        kind: kind.and_then(|kind| ActionKind::labelled(&kind)),
        priority: own.and_then(|priority| vocabulary::priority(&priority)).or(priority),
        owner,
        team,
        due: due.and_then(|due| day(&due)),
        closed: closed.and_then(|closed| day(&closed)),
        status: status.unwrap_or(if done { ActionStatus::Done } else { ActionStatus::Open }),
        reason,
        url,
        visibility,
    })
}

/// Whether it is what an action item is called by, rather than a remark in parentheses.
fn is_id(text: &str) -> bool {
    !text.is_empty() && !text.contains(char::is_whitespace) && text.contains(|c: char| c.is_ascii_digit())
}

fn day(text: &str) -> Option<Day> {
    stamp::day(text).filter(|(_, is_ambiguous)| !is_ambiguous).map(|(day, _)| Day(day))
}

/// Prevention, and the days of follow-up.
pub(super) fn prevention(draft: &mut Draft<'_>, part: DocumentPart<'_>) {
    let (before, parts) = part.split(HeadingLevel::H3, Some(FOLLOW_UP));
    draft.section("Follow-up", before.body, before.span());
    let mut follow_up = FollowUp::default();
    for part in parts {
        let list = items::read(part.body, part.start, &[]);
        let is_schedule = part.title.eq_ignore_ascii_case("Follow-up Schedule");
        for item in list.items {
            match scheduled(&item.text).filter(|_| is_schedule) {
                Some(review) => follow_up.reviews.push(review),
                None => {
                    let text = draft.content(item.rest(), item.span.clone());
                    match text {
                        Some(text) if is_schedule => draft.section("Follow-up Schedule", &format!("- {text}"), item.span),
                        text => follow_up.prevention.extend(text),
                    }
                }
            }
        }
        if let Some(loose) = draft.content(list.loose, part.span()) {
            draft.section(part.title, &loose, part.span());
        }
    }
    draft.incident.follow_up = Some(follow_up).filter(|follow_up| *follow_up != FollowUp::default());
}

/// `2024-04-15: what (done 2024-04-16)`.
fn scheduled(text: &str) -> Option<FollowUpReview> {
    let due = day(text.get(..10)?)?;
    let rest = text.get(10..)?;
    let done =
        rest.strip_suffix(')').and_then(|rest| rest.rsplit_once(" (done ")).and_then(|(rest, done)| Some((rest, day(done)?)));
    let (rest, done) = done.map_or((rest, None), |(rest, done)| (rest, Some(done)));
    let what = rest.strip_prefix(": ").map(items::plain);
    Some(FollowUpReview { due, what, done })
}

pub(super) fn references(draft: &mut Draft<'_>, part: DocumentPart<'_>) {
    let list = items::read(part.body, part.start, &["Visibility"]);
    for mut item in list.items {
        if let Some(related) = item.text.strip_prefix("Related incident: ") {
            draft.incident.related.extend(related.split(' ').next().map(items::plain));
        } else {
            let found = reference(draft, &mut item);
            draft.incident.references.extend(found);
        }
    }
    draft.section("References", &list.loose, part.span());
}

/// `Kind: [title](<url>)`, or the tool's `Incident tracking ticket: url`.
fn reference(draft: &mut Draft<'_>, item: &mut ReviewItem) -> Option<Reference> {
    let visibility = item.visibility();
    let text = item.text.as_str();
    let kind = text.split_once(": ").and_then(|(kind, rest)| Some((ReferenceKind::labelled(kind)?, rest)));
    let (kind, text) = kind.map_or((None, text), |(kind, rest)| (Some(kind), rest));
    let named = text.split_once(": ").filter(|(_, value)| boilerplate::is_boilerplate(value));
    if named.is_some() {
        draft.dropped(item.span.clone(), format!("\"{text}\" leads nowhere"));
        return None;
    }
    let link = text.strip_prefix('[').and_then(|text| text.strip_suffix(')')).and_then(|text| text.rsplit_once("]("));
    let bare = text.split_once(": ").filter(|(_, url)| url.starts_with("http") && !url.contains(char::is_whitespace));
    let (title, url) = match (link, bare) {
        (Some((title, url)), _) => (title, Some(url.trim_start_matches('<').trim_end_matches('>').to_owned())),
        (None, Some((title, url))) => (title, Some(url.to_owned())),
        (None, None) => (text, None),
    };
    Some(Reference { title: items::plain(title), url, kind, visibility })
}

pub(super) fn review(draft: &mut Draft<'_>, part: DocumentPart<'_>) {
    let mut rest = String::new();
    for item in items::read(part.body, part.start, &[]).items {
        let fact = item.fact().map(|(name, value)| (name, value.to_owned()));
        let review = &mut draft.incident.review;
        match fact.as_ref().map(|(name, value)| (name.as_str(), value.as_str())) {
            Some(("State", value)) => review.state = ReviewState::labelled(value).unwrap_or_default(),
            Some(("Owner", value)) => review.owner = Some(items::plain(value)),
            Some(("Approvers", value)) if value.starts_with("- ") => {
                review.approvers = items::nested(value).iter().map(|name| items::plain(name)).collect();
            }
            Some(("Approvers", value)) => review.approvers = items::names(value),
            Some(("Held", value)) => review.held = day(value),
            Some(("Published", value)) => review.published = day(value),
            Some(("Recording", value)) => review.recording = Some(value.trim_matches(['<', '>']).to_owned()),
            _ => rest.extend(["- ", &item.rest(), "\n"]),
        }
    }
    draft.section("Review", &rest, part.span());
}

/// What the tool repeats at the end, and its references.
pub(super) fn appendix(draft: &mut Draft<'_>, part: DocumentPart<'_>) {
    let (before, parts) = part.split(HeadingLevel::H3, Some(APPENDIX));
    draft.section("Appendix", before.body, before.span());
    for part in parts {
        if part.title.eq_ignore_ascii_case("References") {
            references(draft, part);
        } else {
            information(draft, part);
        }
    }
}

fn information(draft: &mut Draft<'_>, part: DocumentPart<'_>) {
    let list = items::read(part.body, part.start, &[]);
    let mut rest = String::new();
    for item in list.items {
        match item.text.split_once(": ") {
            Some(("Incident ID", id)) if draft.incident.id.is_empty() => id.clone_into(&mut draft.incident.id),
            Some(("Incident ID", id)) if draft.incident.id == id => {}
            Some(("Severity Classification", severity)) if draft.incident.severity.is_empty() => {
                draft.severity(severity, item.span);
            }
            Some(("Severity Classification", _)) => {}
            Some(("Affected Services", services)) => {
                let known: Vec<String> = services.split(", ").map(str::to_owned).collect();
                let new = known.into_iter().filter(|service| !draft.incident.services.contains(service)).collect::<Vec<_>>();
                draft.incident.services.extend(new);
            }
            _ => rest.extend(["- ", &item.rest(), "\n"]),
        }
    }
    draft.section("Additional Information", &format!("{rest}\n{}", list.loose), part.span());
}
