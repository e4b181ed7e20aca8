//! Who took part: `Name - Role`, `Role: Name`, `Name (Role)`, and tables of both.

use super::blocks::{Kind, Node, Row, Table, words};
use super::facts;
use super::names::{Field, plain};
use super::parts::pieces;
use super::{Review, values};
use crate::import::vocabulary;
use crate::incident::Responder;

/// A person's name without the mark of a mention.
pub(super) fn name(text: &str) -> String {
    let text = words(text);
    let text = text.trim().trim_matches(',');
    text.strip_prefix('@').unwrap_or(text).to_owned()
}

/// People in a role that the source names: `**Scribe:** Ada, Ben`.
pub(super) fn role(review: &mut Review<'_>, role: &str, value: &str) -> bool {
    let people = values::list(value);
    if people.is_empty() || people.iter().any(|person| person.chars().count() > 60) {
        return false;
    }
    for person in people {
        add(review, &person, Some(words(role).trim_end_matches(':').to_owned()), None);
    }
    true
}

fn add(review: &mut Review<'_>, person: &str, role: Option<String>, team: Option<String>) {
    let name = name(person);
    let known = Responder { name, role, team };
    if !known.name.is_empty() && !review.draft.incident.responders.contains(&known) {
        review.draft.incident.responders.push(known);
    }
}

pub(super) fn read(review: &mut Review<'_>, title: &str, node: &Node) {
    let mut rest: Vec<String> = Vec::new();
    for block in &node.blocks {
        if let Kind::Table(table) = &block.kind {
            if !read_table(review, table, &mut rest) {
                rest.push(block.text.clone());
            }
            continue;
        }
        let is_prose = matches!(block.kind, Kind::Paragraph);
        for (text, span) in pieces(block) {
            let Some(text) = review.draft.meant(text, span) else { continue };
            let texts: Vec<&str> = if is_prose { text.lines().collect() } else { vec![text.as_str()] };
            for text in texts {
                if !person(review, text, is_prose) {
                    rest.push(if is_prose { text.to_owned() } else { format!("- {}", text.replace('\n', "\n  ")) });
                }
            }
        }
    }
    for child in &node.children {
        // A heading is a role, or a team, and its people are below.
        let people = review.items(child);
        let fits = people.iter().all(|person| person.chars().count() <= 60 && !person.contains('\n'));
        if fits && !people.is_empty() && people.iter().all(|text| role_of(review, &child.title, text)) {
            continue;
        }
        rest.push(format!("### {}\n\n{}", child.title, child.text()));
    }
    review.draft.section(&words(title), &rest.join("\n"), node.span.clone());
}

fn role_of(review: &mut Review<'_>, title: &str, text: &str) -> bool {
    if review.names.field(title) == Some(Field::Commander) {
        review.fact(Field::Commander, title, text, &(0..0))
    } else {
        role(review, title, text)
    }
}

/// One person, or all in a line.
fn person(review: &mut Review<'_>, text: &str, is_prose: bool) -> bool {
    if text.contains('\n') || text.chars().count() > 200 {
        return false;
    }
    if let Some(fact) = facts::of(text) {
        let (label, value) = (words(fact.name), words(fact.value));
        match review.names.field(&label) {
            Some(Field::Commander) => {
                if !review.fact(Field::Commander, &label, fact.value, &(0..0)) {
                    add(review, &value, Some(label), None);
                }
                return true;
            }
            _ if label.chars().count() <= 60 && value.chars().count() <= 80 && !value.is_empty() => {
                // `Ada: kept the log` has a name first.
                if review.names.field(&label).is_none() && is_name(&label) && !is_name(&value) {
                    add(review, &label, Some(value), None);
                    return true;
                }
                return role(review, &label, fact.value);
            }
            _ => return false,
        }
    }
    let line = words(text);
    if is_prose {
        let people = values::list(text);
        let are_names = people.iter().all(|person| is_name(person));
        if are_names {
            people.iter().for_each(|person| with_role(review, person));
        }
        return are_names;
    }
    with_role(review, &line);
    true
}

/// `Ada Brandt - Incident Commander`, `Ada Brandt (Incident Commander)`.
fn with_role(review: &mut Review<'_>, line: &str) {
    let (name, role) = vocabulary::name_and_role(line);
    let inner = name.strip_suffix(')').and_then(|name| name.rsplit_once(" ("));
    match (role, inner) {
        (Some(role), _) => add(review, name, Some(role.to_owned()), None),
        (None, Some((name, role))) => add(review, name, Some(role.to_owned()), None),
        (None, None) => add(review, name, None, None),
    }
}

/// Whether a text may be a person's name: a few words, of which the first begins with a capital letter or a mention's mark.
fn is_name(text: &str) -> bool {
    let text = text.trim();
    let begins = text.starts_with('@') || text.starts_with(char::is_uppercase);
    let bare = text.split([' ', '(']).count();
    begins && bare <= 6 && !text.contains(['.', ':', '?', '!'])
}

/// Takes the people of a table. A row without a name goes to the rest.
fn read_table(review: &mut Review<'_>, table: &Table, rest: &mut Vec<String>) -> bool {
    let names: Vec<String> = table.head.iter().map(|name| plain(name)).collect();
    let at = |known: &[&str]| names.iter().position(|name| known.contains(&name.as_str()));
    let person = at(&["name", "who", "person", "responder", "participant", "engineer"]);
    let role = at(&["role", "roles", "function", "title", "responsibility"]);
    let team = at(&["team", "department", "group"]);
    let Some(person) = person.filter(|_| names.len() <= [Some(0), role, team].iter().flatten().count()) else { return false };
    let cell = |row: &Row, column: Option<usize>| {
        column.and_then(|at| row.cells.get(at)).map(|cell| words(cell)).filter(|it| !it.is_empty())
    };
    for row in &table.rows {
        if let Some(name) = cell(row, Some(person)) {
            add(review, &name, cell(row, role), cell(row, team));
        } else if row.cells.iter().any(|cell| !cell.trim().is_empty()) {
            let cells: Vec<&str> = row.cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
            rest.push(format!("- {}", cells.join(" | ")));
        }
    }
    true
}
