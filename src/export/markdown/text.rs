//! A Markdown writer for headings, facts, lists and texts from incident files.

use std::borrow::Cow;
use std::fmt::Write as _;

use linkify::{LinkFinder, LinkKind};
use pulldown_cmark::{Event, HeadingLevel, Parser, Tag};

use crate::incident::Visibility;
use crate::prose::markdown::is_web;

/// The markup of the deepest heading level.
const HASHES: &str = "######";

/// A Markdown document under construction.
pub(super) struct MarkdownWriter {
    text: String,
    /// Whether the last thing written was a list item.
    in_list: bool,
}

impl MarkdownWriter {
    /// An empty document, with the capacity for a typical review.
    pub(super) fn new() -> Self {
        Self { text: String::with_capacity(16 * 1024), in_list: false }
    }

    /// The document, with one trailing newline.
    pub(super) fn finish(self) -> String {
        let mut text = self.text.trim_end().to_owned();
        text.push('\n');
        text
    }

    /// A heading with plain text.
    pub(super) fn heading(&mut self, level: usize, title: &str) {
        self.gap();
        self.parts(&[&HASHES[..level.min(HASHES.len())], " ", &escaped(title.trim())]);
        self.in_list = false;
    }

    /// A paragraph with Markdown.
    pub(super) fn paragraph(&mut self, text: &str) {
        self.block(text.trim());
    }

    /// A heading with a text below it, whose own headings become deeper. Writes nothing if there is no text.
    pub(super) fn section(&mut self, level: usize, title: &str, text: Option<&str>) {
        if let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) {
            self.heading(level, title);
            self.section_text(text, level + 1);
        }
    }

    /// A text, whose headings are moved to `level` and deeper.
    pub(super) fn section_text(&mut self, text: &str, level: usize) {
        self.block(&nested(text.trim(), level));
    }

    /// A heading with a list of texts. Writes nothing if there are none.
    pub(super) fn list(&mut self, level: usize, title: &str, items: &[String]) {
        if !items.is_empty() {
            self.heading(level, title);
            items.iter().for_each(|item| self.item(item.trim()));
        }
    }

    /// A fact: a name, and a value in Markdown.
    pub(super) fn fact(&mut self, name: &str, value: &str) {
        self.item(&["**", &escaped(name), ":** ", value].concat());
    }

    /// A fact with several plain-text values, each on its own line. Writes nothing if there are none.
    pub(super) fn fact_names(&mut self, name: &str, values: &[String]) {
        let values: Vec<String> = values.iter().map(|value| escaped(value).into_owned()).collect();
        self.fact_items(name, &values);
    }

    /// A fact with several plain-text values: a list in a sentence, or each on its own line if that could be misread. Writes
    /// nothing if there are none.
    pub(super) fn fact_list(&mut self, name: &str, values: &[String]) {
        let is_misread = |value: &String| value.contains(", ") || value.contains(" and ");
        if values.len() > 1 && values.iter().any(is_misread) {
            self.fact_names(name, values);
        } else if !values.is_empty() {
            let values: Vec<Cow<'_, str>> = values.iter().map(|value| escaped(value)).collect();
            self.fact(name, &crate::prose::list(&values));
        }
    }

    /// A fact with several values in Markdown, each on its own line. Writes nothing if there are none.
    pub(super) fn fact_items(&mut self, name: &str, values: &[String]) {
        if !values.is_empty() {
            self.item(&format!("**{}:**", escaped(name)));
            values.iter().for_each(|value| self.parts(&["  - ", &indented(value, "    ")]));
        }
    }

    /// A list item in Markdown. Further lines are indented.
    pub(super) fn item(&mut self, text: &str) {
        if !self.in_list {
            self.gap();
        }
        self.parts(&["- ", &indented(text, "  ")]);
        self.in_list = true;
    }

    /// A detail of the previous item. Writes nothing if the text is empty.
    pub(super) fn detail(&mut self, name: &str, text: &str) {
        if !text.trim().is_empty() {
            self.parts(&["  - ", name, ": ", &indented(text.trim(), "    ")]);
        }
    }

    /// Marks the previous item as internal, unless it is public.
    pub(super) fn visibility(&mut self, visibility: Visibility) {
        if !visibility.is_public() {
            self.detail("Visibility", visibility.label());
        }
    }

    fn block(&mut self, text: &str) {
        self.gap();
        self.parts(&[text]);
        self.in_list = false;
    }

    fn gap(&mut self) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    /// Writes a line from several parts.
    fn parts(&mut self, parts: &[&str]) {
        parts.iter().for_each(|part| self.text.push_str(part));
        self.text.push('\n');
    }
}

