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
    /// The title of the site.
    pub title: String,
    /// The organisation that publishes the site.
    pub organization: Option<String>,
    /// A description of the site in one sentence.
    pub description: Option<String>,
    /// The URL of the site, for the sitemap, feeds and canonical links. Links within the site are relative.
    pub base_url: Option<String>,
    /// The language of the site and its incidents, as a language tag such as `en` or `pt-BR`.
    pub language: String,
    /// The IANA time zone of local date-times in files. Pages show times in this zone and in UTC.
    pub time_zone: String,
    /// The name of a folder under `themes/`. Its files override those of the embedded theme.
    pub theme: String,
    /// The folders of incident files, relative to this file. They must not be nested.
    pub content: Vec<String>,
    /// The folder that the site is built into, relative to this file.
    pub output: String,
    /// The number of rows per page of a list.
    #[schemars(range(min = 1, max = 10000))]
    pub per_page: u32,
    /// Whether the site has full-text search.
    pub search: bool,
    /// The maximum number of similar incidents on a page; 0 shows none.
    #[schemars(range(max = 50))]
    pub similar: u32,
    /// The categories of causes.
    pub causes: Vec<String>,
    /// The custom fields that get index pages, such as `fields.region`.
    pub facets: Vec<String>,
    /// The severities, most severe first. They replace the default `sev1` to `sev5`.
    pub severities: Option<Vec<SeverityEntry>>,
    /// Registered services.
    pub services: Vec<RegistryEntry>,
    /// Registered teams.
    pub teams: Vec<RegistryEntry>,
    /// Registered people.
    pub people: Vec<Person>,
    /// The handling of personal data in public builds.
    pub privacy: Privacy,
    /// How metrics are computed.
    pub metrics: Metrics,
    /// The deadlines after an incident, by severity id.
    pub policy: BTreeMap<String, PolicyEntry>,
    /// The git repository that holds the archive.
    pub repository: RepositoryEntry,
    /// The settings of `pir-site check`.
    pub check: CheckConfig,
    /// The names of new incidents and their files.
    pub new: NewIncident,
    /// The appearance of the site without a custom theme.
    pub brand: BrandTable,
    /// The links in the header.
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
    /// The name of a severity colour of the theme.
    Color {
        /// For the most severe.
        Red = "red" | "red",
        /// For the second most severe.
        Orange = "orange" | "orange",
        /// For the third most severe.
        Yellow = "yellow" | "yellow",
        /// For minor severities.
        Green = "green" | "green",
        /// For minor severities.
        Blue = "blue" | "blue",
        /// For severities outside the scale.
        Purple = "purple" | "purple",
        /// For the least severe.
        Gray = "gray" | "gray",
    }
}

/// A severity.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeverityEntry {
    /// The id, used in data files and URLs.
    pub id: String,
    /// The label shown on pages. Defaults to the id in capitals.
    #[serde(default)]
    pub label: Option<String>,
    /// The definition of the severity.
    #[serde(default)]
    pub description: Option<String>,
    /// Other names that incident files may use.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The colour, one of those of the theme.
    #[serde(default)]
    pub color: Option<Color>,
}

/// A registered service or team.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RegistryEntry {
    /// The id, used in data files and URLs.
    pub id: String,
    /// The label shown on pages. Defaults to the id.
    #[serde(default)]
    pub label: Option<String>,
    /// The id of the owning team.
    #[serde(default)]
    pub team: Option<String>,
    /// A description.
    #[serde(default)]
    pub description: Option<String>,
    /// The URL of further information.
    #[serde(default)]
    pub url: Option<String>,
    /// Other names that incident files may use.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// `public` gives it a page in public builds even if no public incident mentions it.
    #[serde(default)]
    pub visibility: Option<Visibility>,
}

/// How metrics are computed.
#[derive(Debug, Clone, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Metrics {
    /// The milestone from which times to mitigate and to resolve are measured.
    pub measure_from: MeasureFrom,
}

vocabulary! {
    /// The milestone from which times to mitigate and to resolve are measured.
    #[derive(Default)]
    MeasureFrom {
        /// From the start of the impact.
        #[default]
        Started = "started" | "started",
        /// From the detection.
        Detected = "detected" | "detected",
    }
}

/// The deadlines after an incident of one severity.
#[derive(Debug, Clone, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PolicyEntry {
    /// The maximum time from resolution to publication of the review, such as `5 days`.
    pub review_within: Option<String>,
    /// When follow-up reviews are due after the resolution. Defaults to `["1 week", "1 month", "3 months"]`.
    pub follow_up: Option<Vec<String>>,
}

/// The names of new incidents and their files.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct NewIncident {
    /// The pattern of ids, with the placeholders `{year}`, `{month}`, `{day}` and `{seq}`.
    pub id: String,
    /// The pattern of file paths, with the same placeholders and `{id}`. Paths are relative to the content folder in which the command
    /// runs, or otherwise to the first one.
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
