//! A severity that the site does not have.

use crate::check::{Findings, Group, Level, Rule, Scope, Subject};
use crate::diagnostic::{ValuePath, did_you_mean};

pub(in crate::check) const RULE: Rule = Rule {
    name: "unknown-severity",
    group: Group::Build,
    level: Level::Deny,
    finds: "a severity that is no id, label or alias of the site's severities",
    why: "an incident of no known severity would be missing where people look for it",
    mend: "use one of the severities of pir-site.toml, or add it there",
    wrong: &[r#"
severity = "sev9"
#          ^^^^^^
"#],
    right: &[r#"
severity = "critical"
"#],
    scope: Scope::Incident(find),
};

fn find(subject: &Subject<'_>, findings: &mut Findings) {
    let incident = &subject.entry.incident;
    one(subject, &incident.severity, &ValuePath::root().key("severity"), findings);
    for (index, change) in incident.severity_changes.iter().enumerate() {
        one(subject, &change.to, &ValuePath::root().key("severity_changes").index(index).key("to"), findings);
    }
}

fn one(subject: &Subject<'_>, name: &str, path: &ValuePath, findings: &mut Findings) {
    let severities = &subject.review.config.severities;
    if severities.find(name).is_some() {
        return;
    }
    let ids: Vec<&str> = severities.all().iter().map(|severity| severity.id.as_str()).collect();
    let names = severities.all().iter().flat_map(|severity| std::iter::once(&severity.id).chain(&severity.aliases));
    let hint = match did_you_mean(name, names.map(String::as_str)) {
        Some(near) => format!("did you mean {near:?}? The severities are {}", ids.join(", ")),
        None => format!("the severities are {}", ids.join(", ")),
    };
    findings.report(RULE.breach(path.clone(), format!("there is no severity {name:?}")).hint(hint));
}
