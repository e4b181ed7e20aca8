//! Causes that no action item addresses.

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::{Diagnostic, at};
use crate::incident::{ActionKind, CauseRole};

pub(super) const RULE: Rule = Rule::new("unaddressed-cause", Group::Completeness, RuleLevel::Warn, Scope::Incident(check));

fn check(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    if !ctx.is_concluded() || ctx.was_removed("actions") {
        return;
    }
    let kinds: Option<Vec<ActionKind>> = ctx.actions.iter().map(|action| action.kind).collect();
    let Some(kinds) = kinds.filter(|kinds| !kinds.is_empty()) else { return };
    let causes = ctx.analysis.iter().flat_map(|analysis| &analysis.causes);
    let mut seen: Vec<&str> = Vec::new();
    for (index, cause) in causes.enumerate().filter(|(_, cause)| cause.role != CauseRole::Trigger) {
        let Some(category) = cause.category.as_deref().filter(|category| !seen.contains(category)) else { continue };
        seen.push(category);
        if kinds.iter().all(|kind| leaves_alone(*kind, category)) {
            let message = format!("no action item is of a kind that addresses a cause in {category}");
            found.push(RULE.violation(ctx.at(at!["analysis", "causes", index, "category"]), message));
        }
    }
}

/// Whether action items of a kind cannot do anything about causes of a category.
fn leaves_alone(kind: ActionKind, category: &str) -> bool {
    match category {
        "technology" => matches!(kind, ActionKind::Process | ActionKind::Document | ActionKind::Train),
        "people" | "process" => kind == ActionKind::Repair,
        "environment" => matches!(kind, ActionKind::Repair | ActionKind::Document | ActionKind::Train),
        _ => false,
    }
}
