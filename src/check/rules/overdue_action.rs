//! An overdue action item.

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::{Diagnostic, at};

pub(super) const RULE: Rule = Rule::new("overdue-action", Group::Actions, RuleLevel::Warn, Scope::Incident(check));

fn check(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let today = ctx.checker.today;
    for (index, action) in ctx.actions.iter().enumerate().filter(|(_, action)| ctx.counts() && action.is_overdue(today)) {
        let Some(due) = action.due else { continue };
        let days = (today - due.0).get_days();
        let since = if days == 1 { "1 day".to_owned() } else { format!("{days} days") };
        found.push(RULE.violation(ctx.at(at!["actions", index, "due"]), format!("this action item is overdue by {since}")));
    }
}
