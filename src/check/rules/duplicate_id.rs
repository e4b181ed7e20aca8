//! Two incidents with one id.

use crate::check::context::Checker;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::{Diagnostic, at};

pub(super) const RULE: Rule = Rule::new("duplicate-id", Group::Build, RuleLevel::Deny, Scope::Archive(check));

fn check(checker: &Checker<'_>, found: &mut Vec<Diagnostic>) {
    for file in checker.content.files.iter().filter(|file| !file.incident.id.is_empty()) {
        let id = &file.incident.id;
        if let Some(first) = checker.find_id(id).filter(|first| first.source.path != file.source.path) {
            let message = format!("the id \"{id}\" is taken by {}", first.source.display);
            found.push(RULE.violation(file.at(at!["id"]), message).related("it is taken here", first.at(at!["id"])));
        }
    }
}
