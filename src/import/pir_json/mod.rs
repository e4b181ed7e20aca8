//! The JSON that PIR Generator reads, in both generations of its schema: flat and nested.
//!
//! Both are read by the same eyes: whatever is understood is taken out of the tree, wherever it stands, and what is left at the
//! end becomes sections.

mod events;
mod follow_up;
mod head;
mod impact;
mod resolution;

use super::imported::{Document, Draft, Import, Imported, Options};
use super::json_tree::{self, Node, Table, Value};
use crate::diagnostic::Diagnostic;

/// Reads one incident, or an array of them.
pub(super) fn import(document: &Document<'_>, options: &Options<'_>) -> Import {
    let nodes = match json_tree::parse(document) {
        Ok(root) => root.into_list(),
        Err(error) => return Import::failed(*error),
    };
    if let Some(error) = unfit(document, &nodes, options) {
        return Import::failed(error);
    }
    let mut import = Import::default();
    for Node { span, value } in nodes {
        match value {
            Value::Table(table) => import.push(incident(Draft::new(*document, span, options), table)),
            _ => import.errors.push(document.error(span, "an incident is an object, such as {\"title\": \"...\"}")),
        }
    }
    import
}

/// Why the document as a whole is not what it should be.
fn unfit(document: &Document<'_>, nodes: &[Node], options: &Options<'_>) -> Option<Diagnostic> {
    let is_event = |node: &Node| match &node.value {
        Value::Table(table) => {
            !table.has(&["title"]) && (table.has(&["timestamp", "message"]) || table.has(&["time", "message"]))
        }
        _ => false,
    };
    match nodes {
        [] => Some(document.error(0..0, "there is no incident in this document")),
        [first, ..] if is_event(first) => {
            let error = document.error(first.span.start..first.span.start + 1, "this is a list of events, not an incident");
            Some(error.hint("import the incident, and name this file with --timeline"))
        }
        [_, second, ..] if options.timeline.is_some() => {
            let error = document
                .error(second.span.start..second.span.start + 1, "a timeline is that of one incident, and here are several");
            Some(error.hint("import them one by one, or without --timeline"))
        }
        _ => None,
    }
}

fn incident(mut draft: Draft<'_>, mut table: Table) -> Result<Imported, Vec<Diagnostic>> {
    let span = draft.span();
    if let Some((mut nested, _)) = table.take_table("incident") {
        head::read(&mut draft, &mut nested);
        table.entries.splice(0..0, nested.entries);
    }
    head::read(&mut draft, &mut table);
    impact::read(&mut draft, &mut table);
    resolution::read(&mut draft, &mut table);
    follow_up::read(&mut draft, &mut table);
    events::read(&mut draft, &mut table);
    events::read_timeline(&mut draft);
    sections(&mut draft, table, span);
    draft.finish()
}

/// What is left has no field of its own: each table is a section, and the rest is one.
fn sections(draft: &mut Draft<'_>, table: Table, span: std::ops::Range<usize>) {
    let is_block = |(_, node): &(String, Node)| matches!(node.value, Value::Table(_)) || node.line().is_none();
    let (blocks, rest): (Vec<_>, Vec<_>) = table.entries.into_iter().partition(is_block);
    for (key, node) in blocks {
        draft.section(&crate::prose::capitalized(&json_tree::words(&key)), &node.markdown(), node.span);
    }
    draft.section("Further information", &Table { entries: rest }.markdown(), span);
}
