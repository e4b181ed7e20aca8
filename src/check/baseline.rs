//! Baselines: the numbers of known findings by file and rule, so that checks can be introduced to an existing archive.
//!
//! There are no positions in a baseline, so it stays valid when lines are inserted above a known finding.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::rule::Rule;
use super::rules::find;
use crate::diagnostic::{Diagnostic, Schema, examine};

/// The header comment of a baseline file.
const HEAD: &str =
    "# Known findings, which `pir-site check --baseline` leaves out. `pir-site check --write-baseline` writes this file.\n\n";

/// The known findings of an archive.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    /// The known findings, by the file's path relative to the project.
    files: BTreeMap<String, KnownFile>,
}

/// The known findings of a file.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct KnownFile {
    /// The incident's id, by which a renamed file is matched.
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    /// The number of findings by rule.
    findings: BTreeMap<String, u32>,
}

/// An entry with more findings than remain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaleEntry {
    /// The path of the file in the baseline.
    pub file: String,
    /// The rule.
    pub rule: String,
    /// The number of known findings.
    pub known: u32,
    /// The number of remaining findings.
    pub found: u32,
}

/// The files of an archive: the path relative to the project and the incident's id, by the path in diagnostics.
pub type BaselineFiles = BTreeMap<String, (String, Option<String>)>;

impl Baseline {
    /// Parses a baseline.
    ///
    /// # Errors
    /// The text is not a baseline. The diagnostic has the position.
    pub fn read(file: &str, text: &str) -> Result<Self, Box<Diagnostic>> {
        let schema = Schema::new(schemars::schema_for!(Self).to_value());
        let problem = examine(text, file, &schema).diagnostics.into_iter().next();
        let baseline = match problem {
            Some(problem) => Err(problem),
            None => toml::from_str(text).map_err(|error| Diagnostic::from_toml(file, text, &error)),
        };
        baseline.map_err(|problem| Box::new(problem.hint("write it anew with `pir-site check --write-baseline`")))
    }

    /// The baseline of a report. Violations of rules that every build applies are never included.
    pub fn of(found: &[Diagnostic], files: &BaselineFiles) -> Self {
        let mut baseline = Self::default();
        for found in found.iter().filter(|found| may_be_known(found)) {
            let Some((path, id)) = found.file().and_then(|file| files.get(file)) else { continue };
            let known = baseline.files.entry(path.clone()).or_default();
            known.id.clone_from(id);
            *known.findings.entry(found.rule.to_owned()).or_default() += found.occurrences;
        }
        baseline
    }

    /// The baseline as text, with files and rules in order.
    pub fn text(&self) -> String {
        format!("{HEAD}{}", toml::to_string(self).unwrap_or_default())
    }

    /// The total number of known findings.
    pub fn count(&self) -> usize {
        self.files.values().flat_map(|file| file.findings.values()).map(|count| *count as usize).sum()
    }

    /// The new findings, and the entries with more findings than remain. If a file has more findings of a rule than known, all of them
    /// are returned, because the new one cannot be identified.
    pub fn apply(&self, found: Vec<Diagnostic>, files: &BaselineFiles) -> (Vec<Diagnostic>, Vec<StaleEntry>) {
        let present: BTreeSet<&str> = files.values().map(|(path, _)| path.as_str()).collect();
        let moved: BTreeMap<&str, &str> = self
            .files
            .iter()
            .filter(|(path, _)| !present.contains(path.as_str()))
            .filter_map(|(path, file)| Some((file.id.as_deref()?, path.as_str())))
            .collect();
        let entry_of = |found: &Diagnostic| {
            let (path, id) = files.get(found.file()?)?;
            let known = self.files.get_key_value(path).map(|(path, _)| path.as_str());
            known.or_else(|| moved.get(id.as_deref()?).copied()).filter(|_| may_be_known(found))
        };
        let mut counts: BTreeMap<(&str, &str), u32> = BTreeMap::new();
        for found in &found {
            if let Some(entry) = entry_of(found) {
                *counts.entry((entry, found.rule)).or_default() += found.occurrences;
            }
        }
        let known =
            |entry: &str, rule: &str| self.files.get(entry).and_then(|file| file.findings.get(rule)).copied().unwrap_or(0);
        let is_new = |found: &Diagnostic| {
            entry_of(found)
                .is_none_or(|entry| counts.get(&(entry, found.rule)).is_none_or(|count| *count > known(entry, found.rule)))
        };
        let new = found.into_iter().filter(is_new).collect();
        (new, self.stale(&counts))
    }

    fn stale(&self, counts: &BTreeMap<(&str, &str), u32>) -> Vec<StaleEntry> {
        let entries =
            self.files.iter().flat_map(|(path, file)| file.findings.iter().map(move |(rule, known)| (path, rule, *known)));
        let stale = entries.filter_map(|(path, rule, known)| {
            let found = counts.get(&(path.as_str(), rule.as_str())).copied().unwrap_or(0);
            (found < known).then(|| StaleEntry { file: path.clone(), rule: rule.clone(), known, found })
        });
        stale.collect()
    }
}

fn may_be_known(found: &Diagnostic) -> bool {
    find(found.rule).is_some_and(|rule: &Rule| !rule.is_of_build())
}
