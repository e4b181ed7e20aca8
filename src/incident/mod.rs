//! The incident file, version 1: plain serde types, one module per noun.
//!
//! These types are the single source of truth: parsing, the JSON Schema, the field reference in the docs and the "did you mean"
//! hints are all derived from them. This module has no I/O, no clock and no positions in files.

mod action;
mod analysis;
mod detection;
mod exception;
mod fields;
mod follow_up;
mod impact;
mod lessons;
mod milestones;
mod moment;
mod people;
mod reference;
mod review;
mod rewrite;
mod status;
mod texts;
mod timeline;
mod visibility;
mod vocabulary;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use action::{Action, ActionKind, ActionStatus, Priority};
pub use analysis::{Analysis, Barrier, Bone, BowTie, Cause, CauseRole, Consequence, Decision, Fishbone, Threat, Why, WhyChain};
pub use detection::{Detection, DetectionMethod};
pub use exception::Exception;
pub use fields::{FieldValue, Fields};
pub use follow_up::{FollowUp, FollowUpReview};
pub use impact::{Impact, Money, Percent};
pub use lessons::Lessons;
pub use milestones::{Milestone, Milestones};
pub use moment::{Day, Moment, seconds_between};
pub use people::{Responder, SeverityChange};
pub use reference::{Reference, ReferenceKind, Section};
pub use review::{Review, ReviewState};
pub use status::Status;
pub use texts::{Form, Step, Text};
pub use timeline::{Communication, CommunicationAudience, EventKind, TimelineEntry};
pub use visibility::Visibility;
pub(crate) use vocabulary::vocabulary;

/// An incident: the content of one TOML file. Prose is Markdown.
///
/// Only `id`, `title`, `severity` and the start are required. The start is `milestones.started`, or a timeline entry with
/// `milestone = "started"`.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Incident file, version 1")]
pub struct Incident {
    /// The id, unique in the archive and compared case-insensitively. Letters, digits, `.`, `_` and `-` are allowed.
    pub id: String,
    /// What happened, in one line of plain text.
    pub title: String,
    /// The severity: the id, label or alias of one of the site's severities (by default `sev1` to `sev5`), compared case-insensitively.
    pub severity: String,
    /// The current status. Defaults to `resolved` if the resolved milestone is known, otherwise to `investigating`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// The executive summary. Markdown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// The affected services.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub services: Vec<String>,
    /// The teams involved.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub teams: Vec<String>,
    /// Keywords that group incidents.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// The incident commander.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commander: Option<String>,
    /// The IANA time zone of the local date-times in this file. Defaults to the site's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
    /// `internal` keeps the whole incident out of public builds.
    #[serde(default, skip_serializing_if = "Visibility::is_public")]
    pub visibility: Visibility,
    /// Whether this was a near miss, without any impact on users.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub near_miss: bool,
    /// The ids of related incidents. Each of the two pages links to the other.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<String>,
    /// Old URL paths that redirect to this incident's page.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// The id of the incident that this one duplicates. A duplicate is shown struck through, and is not counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duplicate_of: Option<String>,
    /// Why this review was withdrawn. A withdrawn review can still be read, but is not counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<String>,
    /// Custom fields, shown in the overview. `facets` in `pir-site.toml` gives them index pages.
    #[serde(default, skip_serializing_if = "Fields::is_empty")]
    pub fields: Fields,
    /// The milestones of the incident, from its cause to its resolution. Omit those that are unknown.
    #[serde(default)]
    pub milestones: Milestones,
    /// How the incident was detected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detection: Option<Detection>,
    /// Who and what was affected, in text and in figures. Omit figures that are unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub impact: Option<Impact>,
    /// Changes of severity during the incident. The top-level `severity` is the final one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub severity_changes: Vec<SeverityChange>,
    /// The people who responded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub responders: Vec<Responder>,
    /// The events of the incident.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub timeline: Vec<TimelineEntry>,
    /// Messages that were sent about the incident.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub communications: Vec<Communication>,
    /// The root cause analysis, by any combination of methods.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub analysis: Option<Analysis>,
    /// The lessons learned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lessons: Option<Lessons>,
    /// The action items.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<Action>,
    /// The follow-up after the review.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follow_up: Option<FollowUp>,
    /// The state of the review itself.
    #[serde(default)]
    pub review: Review,
    /// Related material, such as tickets, dashboards and runbooks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<Reference>,
    /// Custom sections, shown after the analysis in this order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<Section>,
    /// Rules of `pir-site check` that are suppressed for this incident. `check -v` lists them; the site never shows them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exceptions: Vec<Exception>,
}

impl Incident {
    /// A generated id for each action item, for those without an id in the file. They are numbered in file order, internal ones
    /// after public ones. So the ids are the same for every audience, and no gap reveals that a public build omits some.
    pub fn counted_ids(&self) -> Vec<String> {
        let (mut public, mut internal) =
            (0, self.actions.iter().filter(|action| action.visibility == Visibility::Public).count());
        let number = |action: &Action| {
            let number = if action.visibility == Visibility::Public { &mut public } else { &mut internal };
            *number += 1;
            format!("{}-A{number}", self.id)
        };
        self.actions.iter().map(number).collect()
    }

    /// The moment of a milestone, if known: from `[milestones]`, or from the timeline entry that marks it.
    pub fn milestone(&self, milestone: Milestone) -> Option<Moment> {
        let marked = || self.timeline.iter().find(|entry| entry.milestone == Some(milestone)).map(|entry| entry.at);
        self.milestones.get(milestone).or_else(marked)
    }

    /// The status in the file. Without one: `Resolved` if the resolved milestone is known, otherwise `Investigating`.
    pub fn status(&self) -> Status {
        match self.status {
            Some(status) => status,
            None if self.milestone(Milestone::Resolved).is_some() => Status::Resolved,
            None => Status::Investigating,
        }
    }

    /// Whether the incident counts in totals and statistics. Withdrawn reviews and duplicates do not.
    pub fn counts(&self) -> bool {
        self.withdrawn.is_none() && self.duplicate_of.is_none()
    }
}

/// The JSON Schema of an incident file, as `pir-site schema` prints it.
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Incident).to_value()
}
