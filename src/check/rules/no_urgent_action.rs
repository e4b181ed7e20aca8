//! An outage after which nothing is urgent.

use crate::check::{Findings, Group, Level, Rule, Scope, Subject};
use crate::incident::{Impact, Priority};

pub(in crate::check) const RULE: Rule = Rule {
    name: "no-urgent-action",
    group: Group::Completeness,
    level: Level::Warn,
    finds: "a user-facing incident of a severity in the upper half, without an action item of priority `p0` or `p1`. A draft, a near miss, an impact that is internal alone, and an incident that goes on are not meant",
    why: "\"all postmortems which follow a user-affecting outage must have at least one P[01] bug associated with them\" (Ben Treynor Sloss in the Google SRE workbook, chapter 10): what has no priority is done after everything that has one",
    mend: "give the action item that matters most the priority `p0` or `p1`; where there is a reason that none is urgent, state it as an exception",
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
near_miss = true
[[actions]]
title = "Refuse queries without an index"
[review]
state = "reviewed"
"#,
    ],
    scope: Scope::Incident(find),
};

fn find(subject: &Subject<'_>, findings: &mut Findings) {
    let is_user_facing = !subject.near_miss && !subject.impact.as_ref().is_some_and(is_internal);
    let is_urgent = |priority| matches!(priority, Some(Priority::P0 | Priority::P1));
    // Where there are no action items at all, another rule says so.
    let is_asked = subject.is_major() && subject.is_concluded() && is_user_facing && !subject.actions.is_empty();
    if is_asked && !subject.actions.iter().any(|action| is_urgent(action.priority)) {
        subject.report_missing(&RULE, "actions", "has no action item of priority p0 or p1", findings);
    }
}

/// Whether the impact is said to be on the organisation alone.
fn is_internal(impact: &Impact) -> bool {
    let inside = Impact { internal: impact.internal.clone(), duration: impact.duration.clone(), ..Impact::default() };
    impact.internal.is_some() && *impact == inside
}
