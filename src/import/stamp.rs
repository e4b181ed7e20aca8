//! Dates and times as people write them at the beginning of a line: `14:32 UTC - ...`, `**2:32 PM PT**`, `2024-03-05 14:32–14:40`.

use std::sync::LazyLock;

use jiff::SignedDuration;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use regex::{Captures, Regex};

use super::zones;

/// A date, a time of day or both, as far as they are written.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Stamp {
    pub date: Option<Written>,
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
pub(super) struct Written {
    /// Left out, it is that of the document.
    pub year: Option<i16>,
    pub month: i8,
    pub day: i8,
    /// Whether day and month could be the other way round.
    pub is_ambiguous: bool,
    /// Whether the day is written before the month.
    is_day_first: bool,
}

impl Written {
    /// The date in the order of day and month that the document uses, where that is known.
    pub(super) fn in_order(self, day_first: Option<bool>) -> Self {
        match day_first {
            Some(order) if self.is_ambiguous && order != self.is_day_first => {
                Self { month: self.day, day: self.month, is_ambiguous: false, is_day_first: order, ..self }
            }
            Some(_) => Self { is_ambiguous: false, ..self },
            None => self,
        }
    }

    /// How it is read, in words.
    pub(super) fn order(self) -> &'static str {
        if self.is_day_first { "day, month and year" } else { "month, day and year" }
    }

    /// The day, in the year of the document where it names none.
    pub(super) fn date(self, year: Option<i16>) -> Option<Date> {
        Date::new(self.year.or(year)?, self.month, self.day).ok().filter(|day| (1..=9998).contains(&day.year()))
    }
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

fn expression(text: &str) -> Option<Regex> {
    Regex::new(text).ok()
}

const MONTH: &str = r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?";

static WEEKDAY: LazyLock<Option<Regex>> =
    LazyLock::new(|| expression(r"(?i)^(?:mon|tue|wed|thu|fri|sat|sun)(?:day|sday|nesday|rsday|urday|s|rs|r)?\.?,?\s+"));

/// The spellings of a date, each with the groups that it names.
static DATES: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    [
        r"^(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})".to_owned(),
        r"^(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})".to_owned(),
        r"^(?P<one>\d{1,2})/(?P<two>\d{1,2})/(?P<y>\d{4}|\d{2})".to_owned(),
        r"^(?P<first>\d{1,2})-(?P<second>\d{1,2})-(?P<y>\d{4})".to_owned(),
        format!(r"(?i)^{MONTH}\s+(?P<d>\d{{1,2}})\s*[-–—]\s*\d{{1,2}},?\s+(?P<y>\d{{4}})"),
        format!(r"(?i)^{MONTH}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<y>\d{{4}}))?"),
        format!(r"(?i)^(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?{MONTH}(?:,?[\s-]+(?P<y>\d{{4}}))?"),
    ]
    .iter()
    .filter_map(|text| Regex::new(text).ok())
    .collect()
});

/// The spellings of a time of day.
static TIMES: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    [
        r"(?i)^(?P<h>\d{1,2})[:h](?P<m>[0-5]\d)(?::(?P<s>[0-6]\d)(?:[.,]\d+)?)?(?:\s*(?P<half>[ap])\.?m\b\.?|(?P<letter>[ap])\b|\s*(?:uhr|hrs)\b)?",
        r"(?i)^(?P<h>\d{1,2})\s*(?P<half>[ap])\.?m\b\.?",
        r"^(?P<h>\d{2})(?P<m>[0-5]\d)(?:Z|h\b|\s*(?:UTC|hrs|hours)\b)",
        r"(?i)^(?P<h>\d{1,2})\.(?P<m>[0-5]\d)(?:\s*(?P<half>[ap])\.?m\b\.?|\s*(?:uhr|hrs)\b|(?P<dotted>\b))",
    ]
    .iter()
    .filter_map(|text| Regex::new(text).ok())
    .collect()
});

static ABOUT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    expression(r"(?i)^(?:~|≈|approx(?:\.|imately)?|about|around|circa|ca?\.|roughly|(?:just|shortly) (?:after|before))\s*")
});
/// A word before a moment that says no more than that one follows.
static LEAD: LazyLock<Option<Regex>> = LazyLock::new(|| expression(r"(?i)^(?:at|on)\s+"));
static BETWEEN: LazyLock<Option<Regex>> =
    LazyLock::new(|| expression(r"(?i)^\s*(?:–|—|-{1,2}|~|→|->|to\b|until\b|till\b|and\b)\s*"));
