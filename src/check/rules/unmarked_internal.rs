//! Text that is internal by its name and is published all the same.

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::{Diagnostic, at};
use crate::incident::{CommunicationAudience, Visibility};

pub(super) const RULE: Rule = Rule {
    name: "unmarked-internal",
    group: Group::Names,
    level: RuleLevel::Allow,
    summary: "a message for colleagues, executives or regulators, or an `impact.internal`, that a public build shows. Only `visibility` keeps a \
              part of an incident out of public builds, whatever the part is called; for teams that publish to the public",
    why: "its author believes that only the organisation reads it",
    help: "set `visibility = \"internal\"`, or leave the text out",
    wrong: &[
        r#"
[[communications]]
at = 2024-03-15T14:40:00Z
audience = "executives"
#          ^^^^^^^^^^^^
message = "We lose 900 dollars a minute."
"#,
        r#"
[impact]
internal = "Two teams missed their deadlines."
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
"#,
    ],
    right: &[
        r#"
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
        let is_internal = message.audience.is_some_and(|audience| {
            matches!(
                audience,
                CommunicationAudience::Internal | CommunicationAudience::Executives | CommunicationAudience::Regulators
            )
        });
        if is_internal && message.visibility == Visibility::Public {
            let location = ctx.at(at!["communications", index, "audience"]);
            found.push(RULE.violation(location, "a public build shows this message"));
        }
    }
    if ctx.impact.as_ref().is_some_and(|impact| impact.internal.is_some()) {
        let hint = "move it into a section with `visibility = \"internal\"`, or leave it out";
        found.push(RULE.violation(ctx.at(at!["impact", "internal"]), "a public build shows this text").hint(hint));
    }
}
