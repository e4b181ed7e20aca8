//! An action item whose status and closing date disagree.

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::{Diagnostic, at};
use crate::incident::{Action, ActionStatus};

pub(super) const RULE: Rule = Rule::new("action-status", Group::Consistency, RuleLevel::Warn, Scope::Incident(check));

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
