//! A picture that does not exist.

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::{Diagnostic, at};

pub(super) const RULE: Rule = Rule::new("missing-attachment", Group::Build, RuleLevel::Deny, Scope::Incident(check));

fn check(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    for (index, entry) in ctx.timeline.iter().enumerate() {
        let Some(image) = &entry.image else { continue };
        if ctx.checker.content.attachment(&ctx.file.source, image).is_none() {
            let path = at!["timeline", index, "image"];
            found.push(RULE.violation(ctx.at(path), format!("there is no file \"{image}\" beside this one")));
        }
    }
}
