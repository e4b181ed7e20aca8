//! Feeds: the recently changed reviews of the archive or of one group, as Atom (RFC 4287) and JSON Feed 1.1.
//!
//! Ids are the URLs of the pages if the base URL is configured. Otherwise they derive from the incident's id, and stay the same as
//! long as that id does.

use std::cmp::Reverse;
use std::io::Write;

use jiff::Timestamp;
use serde_json::json;
use xxhash_rust::xxh3::xxh3_128;

use super::data;
use crate::archive::{FacetKind, VisibleIncident};
use crate::error::Result;
use crate::prose;
use crate::site::address::{self, Scope};
use crate::site::context::{FeedCategory, FeedContext, FeedEntry};
use crate::site::markdown::Markdown;
use crate::site::renderer::Renderer;
use crate::site::templates::value;

/// The maximum number of reviews in a feed.
const LENGTH: usize = 50;

/// Writes the feed as Atom.
pub(in crate::site) fn atom(site: &Renderer, scope: Scope, out: &mut dyn Write) -> Result<()> {
    let (page, feed) = feed(site, scope);
    site.file("feed.xml", &page, [("feed", value(feed))], out)
}

/// Writes the feed as JSON Feed. It requires absolute URLs, so they are omitted if there is no base URL.
pub(in crate::site) fn json(site: &Renderer, scope: Scope, out: &mut dyn Write) -> Result<()> {
    let (page, feed) = feed(site, scope);
    let mut data = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "language": site.config.language,
        "authors": [{ "name": feed.author }],
    });
    let is_whole = site.config.base_url.is_some();
    if is_whole {
        data["home_page_url"] = feed.page.into();
        data["feed_url"] = url(site, &page, &format!("{page}feed.json")).into();
    }
    if let (None, Some(description)) = (scope, &site.config.description) {
        data["description"] = description.as_str().into();
    }
    let item = |entry: FeedEntry| {
        let mut item = json!({
            "id": entry.id,
            "title": entry.title,
            "content_html": entry.content,
            "date_modified": entry.updated,
            "tags": entry.categories.into_iter().map(|category| category.label).collect::<Vec<_>>(),
        });
        if is_whole {
            item["url"] = entry.url.into();
        }
        item
    };
    data["items"] = feed.entries.into_iter().map(item).collect();
    data::pretty(&data, out)
}

/// The page that a feed belongs to, and the most recently changed reviews, newest first. Duplicates are excluded.
fn feed(site: &Renderer, scope: Scope) -> (String, FeedContext) {
    let (title, page, places): (String, String, Vec<usize>) = match scope {
        None => (site.config.title.clone(), String::new(), (0..site.view.cases.len()).collect()),
        Some((facet, term)) => {
            let facet = &site.view.facets[facet];
            let term = &facet.terms[term];
            let title = format!("{} · {}", site.config.title, site.names().term(&facet.kind, term));
            (title, address::term(facet, term, 1), term.cases.clone())
        }
    };
    let zone = &site.config.zone;
    let cases = places.into_iter().map(|place| &site.view.cases[place]).filter(|case| case.duplicate_of.is_none());
    let mut cases: Vec<&VisibleIncident> = cases.collect();
    cases.sort_by_key(|case| (Reverse(case.updated(zone)), &*case.slug));
    cases.truncate(LENGTH);
    let day = || site.view.as_of.to_zoned_datetime(zone.clone()).map_or(Timestamp::UNIX_EPOCH, |day| day.timestamp());
    let feed = FeedContext {
        id: id(site, &page),
        title: xml_text(&title),
        updated: cases.first().map_or_else(day, |case| case.updated(zone)).to_string(),
        author: xml_text(site.config.organization.as_ref().unwrap_or(&site.config.title)),
        page: url(site, &page, &page),
        url: url(site, &page, &format!("{page}feed.xml")),
        entries: cases.into_iter().map(|case| entry(site, case, &page)).collect(),
    };
    (page, feed)
}

/// The entry of an incident in the feed of page `of`.
fn entry(site: &Renderer, case: &VisibleIncident, of: &str) -> FeedEntry {
    let page = address::incident(case);
    FeedEntry {
        id: id(site, &page),
        title: xml_text(&title(site, case)),
        updated: case.updated(&site.config.zone).to_string(),
        url: url(site, of, &page),
        categories: categories(site, case),
        content: xml_text(&content(site, case)),
    }
}

fn title(site: &Renderer, case: &VisibleIncident) -> String {
    let title = case.incident.title.clone();
    if case.incident.withdrawn.is_none() {
        return title;
    }
    site.locale.format("withdrawn_title", &[("title", title.into())])
}

/// The summary as HTML, or a note that there is none.
fn content(site: &Renderer, case: &VisibleIncident) -> String {
    match &case.incident.summary {
        Some(summary) => {
            let page = absolute(site, &address::incident(case));
            let is_attachment = |name: &str| site.view.attachment(case, name).is_some();
            let markdown = Markdown::new(&[], &is_attachment, &site.locale).elsewhere(page.as_deref());
            markdown.autolinking(&site.config.autolinks).block(summary, 3)
        }
        None => format!("<p>{}</p>", prose::html(&site.locale.text("no_summary"))),
    }
}

/// The severity and the services.
fn categories(site: &Renderer, case: &VisibleIncident) -> Vec<FeedCategory> {
    let names = site.names();
    let category = |value: &str, label: &str| FeedCategory { value: xml_text(value), label: xml_text(label) };
    let severity = &case.incident.severity;
    let service = |service: &String| category(service, &names.link(&FacetKind::Service, service).label);
    let services = case.incident.services.iter().map(service);
    std::iter::once(category(severity, &names.severity(severity).label)).chain(services).collect()
}

/// The address of a page from the feed of page `of`: absolute if the base URL is configured.
fn url(site: &Renderer, of: &str, page: &str) -> String {
    absolute(site, page).unwrap_or_else(|| format!("{}{page}", address::root_from(of)))
}

/// The absolute URL of a page, if the base URL is configured.
fn absolute(site: &Renderer, page: &str) -> Option<String> {
    site.config.base_url.as_ref().map(|base| format!("{base}{page}"))
}

/// The permanent id of a page: its absolute URL, or a UUID (version 8, RFC 9562) derived from the archive's name and the page's
/// address.
fn id(site: &Renderer, page: &str) -> String {
    absolute(site, page).unwrap_or_else(|| {
        let archive = site.config.organization.as_deref().unwrap_or_default();
        let bits = xxh3_128(format!("pir-site\n{archive}\n{page}").as_bytes());
        let versioned = bits & !(0xf << 76) & !(0x3 << 62) | (0x8 << 76) | (0x2 << 62);
        let hex = format!("{versioned:032x}");
        format!("urn:uuid:{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
    })
}

/// Removes the control characters that are not allowed in XML 1.0.
fn xml_text(text: &str) -> String {
    text.replace(|c| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}'), "")
}
