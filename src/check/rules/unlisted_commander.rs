//! A commander who is not among the responders.

use crate::check::context::RuleContext;
use crate::check::rule::Rule;
use crate::diagnostic::{Diagnostic, at};

pub(super) fn check(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let Some(commander) = ctx.commander.as_deref().filter(|name| !name.trim().is_empty()) else { return };
    let responders = &ctx.responders;
    if responders.is_empty() || ctx.was_removed("responders") || responders.iter().any(|one| same(commander, &one.name)) {
        return;
    }
    let problem = rule.violation(ctx.at(at!["commander"]), format!("{commander} commanded, but is not among the responders"));
    match responders.iter().position(|one| one.role.as_ref().is_some_and(|role| role.to_lowercase().contains("commander"))) {
        Some(other) => found.push(problem.related("the commander by this list", ctx.at(at!["responders", other, "name"]))),
        None => found.push(problem),
    }
}

/// Whether one of two names has every word of the other, in any case: `Rodriguez` is `Mike Rodriguez`.
fn same(one: &str, other: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        let parts = name.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
        parts.map(str::to_lowercase).collect()
    };
    let (one, other) = (words(one), words(other));
    let within = |few: &[String], many: &[String]| !few.is_empty() && few.iter().all(|word| many.contains(word));
    within(&one, &other) || within(&other, &one)
}
