//! Feeds: the newest reviews of the archive, or of one group, as Atom (RFC 4287) and JSON Feed 1.1.
//!
//! Ids are the addresses of the pages where the site knows its own, and else names made from the incident's id: the same for as
//! long as the incident keeps it.

use std::cmp::Reverse;
use std::fmt::Write as _;
use std::io::Write;

use jiff::Timestamp;
use serde_json::{Value, json};
use xxhash_rust::xxh3::xxh3_128;

use super::data;
use crate::archive::{FacetKind, VisibleIncident};
use crate::error::Result;
use crate::site::address::{self, Scope};
use crate::site::markdown::Markdown;
use crate::site::output::write;
use crate::site::renderer::Renderer;

/// How many reviews a feed holds.
const LENGTH: usize = 50;

/// One feed before it takes a form.
struct Feed<'a> {
    title: String,
    /// The page that it tells of.
    page: String,
    updated: Timestamp,
    cases: Vec<&'a VisibleIncident>,
}

impl<'a> Feed<'a> {
    /// The reviews that changed last, newest first. Duplicates are left out.
    fn of(site: &'a Renderer, scope: Scope) -> Self {
        let (title, page, places): (String, String, Vec<usize>) = match scope {
            None => (site.config.title.clone(), String::new(), (0..site.view.cases.len()).collect()),
            Some((facet, term)) => {
                let facet = &site.view.facets[facet];
                let term = &facet.terms[term];
                (
                    format!("{} · {}", site.config.title, site.names().term(&facet.kind, term)),
                    address::term(facet, term, 1),
                    term.cases.clone(),
                )
            }
        };
        let cases = places.into_iter().map(|place| &site.view.cases[place]).filter(|case| case.duplicate_of.is_none());
        let mut cases: Vec<&VisibleIncident> = cases.collect();
        cases.sort_by_key(|case| (Reverse(case.updated(&site.config.zone)), &*case.slug));
        cases.truncate(LENGTH);
        let day =
            site.view.as_of.to_zoned_datetime(site.config.zone.clone()).map_or(Timestamp::UNIX_EPOCH, |day| day.timestamp());
        let updated = cases.first().map_or(day, |case| case.updated(&site.config.zone));
        Self { title, page, updated, cases }
    }
}

/// The feed as Atom.
pub(in crate::site) fn atom(site: &Renderer, scope: Scope, out: &mut dyn Write) -> Result<()> {
    let feed = Feed::of(site, scope);
    let root = address::root_from(&feed.page);
    let place = |address: &str| escaped(&absolute(site, address).unwrap_or_else(|| format!("{root}{address}")));
    let author = site.config.organization.as_ref().unwrap_or(&site.config.title);
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <id>{}</id>\n<title>{}</title>\n<updated>{}</updated>\n<author><name>{}</name></author>\n\
         <link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n<link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>\n\
         <generator version=\"{}\">pir-site</generator>\n",
        escaped(&site.config.language),
        escaped(&id(site, &feed.page)),
        escaped(&feed.title),
        feed.updated,
        escaped(author),
        place(&feed.page),
        place(&format!("{}feed.xml", feed.page)),
        env!("CARGO_PKG_VERSION"),
    );
    for case in &feed.cases {
        let page = address::incident(case);
        let _ = write!(
            xml,
            "<entry>\n<id>{}</id>\n<title>{}</title>\n<updated>{}</updated>\n\
             <link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n",
            escaped(&id(site, &page)),
            escaped(&title(site, case)),
            case.updated(&site.config.zone),
            place(&page),
        );
        for (term, label) in categories(site, case) {
            let _ = writeln!(xml, "<category term=\"{}\" label=\"{}\"/>", escaped(&term), escaped(&label));
        }
        let _ = writeln!(
            xml,
            "<content type=\"html\" xml:base=\"{}\">{}</content>\n</entry>",
            place(&page),
            escaped(&content(site, case))
        );
    }
    xml.push_str("</feed>\n");
    write(out, xml.as_bytes())
}

