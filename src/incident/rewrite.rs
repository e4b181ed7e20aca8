//! Mutable access to the texts of an incident.

use super::{Action, Analysis, FieldValue, Impact, Incident, Lessons, Responder, Review, TimelineEntry};

impl Incident {
    /// Calls `each` with every text that [`each_markdown`](Self::each_markdown) visits.
    pub(crate) fn each_markdown_mut(&mut self, each: &mut dyn FnMut(&mut String)) {
        self.summary.iter_mut().for_each(&mut *each);
        if let Some(Impact { customer, business, internal, .. }) = &mut self.impact {
            [customer, business, internal].into_iter().flatten().for_each(&mut *each);
        }
        self.timeline.iter_mut().for_each(|entry| each(&mut entry.event));
        self.communications.iter_mut().for_each(|message| each(&mut message.message));
        if let Some(analysis) = &mut self.analysis {
            analysis_markdown_mut(analysis, each);
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

    /// Calls `each` with every text and every name that can mention a person, except those of
    /// [`each_person_mut`](Self::each_person_mut). Ids, URLs, file names and vocabulary words are not included.
    pub(crate) fn each_mention_mut(&mut self, each: &mut dyn FnMut(&mut String)) {
        self.each_markdown_mut(each);
        let Self { title, services, teams, tags, withdrawn, fields, detection, impact, analysis, .. } = self;
        each(title);
        [services, teams, tags].into_iter().flatten().chain(withdrawn).for_each(&mut *each);
        for value in fields.values_mut() {
            match value {
                FieldValue::Text(text) => each(text),
                FieldValue::List(texts) => texts.iter_mut().for_each(&mut *each),
                FieldValue::Bool(_) | FieldValue::Integer(_) | FieldValue::Number(_) => {}
            }
        }
        detection.iter_mut().filter_map(|detection| detection.source.as_mut()).for_each(&mut *each);
        impact.iter_mut().flat_map(|impact| impact.regions.iter_mut().chain(&mut impact.duration)).for_each(&mut *each);
        let fishbone = analysis.iter_mut().filter_map(|analysis| analysis.fishbone.as_mut());
        fishbone.flat_map(|fishbone| &mut fishbone.bones).for_each(|bone| each(&mut bone.category));
        self.severity_changes.iter_mut().filter_map(|change| change.reason.as_mut()).for_each(&mut *each);
        for Responder { role, team, .. } in &mut self.responders {
            role.iter_mut().chain(team).for_each(&mut *each);
        }
        for TimelineEntry { source, image_alt, .. } in &mut self.timeline {
            source.iter_mut().chain(image_alt).for_each(&mut *each);
        }
        self.communications.iter_mut().filter_map(|message| message.channel.as_mut()).for_each(&mut *each);
        for Action { title, team, reason, .. } in &mut self.actions {
            each(title);
            team.iter_mut().chain(reason).for_each(&mut *each);
        }
        let reviews = self.follow_up.iter_mut().flat_map(|follow_up| &mut follow_up.reviews);
        reviews.filter_map(|review| review.what.as_mut()).for_each(&mut *each);
        self.references.iter_mut().for_each(|reference| each(&mut reference.title));
        self.sections.iter_mut().for_each(|section| each(&mut section.title));
    }

    /// Calls `each` with every value that names a person by role: the commander, responders, owners, reviewers, and the actors of
    /// the timeline.
    pub(crate) fn each_person_mut(&mut self, each: &mut dyn FnMut(&mut String)) {
        self.commander.iter_mut().for_each(&mut *each);
        self.responders.iter_mut().for_each(|responder| each(&mut responder.name));
        self.timeline.iter_mut().filter_map(|entry| entry.by.as_mut()).for_each(&mut *each);
        self.actions.iter_mut().filter_map(|action| action.owner.as_mut()).for_each(&mut *each);
        let Review { owner, approvers, .. } = &mut self.review;
        owner.iter_mut().chain(approvers).for_each(each);
    }

    /// The lists of names in an incident.
    pub(crate) fn lists_mut(&mut self) -> impl Iterator<Item = &mut Vec<String>> {
        let Self { services, teams, tags, fields, impact, review, .. } = self;
        let fields = fields.values_mut().filter_map(|value| if let FieldValue::List(texts) = value { Some(texts) } else { None });
        let regions = impact.iter_mut().map(|impact| &mut impact.regions);
        [services, teams, tags, &mut review.approvers].into_iter().chain(fields).chain(regions)
    }

    /// The URLs of other sites in an incident, each as an option that can be cleared.
    pub(crate) fn addresses_mut(&mut self) -> impl Iterator<Item = &mut Option<String>> {
        let timeline = self.timeline.iter_mut().map(|entry| &mut entry.url);
        let actions = self.actions.iter_mut().map(|action| &mut action.url);
        let references = self.references.iter_mut().map(|reference| &mut reference.url);
        timeline.chain(actions).chain(references).chain([&mut self.review.recording])
    }
}

fn analysis_markdown_mut(analysis: &mut Analysis, each: &mut dyn FnMut(&mut String)) {
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
