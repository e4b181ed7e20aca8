//! Dates and times as far as a source writes them, and the order of day and month.

use jiff::SignedDuration;
use jiff::civil::{Date, Time};

use super::cursor::{Cursor, date_of};
use super::pattern::{DATES, month};
use crate::import::pattern::Pattern;
use crate::import::zones;

/// The first date anywhere in a text, and where it stands.
pub(in crate::import) fn date_in(text: &str) -> Option<(WrittenDate, std::ops::Range<usize>)> {
    let starts = text
        .char_indices()
        .filter(|(at, letter)| letter.is_ascii_alphanumeric() && !text[..*at].ends_with(|before: char| before.is_alphanumeric()));
    starts.into_iter().find_map(|(at, _)| {
        let mut reader = Cursor { rest: &text[at..] };
        let date = reader.take_any(&DATES, date_of).filter(|date| date.year.is_some())?;
        Some((date, at..text.len() - reader.rest.len()))
    })
}

/// The first date of a text that is written in words and names no year.
pub(in crate::import) fn yearless_in(text: &str) -> Option<WrittenDate> {
    static DAY: Pattern = Pattern::new(concat!(
        r"(?i)\b(?:",
        month!(),
        r"\s+\d{1,2}(?:st|nd|rd|th)?|\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?",
        month!(),
        r")\b"
    ));
    let found = DAY.find(text)?;
    Cursor { rest: &text[found.start()..] }.take_any(&DATES, date_of).filter(|date| date.year.is_none())
}

/// How a text writes this day, where day and month could be the other way round.
pub(in crate::import) fn ambiguous(text: &str, day: Date) -> Option<(&str, WrittenDate)> {
    let starts =
        text.char_indices().filter(|(at, letter)| letter.is_ascii_digit() && !text[..*at].ends_with(char::is_alphanumeric));
    starts.into_iter().find_map(|(at, _)| {
        let mut reader = Cursor { rest: &text[at..] };
        let date = reader.take_any(&DATES, date_of).filter(|date| date.is_ambiguous && date.date(None) == Some(day))?;
        Some((&text[at..text.len() - reader.rest.len()], date))
    })
}

/// Which of day and month comes first in the numeric dates of a text: as its clear dates have it, or so that the others lie near
/// those which are written in words or with the year first, or near each other. `None` where nothing settles it.
pub(in crate::import) fn day_comes_first(text: &str) -> Option<bool> {
    static NUMERIC: Pattern = Pattern::new(r"(?:^|[^\w./-])(?P<date>\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})|\d{1,2}-\d{1,2}-\d{4})\b");
    let dates: Vec<WrittenDate> = NUMERIC
        .captures_iter(text)
        .filter_map(|found| Cursor { rest: &text[found.name("date")?.range()] }.take_any(&DATES, date_of))
        .collect();
    let (open, clear): (Vec<WrittenDate>, Vec<WrittenDate>) = dates.into_iter().partition(|date| date.is_ambiguous);
    open.first()?;
    let clear: Vec<bool> = clear.iter().filter(|date| date.day != date.month).map(|date| date.is_day_first).collect();
    if let Some(first) = clear.first() {
        return clear.iter().all(|order| order == first).then_some(*first);
    }
    let anchors: Vec<Date> = plain_dates(text);
    let days = |order| open.iter().filter_map(move |date| date.in_order(Some(order)).date(None));
    let spread = |order: bool| {
        let all: Vec<Date> = days(order).chain(anchors.iter().copied()).collect();
        let (first, last) = (all.iter().min()?, all.iter().max()?);
        Some(first.until(*last).ok()?.get_days())
    };
    let (month_first, day_first) = (spread(false)?, spread(true)?);
    (month_first != day_first).then_some(day_first < month_first)
}

/// The dates of a text that can be read in one way only.
fn plain_dates(text: &str) -> Vec<Date> {
    static PLAIN: Pattern = Pattern::new(concat!(
        r"(?i)\b(?:\d{4}-\d{1,2}-\d{1,2}|(?:\d{1,2}(?:st|nd|rd|th)?\s+)?",
        month!(),
        r"[^\n]{0,12}\d{4})\b"
    ));
    let found = PLAIN.find_iter(text);
    found.filter_map(|found| date_in(found.as_str())?.0.date(None)).collect()
}

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
