//! What action items lack, once the review is past its draft.

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::{Diagnostic, at};
use crate::incident::{Action, ActionKind, DetectionMethod};

pub(super) const ALERT: Rule = Rule {
    name: "missing-alert",
    group: Group::Completeness,
    level: RuleLevel::Warn,
    summary: "an incident that a customer or partner noticed first, without an action item to notice the next one sooner. Such an item is of kind `detect`, or speaks of an alert, a probe or monitoring. Severities below the middle one may go without",
    why: "what customers had to report will be reported by customers again; the time that monitoring needs to page an engineer is the part of an outage that is the easiest to shorten",
    help: "add an action item of kind `detect`: the alert that would have fired",
    wrong: &[r#"
[detection]
method = "customer"
#        ^^^^^^^^^^
[[actions]]
title = "Refuse queries without an index"
kind = "prevent"
[review]
state = "reviewed"
"#],
    right: &[
        r#"
[detection]
method = "customer"
[[actions]]
title = "Watch the 99th percentile"
kind = "detect"
[review]
state = "reviewed"
"#,
        r#"
[detection]
method = "customer"
[[actions]]
title = "Synthetic probes on the checkout"
[review]
state = "reviewed"
"#,
        r#"
severity = "sev4"
[detection]
method = "customer"
[review]
state = "reviewed"
"#,
        r#"
[detection]
method = "employee"
[review]
state = "reviewed"
"#,
    ],
    scope: Scope::Incident(alert),
};

pub(super) const OWNER: Rule = Rule {
    name: "missing-owner",
    group: Group::Actions,
    level: RuleLevel::Warn,
    summary: "an open action item with neither an owner nor a team, once the review is past its draft. One finding for each file, with the number of items",
    why: "action items without a clear owner are less likely to be resolved (The Site Reliability Workbook, chapter 10)",
    help: "set `owner` to the person who answers for it, or at least `team`",
    wrong: &[r#"
review.state = "reviewed"

[[actions]]
title = "Alert at 80% of the connection pool"
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
"#],
    right: &[
        r#"
review.state = "reviewed"

[[actions]]
title = "Alert at 80% of the connection pool"
owner = "Sarah Chen"

[[actions]]
title = "Rehearse the rollback"
team = "payments"

[[actions]]
title = "Roll back v2.3.1"
status = "done"
"#,
        r#"
[[actions]]
title = "What a draft proposes"
"#,
        r#"
withdrawn = "It was a test"
review.state = "reviewed"
actions = [{ title = "Tell the testers" }]
"#,
    ],
    scope: Scope::FirstOfIncident(owner),
};

pub(super) const DUE: Rule = Rule {
    name: "missing-due",
    group: Group::Actions,
    level: RuleLevel::Warn,
    summary: "an open action item without a due date, once the review is past its draft. One finding for each file, with the number of items",
    why: "an item without a due date is never overdue: neither the list of overdue action items nor the \
          calendar can show it",
    help: "set `due` to the day by which it is to be done, or decide against it: `status = \"wont-do\"` and a `reason`",
    wrong: &[r#"
review.state = "in-review"

[[actions]]
title = "Alert at 80% of the connection pool"
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
owner = "Sarah Chen"

[[actions]]
title = "Rehearse the rollback"
"#],
    right: &[
        r#"
review.state = "in-review"

[[actions]]
title = "Alert at 80% of the connection pool"
due = 2024-06-30

[[actions]]
title = "A second pool"
status = "wont-do"

[[actions]]
title = "Roll back v2.3.1"
status = "done"
"#,
        r#"
[[actions]]
title = "What a draft proposes"
"#,
    ],
    scope: Scope::FirstOfIncident(due),
};

pub(super) const TRACKER: Rule = Rule {
    name: "missing-tracker",
    group: Group::Actions,
    level: RuleLevel::Allow,
    summary: "an open action item without a link to a ticket, once the review is past its draft; for teams that track all work. One finding for each file, with the number of items",
    why: "without a formal tracking process, action items from postmortems are often forgotten, and the outage comes back (The \
          Site Reliability Workbook, chapter 10)",
    help: "set `url` to the ticket",
    wrong: &[r#"
review.state = "reviewed"

[[actions]]
title = "Alert at 80% of the connection pool"
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
"#],
    right: &[r#"
review.state = "reviewed"

[[actions]]
title = "Alert at 80% of the connection pool"
url = "https://tracker.example.com/DB-7"

[[actions]]
title = "Roll back v2.3.1"
status = "done"
"#],
    scope: Scope::FirstOfIncident(tracker),
};

/// Words by which an action item of another kind, or of none, shows that it is about detection.
const DETECTION_WORDS: [&str; 9] = ["alert", "alarm", "monitor", "probe", "detect", "canary", "dashboard", "page ", "threshold"];

fn alert(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let method = ctx.detection.as_ref().and_then(|detection| detection.method);
    let Some(method @ (DetectionMethod::Customer | DetectionMethod::Partner)) = method else { return };
    let applies = ctx.is_concluded() && !ctx.is_minor() && !ctx.near_miss && !ctx.was_removed("actions");
    if applies && !ctx.actions.iter().any(|action| may_detect(action, ctx.checker.speaks_english())) {
        let message = format!("a {} noticed first, and no action item is of kind \"detect\"", method.as_str());
        found.push(ALERT.violation(ctx.at(at!["detection", "method"]), message));
    }
}

/// Whether an action item helps to detect the next one. The words are English: in other languages, an item without a kind may be
/// anything.
fn may_detect(action: &Action, speaks_english: bool) -> bool {
    let title = action.title.to_lowercase();
    let in_other_words = action.kind.is_none() && !speaks_english;
    action.kind == Some(ActionKind::Detect) || in_other_words || DETECTION_WORDS.iter().any(|word| title.contains(word))
}

fn owner(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let is_missing = |action: &Action| action.owner.is_none() && action.team.is_none();
    report_actions(ctx, &OWNER, is_missing, "this action item has neither an owner nor a team", found);
}

fn due(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    report_actions(ctx, &DUE, |action| action.due.is_none(), "this action item has no due date", found);
}

fn tracker(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    report_actions(ctx, &TRACKER, |action| action.url.is_none(), "this action item has no link to a ticket", found);
}

/// Reports the open action items of a review that is due which lack something.
fn report_actions(
    ctx: &RuleContext<'_>,
    rule: &Rule,
    lacks: impl Fn(&Action) -> bool,
    message: &str,
    found: &mut Vec<Diagnostic>,
) {
    for (index, _) in ctx.actions_due().filter(|(_, action)| lacks(action)) {
        found.push(rule.violation(ctx.at(at!["actions", index, "title"]), message));
    }
}
