//! Explains lines that are neither `key = value` nor a table header, and values with missing or extra characters around them.

use super::error::{Explanation, ParseError};
use crate::diagnostic::path::toml_string;
use crate::diagnostic::words::shortened;

/// Explains an error about the form of a line.
pub(super) fn explain(error: &ParseError<'_>) -> Option<Explanation> {
    key(error).or_else(|| table_header(error)).or_else(|| array(error)).or_else(|| trailing(error))
}

/// A key without a value, or one with invalid characters.
fn key(error: &ParseError<'_>) -> Option<Explanation> {
    let span = error.span.clone();
    let line = format!("{}{}", error.line_before(), error.line_after());
    let line = line.trim();
    let is_about_key = [
        "key with no value",
        "missing value for key",
        "invalid unquoted key",
        "unquoted keys cannot be empty",
        "invalid key-value pair",
    ];
    if !is_about_key.iter().any(|beginning| error.says(beginning)) {
        return None;
    }
    let begin = span.start - error.line_before().trim_start().len().min(span.start);
    let whole = begin..begin + line.len();
    if line.starts_with("//") || line.starts_with("--") || line.starts_with("/*") {
        return Some(Explanation::new(whole, "this is not a comment", "comments begin with #"));
    }
    if line.starts_with("- ") || line.starts_with("* ") {
        let hint = "write a list in brackets: key = [\"one\", \"two\"]; text of several lines goes between \"\"\" and \"\"\"";
        return Some(Explanation::new(whole, "this line is no key = value", hint));
    }
    if line.starts_with('=') {
        return Some(Explanation::new(span, "the key before = is missing", "write key = value"));
    }
    if let Some((key, value)) = line.split_once(':').filter(|(key, _)| !key.contains(['=', '"', '\''])) {
        let value = shortened(value);
        let is_value = value.starts_with(|first: char| first.is_ascii_digit() || "\"'[{".contains(first))
            || value == "true"
            || value == "false";
        let value = if is_value { value } else { toml_string(&value) };
        let hint = format!("write {} = {value}", key.trim());
        return Some(Explanation::new(whole, "a key and its value are joined by =, not by :", hint));
    }
    match line.split_once('=') {
        Some((key, _)) => {
            let hint = format!("put the key in quotes, {}, or spell it with a-z, 0-9, - and _ only", toml_string(key.trim()));
            let whole = begin..begin + key.trim_end().len();
            Some(Explanation::new(whole, format!("`{}` is no key that can stand without quotes", shortened(key)), hint))
        }
        None => Some(Explanation::new(
            whole,
            "this line is no key = value",
            "write key = value; text of several lines goes between \"\"\" and \"\"\"",
        )),
    }
}

fn table_header(error: &ParseError<'_>) -> Option<Explanation> {
    let close = match () {
        () if error.says("unclosed table") => "]",
        () if error.says("unclosed array table") => "]]",
        () => return None,
    };
    let header = error.line_before().trim_end().trim_end_matches(']');
    let start = error.line_start;
    let hint = format!("write {}{close}", header.trim_start());
    Some(Explanation::new(start..start + header.len().max(1), "this table header is not closed", hint))
}

fn array(error: &ParseError<'_>) -> Option<Explanation> {
    if error.says("missing comma between") {
        return Some(Explanation::new(error.span.clone(), "a comma is missing here", "put commas between the values"));
    }
    error.says("extra comma").then(|| Explanation::new(error.span.clone(), "there is an extra comma here", "remove it"))
}

/// Extra text after a complete value.
fn trailing(error: &ParseError<'_>) -> Option<Explanation> {
    if !error.says("unexpected key or value") {
        return None;
    }
    let before = error.line_before().trim_end();
    let rest = error.line_after();
    let span = error.span.start..error.span.start + rest.len();
    let hint = match before.chars().last() {
        Some('"') => "write a quote inside of a string as \\\", or put the string between ''' and '''",
        Some('\'') => "put a string that has quotes inside between \"\"\" and \"\"\"",
        Some(digit) if digit.is_ascii_digit() && rest.starts_with(',') => "write a decimal with a point: 1.5",
        _ => "write one key = value on a line; a comment begins with #",
    };
    Some(Explanation::new(span, "this line should end before here", hint))
}
