//! A review that was agreed before the incident is over.

use crate::check::{Findings, Group, Level, Rule, Scope, Subject};
use crate::incident::{Milestone, ReviewState, Status};

pub(in crate::check) const RULE: Rule = Rule {
    name: "open-incident",
    group: Group::Consistency,
    level: Level::Warn,
    finds: "a review that was agreed while its incident is still open, since no milestone says that it was resolved. An incident that is being monitored is left alone",
    why: "the page says to this day that the cause is being sought, and no figure knows when the incident was over",
    mend: "set `resolved` under [milestones]: to the day, and under `approximate`, if nothing finer is known",
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
    scope: Scope::Incident(find),
};

fn find(subject: &Subject<'_>, findings: &mut Findings) {
    let agreed = matches!(subject.entry.incident.review.state, ReviewState::Reviewed | ReviewState::Closed);
    let open = matches!(subject.status(), Status::Investigating | Status::Identified);
    if agreed && open && subject.lacks(Milestone::Resolved) && subject.counts() && !subject.near_miss {
        let state = subject.entry.incident.review.state.as_str();
        let message =
            format!("in state {state} the review is agreed, but the incident's status is {:?}", subject.status().as_str());
        findings.report(RULE.breach(Subject::claim(), message));
    }
}
