//! A timeline entry long after the end.

use jiff::SignedDuration;

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::{Diagnostic, at};
use crate::incident::{EventKind, Milestone, TimelineEntry};

pub(super) const RULE: Rule = Rule::new("long-after-end", Group::Consistency, RuleLevel::Warn, Scope::Incident(check));

/// Entries of the first days after an incident are common: a review, a refund, the next release.
const WEEK: SignedDuration = SignedDuration::from_hours(7 * 24);

fn check(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let zone = &ctx.file.zone;
    let ends = ctx.milestone(Milestone::Started).zip(ctx.milestone(Milestone::Resolved));
    let Some((start, end)) = ends.map(|(start, end)| (start.sort_key(zone), end.sort_key(zone))) else { return };
    let long = end.duration_since(start).max(WEEK);
    for (index, entry) in ctx.timeline.iter().enumerate().filter(|(_, entry)| !is_explained(entry)) {
        let after = entry.at.sort_key(zone).duration_since(end);
        if after > long {
            let message = format!("this entry lies {} days after the end of the incident", after.as_hours() / 24);
            let problem = RULE.violation(ctx.at(at!["timeline", index, "at"]), message);
            found.push(problem.related("the end is set here", ctx.at(ctx.path_of(Milestone::Resolved))));
        }
    }
}

/// Whether its kind explains an entry after the end.
fn is_explained(entry: &TimelineEntry) -> bool {
    let of_the_incident = [EventKind::Alert, EventKind::Escalation, EventKind::Recovery];
    entry.kind.is_some_and(|kind| !of_the_incident.contains(&kind)) || entry.milestone.is_some()
}
