//! The root cause analysis, by any combination of methods.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::moment::Moment;
use super::vocabulary::vocabulary;

/// The root cause analysis, by any combination of methods.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Analysis {
    /// The background, what happened, and why. Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub narrative: Option<String>,
    /// What triggered the incident. Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trigger: Option<String>,
    /// How the incident was resolved. Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resolution: Option<String>,
    /// Root causes, contributing factors and triggers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub causes: Vec<Cause>,
    /// Five-whys chains, one for each problem.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub five_whys: Vec<WhyChain>,
    /// A fishbone (Ishikawa) diagram.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fishbone: Option<Fishbone>,
    /// A bow-tie diagram: the threats that lead to one event, its consequences, and the barriers against both.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bow_tie: Option<BowTie>,
    /// Timeline analysis: the decisions during the incident, and what was known at the time.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<Decision>,
}

vocabulary! {
    /// The role of a cause.
    #[derive(Default)]
    CauseRole {
        /// Without it, the incident would not have happened.
        Root = "root" | "Root cause",
        /// It made the incident more likely, longer or worse.
        #[default]
        Contributing = "contributing" | "Contributing factor",
        /// It triggered the incident.
        Trigger = "trigger" | "Trigger",
    }
}

/// A root cause, a contributing factor or a trigger.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cause {
    /// The cause. Markdown.
    pub cause: String,
    /// The role of the cause.
    #[serde(default)]
    pub role: CauseRole,
    /// One of the site's cause categories: `people`, `process`, `technology` or `environment` unless configured otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// Evidence for the cause. Markdown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<String>,
}

/// A five-whys chain, from a problem to its root cause.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WhyChain {
    /// The problem that the chain starts from. Markdown.
    pub problem: String,
    /// The questions and answers, each about the previous answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub whys: Vec<Why>,
}

/// A question and its answer.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Why {
    /// The question. Defaults to "Why?". Markdown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// The answer. Omit it while it is unknown. Markdown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
    /// Evidence for the answer. Markdown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<String>,
}

/// A fishbone (Ishikawa) diagram: the causes of one effect, by category.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Fishbone {
    /// The effect, at the head of the fish. Markdown.
    pub effect: String,
    /// The bones, one for each category of causes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bones: Vec<Bone>,
}

/// A bone: the causes of one category.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Bone {
    /// The category: any text.
    pub category: String,
    /// The causes. Markdown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub causes: Vec<String>,
}

/// A bow-tie diagram: the threats that lead to one event, its consequences, and the barriers against both.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BowTie {
    /// What is dangerous in normal operation. Markdown.
    pub hazard: String,
    /// The event: control over the hazard is lost. Markdown.
    pub top_event: String,
    /// The threats that can lead to the top event.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub threats: Vec<Threat>,
    /// The consequences that the top event can have.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub consequences: Vec<Consequence>,
}

/// A threat that can lead to the top event.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Threat {
    /// The threat. Markdown.
    pub threat: String,
    /// The barriers between the threat and the top event.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub barriers: Vec<Barrier>,
}

/// A consequence that the top event can have.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Consequence {
    /// The consequence. Markdown.
    pub consequence: String,
    /// The barriers between the top event and the consequence.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub barriers: Vec<Barrier>,
}

/// A barrier against a threat or a consequence.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Barrier {
    /// The barrier. Markdown.
    pub barrier: String,
    /// Whether the barrier held. Omit it for a barrier that is recommended but does not exist yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held: Option<bool>,
}

/// A decision made during the incident.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// When the decision was made.
    pub at: Moment,
    /// What was decided. Markdown.
    pub decision: String,
    /// What was known at the time. Markdown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context: Option<String>,
    /// The alternatives that were considered. Markdown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alternatives: Option<String>,
    /// The outcome. Markdown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
}
