//! Values of the wrong type, and missing values: describes what is expected and what was found.

use toml::de::DeValue;

use super::entry::Diagnostic;
use super::path::{ValuePath, toml_key};
use super::rewrite::{Found, rewrite};
use super::schema::{Choice, Kind, SchemaNode, date_kind};
use super::words::one_of;

/// A vocabulary with more words than this is described as "a string".
const LISTED: usize = 5;

/// The diagnostic for a value that has none of the allowed types.
pub(super) fn wrong_type(found: Found<'_, '_>, node: SchemaNode<'_>, choices: &[Choice<'_>]) -> Diagnostic {
    let message = format!("expected {}, found {}", describe(choices), self::found(found.value.get_ref()));
    let hint = choices.iter().find_map(|choice| rewrite(found, *choice));
    let hint = hint.unwrap_or_else(|| format!("write something like {}", found.path.assignment(&example(node))));
    Diagnostic::error("wrong-type", message).hint(hint)
}

/// The diagnostic for a key missing from the table at `path`.
pub(super) fn missing(key: &str, table: SchemaNode<'_>, path: &ValuePath) -> Diagnostic {
    let message = match path.header() {
        None => format!("the key `{key}` is missing"),
        Some(header) if header.starts_with("[[") => format!("this {header} has no `{key}`"),
        Some(header) => format!("{header} has no `{key}`"),
    };
    let property = table.property(key);
    let line = format!("{} = {}", toml_key(key), property.map_or_else(|| "...".to_owned(), example));
    let meaning = property.and_then(SchemaNode::summary);
    let meaning = meaning.map(|summary| format!(" ({})", uncapitalised(&summary))).unwrap_or_default();
    let place = if path.segments().is_empty() { " above the first [table]" } else { "" };
    Diagnostic::error("missing-key", message).hint(format!("add `{line}`{place}{meaning}"))
}

/// A sentence of documentation in lower case, for use in parentheses.
fn uncapitalised(sentence: &str) -> String {
    let mut rest = sentence.chars();
    let first = rest.next().map(char::to_lowercase);
    first.into_iter().flatten().chain(rest).collect()
}

/// Describes types of values.
pub(super) fn describe(choices: &[Choice<'_>]) -> String {
    let mut kinds: Vec<String> = Vec::new();
    let words: Vec<&str> = choices.iter().flat_map(|choice| choice.node.words()).collect();
    let has_number = choices.iter().any(|choice| choice.kind == Kind::Number);
    for choice in choices {
        let kind = match choice.kind {
            Kind::Integer if has_number => continue,
            Kind::Any => "a value".to_owned(),
            Kind::String if (1..=LISTED).contains(&words.len()) => one_of(words.iter().map(|word| format!("\"{word}\""))),
            Kind::String => "a string".to_owned(),
            Kind::Date => date_description(choice.node),
            Kind::Integer => "a whole number".to_owned(),
            Kind::Number => "a number".to_owned(),
            Kind::Boolean => "true or false".to_owned(),
            Kind::Array => array_description(choice.node),
            Kind::Table => "a table".to_owned(),
        };
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    one_of(kinds)
}

fn array_description(node: SchemaNode<'_>) -> String {
    let items = node.items().map(SchemaNode::choices).unwrap_or_default();
    match items.as_slice() {
        [only] if only.kind == Kind::Table => "an array of tables".to_owned(),
        [first, ..] if items.iter().all(|item| item.kind == Kind::String) && first.node.words().next().is_none() => {
            "an array of strings".to_owned()
        }
        _ => "an array".to_owned(),
    }
}

fn date_description(node: SchemaNode<'_>) -> String {
    let examples = one_of(node.date_kinds().filter(|kind| *kind != "local-date-time").map(date_example));
    match node.date_kinds().collect::<Vec<_>>().as_slice() {
        ["local-date"] => format!("a date such as {examples}"),
        ["local-time"] => format!("a time such as {examples}"),
        ["local-date-time"] => format!("a date and time such as {}", date_example("local-date-time")),
        kinds if kinds.contains(&"local-time") => format!("a date or time such as {examples}"),
        kinds if kinds.contains(&"local-date") => format!("a date, with or without a time, such as {examples}"),
        _ => format!("a date and time such as {examples}"),
    }
}

fn date_example(kind: &str) -> &'static str {
    match kind {
        "offset-date-time" => "2024-03-15T14:30:00Z",
        "local-date-time" => "2024-03-15T14:30:00",
        "local-time" => "14:30:00",
        _ => "2024-03-15",
    }
}

/// Describes the type of a value.
pub(super) fn found(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number with a fraction",
        DeValue::Boolean(true) => "true",
        DeValue::Boolean(false) => "false",
        DeValue::Datetime(moment) => match date_kind(moment) {
            "local-date" => "a date without a time",
            "local-time" => "a time without a date",
            _ => "a date and time",
        },
        DeValue::Array(array) if !array.is_empty() && array.iter().all(|item| item.get_ref().is_table()) => "an array of tables",
        DeValue::Array(_) => "an array",
        DeValue::Table(_) => "a table",
    }
}

/// An example of an accepted value.
pub(super) fn example(node: SchemaNode<'_>) -> String {
    let choices = node.choices();
    let Some(choice) = choices.first() else { return "...".to_owned() };
    match choice.kind {
        Kind::Any => "...".to_owned(),
        Kind::String => format!("\"{}\"", choices.iter().flat_map(|choice| choice.node.words()).next().unwrap_or("...")),
        Kind::Date => choice.node.date_kinds().next().map_or("2024-03-15", date_example).to_owned(),
        Kind::Integer => choice.node.bound("minimum").unwrap_or(0.0).max(1.0).to_string(),
        Kind::Number => "1.5".to_owned(),
        Kind::Boolean => "true".to_owned(),
        Kind::Array => format!("[{}]", choice.node.items().map_or_else(String::new, example)),
        Kind::Table => {
            let keys = choice.node.required().filter_map(|key| choice.node.property(key).map(|node| (key, node)));
            let pairs: Vec<_> = keys.map(|(key, node)| format!("{} = {}", toml_key(key), example(node))).collect();
            if pairs.is_empty() { "{ ... }".to_owned() } else { format!("{{ {} }}", pairs.join(", ")) }
        }
    }
}
