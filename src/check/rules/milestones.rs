//! Milestones, the status and the severity, where they contradict each other.

use crate::check::context::RuleContext;
use crate::check::rule::Rule;
use crate::diagnostic::{Diagnostic, ValuePath, at};
use crate::incident::{Incident, Milestone, Moment, ReviewState, Status, Visibility};

/// An incident without a start.
pub(super) fn missing_start(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let incident = &ctx.file.incident;
    if ctx.lacks(Milestone::Started) {
        let location = ctx.at(at!["milestones", "started"]).key();
        found.push(rule.violation(location, "no moment is given at which the incident started"));
    } else if let Some(index) = hidden_start(incident) {
        let path = at!["timeline", index, "milestone"];
        let message = "only this internal entry says when the incident started";
        found.push(rule.violation(ctx.at(path), message).hint("set `started` under [milestones] too"));
    }
}

/// The internal entry that alone dates a public incident.
fn hidden_start(incident: &Incident) -> Option<usize> {
    if incident.visibility != Visibility::Public || incident.milestones.started.is_some() {
        return None;
    }
    let starts = |visibility| {
        incident.timeline.iter().position(|entry| entry.milestone == Some(Milestone::Started) && entry.visibility == visibility)
    };
    if starts(Visibility::Public).is_some() { None } else { starts(Visibility::Internal) }
}

/// Two different moments for one milestone.
pub(super) fn milestone_conflict(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let mut first: [Option<(Moment, ValuePath)>; Milestone::ALL.len()] =
        Milestone::ALL.map(|milestone| Some((ctx.milestones.get(milestone)?, at!["milestones", milestone.as_str()])));
    for (index, entry) in ctx.timeline.iter().enumerate() {
        let Some(milestone) = entry.milestone else { continue };
        let path = at!["timeline", index, "at"];
        match &mut first[milestone as usize] {
            Some((moment, earlier)) if !moment.agrees_with(entry.at, &ctx.file.zone) => {
                let name = milestone.as_str();
                let message = format!("this entry marks {name} at {}, but it was {moment}", entry.at);
                let violation = rule.violation(ctx.at(path), message);
                found.push(violation.related(format!("{name} is set here"), ctx.at(earlier.clone())));
            }
            Some(_) => {}
            none => *none = Some((entry.at, path)),
        }
    }
}

/// Milestones in an impossible order.
pub(super) fn milestone_order(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let (incident, zone) = (&ctx.file.incident, &ctx.file.zone);
    let mut blamed = Vec::new();
    for (earlier, later) in Milestone::ORDER {
        let (Some(first), Some(second)) = (incident.milestone(earlier), incident.milestone(later)) else { continue };
        let estimated = incident.milestones.is_approximate(earlier) || incident.milestones.is_approximate(later);
        if second.is_before(first, zone) && !estimated && !blamed.contains(&later) {
            blamed.push(later);
            let message = format!("{} ({second}) lies before {} ({first})", later.as_str(), earlier.as_str());
            let problem = rule.violation(ctx.at(ctx.path_of(later)), message);
            found.push(problem.related(format!("{} is set here", earlier.as_str()), ctx.at(ctx.path_of(earlier))));
        }
    }
}

/// A status that contradicts the milestones.
pub(super) fn status_conflict(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let Some(status) = ctx.status.filter(|_| ctx.counts()) else { return };
    if let Some(resolved) = ctx.milestone(Milestone::Resolved).filter(|_| status != Status::Resolved) {
        let message = format!("the status is \"{}\", but the incident was resolved at {resolved}", status.as_str());
        let problem = rule.violation(ctx.at(at!["status"]), message).hint("leave `status` out: the milestone says it");
        found.push(problem.related("resolved is set here", ctx.at(ctx.path_of(Milestone::Resolved))));
    }
    // What broke nothing needs no end.
    if status == Status::Resolved && ctx.lacks(Milestone::Resolved) && !ctx.near_miss {
        found.push(rule.violation(ctx.at(at!["status"]), "the incident is resolved, but no milestone says when"));
    }
}

/// A review that is agreed while the incident is open.
pub(super) fn open_incident(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let agreed = matches!(ctx.review.state, ReviewState::Reviewed | ReviewState::Closed);
    let open = matches!(ctx.status(), Status::Investigating | Status::Identified);
    if agreed && open && ctx.lacks(Milestone::Resolved) && ctx.counts() && !ctx.near_miss {
        let state = ctx.review.state.as_str();
        let message =
            format!("in state {state} the review is agreed, but the incident's status is \"{}\"", ctx.status().as_str());
        found.push(rule.violation(ctx.at(at!["review", "state"]), message));
    }
}

/// Severity changes that do not end at the severity.
pub(super) fn severity_changes(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let (changes, zone) = (&ctx.severity_changes, &ctx.file.zone);
    for (index, pair) in changes.windows(2).enumerate() {
        if pair[1].at.is_before(pair[0].at, zone) {
            let message = format!("this change ({}) stands after a later one ({})", pair[1].at, pair[0].at);
            found
                .push(rule.violation(ctx.at(at!["severity_changes", index + 1, "at"]), message).hint("put the changes in order"));
        }
    }
    let last = changes.iter().enumerate().max_by(|(_, one), (_, two)| one.at.chronological(two.at, zone));
    if let Some((index, last)) = last.filter(|(_, last)| last.to != ctx.severity) {
        let message = format!("the last change is to \"{}\", but the incident's severity is \"{}\"", last.to, ctx.severity);
        let problem = rule.violation(ctx.at(at!["severity_changes", index, "to"]), message);
        found.push(problem.related("the severity is set here", ctx.at(at!["severity"])));
    }
}
