//! Every action item of the incidents that count: in the order in which people see to them, and by who is to.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use super::slug;
use super::view::VisibleIncident;
use crate::config::{Config, Registry};
use crate::incident::{Action, ActionStatus};

/// How an action item stands on the day of the build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ActionState {
    /// Open or in progress, and its due day has passed.
    Overdue,
    /// Nobody has begun.
    Open,
    /// Somebody is at it.
    InProgress,
    /// It is done.
    Done,
    /// It was decided against.
    WontDo,
}

impl ActionState {
    /// All of them, in the order in which people look for them.
    pub const ALL: [Self; 5] = [Self::Overdue, Self::Open, Self::InProgress, Self::Done, Self::WontDo];

    /// The word for addresses and classes.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Open => ActionStatus::Open.as_str(),
            Self::InProgress => ActionStatus::InProgress.as_str(),
            Self::Done => ActionStatus::Done.as_str(),
            Self::WontDo => ActionStatus::WontDo.as_str(),
        }
    }

    /// The word that people read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Overdue => "Overdue",
            Self::Open => "Open",
            Self::InProgress => "In progress",
            Self::Done => ActionStatus::Done.label(),
            Self::WontDo => ActionStatus::WontDo.label(),
        }
    }

    /// Whether there is something left to do.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Overdue | Self::Open | Self::InProgress)
    }

    /// The state of an action item on a day.
    pub fn of(action: &Action, as_of: Date) -> Self {
        match action.status {
            _ if action.is_overdue(as_of) => Self::Overdue,
            ActionStatus::Open => Self::Open,
            ActionStatus::InProgress => Self::InProgress,
            ActionStatus::Done => Self::Done,
            ActionStatus::WontDo => Self::WontDo,
        }
    }
}

/// An action item: the place of its incident in the view, and its own place in the incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ActionPlace {
    /// The incident.
    pub case: usize,
    /// The action item.
    pub action: usize,
}

impl ActionPlace {
    /// The action item itself.
    pub fn find(self, cases: &[Arc<VisibleIncident>]) -> &Action {
        &cases[self.case].incident.actions[self.action]
    }
}

/// How many action items are in each state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct StateCounts([usize; ActionState::ALL.len()]);

impl StateCounts {
    /// How many are in a state.
    pub fn of(&self, state: ActionState) -> usize {
        self.0[state as usize]
    }

    /// How many are open or in progress, overdue or not.
    pub fn open(&self) -> usize {
        self.of(ActionState::Overdue) + self.of(ActionState::Open) + self.of(ActionState::InProgress)
    }

    /// How many there are.
    pub fn total(&self) -> usize {
        self.0.iter().sum()
    }

    fn add(&mut self, state: ActionState) {
        self.0[state as usize] += 1;
    }
}

/// By what action items are grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActionBy {
    /// By who sees to them.
    Owner,
    /// By the team that sees to them.
    Team,
    /// By the services that their incidents affected.
    Service,
    /// By the severity of their incidents.
    Severity,
    /// By how urgent they are.
    Priority,
}

impl ActionBy {
    /// All of them, in the order in which people look for them.
    pub const ALL: [Self; 5] = [Self::Owner, Self::Team, Self::Service, Self::Severity, Self::Priority];

    /// The word for data: `owner`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Team => "team",
            Self::Service => "service",
            Self::Severity => "severity",
            Self::Priority => "priority",
        }
    }

    /// The folder of its pages below `actions/`.
    pub const fn folder(self) -> &'static str {
        match self {
            Self::Owner => "owners",
            Self::Team => "teams",
            Self::Service => "services",
            Self::Severity => "severities",
            Self::Priority => "priorities",
        }
    }

    /// The values of one action item. One that has none is in the group of the empty value.
    fn values<'a>(self, case: &'a VisibleIncident, action: &'a Action) -> Vec<&'a str> {
        let values: Vec<&str> = match self {
            Self::Owner => action.owner.as_deref().map(str::trim).into_iter().collect(),
            Self::Team => action.team.as_deref().into_iter().collect(),
            Self::Service => case.incident.services.iter().map(String::as_str).collect(),
            Self::Severity => vec![&case.incident.severity],
            Self::Priority => action.priority.map(crate::incident::Priority::as_str).into_iter().collect(),
        };
        if values.is_empty() { vec![""] } else { values }
    }

    fn label(self, value: &str, config: &Config) -> String {
        let registered = |registry: &Registry| registry.find(value).and_then(|entry| entry.label.clone());
        let label = match self {
            _ if value.is_empty() => Some(format!("No {}", self.word())),
            Self::Owner => None,
            Self::Team => registered(&config.teams),
            Self::Service => registered(&config.services),
            Self::Severity => config.severities.find(value).map(|severity| severity.label.clone()),
            Self::Priority => Some(value.to_uppercase()),
        };
        label.unwrap_or_else(|| value.to_owned())
    }
}

