//! The settings of `pir-site check`: the table `[check]`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::incident::vocabulary;

/// Which rules of `pir-site check` run, and at which level. `pir-site explain` lists the rules.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CheckConfig {
    /// Whether warnings fail the check too.
    pub strict: bool,
    /// Rules that fail the check.
    pub deny: Vec<String>,
    /// Rules that warn.
    pub warn: Vec<String>,
    /// Rules that do not run.
    pub allow: Vec<String>,
    /// The same for incidents of one severity, by its id.
    pub severity: BTreeMap<String, LevelLists>,
    /// More action items than this are too many.
    pub most_actions: usize,
    /// Languages whose phrases are looked for; by default the archive's own if its phrases are known, else English.
    pub languages: Option<Vec<String>>,
    /// The team's own phrases to avoid.
    pub phrases: Vec<Phrase>,
    /// Phrases that are never reported.
    pub accept: Vec<String>,
    /// Further shapes of secrets: regular expressions.
    pub secrets: Vec<String>,
}

/// Rules by level, for incidents of one severity.
#[derive(Debug, Clone, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct LevelLists {
    /// Rules that fail the check.
    pub deny: Vec<String>,
    /// Rules that warn.
    pub warn: Vec<String>,
    /// Rules that do not run.
    pub allow: Vec<String>,
}

/// A phrase that the team wants to avoid.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Phrase {
    /// The words, in any case.
    pub phrase: String,
    /// What to write instead.
    #[serde(default)]
    pub instead: Option<String>,
    /// The rule that it breaks.
    #[serde(default)]
    pub rule: PhraseRule,
}

vocabulary! {
    /// The rule that a phrase breaks.
    #[derive(Default)]
    PhraseRule {
        /// It blames a person.
        Blame = "blame" | "Blame",
        /// It describes what did not happen.
        Counterfactual = "counterfactual" | "Counterfactual",
        /// It dramatises.
        #[default]
        Drama = "drama" | "Drama",
    }
}

impl Default for CheckConfig {
    fn default() -> Self {
        Self {
            strict: false,
            deny: Vec::new(),
            warn: Vec::new(),
            allow: Vec::new(),
            severity: BTreeMap::new(),
            most_actions: 10,
            languages: None,
            phrases: Vec::new(),
            accept: Vec::new(),
            secrets: Vec::new(),
        }
    }
}
