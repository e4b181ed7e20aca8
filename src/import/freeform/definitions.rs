//! Definitions of links and footnotes, and the names in a text that they are for.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use super::blocks::clean;
use crate::prose::markdown;

/// The definitions of links and footnotes of a document, by the name that stands in texts: `[name]`, `[name]: target`.
pub(super) fn of(text: &str) -> Vec<(String, String)> {
    let parser = Parser::new_ext(text, markdown::options());
    let links =
        parser.reference_definitions().iter().map(|(name, it)| (format!("[{name}]"), text[it.span.clone()].trim().to_owned()));
    links.chain(footnotes(text).map(|(name, range)| (name, clean(&text[range])))).collect()
}

/// The definitions of footnotes, by the name that stands in texts, `[^name]`, and their places.
pub(super) fn footnotes(text: &str) -> impl Iterator<Item = (String, Range<usize>)> {
    Parser::new_ext(text, markdown::options()).into_offset_iter().filter_map(|(event, range)| match event {
        Event::Start(Tag::FootnoteDefinition(name)) => Some((format!("[^{name}]"), range)),
        _ => None,
    })
}

/// What stands in brackets in a text, brackets included, such as names of links and footnotes; and whether it is defined there.
pub(super) fn bracketed(text: &str) -> impl Iterator<Item = (&str, bool)> {
    text.match_indices('[').filter_map(|(at, _)| {
        let inner = &text[at + 1..];
        let end = inner.find(['[', ']', '\n']).filter(|end| inner[*end..].starts_with(']'))?;
        let begins_line = text[..at].trim_end_matches(' ').ends_with('\n') || at == 0;
        Some((&text[at..at + end + 2], begins_line && inner[end + 1..].starts_with(':')))
    })
}
