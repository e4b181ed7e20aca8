//! What action items lack, once the review is past its draft.

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::{Diagnostic, at};
use crate::incident::{Action, ActionKind, DetectionMethod};

pub(super) const ALERT: Rule = Rule::new("missing-alert", Group::Completeness, RuleLevel::Warn, Scope::Incident(alert));

pub(super) const OWNER: Rule = Rule::new("missing-owner", Group::Actions, RuleLevel::Warn, Scope::FirstOfIncident(owner));

pub(super) const DUE: Rule = Rule::new("missing-due", Group::Actions, RuleLevel::Warn, Scope::FirstOfIncident(due));

pub(super) const TRACKER: Rule = Rule::new("missing-tracker", Group::Actions, RuleLevel::Allow, Scope::FirstOfIncident(tracker));

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
