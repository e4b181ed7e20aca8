//! The timeline, and the communications about the incident.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::milestones::Milestone;
use super::moment::{self, Moment};
use super::visibility::Visibility;
use super::vocabulary::vocabulary;

vocabulary! {
    /// The kind of an event.
    EventKind {
        /// An alert fired.
        Alert = "alert" | "Alert",
        /// Something was observed.
        Observation = "observation" | "Observation",
        /// The system was changed.
        Change = "change" | "Change",
        /// More people were called in.
        Escalation = "escalation" | "Escalation",
        /// A decision was made.
        Decision = "decision" | "Decision",
        /// A responder acted.
        Action = "action" | "Action",
        /// People were informed.
        Communication = "communication" | "Communication",
        /// The service recovered.
        Recovery = "recovery" | "Recovery",
    }
}

/// An entry of the timeline.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TimelineEntry {
    /// When it happened. A time without a date is on the day of the previous entry, or on the next day if it is earlier than that
    /// entry.
    #[serde(deserialize_with = "moment::deserialize_in_timeline")]
    #[schemars(schema_with = "moment::timeline_schema")]
    pub at: Moment,
    /// What happened. Markdown.
    pub event: String,
    /// The kind of event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<EventKind>,
    /// The milestone that this entry marks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub milestone: Option<Milestone>,
    /// The person or system that acted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// Where the event was observed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// A link to the evidence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// An image of the evidence: a file next to the TOML file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
    /// Alternative text for the image.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image_alt: Option<String>,
    /// `internal` keeps this entry out of public builds.
    #[serde(default, skip_serializing_if = "Visibility::is_public")]
    pub visibility: Visibility,
}

impl TimelineEntry {
    /// A timeline entry with only a moment and an event.
    pub fn new(at: Moment, event: impl Into<String>) -> Self {
        Self {
            at,
            event: event.into(),
            kind: None,
            milestone: None,
            by: None,
            source: None,
            url: None,
            image: None,
            image_alt: None,
            visibility: Visibility::Public,
        }
    }
}

vocabulary! {
    /// The audience of a message.
    CommunicationAudience {
        /// Colleagues.
        Internal = "internal" | "Internal",
        /// The company's leadership.
        Executives = "executives" | "Executives",
        /// Customers and users.
        Customers = "customers" | "Customers",
        /// Partners and suppliers.
        Partners = "partners" | "Partners",
        /// Authorities.
        Regulators = "regulators" | "Regulators",
    }
}

/// A message about the incident.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Communication {
    /// When it was sent.
    pub at: Moment,
    /// The channel, such as a status page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// The audience.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audience: Option<CommunicationAudience>,
    /// The text of the message. Markdown.
    pub message: String,
    /// `internal` keeps this message out of public builds. Defaults to `internal` for the audiences `internal`, `executives` and
    /// `regulators`, otherwise to `public`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visibility: Option<Visibility>,
}

impl Communication {
    /// The visibility: as stated in the file, or otherwise derived from the audience.
    pub fn visibility(&self) -> Visibility {
        self.visibility.unwrap_or_else(|| self.audience.map_or(Visibility::Public, CommunicationAudience::visibility))
    }
}

impl CommunicationAudience {
    /// The default visibility of a message for this audience.
    pub(super) fn visibility(self) -> Visibility {
        match self {
            Self::Internal | Self::Executives | Self::Regulators => Visibility::Internal,
            Self::Customers | Self::Partners => Visibility::Public,
        }
    }
}
