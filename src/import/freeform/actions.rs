//! Action items: lists, lists of tasks, tables, and lines that name their owner.

use super::action_details::{nested, without_mark, without_named, without_tail};
use super::action_title::{set_title, settle_due, settle_ticket, without_address, without_label};
use super::blocks::{BlockKind, ListItem, MarkdownBlock, Outline};
use super::reader::Reader;
use super::text::{has_words, in_bold, unstruck, words};
use super::{action_table, facts, people};
use crate::diagnostic::at;
use crate::import::names::{self, plain};
use crate::import::pattern::Pattern;
use crate::import::vocabulary;
use crate::incident::{Action, ActionKind, ActionStatus, Priority};

/// An item has at most so many remarks at its beginning and its end.
const REMARKS: usize = 16;

/// What a group of action items has in common.
#[derive(Clone, Default)]
struct Group {
    priority: Option<Priority>,
    kind: Option<ActionKind>,
    owner: Option<String>,
    status: ActionStatus,
    /// A heading that says none of these.
    title: Option<String>,
    /// Whether each item begins with a name in bold or ends with one in parentheses: its owner.
    has_owners: bool,
}

pub(super) fn read(reader: &mut Reader<'_>, node: &Outline) {
    // `Immediate actions (completed)`
    let status = Group::default().below(&node.title).status;
    group(reader, node, &Group { status, ..Group::default() });
}

