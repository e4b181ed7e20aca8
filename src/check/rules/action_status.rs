//! An action item whose status and closing date disagree.

use crate::check::{Findings, Group, Level, Rule, Scope, Subject};
use crate::diagnostic::at;
use crate::incident::{Action, ActionStatus};

pub(in crate::check) const RULE: Rule = Rule {
    name: "action-status",
    group: Group::Consistency,
    level: Level::Warn,
    finds: "an action item that is done without a `closed` date, or that has one and is still open",
    why: "an item that was closed and still counts as open, or as overdue, makes every list of open work doubtful; without the date, nobody can tell whether what was promised was done in time",
    mend: "set both `status` and `closed`, or neither",
    wrong: &[r#"
[[actions]]
title = "Add an alert on the connection pool"
status = "done"
#        ^^^^^^

[[actions]]
title = "Refuse queries without an index"
due = 2024-04-01
closed = 2024-03-28
#        ^^^^^^^^^^
"#],
    right: &[r#"
[[actions]]
title = "Add an alert on the connection pool"
due = 2024-04-01
closed = 2024-04-12
status = "done"

[[actions]]
title = "Refuse queries without an index"
status = "in-progress"

[[actions]]
title = "Move to another database"
status = "wont-do"
reason = "It would have had the same slow query."
"#],
    scope: Scope::Incident(find),
};

fn find(subject: &Subject<'_>, findings: &mut Findings) {
    for (index, action) in subject.actions.iter().enumerate() {
        match action.closed {
            None if action.status == ActionStatus::Done => {
                let message = "this action item is done, but has no closing date";
                findings.report(RULE.breach(at!["actions", index, "status"], message).hint("add `closed = YYYY-MM-DD`"));
            }
            Some(closed) if action.status.is_open() => {
                let message = format!("this action item was closed on {closed}, but counts as {}", standing(action, subject));
                let hint = "add `status = \"done\"` or `\"wont-do\"`, or remove `closed`";
                findings.report(RULE.breach(at!["actions", index, "closed"], message).hint(hint));
            }
            _ => {}
        }
    }
}

fn standing(action: &Action, subject: &Subject<'_>) -> String {
    let overdue = if action.is_overdue(subject.review.today) { " and overdue" } else { "" };
    format!("{}{overdue}", action.status.label().to_lowercase())
}
