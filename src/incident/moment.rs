//! A point in time, as precise as the file states it.
//!
//! A file may state a local time without a time zone, or even without a date, to be taken from the context. Loading resolves both,
//! so that after loading a [`Moment`] is an instant or a day. This module knows no clock, and no time zone except UTC.

use std::cmp::Ordering;
use std::fmt;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use toml::value::Datetime;

/// A point in time: an instant, or only a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// Known to the second or better, in UTC.
    Instant(Timestamp),
    /// Known only to the day. It is sorted and grouped, but no duration is computed from it.
    Day(Date),
    /// A local time in the file's zone. Loading turns it into a [`Moment::Instant`].
    Local(DateTime),
    /// A time in the timeline, relative to the previous entry. Loading turns it into a [`Moment::Instant`].
    Time(Time),
}

impl Moment {
    /// The instant, if known. `None` for a day.
    pub fn instant(self) -> Option<Timestamp> {
        match self {
            Self::Instant(instant) => Some(instant),
            Self::Day(_) | Self::Local(_) | Self::Time(_) => None,
        }
    }

    /// The calendar day in `zone`.
    pub fn day(self, zone: &TimeZone) -> Date {
        match self {
            Self::Instant(instant) => zone.to_datetime(instant).date(),
            Self::Day(day) => day,
            Self::Local(local) => local.date(),
            Self::Time(_) => Date::ZERO,
        }
    }

    /// Whether `self` is certainly before `other`. A day is before an instant only if it is before the instant's day in `zone`.
    pub fn is_before(self, other: Self, zone: &TimeZone) -> bool {
        match (self, other) {
            (Self::Instant(one), Self::Instant(two)) => one < two,
            _ => self.day(zone) < other.day(zone),
        }
    }

    /// Whether both can be the same moment: equal instants, or a day and an instant on that day in `zone`.
    pub fn agrees_with(self, other: Self, zone: &TimeZone) -> bool {
        !self.is_before(other, zone) && !other.is_before(self, zone)
    }

    /// Compares moments chronologically. A day counts as its first moment in `zone`.
    pub fn chronological(self, other: Self, zone: &TimeZone) -> Ordering {
        self.sort_key(zone).cmp(&other.sort_key(zone))
    }

    /// The instant by which moments are sorted: for a day, its first moment in `zone`.
    pub fn sort_key(self, zone: &TimeZone) -> Timestamp {
        match self {
            Self::Instant(instant) => instant,
            _ => self.day(zone).to_zoned_datetime(zone.clone()).map_or(Timestamp::MIN, |midnight| midnight.timestamp()),
        }
    }
}

/// The seconds from one instant to another, each to the second, as times are shown.
pub fn seconds_between(start: Timestamp, end: Timestamp) -> i64 {
    end.as_second() - start.as_second()
}

/// Formats as RFC 3339 in UTC, or as a date.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Instant(instant) => instant.fmt(f),
            Self::Day(day) => day.fmt(f),
            Self::Local(local) => local.fmt(f),
            Self::Time(time) => time.fmt(f),
        }
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match deserialize_in_timeline(deserializer)? {
            Self::Time(time) => Err(de::Error::custom(format!("expected a date before the time {time}"))),
            moment => Ok(moment),
        }
    }
}

/// Deserialises the `at` of a timeline entry, which may also be a time without a date.
pub(super) fn deserialize_in_timeline<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Moment, D::Error> {
    from_toml(Datetime::deserialize(deserializer)?).map_err(de::Error::custom)
}

