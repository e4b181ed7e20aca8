//! The order of the timeline, and what lies before, between and after.

use jiff::{SignedDuration, Timestamp};

use crate::check::context::RuleContext;
use crate::check::rule::Rule;
use crate::diagnostic::{Diagnostic, ValuePath, at};
use crate::incident::{EventKind, Milestone, TimelineEntry};
use crate::prose;

/// Nearly the whole clock lies between: more likely, the entry is out of order by some minutes.
const ALMOST_A_DAY: SignedDuration = SignedDuration::from_hours(23);

/// A timeline that is not in order.
pub(super) fn timeline_order(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    for (index, pair) in ctx.timeline.windows(2).enumerate() {
        if pair[1].at.is_before(pair[0].at, &ctx.file.zone) {
            let message = format!("this entry ({}) stands below a later one ({})", pair[1].at, pair[0].at);
            let problem = rule.violation(ctx.at(at!["timeline", index + 1, "at"]), message);
            found.push(problem.related("the entry above it", ctx.at(at!["timeline", index, "at"])));
        }
    }
    for index in ctx.file.rolled_over.iter().copied() {
        let (above, at) = (ctx.timeline[index - 1].at, ctx.timeline[index].at);
        let gap = above.instant().zip(at.instant()).map(|(above, at)| at.duration_since(above));
        if gap.is_some_and(|gap| gap >= ALMOST_A_DAY) {
            let message = format!("this time, just before that of the entry above, counts as the next day's ({at})");
            let problem = rule.violation(ctx.at(at!["timeline", index, "at"]), message);
            let hint = "move the entry to its place; if the next day is meant, write it before the time";
            found.push(problem.hint(hint).related("the entry above it", ctx.at(at!["timeline", index - 1, "at"])));
        }
    }
}

/// Shorter gaps are common.
const HOURS: SignedDuration = SignedDuration::from_hours(2);
/// A gap is at least the impact divided by this.
const SHARE: i32 = 4;

/// Hours of the impact without a timeline entry.
pub(super) fn timeline_gap(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
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
        found.push(rule.violation(ctx.at(gap[0].1.clone()), message).related("the next is here", ctx.at(gap[1].1.clone())));
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

/// A response before the start of the incident.
pub(super) fn before_start(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let Some(started) = ctx.milestone(Milestone::Started) else { return };
    if ctx.milestones.is_approximate(Milestone::Started) || ctx.near_miss {
        return;
    }
    for (index, entry) in ctx.timeline.iter().enumerate() {
        if is_response(entry) && entry.at.is_before(started, &ctx.file.zone) {
            let message = format!("this response ({}) lies before the start of the incident ({started})", entry.at);
            let problem = rule.violation(ctx.at(at!["timeline", index, "at"]), message);
            found.push(problem.related("the start is set here", ctx.at(ctx.path_of(Milestone::Started))));
        }
    }
}

/// Whether the entry is a response. Alerts and observations may come before the start, and changes may cause it.
fn is_response(entry: &TimelineEntry) -> bool {
    let kind = entry.kind.is_some_and(|kind| matches!(kind, EventKind::Escalation | EventKind::Action | EventKind::Recovery));
    kind && entry.milestone.is_none()
}

/// Entries of the first days after an incident are common: a review, a refund, the next release.
const WEEK: SignedDuration = SignedDuration::from_hours(7 * 24);

/// A timeline entry long after the end.
pub(super) fn long_after_end(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let zone = &ctx.file.zone;
    let ends = ctx.milestone(Milestone::Started).zip(ctx.milestone(Milestone::Resolved));
    let Some((start, end)) = ends.map(|(start, end)| (start.sort_key(zone), end.sort_key(zone))) else { return };
    let long = end.duration_since(start).max(WEEK);
    for (index, entry) in ctx.timeline.iter().enumerate().filter(|(_, entry)| !is_explained(entry)) {
        let after = entry.at.sort_key(zone).duration_since(end);
        if after > long {
            let message = format!("this entry lies {} days after the end of the incident", after.as_hours() / 24);
            let problem = rule.violation(ctx.at(at!["timeline", index, "at"]), message);
            found.push(problem.related("the end is set here", ctx.at(ctx.path_of(Milestone::Resolved))));
        }
    }
}

/// Whether its kind explains an entry after the end.
fn is_explained(entry: &TimelineEntry) -> bool {
    let of_the_incident = [EventKind::Alert, EventKind::Escalation, EventKind::Recovery];
    entry.kind.is_some_and(|kind| !of_the_incident.contains(&kind)) || entry.milestone.is_some()
}
