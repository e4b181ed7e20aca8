//! An overdue review.

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::Diagnostic;
use crate::incident::{Milestone, ReviewState};

pub(super) const RULE: Rule = Rule::new("overdue-review", Group::Completeness, RuleLevel::Warn, Scope::Incident(check));

fn check(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let (config, review) = (ctx.checker.config, &ctx.review);
    let is_unfinished = matches!(review.state, ReviewState::Draft | ReviewState::InReview) && review.published.is_none();
    let Some(within) = config.policy(&ctx.severity).review_within.as_ref() else { return };
    let Some(resolved) = ctx.milestone(Milestone::Resolved) else { return };
    let due = within.after(resolved.day(&config.zone)).filter(|due| *due < ctx.checker.today);
    if let Some(due) = due.filter(|_| is_unfinished && ctx.counts()) {
        let message = format!("the review of this {} was due by {due}, {within} after the resolution", ctx.severity);
        found.push(RULE.violation(ctx.at(ctx.path_of(Milestone::Resolved)), message));
    }
}
