//! How long lists are cut into pages.

use crate::archive::ActionState;

/// How many of the action items in a state are listed: all that are open. Of the others, one page has the latest; each of them is on the
/// page of its incident.
pub(crate) fn listed(state: ActionState, all: usize, per_page: usize) -> usize {
    if state.is_open() { all } else { all.min(per_page) }
}

/// How many pages a list has. An empty list has one, which says that it is empty.
pub(crate) fn pages(rows: usize, per_page: usize) -> usize {
    rows.div_ceil(per_page).max(1)
}
