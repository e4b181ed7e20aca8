//! A status that the milestones contradict.

use crate::check::{Findings, Group, Level, Rule, Scope, Subject};
use crate::diagnostic::at;
use crate::incident::{Milestone, Status};

pub(in crate::check) const RULE: Rule = Rule {
    name: "status-conflict",
    group: Group::Consistency,
    level: Level::Warn,
    finds: "`status = \"resolved\"` without a resolved milestone, or a resolved milestone with another status",
    why: "readers of the status see an end that no figure knows of, or a figure for something that goes on",
    mend: "set `resolved` under [milestones]: to the day, and under `approximate`, if nothing finer is known",
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
    scope: Scope::Incident(find),
};

fn find(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(status) = subject.status.filter(|_| subject.counts()) else { return };
    if let Some(resolved) = subject.milestone(Milestone::Resolved).filter(|_| status != Status::Resolved) {
        let message = format!("the status is {:?}, but the incident was resolved at {resolved}", status.as_str());
        let problem = RULE.breach(at!["status"], message).hint("leave `status` out: the milestone says it");
        findings.report_beside(problem, subject.path_of(Milestone::Resolved), "resolved is set here");
    }
    // What broke nothing needs no end.
    if status == Status::Resolved && subject.lacks(Milestone::Resolved) && !subject.near_miss {
        findings.report(RULE.breach(at!["status"], "the incident is resolved, but no milestone says when"));
    }
}
