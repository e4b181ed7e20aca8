//! A web address in the middle of prose.

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::Diagnostic;

pub(super) const RULE: Rule = Rule {
    name: "bare-link",
    group: Group::Names,
    level: RuleLevel::Warn,
    summary: "a web address that stands in prose as it is, unless it is no more than the name of a host",
    why: "readers cannot tell what is behind it, least of all those who have the page read to them (WCAG 2.2, 2.4.4)",
    help: "say what it is: `[the change that caused it](https://...)`",
    wrong: &[r#"
summary = "Caused by https://git.example.com/shop/-/merge_requests/4711."
#                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
"#],
    right: &[r#"
summary = "Caused by [change 4711](https://git.example.com/4711), told on https://status.example.com/; `curl https://a.example/b`."
"#],
    scope: Scope::Incident(check),
};

fn check(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    for link in ctx.links().iter().filter(|link| link.is_bare && !is_host(&link.target)) {
        found.push(RULE.violation(link.location(ctx.file), "this address stands for itself where a title would say more"));
    }
}

/// Whether an address is the name of a host, which says what it is.
fn is_host(url: &str) -> bool {
    url.split_once("://").is_some_and(|(_, rest)| !rest.trim_end_matches('/').contains(['/', '?', '#']))
}