/// Escapes plain text for Markdown. A bare URL stays as it is, because a backslash would become a part of it.
pub(crate) fn escaped(text: &str) -> Cow<'_, str> {
    let is_sign = |byte: u8| matches!(byte, b'\\' | b'*' | b'_' | b'[' | b']' | b'<' | b'>' | b'`' | b'&' | b'\n' | b'\r');
    if !text.bytes().any(is_sign) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len());
    for span in LinkFinder::new().kinds(&[LinkKind::Url]).spans(text) {
        // A `;` may end an entity such as `&copy;`. Marks at the end are not part of the URL.
        let is_url = span.kind().is_some() && is_web(span.as_str()) && !span.as_str().contains([';', '\\']);
        let url = if is_url { span.as_str().trim_end_matches(['*', '_', '~']) } else { "" };
        escaped.push_str(url);
        escape(&span.as_str()[url.len()..], &mut escaped);
    }
    Cow::Owned(escaped)
}

fn escape(text: &str, escaped: &mut String) {
    for c in text.chars() {
        match c {
            '\\' | '*' | '_' | '[' | ']' | '<' | '>' | '`' | '&' => escaped.extend(['\\', c]),
            '\n' | '\r' => escaped.push(' '),
            _ => escaped.push(c),
        }
    }
}

/// Indents all lines but the first, to continue a list item.
fn indented<'t>(text: &'t str, indent: &str) -> Cow<'t, str> {
    if text.contains('\n') { Cow::Owned(text.replace('\n', &format!("\n{indent}"))) } else { Cow::Borrowed(text) }
}

/// Moves the headings of a text to `level` and deeper.
fn nested(text: &str, level: usize) -> Cow<'_, str> {
    if !text.lines().any(may_be_heading) {
        return Cow::Borrowed(text);
    }
    let mut headings = Vec::new();
    for (event, range) in Parser::new(text).into_offset_iter() {
        if let Event::Start(Tag::Heading { level, .. }) = event {
            headings.push((level, range));
        }
    }
    let shallowest = headings.iter().map(|(level, _)| *level).min().unwrap_or(HeadingLevel::H1) as usize;
    let mut out = String::with_capacity(text.len() + headings.len() * 4);
    let mut end = 0;
    for (own, range) in headings {
        out.push_str(&text[end..range.start]);
        let depth = (own as usize - shallowest + level).min(6);
        let newline = if text[range.clone()].ends_with('\n') { "\n" } else { "" };
        let _ = write!(out, "{} {}{newline}", "#".repeat(depth), bare(&text[range.clone()]));
        end = range.end;
    }
    out.push_str(&text[end..]);
    Cow::Owned(out)
}

/// Whether a line may belong to a heading: it starts with `#`, or is an underline of `=` or `-`.
fn may_be_heading(line: &str) -> bool {
    let line = line.trim_start_matches([' ', '>']).trim_end();
    let underlines = |sign: u8| !line.is_empty() && line.bytes().all(|byte| byte == sign);
    line.starts_with('#') || underlines(b'=') || underlines(b'-')
}

/// The content of a heading on one line, without its markup.
fn bare(heading: &str) -> String {
    let heading = heading.trim();
    let lines: Vec<&str> = heading.lines().collect();
    if lines.len() < 2 {
        return heading.trim_start_matches('#').trim().to_owned();
    }
    lines[..lines.len().saturating_sub(1)].iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_authors_headings_become_deeper_and_code_stays_code() {
        let text = "# One\n\ntext\n\nTwo\n---\n\n```\n# not a heading\n```";
        assert_eq!(nested(text, 3), "### One\n\ntext\n\n#### Two\n\n```\n# not a heading\n```");
        assert_eq!(nested("#hashtag\n---\n", 3), "### #hashtag\n");
    }

    #[test]
    fn plain_text_is_no_markup() {
        assert_eq!(escaped("See https://a.example/x_y_*z*, `b`"), "See https://a.example/x_y_*z\\*, \\`b\\`");
        assert_eq!(escaped("_https://a.example/?a=1&b_c=2_"), "\\_https://a.example/?a=1&b_c=2\\_");
        assert_eq!(escaped("<b> *x* _y_ [z] &copy;"), "\\<b\\> \\*x\\* \\_y\\_ \\[z\\] \\&copy;");
    }
}
