//! A link that is not encrypted.

use std::net::IpAddr;

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::Diagnostic;

pub(super) const RULE: Rule = Rule {
    name: "http-link",
    group: Group::Names,
    level: RuleLevel::Warn,
    summary: "a link to an http: address, unless it is inside a network: a name without a dot, an IP address, or one that ends in \
            .internal, .local, .lan, .intranet, .corp, .home.arpa or .test",
    why: "anybody on the network can read and change what the reader is shown (RFC 9110, 17.1)",
    help: "write https://, and check that it works",
    wrong: &[r#"
summary = "See [the graph](http://graphs.example.com/d/7)."
#              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
references = [{ title = "The dashboard", url = "http://graphs.example.com/d/8" }]
"#],
    right: &[r#"
summary = "See [the graph](http://localhost:3000/d/7), [the wiki](http://wiki/x) and `http://example.com/`."
references = [{ title = "The dashboard", url = "http://grafana.prod.internal:3000/d/8" }]
"#],
    scope: Scope::FirstOfIncident(check),
};

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
