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

/// One incident, as one TOML file describes it. Everything that a person writes as prose is Markdown.
///
/// Only `id`, `title`, `severity` and one moment (`milestones.started`, or a timeline entry that carries
/// `milestone = "started"`) are required.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Incident file, version 1")]
pub struct Incident {
    /// The incident's name, unique in the archive, compared case-insensitively: letters, digits, `.`, `_`, `-`.
    pub id: String,
    /// What happened, in one line of plain text.
    pub title: String,
    /// One of the site's severities (by default `sev1` to `sev5`), or one of their aliases; compared case-insensitively.
    pub severity: String,
    /// How the incident stands; by default `resolved` if the resolved milestone is known, else `investigating`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// The executive summary. Markdown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// The services that were affected.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub services: Vec<String>,
    /// The teams that took part.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub teams: Vec<String>,
    /// Words to find it by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// The incident commander.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commander: Option<String>,
    /// The IANA name of the zone of the local date-times in this file; by default the site's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
    /// An `internal` incident is in no public build.
    #[serde(default, skip_serializing_if = "Visibility::is_public")]
    pub visibility: Visibility,
    /// Nothing broke for users.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub near_miss: bool,
    /// Ids of related incidents; shown both ways.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<String>,
    /// Old addresses (URL paths) that redirect here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// The id of the incident that this one repeats: shown struck through, and counted once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duplicate_of: Option<String>,
    /// Why this review was withdrawn: kept readable, counted nowhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<String>,
    /// The team's own fields: shown in the overview, usable as facets by the site's configuration.
    #[serde(default, skip_serializing_if = "Fields::is_empty")]
    pub fields: Fields,
    /// The life of the incident.
    #[serde(default)]
    pub milestones: Milestones,
    /// How it came to be known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detection: Option<Detection>,
    /// What it did, to whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub impact: Option<Impact>,
    /// How the severity changed; `severity` is the final one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub severity_changes: Vec<SeverityChange>,
    /// Who took part.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub responders: Vec<Responder>,
    /// What happened when.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub timeline: Vec<TimelineEntry>,
    /// What was said to whom.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub communications: Vec<Communication>,
    /// Why it happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub analysis: Option<Analysis>,
    /// What it taught.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lessons: Option<Lessons>,
    /// What is to be done about it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<Action>,
    /// What happens after the review.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follow_up: Option<FollowUp>,
    /// How far the review has come.
    #[serde(default)]
    pub review: Review,
    /// Where to read more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<Reference>,
    /// Whatever else the team wants on the page, in order, after the analysis.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<Section>,
    /// Rules of `pir-site check` that this incident breaks for a reason; shown by `check -v`, and nowhere on the site.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exceptions: Vec<Exception>,
}

impl Incident {
    /// The generated ids of its action items, for those without an id in the file. They are numbered in file order, internal ones
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

    /// The status: as stated in the file, or otherwise resolved exactly if the resolved milestone is known.
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
