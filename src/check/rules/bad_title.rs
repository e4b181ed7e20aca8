//! An empty title, or one of several lines.

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::{Diagnostic, at};

pub(super) const RULE: Rule = Rule::new("bad-title", Group::Build, RuleLevel::Deny, Scope::Incident(check));

fn check(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let title = &ctx.title;
    let message = match title.trim() {
        "" => "the title is empty",
        _ if title.trim().contains(['\n', '\r']) => "the title has several lines",
        _ => return,
    };
    found.push(RULE.violation(ctx.at(at!["title"]), message));
}
