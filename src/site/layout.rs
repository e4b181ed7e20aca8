//! The context shared by every page: the site itself, the header with its navigation, and the footer.

use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::Value;
use xxhash_rust::xxh3::xxh3_64;

use super::address;
use super::context::{BrandContext, HeaderContext, LiveReload, LogoContext, NavEntry, SiteContext, SiteLink};
use super::markdown::{Markdown, is_whole};
use super::names::Names;
use super::part::part;
use super::templates::value;
use crate::archive::{Audience, View};
use crate::config::Config;
use crate::locale::Locale;
use crate::prose::time;
use crate::theme::{Picture, Theme};

/// The shared parts of all pages.
pub(super) struct Layout {
    /// The template context `site`.
    pub(super) site: Value,
    /// Per section: its key, the address of its navigation entry, and two headers: that of its other pages, and that of the entry
    /// page itself.
    headers: Vec<(String, String, [Value; 2])>,
    /// The header of pages that belong to no section.
    other: Value,
}

impl Layout {
    pub(super) fn new(names: &Names<'_>, statics: &Statics<'_>, audience: Audience, live_reload: Option<LiveReload>) -> Self {
        let headers = |(key, address): (String, String)| {
            let headers = [false, true].map(|is_entry| header(&key, is_entry));
            (key, address, headers)
        };
        let own = names.view.pages.iter().map(|page| (page.slug.clone(), address::custom(page)));
        Self {
            site: value(site_context(names, statics, audience, live_reload)),
            headers: navigation(names).into_iter().map(|entry| (entry.key, entry.address)).chain(own).map(headers).collect(),
            other: header("", false),
        }
    }

    /// The header of the page at `address` in `section`.
    pub(super) fn header(&self, address: &str, section: &str) -> Value {
        let found = self.headers.iter().find(|(key, ..)| key == section);
        found.map_or(&self.other, |(_, entry, headers)| &headers[usize::from(entry == address)]).clone()
    }
}

fn header(section: &str, is_entry: bool) -> Value {
    part("partials/header.html", "header", value(HeaderContext { section: section.to_owned(), is_entry }))
}

fn site_context(names: &Names<'_>, statics: &Statics<'_>, audience: Audience, live_reload: Option<LiveReload>) -> SiteContext {
    let asset = |name: &str| statics.address(name);
    let (config, theme) = (names.config, statics.theme);
    // Live reload replaces style sheets in open pages, so their addresses in a page must not change with their content.
    let sheet = |name: &str| if live_reload.is_some() { format!("static/{name}") } else { asset(name) };
    let icon = theme.brand.icon.as_ref().map(|icon| icon.name.as_str());
    let touch_icon = icon.map_or(Some("icon-180.png"), |icon| Some(icon).filter(|icon| icon.rsplit('.').next() == Some("png")));
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
        links: links(names.view, config),
        brand: BrandContext {
            logo: theme.brand.logo.as_ref().map(|logo| logo_context(statics, logo)),
            logo_dark: theme.brand.logo_dark.as_ref().map(|logo| logo_context(statics, logo)),
            css: theme.brand.css.as_deref().map(sheet),
            footer: config.brand.footer.clone().map(|footer| brand_footer(footer, Arc::clone(names.locale))),
        },
        search: config.search,
        style: sheet("style.css"),
        script: asset("site.js"),
        search_script: asset("search.js"),
        search_excerpts: asset("search-excerpts.js"),
        icon: asset(icon.unwrap_or("icon.svg")),
        touch_icon: touch_icon.map(asset),
        list_script: asset("list.js"),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        footer: part("partials/footer.html", "footer", Value::default()),
        live_reload,
    }
}

/// The static files of the site.
pub(super) struct Statics<'a> {
    pub(super) theme: &'a Theme,
    /// The scripts with embedded messages, by name.
    pub(super) scripts: &'a BTreeMap<String, Vec<u8>>,
}

impl<'a> Statics<'a> {
    /// The bytes of a file. Empty if there is no such file.
    pub(super) fn bytes(&self, name: &str) -> &'a [u8] {
        let of_theme = || self.theme.statics.get(name).map(|bytes| &**bytes);
        self.scripts.get(name).map(Vec::as_slice).or_else(of_theme).unwrap_or_default()
    }

    /// The address of a file, with a hash of its content as a cache buster.
    pub(super) fn address(&self, name: &str) -> String {
        format!("static/{name}?v={:08x}", xxh3_64(self.bytes(name)) & 0xffff_ffff)
    }
}

/// The navigation: incidents, action items, metrics, and every facet that has groups.
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

fn logo_context(statics: &Statics<'_>, logo: &Picture) -> LogoContext {
    LogoContext { address: statics.address(&logo.name), width: logo.width, height: logo.height }
}

/// The text of the footer, as a template function of the relative path to the site's root.
fn brand_footer(text: String, locale: Arc<Locale>) -> Value {
    Value::from_function(move |root: &str| {
        Value::from_safe_string(Markdown::new(&[], &|_| false, &locale).below(root).block(&text, 2))
    })
}

/// The header links to the project's custom pages, and those of the configuration.
fn links(view: &View, config: &Config) -> Vec<SiteLink> {
    let pages = view.pages.iter().filter_map(|page| {
        let (label, address) = (page.nav.clone()?, address::custom(page));
        Some(SiteLink { label, address, is_whole: false, key: page.slug.clone() })
    });
    let configured = config.nav.iter().map(|link| SiteLink {
        label: link.label.trim().to_owned(),
        address: link.url.clone(),
        is_whole: is_whole(&link.url),
        key: String::new(),
    });
    pages.chain(configured).collect()
}

/// The writing direction of a language: by the script subtag if there is one, otherwise by the language's usual script.
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
