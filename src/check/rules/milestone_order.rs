//! A life that cannot have been lived in this order.

use crate::check::{Findings, Group, Level, Rule, Scope, Subject};
use crate::incident::Milestone;

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
            let problem = RULE.breach(subject.path_of(later), message);
            findings.report_beside(problem, subject.path_of(earlier), format!("{} is set here", earlier.as_str()));
        }
    }
}
