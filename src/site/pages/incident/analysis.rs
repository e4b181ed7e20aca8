//! The root cause analysis, one part per method.

use super::Builder;
use crate::incident::{Analysis, Barrier, BowTie, Cause, CauseRole, Decision, Fishbone, Why, WhyChain};
use crate::locale::Locale;
use crate::site::chart;
use crate::site::context::{
    AnalysisContext, BarrierContext, BoneContext, BowTieContext, CauseContext, CauseGroup, DecisionContext, FishboneContext,
    PathContext, WhyChainContext, WhyContext, WordContext,
};

/// The number of words above which a page shows the list of causes before the narrative.
const LONG: usize = 120;

/// The analysis, or `None` if the file has none.
pub(super) fn context(builder: &mut Builder<'_>, analysis: &Analysis) -> Option<AnalysisContext> {
    if *analysis == Analysis::default() {
        return None;
    }
    let narrative_words = analysis.narrative.iter().flat_map(|text| text.split_whitespace()).count();
    Some(AnalysisContext {
        narrative: builder.block(analysis.narrative.as_deref(), 3),
        narrative_is_long: !analysis.causes.is_empty() && narrative_words > LONG,
        trigger: builder.block(analysis.trigger.as_deref(), 4),
        resolution: builder.block(analysis.resolution.as_deref(), 4),
        causes: causes(builder, &analysis.causes),
        five_whys: analysis.five_whys.iter().zip(1..).map(|(chain, number)| why_chain(builder, chain, number)).collect(),
        fishbone: analysis.fishbone.as_ref().map(|fishbone| self::fishbone(builder, fishbone)),
        bow_tie: analysis.bow_tie.as_ref().map(|bow_tie| self::bow_tie(builder, bow_tie)),
        decisions: analysis.decisions.iter().map(|decision| self::decision(builder, decision)).collect(),
    })
}

fn causes(builder: &mut Builder<'_>, causes: &[Cause]) -> Vec<CauseGroup> {
    let roles = [CauseRole::Root, CauseRole::Trigger, CauseRole::Contributing];
    let mut groups = Vec::new();
    for role in roles {
        let of_role: Vec<CauseContext> =
            causes.iter().filter(|cause| cause.role == role).map(|cause| self::cause(builder, cause)).collect();
        if !of_role.is_empty() {
            groups.push(CauseGroup { role: group_label(builder.names.locale, role, of_role.len()), causes: of_role });
        }
    }
    groups
}

/// The heading for `count` causes of a role: `Root causes`.
fn group_label(locale: &Locale, role: CauseRole, count: usize) -> WordContext {
    let label = locale.format(&["causes_", role.as_str()].concat(), &[("count", count.into())]);
    WordContext { word: role.as_str(), label: label.into() }
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
        picture: chart::whys::draw(chain, number, builder.names.locale),
    }
}

fn fishbone(builder: &mut Builder<'_>, fishbone: &Fishbone) -> FishboneContext {
    let bones = fishbone.bones.iter();
    FishboneContext {
        effect: builder.item(&fishbone.effect),
        bones: bones.map(|bone| BoneContext { category: bone.category.clone(), causes: builder.items(&bone.causes) }).collect(),
        picture: chart::fishbone::draw(fishbone, builder.names.locale),
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
        picture: chart::bow_tie::draw(bow_tie, builder.names.locale),
    }
}

fn barrier(builder: &mut Builder<'_>, barrier: &Barrier) -> BarrierContext {
    BarrierContext {
        barrier: builder.item(&barrier.barrier),
        state: builder.names.word("barrier", chart::bow_tie::state(barrier)),
    }
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
