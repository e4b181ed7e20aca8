//! Lines that are neither `key = value` nor a table header, and values with something missing or left over around them.

use super::{Reading, Slip};
use crate::diagnostic::words::shortened;

/// Reads an error about the make-up of a line.
pub(super) fn reading(slip: &Slip<'_>) -> Option<Reading> {
    key(slip).or_else(|| table_header(slip)).or_else(|| array(slip)).or_else(|| trailing(slip))
}

/// A key without value, or one that holds what no key may hold.
fn key(slip: &Slip<'_>) -> Option<Reading> {
    let span = slip.span.clone();
    let line = format!("{}{}", slip.line_before(), slip.line_after());
    let line = line.trim();
    let is_about_key = [
        "key with no value",
        "missing value for key",
        "invalid unquoted key",
        "unquoted keys cannot be empty",
        "invalid key-value pair",
    ];
    if !is_about_key.iter().any(|beginning| slip.says(beginning)) {
        return None;
    }
    let begin = span.start - slip.line_before().trim_start().len().min(span.start);
    let whole = begin..begin + line.len();
    if line.starts_with("//") || line.starts_with("--") || line.starts_with("/*") {
        return Some(Reading::new(whole, "this is no comment", "comments begin with #"));
    }
    if line.starts_with("- ") || line.starts_with("* ") {
        let hint = "write a list in brackets: key = [\"one\", \"two\"]; text of several lines goes between \"\"\" and \"\"\"";
        return Some(Reading::new(whole, "this line is no key = value", hint));
    }
    if line.starts_with('=') {
        return Some(Reading::new(span, "the key before = is missing", "write key = value"));
    }
    if let Some((key, value)) = line.split_once(':').filter(|(key, _)| !key.contains(['=', '"', '\''])) {
        let value = shortened(value);
        let is_value = value.starts_with(|first: char| first.is_ascii_digit() || "\"'[{".contains(first))
            || value == "true"
            || value == "false";
        let value = if is_value { value } else { format!("{value:?}") };
        let hint = format!("write {} = {value}", key.trim());
        return Some(Reading::new(whole, "a key and its value are joined by =, not by :", hint));
    }
    match line.split_once('=') {
        Some((key, _)) => {
            let hint = format!("put the key in quotes, {:?}, or spell it with a-z, 0-9, - and _ only", key.trim());
            let whole = begin..begin + key.trim_end().len();
            Some(Reading::new(whole, format!("`{}` is no key that can stand without quotes", shortened(key)), hint))
        }
        None => Some(Reading::new(
            whole,
            "this line is no key = value",
            "write key = value; text of several lines goes between \"\"\" and \"\"\"",
        )),
    }
}

fn table_header(slip: &Slip<'_>) -> Option<Reading> {
    let close = match () {
        () if slip.says("unclosed table") => "]",
        () if slip.says("unclosed array table") => "]]",
        () => return None,
    };
    let header = slip.line_before().trim_end().trim_end_matches(']');
    let start = slip.line_start();
    let hint = format!("write {}{close}", header.trim_start());
    Some(Reading::new(start..start + header.len().max(1), "this table header is not closed", hint))
}

fn array(slip: &Slip<'_>) -> Option<Reading> {
    if slip.says("missing comma between") {
        return Some(Reading::new(slip.span.clone(), "a comma is missing here", "put commas between the values"));
    }
    slip.says("extra comma").then(|| Reading::new(slip.span.clone(), "there is a comma too many here", "remove it"))
}

/// Something behind a complete value.
fn trailing(slip: &Slip<'_>) -> Option<Reading> {
    if !slip.says("unexpected key or value") {
        return None;
    }
    let before = slip.line_before().trim_end();
    let rest = slip.line_after();
    let span = slip.span.start..slip.span.start + rest.len();
    let hint = match before.chars().last() {
        Some('"') => "write a quote inside of a string as \\\", or put the string between ''' and '''",
        Some('\'') => "put a string that has quotes inside between \"\"\" and \"\"\"",
        Some(digit) if digit.is_ascii_digit() && rest.starts_with(',') => "write a decimal with a point: 1.5",
        _ => "write one key = value on a line; a comment begins with #",
    };
    Some(Reading::new(span, "this line should end before here", hint))
}
