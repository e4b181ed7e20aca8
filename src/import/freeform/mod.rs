//! Postmortems in the forms that people chose: free Markdown, the bodies of issues, and tables.
//!
//! All of them are read by the same eyes: a part has a name, the name stands for a field, and what has no name that is known is
//! kept as a section. Times wait until the whole document was read, because the day and the zone may stand anywhere in it.

mod names;

mod blocks;
mod front;
mod stamp;
mod zones;

mod clock;
mod facts;
mod parts;
mod values;

mod action_details;
mod actions;
mod causes;
mod people;
mod references;

mod entries;
mod timeline;

mod document;
mod sheet;

use std::ops::Range;

use super::imported::{Draft, Imported};
use crate::diagnostic::{Diagnostic, at};
use crate::incident::{Analysis, Milestone, Moment};
use blocks::Node;
use clock::Clock;

pub(super) use document::import as markdown;
pub(super) use names::{Field, Names, Target, all as all_names, plain as plain_name, target};
pub(super) use sheet::import as csv;

/// A postmortem that is being read.
pub(super) struct Review<'a> {
    pub draft: Draft<'a>,
    /// Whether the source is the table that this archive writes, so that its values are as they were.
    is_own: bool,
    /// How many entries the timeline had before: they are about the record, and not about the incident.
    before: usize,
    names: Names<'a>,
    clock: Clock,
    /// Moments that facts tell of.
    told: Vec<Told>,
    /// Parts with times, in their order.
    timed: Vec<(Field, Node)>,
    narrative: Vec<Titled>,
    resolution: Vec<Titled>,
    /// Where links and footnotes lead that are named in one place and defined in another.
    definitions: Vec<(String, String)>,
}

/// A moment that a fact tells of.
struct Told {
    /// `None`: when it happened.
    milestone: Option<Milestone>,
    text: String,
    span: Range<usize>,
    /// What the name of the fact says of the zone: `Start (UTC)`.
    zone: Option<zones::Zone>,
}

/// A part of a text, and what it is called.
struct Titled {
    title: String,
    text: String,
}

impl<'a> Review<'a> {
    pub(super) fn new(draft: Draft<'a>) -> Self {
        let options = draft.options();
        Self {
            names: Names(options.mappings),
            clock: Clock::new(options),
            is_own: false,
            before: draft.incident.timeline.len(),
            draft,
            told: Vec::new(),
            timed: Vec::new(),
            narrative: Vec::new(),
            resolution: Vec::new(),
            definitions: Vec::new(),
        }
    }

    /// Reads a text as a postmortem's body: its parts are told apart by their headings.
    pub(super) fn body(&mut self, text: &str, span: &Range<usize>) {
        let (text, comments) = blocks::without_comments(text);
        for comment in comments {
            self.comment(&comment.text, span.clone());
        }
        let (text, pictures) = blocks::without_pictures(&text);
        self.draft.left_out(pictures.len(), span);
        self.clock.listen(&text);
        self.clock.offer_first_date(&text);
        let names = self.names;
        let mut root = Node::of_document(&text, span, |title| names.is_part(title));
        let children = std::mem::take(&mut root.children);
        self.head(root);
        children.into_iter().for_each(|child| self.node(child));
        self.definitions.extend(blocks::definitions(&text));
    }

    /// A comment of the source is one of the file: neither has a reader.
    fn comment(&mut self, text: &str, span: Range<usize>) {
        if !text.is_empty() {
            self.draft.unsure(at!["id"], span, format!("a comment of the source: {text}"));
        }
    }

    /// Says which day is meant where nothing else does, and why.
    pub(super) fn offer_day(&mut self, day: jiff::civil::Date, why: &'static str) {
        self.clock.offer(day, clock::Rank::Around, Some(why));
    }

    /// Reads what had to wait, and settles the rest.
    pub(super) fn settle(&mut self) {
        self.tell_moments();
        let mut timed = std::mem::take(&mut self.timed);
        timed.sort_by_key(|(field, _)| *field != Field::Timeline);
        for (field, node) in timed {
            timeline::read(self, field, &node);
        }
        self.join_texts();
        self.start_on_the_day();
        self.say_that_no_end_is_known();
        self.define();
    }

    /// The incident, or why it cannot be one.
    pub(super) fn finish(mut self) -> Result<Imported, Vec<Diagnostic>> {
        self.settle();
        self.draft.finish()
    }

    /// The day is all that is known of the start where nothing has a time, or only what happened on other days.
    fn start_on_the_day(&mut self) {
        let incident = &self.draft.incident;
        let knows_more = incident.milestone(Milestone::Started).is_some()
            || !incident.timeline.is_empty() && !self.is_apart()
            || [Milestone::Detected, Milestone::Declared].into_iter().any(|it| incident.milestones.get(it).is_some());
        let day = self.clock.day().filter(|_| !knows_more);
        let first =
            incident.timeline.get(self.before..).unwrap_or_default().iter().map(|entry| self.clock.days(entry.at)[0]).min();
        if let (Some(day), Some(first)) = (day, first.flatten())
            && first < day
        {
            let comment = format!("the source names {day} as its day, on which nothing in its timeline happened");
            return self.draft.unsure(at!["milestones", "started"], 0..0, comment);
        }
        if let Some(day) = day {
            self.draft.incident.milestones.started = Some(Moment::Day(day));
            let why = self.clock.why().unwrap_or("the source names the day, and no time");
            self.draft.unsure(at!["milestones", "started"], 0..0, why);
        }
    }

    /// Whether the day is that of a fact or the like, and no entry of the timeline that the source has lies on it.
    fn is_apart(&self) -> bool {
        let entries = self.draft.incident.timeline.get(self.before..).unwrap_or_default();
        if entries.is_empty() {
            return self.clock.is_stated();
        }
        let is_near = |day| entries.iter().any(|entry| self.clock.days(entry.at).contains(&Some(day)));
        self.clock.date().is_some_and(|day| self.clock.day() == Some(day) && !is_near(day))
    }

    /// Without an end, an incident is shown as one that goes on.
    fn say_that_no_end_is_known(&mut self) {
        if self.draft.incident.milestone(Milestone::Resolved).is_none() {
            let comment = "the source does not say when it was over; without that, the site shows it as one that goes on";
            self.draft.unsure(at!["milestones", "resolved"], 0..0, comment);
        }
    }

    fn join_texts(&mut self) {
        let (narrative, resolution) = (std::mem::take(&mut self.narrative), std::mem::take(&mut self.resolution));
        let analysis = self.draft.incident.analysis.get_or_insert_default();
        analysis.narrative = joined(narrative).or(analysis.narrative.take());
        analysis.resolution = joined(resolution).or(analysis.resolution.take());
        self.draft.incident.analysis.take_if(|analysis| *analysis == Analysis::default());
    }

    /// Gives each text the definitions of the links and footnotes in it, which stood elsewhere in the document.
    fn define(&mut self) {
        for (name, definition) in std::mem::take(&mut self.definitions) {
            let mut is_used = false;
            self.draft.incident.each_markdown_mut(&mut |text| {
                let has_it = text.contains(&definition);
                is_used |= has_it || text.contains(&name);
                if !has_it && text.contains(&name) {
                    text.extend(["\n\n", &definition]);
                }
            });
            if !is_used {
                self.draft.unsure(at!["id"], 0..0, format!("the source defines a link that leads from nowhere: {definition}"));
            }
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
