//! An incident while it is being imported: its fields, notes on what differs from the source, and errors.

use std::ops::Range;
use std::rc::Rc;

use super::boilerplate;
use super::document::{Imported, Note, NoteKind, Options};
use super::links;
use super::moments::{self, Doubt};
use super::private::{self, Removed};
use super::slack;
use super::tree::{self, Object};
use crate::diagnostic::{Diagnostic, Source, ValuePath, at};
use crate::incident::{Incident, Milestone, Moment, Section, Status, Visibility};
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

    /// The text without space around it. `None` where it is empty, or boilerplate, which is noted.
    pub(super) fn content(&mut self, text: String, span: Range<usize>) -> Option<String> {
        let trimmed = text.trim();
        if boilerplate::is_boilerplate(trimmed) {
            self.dropped(span, format!("{trimmed:?} is no statement about this incident"));
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
            self.kept(span, format!("it has no field of its own and is the section {title:?}"));
            self.incident.sections.push(Section { title: title.to_owned(), body, visibility: Visibility::default() });
        }
    }

    /// Removes contacts and credentials from what is left of an object, so that the rest can be published. What is one by its form
    /// is dropped, and what may be one by its name is kept for the organisation. `label` says what the object is.
    pub(super) fn remove_private(&mut self, object: &mut Object, label: &str) {
        let mut removed = Removed::default();
        private::remove(object, &mut removed);
        for (key, node) in removed.certain {
            self.dropped(node.span, format!("{label}: {key:?} is a contact or a credential"));
        }
        for (key, node) in removed.possible {
            let value = node.scalar().unwrap_or_default();
            self.keep_private(&format!("{label}: {}", tree::words(&key)), &value, node.span);
        }
    }

    /// Keeps a value that may be a contact or a credential in a section that is not published.
    pub(super) fn keep_private(&mut self, name: &str, value: &str, span: Range<usize>) {
        self.kept(span, format!("{name:?} may be a contact or a credential, and is in a section that is internal"));
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

    /// The section of what may be contacts and credentials.
    fn settle_private(&mut self) {
        if self.private.is_empty() {
            return;
        }
        let comment = "these may be contacts or credentials: see who may read them";
        self.unsure(at!["sections", self.incident.sections.len()], 0..0, comment);
        let body = std::mem::take(&mut self.private).join("\n");
        let title = "Possible contacts and credentials".to_owned();
        self.incident.sections.push(Section { title, body, visibility: Visibility::Internal });
    }

    /// Reads a moment. What is uncertain about it is noted at `path`; one that cannot be read is an error.
    pub(super) fn moment(&mut self, text: &str, span: Range<usize>, path: &ValuePath) -> Option<Moment> {
        let Some(moments::Reading { moment, doubts }) = moments::read(text, self.options.zone) else {
            self.refuse(span, format!("{text:?} is no moment that can be read"), "write it as 2024-03-15T14:30:00Z");
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
            Doubt::Order => self.unsure(path.clone(), span, format!("{text:?} is read as month, day and year")),
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
        match self.options.severities.find(name.trim()) {
            Some(severity) => self.incident.severity.clone_from(&severity.id),
            None if self.options.severity.is_some() => {
                self.unsure(at!["severity"], span, format!("the source says {:?}, which is none of the site's", name.trim()));
            }
            None => self.refuse(
                span,
                format!("{name:?} is none of the site's severities"),
                "say which it is with --severity, or give one of pir-site.toml's severities this alias",
            ),
        }
    }

    /// The incident, once it has everything that a file needs, or the errors.
    pub(super) fn finish(mut self) -> Result<Imported, Vec<Diagnostic>> {
        self.read_channel();
        self.settle_severity();
        self.settle_start();
        self.settle_id();
        self.settle_title();
        self.settle_order();
        self.settle_end();
        self.settle_categories();
        self.settle_private();
        self.settle_pictures();
        if self.errors.is_empty() { Ok(Imported { incident: self.incident, notes: self.notes }) } else { Err(self.errors) }
    }

    /// Adds the messages of a Slack channel to the timeline, and notes what was left out.
    fn read_channel(&mut self) {
        let Some(channel) = self.options.timeline.filter(slack::is_export) else { return };
        let channel = Rc::new(Source::new(channel.name, channel.text));
        let before = self.reading(Rc::clone(&channel));
        match slack::read(&channel, self.options.slack_users.as_ref()) {
            Ok(found) => {
                for (mut entry, span) in found.entries {
                    if private::is_in(&entry.event) {
                        entry.visibility = Visibility::Internal;
                        let path = at!["timeline", self.incident.timeline.len()];
                        self.unsure(path, span, "this has a contact or a credential in it, and is internal");
                    }
                    self.incident.timeline.push(entry);
                }
                if !found.left_out.is_empty() {
                    self.dropped(0..1, found.left_out.join(", "));
                }
            }
            Err(error) => self.failed(*error),
        }
        self.reading(before);
        self.sort_timeline();
    }

    fn settle_severity(&mut self) {
        if !self.incident.severity.is_empty() || self.has_failed() {
            return;
        }
        match self.options.severity {
            Some(severity) => {
                severity.clone_into(&mut self.incident.severity);
                self.unsure(at!["severity"], 0..0, "from --severity");
            }
            None => self.missing("it does not say how severe the incident was", Some("say so with --severity"), "severity"),
        }
    }

    fn settle_start(&mut self) {
        if self.incident.milestone(Milestone::Started).is_some() || self.has_failed() {
            return;
        }
        let first = self.incident.timeline.iter().map(|entry| entry.at).min_by(|a, b| a.chronological(*b, self.options.zone));
        let detected = [Milestone::Detected, Milestone::Declared].into_iter().find_map(|it| self.incident.milestones.get(it));
        let earliest = first.into_iter().chain(detected).min_by(|a, b| a.chronological(*b, self.options.zone));
        let (moment, why) = match (earliest, self.options.started) {
            (Some(first), _) => (first, "the source names no start: this is the first moment that it tells of"),
            (None, Some(given)) => (given, "from --started"),
            (None, None) => {
                return self.missing("it does not say when the incident began", Some("say so with --started"), "started");
            }
        };
        self.incident.milestones.started = Some(moment);
        self.unsure(at!["milestones", "started"], 0..0, why);
    }

    /// Adds an error for a value that every file needs, with where it may come from: an option, or a column with an unknown name.
    fn missing(&mut self, message: &str, option: Option<&str>, key: &str) {
        let column = unknown_columns(&self.unknown_columns)
            .map(|unknown| format!("name its column with --map \"COLUMN={key}\": {unknown}"));
        let hints: Vec<String> = option.map(str::to_owned).into_iter().chain(column).collect();
        let error = self.document.error(self.span.clone(), message);
        self.errors.push(if hints.is_empty() { error } else { error.hint(hints.join(", or ")) });
    }

    fn settle_id(&mut self) {
        let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
        let id: String = self.incident.id.trim().chars().map(|c| if allowed(c) { c } else { '-' }).collect();
        let id = id.trim_matches(['-', '.']).to_owned();
        if id != self.incident.id {
            self.unsure(at!["id"], 0..0, format!("the source says {:?}", self.incident.id));
        }
        self.incident.id = id;
    }

    fn settle_title(&mut self) {
        let title = self.incident.title.split_whitespace().collect::<Vec<_>>().join(" ");
        if title.is_empty() {
            self.missing("it has no title, nor a description that could stand for one", None, "title");
        }
        self.incident.title = title;
    }

    /// Milestones in an order that cannot be are kept, and marked as estimates.
    fn settle_order(&mut self) {
        for (earlier, later) in Milestone::ORDER {
            let (first, second) = (self.incident.milestone(earlier), self.incident.milestone(later));
            let is_odd = first.zip(second).is_some_and(|(first, second)| second.is_before(first, self.options.zone));
            let milestones = &mut self.incident.milestones;
            if is_odd && !milestones.is_approximate(earlier) && !milestones.is_approximate(later) {
                milestones.approximate.push(later);
                let comment = format!("as the source has it, although it lies before {}", earlier.as_str());
                self.unsure(at!["milestones", later.as_str()], 0..0, comment);
            }
        }
    }

    /// An incident whose end is unknown would be shown as ongoing, which no source says by being silent.
    fn settle_end(&mut self) {
        if self.incident.status.is_none() && self.incident.milestone(Milestone::Resolved).is_none() {
            self.incident.status = Some(Status::Resolved);
            self.unsure(at!["status"], 0..0, "the source does not say when it was over, nor that it goes on");
        }
    }

    /// Replaces cause categories that the site does not have by comments.
    fn settle_categories(&mut self) {
        let causes = self.incident.analysis.iter_mut().flat_map(|analysis| &mut analysis.causes).enumerate();
        let unknown: Vec<_> = causes
            .filter_map(|(index, cause)| Some((index, cause.category.take_if(|it| !self.options.causes.contains(it))?)))
            .collect();
        for (index, category) in unknown {
            let comment = format!("the source says {category:?}, which is no cause category of the site");
            self.unsure(at!["analysis", "causes", index], 0..0, comment);
        }
    }

    /// Removes embedded pictures from all texts, and notes how many there were.
    fn settle_pictures(&mut self) {
        let mut found = 0;
        self.incident.each_markdown_mut(&mut |text| found += links::leave_out_embedded(text));
        self.left_out(found, &(0..0));
        let (count, span) = std::mem::take(&mut self.pictures);
        let comment = match count {
            0 => return,
            1 => {
                "a picture inside of the document was left out: save it beside this file, and show it where it belongs".to_owned()
            }
            _ => format!(
                "{count} pictures inside of the document were left out: save each beside this file, and show it where it belongs"
            ),
        };
        self.unsure(at!["id"], span, comment);
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
    let names: Vec<String> = columns.iter().map(|name| format!("{name:?}")).collect();
    let are = if names.len() == 1 { "is" } else { "are" };
    (!names.is_empty()).then(|| format!("{} {are} not known", prose::list(&names)))
}
