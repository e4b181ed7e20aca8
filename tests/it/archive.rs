//! The sample archive as each audience sees it, built once for all tests that only read it.

use std::sync::OnceLock;

use crate::page::Page;
use crate::project::{Project, Tree, has_extension};

/// The public build of the sample archive.
pub(crate) fn public() -> &'static Tree {
    static SITE: OnceLock<Tree> = OnceLock::new();
    SITE.get_or_init(|| Project::sample().build(&[]))
}

/// The internal build of the sample archive, with its drafts.
pub(crate) fn internal() -> &'static Tree {
    static SITE: OnceLock<Tree> = OnceLock::new();
    SITE.get_or_init(|| Project::sample().build(&["--audience", "internal", "--drafts"]))
}

/// The pages of a site.
pub(crate) fn pages(site: &Tree) -> impl Iterator<Item = Page> + '_ {
    site.iter().filter(|(path, _)| has_extension(path, "html")).map(|(path, bytes)| Page::parse(path, bytes))
}

/// One page of a site.
pub(crate) fn page(site: &Tree, path: &str) -> Page {
    Page::parse(path, site.get(path).unwrap_or_else(|| panic!("the site has no {path}")))
}

/// One file of a site as text.
pub(crate) fn text<'a>(site: &'a Tree, path: &str) -> &'a str {
    let bytes = site.get(path).unwrap_or_else(|| panic!("the site has no {path}"));
    std::str::from_utf8(bytes).unwrap_or_else(|error| panic!("{path} is not UTF-8: {error}"))
}

/// A data file of a site.
pub(crate) fn json(site: &Tree, path: &str) -> serde_json::Value {
    serde_json::from_str(text(site, path)).unwrap_or_else(|error| panic!("{path} is not JSON: {error}"))
}
