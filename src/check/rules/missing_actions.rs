//! A review of a grave incident after which nothing is done.

use crate::check::{Findings, Group, Level, Rule, Scope, Subject};

pub(in crate::check) const RULE: Rule = Rule {
    name: "missing-actions",
    group: Group::Completeness,
    level: Level::Warn,
    finds: "a review of a severity in the upper half without action items. A draft, and an incident that goes on, may leave them open",
    why: "\"To our users, a postmortem without subsequent action is indistinguishable from no postmortem\" (Ben Treynor Sloss in the Google SRE workbook, chapter 10)",
    mend: "add as [[actions]] what makes the next one less likely, smaller or sooner noticed; what was done already counts",
    wrong: &[r#"
[review]
state = "reviewed"
#       ^^^^^^^^^^
"#],
    right: &[
        r#"
[[actions]]
title = "Refuse queries without an index"
[review]
state = "reviewed"
"#,
        r#"
severity = "sev3"
[review]
state = "reviewed"
"#,
        r#"
[review]
state = "draft"
"#,
    ],
    scope: Scope::Incident(find),
};

fn find(subject: &Subject<'_>, findings: &mut Findings) {
    if subject.is_major() && subject.is_concluded() && subject.actions.is_empty() {
        subject.report_missing(&RULE, "actions", "has no action items", findings);
    }
}
