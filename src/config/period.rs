//! Periods of calendar time in policies, such as "1 month".

use jiff::Span;
use jiff::civil::Date;

/// A period of calendar time, with its original text.
#[derive(Debug, Clone)]
pub struct Period {
    text: String,
    span: Span,
}

impl Period {
    /// Parses a period in days or longer units: `5 days`, `2 weeks`, `1 month`, `1 year`.
    pub fn parse(text: &str) -> Option<Self> {
        let span: Span = text.trim().parse().ok()?;
        let whole_days = span.get_hours() == 0 && span.get_minutes() == 0 && span.get_seconds() == 0 && !span.is_negative();
        (whole_days && !span.is_zero()).then(|| Self { text: text.trim().to_owned(), span })
    }

    /// The non-zero numbers of years, months, weeks and days, each with the name of the unit.
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

    /// The day that is one period after `day`. `None` if it is beyond the calendar.
    pub fn after(&self, day: Date) -> Option<Date> {
        day.checked_add(self.span).ok()
    }
}

/// Formats the period as it was written.
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
    fn a_period_is_a_positive_number_of_whole_days() {
        for text in ["", "soon", "3 hours", "-1 day", "0 days"] {
            assert!(Period::parse(text).is_none(), "{text:?}");
        }
    }
}
