//! Too many action items.

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::{Diagnostic, at};
use crate::incident::ActionStatus;

pub(super) const RULE: Rule = Rule::new("too-many-actions", Group::Actions, RuleLevel::Warn, Scope::Incident(check));

fn check(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let most = ctx.checker.config.check.most_actions;
    let agreed = || ctx.actions.iter().enumerate().filter(|(_, action)| action.status != ActionStatus::WontDo);
    if let Some((index, _)) = agreed().nth(most).filter(|_| ctx.actions_due().next().is_some()) {
        let message = format!("this incident has {} action items; from here on, they are more than {most}", agreed().count());
        found.push(RULE.violation(ctx.at(at!["actions", index, "title"]), message));
    }
}
