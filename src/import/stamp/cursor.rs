//! Reads dates, times and zones from the beginning of a text.

use jiff::SignedDuration;
use jiff::civil::Time;
use regex::Captures;

use super::pattern::{ABOUT, AFTER, DATES, ISH, LEAD, MONTHS, TIMES, UNIT, WEEKDAY};
use super::written::{Stamp, WrittenDate};
use crate::import::pattern::Pattern;
use crate::import::zones;

/// A text that is being read from its beginning.
pub(super) struct Cursor<'t> {
    pub rest: &'t str,
}

impl Cursor<'_> {
    pub(super) fn take(&mut self, expression: &Pattern) -> bool {
        let end = expression.find(self.rest).map(|found| found.end()).filter(|end| *end > 0);
        self.rest = &self.rest[end.unwrap_or(0)..];
        end.is_some()
    }

    pub(super) fn take_any<T>(&mut self, expressions: &[Pattern], read: impl Fn(&Captures<'_>) -> Option<T>) -> Option<T> {
        expressions.iter().find_map(|expression| {
            let found = expression.captures(self.rest)?;
            let whole = found.get(0)?;
            // `2024-03-051` is no date and `14:325` no time.
            let behind = &self.rest[whole.end()..];
            let is_glued = behind.starts_with(|next: char| next.is_ascii_digit());
            let is_amount = found.name("dotted").is_some() && UNIT.is_match(behind);
            let is_number = found.name("whole").is_some() && behind.starts_with(['.', ')']);
            let read = read(&found).filter(|_| !is_glued && !is_amount && !is_number)?;
            self.rest = &self.rest[whole.end()..];
            Some(read)
        })
    }

    pub(super) fn skip(&mut self, marks: &[char]) {
        self.rest = self.rest.trim_start_matches(|c: char| c == ' ' || marks.contains(&c));
    }

    pub(super) fn stamp(&mut self) -> Option<Stamp> {
        let begin = self.rest;
        if let Some(after) = self.after() {
            let text = begin[..begin.len() - self.rest.len()].trim().to_owned();
            return Some(Stamp { after: Some(after), text, ..Stamp::default() });
        }
        if self.take(&LEAD) {
            // `At **9:12am CDT** all apps went offline`
            self.skip(&['*', '_', '`']);
        }
        let mut about = self.take(&ABOUT);
        self.take(&WEEKDAY);
        let mut date = self.take_any(&DATES, date_of);
        let after_date = self.rest;
        if date.is_some() {
            about |= self.skip_to_time();
        }
        let time = self.take_any(&TIMES, time_of);
        if time.is_none() {
            self.rest = after_date;
        }
        date.is_some().then_some(()).or(time.map(|_| ()))?;
        about |= time.is_some() && self.is_not_exact();
        // `1432 UTC` ends with its zone.
        let taken = &begin[..begin.len() - self.rest.len()];
        let mut zone = if taken.ends_with('Z') || taken.ends_with("UTC") {
            Some(zones::Zone::utc())
        } else {
            // `09:00-10:00` is a range, and an offset only behind a day.
            let is_range =
                date.is_none() && self.rest.starts_with('-') && TIMES.iter().any(|time| time.is_match(&self.rest[1..]));
            time.filter(|_| !is_range).and_then(|_| self.zone())
        };
        if date.is_none() {
            date = self.date_behind();
            zone = zone.or_else(|| date.and_then(|_| self.zone()));
        }
        let text = begin[..begin.len() - self.rest.len()].trim().to_owned();
        Some(Stamp { date, time, zone, about, text, ..Stamp::default() })
    }

    /// Skips what stands between a date and its time: `**2024-03-05** 14:32`, `2024-03-05 - 14:32`, `Mar 5 (Tue), around 14:32`.
    /// Returns whether it says that the time is not exact.
    pub(super) fn skip_to_time(&mut self) -> bool {
        self.rest =
            self.rest.strip_prefix('T').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit())).unwrap_or(self.rest);
        self.skip(&[',']);
        self.rest =
            ["at ", "@", "à ", "um ", "às ", "a las "].iter().find_map(|lead| self.rest.strip_prefix(lead)).unwrap_or(self.rest);
        self.skip(&[]);
        let mut ahead =
            Cursor { rest: self.rest.trim_start_matches(['*', '`', ']', ')', '-', '–', '—', '|', ':', ' ', '[', '(']) };
        ahead.take(&WEEKDAY);
        ahead.skip(&[',', ')']);
        let about = ahead.take(&ABOUT);
        let has_time = TIMES.iter().any(|time| time.is_match(ahead.rest));
        if has_time {
            self.rest = ahead.rest;
        }
        about && has_time
    }

    /// Skips what says behind a time that it is not exact. In `10:45~11:00` it stands for a range.
    pub(super) fn is_not_exact(&mut self) -> bool {
        let mut ahead = Cursor { rest: self.rest };
        let found = ahead.take(&ISH) && !ahead.rest.trim_start().starts_with(|c: char| c.is_ascii_digit());
        if found {
            self.rest = ahead.rest;
        }
        found
    }

    /// A date behind its time: `14:32 on 5 March 2024`, `14:32 (2024-03-05)`.
    pub(super) fn date_behind(&mut self) -> Option<WrittenDate> {
        let mut ahead = Cursor { rest: self.rest.trim_start_matches([' ', ',', '(']) };
        let is_named = ahead.take(&LEAD);
        ahead.take(&WEEKDAY);
        let date = ahead.take_any(&DATES, date_of).filter(|date| is_named || date.year.is_some())?;
        self.rest = ahead.rest.strip_prefix(')').unwrap_or(ahead.rest);
        Some(date)
    }

    /// `T+5m`.
    pub(super) fn after(&mut self) -> Option<SignedDuration> {
        let found = AFTER.captures(self.rest)?;
        let number = |name: &str| found.name(name).and_then(|it| it.as_str().parse::<i64>().ok());
        let parts = ["hh", "mm", "ss", "d", "h", "m", "s", "zero"].map(number);
        parts.iter().any(Option::is_some).then_some(())?;
        let [hh, mm, ss, d, h, m, s, _] = parts.map(|part| part.unwrap_or(0).min(100_000));
        let seconds = (d * 24 + hh + h) * 3600 + (mm + m) * 60 + ss + s;
        let sign = found.name("sign").map_or("+", |sign| sign.as_str());
        self.rest = &self.rest[found[0].len()..];
        Some(SignedDuration::from_secs(if sign == "+" { seconds } else { -seconds }))
    }

    /// A zone behind a time: `UTC`, `(PT)`, `+01:00`, `Z`.
    pub(super) fn zone(&mut self) -> Option<zones::Zone> {
        let text = self.rest.trim_start_matches([' ', '\u{a0}']);
        let (inner, close) =
            text.strip_prefix('(').or_else(|| text.strip_prefix('[')).map_or((text, false), |inner| (inner, true));
        let is_glued = text.len() == self.rest.len() && !close;
        let (zone, rest) = match inner.split_once([')', ']']).filter(|_| close).and_then(|(word, _)| zones::place(word)) {
            Some(zone) => (zone, &inner[inner.find([')', ']'])?..]),
            None => zones::prefix(inner, is_glued)?,
        };
        // `AEST (UTC+10)` says itself what the abbreviation stands for.
        let explicit = rest.trim_start_matches([' ', '(', ')', '/', ',', '—', '–']);
        if zone.abbreviation.is_some()
            && explicit.starts_with(['U', 'G'])
            && let Some((fixed, rest)) = zones::prefix(explicit, false).filter(|(fixed, _)| fixed.is_fixed())
        {
            self.rest = rest.strip_prefix(')').unwrap_or(rest);
            return Some(fixed);
        }
        self.rest = if close { rest.strip_prefix([')', ']'])? } else { rest };
        Some(zone)
    }
}

