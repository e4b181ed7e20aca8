//! Explains syntax errors in terms that an author understands. The parser's own messages are in terms of its grammar.

mod duplicate;
mod error;
mod line;
mod number;
mod quotes;
mod unclosed;

use std::ops::Range;

use toml::de::{DeTable, Error};

use super::entry::Diagnostic;
use super::schema::Schema;
use super::source::Source;
use error::{Explanation, ParseError};

/// The maximum number of times that a file is parsed again without the lines that are not `key = value`.
const ROUNDS: usize = 4;

/// The spans of dates and times that do not exist. `None` if the file has other syntax errors. The extent of such a value is always
/// clear, so the rest of the file can still be examined.
pub(super) fn impossible_dates(errors: &[Error]) -> Option<Vec<Range<usize>>> {
    errors.iter().map(|error| error.span().filter(|_| number::is_date(error.message()))).collect()
}

/// One diagnostic for each line with an error: further errors on the same line are usually consequences of the first.
pub(super) fn diagnostics(source: &Source<'_>, schema: &Schema, table: &DeTable<'_>, errors: &[Error]) -> Vec<Diagnostic> {
    let mut errors = all_errors(source, errors);
    // On a line with several errors, a duplicate key is reported last, since it is often a consequence of another error.
    errors.sort_by_key(|error| (error.line_start, error.says("duplicate key"), error.span.start));
    let mut found: Vec<Diagnostic> = Vec::new();
    if let Some(unclosed) = unclosed::explain(&errors) {
        // Everything after an open bracket was parsed as its content.
        errors.retain(|error| error.span.start < unclosed.span.start);
        found.push(unclosed.diagnostic(source));
    }
    errors.dedup_by_key(|error| error.line_start);
    let keys = duplicate::Keys::new(source.text, table);
    for error in &errors {
        let diagnostic = explain(error, schema).diagnostic(source);
        found.push(match keys.first(error) {
            Some(span) => diagnostic.related("the first one is here", source.location(span)),
            None => diagnostic,
        });
    }
    found
}

fn explain(error: &ParseError<'_>, schema: &Schema) -> Explanation {
    number::date_of_other_notation(error)
        .or_else(|| quotes::explain(error))
        .or_else(|| number::explain(error))
        .or_else(|| duplicate::explain(error, schema))
        .or_else(|| line::explain(error))
        .unwrap_or_else(|| error.verbatim())
}

/// The errors of a file, including those that the parser misses: after a line that is not `key = value`, it ignores all errors
/// until the next `=`.
fn all_errors<'a>(source: &Source<'a>, errors: &[Error]) -> Vec<ParseError<'a>> {
    let of_parser =
        |errors: &[Error]| -> Vec<ParseError<'a>> { errors.iter().map(|error| ParseError::new(source, error)).collect() };
    let mut found = Vec::new();
    let mut rest = of_parser(errors);
    let mut without_keys = source.text.to_owned();
    for _ in 0..ROUNDS {
        let (keys, others): (Vec<_>, Vec<_>) = rest.into_iter().partition(|error| error.says("key with no value"));
        rest = others;
        if keys.is_empty() {
            break;
        }
        for error in &keys {
            let line = error.line_start..error.span.start + error.line_after().len();
            without_keys.replace_range(line.clone(), &" ".repeat(line.len()));
        }
        found.extend(keys);
        rest = of_parser(&DeTable::parse_recoverable(&without_keys).1);
    }
    found.extend(rest);
    found
}
