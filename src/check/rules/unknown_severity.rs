//! An unknown severity.

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::{Diagnostic, at, did_you_mean, numbered};

pub(super) const RULE: Rule = Rule::new("unknown-severity", Group::Build, RuleLevel::Deny, Scope::Incident(check));

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
