//! Moments as pages show them: in the site's zone, with UTC beside it.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
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
        let universal = TimeZone::UTC.to_datetime(instant);
        let utc = (*zone != TimeZone::UTC).then(|| {
            let other_day = if universal.date() == local.date() { String::new() } else { format!("{} ", date(universal.date())) };
            format!("{other_day}{} UTC", time_of_day(universal))
        });
        let text = format!("{day} {time} {}", info.abbreviation());
        Self { iso: iso(universal), text, date: day, time: Some(time), utc, approximate }
    }
}

/// `2024-03-15`.
pub fn date(day: Date) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day())
}

/// `14:30`, or `14:30:05` where there are seconds.
fn time_of_day(at: DateTime) -> String {
    if at.second() == 0 {
        format!("{:02}:{:02}", at.hour(), at.minute())
    } else {
        format!("{:02}:{:02}:{:02}", at.hour(), at.minute(), at.second())
    }
}

/// RFC 3339 in UTC, to the second.
fn iso(universal: DateTime) -> String {
    let (day, time) = (universal.date(), universal.time());
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z",
        day.year(),
        day.month(),
        day.day(),
        time.hour(),
        time.minute(),
        time.second()
    )
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
