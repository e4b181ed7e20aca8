//! The team's own shapes of secrets: the regular expressions of `[check] secrets`.

use std::ops::Range;

use regex::{Regex, RegexBuilder};

use crate::config::{CheckConfig, FILE};
use crate::diagnostic::{Diagnostic, Location, at};

/// The most expressions that one configuration can have. Each text is searched for each of them.
const MOST: usize = 100;
/// The most memory, in bytes, that a compiled expression takes. The search is linear in the text whatever the expression is.
const SIZE: usize = 1 << 18;

/// The expressions, compiled.
pub(super) struct OwnSecrets(Vec<Regex>);

impl OwnSecrets {
    /// Those of a configuration that has no wrong ones.
    pub(super) fn of(config: &CheckConfig) -> Self {
        Self(config.secrets.iter().take(MOST).filter_map(|pattern| compiled(pattern).ok()).collect())
    }

    /// What has one of the shapes in a text.
    pub(super) fn bytes(&self, text: &str) -> Vec<Range<usize>> {
        self.0.iter().flat_map(|shape| shape.find_iter(text)).map(|found| found.range()).collect()
    }
}

/// Expressions that cannot be used.
pub fn unfit_secrets(config: &CheckConfig) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (index, pattern) in config.secrets.iter().enumerate() {
        let problem = match compiled(pattern) {
            _ if index >= MOST => format!("there are more than {MOST} expressions"),
            Err(problem) => problem,
            Ok(_) => continue,
        };
        let location = Location::value(FILE, at!["check", "secrets", index]);
        let hint = "write a regular expression in the syntax of the regex crate, such as \"acme_[a-z0-9]{32}\"";
        found.push(Diagnostic::error("bad-value", problem).at(location).hint(hint));
    }
    found
}

fn compiled(pattern: &str) -> Result<Regex, String> {
    let built = RegexBuilder::new(pattern).size_limit(SIZE).dfa_size_limit(SIZE).nest_limit(50).build();
    match built {
        Ok(regex) if regex.is_match("") => Err("this expression matches the empty text, and so every text".to_owned()),
        Ok(regex) => Ok(regex),
        Err(regex::Error::CompiledTooBig(_)) => Err("this expression is too large".to_owned()),
        Err(error) => {
            let text = error.to_string();
            let reason = text.lines().last().unwrap_or_default().trim().trim_start_matches("error: ").to_owned();
            Err(format!("this is not a regular expression: {reason}"))
        }
    }
}
