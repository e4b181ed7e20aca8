//! Moments as other tools and people write them.

use jiff::civil::{Date, DateTime};
use jiff::fmt::strtime::BrokenDownTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

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
    /// Its time of day was there twice or not at all, when the clocks were changed: in words.
    Clocks(String),
}

/// Times of day after a date that is not written as RFC 3339 does; `%Z` is read beforehand.
const DATE_TIMES: [&str; 8] = [
    "%m/%d/%Y %H:%M:%S",
    "%m/%d/%Y %H:%M",
    "%B %d, %Y %H:%M",
    "%b %d, %Y %H:%M",
    "%d %B %Y %H:%M",
    "%d %b %Y %H:%M",
    "%Y/%m/%d %H:%M:%S",
    "%Y/%m/%d %H:%M",
];

const DATES: [&str; 6] = ["%m/%d/%Y", "%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y", "%Y/%m/%d"];

/// Reads a moment; one that names no zone is in `zone`.
pub(super) fn read(text: &str, zone: &TimeZone) -> Option<Reading> {
    let text = text.trim();
    let mut doubts: Vec<Doubt> = has_two_orders(text).then_some(Doubt::Order).into_iter().collect();
    if let Some(instant) = instant(text) {
        return Some(Reading { moment: Moment::Instant(instant), doubts });
    }
    if let Some(local) = text.strip_suffix("UTC").or_else(|| text.strip_suffix("GMT")).and_then(|text| date_time(text.trim())) {
        return Some(Reading { moment: Moment::Instant(TimeZone::UTC.to_timestamp(local).ok()?), doubts });
    }
    if let Some(day) = date(text) {
        return Some(Reading { moment: Moment::Day(day), doubts });
    }
    let local = date_time(text)?;
    let ambiguous = zone.to_ambiguous_timestamp(local);
    let name = zone.iana_name().unwrap_or("the site's zone");
    doubts.push(if ambiguous.is_ambiguous() {
        Doubt::Clocks(format!("{local} happened twice or never in {name}, when the clocks were changed"))
    } else {
        Doubt::Zone
    });
    Some(Reading { moment: Moment::Instant(ambiguous.compatible().ok()?), doubts })
}

/// Whether a date is written so that some read its month first and others its day: `03/04/2024`.
pub(super) fn has_two_orders(text: &str) -> bool {
    let mut numbers = text.trim().splitn(3, '/').map(|part| part.parse::<u8>().ok());
    matches!((numbers.next().flatten(), numbers.next().flatten()), (Some(one @ 1..=12), Some(two @ 1..=12)) if one != two)
}

/// A date alone.
pub(super) fn date(text: &str) -> Option<Date> {
    let text = text.trim();
    let written = |format: &&str| BrokenDownTime::parse(format, text).ok()?.to_date().ok();
    let iso = || (text.len() == 10).then(|| text.parse().ok()).flatten();
    iso().or_else(|| DATES.iter().find_map(written)).filter(|day| is_in_a_file(*day))
}

fn date_time(text: &str) -> Option<DateTime> {
    let written = |format: &&str| BrokenDownTime::parse(format, text).ok()?.to_datetime().ok();
    let iso = || text.parse::<DateTime>().ok().filter(|_| text.len() > 10);
    iso().or_else(|| DATE_TIMES.iter().find_map(written)).filter(|local| is_in_a_file(local.date()))
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
        is_in_a_file(TimeZone::UTC.to_datetime(day).date()).then_some(())
    };
    in_a_file(-26).and_then(|()| in_a_file(26)).map(|()| instant)
}

/// TOML has years of four digits.
fn is_in_a_file(day: Date) -> bool {
    (1..=9998).contains(&day.year())
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
