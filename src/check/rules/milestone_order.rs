//! A life that cannot have been lived in this order.

use crate::check::{Findings, Group, Level, Rule, Scope, Subject};
use crate::diagnostic::ValuePath;
use crate::incident::{Incident, Milestone};

pub(in crate::check) const RULE: Rule = Rule {
    name: "milestone-order",
    group: Group::Build,
    level: Level::Deny,
    finds: "milestones in an order that cannot be, such as an end before the beginning",
    why: "every duration of the archive is computed from the milestones",
    mend: "look for a wrong day, month or time zone",
    wrong: &[r"
[milestones]
started = 2024-03-15T14:30:00Z
resolved = 2024-03-15T13:35:00Z
#          ^^^^^^^^^^^^^^^^^^^^
"],
    right: &[r"
[milestones]
started = 2024-03-15T14:30:00Z
declared = 2024-03-15T16:00:00Z
resolved = 2024-03-15T15:35:00Z
"],
    scope: Scope::Incident(find),
};

fn find(subject: &Subject<'_>, findings: &mut Findings) {
    let (incident, zone) = (&subject.entry.incident, &subject.entry.zone);
    let mut blamed = Vec::new();
    for (earlier, later) in Milestone::ORDER {
        let (Some(first), Some(second)) = (incident.milestone(earlier), incident.milestone(later)) else { continue };
        let estimated = incident.milestones.is_approximate(earlier) || incident.milestones.is_approximate(later);
        if second.is_before(first, zone) && !estimated && !blamed.contains(&later) {
            blamed.push(later);
            let message = format!("{} ({second}) lies before {} ({first})", later.as_str(), earlier.as_str());
            let problem = RULE.breach(path_of(incident, later), message);
            findings.report_beside(problem, path_of(incident, earlier), format!("{} is set here", earlier.as_str()));
        }
    }
}

/// Where a known milestone is set.
fn path_of(incident: &Incident, milestone: Milestone) -> ValuePath {
    let marked = incident.timeline.iter().position(|entry| entry.milestone == Some(milestone));
    match (incident.milestones.get(milestone), marked) {
        (None, Some(index)) => ValuePath::root().key("timeline").index(index).key("at"),
        _ => ValuePath::root().key("milestones").key(milestone.as_str()),
    }
}
