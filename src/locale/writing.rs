//! Formats numbers, dates, durations and lists in a language. The formats come from messages: number separators, the order of
//! dates, the names of months, and the units of time.

use std::sync::Arc;

use jiff::civil::Date;

use super::{Argument, Locale};
use crate::incident::Money;
use crate::prose::{self, Unit};

/// Messages needed for almost every text, looked up once.
#[derive(Debug, Default)]
pub(super) struct Writing {
    group: Arc<str>,
    decimal: Arc<str>,
    between_units: Arc<str>,
    /// Whether dates are in ISO format: `2024-03-15`.
    pub(super) has_iso_dates: bool,
}

impl Writing {
    pub(super) fn of(locale: &Locale) -> Self {
        let parts = |year, month, day| locale.date_of(year, month, day);
        Self {
            group: locale.text("number_group"),
            decimal: locale.text("number_decimal"),
            between_units: locale.text("duration_gap"),
            has_iso_dates: parts("2024", "03", "15") == "2024-03-15",
        }
    }
}

impl Locale {
    /// An integer: `12,400`.
    pub fn number(&self, number: usize) -> String {
        let mut text = String::new();
        self.push_number(i64::try_from(number).unwrap_or(i64::MAX), &mut text);
        text
    }

    pub(super) fn push_number(&self, number: i64, out: &mut String) {
        if number < 0 {
            out.push('−');
        }
        let digits = number.unsigned_abs().to_string();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                out.push_str(&self.writing.group);
            }
            out.push(digit);
        }
    }

    /// An amount with at most two decimals, which are omitted if they are zero: `45,000`, `12.50`.
    pub fn amount(&self, value: f64) -> String {
        self.localized(&prose::amount(value))
    }

    /// A percentage, rounded to two decimals: `80%`.
    pub fn percent(&self, value: f64) -> String {
        let number = prose::percent(value);
        self.format("percent", &[("number", self.localized(number.trim_end_matches('%')).into())])
    }

    /// An amount of money: `45,000 EUR`.
    pub fn money(&self, money: &Money) -> String {
        self.format("money", &[("amount", self.amount(money.amount).into()), ("currency", (&money.currency).into())])
    }

    /// Replaces the separators of a number in English format with those of this language.
    fn localized(&self, number: &str) -> String {
        let mut text = String::with_capacity(number.len() + 4);
        for letter in number.chars() {
            match letter {
                ',' => text.push_str(&self.writing.group),
                '.' => text.push_str(&self.writing.decimal),
                letter => text.push(letter),
            }
        }
        text
    }

    /// A duration in seconds, exact: `1 h 5 min`.
    pub fn duration(&self, seconds: i64) -> String {
        let mut text = String::with_capacity(24);
        for (count, unit) in prose::units(seconds) {
            if !text.is_empty() {
                text.push_str(&self.writing.between_units);
            }
            text.push_str(&self.format(unit_name(unit), &[("count", Argument::Number(count))]));
        }
        text
    }

    /// A duration in seconds, rounded to at most two units: `3 d 2 h`, `8.8 years`.
    pub fn brief_duration(&self, seconds: i64) -> String {
        match prose::tenths_of_years(seconds) {
            Some(tenths) => {
                let years = format!("{}{}{}", tenths / 10, self.writing.decimal, tenths % 10);
                self.format("duration_years", &[("count", years.into())])
            }
            None => self.duration(prose::rounded(seconds)),
        }
    }

    /// Adds "about" to a text if it is an estimate.
    pub fn about(&self, text: String, is_estimate: bool) -> String {
        if is_estimate { self.format("about", &[("what", text.into())]) } else { text }
    }

    /// Formats a date for the language: `2024-03-15` in English.
    pub fn date(&self, day: Date) -> String {
        self.date_of_iso(&prose::time::date(day))
    }

    /// Formats a date, given in ISO 8601, for the language.
    pub fn date_of_iso(&self, iso: &str) -> String {
        let mut parts = iso.splitn(3, '-');
        match (parts.next(), parts.next(), parts.next()) {
            (Some(year), Some(month), Some(day)) if !self.writing.has_iso_dates => self.date_of(year, month, day),
            _ => iso.to_owned(),
        }
    }

    fn date_of(&self, year: &str, month: &str, day: &str) -> String {
        self.format("date", &[("year", year.into()), ("month", month.into()), ("day", day.into())])
    }

    /// A date without year, with the name of the month: `15 Mar`.
    pub fn short_date(&self, day: Date) -> String {
        let month = self.month_name(day.month());
        self.format("date_short", &[("day", day.day().to_string().into()), ("month", (&*month).into())])
    }

    /// The abbreviated name of a month, from 1.
    pub fn month_name(&self, month: i8) -> Arc<str> {
        self.text(&format!("month_{month}"))
    }

    /// Formats a month given as in data files: `2024-03`.
    pub fn month(&self, name: &str) -> String {
        let Some((year, month)) = name.split_once('-') else { return name.to_owned() };
        self.format("month", &[("year", year.into()), ("month", month.into())])
    }

    /// Formats a quarter given as in data files: `2026-Q3` becomes `Q3 2026`.
    pub fn quarter(&self, name: &str) -> String {
        let Some((year, quarter)) = name.split_once("-Q") else { return name.to_owned() };
        self.format("quarter", &[("year", year.into()), ("quarter", quarter.into())])
    }

    /// The abbreviated name of a weekday, from 0 for Monday.
    pub fn weekday(&self, day: usize) -> Arc<str> {
        self.text(&format!("weekday_{}", day + 1))
    }

    /// Formats a configured period: `1 month`.
    pub fn period(&self, units: impl Iterator<Item = (i64, &'static str)>) -> String {
        let units: Vec<String> =
            units.map(|(count, unit)| self.format(&["period_", unit].concat(), &[("count", count.into())])).collect();
        self.list(&units)
    }

    /// A list in a sentence: `a, b and c`.
    pub fn list<T: AsRef<str>>(&self, items: &[T]) -> String {
        let Some((last, first)) = items.split_last() else { return String::new() };
        if first.is_empty() {
            return last.as_ref().to_owned();
        }
        let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
        let first = first.join(&self.text("list_gap"));
        self.format("list", &[("first", first.into()), ("last", last.as_ref().into())])
    }
}

const fn unit_name(unit: Unit) -> &'static str {
    match unit {
        Unit::Day => "duration_days",
        Unit::Hour => "duration_hours",
        Unit::Minute => "duration_minutes",
        Unit::Second => "duration_seconds",
    }
}
