//! A review that is agreed while the incident is open.

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::{Diagnostic, at};
use crate::incident::{Milestone, ReviewState, Status};

pub(super) const RULE: Rule = Rule {
    name: "open-incident",
    group: Group::Consistency,
    level: RuleLevel::Warn,
    summary: "a review that was agreed while its incident is still open, since no milestone says that it was resolved. An incident that is being monitored is left alone",
    why: "the page still says that the cause is being sought, and no statistic knows when the incident ended",
    help: "set `resolved` under [milestones]: to the day, and under `approximate`, if nothing finer is known",
    wrong: &[r#"
[review]
state = "reviewed"
#       ^^^^^^^^^^
"#],
    right: &[
        r#"
[milestones]
started = 2024-03-15T14:30:00Z
resolved = 2024-03-15T15:35:00Z

[review]
state = "reviewed"
"#,
        r#"
status = "monitoring"

[review]
state = "reviewed"
"#,
        r#"
[review]
state = "in-review"
"#,
    ],
    scope: Scope::Incident(check),
};

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
