//! An empty title, or one of several lines.

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::{Diagnostic, at};

pub(super) const RULE: Rule = Rule {
    name: "bad-title",
    group: Group::Build,
    level: RuleLevel::Deny,
    summary: "an empty title, or one of several lines",
    why: "lists, feeds and browser tabs show the title in one line",
    help: "say in one line what happened, and leave the rest to the summary",
    wrong: &[r#"
title = ""
#       ^^
"#],
    right: &[r#"
title = "Payments failed for an hour"
"#],
    scope: Scope::Incident(check),
};

fn check(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let title = &ctx.title;
    let message = match title.trim() {
        "" => "the title is empty",
        _ if title.trim().contains(['\n', '\r']) => "the title has several lines",
        _ => return,
    };
    found.push(RULE.violation(ctx.at(at!["title"]), message));
}
