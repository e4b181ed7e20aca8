//! What a file says, with everything that is wrong with its structure removed and reported.
//!
//! Whatever the schema refuses is removed from the table, so the rest of the file deserialises and later rules see it in the same
//! run. Where the schema refuses nothing, the table is what the file says. The repair depends on nothing but text and schema, so
//! a path into the repaired table leads to the same value whenever the file is read again.

use std::collections::BTreeSet;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::entry::{Diagnostic, sort};
use super::path::ValuePath;
use super::schema::Schema;
use super::source::Source;
use super::syntax;
use super::walk::Walk;

/// What was found in a file.
#[derive(Debug)]
pub struct Examined<'a> {
    /// Everything that is wrong with its syntax or else, if that is right, with its structure.
    pub diagnostics: Vec<Diagnostic>,
    /// What is left of it, with an empty string for each required key of the root table that is missing. None, if the file is no
    /// TOML.
    pub table: Option<DeTable<'a>>,
    /// The paths of what was reported and is missing from `table`, with indexes as they are in `table`: of a removed or missing
    /// value its own path, of a removed element its array's.
    pub removed: BTreeSet<ValuePath>,
    /// The root table's `id`, as far as it can be read: other files may refer to this one by it.
    pub id: Option<String>,
}

/// Reads a file and compares it with its schema. Missing required keys of the root table are reported.
pub fn examine<'a>(text: &'a str, file: &str, schema: &Schema) -> Examined<'a> {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut table = table.into_inner();
    let id = table.get("id").and_then(|id| id.get_ref().as_str()).map(str::to_owned);
    let source = Source::new(file, text);
    let mut diagnostics = syntax::diagnostics(&source, schema, &table, &errors);
    // What looks like a wrong structure in a broken file may only follow from the wrong syntax.
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

/// The table that [`examine`] leaves of a file, without what it fills in.
pub(super) fn repaired<'a>(text: &'a str, schema: &Schema) -> DeTable<'a> {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut table = table.into_inner();
    Walk::new(text, schema, syntax::impossible_dates(&errors).unwrap_or_default()).over(&mut table);
    table
}

/// Inserts an empty string for each missing required key, so that the rest of the file is checked too.
fn fill_required(table: &mut DeTable<'_>, schema: &Schema) {
    for key in schema.required() {
        if !table.contains_key(key) {
            let empty = DeValue::String(DeString::from(""));
            table.insert(Spanned::new(0..0, DeString::from(key.to_owned())), Spanned::new(0..0, empty));
        }
    }
}
