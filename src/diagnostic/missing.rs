//! A key that its table must have.

use super::ValuePath;
use super::expected::example;
use super::path::Bare;
use super::schema::Node;
use super::walk::Complaint;

/// What to say about the key that the table at `path` lacks.
pub(super) fn complaint(key: &str, table: Node<'_>, path: &ValuePath) -> Complaint {
    let message = match path.header() {
        None => format!("the key `{key}` is missing"),
        Some(header) if header.starts_with("[[") => format!("this {header} has no `{key}`"),
        Some(header) => format!("{header} has no `{key}`"),
    };
    let property = table.property(key);
    let line = format!("{} = {}", Bare(key), property.map_or_else(|| "...".to_owned(), example));
    let meaning = property.and_then(Node::summary).map(|summary| format!(" ({})", uncapitalised(&summary))).unwrap_or_default();
    let place = if path.steps().is_empty() { " above the first [table]" } else { "" };
    Complaint { rule: "missing-key", message, hint: Some(format!("add `{line}`{place}{meaning}")) }
}

/// A sentence of documentation, for parentheses.
fn uncapitalised(sentence: &str) -> String {
    let mut rest = sentence.chars();
    let first = rest.next().map(char::to_lowercase);
    first.into_iter().flatten().chain(rest).collect()
}
