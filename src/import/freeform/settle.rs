//! What is resolved once the whole document was read: moments, timelines, texts of several parts, and links by reference.

use std::collections::BTreeSet;

use super::blocks;
use super::reader::{Reader, Titled};
use super::timeline;
use crate::diagnostic::at;
use crate::import::draft::Draft;
use crate::import::located::ImportError;
use crate::import::names::Field;
use crate::incident::{Analysis, Milestone, Moment};

impl<'a> Reader<'a> {
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
        self.note_missing_end();
        self.add_definitions();
    }

    /// The incident, or its errors.
    pub(in crate::import) fn finish(mut self) -> Result<Draft<'a>, Vec<ImportError<'a>>> {
        self.settle();
        self.draft.finish()
    }

    /// The day is all that is known of the start where nothing has a time, or only what happened on other days.
    fn start_on_the_day(&mut self) {
        let incident = &self.draft.incident;
        let entries = incident.timeline.get(self.before..).unwrap_or_default();
        let first = entries.iter().filter_map(|entry| self.clock.days(entry.at)[0]).min();
        let is_known = incident.milestone(Milestone::Started).is_some()
            || !incident.timeline.is_empty() && !self.is_on_another_day()
            || [Milestone::Detected, Milestone::Declared].into_iter().any(|it| incident.milestones.get(it).is_some());
        let Some(day) = self.clock.day().filter(|_| !is_known) else { return };
        if first.is_some_and(|first| first < day) {
            let comment = format!("the source names {day} as its day, on which nothing in its timeline happened");
            self.draft.unsure(at!["milestones", "started"], 0..0, comment);
            return;
        }
        self.draft.incident.milestones.started = Some(Moment::Day(day));
        let reason = self.clock.reason().unwrap_or("the source names the day, and no time");
        self.draft.unsure(at!["milestones", "started"], 0..0, reason);
    }

    /// Whether a fact or the like states a day on which no entry of the source's timeline lies.
    fn is_on_another_day(&self) -> bool {
        let entries = self.draft.incident.timeline.get(self.before..).unwrap_or_default();
        if entries.is_empty() {
            return self.clock.is_stated();
        }
        let is_near = |day| entries.iter().any(|entry| self.clock.days(entry.at).contains(&Some(day)));
        self.clock.date().is_some_and(|day| self.clock.day() == Some(day) && !is_near(day))
    }

    /// Without an end, an incident is shown as ongoing.
    fn note_missing_end(&mut self) {
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

    /// Adds to each text the definitions of its links and footnotes, which stood elsewhere in the document.
    fn add_definitions(&mut self) {
        let mut definitions = std::mem::take(&mut self.definitions);
        if definitions.is_empty() {
            return;
        }
        self.draft.incident.each_markdown_mut(&mut |text| {
            let (mut names, mut own) = (BTreeSet::new(), BTreeSet::new());
            for (name, is_definition) in blocks::bracketed(text) {
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
