//! Causes that no action item addresses.

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::{Diagnostic, at};
use crate::incident::{ActionKind, CauseRole};

pub(super) const RULE: Rule = Rule {
    name: "unaddressed-cause",
    group: Group::Completeness,
    level: RuleLevel::Warn,
    summary: "causes of a category that no action item can address by its kind. That is `technology` where all items are of kind `process`, `document` or `train`; `people` and `process` where all are `repair`; `environment` where all are `repair`, `document` or `train`. Triggers and other categories are left alone, and so is a review with an action item of no kind",
    why: "\"trying to change human behavior is less reliable than changing automated systems and processes\" (Google SRE workbook, chapter 10), and repairing what broke leaves its cause in place",
    help: "add an action item that changes the cause, or correct the category or the kinds",
    wrong: &[r#"
[[analysis.causes]]
cause = "One command can erase every region"
category = "technology"
#          ^^^^^^^^^^^^
[[actions]]
title = "Train everybody in the use of the command"
kind = "train"
[review]
state = "reviewed"
"#],
    right: &[
        r#"
[[analysis.causes]]
cause = "One command can erase every region"
category = "technology"
[[analysis.causes]]
cause = "The review checklist does not ask for a limit"
category = "process"
[[actions]]
title = "Let the command take one region at a time"
kind = "prevent"
[review]
state = "reviewed"
"#,
        r#"
[[analysis.causes]]
cause = "The sale doubled the traffic"
category = "environment"
role = "trigger"
[[actions]]
title = "Restore the lost orders"
kind = "repair"
[review]
state = "reviewed"
"#,
        r#"
[[analysis.causes]]
cause = "One command can erase every region"
category = "technology"
[[actions]]
title = "Limit it"
[[actions]]
title = "Train everybody in the use of the command"
kind = "train"
[review]
state = "reviewed"
"#,
    ],
    scope: Scope::Incident(check),
};

fn check(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    if !ctx.is_concluded() || ctx.was_removed("actions") {
        return;
    }
    let kinds: Option<Vec<ActionKind>> = ctx.actions.iter().map(|action| action.kind).collect();
    let Some(kinds) = kinds.filter(|kinds| !kinds.is_empty()) else { return };
    let causes = ctx.analysis.iter().flat_map(|analysis| &analysis.causes);
    let mut seen: Vec<&str> = Vec::new();
    for (index, cause) in causes.enumerate().filter(|(_, cause)| cause.role != CauseRole::Trigger) {
        let Some(category) = cause.category.as_deref().filter(|category| !seen.contains(category)) else { continue };
        seen.push(category);
        if kinds.iter().all(|kind| leaves_alone(*kind, category)) {
            let message = format!("no action item is of a kind that addresses a cause in {category}");
            found.push(RULE.violation(ctx.at(at!["analysis", "causes", index, "category"]), message));
        }
    }
}

/// Whether action items of a kind cannot do anything about causes of a category.
fn leaves_alone(kind: ActionKind, category: &str) -> bool {
    match category {
        "technology" => matches!(kind, ActionKind::Process | ActionKind::Document | ActionKind::Train),
        "people" | "process" => kind == ActionKind::Repair,
        "environment" => matches!(kind, ActionKind::Repair | ActionKind::Document | ActionKind::Train),
        _ => false,
    }
}
