//! What the readers of JSON records share: a document is one record, an array of them, or an object that has them under a name.

use super::document::{Document, Options};
use super::draft::Draft;
use super::results::Results;
use super::tree::{self, Node, Object, Value};

/// A kind of record.
pub(super) struct Kind {
    /// What it is called in messages.
    pub name: &'static str,
    /// Keys under which records may stand.
    pub wrappers: &'static [&'static str],
    /// Keys of which a record has one.
    pub marks: &'static [&'static str],
    /// Keys beside a single record that belong to it. All others are about the page or the request.
    pub beside: &'static [&'static str],
    /// Keys that are about the tool's record, not about the incident.
    pub ignored: &'static [&'static str],
}

/// Reads each record of a document. `read` takes what it understands.
pub(super) fn import<'a>(
    document: &Document<'a>,
    options: &'a Options<'a>,
    kind: &Kind,
    read: impl Fn(&mut Draft<'a>, &mut Object, usize),
) -> Results<'a> {
    let nodes = match tree::parse(document) {
        Ok(root) => root.into_list().into_iter().flat_map(|node| unwrapped(node, kind)).collect::<Vec<_>>(),
        Err(error) => return Results::failed(*error),
    };
    if nodes.is_empty() {
        return Results::failed(document.error(0..0, format!("there is no {} in this document", kind.name)));
    }
    let (mut results, count) = (Results::default(), nodes.len());
    for Node { span, value } in nodes {
        match value {
            Value::Object(mut object) if kind.marks.iter().any(|key| object.has(&[key])) => {
                let mut draft = Draft::new(*document, span, options);
                read(&mut draft, &mut object, count);
                drop_ignored(&mut draft, &mut object, kind.ignored);
                leftovers(&mut draft, object);
                draft.sort_timeline();
                results.push(draft.finish());
            }
            _ => {
                let marks: Vec<String> = kind.marks.iter().map(|mark| format!("{mark:?}")).collect();
                let message = format!("this is no {}: it has no {}", kind.name, marks.join(" or "));
                let error = document.error(span.start..span.start + 1, message);
                results.errors.push(error.hint("see that the format is the right one"));
            }
        }
    }
    results
}

/// The records of an object that has them under a name.
fn unwrapped(node: Node, kind: &Kind) -> Vec<Node> {
    let Value::Object(mut object) = node.value else { return vec![node] };
    let Some(inner) = kind.wrappers.iter().find_map(|key| object.take(key)) else {
        return vec![Node { span: node.span, value: Value::Object(object) }];
    };
    let mut records = inner.into_list();
    if let [Node { value: Value::Object(record), .. }] = records.as_mut_slice() {
        object.entries.retain(|(key, _)| kind.beside.contains(&key.as_str()));
        record.entries.append(&mut object.entries);
    }
    records
}

/// Drops keys that are about the tool's record, and notes which.
fn drop_ignored(draft: &mut Draft<'_>, object: &mut Object, keys: &[&str]) {
    let (dropped, kept): (Vec<_>, Vec<_>) =
        std::mem::take(&mut object.entries).into_iter().partition(|(key, _)| keys.contains(&key.as_str()));
    object.entries = kept;
    let dropped: Vec<_> = dropped.into_iter().filter(|(_, node)| !node.is_empty()).collect();
    if let Some((_, first)) = dropped.first() {
        let names = dropped.iter().map(|(key, _)| key.as_str()).collect::<Vec<_>>().join(", ");
        draft.dropped(first.span.clone(), format!("{names}: about the tool's record, not about the incident"));
    }
}

/// Keeps what was not understood as a section, without contacts and credentials.
pub(super) fn leftovers(draft: &mut Draft<'_>, mut object: Object) {
    let title = "Further information";
    draft.remove_private(&mut object, title);
    draft.section(title, &object.markdown(), draft.span());
}

/// Takes an address of the web.
pub(super) fn take_url(object: &mut Object, keys: &[&str]) -> Option<String> {
    object.take_if(keys, |url| url.starts_with("http").then(|| url.to_owned())).map(|(url, _)| url)
}

/// Takes the name of what is under a key: a text, or an object that has one.
pub(super) fn take_name(object: &mut Object, keys: &[&str]) -> Option<String> {
    keys.iter().find_map(|key| {
        let node = object.take(key)?;
        let name = name_of(&node);
        if name.is_none() {
            object.entries.push(((*key).to_owned(), node));
        }
        name
    })
}

/// Takes the names of the elements of a list. A list with an element that has no name stays.
pub(super) fn take_names(object: &mut Object, key: &str) -> Vec<String> {
    let Some(node) = object.take(key) else { return Vec::new() };
    let names = node.clone().into_list().iter().map(name_of).collect::<Option<Vec<_>>>();
    names.unwrap_or_else(|| {
        object.entries.push((key.to_owned(), node));
        Vec::new()
    })
}

fn name_of(node: &Node) -> Option<String> {
    match &node.value {
        Value::Object(object) => ["name", "summary", "login", "title"]
            .iter()
            .find_map(|key| object.entries.iter().find(|(name, _)| name == key).and_then(|(_, node)| node.scalar())),
        _ => node.scalar(),
    }
}
