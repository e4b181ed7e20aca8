//! Timelines: each entry gets its moment. Its day is that of the heading or the line above it, or the document's.

use std::ops::Range;

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use super::blocks::Outline;
use super::clock::Rank;
use super::entries::{self, Entry, Piece};
use super::reader::Reader;
use super::text::{label, words};
use crate::diagnostic::{ValuePath, at};
use crate::import::names::Field;
use crate::import::pattern::Pattern;
use crate::import::stamp::Stamp;
use crate::import::zones::Zone;
use crate::incident::{Communication, Milestone, Moment, TimelineEntry, Visibility};

/// A clock that goes back by so many hours or more shows another day.
const BACK: i64 = 6;
/// A mark is looked for in so many bytes at the end of a line.
const MARK: usize = 80;

pub(super) fn read(reader: &mut Reader<'_>, field: Field, node: &Outline) {
    let mut state = State::default();
    let mut loose: Vec<(String, Range<usize>)> = Vec::new();
    let pieces = entries::all(node);
    for piece in pieces {
        match piece {
            Piece::Day(stamp, span) => {
                state.note_unused_day(reader);
                state.unused = Some((stamp.text.clone(), span.clone())).filter(|_| span != node.span);
                let path = next_path(reader, field);
                state.day = reader.day_of(&stamp, &span, &path).or(state.day);
                state.zone = stamp.zone.or(state.zone);
                state.last = None;
            }
            Piece::Zone(zone) => state.zone = Some(zone),
            Piece::Phase(title) => state.phase = Some(title),
            Piece::Entry(entry) => state.enter(reader, field, *entry),
            Piece::Loose(text, span) => loose.push((text, span)),
        }
    }
    state.note_unused_day(reader);
    if let Some(title) = state.phase.filter(|title| !title.is_empty()) {
        loose.push((title, node.span.clone()));
    }
    let title = if node.title.is_empty() { "Timeline".to_owned() } else { label(&node.title) };
    keep_loose(reader, &title, &loose);
}

fn next_path(reader: &Reader<'_>, field: Field) -> ValuePath {
    let incident = &reader.draft.incident;
    if field == Field::Timeline {
        at!["timeline", incident.timeline.len(), "at"]
    } else {
        at!["communications", incident.communications.len(), "at"]
    }
}

/// The state of reading a timeline: what holds for the next entry.
#[derive(Default)]
struct State {
    day: Option<Date>,
    zone: Option<Zone>,
    phase: Option<String>,
    /// The entry before, as its clock showed it, and that clock's zone.
    last: Option<(DateTime, TimeZone)>,
    /// The moment of the entry before.
    moment: Option<Moment>,
    /// A line that states a day below which there is no entry yet.
    unused: Option<(String, Range<usize>)>,
}

impl State {
    fn note_unused_day(&mut self, reader: &mut Reader<'_>) {
        if let Some((text, span)) = self.unused.take() {
            reader.draft.dropped(span, format!("there is nothing below the day \"{text}\""));
        }
    }

