//! How grave the breach of a rule is: by default, by the site's configuration, by the command line, and by severity.

use std::collections::HashMap;

use super::table::{RULES, Rule};
use crate::config::{CheckConfig, Severities};
use crate::diagnostic::{Problem, ValuePath, at, did_you_mean};

/// What becomes of what a rule finds. The strictest is the greatest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// It is not looked for.
    Allow,
    /// It is reported.
    Warn,
    /// It is reported, and the check fails.
    Deny,
}

impl Level {
    /// Its name on the command line and in the configuration.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Warn => "warn",
            Self::Deny => "deny",
        }
    }
}

/// The level of each rule for incidents of each severity.
#[derive(Debug, Clone)]
pub struct Levels {
    /// For each rule of the table: the level in general, and by the rank of a severity.
    rules: Vec<(Level, HashMap<usize, Level>)>,
}

impl Levels {
    /// The levels that a configuration sets. A name that it gets wrong is a problem.
    pub fn configured(config: &CheckConfig, severities: &Severities) -> (Self, Vec<Problem>) {
        let mut levels = Self::default();
        let mut problems = Vec::new();
        levels.take([&config.deny, &config.warn, &config.allow], None, &at!["check"], &mut problems);
        for (name, lists) in &config.severity {
            let path = at!["check", "severity", name.as_str()];
            match severities.rank(name) {
                Some(rank) => levels.take([&lists.deny, &lists.warn, &lists.allow], Some(rank), &path, &mut problems),
                None => problems.push(Problem::error("unknown-severity", path, format!("there is no severity {name:?}"))),
            }
        }
        (levels, problems)
    }

    /// Sets the level of a rule that the command line names, `RULE` or `RULE@SEVERITY`.
    ///
    /// # Errors
    /// There is no such rule or severity, or the rule is one that the build cannot do without.
    pub fn set(&mut self, name: &str, level: Level, severities: &Severities) -> Result<(), (String, Option<String>)> {
        let (name, severity) = name.split_once('@').map_or((name, None), |(name, severity)| (name, Some(severity)));
        let index = adjustable(name, level)?;
        match severity.map(|severity| severities.rank(severity).ok_or(severity)) {
            None => self.rules[index] = (level, HashMap::new()),
            Some(Ok(rank)) => _ = self.rules[index].1.insert(rank, level),
            Some(Err(unknown)) => return Err((format!("there is no severity {unknown:?}"), None)),
        }
        Ok(())
    }

    /// The level of a rule for an incident of the severity of this rank.
    pub(super) fn of(&self, rule: usize, rank: Option<usize>) -> Level {
        let (general, by_rank) = &self.rules[rule];
        rank.and_then(|rank| by_rank.get(&rank)).copied().unwrap_or(*general)
    }

    /// Whether a rule is looked for in any incident.
    pub(super) fn is_used(&self, rule: usize) -> bool {
        let (general, by_rank) = &self.rules[rule];
        *general > Level::Allow || by_rank.values().any(|level| *level > Level::Allow)
    }

    /// Takes over the names under `deny`, `warn` and `allow`, in general or for one severity.
    fn take(&mut self, lists: [&[String]; 3], rank: Option<usize>, path: &ValuePath, problems: &mut Vec<Problem>) {
        let mut named: HashMap<&str, Level> = HashMap::new();
        for (level, names) in [Level::Deny, Level::Warn, Level::Allow].into_iter().zip(lists) {
            for (number, name) in names.iter().enumerate() {
                let path = path.clone().then(level.as_str()).then(number);
                let index = adjustable(name, level).and_then(|index| match named.insert(name, level) {
                    Some(other) if other != level => {
                        Err((format!("the rule {name:?} stands under `{}` already", other.as_str()), None))
                    }
                    _ => Ok(index),
                });
                match (index, rank) {
                    (Ok(index), None) => self.rules[index].0 = level,
                    (Ok(index), Some(rank)) => _ = self.rules[index].1.insert(rank, level),
                    (Err((message, hint)), _) => {
                        let problem = Problem::error("unknown-rule", path, message);
                        problems.push(Problem { hint, ..problem });
                    }
                }
            }
        }
    }
}

/// Every rule at its default.
impl Default for Levels {
    fn default() -> Self {
        Self { rules: RULES.iter().map(|rule| (rule.level, HashMap::new())).collect() }
    }
}

/// The place in the table of a rule that can be set to a level.
fn adjustable(name: &str, level: Level) -> Result<usize, (String, Option<String>)> {
    match RULES.iter().position(|rule| rule.name == name) {
        Some(index) if RULES[index].is_of_build() && level != Level::Deny => {
            Err((format!("the rule {name:?} cannot be relaxed: no site can be built from what it finds"), None))
        }
        Some(index) => Ok(index),
        None => Err(unknown(name)),
    }
}

/// What is said of a rule that there is not, and what may have been meant.
pub(super) fn unknown(name: &str) -> (String, Option<String>) {
    let near = did_you_mean(name, RULES.iter().map(|rule: &Rule| rule.name));
    let hint = near.map_or_else(|| "`pir-site explain` lists the rules".to_owned(), |near| format!("did you mean {near:?}?"));
    (format!("there is no rule {name:?}"), Some(hint))
}
