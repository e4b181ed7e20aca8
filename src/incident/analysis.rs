//! The root cause analysis, by any combination of methods.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::moment::Moment;
use super::vocabulary::vocabulary;

/// Why it happened, by any mix of methods.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Analysis {
    /// Background, what happened and why, in prose. Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub narrative: Option<String>,
    /// What set it off. Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trigger: Option<String>,
    /// How it was fixed. Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resolution: Option<String>,
    /// Causes and contributing factors.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub causes: Vec<Cause>,
    /// Chains of whys; several may stand side by side.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub five_whys: Vec<WhyChain>,
    /// A fishbone (Ishikawa) diagram.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fishbone: Option<Fishbone>,
    /// A bow tie: threats and consequences around one event, and the barriers between.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bow_tie: Option<BowTie>,
    /// Timeline analysis: the decisions, and what was known when they were made.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<Decision>,
}

vocabulary! {
    /// The part that a cause played.
    #[derive(Default)]
    CauseRole {
        /// Without it, nothing would have happened.
        Root = "root" | "Root cause",
        /// It made the incident likelier, longer or worse.
        #[default]
        Contributing = "contributing" | "Contributing factor",
        /// It set the incident off.
        Trigger = "trigger" | "Trigger",
    }
}

/// A cause or contributing factor.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cause {
    /// The cause. Markdown.
    pub cause: String,
    /// The part it played.
    #[serde(default)]
    pub role: CauseRole,
    /// One of the site's cause categories: `people`, `process`, `technology` or `environment` unless configured otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// What supports it. Markdown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<String>,
}

/// One chain of whys, from a problem to its roots.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WhyChain {
    /// What the chain starts from.
    pub problem: String,
    /// Each why asks after the answer before it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub whys: Vec<Why>,
}

/// One question and its answer.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Why {
    /// The question; left out, it is "Why?" of the answer before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// The answer. Markdown. Left out while it is unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
    /// What supports the answer. Markdown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<String>,
}

/// A fishbone (Ishikawa) diagram: causes of one effect, by category.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Fishbone {
    /// The effect at the fish's head.
    pub effect: String,
    /// The bones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bones: Vec<Bone>,
}

/// One bone: the causes of one category.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Bone {
    /// The category, in any words.
    pub category: String,
    /// Its causes. Markdown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub causes: Vec<String>,
}

/// A bow tie: what could lead to the event, what it leads to, and what stands between.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BowTie {
    /// What is dangerous in normal operation.
    pub hazard: String,
    /// The moment at which control over it is lost.
    pub top_event: String,
    /// What can lead to the top event.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub threats: Vec<Threat>,
    /// What the top event can lead to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub consequences: Vec<Consequence>,
}

/// What can lead to the top event.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Threat {
    /// The threat. Markdown.
    pub threat: String,
    /// What stands between it and the top event.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub barriers: Vec<Barrier>,
}

/// What the top event can lead to.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Consequence {
    /// The consequence. Markdown.
    pub consequence: String,
    /// What stands between the top event and it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub barriers: Vec<Barrier>,
}

/// What stands in the way.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Barrier {
    /// The barrier. Markdown.
    pub barrier: String,
    /// Whether it held; left out for a barrier that is recommended and not there yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held: Option<bool>,
}

/// A decision made during the incident.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// When it was made.
    pub at: Moment,
    /// What was decided. Markdown.
    pub decision: String,
    /// What was known at that time. Markdown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context: Option<String>,
    /// What else was considered. Markdown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alternatives: Option<String>,
    /// What came of it. Markdown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
}
