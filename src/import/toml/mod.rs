//! An incident file as a person would write it: keys in the order of the documentation, prose in readable strings, dates as dates,
//! and no empty values.
//!
//! The order and the kinds of values come from the schema of the types, so no key is listed here. Reading a written file gives the
//! same incident, except that a text of several lines ends in a line break, which means nothing in Markdown.

mod schema_node;

mod layout;

use std::collections::BTreeMap;

pub(super) use schema_node::ValueSchema;
use serde_json::Value;

use crate::diagnostic::ValuePath;
use crate::incident::Incident;

/// What a file says beside the incident itself.
#[derive(Debug, Clone, Default)]
pub struct Remarks {
    /// The address of the schema, for editors.
    pub schema: Option<String>,
    /// Comments, each above the value at its path.
    pub comments: Vec<(ValuePath, String)>,
}

/// Writes an incident file.
pub fn write(incident: &Incident, remarks: &Remarks) -> String {
    let mut comments: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (path, comment) in &remarks.comments {
        comments.entry(path.to_string()).or_default().push(in_a_line(comment));
    }
    let schema = crate::incident::schema();
    let mut layout = layout::TomlLayout::new(&schema, comments);
    if let Ok(Value::Object(incident)) = serde_json::to_value(incident) {
        layout.file(&incident);
    }
    let (text, unplaced) = layout.finish();
    let mut out = String::with_capacity(text.len() + 128);
    if let Some(address) = &remarks.schema {
        out.extend(["#:schema ", &in_a_line(address), "\n"]);
    }
    for (path, comment) in unplaced {
        out.extend(["# ", &path, ": ", &comment, "\n"]);
    }
    out.push_str(text.trim_start_matches('\n'));
    out
}

/// A comment ends with its line, and TOML allows no control characters in it.
fn in_a_line(comment: &str) -> String {
    comment.replace(|c: char| c.is_control(), " ").trim().to_owned()
}
