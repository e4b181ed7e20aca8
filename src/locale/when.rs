//! Formats times for pages: in the site's time zone, with UTC beside it.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};
use schemars::JsonSchema;
use serde::Serialize;

use super::Locale;
use crate::incident::Moment;
use crate::prose::time;

/// A moment, ready to be shown. Every part is text; `iso` and `day` are for machines.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct When {
    /// RFC 3339 in UTC, or the date: the value of a `datetime` attribute.
    pub iso: String,
    /// The whole moment in the site's zone: `2024-03-15 15:30 CET`, or `2024-03-15` where only the day is known.
    pub text: String,
    /// The day in the site's zone, as people read it: `2024-03-15`.
    pub date: String,
    /// The same as in data: the value of a `datetime` attribute.
    pub day: String,
    /// The time of day in the site's zone, `15:30`, with seconds where they are not zero. Absent where only the day is known.
    pub time: Option<String>,
    /// The same moment in UTC, `14:30 UTC` (with the date where it is another day). Absent where the site's zone is UTC, or only
    /// the day is known.
    pub utc: Option<String>,
    /// Whether it is an estimate.
    pub approximate: bool,
}

impl Locale {
    /// Formats a moment for the site's time zone.
    pub fn when(&self, moment: Moment, zone: &TimeZone, approximate: bool) -> When {
        match moment {
            Moment::Instant(instant) => self.instant(instant, zone, approximate),
            _ => self.when_of_day(moment.day(zone), approximate),
        }
    }

    /// Formats a calendar day.
    pub fn when_of_day(&self, day: Date, approximate: bool) -> When {
        let (iso, date) = (time::date(day), self.date(day));
        When { day: iso.clone(), iso, text: date.clone(), date, time: None, utc: None, approximate }
    }

    fn instant(&self, instant: Timestamp, zone: &TimeZone, approximate: bool) -> When {
        let info = zone.to_offset_info(instant);
        let (local, universal) = (info.offset().to_datetime(instant), Offset::UTC.to_datetime(instant));
        let (day, time) = (time::date(local.date()), time::time_of_day(local));
        let date = self.date_of_iso(&day);
        let utc = (*zone != TimeZone::UTC).then(|| {
            let time = time::time_of_day(universal);
            if universal.date() == local.date() {
                return [&time, " UTC"].concat();
            }
            self.moment(&self.date(universal.date()), &time, "UTC")
        });
        let text = self.moment(&date, &time, info.abbreviation());
        When { iso: time::iso(universal), text, date, day, time: Some(time), utc, approximate }
    }

    fn moment(&self, date: &str, time: &str, zone: &str) -> String {
        self.format("moment", &[("date", date.into()), ("time", time.into()), ("zone", zone.into())])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn when(instant: &str, zone: &str) -> When {
        let moment = Moment::Instant(instant.parse().unwrap());
        Locale::english().unwrap().when(moment, &TimeZone::get(zone).unwrap(), false)
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
        let day = Locale::english().unwrap().when(Moment::Day("2024-03-15".parse().unwrap()), &TimeZone::UTC, false);
        assert_eq!((day.text.as_str(), day.time), ("2024-03-15", None));
    }
}
