//! Details of an action item beside its title: its owner, due date, priority and ticket.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::blocks::{Kind, Outline};
use super::text::{self, append, words};
use super::{facts, people, references};
use crate::import::boilerplate::is_boilerplate;
use crate::import::names::plain;
use crate::import::{stamp, vocabulary};
use crate::incident::{Action, ActionStatus, Day};

/// Names of details in lines below an item.
const KNOWN_DETAILS: [&str; 14] = [
    "owner",
    "owners",
    "assignee",
    "assigned to",
    "due",
    "due date",
    "deadline",
    "eta",
    "status",
    "priority",
    "ticket",
    "jira",
    "issue",
    "success criteria",
];

pub(super) fn is_detail(name: &str) -> bool {
    KNOWN_DETAILS.contains(&plain(name).as_str())
}

/// A longer line, in bytes, is a text without details.
const LONGEST: usize = 1000;

static TAIL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^(?P<title>.+?)\s*(?:\((?P<round>[^()]*(?:\([^()]*\)[^()]*)*)\)|\[(?P<square>[^\[\]]*)\]|\s[-–—]\s+(?P<dash>(?:[^-–—]|\b[-–—]\b)+)|\s(?P<mention>@[\w.-]+|\#\d+))\.?$").ok()
});

/// A line without what stands at its end in parentheses, in brackets or behind a dash, if all of it is understood.
pub(super) fn without_tail(line: &str, action: &mut Action) -> Option<String> {
    let found = TAIL.as_ref().filter(|_| line.len() <= LONGEST)?.captures(line)?;
    let tail = ["round", "square", "dash", "mention"].iter().find_map(|name| found.name(name))?;
    // The parentheses of a link are not those of a remark.
    if line[..tail.start()].trim_end_matches('(').ends_with(']') && line[..tail.start()].ends_with('(') {
        return None;
    }
    let separators: &[char] = if tail.as_str().contains(';') { &[';', '|'] } else { &[',', '|'] };
    let pieces: Vec<&str> = tail.as_str().split(separators).map(str::trim).filter(|piece| !piece.is_empty()).collect();
    let mut known = action.clone();
    let mut marked = 0;
    let mut rest = pieces.iter().peekable();
    while let Some(piece) = rest.next() {
        if understand(piece, &mut known) {
            marked += 1;
        } else if let Some(year) = rest.peek()
            && understand(&format!("{piece}, {year}"), &mut known)
        {
            // `due March 6, 2024` has a comma of its own.
            rest.next();
            marked += 1;
        } else if known.owner.is_none() && pieces.len() > 1 && is_person(piece) {
            known.owner = Some(people::name(piece));
        } else {
            return None;
        }
    }
    (marked > 0).then(|| {
        *action = known;
        found["title"].trim().to_owned()
    })
}

/// Reads one detail: an owner, a due date, a priority, a ticket. `false` where it is none.
fn understand(piece: &str, action: &mut Action) -> bool {
    let text = words(piece);
    let lower = text.to_lowercase();
    let after = |names: &[&str]| {
        names.iter().find_map(|name| {
            let rest = lower.strip_prefix(name)?;
            rest.starts_with([':', ' ']).then(|| text[text.len() - rest.len()..].trim_start_matches([':', ' ']).to_owned())
        })
    };
    if let [link] = references::links(piece).as_slice()
        && link.is_alone
        && references::is_web(&link.target)
    {
        let is_tracker = is_ticket(&text) || references::kind(&link.target).is_some();
        if !is_tracker || action.url.is_some() {
            append(&mut action.description, piece.trim());
            return true;
        }
        action.url = Some(link.target.clone());
        if is_ticket(&text) && action.id.is_none() {
            action.id = Some(text);
        } else if text != link.target && !references::is_generic(&text) {
            append(&mut action.description, &text);
        }
        return true;
    }
    if let Some(owner) =
        after(&["owner", "owners", "assignee", "assigned to", "dri"]).or_else(|| text.strip_prefix('@').map(str::to_owned))
    {
        return is_boilerplate(&owner) || put(&mut action.owner, people::name(&owner));
    }
    if let Some(team) = after(&["team"]) {
        return put(&mut action.team, team);
    }
    if let Some(due) = after(&["due", "by", "eta", "deadline", "until"]) {
        return set_due(action, &due);
    }
    if let Some(priority) = vocabulary::priority(&after(&["priority", "prio"]).unwrap_or_else(|| text.clone())) {
        return put(&mut action.priority, priority);
    }
    if let Some(status) = vocabulary::action_status(&after(&["status"]).unwrap_or_else(|| text.clone())) {
        action.status = status;
        return true;
    }
    if let Some(ticket) = after(&["ticket", "jira", "issue", "bug"]).filter(|ticket| is_ticket(ticket)) {
        return put(&mut action.id, ticket);
    }
    if is_ticket(&text) {
        return put(&mut action.id, text);
    }
    set_due(action, &text)
}

/// Sets a value; `false` where there is another one.
fn put<T: PartialEq>(known: &mut Option<T>, value: T) -> bool {
    match known {
        Some(known) => *known == value,
        None => {
            *known = Some(value);
            true
        }
    }
}

fn set_due(action: &mut Action, text: &str) -> bool {
    match day(text) {
        Some(day) if action.due.is_none_or(|due| due == day) => {
            action.due = Some(day);
            true
        }
        _ => false,
    }
}

/// A text that is a day of a year, and no more.
fn day(text: &str) -> Option<Day> {
    stamp::day(text).map(|(day, _)| Day(day))
}

