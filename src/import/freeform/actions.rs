//! Action items: lists, lists of tasks, tables, and lines that name their owner.

use std::ops::Range;

use super::action_details::{detail, is_ticket, nested, ticket, without_mark, without_named, without_tail};
use super::blocks::{BlockKind, ListItem, MarkdownBlock, MarkdownTable, Outline, TableRow};
use super::reader::Reader;
use super::references::TextLink;
use super::text::{append, has_words, in_bold, unstruck, without_footnotes, words};
use super::{facts, people, references};
use crate::diagnostic::at;
use crate::import::names::{self, Field, plain};
use crate::import::pattern::Pattern;
use crate::import::{private, vocabulary};
use crate::incident::{Action, ActionKind, ActionStatus, Priority};

/// An item has at most so many remarks at its beginning and its end.
const REMARKS: usize = 16;

/// The first sentence of a longer text is the title, and the rest the description.
const LONG: usize = 120;

/// What a group of action items has in common.
#[derive(Clone, Default)]
struct Group {
    priority: Option<Priority>,
    kind: Option<ActionKind>,
    owner: Option<String>,
    status: ActionStatus,
    /// A heading that says none of these.
    title: Option<String>,
}

pub(super) fn read(reader: &mut Reader<'_>, node: &Outline) {
    group(reader, node, &Group::default());
}

fn group(reader: &mut Reader<'_>, node: &Outline, of: &Group) {
    let mut rest: Vec<String> = Vec::new();
    let mut own = of.clone();
    let mut blocks = node.blocks.iter().peekable();
    while let Some(block) = blocks.next() {
        match &block.kind {
            BlockKind::List(items) => items.iter().for_each(|it| item(reader, it, &own)),
            BlockKind::Table(table) if table_of_actions(reader, table, of) => {}
            BlockKind::Rule => {}
            BlockKind::Paragraph => {
                let is_above_list = blocks.peek().is_some_and(|next| matches!(next.kind, BlockKind::List(_)));
                match in_bold(&block.text).filter(|_| is_above_list).map(|title| of.with(reader, title, block)) {
                    Some(group) => own = group,
                    None => rest.extend(paragraph(reader, block, of)),
                }
            }
            _ => rest.extend(reader.draft.content(block.text.clone(), block.span.clone())),
        }
    }
    let title = if node.title.is_empty() { "Action items".to_owned() } else { words(&node.title) };
    reader.draft.section(&title, &rest.join("\n\n"), node.span.clone());
    for child in &node.children {
        if child.is_empty() {
            reader.note_empty(child);
        }
        group(reader, child, &of.below(&child.title));
    }
}

impl Group {
    /// The group below a heading.
    fn below(&self, title: &str) -> Self {
        let label = words(title);
        let first = label.split([' ', ':', '(']).next().unwrap_or_default();
        let (priority, kind) =
            (vocabulary::priority(first), vocabulary::action_kind(&label).or_else(|| vocabulary::action_kind(first)));
        let says_all = priority.is_some() && plain(&label).replace("priority", "").trim() == first.to_lowercase()
            || kind.is_some_and(|kind| plain(kind.label()) == plain(&label));
        let inner = label.split(['(', '[']).nth(1).unwrap_or(&label).trim_end_matches([')', ']']);
        Self {
            priority: priority.or(self.priority),
            kind: kind.or(self.kind),
            owner: self.owner.clone(),
            status: vocabulary::action_status(inner).unwrap_or(self.status),
            title: if says_all { self.title.clone() } else { Some(label) },
        }
    }

    /// The group below a line in bold: its owner, or what a heading would say.
    fn with(&self, reader: &mut Reader<'_>, title: &str, block: &MarkdownBlock) -> Self {
        let below = self.below(title);
        let is_known = reader.is_person(title);
        let is_label = below.priority != self.priority || below.kind != self.kind || below.status != self.status;
        if !is_known && (is_label || names::is("label", title) || !people::may_be_name(title)) {
            return below;
        }
        if !is_known {
            let path = at!["actions", reader.draft.incident.actions.len(), "owner"];
            reader.draft.unsure(path, block.span.clone(), "read as the owner of the items below this name");
        }
        Self { owner: Some(people::name(title)), ..self.clone() }
    }

    fn action(&self) -> Action {
        let Self { priority, kind, owner, status, title } = self.clone();
        Action { priority, kind, owner, status, description: title, ..Action::new(String::new()) }
    }
}

