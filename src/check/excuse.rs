//! From what the rules found to what is reported: each breach at its level, unless its incident is excused from the rule.

use std::collections::BTreeSet;

use super::Review;
use super::finding::Finding;
use super::level::{Level, Levels};
use super::rules::unused_exception;
use super::table::RULES;
use crate::diagnostic::{self, Diagnostic};

/// A breach of a rule that its incident is excused from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excused {
    /// What would have been reported.
    pub diagnostic: Diagnostic,
    /// Why the rule does not apply, in the words of the file.
    pub reason: String,
}

/// Gives each finding its level and sets apart what exceptions excuse. An exception that excuses nothing is itself a finding.
pub(super) fn excuse(found: Vec<Finding>, review: &Review<'_>, levels: &Levels) -> (Vec<Finding>, Vec<(Finding, String)>) {
    let (mut reported, mut excused) = (Vec::new(), Vec::new());
    let mut used = BTreeSet::new();
    for finding in found.into_iter().filter_map(|finding| at_its_level(finding, review, levels)) {
        match exception(&finding, review) {
            Some((entry, index, reason)) => {
                used.insert((entry, index));
                excused.push((finding, reason));
            }
            None => reported.push(finding),
        }
    }
    let is_used = |entry, index| used.contains(&(entry, index));
    let runs = |entry, rule: &str| {
        let rule = RULES.iter().position(|known| known.name == rule);
        rule.is_some_and(|rule| levels.of(rule, review.rank(entry)) > Level::Allow)
    };
    let unused = unused_exception::find(review, &is_used, &runs);
    reported.extend(unused.into_iter().filter_map(|finding| at_its_level(finding, review, levels)));
    (reported, excused)
}

fn at_its_level(mut finding: Finding, review: &Review<'_>, levels: &Levels) -> Option<Finding> {
    let rule = RULES.iter().position(|rule| rule.name == finding.problem.rule)?;
    let level = levels.of(rule, finding.entry().and_then(|entry| review.rank(entry)));
    finding.problem.level = match level {
        Level::Allow => return None,
        Level::Warn => diagnostic::Level::Warning,
        Level::Deny => diagnostic::Level::Error,
    };
    Some(finding)
}

/// The exception that excuses a finding: the entry, the place of the exception in it, and its reason.
fn exception(finding: &Finding, review: &Review<'_>) -> Option<(usize, usize, String)> {
    let entry = finding.entry()?;
    let rule = RULES.iter().find(|rule| rule.name == finding.problem.rule).filter(|rule| !rule.is_of_build())?;
    let exceptions = &review.content.entries[entry].incident.exceptions;
    let index = exceptions.iter().position(|exception| exception.rule == rule.name)?;
    Some((entry, index, exceptions[index].reason.clone()))
}
