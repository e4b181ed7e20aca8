//! What a public build leaves out by its kind, without a word about it in the file.

use crate::check::context::RuleContext;
use crate::check::rule::Rule;
use crate::diagnostic::{Diagnostic, at};
use crate::incident::Visibility;

pub(super) fn check(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    if ctx.visibility == Visibility::Internal {
        return;
    }
    for (index, message) in ctx.communications.iter().enumerate() {
        if message.visibility.is_none() && message.visibility() == Visibility::Internal {
            let location = ctx.at(at!["communications", index, "audience"]);
            found.push(rule.violation(location, "a public build leaves this message out"));
        }
    }
    if ctx.impact.as_ref().is_some_and(|impact| impact.internal.is_some() && impact.visibility.is_none()) {
        let hint = "set `visibility = \"public\"` under `[impact]` to publish it";
        found.push(rule.violation(ctx.at(at!["impact", "internal"]), "a public build leaves this text out").hint(hint));
    }
}