/// `10:45~`, `10:45ish`.
static ISH: LazyLock<Option<Regex>> = LazyLock::new(|| expression(r"(?i)^(?:\s?~|-?ish\b)"));
/// `T+5m`, `T+1h 5m`, `T-00:10`, `T0`.
static AFTER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    expression(
        r"(?i)^T\s?(?:(?P<sign>[+−-])\s?)?(?:(?P<hh>\d+):(?P<mm>[0-5]\d)(?::(?P<ss>[0-5]\d))?|(?:(?P<d>\d+)\s?d(?:ays?)?\s?)?(?:(?P<h>\d+)\s?h(?:ours?|rs?)?\s?)?(?:(?P<m>\d+)\s?m(?:in(?:ute)?s?)?\s?)?(?:(?P<s>\d+)\s?s(?:ec(?:ond)?s?)?)?(?P<zero>0)?)(?:\b|$)",
    )
});
/// What follows a number that is an amount and no time: `1.25 million`, `2.50%`.
static UNIT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    expression(
        r"(?i)^(?:[.\d%€$£]|\s*(?:%|[kmgt]i?b\b|m?s\b|x\b|sec|min|hours?\b|days?\b|million|billion|thousand|percent|times\b))",
    )
});
static SEPARATOR: LazyLock<Option<Regex>> =
    LazyLock::new(|| expression(r"^(?:\s*(?:[-–—:|,→•»]|->|=>|\x{2212})+\s+|\s*(?:[–—:|→•»]|->|=>)+\s*|\s+|$)"));

/// A text that is being read from its beginning.
struct Cursor<'t> {
    rest: &'t str,
}

