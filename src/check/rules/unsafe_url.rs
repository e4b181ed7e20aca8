//! A link that must not be published.

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::{Diagnostic, at};

pub(super) const RULE: Rule = Rule {
    name: "unsafe-url",
    group: Group::Build,
    level: RuleLevel::Deny,
    summary: "a link that is neither http, https nor mailto",
    why: "other schemes run code in the reader's browser or open programs on the reader's machine",
    help: "write the whole address, beginning with https://",
    wrong: &[r#"
[[references]]
title = "The dashboard"
url = "javascript:alert(1)"
#     ^^^^^^^^^^^^^^^^^^^^^
"#],
    right: &[r#"
[[references]]
title = "The dashboard"
url = "https://example.com/dashboard"
"#],
    scope: Scope::Incident(check),
};

fn check(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let timeline = ctx.timeline.iter().enumerate().map(|(index, entry)| (at!["timeline", index, "url"], &entry.url));
    let actions = ctx.actions.iter().enumerate().map(|(index, action)| (at!["actions", index, "url"], &action.url));
    let references = ctx.references.iter().enumerate().map(|(index, it)| (at!["references", index, "url"], &it.url));
    let recording = std::iter::once((at!["review", "recording"], &ctx.review.recording));
    for (path, url) in timeline.chain(actions).chain(references).chain(recording) {
        if let Some(url) = url.as_ref().filter(|url| !is_safe(url)) {
            found.push(RULE.violation(ctx.at(path), format!("{url:?} is not a link that can be published")));
        }
    }
}

/// Whether a link leads to the web or to a mailbox.
fn is_safe(url: &str) -> bool {
    let Some((scheme, rest)) = url.split_once(':') else { return false };
    if ["http", "https"].iter().any(|web| scheme.eq_ignore_ascii_case(web)) {
        rest.strip_prefix("//").is_some_and(|host| !host.is_empty()) && !url.contains(char::is_whitespace)
    } else {
        scheme.eq_ignore_ascii_case("mailto") && rest.contains('@')
    }
}
