//! An action item that nobody sees to.

use crate::check::{Findings, Group, Level, Rule, Scope, Subject};
use crate::diagnostic::at;

pub(in crate::check) const RULE: Rule = Rule {
    name: "missing-owner",
    group: Group::Actions,
    level: Level::Warn,
    finds: "an open action item with neither an owner nor a team, once the review is past its draft",
    why: "action items without a clear owner are less likely to be resolved (The Site Reliability Workbook, chapter 10)",
    mend: "set `owner` to the person who answers for it, or at least `team`",
    wrong: &[r#"
review.state = "reviewed"

[[actions]]
title = "Alert at 80% of the connection pool"
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
"#],
    right: &[
        r#"
review.state = "reviewed"

[[actions]]
title = "Alert at 80% of the connection pool"
owner = "Sarah Chen"

[[actions]]
title = "Rehearse the rollback"
team = "payments"

[[actions]]
title = "Roll back v2.3.1"
status = "done"
"#,
        r#"
[[actions]]
title = "What a draft proposes"
"#,
        r#"
withdrawn = "It was a test"
review.state = "reviewed"
actions = [{ title = "Tell the testers" }]
"#,
    ],
    scope: Scope::Incident(find),
};

fn find(subject: &Subject<'_>, findings: &mut Findings) {
    for (index, _) in subject.actions_due().filter(|(_, action)| action.owner.is_none() && action.team.is_none()) {
        findings.report(RULE.breach(at!["actions", index, "title"], "nobody is named who sees to this action item"));
    }
}
