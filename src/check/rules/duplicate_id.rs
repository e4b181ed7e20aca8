//! Two incidents with one id.

use crate::check::context::Checker;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::{Diagnostic, at};

pub(super) const RULE: Rule = Rule {
    name: "duplicate-id",
    group: Group::Build,
    level: RuleLevel::Deny,
    summary: "two incident files with the same id, compared case-insensitively",
    why: "the id is the address: one of the two would replace the other",
    help: "give one of them another id; if both describe one incident, say so with `duplicate_of`",
    wrong: &[r#"
id = "INC-1"
# file: content/b.toml
id = "inc-1"
#    ^^^^^^^
"#],
    right: &[r#"
id = "INC-1"
# file: content/b.toml
id = "INC-2"
"#],
    scope: Scope::Archive(check),
};

fn check(checker: &Checker<'_>, found: &mut Vec<Diagnostic>) {
    for file in checker.content.files.iter().filter(|file| !file.incident.id.is_empty()) {
        let id = &file.incident.id;
        if let Some(first) = checker.find_id(id).filter(|first| first.source.path != file.source.path) {
            let message = format!("the id \"{id}\" is taken by {}", first.source.display);
            found.push(RULE.violation(file.at(at!["id"]), message).related("it is taken here", first.at(at!["id"])));
        }
    }
}
