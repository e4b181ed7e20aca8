//! Statistics of action items: their states, and how long they stay open.

use jiff::civil::Date;

use super::super::view::{View, VisibleIncident};
use super::super::{ActionPlace, ActionState, FacetKind, StateCounts, Term};
use super::distribution::{Distribution, Measurement};
use crate::config::Config;
use crate::incident::Milestone;

/// The definition of [`ActionCounts::open_days`].
pub const OPEN_DAYS: &str = "days from the resolution of the incident (or its start, if unknown) to completion";

/// The definition of [`ActionCounts::age_days`].
pub const AGE_DAYS: &str = "days from the resolution of the incident (or its start, if unknown) to today, for open items";

/// Statistics of the action items of the incidents that count.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ActionCounts {
    /// The number of action items in each state.
    pub counts: StateCounts,
    /// The number of action items in each state, by owner, team, service, severity and priority.
    pub by: Vec<(FacetKind, Vec<GroupCounts>)>,
    /// How long completed items were open: [`OPEN_DAYS`].
    pub open_days: Distribution,
    /// The age of open items: [`AGE_DAYS`].
    pub age_days: Distribution,
}

/// The states of the action items of one group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupCounts {
    /// The id in the configuration, or the value as written. Empty for items without a value.
    pub name: String,
    /// The number of action items in each state.
    pub counts: StateCounts,
}

pub(super) fn actions(view: &View, config: &Config) -> ActionCounts {
    let actions = &view.actions;
    let by = actions.facets.iter().map(|facet| {
        let counts = |term: &Term| GroupCounts { name: term.value.clone(), counts: term.actions };
        (facet.kind.clone(), facet.terms.iter().map(counts).collect())
    });
    // An item completed before the end of the incident was open for zero days.
    let point = |place: &ActionPlace, end: Date| {
        let over = over(&view.cases[place.case], config)?;
        Some(Measurement { case: place.case, value: (end.duration_since(over).as_hours() / 24).max(0), approximate: false })
    };
    let done = actions.of(ActionState::Done);
    let closed = done.iter().filter_map(|place| point(place, place.find(&view.cases).closed?.0));
    let open = [ActionState::Overdue, ActionState::Open, ActionState::InProgress].into_iter().flat_map(|state| actions.of(state));
    ActionCounts {
        counts: actions.counts,
        by: by.collect(),
        open_days: Distribution::new(closed, done.len()),
        age_days: Distribution::new(open.filter_map(|place| point(place, view.as_of)), actions.counts.open()),
    }
}

/// The day from which an incident's action items count as open: that of its resolution, or of its start if unknown.
fn over(case: &VisibleIncident, config: &Config) -> Option<Date> {
    let moment = case.milestones.moment(Milestone::Resolved).or(case.milestones.moment(Milestone::Started))?;
    Some(moment.day(&config.zone))
}
