//! A response before the start of the incident.

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::{Diagnostic, at};
use crate::incident::{EventKind, Milestone, TimelineEntry};

pub(super) const RULE: Rule = Rule {
    name: "before-start",
    group: Group::Consistency,
    level: RuleLevel::Warn,
    summary: "a timeline entry of the response (an escalation, action or recovery) from before the start of the incident",
    why: "the time, the kind or the start is wrong, and each duration is measured from the start",
    help: "correct the time or `started`; what led to the incident is a `change` or an `observation`",
    wrong: &[r#"
[milestones]
started = 2024-03-15T14:30:00Z

[[timeline]]
at = 2024-03-15T13:32:00Z
#    ^^^^^^^^^^^^^^^^^^^^
event = "The database team is paged."
kind = "escalation"
"#],
    right: &[
        r#"
[milestones]
started = 2024-03-15T14:30:00Z

[[timeline]]
at = 2024-03-12T09:00:00Z
event = "v2.3.1 is deployed."
kind = "change"

[[timeline]]
at = 2024-03-15T14:20:00Z
event = "The disk is 80% full."
kind = "alert"

[[timeline]]
at = 2024-03-15T14:25:00Z
event = "A nightly job starts."
"#,
        r#"
[milestones]
started = 2024-03-15T14:30:00Z
approximate = ["started"]

[[timeline]]
at = 2024-03-15T14:28:00Z
event = "The database team is paged."
kind = "escalation"
"#,
    ],
    scope: Scope::Incident(check),
};

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
