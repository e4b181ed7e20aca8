//! A commander who took no part.

use crate::check::{Findings, Group, Level, Rule, Scope, Subject};
use crate::diagnostic::at;

pub(in crate::check) const RULE: Rule = Rule {
    name: "unlisted-commander",
    group: Group::Consistency,
    level: Level::Warn,
    finds: "a commander who is none of the responders, where there is a list of them",
    why: "who wants to ask whoever took part looks at the list; often the commander was handed over, or the name is spelt in two ways",
    mend: "add the commander under [[responders]], or write the name as it stands there",
    wrong: &[r#"
commander = "Mike Rodriguez"
#           ^^^^^^^^^^^^^^^^

[[responders]]
name = "Sarah Chen"
"#],
    right: &[
        r#"
commander = "Rodriguez"

[[responders]]
name = "Mike Rodriguez"
"#,
        r#"
commander = "Sarah Chen, then Mike Rodriguez"

[[responders]]
name = "mike rodriguez"
"#,
        r#"
commander = "Mike Rodriguez"
"#,
    ],
    scope: Scope::Incident(find),
};

fn find(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(commander) = subject.commander.as_deref().filter(|name| !name.trim().is_empty()) else { return };
    let responders = &subject.responders;
    if responders.is_empty() || subject.was_reported("responders") || responders.iter().any(|one| same(commander, &one.name)) {
        return;
    }
    let problem = RULE.breach(at!["commander"], format!("{commander} commanded, but is not among the responders"));
    match responders.iter().position(|one| one.role.as_ref().is_some_and(|role| role.to_lowercase().contains("commander"))) {
        Some(other) => findings.report_beside(problem, at!["responders", other, "name"], "the commander by this list"),
        None => findings.report(problem),
    }
}

/// Whether one of two names has every word of the other, in any case: `Rodriguez` is `Mike Rodriguez`.
fn same(one: &str, other: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        let parts = name.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
        parts.map(str::to_lowercase).collect()
    };
    let (one, other) = (words(one), words(other));
    let within = |few: &[String], many: &[String]| !few.is_empty() && few.iter().all(|word| many.contains(word));
    within(&one, &other) || within(&other, &one)
}