fn from_toml(written: Datetime) -> Result<Moment, jiff::Error> {
    let date = written.date.map(to_date).transpose()?;
    let time = written.time.map(to_time).transpose()?;
    Ok(match (date, time, written.offset) {
        (Some(date), Some(time), Some(offset)) => {
            let offset = match offset {
                toml::value::Offset::Z => Offset::UTC,
                toml::value::Offset::Custom { minutes } => Offset::from_seconds(i32::from(minutes) * 60)?,
            };
            Moment::Instant(offset.to_timestamp(date.to_datetime(time))?)
        }
        (Some(date), Some(time), None) => Moment::Local(date.to_datetime(time)),
        (Some(date), None, _) => Moment::Day(date),
        (None, time, _) => Moment::Time(time.unwrap_or_default()),
    })
}

fn to_date(date: toml::value::Date) -> Result<Date, jiff::Error> {
    // TOML restricts months and days to ranges that fit a byte, and years to four digits.
    Date::new(date.year.cast_signed(), date.month.cast_signed(), date.day.cast_signed())
}

fn to_time(time: toml::value::Time) -> Result<Time, jiff::Error> {
    let nanosecond = time.nanosecond.unwrap_or(0).cast_signed();
    // POSIX time has no leap seconds: one becomes the last second of its minute, as is common for RFC 3339 parsers.
    let second = time.second.unwrap_or(0).min(59);
    Time::new(time.hour.cast_signed(), time.minute.cast_signed(), second.cast_signed(), nanosecond)
}

impl JsonSchema for Moment {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Moment".into()
    }
    fn inline_schema() -> bool {
        true
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "x-toml": ["offset-date-time", "local-date-time", "local-date"] })
    }
}

/// The schema of the `at` of a timeline entry.
pub(super) fn timeline_schema(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "x-toml": ["offset-date-time", "local-date-time", "local-date", "local-time"] })
}

/// A calendar day: a due date, the day of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub Date);

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match deserialize_in_timeline(deserializer)? {
            Moment::Day(day) => Ok(Self(day)),
            other => Err(de::Error::custom(format!("expected a date without a time, found {other}"))),
        }
    }
}

impl JsonSchema for Day {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Day".into()
    }
    fn inline_schema() -> bool {
        true
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "x-toml": ["local-date"] })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    struct File {
        at: Moment,
    }

    fn read(text: &str) -> Result<Moment, toml::de::Error> {
        toml::from_str::<File>(&format!("at = {text}")).map(|file| file.at)
    }

    #[test]
    fn every_kind_of_toml_date_is_read_as_precisely_as_it_is_written() {
        let instant = Moment::Instant("2024-03-15T14:30:00Z".parse().unwrap());
        for text in ["2024-03-15T14:30:00Z", "2024-03-15 15:30:00+01:00", "2024-03-15T14:30:00-00:00", "2024-03-15T14:30Z"] {
            assert_eq!(read(text).unwrap(), instant, "{text}");
        }
        assert_eq!(read("2024-03-15T14:30:00").unwrap().to_string(), "2024-03-15T14:30:00");
        assert_eq!(read("2024-02-29").unwrap().to_string(), "2024-02-29");
        assert_eq!(read("2024-03-15T14:30:00.25Z").unwrap().to_string(), "2024-03-15T14:30:00.25Z");
        assert_eq!(read("2016-12-31T23:59:60Z").unwrap().to_string(), "2016-12-31T23:59:59Z");
    }

    #[test]
    fn a_day_that_does_not_exist_and_a_time_without_a_day_are_refused() {
        for text in ["2024-02-30", "2023-02-29T10:00:00Z", "14:30:00", "\"2024-03-15\""] {
            assert!(read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_day_is_before_an_instant_only_when_the_whole_day_is() {
        let zone = TimeZone::get("Asia/Tokyo").unwrap();
        let day = Moment::Day("2024-03-15".parse().unwrap());
        let same_day_in_tokyo = Moment::Instant("2024-03-14T15:00:00Z".parse().unwrap());
        let day_before = Moment::Instant("2024-03-14T14:59:59Z".parse().unwrap());
        assert!(day.agrees_with(same_day_in_tokyo, &zone));
        assert!(day_before.is_before(day, &zone) && !day.is_before(day_before, &zone));
    }
}