/// The feed as JSON Feed. Addresses must be whole there: a site that does not know its own leaves them out.
pub(in crate::site) fn json(site: &Renderer, scope: Scope, out: &mut dyn Write) -> Result<()> {
    let feed = Feed::of(site, scope);
    let author = site.config.organization.as_ref().unwrap_or(&site.config.title);
    let mut data = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "language": site.config.language,
        "authors": [{ "name": author }],
    });
    set(&mut data, "home_page_url", absolute(site, &feed.page));
    set(&mut data, "feed_url", absolute(site, &format!("{}feed.json", feed.page)));
    set(&mut data, "description", site.config.description.clone().filter(|_| scope.is_none()));
    data["items"] = feed.cases.iter().map(|case| item(site, case)).collect();
    data::pretty(&data, out)
}

fn item(site: &Renderer, case: &VisibleIncident) -> Value {
    let page = address::incident(case);
    let mut item = json!({
        "id": id(site, &page),
        "title": title(site, case),
        "content_html": content(site, case),
        "date_modified": case.updated(&site.config.zone).to_string(),
        "tags": categories(site, case).into_iter().map(|(_, label)| label).collect::<Vec<_>>(),
    });
    set(&mut item, "url", absolute(site, &page));
    item
}

fn set(data: &mut Value, key: &str, value: Option<String>) {
    if let Some(value) = value {
        data[key] = value.into();
    }
}

fn title(site: &Renderer, case: &VisibleIncident) -> String {
    let title = case.incident.title.clone();
    if case.incident.withdrawn.is_none() {
        return title;
    }
    site.locale.format("withdrawn_title", &[("title", title.into())])
}

/// The summary, as HTML; a word about its absence where there is none.
fn content(site: &Renderer, case: &VisibleIncident) -> String {
    match &case.incident.summary {
        Some(summary) => {
            let page = absolute(site, &address::incident(case));
            let is_attachment = |name: &str| site.view.attachment(case, name).is_some();
            let markdown = Markdown::new(&[], &is_attachment, &site.locale).elsewhere(page.as_deref());
            markdown.autolinking(&site.config.autolinks).block(summary, 3)
        }
        None => format!("<p>{}</p>", escaped(&site.locale.text("no_summary"))),
    }
}

/// The severity and the services, each with what people read for it.
fn categories(site: &Renderer, case: &VisibleIncident) -> Vec<(String, String)> {
    let names = site.names();
    let severity = (case.incident.severity.clone(), names.severity(&case.incident.severity).label);
    let service = |service: &String| (service.clone(), names.link(&FacetKind::Service, service).label);
    std::iter::once(severity).chain(case.incident.services.iter().map(service)).collect()
}

/// The whole address of a page, where the site knows its own.
fn absolute(site: &Renderer, page: &str) -> Option<String> {
    site.config.base_url.as_ref().map(|base| format!("{base}{page}"))
}

/// The lasting name of a page: its whole address, or a UUID (version 8, RFC 9562) made from the archive's name and the page's.
fn id(site: &Renderer, page: &str) -> String {
    absolute(site, page).unwrap_or_else(|| {
        let archive = site.config.organization.as_deref().unwrap_or_default();
        let bits = xxh3_128(format!("pir-site\n{archive}\n{page}").as_bytes());
        let versioned = bits & !(0xf << 76) & !(0x3 << 62) | (0x8 << 76) | (0x2 << 62);
        let hex = format!("{versioned:032x}");
        format!("urn:uuid:{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
    })
}

/// Text as XML 1.0 holds it: without the control characters that it cannot.
fn escaped(text: &str) -> String {
    let is_plain = |byte: u8| matches!(byte, b' '..=b'~') && !matches!(byte, b'&' | b'<' | b'>' | b'"');
    if text.bytes().all(is_plain) {
        return text.to_owned();
    }
    let mut xml = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            '\t' | '\n' | '\r' => xml.push(c),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            c => xml.push(c),
        }
    }
    xml
}
