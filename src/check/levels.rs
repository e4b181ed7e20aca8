//! The level of each rule: by default, by the site's configuration, by the command line, and by severity.

use std::collections::HashMap;

use super::rule::RuleLevel;
use super::rules::RULES;
use crate::config::{CheckConfig, FILE, Severities};
use crate::diagnostic::{Diagnostic, Location, ValuePath, at, did_you_mean};
use crate::error::{Error, Result};

/// The level of each rule for incidents of each severity.
#[derive(Debug, Clone)]
pub struct Levels {
    /// For each rule of the table: its general level, and its levels by the rank of severities.
    rules: Vec<(RuleLevel, HashMap<usize, RuleLevel>)>,
}

impl Levels {
    /// The levels of a configuration, and the problems with names in it.
    pub fn configured(config: &CheckConfig, severities: &Severities) -> (Self, Vec<Diagnostic>) {
        let mut levels = Self::default();
        let mut problems = Vec::new();
        let mut take = |lists: [&[String]; 3], rank: Option<usize>, path: ValuePath| {
            for (path, error) in levels.take(lists, rank, &path) {
                let diagnostic = Diagnostic::error("unknown-rule", error.message()).at(Location::value(FILE, path));
                problems.push(diagnostic.hint_if(error.help()));
            }
        };
        take([&config.deny, &config.warn, &config.allow], None, at!["check"]);
        for (name, lists) in &config.severity {
            if let Some(rank) = severities.rank(name) {
                take([&lists.deny, &lists.warn, &lists.allow], Some(rank), at!["check", "severity", name.as_str()]);
            }
        }
        for name in config.severity.keys().filter(|name| severities.rank(name).is_none()) {
            let location = Location::value(FILE, at!["check", "severity", name.as_str()]);
            problems.push(Diagnostic::error("unknown-severity", format!("there is no severity \"{name}\"")).at(location));
        }
        (levels, problems)
    }

    /// Sets the level of a rule from the command line: `RULE` or `RULE@SEVERITY`.
    ///
    /// # Errors
    /// There is no such rule or severity, or every build applies the rule, so that its level cannot be changed.
    pub fn set(&mut self, name: &str, level: RuleLevel, severities: &Severities) -> Result<()> {
        let (name, severity) = name.split_once('@').map_or((name, None), |(name, severity)| (name, Some(severity)));
        let index = adjustable(name, level)?;
        match severity.map(|severity| severities.rank(severity).ok_or(severity)) {
            None => self.rules[index] = (level, HashMap::new()),
            Some(Ok(rank)) => _ = self.rules[index].1.insert(rank, level),
            Some(Err(unknown)) => return Err(Error::new(format!("there is no severity \"{unknown}\""))),
        }
        Ok(())
    }

    /// The level of a rule for an incident whose severity has the given rank.
    pub(super) fn of(&self, rule: usize, rank: Option<usize>) -> RuleLevel {
        let (general, by_rank) = &self.rules[rule];
        rank.and_then(|rank| by_rank.get(&rank)).copied().unwrap_or(*general)
    }

    /// Whether a rule runs for any incident.
    pub(super) fn is_used(&self, rule: usize) -> bool {
        let (general, by_rank) = &self.rules[rule];
        *general > RuleLevel::Allow || by_rank.values().any(|level| *level > RuleLevel::Allow)
    }

    /// Applies the names under `deny`, `warn` and `allow`, in general or for one severity. Returns the paths of unknown names.
    fn take(&mut self, lists: [&[String]; 3], rank: Option<usize>, path: &ValuePath) -> Vec<(ValuePath, Error)> {
        let mut named: HashMap<&str, RuleLevel> = HashMap::new();
        let mut wrong = Vec::new();
        for (level, names) in [RuleLevel::Deny, RuleLevel::Warn, RuleLevel::Allow].into_iter().zip(lists) {
            for (number, name) in names.iter().enumerate() {
                let index = adjustable(name, level).and_then(|index| match named.insert(name, level) {
                    Some(other) if other != level => {
                        Err(Error::new(format!("the rule \"{name}\" is listed under `{}` too", other.as_str())))
                    }
                    _ => Ok(index),
                });
                match (index, rank) {
                    (Ok(index), None) => self.rules[index].0 = level,
                    (Ok(index), Some(rank)) => _ = self.rules[index].1.insert(rank, level),
                    (Err(error), _) => wrong.push((path.clone().then(level.as_str()).then(number), error)),
                }
            }
        }
        wrong
    }
}

/// All rules at their default levels.
impl Default for Levels {
    fn default() -> Self {
        Self { rules: RULES.iter().map(|rule| (rule.level, HashMap::new())).collect() }
    }
}

/// The index of a rule whose level can be set.
fn adjustable(name: &str, level: RuleLevel) -> Result<usize> {
    match RULES.iter().position(|rule| rule.name == name) {
        Some(index) if RULES[index].is_of_build() && level != RuleLevel::Deny => {
            Err(Error::new(format!("the rule \"{name}\" cannot be relaxed: no site can be built from what it finds")))
        }
        Some(index) => Ok(index),
        None => {
            let (message, hint) = unknown(name);
            Err(Error::new(message).hint(hint))
        }
    }
}

/// The message about a rule that does not exist, and a hint with a similar name.
pub fn unknown(name: &str) -> (String, String) {
    let near = did_you_mean(name, RULES.iter().map(|rule| rule.name));
    let hint = near.map_or_else(|| "`pir-site explain` lists the rules".to_owned(), |near| format!("did you mean \"{near}\"?"));
    (format!("there is no rule \"{name}\""), hint)
}
