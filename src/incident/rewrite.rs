//! The Markdown of an incident, to be changed where it stands.

use super::{Analysis, Impact, Incident, Lessons};

impl Incident {
    /// Calls `each` with every text that [`each_markdown`](Self::each_markdown) tells of.
    pub(crate) fn each_markdown_mut(&mut self, each: &mut dyn FnMut(&mut String)) {
        self.summary.iter_mut().for_each(&mut *each);
        if let Some(Impact { customer, business, internal, .. }) = &mut self.impact {
            [customer, business, internal].into_iter().flatten().for_each(&mut *each);
        }
        self.timeline.iter_mut().for_each(|entry| each(&mut entry.event));
        self.communications.iter_mut().for_each(|message| each(&mut message.message));
        if let Some(analysis) = &mut self.analysis {
            of_analysis(analysis, each);
        }
        self.sections.iter_mut().for_each(|section| each(&mut section.body));
        if let Some(Lessons { went_well, went_poorly, got_lucky, learned }) = &mut self.lessons {
            [went_well, went_poorly, got_lucky, learned].into_iter().flatten().for_each(&mut *each);
        }
        self.detection.iter_mut().flat_map(|detection| &mut detection.signals).for_each(&mut *each);
        for action in &mut self.actions {
            action.description.iter_mut().chain(&mut action.success_criteria).for_each(&mut *each);
        }
        self.follow_up.iter_mut().flat_map(|follow_up| &mut follow_up.prevention).for_each(&mut *each);
    }
}

fn of_analysis(analysis: &mut Analysis, each: &mut dyn FnMut(&mut String)) {
    let Analysis { narrative, trigger, resolution, causes, five_whys, fishbone, bow_tie, decisions } = analysis;
    [narrative, trigger, resolution].into_iter().flatten().for_each(&mut *each);
    for cause in causes {
        each(&mut cause.cause);
        cause.evidence.iter_mut().for_each(&mut *each);
    }
    for chain in five_whys {
        each(&mut chain.problem);
        for why in &mut chain.whys {
            why.question.iter_mut().chain(&mut why.answer).chain(&mut why.evidence).for_each(&mut *each);
        }
    }
    if let Some(fishbone) = fishbone {
        each(&mut fishbone.effect);
        fishbone.bones.iter_mut().flat_map(|bone| &mut bone.causes).for_each(&mut *each);
    }
    if let Some(bow_tie) = bow_tie {
        [&mut bow_tie.hazard, &mut bow_tie.top_event].into_iter().for_each(&mut *each);
        let threats = bow_tie.threats.iter_mut().map(|it| (&mut it.threat, &mut it.barriers));
        let consequences = bow_tie.consequences.iter_mut().map(|it| (&mut it.consequence, &mut it.barriers));
        for (text, barriers) in threats.chain(consequences) {
            each(text);
            barriers.iter_mut().for_each(|barrier| each(&mut barrier.barrier));
        }
    }
    for decision in decisions {
        each(&mut decision.decision);
        [&mut decision.context, &mut decision.alternatives, &mut decision.outcome].into_iter().flatten().for_each(&mut *each);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_markdown_of_the_sample_archive_can_be_changed() {
        let content = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
        let files = walkdir::WalkDir::new(content).into_iter().map(|entry| entry.unwrap().into_path());
        let mut kinds = [false; 4];
        for file in files.filter(|path| path.extension().is_some_and(|extension| extension == "toml")) {
            let mut incident: Incident = toml::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
            if let Some(Analysis { five_whys, fishbone, bow_tie, decisions, .. }) = &incident.analysis {
                let has = [!five_whys.is_empty(), fishbone.is_some(), bow_tie.is_some(), !decisions.is_empty()];
                kinds = std::array::from_fn(|kind| kinds[kind] || has[kind]);
            }
            incident.each_markdown_mut(&mut |text| text.insert(0, '*'));
            incident.each_markdown(&mut |text| assert!(text.starts_with('*'), "{}: {text}", file.display()));
        }
        assert_eq!(kinds, [true; 4], "the sample archive has every kind of analysis");
    }
}
