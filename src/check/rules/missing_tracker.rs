//! An action item that stands only in the review.

use crate::check::{Findings, Group, Level, Rule, Scope, Subject};
use crate::diagnostic::at;

pub(in crate::check) const RULE: Rule = Rule {
    name: "missing-tracker",
    group: Group::Actions,
    level: Level::Allow,
    finds: "an open action item without a link to a ticket, once the review is past its draft; for teams that track all work",
    why: "without a formal tracking process, action items from postmortems are often forgotten, and the outage comes back (The \
          Site Reliability Workbook, chapter 10)",
    mend: "set `url` to the ticket",
    wrong: &[r#"
review.state = "reviewed"

[[actions]]
title = "Alert at 80% of the connection pool"
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
"#],
    right: &[r#"
review.state = "reviewed"

[[actions]]
title = "Alert at 80% of the connection pool"
url = "https://tracker.example.com/DB-7"

[[actions]]
title = "Roll back v2.3.1"
status = "done"
"#],
    scope: Scope::Incident(find),
};

fn find(subject: &Subject<'_>, findings: &mut Findings) {
    for (index, _) in subject.actions_due().filter(|(_, action)| action.url.is_none()) {
        findings.report(RULE.breach(at!["actions", index, "title"], "no ticket is linked that tracks this action item"));
    }
}
