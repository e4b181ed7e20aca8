//! Redaction: removes everything that an audience may not see from incidents and the configuration. Later stages never have the
//! removed data.

use std::borrow::Cow;
use std::sync::Arc;

use super::{Audience, CustomPage, Record};
use crate::config::{Config, PeopleNaming};
use crate::incident::{Impact, Incident, Milestone, Visibility};
use crate::people::People;

/// Redacts incidents for an audience: removes parts that it may not see, and replaces names of people if the configuration says so.
pub struct Redactor<'c> {
    audience: Audience,
    config: &'c Config,
    people: Option<People>,
}

impl<'c> Redactor<'c> {
    /// Creates a redactor for a configuration and an audience.
    pub fn new(config: &'c Config, audience: Audience) -> Self {
        Self { audience, config, people: names_roles(config, audience).then(|| People::new(config)) }
    }

    /// Redacts the incident of a record. `is_shown` returns whether the audience may see another incident, given its id.
    pub(super) fn redact_record(&self, record: Arc<Record>, is_shown: &dyn Fn(&str) -> bool) -> Arc<Incident> {
        let whole = self.people.is_some().then(|| Arc::clone(&record.incident));
        let visible = match (Arc::try_unwrap(record), self.audience) {
            (Ok(record), audience) => without_hidden_parts(record.incident, audience),
            (Err(shared), Audience::Internal) => without_hidden_parts(Arc::clone(&shared.incident), Audience::Internal),
            (Err(shared), Audience::Public) => {
                let public = || without_hidden_parts(Arc::clone(&shared.incident), Audience::Public);
                Arc::clone(shared.public.get_or_init(public))
            }
        };
        self.without_hidden_names(visible, whole, is_shown)
    }

    /// Redacts an incident. `is_shown` returns whether the audience may see another incident, given its id.
    pub fn redact(&self, incident: Arc<Incident>, is_shown: &dyn Fn(&str) -> bool) -> Arc<Incident> {
        let whole = self.people.is_some().then(|| Arc::clone(&incident));
        self.without_hidden_names(without_hidden_parts(incident, self.audience), whole, is_shown)
    }

    /// Removes the ids of incidents that the audience may not see, and the names of people, who may be introduced in any part of the
    /// whole incident.
    fn without_hidden_names(
        &self,
        mut incident: Arc<Incident>,
        whole: Option<Arc<Incident>>,
        is_shown: &dyn Fn(&str) -> bool,
    ) -> Arc<Incident> {
        if incident.related.iter().chain(&incident.duplicate_of).any(|id| !is_shown(id)) {
            let incident = Arc::make_mut(&mut incident);
            incident.related.retain(|id| is_shown(id));
            incident.duplicate_of = incident.duplicate_of.take().filter(|id| is_shown(id));
        }
        if let (Some(people), Some(whole)) = (&self.people, whole) {
            people.hide(&whole, Arc::make_mut(&mut incident), self.config);
        }
        incident
    }

    /// Whether the audience may see the path of an incident's file.
    pub(super) fn shows_source(&self, record: &Record) -> bool {
        self.people.as_ref().is_none_or(|people| !people.are_in_path(&record.incident, &record.source, self.config))
    }

    /// Redacts a custom page. Only people in the registry are hidden in it.
    pub(super) fn page(&self, mut page: CustomPage) -> CustomPage {
        if let Some(people) = &self.people {
            people.hide_in([&mut page.title, &mut page.text].into_iter().chain(&mut page.nav));
        }
        page
    }

    /// Redacts the configuration. Only people in the registry are hidden in it.
    pub fn config(&self) -> Cow<'c, Config> {
        let Some(people) = &self.people else { return Cow::Borrowed(self.config) };
        let mut config = self.config.clone();
        people.hide_in(config.texts_mut());
        // A surname is that of a person only if the same text has the full name: "Chen Ltd" is not Sarah Chen.
        config.names_mut().for_each(|name| people.hide_in([name]));
        config.drop_hidden(&|text| people.are_named_in(text));
        Cow::Owned(config)
    }
}

/// Whether the site shows roles instead of names.
pub(super) fn names_roles(config: &Config, audience: Audience) -> bool {
    audience == Audience::Public && config.privacy.people == PeopleNaming::Roles
}

/// Removes the parts that an audience may not see.
fn without_hidden_parts(mut shared: Arc<Incident>, audience: Audience) -> Arc<Incident> {
    if shared.exceptions.is_empty() && !has_hidden_parts(&shared, audience) {
        return shared;
    }
    let incident = Arc::make_mut(&mut shared);
    let sees = |visibility| audience.may_see(visibility);
    incident.timeline.retain(|entry| sees(entry.visibility));
    incident.communications.retain(|message| sees(message.visibility()));
    incident.actions.retain(|action| sees(action.visibility));
    incident.references.retain(|reference| sees(reference.visibility));
    incident.sections.retain(|section| sees(section.visibility));
    incident.responders.retain(|responder| sees(responder.visibility));
    incident.severity_changes.retain(|change| sees(change.visibility));
    incident.impact = incident.impact.take().filter(|impact| sees(impact.visibility()));
    if let Some(impact) = &mut incident.impact {
        impact.internal = impact.internal.take().filter(|_| sees(impact.visibility_of_internal()));
    }
    incident.impact = incident.impact.take().filter(|impact| *impact != Impact::default());
    // Exceptions concern `pir-site check`, and are not part of the review.
    incident.exceptions.clear();
    let known = Milestone::ALL.map(|milestone| incident.milestone(milestone).is_some());
    incident.milestones.approximate.retain(|milestone| known[*milestone as usize]);
    shared
}

fn has_hidden_parts(incident: &Incident, audience: Audience) -> bool {
    let hidden = |visibility: Visibility| !audience.may_see(visibility);
    incident.timeline.iter().any(|entry| hidden(entry.visibility))
        || incident.communications.iter().any(|message| hidden(message.visibility()))
        || incident.actions.iter().any(|action| hidden(action.visibility))
        || incident.references.iter().any(|reference| hidden(reference.visibility))
        || incident.sections.iter().any(|section| hidden(section.visibility))
        || incident.responders.iter().any(|responder| hidden(responder.visibility))
        || incident.severity_changes.iter().any(|change| hidden(change.visibility))
        || incident.impact.as_ref().is_some_and(|impact| hidden(impact.visibility()) || hidden(impact.visibility_of_internal()))
}
