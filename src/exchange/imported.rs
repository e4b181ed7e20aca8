//! What an import reads and what comes of it: incidents, and for each a note of everything that is not as it was in the source.
//!
//! An importer is a pure function from a document's text to this. Nothing is invented and nothing is lost: what a tool made up is
//! dropped by name, and what has no field of its own becomes a section.

use std::ops::Range;

use jiff::tz::TimeZone;

use super::boilerplate;
use super::free;
use super::links::{self, Missing};
use super::moments::{self, Doubt};
use crate::config::Severities;
use crate::diagnostic::{Diagnostic, Location, Source, ValuePath, at};
use crate::incident::{Form, Incident, Milestone, Moment, Section, Step};
use crate::prose;

/// A document of another tool.
#[derive(Debug, Clone, Copy)]
pub struct Document<'a> {
    /// Its name, as the user would type it.
    pub name: &'a str,
    /// Its text, which may begin with a byte-order mark.
    pub text: &'a str,
}

impl Document<'_> {
    /// A part of it.
    pub fn place(&self, span: Range<usize>) -> Location {
        Source::new(self.name, self.text).location(span)
    }

    /// What makes it impossible to import it, or a part of it.
    pub fn error(&self, span: Range<usize>, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error("import", message).at(self.place(span))
    }
}

/// What a name of the source stands for, as the user told it.
#[derive(Debug, Clone)]
pub struct Mapping {
    /// The name as it was told.
    pub(super) written: String,
    /// The name as names are compared.
    pub(super) name: String,
    pub(super) target: free::Target,
}

impl Mapping {
    /// Reads `column=field`: the field is one of [`Mapping::fields`], `fields.` and a name of the team's own, or `-` for nothing.
    /// `None` where it is neither.
    pub fn read(text: &str) -> Option<Self> {
        let (name, field) = text.rsplit_once('=')?;
        let plain = free::plain_name(name);
        let target = free::target(field)?;
        (!plain.is_empty()).then(|| Self { written: name.trim().to_owned(), name: plain, target })
    }

    /// Every name that a field goes by.
    pub fn fields() -> impl Iterator<Item = &'static str> {
        free::all_names()
    }
}

/// What a document cannot say of itself.
#[derive(Debug, Clone, Copy)]
pub struct Options<'a> {
    /// The zone of times that name none.
    pub zone: &'a TimeZone,
    /// Whether somebody said so, and it is not only the site's.
    pub zone_is_told: bool,
    /// The site's severities.
    pub severities: &'a Severities,
    /// The site's cause categories.
    pub causes: &'a [String],
    /// The severity of an incident whose document names none.
    pub severity: Option<&'a str>,
    /// The start of an incident whose document has no time.
    pub started: Option<Moment>,
    /// The events of the incident, where they are a document of their own.
    pub timeline: Option<Document<'a>>,
    /// What names of the source stand for: headings, facts, columns.
    pub mappings: &'a [Mapping],
}

/// The incidents of a document, in its order, and what could not be understood at all.
#[derive(Debug, Default)]
pub struct Import {
    /// What was understood.
    pub incidents: Vec<Imported>,
    /// Why something was not. An incident with an error is not among `incidents`.
    pub errors: Vec<Diagnostic>,
}

impl Import {
    /// Nothing but an error.
    pub(super) fn failed(error: Diagnostic) -> Self {
        Self { incidents: Vec::new(), errors: vec![error] }
    }

    /// One more incident, or why there is none.
    pub(super) fn push(&mut self, result: Result<Imported, Vec<Diagnostic>>) {
        match result {
            Ok(imported) => self.incidents.push(imported),
            Err(errors) => self.errors.extend(errors),
        }
    }
}

/// One incident from elsewhere.
#[derive(Debug)]
pub struct Imported {
    /// What is known of it. Its id is empty where the document has none.
    pub incident: Incident,
    /// What is not as it was in the source.
    pub notes: Vec<Note>,
}