    fn enter(&mut self, reader: &mut Reader<'_>, field: Field, mut entry: Entry) {
        let stamp = entry.stamp.take().unwrap_or_default();
        self.unused = None;
        if let Some(phase) = self.phase.take().filter(|phase| !phase.is_empty()) {
            entry.text = format!("**{phase}:** {}", entry.text);
        }
        let first = entry.text.find('\n').unwrap_or(entry.text.len());
        entry.text.insert_str(first, &remark(&stamp));
        let text = entry.text.trim().to_owned();
        if text.is_empty() && entry.by.is_none() {
            return reader.draft.dropped(entry.span, format!("\"{}\" stands before nothing", stamp.text));
        }
        let path = next_path(reader, field);
        if stamp.zone.is_some() {
            reader.clock.infer(stamp.zone.clone());
        }
        let zone = stamp.zone.clone().or_else(|| self.zone.clone());
        let Some(moment) = self.moment(reader, &stamp, &entry, zone.as_ref(), &path) else {
            return reader.no_day(entry.span);
        };
        self.moment = Some(moment);
        let visibility = if entry.is_private { Visibility::Internal } else { Visibility::default() };
        if entry.is_private {
            let comment = "there may be a contact or a credential in it, so it is internal";
            reader.draft.unsure(path, entry.span.clone(), comment);
        }
        if field == Field::Communications {
            let Entry { source, by, audience, .. } = entry;
            let message = by.map_or_else(|| text.clone(), |by| format!("{by}: {text}"));
            let visibility = Some(visibility).filter(|visibility| !visibility.is_public());
            let message = Communication { at: moment, channel: source, audience, message, visibility };
            return reader.draft.incident.communications.push(message);
        }
        let is_open = |it: &Milestone| reader.draft.incident.milestones.get(*it).is_none() && !reader.marked.contains(it);
        let milestone = marked(&text).or_else(|| reader.marked_at_end(&text)).map(|it| match it {
            // An incident that begins after its impact is declared then.
            Milestone::Started if !is_open(&it) && BEGINS.is_match(&text) => Milestone::Declared,
            it => it,
        });
        let milestone = milestone.filter(is_open);
        if let Some(milestone) = milestone {
            reader.marked.insert(milestone);
            *reader.draft.incident.milestones.get_mut(milestone) = Some(moment);
            let comment = format!("the source marks this as the moment that is \"{}\"", milestone.as_str());
            reader.draft.unsure(at!["timeline", reader.draft.incident.timeline.len(), "milestone"], entry.span, comment);
        }
        let Entry { by, source, kind, url, .. } = entry;
        reader.draft.incident.timeline.push(TimelineEntry {
            kind,
            milestone,
            by,
            source,
            url,
            visibility,
            ..TimelineEntry::new(moment, text)
        });
    }

    /// The moment of an entry. One whose time cannot be read stays where it is: it gets that of the entry before.
    fn moment(
        &mut self,
        reader: &mut Reader<'_>,
        stamp: &Stamp,
        entry: &Entry,
        zone: Option<&Zone>,
        path: &ValuePath,
    ) -> Option<Moment> {
        let span = &entry.span;
        let begin = reader.draft.incident.milestones.started.or_else(|| reader.draft.incident.timeline.first().map(|it| it.at));
        let after = stamp.after.and_then(|after| begin?.instant()?.checked_add(after).ok());
        if let Some(instant) = after {
            return Some(Moment::Instant(instant));
        }
        if stamp.date.is_some() || stamp.time.is_some() {
            let day = self.day_for(reader, stamp, zone, span, path)?;
            return Some(reader.moment((day, stamp.time), zone, span.clone(), path));
        }
        let written = if stamp.after.is_some() { &stamp.text } else { &entry.unread };
        let what = if written.is_empty() {
            "the source gives no time".to_owned()
        } else {
            format!("the time \"{written}\" could not be read")
        };
        let before = self.moment.map(|moment| (moment, "this is that of the entry before"));
        let day = || self.day.or_else(|| reader.document_day(span, path)).map(|day| (Moment::Day(day), "this is the day"));
        let (moment, is) = before.or_else(day)?;
        reader.draft.unsure(path.clone(), span.clone(), format!("{what}: {is}"));
        Some(moment)
    }

    /// The day of an entry: its own, that of the lines above it, or that of the document. A clock that goes back by hours shows the
    /// next day, unless it is the clock of another zone.
    fn day_for(
        &mut self,
        reader: &mut Reader<'_>,
        stamp: &Stamp,
        zone: Option<&Zone>,
        span: &Range<usize>,
        path: &ValuePath,
    ) -> Option<Date> {
        let own = reader.day_of(stamp, span, path);
        if let Some(day) = own {
            reader.clock.offer(day, Rank::Entry, None);
            // What happened long before is no day for the entries behind it.
            if stamp.time.is_none() && reader.clock.stated_day().is_some_and(|stated| day < stated) {
                return own;
            }
        }
        let zone = reader.clock.zone_of(zone).clone();
        let last = self.last.as_ref().map(|(last, of)| in_zone(*last, of, &zone));
        let day_here = self.day.filter(|_| self.last.as_ref().is_none_or(|(_, of)| *of == zone));
        let known = own.or(day_here).or_else(|| last.map(DateTime::date));
        let mut day = known.or_else(|| reader.document_day(span, path))?;
        if let (None, Some(last), Some(time)) = (own, last, stamp.time) {
            let back = last.duration_since(day.to_datetime(time)).as_hours();
            if (BACK..24).contains(&back)
                && let Ok(next) = day.tomorrow()
            {
                let comment = format!("the clock goes back from {} to {time}: this is read as the day after", last.time());
                reader.draft.unsure(path.clone(), span.clone(), comment);
                day = next;
            }
        }
        self.day = Some(day);
        self.last = stamp.time.map(|time| (day.to_datetime(time), zone)).or_else(|| self.last.take());
        Some(day)
    }
}

