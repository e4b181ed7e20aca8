//! What is to be done: lists, lists of tasks, and tables.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::blocks::{Item, Kind, Node, Row, Table, words};
use super::names::plain;
use super::parts::append;
use super::{Review, facts, people, references, stamp};
use crate::diagnostic::at;
use crate::exchange::words as vocabulary;
use crate::incident::{Action, ActionKind, ActionStatus, Day, Priority};

/// A title longer than this is a description, and its first sentence the title.
const LONG: usize = 120;

/// What a line below an item may say of it.
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

/// What a group of action items has in common.
#[derive(Clone, Default)]
struct Group {
    priority: Option<Priority>,
    kind: Option<ActionKind>,
    /// A heading that says neither.
    title: Option<String>,
}

pub(super) fn read(review: &mut Review<'_>, node: &Node) {
    group(review, node, &Group::default());
}

fn group(review: &mut Review<'_>, node: &Node, of: &Group) {
    let mut rest: Vec<String> = Vec::new();
    for block in &node.blocks {
        match &block.kind {
            Kind::List(items) => items.iter().for_each(|it| item(review, it, of)),
            Kind::Table(table) if table_of_actions(review, table, of) => {}
            Kind::Rule => {}
            _ => rest.extend(review.draft.meant(block.text.clone(), block.span.clone())),
        }
    }
    let title = if node.title.is_empty() { "Action items".to_owned() } else { words(&node.title) };
    review.draft.section(&title, &rest.join("\n\n"), node.span.clone());
    for child in &node.children {
        group(review, child, &Group::of(&child.title, of));
    }
}

impl Group {
    fn of(title: &str, around: &Self) -> Self {
        let label = words(title);
        let first = label.split([' ', ':', '(']).next().unwrap_or_default();
        let (priority, kind) =
            (vocabulary::priority(first), vocabulary::action_kind(&label).or_else(|| vocabulary::action_kind(first)));
        let says_all = priority.is_some() && plain(&label).replace("priority", "").trim() == first.to_lowercase()
            || kind.is_some_and(|kind| plain(kind.label()) == plain(&label));
        Self {
            priority: priority.or(around.priority),
            kind: kind.or(around.kind),
            title: if says_all { around.title.clone() } else { Some(label) },
        }
    }

    fn action(&self, title: String) -> Action {
        let description = self.title.clone();
        Action { priority: self.priority, kind: self.kind, description, ..Action::new(title) }
    }
}

/// One item: a title, what stands behind it in parentheses or after dashes, and what is nested in it.
fn item(review: &mut Review<'_>, item: &Item, of: &Group) {
    let Some(text) = review.draft.meant(item.text.clone(), item.span.clone()) else { return };
    let (first, more) = first_paragraph(&text);
    let (first, more) = (first.as_str(), more);
    let index = review.draft.incident.actions.len();
    let mut action = of.action(String::new());
    if let Some(done) = item.done {
        action.status = if done { ActionStatus::Done } else { ActionStatus::Open };
    }
    let mut line = first.trim().to_owned();
    while let Some(shorter) = without_tail(&line, &mut action) {
        line = shorter;
    }
    line = owner_first(&line, &mut action);
    set_title(&mut action, &line);
    nested(more, &item.span, &mut action);
    if action.title.is_empty() {
        return review.draft.section("Action items", &format!("- {text}"), item.span.clone());
    }
    settle_ticket(review, &mut action);
    if let Some(comment) = struck(first) {
        review.draft.unsure(at!["actions", index, "title"], item.span.clone(), comment);
    }
    review.draft.incident.actions.push(action);
}

/// The first paragraph in one line, and what stands below it.
fn first_paragraph(text: &str) -> (String, &str) {
    let mut end = 0;
    let mut first: Vec<&str> = Vec::new();
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        let is_below = trimmed.is_empty()
            || trimmed.starts_with(['-', '*', '+', '>', '`', '|']) && !trimmed.starts_with("**") && !first.is_empty();
        if is_below || facts::of(trimmed).is_some_and(|fact| !first.is_empty() && is_detail(fact.name)) {
            break;
        }
        first.push(trimmed);
        end += line.len();
    }
    (first.join(" "), &text[end..])
}

