//! A key, token or password in the text.

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope, path};
use crate::diagnostic::{Diagnostic, secrets};

pub(super) const RULE: Rule = Rule {
    name: "secret",
    group: Group::Names,
    level: RuleLevel::Deny,
    summary: "an API key, a token, a private key or a password in a web address, by the shapes that their issuers publish, in any \
            string of the file, code included",
    why: "whoever can read the archive or its history can use it; scanners find published keys within minutes",
    help: "revoke it first, since git keeps what was once committed; then write `***` in its place",
    wrong: &[
        r#"
summary = "The job read postgres://reports:hunter2@db.example.com/orders from its log."
#                               ^^^^^^^^^^^^^^^^^^
"#,
        r#"
[[timeline]]
at = 2024-03-15T14:40:00Z
event = "`curl -H 'Authorization: Bearer 0a1b2c3d4e5f6a7b8c9d0e1f'` worked again."
#                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
"#,
    ],
    right: &[r#"
summary = "The job read postgres://reports:***@db.example.com/orders, and AKIAIOSFODNN7EXAMPLE is the manual's own."

[[timeline]]
at = 2024-03-15T14:40:00Z
event = "`Authorization: Bearer $TOKEN` was missing; see https://example.com:8443/status@14:40."
"#],
    scope: Scope::Incident(check),
};

fn check(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    ctx.each_string(&mut |text| {
        let mut report = |bytes, what: &str| {
            let message = format!("this looks like {what}");
            found.push(RULE.violation(ctx.at(path(text.path)).within(bytes), message));
        };
        secrets(text.text).into_iter().for_each(|secret| report(secret.bytes, secret.what));
        let own = ctx.checker.own_secrets().bytes(text.text);
        own.into_iter().for_each(|bytes| report(bytes, "a secret of a shape that the configuration gives"));
    });
}
