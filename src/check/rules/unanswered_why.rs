//! A why without an answer.

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::{Diagnostic, at};
use crate::incident::Why;

pub(super) const RULE: Rule = Rule {
    name: "unanswered-why",
    group: Group::Completeness,
    level: RuleLevel::Warn,
    summary: "a why without an answer, or a problem of which no why is asked. A draft, and an incident that goes on, may leave it open",
    why: "the chain ends at the open question, and whatever lies behind it stays as it is",
    help: "answer it, or write in the answer that it is not known, and how it would be known next time",
    wrong: &[r#"
[[analysis.five_whys]]
problem = "Payments failed."
[[analysis.five_whys.whys]]
question = "Why did they fail?"
#          ^^^^^^^^^^^^^^^^^^^^
[[analysis.five_whys]]
problem = "It took an hour to notice."
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
[review]
state = "reviewed"
"#],
    right: &[
        r#"
[[analysis.five_whys]]
problem = "Payments failed."
[[analysis.five_whys.whys]]
question = "Why did they fail?"
answer = "We do not know: the logs had been rotated away. They are kept for a month now."
[review]
state = "reviewed"
"#,
        r#"
[[analysis.five_whys]]
problem = "Payments failed."
[[analysis.five_whys.whys]]
question = "Why did they fail?"
"#,
    ],
    scope: Scope::Incident(check),
};

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
