//! A built page, read as a browser reads it.

use std::collections::BTreeSet;

use scraper::{ElementRef, Html, Selector};

/// A parsed HTML document and where it stands in the site.
pub(crate) struct Page {
    /// Its path below the output folder.
    pub(crate) path: String,
    pub(crate) html: Html,
}

impl Page {
    pub(crate) fn parse(path: &str, bytes: &[u8]) -> Self {
        let text = std::str::from_utf8(bytes).unwrap_or_else(|error| panic!("{path} is not UTF-8: {error}"));
        Self { path: path.to_owned(), html: Html::parse_document(text) }
    }

    /// The elements that a selector finds, in the order of the page.
    pub(crate) fn all(&self, selector: &str) -> Vec<ElementRef<'_>> {
        let selector = Selector::parse(selector).unwrap();
        // The page outlives the selector, and its elements are collected before the selector goes.
        self.html.select(&selector).collect()
    }

    /// The words that the page shows, with one space between them.
    pub(crate) fn text(&self) -> String {
        self.all("body").first().map(|body| words(*body)).unwrap_or_default()
    }

    /// The ids on the page, in its order.
    pub(crate) fn ids(&self) -> Vec<&str> {
        self.all("[id]").iter().filter_map(|element| element.attr("id")).collect()
    }
}

/// The words that an element shows, with one space between them. What blocks and cells separate is separate here too.
pub(crate) fn words(element: ElementRef<'_>) -> String {
    const INLINE: [&str; 16] =
        ["a", "abbr", "b", "cite", "code", "del", "em", "i", "mark", "s", "small", "span", "strong", "sub", "sup", "time"];
    let mut text = String::new();
    for node in element.descendants() {
        if let Some(part) = node.value().as_text() {
            let hidden =
                node.ancestors().filter_map(ElementRef::wrap).any(|above| matches!(above.value().name(), "script" | "style"));
            text.push_str(if hidden { "" } else { part });
        } else if node.value().as_element().is_some_and(|element| !INLINE.contains(&element.name())) {
            text.push(' ');
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the address `link` on the page at `from` leads to inside the site: the path of a file and a fragment.
///
/// # Errors
/// The address climbs out of the site, or is not relative.
pub(crate) fn resolve(from: &str, link: &str) -> Result<(String, Option<String>), String> {
    let (address, fragment) = link.split_once('#').map_or((link, None), |(address, fragment)| (address, Some(decoded(fragment))));
    let path = address.split('?').next().unwrap_or(address);
    if path.starts_with('/') || path.contains(':') {
        return Err(format!("{link} is not relative"));
    }
    if address.is_empty() {
        return Ok((from.to_owned(), fragment));
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop().ok_or_else(|| format!("{link} leads out of the site"))?;
            }
            name => parts.push(name),
        }
    }
    let is_folder = path.is_empty() || path.ends_with('/') || path.ends_with("..") || path == ".";
    if is_folder {
        parts.push("index.html");
    }
    Ok((decoded(&parts.join("/")), fragment))
}

/// An address with its percent-encoded bytes decoded.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = (*first == b'%').then(|| tail.get(..2)).flatten().and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// The words of a `class` or `rel` attribute.
pub(crate) fn tokens<'a>(element: &ElementRef<'a>, attribute: &str) -> BTreeSet<&'a str> {
    element.value().attr(attribute).unwrap_or_default().split_whitespace().collect()
}
