//! The day and the zone of a document: what turns `14:32` into a moment.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use regex::Regex;

use super::stamp::{self, Stamp};
use super::zones::Zone;
use super::{Review, Told};
use crate::diagnostic::{ValuePath, at};
use crate::import::imported::Options;
use crate::import::moments::{self, Doubt};
use crate::incident::{Milestone, Moment};

/// Where a document's day is from, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    Fact,
    Title,
    FrontMatter,
    File,
    /// What holds the document, such as an issue, has one.
    Around,
    Text,
}

/// What a document says of its times as a whole.
pub(super) struct Clock {
    zone: TimeZone,
    /// Whether the document or the user named it.
    is_told: bool,
    day: Option<(Rank, Date, Option<&'static str>)>,
    /// The date that a fact states as that of the incident.
    date: Option<Date>,
    /// The zone that the first moment named which named one: others are in it, where nothing else is said.
    heard: Option<Zone>,
    /// What was said of an abbreviation already.
    said: Vec<&'static str>,
}

static ALL_TIMES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:\btimes?(?:stamps)?\s+(?:are\s+|is\s+|shown\s+|given\s+|listed\s+|below\s+|zones?\s*)*(?:in\s+|:\s*)?\(?|\btime ?zone\W+|\ball (?:in\s+|times\s+)?)(?P<zone>[A-Za-z]+(?:/[A-Za-z_]+)?(?:[+-]\d{1,2}(?::?\d{2})?)?)").ok()
});

impl Clock {
    pub(super) fn new(options: &Options<'_>) -> Self {
        Self { zone: options.zone.clone(), is_told: options.zone_is_told, day: None, date: None, heard: None, said: Vec::new() }
    }

    /// Takes the zone of all times, where a document says it: `all times UTC`.
    pub(super) fn listen(&mut self, text: &str) {
        let found = ALL_TIMES.iter().flat_map(|it| it.captures_iter(text)).find_map(|found| {
            let word = found.name("zone")?;
            // `at times Central was down` names no zone.
            let behind = text[word.end()..].trim_start_matches(' ');
            let is_last = !behind.starts_with(char::is_alphanumeric) || behind.to_lowercase().starts_with("time");
            stamp::zone(word.as_str()).filter(|_| is_last || super::zones::place(word.as_str()).is_none())
        });
        if let Some(zone) = found {
            self.set_zone(zone);
        }
    }

    /// Remembers the zone that a moment named.
    pub(super) fn hear(&mut self, zone: Option<Zone>) {
        if self.heard.is_none() {
            self.heard = zone;
        }
    }

    /// The zone that a time is read in which names this one, or none.
    pub(super) fn zone_of<'a>(&'a self, named: Option<&'a Zone>) -> &'a TimeZone {
        let heard = self.heard.as_ref().filter(|_| !self.is_told);
        named.or(heard).map_or(&self.zone, |zone| &zone.tz)
    }

    pub(super) fn set_zone(&mut self, zone: TimeZone) {
        self.zone = zone;
        self.is_told = true;
    }

    /// Takes a day, unless a surer one is known.
    pub(super) fn offer(&mut self, day: Date, rank: Rank, why: Option<&'static str>) {
        if self.day.is_none_or(|(known, _, _)| rank < known) {
            self.day = Some((rank, day, why));
        }
    }

    pub(super) fn offer_first_date(&mut self, text: &str) {
        if let Some((date, day)) = stamp::date_in(text).and_then(|(date, _)| Some((date, date.date(None)?))) {
            let why = if date.is_ambiguous {
                "the day is the first one that the source tells of, read as month, day and year"
            } else {
                "the day is the first one that the source tells of"
            };
            self.offer(day, Rank::Text, Some(why));
        }
    }

    pub(super) fn day(&self) -> Option<Date> {
        self.day.map(|(_, day, _)| day)
    }

    pub(super) fn date(&self) -> Option<Date> {
        self.date
    }

    /// Whether the source itself says the day, and not only in passing.
    pub(super) fn is_stated(&self) -> bool {
        self.day.is_some_and(|(rank, _, _)| rank < Rank::Around)
    }

    /// The days of a moment, in the zone of the document and in that of its times.
    pub(super) fn days(&self, moment: Moment) -> [Option<Date>; 2] {
        [Some(moment.day(&self.zone)), self.heard.as_ref().map(|heard| moment.day(&heard.tz))]
    }

    /// Why the day is in doubt, if it is.
    pub(super) fn why(&self) -> Option<&'static str> {
        self.day.and_then(|(_, _, why)| why)
    }
}

