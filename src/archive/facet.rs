//! One grouping for all: incidents and action items by severity, service, team, tag, cause, year, owner, priority and every
//! configured field.

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

/// By what incidents or action items are grouped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FacetKind {
    /// By severity; action items by that of their incident.
    Severity,
    /// By affected service; action items by those of their incident.
    Service,
    /// By team.
    Team,
    /// By tag.
    Tag,
    /// By the categories of their causes.
    Cause,
    /// By the year in which they started, in the site's zone.
    Year,
    /// Action items by their owner.
    Owner,
    /// Action items by how urgent they are.
    Priority,
    /// By one of the team's own fields.
    Field(String),
}

impl FacetKind {
    /// By what action items are grouped, in the order of the site.
    pub const OF_ACTIONS: [Self; 5] = [Self::Owner, Self::Team, Self::Service, Self::Severity, Self::Priority];

    /// By what incidents are grouped, in the order of the site's navigation.
    pub fn of_incidents(config: &Config) -> Vec<Self> {
        let mut kinds = vec![Self::Severity, Self::Service, Self::Team, Self::Tag, Self::Cause, Self::Year];
        kinds.extend(config.facets.iter().cloned().map(Self::Field));
        kinds
    }

    /// The word for data: `severity`, or the name of a field.
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

    /// The folder of its pages: `severities`. A field has one that follows from its name.
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

    /// Calls `take` with every value by which an incident is grouped.
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

    /// Calls `take` with every value by which an action item is grouped: the empty one, if there is no other.
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

    /// The values by which one incident is grouped, each once.
    pub(crate) fn values(&self, incident: &VisibleIncident) -> Vec<String> {
        let mut values: Vec<String> = Vec::new();
        self.each_value(incident, &mut |value| {
            if !values.iter().any(|known| *known == value) {
                values.push(value.into_owned());
            }
        });
        values
    }

    /// Values that have pages even before an incident has them. To the public, a service or a team that no visible incident names is
    /// known only if its registry says so.
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

    /// What people read for a value.
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
    /// By what.
    pub kind: FacetKind,
    /// The folder of its pages: `severities`, `services`, or the name of a field.
    pub slug: String,
    /// The groups, in the order in which people look for them.
    pub terms: Vec<Term>,
    /// The places of the groups, in the order of their values.
    by_value: Vec<usize>,
}

/// One group.
#[derive(Debug, Clone, Default)]
pub struct Term {
    /// The id of the registry, or the value as written; empty for action items that have none.
    pub value: String,
    /// What people read.
    pub label: String,
    /// The folder of its pages, below the facet's.
    pub slug: String,
    /// The incidents, by their place in the view, newest first. A group of action items has none.
    pub cases: Vec<usize>,
    /// How many of the incidents count.
    pub count: usize,
    /// How many action items are in each state: those of the incidents that count, or those of the group.
    pub actions: StateCounts,
    /// The open action items of a group of action items, overdue ones first. A group of incidents has none.
    pub open: Vec<ActionPlace>,
    /// What its own page shows beyond the list, computed when it is first rendered.
    pub(super) profile: OnceLock<Profile>,
}

impl Facet {
    /// Groups incidents, which are sorted newest first.
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

    /// Groups action items, which are sorted by state and day.
    pub(super) fn of_actions(kind: FacetKind, items: &[ActionItem<'_>], config: &Config) -> Self {
        let mut groups = Groups::default();
        for item in items {
            kind.each_value_of_action(&item.incident.incident, item.action, &mut |value| {
                let term = groups.term(value);
                term.actions.add(item.state);
                if item.state.is_open() {
                    term.open.push(item.place);
                }
            });
        }
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

/// Groups that are being collected.
#[derive(Default)]
struct Groups<'a> {
    terms: Vec<Term>,
    by_value: HashMap<Cow<'a, str>, usize, FixedState>,
}

impl<'a> Groups<'a> {
    /// The group of a value.
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

    /// The groups with their labels, in the order of their values.
    fn sorted(mut self, kind: &FacetKind, config: &Config) -> Vec<Term> {
        for term in &mut self.terms {
            term.label = if term.value.is_empty() { format!("No {}", kind.key()) } else { kind.label(&term.value, config) };
        }
        self.terms.sort_unstable_by(|one, other| one.value.cmp(&other.value));
        self.terms
    }
}
