//! What stands around the content of every page: the site itself, the header with its navigation, and the footer.

use std::collections::BTreeMap;

use minijinja::Value;
use xxhash_rust::xxh3::xxh3_64;

use super::address;
use super::context::{HeaderContext, LiveReload, NavEntry, SiteContext};
use super::names::Names;
use super::part::part;
use super::templates::value;
use crate::archive::Audience;
use crate::prose::time;
use crate::theme::Theme;

/// The parts that pages share.
pub(super) struct Layout {
    /// The site's own context.
    pub(super) site: Value,
    /// The header of the pages of each section, and that of the page at which the section's entry leads.
    headers: Vec<(NavEntry, [Value; 2])>,
    /// The header of pages that are in no section.
    other: Value,
}

impl Layout {
    pub(super) fn new(names: &Names<'_>, statics: &Statics<'_>, audience: Audience, live_reload: Option<LiveReload>) -> Self {
        let headers = |entry: NavEntry| {
            let headers = [false, true].map(|is_entry| header(&entry.key, is_entry));
            (entry, headers)
        };
        Self {
            site: value(site_context(names, statics, audience, live_reload)),
            headers: navigation(names).into_iter().map(headers).collect(),
            other: header("", false),
        }
    }

    /// The header of the page at an address, which is in a section.
    pub(super) fn header(&self, address: &str, section: &str) -> Value {
        let found = self.headers.iter().find(|(entry, _)| entry.key == section);
        found.map_or(&self.other, |(entry, headers)| &headers[usize::from(entry.address == address)]).clone()
    }
}

fn header(section: &str, is_entry: bool) -> Value {
    part("partials/header.html", "header", value(HeaderContext { section: section.to_owned(), is_entry }))
}

fn site_context(names: &Names<'_>, statics: &Statics<'_>, audience: Audience, live_reload: Option<LiveReload>) -> SiteContext {
    let asset = |name: &str| statics.address(name);
    let config = names.config;
    // Live reload replaces style sheets on the page: no page may change with them.
    let style = if live_reload.is_some() { "static/style.css".to_owned() } else { asset("style.css") };
    SiteContext {
        title: config.title.clone(),
        organization: config.organization.clone(),
        description: config.description.clone(),
        language: config.language.clone(),
        direction: direction(&config.language),
        audience: audience.name().to_owned(),
        as_of: time::date(names.view.as_of),
        zone: config.zone.iana_name().unwrap_or("UTC").to_owned(),
        navigation: navigation(names),
        search: config.search,
        style,
        script: asset("site.js"),
        search_script: asset("search.js"),
        search_engine: asset("search-engine.js"),
        search_excerpts: asset("search-excerpts.js"),
        icon: asset("icon.svg"),
        touch_icon: asset("icon-180.png"),
        list_script: asset("list.js"),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        footer: part("partials/footer.html", "footer", Value::default()),
        live_reload,
    }
}

/// The static files of the site.
pub(super) struct Statics<'a> {
    pub(super) theme: &'a Theme,
    /// The scripts that show texts, with these texts.
    pub(super) scripts: &'a BTreeMap<String, Vec<u8>>,
}

impl<'a> Statics<'a> {
    /// The bytes of a file.
    pub(super) fn bytes(&self, name: &str) -> &'a [u8] {
        let of_theme = || self.theme.statics.get(name).map(|bytes| &**bytes);
        self.scripts.get(name).map(Vec::as_slice).or_else(of_theme).unwrap_or_default()
    }

    /// The address of a file, with a mark that changes with its content.
    pub(super) fn address(&self, name: &str) -> String {
        format!("static/{name}?v={:08x}", xxh3_64(self.bytes(name)) & 0xffff_ffff)
    }
}

/// All incidents, action items and metrics, and every facet by which there is something to find.
fn navigation(names: &Names<'_>) -> Vec<NavEntry> {
    let entry = |label: &str, address: &str, key: &str| NavEntry {
        label: names.locale.text(label).to_string(),
        address: address.to_owned(),
        key: key.to_owned(),
        is_main: true,
        count: None,
    };
    let all = [
        entry("incidents", &address::incidents(1), "incidents"),
        entry("actions", address::ACTIONS, "actions"),
        entry("metrics", address::METRICS, "metrics"),
    ];
    let facets = names.view.facets.iter().filter(|facet| !facet.terms.is_empty()).map(|facet| NavEntry {
        label: names.facet(facet).0,
        address: address::facet(facet, 1),
        key: facet.slug.clone(),
        is_main: false,
        count: Some(facet.terms.len()),
    });
    all.into_iter().chain(facets).collect()
}

/// The direction in which a language is written: by the script that its tag names, else by the usual script of the language.
fn direction(tag: &str) -> &'static str {
    let tag = tag.to_lowercase();
    let mut subtags = tag.split(['-', '_']);
    let language = subtags.next().unwrap_or_default();
    let is_right_to_left = match subtags.find(|subtag| subtag.len() == 4 && subtag.bytes().all(|byte| byte.is_ascii_alphabetic()))
    {
        Some(script) => ["adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"].contains(&script),
        None => ["ar", "ckb", "dv", "fa", "he", "iw", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"].contains(&language),
    };
    if is_right_to_left { "rtl" } else { "ltr" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_direction_follows_from_script_and_language() {
        for (tag, expected) in [
            ("ar", "rtl"),
            ("he-IL", "rtl"),
            ("az-Arab", "rtl"),
            ("ku-Arab-IQ", "rtl"),
            ("ur-Latn", "ltr"),
            ("en", "ltr"),
            ("ja", "ltr"),
        ] {
            assert_eq!(direction(tag), expected, "{tag}");
        }
    }
}
