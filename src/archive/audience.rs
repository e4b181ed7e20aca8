//! Who reads, and what of an incident they may see.
//!
//! Redaction comes before derivation: nothing past this file can betray what it removes, since nothing past it has seen it.

use std::sync::Arc;

use crate::incident::{Incident, Milestone, ReviewState, Visibility};

/// Whom a build is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Everybody: nothing that is marked `internal`.
    Public,
    /// The organisation: everything.
    Internal,
}

impl Audience {
    /// The audience of that name.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "public" => Some(Self::Public),
            "internal" => Some(Self::Internal),
            _ => None,
        }
    }

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Internal => "internal",
        }
    }

    /// The names of all audiences.
    pub const NAMES: [&'static str; 2] = ["public", "internal"];

    pub(super) fn may_see(self, visibility: Visibility) -> bool {
        self == Self::Internal || visibility == Visibility::Public
    }
}

/// What a reader asks for.
#[derive(Debug, Clone, Copy)]
pub struct Readership {
    /// Who reads.
    pub audience: Audience,
    /// Whether drafts are shown.
    pub drafts: bool,
}

impl Readership {
    /// Whether the incident is shown at all.
    pub(super) fn may_see(self, incident: &Incident) -> bool {
        self.audience.may_see(incident.visibility) && (self.drafts || incident.review.state != ReviewState::Draft)
    }

    /// Whether the incident is left out for no other reason than that it is a draft.
    pub fn misses_draft(self, incident: &Incident) -> bool {
        self.audience.may_see(incident.visibility) && !self.may_see(incident)
    }

    /// The incident as the reader may see it. `is_shown` says which other incidents the reader may see.
    pub(super) fn redact(self, mut incident: Arc<Incident>, is_shown: &dyn Fn(&str) -> bool) -> Arc<Incident> {
        let names_hidden = incident.related.iter().chain(&incident.duplicate_of).any(|id| !is_shown(id));
        if !names_hidden && incident.exceptions.is_empty() && !self.has_hidden_parts(&incident) {
            return incident;
        }
        let sees = |visibility| self.audience.may_see(visibility);
        let shown = Arc::make_mut(&mut incident);
        shown.timeline.retain(|entry| sees(entry.visibility));
        shown.communications.retain(|message| sees(message.visibility));
        shown.actions.retain(|action| sees(action.visibility));
        shown.references.retain(|reference| sees(reference.visibility));
        shown.sections.retain(|section| sees(section.visibility));
        // They concern the check of the file, and are no part of the review.
        shown.exceptions.clear();
        let known = Milestone::ALL.map(|milestone| shown.milestone(milestone).is_some());
        shown.milestones.approximate.retain(|milestone| known[*milestone as usize]);
        shown.related.retain(|id| is_shown(id));
        shown.duplicate_of = shown.duplicate_of.take().filter(|id| is_shown(id));
        incident
    }

    fn has_hidden_parts(self, incident: &Incident) -> bool {
        let hidden = |visibility| !self.audience.may_see(visibility);
        incident.timeline.iter().any(|entry| hidden(entry.visibility))
            || incident.communications.iter().any(|message| hidden(message.visibility))
            || incident.actions.iter().any(|action| hidden(action.visibility))
            || incident.references.iter().any(|reference| hidden(reference.visibility))
            || incident.sections.iter().any(|section| hidden(section.visibility))
    }
}
