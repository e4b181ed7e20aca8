//! What is taken out of a document before it is read: comments and embedded pictures.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use crate::import::links::{self, Embedded};
use crate::prose::markdown;

/// Fills the place of a comment or a picture, so that all else keeps its own. It is removed from every text of a block.
pub(super) const FILLER: char = '\u{1}';

/// A comment of a document.
pub(super) struct Comment {
    pub text: String,
    pub span: Range<usize>,
}

/// A document without its comments, everything else in its place; and the comments.
pub(super) fn without_comments(text: &str) -> (String, Vec<Comment>) {
    let mut comments: Vec<Range<usize>> = Vec::new();
    for (event, range) in Parser::new_ext(text, markdown::options()).into_offset_iter() {
        if matches!(event, Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_)) {
            let mut from = range.start;
            while let Some(start) = text.get(from..range.end).and_then(|html| html.find("<!--")).map(|at| from + at) {
                let end = text[start..range.end].find("-->").map_or(range.end, |at| start + at + 3);
                if comments.last().is_none_or(|last| last.end <= start) {
                    comments.push(start..end);
                }
                from = end;
            }
        }
    }
    let out = without(text, &comments);
    let comments = comments.into_iter().map(|span| Comment { text: inner(&text[span.clone()]), span });
    (out, comments.collect())
}

/// A document without embedded pictures, everything else in its place; and where they were.
pub(super) fn without_pictures(text: &str) -> (String, Vec<usize>) {
    let Embedded { parts, places } = links::embedded(text);
    (without(text, &parts), places)
}

/// A document without the backslashes of word processors before marks that need none: `e\-mail`, `done\.`. Everything else is in its
/// place. At the beginning of a line such a mark may need its backslash.
pub(super) fn without_escapes(text: &str) -> String {
    const NEEDLESS: [char; 10] = ['-', '.', '(', ')', '!', '=', '+', '#', ':', ','];
    let mut escapes: Vec<Range<usize>> = Vec::new();
    for (_, range) in Parser::new_ext(text, markdown::options()).into_offset_iter().filter(|(it, _)| matches!(it, Event::Text(_)))
    {
        let Some(before) = text[..range.start].strip_suffix('\\') else { continue };
        let line = before.rsplit('\n').next().unwrap_or_default();
        let behind = &text[range.start..];
        let is_number = behind.starts_with(['.', ')']) && !line.contains(char::is_alphabetic);
        let is_link = line.ends_with(']') || behind.starts_with("![");
        if behind.starts_with(NEEDLESS) && line.contains(char::is_alphanumeric) && !is_number && !is_link {
            escapes.push(before.len()..range.start);
        }
    }
    without(text, &escapes)
}

/// A text with filler in the place of these parts, which are in order and do not overlap.
pub(super) fn without(text: &str, parts: &[Range<usize>]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut is_line_blank = true;
    for range in parts {
        let before = &text[out.len()..range.start];
        is_line_blank = match before.rsplit_once('\n') {
            Some((_, line)) => line.trim().is_empty(),
            None => is_line_blank && before.trim().is_empty(),
        };
        let behind = text[range.end..].trim_start_matches(|c: char| c.is_whitespace() && c != '\n');
        let is_alone = is_line_blank && (behind.is_empty() || behind.starts_with('\n'));
        let filler = if is_alone { ' ' } else { FILLER };
        out.push_str(before);
        out.extend(text[range.clone()].bytes().map(|byte| if byte == b'\n' { '\n' } else { filler }));
        is_line_blank = false;
    }
    out.push_str(&text[out.len()..]);
    out
}

fn inner(comment: &str) -> String {
    let text = comment.trim_start_matches("<!--").trim_end_matches("-->");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::freeform::blocks::read;

    #[test]
    fn backslashes_go_where_nothing_needs_them() {
        assert_eq!(without_escapes("an \\é and \\"), "an \\é and \\");
        let text = "An e\\-mail \\(twice\\)\\.\n1\\. no list\n\\- no item\n`a\\-b` [x]\\(y\\)\n";
        let without = without_escapes(text);
        assert_eq!(without.len(), text.len());
        let expected = "An e-mail (twice).\n1\\. no list\n\\- no item\n`a\\-b` [x]\\(y)\n";
        assert_eq!(without.replace(FILLER, ""), expected);
    }

    #[test]
    fn comments_go_and_everything_else_keeps_its_place() {
        let text = "<!-- one\ntwo -->\n\na <!-- b --> c `<!-- d -->`\n";
        let (without, comments) = without_comments(text);
        assert_eq!((without.len(), comments.len()), (text.len(), 2));
        assert_eq!(comments[0].text, "one two");
        assert_eq!(read(&without, 0)[0].text, "a  c `<!-- d -->`");
    }
}
