//! An action item with an impossible date.

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::{Diagnostic, at};
use crate::incident::Milestone;

pub(super) const RULE: Rule = Rule {
    name: "action-dates",
    group: Group::Consistency,
    level: RuleLevel::Warn,
    summary: "an action item that was closed in the future, or closed or due before the incident started",
    why: "an item with a closing date in the future leaves the list of open work too early; a date before the incident has a wrong month or year",
    help: "check the day, month and year",
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
    scope: Scope::Incident(check),
};

fn check(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    for (index, action) in ctx.actions.iter().enumerate() {
        for (key, day) in [("due", action.due), ("closed", action.closed)] {
            let Some(day) = day else { continue };
            let path = at!["actions", index, key];
            if key == "closed" && day.0 > ctx.checker.today {
                found.push(RULE.violation(ctx.at(path), format!("{day}, when this action item was closed, lies in the future")));
            } else if let Some(started) = ctx.start_after(day.0) {
                let message = format!("this action item is {key} on {day}, before the incident started ({started})");
                found.push(
                    RULE.violation(ctx.at(path), message)
                        .related("the start is set here", ctx.at(ctx.path_of(Milestone::Started))),
                );
            }
        }
    }
}
