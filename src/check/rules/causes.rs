//! Causes that nothing addresses, and questions without an answer.

use crate::check::context::RuleContext;
use crate::check::rule::Rule;
use crate::diagnostic::{Diagnostic, at};
use crate::incident::{ActionKind, CauseRole, Why};

/// Causes that no action item addresses.
pub(super) fn unaddressed_cause(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
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
            found.push(rule.violation(ctx.at(at!["analysis", "causes", index, "category"]), message));
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

/// A why without an answer.
pub(super) fn unanswered_why(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    if !ctx.is_concluded() || ctx.was_removed("analysis") {
        return;
    }
    let chains = ctx.analysis.iter().flat_map(|analysis| &analysis.five_whys);
    for (number, chain) in chains.enumerate() {
        let path = at!["analysis", "five_whys", number];
        if chain.whys.is_empty() {
            found.push(rule.violation(ctx.at(path.clone().then("problem")), "no why is asked of this problem"));
        }
        for (index, why) in chain.whys.iter().enumerate().filter(|(_, why)| !is_answered(why)) {
            let path = path.clone().then("whys").then(index);
            let path = if why.question.is_some() { path.then("question") } else { path };
            found.push(rule.violation(ctx.at(path), "this why has no answer"));
        }
    }
}

fn is_answered(why: &Why) -> bool {
    why.answer.as_ref().is_some_and(|answer| !answer.trim().is_empty())
}
