//! Action items that are all of one kind.

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::{Diagnostic, at};
use crate::incident::{Action, ActionStatus};

/// Fewer are often of one kind.
const FROM: usize = 4;

pub(super) const RULE: Rule = Rule::new("same-kind", Group::Actions, RuleLevel::Warn, Scope::Incident(check));

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