impl Cursor<'_> {
    fn take(&mut self, expression: Option<&Regex>) -> bool {
        let end = expression.and_then(|it| it.find(self.rest)).map(|found| found.end()).filter(|end| *end > 0);
        self.rest = &self.rest[end.unwrap_or(0)..];
        end.is_some()
    }

    fn take_any<T>(&mut self, expressions: &[Regex], read: impl Fn(&Captures<'_>) -> Option<T>) -> Option<T> {
        expressions.iter().find_map(|expression| {
            let found = expression.captures(self.rest)?;
            let whole = found.get(0)?;
            // `2024-03-051` is no date and `14:325` no time.
            let behind = &self.rest[whole.end()..];
            let is_glued = behind.starts_with(|next: char| next.is_ascii_digit());
            let is_amount = found.name("dotted").is_some() && UNIT.as_ref().is_some_and(|unit| unit.is_match(behind));
            let read = read(&found).filter(|_| !is_glued && !is_amount)?;
            self.rest = &self.rest[whole.end()..];
            Some(read)
        })
    }

    fn skip(&mut self, marks: &[char]) {
        self.rest = self.rest.trim_start_matches(|c: char| c == ' ' || marks.contains(&c));
    }

    fn stamp(&mut self) -> Option<Stamp> {
        let begin = self.rest;
        if let Some(after) = self.after() {
            let text = begin[..begin.len() - self.rest.len()].trim().to_owned();
            return Some(Stamp { after: Some(after), text, ..Stamp::default() });
        }
        self.take(LEAD.as_ref());
        let mut about = self.take(ABOUT.as_ref());
        self.take(WEEKDAY.as_ref());
        let mut date = self.take_any(&DATES, date_of);
        let after_date = self.rest;
        if date.is_some() {
            about |= self.skip_to_time();
        }
        let time = self.take_any(&TIMES, time_of);
        if time.is_none() {
            self.rest = after_date;
        }
        date.is_some().then_some(()).or(time.map(|_| ()))?;
        about |= time.is_some() && self.is_not_exact();
        // `1432 UTC` ends with its zone.
        let taken = &begin[..begin.len() - self.rest.len()];
        let mut zone = if taken.ends_with('Z') || taken.ends_with("UTC") {
            Some(zones::Zone::utc())
        } else {
            // `09:00-10:00` is a range, and an offset only behind a day.
            let is_range =
                date.is_none() && self.rest.starts_with('-') && TIMES.iter().any(|time| time.is_match(&self.rest[1..]));
            time.filter(|_| !is_range).and_then(|_| self.zone())
        };
        if date.is_none() {
            date = self.date_behind();
            zone = zone.or_else(|| date.and_then(|_| self.zone()));
        }
        let text = begin[..begin.len() - self.rest.len()].trim().to_owned();
        Some(Stamp { date, time, zone, about, text, ..Stamp::default() })
    }

    /// Skips what stands between a date and its time: `**2024-03-05** 14:32`, `2024-03-05 - 14:32`, `Mar 5 (Tue), around 14:32`.
    /// Returns whether it says that the time is not exact.
    fn skip_to_time(&mut self) -> bool {
        self.rest =
            self.rest.strip_prefix('T').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit())).unwrap_or(self.rest);
        self.skip(&[',']);
        self.rest = self.rest.strip_prefix("at ").or_else(|| self.rest.strip_prefix("@")).unwrap_or(self.rest);
        self.skip(&[]);
        let mut ahead =
            Cursor { rest: self.rest.trim_start_matches(['*', '`', ']', ')', '-', '–', '—', '|', ':', ' ', '[', '(']) };
        ahead.take(WEEKDAY.as_ref());
        ahead.skip(&[',', ')']);
        let about = ahead.take(ABOUT.as_ref());
        let has_time = TIMES.iter().any(|time| time.is_match(ahead.rest));
        if has_time {
            self.rest = ahead.rest;
        }
        about && has_time
    }

    /// Skips what says behind a time that it is not exact. In `10:45~11:00` it stands for a range.
    fn is_not_exact(&mut self) -> bool {
        let mut ahead = Cursor { rest: self.rest };
        let found = ahead.take(ISH.as_ref()) && !ahead.rest.trim_start().starts_with(|c: char| c.is_ascii_digit());
        if found {
            self.rest = ahead.rest;
        }
        found
    }

    /// A date behind its time: `14:32 on 5 March 2024`, `14:32 (2024-03-05)`.
    fn date_behind(&mut self) -> Option<Written> {
        let mut ahead = Cursor { rest: self.rest.trim_start_matches([' ', ',', '(']) };
        let is_named = ahead.take(LEAD.as_ref());
        ahead.take(WEEKDAY.as_ref());
        let date = ahead.take_any(&DATES, date_of).filter(|date| is_named || date.year.is_some())?;
        self.rest = ahead.rest.strip_prefix(')').unwrap_or(ahead.rest);
        Some(date)
    }

    /// `T+5m`.
    fn after(&mut self) -> Option<SignedDuration> {
        let found = AFTER.as_ref()?.captures(self.rest)?;
        let number = |name: &str| found.name(name).and_then(|it| it.as_str().parse::<i64>().ok());
        let parts = ["hh", "mm", "ss", "d", "h", "m", "s", "zero"].map(number);
        parts.iter().any(Option::is_some).then_some(())?;
        let [hh, mm, ss, d, h, m, s, _] = parts.map(|part| part.unwrap_or(0).min(100_000));
        let seconds = (d * 24 + hh + h) * 3600 + (mm + m) * 60 + ss + s;
        let sign = found.name("sign").map_or("+", |sign| sign.as_str());
        self.rest = &self.rest[found[0].len()..];
        Some(SignedDuration::from_secs(if sign == "+" { seconds } else { -seconds }))
    }

    /// A zone behind a time: `UTC`, `(PT)`, `+01:00`, `Z`.
    fn zone(&mut self) -> Option<zones::Zone> {
        let text = self.rest.trim_start_matches([' ', '\u{a0}']);
        let (inner, close) =
            text.strip_prefix('(').or_else(|| text.strip_prefix('[')).map_or((text, false), |inner| (inner, true));
        let is_glued = text.len() == self.rest.len() && !close;
        let (zone, rest) = match inner.split_once([')', ']']).filter(|_| close).and_then(|(word, _)| zones::place(word)) {
            Some(zone) => (zone, &inner[inner.find([')', ']'])?..]),
            None => zones::prefix(inner, is_glued)?,
        };
        self.rest = if close { rest.strip_prefix([')', ']'])? } else { rest };
        // `AEST (UTC+10)` says itself what the abbreviation stands for.
        let explicit = self.rest.trim_start_matches([' ', '(', '/', ',', '—', '–']);
        if zone.abbreviation.is_some()
            && explicit.starts_with(['U', 'G'])
            && let Some((fixed, rest)) = zones::prefix(explicit, false).filter(|(fixed, _)| fixed.is_fixed())
        {
            self.rest = rest.strip_prefix(')').unwrap_or(rest);
            return Some(fixed);
        }
        Some(zone)
    }
}

