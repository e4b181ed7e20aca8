//! Explains errors in strings: missing quotes and invalid characters.

use super::error::{Explanation, ParseError};
use crate::diagnostic::path::toml_string;
use crate::diagnostic::words::shortened;

/// Explains an error about a string, or about text that should be one.
pub(super) fn explain(error: &ParseError<'_>) -> Option<Explanation> {
    escape(error).or_else(|| control(error)).or_else(|| unclosed(error)).or_else(|| unquoted(error))
}

fn escape(error: &ParseError<'_>) -> Option<Explanation> {
    if !["missing escaped value", "too few unicode", "invalid escape", "invalid unicode", "too many unicode"]
        .iter()
        .any(|beginning| error.says(beginning))
    {
        return None;
    }
    let start = error.text.get(..error.span.start)?.rfind('\\')?;
    let letter = error.text.get(start + 1..)?.chars().next().unwrap_or(' ');
    let span = start..start + 1 + letter.len_utf8();
    let hint = "write \\\\ for a backslash, or put the text between ' and ' where backslashes mean nothing";
    Some(Explanation::new(span, format!("`\\{letter}` means nothing in a string"), hint))
}

fn control(error: &ParseError<'_>) -> Option<Explanation> {
    let character = error.written().chars().next().filter(|character| character.is_control() && *character != '\n')?;
    let code = u32::from(character);
    let hint = format!("remove it, or write \\u{code:04X} between double quotes if it is meant");
    Some(Explanation::new(error.span.clone(), format!("the control character U+{code:04X} must not stand here"), hint))
}

/// A string without a closing quote.
fn unclosed(error: &ParseError<'_>) -> Option<Explanation> {
    let before = error.text.get(..error.span.start)?;
    for (beginning, quotes) in [("invalid multi-line basic string", "\"\"\""), ("invalid multi-line literal string", "'''")] {
        if error.says(beginning) {
            let start = before.rfind(quotes)?;
            let message = format!("the text that begins here has no closing {quotes}");
            return Some(Explanation::new(start..start + 3, message, format!("put {quotes} after its last line")));
        }
    }
    let quote = match () {
        () if error.says("invalid basic string") => '"',
        () if error.says("invalid literal string") => '\'',
        () => return None,
    };
    let line = error.line_before();
    let value = line.find('=').map_or(0, |equals| equals + 1);
    let start = error.line_start + value + line[value..].find(quote)?;
    let message = format!("this string has no closing {quote}");
    Some(Explanation::new(
        start..error.span.start,
        message,
        format!("put {quote} at its end; text of several lines goes between \"\"\" and \"\"\""),
    ))
}

/// Text without quotes, including words that people write instead of TOML values.
fn unquoted(error: &ParseError<'_>) -> Option<Explanation> {
    let written = error.written().trim();
    let begins_like_text = written.starts_with(|first: char| first.is_alphabetic());
    let is_about_text = error.says("string values must be quoted");
    if !is_about_text && !(begins_like_text && (error.says("invalid float") || error.says("invalid boolean"))) {
        return None;
    }
    let span = error.span.clone();
    let key = error.assignment();
    let message = match written.chars().next() {
        None => {
            return Some(Explanation::new(
                span,
                "the value after = is missing",
                "write a value, or remove the line if it is not known",
            ));
        }
        Some(_) => format!("`{}` needs quotes", shortened(written)),
    };
    let no_value = format!("`{}` is no value that TOML knows", shortened(written));
    let hint = match written.to_ascii_lowercase().as_str() {
        word @ ("true" | "false") => {
            return Some(Explanation::new(span, no_value, format!("write it in lower case: {key}{word}")));
        }
        "yes" | "on" => {
            return Some(Explanation::new(span, no_value, format!("write {key}true, or {key}\"{written}\" if it is text")));
        }
        "no" | "off" => {
            return Some(Explanation::new(span, no_value, format!("write {key}false, or {key}\"{written}\" if it is text")));
        }
        "null" | "none" | "nil" | "undefined" => {
            return Some(Explanation::new(span, no_value, "leave the key out where there is no value"));
        }
        _ if written.starts_with(['\u{201c}', '\u{201d}', '\u{2018}', '\u{2019}', '\u{201e}', '\u{ab}']) => {
            let bare = written
                .trim_matches(|character: char| "\u{201c}\u{201d}\u{2018}\u{2019}\u{201e}\u{ab}\u{bb}".contains(character));
            return Some(Explanation::new(
                span,
                "curly quotes do not enclose a string",
                format!("use straight ones: {key}{}", toml_string(&shortened(bare))),
            ));
        }
        _ if written.ends_with('%') => {
            let number = written.trim_end_matches('%').trim();
            return Some(Explanation::new(span, no_value, format!("write the number alone: {key}{number}")));
        }
        _ => format!("write {key}{}", toml_string(&shortened(written))),
    };
    Some(Explanation::new(span, message, hint))
}
