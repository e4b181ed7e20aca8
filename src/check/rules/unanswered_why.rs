//! A why without an answer.

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::{Diagnostic, at};
use crate::incident::Why;

pub(super) const RULE: Rule = Rule::new("unanswered-why", Group::Completeness, RuleLevel::Warn, Scope::Incident(check));

fn check(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    if !ctx.is_concluded() || ctx.was_removed("analysis") {
        return;
    }
    let chains = ctx.analysis.iter().flat_map(|analysis| &analysis.five_whys);
    for (number, chain) in chains.enumerate() {
        let path = at!["analysis", "five_whys", number];
        if chain.whys.is_empty() {
            found.push(RULE.violation(ctx.at(path.clone().then("problem")), "no why is asked of this problem"));
        }
        for (index, why) in chain.whys.iter().enumerate().filter(|(_, why)| !is_answered(why)) {
            let path = path.clone().then("whys").then(index);
            let path = if why.question.is_some() { path.then("question") } else { path };
            found.push(RULE.violation(ctx.at(path), "this why has no answer"));
        }
    }
}

fn is_answered(why: &Why) -> bool {
    why.answer.as_ref().is_some_and(|answer| !answer.trim().is_empty())
}
