//! Small values shared by several parts of a page: links, severities, durations, people.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

use crate::incident::Priority;
use crate::locale::When;
use crate::site::html::Html;

/// A name, linked if it has a page.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LinkContext {
    /// The label.
    pub label: String,
    /// The address inside the site, if any.
    pub address: Option<String>,
}

/// A word of a vocabulary.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct WordContext {
    /// The value as written in files, for classes and data.
    pub word: &'static str,
    /// The label.
    pub label: Arc<str>,
}

impl From<Priority> for WordContext {
    /// A priority has the same label in every language.
    fn from(priority: Priority) -> Self {
        Self { word: priority.as_str(), label: priority.label().into() }
    }
}

/// A severity.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SeverityContext {
    /// The value in data files.
    pub id: String,
    /// The label.
    pub label: String,
    /// What it means.
    pub description: Option<String>,
    /// One of the theme's colours, by name.
    pub color: &'static str,
    /// The address of its page.
    pub address: String,
}

/// A duration.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Length {
    /// Whole seconds.
    pub seconds: i64,
    /// As text, exact to the second: `1 h 5 min`.
    pub text: String,
    /// As text in at most two units, rounded: `3 d 2 h`.
    pub brief: String,
    /// ISO 8601, for a `datetime` attribute.
    pub iso: String,
    /// Whether it is an estimate.
    pub approximate: bool,
}

/// A known milestone.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MilestoneContext {
    /// The milestone.
    pub milestone: WordContext,
    /// The definition.
    pub definition: Arc<str>,
    /// The time.
    pub when: When,
}

/// A derived duration.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MetricContext {
    /// The key, such as `time_to_detect`.
    pub key: &'static str,
    /// The name, such as `Time to detect`.
    pub label: Arc<str>,
    /// The name in a list of facts, such as `Detected in`, if such a list has it.
    pub short_label: Option<Arc<str>>,
    /// How it is measured: `from start to detection`.
    pub definition: Arc<str>,
    /// The duration. `none` if it is unknown, never zero.
    pub length: Option<Length>,
}

/// A responder.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ResponderContext {
    /// The person's name.
    pub name: String,
    /// The person's role in this incident.
    pub role: Option<String>,
    /// The person's team.
    pub team: Option<LinkContext>,
    /// Whether it is shown only in internal builds.
    pub internal: bool,
}

/// How the incident was detected.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DetectionContext {
    /// Who or what detected the incident first.
    pub method: Option<WordContext>,
    /// The source, such as the name of an alert or of a support channel.
    pub source: Option<String>,
    /// Signals by which to recognise it next time. HTML.
    pub signals: Vec<Html>,
}

/// A custom field.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FieldContext {
    /// The name, with spaces instead of underscores.
    pub label: String,
    /// Its values.
    pub values: Vec<LinkContext>,
}

/// A change of severity.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SeverityChangeContext {
    /// The time.
    pub when: When,
    /// The severity from then on.
    pub to: SeverityContext,
    /// The reason.
    pub reason: Option<String>,
    /// Whether it is shown only in internal builds.
    pub internal: bool,
}

/// A figure with its name.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Figure {
    /// What is counted.
    pub label: Arc<str>,
    /// How many, how much, whether.
    pub value: String,
}

/// The impact.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ImpactContext {
    /// The impact on customers. HTML.
    pub customer: Option<Html>,
    /// The impact on the business. HTML.
    pub business: Option<Html>,
    /// The impact inside the organisation. HTML.
    pub internal: Option<Html>,
    /// Whether only an internal build shows the impact.
    pub all_internal: bool,
    /// Whether only an internal build shows `internal`.
    pub text_internal: bool,
    /// The figures that are known.
    pub figures: Vec<Figure>,
}

/// A short overview of the incident at the top of the page. Each part may be absent or empty.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BriefContext {
    /// The impact in figures: `163,000 users (32%)`. Where there are none, the first sentences about the customers.
    pub impact: Vec<String>,
    /// The first sentences of the root causes, or of what else the review names as the cause; at most two.
    pub causes: Vec<String>,
    /// The number of causes of each role: `2 root causes`.
    pub cause_counts: Vec<String>,
    /// The first sentences about how it was fixed.
    pub resolution: Option<String>,
}

/// The latest news of an ongoing incident.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct UpdateContext {
    /// The time.
    pub when: When,
    /// For how many days there has been no other, on the day of the build.
    pub days: i64,
    /// The update. HTML.
    pub text: Html,
    /// Where it was said, or who or what saw it.
    pub source: Option<String>,
}

/// The state of the review.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ReviewContext {
    /// The state.
    pub state: WordContext,
    /// The author of the review.
    pub owner: Option<String>,
    /// The people who approved the review, as a list in a sentence.
    pub approvers: Option<String>,
    /// The day of the meeting.
    pub held: Option<When>,
    /// The day of its publication.
    pub published: Option<When>,
    /// The URL of a recording of the meeting.
    pub recording: Option<String>,
}