fn date_of(found: &Captures<'_>) -> Option<Written> {
    let number = |name: &str| found.name(name).and_then(|it| it.as_str().parse::<i16>().ok());
    let year = number("y").map(|year| if year < 100 { year + 2000 } else { year });
    let pair = |one: &str, two: &str| Some((number(one)?, number(two)?));
    let (first, second, by_default) = match (pair("one", "two"), pair("first", "second")) {
        (Some((one, two)), _) => (one, two, false),
        (None, Some((one, two))) => (one, two, true),
        _ => {
            let month = match found.name("name").map(|name| name.as_str().to_lowercase()) {
                Some(name) => i16::try_from(MONTHS.iter().position(|month| name.starts_with(month))?).ok()? + 1,
                None => number("m")?,
            };
            (number("d")?, month, true)
        }
    };
    let is_ambiguous = found.name("d").is_none() && first <= 12 && second <= 12 && first != second;
    let is_day_first =
        if is_ambiguous || found.name("d").is_some() { by_default } else { first > 12 || second <= 12 && by_default };
    let (day, month) = if is_day_first { (first, second) } else { (second, first) };
    let written = Written { year, month: i8::try_from(month).ok()?, day: i8::try_from(day).ok()?, is_ambiguous, is_day_first };
    written.date(Some(2024)).map(|_| written)
}

fn time_of(found: &Captures<'_>) -> Option<Time> {
    let number = |name: &str| found.name(name).and_then(|it| it.as_str().parse::<i8>().ok());
    let hour = number("h")?;
    let hour = match found.name("half").or_else(|| found.name("letter")).map(|half| half.as_str().to_lowercase()) {
        Some(half) => (1..=12).contains(&hour).then_some(hour % 12 + if half == "p" { 12 } else { 0 })?,
        None => hour,
    };
    Time::new(hour, number("m").unwrap_or(0), number("s").unwrap_or(0).min(59), 0).ok()
}

/// Marks that people put around a time.
const MARKS: [char; 6] = ['*', '_', '`', '[', '(', '<'];
const ENDS: [char; 6] = ['*', '_', '`', ']', ')', '>'];

/// The stamp at the beginning of a line, and what stands behind it. `None` where the line does not begin with one.
pub(super) fn prefix(line: &str) -> Option<(Stamp, &str)> {
    let mut reader = Cursor { rest: line.trim_start() };
    reader.skip(&MARKS);
    let begin = reader.rest;
    let mut stamp = reader.stamp()?;
    let after = reader.rest;
    if stamp.time.is_some() || stamp.date.is_some() {
        stamp.until = range_end(&mut reader, &stamp);
        stamp.time = stamp.until.as_ref().and_then(|end| in_the_half_of(&stamp, end)).or(stamp.time);
        if stamp.until.is_none() {
            reader.rest = after;
        }
    }
    stamp.text = begin[..begin.len() - reader.rest.len()].trim().to_owned();
    let mut rest = reader.rest.trim_start_matches(ENDS);
    // `**14:32** UTC`, and `**14:32:** text`.
    if stamp.after.is_none() && stamp.zone.is_none() && stamp.time.is_some() {
        let mut behind = Cursor { rest };
        if let Some(zone) = behind.zone() {
            stamp.zone = Some(zone);
            rest = behind.rest.trim_start_matches(ENDS);
        }
    }
    let separator = SEPARATOR.as_ref()?.find(rest)?;
    let rest = &rest[separator.end()..];
    // `**14:32:** text` and `**14:32 -** text`.
    let rest = if line.trim_start().starts_with(['*', '_']) { rest.trim_start_matches(['*', '_']) } else { rest };
    let rest = rest.trim_start();
    // `**14:32 Something happened**` loses half of its marks.
    let was_open = line.trim_start().starts_with("**") && rest.matches("**").count() % 2 == 1;
    let rest = if was_open { rest.strip_suffix("**").unwrap_or(rest) } else { rest };
    Some((stamp, rest))
}

/// The end of a range behind a stamp. A dash before anything but a time is the beginning of the text.
fn range_end(reader: &mut Cursor<'_>, start: &Stamp) -> Option<Box<Stamp>> {
    let trimmed = reader.rest.trim_start_matches(['*', '`']);
    let mut ahead = Cursor { rest: trimmed };
    ahead.take(BETWEEN.as_ref()).then_some(())?;
    ahead.skip(&['*', '`']);
    let end = ahead.stamp()?;
    // A day and a time are one moment, and after a time a date alone is text.
    let fits = match (start.time, end.time) {
        (Some(_), Some(_)) => true,
        (None, None) => start.date.is_some() && end.date.is_some(),
        _ => false,
    };
    fits.then(|| {
        reader.rest = ahead.rest;
        Box::new(end)
    })
}

