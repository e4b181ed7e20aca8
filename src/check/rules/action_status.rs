//! An action item whose status and closing date disagree.

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::{Diagnostic, at};
use crate::incident::{Action, ActionStatus};

pub(super) const RULE: Rule = Rule {
    name: "action-status",
    group: Group::Consistency,
    level: RuleLevel::Warn,
    summary: "an action item that is done without a `closed` date, or that has one and is still open",
    why: "an item that was closed and still counts as open, or as overdue, makes the lists of open work unreliable; without the date, it is not known whether the item was done in time",
    help: "set both `status` and `closed`, or neither",
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
    scope: Scope::Incident(check),
};

fn check(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    for (index, action) in ctx.actions.iter().enumerate() {
        match action.closed {
            None if action.status == ActionStatus::Done => {
                let message = "this action item is done, but has no closing date";
                found.push(RULE.violation(ctx.at(at!["actions", index, "status"]), message).hint("add `closed = YYYY-MM-DD`"));
            }
            Some(closed) if action.status.is_open() => {
                let message = format!("this action item was closed on {closed}, but counts as {}", standing(action, ctx));
                let hint = "add `status = \"done\"` or `\"wont-do\"`, or remove `closed`";
                found.push(RULE.violation(ctx.at(at!["actions", index, "closed"]), message).hint(hint));
            }
            _ => {}
        }
    }
}

fn standing(action: &Action, ctx: &RuleContext<'_>) -> String {
    let overdue = if action.is_overdue(ctx.checker.today) { " and overdue" } else { "" };
    format!("{}{overdue}", action.status.label().to_lowercase())
}
