//! An unknown severity.

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::{Diagnostic, at, did_you_mean, numbered};

pub(super) const RULE: Rule = Rule {
    name: "unknown-severity",
    group: Group::Build,
    level: RuleLevel::Deny,
    summary: "a severity that is no id, label or alias of the site's severities",
    why: "an incident of no known severity would be missing where people look for it",
    help: "use one of the severities of pir-site.toml, or add it there",
    wrong: &[r#"
severity = "sev9"
#          ^^^^^^
"#],
    right: &[r#"
severity = "critical"
"#],
    scope: Scope::Incident(check),
};

fn check(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let severities = &ctx.checker.config.severities;
    let changes =
        ctx.severity_changes.iter().enumerate().map(|(index, change)| (at!["severity_changes", index, "to"], &change.to));
    for (path, name) in std::iter::once((at!["severity"], &ctx.severity)).chain(changes) {
        if severities.find(name).is_some() {
            continue;
        }
        let ids: Vec<&str> = severities.all().iter().map(|severity| severity.id.as_str()).collect();
        let names = severities.all().iter().flat_map(|severity| std::iter::once(&severity.id).chain(&severity.aliases));
        let near = numbered(name, ids.iter().copied()).or_else(|| did_you_mean(name, names.map(String::as_str)));
        let hint = match near {
            Some(near) => format!("did you mean \"{near}\"? The severities are {}", ids.join(", ")),
            None => format!("the severities are {}", ids.join(", ")),
        };
        found.push(RULE.violation(ctx.at(path), format!("there is no severity \"{name}\"")).hint(hint));
    }
}
