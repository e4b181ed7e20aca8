//! A web address in the middle of prose.

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::Diagnostic;

pub(super) const RULE: Rule = Rule::new("bare-link", Group::Names, RuleLevel::Warn, Scope::FirstOfIncident(check));

fn check(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    for link in ctx.links().iter().filter(|link| link.is_bare && !is_host(&link.target)) {
        found.push(RULE.violation(link.location(ctx.file), "this address has no link text"));
    }
}

/// Whether an address is only the name of a host, which needs no text.
fn is_host(url: &str) -> bool {
    url.split_once("://").is_some_and(|(_, rest)| !rest.trim_end_matches('/').contains(['/', '?', '#']))
}
