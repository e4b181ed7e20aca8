//! Open action items that all have one priority.

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::{Diagnostic, at};

/// Fewer often have one priority.
const FROM: usize = 4;

pub(super) const RULE: Rule = Rule {
    name: "same-priority",
    group: Group::Actions,
    level: RuleLevel::Warn,
    summary: "four or more open action items that all have the same priority",
    why: "where all have an equal priority, there is no way to determine which to tackle first (The Site Reliability Workbook, \
          chapter 10)",
    help: "say which of them comes first",
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
    scope: Scope::Incident(check),
};

fn check(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let Some((index, first)) = ctx.actions_due().next() else { return };
    let Some(priority) = first.priority else { return };
    let open = ctx.actions_due().count();
    if open >= FROM && ctx.actions_due().all(|(_, action)| action.priority == first.priority) {
        let message = format!("all {open} open action items are {}", priority.as_str());
        found.push(RULE.violation(ctx.at(at!["actions", index, "priority"]), message));
    }
}
