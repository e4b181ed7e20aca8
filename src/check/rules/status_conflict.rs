//! A status that contradicts the milestones.

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::{Diagnostic, at};
use crate::incident::{Milestone, Status};

pub(super) const RULE: Rule = Rule {
    name: "status-conflict",
    group: Group::Consistency,
    level: RuleLevel::Warn,
    summary: "`status = \"resolved\"` without a resolved milestone, or a resolved milestone with another status",
    why: "the status and the statistics disagree about the end of the incident",
    help: "set `resolved` under [milestones]: to the day, and under `approximate`, if nothing finer is known",
    wrong: &[
        r#"
status = "resolved"
#        ^^^^^^^^^^
[milestones]
started = 2024-03-15T14:30:00Z
"#,
        r#"
status = "investigating"
#        ^^^^^^^^^^^^^^^
[milestones]
started = 2024-03-15T14:30:00Z
resolved = 2024-03-15T15:35:00Z
"#,
    ],
    right: &[
        r#"
status = "resolved"

[milestones]
started = 2024-03-15T14:30:00Z

[[timeline]]
at = 2024-03-15
event = "It is over by the evening."
milestone = "resolved"
"#,
        r#"
status = "resolved"
near_miss = true
"#,
        r#"
status = "monitoring"

[milestones]
started = 2024-03-15T14:30:00Z
mitigated = 2024-03-15T15:25:00Z
"#,
    ],
    scope: Scope::Incident(check),
};

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
