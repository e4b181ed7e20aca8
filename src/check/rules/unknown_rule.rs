//! An exception to a rule that there is not.

use crate::check::level::unknown;
use crate::check::{Findings, Group, Level, Rule, Scope, Subject};
use crate::diagnostic::at;

pub(in crate::check) const RULE: Rule = Rule {
    name: "unknown-rule",
    group: Group::Exceptions,
    level: Level::Deny,
    finds: "an exception to a rule that does not exist, or to one without which nothing can be built",
    why: "it excuses nothing, although whoever reads the file believes so",
    mend: "correct the rule's name; `pir-site explain` lists them",
    wrong: &[r#"
[[exceptions]]
rule = "missing-owners"
#      ^^^^^^^^^^^^^^^^
reason = "The whole team owns it"
"#],
    right: &[r#"
[[exceptions]]
rule = "severity-changes"
reason = "The last change was never written down"
"#],
    scope: Scope::Incident(find),
};

fn find(subject: &Subject<'_>, findings: &mut Findings) {
    for (index, exception) in subject.exceptions.iter().enumerate() {
        let path = at!["exceptions", index, "rule"];
        match Rule::named(&exception.rule) {
            None => {
                let (message, hint) = unknown(&exception.rule);
                findings.report(RULE.breach(path, message).hint(hint.unwrap_or_default()));
            }
            Some(rule) if rule.is_of_build() => {
                let message = format!("nothing can be excused from {:?}: no site can be built from what it finds", rule.name);
                findings.report(RULE.breach(path, message).hint("mend what the rule finds, and remove the exception"));
            }
            Some(_) => {}
        }
    }
}
