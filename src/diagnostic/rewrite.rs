//! Suggests how to write a value of the wrong type.

use toml::Spanned;
use toml::de::DeValue;

use super::date;
use super::path::{ValuePath, toml_string};
use super::schema::{Choice, Kind, SchemaNode, date_kind};
use super::words::{all_of, numbered, ticked};

/// A value of a file during the comparison with the schema.
#[derive(Clone, Copy)]
pub(super) struct Found<'w, 'i> {
    pub value: &'w Spanned<DeValue<'i>>,
    /// The path, with the indexes of the repaired table.
    pub path: &'w ValuePath,
    /// The text of the whole file.
    pub text: &'w str,
}

impl Found<'_, '_> {
    /// The value as written in the file.
    pub(super) fn written(&self) -> &str {
        self.text.get(self.value.span()).unwrap_or_default()
    }
}

/// The value written as `choice`, if the correction is obvious.
pub(super) fn rewrite(found: Found<'_, '_>, choice: Choice<'_>) -> Option<String> {
    let written = found.written();
    let is_short = written.len() <= 60 && !written.contains('\n');
    let line = |value: &str| found.path.assignment(value);
    match (choice.kind, found.value.get_ref()) {
        (Kind::Date | Kind::Integer | Kind::Number | Kind::Boolean, DeValue::String(text)) => {
            let value = unquoted(text.trim(), choice).map(|value| format!("write it without quotes: {}", line(&value)));
            value.or_else(|| dated(text, choice, &line("")).filter(|_| choice.kind == Kind::Date))
        }
        (Kind::String, DeValue::Integer(number)) if choice.node.examples().next().is_some() => {
            numbered(number.as_str(), choice.node.examples()).map(|word| format!("write {}", line(&toml_string(word))))
        }
        (Kind::Date, DeValue::Integer(number)) => dated(number.as_str(), choice, &line("")),
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

/// A date of another notation as the choice may be written. Where no time may be, it is left out.
fn dated(text: &str, choice: Choice<'_>, key: &str) -> Option<String> {
    let is_allowed =
        |written: &str| written.parse().is_ok_and(|date| choice.node.date_kinds().any(|kind| kind == date_kind(&date)));
    let readings = date::readings(text)?.into_iter().filter_map(|reading| {
        let day = reading.split('T').next().unwrap_or_default();
        [&reading, day].into_iter().find(|written| is_allowed(written)).map(str::to_owned)
    });
    date::hint(&readings.collect::<Vec<_>>(), key)
}

/// The content of a string, if it is a valid value without quotes.
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

/// A single value written as an array.
fn bracketed(found: Found<'_, '_>, value: &DeValue<'_>, array: SchemaNode<'_>, is_short: bool) -> Option<String> {
    let wants = |kind| array.items().is_some_and(|items| items.choices().iter().any(|choice| choice.kind == kind));
    match value {
        DeValue::Table(_) if wants(Kind::Table) => {
            let header = found.path.clone().index(0).header()?;
            Some(format!("there may be several: write {header}, with two brackets"))
        }
        DeValue::String(text) if wants(Kind::String) && is_short => {
            let parts: Vec<_> = text.split(',').map(|part| toml_string(part.trim())).collect();
            let is_list = parts.len() > 1 && text.split(',').all(|part| !part.trim().is_empty() && !part.trim().contains(' '));
            let inside = if is_list { parts.join(", ") } else { found.written().to_owned() };
            Some(format!("put it in brackets: {}", found.path.assignment(&format!("[{inside}]"))))
        }
        _ => None,
    }
}

/// A value written as a table.
fn tabled(path: &ValuePath, value: &DeValue<'_>, table: SchemaNode<'_>) -> Option<String> {
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
