//! The configuration of the site: `pir-site.toml`, resolved and validated.
//!
//! This module reads no files and no environment variables.

mod autolinks;
mod brand;
mod check;
mod file;
mod new;
mod people;
mod period;
mod registry;
mod repository;
mod rgb;
mod severity;
mod texts;
mod validate;

use std::collections::BTreeMap;
use std::path::PathBuf;

use jiff::tz::TimeZone;
use regex::Regex;

pub use autolinks::Autolink;
pub use brand::{Brand, NavLink};
pub use check::{CheckConfig, LevelLists, Phrase, PhraseRule};
pub use file::{Color, ConfigFile, MeasureFrom, NewIncident, RegistryEntry, schema};
pub use people::{PeopleNaming, Person, Privacy};
pub use period::Period;
pub use registry::Registry;
pub use repository::{FileLinks, RepositoryConfig, RepositoryEntry, RepositoryHost};
pub use rgb::Rgb;
pub use severity::{Severities, Severity};
pub(crate) use texts::{ShownAs, shown_as};
pub(crate) use validate::unknown_zone;

use crate::diagnostic::{Diagnostic, Location, ValuePath, at};
use crate::error::{Error, Result};
use crate::prose::normalized;

/// The name of the configuration file, until the caller replaces it with the actual path.
pub const FILE: &str = "pir-site.toml";

/// An error about a configuration value.
fn wrong(rule: &'static str, path: ValuePath, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error(rule, message).at(Location::value(FILE, path))
}

/// The site's configuration, resolved.
#[derive(Debug, Clone)]
pub struct Config {
    /// The title of the site.
    pub title: String,
    /// The organisation that publishes the site.
    pub organization: Option<String>,
    /// A description of the site in one sentence.
    pub description: Option<String>,
    /// The URL of the site, ending in `/`.
    pub base_url: Option<String>,
    /// The language of the site and its incidents, as a language tag such as `en`.
    pub language: String,
    /// The time zone of local date-times in files. Pages show times in this zone and in UTC.
    pub zone: TimeZone,
    /// The theme's name.
    pub theme: String,
    /// The folders of incident files, relative to the project.
    pub content: Vec<PathBuf>,
    /// The folder that the site is built into, relative to the project.
    pub output: PathBuf,
    /// The number of rows per page of a list; at least 1.
    pub per_page: usize,
    /// Whether the site has full-text search.
    pub search: bool,
    /// The maximum number of similar incidents on a page.
    pub similar: usize,
    /// The categories of causes.
    pub causes: Vec<String>,
    /// The names of the custom fields that get index pages.
    pub facets: Vec<String>,
    /// Severities, most severe first.
    pub severities: Severities,
    /// Registered services.
    pub services: Registry,
    /// Registered teams.
    pub teams: Registry,
    /// Registered people.
    pub people: Vec<Person>,
    /// The handling of personal data in public builds.
    pub privacy: Privacy,
    /// The milestone from which times to mitigate and to resolve are measured.
    pub measure_from: MeasureFrom,
    /// The git repository that holds the archive.
    pub repository: RepositoryConfig,
    /// The settings of `pir-site check`.
    pub check: CheckConfig,
    /// Custom secret patterns.
    pub secrets: Vec<Regex>,
    /// The names of new incidents and their files.
    pub new: NewIncident,
    /// The appearance of the site without a custom theme.
    pub brand: Brand,
    /// The links in the header.
    pub nav: Vec<NavLink>,
    /// Patterns in prose that become links.
    pub autolinks: Vec<Autolink>,
    policies: BTreeMap<String, Policy>,
    default_policy: Policy,
}

/// The deadlines after an incident of one severity.
#[derive(Debug, Clone)]
pub struct Policy {
    /// The maximum time from resolution to publication of the review, if there is one.
    pub review_within: Option<Period>,
    /// When follow-up reviews are due, relative to the resolution.
    pub follow_up: Vec<Period>,
    /// Whether `follow_up` is the default.
    pub is_usual: bool,
}

impl Default for Policy {
    fn default() -> Self {
        let follow_up = ["1 week", "1 month", "3 months"].into_iter().filter_map(Period::parse).collect();
        Self { review_within: None, follow_up, is_usual: true }
    }
}

impl Config {
    /// Resolves the configuration. Every invalid value is reported and replaced with its default.
    pub fn resolve(file: ConfigFile) -> (Self, Vec<Diagnostic>) {
        let mut problems = Vec::new();
        let default_policy = Policy::default();
        people::check(&file.people, &mut problems);
        let config = Self {
            base_url: validate::base_url(file.base_url.as_deref(), &mut problems),
            language: validate::language(file.language, &mut problems),
            zone: validate::zone(&file.time_zone, &mut problems),
            theme: validate::theme(file.theme, &mut problems),
            content: validate::content(&file.content, &mut problems),
            output: validate::folder(&file.output, at!["output"], &mut problems),
            facets: validate::facets(&file.facets, &mut problems),
            severities: validate::severities(file.severities, &mut problems),
            services: validate::registry("services", file.services, &mut problems),
            teams: validate::registry("teams", file.teams, &mut problems),
            policies: validate::policies(file.policy, &default_policy, &mut problems),
            title: file.title,
            organization: file.organization,
            description: file.description,
            per_page: file.per_page.max(1) as usize,
            search: file.search,
            similar: file.similar as usize,
            causes: file.causes.iter().map(|cause| normalized(cause).into_owned()).collect(),
            people: file.people,
            privacy: file.privacy,
            measure_from: file.metrics.measure_from,
            repository: RepositoryConfig::resolve(file.repository, &mut problems),
            secrets: validate::secrets(&file.check.secrets, &mut problems),
            check: file.check,
            new: file.new,
            brand: brand::brand(file.brand, &mut problems),
            nav: brand::nav(&file.nav, &mut problems),
            autolinks: autolinks::autolinks(&file.autolinks, &mut problems),
            default_policy,
        };
        validate::policy_names(&config, &mut problems);
        (config, problems)
    }

    /// Replaces the base URL.
    ///
    /// # Errors
    /// The URL is not a valid base URL.
    pub fn with_base_url(self, url: &str) -> Result<Self> {
        let mut problems = Vec::new();
        let base_url = validate::base_url(Some(url), &mut problems);
        match problems.pop() {
            Some(diagnostic) => Err(Error::new(diagnostic.message).hint(diagnostic.hint.unwrap_or_default())),
            None => Ok(Self { base_url, ..self }),
        }
    }

    /// The policy for a severity id.
    pub fn policy(&self, severity: &str) -> &Policy {
        self.policies.get(&*normalized(severity)).unwrap_or(&self.default_policy)
    }
}

/// The configuration of an empty file.
impl Default for Config {
    fn default() -> Self {
        Self::resolve(ConfigFile::default()).0
    }
}
