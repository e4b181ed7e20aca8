//! What is no TOML at all, in words that an author understands: the parser's messages speak of its grammar.

mod duplicate;
mod line;
mod number;
mod quotes;
mod unclosed;

use std::ops::Range;

use toml::de::{DeTable, Error};

use super::Diagnostic;
use super::schema::Schema;
use super::source::Source;

const RULE: &str = "syntax";

/// How often a file is parsed again without the lines that are no `key = value`.
const ROUNDS: usize = 4;

/// The spans of dates and times that do not exist, if nothing else is wrong with the file's syntax: where such a value stands,
/// and where it ends, is never in doubt.
pub(super) fn impossible_dates(errors: &[Error]) -> Option<Vec<Range<usize>>> {
    errors.iter().map(|error| error.span().filter(|_| number::is_date(error.message()))).collect()
}

/// One error of the parser, with the text that it is about.
struct Slip<'a> {
    text: &'a str,
    schema: &'a Schema,
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
pub(super) fn diagnostics(
    source: &Source<'_>,
    text: &str,
    schema: &Schema,
    table: &DeTable<'_>,
    errors: &[Error],
) -> Vec<Diagnostic> {
    let mut slips = all_slips(text, schema, errors);
    // Of several errors on a line, a second definition is the least: it is often only where another slip led.
    slips.sort_by_key(|slip| (slip.line_start(), slip.says("duplicate key"), slip.span.start));
    let mut found: Vec<Diagnostic> = Vec::new();
    if let Some((reading, swallowed_from)) = unclosed::reading(&slips) {
        // Everything behind an open bracket was read as what is inside of it.
        slips.retain(|slip| slip.span.start < swallowed_from);
        found.push(reading.at(source));
    }
    let mut last_line = None;
    for slip in &slips {
        let line = slip.line_start();
        if last_line.replace(line) != Some(line) {
            let mut diagnostic = slip.reading().at(source);
            diagnostic
                .related
                .extend(duplicate::first(slip, table).map(|span| ("the first one is here".to_owned(), source.place(span))));
            found.push(diagnostic);
        }
    }
    found
}

/// The errors of a file, those too that the parser overlooks: behind a line that is no `key = value`, it reads over all that is
/// wrong until the next `=`.
fn all_slips<'a>(text: &'a str, schema: &'a Schema, errors: &[Error]) -> Vec<Slip<'a>> {
    let slips = |errors: &[Error]| -> Vec<Slip<'a>> {
        let span = |error: &Error| error.span().unwrap_or(text.len()..text.len());
        errors.iter().map(|error| Slip { text, schema, span: span(error), parser: error.message().to_owned() }).collect()
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

    fn at(self, source: &Source<'_>) -> Diagnostic {
        Diagnostic { hint: self.hint, ..Diagnostic::error(RULE, source.place(self.span), self.message) }
    }
}

impl Slip<'_> {
    fn reading(&self) -> Reading {
        let readings = [quotes::reading, number::reading, duplicate::reading, line::reading];
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
