//! Pagination of long lists.

/// The number of pages of a list. An empty list has one page, which states that it is empty.
pub(crate) fn pages(rows: usize, per_page: usize) -> usize {
    rows.div_ceil(per_page).max(1)
}
