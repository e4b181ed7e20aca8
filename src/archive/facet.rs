//! One grouping for all: severity, service, team, tag, cause, year and every configured field.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::profile::Profile;
use super::slug;
use super::view::VisibleIncident;
use crate::config::{Config, Registry};
use crate::incident::{FieldValue, Incident, Milestone};

/// By what incidents are grouped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FacetKind {
    /// By severity.
    Severity,
    /// By affected service.
    Service,
    /// By team.
    Team,
    /// By tag.
    Tag,
    /// By the categories of their causes.
    Cause,
    /// By the year in which they started, in the site's zone.
    Year,
    /// By one of the team's own fields.
    Field(String),
}

impl FacetKind {
    /// The kinds that the site has, in the order of its navigation.
    pub fn all(config: &Config) -> Vec<Self> {
        let mut kinds = vec![Self::Severity, Self::Service, Self::Team, Self::Tag, Self::Cause, Self::Year];
        kinds.extend(config.facets.iter().cloned().map(Self::Field));
        kinds
    }

    /// The values by which one incident is grouped, each once.
    pub(crate) fn values(&self, case: &VisibleIncident, config: &Config) -> Vec<String> {
        let incident = &case.incident;
        match self {
            Self::Severity => vec![incident.severity.clone()],
            Self::Service => incident.services.clone(),
            Self::Team => incident.teams.clone(),
            Self::Tag => incident.tags.clone(),
            Self::Cause => distinct(incident.analysis.iter().flat_map(|a| &a.causes).filter_map(|cause| cause.category.clone())),
            Self::Year => {
                case.milestones.moment(Milestone::Started).iter().map(|at| at.day(&config.zone).year().to_string()).collect()
            }
            Self::Field(name) => distinct(incident.fields.get(name).into_iter().flat_map(FieldValue::values)),
        }
    }

    /// Values that have pages even before an incident bears them, in the order in which they stand.
    fn known_values(&self, config: &Config) -> Vec<String> {
        let ids = |registry: &Registry| registry.entries().iter().map(|entry| entry.id.clone()).collect();
        match self {
            Self::Severity => config.severities.all().iter().map(|severity| severity.id.clone()).collect(),
            Self::Service => ids(&config.services),
            Self::Team => ids(&config.teams),
            Self::Cause => config.causes.clone(),
            Self::Tag | Self::Year | Self::Field(_) => Vec::new(),
        }
    }

    /// What people read for a value.
    pub(crate) fn label(&self, value: &str, config: &Config) -> String {
        let registered = |registry: &Registry| registry.find(value).and_then(|entry| entry.label.clone());
        let label = match self {
            Self::Severity => config.severities.find(value).map(|severity| severity.label.clone()),
            Self::Service => registered(&config.services),
            Self::Team => registered(&config.teams),
            Self::Cause => Some(crate::prose::capitalized(value)),
            Self::Tag | Self::Year | Self::Field(_) => None,
        };
        label.unwrap_or_else(|| value.to_owned())
    }
}

/// One way of grouping the incidents of a view.
#[derive(Debug, Clone)]
pub struct Facet {
    /// By what.
    pub kind: FacetKind,
    /// The folder of its pages: `severities`, `services`, or the name of a field.
    pub slug: String,
    /// The groups, in the order in which people look for them.
    pub terms: Vec<Term>,
    by_value: BTreeMap<String, usize>,
}

/// One group.
#[derive(Debug, Clone)]
pub struct Term {
    /// The id of the registry, or the value as written.
    pub value: String,
    /// What people read.
    pub label: String,
    /// The folder of its pages, below the facet's.
    pub slug: String,
    /// The incidents, by their place in the view, newest first.
    pub cases: Vec<usize>,
    /// How many of them count.
    pub count: usize,
    /// How many action items of those that count are open or in progress.
    pub open_actions: usize,
    /// What there is to tell of them beyond the list, once somebody has asked.
    pub(super) profile: OnceLock<Profile>,
}

impl Facet {
    /// Groups the cases, which stand newest first.
    pub(super) fn new(kind: FacetKind, slug: String, cases: &[Arc<VisibleIncident>], config: &Config) -> Self {
        let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for value in kind.known_values(config) {
            groups.insert(value, Vec::new());
        }
        for (index, case) in cases.iter().enumerate() {
            for value in kind.values(case, config) {
                groups.entry(value).or_default().push(index);
            }
        }
        let mut terms: Vec<Term> =
            groups.into_iter().map(|(value, cases_of)| term(&kind, value, cases_of, cases, config)).collect();
        sort(&kind, &mut terms, config);
        let slugs = slug::slugs(&terms.iter().map(|term| term.value.as_str()).collect::<Vec<_>>());
        terms.iter_mut().zip(slugs).for_each(|(term, slug)| term.slug = slug);
        let by_value = terms.iter().enumerate().map(|(index, term)| (term.value.clone(), index)).collect();
        Self { kind, slug, terms, by_value }
    }

    /// The group of a value.
    pub fn term(&self, value: &str) -> Option<&Term> {
        self.by_value.get(value).map(|index| &self.terms[*index])
    }
}

fn term(kind: &FacetKind, value: String, cases: Vec<usize>, all: &[Arc<VisibleIncident>], config: &Config) -> Term {
    let counted = || cases.iter().map(|case| &all[*case].incident).filter(|incident| incident.counts());
    let open = |incident: &Arc<Incident>| incident.actions.iter().filter(|action| action.status.is_open()).count();
    let (count, open_actions) = (counted().count(), counted().map(open).sum());
    Term { label: kind.label(&value, config), slug: String::new(), value, cases, count, open_actions, profile: OnceLock::new() }
}

/// Severities, worst first; years, newest first; causes as configured; everything else by label.
fn sort(kind: &FacetKind, terms: &mut [Term], config: &Config) {
    match kind {
        FacetKind::Severity => terms.sort_by_key(|term| config.severities.rank(&term.value)),
        FacetKind::Cause => terms.sort_by_key(|term| config.causes.iter().position(|cause| *cause == term.value)),
        FacetKind::Year => terms.reverse(),
        _ => terms.sort_by_cached_key(|term| (term.label.to_lowercase(), term.value.clone())),
    }
}

fn distinct(values: impl Iterator<Item = String>) -> Vec<String> {
    let mut distinct: Vec<String> = Vec::new();
    for value in values {
        if !distinct.contains(&value) {
            distinct.push(value);
        }
    }
    distinct
}
