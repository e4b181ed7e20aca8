//! Who took part: `Name - Role`, `Role: Name`, `Name (Role)`, and tables of both.

use super::blocks::{BlockKind, MarkdownTable, Outline, TableRow};
use super::facts;
use super::reader::Reader;
use super::references;
use super::text::{item, list, words};
use crate::import::boilerplate::is_boilerplate;
use crate::import::names::{self, Field};
use crate::import::vocabulary;
use crate::incident::Responder;

/// A person's name without the mark of a mention.
pub(super) fn name(text: &str) -> String {
    let text = words(text);
    let text = text.trim().trim_matches(',');
    text.strip_prefix('@').unwrap_or(text).to_owned()
}

/// The name in a text that is a link to a mailbox: `[Ada Brandt](mailto:ada@example.com)`.
pub(super) fn mailed(text: &str) -> Option<&str> {
    let (name, address) = text.trim().strip_prefix('[')?.strip_suffix(')')?.split_once("](mailto:")?;
    (!name.contains(['[', ']']) && !address.contains([')', ' '])).then_some(name)
}

/// Whether a text may be a person's name: one to three words that begin with a capital letter, or a mention.
pub(super) fn may_be_name(text: &str) -> bool {
    let parts: Vec<&str> = text.split_whitespace().collect();
    let is_word = |part: &&str| {
        part.starts_with(char::is_uppercase) && part.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '’' | '\''))
    };
    text.starts_with('@') && parts.len() == 1 || (1..=3).contains(&parts.len()) && parts.iter().all(is_word)
}

impl Reader<'_> {
    /// Whether a text is a mention, the initials of a person, or the name of a person whom the source names elsewhere.
    pub(super) fn is_person(&self, text: &str) -> bool {
        let text = text.trim().trim_end_matches(':');
        if mailed(text).is_some() {
            return true;
        }
        if text.starts_with('@') {
            return text.len() > 1 && !text.contains(' ');
        }
        let is_initials = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase()) && !names::is("acronym", text);
        let is_surname = text.split_once(". ").is_some_and(|(initial, surname)| {
            initial.chars().count() == 1
                && initial.starts_with(char::is_uppercase)
                && may_be_name(surname)
                && !surname.contains(' ')
        });
        let incident = &self.draft.incident;
        let people = incident.responders.iter().map(|responder| &responder.name).chain(&incident.commander);
        let people = people.chain(&incident.review.owner).chain(&incident.review.approvers);
        is_initials || is_surname || people.into_iter().any(|person| person == text || person.split(' ').next() == Some(text))
    }
}

/// Reads people in a role that the source names: `**Scribe:** Ada, Ben`.
pub(super) fn role(reader: &mut Reader<'_>, role: &str, value: &str) -> bool {
    let people = list(value);
    if people.is_empty() || people.iter().any(|person| person.chars().count() > 60) {
        return false;
    }
    for person in people {
        add(reader, &person, Some(words(role).trim_end_matches(':').to_owned()), None);
    }
    true
}

fn add(reader: &mut Reader<'_>, person: &str, role: Option<String>, team: Option<String>) {
    let name = name(person);
    let known = Responder { name, role, team, visibility: <_>::default() };
    let key = [Some(&known.name), known.role.as_ref(), known.team.as_ref()].map(|it| it.map_or("", String::as_str)).join("\n");
    if !known.name.is_empty() && !is_boilerplate(&known.name) && reader.seen.insert((Field::Responders, key)) {
        reader.draft.incident.responders.push(known);
    }
}

pub(super) fn read(reader: &mut Reader<'_>, title: &str, node: &Outline) {
    let mut rest: Vec<String> = Vec::new();
    for block in &node.blocks {
        if let BlockKind::Table(table) = &block.kind {
            if !read_table(reader, table, &mut rest) {
                rest.push(block.text.clone());
            }
            continue;
        }
        let is_prose = matches!(block.kind, BlockKind::Paragraph);
        for (text, span) in block.pieces() {
            let Some(text) = reader.draft.content(text, span.clone()) else { continue };
            let texts: Vec<&str> = if is_prose { text.lines().collect() } else { vec![text.as_str()] };
            for text in texts {
                if !text.contains("![") && person(reader, text, is_prose) {
                    for link in references::links(text) {
                        reader.draft.dropped(span.clone(), format!("the address of a person: {}", link.target));
                    }
                } else {
                    rest.push(if is_prose { text.to_owned() } else { item(text, None) });
                }
            }
        }
    }
    for child in &node.children {
        // A heading is a role or a team, with its people below.
        let people = reader.items(child);
        let fits = people.iter().all(|person| person.chars().count() <= 60 && !person.contains('\n') && !person.contains("]("));
        if fits && !people.is_empty() && people.iter().all(|text| role_of(reader, &child.title, text)) {
            continue;
        }
        rest.push(format!("### {}\n\n{}", child.title, child.text()));
    }
    reader.draft.section(&words(title), &rest.join("\n"), node.span.clone());
}

