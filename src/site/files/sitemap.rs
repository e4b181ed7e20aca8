//! For search engines: the sitemap (sitemaps.org 0.9) and robots.txt (RFC 9309).

use std::collections::HashMap;
use std::io::Write;

use jiff::Timestamp;

use crate::archive::Audience;
use crate::error::Result;
use crate::site::address;
use crate::site::output::{write, written};
use crate::site::renderer::Renderer;

/// The most addresses that one sitemap may hold (sitemaps.org).
pub(in crate::site) const LIMIT: usize = 50_000;

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// The sitemap, or the index of its parts where one file may not hold all addresses.
pub(in crate::site) fn whole(site: &Renderer, addresses: &[&str], out: &mut dyn Write) -> Result<()> {
    if addresses.len() <= LIMIT {
        return urls(site, addresses, out);
    }
    head(out, "sitemapindex")?;
    for part in 1..=addresses.len().div_ceil(LIMIT) {
        entry(site, "sitemap", &format!("sitemap-{part}.xml"), None, out)?;
    }
    write(out, b"</sitemapindex>\n")
}

/// A part of the sitemap, from 1.
pub(in crate::site) fn part(site: &Renderer, addresses: &[&str], part: usize, out: &mut dyn Write) -> Result<()> {
    urls(site, addresses.chunks(LIMIT).nth(part - 1).unwrap_or_default(), out)
}

/// What search engines may do: nothing in a build for the organisation alone.
pub(in crate::site) fn robots(site: &Renderer, out: &mut dyn Write) -> Result<()> {
    if site.audience == Audience::Internal {
        return write(out, b"User-agent: *\nDisallow: /\n");
    }
    write(out, b"User-agent: *\nAllow: /\n")?;
    match &site.config.base_url {
        Some(base) => writeln!(out, "Sitemap: {base}sitemap.xml").map_err(written),
        None => Ok(()),
    }
}

fn urls(site: &Renderer, addresses: &[&str], out: &mut dyn Write) -> Result<()> {
    head(out, "urlset")?;
    let modified = site.view.cases.iter().filter_map(|case| Some((address::incident(case), case.modified?)));
    let modified: HashMap<String, Timestamp> = modified.collect();
    addresses.iter().try_for_each(|address| entry(site, "url", address, modified.get(*address), out))?;
    write(out, b"</urlset>\n")
}

fn head(out: &mut dyn Write, element: &str) -> Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{element} xmlns=\"{NAMESPACE}\">").map_err(written)
}

/// Addresses are ASCII without markup: slugs are made so, and ids are checked.
fn entry(site: &Renderer, element: &str, address: &str, modified: Option<&Timestamp>, out: &mut dyn Write) -> Result<()> {
    let base = site.config.base_url.as_deref().unwrap_or_default().replace('&', "&amp;");
    let modified = modified.map_or_else(String::new, |modified| format!("<lastmod>{modified}</lastmod>"));
    writeln!(out, "<{element}><loc>{base}{address}</loc>{modified}</{element}>").map_err(written)
}
