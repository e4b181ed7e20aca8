//! `pir-site.toml` as written: every key is optional, and unknown keys are rejected.
//!
//! `pir-site schema --config` is generated from these types. `mod.rs` resolves and validates their values.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::autolinks::AutolinkTable;
use super::brand::{BrandTable, NavLink};
use super::check::CheckConfig;
use super::people::{Person, Privacy};
use super::repository::RepositoryEntry;
use crate::incident::{Visibility, vocabulary};

/// The site's configuration. Every key is optional; an empty file is a valid site.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(title = "pir-site.toml")]
pub struct ConfigFile {
    /// The archive's name.
    pub title: String,
    /// Who publishes it.
    pub organization: Option<String>,
    /// What it is, in a sentence.
    pub description: Option<String>,
    /// The site's address, for the sitemap, feeds and canonical links. Links inside the site never need it.
    pub base_url: Option<String>,
    /// The language of the site and its incidents: a tag such as `en` or `pt-BR`.
    pub language: String,
    /// The IANA name of the zone of local date-times in files, and of what pages show beside UTC.
    pub time_zone: String,
    /// A folder under `themes/`, laid over the embedded theme.
    pub theme: String,
    /// Folders with incident files, relative to this file; none inside another.
    pub content: Vec<String>,
    /// The folder of the built site, relative to this file.
    pub output: String,
    /// How many rows a page of a list has.
    #[schemars(range(min = 1, max = 10000))]
    pub per_page: u32,
    /// Whether the site has full-text search.
    pub search: bool,
    /// How many similar incidents a page names; 0 turns them off.
    #[schemars(range(max = 50))]
    pub similar: u32,
    /// Cause categories.
    pub causes: Vec<String>,
    /// Keys of `[fields]` that get index pages of their own, such as `fields.region`.
    pub facets: Vec<String>,
    /// Severities, most severe first; given at all, they replace the default `sev1` to `sev5`.
    pub severities: Option<Vec<SeverityEntry>>,
    /// The services that the organisation knows.
    pub services: Vec<RegistryEntry>,
    /// The teams that the organisation knows.
    pub teams: Vec<RegistryEntry>,
    /// The people whom the organisation knows.
    pub people: Vec<Person>,
    /// What a public build does with personal data.
    pub privacy: Privacy,
    /// How metrics are measured.
    pub metrics: Metrics,
    /// What is expected after an incident, by the id of its severity.
    pub policy: BTreeMap<String, PolicyEntry>,
    /// The git repository that holds the archive.
    pub repository: RepositoryEntry,
    /// Which rules of `pir-site check` run, and at which level.
    pub check: CheckConfig,
    /// How `pir-site new` names incidents and files.
    pub new: NewIncident,
    /// How the site looks without a theme of its own.
    pub brand: BrandTable,
    /// Links in the header.
    pub nav: Vec<NavLink>,
    /// Patterns in prose that become links.
    pub autolinks: Vec<AutolinkTable>,
}

impl Default for ConfigFile {
    fn default() -> Self {
        Self {
            title: "Incident reviews".to_owned(),
            organization: None,
            description: None,
            base_url: None,
            language: "en".to_owned(),
            time_zone: "UTC".to_owned(),
            theme: "default".to_owned(),
            content: vec!["content".to_owned()],
            output: "public".to_owned(),
            per_page: 50,
            search: true,
            similar: 5,
            causes: ["people", "process", "technology", "environment"].map(str::to_owned).to_vec(),
            facets: Vec::new(),
            severities: None,
            services: Vec::new(),
            teams: Vec::new(),
            people: Vec::new(),
            privacy: Privacy::default(),
            metrics: Metrics::default(),
            policy: BTreeMap::new(),
            repository: RepositoryEntry::default(),
            check: CheckConfig::default(),
            new: NewIncident::default(),
            brand: BrandTable::default(),
            nav: Vec::new(),
            autolinks: Vec::new(),
        }
    }
}

vocabulary! {
    /// A severity colour of the theme, by name.
    Color {
        /// For the worst.
        Red = "red" | "red",
        /// Below red.
        Orange = "orange" | "orange",
        /// Below orange.
        Yellow = "yellow" | "yellow",
        /// Calm.
        Green = "green" | "green",
        /// Calm.
        Blue = "blue" | "blue",
        /// Apart from the scale.
        Purple = "purple" | "purple",
        /// For the least severe.
        Gray = "gray" | "gray",
    }
}

/// One severity.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeverityEntry {
    /// The name that data files and addresses use.
    pub id: String,
    /// The name that people read; by default the id in capitals.
    #[serde(default)]
    pub label: Option<String>,
    /// What it means.
    #[serde(default)]
    pub description: Option<String>,
    /// Other names that files may use for it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// One of the theme's severity colours.
    #[serde(default)]
    pub color: Option<Color>,
}

/// A service or team that the organisation knows.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RegistryEntry {
    /// The name that data files and addresses use.
    pub id: String,
    /// The name that people read; by default the id.
    #[serde(default)]
    pub label: Option<String>,
    /// The team that owns it, by id.
    #[serde(default)]
    pub team: Option<String>,
    /// What it is.
    #[serde(default)]
    pub description: Option<String>,
    /// Where to read more.
    #[serde(default)]
    pub url: Option<String>,
    /// Other spellings that files may use for it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// `public`: it has a page in a public build even if no incident that the public sees names it.
    #[serde(default)]
    pub visibility: Option<Visibility>,
}

/// How metrics are measured.
#[derive(Debug, Clone, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Metrics {
    /// The milestone from which the time to mitigate and the time to resolve are measured.
    pub measure_from: MeasureFrom,
}

vocabulary! {
    /// The milestone from which the time to mitigate and the time to resolve are measured.
    #[derive(Default)]
    MeasureFrom {
        /// From the beginning of the impact.
        #[default]
        Started = "started" | "started",
        /// From the detection, as some organisations publish them.
        Detected = "detected" | "detected",
    }
}

/// What is expected after an incident of one severity.
#[derive(Debug, Clone, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PolicyEntry {
    /// The time from resolution to publication of the review, such as `5 days`.
    pub review_within: Option<String>,
    /// When to look again after the resolution; by default `["1 week", "1 month", "3 months"]`.
    pub follow_up: Option<Vec<String>>,
}

/// How `pir-site new` names incidents and files.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct NewIncident {
    /// The pattern of ids: `{year}`, `{month}`, `{day}` and `{seq}`.
    pub id: String,
    /// The pattern of paths below the content folder in which the command runs, else the first one: those of `id`, and `{id}`.
    pub path: String,
}

impl Default for NewIncident {
    fn default() -> Self {
        Self { id: "INC-{year}-{month}{day}-{seq}".to_owned(), path: "{year}/{id}.toml".to_owned() }
    }
}

/// The JSON Schema of `pir-site.toml`, as `pir-site schema --config` prints it.
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(ConfigFile).to_value()
}
