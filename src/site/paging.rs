//! How long lists are cut into pages.

/// How many pages a list has. An empty list has one, which says that it is empty.
pub(crate) fn pages(rows: usize, per_page: usize) -> usize {
    rows.div_ceil(per_page).max(1)
}
