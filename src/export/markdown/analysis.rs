//! The root cause analysis of a review, one part per method.

use super::text::{MarkdownWriter, escaped};
use super::when;
use crate::incident::{Analysis, Barrier, BowTie, Cause, Decision, Fishbone, WhyChain};

/// Writes the analysis, if there is any.
pub(super) fn write(out: &mut MarkdownWriter, analysis: &Analysis) {
    if *analysis == Analysis::default() {
        return;
    }
    out.heading(2, "Root Cause Analysis");
    if let Some(narrative) = &analysis.narrative {
        out.section_text(narrative, 3);
    }
    out.section(3, "Trigger", analysis.trigger.as_deref());
    causes(out, &analysis.causes);
    analysis.five_whys.iter().for_each(|chain| five_whys(out, chain));
    if let Some(fishbone) = &analysis.fishbone {
        self::fishbone(out, fishbone);
    }
    if let Some(bow_tie) = &analysis.bow_tie {
        self::bow_tie(out, bow_tie);
    }
    decisions(out, &analysis.decisions);
    out.section(3, "Resolution", analysis.resolution.as_deref());
}

fn causes(out: &mut MarkdownWriter, causes: &[Cause]) {
    if causes.is_empty() {
        return;
    }
    out.heading(3, "Causes");
    for cause in causes {
        let category = cause.category.as_deref().map_or_else(String::new, |category| format!(", {}", escaped(category)));
        out.item(&format!("**{}{category}:** {}", cause.role.label(), cause.cause.trim()));
        cause.evidence.iter().for_each(|evidence| out.detail("Evidence", evidence));
    }
}

fn five_whys(out: &mut MarkdownWriter, chain: &WhyChain) {
    out.heading(3, "5 Whys Analysis");
    out.paragraph(&format!("**Problem:** {}", chain.problem.trim()));
    for (index, why) in chain.whys.iter().enumerate() {
        out.paragraph(&format!("**Why {}:** {}", index + 1, why.question.as_deref().unwrap_or("Why?").trim()));
        if let Some(answer) = &why.answer {
            out.paragraph(&format!("**Answer:** {}", answer.trim()));
        }
        for evidence in &why.evidence {
            out.paragraph(&format!("**Evidence:** {}", evidence.trim()));
        }
    }
}

fn fishbone(out: &mut MarkdownWriter, fishbone: &Fishbone) {
    out.heading(3, "Fishbone Analysis");
    out.paragraph(&format!("**Effect:** {}", fishbone.effect.trim()));
    for bone in &fishbone.bones {
        out.fact_items(&bone.category, &bone.causes);
    }
}

fn bow_tie(out: &mut MarkdownWriter, bow_tie: &BowTie) {
    out.heading(3, "Bow Tie Analysis");
    out.fact("Hazard", bow_tie.hazard.trim());
    out.fact("Top event", bow_tie.top_event.trim());
    for threat in &bow_tie.threats {
        out.fact("Threat", threat.threat.trim());
        barriers(out, &threat.barriers);
    }
    for consequence in &bow_tie.consequences {
        out.fact("Consequence", consequence.consequence.trim());
        barriers(out, &consequence.barriers);
    }
}

fn barriers(out: &mut MarkdownWriter, barriers: &[Barrier]) {
    for barrier in barriers {
        let state = match barrier.held {
            Some(true) => "Barrier that held",
            Some(false) => "Barrier that did not hold",
            None => "Recommended barrier, not in place",
        };
        out.detail(state, &barrier.barrier);
    }
}

fn decisions(out: &mut MarkdownWriter, decisions: &[Decision]) {
    if decisions.is_empty() {
        return;
    }
    out.heading(3, "Timeline Analysis");
    for decision in decisions {
        out.item(&format!("**{}**: {}", when(decision.at), decision.decision.trim()));
        out.detail("Context", decision.context.as_deref().unwrap_or_default());
        out.detail("Alternatives", decision.alternatives.as_deref().unwrap_or_default());
        out.detail("Outcome", decision.outcome.as_deref().unwrap_or_default());
    }
}
