//! Open action items that all have one priority.

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::{Diagnostic, at};

/// Fewer often have one priority.
const FROM: usize = 4;

pub(super) const RULE: Rule = Rule::new("same-priority", Group::Actions, RuleLevel::Warn, Scope::Incident(check));

fn check(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let Some((index, first)) = ctx.actions_due().next() else { return };
    let Some(priority) = first.priority else { return };
    let open = ctx.actions_due().count();
    if open >= FROM && ctx.actions_due().all(|(_, action)| action.priority == first.priority) {
        let message = format!("all {open} open action items are {}", priority.as_str());
        found.push(RULE.violation(ctx.at(at!["actions", index, "priority"]), message));
    }
}
