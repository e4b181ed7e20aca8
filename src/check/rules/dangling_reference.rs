//! A reference to an incident that does not exist.

use std::collections::HashSet;

use crate::check::context::Checker;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::{Diagnostic, at, did_you_mean};

pub(super) const RULE: Rule = Rule::new("dangling-reference", Group::Build, RuleLevel::Deny, Scope::Archive(check));

/// Comparing an id with all others to suggest one takes long, and a list of many missing ids has another cause than typing errors.
const MOST_SUGGESTIONS: usize = 100;

fn check(checker: &Checker<'_>, found: &mut Vec<Diagnostic>) {
    let files = &checker.content.files;
    let duplicates = files.iter().filter(|file| file.incident.duplicate_of.is_some());
    let duplicates: HashSet<String> = duplicates.map(|file| file.incident.id.to_lowercase()).collect();
    let mut suggestions = 0;
    for file in files {
        let incident = &file.incident;
        let related = incident.related.iter().enumerate().map(|(index, id)| (at!["related", index], id));
        let original = incident.duplicate_of.iter().map(|id| (at!["duplicate_of"], id));
        for (path, id) in related.chain(original) {
            let location = file.at(path);
            if id.to_lowercase() == incident.id.to_lowercase() {
                found.push(RULE.violation(location, "an incident cannot refer to itself"));
            } else if duplicates.contains(&id.to_lowercase()) && incident.duplicate_of.as_ref() == Some(id) {
                let violation = RULE.violation(location, format!("\"{id}\" is itself a duplicate, so neither would be counted"));
                found.push(violation.hint("name the incident that is counted"));
            } else if !checker.may_exist(id) {
                let others = files.iter().map(|other| other.incident.id.as_str()).filter(|other| *other != incident.id);
                suggestions += 1;
                let near = did_you_mean(id, others.take(if suggestions > MOST_SUGGESTIONS { 0 } else { usize::MAX }));
                let hint = near.map_or_else(|| RULE.help().to_owned(), |near| format!("did you mean \"{near}\"?"));
                found.push(RULE.violation(location, format!("there is no incident \"{id}\"")).hint(hint));
            }
        }
    }
}
