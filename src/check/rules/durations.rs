//! Stated lengths of time that the milestones contradict.

use std::sync::LazyLock;

use jiff::{Span, SpanRelativeTo, Unit};
use regex::Regex;

use crate::check::context::RuleContext;
use crate::check::rule::Rule;
use crate::check::text::Passage;
use crate::config::MeasureFrom;
use crate::diagnostic::{Diagnostic, at};
use crate::incident::{Milestone, seconds_between};
use crate::prose;

/// A stated duration that the milestones contradict.
pub(super) fn stated_duration(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let Some(text) = ctx.impact.as_ref().and_then(|impact| impact.duration.as_deref()) else { return };
    let Some(stated) = Stated::read(text) else { return };
    let lengths = lengths(ctx).unwrap_or_default();
    let Some((from, to, length)) = lengths.first().copied() else { return };
    if lengths.iter().any(|(_, _, length)| stated.agrees_with(*length)) {
        return;
    }
    let length = prose::duration(length).replace('\u{a0}', " ");
    let message = format!("the stated duration is {text}, but from {} to {} it was {length}", from.as_str(), to.as_str());
    let label = format!("{} is set here", to.as_str());
    found.push(rule.violation(ctx.at(at!["impact", "duration"]), message).related(label, ctx.at(ctx.path_of(to))));
}

/// The lengths in seconds that a person may have meant, the whole duration first; none where an end is an estimate.
pub(super) fn lengths(ctx: &RuleContext<'_>) -> Option<Vec<(Milestone, Milestone, i64)>> {
    let mut lengths = Vec::new();
    let starts: &[Milestone] = match ctx.checker.config.measure_from {
        MeasureFrom::Started => &[Milestone::Started],
        MeasureFrom::Detected => &[Milestone::Started, Milestone::Detected],
    };
    for from in starts {
        for to in [Milestone::Resolved, Milestone::Mitigated] {
            let ends = ctx.milestone(*from).zip(ctx.milestone(to));
            let Some((start, end)) = ends.and_then(|(start, end)| start.instant().zip(end.instant())) else { continue };
            if ctx.milestones.is_approximate(*from) || ctx.milestones.is_approximate(to) {
                return None;
            }
            lengths.push((*from, to, seconds_between(start, end)));
        }
    }
    Some(lengths)
}

/// A length of time as a person states it: rounded to the smallest unit that it names.
pub(super) struct Stated {
    seconds: f64,
    unit: f64,
}

impl Stated {
    /// Reads `1h 5m`, `65 minutes` or `PT65M`. What is said in other words is no cross-check.
    pub(super) fn read(text: &str) -> Option<Self> {
        let span: Span = text.trim().replace(" and ", " ").parse().ok()?;
        let seconds = span.total((Unit::Second, SpanRelativeTo::days_are_24_hours())).ok()?;
        let unit = match span {
            _ if span.get_seconds() != 0 => 1.0,
            _ if span.get_minutes() != 0 => 60.0,
            _ if span.get_hours() != 0 => 3600.0,
            _ => 86_400.0,
        };
        Some(Self { seconds, unit })
    }

    /// Milestones are commonly known to the minute, so that much is never a contradiction.
    pub(super) fn agrees_with(&self, seconds: i64) -> bool {
        #[expect(clippy::cast_precision_loss, reason = "a length of time in seconds is far below 2^52")]
        let difference = (self.seconds - seconds as f64).abs();
        difference <= (self.unit / 2.0).max(60.0)
    }

    /// Whether it is certainly longer than so many seconds.
    pub(super) fn is_longer_than(&self, seconds: i64) -> bool {
        #[expect(clippy::cast_precision_loss, reason = "a length of time in seconds is far below 2^52")]
        let is_longer = self.seconds > seconds as f64;
        is_longer && !self.agrees_with(seconds)
    }
}

const NUMBERS: [&str; 12] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// A length as titles and sentences state it, behind the words that say of what.
static OF_TITLE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(&format!(r"(?i)\bfor {LENGTH}|\b(?P<size>\d+)[- ](?P<unit>minute|hour|day)s?[- ](?:long )?(?:outage|incident|downtime|disruption)\b")).ok()
});
static OF_INCIDENT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(&format!(r"(?i)\b(?:incident|outage|downtime|disruption) (?:that )?lasted (?:for )?(?:a total of )?{LENGTH}")).ok()
});
const LENGTH: &str = r"(?P<length>(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) (?:minutes?|hours?|days?)(?:(?:,| and|, and)? \d+ minutes?)?)\b";

/// A text that says how long the incident lasted, and milestones that say otherwise.
pub(super) fn contradictory_length(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let lengths = lengths(ctx).unwrap_or_default();
    let Some((from, to, length)) = lengths.iter().copied().max_by_key(|(_, _, length)| *length) else { return };
    if !ctx.checker.speaks_english() {
        return;
    }
    for passage in ctx.passages() {
        let is_title = passage.keys().eq(["title"]);
        let pattern = match passage.keys().next() {
            Some("title") if is_title => OF_TITLE.as_ref(),
            Some("summary" | "impact") => OF_INCIDENT.as_ref(),
            _ => None,
        };
        for (bytes, stated) in pattern.into_iter().flat_map(|pattern| stated(pattern, passage)) {
            let agrees = lengths.iter().any(|(_, _, length)| stated.agrees_with(*length));
            if agrees || (is_title && !stated.is_longer_than(length)) {
                continue;
            }
            let length = prose::duration(length).replace('\u{a0}', " ");
            let said = &passage.text[bytes.clone()];
            let message = format!("\u{201c}{said}\u{201d}, but from {} to {} it was {length}", from.as_str(), to.as_str());
            let label = format!("{} is set here", to.as_str());
            let location = ctx.at(passage.path()).within(bytes);
            found.push(rule.violation(location, message).related(label, ctx.at(ctx.path_of(to))));
        }
    }
}

/// The lengths that a text states in its author's own words, with the bytes of each statement.
fn stated(pattern: &'static Regex, passage: &Passage<'_>) -> Vec<(std::ops::Range<usize>, Stated)> {
    let statements = pattern.captures_iter(passage.text).filter_map(|captures| {
        let whole = captures.get(0)?.range();
        let length = match (captures.name("length"), captures.name("size"), captures.name("unit")) {
            (Some(length), ..) => digits(&length.as_str().to_lowercase().replace(',', "")),
            (None, size, unit) => format!("{} {}", size?.as_str(), unit?.as_str().to_lowercase()),
        };
        // What is quoted is not in the passage's words.
        let is_own = passage.words().iter().any(|word| word.bytes.end == whole.end || whole.contains(&word.bytes.start));
        Some((whole, Stated::read(&length)?)).filter(|_| is_own)
    });
    statements.collect()
}

/// A length with its number in digits.
fn digits(length: &str) -> String {
    let (number, rest) = length.split_once(' ').unwrap_or((length, ""));
    let known = NUMBERS.iter().position(|known| *known == number).map(|index| index + 1);
    match known.or_else(|| matches!(number, "a" | "an").then_some(1)) {
        Some(number) => format!("{number} {rest}"),
        None => length.to_owned(),
    }
}
