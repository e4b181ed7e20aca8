//! Reads one file: from bytes to text to an incident, as far as it can be parsed.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use serde::Deserialize;
use toml::Spanned;

use super::chronology::{self, Resolved};
use super::discover::SourceFile;
use super::names;
use super::parsed::ParsedFile;
use crate::archive::Record;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Examined, Schema, ValuePath, examine, locate};
use crate::incident::Incident;

/// The result of reading one file.
#[derive(Debug, Default)]
pub(super) struct ReadFile {
    /// The file, if it could be parsed.
    pub parsed: Option<Arc<ParsedFile>>,
    /// The ids that an unparsable file may have been meant to define.
    pub unread: Vec<String>,
    pub diagnostics: Vec<Diagnostic>,
}

/// Parses what was read of one file.
pub(super) fn read(file: &SourceFile, bytes: io::Result<Vec<u8>>, config: &Config, schema: &Schema) -> ReadFile {
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(error) => {
            let message = format!("this file cannot be read ({error})");
            return not_understood(file, Diagnostic::of_file("unreadable", &file.display, message));
        }
    };
    match String::from_utf8(bytes).map(with_line_feeds) {
        Err(error) => not_understood(file, Diagnostic::not_utf8(&file.display, error.as_bytes())),
        Ok(text) if text.trim_start_matches('\u{feff}').bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n')) => {
            let keys: Vec<&str> = schema.required().chain(["milestones.started"]).collect();
            let diagnostic = Diagnostic::of_file("empty-file", &file.display, "this incident file is empty");
            not_understood(file, diagnostic.hint(format!("an incident needs at least {}", crate::prose::list(&keys))))
        }
        Ok(text) => match toml::from_str::<Incident>(&text) {
            Ok(incident) => understood(file, &text, incident, config, schema, BTreeSet::new(), Vec::new()),
            Err(error) => recover(file, &text, &error, config, schema),
        },
    }
}

/// Converts CRLF line endings to LF, so that a checkout on Windows yields the same data as any other.
pub(super) fn with_line_feeds(text: String) -> String {
    if text.contains("\r\n") { text.replace("\r\n", "\n") } else { text }
}

/// A file without a valid incident. Its name suggests the id that it was meant to define.
fn not_understood(file: &SourceFile, diagnostic: Diagnostic) -> ReadFile {
    let folder = file.path.parent().and_then(Path::file_name);
    let unread = [file.path.file_stem(), folder].into_iter().flatten().map(|name| name.to_string_lossy().to_lowercase());
    ReadFile { parsed: None, unread: unread.collect(), diagnostics: vec![diagnostic] }
}

/// Reports all structural problems of the file, and continues with the rest of it.
fn recover(file: &SourceFile, text: &str, error: &toml::de::Error, config: &Config, schema: &Schema) -> ReadFile {
    let Examined { diagnostics, table, removed, id } = examine(text, &file.display, schema);
    let Some(table) = table else {
        let mut read = not_understood(file, Diagnostic::from_toml(&file.display, text, error));
        read.unread.extend(id.map(|id| id.to_lowercase()));
        if !diagnostics.is_empty() {
            read.diagnostics = diagnostics;
        }
        return read;
    };
    match Incident::deserialize(toml::de::Deserializer::from(Spanned::new(0..text.len(), table))) {
        Ok(incident) => understood(file, text, incident, config, schema, removed, diagnostics),
        Err(error) => {
            let mut read = not_understood(file, Diagnostic::from_toml(&file.display, text, &error));
            read.diagnostics.extend(diagnostics);
            read
        }
    }
}

/// Resolves names and times. Structural problems that are already reported are not reported again.
fn understood(
    file: &SourceFile,
    text: &str,
    mut incident: Incident,
    config: &Config,
    schema: &Schema,
    removed: BTreeSet<ValuePath>,
    mut diagnostics: Vec<Diagnostic>,
) -> ReadFile {
    let mut problems = Vec::new();
    names::canonicalize(&mut incident, config);
    names::limit(&incident, &file.display, &mut problems);
    let Resolved { zone, rolled_over } = chronology::resolve(&mut incident, &file.display, &config.zone, &mut problems);
    let path = |problem: &Diagnostic| Some(problem.location.as_ref()?.value.as_ref()?.path.clone());
    problems.retain(|problem| path(problem).is_none_or(|path| !removed.contains(&path)));
    if !problems.is_empty() {
        locate(&mut problems, schema, |_| Some(text.to_owned()));
        diagnostics.extend(problems);
    }
    let incident = Arc::new(incident);
    let record = Arc::new(record(file, Arc::clone(&incident)));
    let parsed = ParsedFile { source: file.clone(), incident, zone, rolled_over, removed, secrets: OnceLock::new(), record };
    ReadFile { parsed: Some(Arc::new(parsed)), unread: Vec::new(), diagnostics }
}

/// The record of a file for the archive, without duplicate names in its lists.
fn record(file: &SourceFile, mut incident: Arc<Incident>) -> Record {
    names::drop_repeats(&mut incident);
    let folder = file.path.parent().unwrap_or(Path::new(""));
    Record::new(incident, file.relative.as_str(), folder)
}
