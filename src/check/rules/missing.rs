//! What a review lacks, once it is past its draft.

use crate::check::context::RuleContext;
use crate::check::rule::Rule;
use crate::diagnostic::{Diagnostic, at};
use crate::incident::{Analysis, Impact, Lessons, Milestone, Status, Step};

/// Reports that a review which is due lacks what a key should hold: `lack` continues "a sev1 in state reviewed". What was removed
/// as a problem of structure is not missing.
pub(super) fn report(ctx: &RuleContext<'_>, rule: &Rule, key: &str, lack: &str, found: &mut Vec<Diagnostic>) {
    if ctx.is_due() && !ctx.was_removed(key) {
        found.push(rule.violation(ctx.at(at!["review", "state"]), format!("{} {lack}", ctx.described())));
    }
}

pub(super) fn summary(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    if ctx.summary.as_deref().is_none_or(|summary| summary.trim().is_empty()) {
        report(ctx, rule, "summary", "has no summary", found);
    }
}

pub(super) fn impact(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    // A duration says nothing about what happened in that time.
    let is_stated = ctx.impact.as_ref().is_some_and(|impact| Impact { duration: None, ..impact.clone() } != Impact::default());
    if !is_stated && !ctx.near_miss {
        report(ctx, rule, "impact", "says nothing of its impact", found);
    }
}

pub(super) fn detection(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let is_stated = ctx.detection.as_ref().is_some_and(|detection| detection.method.is_some() || detection.source.is_some());
    let is_in_timeline = ctx.timeline.iter().any(|entry| entry.milestone == Some(Milestone::Detected));
    if ctx.is_major() && !is_stated && !is_in_timeline {
        report(ctx, rule, "detection", "says nothing of how it was detected", found);
    }
}

pub(super) fn timeline(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    if ctx.is_major() && ctx.timeline.len() < 2 {
        report(ctx, rule, "timeline", "has no timeline", found);
    }
}

pub(super) fn causes(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    if ctx.is_concluded() && !ctx.analysis.as_ref().is_some_and(has_causes) {
        report(ctx, rule, "analysis", "says nothing of its causes", found);
    }
}

fn has_causes(analysis: &Analysis) -> bool {
    let fishbone = || analysis.fishbone.iter().flat_map(|fishbone| &fishbone.bones).any(|bone| !bone.causes.is_empty());
    let bow_tie = || analysis.bow_tie.as_ref().is_some_and(|bow_tie| !bow_tie.threats.is_empty());
    let narrative = || analysis.narrative.as_ref().is_some_and(|narrative| !narrative.trim().is_empty());
    let answered = || analysis.five_whys.iter().flat_map(|chain| &chain.whys).any(|why| why.answer.is_some());
    !analysis.causes.is_empty() || answered() || fishbone() || bow_tie() || narrative()
}

pub(super) fn lessons(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let has_lessons = ctx.lessons.as_ref().is_some_and(|lessons| *lessons != Lessons::default());
    if ctx.is_major() && ctx.is_concluded() && !has_lessons {
        report(ctx, rule, "lessons", "has no lessons", found);
    }
}

pub(super) fn actions(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    if ctx.is_major() && ctx.is_concluded() && ctx.actions.is_empty() {
        report(ctx, rule, "actions", "has no action items", found);
    }
}

/// Parts of words by which an English summary speaks of a cause or a fix. In other languages, any summary may.
const SPEAKS_OF_EITHER: [&str; 20] = [
    "caus",
    "because",
    "due to",
    "result of",
    "result from",
    "trigger",
    "after a",
    "after the",
    "when a",
    "when the",
    "fix",
    "roll",
    "revert",
    "restart",
    "repair",
    "replac",
    "restor",
    "patch",
    "deploy",
    "chang",
];

/// A severe incident whose page says neither why it happened nor what ended it.
pub(super) fn unexplained(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let is_asked = ctx.is_major() && ctx.is_due() && ctx.status() == Status::Resolved;
    let may_be_removed = ["analysis", "sections", "timeline", "summary"].iter().any(|key| ctx.was_removed(key));
    if is_asked && !may_be_removed && !states_either(ctx) {
        report(ctx, rule, "analysis", "states neither a cause nor a fix", found);
    }
}

/// Whether a text that all readers of the page see may state a cause or a fix.
fn states_either(ctx: &RuleContext<'_>) -> bool {
    let mut states = false;
    ctx.each_text(&mut |text| {
        let is_shown = !ctx.visibility.is_public() || text.visibility.is_public();
        states |= is_shown
            && match text.path {
                [Step::Key("analysis" | "sections"), ..] => true,
                [Step::Key("timeline"), Step::Index(index), ..] => {
                    matches!(ctx.timeline[*index].milestone, Some(Milestone::Mitigated | Milestone::Resolved))
                }
                [Step::Key("summary")] => speaks_of_either(ctx, text.text),
                _ => false,
            };
    });
    states
}

fn speaks_of_either(ctx: &RuleContext<'_>, text: &str) -> bool {
    let text = text.to_lowercase();
    !ctx.checker.speaks_english() || SPEAKS_OF_EITHER.iter().any(|part| text.contains(part))
}
