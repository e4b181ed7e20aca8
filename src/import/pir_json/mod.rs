//! The JSON that PIR Generator reads, in both generations of its schema: flat and nested.
//!
//! Both are read the same way: what is understood is taken out of the tree, wherever it stands, and what is left becomes sections.

mod events;
mod follow_up;
mod head;
mod impact;
mod resolution;

use super::document::{Document, Options};
use super::draft::Draft;
use super::located::ImportError;
use super::records;
use super::results::Results;
use super::tree::{self, Node, Object, Value};
use crate::prose;

/// Reads one incident, or an array of them.
pub(super) fn import<'a>(document: &Document<'a>, options: &'a Options<'a>) -> Results<'a> {
    let nodes = match tree::parse(document) {
        Ok(root) => root.into_list(),
        Err(error) => return Results::failed(*error),
    };
    if let Some(error) = unfit(*document, &nodes, options) {
        return Results::failed(error);
    }
    let mut results = Results::default();
    for Node { span, value } in nodes {
        match value {
            Value::Object(object) => results.push(incident(Draft::new(*document, span, options), object).finish()),
            _ => results.errors.push(document.error(span, "an incident is an object, such as {\"title\": \"...\"}")),
        }
    }
    results
}

/// Why the document as a whole cannot be imported.
fn unfit<'a>(document: Document<'a>, nodes: &[Node], options: &Options<'_>) -> Option<ImportError<'a>> {
    let is_event = |node: &Node| match &node.value {
        Value::Object(object) => {
            !object.has(&["title"]) && (object.has(&["timestamp", "message"]) || object.has(&["time", "message"]))
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

fn incident(mut draft: Draft<'_>, mut object: Object) -> Draft<'_> {
    if let Some((mut nested, _)) = object.take_object("incident") {
        head::read(&mut draft, &mut nested);
        object.entries.splice(0..0, nested.entries);
    }
    head::read(&mut draft, &mut object);
    impact::read(&mut draft, &mut object);
    resolution::read(&mut draft, &mut object);
    follow_up::read(&mut draft, &mut object);
    events::read(&mut draft, &mut object);
    events::read_timeline(&mut draft);
    sections(&mut draft, object);
    draft
}

/// What was not understood: each object is a section, and the rest is one.
fn sections(draft: &mut Draft<'_>, object: Object) {
    let is_block = |(_, node): &(String, Node)| matches!(node.value, Value::Object(_)) || node.line().is_none();
    let (blocks, rest): (Vec<_>, Vec<_>) = object.entries.into_iter().partition(is_block);
    for (key, node) in blocks {
        let (title, span) = (prose::capitalized(&tree::words(&key)), node.span.clone());
        let mut block = Object { entries: vec![(key, node)] };
        draft.remove_private(&mut block, &title);
        let text = block.entries.pop().map(|(_, node)| node.markdown()).unwrap_or_default();
        draft.section(&title, &text, span);
    }
    records::leftovers(draft, Object { entries: rest });
}
