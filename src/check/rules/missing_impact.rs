//! A review that does not say what the incident did.

use crate::check::{Findings, Group, Level, Rule, Scope, Subject};
use crate::incident::Impact;

pub(in crate::check) const RULE: Rule = Rule {
    name: "missing-impact",
    group: Group::Completeness,
    level: Level::Warn,
    finds: "a review that says nothing of the impact, neither in words nor in figures. A draft may leave it open, and of a near miss none is asked",
    why: "without it, nobody can judge what the action items are worth. The Google SRE workbook (chapter 10, \"Postmortem Culture\") asks for numbers, and prefers a well-informed estimate to no data",
    mend: "say under [impact] who noticed what, with a figure: users, requests, revenue, data",
    wrong: &[r#"
[impact]
duration = "1h"
[review]
state = "reviewed"
#       ^^^^^^^^^^
"#],
    right: &[
        r"
[impact]
requests_failed = 0
[review]
state = 'reviewed'
",
        r"
near_miss = true
[review]
state = 'reviewed'
",
    ],
    scope: Scope::Incident(find),
};

fn find(subject: &Subject<'_>, findings: &mut Findings) {
    let is_stated = subject.impact.as_ref().is_some_and(|impact| {
        // A length of time says nothing of what went on in it.
        Impact { duration: None, ..impact.clone() } != Impact::default()
    });
    if !is_stated && !subject.near_miss {
        subject.report_missing(&RULE, "impact", "says nothing of its impact", findings);
    }
}
