//! A link that must not be published.

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::{Diagnostic, ValuePath, at};

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
    let timeline = ctx.timeline.iter().map(|entry| &entry.url);
    let actions = ctx.actions.iter().map(|action| &action.url);
    let references = ctx.references.iter().map(|reference| &reference.url);
    for (list, index, url) in
        unsafe_in("timeline", timeline).chain(unsafe_in("actions", actions)).chain(unsafe_in("references", references))
    {
        found.push(violation(ctx, at![list, index, "url"], url));
    }
    if let Some(url) = ctx.review.recording.as_ref().filter(|url| !is_safe(url)) {
        found.push(violation(ctx, at!["review", "recording"], url));
    }
}

/// The links of a list that must not be published, each with its index.
fn unsafe_in<'a>(
    list: &'static str,
    urls: impl Iterator<Item = &'a Option<String>>,
) -> impl Iterator<Item = (&'static str, usize, &'a str)> {
    let is_unsafe = |url: &Option<String>| url.as_ref().is_some_and(|url| !is_safe(url));
    urls.enumerate()
        .filter(move |(_, url)| is_unsafe(url))
        .map(move |(index, url)| (list, index, url.as_deref().unwrap_or_default()))
}

fn violation(ctx: &RuleContext<'_>, path: ValuePath, url: &str) -> Diagnostic {
    RULE.violation(ctx.at(path), format!("{url:?} is not a link that can be published"))
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
