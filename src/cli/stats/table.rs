//! Formats the archive's statistics as plain text.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use crate::archive::statistics::{AGE_DAYS, Count, Distribution, FEW, Heat, Month, OPEN_DAYS, Quarter, RECURRENCE_DAYS};
use crate::archive::{ActionState, Metric, Statistics};
use crate::config::Config;
use crate::prose;

/// The number of recent months and quarters, as on the metrics page. `--format json` contains all.
const MONTHS: usize = 24;
const QUARTERS: usize = 9;
/// The maximum number of owners, teams and services: those with the most overdue items.
const GROUPS: usize = 10;

/// All statistics, in the order of the metrics page.
pub(super) fn table(statistics: &Statistics, config: &Config) -> String {
    let mut text = format!(
        "{}, as of {}\n",
        prose::count(statistics.incidents, "incident", "incidents"),
        prose::time::date(statistics.as_of)
    );
    counts("By severity", &statistics.by_severity, &mut text);
    counts("By year", &statistics.by_year, &mut text);
    counts("By service", &statistics.by_service, &mut text);
    times(statistics, config, &mut text);
    quarters(&statistics.quarters, &mut text);
    months(&statistics.by_month, &mut text);
    heat(&statistics.heat, &mut text);
    known("How incidents were detected", statistics.detection_known, statistics.incidents, &statistics.by_detection, &mut text);
    known("Causes", statistics.causes_known, statistics.incidents, &statistics.by_cause, &mut text);
    actions(statistics, &mut text);
    let recurrence = &statistics.recurrence;
    let _ = writeln!(text, "Recurrence within {RECURRENCE_DAYS} days: {} of {}", recurrence.pairs.len(), recurrence.of);
    let reviews = &statistics.reviews;
    if reviews.of() + reviews.pending > 0 {
        let (in_time, judged, late, pending) = (reviews.in_time, reviews.of(), reviews.late, reviews.pending);
        let _ = writeln!(text, "Reviews published in time: {in_time} of {judged}; {late} late, {pending} not due yet");
    }
    if statistics.incidents < FEW {
        text.push_str("\nSo few incidents say little about the next one.\n");
    }
    text
}

fn times(statistics: &Statistics, config: &Config, text: &mut String) {
    let _ = write!(text, "\n{:<20} {:>20} {:>20}   known\n", "Times", "median", "90th pct");
    for metric in Metric::TIMES {
        let Some(distribution) = statistics.metric(metric) else { continue };
        let _ = writeln!(
            text,
            "{:<20} {:>20} {:>20}   {} of {}: {}",
            metric.label(),
            length(distribution, distribution.median()),
            length(distribution, distribution.percentile(90)),
            distribution.known(),
            distribution.of,
            metric.definition(config.measure_from),
        );
    }
}

/// A duration, prefixed with `~` if it is an estimate.
fn length(distribution: &Distribution, seconds: Option<i64>) -> String {
    let Some(seconds) = seconds else { return "unknown".to_owned() };
    let length = prose::brief_duration(seconds).replace('\u{a0}', " ");
    if distribution.is_approximate() { format!("~{length}") } else { length }
}

/// The recent quarters, each with its median times.
fn quarters(all: &[Quarter], text: &mut String) {
    let shown = &all[all.len().saturating_sub(QUARTERS)..];
    if shown.is_empty() {
        return;
    }
    let _ = write!(text, "\n{:<9} {:>9}", "Quarter", "incidents");
    for head in ["detect", "acknowledge", "mitigate", "resolve"] {
        let _ = write!(text, " {head:>18}");
    }
    text.push_str("   again   in time\n");
    for quarter in shown {
        let _ = write!(text, "{:<9} {:>9}", quarter.name, quarter.count);
        for (_, times) in quarter.metrics.iter().filter(|(metric, _)| Metric::TIMES.contains(metric)) {
            let median = times.median().map_or_else(|| "-".to_owned(), |median| length(times, Some(median)));
            let _ = write!(text, " {median:>18}");
        }
        let _ = writeln!(text, " {:>7}   {} of {}", quarter.recurred, quarter.reviews.in_time, quarter.reviews.of());
    }
}

