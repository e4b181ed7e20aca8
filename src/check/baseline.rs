//! Findings that are known: their numbers by file and rule, so that an old archive starts clean and only gets better.
//!
//! Numbers need no positions: a line that is inserted above a known finding changes nothing.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::rule::Rule;
use super::rules::find;
use crate::diagnostic::{Diagnostic, Schema, examine};

/// What such a file says about itself.
const HEAD: &str =
    "# Known findings, which `pir-site check --baseline` leaves out. `pir-site check --write-baseline` writes this file.\n\n";

/// The known findings of an archive.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    /// By the file's path from the project's folder.
    files: BTreeMap<String, KnownFile>,
}

/// The known findings of a file.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct KnownFile {
    /// The incident's id, by which a renamed file is found.
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    /// How many there are, by rule.
    findings: BTreeMap<String, u32>,
}

/// Known findings that are not there any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaleEntry {
    /// The file, as the baseline names it.
    pub file: String,
    /// The rule.
    pub rule: String,
    /// How many are known.
    pub known: u32,
    /// How many there are.
    pub found: u32,
}

/// The files of an archive: from the path that diagnostics name to the path from the project's folder and the incident's id.
pub type BaselineFiles = BTreeMap<String, (String, Option<String>)>;

impl Baseline {
    /// Reads a baseline from its text.
    ///
    /// # Errors
    /// It is no baseline: the diagnostic says where.
    pub fn read(file: &str, text: &str) -> Result<Self, Box<Diagnostic>> {
        let schema = Schema::new(schemars::schema_for!(Self).to_value());
        let problem = examine(text, file, &schema).diagnostics.into_iter().next();
        let baseline = match problem {
            Some(problem) => Err(problem),
            None => toml::from_str(text).map_err(|error| Diagnostic::from_toml(file, text, &error)),
        };
        baseline.map_err(|problem| Box::new(problem.hint("write it anew with `pir-site check --write-baseline`")))
    }

    /// The baseline of what was found. What no site can be built from is never known.
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

    /// Its text, with files and rules in order.
    pub fn text(&self) -> String {
        format!("{HEAD}{}", toml::to_string(self).unwrap_or_default())
    }

    /// How many findings it knows.
    pub fn count(&self) -> usize {
        self.files.values().flat_map(|file| file.findings.values()).map(|count| *count as usize).sum()
    }

    /// What is not known, and the entries that know more than was found. Where a file has more of a rule than are known, all of them
    /// are new: numbers do not tell which.
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
