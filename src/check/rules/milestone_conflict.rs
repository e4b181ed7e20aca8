//! Two different moments for one milestone.

use crate::check::{Findings, Group, Level, Rule, Scope, Subject};
use crate::diagnostic::ValuePath;
use crate::incident::Moment;

pub(in crate::check) const RULE: Rule = Rule {
    name: "milestone-conflict",
    group: Group::Build,
    level: Level::Deny,
    finds: "a milestone that is set to different moments, under [milestones] and on a timeline entry or on two entries",
    why: "two durations for one incident are worse than none",
    mend: "let both say the same, or set the milestone in one place only",
    wrong: &[r#"
[milestones]
started = 2024-03-15T14:30:00Z
[[timeline]]
at = 2024-03-15T14:40:00Z
#    ^^^^^^^^^^^^^^^^^^^^
event = "Payments fail."
milestone = "started"
"#],
    right: &[r#"
[milestones]
started = 2024-03-15
[[timeline]]
at = 2024-03-15T14:40:00Z
event = "Payments fail."
milestone = "started"
"#],
    scope: Scope::Incident(find),
};

fn find(subject: &Subject<'_>, findings: &mut Findings) {
    let (incident, zone) = (&subject.entry.incident, &subject.entry.zone);
    for (index, entry) in incident.timeline.iter().enumerate() {
        let Some(milestone) = entry.milestone else { continue };
        let earlier = incident.timeline[..index].iter().position(|other| other.milestone == Some(milestone));
        let first: Option<(Moment, ValuePath)> = match (incident.milestones.get(milestone), earlier) {
            (Some(moment), _) => Some((moment, ValuePath::root().key("milestones").key(milestone.as_str()))),
            (None, Some(other)) => Some((incident.timeline[other].at, ValuePath::root().key("timeline").index(other).key("at"))),
            (None, None) => None,
        };
        if let Some((moment, path)) = first.filter(|(moment, _)| !moment.agrees_with(entry.at, zone)) {
            let message = format!("this entry marks {} at {}, but it was {moment}", milestone.as_str(), entry.at);
            let problem = RULE.breach(ValuePath::root().key("timeline").index(index).key("at"), message);
            findings.report_beside(problem, path, format!("{} is set here", milestone.as_str()));
        }
    }
}
