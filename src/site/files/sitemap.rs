//! The sitemap (sitemaps.org 0.9) and robots.txt (RFC 9309).

use std::collections::HashMap;
use std::io::Write;

use jiff::Timestamp;

use crate::archive::Audience;
use crate::error::Result;
use crate::site::address;
use crate::site::context::{SitemapContext, SitemapPage};
use crate::site::output::{write, written};
use crate::site::renderer::Renderer;
use crate::site::templates::value;

/// The maximum number of URLs in one sitemap (sitemaps.org).
pub(in crate::site) const LIMIT: usize = 50_000;

/// Writes the sitemap, or an index of its parts if it exceeds the limit.
pub(in crate::site) fn whole(site: &Renderer, addresses: &[&str], out: &mut dyn Write) -> Result<()> {
    if addresses.len() <= LIMIT {
        return pages(site, addresses, out);
    }
    let parts = 1..=addresses.len().div_ceil(LIMIT);
    let parts = parts.map(|part| url(site, &format!("sitemap-{part}.xml"))).collect();
    sitemap(site, SitemapContext { parts, pages: Vec::new() }, out)
}

/// Writes a part of the sitemap, numbered from 1.
pub(in crate::site) fn part(site: &Renderer, addresses: &[&str], part: usize, out: &mut dyn Write) -> Result<()> {
    pages(site, addresses.chunks(LIMIT).nth(part - 1).unwrap_or_default(), out)
}

/// Writes robots.txt, which disallows everything in an internal build.
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

fn pages(site: &Renderer, addresses: &[&str], out: &mut dyn Write) -> Result<()> {
    let modified = site.view.cases.iter().filter_map(|case| Some((address::incident(case), case.modified?)));
    let modified: HashMap<String, Timestamp> = modified.collect();
    let page =
        |address: &&str| SitemapPage { url: url(site, address), modified: modified.get(*address).map(Timestamp::to_string) };
    sitemap(site, SitemapContext { parts: Vec::new(), pages: addresses.iter().map(page).collect() }, out)
}

fn sitemap(site: &Renderer, sitemap: SitemapContext, out: &mut dyn Write) -> Result<()> {
    site.file("sitemap.xml", "", [("sitemap", value(sitemap))], out)
}

fn url(site: &Renderer, address: &str) -> String {
    format!("{}{address}", site.config.base_url.as_deref().unwrap_or_default())
}
