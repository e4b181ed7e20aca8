//! The addresses in a text: targets of links and images, definitions of references, and bare URLs.

use std::ops::Range;

use percent_encoding::percent_decode_str;
use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};

use super::fold::Folded;
use super::rewrite::EditKind;
use crate::prose::markdown::options;

/// An address in a text.
#[derive(Debug)]
pub(super) struct Address {
    /// The byte range of the address, or of the link with it.
    whole: Range<usize>,
    /// The text of the link, which stays if the link is removed. `None` if readers see the address itself.
    text: Option<Range<usize>>,
    /// The address, decoded.
    pub decoded: String,
    /// The decoded address, folded.
    pub folded: Folded,
}

impl Address {
    fn new(whole: Range<usize>, text: Option<Range<usize>>, address: &str) -> Self {
        let decoded = decoded(address);
        Self { whole, text, folded: Folded::new(&decoded), decoded }
    }

    /// A value that is an address.
    pub(super) fn of_value(address: &str) -> Self {
        Self::new(0..address.len(), Some(0..0), address)
    }

    /// The byte ranges to remove if the address names a person, and what they are. A range can be empty.
    pub(super) fn removed(&self) -> ([Range<usize>; 2], EditKind) {
        let Range { start, end } = self.whole;
        let text = self.text.clone().unwrap_or(end..end);
        ([start..text.start, text.end..end], if self.text.is_some() { EditKind::Target } else { EditKind::Address })
    }
}

/// The addresses in a text. Those in links and images come before the bare ones, which include them.
pub(super) fn addresses(text: &str) -> Vec<Address> {
    if !["://", "](", "]:", "mailto:"].iter().any(|mark| text.contains(mark)) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let parser = Parser::new_ext(text, options());
    let definitions = parser.reference_definitions().iter();
    found.extend(definitions.map(|(_, it)| Address::new(it.span.clone(), Some(it.span.end..it.span.end), &it.dest)));
    found.sort_unstable_by_key(|definition| definition.whole.start);
    // The links and images that are open, each with the range of its text so far.
    let mut open: Vec<(Address, Option<Range<usize>>)> = Vec::new();
    for (event, bytes) in parser.into_offset_iter() {
        if let Event::End(TagEnd::Link | TagEnd::Image) = event
            && let Some((mut address, inside)) = open.pop()
        {
            let end = address.whole.end;
            address.text = address.text.map(|_| inside.unwrap_or(end..end));
            found.push(address);
        }
        if let Some((_, inside)) = open.last_mut() {
            let start = inside.as_ref().map_or(bytes.start, |inside| inside.start);
            *inside = Some(start..bytes.end);
        }
        if let Event::Start(Tag::Link { link_type, dest_url, .. } | Tag::Image { link_type, dest_url, .. }) = event {
            // The parser leaves the empty brackets out.
            let brackets = if link_type == LinkType::Collapsed && text[bytes.end..].starts_with("[]") { 2 } else { 0 };
            let bytes = bytes.start..bytes.end + brackets;
            let has_text = !matches!(link_type, LinkType::Autolink | LinkType::Email);
            open.push((Address::new(bytes, has_text.then_some(0..0), &dest_url), None));
        }
    }
    bare(text, &mut found);
    found
}

/// The URLs of a text, wherever they are. A target with a space is no link for Markdown, but is removed like one.
fn bare(text: &str, found: &mut Vec<Address>) {
    let mut end = 0;
    for (at, mark) in text.match_indices("://") {
        if at < end {
            continue;
        }
        let is_scheme = |letter: char| letter.is_ascii_alphanumeric() || "+.-".contains(letter);
        let (from, start) = (end, end + text[end..at].trim_end_matches(is_scheme).len());
        end = end_of_url(text, at + mark.len());
        let target = text[from..start].trim_end_matches('<').strip_suffix("](");
        let link = target.and_then(|before| {
            let last = end + text[end..].find([')', ']', '\n']).filter(|last| text[end + last..].starts_with(')'))?;
            let rest = text[end..last].trim_start_matches(['>', ' ']);
            let is_title = rest.is_empty() || rest.starts_with(['"', '\'', '(']);
            (!is_title).then_some((from + before.rfind('[')?, from + before.len(), last))
        });
        match link {
            Some((open, close, last)) => {
                found.push(Address::new(open..last + 1, Some(open + 1..close), &text[start..last]));
                end = last + 1;
            }
            None => found.push(Address::new(start..end, None, &text[start..end])),
        }
    }
}

/// Where a URL ends: before white space, a quotation mark, or a bracket that it has not opened, and without punctuation.
fn end_of_url(text: &str, start: usize) -> usize {
    let mut depth = 0_usize;
    let end = text[start..].find(|letter: char| match letter {
        '(' | '[' => {
            depth += 1;
            false
        }
        ')' | ']' if depth > 0 => {
            depth -= 1;
            false
        }
        _ => letter.is_whitespace() || "<>)]\"`|".contains(letter),
    });
    let end = end.map_or(text.len(), |end| start + end);
    start + text[start..end].trim_end_matches(['?', '!', '.', ',', ':', ';', '*', '_', '~', '\'']).len()
}

/// An address as it is compared: decoded, with `+` as a space, and with an `@` for the `~` before the name of a user.
fn decoded(address: &str) -> String {
    let mut decoded = address.to_owned();
    // An address in the query of another one is encoded twice.
    for _ in 0..3 {
        if decoded.contains('%') {
            decoded = percent_decode_str(&decoded).decode_utf8_lossy().into_owned();
        }
    }
    decoded.replace('+', " ").replace('~', "@")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_of_a_text_is_found_with_what_remains_without_it() {
        let cases = [
            ("see https://a.example/x_(y)/1, or", &[("https://a.example/x_(y)/1", "see *, or")][..]),
            (
                "[a *b*](https://a.example/%7Ab 'c') d",
                &[("https://a.example/zb", "a *b* d"), ("https://a.example/zb", "[a *b*](* 'c') d")],
            ),
            ("![a](b.png)![](c.png)", &[("b.png", "a![](c.png)"), ("c.png", "![a](b.png)")]),
            ("<https://a.example/@b>", &[("https://a.example/@b", "*"), ("https://a.example/@b", "<*>")]),
            (
                "[a][r] [r][] [r]\n\n[r]: b.txt 'c'",
                &[
                    ("b.txt", "[a][r] [r][] [r]\n\n"),
                    ("b.txt", "a [r][] [r]\n\n[r]: b.txt 'c'"),
                    ("b.txt", "[a][r] r [r]\n\n[r]: b.txt 'c'"),
                    ("b.txt", "[a][r] [r][] r\n\n[r]: b.txt 'c'"),
                ],
            ),
            ("[a](https://b.example/c d) e", &[("https://b.example/c d", "a e")]),
            ("a `https://b.example/~c%2520d` e", &[("https://b.example/@c d", "a `*` e")]),
            ("no address: a/b", &[]),
        ];
        for (text, expected) in cases {
            let without = |address: Address| {
                let (ranges, kind) = address.removed();
                let mut left = text.to_owned();
                let ranges = ranges.into_iter().rev().filter(|bytes| !bytes.is_empty());
                ranges.for_each(|bytes| left.replace_range(bytes, if kind == EditKind::Address { "*" } else { "" }));
                (address.decoded, left)
            };
            let found: Vec<_> = addresses(text).into_iter().map(without).collect();
            let found: Vec<_> = found.iter().map(|(address, left)| (address.as_str(), left.as_str())).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
