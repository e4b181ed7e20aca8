//! A bracket that is never closed: the parser reads the rest of the file as its content and complains about all of it.

use super::{Reading, Slip};

/// Reads the first open bracket out of all errors of a file, and from where on errors only follow from it.
pub(super) fn reading(slips: &[Slip<'_>]) -> Option<(Reading, usize)> {
    let is_array = slips.iter().any(|slip| slip.says("unclosed array, "));
    if !is_array && !slips.iter().any(|slip| slip.says("unclosed inline table")) {
        return None;
    }
    let consequences = [
        "unclosed array, ",
        "unclosed inline table",
        "missing comma between",
        "unexpected `=` in array",
        "missing assignment between",
    ];
    let first = slips.iter().find(|slip| consequences.iter().any(|beginning| slip.says(beginning)))?;
    let (open, close) = if is_array { ('[', ']') } else { ('{', '}') };
    let start = last_open(first.text.get(..first.span.start)?, open, close)?;
    let what = if is_array { "array" } else { "table" };
    let hint = format!("put {close} after its last value");
    Some((Reading::new(start..start + 1, format!("this {what} has no closing {close}"), hint), start))
}

/// The last bracket that is open at the end of the text.
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
