//! Examines the structure of a file: reports everything that is invalid, and removes it.
//!
//! Values that the schema rejects are removed from the table, so that the rest of the file deserialises and later rules can check
//! it in the same run. If the schema rejects nothing, the table is that of the file. The repair is a function of text and schema
//! only, so a path in the repaired table identifies the same value whenever the file is read again.

use std::collections::BTreeSet;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::entry::{Diagnostic, sort};
use super::path::ValuePath;
use super::schema::Schema;
use super::source::Source;
use super::syntax;
use super::walk::Walk;

/// The result of examining a file.
#[derive(Debug)]
pub struct Examined<'a> {
    /// The problems of its syntax, or of its structure if the syntax is valid.
    pub diagnostics: Vec<Diagnostic>,
    /// The repaired table, with an empty string for each missing required key of the root table. `None` if the file is not valid
    /// TOML.
    pub table: Option<DeTable<'a>>,
    /// The paths of reported values that are missing from `table`, with the indexes of `table`. For a removed or missing value this
    /// is its own path; for a removed element it is that of the array.
    pub removed: BTreeSet<ValuePath>,
    /// The `id` in the root table, if it can be read: other files may refer to it.
    pub id: Option<String>,
}

/// Parses a file and compares it with its schema. Missing required keys of the root table are reported.
pub fn examine<'a>(text: &'a str, file: &str, schema: &Schema) -> Examined<'a> {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut table = table.into_inner();
    let id = table.get("id").and_then(|id| id.get_ref().as_str()).map(str::to_owned);
    let source = Source::new(file, text);
    let mut diagnostics = syntax::diagnostics(&source, schema, &table, &errors);
    // If the syntax is invalid, apparent structural problems may be mere consequences.
    let Some(impossible) = syntax::impossible_dates(&errors) else {
        sort(&mut diagnostics);
        return Examined { diagnostics, table: None, removed: BTreeSet::new(), id };
    };
    let (violations, removed) = Walk::new(text, schema, impossible).over(&mut table);
    diagnostics.extend(violations.into_iter().map(|(violation, span)| violation.at(source.location(span))));
    sort(&mut diagnostics);
    fill_required(&mut table, schema);
    Examined { diagnostics, table: Some(table), removed: removed.into_iter().collect(), id }
}

/// The table of a file as repaired by [`examine`], without the values that it fills in.
pub(super) fn repaired<'a>(text: &'a str, schema: &Schema) -> DeTable<'a> {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut table = table.into_inner();
    Walk::new(text, schema, syntax::impossible_dates(&errors).unwrap_or_default()).over(&mut table);
    table
}

/// Inserts an empty string for each missing required key, so that the rest of the file can be checked too.
fn fill_required(table: &mut DeTable<'_>, schema: &Schema) {
    for key in schema.required() {
        if !table.contains_key(key) {
            let empty = DeValue::String(DeString::from(""));
            table.insert(Spanned::new(0..0, DeString::from(key.to_owned())), Spanned::new(0..0, empty));
        }
    }
}
