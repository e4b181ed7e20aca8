//! Dates as people write them elsewhere: `14.12.2026`, `12/14/2026`, `Dec 14 2026`.

use jiff::civil::{Date, Time};

pub(super) const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// How to write a date that has these readings, behind `key`.
pub(super) fn hint(readings: &[String], key: &str) -> Option<String> {
    let lines: Vec<String> = readings.iter().map(|reading| format!("{key}{reading}")).collect();
    (!lines.is_empty()).then(|| format!("write {}", lines.join(" or ")))
}

/// The dates that a text may stand for, each with its time, as TOML writes them.
pub(super) fn readings(written: &str) -> Option<Vec<String>> {
    let written = written.trim();
    let (date, time) = match written.rsplit_once([' ', 'T', 't']) {
        Some((date, time)) if time.contains(':') => (date.trim_end_matches([',', ' ']), Some(time)),
        _ => (written, None),
    };
    let time = match time {
        None => String::new(),
        Some(time) => {
            let clock = time.trim_end_matches(['Z', 'z']);
            let zone = if clock.len() < time.len() { "Z" } else { "" };
            format!("T{}{zone}", clock.parse::<Time>().ok()?)
        }
    };
    Some(days(date)?.into_iter().map(|day| format!("{day}{time}")).collect())
}

/// The days that a text may stand for: with dots, the day comes first; with anything else, the month may.
fn days(text: &str) -> Option<Vec<Date>> {
    let parts: Vec<&str> = text.split(['.', '/', '-', ' ', ',']).filter(|part| !part.is_empty()).collect();
    let day = |year: &str, month: u8, day: &str| {
        Date::new(year.parse().ok()?, month.try_into().ok()?, number(day)?.try_into().ok()?).ok()
    };
    let found: Vec<Option<Date>> = match parts.as_slice() {
        [whole] if whole.len() == 8 && is_number(whole) => vec![day(&whole[..4], number(&whole[4..6])?, &whole[6..])],
        [year, month, of_month] if is_year(year) => vec![day(year, month_of(month)?, of_month)],
        [one, other, year] if is_year(year) => match (number(one), number(other)) {
            (Some(_), Some(month)) if text.contains('.') => vec![day(year, month, one)],
            (Some(first), Some(second)) => vec![day(year, first, other), day(year, second, one)],
            (Some(_), None) => vec![day(year, month_of(other)?, one)],
            (None, _) => vec![day(year, month_of(one)?, other)],
        },
        _ => return None,
    };
    let mut found: Vec<Date> = found.into_iter().flatten().collect();
    found.dedup();
    Some(found)
}

fn is_number(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && is_number(text)
}

/// A number of one or two digits.
fn number(text: &str) -> Option<u8> {
    (text.len() <= 2 && is_number(text)).then(|| text.parse().ok())?
}

/// A month by its number, or by three or more letters of its English name.
fn month_of(text: &str) -> Option<u8> {
    let begins = |name: &&str| text.len() >= 3 && name.get(..text.len()).is_some_and(|start| start.eq_ignore_ascii_case(text));
    number(text).or_else(|| u8::try_from(MONTHS.iter().position(begins)? + 1).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_other_notations_are_read() {
        for (written, expected) in [
            ("14.12.2026", "write due = 2026-12-14"),
            ("03.04.2026", "write due = 2026-04-03"),
            ("14/12/2026", "write due = 2026-12-14"),
            ("12/14/2026", "write due = 2026-12-14"),
            ("14-12-2026", "write due = 2026-12-14"),
            ("2026/12/14", "write due = 2026-12-14"),
            ("2026-3-5", "write due = 2026-03-05"),
            ("20261214", "write due = 2026-12-14"),
            ("Dec 14, 2026", "write due = 2026-12-14"),
            ("14 december 2026", "write due = 2026-12-14"),
            ("05/05/2026", "write due = 2026-05-05"),
            ("03/04/2026", "write due = 2026-03-04 or due = 2026-04-03"),
            ("14.12.2026 9:05", ""),
            ("14.12.2026 09:05", "write due = 2026-12-14T09:05:00"),
            ("14/12/2026T09:05:30Z", "write due = 2026-12-14T09:05:30Z"),
            ("31.02.2026", ""),
            ("14/13/2026", ""),
            ("1.2.3", ""),
            ("ümlaut 1 2026", ""),
            ("12345678901", ""),
            ("", ""),
        ] {
            assert_eq!(
                readings(written).and_then(|readings| hint(&readings, "due = ")).unwrap_or_default(),
                expected,
                "{written}"
            );
        }
    }
}