/// Reads the lines of a paragraph that are action items: those that begin with an owner, a mark or a link. Returns all other lines.
fn paragraph(reader: &mut Reader<'_>, block: &MarkdownBlock, of: &Group) -> Option<String> {
    let mut rest: Vec<&str> = Vec::new();
    for line in block.text.lines() {
        let mut action = Action::new(String::new());
        let has_owner = owner_first(reader, line, &mut action) != line && action.owner.is_some();
        let is_item = has_owner || without_mark(line, &mut action).is_some() || line.trim_start().starts_with("http");
        if is_item && rest.is_empty() {
            item(reader, &ListItem { text: line.to_owned(), done: None, span: block.span.clone() }, of);
        } else {
            rest.push(line);
        }
    }
    reader.draft.content(rest.join("\n"), block.span.clone())
}

/// One item: a title, what stands around it, and what is nested in it. A lead sentence stands for the items below it.
fn item(reader: &mut Reader<'_>, item: &ListItem, of: &Group) {
    let text = reader.with_addresses(&item.text).into_owned();
    let Some(text) = reader.draft.content(text, item.span.clone()) else { return };
    let (first, more) = first_paragraph(&text);
    if lead(reader, item, (&first, more), of) {
        return;
    }
    let index = reader.draft.incident.actions.len();
    let mut action = of.action();
    if let Some(done) = item.done {
        action.status = if done { ActionStatus::Done } else { ActionStatus::Open };
    }
    let mut line = first.trim().to_owned();
    for _ in 0..REMARKS {
        let shorter = without_named(&line, &mut action)
            .or_else(|| without_mark(&line, &mut action))
            .or_else(|| without_tail(&line, &mut action, |name| reader.is_person(name)))
            .or_else(|| without_address(&line, &mut action));
        let Some(shorter) = shorter else { break };
        line = shorter;
    }
    line = owner_first(reader, &line, &mut action);
    set_title(&mut action, &line);
    nested(more, &item.span, &mut action);
    if action.title.is_empty() {
        return reader.draft.section("Action items", &format!("- {text}"), item.span.clone());
    }
    settle_ticket(reader, &mut action);
    settle_due(reader, &mut action, &text, &item.span);
    if unstruck(&first).is_some_and(|rest| !has_words(&rest)) {
        let comment = "the source has this struck out: see whether it is done or won't be";
        reader.draft.unsure(at!["actions", index, "title"], item.span.clone(), comment);
    }
    reader.draft.incident.actions.push(action);
}

/// Reads the items below a lead sentence, `In future:`, or below a name. `false` where there are none.
fn lead(reader: &mut Reader<'_>, around: &ListItem, (first, more): (&str, &str), of: &Group) -> bool {
    let title = in_bold(first.trim()).or_else(|| first.trim().trim_end_matches("**").strip_suffix(':'));
    let Some(title) = title.filter(|_| around.done.is_none()) else { return false };
    let node = Outline::of_text(more, &around.span);
    let [MarkdownBlock { kind: BlockKind::List(items), .. }] = node.blocks.as_slice() else { return false };
    let is_detail = |item: &ListItem| facts::of(&item.text).is_some_and(|fact| names::is("action.detail", fact.name));
    if items.iter().any(is_detail) {
        return false;
    }
    let title = title.trim_start_matches("**");
    let below = if reader.is_person(title) {
        Group { owner: Some(people::name(title)), ..of.clone() }
    } else {
        let title = of.title.as_ref().map_or_else(|| words(title), |around| format!("{around}: {}", words(title)));
        Group { title: Some(title), ..of.clone() }
    };
    items.iter().for_each(|inner| item(reader, inner, &below));
    true
}

/// The first paragraph in one line, and what stands below it.
fn first_paragraph(text: &str) -> (String, &str) {
    let mut end = 0;
    let mut first: Vec<&str> = Vec::new();
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        let is_below = trimmed.is_empty()
            || trimmed.starts_with(['-', '*', '+', '>', '`', '|']) && !trimmed.starts_with("**") && !first.is_empty();
        let is_detail = |fact: facts::StatedFact<'_>| !first.is_empty() && names::is("action.detail", fact.name);
        if is_below || facts::of(trimmed).is_some_and(is_detail) {
            break;
        }
        first.push(trimmed);
        end += line.len();
    }
    (first.join(" "), &text[end..])
}