/// `OPS-12`, `#812`, `org/repo#12`.
pub(super) fn is_ticket(text: &str) -> bool {
    static TICKET: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^(?:[A-Z][A-Z0-9_]+-\d+|[\w./-]*[#!]\d+)$").ok());
    TICKET.as_ref().is_some_and(|it| it.is_match(text))
}

fn is_person(text: &str) -> bool {
    let parts: Vec<&str> = text.split_whitespace().collect();
    (1..=3).contains(&parts.len())
        && parts.iter().all(|part| {
            part.starts_with(char::is_uppercase) && part.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '’' | '\''))
        })
}

/// `@ada: Limit the cache`, `**Ada**: Limit the cache`.
pub(super) fn owner_first(line: &str, action: &mut Action) -> String {
    if action.owner.is_some() {
        return line.to_owned();
    }
    if let Some((mention, rest)) = line.strip_prefix('@').and_then(|rest| rest.split_once([' ', ':']))
        && !rest.trim_matches([' ', ':', '-', '–', '—']).is_empty()
    {
        action.owner = Some(mention.trim_end_matches([':', ',']).to_owned());
        return rest.trim_start_matches([' ', ':', '-', '–', '—']).to_owned();
    }
    if let Some((mark, rest)) = line.strip_prefix("**").and_then(|rest| rest.split_once("** "))
        && let Some(priority) = vocabulary::priority(mark).filter(|_| action.priority.is_none())
    {
        action.priority = Some(priority);
        return rest.trim_start().to_owned();
    }
    if let Some(fact) = facts::of(line).filter(|fact| fact.is_marked && !fact.value.is_empty()) {
        if fact.name.starts_with('@') {
            action.owner = Some(people::name(fact.name));
            return fact.value.to_owned();
        }
        if let Some(priority) = vocabulary::priority(&words(fact.name)).filter(|_| action.priority.is_none()) {
            action.priority = Some(priority);
            return fact.value.to_owned();
        }
    }
    line.to_owned()
}

/// Reads what stands below an item: details, and more text.
pub(super) fn nested(more: &str, span: &Range<usize>, action: &mut Action) {
    if more.trim().is_empty() {
        return;
    }
    let node = Outline::of_text(more, span);
    let mut rest: Vec<String> = Vec::new();
    for block in &node.blocks {
        match &block.kind {
            Kind::List(items) => {
                for item in items {
                    let fact = facts::of(&item.text).map(|fact| (words(fact.name), fact.value.to_owned()));
                    if item.done.is_some() || !fact.is_some_and(|(name, value)| detail(action, &name, &value)) {
                        rest.push(text::item(&item.text, item.done));
                    }
                }
            }
            _ => {
                for line in block.text.lines() {
                    let fact = facts::of(line.trim()).map(|fact| (words(fact.name), fact.value.to_owned()));
                    if !fact.is_some_and(|(name, value)| detail(action, &name, &value)) {
                        rest.push(line.to_owned());
                    }
                }
            }
        }
    }
    append(&mut action.description, &rest.join("\n"));
}

/// A value of an action by the name of its column, or of its line. `false` where it is not understood.
pub(super) fn detail(action: &mut Action, name: &str, value: &str) -> bool {
    let text = words(value);
    if text.is_empty() || is_boilerplate(&text) || matches!(text.as_str(), "-" | "–" | "—") {
        return true;
    }
    match plain(name).as_str() {
        "owner" | "owners" | "assignee" | "assigned to" | "dri" | "who" | "responsible" | "responsible person" | "assigned" => {
            put(&mut action.owner, people::name(&text))
        }
        "team" | "owning team" => put(&mut action.team, text),
        "due" | "due date" | "deadline" | "eta" | "target date" | "when" | "by when" | "target" | "date" => {
            set_due(action, &text)
        }
        "closed" | "done on" | "completed" | "completed on" | "closed on" => match day(&text) {
            Some(day) => put(&mut action.closed, day),
            None => false,
        },
        "status" | "state" | "done" => match vocabulary::action_status(text.trim_matches(|c: char| !c.is_alphanumeric())) {
            Some(status) => {
                action.status = status;
                true
            }
            None => match text.as_str() {
                "✅" | "☑" | "✔" | "✔️" | "x" | "[x]" | "yes" | "Yes" => {
                    action.status = ActionStatus::Done;
                    true
                }
                _ => false,
            },
        },
        "priority" | "prio" | "p" | "urgency" => match vocabulary::priority(&text) {
            Some(priority) => put(&mut action.priority, priority),
            None => false,
        },
        "type" | "kind" | "category" => match vocabulary::action_kind(&text) {
            Some(kind) => put(&mut action.kind, kind) && plain(kind.label()) == plain(&text),
            None => false,
        },
        "ticket" | "bug" | "jira" | "issue" | "link" | "tracker" | "url" | "pr" | "tracking" | "ticket id" | "issue link"
        | "jira ticket" | "bug id" | "id" | "tracking bug" | "ticket link" | "reference" | "tracking issue" => {
            ticket(value.trim(), action)
        }
        "success criteria" | "definition of done" | "acceptance criteria" => {
            put(&mut action.success_criteria, value.trim().to_owned())
        }
        "description" | "notes" | "details" | "note" | "comment" | "comments" => {
            append(&mut action.description, value);
            true
        }
        _ => false,
    }
}

/// A ticket, with a word on how it stands: `[OPS-12](https://...) **DONE**`.
fn ticket(value: &str, action: &mut Action) -> bool {
    let mut known = action.clone();
    let understood = understand(value, &mut known)
        || value.split_whitespace().all(|piece| is_boilerplate(piece) || understand(piece.trim_matches('*'), &mut known));
    if understood {
        *action = known;
    }
    understood
}
