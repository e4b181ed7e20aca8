//! A value that is one moment, as tools and people write it.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::stamp::{self, Stamp};
use crate::incident::Moment;

/// A moment, and what is uncertain about it.
#[derive(Debug, PartialEq)]
pub(super) struct Reading {
    pub moment: Moment,
    pub doubts: Vec<Doubt>,
}

/// What is uncertain about a moment.
#[derive(Debug, PartialEq)]
pub(super) enum Doubt {
    /// It names no zone.
    Zone,
    /// Its month and its day could be the other way round.
    Order,
    /// In words: the clocks were changed at that time, or its zone is not the one in use that day.
    Clocks(String),
}

/// Reads a moment; one that names no zone is in `zone`.
pub(super) fn read(text: &str, zone: &TimeZone) -> Option<Reading> {
    if let Some(instant) = instant(text.trim()) {
        return Some(Reading { moment: Moment::Instant(instant), doubts: Vec::new() });
    }
    let Stamp { date, time, zone: named, until: None, about: false, after: None, .. } = stamp::whole(text)? else { return None };
    let (written, mut doubts) = (date?, Vec::new());
    doubts.extend(written.is_ambiguous.then_some(Doubt::Order));
    let day = written.date(None)?;
    let Some(time) = time else { return Some(Reading { moment: Moment::Day(day), doubts }) };
    let in_zone = named.as_ref().map_or(zone, |named| &named.tz);
    let (instant, clocks) = at(day.to_datetime(time), in_zone)?;
    doubts.extend(match named {
        _ if clocks.is_some() => clocks,
        Some(named) => named.doubt(instant).map(Doubt::Clocks),
        None => Some(Doubt::Zone),
    });
    Some(Reading { moment: Moment::Instant(instant), doubts })
}

/// The instant at which the clocks of a zone show a time, and whether they showed it once.
pub(super) fn at(local: DateTime, zone: &TimeZone) -> Option<(Timestamp, Option<Doubt>)> {
    let ambiguous = zone.to_ambiguous_timestamp(local);
    let name = zone.iana_name().unwrap_or("its zone");
    let doubt = ambiguous
        .is_ambiguous()
        .then(|| Doubt::Clocks(format!("{local} happened twice or never in {name}, when the clocks were changed")));
    Some((ambiguous.compatible().ok()?, doubt))
}

/// A moment as machines write it: with its offset from UTC, or in seconds since 1970.
pub(super) fn exact(text: &str) -> Option<Moment> {
    let is_utc = |stamp: &Stamp| stamp.zone.as_ref().is_some_and(|zone| zone.tz == TimeZone::UTC);
    let reading = || stamp::whole(text).filter(is_utc).and_then(|_| read(text, &TimeZone::UTC));
    let instant = instant(text.trim()).map(Moment::Instant);
    instant.or_else(|| reading().filter(|reading| reading.doubts.is_empty()).map(|reading| reading.moment))
}

/// RFC 3339 and its relatives, or seconds or milliseconds since 1970.
fn instant(text: &str) -> Option<Timestamp> {
    let since_1970 = || {
        let number: i64 = text.parse().ok().filter(|_| text.len() >= 9)?;
        if text.len() >= 12 { Timestamp::from_millisecond(number).ok() } else { Timestamp::from_second(number).ok() }
    };
    let instant = text.parse::<Timestamp>().ok().or_else(since_1970)?;
    let in_a_file = |shift| {
        let day = instant.checked_add(SignedDuration::from_hours(shift)).ok()?;
        // TOML has years of four digits.
        (1..=9998).contains(&TimeZone::UTC.to_datetime(day).year()).then_some(())
    };
    in_a_file(-26).and_then(|()| in_a_file(26)).map(|()| instant)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(text: &str, zone: &str) -> Option<(String, bool)> {
        read(text, &TimeZone::get(zone).unwrap()).map(|it| (it.moment.to_string(), !it.doubts.is_empty()))
    }

    #[test]
    fn a_moment_is_read_in_the_many_ways_in_which_tools_write_it() {
        for text in [
            "2024-03-15T14:30:00Z",
            "2024-03-15T15:30:00+01:00",
            "2024-03-15 14:30:00 UTC",
            "2024-03-15 14:30 UTC",
            "03/15/2024 14:30:00 UTC",
            "March 15, 2024 14:30 UTC",
            "1710513000",
            "1710513000000",
        ] {
            assert_eq!(reading(text, "Asia/Tokyo"), Some(("2024-03-15T14:30:00Z".to_owned(), false)), "{text}");
        }
        for text in ["2024-03-15", "March 15, 2024", "15 Mar 2024", "03/15/2024"] {
            assert_eq!(reading(text, "Asia/Tokyo"), Some(("2024-03-15".to_owned(), false)), "{text}");
        }
    }

    #[test]
    fn a_time_without_a_zone_is_in_the_given_one_and_that_is_said() {
        assert_eq!(reading("2024-03-15T14:30:00", "Asia/Tokyo"), Some(("2024-03-15T05:30:00Z".to_owned(), true)));
        let twice = read("2025-10-26 02:30", &TimeZone::get("Europe/Berlin").unwrap()).unwrap();
        assert!(matches!(&twice.doubts[..], [Doubt::Clocks(why)] if why.contains("twice or never")));
    }

    #[test]
    fn a_date_that_could_be_another_one_is_in_doubt() {
        for text in ["03/04/2024", "03/04/2024 14:30 UTC"] {
            assert_eq!(read(text, &TimeZone::UTC).unwrap().doubts, [Doubt::Order], "{text}");
        }
        assert_eq!(read("03/04/2024 14:30", &TimeZone::UTC).unwrap().doubts, [Doubt::Order, Doubt::Zone]);
        for text in ["03/15/2024", "03/03/2024", "2024/03/04", "2024-03-04", "April 3, 2024"] {
            assert_eq!(read(text, &TimeZone::UTC).unwrap().doubts, [], "{text}");
        }
    }

    #[test]
    fn what_is_no_moment_is_none() {
        for text in
            ["", "soon", "14:30", "2024-13-45T00:00:00Z", "99999-01-01", "12", "-009999-01-01T00:00:00Z", "9999-12-31T23:59:59Z"]
        {
            assert_eq!(reading(text, "UTC"), None, "{text}");
        }
    }
}
