//! A picture that does not exist.

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::{Diagnostic, at};

pub(super) const RULE: Rule = Rule {
    name: "missing-attachment",
    group: Group::Build,
    level: RuleLevel::Deny,
    summary: "an image of a timeline entry that is no file beside the incident file",
    why: "the published page would show a broken picture",
    help: "put the file into the folder of the incident file, and name it by its path from there",
    wrong: &[r#"
[[timeline]]
at = 2024-03-15T14:40:00Z
event = "Errors rise."
image = "errors.png"
#       ^^^^^^^^^^^^
"#],
    right: &[r#"
[[timeline]]
at = 2024-03-15T14:40:00Z
event = "Errors rise."
image = "errors.png"
# file: content/errors.png
"#],
    scope: Scope::Incident(check),
};

fn check(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    for (index, entry) in ctx.timeline.iter().enumerate() {
        let Some(image) = &entry.image else { continue };
        if ctx.checker.content.attachment(&ctx.file.source, image).is_none() {
            let path = at!["timeline", index, "image"];
            found.push(RULE.violation(ctx.at(path), format!("there is no file \"{image}\" beside this one")));
        }
    }
}
