//! An unknown cause category.

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::{Diagnostic, at, did_you_mean};

pub(super) const RULE: Rule = Rule::new("unknown-category", Group::Build, RuleLevel::Deny, Scope::Incident(check));

fn check(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let known = &ctx.checker.config.causes;
    let causes = ctx.analysis.iter().flat_map(|analysis| &analysis.causes);
    for (index, category) in causes.enumerate().filter_map(|(index, cause)| Some((index, cause.category.as_ref()?))) {
        if known.contains(category) {
            continue;
        }
        let path = at!["analysis", "causes", index, "category"];
        let hint = match did_you_mean(category, known.iter().map(String::as_str)) {
            Some(near) => format!("did you mean \"{near}\"? The categories are {}", known.join(", ")),
            None => format!("the categories are {}", known.join(", ")),
        };
        found.push(RULE.violation(ctx.at(path), format!("there is no cause category \"{category}\"")).hint(hint));
    }
}
