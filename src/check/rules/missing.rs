//! Parts that a review lacks, once it is past its draft.

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::{Diagnostic, at};
use crate::incident::{Analysis, Impact, Lessons, Milestone};

pub(super) const SUMMARY: Rule = Rule {
    name: "missing-summary",
    group: Group::Completeness,
    level: RuleLevel::Warn,
    summary: "a review without a summary. A draft may leave it out",
    why: "most readers read nothing else: lists, feeds and search show the summary, and readers who took no part need it to follow the rest",
    help: "say under `summary`, in two or three sentences, what failed, for whom and for how long, and what ended it",
    wrong: &[r#"
summary = " "
[review]
state = "in-review"
#       ^^^^^^^^^^^
"#],
    right: &[
        r#"
summary = "For an hour, four of five users could not pay. A rollback ended it."
[review]
state = "reviewed"
"#,
        r#"
duplicate_of = "INC-1"
[review]
state = "closed"
# file: content/b.toml
id = "INC-1"
"#,
    ],
    scope: Scope::Incident(summary),
};

pub(super) const IMPACT: Rule = Rule {
    name: "missing-impact",
    group: Group::Completeness,
    level: RuleLevel::Warn,
    summary: "a review that says nothing of the impact, neither in words nor in figures. A draft may leave it open, and of a near miss none is asked",
    why: "without it, the value of the action items cannot be judged. The Google SRE workbook (chapter 10, \"Postmortem Culture\") asks for numbers, and prefers a well-informed estimate to no data",
    help: "say under [impact] who noticed what, with a figure: users, requests, revenue, data",
    wrong: &[r#"
[impact]
duration = "1h"
[review]
state = "reviewed"
#       ^^^^^^^^^^
"#],
    right: &[
        r"
[impact]
requests_failed = 0
[review]
state = 'reviewed'
",
        r"
near_miss = true
[review]
state = 'reviewed'
",
    ],
    scope: Scope::Incident(impact),
};

pub(super) const DETECTION: Rule = Rule {
    name: "missing-detection",
    group: Group::Completeness,
    level: RuleLevel::Warn,
    summary: "a review of a severity in the upper half that does not say how the incident came to be known. A timeline entry that marks the detection says it too; a draft may leave it open",
    why: "a failure is often unnoticed for most of its duration. Whether an alert or a customer was first shows what to improve, and the statistics count it",
    help: "set `method` under [detection], and name the alert or the channel as `source`",
    wrong: &[r#"
[review]
state = "reviewed"
#       ^^^^^^^^^^
"#],
    right: &[
        r#"
[detection]
method = "monitoring"
[review]
state = "reviewed"
"#,
        r#"
severity = "sev3"
[review]
state = "reviewed"
"#,
        r#"
[[timeline]]
at = 2024-03-15T14:32:00Z
event = "The alert on the error rate fires."
milestone = "detected"
[review]
state = "reviewed"
"#,
    ],
    scope: Scope::Incident(detection),
};

pub(super) const TIMELINE: Rule = Rule {
    name: "missing-timeline",
    group: Group::Completeness,
    level: RuleLevel::Warn,
    summary: "a review of a severity in the upper half with fewer than two timeline entries. A draft may leave them out",
    why: "a review is the record of what happened and how it was mitigated (Google SRE workbook, chapter 10, \"Key details omitted\"); without the order of events, each analysis is a guess",
    help: "add what was seen, decided and done as [[timeline]] entries, beginning with the start and the detection",
    wrong: &[r#"
[[timeline]]
at = 2024-03-15T14:30:00Z
event = "Payments fail."
[review]
state = "reviewed"
#       ^^^^^^^^^^
"#],
    right: &[
        r#"
[[timeline]]
at = 2024-03-15T14:30:00Z
event = "Payments fail."
[[timeline]]
at = 2024-03-15T15:25:00Z
event = "The rollback ends it."
[review]
state = "reviewed"
"#,
        r#"
severity = "sev3"
[review]
state = "reviewed"
"#,
    ],
    scope: Scope::Incident(timeline),
};

pub(super) const CAUSES: Rule = Rule {
    name: "missing-causes",
    group: Group::Completeness,
    level: RuleLevel::Warn,
    summary: "a review that says nothing of why it happened. Causes, answered whys, a fishbone, a bow tie or a narrative will do; a draft, and an incident that goes on, may leave it open",
    why: "to find the causes is one of the most important reasons to write a review (Google SRE workbook, chapter 10, \"Key details omitted\"), and causes are counted by category",
    help: "add what contributed as [[analysis.causes]]; a cause that could not be found is worth saying too",
    wrong: &[r#"
[analysis]
trigger = "The deployment of v2.3.1."
[review]
state = "reviewed"
#       ^^^^^^^^^^
"#],
    right: &[
        r#"
[[analysis.causes]]
cause = "A query without an index took 15 seconds."
[review]
state = "reviewed"
"#,
        r#"
[analysis]
narrative = "A query without an index took 15 seconds, and so every connection was taken."
[review]
state = "reviewed"
"#,
    ],
    scope: Scope::Incident(causes),
};

pub(super) const LESSONS: Rule = Rule {
    name: "missing-lessons",
    group: Group::Completeness,
    level: RuleLevel::Warn,
    summary: "a review of a severity in the upper half without lessons. A draft, and an incident that goes on, may leave them open",
    why: "the value of a review is proportional to what people learn from it (Google SRE workbook, chapter 10, \"Limited audience\"); what went well is worth as much as what did not, and luck is a defence that will not hold twice",
    help: "say under [lessons] what went well, what did not, where luck helped, and what was learned",
    wrong: &[r#"
[lessons]
went_well = []
[review]
state = "reviewed"
#       ^^^^^^^^^^
"#],
    right: &[
        r#"
[lessons]
got_lucky = ["It was four in the morning."]
[review]
state = "reviewed"
"#,
        r#"
status = "monitoring"
[review]
state = "in-review"
"#,
        r#"
severity = "sev3"
[review]
state = "reviewed"
"#,
    ],
    scope: Scope::Incident(lessons),
};

pub(super) const ACTIONS: Rule = Rule {
    name: "missing-actions",
    group: Group::Completeness,
    level: RuleLevel::Warn,
    summary: "a review of a severity in the upper half without action items. A draft, and an incident that goes on, may leave them open",
    why: "\"To our users, a postmortem without subsequent action is indistinguishable from no postmortem\" (Ben Treynor Sloss in the Google SRE workbook, chapter 10)",
    help: "add as [[actions]] what makes the next one less likely, smaller or sooner noticed; what was done already counts",
    wrong: &[r#"
[review]
state = "reviewed"
#       ^^^^^^^^^^
"#],
    right: &[
        r#"
[[actions]]
title = "Refuse queries without an index"
[review]
state = "reviewed"
"#,
        r#"
severity = "sev3"
[review]
state = "reviewed"
"#,
        r#"
[review]
state = "draft"
"#,
    ],
    scope: Scope::Incident(actions),
};

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
