//! Who reads, and which incidents they may see.

use crate::incident::{Incident, ReviewState, Visibility};

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
}
