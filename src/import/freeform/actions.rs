//! Action items: lists, lists of tasks, and tables.

use std::ops::Range;

use super::action_details::{detail, is_detail, is_ticket, nested, owner_first, without_tail};
use super::blocks::{Item, Kind, Outline, Row, Table};
use super::reader::Reader;
use super::references::Link;
use super::text::{append, words};
use super::{facts, references};
use crate::diagnostic::at;
use crate::import::names::{Field, plain};
use crate::import::{private, vocabulary};
use crate::incident::{Action, ActionKind, ActionStatus, Priority};

/// An item has at most so many remarks in parentheses at its end.
const TAILS: usize = 16;

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

pub(super) fn read(reader: &mut Reader<'_>, node: &Outline) {
    group(reader, node, &Group::default());
}

fn group(reader: &mut Reader<'_>, node: &Outline, of: &Group) {
    let mut rest: Vec<String> = Vec::new();
    for block in &node.blocks {
        match &block.kind {
            Kind::List(items) => items.iter().for_each(|it| item(reader, it, of)),
            Kind::Table(table) if table_of_actions(reader, table, of) => {}
            Kind::Rule => {}
            _ => rest.extend(reader.draft.content(block.text.clone(), block.span.clone())),
        }
    }
    let title = if node.title.is_empty() { "Action items".to_owned() } else { words(&node.title) };
    reader.draft.section(&title, &rest.join("\n\n"), node.span.clone());
    for child in &node.children {
        group(reader, child, &Group::of(&child.title, of));
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
fn item(reader: &mut Reader<'_>, item: &Item, of: &Group) {
    let text = reader.with_addresses(&item.text).into_owned();
    let Some(text) = reader.draft.content(text, item.span.clone()) else { return };
    let (first, more) = first_paragraph(&text);
    let (first, more) = (first.as_str(), more);
    let index = reader.draft.incident.actions.len();
    let mut action = of.action(String::new());
    if let Some(done) = item.done {
        action.status = if done { ActionStatus::Done } else { ActionStatus::Open };
    }
    let mut line = first.trim().to_owned();
    for _ in 0..TAILS {
        let Some(shorter) = without_tail(&line, &mut action) else { break };
        line = shorter;
    }
    line = owner_first(&line, &mut action);
    set_title(&mut action, &line);
    nested(more, &item.span, &mut action);
    if action.title.is_empty() {
        return reader.draft.section("Action items", &format!("- {text}"), item.span.clone());
    }
    settle_ticket(reader, &mut action);
    say_due(reader, &action, &text, &item.span);
    if let Some(comment) = struck(first) {
        reader.draft.unsure(at!["actions", index, "title"], item.span.clone(), comment);
    }
    reader.draft.incident.actions.push(action);
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

/// What is struck out may be done or decided against.
fn struck(text: &str) -> Option<&'static str> {
    text.trim_start().starts_with("~~").then_some("the source has this struck out: see whether it is done or won't be")
}

/// Sets the title, in plain words. A link in it is the ticket; what a title cannot hold is the description.
fn set_title(action: &mut Action, written: &str) {
    let links = references::links(written);
    let text = words(written);
    if text.chars().count() > LONG || written.contains("~~") {
        append(&mut action.description, written);
        action.title = vocabulary::title_of(&text);
        return;
    }
    match links.as_slice() {
        [link] if references::is_web(&link.target) && action.url.is_none() && is_tracker(written, link) => {
            action.url = Some(link.target.clone());
            action.title = title_with_link(action, written, link);
        }
        links => {
            if !links.is_empty() {
                append(&mut action.description, written);
            }
            action.title = text;
        }
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

/// The title of an item with one link: without the name of a ticket or a bare address, and with the words of any other link.
fn title_with_link(action: &mut Action, text: &str, link: &Link) -> String {
    let label = words(&text[link.bytes.clone()]);
    let is_name = is_ticket(&label) || label == link.target || references::is_generic(&label);
    let rest = words(&format!("{}{}", &text[..link.bytes.start], &text[link.bytes.end..]));
    let rest = rest.trim().trim_matches([':', '-', '–', '—', '(', ')', '[', ']', '|', ',', '<', '>', ' ']);
    if is_name && is_ticket(&label) && action.id.is_none() && !rest.is_empty() {
        action.id = Some(label);
        return rest.to_owned();
    }
    match () {
        () if is_name && !rest.is_empty() => rest.to_owned(),
        () if label.is_empty() || label == link.target => references::name_of(&link.target),
        () => words(text).trim_end_matches([':', '-', ' ', '(']).to_owned(),
    }
}

/// Whether a link of an item is its ticket, and not something to read. An item that is only an address is its ticket.
fn is_tracker(text: &str, link: &Link) -> bool {
    let label = words(&text[link.bytes.clone()]);
    link.is_alone || is_ticket(&label) || references::is_generic(&label) || references::kind(&link.target).is_some()
}

fn table_of_actions(reader: &mut Reader<'_>, table: &Table, of: &Group) -> bool {
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
        let cell = reader.with_addresses(row.cells.get(title).map_or("", |cell| cell.trim())).into_owned();
        if row.cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if cell.is_empty() || reader.draft.content(cell.clone(), row.span.clone()).is_none() {
            let cells = row.cells.join(" | ");
            reader.draft.section("Action items", &format!("- {}", cells.trim()), row.span.clone());
            continue;
        }
        row_action(reader, (row, title, &cell), &table.head, of);
    }
    true
}

fn is_number_column(table: &Table, at: usize) -> bool {
    !table.rows.is_empty()
        && table.rows.iter().all(|row| row.cells.get(at).is_some_and(|cell| cell.trim().parse::<u32>().is_ok()))
}

fn row_action(reader: &mut Reader<'_>, (row, title, cell): (&Row, usize, &str), head: &[String], of: &Group) {
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
        if detail(&mut action, name, value) {
            continue;
        }
        if private::is_name(name) || private::is_in(value) {
            reader.draft.keep_private(&format!("action item: {}", words(name)), value.trim(), row.span.clone());
        } else {
            append(&mut action.description, &format!("**{}:** {}", words(name), value.trim()));
        }
    }
    settle_ticket(reader, &mut action);
    if action.title.is_empty() {
        action.title = vocabulary::title_of(cell);
    }
    say_due(reader, &action, &row.cells.join("\n"), &row.span);
    reader.draft.incident.actions.push(action);
}

/// Notes that day and month of a due date could be the other way round, if they could.
fn say_due(reader: &mut Reader<'_>, action: &Action, text: &str, span: &Range<usize>) {
    let path = at!["actions", reader.draft.incident.actions.len(), "due"];
    reader.say_if_ambiguous(text, action.due.map(|day| day.0), span, path);
}

/// Two action items cannot have one id: the second keeps it as text. So does one without a link, for its readers.
fn settle_ticket(reader: &mut Reader<'_>, action: &mut Action) {
    if let Some(id) = action.id.take_if(|id| !reader.seen.insert((Field::Actions, id.clone()))) {
        append(&mut action.description, &format!("Ticket: {id}"));
    } else if let (Some(id), None) = (&action.id, &action.url) {
        append(&mut action.description, &format!("Ticket: {id}"));
    }
}
