//! The root cause analysis, by each of its methods.

use schemars::JsonSchema;
use serde::Serialize;

use super::facts::{LinkContext, WordContext};
use crate::locale::When;
use crate::site::html::Html;

/// Why it happened, by any mix of methods.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AnalysisContext {
    /// Background, what happened and why. HTML.
    pub narrative: Option<Html>,
    /// Whether that is long, and the causes that the review lists say the same in short.
    pub narrative_is_long: bool,
    /// What set it off. HTML.
    pub trigger: Option<Html>,
    /// How it was fixed. HTML.
    pub resolution: Option<Html>,
    /// Causes by the part they played: root causes first.
    pub causes: Vec<CauseGroup>,
    /// Chains of whys.
    pub five_whys: Vec<WhyChainContext>,
    /// The fishbone diagram.
    pub fishbone: Option<FishboneContext>,
    /// The bow tie.
    pub bow_tie: Option<BowTieContext>,
    /// Timeline analysis.
    pub decisions: Vec<DecisionContext>,
}

/// The causes that played one part.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CauseGroup {
    /// The part.
    pub role: WordContext,
    /// The causes.
    pub causes: Vec<CauseContext>,
}

/// A cause.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CauseContext {
    /// The cause. HTML.
    pub cause: Html,
    /// Its category.
    pub category: Option<LinkContext>,
    /// What supports it. HTML.
    pub evidence: Vec<Html>,
}

/// One chain of whys.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct WhyChainContext {
    /// What the chain starts from. HTML.
    pub problem: Html,
    /// Each why asks after the answer before it.
    pub whys: Vec<WhyContext>,
    /// The chain as a picture, in two layouts. Absent where no why was asked. HTML.
    pub picture: Option<Html>,
}

/// One question and its answer.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct WhyContext {
    /// The question; absent where it is just "Why?". HTML.
    pub question: Option<Html>,
    /// The answer; absent while it is unknown. HTML.
    pub answer: Option<Html>,
    /// What supports it. HTML.
    pub evidence: Vec<Html>,
}

/// A fishbone diagram.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FishboneContext {
    /// The effect at the fish's head. HTML.
    pub effect: Html,
    /// The bones.
    pub bones: Vec<BoneContext>,
    /// The diagram as a picture, in two layouts. Absent where it has no bones. HTML.
    pub picture: Option<Html>,
}

/// One bone.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BoneContext {
    /// The category, as written.
    pub category: String,
    /// Its causes. HTML.
    pub causes: Vec<Html>,
}

/// A bow tie.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BowTieContext {
    /// What is dangerous in normal operation. HTML.
    pub hazard: Html,
    /// The moment at which control over it is lost. HTML.
    pub top_event: Html,
    /// What can lead to the top event.
    pub threats: Vec<PathContext>,
    /// What the top event can lead to.
    pub consequences: Vec<PathContext>,
    /// The bow tie as a picture, in two layouts. Absent where it has neither threats nor consequences. HTML.
    pub picture: Option<Html>,
}

/// A threat or a consequence, with what stands between it and the top event.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PathContext {
    /// The threat or the consequence. HTML.
    pub what: Html,
    /// The barriers.
    pub barriers: Vec<BarrierContext>,
}

/// What stands in the way.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BarrierContext {
    /// The barrier. HTML.
    pub barrier: Html,
    /// `held`, `failed`, or `missing` for one that is recommended and not there yet.
    pub state: WordContext,
}

/// A decision made during the incident.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DecisionContext {
    /// When it was made.
    pub when: When,
    /// What was decided. HTML.
    pub decision: Html,
    /// What was known at that time. HTML.
    pub context: Option<Html>,
    /// What else was considered. HTML.
    pub alternatives: Option<Html>,
    /// What came of it. HTML.
    pub outcome: Option<Html>,
}
