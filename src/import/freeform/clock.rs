//! The day and the zone of a document: what turns `14:32` into a moment.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::import::document::Options;
use crate::import::pattern::Pattern;
use crate::import::stamp::{self, WrittenDate};
use crate::import::zones::{self, Zone};
use crate::incident::Moment;

/// Where the day of a document comes from, the most reliable first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    Fact,
    Title,
    FrontMatter,
    File,
    /// The record that holds the document, such as an issue.
    Record,
    /// An entry of the timeline.
    Entry,
    /// Anywhere in the text.
    Text,
}

/// What a document says of its times as a whole.
pub(super) struct TimeContext {
    pub zone: TimeZone,
    /// Whether the document named the zone of all its times.
    pub is_given: bool,
    day: Option<(Rank, Date, Option<&'static str>)>,
    /// The date that the first fact states as that of the incident.
    pub date: Option<Date>,
    /// The zone that the nearest moment names. Moments without one are in it, where the document says nothing of all its times.
    pub inferred: Option<Zone>,
    /// Whether it was said that moments are in the zone of others.
    pub is_explained: bool,
    /// Whether the day comes before the month in dates such as `03/04/2024`, where the document shows it.
    pub order: Option<bool>,
    /// Abbreviations that were explained already.
    pub explained: Vec<&'static str>,
}

static ALL_TIMES: Pattern = Pattern::new(
    r"(?i)(?:\btimes?(?:stamps)?\s+(?:are\s+|is\s+|shown\s+|given\s+|listed\s+|below\s+|zones?\s*|local\s+(?:time\s+)?)*(?:in\s+|:\s*)?\(?|\btime ?zone\W+|\ball (?:in\s+|times\s+(?:(?:are|is|in|local)\s+)*\(?)?)(?P<zone>[A-Za-z]+(?:/[A-Za-z_]+)?(?:[+-]\d{1,2}(?::?\d{2})?)?)",
);

impl TimeContext {
    pub(super) fn new(options: &Options<'_>) -> Self {
        Self {
            zone: options.zone.clone(),
            is_given: false,
            is_explained: false,
            order: None,
            day: None,
            date: None,
            inferred: None,
            explained: Vec::new(),
        }
    }

    /// Takes the zone of all times from a statement such as `all times UTC`.
    pub(super) fn read_zone_statement(&mut self, text: &str) {
        // `(all times are **US/Pacific**)`
        let text = &text.replace(['*', '`'], "");
        let found = ALL_TIMES.captures_iter(text).find_map(|found| {
            let word = found.name("zone")?;
            // `at times Central was down` names no zone.
            let behind = text[word.end()..].trim_start_matches(' ');
            let is_time = behind.get(..4).is_some_and(|word| word.eq_ignore_ascii_case("time"));
            let is_last = !behind.starts_with(char::is_alphanumeric) || is_time;
            stamp::zone(word.as_str()).filter(|_| is_last || zones::place(word.as_str()).is_none())
        });
        if let Some(zone) = found {
            self.set_zone(zone);
        }
    }

    /// Remembers the zone that a moment names, for those that follow.
    pub(super) fn infer(&mut self, zone: Option<Zone>) {
        self.inferred = zone.or_else(|| self.inferred.take());
    }

    /// The zone of a time that names this one, or none.
    pub(super) fn zone_of<'a>(&'a self, named: Option<&'a Zone>) -> &'a TimeZone {
        let inferred = self.inferred.as_ref().filter(|_| !self.is_given);
        named.or(inferred).map_or(&self.zone, |zone| &zone.tz)
    }

    pub(super) fn set_zone(&mut self, zone: TimeZone) {
        self.zone = zone;
        self.is_given = true;
    }

    /// Takes a day, unless a more reliable one is known. The reason is given where the day needs a comment.
    pub(super) fn offer(&mut self, day: Date, rank: Rank, reason: Option<&'static str>) {
        if self.day.is_none_or(|(known, _, _)| rank < known) {
            self.day = Some((rank, day, reason));
        }
    }

    pub(super) fn offer_first_date(&mut self, text: &str) {
        let date = stamp::date_in(text).map(|(date, _)| date.in_order(self.order));
        if let Some((date, day)) = date.and_then(|date| Some((date, date.date(None)?))) {
            let reason = match (date.is_ambiguous, date.order()) {
                (false, _) => "the day is the first one in the source",
                (true, "day, month and year") => "the day is the first one in the source, read as day, month and year",
                (true, _) => "the day is the first one in the source, read as month, day and year",
            };
            self.offer(day, Rank::Text, Some(reason));
        }
    }

    pub(super) fn day(&self) -> Option<Date> {
        self.day.map(|(_, day, _)| day)
    }

    /// The day that a fact, the title or the file's name states as that of the incident.
    pub(super) fn stated_day(&self) -> Option<Date> {
        let named = self.day.filter(|(rank, _, _)| matches!(rank, Rank::Title | Rank::File));
        self.date.or_else(|| named.map(|(_, day, _)| day))
    }

    /// The year of a date that names none: the one that puts it nearest to the day of the document.
    pub(super) fn year_of(&self, date: WrittenDate) -> Option<i16> {
        let day = self.day()?;
        let distance = |year: &i16| date.date(Some(*year)).and_then(|it| day.until(it).ok()).map(|it| it.get_days().abs());
        (day.year() - 1..=day.year() + 1).filter(|year| distance(year).is_some()).min_by_key(|year| distance(year))
    }

    /// The days of a moment, in the zone of the document and in that of its times.
    pub(super) fn days(&self, moment: Moment) -> [Option<Date>; 2] {
        [Some(moment.day(&self.zone)), self.inferred.as_ref().map(|zone| moment.day(&zone.tz))]
    }

    /// Why the day needs a comment, if it does.
    pub(super) fn reason(&self) -> Option<&'static str> {
        self.day.and_then(|(_, _, reason)| reason)
    }
}
