//! The timeline, and the communications about the incident.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::milestones::Milestone;
use super::moment::{self, Moment};
use super::visibility::Visibility;
use super::vocabulary::vocabulary;

vocabulary! {
    /// What sort of thing happened.
    EventKind {
        /// A machine raised its voice.
        Alert = "alert" | "Alert",
        /// Something was observed.
        Observation = "observation" | "Observation",
        /// The system was changed.
        Change = "change" | "Change",
        /// Other people were called in.
        Escalation = "escalation" | "Escalation",
        /// A choice was made.
        Decision = "decision" | "Decision",
        /// Something was done about it.
        Action = "action" | "Action",
        /// People were informed.
        Communication = "communication" | "Communication",
        /// It got better.
        Recovery = "recovery" | "Recovery",
    }
}

/// One entry of the timeline.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TimelineEntry {
    /// When: an offset date-time, a local date-time, a local date, or a local time on the day of the entry before it, rolling
    /// over midnight.
    #[serde(deserialize_with = "moment::of_timeline")]
    #[schemars(schema_with = "moment::timeline_schema")]
    pub at: Moment,
    /// What happened. Markdown.
    pub event: String,
    /// What sort of thing happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<EventKind>,
    /// The milestone that this entry marks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub milestone: Option<Milestone>,
    /// Who or what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// Where it was seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// A link to the evidence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// A picture of the evidence: a file beside the TOML file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
    /// What the picture shows, for those who cannot see it.
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
    /// Whom a message was for.
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
    /// Through which channel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// To whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audience: Option<CommunicationAudience>,
    /// What was said. Markdown.
    pub message: String,
    /// `internal` keeps this message out of public builds. By default it is `internal` for the audiences `internal`, `executives` and
    /// `regulators`, else `public`.
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
