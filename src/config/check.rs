//! The settings of `pir-site check`: the table `[check]`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::incident::vocabulary;

/// The settings of `pir-site check`. `pir-site explain` lists the rules.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CheckConfig {
    /// Whether warnings fail the check as well.
    pub strict: bool,
    /// Rules that fail the check.
    pub deny: Vec<String>,
    /// Rules that warn.
    pub warn: Vec<String>,
    /// Rules that do not run.
    pub allow: Vec<String>,
    /// The levels of rules for incidents of one severity, by severity id.
    pub severity: BTreeMap<String, LevelLists>,
    /// The maximum number of action items, for the rule `too-many-actions`.
    pub most_actions: usize,
    /// The languages whose phrases are searched for. Defaults to the site's language if its phrases are known, otherwise to English.
    pub languages: Option<Vec<String>>,
    /// Further phrases to avoid.
    pub phrases: Vec<Phrase>,
    /// Phrases that are never reported.
    pub accept: Vec<String>,
    /// Further patterns of secrets, as regular expressions.
    pub secrets: Vec<String>,
}

/// The levels of rules for incidents of one severity.
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

/// A phrase to avoid.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Phrase {
    /// The phrase, compared case-insensitively.
    pub phrase: String,
    /// What to write instead.
    #[serde(default)]
    pub instead: Option<String>,
    /// The rule that it violates.
    #[serde(default)]
    pub rule: PhraseRule,
}

vocabulary! {
    /// The rule that a phrase violates.
    #[derive(Default)]
    PhraseRule {
        /// It blames a person.
        Blame = "blame" | "Blame",
        /// It describes what did not happen.
        Counterfactual = "counterfactual" | "Counterfactual",
        /// It exaggerates.
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
