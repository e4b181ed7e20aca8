//! An unknown cause category.

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::{Diagnostic, at, did_you_mean};

pub(super) const RULE: Rule = Rule {
    name: "unknown-category",
    group: Group::Build,
    level: RuleLevel::Deny,
    summary: "a cause whose category is not one of the site's cause categories",
    why: "causes are counted by category: a misspelt one hides a pattern",
    help: "use one of the categories of pir-site.toml, or add it under `causes` there",
    wrong: &[r#"
[[analysis.causes]]
cause = "The cache was cold"
category = "tecnology"
#          ^^^^^^^^^^^
"#],
    right: &[r#"
[[analysis.causes]]
cause = "The cache was cold"
category = "technology"
"#],
    scope: Scope::Incident(check),
};

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
