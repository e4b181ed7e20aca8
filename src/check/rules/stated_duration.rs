//! A stated duration that the milestones contradict.

use jiff::{Span, SpanRelativeTo, Unit};

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::config::MeasureFrom;
use crate::diagnostic::{Diagnostic, at};
use crate::incident::Milestone;
use crate::prose;

pub(super) const RULE: Rule = Rule::new("stated-duration", Group::Consistency, RuleLevel::Warn, Scope::Incident(check));

fn check(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
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
    found.push(RULE.violation(ctx.at(at!["impact", "duration"]), message).related(label, ctx.at(ctx.path_of(to))));
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
            lengths.push((*from, to, end.duration_since(start).as_secs()));
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