fn is_detail(name: &str) -> bool {
    detail(&mut Action::new(""), name, "-") && !plain(name).is_empty() && KNOWN_DETAILS.contains(&plain(name).as_str())
}

/// What is struck out may be done or decided against: the source does not say which.
fn struck(text: &str) -> Option<&'static str> {
    text.trim_start().starts_with("~~").then_some("the source has this struck out: see whether it is done or won't be")
}

/// The title in plain words. A link in it is the ticket; what a line cannot hold is the description.
fn set_title(action: &mut Action, line: &str) {
    let links = references::links(line);
    let text = words(line);
    if text.chars().count() > LONG || line.contains("~~") {
        append(&mut action.description, line);
        action.title = vocabulary::title_of(&text);
        return;
    }
    if let [link] = links.as_slice()
        && references::is_web(&link.target)
        && (is_ticket(&words(&line[link.bytes.clone()])) || references::kind(&link.target).is_some())
        && action.url.is_none()
    {
        action.url = Some(link.target.clone());
        let label = words(&line[link.bytes.clone()]);
        let bare = text.replacen(&link.target, "", 1);
        // `[OPS-12](url) Do it`: the ticket's name is no part of the title.
        let rest = bare.replacen(label.as_str(), "", 1);
        let rest = rest.trim_matches([' ', ':', '-', '–', '—', '(', ')', '[', ']', '|', ',']);
        if is_ticket(&label) && action.id.is_none() && !rest.is_empty() {
            action.id = Some(label);
            rest.clone_into(&mut action.title);
        } else {
            action.title = bare.trim().trim_end_matches([':', '-', ' ', '(']).trim().to_owned();
        }
    } else {
        if !links.is_empty() {
            append(&mut action.description, line);
        }
        action.title = text;
    }
    // `OPS-12: Do it`.
    if let Some((id, rest)) = action.title.split_once([':', ' ']).filter(|(id, _)| is_ticket(id.trim_matches(['[', ']'])))
        && action.id.is_none()
    {
        let rest = rest.trim_matches([' ', '-', '–', '—', ':']).to_owned();
        if !rest.is_empty() {
            action.id = Some(id.trim_matches(['[', ']']).to_owned());
            action.title = rest;
        }
    }
}

static TAIL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^(?P<title>.+?)\s*(?:\((?P<round>[^()]*(?:\([^()]*\)[^()]*)*)\)|\[(?P<square>[^\[\]]*)\]|\s[-–—]\s+(?P<dash>(?:[^-–—]|\b[-–—]\b)+)|\s(?P<mention>@[\w.-]+|\#\d+))\.?$").ok()
});

/// A line without what stands at its end in parentheses, in brackets or behind a dash, if all of it is understood.
fn without_tail(line: &str, action: &mut Action) -> Option<String> {
    let found = TAIL.as_ref()?.captures(line)?;
    let tail = ["round", "square", "dash", "mention"].iter().find_map(|name| found.name(name))?;
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

/// One thing that is said of an action: who, until when, how urgent, which ticket.
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
        } else if text != link.target {
            append(&mut action.description, &text);
        }
        return true;
    }
    if let Some(owner) =
        after(&["owner", "owners", "assignee", "assigned to", "dri"]).or_else(|| text.strip_prefix('@').map(str::to_owned))
    {
        return put(&mut action.owner, people::name(&owner));
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
    stamp::whole(text)
        .filter(|stamp| stamp.time.is_none() && stamp.until.is_none())
        .and_then(|stamp| stamp.date?.date(None))
        .map(Day)
}

