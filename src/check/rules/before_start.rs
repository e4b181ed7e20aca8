//! A response before the start of the incident.

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::{Diagnostic, at};
use crate::incident::{EventKind, Milestone, TimelineEntry};

pub(super) const RULE: Rule = Rule::new("before-start", Group::Consistency, RuleLevel::Warn, Scope::Incident(check));

fn check(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let Some(started) = ctx.milestone(Milestone::Started) else { return };
    if ctx.milestones.is_approximate(Milestone::Started) || ctx.near_miss {
        return;
    }
    for (index, entry) in ctx.timeline.iter().enumerate() {
        if is_response(entry) && entry.at.is_before(started, &ctx.file.zone) {
            let message = format!("this response ({}) lies before the start of the incident ({started})", entry.at);
            let problem = RULE.violation(ctx.at(at!["timeline", index, "at"]), message);
            found.push(problem.related("the start is set here", ctx.at(ctx.path_of(Milestone::Started))));
        }
    }
}

/// Whether the entry is a response. Alerts and observations may come before the start, and changes may cause it.
fn is_response(entry: &TimelineEntry) -> bool {
    let kind = entry.kind.is_some_and(|kind| matches!(kind, EventKind::Escalation | EventKind::Action | EventKind::Recovery));
    kind && entry.milestone.is_none()
}
