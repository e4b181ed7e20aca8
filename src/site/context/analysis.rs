//! The root cause analysis, by each of its methods.

use schemars::JsonSchema;
use serde::Serialize;

use super::build::Builder;
use super::facts::{LinkContext, WordContext};
use crate::incident::{Analysis, Barrier, BowTie, Cause, CauseRole, Decision, Fishbone, Why, WhyChain};
use crate::prose::When;
use crate::site::chart;
use crate::site::html::Html;

/// Why it happened, by any mix of methods.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AnalysisContext {
    /// Background, what happened and why. HTML.
    pub narrative: Option<Html>,
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
    /// The chain as a picture, in two layouts. Absent where nobody has asked why. HTML.
    pub picture: Option<Html>,
}

/// One question and its answer.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct WhyContext {
    /// The question; absent where it is just "Why?". HTML.
    pub question: Option<Html>,
    /// The answer; absent while nobody knows it. HTML.
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

impl AnalysisContext {
    /// The analysis, or nothing where the file has none.
    pub(super) fn new(builder: &mut Builder<'_>, analysis: &Analysis) -> Option<Self> {
        if *analysis == Analysis::default() {
            return None;
        }
        Some(Self {
            narrative: builder.block(analysis.narrative.as_deref(), 3),
            trigger: builder.block(analysis.trigger.as_deref(), 4),
            resolution: builder.block(analysis.resolution.as_deref(), 4),
            causes: causes(builder, &analysis.causes),
            five_whys: analysis.five_whys.iter().zip(1..).map(|(chain, number)| why_chain(builder, chain, number)).collect(),
            fishbone: analysis.fishbone.as_ref().map(|fishbone| self::fishbone(builder, fishbone)),
            bow_tie: analysis.bow_tie.as_ref().map(|bow_tie| self::bow_tie(builder, bow_tie)),
            decisions: analysis.decisions.iter().map(|decision| self::decision(builder, decision)).collect(),
        })
    }
}

fn causes(builder: &mut Builder<'_>, causes: &[Cause]) -> Vec<CauseGroup> {
    let roles = [CauseRole::Root, CauseRole::Trigger, CauseRole::Contributing];
    let mut groups = Vec::new();
    for role in roles {
        let of_role: Vec<CauseContext> =
            causes.iter().filter(|cause| cause.role == role).map(|cause| self::cause(builder, cause)).collect();
        if !of_role.is_empty() {
            groups.push(CauseGroup { role: WordContext::new(role.as_str(), role.label()), causes: of_role });
        }
    }
    groups
}

fn cause(builder: &mut Builder<'_>, cause: &Cause) -> CauseContext {
    CauseContext {
        cause: builder.item(&cause.cause),
        category: cause.category.as_deref().map(|category| builder.cause_category(category)),
        evidence: builder.items(&cause.evidence),
    }
}

fn why_chain(builder: &mut Builder<'_>, chain: &WhyChain, number: usize) -> WhyChainContext {
    let why = |builder: &mut Builder<'_>, why: &Why| WhyContext {
        question: why.question.as_deref().map(|text| builder.item(text)),
        answer: why.answer.as_deref().map(|text| builder.item(text)),
        evidence: builder.items(&why.evidence),
    };
    WhyChainContext {
        problem: builder.item(&chain.problem),
        whys: chain.whys.iter().map(|one| why(builder, one)).collect(),
        picture: chart::whys::draw(chain, number),
    }
}

fn fishbone(builder: &mut Builder<'_>, fishbone: &Fishbone) -> FishboneContext {
    let bones = fishbone.bones.iter();
    FishboneContext {
        effect: builder.item(&fishbone.effect),
        bones: bones.map(|bone| BoneContext { category: bone.category.clone(), causes: builder.items(&bone.causes) }).collect(),
        picture: chart::fishbone::draw(fishbone),
    }
}

fn bow_tie(builder: &mut Builder<'_>, bow_tie: &BowTie) -> BowTieContext {
    let path = |builder: &mut Builder<'_>, what: &str, barriers: &[Barrier]| PathContext {
        what: builder.item(what),
        barriers: barriers.iter().map(|barrier| self::barrier(builder, barrier)).collect(),
    };
    BowTieContext {
        hazard: builder.item(&bow_tie.hazard),
        top_event: builder.item(&bow_tie.top_event),
        threats: bow_tie.threats.iter().map(|one| path(builder, &one.threat, &one.barriers)).collect(),
        consequences: bow_tie.consequences.iter().map(|one| path(builder, &one.consequence, &one.barriers)).collect(),
        picture: chart::bow_tie::draw(bow_tie),
    }
}

fn barrier(builder: &mut Builder<'_>, barrier: &Barrier) -> BarrierContext {
    let (word, label) = chart::bow_tie::state(barrier);
    BarrierContext { barrier: builder.item(&barrier.barrier), state: WordContext::new(word, label) }
}

fn decision(builder: &mut Builder<'_>, decision: &Decision) -> DecisionContext {
    DecisionContext {
        when: builder.when(decision.at),
        decision: builder.item(&decision.decision),
        context: builder.block(decision.context.as_deref(), 4),
        alternatives: builder.block(decision.alternatives.as_deref(), 4),
        outcome: builder.block(decision.outcome.as_deref(), 4),
    }
}
