//! Moments as pages show them: in the site's zone, with UTC beside it.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, TimeZone};
use schemars::JsonSchema;
use serde::Serialize;

use crate::incident::Moment;

/// A moment, ready to be shown. Every part is text; `iso` is for machines.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct When {
    /// RFC 3339 in UTC, or the date: the value of a `datetime` attribute.
    pub iso: String,
    /// The whole moment in the site's zone: `2024-03-15 15:30 CET`, or `2024-03-15` where only the day is known.
    pub text: String,
    /// The day in the site's zone: `2024-03-15`.
    pub date: String,
    /// The time of day in the site's zone, `15:30`, with seconds where they are not zero. Absent where only the day is known.
    pub time: Option<String>,
    /// The same moment in UTC, `14:30 UTC` (with the date where it is another day). Absent where the site's zone is UTC, or only
    /// the day is known.
    pub utc: Option<String>,
    /// Whether it is an estimate.
    pub approximate: bool,
}

impl When {
    /// Writes a moment for the site's zone.
    pub fn new(moment: Moment, zone: &TimeZone, approximate: bool) -> Self {
        match moment {
            Moment::Instant(instant) => Self::of_instant(instant, zone, approximate),
            _ => Self::of_day(moment.day(zone), approximate),
        }
    }

    /// Writes a calendar day.
    pub fn of_day(day: Date, approximate: bool) -> Self {
        let text = date(day);
        Self { iso: text.clone(), date: text.clone(), text, time: None, utc: None, approximate }
    }

    fn of_instant(instant: Timestamp, zone: &TimeZone, approximate: bool) -> Self {
        let info = zone.to_offset_info(instant);
        let local = info.offset().to_datetime(instant);
        let (day, time) = (date(local.date()), time_of_day(local));
        let universal = Offset::UTC.to_datetime(instant);
        let utc = (*zone != TimeZone::UTC).then(|| {
            let mut utc = String::with_capacity(24);
            if universal.date() != local.date() {
                push_date(&mut utc, universal.date());
                utc.push(' ');
            }
            push_time(&mut utc, universal);
            utc.push_str(" UTC");
            utc
        });
        let text = [day.as_str(), " ", &time, " ", info.abbreviation()].concat();
        Self { iso: iso(universal), text, date: day, time: Some(time), utc, approximate }
    }
}

/// `2024-03-15 14:30 UTC`, or `2024-03-15` where only the day is known.
pub fn utc(moment: Moment) -> String {
    let Moment::Instant(instant) = moment else { return date(moment.day(&TimeZone::UTC)) };
    let universal = Offset::UTC.to_datetime(instant);
    let mut text = String::with_capacity(24);
    push_date(&mut text, universal.date());
    text.push(' ');
    push_time(&mut text, universal);
    text.push_str(" UTC");
    text
}

/// `2024-03-15`.
pub fn date(day: Date) -> String {
    let mut text = String::with_capacity(10);
    push_date(&mut text, day);
    text
}

/// `14:30`, or `14:30:05` where there are seconds.
fn time_of_day(at: DateTime) -> String {
    let mut text = String::with_capacity(8);
    push_time(&mut text, at);
    text
}

/// RFC 3339 in UTC, to the second.
pub fn iso(universal: DateTime) -> String {
    let mut text = String::with_capacity(20);
    push_date(&mut text, universal.date());
    text.push('T');
    push_pair(&mut text, universal.hour());
    text.push(':');
    push_pair(&mut text, universal.minute());
    text.push(':');
    push_pair(&mut text, universal.second());
    text.push('Z');
    text
}

// Every page has dozens of moments, and the general formatting machinery would cost more than the rest of the page's facts.

fn push_date(text: &mut String, day: Date) {
    let (century, year) = (day.year() / 100, day.year() % 100);
    push_pair(text, i8::try_from(century).unwrap_or_default());
    push_pair(text, i8::try_from(year).unwrap_or_default());
    text.push('-');
    push_pair(text, day.month());
    text.push('-');
    push_pair(text, day.day());
}

fn push_time(text: &mut String, at: DateTime) {
    push_pair(text, at.hour());
    text.push(':');
    push_pair(text, at.minute());
    if at.second() != 0 {
        text.push(':');
        push_pair(text, at.second());
    }
}

/// Two digits of a number from 0 to 99.
fn push_pair(text: &mut String, value: i8) {
    let value = value.unsigned_abs();
    text.push(char::from(b'0' + value / 10));
    text.push(char::from(b'0' + value % 10));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn when(instant: &str, zone: &str) -> When {
        When::new(Moment::Instant(instant.parse().unwrap()), &TimeZone::get(zone).unwrap(), false)
    }

    #[test]
    fn a_moment_is_shown_in_the_sites_zone_with_utc_beside_it() {
        let shown = when("2024-03-15T14:30:00Z", "Europe/Berlin");
        assert_eq!((shown.text.as_str(), shown.utc.as_deref()), ("2024-03-15 15:30 CET", Some("14:30 UTC")));
        let summer = when("2024-06-30T23:30:05Z", "Europe/Berlin");
        assert_eq!((summer.text.as_str(), summer.utc.as_deref()), ("2024-07-01 01:30:05 CEST", Some("2024-06-30 23:30:05 UTC")));
        assert_eq!(summer.iso, "2024-06-30T23:30:05Z");
    }

    #[test]
    fn a_site_in_utc_says_it_once_and_a_day_has_no_time() {
        assert_eq!(when("2024-03-15T14:30:00Z", "UTC").utc, None);
        let day = When::new(Moment::Day("2024-03-15".parse().unwrap()), &TimeZone::UTC, false);
        assert_eq!((day.text.as_str(), day.time), ("2024-03-15", None));
    }
}
