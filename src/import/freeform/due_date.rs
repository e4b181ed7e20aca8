//! Due dates of action items. One without a year gets its year when the day of the incident is known.

use jiff::civil::Date;

use super::text::{append, put};
use crate::import::stamp::{self, WrittenDate};
use crate::incident::{Action, Day};

/// What stands before a due date without a year, which is a text until then.
const YEARLESS: &str = "Due: ";

/// Sets the due date. Returns whether the text is one.
pub(super) fn set(action: &mut Action, text: &str) -> bool {
    let text = text.trim_start_matches(['~', ' ']);
    if yearless(text).is_some() {
        append(&mut action.description, &format!("{YEARLESS}{text}"));
        return true;
    }
    day(text).is_some_and(|day| put(&mut action.due, day))
}

/// Gives a due date without a year the first year in which it is not before the incident. Returns whether there was one.
pub(super) fn add_year(action: &mut Action, incident: Date) -> bool {
    if action.due.is_some() {
        return false;
    }
    let paragraphs: Vec<&str> = action.description.as_deref().unwrap_or_default().split("\n\n").collect();
    let in_year = |written: WrittenDate, year| written.date(Some(year)).filter(|day| *day >= incident);
    let due = |text: &str| {
        let written = yearless(text.strip_prefix(YEARLESS)?)?;
        (incident.year()..=incident.year() + 1).find_map(|year| in_year(written, year))
    };
    let found = paragraphs.iter().enumerate().find_map(|(at, text)| Some((at, due(text)?)));
    let Some((at, day)) = found else { return false };
    let rest = [&paragraphs[..at], &paragraphs[at + 1..]].concat().join("\n\n");
    action.description = Some(rest).filter(|rest| !rest.is_empty());
    action.due = Some(Day(day));
    true
}

/// A text that is a day in words and names no year: `April 30`.
fn yearless(text: &str) -> Option<WrittenDate> {
    let stamp = stamp::whole(text).filter(|stamp| stamp.time.is_none() && stamp.until.is_none())?;
    stamp.date.filter(|_| stamp::yearless_in(text).is_some())
}

/// A text that is a day of a year, and no more.
pub(super) fn day(text: &str) -> Option<Day> {
    stamp::day(text).map(|(day, _)| Day(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_due_date_without_a_year_is_not_before_the_incident_and_stays_text_if_there_is_none() {
        for (text, due, description) in [
            ("April 30", Some("2025-04-30"), None),
            ("March 1", Some("2026-03-01"), None),
            ("February 29", None, Some("Due: February 29")),
        ] {
            let mut action = Action::new(String::new());
            assert!(set(&mut action, text), "{text}");
            assert_eq!(add_year(&mut action, jiff::civil::date(2025, 3, 5)), due.is_some(), "{text}");
            let found = action.due.map(|day| day.0.to_string());
            assert_eq!((found.as_deref(), action.description.as_deref()), (due, description), "{text}");
        }
    }
}