impl Review<'_> {
    /// The moment of a day and a time. What is uncertain about it is said at `path`.
    pub(super) fn moment(
        &mut self,
        (day, time): (Date, Option<Time>),
        zone: Option<&Zone>,
        span: Range<usize>,
        path: &ValuePath,
    ) -> Moment {
        let Some(time) = time else { return Moment::Day(day) };
        let local = day.to_datetime(time);
        let heard = self.clock.heard.clone().filter(|_| zone.is_none() && !self.clock.is_told);
        if let Some(heard) = &heard {
            self.clock.set_zone(heard.tz.clone());
            let name = heard.abbreviation.or_else(|| heard.tz.iana_name()).unwrap_or("the same zone");
            self.draft.unsure(
                path.clone(),
                span.clone(),
                format!("the source names no zone here: it is read as {name}, like other times"),
            );
        }
        let in_zone = zone.map_or_else(|| self.clock.zone.clone(), |zone| zone.tz.clone());
        let ambiguous = in_zone.to_ambiguous_timestamp(local);
        let is_odd = ambiguous.is_ambiguous();
        let Ok(instant) = ambiguous.compatible() else { return Moment::Day(day) };
        if is_odd {
            let name = in_zone.iana_name().unwrap_or("its zone");
            let why = format!("{local} happened twice or never in {name}, when the clocks were changed");
            self.draft.doubted(Doubt::Clocks(why), "", span, path);
        } else if let Some(zone) = zone {
            self.doubt_abbreviation(zone, instant, span, path);
        } else if !self.clock.is_told {
            self.draft.doubted(Doubt::Zone, "", span, path);
        }
        Moment::Instant(instant)
    }

    /// `PST` in summer, and `IST`, which is the name of three zones: each is said once.
    fn doubt_abbreviation(&mut self, zone: &Zone, instant: jiff::Timestamp, span: Range<usize>, path: &ValuePath) {
        let Some(written) = zone.abbreviation.filter(|it| !self.clock.said.contains(it)) else { return };
        let name = zone.tz.iana_name().unwrap_or("its zone");
        let info = zone.tz.to_offset_info(instant);
        let says_summer =
            written.len() > 2 && written.contains('D') || matches!(written, "CEST" | "MESZ" | "WEST" | "EEST" | "BST");
        let is_general = written.len() == 2 || matches!(written, "AET");
        let comment = match zone.or {
            Some(or) => format!("{written} is read as {name}: it may be that of {or}"),
            None if !is_general && says_summer != info.dst().is_dst() => {
                format!("the clocks of {name} showed {} that day and not {written}: the time is theirs", info.abbreviation())
            }
            None => return,
        };
        self.clock.said.push(written);
        self.draft.unsure(path.clone(), span, comment);
    }

    /// The day that a stamp names, with the year of the document where it has none.
    pub(super) fn day_of(&mut self, stamp: &Stamp, span: &Range<usize>, path: &ValuePath) -> Option<Date> {
        let written = stamp.date?;
        let year = self.clock.day().map(jiff::civil::Date::year);
        let day = written.date(year)?;
        if written.is_ambiguous {
            let comment = format!("{:?} is read as month, day and year", stamp.text);
            self.draft.unsure(path.clone(), span.clone(), comment);
        }
        Some(day)
    }

    /// Says where day and month of a day could be the other way round.
    pub(super) fn say_if_ambiguous(&mut self, text: &str, day: Option<Date>, span: &Range<usize>, path: ValuePath) {
        if let Some(written) = day.and_then(|day| stamp::ambiguous(text, day)) {
            self.draft.unsure(path, span.clone(), format!("{written:?} is read as month, day and year"));
        }
    }

    /// Keeps what a fact says of a moment until the day is known. `false` where it is none.
    pub(super) fn tell(&mut self, milestone: Option<Milestone>, name: &str, value: &str, span: &Range<usize>) -> bool {
        let text = super::blocks::words(value);
        if let Some(moment) = exact(&text) {
            self.clock.offer(moment.day(&self.clock.zone), Rank::Fact, None);
            self.told.push(Told { milestone, text, span: span.clone(), zone: None });
            return true;
        }
        let Some((stamp, _)) = stamp::prefix(&text) else { return false };
        if let Some(day) = stamp.date.and_then(|date| date.date(None)) {
            self.clock.offer(day, Rank::Fact, None);
            if milestone.is_none() && stamp.time.is_none() {
                self.clock.date.get_or_insert(day);
            }
        }
        self.told.push(Told { milestone, text, span: span.clone(), zone: stamp::zone_in(name) });
        true
    }

    /// Reads the moments of facts, in the order of an incident's life.
    pub(super) fn tell_moments(&mut self) {
        let mut told = std::mem::take(&mut self.told);
        told.sort_by_key(|it| it.milestone);
        for it in told {
            let milestone = it.milestone.unwrap_or(Milestone::Started);
            if let Some(moment) = exact(&it.text) {
                self.set_milestone(milestone, moment, &it);
                continue;
            }
            let Some((stamp, rest)) = stamp::prefix(&it.text) else { continue };
            let path = at!["milestones", milestone.as_str()];
            let is_day_alone = it.milestone.is_none() && stamp.time.is_none();
            if is_day_alone && stamp.until.is_none() {
                self.say_if_ambiguous(&it.text, stamp.date.and_then(|date| date.date(None)), &it.span, path.clone());
                self.remark(&it, &stamp, rest, &path);
                continue;
            }
            let zone = stamp.zone.clone().or_else(|| stamp.until.as_ref().and_then(|end| end.zone.clone())).or(it.zone.clone());
            self.clock.hear(zone.clone());
            let Some(day) = self.day_of(&stamp, &it.span, &path).or_else(|| self.day_after(milestone, &stamp, zone.as_ref()))
            else {
                self.no_day(it.span.clone());
                continue;
            };
            let moment = self.moment((day, stamp.time), zone.as_ref(), it.span.clone(), &path);
            self.set_milestone(milestone, moment, &it);
            if stamp.about {
                self.draft.incident.milestones.approximate.push(milestone);
            }
            self.remark(&it, &stamp, rest, &path);
            if let Some(end) = &stamp.until {
                self.tell_end(&it, end, day, zone.as_ref());
            }
        }
    }

    /// What stands behind a moment is neither lost nor understood.
    fn remark(&mut self, told: &Told, stamp: &Stamp, rest: &str, path: &ValuePath) {
        if rest.chars().any(char::is_alphanumeric) || told.text.trim() != stamp.text && !told.text.starts_with(&stamp.text) {
            self.draft.unsure(path.clone(), told.span.clone(), format!("the source says {:?}", told.text));
        }
    }

    /// The end of a range.
    fn tell_end(&mut self, told: &Told, end: &Stamp, day: Date, zone: Option<&Zone>) {
        let milestone = if told.milestone.is_none() { Milestone::Resolved } else { return self.keep_end(told) };
        let path = at!["milestones", milestone.as_str()];
        let start = self.draft.incident.milestone(Milestone::Started);
        let named = self.day_of(end, &told.span, &path);
        let mut moment = self.moment((named.unwrap_or(day), end.time), zone, told.span.clone(), &path);
        let is_before = start.is_some_and(|start| moment.is_before(start, &self.clock.zone));
        if let (true, None, Ok(next)) = (is_before, named, day.tomorrow()) {
            moment = self.moment((next, end.time), zone, told.span.clone(), &path);
            self.draft.unsure(path.clone(), told.span.clone(), "the source names no day for it: it is the one after the start");
        }
        self.draft.unsure(path, told.span.clone(), "the source says from when to when: this is the end");
        self.set_milestone(milestone, moment, told);
    }

    fn keep_end(&mut self, told: &Told) {
        let path = at!["milestones", told.milestone.unwrap_or(Milestone::Started).as_str()];
        self.draft.unsure(path, told.span.clone(), format!("the source says {:?}", told.text));
    }

    /// The day of a time without one: that of the document, or the day after the start where it would lie before it.
    fn day_after(&mut self, milestone: Milestone, stamp: &Stamp, zone: Option<&Zone>) -> Option<Date> {
        let start = self.draft.incident.milestones.started.filter(|_| milestone > Milestone::Started);
        let in_zone = zone.map_or(&self.clock.zone, |zone| &zone.tz);
        let day = start.map(|start| start.day(in_zone)).or_else(|| self.clock.day()).or_else(|| self.told_day())?;
        let started = start.and_then(Moment::instant).map(|start| in_zone.to_datetime(start));
        let is_next = started.is_some_and(|start| stamp.time.is_some_and(|time| time < start.time()));
        let (is_next, next) = (is_next, day.tomorrow().ok()?);
        if is_next {
            let path = at!["milestones", milestone.as_str()];
            self.draft.unsure(path, 0..0, "the source names no day for it: it is the one after the start");
        }
        Some(if is_next { next } else { day })
    }

    /// The day that the command line names.
    pub(super) fn told_day(&self) -> Option<Date> {
        self.draft.options().started.map(|moment| moment.day(&self.clock.zone))
    }

    fn set_milestone(&mut self, milestone: Milestone, moment: Moment, told: &Told) {
        let zone = self.clock.zone.clone();
        let known = self.draft.incident.milestones.get_mut(milestone);
        match *known {
            None => *known = Some(moment),
            Some(day @ Moment::Day(_)) if day.agrees_with(moment, &zone) => *known = Some(moment),
            Some(other) if other.agrees_with(moment, &zone) => {}
            Some(_) => {
                let path = at!["milestones", milestone.as_str()];
                self.draft.unsure(path, told.span.clone(), format!("the source says {:?} as well", told.text));
            }
        }
    }

    /// There can be no incident from times without a day. It is said once.
    pub(super) fn no_day(&mut self, span: Range<usize>) {
        if !self.draft.has_failed() {
            self.draft.refuse(
                span,
                "there is a time here, and no day anywhere in this document",
                "say with --started on which day the incident began",
            );
        }
    }
}

/// A moment as machines write it: in RFC 3339, or in seconds since 1970.
fn exact(text: &str) -> Option<Moment> {
    let reading = moments::read(text, &TimeZone::UTC)?;
    reading.moment.instant().filter(|_| reading.doubts.is_empty()).map(Moment::Instant)
}
