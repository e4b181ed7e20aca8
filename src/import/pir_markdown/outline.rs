//! A document's parts: which of its headings are the document's own, and which are an author's text.
//!
//! An author's text may have lines that look like headings. The document's own stand in a known order, so of all headings with a
//! known name the longest chain in that order is taken to be the document's.

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag};

/// A part of a document: its heading, and what stands below it.
#[derive(Debug, Clone, Copy)]
pub(super) struct DocumentPart<'t> {
    /// The heading's text; empty for what stands before the first one.
    pub title: &'t str,
    pub body: &'t str,
    /// Where the body begins in the document, in bytes.
    pub start: usize,
}

/// Names of headings in their order. Names in one group are names of the same part, and any part may be missing.
pub(super) type Order = &'static [&'static [&'static str]];

impl<'t> DocumentPart<'t> {
    /// A whole document.
    pub(super) fn whole(text: &'t str) -> Self {
        let body = text.trim_start_matches('\u{feff}');
        Self { title: "", body, start: text.len() - body.len() }
    }

    /// What stands before the first heading of a level, and the parts after it. With an order, only headings with a known name in that
    /// order are those of parts.
    pub(super) fn split(self, level: HeadingLevel, order: Option<Order>) -> (Self, Vec<Self>) {
        let headings = headings(self.body, level);
        let own = if let Some(order) = order { known(&headings, order) } else { headings };
        let first = own.first().map_or(self.body.len(), |heading| heading.start);
        let before = Self { body: &self.body[..first], ..self };
        let ends = own.iter().skip(1).map(|heading| heading.start).chain([self.body.len()]);
        let part = |(heading, end): (&Heading<'t>, usize)| Self {
            title: heading.title,
            body: &self.body[heading.end..end],
            start: self.start + heading.end,
        };
        (before, own.iter().zip(ends).map(part).collect())
    }

    /// Where it stands in the document: its first line that says something.
    pub(super) fn span(self) -> std::ops::Range<usize> {
        let blank = self.body.len() - self.body.trim_start().len();
        let first = self.body.trim_start().lines().next().unwrap_or_default();
        self.start + blank..self.start + blank + first.trim_end().len()
    }
}

#[derive(Debug, Clone, Copy)]
struct Heading<'t> {
    title: &'t str,
    start: usize,
    end: usize,
}

/// The headings of a level that stand by themselves: not in a list, a quotation or code.
fn headings(text: &str, wanted: HeadingLevel) -> Vec<Heading<'_>> {
    let mut depth = 0_usize;
    let mut found = Vec::new();
    for (event, range) in Parser::new(text).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { level, .. }) if level == wanted && depth == 0 && text[range.clone()].starts_with('#') => {
                let title = text[range.clone()].trim().trim_start_matches('#').trim();
                found.push(Heading { title, start: range.start, end: range.end });
                depth += 1;
            }
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    found
}

/// The longest chain of headings in the known order; of equally long ones, the last.
fn known<'t>(headings: &[Heading<'t>], order: Order) -> Vec<Heading<'t>> {
    // For each rank, the longest chain that ends there: its length, its last heading, and the chain before it.
    let mut links: Vec<(usize, Option<usize>)> = Vec::new();
    let mut best: Vec<Option<(usize, usize)>> = vec![None; order.len()];
    for (index, heading) in headings.iter().enumerate() {
        for rank in (0..order.len()).rev().filter(|rank| order[*rank].iter().any(|name| name.eq_ignore_ascii_case(heading.title)))
        {
            let before = best[..rank].iter().flatten().max_by_key(|(length, _)| *length).copied();
            let length = before.map_or(0, |(length, _)| length) + 1;
            if best[rank].is_none_or(|(longest, _)| length >= longest) {
                links.push((index, before.map(|(_, link)| link)));
                best[rank] = Some((length, links.len() - 1));
            }
        }
    }
    let mut chain = Vec::new();
    let mut next = best.into_iter().flatten().max_by_key(|(length, _)| *length).map(|(_, link)| link);
    while let Some((index, before)) = next.and_then(|link| links.get(link)).copied() {
        chain.push(headings[index]);
        next = before;
    }
    chain.reverse();
    chain
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORDER: Order = &[&["Summary"], &["Timeline"], &["Actions"]];

    fn titles(text: &str) -> Vec<(&str, &str)> {
        let (_, parts) = DocumentPart::whole(text).split(HeadingLevel::H2, Some(ORDER));
        parts.into_iter().map(|part| (part.title, part.body.trim())).collect()
    }

    #[test]
    fn what_looks_like_a_heading_in_an_authors_text_stays_text() {
        let text = "# T\n\n## Summary\na\n\n## Not ours\nb\n\n## Timeline\nfake\n\n## Timeline\nreal\n\n```\n## Actions\n```\n## Actions\nc";
        let parts = titles(text);
        assert_eq!(parts.iter().map(|(title, _)| *title).collect::<Vec<_>>(), ["Summary", "Timeline", "Actions"]);
        assert!(parts[0].1.contains("## Not ours\nb") && parts[2].1 == "c", "{parts:?}");
    }
}
