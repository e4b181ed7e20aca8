//! A timeline that is not in order.

use jiff::SignedDuration;

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::{Diagnostic, at};

pub(super) const RULE: Rule = Rule {
    name: "timeline-order",
    group: Group::Consistency,
    level: RuleLevel::Warn,
    summary: "a timeline entry that lies before the entry above it. A time alone is found too where it lies up to an hour before the one above it, and so counts as the next day's",
    why: "the order in which things became known is what explains the decisions; an entry out of order has a wrong time, or hides what came first",
    help: "correct the time, looking for a wrong day or time zone, or move the entry to its place",
    wrong: &[
        r#"
[[timeline]]
at = 2024-03-15T14:40:00Z
event = "Payments fail."

[[timeline]]
at = 2024-03-15T13:55:00Z
#    ^^^^^^^^^^^^^^^^^^^^
event = "The rollback starts."

[[timeline]]
at = 2024-03-15T15:10:00Z
event = "Payments work again."
"#,
        r#"
[[timeline]]
at = 2024-03-15T14:40:00Z
event = "Payments fail."

[[timeline]]
at = 14:35:00
#    ^^^^^^^^
event = "The first alert fires."
"#,
    ],
    right: &[r#"
time_zone = "Europe/Berlin"

[[timeline]]
at = 2024-03-15T23:50:00
event = "Payments fail."

[[timeline]]
at = 2024-03-15
event = "The status page goes up some time in the evening."

[[timeline]]
at = 00:05:00
event = "The rollback starts."

[[timeline]]
at = 2024-03-15T23:05:00Z
event = "At the same time, support calls."
"#],
    scope: Scope::Incident(check),
};

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
