//! What an import reads, and what comes of it: incidents, and for each a note on everything that differs from the source.
//!
//! An importer is a pure function from the text of a document to an [`Import`]. It invents nothing and loses nothing: boilerplate is
//! dropped and named, and what has no field of its own becomes a section.

use std::collections::HashMap;
use std::ops::Range;

use jiff::tz::TimeZone;

use super::links::{self, Missing};
use super::mapping::Mapping;
use super::names::NameMapping;
use crate::config::Severities;
use crate::diagnostic::{Diagnostic, Position, Source, ValuePath, at};
use crate::incident::{Form, Incident, Moment, Step};

/// A document of another tool.
#[derive(Debug, Clone, Copy)]
pub struct Document<'a> {
    /// Its name, as the user would type it.
    pub name: &'a str,
    /// Its text, which may begin with a byte-order mark.
    pub text: &'a str,
}

/// What the user says of documents that do not say it themselves.
#[derive(Debug, Clone, Copy)]
pub struct Options<'a> {
    /// The zone of times that name none.
    pub zone: &'a TimeZone,
    /// Whether the user named the zone. Otherwise it is the site's.
    pub zone_is_given: bool,
    /// The site's severities.
    pub severities: &'a Severities,
    /// The site's cause categories.
    pub causes: &'a [String],
    /// The severity of an incident whose document names none.
    pub severity: Option<&'a str>,
    /// The start of an incident whose document has no time.
    pub started: Option<Moment>,
    /// The events of the incident, if they are a document of their own.
    pub timeline: Option<Document<'a>>,
    /// The names of the people of a Slack channel, if `timeline` is one.
    pub slack_users: Option<Document<'a>>,
    /// What names of the source stand for: headings, facts and columns.
    pub names: &'a [NameMapping],
    /// The team's own mapping, for the format `json`.
    pub mapping: Option<&'a Mapping>,
}

/// The incidents of a document, in its order, and the errors in it.
#[derive(Debug, Default)]
pub struct Import {
    /// The incidents that were understood.
    pub incidents: Vec<Imported>,
    /// What was not understood. An incident with an error is not among `incidents`.
    pub errors: Vec<Diagnostic>,
}

impl Import {
    /// No incident, and one error.
    pub(super) fn failed(error: Diagnostic) -> Self {
        Self { incidents: Vec::new(), errors: vec![error] }
    }

    /// Adds an incident, or its errors.
    pub(super) fn push(&mut self, result: Result<Imported, Vec<Diagnostic>>) {
        match result {
            Ok(imported) => self.incidents.push(imported),
            Err(errors) => self.errors.extend(errors),
        }
    }
}

impl Source<'_> {
    /// Why this document, or a part of it, cannot be imported.
    pub(super) fn error(&self, span: Range<usize>, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error("import", message).at(self.location(span))
    }
}

/// One imported incident.
#[derive(Debug)]
pub struct Imported {
    /// The incident. Its id is empty where the document has none.
    pub incident: Incident,
    /// What differs from the source.
    pub notes: Vec<Note>,
}

impl Imported {
    /// Replaces pictures and links whose files are missing by their words, because the incident could not be built with them.
    pub fn leave_out_files(&mut self, is_there: impl Fn(&str) -> bool) {
        for (index, entry) in self.incident.timeline.iter_mut().enumerate() {
            let Some(image) = entry.image.take_if(|image| !is_there(image)) else { continue };
            let shows = entry.image_alt.take().map_or_else(String::new, |alt| format!(" ({alt})"));
            entry.event = format!("{}\n\nPicture: {image}{shows}", entry.event.trim_end());
            let message = format!("put {image} beside this file, and name it under `image`");
            let path = Some(at!["timeline", index, "event"]);
            self.notes.push(Note { kind: NoteKind::Unsure, message, position: None, path });
        }
        let mut missing: HashMap<String, Vec<Missing>> = HashMap::new();
        self.incident.each_markdown_mut(&mut |text| {
            let left_out = links::leave_out(text, &is_there);
            if !left_out.is_empty() {
                missing.insert(text.clone(), left_out);
            }
        });
        let mut notes = Vec::new();
        self.incident.each_text(&mut |known| {
            let left_out = if known.form == Form::Markdown { missing.remove(known.text) } else { None };
            if let Some(left_out) = left_out {
                let path = known.path.iter().fold(ValuePath::root(), |path, step| match step {
                    Step::Key(key) => path.then(*key),
                    Step::Index(index) => path.then(*index),
                });
                notes.extend(left_out.into_iter().map(|link| link.note(path.clone())));
            }
        });
        self.notes.extend(notes);
    }
}

impl Missing {
    fn note(self, path: ValuePath) -> Note {
        let Self { target, written } = self;
        let message = if target.contains("://") {
            format!("the picture {target} is on another host, so the site links to it: to show it, put it beside this file")
        } else {
            let file = if target.is_empty() { "a file without a name" } else { &target };
            format!("{file} is not beside this file: put it there, and write {written} again")
        };
        Note { kind: NoteKind::Unsure, message, position: None, path: Some(path) }
    }
}

/// Something that differs from the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What the import did with it.
    pub kind: NoteKind,
    /// What it is about.
    pub message: String,
    /// Its position in the source.
    pub position: Option<Position>,
    /// The path of the value in the new file.
    pub path: Option<ValuePath>,
}

/// What an import did with a part of the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoteKind {
    /// It is boilerplate, or is not about the incident.
    Dropped,
    /// It has no field of its own and is kept as text.
    Kept,
    /// It was understood, and a person should check it: the file has a comment.
    Unsure,
}

impl NoteKind {
    /// The word for it in a report.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Dropped => "dropped",
            Self::Kept => "kept",
            Self::Unsure => "look at",
        }
    }
}
