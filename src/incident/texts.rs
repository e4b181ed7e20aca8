//! Every text of an incident that is Markdown, in the order of a review.

use super::{Analysis, BowTie, FollowUp, Impact, Incident, Lessons, WhyChain};

impl Incident {
    /// Calls `each` with every text that is Markdown.
    pub fn each_markdown<'a>(&'a self, each: &mut dyn FnMut(&'a str)) {
        self.summary.iter().for_each(|text| each(text));
        self.impact.iter().for_each(|impact| of_impact(impact, each));
        self.timeline.iter().for_each(|entry| each(&entry.event));
        self.communications.iter().for_each(|message| each(&message.message));
        self.analysis.iter().for_each(|analysis| of_analysis(analysis, each));
        self.sections.iter().for_each(|section| each(&section.body));
        self.lessons.iter().for_each(|lessons| of_lessons(lessons, each));
        for action in &self.actions {
            action.description.iter().chain(&action.success_criteria).for_each(|text| each(text));
        }
        self.follow_up.iter().flat_map(|FollowUp { prevention, .. }| prevention).for_each(|text| each(text));
    }
}

fn of_impact<'a>(impact: &'a Impact, each: &mut dyn FnMut(&'a str)) {
    impact.customer.iter().chain(&impact.business).chain(&impact.internal).for_each(|text| each(text));
}

fn of_analysis<'a>(analysis: &'a Analysis, each: &mut dyn FnMut(&'a str)) {
    analysis.narrative.iter().chain(&analysis.trigger).chain(&analysis.resolution).for_each(|text| each(text));
    for cause in &analysis.causes {
        std::iter::once(&cause.cause).chain(&cause.evidence).for_each(|text| each(text));
    }
    analysis.five_whys.iter().for_each(|chain| of_whys(chain, each));
    if let Some(fishbone) = &analysis.fishbone {
        each(&fishbone.effect);
        fishbone.bones.iter().flat_map(|bone| &bone.causes).for_each(|text| each(text));
    }
    analysis.bow_tie.iter().for_each(|bow_tie| of_bow_tie(bow_tie, each));
    for decision in &analysis.decisions {
        each(&decision.decision);
        decision.context.iter().chain(&decision.alternatives).chain(&decision.outcome).for_each(|text| each(text));
    }
}

fn of_whys<'a>(chain: &'a WhyChain, each: &mut dyn FnMut(&'a str)) {
    each(&chain.problem);
    for why in &chain.whys {
        why.question.iter().chain(&why.answer).chain(&why.evidence).for_each(|text| each(text));
    }
}

fn of_bow_tie<'a>(bow_tie: &'a BowTie, each: &mut dyn FnMut(&'a str)) {
    each(&bow_tie.hazard);
    each(&bow_tie.top_event);
    for threat in &bow_tie.threats {
        each(&threat.threat);
        threat.barriers.iter().for_each(|barrier| each(&barrier.barrier));
    }
    for consequence in &bow_tie.consequences {
        each(&consequence.consequence);
        consequence.barriers.iter().for_each(|barrier| each(&barrier.barrier));
    }
}

fn of_lessons<'a>(lessons: &'a Lessons, each: &mut dyn FnMut(&'a str)) {
    let kinds = [&lessons.went_well, &lessons.went_poorly, &lessons.got_lucky, &lessons.learned];
    kinds.into_iter().flatten().for_each(|text| each(text));
}
