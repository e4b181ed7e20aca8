//! Links and pictures of a text that lead to files, which an import cannot bring along.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use super::pattern::Pattern;
use crate::prose::markdown;

/// The pictures whose bytes are in a text itself: the links that show them, and their definitions.
#[derive(Debug, Default)]
pub(super) struct Embedded {
    /// What is left out, in the order of the text: everything but the words for a picture.
    pub parts: Vec<Range<usize>>,
    /// Where each picture is shown.
    pub places: Vec<usize>,
}

static IMAGE_TAG: Pattern = Pattern::new(r#"(?is)<img\b[^>]*\bsrc\s*=\s*["']?data:[^>]*>"#);

/// Finds the embedded pictures of a text: their addresses begin with `data:`.
pub(super) fn embedded(text: &str) -> Embedded {
    let mut found = Embedded::default();
    if !text.contains("data:") {
        return found;
    }
    let is_inside = |target: &str| target.starts_with("data:");
    let parser = Parser::new_ext(text, markdown::options());
    let definitions = parser.reference_definitions().iter().filter(|(_, definition)| is_inside(&definition.dest));
    found.parts.extend(definitions.map(|(_, definition)| definition.span.clone()));
    for (event, range) in parser.into_offset_iter() {
        match event {
            Event::Start(Tag::Image { dest_url, .. } | Tag::Link { dest_url, .. }) if is_inside(&dest_url) => {
                let written = &text[range.clone()];
                let from = range.start + written.find('[').map_or(0, |bracket| bracket + 1);
                let to = from + words(written).map_or(0, str::len);
                found.parts.extend([range.start..from, to..range.end]);
                found.places.push(range.start);
            }
            Event::Html(_) | Event::InlineHtml(_) => {
                for tag in IMAGE_TAG.find_iter(&text[range.clone()]) {
                    found.parts.push(range.start + tag.start()..range.start + tag.end());
                    found.places.push(range.start + tag.start());
                }
            }
            _ => {}
        }
    }
    found.parts.sort_by_key(|part| part.start);
    // A picture within another part is left out with it.
    let mut end = 0;
    found.parts.retain(|part| {
        let is_apart = part.start >= end;
        end = end.max(part.end);
        is_apart
    });
    found
}

/// Removes embedded pictures from a text, and returns how many there were.
pub(super) fn leave_out_embedded(text: &mut String) -> usize {
    let Embedded { parts, places } = embedded(text);
    replace(text, parts.into_iter().map(|part| (part, String::new())));
    places.len()
}

/// Replaces parts of a text, which are in order and do not overlap.
fn replace(text: &mut String, parts: impl IntoIterator<Item = (Range<usize>, String)>) {
    let (mut out, mut end) = (String::with_capacity(text.len()), 0);
    for (range, with) in parts {
        out.extend([&text[end..range.start], &with]);
        end = range.end;
    }
    if end > 0 {
        out.push_str(&text[end..]);
        *text = out;
    }
}

/// A link that was left out because its file is missing, or a picture on another host, which a site does not show.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Missing {
    /// The file's name.
    pub target: String,
    /// The link as it was written.
    pub written: String,
}

/// Replaces links whose file is missing by their words and the file's name. Returns them and pictures on other hosts, in their order.
pub(super) fn leave_out(text: &mut String, is_there: impl Fn(&str) -> bool) -> Vec<Missing> {
    let mut missing = Vec::new();
    let mut parts: Vec<(Range<usize>, String)> = Vec::new();
    for link in markdown::links(text).into_iter().rev() {
        let target = link.target.as_str();
        let is_remote_picture = target.contains("://") && text[link.bytes.clone()].starts_with('!');
        if is_remote_picture {
            missing.push(Missing { written: String::new(), target: link.target });
            continue;
        }
        let is_inside_another = parts.last().is_some_and(|(after, _)| link.bytes.end > after.start);
        if leads_out(target) || is_inside_another || is_there(target.split(['#', '?']).next().unwrap_or_default()) {
            continue;
        }
        let written = &text[link.bytes.clone()];
        let Some(words) = words(written) else { continue };
        let name = target.replace('`', "'");
        let code = if name.is_empty() { "no address".to_owned() } else { format!("`{name}`") };
        parts.push((link.bytes.clone(), if words.is_empty() { code } else { format!("{words} ({code})") }));
        missing.push(Missing { written: written.replace('\n', " "), target: link.target });
    }
    parts.reverse();
    replace(text, parts);
    missing.reverse();
    missing.dedup();
    missing
}

/// Whether a link needs no file: it leads to the web, to a mailbox, or to a part of the page.
fn leads_out(target: &str) -> bool {
    let lower = target.to_ascii_lowercase();
    ["http://", "https://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme))
        || target.starts_with('#') && target.len() > 1
}

/// The words between the brackets of a link or a picture.
fn words(written: &str) -> Option<&str> {
    let inner = written.strip_prefix('!').unwrap_or(written);
    match inner.strip_prefix('[') {
        Some(inner) => {
            let end = inner.rfind("](").or_else(|| inner.rfind("][")).or_else(|| inner.rfind(']'))?;
            Some(&inner[..end])
        }
        // `<file:notes>`, or a bare address of a scheme that no page links to.
        None => Some(""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_to_a_file_that_is_not_there_is_words() {
        let mut text =
            "a ![the graph](img/errors.png) b [log](log.txt) c [web](https://example.com) `[x](y)` [d](there.png)".to_owned();
        let missing = leave_out(&mut text, |name| name == "there.png");
        assert_eq!(text, "a the graph (`img/errors.png`) b log (`log.txt`) c [web](https://example.com) `[x](y)` [d](there.png)");
        let targets: Vec<_> = missing.iter().map(|link| link.target.as_str()).collect();
        assert_eq!(targets, ["img/errors.png", "log.txt"]);
    }
}
