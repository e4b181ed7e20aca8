//! Parts that a review lacks, once it is past its draft.

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::{Diagnostic, at};
use crate::incident::{Analysis, Impact, Lessons, Milestone};

pub(super) const SUMMARY: Rule = Rule::new("missing-summary", Group::Completeness, RuleLevel::Warn, Scope::Incident(summary));

pub(super) const IMPACT: Rule = Rule::new("missing-impact", Group::Completeness, RuleLevel::Warn, Scope::Incident(impact));

pub(super) const DETECTION: Rule =
    Rule::new("missing-detection", Group::Completeness, RuleLevel::Warn, Scope::Incident(detection));

pub(super) const TIMELINE: Rule = Rule::new("missing-timeline", Group::Completeness, RuleLevel::Warn, Scope::Incident(timeline));

pub(super) const CAUSES: Rule = Rule::new("missing-causes", Group::Completeness, RuleLevel::Warn, Scope::Incident(causes));

pub(super) const LESSONS: Rule = Rule::new("missing-lessons", Group::Completeness, RuleLevel::Warn, Scope::Incident(lessons));

pub(super) const ACTIONS: Rule = Rule::new("missing-actions", Group::Completeness, RuleLevel::Warn, Scope::Incident(actions));

/// Reports that a review which is due lacks what a key should hold: `lack` continues "a sev1 in state reviewed". What was removed
/// as a problem of structure is not missing.
pub(super) fn report(ctx: &RuleContext<'_>, rule: &Rule, key: &str, lack: &str, found: &mut Vec<Diagnostic>) {
    if ctx.is_due() && !ctx.was_removed(key) {
        found.push(rule.violation(ctx.at(at!["review", "state"]), format!("{} {lack}", ctx.described())));
    }
}

fn summary(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    if ctx.summary.as_deref().is_none_or(|summary| summary.trim().is_empty()) {
        report(ctx, &SUMMARY, "summary", "has no summary", found);
    }
}

fn impact(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    // A duration says nothing about what happened in that time.
    let is_stated = ctx.impact.as_ref().is_some_and(|impact| Impact { duration: None, ..impact.clone() } != Impact::default());
    if !is_stated && !ctx.near_miss {
        report(ctx, &IMPACT, "impact", "says nothing of its impact", found);
    }
}

fn detection(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let is_stated = ctx.detection.as_ref().is_some_and(|detection| detection.method.is_some() || detection.source.is_some());
    let is_in_timeline = ctx.timeline.iter().any(|entry| entry.milestone == Some(Milestone::Detected));
    if ctx.is_major() && !is_stated && !is_in_timeline {
        report(ctx, &DETECTION, "detection", "says nothing of how it was detected", found);
    }
}

fn timeline(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    if ctx.is_major() && ctx.timeline.len() < 2 {
        report(ctx, &TIMELINE, "timeline", "has no timeline", found);
    }
}

fn causes(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    if ctx.is_concluded() && !ctx.analysis.as_ref().is_some_and(has_causes) {
        report(ctx, &CAUSES, "analysis", "says nothing of its causes", found);
    }
}

fn has_causes(analysis: &Analysis) -> bool {
    let fishbone = || analysis.fishbone.iter().flat_map(|fishbone| &fishbone.bones).any(|bone| !bone.causes.is_empty());
    let bow_tie = || analysis.bow_tie.as_ref().is_some_and(|bow_tie| !bow_tie.threats.is_empty());
    let narrative = || analysis.narrative.as_ref().is_some_and(|narrative| !narrative.trim().is_empty());
    let answered = || analysis.five_whys.iter().flat_map(|chain| &chain.whys).any(|why| why.answer.is_some());
    !analysis.causes.is_empty() || answered() || fishbone() || bow_tie() || narrative()
}

fn lessons(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let has_lessons = ctx.lessons.as_ref().is_some_and(|lessons| *lessons != Lessons::default());
    if ctx.is_major() && ctx.is_concluded() && !has_lessons {
        report(ctx, &LESSONS, "lessons", "has no lessons", found);
    }
}

fn actions(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    if ctx.is_major() && ctx.is_concluded() && ctx.actions.is_empty() {
        report(ctx, &ACTIONS, "actions", "has no action items", found);
    }
}
