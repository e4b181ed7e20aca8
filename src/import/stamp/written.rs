//! Dates and times as far as a source writes them.

use jiff::SignedDuration;
use jiff::civil::{Date, Time};

use crate::import::zones;

/// A date, a time of day or both, as far as they are written.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::import) struct Stamp {
    pub date: Option<WrittenDate>,
    pub time: Option<Time>,
    pub zone: Option<zones::Zone>,
    /// The end of a range.
    pub until: Option<Box<Stamp>>,
    /// `T+5m`: how long after the beginning.
    pub after: Option<SignedDuration>,
    /// How the source says that it is not exact: `~`, `approx.`
    pub about: bool,
    /// The stamp as it was written.
    pub text: String,
}

/// A date as far as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import) struct WrittenDate {
    /// Left out, it is that of the document.
    pub year: Option<i16>,
    pub month: i8,
    pub day: i8,
    /// Whether day and month could be the other way round.
    pub is_ambiguous: bool,
    /// Whether the day is written before the month.
    pub(super) is_day_first: bool,
}

impl WrittenDate {
    /// The date in the order of day and month that the document uses, where that is known.
    pub(in crate::import) fn in_order(self, day_first: Option<bool>) -> Self {
        match day_first {
            Some(order) if self.is_ambiguous && order != self.is_day_first => {
                Self { month: self.day, day: self.month, is_ambiguous: false, is_day_first: order, ..self }
            }
            Some(_) => Self { is_ambiguous: false, ..self },
            None => self,
        }
    }

    /// How it is read, in words.
    pub(in crate::import) fn order(self) -> &'static str {
        if self.is_day_first { "day, month and year" } else { "month, day and year" }
    }

    /// The day, in the year of the document where it names none.
    pub(in crate::import) fn date(self, year: Option<i16>) -> Option<Date> {
        Date::new(self.year.or(year)?, self.month, self.day).ok().filter(|day| (1..=9998).contains(&day.year()))
    }
}
