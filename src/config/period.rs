//! A span of calendar time such as "1 month", as a policy states it.

use jiff::Span;
use jiff::civil::Date;

/// A span of calendar time, with the words in which it was stated.
#[derive(Debug, Clone)]
pub struct Period {
    text: String,
    span: Span,
}

impl Period {
    /// Reads a period in days or longer units: `5 days`, `2 weeks`, `1 month`, `1 year`.
    pub fn parse(text: &str) -> Option<Self> {
        let span: Span = text.trim().parse().ok()?;
        let whole_days = span.get_hours() == 0 && span.get_minutes() == 0 && span.get_seconds() == 0 && !span.is_negative();
        (whole_days && !span.is_zero()).then(|| Self { text: text.trim().to_owned(), span })
    }

    /// How many years, months, weeks and days it has, each with the unit's name, without those that it has none of.
    pub fn units(&self) -> impl Iterator<Item = (i64, &'static str)> {
        let span = self.span;
        let units = [
            (i64::from(span.get_years()), "year"),
            (i64::from(span.get_months()), "month"),
            (i64::from(span.get_weeks()), "week"),
            (i64::from(span.get_days()), "day"),
        ];
        units.into_iter().filter(|(count, _)| *count != 0)
    }

    /// The day that lies this long after `day`, if the calendar reaches so far.
    pub fn after(&self, day: Date) -> Option<Date> {
        day.checked_add(self.span).ok()
    }
}

/// As it was stated.
impl std::fmt::Display for Period {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_after_the_end_of_january_is_the_end_of_february() {
        let month = Period::parse("1 month").unwrap();
        assert_eq!(month.after("2024-01-31".parse().unwrap()), Some("2024-02-29".parse().unwrap()));
        assert_eq!(month.to_string(), "1 month");
    }

    #[test]
    fn what_is_no_length_of_whole_days_is_no_period() {
        for text in ["", "soon", "3 hours", "-1 day", "0 days"] {
            assert!(Period::parse(text).is_none(), "{text:?}");
        }
    }
}
