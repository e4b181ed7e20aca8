//! A status that contradicts the milestones.

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::{Diagnostic, at};
use crate::incident::{Milestone, Status};

pub(super) const RULE: Rule = Rule::new("status-conflict", Group::Consistency, RuleLevel::Warn, Scope::Incident(check));

fn check(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let Some(status) = ctx.status.filter(|_| ctx.counts()) else { return };
    if let Some(resolved) = ctx.milestone(Milestone::Resolved).filter(|_| status != Status::Resolved) {
        let message = format!("the status is \"{}\", but the incident was resolved at {resolved}", status.as_str());
        let problem = RULE.violation(ctx.at(at!["status"]), message).hint("leave `status` out: the milestone says it");
        found.push(problem.related("resolved is set here", ctx.at(ctx.path_of(Milestone::Resolved))));
    }
    // What broke nothing needs no end.
    if status == Status::Resolved && ctx.lacks(Milestone::Resolved) && !ctx.near_miss {
        found.push(RULE.violation(ctx.at(at!["status"]), "the incident is resolved, but no milestone says when"));
    }
}
