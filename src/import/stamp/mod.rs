//! Dates and times as people write them at the beginning of a line: `14:32 UTC - ...`, `**2:32 PM PT**`, `2024-03-05 14:32–14:40`.

mod cursor;
mod dates;
mod pattern;
mod written;

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

pub(super) use dates::{ambiguous, date_in, day_comes_first, yearless_in};
pub(super) use written::{Stamp, WrittenDate};

use self::cursor::Cursor;
use self::pattern::{BETWEEN, SEPARATOR};
use super::zones;

/// Marks that people put around a time.
const MARKS: [char; 6] = ['*', '_', '`', '[', '(', '<'];
const ENDS: [char; 6] = ['*', '_', '`', ']', ')', '>'];

/// The stamp at the beginning of a line, and what stands behind it. `None` where the line does not begin with one.
pub(super) fn prefix(line: &str) -> Option<(Stamp, &str)> {
    let mut reader = Cursor { rest: without_signs(line) };
    reader.skip(&MARKS);
    let begin = reader.rest;
    let mut stamp = reader.stamp()?;
    let after = reader.rest;
    if stamp.time.is_some() || stamp.date.is_some() {
        stamp.until = range_end(&mut reader, &stamp);
        stamp.time = stamp.until.as_ref().and_then(|end| in_the_half_of(&stamp, end)).or(stamp.time);
        if stamp.until.is_none() {
            reader.rest = after;
        }
    }
    stamp.text = begin[..begin.len() - reader.rest.len()].trim().to_owned();
    let mut rest = reader.rest.trim_start_matches(ENDS);
    // `**14:32** UTC`, and `**14:32:** text`.
    if stamp.after.is_none() && stamp.zone.is_none() && stamp.time.is_some() {
        let mut behind = Cursor { rest };
        if let Some(zone) = behind.zone() {
            stamp.zone = Some(zone);
            rest = behind.rest.trim_start_matches(ENDS);
        }
    }
    let separator = SEPARATOR.find(rest)?;
    let rest = &rest[separator.end()..];
    // `**14:32:** text` and `**14:32 -** text`.
    let line = without_signs(line);
    let rest = if line.starts_with(['*', '_']) { rest.trim_start_matches(['*', '_']) } else { rest };
    let rest = rest.trim_start();
    // `**14:32 Something happened**` loses half of its marks.
    let was_open = line.starts_with("**") && rest.matches("**").count() % 2 == 1;
    let rest = if was_open { rest.strip_suffix("**").unwrap_or(rest) } else { rest };
    Some((stamp, rest))
}

/// A line without the signs that people colour entries with: `🔴 14:32`.
fn without_signs(line: &str) -> &str {
    line.trim_start_matches(|c: char| c.is_whitespace() || !c.is_ascii() && !c.is_alphanumeric() && c != '≈')
}

/// The end of a range behind a stamp. A dash before anything but a time is the beginning of the text.
fn range_end(reader: &mut Cursor<'_>, start: &Stamp) -> Option<Box<Stamp>> {
    let trimmed = reader.rest.trim_start_matches(['*', '`']);
    let mut ahead = Cursor { rest: trimmed };
    ahead.take(&BETWEEN).then_some(())?;
    ahead.skip(&['*', '`']);
    let end = ahead.stamp()?;
    // A day and a time are one moment, and after a time a date alone is text.
    let fits = match (start.time, end.time) {
        (Some(_), Some(_)) => true,
        (None, None) => start.date.is_some() && end.date.is_some(),
        _ => false,
    };
    fits.then(|| {
        reader.rest = ahead.rest;
        Box::new(end)
    })
}

/// The beginning of `2:45–3:10 PM`, which has the half of the day that its end names, unless that would put it behind it.
fn in_the_half_of(start: &Stamp, end: &Stamp) -> Option<Time> {
    let names_half = |text: &str| text.to_lowercase().replace('.', "").trim_end().ends_with('m');
    let (time, until) = (start.time?, end.time?);
    let is_open = !names_half(&start.text) && until.hour() >= 12 && time.hour() < 12 && names_half(&end.text);
    let later = Time::new(time.hour() + 12, time.minute(), time.second(), 0).ok()?;
    (is_open && later <= until).then_some(later)
}

/// A text that is a stamp and nothing else.
pub(super) fn whole(text: &str) -> Option<Stamp> {
    let text = text.trim().trim_matches(['*', '_', '`']).trim();
    prefix(text).filter(|(_, rest)| rest.trim_matches(['*', '_', '`', ' ', ':', '.', ')']).is_empty()).map(|(stamp, _)| stamp)
}

/// A text that is a date and nothing else, and whether day and month could be the other way round.
pub(super) fn day(text: &str) -> Option<(Date, bool)> {
    let stamp = whole(text).filter(|stamp| stamp.time.is_none() && stamp.until.is_none() && !stamp.about)?;
    Some((stamp.date?.date(None)?, stamp.date?.is_ambiguous))
}
/// The zone of a text that may say one: `all times UTC`, `Time (PT)`. An explicit offset is preferred to a name.
pub(super) fn zone_in(text: &str) -> Option<zones::Zone> {
    let marks = [' ', '(', ')', ',', '*', '_', '|', ':', '.', ';', '[', ']', '`', '\n'];
    let mut begin = 0;
    let mut found: Option<zones::Zone> = None;
    for word in text.split(marks) {
        let (before, from) = (&text[..begin], &text[begin..]);
        begin = (begin + word.len() + 1).min(text.len());
        let is_in_brackets = before.ends_with(['(', '[']) && from[word.len()..].starts_with([')', ']']);
        // `heure de Paris`
        let is_named = ["heure de ", "hora de ", "horário de "].iter().any(|lead| before.ends_with(lead));
        let is_city = is_in_brackets || is_named || from[word.len()..].starts_with(" time");
        let city = || zones::city(word).filter(|_| is_city);
        let place = || zones::place(word).filter(|_| is_in_brackets || zones::prefix(from, false).is_some()).or_else(city);
        let named = zones::prefix(word, false).filter(|(_, rest)| rest.is_empty()).map(|(zone, _)| zone);
        match named.or_else(place) {
            Some(zone) if zone.is_fixed() && word.starts_with(['U', 'G']) => return Some(zone),
            zone => found = found.or(zone),
        }
    }
    found
}

/// A zone by its whole name.
pub(super) fn zone(text: &str) -> Option<TimeZone> {
    zones::place(text).or_else(|| zone_in(text)).map(|zone| zone.tz)
}
