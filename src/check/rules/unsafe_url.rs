//! A link that must not be published.

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::{Diagnostic, ValuePath, at};

pub(super) const RULE: Rule = Rule::new("unsafe-url", Group::Build, RuleLevel::Deny, Scope::Incident(check));

fn check(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    // A path is made only for a finding: every incident of a build comes through here.
    let mut examine = |url: &Option<String>, path: &dyn Fn() -> ValuePath| {
        if let Some(url) = url.as_ref().filter(|url| !is_safe(url)) {
            found.push(RULE.violation(ctx.at(path()), format!("\"{url}\" is not a link that can be published")));
        }
    };
    ctx.timeline.iter().enumerate().for_each(|(index, entry)| examine(&entry.url, &|| at!["timeline", index, "url"]));
    ctx.actions.iter().enumerate().for_each(|(index, action)| examine(&action.url, &|| at!["actions", index, "url"]));
    ctx.references.iter().enumerate().for_each(|(index, it)| examine(&it.url, &|| at!["references", index, "url"]));
    examine(&ctx.review.recording, &|| at!["review", "recording"]);
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