/// The recent months, each by severity.
fn months(all: &[Month], text: &mut String) {
    let shown = &all[all.len().saturating_sub(MONTHS)..];
    let Some(first) = shown.first() else { return };
    let _ = write!(text, "\n{:<9} {:>9}", "Month", "incidents");
    for severity in &first.by_severity {
        let _ = write!(text, " {:>7}", severity.label);
    }
    text.push('\n');
    for month in shown {
        let _ = write!(text, "{:<9} {:>9}", month.name, month.count);
        for severity in &month.by_severity {
            let _ = write!(text, " {:>7}", severity.count);
        }
        text.push('\n');
    }
}

fn heat(heat: &Heat, text: &mut String) {
    let _ = write!(text, "\nBy weekday and hour of the start (known for {} of {})\n    ", heat.known, heat.of);
    for hour in 0..24 {
        let _ = write!(text, "{hour:>4}");
    }
    for (day, hours) in ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].iter().zip(&heat.hours) {
        let _ = write!(text, "\n{day} ");
        for count in hours {
            let _ = write!(text, "{:>4}", if *count == 0 { "·".to_owned() } else { count.to_string() });
        }
    }
    text.push('\n');
}

fn actions(statistics: &Statistics, text: &mut String) {
    let items = &statistics.action_items;
    let (overdue, done, wont_do) =
        (items.counts.of(ActionState::Overdue), items.counts.of(ActionState::Done), items.counts.of(ActionState::WontDo));
    let _ = write!(
        text,
        "\nAction items: {} open, {overdue} of them overdue; {done} done, {wont_do} won't be done; {} in all\n",
        items.counts.open(),
        items.counts.total()
    );
    for (label, days, definition) in [("Done after", &items.open_days, OPEN_DAYS), ("Open for", &items.age_days, AGE_DAYS)] {
        let Some((median, p90)) = days.median().zip(days.percentile(90)) else { continue };
        let (known, of) = (days.known(), days.of);
        let _ = writeln!(text, "  {label}: median {median} d, 90th pct {p90} d; known for {known} of {of}: {definition}");
    }
    if items.counts.open() == 0 {
        return;
    }
    for (by, groups) in &items.by {
        let width = groups.iter().map(|group| group.name.width()).max().unwrap_or_default().max(12);
        let _ = writeln!(text, "  by {} {:>9} {:>6}", filled(by.key(), width), "overdue", "open");
        for group in groups.iter().filter(|group| group.counts.open() > 0).take(GROUPS) {
            let name = if group.name.is_empty() { "-" } else { &group.name };
            let (overdue, open) = (group.counts.of(ActionState::Overdue), group.counts.open());
            let _ = writeln!(text, "     {} {overdue:>9} {open:>6}", filled(name, width));
        }
    }
}

/// A name, padded to the display width of its column.
fn filled(name: &str, width: usize) -> String {
    format!("{name}{:fill$}", "", fill = width.saturating_sub(name.width()))
}

fn counts(title: &str, counts: &[Count], text: &mut String) {
    let shown: Vec<&Count> = counts.iter().filter(|count| count.count > 0).collect();
    if shown.is_empty() {
        return;
    }
    let width = shown.iter().map(|count| count.label.width()).max().unwrap_or_default();
    let _ = write!(text, "\n{title}\n");
    for Count { label, count, .. } in shown {
        let _ = writeln!(text, "  {}  {count:>6}", filled(label, width));
    }
}

fn known(title: &str, known: usize, of: usize, each: &[Count], text: &mut String) {
    counts(&format!("{title} (known for {known} of {of})"), each, text);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_as_wide_as_its_widest_name_is_on_a_terminal() {
        let count = |label: &str| Count { name: label.to_owned(), label: label.to_owned(), count: 1 };
        let mut text = String::new();
        counts("By service", &[count("決済"), count("api"), count("none so far, and long")], &mut text);
        let ends: Vec<usize> = text.lines().skip(2).map(UnicodeWidthStr::width).collect();
        assert_eq!(ends, [ends[0]; 3], "{text}");
    }
}
