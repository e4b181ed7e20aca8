//! The mapping from time to x coordinates on the strip, and the ticks of its axis.

use jiff::tz::TimeZone;
use jiff::{Timestamp, Unit, civil};

use crate::locale::Locale;

/// A time span in Unix seconds: an instant, or a day from its first second to the first second of the next day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TimeSpan {
    pub(super) from: i64,
    pub(super) to: i64,
}

impl TimeSpan {
    /// Whether the span is a day rather than an instant.
    pub(super) fn is_day(self) -> bool {
        self.to > self.from
    }

    /// Whether a moment is in the span, ends included.
    pub(super) fn holds(self, at: i64) -> bool {
        self.from <= at && at <= self.to
    }
}

/// The linear scale of a strip.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    window: TimeSpan,
    /// The x coordinate of the strip's start, and the strip's width.
    pub(super) left: i32,
    pub(super) width: i32,
}

/// The possible distances between ticks, in seconds. Each divides the next longer unit.
const STEPS: [i64; 24] = [
    1,
    5,
    10,
    15,
    30,
    60,
    120,
    300,
    600,
    900,
    1800,
    3600,
    7200,
    10_800,
    21_600,
    43_200,
    86_400,
    172_800,
    604_800,
    1_209_600,
    2_592_000,
    31_536_000,
    157_680_000,
    788_400_000,
];
const DAY: i64 = 86_400;

impl Scale {
    /// The scale that maps `window` to a strip.
    pub(super) fn new(window: TimeSpan, left: i32, width: i32) -> Self {
        Self { window, left, width }
    }

    /// The x coordinate of a moment, clamped to the strip.
    pub(super) fn x(&self, at: i64) -> i32 {
        let length = i128::from(self.window.to - self.window.from).max(1);
        let passed = i128::from(at.clamp(self.window.from, self.window.to) - self.window.from);
        let x = (passed * i128::from(self.width) * 2 + length) / (length * 2);
        self.left + i32::try_from(x).unwrap_or(self.width)
    }

    /// The x coordinate and the width of a time span: at least one unit wide, within the strip.
    pub(super) fn segment(&self, at: TimeSpan) -> (i32, i32) {
        let end = self.left + self.width;
        let (x, to) = (self.x(at.from).min(end - 1), self.x(at.to));
        (x, (to - x).max(1))
    }

    /// The ticks of the axis, at least `apart` units from each other: each moment with its label.
    pub(super) fn ticks(&self, zone: &TimeZone, apart: i32, locale: &Locale) -> Vec<(i64, String)> {
        let length = self.window.to - self.window.from;
        let most = i64::from((self.width / apart).max(1));
        let step = STEPS.into_iter().find(|step| length / step < most).unwrap_or(STEPS[STEPS.len() - 1]);
        let offset = |at: i64| Timestamp::from_second(at).map_or(0, |at| i64::from(zone.to_offset(at).seconds()));
        let shift = offset(self.window.from);
        let first = (self.window.from + shift).div_euclid(step) * step - shift;
        let ticks = (first..=self.window.to).step_by(usize::try_from(step).unwrap_or(1));
        ticks.filter(|at| self.window.holds(*at)).filter_map(|at| Some((at, label(at, step, zone, locale)?))).collect()
    }
}

/// The label of a tick: the time of day, or the date at midnight and for ticks that are days apart.
fn label(at: i64, step: i64, zone: &TimeZone, locale: &Locale) -> Option<String> {
    let local = zone.to_datetime(Timestamp::from_second(at).ok()?);
    // A day with a clock change is longer or shorter than 24 hours, so the tick is rounded to the nearest midnight.
    let day = if step >= DAY { local.round(Unit::Day).ok()? } else { local };
    let is_midnight = day.time() == civil::Time::midnight();
    Some(if is_midnight && step >= 3600 {
        if step >= 31_536_000 { day.year().to_string() } else { locale.short_date(day.date()) }
    } else if step < 60 {
        local.strftime("%H:%M:%S").to_string()
    } else {
        local.strftime("%H:%M").to_string()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_keep_their_distance_and_there_are_some_for_any_length() {
        let english = Locale::english().unwrap();
        for length in [1, 59, 60, 61, 3600, 10_980, 86_400, 86_401, 11 * DAY, 31 * DAY, 400 * DAY, 9000 * DAY] {
            for from in [1_732_900_020, 1_711_843_200, 0] {
                for width in [300, 880] {
                    let scale = Scale::new(TimeSpan { from, to: from + length }, 10, width);
                    let ticks = scale.ticks(&TimeZone::get("Europe/Berlin").unwrap(), 80, &english);
                    let places: Vec<i32> = ticks.iter().map(|(at, _)| scale.x(*at)).collect();
                    assert!(places.windows(2).all(|pair| pair[1] - pair[0] >= 79), "{length}: {ticks:?}");
                    assert!(places.iter().all(|x| (10..=10 + width).contains(x)), "{length}: {places:?}");
                }
            }
        }
    }

    #[test]
    fn a_tick_shows_what_the_clock_on_the_wall_shows() {
        let english = Locale::english().unwrap();
        let berlin = TimeZone::get("Europe/Berlin").unwrap();
        let from = 1_732_900_020; // 2024-11-29 18:07 in Berlin
        let labels = |length| -> Vec<String> {
            let scale = Scale::new(TimeSpan { from, to: from + length }, 0, 900);
            scale.ticks(&berlin, 90, &english).into_iter().map(|(_, label)| label).collect()
        };
        assert_eq!(labels(10_980), ["18:30", "19:00", "19:30", "20:00", "20:30", "21:00"]);
        assert_eq!(labels(60).first().map(String::as_str), Some("18:07:00"));
        assert_eq!(labels(3 * DAY)[..2], ["30 Nov", "12:00"]);
        assert_eq!(labels(7 * DAY)[..2], ["30 Nov", "1 Dec"]);
    }

    #[test]
    fn every_stretch_has_a_width_and_stays_on_the_strip() {
        let scale = Scale::new(TimeSpan { from: 0, to: 1_000_000 }, 5, 100);
        for (from, to) in [(0, 1), (999_999, 1_000_000), (0, 1_000_000), (500_000, 500_000)] {
            let (x, width) = scale.segment(TimeSpan { from, to });
            assert!(width >= 1 && x >= 5 && x + width <= 105, "{from}..{to}: {x} {width}");
        }
    }
}
