//! What the JSON importers of single records share: one record, an array of them, or an object that has them under a name.

use super::imported::{Document, Draft, Import, Imported, Options};
use super::json_tree::{self, Node, Table, Value};
use crate::diagnostic::Diagnostic;

/// Reads each record of a document. They may stand under one of `wrappers`; each must have one of the keys of `marks`.
pub(super) fn import(
    document: &Document<'_>,
    options: &Options<'_>,
    wrappers: &[&str],
    (marks, what): (&[&str], &str),
    read: impl Fn(&mut Draft<'_>, &mut Table),
) -> Import {
    let nodes = match json_tree::parse(document) {
        Ok(root) => root.into_list().into_iter().flat_map(|node| unwrapped(node, wrappers)).collect::<Vec<_>>(),
        Err(error) => return Import::failed(*error),
    };
    if nodes.is_empty() {
        return Import::failed(document.error(0..0, format!("there is no {what} in this document")));
    }
    let mut import = Import::default();
    for Node { span, value } in nodes {
        match value {
            Value::Table(table) if marks.iter().any(|key| table.has(&[key])) => {
                import.push(incident(Draft::new(*document, span, options), table, &read));
            }
            _ => import.errors.push(
                document
                    .error(span.start..span.start + 1, format!("this is no {what}: it has no {:?}", marks.join("\" or \"")))
                    .hint("see that the format is the right one"),
            ),
        }
    }
    import
}

/// The records of an object that has them under a name; what else it says belongs to the record if there is one.
fn unwrapped(node: Node, wrappers: &[&str]) -> Vec<Node> {
    let Value::Table(mut table) = node.value else { return vec![node] };
    let Some(inner) = wrappers.iter().find_map(|key| table.take(key)) else {
        return vec![Node { span: node.span, value: Value::Table(table) }];
    };
    let mut records = inner.into_list();
    if let [Node { value: Value::Table(record), .. }] = records.as_mut_slice() {
        record.entries.append(&mut table.entries);
    }
    records
}

fn incident(
    mut draft: Draft<'_>,
    mut table: Table,
    read: impl Fn(&mut Draft<'_>, &mut Table),
) -> Result<Imported, Vec<Diagnostic>> {
    let span = draft.span();
    read(&mut draft, &mut table);
    draft.section("Further information", &table.markdown(), span);
    draft.sort_timeline();
    draft.finish()
}

/// Drops keys that are about the tool and not about the incident, and says which.
pub(super) fn drop_machinery(draft: &mut Draft<'_>, table: &mut Table, keys: &[&str]) {
    let (dropped, kept): (Vec<_>, Vec<_>) =
        std::mem::take(&mut table.entries).into_iter().partition(|(key, _)| keys.contains(&key.as_str()));
    table.entries = kept;
    let said: Vec<_> = dropped.into_iter().filter(|(_, node)| !node.is_empty()).collect();
    if let Some((_, first)) = said.first() {
        let names = said.iter().map(|(key, _)| key.as_str()).collect::<Vec<_>>().join(", ");
        draft.dropped(first.span.clone(), format!("{names}: about the tool's record, not about the incident"));
    }
}

/// Takes the name of whatever stands under a key: a text, or an object that has one.
pub(super) fn take_name(table: &mut Table, keys: &[&str]) -> Option<String> {
    keys.iter().find_map(|key| {
        let node = table.take(key)?;
        let name = name_of(&node);
        if name.is_none() {
            table.entries.push(((*key).to_owned(), node));
        }
        name
    })
}

/// Takes the names of the elements of a list. A list of which one has no name stays.
pub(super) fn take_names(table: &mut Table, key: &str) -> Vec<String> {
    let Some(node) = table.take(key) else { return Vec::new() };
    let names = node.clone().into_list().iter().map(name_of).collect::<Option<Vec<_>>>();
    names.unwrap_or_else(|| {
        table.entries.push((key.to_owned(), node));
        Vec::new()
    })
}

fn name_of(node: &Node) -> Option<String> {
    match &node.value {
        Value::Table(table) => ["name", "summary", "login", "title"]
            .iter()
            .find_map(|key| table.entries.iter().find(|(name, _)| name == key).and_then(|(_, node)| node.scalar())),
        _ => node.scalar(),
    }
}
