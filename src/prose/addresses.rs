//! URLs in Markdown: allowed link targets, and bare URLs, which emphasis and strikethrough must not break.

use std::borrow::Cow;
use std::ops::Range;

use linkify::{LinkFinder, LinkKind};
use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};

use super::dialect::options;

/// Characters in a URL that Markdown may interpret as delimiters.
const MARKS: [char; 3] = ['_', '*', '~'];
/// Trailing characters that are not part of a bare URL, as on GitHub: they belong to the sentence, or close an emphasis around the
/// URL.
const TRAILING: [char; 11] = ['?', '!', '.', ',', ':', ';', '*', '_', '~', '\'', '"'];

/// Whether an address is an `http` or `https` URL.
pub fn is_web(url: &str) -> bool {
    url.split_once("://").is_some_and(|(scheme, _)| scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https"))
}

/// Returns the address if it is an allowed link target: an `http(s)` URL, a mail address, or an address relative to the page.
pub fn target(url: &str) -> Option<&str> {
    let before = &url[..url.find(['/', '?', '#']).unwrap_or(url.len())];
    let allowed = match before.split_once(':') {
        Some((scheme, _)) => {
            let leads_somewhere = !scheme.is_empty() && url.len() > scheme.len() + 1;
            leads_somewhere && ["http", "https", "mailto"].iter().any(|known| scheme.eq_ignore_ascii_case(known))
        }
        None => !url.is_empty() && !url.starts_with(['/', '\\']),
    };
    (allowed && !url.chars().any(char::is_control)).then_some(url)
}

/// A text in which Markdown delimiters inside of bare URLs are escaped.
pub struct WholeAddresses<'t> {
    /// The escaped text.
    pub text: Cow<'t, str>,
    /// The positions in the original text before which a backslash was inserted.
    escaped: Vec<usize>,
}

impl<'t> WholeAddresses<'t> {
    /// Escapes the delimiters in the bare URLs of a text. Code, raw HTML and link targets are unchanged.
    pub fn of(text: &'t str) -> Self {
        let escaped = marks_in_addresses(text);
        if escaped.is_empty() {
            return Self { text: text.into(), escaped };
        }
        let mut with = String::with_capacity(text.len() + escaped.len());
        let mut start = 0;
        for at in &escaped {
            with.push_str(&text[start..*at]);
            with.push('\\');
            start = *at;
        }
        with.push_str(&text[start..]);
        Self { text: with.into(), escaped }
    }

    /// Maps a byte range of the escaped text to the original text.
    pub fn original(&self, bytes: &Range<usize>) -> Range<usize> {
        let original = |at: usize| {
            let (mut low, mut high) = (0, self.escaped.len());
            while low < high {
                let middle = usize::midpoint(low, high);
                if self.escaped[middle] + middle < at { low = middle + 1 } else { high = middle }
            }
            at - low
        };
        original(bytes.start)..original(bytes.end)
    }
}

fn marks_in_addresses(text: &str) -> Vec<usize> {
    if !text.contains("://") || !text.contains(MARKS) {
        return Vec::new();
    }
    let addresses = addresses(text);
    if addresses.is_empty() {
        return Vec::new();
    }
    let verbatim = verbatim(text);
    let is_verbatim = |address: &Range<usize>| {
        let next = verbatim.partition_point(|range| range.end <= address.start);
        verbatim.get(next).is_some_and(|range| range.start < address.end)
    };
    let is_escaped = |at: usize| text[..at].ends_with('\\');
    let marks = |address: Range<usize>| {
        text[address.clone()].match_indices(MARKS).map(move |(at, _)| address.start + at).collect::<Vec<_>>()
    };
    addresses.into_iter().filter(|address| !is_verbatim(address)).flat_map(marks).filter(|at| !is_escaped(*at)).collect()
}

