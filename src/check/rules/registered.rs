//! Names that the configuration does not know.

use crate::check::context::RuleContext;
use crate::check::names::{self, Each, folded};
use crate::check::rule::Rule;
use crate::config::Registry;
use crate::diagnostic::{Diagnostic, at, did_you_mean, numbered};
use crate::incident::Incident;

/// An unknown severity.
pub(super) fn unknown_severity(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
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
        found.push(rule.violation(ctx.at(path), format!("there is no severity \"{name}\"")).hint(hint));
    }
}

/// An unknown cause category.
pub(super) fn unknown_category(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
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
        found.push(rule.violation(ctx.at(path), format!("there is no cause category \"{category}\"")).hint(hint));
    }
}

/// An unknown service.
pub(super) fn unknown_service(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    unregistered(rule, "service", &ctx.checker.config.services, names::services, ctx, found);
}

/// An unknown team.
pub(super) fn unknown_team(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    unregistered(rule, "team", &ctx.checker.config.teams, names::teams, ctx, found);
}

/// Reports each of the names that `names` takes from an incident and the registry does not know, if there is a registry.
fn unregistered(
    rule: &Rule,
    what: &str,
    registry: &Registry,
    names: for<'a> fn(&'a Incident, Each<'_, 'a>),
    ctx: &RuleContext<'_>,
    found: &mut Vec<Diagnostic>,
) {
    if registry.entries().is_empty() {
        return;
    }
    names(&ctx.file.incident, &mut |name, path| {
        if registry.find(name).is_none() {
            let hint = meant(name, registry).map(|id| format!("did you mean \"{id}\"?"));
            found.push(rule.violation(ctx.at(path), format!("the site registers no {what} \"{name}\"")).hint_if(hint));
        }
    });
}

/// The registered name that was probably meant.
fn meant<'r>(name: &str, registry: &'r Registry) -> Option<&'r str> {
    let ids = || registry.entries().iter().map(|entry| entry.id.as_str());
    let key = folded(name);
    ids().find(|id| folded(id) == key).or_else(|| did_you_mean(name, ids()))
}
