//! The state of reading one postmortem, and what is resolved once the whole document was read: moments, timelines, texts of several
//! parts, and links by reference.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;

use jiff::civil::Date;
use pulldown_cmark::{Event, LinkType, Parser, Tag};

use super::blocks::Outline;
use super::clock::{Rank, TimeContext};
use super::{milestones, removed, timeline};
use crate::diagnostic::{Diagnostic, at};
use crate::import::document::Imported;
use crate::import::draft::Draft;
use crate::import::names::{Field, FieldNames};
use crate::import::stamp;
use crate::import::zones::Zone;
use crate::incident::{Analysis, Milestone, Moment};
use crate::prose::markdown;

/// A postmortem that is being read.
pub(in crate::import) struct Reader<'a> {
    pub draft: Draft<'a>,
    /// Whether the source is this archive's own table: its values are taken as they are.
    pub(super) is_own: bool,
    /// How many timeline entries there were before. They are about the record, not about the incident.
    pub(super) before: usize,
    pub(super) names: FieldNames<'a>,
    pub(super) clock: TimeContext,
    /// The exact moment of front matter, its key, text and place: the start, where nothing else has a time.
    pub(super) dated: Option<(Moment, String, String, Range<usize>)>,
    /// Moments stated by facts. They are read once the day and the zone are known.
    pub(super) stated: Vec<StatedMoment>,
    /// Parts with times, in their order.
    pub(super) timed: Vec<(Field, Outline)>,
    pub(super) narrative: Vec<Titled>,
    pub(super) resolution: Vec<Titled>,
    /// Names that lists have already, so that none is added twice.
    pub(super) seen: HashSet<(Field, String)>,
    /// The same for the team's own fields.
    pub(super) seen_fields: HashSet<(String, String)>,
    /// Milestones that entries of the timeline mark.
    pub(super) marked: HashSet<Milestone>,
    /// Definitions of links and footnotes by the name in a text, such as `[name]`.
    pub(super) definitions: BTreeMap<String, Definition>,
}

/// A moment stated by a fact.
pub(super) struct StatedMoment {
    /// `None`: when it happened.
    pub milestone: Option<Milestone>,
    pub text: String,
    pub span: Range<usize>,
    /// The zone in the name of the fact: `Start (UTC)`.
    pub zone: Option<Zone>,
}

/// A part of a text, and its title.
pub(super) struct Titled {
    pub title: String,
    pub text: String,
}

/// A definition of a link or a footnote.
pub(super) struct Definition {
    pub text: String,
    pub is_used: bool,
}

impl<'a> Reader<'a> {
    pub(in crate::import) fn new(draft: Draft<'a>) -> Self {
        let options = draft.options();
        let incident = &draft.incident;
        let lists = [(Field::Services, &incident.services), (Field::Teams, &incident.teams), (Field::Tags, &incident.tags)];
        let seen = lists.into_iter().flat_map(|(field, names)| names.iter().map(move |name| (field, name.clone()))).collect();
        Self {
            names: FieldNames(options.names),
            clock: TimeContext::new(options),
            dated: None,
            is_own: false,
            before: draft.incident.timeline.len(),
            draft,
            stated: Vec::new(),
            timed: Vec::new(),
            narrative: Vec::new(),
            resolution: Vec::new(),
            seen,
            seen_fields: HashSet::new(),
            marked: HashSet::new(),
            definitions: BTreeMap::new(),
        }
    }

    /// Prepares a text that stands at `start` of the document: comments become comments of the file, embedded pictures are left out,
    /// and what the text says of its zone, its day and its links is remembered. All else keeps its place.
    pub(super) fn prepare(&mut self, text: &str, place: impl Fn(Range<usize>) -> Range<usize>) -> String {
        let text = with_line_feeds(text);
        let (text, comments) = removed::without_comments(&text);
        for comment in comments {
            self.comment(&comment.text, place(comment.span));
        }
        let (text, pictures) = removed::without_pictures(&text);
        let first = pictures.first().map_or(0..0, |first| place(*first..first + 1));
        self.draft.left_out(pictures.len(), &first);
        let document = self.draft.document();
        self.clock.order = stamp::day_comes_first(&format!("{}\n{}\n{text}", document.file, document.text));
        self.clock.read_zone_statement(&text);
        self.clock.offer_first_date(&text);
        let definitions = removed::definitions(&text).into_iter();
        self.definitions.extend(definitions.map(|(name, text)| (name, Definition { text, is_used: false })));
        text
    }

