//! An incident that never began.

use crate::check::{Findings, Group, Level, Rule, Scope, Subject};
use crate::diagnostic::{Part, ValuePath};
use crate::incident::{Incident, Milestone, Visibility};

pub(in crate::check) const RULE: Rule = Rule {
    name: "missing-start",
    group: Group::Build,
    level: Level::Deny,
    finds: "an incident without the moment at which it started, or a public one that only an internal timeline entry dates",
    why: "the archive is sorted and grouped by the start, and a public build knows nothing of internal entries",
    mend: "set `started` under [milestones]: to the day, and under `approximate`, if nothing finer is known",
    wrong: &[r"
[milestones]
#^^^^^^^^^^
resolved = 2024-03-15T15:35:00Z
"],
    right: &[r"
[milestones]
started = 2024-03-15
"],
    scope: Scope::Incident(find),
};

fn find(subject: &Subject<'_>, findings: &mut Findings) {
    let incident = &subject.entry.incident;
    if subject.lacks(Milestone::Started) {
        let path = ValuePath::root().key("milestones").key("started");
        findings.report(RULE.breach(path, "no moment is given at which the incident started").at(Part::Key));
    } else if let Some(index) = hidden_start(incident) {
        let path = ValuePath::root().key("timeline").index(index).key("milestone");
        let message = "only this internal entry says when the incident started";
        findings.report(RULE.breach(path, message).hint("set `started` under [milestones] too"));
    }
}

/// The internal entry that alone dates a public incident.
fn hidden_start(incident: &Incident) -> Option<usize> {
    if incident.visibility != Visibility::Public || incident.milestones.started.is_some() {
        return None;
    }
    let starts = |visibility| {
        incident.timeline.iter().position(|entry| entry.milestone == Some(Milestone::Started) && entry.visibility == visibility)
    };
    if starts(Visibility::Public).is_some() { None } else { starts(Visibility::Internal) }
}
