//! Levels and suppression: each violation is reported at its level, unless an exception of its file suppresses it.

use std::collections::{HashMap, HashSet};

use super::context::Checker;
use super::levels::{Levels, unknown};
use super::rule::{Group, Rule, RuleLevel, Scope};
use super::rules::find;
use crate::diagnostic::{Diagnostic, Level, at};

pub(super) const UNKNOWN_RULE: Rule =
    Rule { name: "unknown-rule", group: Group::Exceptions, level: RuleLevel::Deny, scope: Scope::Exceptions };
pub(super) const UNUSED_EXCEPTION: Rule =
    Rule { name: "unused-exception", group: Group::Exceptions, level: RuleLevel::Warn, scope: Scope::Exceptions };

/// Sets the level of each violation, and separates those that exceptions suppress. Exceptions for unknown rules and exceptions that
/// suppress nothing are violations too.
pub(super) fn apply(
    found: Vec<Diagnostic>,
    checker: &Checker<'_>,
    levels: &Levels,
) -> (Vec<Diagnostic>, Vec<(Diagnostic, String)>) {
    let exceptions = exceptions(checker);
    let (mut reported, mut suppressed) = (Vec::new(), Vec::new());
    let mut used = HashSet::new();
    for found in found.into_iter().filter_map(|found| at_its_level(found, checker, levels)) {
        let file = found.file().unwrap_or_default().to_owned();
        match exceptions.get(&(file.as_str(), found.rule)).copied() {
            Some((index, reason)) => {
                used.insert((file, index));
                suppressed.push((found, reason.to_owned()));
            }
            None => reported.push(found),
        }
    }
    let is_used = |file: &str, index| used.contains(&(file.to_owned(), index));
    let about_exceptions = of_exceptions(checker, levels, is_used);
    reported.extend(about_exceptions.into_iter().filter_map(|found| at_its_level(found, checker, levels)));
    (reported, suppressed)
}

/// The first exception of each file for each rule, with its index and reason. There are no exceptions for rules that every build applies.
fn exceptions<'a>(checker: &Checker<'a>) -> HashMap<(&'a str, &'a str), (usize, &'a str)> {
    let mut exceptions = HashMap::new();
    for file in &checker.content.files {
        for (index, exception) in file.incident.exceptions.iter().enumerate() {
            if find(&exception.rule).is_some_and(|rule| !rule.is_of_build()) {
                let key = (file.source.display.as_str(), exception.rule.as_str());
                exceptions.entry(key).or_insert((index, exception.reason.as_str()));
            }
        }
    }
    exceptions
}

fn at_its_level(mut found: Diagnostic, checker: &Checker<'_>, levels: &Levels) -> Option<Diagnostic> {
    found.level = match levels.of_named(found.rule, checker.rank(found.file())) {
        RuleLevel::Allow => return None,
        RuleLevel::Warn => Level::Warning,
        RuleLevel::Deny => Level::Error,
    };
    Some(found)
}

/// Violations of the exceptions themselves: the rule does not exist or cannot be suppressed, or it ran and found nothing.
fn of_exceptions(checker: &Checker<'_>, levels: &Levels, is_used: impl Fn(&str, usize) -> bool) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for file in checker.content.files.iter().filter(|file| !file.incident.exceptions.is_empty()) {
        let rank = checker.rank(Some(&file.source.display));
        for (index, exception) in file.incident.exceptions.iter().enumerate() {
            let location = file.at(at!["exceptions", index, "rule"]);
            match find(&exception.rule) {
                None => {
                    let (message, hint) = unknown(&exception.rule);
                    found.push(UNKNOWN_RULE.violation(location, message).hint(hint));
                }
                Some(rule) if rule.is_of_build() => {
                    let message =
                        format!("there are no exceptions to \"{}\": no site can be built from what it finds", rule.name);
                    found.push(
                        UNKNOWN_RULE.violation(location, message).hint("fix what the rule finds, and remove the exception"),
                    );
                }
                Some(rule) if levels.of_named(rule.name, rank) > RuleLevel::Allow && !is_used(&file.source.display, index) => {
                    let message = format!("nothing in this incident breaks the rule \"{}\"", rule.name);
                    found.push(UNUSED_EXCEPTION.violation(location, message));
                }
                Some(_) => {}
            }
        }
    }
    found
}