    /// A comment of the source becomes one of the file: neither is published.
    pub(super) fn comment(&mut self, text: &str, span: Range<usize>) {
        if !text.is_empty() {
            self.draft.unsure(at!["id"], span, format!("a comment of the source: {text}"));
        }
    }

    /// Offers the day of a record, for a text that names none.
    pub(in crate::import) fn offer_day(&mut self, day: jiff::civil::Date, reason: &'static str) {
        self.clock.offer(day, Rank::Record, Some(reason));
    }

    /// A text whose links by reference, `[words][name]`, have their addresses in them.
    pub(super) fn with_addresses<'t>(&mut self, text: &'t str) -> Cow<'t, str> {
        if self.definitions.is_empty() || !text.contains('[') {
            return Cow::Borrowed(text);
        }
        let mut with = text.to_owned();
        for (name, _) in removed::bracketed(text).filter(|(name, _)| !name.starts_with("[^")) {
            if let Some(definition) = self.definitions.get_mut(name) {
                definition.is_used = true;
                with.extend(["\n\n", &definition.text]);
            }
        }
        if with.len() == text.len() {
            return Cow::Borrowed(text);
        }
        let links: Vec<(Range<usize>, String)> = Parser::new_ext(&with, markdown::options())
            .into_offset_iter()
            .filter(|(_, range)| range.end <= text.len())
            .filter_map(|(event, range)| match event {
                Event::Start(Tag::Link {
                    link_type: LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut,
                    dest_url,
                    ..
                }) => Some((range, dest_url.to_string())),
                _ => None,
            })
            .collect();
        let mut out = text.to_owned();
        for (range, url) in links.into_iter().rev() {
            let written = &text[range.clone()];
            let words = written.strip_prefix('[').map(|rest| rest.split("][").next().unwrap_or(rest).trim_end_matches("[]"));
            let words = words.map_or(written, |words| words.trim_end_matches(']'));
            out.replace_range(range, &format!("[{words}](<{url}>)"));
        }
        Cow::Owned(out)
    }
}

/// A text in which every line ends with a line feed, at the same places.
fn with_line_feeds(text: &str) -> Cow<'_, str> {
    if !memchr::memchr_iter(b'\r', text.as_bytes()).any(|at| text.as_bytes().get(at + 1) != Some(&b'\n')) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for (index, line) in text.split('\r').enumerate() {
        if index > 0 {
            out.push(if line.starts_with('\n') { '\r' } else { '\n' });
        }
        out.push_str(line);
    }
    Cow::Owned(out)
}

