//! What a public build leaves out by its kind, without a word about it in the file.

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::{Diagnostic, at};
use crate::incident::Visibility;

pub(super) const RULE: Rule = Rule {
    name: "unmarked-internal",
    group: Group::Names,
    level: RuleLevel::Allow,
    summary: "a message for colleagues, executives or regulators, or an `impact.internal`, that a public build leaves out although the file does \
              not say so. Without a `visibility`, these are internal; earlier versions published them",
    why: "who expects the text on the public site does not find it there",
    help: "set `visibility = \"public\"` to publish it, or `visibility = \"internal\"` to say that it is not published",
    wrong: &[
        r#"
[[communications]]
at = 2024-03-15T14:40:00Z
audience = "regulators"
#          ^^^^^^^^^^^^
message = "We report an outage of payments."
"#,
        r#"
[impact]
internal = "Two teams missed their deadlines."
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
"#,
    ],
    right: &[
        r#"
[impact]
internal = "Two teams missed their deadlines."
visibility = "public"

[[communications]]
at = 2024-03-15T14:40:00Z
audience = "executives"
message = "We lose 900 dollars a minute."
visibility = "internal"

[[communications]]
at = 2024-03-15T14:40:00Z
audience = "customers"
message = "Payments fail."
"#,
        r#"
visibility = "internal"

[impact]
internal = "Two teams missed their deadlines."
"#,
    ],
    scope: Scope::Incident(check),
};

fn check(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    if ctx.visibility == Visibility::Internal {
        return;
    }
    for (index, message) in ctx.communications.iter().enumerate() {
        if message.visibility.is_none() && message.visibility() == Visibility::Internal {
            let location = ctx.at(at!["communications", index, "audience"]);
            found.push(RULE.violation(location, "a public build leaves this message out"));
        }
    }
    if ctx.impact.as_ref().is_some_and(|impact| impact.internal.is_some() && impact.visibility.is_none()) {
        let hint = "set `visibility = \"public\"` under `[impact]` to publish it";
        found.push(RULE.violation(ctx.at(at!["impact", "internal"]), "a public build leaves this text out").hint(hint));
    }
}
