//! Addresses of pages, relative to the site's root and without a leading slash.

use crate::archive::{ActionState, CustomPage, Facet, FacetKind, Term, VisibleIncident};
use crate::prose::percent_encoded;

/// The metrics page.
pub(crate) const METRICS: &str = "metrics/";
/// The page of all action items.
pub(crate) const ACTIONS: &str = "actions/";

/// What a feed covers: the whole archive (`None`), or one group, given by the indexes of its facet and term in the view.
pub(crate) type Scope = Option<(usize, usize)>;

/// Whether the groups of a facet have feeds.
pub(crate) fn has_feeds(kind: &FacetKind) -> bool {
    matches!(kind, FacetKind::Severity | FacetKind::Service | FacetKind::Team | FacetKind::Tag)
}

/// The page of an incident, relative to the site's root.
pub fn incident(case: &VisibleIncident) -> String {
    ["incidents/", &case.slug, "/"].concat()
}

/// A custom page of the project.
pub(crate) fn custom(page: &CustomPage) -> String {
    [&page.slug, "/"].concat()
}

/// One page of the list of all incidents, from 1.
pub(crate) fn incidents(page: usize) -> String {
    numbered("incidents/".to_owned(), page)
}

/// One page of the list of a facet's groups, from 1.
pub(crate) fn facet(facet: &Facet, page: usize) -> String {
    numbered([&facet.slug, "/"].concat(), page)
}

/// One page of a group's incidents, from 1.
pub(crate) fn term(facet: &Facet, term: &Term, page: usize) -> String {
    numbered([&facet.slug, "/", &term.slug, "/"].concat(), page)
}

/// The metrics report of a quarter, given by its year and its number from 1 to 4.
pub(crate) fn quarter((year, number): (i16, i8)) -> String {
    format!("{METRICS}{year:04}-q{number}/")
}

/// The metrics report of a group.
pub(crate) fn report(facet: &Facet, term: &Term) -> String {
    [METRICS, &facet.slug, "/", &term.slug, "/"].concat()
}

/// Whether the groups of a facet have metrics reports.
pub(crate) fn has_reports(kind: &FacetKind) -> bool {
    matches!(kind, FacetKind::Severity | FacetKind::Team)
}

/// One page of the action items in a state, from 1.
pub(crate) fn actions_in(state: ActionState, page: usize) -> String {
    numbered([ACTIONS, state.word(), "/"].concat(), page)
}

/// One page of the groups of action items, from 1.
pub(crate) fn action_groups(facet: &Facet, page: usize) -> String {
    numbered([ACTIONS, &facet.slug, "/"].concat(), page)
}

/// One page of a group of action items, from 1.
pub(crate) fn action_group(facet: &Facet, group: &Term, page: usize) -> String {
    numbered([ACTIONS, &facet.slug, "/", &group.slug, "/"].concat(), page)
}

/// One page of a list. The first page is the folder itself.
fn numbered(folder: String, page: usize) -> String {
    if page == 1 { folder } else { format!("{folder}page/{page}/") }
}

/// The relative path from a page to the site's root: `../../` for `incidents/inc-1/`, `./` for the root itself.
pub(crate) fn root_from(address: &str) -> String {
    match address.matches('/').count() {
        0 => "./".to_owned(),
        depth => "../".repeat(depth),
    }
}

/// Resolves `relative` against the address of `page`. The result never goes above the root of the host.
pub(crate) fn resolved(page: &str, relative: &str) -> String {
    let (path, rest) = relative.split_at(relative.find(['?', '#']).unwrap_or(relative.len()));
    if path.is_empty() {
        return format!("{page}{rest}");
    }
    let host_end = page.find("://").and_then(|scheme| Some(scheme + 3 + page[scheme + 3..].find('/')?));
    let (host, folder) = page.split_at(host_end.unwrap_or(page.len()));
    let folder = folder.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut names: Vec<&str> = folder.split('/').filter(|name| !name.is_empty()).collect();
    for name in path.split('/') {
        match name {
            "." | "" => {}
            ".." => _ = names.pop(),
            name => names.push(name),
        }
    }
    let end = if matches!(path.rsplit('/').next(), Some("" | "." | "..")) && !names.is_empty() { "/" } else { "" };
    format!("{host}/{}{end}{rest}", names.join("/"))
}

/// Percent-encodes a relative file path for a URL.
pub(crate) fn encoded(path: &str) -> String {
    path.split('/').map(|name| percent_encoded(name.as_bytes()).to_string()).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_to_the_root_has_a_step_for_every_folder() {
        assert_eq!(root_from(""), "./");
        assert_eq!(root_from("404.html"), "./");
        assert_eq!(root_from("incidents/"), "../");
        assert_eq!(root_from("incidents/page/2/"), "../../../");
    }

    #[test]
    fn file_names_are_encoded_for_addresses() {
        assert_eq!(encoded("img/a graph#1?é.png"), "img/a%20graph%231%3F%C3%A9.png");
    }
}
