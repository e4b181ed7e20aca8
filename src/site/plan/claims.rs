//! Conflicts of addresses: a path that two sources claim, ignoring case and Unicode form, or a file where another source needs a folder.

use std::borrow::Cow;

use crate::prose::normalized;
use crate::route::Route;

/// A refused claim of an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused<S> {
    /// What is wrong, in lower case and without a full stop.
    pub message: String,
    /// The source of the refused claim.
    pub source: S,
    /// The source that already claimed the address. `None` if the path is unsafe.
    pub owner: Option<S>,
}

/// A path as seen by a file system that ignores case and Unicode form.
pub(super) fn folded(path: &str) -> Cow<'_, str> {
    let is_plain = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
    if path.bytes().all(is_plain) { path.into() } else { normalized(&path.to_lowercase()).into_owned().into() }
}

/// The order of routes by their folded paths; routes with the same path keep theirs.
pub(super) fn sorted<'r>(routes: impl Iterator<Item = &'r Route>) -> Vec<(Cow<'r, str>, usize)> {
    let mut sorted: Vec<_> = routes.enumerate().map(|(index, route)| (folded(route.as_str()), index)).collect();
    sorted.sort_unstable();
    sorted
}

/// The conflicts among sorted paths: the index of each refused route, and that of the earlier one that has the address.
pub(super) fn conflicts(sorted: &[(Cow<'_, str>, usize)]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for same in sorted.chunk_by(|one, other| one.0 == other.0) {
        let (path, owner) = &same[0];
        found.extend(same[1..].iter().map(|(_, refused)| (*refused, *owner)));
        // Everything that begins with the path follows it, but `a-b` stands before `a/b`.
        let after = &sorted[sorted.partition_point(|(other, _)| other <= path)..];
        if after.first().is_some_and(|(next, _)| next.starts_with(&**path)) {
            let folder = format!("{path}/");
            let below = &after[after.partition_point(|(other, _)| **other < *folder)..];
            let below = below.iter().take_while(|(other, _)| other.starts_with(&folder)).map(|(_, index)| *index);
            match below.clone().min() {
                Some(first) if first < *owner => found.push((*owner, first)),
                _ => found.extend(below.map(|refused| (refused, *owner))),
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The conflicts among paths: each refused path with that which has the address.
    fn conflicts_of<'p>(paths: &[&'p str]) -> Vec<(&'p str, &'p str)> {
        let routes: Vec<Route> = paths.iter().map(|path| Route::new(*path).unwrap()).collect();
        conflicts(&sorted(routes.iter())).into_iter().map(|(refused, owner)| (paths[refused], paths[owner])).collect()
    }

    #[test]
    fn of_two_claims_of_one_address_the_later_is_refused_even_where_case_or_unicode_form_differ() {
        assert_eq!(conflicts_of(&["s/API/index.html", "s/api/index.html"]), [("s/api/index.html", "s/API/index.html")]);
        assert_eq!(conflicts_of(&["caf\u{e9}", "cafe\u{301}", "x"]), [("cafe\u{301}", "caf\u{e9}")]);
        assert_eq!(conflicts_of(&["a", "a", "a"]), [("a", "a"), ("a", "a")]);
    }

    #[test]
    fn a_file_cannot_be_where_a_folder_is_needed() {
        assert_eq!(conflicts_of(&["old", "old/page.html", "old-b", "old.c"]), [("old/page.html", "old")]);
        assert_eq!(conflicts_of(&["new/a/page.html", "NEW", "new/b"]), [("NEW", "new/a/page.html")]);
        assert_eq!(conflicts_of(&["a/b", "a-/b", "a.b", "ab/c", "b"]), []);
    }
}
