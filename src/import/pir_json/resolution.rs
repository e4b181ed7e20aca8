//! Why it happened, and how it was fixed.

use crate::import::imported::Draft;
use crate::import::json_tree::{Table, words};
use crate::incident::{Analysis, Cause, CauseRole};
use crate::prose;

pub(super) fn read(draft: &mut Draft<'_>, table: &mut Table) {
    let mut analysis = Analysis::default();
    let mut fixes = Vec::new();
    here(draft, table, &mut analysis, &mut fixes);
    for block in ["resolution", "technical_details"] {
        if let Some((mut inner, span)) = table.take_table(block) {
            here(draft, &mut inner, &mut analysis, &mut fixes);
            table.put_back(block, inner, span);
        }
    }
    fixes.retain(|fix| !fix.is_empty());
    analysis.resolution = Some(fixes.join("\n\n")).filter(|text| !text.is_empty());
    draft.incident.analysis = Some(analysis).filter(|analysis| *analysis != Analysis::default());
}

/// What one table says of it.
fn here(draft: &mut Draft<'_>, table: &mut Table, analysis: &mut Analysis, fixes: &mut Vec<String>) {
    for (role, keys) in [
        (CauseRole::Root, ["root_cause", "root_causes"]),
        (CauseRole::Contributing, ["contributing_factors", "contributing_causes"]),
    ] {
        for (text, span) in table.take_texts(&keys) {
            let cause = draft.meant(text, span).map(|cause| Cause { cause, role, category: None, evidence: Vec::new() });
            analysis.causes.extend(cause);
        }
    }
    if let Some((trigger, span)) = table.take_text(&["trigger"]) {
        analysis.trigger = draft.meant(trigger, span);
    }
    fixes.push(method(table));
    let steps = table.take_texts(&["mitigation_steps", "resolution_steps"]);
    fixes.push(steps.iter().map(|(step, _)| format!("- {step}")).collect::<Vec<_>>().join("\n"));
    if let Some((fix, _)) = table.take_text(&["permanent_fix"]) {
        fixes.push(format!("Permanent fix: {fix}"));
    }
    if let Some((text, span)) = table.take_text(&["resolution", "fix"]) {
        fixes.extend(draft.meant(text, span));
    }
}

/// How it was resolved, and what is told of a rollback: `Rollback. Rollback target: v2.2.9.`
fn method(table: &mut Table) -> String {
    let is_about = |key: &str| key == "resolution_method" || key.starts_with("rollback_");
    let mut sentences = Vec::new();
    while let Some(index) = table.entries.iter().position(|(key, node)| is_about(key) && node.scalar().is_some()) {
        let (key, node) = table.entries.remove(index);
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
