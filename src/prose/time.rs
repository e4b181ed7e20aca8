//! Formats times for data files and URLs.

use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, TimeZone};

use crate::incident::Moment;

/// `2024-03-15 15:30 CET` in a time zone, or `2024-03-15` if only the day is known.
pub fn local(moment: Moment, zone: &TimeZone) -> String {
    let Moment::Instant(instant) = moment else { return date(moment.day(zone)) };
    let info = zone.to_offset_info(instant);
    let local = info.offset().to_datetime(instant);
    [&date(local.date()), " ", &time_of_day(local), " ", info.abbreviation()].concat()
}

/// `2024-03-15 14:30 UTC`, or `2024-03-15` if only the day is known.
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

/// `14:30`, or `14:30:05` if the seconds are not zero.
pub fn time_of_day(at: DateTime) -> String {
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

// Every page has dozens of times. With `core::fmt`, they would take longer than all other facts of the page.

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

/// A number from 0 to 99 as two digits.
fn push_pair(text: &mut String, value: i8) {
    let value = value.unsigned_abs();
    text.push(char::from(b'0' + value / 10));
    text.push(char::from(b'0' + value % 10));
}