/// A line without the owner or the priority that it begins with: `@ada: Limit the cache`, `**AB** Limit the cache`.
fn owner_first(reader: &Reader<'_>, line: &str, action: &mut Action) -> String {
    static NAMED: Pattern = Pattern::new(
        r"^(?:(?P<mention>@[\w.-]+)[:,]?|\*\*(?P<bold>[^*\n]{1,60}?)(?::\*\*|\*\*:?)|(?P<plain>[^:*\n]{1,40}):)\s*[-–—]?\s*(?P<rest>\S.*)$",
    );
    let found = Some(line.trim_start()).filter(|line| line.len() < 10_000).and_then(|line| NAMED.captures(line));
    let Some(found) = found else { return line.to_owned() };
    let Some(name) = ["mention", "bold", "plain"].iter().find_map(|group| found.name(group)) else { return line.to_owned() };
    let rest = found["rest"].to_owned();
    if action.owner.is_none() && reader.is_person(name.as_str()) {
        action.owner = Some(people::name(name.as_str()));
        return rest;
    }
    match vocabulary::priority(&words(name.as_str())).filter(|_| action.priority.is_none() && found.name("plain").is_none()) {
        Some(priority) => {
            action.priority = Some(priority);
            rest
        }
        None => line.to_owned(),
    }
}

/// Sets the title, in plain words. A link in it is the ticket; what a title cannot hold is the description.
fn set_title(action: &mut Action, written: &str) {
    let (first, rest) = sentence(written);
    append(&mut action.description, rest);
    let rest = unstruck(first).filter(|rest| has_words(rest));
    if rest.is_some() {
        append(&mut action.description, first);
    }
    let first = rest.as_deref().unwrap_or(first);
    if without_footnotes(first) != first {
        append(&mut action.description, first);
    }
    let first = &*without_footnotes(first);
    let links = references::links(first);
    let mut web = links.iter().filter(|link| references::is_web(&link.target));
    let tracker = web
        .clone()
        .find(|link| is_tracker(first, link))
        .or_else(|| web.next().filter(|_| links.len() == 1 && ends(first, &links[0])));
    match tracker.filter(|_| action.url.is_none()) {
        Some(link) => {
            action.url = Some(link.target.clone());
            action.title = title_with_link(action, first, link);
        }
        None => action.title = words(first),
    }
    let others = links.iter().filter(|link| action.url.as_ref() != Some(&link.target));
    let others: Vec<&str> = others.map(|link| &first[link.bytes.clone()]).collect();
    append(&mut action.description, &others.join(", "));
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
    let title = super::title::without_tags(&action.title);
    title.trim_end_matches([';', ',']).clone_into(&mut action.title);
}

/// A line without the address at its end, which is the ticket: `Limit it @ada, https://...`.
fn without_address(line: &str, action: &mut Action) -> Option<String> {
    let [found] = references::links(line).try_into().ok().filter(|_| action.url.is_none())?;
    let TextLink { target, bytes, .. } = &found;
    let is_bare = line[bytes.clone()].trim_matches(['<', '>']) == target && references::is_web(target) && ends(line, &found);
    let rest = line[..bytes.start].trim_end_matches([' ', ',', ':', '-', '–', '—', '(', '<']);
    (is_bare && has_words(rest)).then(|| {
        action.url = Some(target.clone());
        rest.to_owned()
    })
}

/// The first sentence of a long text, and the rest.
fn sentence(written: &str) -> (&str, &str) {
    if words(written).chars().count() <= LONG {
        return (written, "");
    }
    let is_whole =
        |part: &str| part.matches('`').count().is_multiple_of(2) && part.matches('[').count() == part.matches(']').count();
    let ends = written.match_indices(". ").map(|(at, _)| at);
    let end = ends.filter(|at| is_whole(&written[..*at])).take_while(|at| *at <= LONG).next();
    end.map_or((written, ""), |at| (&written[..at], written[at + 2..].trim()))
}