/// The web URLs that contain a delimiter. One at the end belongs to the URL unless it can close an emphasis that starts before it.
fn addresses(text: &str) -> Vec<Range<usize>> {
    let opens = |(at, mark): &(usize, &str)| text[at + mark.len()..].starts_with(|next: char| !next.is_whitespace());
    let first = MARKS.map(|mark| text.match_indices(mark).find(opens).map(|(at, _)| at));
    let is_opened = |mark: char, start: usize| {
        let position = MARKS.iter().position(|known| *known == mark);
        position.is_none_or(|index| first[index].is_some_and(|first| first < start))
    };
    let mut finder = LinkFinder::new();
    let found = finder.kinds(&[LinkKind::Url]).links(text).filter(|link| is_web(link.as_str()));
    let trimmed = found.map(|link| {
        // The finder leaves out what it takes for the end of a sentence.
        let after = &text[link.end()..];
        let end = link.end() + after.len() - after.trim_start_matches(TRAILING).len();
        let is_after = |end: char| TRAILING.contains(&end) && is_opened(end, link.start());
        link.start()..link.start() + text[link.start()..end].trim_end_matches(is_after).len()
    });
    trimmed.filter(|address| text[address.clone()].contains(MARKS)).collect()
}

/// The parts of a text in which a backslash is not an escape, or a URL is not plain text: sorted and disjoint.
fn verbatim(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    // The end of the content of each open link, after which its target follows.
    let mut links: Vec<usize> = Vec::new();
    for (event, bytes) in Parser::new_ext(text, options()).into_offset_iter() {
        match event {
            Event::Code(_) | Event::Html(_) | Event::InlineHtml(_) | Event::Start(Tag::CodeBlock(_)) => found.push(bytes.clone()),
            Event::Start(Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. }) => {
                links.push(bytes.end);
                found.push(bytes.clone());
            }
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => {
                links.push(bytes.start);
                continue;
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                let content = links.pop().unwrap_or(bytes.end);
                found.push(content.min(bytes.end)..bytes.end);
            }
            _ => {}
        }
        if let Some(content) = links.last_mut() {
            *content = (*content).max(bytes.end);
        }
    }
    found.retain(|range| !range.is_empty());
    found.sort_unstable_by_key(|range| (range.start, range.end));
    let mut apart: Vec<Range<usize>> = Vec::with_capacity(found.len());
    for range in found {
        match apart.last_mut().filter(|last| range.start <= last.end) {
            Some(last) => last.end = last.end.max(range.end),
            None => apart.push(range),
        }
    }
    apart
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::markdown::{links, plain};

    #[test]
    fn marks_in_bare_addresses_are_text() {
        for address in [
            "https://grafana.example.com/d/_api_/errors",
            "https://x.example/*a*/b",
            "https://x.example/~a/b~c/~~d",
            "https://x.example/a__b__c?d=*e*&f",
            "http://x.example/_/discover",
        ] {
            for text in [
                format!("See {address}."),
                format!("- {address}"),
                format!("| a |\n| --- |\n| {address} |"),
                format!("**{address}**"),
            ] {
                assert!(plain(&text).contains(address), "{text}: {}", plain(&text));
                let found: Vec<String> = links(&text).into_iter().map(|link| link.target).collect();
                assert_eq!(found, [address], "{text}");
                assert!(links(&text).iter().all(|link| &text[link.bytes.clone()] == address), "{text}");
            }
        }
        for text in ["https://x.example/_search?q=*:*", "* https://x.example/_search?q=*:* and more"] {
            assert!(plain(text).contains("https://x.example/_search?q=*:*"), "{}", plain(text));
        }
        let two = "https://a.example/_/x and https://b.example/_/y";
        assert_eq!(plain(two), two);
    }

    #[test]
    fn code_targets_and_escapes_stay_as_they_are() {
        for text in [
            "`https://x.example/_a_`",
            "```\nhttps://x.example/_a_\n```",
            "[a](https://x.example/_a_/b)",
            "![a](https://x.example/_a_.png)",
            "<https://x.example/_a_>",
            "<a href=\"https://x.example/_a_/b\">",
            "https://x.example/a\\_b",
            "*see* https://x.example/a",
        ] {
            assert_eq!(WholeAddresses::of(text).text, text);
        }
        assert_eq!(WholeAddresses::of("_https://x.example/a_b_").text, "_https://x.example/a\\_b_");
    }
}
