//! What happened when: each piece of a timeline gets its moment. The day is that of the heading or the line above it, or the
//! document's.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use regex::Regex;

use super::blocks::{Node, words};
use super::entries::{self, Entry, Piece};
use super::names::Field;
use super::stamp::Stamp;
use super::zones::Zone;
use super::{Review, parts};
use crate::diagnostic::at;
use crate::incident::{Communication, Milestone, TimelineEntry};

/// A clock that goes back by as many hours or more shows another day.
const BACK: i64 = 6;

pub(super) fn read(review: &mut Review<'_>, field: Field, node: &Node) {
    let mut place = Place { day: None, zone: None, phase: None, last: None };
    let mut loose: Vec<(String, Range<usize>)> = Vec::new();
    for piece in entries::all(node) {
        match piece {
            Piece::Day(stamp, span) => {
                let path = next_path(review, field);
                place.day = review.day_of(&stamp, &span, &path).or(place.day);
                place.zone = stamp.zone.or(place.zone);
                place.last = None;
            }
            Piece::Zone(zone) => place.zone = Some(zone),
            Piece::Phase(title) => place.phase = Some(title),
            Piece::Entry(entry) => place.enter(review, field, *entry),
            Piece::Loose(text, span) => loose.push((text, span)),
        }
    }
    if let Some(title) = place.phase.filter(|title| !title.is_empty()) {
        loose.push((title, node.span.clone()));
    }
    let title = if node.title.is_empty() { "Timeline".to_owned() } else { parts::label(&node.title) };
    parts::keep_loose(review, &title, &loose);
}

fn next_path(review: &Review<'_>, field: Field) -> crate::diagnostic::ValuePath {
    let incident = &review.draft.incident;
    if field == Field::Timeline {
        at!["timeline", incident.timeline.len(), "at"]
    } else {
        at!["communications", incident.communications.len(), "at"]
    }
}

/// Where in time a timeline has come to.
struct Place {
    day: Option<Date>,
    zone: Option<Zone>,
    phase: Option<String>,
    /// The entry before, as its clock showed it, and that clock's zone.
    last: Option<(DateTime, TimeZone)>,
}

impl Place {
    fn enter(&mut self, review: &mut Review<'_>, field: Field, mut entry: Entry) {
        let Some(stamp) = entry.stamp.take() else { return };
        if let Some(phase) = self.phase.take().filter(|phase| !phase.is_empty()) {
            entry.text = format!("**{phase}:** {}", entry.text);
        }
        let first = entry.text.find('\n').unwrap_or(entry.text.len());
        entry.text.insert_str(first, &remark(&stamp));
        let text = entry.text.trim().to_owned();
        if text.is_empty() && entry.by.is_none() {
            return review.draft.dropped(entry.span, format!("{:?} stands before nothing", stamp.text));
        }
        let path = next_path(review, field);
        if stamp.zone.is_some() {
            review.clock.hear(stamp.zone.clone());
        }
        let zone = stamp.zone.clone().or_else(|| self.zone.clone());
        let Some(day) = self.day_for(review, &stamp, zone.as_ref(), &entry.span, &path) else {
            return review.no_day(entry.span);
        };
        let moment = review.moment((day, stamp.time), zone.as_ref(), entry.span.clone(), &path);
        if field == Field::Communications {
            let Entry { source, by, audience, .. } = entry;
            let message = by.map_or_else(|| text.clone(), |by| format!("{by}: {text}"));
            let message = Communication { at: moment, channel: source, audience, message, visibility: <_>::default() };
            return review.draft.incident.communications.push(message);
        }
        let milestone = marked(&text).filter(|it| review.draft.incident.milestone(*it).is_none());
        if let Some(milestone) = milestone {
            let comment = format!("the source marks this as the moment that is {:?}", milestone.as_str());
            review.draft.unsure(at!["timeline", review.draft.incident.timeline.len(), "milestone"], entry.span, comment);
        }
        let Entry { by, source, kind, url, .. } = entry;
        review.draft.incident.timeline.push(TimelineEntry {
            kind,
            milestone,
            by,
            source,
            url,
            ..TimelineEntry::new(moment, text)
        });
    }

