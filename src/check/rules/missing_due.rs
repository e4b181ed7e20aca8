//! An action item that can wait for ever.

use crate::check::{Findings, Group, Level, Rule, Scope, Subject};
use crate::diagnostic::at;

pub(in crate::check) const RULE: Rule = Rule {
    name: "missing-due",
    group: Group::Actions,
    level: Level::Warn,
    finds: "an open action item without a due date, once the review is past its draft",
    why: "what is due on no day is never late, so that nobody asks for it: neither the list of overdue action items nor the \
          calendar can show it",
    mend: "set `due` to the day by which it is to be done, or decide against it: `status = \"wont-do\"` and a `reason`",
    wrong: &[r#"
review.state = "in-review"

[[actions]]
title = "Alert at 80% of the connection pool"
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
owner = "Sarah Chen"
"#],
    right: &[
        r#"
review.state = "in-review"

[[actions]]
title = "Alert at 80% of the connection pool"
due = 2024-06-30

[[actions]]
title = "A second pool"
status = "wont-do"

[[actions]]
title = "Roll back v2.3.1"
status = "done"
"#,
        r#"
[[actions]]
title = "What a draft proposes"
"#,
    ],
    scope: Scope::Incident(find),
};

fn find(subject: &Subject<'_>, findings: &mut Findings) {
    for (index, _) in subject.actions_due().filter(|(_, action)| action.due.is_none()) {
        findings.report(RULE.breach(at!["actions", index, "title"], "no day is given by which this action item is due"));
    }
}
