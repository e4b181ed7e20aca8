//! Finding the tags of a page that the server has to know: its policies and its style sheets.

use std::ops::Range;

/// Where the tags of that name are, each from `<` to `>`.
pub(super) fn tags(html: &str, name: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (start, _) in html.match_indices('<') {
        let rest = &html[start + 1..];
        let is_named = rest.get(..name.len()).is_some_and(|head| head.eq_ignore_ascii_case(name));
        if is_named && rest[name.len()..].starts_with(|letter: char| letter.is_ascii_whitespace() || letter == '>') {
            found.extend(end(rest).map(|end| start..start + 1 + end));
        }
    }
    found
}

/// The end of a tag: just past the first `>` outside of quotes.
fn end(tag: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

/// Where the value of an attribute is in a tag, without its quotes, and which quotes those are.
pub(super) fn attribute(tag: &str, name: &str) -> Option<(Range<usize>, char)> {
    let folded = tag.to_ascii_lowercase();
    for (at, found) in folded.match_indices(&format!("{name}=")) {
        let value = at + found.len();
        let quote = folded[value..].chars().next().filter(|quote| "\"'".contains(*quote));
        if let (true, Some(quote)) = (folded[..at].ends_with(|letter: char| letter.is_ascii_whitespace()), quote) {
            let length = folded[value + 1..].find(quote)?;
            return Some((value + 1..value + 1 + length, quote));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_found_with_their_attributes() {
        let html = "<LINK rel='x>y' href=\"a\"><linker><p><link\n rel=z>";
        let found: Vec<&str> = tags(html, "link").into_iter().map(|range| &html[range]).collect();
        assert_eq!(found, ["<LINK rel='x>y' href=\"a\">", "<link\n rel=z>"]);
        assert_eq!(attribute(found[0], "href"), Some((22..23, '"')));
        assert_eq!(attribute(found[0], "rel"), Some((11..14, '\'')));
        assert_eq!(attribute(found[1], "rel"), None);
        assert_eq!(attribute("<meta data-content=\"x\" content=\"y\">", "content").map(|(range, _)| range.start), Some(32));
    }
}
