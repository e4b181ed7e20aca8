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
    /// Where to edit it.
    pub edit: String,
    /// Its commits.
    pub history: String,
    /// What it says.
    pub source: String,
}

/// One incident, in `incident.html` as `incident`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct IncidentContext {
    /// Its name.
    pub id: String,
    /// What happened, in one line.
    pub title: String,
    /// The path of its file relative to the content folder; where the site has several, to the project. None, if it names a person whom
    /// the site does not name.
    pub source: Option<String>,
    /// Its severity.
    pub severity: SeverityContext,
    /// How it stands.
    pub status: WordContext,
    /// Whether it is not resolved yet.
    pub ongoing: bool,
    /// Whether only an internal build shows it.
    pub internal: bool,
    /// Whether nothing broke for users.
    pub near_miss: bool,
    /// Why the review was withdrawn, if it was.
    pub withdrawn: Option<String>,
    /// The incident that this one repeats.
    pub duplicate_of: Option<IncidentLink>,
    /// Incidents that repeat this one.
    pub duplicates: Vec<IncidentLink>,
    /// How far the review has come.
    pub review: ReviewContext,
    /// When something last changed that the reader sees, where the site shows the history of its reviews.
    pub modified: Option<When>,
    /// What changed since the review was published, each as a sentence without a full stop.
    pub changes: Vec<String>,
    /// Where the repository shows its file, where the reader may see that.
    pub repository: Option<RepositoryLinks>,
    /// The executive summary. HTML.
    pub summary: Option<Html>,
    /// The year in which it started, with its page.
    pub year: Option<LinkContext>,
    /// The incident in short.
    pub brief: BriefContext,
    /// The last thing that is known, where it goes on.
    pub latest: Option<UpdateContext>,
    /// What search engines and chat programs read: JSON-LD of a `TechArticle`, escaped for a script element. HTML.
    pub structured_data: Html,
    /// How many minutes it takes to read, at 200 words a minute.
    pub reading_minutes: usize,
    /// When it started.
    pub started: Option<When>,
    /// The milestones that are known, in time.
    pub milestones: Vec<MilestoneContext>,
    /// Whether the moment of any of them is an estimate.
    pub has_estimates: bool,
    /// Whether only the day of any of them is known.
    pub has_days: bool,
    /// The incident as a strip to scale: SVG in three layouts, `wide-only`, `medium-only` and `narrow-only`, of which the style sheet
    /// shows one. Absent where no length of time is known, and of withdrawn reviews. HTML.
    pub strip: Option<Html>,
    /// Every derived duration, known or not.
    pub metrics: Vec<MetricContext>,
    /// How long it lasted, from start to resolution.
    pub duration: Option<Length>,
    /// The duration as the author stated it, where the milestones yield none.
    pub stated_duration: Option<String>,
    /// The services that were affected.
    pub services: Vec<LinkContext>,
    /// The teams that took part.
    pub teams: Vec<LinkContext>,
    /// Words to find it by.
    pub tags: Vec<LinkContext>,
    /// The incident commander.
    pub commander: Option<String>,
    /// Who took part.
    pub responders: Vec<ResponderContext>,
    /// How it came to be known.
    pub detection: Option<DetectionContext>,
    /// The team's own fields.
    pub fields: Vec<FieldContext>,
    /// What it did.
    pub impact: Option<ImpactContext>,
    /// How the severity changed.
    pub severity_changes: Vec<SeverityChangeContext>,
    /// What happened when.
    pub timeline: Vec<TimelineContext>,
    /// The kinds of its entries, with how many there are of each.
    pub timeline_kinds: Vec<KindCount>,
    /// How many of its entries are milestones or decisions, where it is so long that a page shows these first.
    pub timeline_key_events: Option<usize>,
    /// Whether the timeline goes on for more than one day.
    pub timeline_has_days: bool,
    /// What was said to whom.
    pub communications: Vec<CommunicationContext>,
    /// Why it happened.
    pub analysis: Option<AnalysisContext>,
    /// The team's own sections.
    pub sections: Vec<SectionContext>,
    /// What it taught.
    pub lessons: LessonsContext,
    /// What is to be done about it.
    pub actions: Vec<ActionContext>,
    /// How many action items are open or in progress.
    pub open_actions: usize,
    /// How many of those are overdue.
    pub overdue_actions: usize,
    /// What happens after the review.
    pub follow_up: Option<FollowUpContext>,
    /// Related incidents, newest first.
    pub related: Vec<IncidentLink>,
    /// Similar incidents that it does not name, the most similar first.
    pub similar: Vec<SimilarContext>,
    /// Where to read more.
    pub references: Vec<ReferenceContext>,
    /// The parts of the page that there are, in order.
    pub contents: Vec<ContentsEntry>,
    /// The incident that started next.
    pub newer: Option<IncidentLink>,
    /// The incident that started before.
    pub older: Option<IncidentLink>,
}

