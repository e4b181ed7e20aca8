//! Values that are a choice: a list of tasks of which some are ticked, or a table of names of which some are marked.

use std::ops::Range;

use super::blocks::{BlockKind, MarkdownTable, Outline};
use super::reader::Reader;
use super::text::{self, tasks, words};
use crate::import::names::{self, Field, plain};

impl Reader<'_> {
    /// A value of a field without what is not chosen, which is noted. A table becomes a list of its names.
    pub(super) fn chosen(&mut self, field: Field, name: &str, value: &str, span: &Range<usize>) -> String {
        if !is_choice(field) {
            return value.to_owned();
        }
        let listed = self.names_of_tables(field, name, value, span);
        let value = listed.as_deref().unwrap_or(value);
        let all = tasks(value);
        if all.iter().all(|(done, _)| done.is_none()) {
            return value.to_owned();
        }
        let (rest, ticked): (Vec<_>, Vec<_>) = all.into_iter().partition(|(done, _)| *done == Some(false));
        for (_, text) in rest {
            self.draft.dropped(span.clone(), format!("\"{}\" is not ticked", words(text)));
        }
        ticked.into_iter().map(|(_, text)| text).collect::<Vec<_>>().join("\n")
    }

    /// The names in a value that is nothing but tables, as a list, of tasks where a column says which are meant. A table that says
    /// more of them is a section as well.
    fn names_of_tables(&mut self, field: Field, name: &str, value: &str, span: &Range<usize>) -> Option<String> {
        let is_list = matches!(field, Field::Services | Field::Teams | Field::Tags | Field::Regions | Field::Approvers);
        if !is_list || !value.contains('|') {
            return None;
        }
        let Outline { blocks, children, .. } = Outline::of_text(value, span);
        if !children.is_empty() {
            return None;
        }
        let mut items: Vec<String> = Vec::new();
        for block in &blocks {
            let BlockKind::Table(table) = &block.kind else { return None };
            let marked = table.head.iter().position(|head| names::is("chosen", head)).filter(|_| table.head.len() > 1);
            let is_name = |(at, head): (usize, &String)| Some(at) != marked && self.names.field(head) == Some(field);
            let named = table.head.iter().enumerate().position(is_name).unwrap_or(usize::from(marked == Some(0)));
            for row in &table.rows {
                let cell = |at: usize| row.cells.get(at).map_or("", |cell| cell.trim());
                if cell(named).is_empty() {
                    continue;
                }
                items.push(text::item(cell(named), marked.map(|at| !is_denied(cell(at)))));
            }
            if says_more(table, named, marked) {
                self.draft.section(&words(name), &block.text, span.clone());
            }
        }
        Some(items.join("\n")).filter(|items| !items.is_empty())
    }
}

/// Whether a list of tasks in a field is a choice.
fn is_choice(field: Field) -> bool {
    (Field::Severity..=Field::Role).contains(&field)
        || (Field::ReviewOwner..=Field::Approvers).contains(&field)
        || matches!(field, Field::Detection | Field::DataLost | Field::SlaBreached | Field::UsersAffected)
}

/// Whether a cell says that the name in its row is not meant.
fn is_denied(cell: &str) -> bool {
    let (done, rest) = text::unmarked_task(cell);
    let word = plain(rest);
    done == Some(false)
        || done.is_none()
            && (cell.trim_matches(['-', '–', '—', ' ', '❌', '✗', '✘', '☐']).is_empty() || names::is("denied", &word))
}

/// Whether a table has more than names and which of them are meant.
fn says_more(table: &MarkdownTable, named: usize, marked: Option<usize>) -> bool {
    table.rows.iter().flat_map(|row| row.cells.iter().enumerate()).any(|(at, cell)| {
        let rest = text::unmarked_task(cell).1;
        let is_answer = Some(at) == marked && (is_denied(cell) || names::is("affirmed", &plain(rest)));
        at != named && !is_answer && text::has_words(rest)
    })
}
