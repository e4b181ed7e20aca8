//! `/calendar.ics` (RFC 5545): follow-up dates and due dates of open action items, upcoming or within the last 90 days. Every event
//! lasts a whole day.

use std::collections::HashMap;
use std::io::Write;

use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::Offset;

use crate::archive::{Schedule, VisibleIncident};
use crate::error::Result;
use crate::incident::Action;
use crate::prose::time;
use crate::site::address;
use crate::site::output::write;
use crate::site::renderer::Renderer;

/// The maximum length of a line in bytes, without the line break (RFC 5545, 3.1).
const LINE: usize = 75;
/// For how many days after its date an event is kept. Items overdue for longer are in the lists of action items.
const PAST_DAYS: i64 = 90;

/// Writes the calendar. Duplicates have no events; the incident that they repeat has.
pub(in crate::site) fn calendar(site: &Renderer, out: &mut dyn Write) -> Result<()> {
    let mut text = String::new();
    line(&mut text, "BEGIN", "VCALENDAR");
    line(&mut text, "VERSION", "2.0");
    line(&mut text, "PRODID", &format!("-//pir-site//pir-site {}//EN", env!("CARGO_PKG_VERSION")));
    line(&mut text, "X-WR-CALNAME", &escaped(&site.config.title));
    let mut uids = Uids { host: host(site), taken: HashMap::new() };
    let without_events = text.len();
    let as_of = site.view.as_of;
    let first = as_of.saturating_sub(PAST_DAYS.days());
    for case in site.view.cases.iter().filter(|case| case.incident.counts()) {
        let schedule = Schedule::of(case, &site.config, &site.locale);
        // A date that comes only from the policy is dropped once it has passed, because it is unknown whether it was met.
        let first_review = if schedule.from_policy { as_of } else { first };
        for day in schedule.days.iter().filter(|day| day.done.is_none() && day.due >= first_review) {
            let (id, title) = (("id", (&case.incident.id).into()), ("title", (&case.incident.title).into()));
            let title = match &day.what {
                Some(what) => site.locale.format("calendar_follow_up_what", &[id, title, ("what", what.into())]),
                None => site.locale.format("calendar_follow_up", &[id, title]),
            };
            let uid = uids.unique(&format!("{}-follow-up-{}", case.slug, day.due));
            event(site, case, &uid, day.due, &title, None, &mut text);
        }
        for action in case.incident.actions.iter().filter(|action| action.status.is_open()) {
            let Some(due) = action.due.filter(|due| due.0 >= first) else { continue };
            let (id, title) = (("id", (&case.incident.id).into()), ("title", (&action.title).into()));
            let title = site.locale.format("calendar_due", &[id, title]);
            let id = action.id.as_deref().unwrap_or_default();
            let uid = uids.unique(&format!("{}-action-{id}", case.slug));
            event(site, case, &uid, due.0, &title, Some(action), &mut text);
        }
    }
    if text.len() == without_events {
        time_zone(&mut text);
    }
    line(&mut text, "END", "VCALENDAR");
    write(out, text.as_bytes())
}

/// Generates unique event identifiers (RFC 5545, 3.8.4.7).
struct Uids<'a> {
    host: &'a str,
    taken: HashMap<String, usize>,
}

impl Uids<'_> {
    /// An identifier derived from a name. Equal names are numbered.
    fn unique(&mut self, name: &str) -> String {
        let mut name = name.to_owned();
        loop {
            let count = self.taken.entry(name.clone()).or_default();
            *count += 1;
            match *count {
                1 => return format!("{name}@{}", self.host),
                count => name = format!("{name}-{count}"),
            }
        }
    }
}

/// Adds a `VTIMEZONE` for UTC to a calendar without events, which must have at least one component (RFC 5545, 3.6).
fn time_zone(text: &mut String) {
    line(text, "BEGIN", "VTIMEZONE");
    line(text, "TZID", "UTC");
    line(text, "BEGIN", "STANDARD");
    line(text, "DTSTART", "19700101T000000");
    line(text, "TZOFFSETFROM", "+0000");
    line(text, "TZOFFSETTO", "+0000");
    line(text, "END", "STANDARD");
    line(text, "END", "VTIMEZONE");
}

fn event(site: &Renderer, case: &VisibleIncident, uid: &str, day: Date, title: &str, action: Option<&Action>, text: &mut String) {
    let stamp = basic(&time::iso(Offset::UTC.to_datetime(case.updated(&site.config.zone))));
    let who = action.and_then(|action| action.owner.as_deref().or(action.team.as_deref()));
    line(text, "BEGIN", "VEVENT");
    line(text, "UID", &escaped(uid));
    line(text, "DTSTAMP", &stamp);
    line(text, "DTSTART;VALUE=DATE", &basic(&time::date(day)));
    if let Ok(next) = day.tomorrow() {
        line(text, "DTEND;VALUE=DATE", &basic(&time::date(next)));
    }
    line(text, "SUMMARY", &escaped(title));
    if let Some(who) = who {
        line(text, "DESCRIPTION", &escaped(&site.locale.format("calendar_owner", &[("owner", who.into())])));
    }
    if let Some(base) = &site.config.base_url {
        line(text, "URL", &format!("{base}{}", address::incident(case)));
    }
    line(text, "TRANSP", "TRANSPARENT");
    line(text, "END", "VEVENT");
}

/// The host part of event identifiers: that of the base URL, or `pir-site`.
fn host(site: &Renderer) -> &str {
    let after_scheme = site.config.base_url.as_deref().and_then(|url| url.split_once("://")).map(|(_, rest)| rest);
    after_scheme.and_then(|rest| rest.split(['/', ':']).next()).unwrap_or("pir-site")
}

/// Converts a date or time from the extended to the basic format of ISO 8601, which has no separators.
fn basic(extended: &str) -> String {
    extended.replace(['-', ':'], "")
}

/// Escapes a text value (RFC 5545, 3.3.11) and removes control characters.
fn escaped(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => value.extend(['\\', c]),
            '\n' => value.push_str("\\n"),
            c if c.is_control() => {}
            c => value.push(c),
        }
    }
    value
}

/// Adds a content line. Long lines are folded, but never within a character.
fn line(text: &mut String, name: &str, value: &str) {
    let whole = format!("{name}:{value}");
    let mut rest = whole.as_str();
    let mut limit = LINE;
    while rest.len() > limit {
        let (head, tail) = rest.split_at(rest.floor_char_boundary(limit));
        text.push_str(head);
        text.push_str("\r\n ");
        rest = tail;
        // The leading space of a continuation line counts too.
        limit = LINE - 1;
    }
    text.push_str(rest);
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_between_characters() {
        let mut text = String::new();
        let value = "é日本🎉;".repeat(40);
        line(&mut text, "SUMMARY", &value);
        assert!(text.split("\r\n").all(|line| line.len() <= LINE), "{text}");
        assert_eq!(text.replace("\r\n ", ""), format!("SUMMARY:{value}\r\n"));
    }

    #[test]
    fn signs_of_the_format_are_text() {
        assert_eq!(escaped("a;b,c\\d\ne\u{7}"), "a\\;b\\,c\\\\d\\ne");
    }
}
