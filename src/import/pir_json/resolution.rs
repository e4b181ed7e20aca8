//! Causes and resolution.

use crate::import::draft::Draft;
use crate::import::tree::{Object, words};
use crate::incident::{Analysis, Cause, CauseRole};
use crate::prose;

pub(super) fn read(draft: &mut Draft<'_>, object: &mut Object) {
    let mut analysis = Analysis::default();
    let mut fixes = Vec::new();
    here(draft, object, &mut analysis, &mut fixes);
    for block in ["resolution", "technical_details"] {
        if let Some((mut inner, span)) = object.take_object(block) {
            here(draft, &mut inner, &mut analysis, &mut fixes);
            object.put_back(block, inner, span);
        }
    }
    fixes.retain(|fix| !fix.is_empty());
    analysis.resolution = Some(fixes.join("\n\n")).filter(|text| !text.is_empty());
    draft.incident.analysis = Some(analysis).filter(|analysis| *analysis != Analysis::default());
}

/// Reads one object.
fn here(draft: &mut Draft<'_>, object: &mut Object, analysis: &mut Analysis, fixes: &mut Vec<String>) {
    for (role, keys) in [
        (CauseRole::Root, ["root_cause", "root_causes"]),
        (CauseRole::Contributing, ["contributing_factors", "contributing_causes"]),
    ] {
        for (text, span) in object.take_texts(&keys) {
            let cause = draft.content(text, span).map(|cause| Cause { cause, role, category: None, evidence: Vec::new() });
            analysis.causes.extend(cause);
        }
    }
    if let Some((trigger, span)) = object.take_text(&["trigger"]) {
        analysis.trigger = draft.content(trigger, span);
    }
    fixes.push(method(object));
    let steps = object.take_texts(&["mitigation_steps", "resolution_steps"]);
    fixes.push(steps.iter().map(|(step, _)| format!("- {step}")).collect::<Vec<_>>().join("\n"));
    if let Some((fix, _)) = object.take_text(&["permanent_fix"]) {
        fixes.push(format!("Permanent fix: {fix}"));
    }
    if let Some((text, span)) = object.take_text(&["resolution", "fix"]) {
        fixes.extend(draft.content(text, span));
    }
}

/// The method of the resolution, and facts of a rollback: `Rollback. Rollback target: v2.2.9.`
fn method(object: &mut Object) -> String {
    let is_about = |key: &str| key == "resolution_method" || key.starts_with("rollback_");
    let mut sentences = Vec::new();
    let (about, rest): (Vec<_>, Vec<_>) =
        std::mem::take(&mut object.entries).into_iter().partition(|(key, node)| is_about(key) && node.scalar().is_some());
    object.entries = rest;
    for (key, node) in about {
        let value = node.scalar().unwrap_or_default();
        let name = prose::capitalized(&words(&key));
        sentences.push(if key == "resolution_method" {
            format!("{}.", prose::capitalized(&value))
        } else {
            format!("{name}: {value}.")
        });
    }
    sentences.join(" ")
}
