//! Dates anywhere in a text, and the order of day and month.

use jiff::civil::Date;

use super::cursor::{Cursor, date_of};
use super::pattern::{DATES, month};
use super::written::WrittenDate;
use crate::import::pattern::Pattern;

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
