//! A sample file format: small, and with everything that a real one has.
#![expect(dead_code, reason = "the fields are there to be read, and nobody asks for them")]

use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, de};
use toml::value::Datetime;

/// A calendar day.
#[derive(Debug, Clone)]
pub(super) struct Day;

/// A moment.
#[derive(Debug, Clone)]
pub(super) struct Moment;

/// A moment, or a time alone.
#[derive(Debug, Clone)]
pub(super) struct Clock;

macro_rules! date {
    ($name:ident, $test:expr, $kinds:tt) => {
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let written = Datetime::deserialize(deserializer)?;
                let test: fn(&Datetime) -> bool = $test;
                if test(&written) { Ok(Self) } else { Err(de::Error::custom("another kind of date")) }
            }
        }
        impl JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
            fn inline_schema() -> bool {
                true
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "x-toml": $kinds })
            }
        }
    };
}

date!(Day, |written| written.date.is_some() && written.time.is_none(), ["local-date"]);
date!(Moment, |written| written.date.is_some(), ["offset-date-time", "local-date-time", "local-date"]);
date!(Clock, |_| true, ["offset-date-time", "local-date-time", "local-date", "local-time"]);

/// How it stands.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Status {
    /// Nobody has begun.
    Open,
    /// Somebody is at it.
    InProgress,
    /// It is done.
    Done,
    /// It was decided against.
    WontDo,
}

/// What happened.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub(super) enum Kind {
    Alert,
    Observation,
    Change,
    Escalation,
    Decision,
    Action,
    Communication,
    Recovery,
}

/// A team's own value.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged)]
#[allow(missing_docs)]
pub(super) enum Field {
    Bool(bool),
    Integer(i64),
    Text(String),
    List(Vec<String>),
}

/// An amount of money.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Money {
    /// How much.
    pub amount: f64,
    /// The currency's code. Three letters.
    pub currency: String,
}

/// What it did.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[allow(missing_docs)]
pub(super) struct Impact {
    pub customer: Option<String>,
    pub users_affected: Option<u32>,
    #[schemars(range(min = 0.0, max = 100.0))]
    pub users_affected_percent: Option<f64>,
    pub revenue_lost: Option<Money>,
    pub data_lost: Option<bool>,
    pub regions: Vec<String>,
}

/// One entry.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    /// When it happened. In UTC.
    pub at: Clock,
    /// What happened. Markdown.
    pub event: String,
    /// What sort of thing it was.
    pub kind: Option<Kind>,
    /// Who.
    pub by: Option<String>,
}

/// The life of it.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[allow(missing_docs)]
pub(super) struct Milestones {
    pub started: Option<Moment>,
    pub detected: Option<Moment>,
    pub resolved: Option<Moment>,
}

/// Why.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[allow(missing_docs)]
pub(super) struct Analysis {
    pub narrative: Option<String>,
    pub causes: Vec<Cause>,
    pub five_whys: Vec<Chain>,
}

/// A cause.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub(super) struct Cause {
    pub cause: String,
    #[serde(default)]
    pub evidence: Vec<String>,
}

/// A chain.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub(super) struct Chain {
    pub problem: String,
    #[serde(default)]
    pub whys: Vec<Why>,
}

/// A question.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub(super) struct Why {
    pub question: Option<String>,
    pub answer: String,
}

/// What to do.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub(super) struct Action {
    pub title: String,
    pub due: Option<Day>,
    #[serde(default = "open")]
    pub status: Status,
    pub owner: Option<String>,
}

fn open() -> Status {
    Status::Open
}

/// One file.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    /// Its name, unique in the archive.
    pub id: String,
    /// What happened, in one line.
    pub title: String,
    /// How bad it was: `sev1` to `sev5`. See the handbook.
    pub severity: String,
    /// The summary. Markdown.
    pub summary: Option<String>,
    /// Which services.
    #[serde(default)]
    pub services: Vec<String>,
    /// Which tags.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Nothing broke.
    #[serde(default)]
    pub near_miss: bool,
    /// The team's own.
    #[serde(default)]
    pub fields: BTreeMap<String, Field>,
    /// Its life.
    #[serde(default)]
    pub milestones: Milestones,
    /// What it did.
    pub impact: Option<Impact>,
    /// What happened when.
    #[serde(default)]
    pub timeline: Vec<Entry>,
    /// Why.
    pub analysis: Option<Analysis>,
    /// What to do.
    #[serde(default)]
    pub actions: Vec<Action>,
}

/// The schema of [`File`].
pub(super) fn schema() -> pir_site::diagnostic::Schema {
    pir_site::diagnostic::Schema::new(schemars::schema_for!(File).to_value())
}
