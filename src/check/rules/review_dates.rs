//! A review with an impossible date.

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::{Diagnostic, at};
use crate::incident::Milestone;

pub(super) const RULE: Rule = Rule::new("review-dates", Group::Consistency, RuleLevel::Warn, Scope::Incident(check));

fn check(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let review = &ctx.review;
    for (key, day) in [("held", review.held), ("published", review.published)] {
        let Some((day, started)) = day.and_then(|day| Some((day, ctx.start_after(day.0)?))) else { continue };
        let message = format!("the review was {key} on {day}, before the incident started ({started})");
        let problem = RULE.violation(ctx.at(at!["review", key]), message);
        found.push(problem.related("the start is set here", ctx.at(ctx.path_of(Milestone::Started))));
    }
    let follow_ups = ctx.follow_up.iter().flat_map(|follow_up| &follow_up.reviews).enumerate();
    for (index, day) in follow_ups.filter_map(|(index, review)| Some((index, review.done?))) {
        if day.0 > ctx.checker.today {
            let message = format!("{day}, when this follow-up was done, lies in the future");
            found.push(RULE.violation(ctx.at(at!["follow_up", "reviews", index, "done"]), message));
        }
    }
}