/// The beginning of `2:45–3:10 PM`, which has the half of the day that its end names, unless that would put it behind it.
fn in_the_half_of(start: &Stamp, end: &Stamp) -> Option<Time> {
    let names_half = |text: &str| text.to_lowercase().replace('.', "").trim_end().ends_with('m');
    let (time, until) = (start.time?, end.time?);
    let is_open = !names_half(&start.text) && until.hour() >= 12 && time.hour() < 12 && names_half(&end.text);
    let later = Time::new(time.hour() + 12, time.minute(), time.second(), 0).ok()?;
    (is_open && later <= until).then_some(later)
}

/// A text that is a stamp and nothing else.
pub(super) fn whole(text: &str) -> Option<Stamp> {
    let text = text.trim().trim_matches(['*', '_', '`']).trim();
    prefix(text).filter(|(_, rest)| rest.trim_matches(['*', '_', '`', ' ', ':', '.', ')']).is_empty()).map(|(stamp, _)| stamp)
}

/// A text that is a date and nothing else, and whether day and month could be the other way round.
pub(super) fn day(text: &str) -> Option<(Date, bool)> {
    let stamp = whole(text).filter(|stamp| stamp.time.is_none() && stamp.until.is_none() && !stamp.about)?;
    Some((stamp.date?.date(None)?, stamp.date?.is_ambiguous))
}

/// The first date anywhere in a text, and where it stands.
pub(super) fn date_in(text: &str) -> Option<(Written, std::ops::Range<usize>)> {
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
pub(super) fn yearless_in(text: &str) -> Option<Written> {
    static DAY: LazyLock<Option<Regex>> = LazyLock::new(|| {
        expression(&format!(
            r"(?i)\b(?:{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{})\b",
            MONTH.replace("name", "month")
        ))
    });
    let found = DAY.as_ref()?.find(text)?;
    Cursor { rest: &text[found.start()..] }.take_any(&DATES, date_of).filter(|date| date.year.is_none())
}

/// How a text writes this day, where day and month could be the other way round.
pub(super) fn ambiguous(text: &str, day: Date) -> Option<(&str, Written)> {
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
pub(super) fn day_comes_first(text: &str) -> Option<bool> {
    static NUMERIC: LazyLock<Option<Regex>> =
        LazyLock::new(|| expression(r"(?:^|[^\w./-])(?P<date>\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})|\d{1,2}-\d{1,2}-\d{4})\b"));
    let dates: Vec<Written> = NUMERIC
        .iter()
        .flat_map(|numeric| numeric.captures_iter(text))
        .filter_map(|found| Cursor { rest: &text[found.name("date")?.range()] }.take_any(&DATES, date_of))
        .collect();
    let (open, clear): (Vec<Written>, Vec<Written>) = dates.into_iter().partition(|date| date.is_ambiguous);
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
    static PLAIN: LazyLock<Option<Regex>> = LazyLock::new(|| {
        expression(&format!(
            r"(?i)\b(?:\d{{4}}-\d{{1,2}}-\d{{1,2}}|(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{MONTH}[^\n]{{0,12}}\d{{4}})\b"
        ))
    });
    let found = PLAIN.iter().flat_map(|plain| plain.find_iter(text));
    found.filter_map(|found| date_in(found.as_str())?.0.date(None)).collect()
}

/// The zone of a text that may say one: `all times UTC`, `Time (PT)`. An explicit offset is preferred to a name.
pub(super) fn zone_in(text: &str) -> Option<zones::Zone> {
    let marks = [' ', '(', ')', ',', '*', '_', '|', ':', '.', ';', '[', ']', '`', '\n'];
    let mut begin = 0;
    let mut found: Option<zones::Zone> = None;
    for word in text.split(marks) {
        let (before, from) = (&text[..begin], &text[begin..]);
        begin = (begin + word.len() + 1).min(text.len());
        let is_in_brackets = before.ends_with(['(', '[']) && from[word.len()..].starts_with([')', ']']);
        let place = || zones::place(word).filter(|_| is_in_brackets || zones::prefix(from, false).is_some());
        let named = zones::prefix(word, false).filter(|(_, rest)| rest.is_empty()).map(|(zone, _)| zone);
        match named.or_else(place) {
            Some(zone) if zone.is_fixed() && word.starts_with(['U', 'G']) => return Some(zone),
            zone => found = found.or(zone),
        }
    }
    found
}

/// A zone by its whole name.
pub(super) fn zone(text: &str) -> Option<TimeZone> {
    zones::place(text).or_else(|| zone_in(text)).map(|zone| zone.tz)
}