impl Imported {
    /// Turns pictures and links whose files are not there into words: a file that names them could not be built.
    pub fn leave_out_files(&mut self, is_there: impl Fn(&str) -> bool) {
        for (index, entry) in self.incident.timeline.iter_mut().enumerate() {
            let Some(image) = entry.image.take_if(|image| !is_there(image)) else { continue };
            let shows = entry.image_alt.take().map_or_else(String::new, |alt| format!(" ({alt})"));
            entry.event = format!("{}\n\nPicture: {image}{shows}", entry.event.trim_end());
            let message = format!("put {image} beside this file, and name it under `image`");
            let path = Some(at!["timeline", index, "event"]);
            self.notes.push(Note { kind: NoteKind::Unsure, message, place: None, path });
        }
        let mut missing: Vec<(String, Vec<Missing>)> = Vec::new();
        self.incident.each_markdown_mut(&mut |text| {
            let left_out = links::leave_out(text, &is_there);
            if !left_out.is_empty() {
                missing.push((text.clone(), left_out));
            }
        });
        for (text, left_out) in missing {
            let path = self.path_of(&text);
            for Missing { target, written } in left_out {
                let file = if target.is_empty() { "a file without a name" } else { &target };
                let message = format!("{file} is not beside this file: put it there, and write {written} again");
                self.notes.push(Note { kind: NoteKind::Unsure, message, place: None, path: Some(path.clone()) });
            }
        }
    }

    /// Where a text stands that is Markdown.
    fn path_of(&self, text: &str) -> ValuePath {
        let mut found = None;
        self.incident.each_text(&mut |known| {
            if found.is_none() && known.form == Form::Markdown && known.text == text {
                found = Some(known.path.iter().fold(ValuePath::root(), |path, step| match step {
                    Step::Key(key) => path.then(*key),
                    Step::Index(index) => path.then(*index),
                }));
            }
        });
        found.unwrap_or_else(|| at!["id"])
    }
}

/// Something that is not as it was in the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What became of it.
    pub kind: NoteKind,
    /// What it is about, in words.
    pub message: String,
    /// Where it stands in the source.
    pub place: Option<Location>,
    /// The value of the new file that it is about.
    pub path: Option<ValuePath>,
}

/// What became of a part of the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoteKind {
    /// A tool made it up, and it says nothing of this incident.
    Dropped,
    /// It has no field of its own, and is kept as text.
    Kept,
    /// It was understood, and somebody should look at it: the file says so in a comment.
    Unsure,
}

impl NoteKind {
    /// The word that a report uses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Dropped => "dropped",
            Self::Kept => "kept",
            Self::Unsure => "look at",
        }
    }
}

/// An incident that is being imported.
pub(super) struct Draft<'a> {
    pub incident: Incident,
    document: Document<'a>,
    /// The part of the document that is about this incident.
    span: Range<usize>,
    options: &'a Options<'a>,
    notes: Vec<Note>,
    errors: Vec<Diagnostic>,
    zone_is_noted: bool,
    /// Columns whose names nobody knows: what seems to be missing may be in one of them.
    strange_columns: &'a [String],
    /// How many pictures were left out because they were inside of the document, and where the first of them was.
    pictures: (usize, Range<usize>),
}

impl<'a> Draft<'a> {
    /// An incident that is told in this part of a document.
    pub(super) fn new(document: Document<'a>, span: Range<usize>, options: &'a Options<'a>) -> Self {
        let first = span.start..(span.start + 1).min(span.end);
        Self {
            incident: Incident::default(),
            document,
            span: first,
            options,
            notes: Vec::new(),
            errors: Vec::new(),
            zone_is_noted: false,
            strange_columns: &[],
            pictures: (0, 0..0),
        }
    }

    /// An incident of a table, some of whose columns have names that nobody knows.
    pub(super) fn of_table(self, strange_columns: &'a [String]) -> Self {
        Self { strange_columns, ..self }
    }

    /// Takes the draft away, and leaves an empty one.
    pub(super) fn take(&mut self) -> Self {
        let empty = Self::new(self.document, self.span.clone(), self.options);
        std::mem::replace(self, empty)
    }

    /// Puts the timeline in order, and what was said of its entries with them.
    pub(super) fn sort_timeline(&mut self) {
        let mut order: Vec<usize> = (0..self.incident.timeline.len()).collect();
        let zone = self.options.zone;
        order.sort_by(|one, two| self.incident.timeline[*one].at.chronological(self.incident.timeline[*two].at, zone));
        let mut entries: Vec<_> = std::mem::take(&mut self.incident.timeline).into_iter().map(Some).collect();
        self.incident.timeline = order.iter().filter_map(|index| entries.get_mut(*index)?.take()).collect();
        let mut places = order.clone();
        for (new, old) in order.iter().enumerate() {
            places[*old] = new;
        }
        let place = |index: usize| places.get(index).copied().unwrap_or(index);
        for note in &mut self.notes {
            note.path = note.path.take().map(|path| path.moved("timeline", place));
        }
    }