impl Reader<'_> {
    /// The milestone that stands in brackets or in bold at the end of an event: `First errors [START OF IMPACT]`.
    fn marked_at_end(&self, text: &str) -> Option<Milestone> {
        static END: Pattern = Pattern::new(r"(?:[\[(<]|\*\*)(?P<mark>[^\[\]()<>*]{3,40})(?:[\])>]|\*\*)\W*$");
        let line = text.lines().next()?;
        let end = &line[line.ceil_char_boundary(line.len().saturating_sub(MARK))..];
        let mark = END.captures(end)?["mark"].to_owned();
        marked(&mark).or_else(|| match self.names.field(&mark) {
            Some(Field::Milestone(milestone)) => Some(milestone),
            Some(Field::Detection) => Some(Milestone::Detected),
            _ => None,
        })
    }

    /// The day of the document, or the one that the command line names.
    fn document_day(&mut self, span: &Range<usize>, path: &ValuePath) -> Option<Date> {
        let day = self.clock.day();
        let why = self.clock.reason();
        if let (Some(_), Some(why)) = (day, why) {
            self.draft.unsure(path.clone(), span.clone(), why);
        }
        day.or_else(|| {
            let zone_day = self.draft.incident.milestones.started.map(|start| start.day(self.draft.options().zone));
            zone_day.or_else(|| self.given_day())
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
        None if stamp.about || stamp.after.is_some() => format!(" ({})", stamp.text),
        None => String::new(),
    }
}

static MARKS: [(Pattern, Milestone); 7] = [
    (Pattern::new(r"(?i)^\W*(?:outage|incident|impact|degradation) (?:begins|began|starts|started)\b"), Milestone::Started),
    (Pattern::new(r"(?i)^\W*(?:start|beginning) of (?:the )?(?:outage|incident|impact)\b"), Milestone::Started),
    (Pattern::new(r"(?i)^\W*(?:outage|incident|impact) mitigated\b"), Milestone::Mitigated),
    (Pattern::new(r"(?i)^\W*(?:outage|impact) (?:ends|ended|over)\b"), Milestone::Mitigated),
    (Pattern::new(r"(?i)^\W*end of (?:the )?(?:outage|impact)\b"), Milestone::Mitigated),
    (Pattern::new(r"(?i)^\W*incident (?:declared)\b"), Milestone::Declared),
    (Pattern::new(r"(?i)^\W*(?:incident (?:ends|ended|over|resolved|closed)|end of (?:the )?incident)\b"), Milestone::Resolved),
];

static BEGINS: Pattern = Pattern::new(r"(?i)^\W*incident (?:begins|began|starts|started)\b");

/// The milestone that an event names: `**OUTAGE BEGINS**`.
fn marked(text: &str) -> Option<Milestone> {
    let line = words(text.lines().next()?);
    let by_words = MARKS.iter().find(|(mark, _)| mark.is_match(&line)).map(|(_, milestone)| *milestone);
    by_words.or_else(|| {
        // `**Detected** — The alert fires`: the phase is a milestone.
        let bold = text.strip_prefix("**")?.split_once("**")?.0;
        let name = bold.trim_matches([':', ' ']);
        Milestone::ALL.into_iter().find(|milestone| milestone.label().eq_ignore_ascii_case(name))
    })
}

/// Keeps the pieces of a timeline that have no time, as one section.
fn keep_loose(reader: &mut Reader<'_>, title: &str, loose: &[(String, Range<usize>)]) {
    if let Some((_, span)) = loose.first() {
        let text = loose.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>().join("\n\n");
        let begins_with_digit =
            |text: &str| text.trim_start_matches(['-', '*', ' ', '#', '`', '[']).starts_with(|c: char| c.is_ascii_digit());
        if loose.iter().any(|(text, _)| begins_with_digit(text)) {
            let comment = format!("times in it could not be read, so what happened then is in the section \"{title}\"");
            reader.draft.unsure(at!["timeline"], span.clone(), comment);
        }
        if let Some(text) = reader.draft.content(text, span.clone()) {
            reader.draft.section(title, &text, span.clone());
        }
    }
}