/// The action items of one owner, team, service, severity or priority.
#[derive(Debug, Clone)]
pub struct ActionGroup {
    /// The id of the configuration, or the value as written; empty for those that have none.
    pub value: String,
    /// What people read.
    pub label: String,
    /// The folder of its page.
    pub slug: String,
    /// How many are in each state.
    pub counts: StateCounts,
    /// The first of them that are open, overdue ones first: as many as a page has rows.
    pub first: Vec<ActionPlace>,
}

/// One way of grouping the action items.
#[derive(Debug, Clone)]
pub struct ActionGrouping {
    /// By what.
    pub by: ActionBy,
    /// The groups: severities and priorities by rank, the others by how much of theirs is overdue, and then open.
    pub groups: Vec<ActionGroup>,
    by_value: BTreeMap<String, usize>,
}

/// All action items of the incidents that count.
#[derive(Debug, Clone, Default)]
pub struct Actions {
    /// By state; the open ones by due day, those without one last; the closed ones newest first.
    places: Vec<ActionPlace>,
    /// How many are in each state.
    pub counts: StateCounts,
    /// They in groups, one for each [`ActionBy`].
    pub groupings: Vec<ActionGrouping>,
}

impl Actions {
    pub(super) fn new(cases: &[Arc<VisibleIncident>], config: &Config, as_of: Date) -> Self {
        let mut items: Vec<Item<'_>> = Vec::new();
        let mut counts = StateCounts::default();
        for (case, it) in cases.iter().enumerate().filter(|(_, case)| case.incident.counts()) {
            for (index, action) in it.incident.actions.iter().enumerate() {
                let state = ActionState::of(action, as_of);
                counts.add(state);
                items.push(Item { state, rank: rank(action), place: ActionPlace { case, action: index }, case: it, action });
            }
        }
        items.par_sort_unstable_by_key(|item| (item.state, item.rank, item.place));
        let places: Vec<ActionPlace> = items.iter().map(|item| item.place).collect();
        let grouping = |by: ActionBy| {
            let groups = groups(by, &items, config);
            let by_value = groups.iter().enumerate().map(|(at, group)| (group.value.clone(), at)).collect();
            ActionGrouping { by, groups, by_value }
        };
        let groupings = ActionBy::ALL.into_par_iter().map(grouping).collect();
        Self { places, counts, groupings }
    }

    /// Those in a state, in their order.
    pub fn of(&self, state: ActionState) -> &[ActionPlace] {
        let start: usize =
            ActionState::ALL.into_iter().take_while(|other| *other != state).map(|other| self.counts.of(other)).sum();
        &self.places[start..start + self.counts.of(state)]
    }

    /// The group of a value.
    pub fn group(&self, by: ActionBy, value: &str) -> Option<&ActionGroup> {
        let grouping = self.groupings.iter().find(|grouping| grouping.by == by)?;
        grouping.by_value.get(value).map(|at| &grouping.groups[*at])
    }
}

/// What stands first: the earliest due day of what is open, the latest day of what is closed; no day stands last.
fn rank(action: &Action) -> i32 {
    let number = |day: Date| i32::from(day.year()) * 10_000 + i32::from(day.month()) * 100 + i32::from(day.day());
    let rank =
        if action.status.is_open() { action.due.map(|day| number(day.0)) } else { action.closed.map(|day| -number(day.0)) };
    rank.unwrap_or(i32::MAX)
}

/// An action item and what is asked of it again and again.
struct Item<'a> {
    state: ActionState,
    rank: i32,
    place: ActionPlace,
    case: &'a VisibleIncident,
    action: &'a Action,
}

fn groups(by: ActionBy, items: &[Item<'_>], config: &Config) -> Vec<ActionGroup> {
    let mut groups: HashMap<&str, (StateCounts, Vec<ActionPlace>)> = HashMap::new();
    for Item { state, place, case, action, .. } in items {
        for value in by.values(case, action) {
            let (counts, first) = groups.entry(value).or_default();
            counts.add(*state);
            if state.is_open() && first.len() < config.per_page {
                first.push(*place);
            }
        }
    }
    let groups: BTreeMap<&str, (StateCounts, Vec<ActionPlace>)> = groups.into_iter().collect();
    let slugs = slug::slugs(&groups.keys().copied().collect::<Vec<_>>());
    let group = |((value, (counts, first)), slug): ((&str, (StateCounts, Vec<ActionPlace>)), String)| ActionGroup {
        value: value.to_owned(),
        label: by.label(value, config),
        slug,
        counts,
        first,
    };
    let mut groups: Vec<ActionGroup> = groups.into_iter().zip(slugs).map(group).collect();
    match by {
        ActionBy::Severity => groups.sort_by_key(|group| config.severities.rank(&group.value)),
        ActionBy::Priority => groups.sort_by_key(|group| (group.value.is_empty(), group.value.clone())),
        _ => groups.sort_by_cached_key(|group| {
            let of = |count: usize| std::cmp::Reverse(count);
            (of(group.counts.of(ActionState::Overdue)), of(group.counts.open()), group.label.to_lowercase())
        }),
    }
    groups
}
