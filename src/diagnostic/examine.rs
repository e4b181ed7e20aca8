//! What a file says, with everything that is wrong with its structure taken out and reported.
//!
//! Repair: whatever the schema refuses is taken out of the table, so the rest of the file deserialises and later rules see
//! it in the same run. Where the schema refuses nothing, the table is what the file says. The repair depends on nothing but
//! text and schema, so a path into the repaired table leads to the same value whenever the file is read again.

use toml::de::DeTable;

use super::source::Source;
use super::walk::{Complaint, Walk};
use super::{Diagnostic, Place, Schema, ValuePath, syntax};

/// What was found in a file.
#[derive(Debug)]
pub struct Examined<'a> {
    /// Everything that is wrong with its syntax or else, if that is right, with its structure.
    pub diagnostics: Vec<Diagnostic>,
    /// What is left of it. After an error of syntax that is a guess, good for no more than hints.
    pub table: Option<DeTable<'a>>,
    /// The paths of what was reported and is missing from `table`, with indexes as they are in `table`: of a value that was
    /// taken out or is not there, its own path; of an element that was taken out, its array's.
    pub removed: Vec<ValuePath>,
    is_broken: bool,
    id_hint: Option<String>,
}

/// Reads a file and holds it against its schema. Required keys that the root table lacks are reported and stay missing.
pub fn examine<'a>(text: &'a str, file: &str, schema: &Schema) -> Examined<'a> {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut table = table.into_inner();
    let id_hint = table.get("id").and_then(|id| id.get_ref().as_str()).map(str::to_owned);
    let source = Source::new(file, text);
    let impossible = syntax::impossible_dates(&errors);
    let is_broken = impossible.is_none();
    let mut diagnostics = syntax::diagnostics(&source, text, schema, &table, &errors);
    let mut removed = Vec::new();
    // What looks like a wrong structure in a broken file may only follow from the wrong syntax.
    if let Some(impossible) = impossible {
        let (complaints, missing) = Walk::new(text, schema, impossible).over(&mut table);
        diagnostics.extend(complaints.into_iter().map(|(complaint, span)| diagnostic(complaint, source.place(span))));
        removed = missing;
    }
    super::sort(&mut diagnostics);
    Examined { diagnostics, table: Some(table), removed, is_broken, id_hint }
}

fn diagnostic(Complaint { rule, message, hint }: Complaint, place: Place) -> Diagnostic {
    Diagnostic { hint, ..Diagnostic::error(rule, place, message) }
}

/// The table that [`examine`] leaves of a file, without a word about the rest.
pub(super) fn repaired<'a>(text: &'a str, schema: &Schema) -> DeTable<'a> {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut table = table.into_inner();
    Walk::new(text, schema, syntax::impossible_dates(&errors).unwrap_or_default()).over(&mut table);
    table
}

impl Examined<'_> {
    /// Whether the file is no TOML, so that its table is only a guess.
    pub fn is_broken(&self) -> bool {
        self.is_broken
    }

    /// The text of the root table's `id`, as far as it can be read: what other files may refer to this one by.
    pub fn id_hint(&self) -> Option<&str> {
        self.id_hint.as_deref()
    }
}