/// `OPS-12`, `#812`, `org/repo#12`.
fn is_ticket(text: &str) -> bool {
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
fn owner_first(line: &str, action: &mut Action) -> String {
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

/// What stands below an item: facts of it, and more text.
fn nested(more: &str, span: &Range<usize>, action: &mut Action) {
    if more.trim().is_empty() {
        return;
    }
    let node = Node::of_text(more, span);
    let mut rest: Vec<String> = Vec::new();
    for block in &node.blocks {
        match &block.kind {
            Kind::List(items) => {
                for item in items {
                    let fact = facts::of(&item.text).map(|fact| (words(fact.name), fact.value.to_owned()));
                    if item.done.is_some() || !fact.is_some_and(|(name, value)| detail(action, &name, &value)) {
                        let mark = item.done.map_or("- ", |done| if done { "- [x] " } else { "- [ ] " });
                        rest.push(format!("{mark}{}", item.text.replace('\n', "\n  ")));
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
fn detail(action: &mut Action, name: &str, value: &str) -> bool {
    let text = words(value);
    if text.is_empty() || crate::exchange::boilerplate::is_made_up(&text) || matches!(text.as_str(), "-" | "–" | "—") {
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
        || value
            .split_whitespace()
            .all(|piece| crate::exchange::boilerplate::is_made_up(piece) || understand(piece.trim_matches('*'), &mut known));
    if understood {
        *action = known;
    }
    understood
}

fn table_of_actions(review: &mut Review<'_>, table: &Table, of: &Group) -> bool {
    const TITLES: [&str; 18] = [
        "action",
        "action item",
        "action items",
        "item",
        "task",
        "what",
        "title",
        "description",
        "todo",
        "to do",
        "follow up",
        "corrective action",
        "activity",
        "improvement",
        "actions",
        "summary",
        "remediation",
        "measure",
    ];
    let names: Vec<String> = table.head.iter().map(|name| plain(name)).collect();
    let title =
        TITLES.iter().find_map(|title| names.iter().position(|name| name == title)).filter(|at| !is_number_column(table, *at));
    let Some(title) = title else { return false };
    for row in &table.rows {
        let cell = row.cells.get(title).map(|cell| cell.trim().to_owned()).unwrap_or_default();
        if row.cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if cell.is_empty() || review.draft.meant(cell.clone(), row.span.clone()).is_none() {
            let cells = row.cells.join(" | ");
            review.draft.section("Action items", &format!("- {}", cells.trim()), row.span.clone());
            continue;
        }
        row_action(review, (row, title, &cell), &table.head, of);
    }
    true
}

fn is_number_column(table: &Table, at: usize) -> bool {
    !table.rows.is_empty()
        && table.rows.iter().all(|row| row.cells.get(at).is_some_and(|cell| cell.trim().parse::<u32>().is_ok()))
}

fn row_action(review: &mut Review<'_>, (row, title, cell): (&Row, usize, &str), head: &[String], of: &Group) {
    let mut action = of.action(String::new());
    let (first, more) = cell.split_once('\n').unwrap_or((cell, ""));
    set_title(&mut action, first);
    append(&mut action.description, more);
    for (at, (name, value)) in head.iter().zip(&row.cells).enumerate() {
        let is_number = matches!(plain(name).as_str(), "" | "no" | "nr" | "number")
            && value.trim().trim_end_matches('.').parse::<u32>().is_ok();
        if at == title || is_number || value.trim().is_empty() {
            continue;
        }
        if !detail(&mut action, name, value) {
            append(&mut action.description, &format!("**{}:** {}", words(name), value.trim()));
        }
    }
    settle_ticket(review, &mut action);
    if action.title.is_empty() {
        action.title = vocabulary::title_of(cell);
    }
    review.draft.incident.actions.push(action);
}

/// Two action items cannot have one name: the second keeps it as text. So does one without a link, for its readers.
fn settle_ticket(review: &Review<'_>, action: &mut Action) {
    let is_known = |id: &String| review.draft.incident.actions.iter().any(|known| known.id.as_ref() == Some(id));
    if let Some(id) = action.id.take_if(|id| is_known(id)) {
        append(&mut action.description, &format!("Ticket: {id}"));
    } else if let (Some(id), None) = (&action.id, &action.url) {
        append(&mut action.description, &format!("Ticket: {id}"));
    }
}
