//! Tables of action items.

use super::action_details::{detail, ticket, without_mark};
use super::action_title::{set_title, settle_due, settle_ticket};
use super::blocks::{MarkdownTable, TableRow};
use super::reader::Reader;
use super::references;
use super::text::{append, words};
use crate::import::names::{self, plain};
use crate::import::{private, vocabulary};
use crate::incident::Action;

/// Reads the rows of a table as action items. `false` where no column says what is to be done.
pub(super) fn read(reader: &mut Reader<'_>, table: &MarkdownTable, of: &Action) -> bool {
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

/// Whether the heads of a table say that its rows are action items: one of what is to be done, and two of their details.
pub(super) fn is_action_table(table: &MarkdownTable) -> bool {
    let has = |kind: &str| table.head.iter().any(|head| names::is(kind, head));
    let details = ["action.owner", "action.due", "action.status", "action.ticket", "action.priority"];
    has("action.title") && has("action.owner") && details.iter().filter(|kind| has(kind)).count() > 1
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

fn row_action(reader: &mut Reader<'_>, (row, title, cell): (&TableRow, usize, &str), head: &[String], of: &Action) {
    let mut action = of.clone();
    let (first, more) = cell.split_once('\n').unwrap_or((cell, ""));
    let marked = without_mark(first, &mut action);
    set_title(&mut action, marked.as_deref().unwrap_or(first));
    append(&mut action.description, more);
    for (at, (name, value)) in head.iter().zip(&row.cells).enumerate() {
        let is_number = matches!(plain(name).as_str(), "" | "no" | "nr" | "number")
            && value.trim().trim_end_matches('.').parse::<u32>().is_ok();
        let state = vocabulary::action_status_of_cell(value.trim()).filter(|_| plain(name).is_empty() && !is_number);
        action.status = state.unwrap_or(action.status);
        if at == title || is_number || state.is_some() || value.trim().is_empty() || detail(&mut action, name, value) {
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
