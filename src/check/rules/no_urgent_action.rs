//! An outage without an urgent action item.

use super::missing;
use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::Diagnostic;
use crate::incident::{Impact, Priority};

pub(super) const RULE: Rule = Rule::new("no-urgent-action", Group::Completeness, RuleLevel::Warn, Scope::Incident(check));

fn check(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let is_user_facing = !ctx.near_miss && !ctx.impact.as_ref().is_some_and(is_internal);
    let is_urgent = |priority| matches!(priority, Some(Priority::P0 | Priority::P1));
    // Where there are no action items at all, another rule says so.
    let is_asked =
        ctx.checker.has_priorities() && ctx.is_major() && ctx.is_concluded() && is_user_facing && !ctx.actions.is_empty();
    if is_asked && !ctx.actions.iter().any(|action| is_urgent(action.priority)) {
        missing::report(ctx, &RULE, "actions", "has no action item of priority p0 or p1", found);
    }
}

/// Whether the impact is said to be on the organisation alone.
fn is_internal(impact: &Impact) -> bool {
    let (internal, duration) = (impact.internal.clone(), impact.duration.clone());
    let inside = Impact { internal, duration, visibility: impact.visibility, ..Impact::default() };
    impact.internal.is_some() && *impact == inside
}
