//! Action items that are all of one kind.

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::{Diagnostic, at};
use crate::incident::{Action, ActionStatus};

/// Fewer are often of one kind.
const FROM: usize = 4;

pub(super) const RULE: Rule = Rule {
    name: "same-kind",
    group: Group::Actions,
    level: RuleLevel::Warn,
    summary: "four or more action items that are all of one kind, of which one is open",
    why: "the next incident has another cause: what only prevents this one is neither noticed sooner nor contained, and what \
          only mitigates lets it happen again (The Site Reliability Workbook, chapter 10, misses prevention among the action \
          items of its bad example)",
    help: "ask what would prevent it, what would show it sooner, and what would make it smaller",
    wrong: &[r#"
[review]
state = "reviewed"

[[actions]]
title = "Alert at 80% of the connection pool"
kind = "detect"
#      ^^^^^^^^

[[actions]]
title = "Alert on slow queries"
kind = "detect"
status = "done"

[[actions]]
title = "Alert on failed logins"
kind = "detect"

[[actions]]
title = "Alert on replica lag"
kind = "detect"
"#],
    right: &[
        r#"
[review]
state = "reviewed"

[[actions]]
title = "Alert at 80% of the connection pool"
kind = "detect"

[[actions]]
title = "Alert on slow queries"
kind = "detect"

[[actions]]
title = "Alert on failed logins"
kind = "detect"

[[actions]]
title = "Check query plans in the pipeline"
kind = "prevent"
"#,
        r#"
[review]
state = "reviewed"

[[actions]]
title = "Alert at 80% of the connection pool"
kind = "detect"

[[actions]]
title = "Alert on slow queries"
kind = "detect"

[[actions]]
title = "Alert on failed logins"
kind = "detect"
"#,
    ],
    scope: Scope::Incident(check),
};

fn check(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let is_agreed = |action: &&Action| action.status != ActionStatus::WontDo;
    let agreed: Vec<&Action> = ctx.actions.iter().filter(is_agreed).collect();
    let Some(kind) = agreed.first().and_then(|action| action.kind) else { return };
    let is_alike = agreed.len() >= FROM && agreed.iter().all(|action| action.kind == Some(kind));
    if let Some((index, _)) = ctx.actions_due().next().filter(|_| is_alike) {
        let message = format!("all {} action items are of the kind \"{}\"", agreed.len(), kind.as_str());
        found.push(RULE.violation(ctx.at(at!["actions", index, "kind"]), message));
    }
}
