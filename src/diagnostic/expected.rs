//! A value of the wrong kind: what is expected, what is there, and how to write what was probably meant.

use toml::de::DeValue;
use toml::value::Datetime;

use super::ValuePath;
use super::path::Bare;
use super::schema::{Choice, Kind, Node};
use super::walk::{Complaint, Found};
use super::words::{all_of, one_of, ticked};

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
    for choice in choices {
        let kind = match choice.kind {
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

/// How to write as `choice` what is there, where that is plain to see.
fn rewrite(found: Found<'_, '_>, choice: Choice<'_>) -> Option<String> {
    let written = found.written();
    let is_short = written.len() <= 60 && !written.contains('\n');
    let line = |value: &str| assignment(found.path, value);
    match (choice.kind, found.value.get_ref()) {
        (Kind::Date | Kind::Integer | Kind::Number | Kind::Boolean, DeValue::String(text)) => {
            unquoted(text.trim(), choice).map(|value| format!("write it without quotes: {}", line(&value)))
        }
        (Kind::Boolean, DeValue::Integer(number)) => match number.as_str() {
            "0" => Some(format!("write {}", line("false"))),
            "1" => Some(format!("write {}", line("true"))),
            _ => None,
        },
        (Kind::Integer, DeValue::Float(number)) => {
            let whole = number.as_str().strip_suffix(".0")?;
            Some(format!("write it without a fraction: {}", line(whole)))
        }
        (Kind::String, DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_))
            if is_short && choice.node.words().next().is_none() =>
        {
            Some(format!("put it in quotes: {}", line(&format!("\"{written}\""))))
        }
        (Kind::String, DeValue::Array(array)) => match &array[..] {
            [only] if only.get_ref().is_str() && is_short => {
                Some(format!("write it without brackets: {}", line(written.trim_matches(['[', ']']).trim())))
            }
            _ => None,
        },
        (Kind::Array, value) => bracketed(found, value, choice.node, is_short),
        (Kind::Table, value) => tabled(found.path, value, choice.node),
        _ => None,
    }
}

/// The content of a string, if it would be a value of the right kind without its quotes.
fn unquoted(text: &str, choice: Choice<'_>) -> Option<String> {
    match choice.kind {
        Kind::Date => {
            let kind = date_kind(&text.parse().ok()?);
            choice.node.date_kinds().any(|allowed| allowed == kind).then(|| text.to_owned())
        }
        Kind::Boolean => match text.to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" | "1" => Some("true".to_owned()),
            "false" | "no" | "off" | "0" => Some("false".to_owned()),
            _ => None,
        },
        kind => {
            let digits = text.replace([',', ' ', '\''], "").trim_end_matches('%').to_owned();
            let is_right = if kind == Kind::Integer { digits.parse::<i64>().is_ok() } else { digits.parse::<f64>().is_ok() };
            is_right.then_some(digits)
        }
    }
}

/// How to write a single value as an array.
fn bracketed(found: Found<'_, '_>, value: &DeValue<'_>, array: Node<'_>, is_short: bool) -> Option<String> {
    let wants = |kind| array.items().is_some_and(|items| items.choices().iter().any(|choice| choice.kind == kind));
    match value {
        DeValue::Table(_) if wants(Kind::Table) => {
            let header = found.path.clone().index(0).header()?;
            Some(format!("there may be several: write {header}, with two brackets"))
        }
        DeValue::String(text) if wants(Kind::String) && is_short => {
            let parts: Vec<_> = text.split(',').map(|part| format!("{:?}", part.trim())).collect();
            let is_list = parts.len() > 1 && text.split(',').all(|part| !part.trim().is_empty() && !part.trim().contains(' '));
            let inside = if is_list { parts.join(", ") } else { found.written().to_owned() };
            Some(format!("put it in brackets: {}", assignment(found.path, &format!("[{inside}]"))))
        }
        _ => None,
    }
}

/// How to write something else as a table.
fn tabled(path: &ValuePath, value: &DeValue<'_>, table: Node<'_>) -> Option<String> {
    let header = path.header()?;
    match value {
        DeValue::Array(array) if array.iter().all(|item| item.get_ref().is_table()) => {
            Some(format!("there is only one: write {header}, with one pair of brackets"))
        }
        _ => {
            let keys: Vec<_> = table.properties().map(|(name, _)| name).collect();
            if keys.is_empty() {
                return Some(format!("write a table that begins with {header}"));
            }
            Some(format!("write a table {header} with the keys {}", all_of(ticked(keys))))
        }
    }
}
