//! Facets: incidents and action items grouped by severity, service, team, tag, cause, year, owner, priority and each configured
//! field.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::OnceLock;

use foldhash::fast::FixedState;

use super::Audience;
use super::actions::{ActionItem, ActionPlace, ActionState, StateCounts};
use super::profile::Profile;
use super::slug;
use super::view::VisibleIncident;
use crate::config::{Config, Registry, RegistryEntry};
use crate::incident::{Action, FieldValue, Incident, Priority, Visibility};

/// The criterion by which incidents or action items are grouped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FacetKind {
    /// By severity. An action item has the severity of its incident.
    Severity,
    /// By affected service. An action item has the services of its incident.
    Service,
    /// By team.
    Team,
    /// By tag.
    Tag,
    /// By cause category.
    Cause,
    /// By the year of the start, in the site's time zone.
    Year,
    /// By the owner of an action item.
    Owner,
    /// By the priority of an action item.
    Priority,
    /// By a custom field.
    Field(String),
}

impl FacetKind {
    /// The facets of action items, in display order.
    pub const OF_ACTIONS: [Self; 5] = [Self::Owner, Self::Team, Self::Service, Self::Severity, Self::Priority];

    /// The facets of incidents, in the order of the site's navigation.
    pub fn of_incidents(config: &Config) -> Vec<Self> {
        let mut kinds = vec![Self::Severity, Self::Service, Self::Team, Self::Tag, Self::Cause, Self::Year];
        kinds.extend(config.facets.iter().cloned().map(Self::Field));
        kinds
    }

    /// The name in data files: `severity`, or the name of a custom field.
    pub fn key(&self) -> &str {
        match self {
            Self::Severity => "severity",
            Self::Service => "service",
            Self::Team => "team",
            Self::Tag => "tag",
            Self::Cause => "cause",
            Self::Year => "year",
            Self::Owner => "owner",
            Self::Priority => "priority",
            Self::Field(name) => name,
        }
    }

