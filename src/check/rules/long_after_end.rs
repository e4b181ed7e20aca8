//! A timeline entry long after the end.

use jiff::SignedDuration;

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::{Diagnostic, at};
use crate::incident::{EventKind, Milestone, TimelineEntry};

pub(super) const RULE: Rule = Rule {
    name: "long-after-end",
    group: Group::Consistency,
    level: RuleLevel::Warn,
    summary: "a timeline entry long after the resolution, whose kind does not explain that. Long is more than a week, and more than the incident took; an entry without a kind, an alert, an escalation or a recovery has no place there",
    why: "either the incident was not over, and its duration is wrong, or the entry has a wrong month or year",
    help: "correct the time or `resolved`; give an entry from after the incident its kind: `change`, `decision` or `communication`",
    wrong: &[r#"
[milestones]
started = 2024-03-15T14:30:00Z
resolved = 2024-03-15T15:35:00Z

[[timeline]]
at = 2024-04-15T14:40:00Z
#    ^^^^^^^^^^^^^^^^^^^^
event = "The error rate rises to 45%."
kind = "alert"
"#],
    right: &[
        r#"
[milestones]
started = 2024-03-15T14:30:00Z
resolved = 2024-03-15T15:35:00Z

[[timeline]]
at = 2024-03-18T10:00:00Z
event = "The review is held."

[[timeline]]
at = 2024-05-02T09:00:00Z
event = "The last affected shop has its money back."
kind = "communication"
"#,
        r#"
[milestones]
started = 2024-02-15
resolved = 2024-03-15

[[timeline]]
at = 2024-04-02
event = "The last backup with the fault in it expires."
"#,
    ],
    scope: Scope::Incident(check),
};

/// Entries of the first days after an incident are common: a review, a refund, the next release.
const WEEK: SignedDuration = SignedDuration::from_hours(7 * 24);

fn check(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let zone = &ctx.file.zone;
    let ends = ctx.milestone(Milestone::Started).zip(ctx.milestone(Milestone::Resolved));
    let Some((start, end)) = ends.map(|(start, end)| (start.sort_key(zone), end.sort_key(zone))) else { return };
    let long = end.duration_since(start).max(WEEK);
    for (index, entry) in ctx.timeline.iter().enumerate().filter(|(_, entry)| !is_explained(entry)) {
        let after = entry.at.sort_key(zone).duration_since(end);
        if after > long {
            let message = format!("this entry lies {} days after the end of the incident", after.as_hours() / 24);
            let problem = RULE.violation(ctx.at(at!["timeline", index, "at"]), message);
            found.push(problem.related("the end is set here", ctx.at(ctx.path_of(Milestone::Resolved))));
        }
    }
}

/// Whether its kind explains an entry after the end.
fn is_explained(entry: &TimelineEntry) -> bool {
    let of_the_incident = [EventKind::Alert, EventKind::Escalation, EventKind::Recovery];
    entry.kind.is_some_and(|kind| !of_the_incident.contains(&kind)) || entry.milestone.is_some()
}
