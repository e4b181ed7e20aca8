//! A value of the wrong kind: what is expected, and what is there instead.

use toml::de::DeValue;
use toml::value::Datetime;

use super::ValuePath;
use super::path::Bare;
use super::rewrite::rewrite;
use super::schema::{Choice, Kind, Node};
use super::walk::{Complaint, Found};
use super::words::one_of;

/// A vocabulary of more words than this is just "a string".
const LISTED: usize = 5;

/// What to say about a value that is of none of the kinds that are allowed.
pub(super) fn complaint(found: Found<'_, '_>, node: Node<'_>, choices: &[Choice<'_>]) -> Complaint {
    let message = format!("expected {}, found {}", describe(choices), self::found(found.value.get_ref()));
    let hint = choices.iter().find_map(|choice| rewrite(found, *choice));
    let hint = hint.or_else(|| Some(format!("write something like {}", assignment(found.path, &example(node)))));
    Complaint { rule: "wrong-type", message, hint }
}

/// The kinds of values, in the words of a person.
pub(super) fn describe(choices: &[Choice<'_>]) -> String {
    let mut kinds: Vec<String> = Vec::new();
    let words: Vec<&str> = choices.iter().flat_map(|choice| choice.node.words()).collect();
    let has_number = choices.iter().any(|choice| choice.kind == Kind::Number);
    for choice in choices {
        let kind = match choice.kind {
            Kind::Integer if has_number => continue,
            Kind::Any => "a value".to_owned(),
            Kind::String if (1..=LISTED).contains(&words.len()) => one_of(words.iter().map(|word| format!("{word:?}"))),
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

fn array_description(node: Node<'_>) -> String {
    let items = node.items().map(Node::choices).unwrap_or_default();
    match items.as_slice() {
        [only] if only.kind == Kind::Table => "an array of tables".to_owned(),
        [first, ..] if items.iter().all(|item| item.kind == Kind::String) && first.node.words().next().is_none() => {
            "an array of strings".to_owned()
        }
        _ => "an array".to_owned(),
    }
}

fn date_description(node: Node<'_>) -> String {
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

/// Which of TOML's kinds of date-time a value is, by the name that `x-toml` uses.
pub(super) fn date_kind(moment: &Datetime) -> &'static str {
    match (moment.date, moment.time, moment.offset) {
        (Some(_), Some(_), Some(_)) => "offset-date-time",
        (Some(_), Some(_), None) => "local-date-time",
        (Some(_), None, _) => "local-date",
        (None, ..) => "local-time",
    }
}

/// What is there, in the words of a person.
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

/// A line that gives the value at `path`; the value alone, if it has no key of its own.
pub(super) fn assignment(path: &ValuePath, value: &str) -> String {
    match path.last_key() {
        Some(key) => format!("{} = {value}", Bare(key)),
        None => value.to_owned(),
    }
}

/// A value that would do.
pub(super) fn example(node: Node<'_>) -> String {
    let choices = node.choices();
    let Some(choice) = choices.first() else { return "...".to_owned() };
    match choice.kind {
        Kind::Any => "...".to_owned(),
        Kind::String => format!("{:?}", choices.iter().flat_map(|choice| choice.node.words()).next().unwrap_or("...")),
        Kind::Date => choice.node.date_kinds().next().map_or("2024-03-15", date_example).to_owned(),
        Kind::Integer => choice.node.bound("minimum").unwrap_or(0.0).max(1.0).to_string(),
        Kind::Number => "1.5".to_owned(),
        Kind::Boolean => "true".to_owned(),
        Kind::Array => format!("[{}]", choice.node.items().map_or_else(String::new, example)),
        Kind::Table => {
            let keys = choice.node.required().filter_map(|key| choice.node.property(key).map(|node| (key, node)));
            let pairs: Vec<_> = keys.map(|(key, node)| format!("{} = {}", Bare(key), example(node))).collect();
            if pairs.is_empty() { "{ ... }".to_owned() } else { format!("{{ {} }}", pairs.join(", ")) }
        }
    }
}
