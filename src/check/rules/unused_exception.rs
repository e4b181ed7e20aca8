//! An exception that excuses nothing.

use crate::check::finding::Finding;
use crate::check::{Findings, Group, Level, Review, Rule, Scope};
use crate::diagnostic::at;

pub(in crate::check) const RULE: Rule = Rule {
    name: "unused-exception",
    group: Group::Exceptions,
    level: Level::Warn,
    finds: "an exception to a rule that the incident does not break, or a second one to the same rule",
    why: "an exception that is left over would hide the next breach",
    mend: "remove the exception",
    wrong: &[r#"
[[exceptions]]
rule = "severity-changes"
#      ^^^^^^^^^^^^^^^^^^
reason = "The last change was never written down"
"#],
    right: &[r#"
severity_changes = [{ at = 2024-03-15T14:50:00Z, to = "sev2" }]

[[exceptions]]
rule = "severity-changes"
reason = "The last change was never written down"
"#],
    // What the other rules found is known only when all have run.
    scope: Scope::Archive(|_, _| {}),
};

/// The exceptions to rules that ran and found nothing to excuse.
pub(in crate::check) fn find(
    review: &Review<'_>,
    is_used: &dyn Fn(usize, usize) -> bool,
    runs: &dyn Fn(usize, &str) -> bool,
) -> Vec<Finding> {
    let mut findings = Findings::about(0);
    for (number, entry) in review.content.entries.iter().enumerate() {
        for (index, exception) in entry.incident.exceptions.iter().enumerate() {
            let excusable = Rule::named(&exception.rule).is_some_and(|rule| !rule.is_of_build());
            if excusable && !is_used(number, index) && runs(number, &exception.rule) {
                findings.turn_to(number);
                let message = format!("nothing in this incident breaks the rule {:?}", exception.rule);
                findings.report(RULE.breach(at!["exceptions", index, "rule"], message));
            }
        }
    }
    findings.into_vec()
}
