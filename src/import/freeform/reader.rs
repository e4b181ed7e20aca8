//! The state of reading one postmortem.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Parser, Tag};

use super::blocks::Outline;
use super::clock::{Rank, TimeContext};
use super::{definitions, removed};
use crate::diagnostic::at;
use crate::import::draft::Draft;
use crate::import::names::{Field, FieldNames};
use crate::import::pattern::Pattern;
use crate::import::stamp;
use crate::import::zones::Zone;
use crate::incident::{Milestone, Moment};
use crate::prose::markdown;

/// How many bytes of a document are searched for dates that settle the order of day and month in a text of it.
const CONTEXT: usize = 4096;

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
    /// Whether the document has a heading of a timeline, so that lists of times elsewhere are text.
    pub(super) has_timeline: bool,
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
    /// The name of the fact, as names are compared.
    pub name: String,
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
            has_timeline: true,
            timed: Vec::new(),
            narrative: Vec::new(),
            resolution: Vec::new(),
            seen,
            seen_fields: HashSet::new(),
            marked: HashSet::new(),
            definitions: BTreeMap::new(),
        }
    }

    /// Prepares a text that stands at `start` of the document: comments become comments of the file, embedded pictures and definitions of footnotes are left out,
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
        let text = removed::without_escapes(&text);
        let document = self.draft.document();
        let start = &document.text[..document.text.floor_char_boundary(CONTEXT)];
        self.clock.order = stamp::day_comes_first(&format!("{}\n{start}\n{text}", document.file));
        self.clock.read_zone_statement(&text);
        let about_incident: Vec<&str> = text.lines().filter(|line| !self.is_about_document(line)).collect();
        self.clock.offer_first_date(&about_incident.join("\n"));
        let definitions = definitions::of(&text).into_iter();
        self.definitions.extend(definitions.map(|(name, text)| (name, Definition { text, is_used: false })));
        let (names, places): (Vec<String>, Vec<Range<usize>>) = definitions::footnotes(&text).unzip();
        // Two definitions with one name stay where they are.
        let mut seen = HashSet::new();
        let twice: HashSet<&String> = names.iter().filter(|name| !seen.insert(*name)).collect();
        let footnotes: Vec<_> = names.iter().zip(places).filter(|(name, _)| !twice.contains(name)).map(|(_, at)| at).collect();
        removed::without(&text, &footnotes)
    }

    /// Whether a line says when the document was written, published or discussed: its date is not that of the incident.
    fn is_about_document(&self, line: &str) -> bool {
        static ABOUT: Pattern = Pattern::new(
            r"(?i)^\W*(?:created|generated|last (?:modified|updated|edited|changed)|updated|published|posted|meeting|review(?:ed)?)\b",
        );
        let name = line.trim_matches(['|', '-', '*', '_', '>', ' ']).split([':', '|']).next().unwrap_or_default();
        let is_of_document = |field| matches!(field, Field::Held | Field::Published | Field::Ignored);
        ABOUT.is_match(line) || self.names.field(name).is_some_and(is_of_document)
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
        for (name, _) in definitions::bracketed(text).filter(|(name, _)| !name.starts_with("[^")) {
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