    /// Where the incident begins in its document.
    pub(super) fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    pub(super) fn options(&self) -> &'a Options<'a> {
        self.options
    }

    /// The document's text.
    pub(super) fn text(&self) -> &'a str {
        self.document.text
    }

    /// Reads from another document for a while: the places of notes are in it.
    pub(super) fn reading(&mut self, document: Document<'a>) -> Document<'a> {
        std::mem::replace(&mut self.document, document)
    }

    /// Adds why there can be no such incident.
    pub(super) fn failed(&mut self, error: Diagnostic) {
        self.errors.push(error);
    }

    /// Says why there can be no such incident, and what to do about it.
    pub(super) fn refuse(&mut self, span: Range<usize>, message: &str, hint: &str) {
        self.errors.push(self.document.error(span, message).hint(hint));
    }

    /// Whether there can be no such incident.
    pub(super) fn has_failed(&self) -> bool {
        !self.errors.is_empty()
    }

    /// Says that the value at a path needs a look, in a comment of the file.
    pub(super) fn unsure(&mut self, path: ValuePath, span: Range<usize>, comment: impl Into<String>) {
        self.note(NoteKind::Unsure, span, comment.into(), Some(path));
    }

    /// Counts pictures that were left out because they were inside of the document, where a file can only name them.
    pub(super) fn left_out(&mut self, pictures: usize, span: &Range<usize>) {
        if self.pictures.0 == 0 {
            self.pictures.1 = span.clone();
        }
        self.pictures.0 += pictures;
    }

    /// Says that something was kept as text, and where.
    pub(super) fn kept(&mut self, span: Range<usize>, message: impl Into<String>) {
        self.note(NoteKind::Kept, span, message.into(), None);
    }

    /// The text, unless there is none or a tool made it up: then that is noted.
    pub(super) fn meant(&mut self, text: String, span: Range<usize>) -> Option<String> {
        let trimmed = text.trim();
        if boilerplate::is_made_up(trimmed) {
            self.note(NoteKind::Dropped, span, format!("{trimmed:?} is no statement about this incident"), None);
            return None;
        }
        match trimmed.len() {
            0 => None,
            length if length == text.len() => Some(text),
            _ => Some(trimmed.to_owned()),
        }
    }

    /// Says that a tool made something up.
    pub(super) fn dropped(&mut self, span: Range<usize>, message: impl Into<String>) {
        self.note(NoteKind::Dropped, span, message.into(), None);
    }

    /// Adds a section for what has no field of its own; nothing where the text is empty.
    pub(super) fn section(&mut self, title: &str, body: &str, span: Range<usize>) {
        if !body.trim().is_empty() {
            self.kept(span, format!("it has no field of its own and is the section {title:?}"));
            self.incident.sections.push(Section {
                title: title.to_owned(),
                body: body.trim().to_owned(),
                visibility: <_>::default(),
            });
        }
    }

    /// Reads a moment. One that cannot be read is an error; one whose zone had to be assumed is noted at `path`.
    pub(super) fn moment(&mut self, text: &str, span: Range<usize>, path: &ValuePath) -> Option<Moment> {
        match moments::read(text, self.options.zone) {
            Some(moments::Reading { moment, doubts }) => {
                for doubt in doubts {
                    self.doubted(doubt, text, span.clone(), path);
                }
                Some(moment)
            }
            None => {
                self.errors.push(
                    self.document
                        .error(span, format!("{text:?} is no moment that can be read"))
                        .hint("write it as 2024-03-15T14:30:00Z"),
                );
                None
            }
        }
    }

    /// Says what is uncertain about a moment. That the zone had to be assumed is said once, where it was not told.
    pub(super) fn doubted(&mut self, doubt: Doubt, text: &str, span: Range<usize>, path: &ValuePath) {
        match doubt {
            Doubt::Clocks(why) => self.unsure(path.clone(), span, why),
            Doubt::Order => self.unsure(path.clone(), span, format!("{text:?} is read as month, day and year")),
            Doubt::Zone if !self.options.zone_is_told && !self.zone_is_noted => {
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

    /// Sets the severity by one of the names that the site has for it. Any other name is kept in a comment.
    pub(super) fn severity(&mut self, name: &str, span: Range<usize>) {
        match self.options.severities.find(name.trim()) {
            Some(severity) => self.incident.severity.clone_from(&severity.id),
            None if self.options.severity.is_some() => {
                self.unsure(at!["severity"], span, format!("the source says {:?}, which is none of the site's", name.trim()));
            }
            None => self.errors.push(
                self.document
                    .error(span, format!("{name:?} is none of the site's severities"))
                    .hint("say which it is with --severity, or give one of pir-site.toml's severities this alias"),
            ),
        }
    }

    /// Takes categories away that the site does not have, and says so in comments.
    fn settle_categories(&mut self) {
        let causes = self.incident.analysis.iter_mut().flat_map(|analysis| &mut analysis.causes).enumerate();
        let strange = causes.filter_map(|(index, cause)| {
            let category = cause.category.take_if(|category| !self.options.causes.contains(category))?;
            Some((
                at!["analysis", "causes", index],
                format!("the source says {category:?}, which is no cause category of the site"),
            ))
        });
        for (path, comment) in strange.collect::<Vec<_>>() {
            self.unsure(path, 0..0, comment);
        }
    }

    /// The incident, once it has what no file can be without, or why it cannot be one.
    pub(super) fn finish(mut self) -> Result<Imported, Vec<Diagnostic>> {
        self.settle_severity();
        self.settle_start();
        self.settle_id();
        self.settle_title();
        self.settle_order();
        self.settle_categories();
        self.settle_pictures();
        if self.errors.is_empty() { Ok(Imported { incident: self.incident, notes: self.notes }) } else { Err(self.errors) }
    }

    fn settle_severity(&mut self) {
        if !self.incident.severity.is_empty() || !self.errors.is_empty() {
            return;
        }
        match self.options.severity {
            Some(severity) => {
                severity.clone_into(&mut self.incident.severity);
                self.unsure(at!["severity"], 0..0, "as told by --severity");
            }
            None => self.lacks("it does not say how severe the incident was", Some("say so with --severity"), "severity"),
        }
    }

    fn settle_start(&mut self) {
        if self.incident.milestone(Milestone::Started).is_some() || !self.errors.is_empty() {
            return;
        }
        let first = self.incident.timeline.iter().map(|entry| entry.at).min_by(|a, b| a.chronological(*b, self.options.zone));
        let detected = [Milestone::Detected, Milestone::Declared].into_iter().find_map(|it| self.incident.milestones.get(it));
        let earliest = first.into_iter().chain(detected).min_by(|a, b| a.chronological(*b, self.options.zone));
        let (moment, why) = match (earliest, self.options.started) {
            (Some(first), _) => (first, "the source names no start: this is the first moment that it tells of"),
            (None, Some(told)) => (told, "as told by --started"),
            (None, None) => {
                return self.lacks("it does not say when the incident began", Some("say so with --started"), "started");
            }
        };
        self.incident.milestones.started = Some(moment);
        self.unsure(at!["milestones", "started"], 0..0, why);
    }

    /// Says what no file can be without, and where it may come from: an option, or a column that is not known by its name.
    fn lacks(&mut self, message: &str, option: Option<&str>, key: &str) {
        let column = unknown_columns(self.strange_columns)
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
            self.lacks("it has no title, nor a description that could stand for one", None, "title");
        }
        self.incident.title = title;
    }

    /// A life that cannot have been lived in this order is kept as it was told, and marked as not known exactly.
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

    /// Takes pictures out of all texts whose bytes are in the text, and says that they are gone.
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
        let place = (!span.is_empty()).then(|| self.document.place(span));
        self.notes.push(Note { kind, message, place, path });
    }
}

/// Says which columns have a name that nobody knows, if there are any.
pub(super) fn unknown_columns(columns: &[String]) -> Option<String> {
    let names: Vec<String> = columns.iter().map(|name| format!("{name:?}")).collect();
    let are = if names.len() == 1 { "is" } else { "are" };
    (!names.is_empty()).then(|| format!("{} {are} not known", prose::list(&names)))
}
