//! An overdue review.

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::Diagnostic;
use crate::incident::{Milestone, ReviewState};

pub(super) const RULE: Rule = Rule {
    name: "overdue-review",
    group: Group::Completeness,
    level: RuleLevel::Warn,
    summary: "a review that is not finished by the day that the policy of its severity names. Without `review_within` in that policy, nothing is asked",
    why: "what people remember fades: the bad example of the Google SRE workbook (chapter 10, \"Delayed publication\") came out four months late, and the incident had happened again by then",
    help: "finish the review and set its `state`; a thin one in time teaches more than a thorough one that never comes",
    wrong: &[r#"
# file: pir-site.toml
[policy.sev1]
review_within = "5 days"
# file: content/b.toml
[milestones]
started = 2024-03-15T14:30:00Z
resolved = 2024-03-15T15:35:00Z
#          ^^^^^^^^^^^^^^^^^^^^
"#],
    right: &[
        r#"
# file: pir-site.toml
[policy.sev1]
review_within = "3 months"
# file: content/b.toml
[milestones]
started = 2024-03-15T14:30:00Z
resolved = 2024-03-15T15:35:00Z
"#,
        r#"
# file: pir-site.toml
[policy.sev1]
review_within = "5 days"
# file: content/b.toml
[milestones]
started = 2024-03-15T14:30:00Z
resolved = 2024-03-15T15:35:00Z
[review]
state = "reviewed"
"#,
    ],
    scope: Scope::Incident(check),
};

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
