//! Texts in HTML and in Markdown: entities, lines, and how a text begins.

use std::borrow::Cow;

use pulldown_cmark::{Event, Parser, Tag};

use crate::import::pattern::Pattern;
use crate::prose::markdown;

static ENTITY: Pattern = Pattern::new(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});");

/// Whether a text has an entity in it.
pub(super) fn has_entity(text: &str) -> bool {
    ENTITY.is_match(text)
}

/// A text with characters in the place of entities: `&lt;` is `<`.
pub(super) fn decoded(text: &str) -> Cow<'_, str> {
    ENTITY.replace_all(text, |found: &regex::Captures<'_>| markdown::plain(&found[0]).into_owned())
}

/// Whether a text begins with a list, a heading, a table or another block that needs a line of its own.
pub(in crate::import) fn begins_with_block(text: &str) -> bool {
    match Parser::new_ext(text.trim_start(), markdown::options()).next() {
        None | Some(Event::Start(Tag::Paragraph)) => false,
        // `14. of March`: a number at the beginning of a sentence.
        Some(Event::Start(Tag::List(Some(first)))) => first <= 1,
        Some(_) => true,
    }
}

/// The lines of a text as one.
pub(super) fn one_line(text: &str) -> String {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A text with something before its first line, and something before each other line that is not empty.
pub(super) fn prefixed(text: &str, first: &str, other: &str) -> String {
    let lines = text.lines().enumerate().map(|(index, line)| format!("{}{line}", if index == 0 { first } else { other }));
    lines.map(|line| line.trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

/// The length of the longest run of backticks.
pub(super) fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_read_as_characters() {
        assert_eq!(decoded("&lt;&#x41;&nope; &amp;lt;"), "<A&nope; &lt;");
    }
}
