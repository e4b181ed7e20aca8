//! A failure that customers noticed first, and would again.

use crate::check::{Findings, Group, Level, Rule, Scope, Subject};
use crate::diagnostic::at;
use crate::incident::{Action, ActionKind, DetectionMethod};

pub(in crate::check) const RULE: Rule = Rule {
    name: "missing-alert",
    group: Group::Completeness,
    level: Level::Warn,
    finds: "an incident that a customer or partner noticed first, without an action item to notice the next one sooner. Such an item is of kind `detect`, or speaks of an alert, a probe or monitoring. Severities below the middle one may go without",
    why: "what customers had to report will be reported by customers again; the time that monitoring needs to page somebody is the part of an outage that is the easiest to shorten",
    mend: "add an action item of kind `detect`: the alert that would have fired",
    wrong: &[r#"
[detection]
method = "customer"
#        ^^^^^^^^^^
[[actions]]
title = "Refuse queries without an index"
kind = "prevent"
[review]
state = "reviewed"
"#],
    right: &[
        r#"
[detection]
method = "customer"
[[actions]]
title = "Watch the 99th percentile"
kind = "detect"
[review]
state = "reviewed"
"#,
        r#"
[detection]
method = "customer"
[[actions]]
title = "Synthetic probes on the checkout"
[review]
state = "reviewed"
"#,
        r#"
severity = "sev4"
[detection]
method = "customer"
[review]
state = "reviewed"
"#,
        r#"
[detection]
method = "employee"
[review]
state = "reviewed"
"#,
    ],
    scope: Scope::Incident(find),
};

/// Words by which an action item of another kind, or of none, shows that it is about noticing.
const NOTICING: [&str; 9] = ["alert", "alarm", "monitor", "probe", "detect", "canary", "dashboard", "page ", "threshold"];

fn find(subject: &Subject<'_>, findings: &mut Findings) {
    let method = subject.detection.as_ref().and_then(|detection| detection.method);
    let Some(method @ (DetectionMethod::Customer | DetectionMethod::Partner)) = method else { return };
    let is_asked = subject.is_concluded() && !subject.is_minor() && !subject.near_miss && !subject.was_reported("actions");
    if is_asked && !subject.actions.iter().any(|action| may_notice(action, &subject.review.config.language)) {
        let message = format!("a {} noticed first, and no action item is of kind \"detect\"", method.as_str());
        findings.report(RULE.breach(at!["detection", "method"], message));
    }
}

/// Whether an action item helps to notice the next one. The words are English: elsewhere, an item without a kind may be anything.
fn may_notice(action: &Action, language: &str) -> bool {
    let title = action.title.to_lowercase();
    let in_other_words = action.kind.is_none() && !language.starts_with("en");
    action.kind == Some(ActionKind::Detect) || in_other_words || NOTICING.iter().any(|word| title.contains(word))
}
