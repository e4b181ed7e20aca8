//! The JSON that PIR Generator reads, in both generations of its schema: flat and nested.

use super::imported::{Document, Draft, Import, Options};
use super::json_tree::{self, Table, Value};

/// Reads one incident, or an array of them.
pub(super) fn import(document: &Document<'_>, options: &Options<'_>) -> Import {
    let root = match json_tree::parse(document) {
        Ok(root) => root,
        Err(error) => return Import::failed(error),
    };
    let mut import = Import::default();
    for node in root.into_list() {
        match node.value {
            Value::Table(table) => import.push(incident(*document, options, table)),
            _ => import.errors.push(document.error(node.span, "an incident is an object: {\"title\": ...}")),
        }
    }
    import
}

fn incident(
    document: Document<'_>,
    options: &Options<'_>,
    mut table: Table,
) -> Result<super::Imported, Vec<crate::diagnostic::Diagnostic>> {
    let draft = Draft::new(document, options);
    let _ = table.take("title");
    draft.finish()
}
