//! Too many action items.

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::{Diagnostic, at};
use crate::incident::ActionStatus;

pub(super) const RULE: Rule = Rule {
    name: "too-many-actions",
    group: Group::Actions,
    level: RuleLevel::Warn,
    summary: "more action items than `most_actions` of the configuration (10), not counting those that were decided against, as \
            long as one of them is open",
    why: "a long list hides what matters most: PagerDuty's guide to postmortems warns of too many tickets, and advises to keep \
          to what absolutely should be dealt with",
    help: "keep what makes the greatest difference, and decide against the rest: `status = \"wont-do\"` and a `reason`",
    wrong: &[r#"
review.state = "reviewed"

[[actions]]
title = "Alert at 80% of the connection pool"

[[actions]]
title = "Rehearse the rollback"
status = "done"

[[actions]]
title = "Read replicas for reports"
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^

# file: pir-site.toml
[check]
most_actions = 2
"#],
    right: &[
        r#"
review.state = "reviewed"

[[actions]]
title = "Alert at 80% of the connection pool"

[[actions]]
title = "A second pool"
status = "wont-do"

[[actions]]
title = "Read replicas for reports"

# file: pir-site.toml
[check]
most_actions = 2
"#,
        r#"
review.state = "closed"

[[actions]]
title = "Alert at 80% of the connection pool"
status = "done"

[[actions]]
title = "Read replicas for reports"
status = "done"

# file: pir-site.toml
[check]
most_actions = 1
"#,
    ],
    scope: Scope::Incident(check),
};

fn check(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let most = ctx.checker.config.check.most_actions;
    let agreed = || ctx.actions.iter().enumerate().filter(|(_, action)| action.status != ActionStatus::WontDo);
    if let Some((index, _)) = agreed().nth(most).filter(|_| ctx.actions_due().next().is_some()) {
        let message = format!("this incident has {} action items; from here on, they are more than {most}", agreed().count());
        found.push(RULE.violation(ctx.at(at!["actions", index, "title"]), message));
    }
}
