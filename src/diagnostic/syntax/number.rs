//! Explains invalid numbers, dates and times.

use super::error::{Explanation, ParseError};
use crate::diagnostic::date::{self, MONTHS};
use crate::diagnostic::path::toml_string;
use crate::diagnostic::words::shortened;

/// Whether the parser's message is about a date or a time.
pub(super) fn is_date(parser: &str) -> bool {
    let what = parser.split_once(", expected ").map_or(parser, |(what, _)| what);
    ["invalid date", "invalid time", "invalid datetime", "invalid offset", "invalid date-time"].contains(&what)
}

/// Explains an error about a date that other notations write like this.
pub(super) fn date_of_other_notation(error: &ParseError<'_>) -> Option<Explanation> {
    let value = error.whole_value();
    let hint = date::hint(&date::readings(value.written())?, &value.assignment())?;
    let message = format!("{} is not a TOML date or time", shortened(value.written()));
    Some(Explanation::new(value.span, message, hint))
}

/// Explains an error about a number, a date or a time.
pub(super) fn explain(error: &ParseError<'_>) -> Option<Explanation> {
    let written = error.written();
    let span = error.span.clone();
    if error.says("unexpected leading zero") {
        let digits = error.line_after().find(|character: char| !character.is_ascii_digit()).unwrap_or(error.line_after().len());
        let span = span.start..span.start + digits;
        let hint = "leave the zeros out, or put it in quotes if it is text";
        return Some(Explanation::new(span, "a number cannot begin with 0", hint));
    }
    if error.says("invalid float") || error.says("invalid integer") {
        let value = error.whole_value();
        let (written, key) = (shortened(value.written()), value.assignment());
        let hint = format!("write {key}{} if it is text", toml_string(&written));
        return Some(Explanation::new(value.span, format!("`{written}` is not a TOML number"), hint));
    }
    let (what, expected) = error.parser.split_once(", expected ")?;
    if !is_date(&error.parser) {
        return None;
    }
    let message = match what {
        _ if expected.contains("digit") => format!("{} is not a TOML date or time", shortened(written)),
        "invalid time" => format!("there is no time {}", shortened(written)),
        _ => format!("there is no date {}", shortened(written)),
    };
    let hint = match expected {
        expected if expected.starts_with("month between") => {
            "months go from 01 to 12: write year-month-day, such as 2024-03-15".to_owned()
        }
        expected if expected.starts_with("day between") => days(written, expected),
        expected if expected.starts_with("hour between") => "hours go from 00 to 23".to_owned(),
        expected if expected.starts_with("minute between") => "minutes go from 00 to 59".to_owned(),
        expected if expected.starts_with("second between") => "seconds go from 00 to 59".to_owned(),
        expected if expected.contains("digit") => {
            format!("expected {expected}: years have four digits and all else has two, as in 2024-03-05T09:05:00")
        }
        expected => format!("expected {expected}; dates look like 2024-03-15, date-times like 2024-03-15T14:30:00Z"),
    };
    Some(Explanation::new(span, message, hint))
}

/// States how many days the month has.
fn days(written: &str, expected: &str) -> String {
    let mut parts = written.split('-');
    let year = parts.next().unwrap_or_default();
    let month = parts.next().and_then(|month| month.parse::<usize>().ok()).and_then(|month| MONTHS.get(month.wrapping_sub(1)));
    match (month, expected.rsplit(' ').next()) {
        (Some(month), Some(last)) => format!("{month} {year} has {last} days"),
        _ => expected.to_owned(),
    }
}
