//! Action items: how they stand, and how long they stay open.

use jiff::civil::Date;

use super::super::view::Case;
use super::distribution::{Distribution, Point};
use crate::config::Config;
use crate::incident::{Action, ActionStatus, Milestone};

/// What the distribution of [`ActionCounts::open_days`] measures.
pub const OPEN_DAYS: &str =
    "days from the resolution of the incident (its start where that is unknown) to the day on which the action item was done";

/// Action items of the incidents that count.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ActionCounts {
    /// All of them.
    pub total: usize,
    /// Those that are open or in progress.
    pub open: usize,
    /// Those of the open ones whose due day has passed.
    pub overdue: usize,
    /// Those that are done.
    pub done: usize,
    /// Those that were decided against.
    pub wont_do: usize,
    /// Days from the resolution of the incident (its start where that is unknown) to the day on which an action item was done.
    pub open_days: Distribution,
}

pub(super) fn actions(counted: &[(usize, &Case)], config: &Config, as_of: Date) -> ActionCounts {
    let all = || counted.iter().flat_map(|(at, case)| case.incident.actions.iter().map(move |action| (*at, *case, action)));
    let count = |is: &dyn Fn(&Action) -> bool| all().filter(|(_, _, action)| is(action)).count();
    let done = count(&|action| action.status == ActionStatus::Done);
    let days = |(at, case, action): (usize, &Case, &Action)| {
        let end = action.closed.filter(|_| action.status == ActionStatus::Done)?.0;
        let over = case.life.moment(Milestone::Resolved).or(case.life.moment(Milestone::Started))?.day(&config.zone);
        // What was done during the incident did not stay open after it.
        let value = i64::from(end.since(over).ok()?.get_days()).max(0);
        Some(Point { case: at, value, approximate: false })
    };
    ActionCounts {
        total: all().count(),
        open: count(&|action| action.status.is_open()),
        overdue: count(&|action| action.is_overdue(as_of)),
        done,
        wont_do: count(&|action| action.status == ActionStatus::WontDo),
        open_days: Distribution::new(all().filter_map(days), done),
    }
}
