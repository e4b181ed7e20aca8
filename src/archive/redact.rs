//! What of an incident its reader may see. Nothing past this file can reveal what it removes.

use std::sync::Arc;

use super::Audience;
use crate::incident::{Impact, Incident, Milestone, Visibility};

/// The incident as the audience may see it. `is_shown` says which other incidents the reader may see, by their ids.
pub fn redact(mut incident: Arc<Incident>, audience: Audience, is_shown: &dyn Fn(&str) -> bool) -> Arc<Incident> {
    let names_hidden = incident.related.iter().chain(&incident.duplicate_of).any(|id| !is_shown(id));
    if names_hidden || !incident.exceptions.is_empty() || has_hidden_parts(&incident, audience) {
        remove_hidden(Arc::make_mut(&mut incident), audience, is_shown);
    }
    incident
}

fn remove_hidden(incident: &mut Incident, audience: Audience, is_shown: &dyn Fn(&str) -> bool) {
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
    // They concern the check of the file, and are no part of the review.
    incident.exceptions.clear();
    let known = Milestone::ALL.map(|milestone| incident.milestone(milestone).is_some());
    incident.milestones.approximate.retain(|milestone| known[*milestone as usize]);
    incident.related.retain(|id| is_shown(id));
    incident.duplicate_of = incident.duplicate_of.take().filter(|id| is_shown(id));
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
