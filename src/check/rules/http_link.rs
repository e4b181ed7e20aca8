//! A link that is not encrypted.

use std::net::IpAddr;

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::Diagnostic;

pub(super) const RULE: Rule = Rule::new("http-link", Group::Names, RuleLevel::Warn, Scope::FirstOfIncident(check));

fn check(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    for link in ctx.links() {
        if host_over_http(&link.target).is_some_and(|host| !is_inside(host)) {
            found.push(RULE.violation(link.location(ctx.file), "this link is not encrypted"));
        }
    }
}

/// The host of an http: address.
fn host_over_http(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://").filter(|(scheme, _)| scheme.eq_ignore_ascii_case("http"))?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?;
    match host.strip_prefix('[') {
        Some(address) => address.split(']').next(),
        None => host.split(':').next(),
    }
}

/// Whether a host is in a private network, where public certificates are not available.
fn is_inside(host: &str) -> bool {
    let suffixes = [".internal", ".local", ".localhost", ".lan", ".intranet", ".corp", ".home.arpa", ".test"];
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    !host.contains('.') || host.parse::<IpAddr>().is_ok() || suffixes.iter().any(|suffix| host.ends_with(suffix))
}