/// The title of an item with one link: without the name of a ticket or a bare address, and with the words of any other link.
fn title_with_link(action: &mut Action, text: &str, link: &TextLink) -> String {
    let label = words(&text[link.bytes.clone()]);
    let is_name = is_ticket(&label) || label == link.target || names::is("link", &label);
    let rest = words(&format!("{}{}", &text[..link.bytes.start], &text[link.bytes.end..]));
    let rest = rest.trim().trim_matches([':', '-', '–', '—', '(', ')', '|', ',', '<', '>', ' ']);
    let rest = if has_words(rest) { rest } else { "" };
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
fn is_tracker(text: &str, link: &TextLink) -> bool {
    let label = words(&text[link.bytes.clone()]);
    link.is_alone || is_ticket(&label) || names::is("link", &label) || references::kind(&link.target).is_some()
}

/// Whether nothing stands behind a link.
fn ends(text: &str, link: &TextLink) -> bool {
    !text[link.bytes.end..].contains(char::is_alphanumeric)
}

fn table_of_actions(reader: &mut Reader<'_>, table: &MarkdownTable, of: &Group) -> bool {
    let Some(title) = title_column(table) else { return false };
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

/// The column that says what is to be done: one of a known name, or the one with the longest texts.
fn title_column(table: &MarkdownTable) -> Option<usize> {
    let names: Vec<String> = table.head.iter().map(|name| plain(name)).collect();
    let is_number = |at: usize| {
        !table.rows.is_empty()
            && table.rows.iter().all(|row| row.cells.get(at).is_some_and(|cell| cell.trim().parse::<u32>().is_ok()))
    };
    let known = names::list("action.title").iter().filter_map(|title| names.iter().position(|name| name == title));
    let length = |at: &usize| table.rows.iter().filter_map(|row| row.cells.get(*at)).map(String::len).sum::<usize>();
    let is_detail = |at: usize| {
        ["action.owner", "action.due", "action.status", "action.ticket", "action.priority", "action.kind", "action.team"]
            .iter()
            .any(|kind| names::is(kind, &table.head[at]))
    };
    let free = || (0..names.len()).filter(|at| !is_detail(*at)).max_by_key(length).filter(|at| length(at) > 0);
    let has_details = (0..names.len()).any(is_detail);
    known.into_iter().find(|at| !is_number(*at)).or_else(|| free().filter(|_| has_details))
}

fn row_action(reader: &mut Reader<'_>, (row, title, cell): (&TableRow, usize, &str), head: &[String], of: &Group) {
    let mut action = of.action();
    let (first, more) = cell.split_once('\n').unwrap_or((cell, ""));
    let marked = without_mark(first, &mut action);
    set_title(&mut action, marked.as_deref().unwrap_or(first));
    append(&mut action.description, more);
    for (at, (name, value)) in head.iter().zip(&row.cells).enumerate() {
        let is_number = matches!(plain(name).as_str(), "" | "no" | "nr" | "number")
            && value.trim().trim_end_matches('.').parse::<u32>().is_ok();
        if at == title || is_number || value.trim().is_empty() || detail(&mut action, name, value) {
            continue;
        }
        let is_linked = || matches!(references::links(value).as_slice(), [link] if link.is_alone);
        if private::is_name(name) || private::is_in(value) {
            reader.draft.keep_private(&format!("action item: {}", words(name)), value.trim(), row.span.clone());
        } else if action.url.is_some() || !is_linked() || !ticket(value.trim(), &mut action) {
            append(&mut action.description, &format!("**{}:** {}", words(name), value.trim()));
        }
    }
    settle_ticket(reader, &mut action);
    if action.title.is_empty() {
        action.title = vocabulary::title_of(cell);
    }
    settle_due(reader, &mut action, &row.cells.join("\n"), &row.span);
    reader.draft.incident.actions.push(action);
}

/// Reads a due date in the document's order of day and month.
fn settle_due(reader: &mut Reader<'_>, action: &mut Action, text: &str, span: &Range<usize>) {
    let path = at!["actions", reader.draft.incident.actions.len(), "due"];
    reader.settle_day(&mut action.due, text, span, path);
}

/// Two action items cannot have one id: the second keeps it as text. So does one without a link, for its readers.
fn settle_ticket(reader: &mut Reader<'_>, action: &mut Action) {
    if let Some(id) = action.id.take_if(|id| !reader.seen.insert((Field::Actions, id.clone()))) {
        append(&mut action.description, &format!("Ticket: {id}"));
    } else if let (Some(id), None) = (&action.id, &action.url) {
        append(&mut action.description, &format!("Ticket: {id}"));
    }
}
