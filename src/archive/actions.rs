//! Every action item of the incidents that count: by state and date, and in groups.

use std::ops::AddAssign;

use jiff::civil::Date;
use rayon::prelude::*;

use super::Audience;
use super::facet::{Facet, FacetKind, Term};
use super::redact::names_roles;
use super::view::VisibleIncident;
use crate::config::Config;
use crate::incident::{Action, ActionStatus};

/// The state of an action item on the day of the build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ActionState {
    /// Open or in progress, and its due day has passed.
    Overdue,
    /// Not started.
    Open,
    /// In progress.
    InProgress,
    /// Done.
    Done,
    /// Decided against.
    WontDo,
}

impl ActionState {
    /// All states, in display order.
    pub const ALL: [Self; 5] = [Self::Overdue, Self::Open, Self::InProgress, Self::Done, Self::WontDo];

    /// The name in addresses and CSS classes.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Open => ActionStatus::Open.as_str(),
            Self::InProgress => ActionStatus::InProgress.as_str(),
            Self::Done => ActionStatus::Done.as_str(),
            Self::WontDo => ActionStatus::WontDo.as_str(),
        }
    }

    /// The English label.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Overdue => "Overdue",
            Self::Open => "Open",
            Self::InProgress => "In progress",
            Self::Done => ActionStatus::Done.label(),
            Self::WontDo => ActionStatus::WontDo.label(),
        }
    }

    /// Whether the item still has to be done.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Overdue | Self::Open | Self::InProgress)
    }

    /// The state of an action item on the day `as_of`.
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

/// An action item: the index of its incident in the view, and its own index in the incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ActionPlace {
    /// The index of the incident.
    pub case: usize,
    /// The index of the action item.
    pub action: usize,
}

impl ActionPlace {
    /// The action item itself.
    pub fn find(self, cases: &[VisibleIncident]) -> &Action {
        &cases[self.case].incident.actions[self.action]
    }
}

/// The number of action items in each state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct StateCounts([usize; ActionState::ALL.len()]);

impl StateCounts {
    /// Counts action items as of a day.
    pub(super) fn new(actions: &[Action], as_of: Date) -> Self {
        let mut counts = Self::default();
        actions.iter().for_each(|action| counts.add(ActionState::of(action, as_of)));
        counts
    }

    /// The number of action items in a state.
    pub fn of(&self, state: ActionState) -> usize {
        self.0[state as usize]
    }

    /// The number of action items that are open or in progress, overdue or not.
    pub fn open(&self) -> usize {
        self.of(ActionState::Overdue) + self.of(ActionState::Open) + self.of(ActionState::InProgress)
    }

    /// The total number of action items.
    pub fn total(&self) -> usize {
        self.0.iter().sum()
    }

    pub(super) fn add(&mut self, state: ActionState) {
        self.0[state as usize] += 1;
    }
}

impl AddAssign for StateCounts {
    fn add_assign(&mut self, other: Self) {
        self.0.iter_mut().zip(other.0).for_each(|(count, more)| *count += more);
    }
}

/// An action item with its incident.
pub(super) struct ActionItem<'a> {
    pub state: ActionState,
    pub place: ActionPlace,
    pub incident: &'a VisibleIncident,
    pub action: &'a Action,
}

/// All action items of the incidents that count.
#[derive(Debug, Clone, Default)]
pub struct Actions {
    /// Sorted by state; open ones by due date, those without one last; closed ones newest first.
    places: Vec<ActionPlace>,
    /// The number of action items in each state.
    pub counts: StateCounts,
    /// The groups: severities and priorities by rank, others by the number of overdue and then open action items.
    pub facets: Vec<Facet>,
}

impl Actions {
    pub(super) fn new(incidents: &[VisibleIncident], config: &Config, audience: Audience, as_of: Date) -> Self {
        let mut counts = StateCounts::default();
        let mut sorted: Vec<(ActionState, i32, ActionPlace)> = Vec::new();
        for (case, it) in incidents.iter().enumerate().filter(|(_, it)| it.incident.counts()) {
            counts += it.actions;
            let item = |(action, of): (usize, &Action)| (ActionState::of(of, as_of), rank(of), ActionPlace { case, action });
            sorted.extend(it.incident.actions.iter().enumerate().map(item));
        }
        sorted.par_sort_unstable();
        let item = |(state, _, place): &(ActionState, i32, ActionPlace)| ActionItem {
            state: *state,
            place: *place,
            incident: &incidents[place.case],
            action: place.find(incidents),
        };
        let items: Vec<ActionItem<'_>> = sorted.iter().map(item).collect();
        let places = items.iter().map(|item| item.place).collect();
        // A role can be a different person in each incident, so roles cannot be grouped by owner.
        let has_owners = !names_roles(config, audience);
        let kinds = FacetKind::OF_ACTIONS.into_iter().filter(|kind| has_owners || *kind != FacetKind::Owner);
        let facets = Facet::of_actions(kinds.collect(), &items, config);
        Self { places, counts, facets }
    }

    /// The action items in a state, sorted.
    pub fn of(&self, state: ActionState) -> &[ActionPlace] {
        let before = ActionState::ALL.into_iter().take_while(|other| *other != state);
        let start: usize = before.map(|other| self.counts.of(other)).sum();
        &self.places[start..start + self.counts.of(state)]
    }

    /// The group of a facet value, with its facet.
    pub fn group(&self, kind: &FacetKind, value: &str) -> Option<(&Facet, &Term)> {
        let facet = self.facets.iter().find(|facet| facet.kind == *kind)?;
        Some((facet, facet.term(value)?))
    }
}

/// The sort key within a state: the due date of an open item, earliest first; the closing date of a closed one, latest first. Items
/// without a date are last.
fn rank(action: &Action) -> i32 {
    let number = |day: Date| i32::from(day.year()) * 10_000 + i32::from(day.month()) * 100 + i32::from(day.day());
    let rank =
        if action.status.is_open() { action.due.map(|day| number(day.0)) } else { action.closed.map(|day| -number(day.0)) };
    rank.unwrap_or(i32::MAX)
}
