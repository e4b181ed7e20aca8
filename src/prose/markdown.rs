//! The plain text, the headings and the links of Markdown texts. Rendering to HTML is part of the site.

use std::borrow::Cow;
use std::ops::Range;

use linkify::{LinkFinder, LinkKind};
use pulldown_cmark::{Event, HeadingLevel, LinkType, Parser, Tag, TagEnd, TextMergeWithOffset};

pub use super::addresses::{WholeAddresses, is_web, target};
pub use super::dialect::options;

/// A text without Markdown syntax, for labels, lists of results and mail.
pub fn plain(text: &str) -> Cow<'_, str> {
    let is_plain = |byte| !matches!(byte, b'\\' | b'`' | b'*' | b'_' | b'[' | b'<' | b'&' | b'~' | b'|' | b'#' | b'>' | b'\n');
    if text.bytes().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut words = String::with_capacity(text.len());
    for event in Parser::new_ext(&WholeAddresses::of(text).text, options()) {
        match event {
            Event::Text(part) | Event::Code(part) | Event::Html(part) | Event::InlineHtml(part) => words.push_str(&part),
            Event::SoftBreak | Event::HardBreak | Event::End(_) if !words.ends_with(' ') => match event {
                Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image) => {}
                _ => words.push(' '),
            },
            _ => {}
        }
    }
    words.truncate(words.trim_end().len());
    Cow::Owned(words)
}

/// The level-one heading at the start of a text, and the rest of the text.
pub fn first_heading(text: &str) -> Option<(&str, &str)> {
    let mut events = Parser::new_ext(text, options()).into_offset_iter();
    let (Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }), bytes) = events.next()? else { return None };
    let inside: Vec<Range<usize>> =
        events.take_while(|(event, _)| !matches!(event, Event::End(TagEnd::Heading(_)))).map(|(_, bytes)| bytes).collect();
    let heading = inside.first()?.start..inside.iter().map(|bytes| bytes.end).max()?;
    Some((&text[heading], &text[bytes.end..]))
}

/// A link or an image in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The target.
    pub target: String,
    /// Its byte range in the text.
    pub bytes: Range<usize>,
    /// Whether it is a bare URL, which has no other text.
    pub is_bare: bool,
}

/// The links and images of a text, in order. Code contains none.
pub fn links(text: &str) -> Vec<Link> {
    if !text.contains("](") && !text.contains("]:") && !text.contains("://") {
        return Vec::new();
    }
    let mut found = Vec::new();
    let (mut depth, mut in_code) = (0, false);
    let whole = WholeAddresses::of(text);
    for (event, bytes) in TextMergeWithOffset::new(Parser::new_ext(&whole.text, options()).into_offset_iter()) {
        let bytes = whole.original(&bytes);
        match event {
            Event::Start(Tag::Link { dest_url, link_type, .. }) => {
                depth += 1;
                let is_bare = link_type == LinkType::Autolink;
                found.push(Link { target: dest_url.into_string(), bytes, is_bare });
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                depth += 1;
                found.push(Link { target: dest_url.into_string(), bytes, is_bare: false });
            }
            Event::End(TagEnd::Link | TagEnd::Image) => depth -= 1,
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(_) if depth == 0 && !in_code => bare(text, bytes, &mut found),
            _ => {}
        }
    }
    found
}

/// The bare URLs in a part of a text.
fn bare(text: &str, part: Range<usize>, found: &mut Vec<Link>) {
    let Some(source) = text.get(part.clone()).filter(|source| source.contains("://")) else { return };
    for link in LinkFinder::new().kinds(&[LinkKind::Url]).links(source).filter(|link| is_web(link.as_str())) {
        let bytes = part.start + link.start()..part.start + link.end();
        found.push(Link { target: link.as_str().to_owned(), bytes, is_bare: true });
    }
}

/// The file that a relative target refers to: query and fragment removed, `.` and `..` resolved, and percent-encoding decoded.
pub fn local(url: &str) -> String {
    let path = decoded(&url[..url.find(['?', '#']).unwrap_or(url.len())]);
    let mut names: Vec<&str> = Vec::new();
    for name in path.split('/') {
        match name {
            "." => {}
            ".." if names.last().is_some_and(|last| *last != "..") => _ = names.pop(),
            name => names.push(name),
        }
    }
    names.join("/")
}

/// A relative path with percent-encoding decoded.
pub fn decoded(url: &str) -> String {
    let mut bytes = Vec::with_capacity(url.len());
    let mut rest = url.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let hex = tail.get(..2).and_then(|hex| std::str::from_utf8(hex).ok()).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match (first, hex) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| url.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, String, bool)> {
        links(text).into_iter().map(|link| (&text[link.bytes], link.target, link.is_bare)).collect()
    }

    #[test]
    fn links_are_found_where_a_reader_sees_them() {
        let text = "See [the graph](graph.png \"t\"), ![it](a%20b.png) and <https://a.example/> and https://b.example/x.";
        let expected = [
            ("[the graph](graph.png \"t\")", "graph.png", false),
            ("![it](a%20b.png)", "a%20b.png", false),
            ("<https://a.example/>", "https://a.example/", true),
            ("https://b.example/x", "https://b.example/x", true),
        ];
        assert_eq!(found(text), expected.map(|(at, target, bare)| (at, target.to_owned(), bare)));
    }

    #[test]
    fn code_and_the_text_of_a_link_have_no_links() {
        assert_eq!(found("`https://a.example/`\n\n```\nhttps://b.example/ [x](y)\n```\n"), []);
        assert_eq!(found("[https://a.example/](https://b.example/)").len(), 1);
    }

    #[test]
    fn the_words_of_a_text_have_no_marks() {
        assert_eq!(plain("Nothing to do."), "Nothing to do.");
        assert_eq!(
            plain("A **slow** `query`, see [the\nlog](log.txt)\n\n- one\n- two <b>"),
            "A slow query, see the log one two <b>"
        );
        assert_eq!(plain("a &amp; b \\* c"), "a & b * c");
    }

    #[test]
    fn a_text_may_begin_with_its_heading() {
        assert_eq!(first_heading("\n# How *we* review #\n\nText\n"), Some(("How *we* review", "\nText\n")));
        assert_eq!(first_heading("How we review\n=====\nText"), Some(("How we review", "Text")));
        for text in ["", "#", "## Two\n", "Text\n\n# One\n", "    # code\n"] {
            assert_eq!(first_heading(text), None, "{text}");
        }
    }

    #[test]
    fn a_target_means_a_file_however_it_is_written() {
        let targets = ["log.txt#L5", "./log.txt", "sub/../log.txt?x", "a%20b.txt", "../up.txt"];
        assert_eq!(targets.map(local), ["log.txt", "log.txt", "log.txt", "a b.txt", "../up.txt"]);
    }
}
