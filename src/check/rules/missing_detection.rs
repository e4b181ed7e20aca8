//! A review that does not say how the incident came to be known.

use crate::check::{Findings, Group, Level, Rule, Scope, Subject};
use crate::incident::Milestone;

pub(in crate::check) const RULE: Rule = Rule {
    name: "missing-detection",
    group: Group::Completeness,
    level: Level::Warn,
    finds: "a review of a severity in the upper half that does not say how the incident came to be known. A timeline entry that marks the detection says it too; a draft may leave it open",
    why: "how long a failure goes unnoticed is often most of its length. Whether an alert or a customer was first says what to do about that, and the statistics count it",
    mend: "set `method` under [detection], and name the alert or the channel as `source`",
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
    scope: Scope::Incident(find),
};

fn find(subject: &Subject<'_>, findings: &mut Findings) {
    let is_stated = subject.detection.as_ref().is_some_and(|detection| detection.method.is_some() || detection.source.is_some());
    let is_told = subject.timeline.iter().any(|entry| entry.milestone == Some(Milestone::Detected));
    if subject.is_major() && !is_stated && !is_told {
        subject.report_missing(&RULE, "detection", "says nothing of how it was detected", findings);
    }
}
