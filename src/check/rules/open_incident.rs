//! A review that is agreed while the incident is open.

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::{Diagnostic, at};
use crate::incident::{Milestone, ReviewState, Status};

pub(super) const RULE: Rule = Rule::new("open-incident", Group::Consistency, RuleLevel::Warn, Scope::Incident(check));

fn check(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let agreed = matches!(ctx.review.state, ReviewState::Reviewed | ReviewState::Closed);
    let open = matches!(ctx.status(), Status::Investigating | Status::Identified);
    if agreed && open && ctx.lacks(Milestone::Resolved) && ctx.counts() && !ctx.near_miss {
        let state = ctx.review.state.as_str();
        let message =
            format!("in state {state} the review is agreed, but the incident's status is \"{}\"", ctx.status().as_str());
        found.push(RULE.violation(ctx.at(at!["review", "state"]), message));
    }
}
