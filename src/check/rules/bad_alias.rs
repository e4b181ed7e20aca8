//! An alias that cannot be a redirect.

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::{Diagnostic, at};
use crate::route::{self, Route};

pub(super) const RULE: Rule = Rule {
    name: "bad-alias",
    group: Group::Build,
    level: RuleLevel::Deny,
    summary: "an alias that is not a path inside the site. It is written as a browser shows it: `%20` is a space",
    why: "a redirect is a file of the site",
    help: "write a path such as `/postmortems/2024/payments/`",
    wrong: &[r#"
aliases = ["/../admin/"]
#          ^^^^^^^^^^^^
"#],
    right: &[r#"
aliases = ["/postmortems/2024/payments/"]
"#],
    scope: Scope::Incident(check),
};

fn check(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    for (index, alias) in ctx.aliases.iter().enumerate() {
        if route::redirect(alias).is_none_or(|path| Route::new(path).is_err()) {
            let path = at!["aliases", index];
            found.push(RULE.violation(ctx.at(path), format!("\"{alias}\" is not a path inside the site")));
        }
    }
}
