//! A review of a grave incident that does not tell how it went.

use crate::check::{Findings, Group, Level, Rule, Scope, Subject};

pub(in crate::check) const RULE: Rule = Rule {
    name: "missing-timeline",
    group: Group::Completeness,
    level: Level::Warn,
    finds: "a review of a severity in the upper half with fewer than two timeline entries. A draft may leave them out",
    why: "a review is the record of what happened and how it was mitigated (Google SRE workbook, chapter 10, \"Key details omitted\"); without the order of events, each analysis is a guess",
    mend: "add what was seen, decided and done as [[timeline]] entries, beginning with the start and the detection",
    wrong: &[r#"
[[timeline]]
at = 2024-03-15T14:30:00Z
event = "Payments fail."
[review]
state = "reviewed"
#       ^^^^^^^^^^
"#],
    right: &[
        r#"
[[timeline]]
at = 2024-03-15T14:30:00Z
event = "Payments fail."
[[timeline]]
at = 2024-03-15T15:25:00Z
event = "The rollback ends it."
[review]
state = "reviewed"
"#,
        r#"
severity = "sev3"
[review]
state = "reviewed"
"#,
    ],
    scope: Scope::Incident(find),
};

fn find(subject: &Subject<'_>, findings: &mut Findings) {
    if subject.is_major() && subject.timeline.len() < 2 {
        subject.report_missing(&RULE, "timeline", "has no timeline", findings);
    }
}
