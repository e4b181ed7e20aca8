//! An action item with an impossible date.

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::{Diagnostic, at};
use crate::incident::Milestone;

pub(super) const RULE: Rule = Rule::new("action-dates", Group::Consistency, RuleLevel::Warn, Scope::Incident(check));

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
