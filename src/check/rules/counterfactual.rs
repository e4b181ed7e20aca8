//! Statements about what did not happen.

use crate::check::context::RuleContext;
use crate::check::phrases;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::check::text::Passage;
use crate::config::PhraseRule;
use crate::diagnostic::Diagnostic;

pub(super) const RULE: Rule = Rule::new("counterfactual", Group::Language, RuleLevel::Warn, Scope::Incident(check));

fn check(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    phrases::report(&RULE, PhraseRule::Counterfactual, ctx, is_about_the_past, found);
}

/// Whether a text tells what happened. Others ask what might: luck, prevention, alternatives and what is to be done.
fn is_about_the_past(passage: &Passage<'_>) -> bool {
    let mut keys = passage.keys();
    keys.all(|key| !matches!(key, "got_lucky" | "prevention" | "alternatives" | "actions" | "barriers"))
}
