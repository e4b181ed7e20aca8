//! Hours of the impact without a timeline entry.

use jiff::{SignedDuration, Timestamp};

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::{Diagnostic, ValuePath, at};
use crate::incident::Milestone;
use crate::prose;

pub(super) const RULE: Rule = Rule::new("timeline-gap", Group::Consistency, RuleLevel::Warn, Scope::Incident(check));

/// Shorter gaps are common.
const HOURS: SignedDuration = SignedDuration::from_hours(2);
/// A gap is at least the impact divided by this.
const SHARE: i32 = 4;

fn check(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    if !ctx.is_due() || ctx.timeline.is_empty() || ctx.was_removed("timeline") || ctx.was_removed("milestones") {
        return;
    }
    let Some((start, end)) = impact(ctx) else { return };
    let mut points = points(ctx);
    points.sort_by_key(|(instant, _)| *instant);
    // Before anyone knew, there was nothing to record.
    let first = points.iter().map(|(instant, _)| *instant).find(|instant| *instant > start);
    let Some(known) = exact(ctx, Milestone::Detected).or(first) else { return };
    points.retain(|(instant, _)| (known..=end).contains(instant));
    let length = |pair: &[(Timestamp, ValuePath)]| pair[1].0.duration_since(pair[0].0);
    let Some(gap) = points.windows(2).rev().max_by_key(|pair| length(pair)) else { return };
    let length = length(gap);
    if length >= HOURS && length >= end.duration_since(start) / SHARE {
        let duration = prose::duration(length.as_secs()).replace('\u{a0}', " ");
        let message = format!("during the impact, nothing is recorded for {duration} after this");
        found.push(RULE.violation(ctx.at(gap[0].1.clone()), message).related("the next is here", ctx.at(gap[1].1.clone())));
    }
}

/// From when to when users were affected, where both are known exactly.
fn impact(ctx: &RuleContext<'_>) -> Option<(Timestamp, Timestamp)> {
    let end = exact(ctx, Milestone::Mitigated).or_else(|| exact(ctx, Milestone::Resolved));
    exact(ctx, Milestone::Started).zip(end)
}

/// When a milestone was reached, unless that is an estimate or a day.
fn exact(ctx: &RuleContext<'_>, milestone: Milestone) -> Option<Timestamp> {
    let is_estimate = ctx.milestones.is_approximate(milestone);
    ctx.milestone(milestone).filter(|_| !is_estimate)?.instant()
}

/// Every instant that the file records something for, with its place.
fn points(ctx: &RuleContext<'_>) -> Vec<(Timestamp, ValuePath)> {
    let entries = ctx.timeline.iter().enumerate();
    let entries = entries.filter_map(|(index, entry)| Some((entry.at.instant()?, at!["timeline", index, "at"])));
    let milestone = |milestone: &Milestone| Some((ctx.milestones.get(*milestone)?.instant()?, ctx.path_of(*milestone)));
    // Of two at one instant, the entry of the timeline is named.
    entries.chain(Milestone::ALL.iter().filter_map(milestone)).collect()
}
