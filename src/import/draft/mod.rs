//! An incident while it is being imported: its fields, notes on what differs from the source, and errors.

mod settle;
mod severity;

use std::ops::Range;
use std::rc::Rc;

use super::boilerplate;
use super::document::{Note, NoteKind, Options};
use super::freeform;
use super::moments::{self, Doubt};
use super::names::Field;
use super::private::{self, Removed};
use super::tree::{self, Object};
use crate::diagnostic::{Diagnostic, Source, ValuePath, at};
use crate::incident::{Incident, Milestone, Moment, Section, Visibility};
use crate::prose;

/// An incident that is being imported.
pub(super) struct Draft<'a> {
    pub incident: Incident,
    document: Rc<Source<'a>>,
    /// The beginning of the part of the document that is about this incident.
    span: Range<usize>,
    options: &'a Options<'a>,
    notes: Vec<Note>,
    errors: Vec<Diagnostic>,
    zone_is_noted: bool,
    /// Columns with unknown names: a missing value may be in one of them.
    unknown_columns: Rc<[String]>,
    /// What may be a contact or a credential.
    private: Vec<String>,
    /// How many embedded pictures were left out, and the place of the first.
    pictures: (usize, Range<usize>),
}

impl<'a> Draft<'a> {
    /// The incident of this part of a document.
    pub(super) fn new(document: Rc<Source<'a>>, span: Range<usize>, options: &'a Options<'a>) -> Self {
        Self {
            incident: Incident::default(),
            document,
            span: span.start..(span.start + 1).min(span.end),
            options,
            notes: Vec::new(),
            errors: Vec::new(),
            zone_is_noted: false,
            unknown_columns: Rc::default(),
            private: Vec::new(),
            pictures: (0, 0..0),
        }
    }

    /// An incident of a table that has columns with unknown names.
    pub(super) fn of_table(self, unknown_columns: Rc<[String]>) -> Self {
        Self { unknown_columns, ..self }
    }

    /// Sets where the incident begins in its document.
    pub(super) fn begin_at(&mut self, start: usize) {
        self.span = start..(start + 1).min(self.document.text.len());
    }

    /// Takes the draft, and leaves an empty one.
    pub(super) fn take(&mut self) -> Self {
        let empty = Self::new(Rc::clone(&self.document), self.span.clone(), self.options);
        std::mem::replace(self, empty)
    }

    /// Sorts the timeline and the communications by time. Notes keep pointing to their entries.
    pub(super) fn sort_timeline(&mut self) {
        let zone = self.options.zone;
        let entries = sorted(&mut self.incident.timeline, |one, two| one.at.chronological(two.at, zone));
        let messages = sorted(&mut self.incident.communications, |one, two| one.at.chronological(two.at, zone));
        for (list, places) in [("timeline", entries), ("communications", messages)] {
            for note in &mut self.notes {
                note.path = note.path.take().map(|path| path.moved(list, |index| places.get(index).copied().unwrap_or(index)));
            }
        }
    }

    /// Where the incident begins in its document.
    pub(super) fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    pub(super) fn options(&self) -> &'a Options<'a> {
        self.options
    }

