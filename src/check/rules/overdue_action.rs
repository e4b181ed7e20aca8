//! An overdue action item.

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::{Diagnostic, at};

pub(super) const RULE: Rule = Rule {
    name: "overdue-action",
    group: Group::Actions,
    level: RuleLevel::Warn,
    summary: "an action item that is still open although the day on which it was due is over",
    why: "to users, a postmortem without subsequent action is indistinguishable from no postmortem (Benjamin Treynor Sloss in \
          The Site Reliability Workbook, chapter 10)",
    help: "do it and set `closed`, agree on a new day for `due`, or decide against it: `status = \"wont-do\"` and a `reason`",
    wrong: &[r#"
[[actions]]
title = "Alert at 80% of the connection pool"
due = 2024-06-02
#     ^^^^^^^^^^
status = "in-progress"
"#],
    right: &[
        r#"
[[actions]]
title = "Alert at 80% of the connection pool"
due = 2024-06-03

[[actions]]
title = "Roll back v2.3.1"
due = 2024-03-15
status = "done"

[[actions]]
title = "A second pool"
due = 2024-03-15
status = "wont-do"
"#,
        r#"
duplicate_of = "INC-2024-0315-002"

[[actions]]
title = "Alert at 80% of the connection pool"
due = 2024-06-02

# file: content/b.toml
id = "INC-2024-0315-002"
title = "Payments failed at noon"
"#,
    ],
    scope: Scope::Incident(check),
};

fn check(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let today = ctx.checker.today;
    for (index, action) in ctx.actions.iter().enumerate().filter(|(_, action)| ctx.counts() && action.is_overdue(today)) {
        let Some(due) = action.due else { continue };
        let days = (today - due.0).get_days();
        let since = if days == 1 { "1 day".to_owned() } else { format!("{days} days") };
        found.push(RULE.violation(ctx.at(at!["actions", index, "due"]), format!("this action item is overdue by {since}")));
    }
}
