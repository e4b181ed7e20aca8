//! Explains a bracket that is never closed: the parser takes the rest of the file as its content, and reports errors in all of it.

use super::error::{Explanation, ParseError};

/// Finds the first unclosed bracket among all errors of a file. Errors after it are only consequences.
pub(super) fn explain(errors: &[ParseError<'_>]) -> Option<Explanation> {
    let is_array = errors.iter().any(|error| error.says("unclosed array, "));
    if !is_array && !errors.iter().any(|error| error.says("unclosed inline table")) {
        return None;
    }
    let consequences = [
        "unclosed array, ",
        "unclosed inline table",
        "missing comma between",
        "unexpected `=` in array",
        "missing assignment between",
    ];
    let first = errors.iter().find(|error| consequences.iter().any(|beginning| error.says(beginning)))?;
    let (open, close) = if is_array { ('[', ']') } else { ('{', '}') };
    let start = last_open(first.text.get(..first.span.start)?, open, close)?;
    let what = if is_array { "array" } else { "table" };
    let hint = format!("put {close} after its last value");
    Some(Explanation::new(start..start + 1, format!("this {what} has no closing {close}"), hint))
}

/// The last bracket that is still open at the end of the text.
fn last_open(text: &str, open: char, close: char) -> Option<usize> {
    let mut closed = 0_usize;
    for (at, character) in text.char_indices().rev() {
        if character == close {
            closed += 1;
        } else if character == open {
            if closed == 0 {
                return Some(at);
            }
            closed -= 1;
        }
    }
    None
}
