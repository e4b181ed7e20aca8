//! Exceptions that suppress nothing. What they suppress is known only when all other rules have run.

use crate::check::rule::{Group, Rule, RuleLevel, Scope};

pub(in crate::check) const UNKNOWN_RULE: Rule = Rule {
    name: "unknown-rule",
    group: Group::Exceptions,
    level: RuleLevel::Deny,
    summary: "an exception to a rule that does not exist, or to one without which nothing can be built",
    why: "it suppresses nothing, although whoever reads the file believes so",
    help: "correct the rule's name; `pir-site explain` lists them",
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
    scope: Scope::Exceptions,
};

pub(in crate::check) const UNUSED_EXCEPTION: Rule = Rule {
    name: "unused-exception",
    group: Group::Exceptions,
    level: RuleLevel::Warn,
    summary: "an exception to a rule that the incident does not break, or a second one to the same rule",
    why: "an exception that is left over would hide the next breach",
    help: "remove the exception",
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
    scope: Scope::Exceptions,
};
