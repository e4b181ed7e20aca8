//! The milestones of an incident, from its cause to its resolution.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::moment::Moment;
use super::vocabulary::vocabulary;

vocabulary! {
    /// A milestone of an incident.
    Milestone {
        /// The cause was introduced.
        Introduced = "introduced" | "Introduced",
        /// The impact began.
        Started = "started" | "Started",
        /// The first alert or report.
        Detected = "detected" | "Detected",
        /// A responder took ownership.
        Acknowledged = "acknowledged" | "Acknowledged",
        /// The incident was declared.
        Declared = "declared" | "Declared",
        /// The impact ended, or a workaround was in place.
        Mitigated = "mitigated" | "Mitigated",
        /// The incident was fully resolved.
        Resolved = "resolved" | "Resolved",
    }
}

impl Milestone {
    /// All milestones, in their usual order.
    pub const ALL: [Self; 7] =
        [Self::Introduced, Self::Started, Self::Detected, Self::Acknowledged, Self::Declared, Self::Mitigated, Self::Resolved];

    /// Pairs of milestones in their required order. An incident can be declared at any time, even after its resolution, so that
    /// order is not restricted here.
    pub const ORDER: [(Self, Self); 7] = [
        (Self::Introduced, Self::Started),
        (Self::Introduced, Self::Detected),
        (Self::Started, Self::Detected),
        (Self::Started, Self::Mitigated),
        (Self::Started, Self::Resolved),
        (Self::Detected, Self::Acknowledged),
        (Self::Mitigated, Self::Resolved),
    ];

    /// The event of the milestone, as a noun: `start`, `detection`.
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Introduced => "introduction",
            Self::Started => "start",
            Self::Detected => "detection",
            Self::Acknowledged => "acknowledgement",
            Self::Declared => "declaration",
            Self::Mitigated => "mitigation",
            Self::Resolved => "resolution",
        }
    }

    /// A short definition of the milestone.
    pub const fn definition(self) -> &'static str {
        match self {
            Self::Introduced => "cause introduced",
            Self::Started => "impact began",
            Self::Detected => "first alert or report",
            Self::Acknowledged => "a responder took ownership",
            Self::Declared => "declared an incident",
            Self::Mitigated => "impact ended or workaround in place",
            Self::Resolved => "fully resolved",
        }
    }
}

/// The milestones of the incident, from its cause to its resolution. Those that are unknown are omitted.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Milestones {
    /// The cause was introduced, for example by a deployment or a change of configuration.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub introduced: Option<Moment>,
    /// The impact began.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub started: Option<Moment>,
    /// The first alert or report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detected: Option<Moment>,
    /// A responder took ownership.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acknowledged: Option<Moment>,
    /// The incident was declared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub declared: Option<Moment>,
    /// The impact ended, or a workaround was in place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mitigated: Option<Moment>,
    /// The incident was fully resolved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resolved: Option<Moment>,
    /// Milestones whose times are estimates. Pages show "about" before these times and before values derived from them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub approximate: Vec<Milestone>,
}

impl Milestones {
    /// The moment of a milestone, if it is stated.
    pub fn get(&self, milestone: Milestone) -> Option<Moment> {
        match milestone {
            Milestone::Introduced => self.introduced,
            Milestone::Started => self.started,
            Milestone::Detected => self.detected,
            Milestone::Acknowledged => self.acknowledged,
            Milestone::Declared => self.declared,
            Milestone::Mitigated => self.mitigated,
            Milestone::Resolved => self.resolved,
        }
    }

    /// A mutable reference to the moment of a milestone.
    pub fn get_mut(&mut self, milestone: Milestone) -> &mut Option<Moment> {
        match milestone {
            Milestone::Introduced => &mut self.introduced,
            Milestone::Started => &mut self.started,
            Milestone::Detected => &mut self.detected,
            Milestone::Acknowledged => &mut self.acknowledged,
            Milestone::Declared => &mut self.declared,
            Milestone::Mitigated => &mut self.mitigated,
            Milestone::Resolved => &mut self.resolved,
        }
    }

    /// Whether the milestone is an estimate.
    pub fn is_approximate(&self, milestone: Milestone) -> bool {
        self.approximate.contains(&milestone)
    }
}