fn role_of(reader: &mut Reader<'_>, title: &str, text: &str) -> bool {
    if reader.names.field(title) == Some(Field::Commander) {
        reader.fact(Field::Commander, title, text, &(0..0))
    } else {
        role(reader, title, text)
    }
}

/// Reads one person, or all in a line. `false` where it is neither.
fn person(reader: &mut Reader<'_>, text: &str, is_prose: bool) -> bool {
    if text.contains('\n') || text.chars().count() > 200 {
        return false;
    }
    if let Some(fact) = facts::of(text) {
        let (label, value) = (words(fact.name), words(fact.value));
        match reader.names.field(&label) {
            Some(Field::Commander) => {
                if !reader.fact(Field::Commander, &label, fact.value, &(0..0)) {
                    add(reader, &value, Some(label), None);
                }
                return true;
            }
            Some(Field::Id | Field::Ticket | Field::Recording | Field::Severity | Field::Status | Field::Milestone(_)) => {
                return false;
            }
            _ if label.chars().count() <= 60 && value.chars().count() <= 80 && !value.is_empty() => {
                // `Ada: kept the log` has a name first.
                if reader.names.field(&label).is_none() && is_name(&label) && !is_name(&value) {
                    add(reader, &label, Some(value), None);
                    return true;
                }
                return role(reader, &label, fact.value);
            }
            _ => return false,
        }
    }
    let line = words(text);
    if is_prose {
        let people = people_in_line(text);
        let are_names = people.iter().all(|person| is_name(person));
        if are_names {
            people.iter().for_each(|person| with_role(reader, person));
        }
        return are_names;
    }
    with_role(reader, &line);
    true
}

/// The people of a line, where several of them have a role, or the names of a list.
fn people_in_line(text: &str) -> Vec<String> {
    let people = vocabulary::people(text);
    let with_role = people.iter().filter(|person| vocabulary::name_and_role(person).1.is_some()).count();
    if text.contains(';') || with_role < 2 { list(text) } else { people.iter().map(|person| words(person)).collect() }
}

/// `Ada Brandt - Incident Commander`, `Ada Brandt (Incident Commander)`.
fn with_role(reader: &mut Reader<'_>, line: &str) {
    let (name, role) = vocabulary::name_and_role(line);
    let inner = name.strip_suffix(')').and_then(|name| name.rsplit_once(" ("));
    match (role, inner) {
        (Some(role), _) => add(reader, name, Some(role.to_owned()), None),
        (None, Some((name, role))) => add(reader, name, Some(role.to_owned()), None),
        (None, None) => add(reader, name, None, None),
    }
}

/// Whether a text may be a person's name: a few words that begin with a capital letter or the mark of a mention.
fn is_name(text: &str) -> bool {
    let text = text.trim();
    let begins = text.starts_with('@') || text.starts_with(char::is_uppercase);
    let (name, _) = vocabulary::name_and_role(text);
    begins && name.split([' ', '(']).count() <= 6 && !text.contains(['.', ':', '?', '!'])
}

/// Reads the people of a table. A row without a name goes to the rest.
fn read_table(reader: &mut Reader<'_>, table: &MarkdownTable, rest: &mut Vec<String>) -> bool {
    let names = &table.head;
    let at = |kind: &str| names.iter().position(|name| names::is(kind, name));
    let (person, role, team) = (at("person.name"), at("person.role"), at("person.team"));
    let Some(person) = person.filter(|_| names.len() <= [Some(0), role, team].iter().flatten().count()) else { return false };
    let cell = |row: &TableRow, column: Option<usize>| {
        column.and_then(|at| row.cells.get(at)).map(|cell| words(cell)).filter(|it| !it.is_empty())
    };
    for row in &table.rows {
        if let Some(name) = cell(row, Some(person)) {
            add(reader, &name, cell(row, role), cell(row, team));
        } else if row.cells.iter().any(|cell| !cell.trim().is_empty()) {
            let cells: Vec<&str> = row.cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
            rest.push(format!("- {}", cells.join(" | ")));
        }
    }
    true
}
