//! A review that does not begin with what happened.

use crate::check::{Findings, Group, Level, Rule, Scope, Subject};

pub(in crate::check) const RULE: Rule = Rule {
    name: "missing-summary",
    group: Group::Completeness,
    level: Level::Warn,
    finds: "a review without a summary. A draft may leave it out",
    why: "most readers read nothing else: lists, feeds and search show the summary, and who was not there needs it to follow the rest",
    mend: "say under `summary`, in two or three sentences, what failed, for whom and for how long, and what ended it",
    wrong: &[r#"
summary = " "
[review]
state = "in-review"
#       ^^^^^^^^^^^
"#],
    right: &[
        r#"
summary = "For an hour, four of five users could not pay. A rollback ended it."
[review]
state = "reviewed"
"#,
        r#"
duplicate_of = "INC-1"
[review]
state = "closed"
# file: content/b.toml
id = "INC-1"
"#,
    ],
    scope: Scope::Incident(find),
};

fn find(subject: &Subject<'_>, findings: &mut Findings) {
    if !subject.summary.as_deref().is_some_and(says_something) {
        subject.report_missing(&RULE, "summary", "has no summary", findings);
    }
}

fn says_something(text: &str) -> bool {
    !text.trim().is_empty()
}
