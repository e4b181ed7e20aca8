//! One incident, prepared for its template.

use schemars::JsonSchema;
use serde::Serialize;

use super::actions::{ActionContext, FollowUpContext};
use super::analysis::AnalysisContext;
use super::facts::{
    BriefContext, DetectionContext, FieldContext, ImpactContext, Length, LinkContext, MetricContext, MilestoneContext,
    ResponderContext, ReviewContext, SeverityChangeContext, SeverityContext, UpdateContext, WordContext,
};
use crate::locale::When;
use crate::site::html::Html;

/// The addresses of a file in the repository.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RepositoryLinks {
    /// The page that edits the file.
    pub edit: String,
    /// The commits of the file.
    pub history: String,
    /// The content of the file.
    pub source: String,
}

/// One incident, in `incident.html` as `incident`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct IncidentContext {
    /// The id.
    pub id: String,
    /// The title.
    pub title: String,
    /// The path of its file, relative to the content folder, or to the project if the site has several. `none` if it contains the name of
    /// a person whom the site does not name.
    pub source: Option<String>,
    /// The severity.
    pub severity: SeverityContext,
    /// The status.
    pub status: WordContext,
    /// Whether it is not resolved yet.
    pub ongoing: bool,
    /// Whether it is shown only in internal builds.
    pub internal: bool,
    /// Whether it is a near miss.
    pub near_miss: bool,
    /// Why the review was withdrawn, if it was.
    pub withdrawn: Option<String>,
    /// The incident that this one repeats.
    pub duplicate_of: Option<IncidentLink>,
    /// Incidents that repeat this one.
    pub duplicates: Vec<IncidentLink>,
    /// The state of the review.
    pub review: ReviewContext,
    /// When its visible content last changed, if the site shows the history of its reviews.
    pub modified: Option<When>,
    /// What changed since the review was published, each as a sentence without a full stop.
    pub changes: Vec<String>,
    /// The addresses of its file in the repository, if the reader may see them.
    pub repository: Option<RepositoryLinks>,
    /// The executive summary. HTML.
    pub summary: Option<Html>,
    /// The year in which it started, with its page.
    pub year: Option<LinkContext>,
    /// The brief at the top of the page.
    pub brief: BriefContext,
    /// The latest known event, if the incident is ongoing.
    pub latest: Option<UpdateContext>,
    /// Structured data for search engines: JSON-LD of a `TechArticle`, escaped for a script element. HTML.
    pub structured_data: Html,
    /// The reading time in minutes, at 200 words per minute.
    pub reading_minutes: usize,
    /// When it started.
    pub started: Option<When>,
    /// The known milestones, in chronological order.
    pub milestones: Vec<MilestoneContext>,
    /// Whether the time of any milestone is an estimate.
    pub has_estimates: bool,
    /// Whether any milestone is known only to the day.
    pub has_days: bool,
    /// The timeline strip, to scale: SVG in three layouts, `wide-only`, `medium-only` and `narrow-only`, of which the style sheet
    /// shows one. `none` if no duration is known or the review is withdrawn. HTML.
    pub strip: Option<Html>,
    /// All derived durations, known or not.
    pub metrics: Vec<MetricContext>,
    /// The duration, from start to resolution.
    pub duration: Option<Length>,
    /// The duration as stated by the author, if none follows from the milestones.
    pub stated_duration: Option<String>,
    /// The affected services.
    pub services: Vec<LinkContext>,
    /// The teams.
    pub teams: Vec<LinkContext>,
    /// The tags.
    pub tags: Vec<LinkContext>,
    /// The incident commander.
    pub commander: Option<String>,
    /// The responders.
    pub responders: Vec<ResponderContext>,
    /// How it was detected.
    pub detection: Option<DetectionContext>,
    /// The custom fields.
    pub fields: Vec<FieldContext>,
    /// The impact.
    pub impact: Option<ImpactContext>,
    /// The changes of the severity.
    pub severity_changes: Vec<SeverityChangeContext>,
    /// The timeline.
    pub timeline: Vec<TimelineContext>,
    /// The kinds of timeline entries, with the number of entries of each.
    pub timeline_kinds: Vec<KindCount>,
    /// The number of milestones and decisions in the timeline, if it is so long that the page shows these first.
    pub timeline_key_events: Option<usize>,
    /// Whether the timeline spans more than one day.
    pub timeline_has_days: bool,
    /// The communications.
    pub communications: Vec<CommunicationContext>,
    /// The root cause analysis.
    pub analysis: Option<AnalysisContext>,
    /// The custom sections.
    pub sections: Vec<SectionContext>,
    /// The lessons.
    pub lessons: LessonsContext,
    /// The action items.
    pub actions: Vec<ActionContext>,
    /// The number of action items that are open or in progress.
    pub open_actions: usize,
    /// The number of these that are overdue.
    pub overdue_actions: usize,
    /// The follow-up.
    pub follow_up: Option<FollowUpContext>,
    /// Related incidents, newest first.
    pub related: Vec<IncidentLink>,
    /// Similar incidents that it does not name, the most similar first.
    pub similar: Vec<SimilarContext>,
    /// The references.
    pub references: Vec<ReferenceContext>,
    /// The sections of the page, in order.
    pub contents: Vec<ContentsEntry>,
    /// The next incident by start.
    pub newer: Option<IncidentLink>,
    /// The previous incident by start.
    pub older: Option<IncidentLink>,
}