    /// The directory of its pages: `severities`. `None` for a custom field, whose directory derives from its name.
    pub(super) fn folder(&self) -> Option<&'static str> {
        Some(match self {
            Self::Severity => "severities",
            Self::Service => "services",
            Self::Team => "teams",
            Self::Tag => "tags",
            Self::Cause => "causes",
            Self::Year => "years",
            Self::Owner => "owners",
            Self::Priority => "priorities",
            Self::Field(_) => return None,
        })
    }

    /// Calls `take` with each value that an incident has for this facet.
    fn each_value<'a>(&self, it: &'a VisibleIncident, take: &mut dyn FnMut(Cow<'a, str>)) {
        let incident: &Incident = &it.incident;
        match self {
            Self::Severity => take(incident.severity.as_str().into()),
            Self::Service => incident.services.iter().for_each(|service| take(service.into())),
            Self::Team => incident.teams.iter().for_each(|team| take(team.into())),
            Self::Tag => incident.tags.iter().for_each(|tag| take(tag.into())),
            Self::Cause => it.cause_categories().for_each(|category| take(category.into())),
            Self::Year => it.started.iter().for_each(|day| take(day.year().to_string().into())),
            Self::Field(name) => match incident.fields.get(name) {
                Some(FieldValue::List(values)) => values.iter().for_each(|value| take(value.into())),
                value => value.into_iter().flat_map(FieldValue::values).for_each(|value| take(value.into())),
            },
            Self::Owner | Self::Priority => {}
        }
    }

    /// Calls `take` with each value that an action item has for this facet, or with the empty string if it has none.
    fn each_value_of_action<'a>(&self, incident: &'a Incident, action: &'a Action, take: &mut dyn FnMut(Cow<'a, str>)) {
        let value = match self {
            Self::Service if !incident.services.is_empty() => {
                return incident.services.iter().for_each(|service| take(service.into()));
            }
            Self::Owner => action.owner.as_deref().map(str::trim),
            Self::Team => action.team.as_deref(),
            Self::Severity => Some(incident.severity.as_str()),
            Self::Priority => action.priority.map(Priority::as_str),
            Self::Service | Self::Tag | Self::Cause | Self::Year | Self::Field(_) => None,
        };
        take(value.unwrap_or_default().into());
    }

    /// The distinct values that an incident has for this facet.
    pub(crate) fn values(&self, incident: &VisibleIncident) -> Vec<String> {
        let mut values: Vec<String> = Vec::new();
        self.each_value(incident, &mut |value| {
            if !values.iter().any(|known| *known == value) {
                values.push(value.into_owned());
            }
        });
        values
    }

    /// Values that have pages even without incidents. For the public, a registered service or team without visible incidents is
    /// included only if the registry marks it as public.
    fn known_values(&self, config: &Config, audience: Audience) -> Vec<String> {
        let is_known = |entry: &&RegistryEntry| audience == Audience::Internal || entry.visibility == Some(Visibility::Public);
        let ids = |registry: &Registry| registry.entries().iter().filter(is_known).map(|entry| entry.id.clone()).collect();
        match self {
            Self::Severity => config.severities.all().iter().map(|severity| severity.id.clone()).collect(),
            Self::Service => ids(&config.services),
            Self::Team => ids(&config.teams),
            Self::Cause => config.causes.clone(),
            Self::Tag | Self::Year | Self::Owner | Self::Priority | Self::Field(_) => Vec::new(),
        }
    }

    /// The label of a value.
    pub(crate) fn label(&self, value: &str, config: &Config) -> String {
        let registered = |registry: &Registry| Some(registry.label(value).to_owned());
        let label = match self {
            Self::Severity => config.severities.find(value).map(|severity| severity.label.clone()),
            Self::Service => registered(&config.services),
            Self::Team => registered(&config.teams),
            Self::Cause => Some(crate::prose::capitalized(value)),
            Self::Priority => Some(value.to_uppercase()),
            Self::Tag | Self::Year | Self::Owner | Self::Field(_) => None,
        };
        label.unwrap_or_else(|| value.to_owned())
    }
}

/// One way of grouping incidents or action items.
#[derive(Debug, Clone)]
pub struct Facet {
    /// The criterion.
    pub kind: FacetKind,
    /// The directory of its pages: `severities`, `services`, or one derived from the name of a custom field.
    pub slug: String,
    /// The groups, in display order.
    pub terms: Vec<Term>,
    /// The indexes of `terms`, sorted by value.
    by_value: Vec<usize>,
}

/// One group.
#[derive(Debug, Clone, Default)]
pub struct Term {
    /// The id in the registry, or the value as written. Empty for action items without a value.
    pub value: String,
    /// The label.
    pub label: String,
    /// The directory of its pages, below that of the facet.
    pub slug: String,
    /// The incidents, by index in the view, newest first. Empty for a group of action items.
    pub cases: Vec<usize>,
    /// The number of incidents that count.
    pub count: usize,
    /// The number of action items in each state: those of the incidents that count, or those of the group.
    pub actions: StateCounts,
    /// The open action items of a group of action items, overdue ones first. Empty for a group of incidents.
    pub open: Vec<ActionPlace>,
    /// The statistics for its page, computed on first use.
    pub(super) profile: OnceLock<Profile>,
}

impl Facet {
    /// Groups incidents, which must be sorted newest first.
    pub(super) fn of_incidents(
        kind: FacetKind,
        slug: String,
        incidents: &[VisibleIncident],
        config: &Config,
        audience: Audience,
    ) -> Self {
        let mut groups = Groups::default();
        for value in kind.known_values(config, audience) {
            groups.term(value.into());
        }
        for (index, incident) in incidents.iter().enumerate() {
            kind.each_value(incident, &mut |value| {
                let term = groups.term(value);
                if term.cases.last() != Some(&index) {
                    term.cases.push(index);
                    if incident.incident.counts() {
                        term.count += 1;
                        term.actions += incident.actions;
                    }
                }
            });
        }
        let mut terms = groups.sorted(&kind, config);
        match kind {
            FacetKind::Severity => terms.sort_by_key(|term| config.severities.rank(&term.value)),
            FacetKind::Cause => terms.sort_by_key(|term| config.causes.iter().position(|cause| *cause == term.value)),
            FacetKind::Year => terms.reverse(),
            _ => terms.sort_by_cached_key(|term| term.label.to_lowercase()),
        }
        Self::new(kind, slug, terms)
    }

