//! One file: bytes → text → incident, or as much of it as can be understood.

use std::io;
use std::path::Path;
use std::sync::Arc;

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::chronology::Reading;
use super::{Entry, SourceFile, chronology, names};
use crate::archive::Record;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Problem, Schema, ValuePath};
use crate::incident::Incident;

/// What became of one file.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    pub entry: Option<Arc<Entry>>,
    /// The ids that the file may have been meant to define, where it could not be understood.
    pub unread: Vec<String>,
    pub diagnostics: Vec<Diagnostic>,
}

/// Understands what was read of one file.
pub(super) fn read(file: SourceFile, bytes: io::Result<Vec<u8>>, config: &Config, schema: &Schema) -> Outcome {
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(error) => {
            return given_up(
                &file,
                Diagnostic::of_file("unreadable", &file.shown, format!("this file cannot be read ({error})")),
            );
        }
    };
    match String::from_utf8(bytes).map(with_line_feeds) {
        Err(error) => given_up(&file, Diagnostic::not_utf8(&file.shown, error.as_bytes())),
        Ok(text) if text.trim_start_matches('\u{feff}').trim().is_empty() => given_up(
            &file,
            Diagnostic::of_file("empty-file", &file.shown, "this incident file is empty".to_owned())
                .hint("an incident needs at least id, title, severity and milestones.started"),
        ),
        Ok(text) => match toml::from_str::<Incident>(&text) {
            Ok(incident) => understood(file, &text, incident, config, schema, Reported::default()),
            Err(error) => recover(file, &text, &error, config, schema),
        },
    }
}

/// A text whose lines end with a line feed, so that a checkout on Windows has the data of any other.
fn with_line_feeds(text: String) -> String {
    if text.contains("\r\n") { text.replace("\r\n", "\n") } else { text }
}

/// A file that yields no incident. Its name tells which id it was probably meant to define.
fn given_up(file: &SourceFile, diagnostic: Diagnostic) -> Outcome {
    let folder = file.path.parent().and_then(Path::file_name);
    let unread = [file.path.file_stem(), folder].into_iter().flatten().map(|name| name.to_string_lossy().to_lowercase());
    Outcome { entry: None, unread: unread.collect(), diagnostics: vec![diagnostic] }
}

/// Reports everything that is wrong with the file's structure, and goes on with the rest of it.
fn recover(file: SourceFile, text: &str, error: &toml::de::Error, config: &Config, schema: &Schema) -> Outcome {
    let mut examined = crate::diagnostic::examine(text, &file.shown, schema);
    let Some(mut table) = examined.table.take().filter(|_| !examined.is_broken()) else {
        let id = examined.id_hint().map(str::to_lowercase);
        let mut outcome = given_up(&file, Diagnostic::from_toml(&file.shown, text, error));
        outcome.unread.extend(id);
        if !examined.diagnostics.is_empty() {
            outcome.diagnostics = examined.diagnostics;
        }
        return outcome;
    };
    fill_required(&mut table);
    match Incident::deserialize(toml::de::Deserializer::from(Spanned::new(0..text.len(), table))) {
        Ok(incident) => {
            let reported = Reported { paths: examined.removed, diagnostics: examined.diagnostics };
            understood(file, text, incident, config, schema, reported)
        }
        Err(error) => {
            let mut outcome = given_up(&file, Diagnostic::from_toml(&file.shown, text, &error));
            outcome.diagnostics.extend(examined.diagnostics);
            outcome
        }
    }
}

/// Stands empty text in for required keys that are missing, so that the rest of the file is checked all the same.
fn fill_required(table: &mut DeTable<'_>) {
    for key in ["id", "title", "severity"] {
        if !table.keys().any(|present| present.get_ref() == key) {
            let empty = DeValue::String(DeString::from(""));
            table.insert(Spanned::new(0..0, DeString::from(key)), Spanned::new(0..0, empty));
        }
    }
}

/// What is known to be wrong with the structure of a file.
#[derive(Default)]
struct Reported {
    paths: Vec<ValuePath>,
    diagnostics: Vec<Diagnostic>,
}

/// Resolves names and times. What was reported as a problem of structure already is not reported again.
fn understood(
    file: SourceFile,
    text: &str,
    mut incident: Incident,
    config: &Config,
    schema: &Schema,
    reported: Reported,
) -> Outcome {
    let mut problems: Vec<Problem> = Vec::new();
    names::canonicalize(&mut incident, config);
    let Reading { zone, rolled_over } = chronology::resolve(&mut incident, &config.zone, &mut problems);
    names::limit(&incident, &mut problems);
    let Reported { paths, mut diagnostics } = reported;
    problems.retain(|problem| !paths.contains(&problem.path));
    let incident = Arc::new(incident);
    let record = Arc::new(record(&file, Arc::clone(&incident)));
    let entry = Entry { file, incident, zone, rolled_over, reported: paths, record };
    if !problems.is_empty() {
        let positions = entry.positions(text, schema);
        diagnostics.extend(problems.into_iter().map(|problem| problem.locate(&positions)));
    }
    Outcome { entry: Some(Arc::new(entry)), unread: Vec::new(), diagnostics }
}

/// What the archive takes from a file: every name once in its list.
fn record(file: &SourceFile, mut incident: Arc<Incident>) -> Record {
    names::drop_repeats(&mut incident);
    let folder = file.path.parent().map(Path::to_owned).unwrap_or_default();
    Record { incident, source: file.source.clone(), folder }
}
