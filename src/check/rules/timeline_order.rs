//! A timeline that is not in order.

use jiff::SignedDuration;

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::{Diagnostic, at};

pub(super) const RULE: Rule = Rule::new("timeline-order", Group::Consistency, RuleLevel::Warn, Scope::Incident(check));

/// Nearly the whole clock lies between: more likely, the entry is out of order by some minutes.
const ALMOST_A_DAY: SignedDuration = SignedDuration::from_hours(23);

fn check(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    for (index, pair) in ctx.timeline.windows(2).enumerate() {
        if pair[1].at.is_before(pair[0].at, &ctx.file.zone) {
            let message = format!("this entry ({}) stands below a later one ({})", pair[1].at, pair[0].at);
            let problem = RULE.violation(ctx.at(at!["timeline", index + 1, "at"]), message);
            found.push(problem.related("the entry above it", ctx.at(at!["timeline", index, "at"])));
        }
    }
    for index in ctx.file.rolled_over.iter().copied() {
        let (above, at) = (ctx.timeline[index - 1].at, ctx.timeline[index].at);
        let gap = above.instant().zip(at.instant()).map(|(above, at)| at.duration_since(above));
        if gap.is_some_and(|gap| gap >= ALMOST_A_DAY) {
            let message = format!("this time, just before that of the entry above, counts as the next day's ({at})");
            let problem = RULE.violation(ctx.at(at!["timeline", index, "at"]), message);
            let hint = "move the entry to its place; if the next day is meant, write it before the time";
            found.push(problem.hint(hint).related("the entry above it", ctx.at(at!["timeline", index - 1, "at"])));
        }
    }
}
