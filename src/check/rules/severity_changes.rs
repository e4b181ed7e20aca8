//! Severity changes that do not end at the severity.

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::{Diagnostic, at};

pub(super) const RULE: Rule = Rule::new("severity-changes", Group::Consistency, RuleLevel::Warn, Scope::Incident(check));

fn check(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let (changes, zone) = (&ctx.severity_changes, &ctx.file.zone);
    for (index, pair) in changes.windows(2).enumerate() {
        if pair[1].at.is_before(pair[0].at, zone) {
            let message = format!("this change ({}) stands after a later one ({})", pair[1].at, pair[0].at);
            found
                .push(RULE.violation(ctx.at(at!["severity_changes", index + 1, "at"]), message).hint("put the changes in order"));
        }
    }
    let last = changes.iter().enumerate().max_by(|(_, one), (_, two)| one.at.chronological(two.at, zone));
    if let Some((index, last)) = last.filter(|(_, last)| last.to != ctx.severity) {
        let message = format!("the last change is to \"{}\", but the incident's severity is \"{}\"", last.to, ctx.severity);
        let problem = RULE.violation(ctx.at(at!["severity_changes", index, "to"]), message);
        found.push(problem.related("the severity is set here", ctx.at(at!["severity"])));
    }
}
