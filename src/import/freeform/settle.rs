//! What is resolved once the whole document was read: moments, timelines, texts of several parts, and links by reference.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;

use super::due_date;
use super::reader::{Reader, Titled};
use super::text::words;
use super::{definitions, entries, milestones, timeline};
use crate::diagnostic::{Diagnostic, at};
use crate::import::document::Imported;
use crate::import::names::Field;
use crate::import::pattern::Pattern;
use crate::import::{moments, stamp};
use crate::incident::{Analysis, Milestone, Moment};

/// From when to when something was wrong.
struct Window {
    start: Timestamp,
    end: Timestamp,
    /// Where the source says so.
    text: String,
}

impl Reader<'_> {
    /// Resolves what had to wait.
    pub(in crate::import) fn settle(&mut self) {
        if self.clock.inferred.is_none() {
            let zone = self.timed.iter().find_map(|(_, outline)| entries::zone(outline));
            self.clock.infer(zone);
        }
        self.set_stated_milestones();
        let mut timed = std::mem::take(&mut self.timed);
        timed.sort_by_key(|(field, _)| *field != Field::Timeline);
        for (field, outline) in timed {
            timeline::read(self, field, &outline);
        }
        self.join_texts();
        self.start_on_the_day();
        milestones::from_entries(self);
        self.end_of_summary();
        self.add_definitions();
        self.settle_due_years();
    }

    /// Gives due dates without a year the first one that is not before the incident.
    fn settle_due_years(&mut self) {
        let start = self.draft.incident.milestones.started.map(|start| start.day(&self.clock.zone));
        let Some(start) = start.or_else(|| self.clock.day()) else { return };
        for index in 0..self.draft.incident.actions.len() {
            if due_date::add_year(&mut self.draft.incident.actions[index], start) {
                self.draft.unsure(at!["actions", index, "due"], 0..0, "the source names no year");
            }
        }
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
            (Some(_), ..) | (None, _, Some(_)) if self.start_of_summary().is_some() => self.start_of_summary(),
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

    /// From when to when something was wrong, as the summary says: "between 08:20 and 11:30 UTC".
    fn window_of_summary(&self) -> Option<Window> {
        static WINDOW: Pattern = Pattern::new(r"(?i)\b(?:between|from)\s+(?P<range>\d{1,2}[:.h]\d{2})");
        let summary = words(self.draft.incident.summary.as_deref()?);
        let start = WINDOW.captures(&summary)?.name("range")?.start();
        // The end of a sentence is none of a time.
        let sentence = summary[start..].split(". ").next()?.trim_end_matches('.');
        let (stamp, _) = stamp::prefix(sentence)?;
        let (time, end) = (stamp.time?, stamp.until?);
        let before = summary[..start].rsplit(". ").next()?;
        let written =
            stamp::date_in(sentence).or_else(|| stamp::date_in(before)).map(|(date, _)| date.in_order(self.clock.order));
        let day = written.and_then(|date| date.date(None)).or_else(|| self.clock.stated_day()).or_else(|| self.clock.day())?;
        let zone = self.clock.zone_of(stamp.zone.as_ref().or(end.zone.as_ref()));
        let until = end.time.filter(|until| *until >= time).map_or_else(|| day.tomorrow().ok(), |_| Some(day))?;
        let (start, _) = moments::at(day.to_datetime(time), zone)?;
        let (end, _) = moments::at(until.to_datetime(end.time?), zone)?;
        Some(Window { start, end, text: format!("the summary says \"{}\"", stamp.text) })
    }

    /// The start that the summary states, unless an entry is earlier; the moment of the entry that is at its time of day.
    fn start_of_summary(&self) -> Option<(Moment, String)> {
        let Window { start, text, .. } = self.window_of_summary()?;
        let entries = self.draft.incident.timeline.get(self.before..).unwrap_or_default();
        let time = |at: Timestamp| at.as_second().rem_euclid(24 * 60 * 60);
        let is_start = |at: &Moment| at.instant().is_some_and(|at| time(at) == time(start));
        let found = entries.iter().map(|entry| entry.at).find(is_start);
        let is_first = entries.iter().all(|entry| entry.at.instant().is_some_and(|at| at > start));
        Some((found.or_else(|| is_first.then_some(Moment::Instant(start)))?, text))
    }

    /// The end that the summary states, where nothing else states one.
    fn end_of_summary(&mut self) {
        let Some(window) = self.window_of_summary() else { return };
        let milestones = &mut self.draft.incident.milestones;
        let is_open = milestones.resolved.is_none() && milestones.mitigated.is_none();
        if is_open && milestones.started == Some(Moment::Instant(window.start)) {
            milestones.resolved = Some(Moment::Instant(window.end));
            self.draft.unsure(at!["milestones", "resolved"], 0..0, window.text);
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
            for (name, is_definition) in definitions::bracketed(text) {
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
