//! Action items of which none comes first.

use crate::check::{Findings, Group, Level, Rule, Scope, Subject};
use crate::diagnostic::at;

/// Fewer may well be of one priority.
const FROM: usize = 4;

pub(in crate::check) const RULE: Rule = Rule {
    name: "same-priority",
    group: Group::Actions,
    level: Level::Warn,
    finds: "four or more open action items that all have the same priority",
    why: "where all have an equal priority, there is no way to determine which to tackle first (The Site Reliability Workbook, \
          chapter 10)",
    mend: "say which of them comes first",
    wrong: &[r#"
[review]
state = "reviewed"

[[actions]]
title = "Alert at 80% of the connection pool"
priority = "p1"
#          ^^^^

[[actions]]
title = "Read replicas for reports"
priority = "p1"

[[actions]]
title = "Rehearse the rollback"
priority = "p1"

[[actions]]
title = "Check query plans in the pipeline"
priority = "p1"
"#],
    right: &[
        r#"
[review]
state = "reviewed"

[[actions]]
title = "Alert at 80% of the connection pool"
priority = "p1"

[[actions]]
title = "Read replicas for reports"
priority = "p1"

[[actions]]
title = "Rehearse the rollback"
priority = "p1"

[[actions]]
title = "Check query plans in the pipeline"
priority = "p1"
status = "done"
"#,
        r#"
[review]
state = "reviewed"

[[actions]]
title = "Alert at 80% of the connection pool"
priority = "p2"

[[actions]]
title = "Read replicas for reports"
priority = "p2"

[[actions]]
title = "Rehearse the rollback"

[[actions]]
title = "Check query plans in the pipeline"
priority = "p2"
"#,
    ],
    scope: Scope::Incident(find),
};

fn find(subject: &Subject<'_>, findings: &mut Findings) {
    let Some((index, first)) = subject.actions_due().next() else { return };
    let Some(priority) = first.priority else { return };
    let open = subject.actions_due().count();
    if open >= FROM && subject.actions_due().all(|(_, action)| action.priority == first.priority) {
        let message = format!("all {open} open action items are {}", priority.as_str());
        findings.report(RULE.breach(at!["actions", index, "priority"], message));
    }
}
