//! What is to be done: lists, lists of tasks, and tables.

use std::ops::Range;

use super::action_details::{detail, is_detail, is_ticket, nested, owner_first, without_tail};
use super::blocks::{Item, Kind, Node, Row, Table, words};
use super::names::plain;
use super::parts::append;
use super::{Review, facts, references};
use crate::diagnostic::at;
use crate::import::vocabulary;
use crate::incident::{Action, ActionKind, ActionStatus, Priority};

/// A title longer than this is a description, and its first sentence the title.
const LONG: usize = 120;

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
    say_due(review, &action, &text, &item.span);
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
            bare.trim().trim_end_matches([':', '-', ' ', '(']).trim().clone_into(&mut action.title);
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
    say_due(review, &action, &row.cells.join("\n"), &row.span);
    review.draft.incident.actions.push(action);
}

/// Says where day and month of a due date could be the other way round.
fn say_due(review: &mut Review<'_>, action: &Action, text: &str, span: &Range<usize>) {
    let path = at!["actions", review.draft.incident.actions.len(), "due"];
    review.say_if_ambiguous(text, action.due.map(|day| day.0), span, path);
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