    pub(super) fn document(&self) -> Rc<Source<'a>> {
        Rc::clone(&self.document)
    }

    /// The document's text.
    pub(super) fn text(&self) -> &'a str {
        self.document.text
    }

    /// Reads from another document from now on: the places of notes are in it. Returns the one before.
    pub(super) fn reading(&mut self, document: Rc<Source<'a>>) -> Rc<Source<'a>> {
        std::mem::replace(&mut self.document, document)
    }

    /// Adds an error: there can be no such incident.
    pub(super) fn failed(&mut self, error: Diagnostic) {
        self.errors.push(error);
    }

    /// Adds an error, with what to do about it.
    pub(super) fn refuse(&mut self, span: Range<usize>, message: impl Into<String>, hint: &str) {
        self.errors.push(self.document.error(span, message).hint(hint));
    }

    /// Whether there is an error.
    pub(super) fn has_failed(&self) -> bool {
        !self.errors.is_empty()
    }

    /// Notes that a person should check the value at a path: the file has a comment there.
    pub(super) fn unsure(&mut self, path: ValuePath, span: Range<usize>, comment: impl Into<String>) {
        self.note(NoteKind::Unsure, span, comment.into(), Some(path));
    }

    /// Counts embedded pictures that were left out. A file can only name pictures.
    pub(super) fn left_out(&mut self, pictures: usize, span: &Range<usize>) {
        if self.pictures.0 == 0 {
            self.pictures.1 = span.clone();
        }
        self.pictures.0 += pictures;
    }

    /// Notes that something was kept as text, and where.
    pub(super) fn kept(&mut self, span: Range<usize>, message: impl Into<String>) {
        self.note(NoteKind::Kept, span, message.into(), None);
    }

    /// Notes that something was dropped, and why.
    pub(super) fn dropped(&mut self, span: Range<usize>, message: impl Into<String>) {
        self.note(NoteKind::Dropped, span, message.into(), None);
    }

    /// A text without comments. A comment of the source becomes one of the file: neither is published.
    pub(super) fn without_comments(&mut self, text: String, span: &Range<usize>) -> String {
        if !text.contains("<!--") {
            return text;
        }
        let (rest, comments) = freeform::without_comments(&text);
        for comment in comments.into_iter().filter(|comment| !comment.is_empty()) {
            self.unsure(at!["id"], span.clone(), format!("a comment of the source: {comment}"));
        }
        rest
    }

    /// The text without comments, and without space around it. `None` where it is empty, or boilerplate, which is noted.
    pub(super) fn content(&mut self, text: String, span: Range<usize>) -> Option<String> {
        let text = self.without_comments(text, &span);
        let trimmed = text.trim();
        if boilerplate::is_boilerplate(trimmed) {
            self.dropped(span, format!("\"{trimmed}\" says nothing about this incident"));
            return None;
        }
        match trimmed.len() {
            0 => None,
            length if length == text.len() => Some(text),
            _ => Some(trimmed.to_owned()),
        }
    }

    /// Adds a section for what has no field of its own. Nothing where the text is empty or boilerplate.
    pub(super) fn section(&mut self, title: &str, body: &str, span: Range<usize>) {
        if let Some(body) = self.content(body.to_owned(), span.clone()) {
            self.kept(span, format!("it has no field of its own and is the section \"{title}\""));
            self.incident.sections.push(Section { title: title.to_owned(), body, visibility: Visibility::default() });
        }
    }

    /// Adds lessons of a kind, or preventive measures.
    pub(super) fn lessons(&mut self, kind: Field, found: Vec<String>) {
        if found.is_empty() {
            return;
        }
        if kind == Field::Prevention {
            return self.incident.follow_up.get_or_insert_default().prevention.extend(found);
        }
        let lessons = self.incident.lessons.get_or_insert_default();
        let known = match kind {
            Field::WentWell => &mut lessons.went_well,
            Field::WentPoorly => &mut lessons.went_poorly,
            Field::GotLucky => &mut lessons.got_lucky,
            _ => &mut lessons.learned,
        };
        known.extend(found);
    }

    /// Removes contacts and credentials from what is left of an object, so that the rest can be published. What is one by its form
    /// is dropped, and what may be one by its name is kept for the organisation. `label` says what the object is.
    pub(super) fn remove_private(&mut self, object: &mut Object, label: &str) {
        let mut removed = Removed::default();
        private::remove(object, &mut removed);
        for (key, node) in removed.certain {
            self.dropped(node.span, format!("{label}: \"{key}\" is a contact or a credential"));
        }
        for (key, node) in removed.possible {
            let value = node.line().unwrap_or_else(|| format!("\n{}", node.markdown()));
            self.keep_private(&format!("{label}: {}", tree::words(&key)), &value, node.span);
        }
    }

    /// Keeps a value that may be a contact or a credential in a section that is not published.
    pub(super) fn keep_private(&mut self, name: &str, value: &str, span: Range<usize>) {
        self.keep_internal(name, value, span, "may be a contact or a credential");
    }

    /// Keeps a value in a section that is not published, and notes why.
    pub(super) fn keep_internal(&mut self, name: &str, value: &str, span: Range<usize>, why: &str) {
        self.kept(span, format!("\"{name}\" {why}, and is in a section that is internal"));
        self.private.push(format!("- **{}:** {}", prose::capitalized(name), value.replace('\n', "\n  ")));
    }

    /// Makes the last section internal, because there may be a contact or a credential in it.
    pub(super) fn hide_last_section(&mut self, span: Range<usize>) {
        if let Some(section) = self.incident.sections.last_mut() {
            section.visibility = Visibility::Internal;
            let path = at!["sections", self.incident.sections.len() - 1];
            self.unsure(path, span, "there may be a contact or a credential in it, so it is internal");
        }
    }

    /// Reads a moment. What is uncertain about it is noted at `path`; one that cannot be read is an error.
    pub(super) fn moment(&mut self, text: &str, span: Range<usize>, path: &ValuePath) -> Option<Moment> {
        let Some(moments::Reading { moment, doubts }) = moments::read(text, self.options.zone) else {
            self.refuse(span, format!("\"{text}\" is not a date or time that can be read"), "write it as 2024-03-15T14:30:00Z");
            return None;
        };
        for doubt in doubts {
            self.doubted(doubt, text, span.clone(), path);
        }
        Some(moment)
    }

    /// Notes what is uncertain about a moment. That a zone was assumed is noted once, unless the user named it.
    pub(super) fn doubted(&mut self, doubt: Doubt, text: &str, span: Range<usize>, path: &ValuePath) {
        match doubt {
            Doubt::Clocks(why) => self.unsure(path.clone(), span, why),
            Doubt::Order => self.unsure(path.clone(), span, format!("\"{text}\" is read as month, day and year")),
            Doubt::Zone if !self.options.zone_is_given && !self.zone_is_noted => {
                self.zone_is_noted = true;
                let zone = self.options.zone.iana_name().unwrap_or("the site's");
                self.unsure(path.clone(), span, format!("the source names no zone: this time and all others are read as {zone}"));
            }
            Doubt::Zone => {}
        }
    }

    /// Sets a milestone, unless it is set.
    pub(super) fn milestone(&mut self, milestone: Milestone, text: &str, span: Range<usize>) {
        let path = at!["milestones", milestone.as_str()];
        if let Some(moment) = self.moment(text, span, &path) {
            self.incident.milestones.get_mut(milestone).get_or_insert(moment);
        }
    }

    /// Sets the severity by one of the site's names for it. Another name is an error, or a comment where `--severity` is given.
    pub(super) fn severity(&mut self, name: &str, span: Range<usize>) {
        let severities = self.options.severities;
        match severities.find(name.trim()) {
            Some(severity) => self.incident.severity.clone_from(&severity.id),
            None if let [only] = severity::named(name, severities).as_slice() => {
                self.incident.severity.clone_from(only);
                self.unsure(at!["severity"], span, format!("the source says \"{}\"", name.trim()));
            }
            None if self.options.severity.is_some() => {
                self.unsure(at!["severity"], span, format!("the source says \"{}\", which is none of the site's", name.trim()));
            }
            None => self.refuse(
                span,
                format!("\"{name}\" is none of the site's severities"),
                "say which it is with --severity, or give one of pir-site.toml's severities this alias",
            ),
        }
    }

    fn note(&mut self, kind: NoteKind, span: Range<usize>, message: String, path: Option<ValuePath>) {
        let position = (!span.is_empty()).then(|| self.document.position(span.start));
        self.notes.push(Note { kind, message, position, path });
    }
}

/// Sorts a list, and returns the new place of each element.
fn sorted<T>(list: &mut Vec<T>, compare: impl Fn(&T, &T) -> std::cmp::Ordering) -> Vec<usize> {
    let mut elements: Vec<(usize, T)> = std::mem::take(list).into_iter().enumerate().collect();
    elements.sort_by(|(_, one), (_, two)| compare(one, two));
    let mut places = vec![0; elements.len()];
    elements.iter().enumerate().for_each(|(new, (old, _))| places[*old] = new);
    list.extend(elements.into_iter().map(|(_, element)| element));
    places
}

/// Says which columns have unknown names, if there are any.
pub(super) fn unknown_columns(columns: &[String]) -> Option<String> {
    let names: Vec<String> = columns.iter().map(|name| format!("\"{name}\"")).collect();
    let are = if names.len() == 1 { "is" } else { "are" };
    (!names.is_empty()).then(|| format!("{} {are} not known", prose::list(&names)))
}
