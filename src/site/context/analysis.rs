//! The root cause analysis, by each of its methods.

use schemars::JsonSchema;
use serde::Serialize;

use super::facts::{LinkContext, WordContext};
use crate::locale::When;
use crate::site::html::Html;

/// The root cause analysis, by any combination of methods.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AnalysisContext {
    /// The background, what happened, and why. HTML.
    pub narrative: Option<Html>,
    /// Whether the narrative is long and the review also lists causes, which summarise it.
    pub narrative_is_long: bool,
    /// The trigger. HTML.
    pub trigger: Option<Html>,
    /// How the incident was resolved. HTML.
    pub resolution: Option<Html>,
    /// The causes by role: root causes first.
    pub causes: Vec<CauseGroup>,
    /// Five-whys chains.
    pub five_whys: Vec<WhyChainContext>,
    /// The fishbone diagram.
    pub fishbone: Option<FishboneContext>,
    /// The bow tie.
    pub bow_tie: Option<BowTieContext>,
    /// Timeline analysis.
    pub decisions: Vec<DecisionContext>,
}

/// The causes of one role.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CauseGroup {
    /// The role.
    pub role: WordContext,
    /// The causes.
    pub causes: Vec<CauseContext>,
}

/// A cause.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CauseContext {
    /// The cause. HTML.
    pub cause: Html,
    /// The category.
    pub category: Option<LinkContext>,
    /// The evidence. HTML.
    pub evidence: Vec<Html>,
}

/// A five-whys chain.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct WhyChainContext {
    /// The problem from which the chain starts. HTML.
    pub problem: Html,
    /// The questions and answers, each about the previous answer.
    pub whys: Vec<WhyContext>,
    /// A diagram of the chain: SVG. `none` if it has no questions. HTML.
    pub picture: Option<Html>,
}

/// A question and its answer.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct WhyContext {
    /// The question. `none` if it is only "Why?". HTML.
    pub question: Option<Html>,
    /// The answer. `none` if it is unknown. HTML.
    pub answer: Option<Html>,
    /// The evidence. HTML.
    pub evidence: Vec<Html>,
}

/// A fishbone diagram.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FishboneContext {
    /// The effect, at the head of the diagram. HTML.
    pub effect: Html,
    /// The bones.
    pub bones: Vec<BoneContext>,
    /// The diagram: SVG. `none` if it has no bones. HTML.
    pub picture: Option<Html>,
}

/// A bone.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BoneContext {
    /// The category, as written.
    pub category: String,
    /// The causes. HTML.
    pub causes: Vec<Html>,
}

/// A bow tie.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BowTieContext {
    /// The hazard. HTML.
    pub hazard: Html,
    /// The top event: the moment at which control over the hazard is lost. HTML.
    pub top_event: Html,
    /// The threats, which can lead to the top event.
    pub threats: Vec<PathContext>,
    /// The consequences of the top event.
    pub consequences: Vec<PathContext>,
    /// The diagram: SVG. `none` if it has neither threats nor consequences. HTML.
    pub picture: Option<Html>,
}

/// A threat or a consequence, with the barriers between it and the top event.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PathContext {
    /// The threat or the consequence. HTML.
    pub what: Html,
    /// The barriers.
    pub barriers: Vec<BarrierContext>,
}

/// A barrier.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BarrierContext {
    /// The barrier. HTML.
    pub barrier: Html,
    /// `held`, `failed`, or `missing` if it is recommended and does not exist yet.
    pub state: WordContext,
}

/// A decision made during the incident.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DecisionContext {
    /// When it was made.
    pub when: When,
    /// What was decided. HTML.
    pub decision: Html,
    /// What was known at the time. HTML.
    pub context: Option<Html>,
    /// The alternatives that were considered. HTML.
    pub alternatives: Option<Html>,
    /// The outcome. HTML.
    pub outcome: Option<Html>,
}
