//! An action item with a day that cannot be.

use crate::check::{Findings, Group, Level, Rule, Scope, Subject};
use crate::diagnostic::at;
use crate::incident::Milestone;

pub(in crate::check) const RULE: Rule = Rule {
    name: "action-dates",
    group: Group::Consistency,
    level: Level::Warn,
    finds: "an action item that was closed in the future, or closed or due before the incident started",
    why: "an item that is closed ahead of time leaves the list of open work before it is done; a date from before the incident has a wrong month or year",
    mend: "look for a wrong day, month or year",
    wrong: &[r#"
[[actions]]
title = "Add an alert on the connection pool"
closed = 2024-07-01
#        ^^^^^^^^^^
status = "done"

[[actions]]
title = "Refuse queries without an index"
due = 2023-04-01
#     ^^^^^^^^^^
"#],
    right: &[r#"
[[actions]]
title = "Roll back v2.3.1"
closed = 2024-03-15
status = "done"

[[actions]]
title = "Refuse queries without an index"
due = 2025-04-01
"#],
    scope: Scope::Incident(find),
};

fn find(subject: &Subject<'_>, findings: &mut Findings) {
    let start = subject.start_day();
    for (index, action) in subject.actions.iter().enumerate() {
        for (key, day) in [("due", action.due), ("closed", action.closed)] {
            let Some(day) = day else { continue };
            let path = at!["actions", index, key];
            if key == "closed" && day.0 > subject.review.today {
                findings.report(RULE.breach(path, format!("{day}, when this action item was closed, lies in the future")));
            } else if let Some(started) = start.filter(|started| day.0 < *started) {
                let message = format!("this action item is {key} on {day}, before the incident started ({started})");
                findings.report_beside(RULE.breach(path, message), subject.path_of(Milestone::Started), "the start is set here");
            }
        }
    }
}
