//! A time in the future.

use jiff::ToSpan;

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::{Diagnostic, at};
use crate::incident::{Milestone, Moment, Step};

pub(super) const RULE: Rule = Rule::new("future-time", Group::Consistency, RuleLevel::Warn, Scope::Incident(check));

fn check(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let zone = &ctx.file.zone;
    // In some time zones it is tomorrow already.
    let Ok(tomorrow) = ctx.checker.today.checked_add(1.day()) else { return };
    let first = moments(ctx).find(|(_, _, moment)| moment.day(zone) > tomorrow);
    if let Some((key, place, moment)) = first {
        let path = match place {
            Step::Key(milestone) => at![key, milestone],
            Step::Index(index) => at![key, index, "at"],
        };
        found.push(RULE.violation(ctx.at(path), format!("{moment} lies in the future")));
    }
}

/// Every moment of the incident, with its key and its place under the key.
fn moments<'a>(ctx: &'a RuleContext<'_>) -> impl Iterator<Item = (&'static str, Step<'static>, Moment)> + 'a {
    let milestone = |milestone: &Milestone| {
        let moment = ctx.milestones.get(*milestone)?;
        Some(("milestones", Step::Key(milestone.as_str()), moment))
    };
    let in_list = |list: &'static str| move |(index, moment): (usize, Moment)| (list, Step::Index(index), moment);
    let timeline = ctx.timeline.iter().map(|entry| entry.at).enumerate();
    let messages = ctx.communications.iter().map(|message| message.at).enumerate();
    let changes = ctx.severity_changes.iter().map(|change| change.at).enumerate();
    Milestone::ALL
        .iter()
        .filter_map(milestone)
        .chain(timeline.map(in_list("timeline")))
        .chain(messages.map(in_list("communications")))
        .chain(changes.map(in_list("severity_changes")))
}