fn group(reader: &mut Reader<'_>, node: &Outline, of: &Group) {
    let mut rest: Vec<String> = Vec::new();
    let mut own = of.clone();
    let mut blocks = node.blocks.iter().peekable();
    while let Some(block) = blocks.next() {
        match &block.kind {
            BlockKind::List(items) => {
                let of = Group { has_owners: have_owners(reader, items), ..own.clone() };
                items.iter().for_each(|it| item(reader, it, &of));
            }
            BlockKind::Table(table) if action_table::read(reader, table, &of.action()) => {}
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
            has_owners: false,
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
        let Self { priority, kind, owner, status, title, .. } = self.clone();
        Action { priority, kind, owner, status, description: title, ..Action::new(String::new()) }
    }
}

/// Reads the lines of a paragraph that are action items: those that begin with an owner, a mark or a link. Returns all other lines.
fn paragraph(reader: &mut Reader<'_>, block: &MarkdownBlock, of: &Group) -> Option<String> {
    if is_record(&block.text) {
        item(reader, &ListItem { text: block.text.clone(), done: None, span: block.span.clone() }, of);
        return None;
    }
    let mut rest: Vec<&str> = Vec::new();
    for line in block.text.lines() {
        let mut action = Action::new(String::new());
        let is_person = |name: &str| reader.is_person(name);
        let has_owner = owner_first(line, &mut action, is_person) != line && action.owner.is_some();
        let is_item = has_owner || without_mark(line, &mut action).is_some() || line.trim_start().starts_with("http");
        if is_item && rest.is_empty() {
            item(reader, &ListItem { text: line.to_owned(), done: None, span: block.span.clone() }, of);
        } else {
            rest.push(line);
        }
    }
    reader.draft.content(rest.join("\n"), block.span.clone())
}

/// The title in a line that names it: `Action: Limit the cache`.
fn named_title(line: &str) -> Option<&str> {
    let fact = facts::of(line).filter(|fact| !fact.value.is_empty())?;
    matches!(plain(fact.name).as_str(), "action" | "action item" | "task" | "todo" | "to do").then_some(fact.value)
}

/// Whether a paragraph is an action item with a line for each of its details: `Action: Limit the cache`, `Owner: Ada`.
fn is_record(text: &str) -> bool {
    let is_detail = |line: &str| facts::of(line.trim()).is_some_and(|fact| names::is("action.detail", fact.name));
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    named_title(first.trim()).is_some() && !rest.is_empty() && rest.lines().all(is_detail)
}

/// One item: a title, what stands around it, and what is nested in it. A lead sentence stands for the items below it.
fn item(reader: &mut Reader<'_>, item: &ListItem, of: &Group) {
    let text = reader.with_addresses(&item.text).into_owned();
    let Some(text) = reader.draft.content(text, item.span.clone()) else { return };
    if matches!(plain(&text).as_str(), "none" | "none yet" | "nothing") {
        return reader.draft.dropped(item.span.clone(), format!("\"{text}\" is no action item"));
    }
    let (first, more) = first_paragraph(&text);
    if lead(reader, item, (&first, more), of) {
        return;
    }
    let index = reader.draft.incident.actions.len();
    let mut action = of.action();
    if let Some(done) = item.done {
        action.status = if done { ActionStatus::Done } else { ActionStatus::Open };
    }
    let is_person = |name: &str| reader.is_person(name) || of.has_owners && (people::may_be_name(name) || is_handle(name));
    let mut line = first.trim().to_owned();
    for _ in 0..REMARKS {
        let shorter = without_named(&line, &mut action)
            .or_else(|| without_mark(&line, &mut action))
            .or_else(|| without_label(&line, &mut action))
            .or_else(|| without_tail(&line, &mut action, is_person))
            .or_else(|| without_address(&line, &mut action));
        let Some(shorter) = shorter else { break };
        line = shorter;
    }
    line = owner_first(named_title(&line).unwrap_or(&line), &mut action, is_person);
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

/// Whether each of several items has a name at its beginning or its end. One of them is that of a person, unless all stand in
/// parentheses and look like names.
fn have_owners(reader: &Reader<'_>, items: &[ListItem]) -> bool {
    let all = |find: fn(&ListItem) -> Option<String>| {
        let found: Option<Vec<String>> = items.iter().map(find).collect();
        found.filter(|names| names.len() > 1).unwrap_or_default()
    };
    let (ends, starts) = (all(name_at_end), all(name_at_start));
    let has_person = |names: &[String]| names.iter().any(|name| reader.is_person(name));
    !ends.is_empty() && ends.iter().all(|name| people::may_be_name(name)) || has_person(&ends) || has_person(&starts)
}

/// The name that an item begins with: `**Ada** - limit the cache`, `Ada: limit the cache`.
fn name_at_start(item: &ListItem) -> Option<String> {
    let bold = item.text.strip_prefix("**").and_then(|rest| rest.split_once("**"));
    let (name, _) = bold.or_else(|| item.text.split_once(": "))?;
    let name = name.trim_end_matches(':');
    (people::may_be_name(name) && !names::is("label", name)).then(|| name.to_owned())
}

/// The name in parentheses that an item ends with: `Limit the cache (Ada)`, with a mark of its state behind it or without.
fn name_at_end(item: &ListItem) -> Option<String> {
    let first = item.text.lines().next().unwrap_or_default().trim();
    let mut ignored = Action::new(String::new());
    let unmarked = without_mark(first, &mut ignored);
    let first = unmarked.as_deref().unwrap_or(first);
    let shorter = without_tail(first, &mut ignored, |_| false);
    let (before, name) = shorter.as_deref().unwrap_or(first).trim_end_matches('.').strip_suffix(')')?.rsplit_once('(')?;
    let is_other = before.ends_with(']') || names::is("label", name) || names::is("acronym", name);
    (!is_other && (people::may_be_name(name) || is_handle(name))).then(|| name.to_owned())
}

/// Whether a text may be the name by which a team calls a person: `ada`.
fn is_handle(text: &str) -> bool {
    (2..=20).contains(&text.len()) && text.chars().all(|c| c.is_ascii_lowercase() || matches!(c, '.' | '_' | '-'))
}

/// Reads the items below a lead sentence, `In future:`, or below a name. `false` where there are none.
fn lead(reader: &mut Reader<'_>, around: &ListItem, (first, more): (&str, &str), of: &Group) -> bool {
    if around.done.is_some() || more.trim().is_empty() {
        return false;
    }
    let node = Outline::of_text(more, &around.span);
    let [MarkdownBlock { kind: BlockKind::List(items), .. }] = node.blocks.as_slice() else { return false };
    // A name above tasks needs no mark.
    let is_owner = |name: &&str| {
        reader.is_person(name) || people::may_be_name(name) && name.contains(' ') && items.iter().all(|item| item.done.is_some())
    };
    let marked = in_bold(first.trim()).or_else(|| first.trim().trim_end_matches("**").strip_suffix(':'));
    let Some(title) = marked.or_else(|| Some(first.trim()).filter(is_owner)) else { return false };
    let is_detail = |item: &ListItem| facts::of(&item.text).is_some_and(|fact| names::is("action.detail", fact.name));
    if items.iter().any(is_detail) {
        return false;
    }
    let title = title.trim_start_matches("**");
    let below = if is_owner(&title) {
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
fn owner_first(line: &str, action: &mut Action, is_person: impl Fn(&str) -> bool) -> String {
    static NAMED: Pattern = Pattern::new(
        r"^(?:(?P<mention>@[\w.-]+|\[[^\[\]\n]+\]\(mailto:[^()\s]+\))[:,]?|\*\*(?P<bold>[^*\n]{1,60}?)(?::\*\*|\*\*:?)|(?P<plain>[^:*\n]{1,40}):)\s*[-–—]?\s*(?P<rest>\S.*)$",
    );
    let found = Some(line.trim_start()).filter(|line| line.len() < 10_000).and_then(|line| NAMED.captures(line));
    let Some(found) = found else { return line.to_owned() };
    let Some(name) = ["mention", "bold", "plain"].iter().find_map(|group| found.name(group)) else { return line.to_owned() };
    let rest = found["rest"].to_owned();
    if action.owner.is_none() && is_person(name.as_str()) {
        action.owner = Some(people::name(name.as_str()));
        // `@ada will limit the cache`
        let task = ["will ", "to "].iter().find_map(|word| rest.strip_prefix(word));
        return task.map_or(rest.clone(), str::to_owned);
    }
    match vocabulary::priority(words(name.as_str()).trim_matches(['[', ']', '(', ')']))
        .filter(|_| action.priority.is_none() && found.name("plain").is_none())
    {
        Some(priority) => {
            action.priority = Some(priority);
            rest
        }
        None => line.to_owned(),
    }
}
