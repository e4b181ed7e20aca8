//! A review of a grave incident that taught nothing.

use crate::check::{Findings, Group, Level, Rule, Scope, Subject};
use crate::incident::Lessons;

pub(in crate::check) const RULE: Rule = Rule {
    name: "missing-lessons",
    group: Group::Completeness,
    level: Level::Warn,
    finds: "a review of a severity in the upper half without lessons. A draft, and an incident that goes on, may leave them open",
    why: "the value of a review is proportional to what people learn from it (Google SRE workbook, chapter 10, \"Limited audience\"); what went well is worth as much as what did not, and luck is a defence that will not hold twice",
    mend: "say under [lessons] what went well, what did not, where luck helped, and what was learned",
    wrong: &[r#"
[lessons]
went_well = []
[review]
state = "reviewed"
#       ^^^^^^^^^^
"#],
    right: &[
        r#"
[lessons]
got_lucky = ["It was four in the morning."]
[review]
state = "reviewed"
"#,
        r#"
status = "monitoring"
[review]
state = "in-review"
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
    if subject.is_major()
        && subject.is_concluded()
        && subject.lessons.as_ref().is_none_or(|lessons| *lessons == Lessons::default())
    {
        subject.report_missing(&RULE, "lessons", "has no lessons", findings);
    }
}