impl Reader<'_> {
    /// Resolves what had to wait.
    pub(in crate::import) fn settle(&mut self) {
        self.set_stated_milestones();
        let mut timed = std::mem::take(&mut self.timed);
        timed.sort_by_key(|(field, _)| *field != Field::Timeline);
        for (field, outline) in timed {
            timeline::read(self, field, &outline);
        }
        self.join_texts();
        self.start_on_the_day();
        milestones::from_entries(self);
        self.add_definitions();
    }

    /// The incident, or its errors.
    pub(in crate::import) fn finish(mut self) -> Result<Imported, Vec<Diagnostic>> {
        self.settle();
        self.draft.finish()
    }

    /// The start, where nothing states it: on the day that the source names, as far as something happened there.
    fn start_on_the_day(&mut self) {
        let dated = self.dated.take();
        let incident = &self.draft.incident;
        let is_known = incident.milestone(Milestone::Started).is_some()
            || [Milestone::Detected, Milestone::Declared].into_iter().any(|it| incident.milestones.get(it).is_some());
        let entries = incident.timeline.get(self.before..).unwrap_or_default();
        let (first, stated) = (entries.iter().filter_map(|entry| self.clock.days(entry.at)[0]).min(), self.clock.stated_day());
        let found = match (first, stated, self.clock.day()) {
            _ if is_known => None,
            (Some(first), Some(stated), _) => self.start_near(first, stated),
            (None, _, Some(day)) if self.before == 0 || stated.is_some() => {
                Some((Moment::Day(day), self.clock.reason().unwrap_or("the source names the day, and no time").to_owned()))
            }
            _ => None,
        };
        let found = match (dated, first) {
            (Some((moment, ..)), None) if !is_known => Some((moment, "this is the date of the front matter".to_owned())),
            (Some((_, key, text, span)), _) => {
                self.own_field(&key, &text, &span);
                found
            }
            (None, _) => found,
        };
        if let Some((moment, why)) = found {
            self.draft.incident.milestones.started = Some(moment);
            self.draft.unsure(at!["milestones", "started"], 0..0, why);
        }
    }

    /// The first entry on the day that the source states, where those before it are older. The day alone, if all are later.
    fn start_near(&mut self, first: Date, stated: Date) -> Option<(Moment, String)> {
        let zone = &self.clock.zone;
        let entries = self.draft.incident.timeline.get(self.before..).unwrap_or_default();
        let is_near = entries.iter().any(|entry| self.clock.days(entry.at).contains(&Some(stated)));
        if !is_near && first > stated {
            return Some((Moment::Day(stated), "the source names the day, and tells of later ones".to_owned()));
        }
        if !is_near {
            let comment = format!("the source names {stated} as its day, on which nothing in its timeline happened");
            self.draft.unsure(at!["milestones", "started"], 0..0, comment);
            return None;
        }
        let eve = stated.yesterday().unwrap_or(stated);
        let fits = |at: &Moment| at.day(zone) >= if at.instant().is_some() { eve } else { stated };
        let start = entries.iter().map(|entry| entry.at).filter(fits).min_by(|one, two| one.chronological(*two, zone))?;
        let is_first = entries.iter().all(|entry| fits(&entry.at));
        (!is_first).then(|| (start, format!("the source names no start: this is the first moment on {stated}, its day")))
    }

    fn join_texts(&mut self) {
        let (narrative, resolution) = (std::mem::take(&mut self.narrative), std::mem::take(&mut self.resolution));
        let analysis = self.draft.incident.analysis.get_or_insert_default();
        analysis.narrative = joined(narrative).or(analysis.narrative.take());
        analysis.resolution = joined(resolution).or(analysis.resolution.take());
        self.draft.incident.analysis.take_if(|analysis| *analysis == Analysis::default());
    }

    /// Adds to each text the definitions of its links and footnotes, which stood elsewhere in the document.
    fn add_definitions(&mut self) {
        let mut definitions = std::mem::take(&mut self.definitions);
        if definitions.is_empty() {
            return;
        }
        self.draft.incident.each_markdown_mut(&mut |text| {
            let (mut names, mut own) = (BTreeSet::new(), BTreeSet::new());
            for (name, is_definition) in removed::bracketed(text) {
                names.insert((name.starts_with("[^"), name));
                own.extend(is_definition.then_some(name));
            }
            let mut added = String::new();
            for (_, name) in names {
                let Some(definition) = definitions.get_mut(name) else { continue };
                definition.is_used = true;
                if !own.contains(name) {
                    added.extend(["\n\n", &definition.text]);
                }
            }
            text.push_str(&added);
        });
        for definition in definitions.into_values().filter(|definition| !definition.is_used) {
            let comment = format!("the source defines a link that leads from nowhere: {}", definition.text);
            self.draft.unsure(at!["id"], 0..0, comment);
        }
    }
}

/// Several parts as one text: each below its title, where there are several.
fn joined(mut parts: Vec<Titled>) -> Option<String> {
    if parts.len() == 1 {
        return parts.pop().map(|part| part.text);
    }
    let texts = parts.into_iter().map(|Titled { title, text }| format!("### {title}\n\n{text}"));
    Some(texts.collect::<Vec<_>>().join("\n\n")).filter(|text| !text.is_empty())
}