/// Another incident.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct IncidentLink {
    /// Its name.
    pub id: String,
    /// What happened.
    pub title: String,
    /// Its page.
    pub address: String,
    /// The day on which it started.
    pub date: Option<String>,
    /// Its severity.
    pub severity: SeverityContext,
}

/// A similar incident.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SimilarContext {
    /// Which.
    pub incident: IncidentLink,
    /// What both have in common: services, and rare words.
    pub reasons: Vec<String>,
}

/// A part of the page.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ContentsEntry {
    /// The id of its heading.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// How much there is in it: `42`, `1 of 9 open`.
    pub count: Option<String>,
}

/// How many entries of the timeline are of a kind.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct KindCount {
    /// The kind.
    pub kind: WordContext,
    /// How many.
    pub count: usize,
}

/// One entry of the timeline.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TimelineContext {
    /// The id of its place on the page.
    pub id: String,
    /// Whether it is a milestone or a decision.
    pub is_key: bool,
    /// When.
    pub when: When,
    /// How long after the start, where both are known to the second: `+5 min`.
    pub offset: Option<String>,
    /// Whether it is the first entry of its day.
    pub new_day: bool,
    /// What happened. HTML.
    pub event: Html,
    /// What sort of thing happened.
    pub kind: Option<WordContext>,
    /// The milestone that it marks.
    pub milestone: Option<WordContext>,
    /// Who or what.
    pub by: Option<String>,
    /// Where it was seen.
    pub source: Option<String>,
    /// A link to the evidence (URL).
    pub url: Option<String>,
    /// A picture of the evidence.
    pub image: Option<ImageContext>,
    /// Whether only an internal build shows it.
    pub internal: bool,
}

/// A picture beside the page.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ImageContext {
    /// Its address, relative to the page.
    pub address: String,
    /// What it shows, for those who cannot see it.
    pub alt: String,
}

/// A message about the incident.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CommunicationContext {
    /// When it was sent.
    pub when: When,
    /// Through which channel.
    pub channel: Option<String>,
    /// To whom.
    pub audience: Option<WordContext>,
    /// What was said. HTML.
    pub message: Html,
    /// Whether only an internal build shows it.
    pub internal: bool,
}

/// A section of the team's own.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SectionContext {
    /// The id of its heading.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// Its text. HTML.
    pub body: Html,
    /// Whether only an internal build shows it.
    pub internal: bool,
}

/// What the incident taught.
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
    /// How many there are of all kinds.
    pub(in crate::site) fn count(&self) -> usize {
        self.went_well.len() + self.went_poorly.len() + self.got_lucky.len() + self.learned.len()
    }
}

/// Where to read more.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ReferenceContext {
    /// What the reader finds there.
    pub title: String,
    /// Where it is (URL).
    pub url: Option<String>,
    /// What it is.
    pub kind: Option<WordContext>,
    /// Whether only an internal build shows it.
    pub internal: bool,
}
