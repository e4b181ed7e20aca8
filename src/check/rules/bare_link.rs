//! A web address in the middle of prose.

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::Diagnostic;

pub(super) const RULE: Rule = Rule {
    name: "bare-link",
    group: Group::Names,
    level: RuleLevel::Warn,
    summary: "a web address in prose without a text, unless it is only the name of a host",
    why: "readers, and users of screen readers above all, cannot tell where it leads (WCAG 2.2, 2.4.4)",
    help: "write a text for the link: `[the change that caused it](https://...)`",
    wrong: &[r#"
summary = "Caused by https://git.example.com/shop/-/merge_requests/4711."
#                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
"#],
    right: &[r#"
summary = "Caused by [change 4711](https://git.example.com/4711), and on https://status.example.com/; `curl https://a.example/b`."
"#],
    scope: Scope::FirstOfIncident(check),
};

fn check(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    for link in ctx.links().iter().filter(|link| link.is_bare && !is_host(&link.target)) {
        found.push(RULE.violation(link.location(ctx.file), "this address has no link text"));
    }
}

/// Whether an address is only the name of a host, which needs no text.
fn is_host(url: &str) -> bool {
    url.split_once("://").is_some_and(|(_, rest)| !rest.trim_end_matches('/').contains(['/', '?', '#']))
}