pub(super) fn date_of(found: &Captures<'_>) -> Option<WrittenDate> {
    let number = |name: &str| found.name(name).and_then(|it| it.as_str().parse::<i16>().ok());
    let year = number("y").map(|year| if year < 100 { year + 2000 } else { year });
    let pair = |one: &str, two: &str| Some((number(one)?, number(two)?));
    let (first, second, by_default) = match (pair("one", "two"), pair("first", "second")) {
        (Some((one, two)), _) => (one, two, false),
        (None, Some((one, two))) => (one, two, true),
        _ => {
            let month = match found.name("name").map(|name| name.as_str().to_lowercase()) {
                Some(name) => {
                    i16::try_from(MONTHS.iter().position(|month| month.iter().any(|month| name.starts_with(month)))?).ok()? + 1
                }
                None => number("m")?,
            };
            (number("d")?, month, true)
        }
    };
    let is_ambiguous = found.name("d").is_none() && first <= 12 && second <= 12 && first != second;
    let is_day_first =
        if is_ambiguous || found.name("d").is_some() { by_default } else { first > 12 || second <= 12 && by_default };
    let (day, month) = if is_day_first { (first, second) } else { (second, first) };
    let written =
        WrittenDate { year, month: i8::try_from(month).ok()?, day: i8::try_from(day).ok()?, is_ambiguous, is_day_first };
    written.date(Some(2024)).map(|_| written)
}

pub(super) fn time_of(found: &Captures<'_>) -> Option<Time> {
    let number = |name: &str| found.name(name).and_then(|it| it.as_str().parse::<i8>().ok());
    let hour = number("h")?;
    let hour = match found.name("half").or_else(|| found.name("letter")).map(|half| half.as_str().trim().to_lowercase()) {
        Some(half) => (1..=12).contains(&hour).then_some(hour % 12 + if half == "p" { 12 } else { 0 })?,
        None => hour,
    };
    Time::new(hour, number("m").unwrap_or(0), number("s").unwrap_or(0).min(59), 0).ok()
}
