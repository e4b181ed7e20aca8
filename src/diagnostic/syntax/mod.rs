//! What is no TOML at all, in words that an author understands: the parser's messages speak of its grammar.

mod duplicate;
mod number;
mod quotes;
mod unclosed;

use std::ops::Range;

use toml::de::{DeTable, Error};

use super::words::shortened;
use super::{Diagnostic, Place, Position};

const RULE: &str = "syntax";

/// How often a file is parsed again without the lines that are no `key = value`.
const ROUNDS: usize = 4;

/// One error of the parser, with the text that it is about.
struct Slip<'a> {
    text: &'a str,
    span: Range<usize>,
    /// The parser's own words.
    parser: String,
}

/// An error in other words than the parser's.
struct Reading {
    span: Range<usize>,
    message: String,
    hint: Option<String>,
}

/// One diagnostic for each line with an error: what follows on the same line mostly follows from it.
pub(super) fn diagnostics(text: &str, file: &str, table: &DeTable<'_>, errors: &[Error]) -> Vec<Diagnostic> {
    let mut slips = all_slips(text, errors);
    slips.sort_by_key(|slip| slip.span.start);
    let mut found: Vec<Diagnostic> = Vec::new();
    if let Some((reading, swallowed_from)) = unclosed::reading(&slips) {
        // Everything behind an open bracket was read as what is inside of it.
        slips.retain(|slip| slip.span.start < swallowed_from);
        found.push(reading.at(text, file));
    }
    let mut last_line = None;
    for slip in &slips {
        let line = Position::of(text, slip.span.start).line;
        if last_line.replace(line) != Some(line) {
            let mut diagnostic = slip.reading().at(text, file);
            diagnostic.related.extend(
                duplicate::first(slip, table).map(|span| ("the first one is here".to_owned(), Place::new(file, text, span))),
            );
            found.push(diagnostic);
        }
    }
    found
}

/// The errors of a file, those too that the parser overlooks: behind a line that is no `key = value`, it reads over all that is
/// wrong until the next `=`.
fn all_slips<'a>(text: &'a str, errors: &[Error]) -> Vec<Slip<'a>> {
    let slips = |errors: &[Error]| -> Vec<Slip<'a>> {
        let span = |error: &Error| error.span().unwrap_or(text.len()..text.len());
        errors.iter().map(|error| Slip { text, span: span(error), parser: error.message().to_owned() }).collect()
    };
    let mut found = Vec::new();
    let mut rest = slips(errors);
    let mut legible = text.to_owned();
    for _ in 0..ROUNDS {
        let (keys, others): (Vec<_>, Vec<_>) = rest.into_iter().partition(|slip| slip.says("key with no value"));
        rest = others;
        if keys.is_empty() {
            break;
        }
        for slip in &keys {
            let start = slip.line_start();
            let line = start..slip.span.start + slip.line_after().len();
            legible.replace_range(line.clone(), &" ".repeat(line.len()));
        }
        found.extend(keys);
        rest = slips(&DeTable::parse_recoverable(&legible).1);
    }
    found.extend(rest);
    found
}

impl Reading {
    fn new(span: Range<usize>, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { span, message: message.into(), hint: Some(hint.into()) }
    }

    fn at(self, text: &str, file: &str) -> Diagnostic {
        Diagnostic { hint: self.hint, ..Diagnostic::error(RULE, Place::new(file, text, self.span), self.message) }
    }
}

impl Slip<'_> {
    fn reading(&self) -> Reading {
        let readings = [quotes::reading, number::reading, duplicate::reading, key, table_header, array, trailing];
        readings.iter().find_map(|read| read(self)).unwrap_or_else(|| self.verbatim())
    }

    /// What the parser says, for slips that are too rare to have words of their own.
    fn verbatim(&self) -> Reading {
        let (what, expected) = self.parser.split_once(", expected ").unwrap_or((&self.parser, "nothing"));
        let message = if expected == "nothing" { what.to_owned() } else { format!("{what} (expected {expected})") };
        Reading { span: self.span.clone(), message, hint: None }
    }

    /// Whether the parser's message begins like this.
    fn says(&self, beginning: &str) -> bool {
        self.parser.starts_with(beginning)
    }

    /// What the error points at.
    fn written(&self) -> &str {
        self.text.get(self.span.clone()).unwrap_or_default()
    }

    /// Where its line begins.
    fn line_start(&self) -> usize {
        self.span.start - self.line_before().len()
    }

    /// The text between the beginning of the line and the error.
    fn line_before(&self) -> &str {
        let before = self.text.get(..self.span.start).unwrap_or_default();
        before.rsplit('\n').next().unwrap_or_default().trim_start_matches('\u{feff}')
    }

    /// The text between the error and the end of the line.
    fn line_after(&self) -> &str {
        let after = self.text.get(self.span.start..).unwrap_or_default();
        after.split('\n').next().unwrap_or_default().trim_end()
    }

    /// The beginning of a line that gives a value to the key before the error, `due = `; empty for a value in an array.
    fn assignment(&self) -> String {
        match self.line_before().split_once('=') {
            Some((key, rest)) if rest.trim().is_empty() && !key.trim().is_empty() && key.len() <= 40 => {
                format!("{} = ", key.trim())
            }
            _ => String::new(),
        }
    }
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
