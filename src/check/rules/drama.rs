//! Words that dramatise.

use crate::check::context::RuleContext;
use crate::check::phrases;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::config::PhraseRule;
use crate::diagnostic::Diagnostic;

pub(super) const RULE: Rule = Rule::new("drama", Group::Language, RuleLevel::Warn, Scope::Incident(check));

fn check(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    phrases::report(&RULE, PhraseRule::Drama, ctx, |_| true, found);
}