    /// The day of an entry: its own, that of the lines above it, or that of the document. A clock that goes back by hours shows the
    /// next one; that of another zone does not.
    fn day_for(
        &mut self,
        review: &mut Review<'_>,
        stamp: &Stamp,
        zone: Option<&Zone>,
        span: &Range<usize>,
        path: &crate::diagnostic::ValuePath,
    ) -> Option<Date> {
        let own = review.day_of(stamp, span, path);
        if let Some(day) = own {
            review.clock.offer(day, super::clock::Rank::Fact, None);
        }
        let zone = review.clock.zone_of(zone).clone();
        let last = self.last.as_ref().map(|(last, of)| in_zone(*last, of, &zone));
        let day_here = self.day.filter(|_| self.last.as_ref().is_none_or(|(_, of)| *of == zone));
        let known = own.or(day_here).or_else(|| last.map(DateTime::date));
        let mut day = known.or_else(|| review.document_day(span, path))?;
        if let (None, Some(last), Some(time)) = (own, last, stamp.time) {
            let back = last.duration_since(day.to_datetime(time)).as_hours();
            if (BACK..24).contains(&back)
                && let Ok(next) = day.tomorrow()
            {
                let comment = format!("the clock goes back from {} to {time}: this is read as the day after", last.time());
                review.draft.unsure(path.clone(), span.clone(), comment);
                day = next;
            }
        }
        self.day = Some(day);
        self.last = stamp.time.map(|time| (day.to_datetime(time), zone)).or_else(|| self.last.take());
        Some(day)
    }
}

impl Review<'_> {
    /// The day of the document, or the one that the command line names.
    fn document_day(&mut self, span: &Range<usize>, path: &crate::diagnostic::ValuePath) -> Option<Date> {
        let day = self.clock.day();
        let why = self.clock.why();
        if let (Some(_), Some(why)) = (day, why) {
            self.draft.unsure(path.clone(), span.clone(), why);
        }
        day.or_else(|| {
            let zone_day = self.draft.incident.milestones.started.map(|start| start.day(self.draft.options().zone));
            zone_day.or_else(|| self.told_day())
        })
    }
}

/// What the clocks of a zone show when those of another one show `local`.
fn in_zone(local: DateTime, of: &TimeZone, zone: &TimeZone) -> DateTime {
    if of == zone {
        return local;
    }
    of.to_ambiguous_timestamp(local).compatible().map_or(local, |instant| zone.to_datetime(instant))
}

/// What a stamp says beside its moment: the end of a range, and that it is not exact.
fn remark(stamp: &Stamp) -> String {
    match &stamp.until {
        Some(_) => format!(" ({})", stamp.text.trim_matches(['*', '`', '[', ']', '(', ')'])),
        None if stamp.about => format!(" ({})", stamp.text),
        None => String::new(),
    }
}

static MARKS: LazyLock<Vec<(Regex, Milestone)>> = LazyLock::new(|| {
    [
        (r"^\W*(?:outage|incident|impact|degradation) (?:begins|began|starts|started)\b", Milestone::Started),
        (r"^\W*(?:start|beginning) of (?:the )?(?:outage|incident|impact)\b", Milestone::Started),
        (r"^\W*(?:outage|incident|impact) mitigated\b", Milestone::Mitigated),
        (r"^\W*(?:outage|impact) (?:ends|ended|over)\b", Milestone::Mitigated),
        (r"^\W*end of (?:the )?(?:outage|impact)\b", Milestone::Mitigated),
        (r"^\W*incident (?:declared)\b", Milestone::Declared),
        (r"^\W*(?:incident (?:ends|ended|over|resolved|closed)|end of (?:the )?incident)\b", Milestone::Resolved),
    ]
    .into_iter()
    .filter_map(|(text, milestone)| Some((Regex::new(&format!("(?i){text}")).ok()?, milestone)))
    .collect()
});

/// The milestone that the words of an event mark: `**OUTAGE BEGINS**`.
fn marked(text: &str) -> Option<Milestone> {
    let line = words(text.lines().next()?);
    let by_words = MARKS.iter().find(|(mark, _)| mark.is_match(&line)).map(|(_, milestone)| *milestone);
    by_words.or_else(|| {
        // `Detection — The alert fires`: a phase that is one of ours by name.
        let bold = text.strip_prefix("**")?.split_once("**")?.0;
        let name = bold.trim_matches([':', ' ']);
        Milestone::ALL.into_iter().find(|milestone| milestone.label().eq_ignore_ascii_case(name))
    })
}
