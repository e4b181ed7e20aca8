//! An alias that cannot be a redirect.

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::{Diagnostic, at};
use crate::route::{self, Route};

pub(super) const RULE: Rule = Rule::new("bad-alias", Group::Build, RuleLevel::Deny, Scope::Incident(check));

fn check(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    for (index, alias) in ctx.aliases.iter().enumerate() {
        if route::redirect(alias).is_none_or(|path| Route::new(path).is_err()) {
            let path = at!["aliases", index];
            found.push(RULE.violation(ctx.at(path), format!("\"{alias}\" is not a path inside the site")));
        }
    }
}
