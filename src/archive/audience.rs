//! Audiences, and which incidents each may see.

use crate::incident::{Incident, ReviewState, Visibility};

/// The audience of a build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Everyone: excludes everything marked `internal`.
    Public,
    /// The organisation: includes everything.
    Internal,
}

impl Audience {
    /// Parses the name of an audience.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "public" => Some(Self::Public),
            "internal" => Some(Self::Internal),
            _ => None,
        }
    }

    /// The name of the audience.
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

/// The readers of a view.
#[derive(Debug, Clone, Copy)]
pub struct Readership {
    /// The audience.
    pub audience: Audience,
    /// Whether drafts are included.
    pub drafts: bool,
}

impl Readership {
    /// Whether the incident is included at all.
    pub(super) fn may_see(self, incident: &Incident) -> bool {
        self.audience.may_see(incident.visibility) && (self.drafts || incident.review.state != ReviewState::Draft)
    }

    /// Whether the incident is excluded only because it is a draft.
    pub fn misses_draft(self, incident: &Incident) -> bool {
        self.audience.may_see(incident.visibility) && !self.may_see(incident)
    }
}
