//! An outage without an urgent action item.

use super::missing;
use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::Diagnostic;
use crate::incident::{Impact, Priority};

pub(super) const RULE: Rule = Rule {
    name: "no-urgent-action",
    group: Group::Completeness,
    level: RuleLevel::Warn,
    summary: "a user-facing incident of a severity in the upper half, without an action item of priority `p0` or `p1`. A draft, a near miss, an impact that is internal alone, an incident that goes on, and an archive without any priority are not meant",
    why: "\"all postmortems which follow a user-affecting outage must have at least one P[01] bug associated with them\" (Ben Treynor Sloss in the Google SRE workbook, chapter 10): what has no priority is done after everything that has one",
    help: "give the action item that matters most the priority `p0` or `p1`; where there is a reason that none is urgent, state it as an exception",
    wrong: &[r#"
[[actions]]
title = "Refuse queries without an index"
priority = "p2"
[review]
state = "reviewed"
#       ^^^^^^^^^^
"#],
    right: &[
        r#"
[[actions]]
title = "Refuse queries without an index"
priority = "p1"
[review]
state = "reviewed"
"#,
        r#"
[impact]
internal = "For a day, nobody could deploy."
[[actions]]
title = "Keep a second runner warm"
priority = "p2"
[review]
state = "reviewed"
"#,
        r#"
[[actions]]
title = "Refuse queries without an index"
[review]
state = "reviewed"
"#,
        r#"
near_miss = true
[[actions]]
title = "Refuse queries without an index"
[review]
state = "reviewed"
"#,
    ],
    scope: Scope::Incident(check),
};

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