/// Another incident.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct IncidentLink {
    /// The id.
    pub id: String,
    /// The title.
    pub title: String,
    /// The address of its page.
    pub address: String,
    /// The day on which it started.
    pub date: Option<String>,
    /// The severity.
    pub severity: SeverityContext,
}

/// A similar incident.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SimilarContext {
    /// The incident.
    pub incident: IncidentLink,
    /// The reasons: shared services, and rare words.
    pub reasons: Vec<String>,
}

/// A section of the page.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ContentsEntry {
    /// The id of its heading.
    pub id: String,
    /// The heading.
    pub title: String,
    /// A count: `42`, `1 of 9 open`.
    pub count: Option<String>,
}

/// The number of timeline entries of a kind.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct KindCount {
    /// The kind.
    pub kind: WordContext,
    /// The number.
    pub count: usize,
}

/// One entry of the timeline.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TimelineContext {
    /// The id of its place on the page.
    pub id: String,
    /// Whether it is a milestone or a decision.
    pub is_key: bool,
    /// The time.
    pub when: When,
    /// The time since the start, if both are known to the second: `+5 min`.
    pub offset: Option<String>,
    /// Whether it is the first entry of its day.
    pub new_day: bool,
    /// What happened. HTML.
    pub event: Html,
    /// The kind of event.
    pub kind: Option<WordContext>,
    /// The milestone that it marks.
    pub milestone: Option<WordContext>,
    /// The person or system that acted.
    pub by: Option<String>,
    /// The source.
    pub source: Option<String>,
    /// The URL of the evidence.
    pub url: Option<String>,
    /// An image of the evidence.
    pub image: Option<ImageContext>,
    /// Whether it is shown only in internal builds.
    pub internal: bool,
}

/// An image next to the page.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ImageContext {
    /// Its address, relative to the page.
    pub address: String,
    /// The alternative text.
    pub alt: String,
}

/// A message about the incident.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CommunicationContext {
    /// When it was sent.
    pub when: When,
    /// The channel.
    pub channel: Option<String>,
    /// The audience.
    pub audience: Option<WordContext>,
    /// The text of the message. HTML.
    pub message: Html,
    /// Whether it is shown only in internal builds.
    pub internal: bool,
}

/// A custom section.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SectionContext {
    /// The id of its heading.
    pub id: String,
    /// The heading.
    pub title: String,
    /// The text. HTML.
    pub body: Html,
    /// Whether it is shown only in internal builds.
    pub internal: bool,
}

/// The lessons of the incident.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LessonsContext {
    /// What went well. HTML.
    pub went_well: Vec<Html>,
    /// What did not go well. HTML.
    pub went_poorly: Vec<Html>,
    /// Where luck helped. HTML.
    pub got_lucky: Vec<Html>,
    /// What was learned. HTML.
    pub learned: Vec<Html>,
}

impl LessonsContext {
    /// The total number of lessons.
    pub(in crate::site) fn count(&self) -> usize {
        self.went_well.len() + self.went_poorly.len() + self.got_lucky.len() + self.learned.len()
    }
}

/// The references.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ReferenceContext {
    /// The title.
    pub title: String,
    /// The URL.
    pub url: Option<String>,
    /// The kind of material.
    pub kind: Option<WordContext>,
    /// Whether it is shown only in internal builds.
    pub internal: bool,
}