    /// Groups action items, which must be sorted by state and date, by each of the kinds. One pass: the items are spread over memory.
    pub(super) fn of_actions(kinds: Vec<FacetKind>, items: &[ActionItem<'_>], config: &Config) -> Vec<Self> {
        let mut facets: Vec<(FacetKind, Groups<'_>)> = kinds.into_iter().map(|kind| (kind, Groups::default())).collect();
        for item in items {
            for (kind, groups) in &mut facets {
                kind.each_value_of_action(&item.incident.incident, item.action, &mut |value| {
                    let term = groups.term(value);
                    term.actions.add(item.state);
                    if item.state.is_open() {
                        term.open.push(item.place);
                    }
                });
            }
        }
        facets.into_iter().map(|(kind, groups)| Self::of_groups(kind, groups, config)).collect()
    }

    fn of_groups(kind: FacetKind, groups: Groups<'_>, config: &Config) -> Self {
        let mut terms = groups.sorted(&kind, config);
        match kind {
            FacetKind::Severity => terms.sort_by_key(|term| config.severities.rank(&term.value)),
            FacetKind::Priority => terms.sort_by_key(|term| term.value.is_empty()),
            _ => terms.sort_by_cached_key(|term| {
                let (overdue, open) = (term.actions.of(ActionState::Overdue), term.actions.open());
                (Reverse(overdue), Reverse(open), term.label.to_lowercase())
            }),
        }
        let slug = kind.folder().unwrap_or_default().to_owned();
        Self::new(kind, slug, terms)
    }

    fn new(kind: FacetKind, slug: String, mut terms: Vec<Term>) -> Self {
        let slugs = slug::slugs(&terms.iter().map(|term| term.value.as_str()).collect::<Vec<_>>());
        terms.iter_mut().zip(slugs).for_each(|(term, slug)| term.slug = slug);
        let mut by_value: Vec<usize> = (0..terms.len()).collect();
        by_value.sort_unstable_by(|one, other| terms[*one].value.cmp(&terms[*other].value));
        Self { kind, slug, terms, by_value }
    }

    /// The group of a value.
    pub fn term(&self, value: &str) -> Option<&Term> {
        let found = self.by_value.binary_search_by(|index| self.terms[*index].value.as_str().cmp(value)).ok()?;
        Some(&self.terms[self.by_value[found]])
    }
}

/// Groups under construction.
#[derive(Default)]
struct Groups<'a> {
    terms: Vec<Term>,
    by_value: HashMap<Cow<'a, str>, usize, FixedState>,
}

impl<'a> Groups<'a> {
    /// The group of a value, created if necessary.
    fn term(&mut self, value: Cow<'a, str>) -> &mut Term {
        let index = match self.by_value.get(&value) {
            Some(index) => *index,
            None => {
                self.terms.push(Term { value: value.clone().into_owned(), ..Term::default() });
                self.by_value.insert(value, self.terms.len() - 1);
                self.terms.len() - 1
            }
        };
        &mut self.terms[index]
    }

    /// The groups with their labels, sorted by value.
    fn sorted(mut self, kind: &FacetKind, config: &Config) -> Vec<Term> {
        for term in &mut self.terms {
            term.label = if term.value.is_empty() { format!("No {}", kind.key()) } else { kind.label(&term.value, config) };
        }
        self.terms.sort_unstable_by(|one, other| one.value.cmp(&other.value));
        self.terms
    }
}
