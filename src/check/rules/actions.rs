//! Action items: what they lack, and what all of them together lack.

use std::collections::HashMap;

use super::missing;
use crate::check::context::RuleContext;
use crate::check::rule::Rule;
use crate::diagnostic::{Diagnostic, at};
use crate::incident::{Action, ActionKind, ActionStatus, DetectionMethod, Impact, Priority};

/// Fewer action items are often of one kind or priority.
const FROM: usize = 4;

/// An action item whose status and closing date disagree.
pub(super) fn action_status(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    for (index, action) in ctx.actions.iter().enumerate() {
        match action.closed {
            None if action.status == ActionStatus::Done => {
                let message = "this action item is done, but has no closing date";
                found.push(rule.violation(ctx.at(at!["actions", index, "status"]), message).hint("add `closed = YYYY-MM-DD`"));
            }
            Some(closed) if action.status.is_open() => {
                let message = format!("this action item was closed on {closed}, but counts as {}", standing(action, ctx));
                let hint = "add `status = \"done\"` or `\"wont-do\"`, or remove `closed`";
                found.push(rule.violation(ctx.at(at!["actions", index, "closed"]), message).hint(hint));
            }
            _ => {}
        }
    }
}

fn standing(action: &Action, ctx: &RuleContext<'_>) -> String {
    let overdue = if action.is_overdue(ctx.checker.today) { " and overdue" } else { "" };
    format!("{}{overdue}", action.status.label().to_lowercase())
}

/// Two action items of an incident with one id.
pub(super) fn duplicate_action_id(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let mut first: HashMap<String, usize> = HashMap::new();
    for (index, (action, generated)) in ctx.actions.iter().zip(ctx.counted_ids()).enumerate() {
        let id = action.id.clone().unwrap_or(generated);
        let earlier = *first.entry(id.to_lowercase()).or_insert(index);
        if earlier != index {
            // One of the two ids is in the file: generated ids differ.
            let (here, there) = if action.id.is_some() { (index, earlier) } else { (earlier, index) };
            let message = format!("the id \"{id}\" is already used by another action item");
            found.push(
                rule.violation(ctx.at(at!["actions", here, "id"]), message)
                    .related("the other one", ctx.at(at!["actions", there])),
            );
        }
    }
}

/// An overdue action item.
pub(super) fn overdue_action(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let today = ctx.checker.today;
    for (index, action) in ctx.actions.iter().enumerate().filter(|(_, action)| ctx.counts() && action.is_overdue(today)) {
        let Some(due) = action.due else { continue };
        let days = (today - due.0).get_days();
        let since = if days == 1 { "1 day".to_owned() } else { format!("{days} days") };
        found.push(rule.violation(ctx.at(at!["actions", index, "due"]), format!("this action item is overdue by {since}")));
    }
}

/// Words by which an action item of another kind, or of none, shows that it is about detection.
const DETECTION_WORDS: [&str; 9] = ["alert", "alarm", "monitor", "probe", "detect", "canary", "dashboard", "page ", "threshold"];

pub(super) fn alert(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let method = ctx.detection.as_ref().and_then(|detection| detection.method);
    let Some(method @ (DetectionMethod::Customer | DetectionMethod::Partner)) = method else { return };
    let applies = ctx.is_concluded() && !ctx.is_minor() && !ctx.near_miss && !ctx.was_removed("actions");
    if applies && !ctx.actions.iter().any(|action| may_detect(action, ctx.checker.speaks_english())) {
        let message = format!("a {} noticed first, and no action item is of kind \"detect\"", method.as_str());
        found.push(rule.violation(ctx.at(at!["detection", "method"]), message));
    }
}

/// Whether an action item helps to detect the next one. The words are English: in other languages, an item without a kind may be
/// anything.
fn may_detect(action: &Action, speaks_english: bool) -> bool {
    let title = action.title.to_lowercase();
    let in_other_words = action.kind.is_none() && !speaks_english;
    action.kind == Some(ActionKind::Detect) || in_other_words || DETECTION_WORDS.iter().any(|word| title.contains(word))
}

pub(super) fn owner(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let is_missing = |action: &Action| action.owner.is_none() && action.team.is_none();
    report_actions(ctx, rule, is_missing, "this action item has neither an owner nor a team", found);
}

pub(super) fn due(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    report_actions(ctx, rule, |action| action.due.is_none(), "this action item has no due date", found);
}

pub(super) fn tracker(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    report_actions(ctx, rule, |action| action.url.is_none(), "this action item has no link to a ticket", found);
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

/// An outage without an urgent action item.
pub(super) fn no_urgent_action(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let is_user_facing = !ctx.near_miss && !ctx.impact.as_ref().is_some_and(is_internal);
    let is_urgent = |priority| matches!(priority, Some(Priority::P0 | Priority::P1));
    // Where there are no action items at all, another rule says so.
    let is_asked =
        ctx.checker.has_priorities() && ctx.is_major() && ctx.is_concluded() && is_user_facing && !ctx.actions.is_empty();
    if is_asked && !ctx.actions.iter().any(|action| is_urgent(action.priority)) {
        missing::report(ctx, rule, "actions", "has no action item of priority p0 or p1", found);
    }
}

/// Whether the impact is said to be on the organisation alone.
fn is_internal(impact: &Impact) -> bool {
    let (internal, duration) = (impact.internal.clone(), impact.duration.clone());
    let inside = Impact { internal, duration, visibility: impact.visibility, ..Impact::default() };
    impact.internal.is_some() && *impact == inside
}

/// Action items that are all of one kind.
pub(super) fn same_kind(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let is_agreed = |action: &&Action| action.status != ActionStatus::WontDo;
    let agreed: Vec<&Action> = ctx.actions.iter().filter(is_agreed).collect();
    let Some(kind) = agreed.first().and_then(|action| action.kind) else { return };
    let is_alike = agreed.len() >= FROM && agreed.iter().all(|action| action.kind == Some(kind));
    if let Some((index, _)) = ctx.actions_due().next().filter(|_| is_alike) {
        let message = format!("all {} action items are of the kind \"{}\"", agreed.len(), kind.as_str());
        found.push(rule.violation(ctx.at(at!["actions", index, "kind"]), message));
    }
}

/// Open action items that all have one priority.
pub(super) fn same_priority(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let Some((index, first)) = ctx.actions_due().next() else { return };
    let Some(priority) = first.priority else { return };
    let open = ctx.actions_due().count();
    if open >= FROM && ctx.actions_due().all(|(_, action)| action.priority == first.priority) {
        let message = format!("all {open} open action items are {}", priority.as_str());
        found.push(rule.violation(ctx.at(at!["actions", index, "priority"]), message));
    }
}

/// Too many action items.
pub(super) fn too_many_actions(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let most = ctx.checker.config.check.most_actions;
    let agreed = || ctx.actions.iter().enumerate().filter(|(_, action)| action.status != ActionStatus::WontDo);
    if let Some((index, _)) = agreed().nth(most).filter(|_| ctx.actions_due().next().is_some()) {
        let message = format!("this incident has {} action items; from here on, they are more than {most}", agreed().count());
        found.push(rule.violation(ctx.at(at!["actions", index, "title"]), message));
    }
}
