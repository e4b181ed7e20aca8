//! HTML in foreign texts, as Markdown: a site shows raw HTML as text, because it could run scripts.
//!
//! Only elements of HTML are rewritten. `<START OF IMPACT>` and `Vec<String>` are text, and so is everything in code.

use std::borrow::Cow;

use pulldown_cmark::{Event, Parser};
use regex::Captures;

use super::pattern::Pattern;
use crate::prose::markdown;

/// Elements whose tags are removed, and their text stays.
#[rustfmt::skip]
const PLAIN: [&str; 38] = [
    "abbr", "audio", "big", "center", "cite", "dd", "details", "dfn", "dl", "dt", "figcaption", "figure", "font", "ins", "label",
    "mark", "ol", "picture", "q", "samp", "script", "section", "small", "source", "span", "style", "sub", "sup", "table", "tbody", "tfoot", "thead",
    "time", "u", "ul", "var", "video", "wbr",
];

/// What stands for a tag of an element: at its beginning, and at its end.
const MARKS: [(&[&str], &str, &str); 10] = [
    (&["b", "strong"], "**", "**"),
    (&["i", "em"], "*", "*"),
    (&["s", "del", "strike"], "~~", "~~"),
    (&["code", "kbd", "tt"], "`", "`"),
    (&["summary"], "**", "**"),
    (&["p", "div", "article", "section", "dl"], "\n\n", "\n\n"),
    (&["li", "dt", "dd"], "\n- ", ""),
    (&["blockquote"], "\n\n> ", "\n\n"),
    (&["pre"], "\n\n```\n", "\n```\n\n"),
    (&["tr"], "\n", " |"),
];

static TAG: Pattern = Pattern::new(
    r#"(?s)<!--.*?(?:-->|$)|<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)(?P<rest>(?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*\s*/?)>"#,
);
static ATTRIBUTE: Pattern =
    Pattern::new(r#"(?s)(?P<name>[^\s"'<>/=]+)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'=<>`]+))"#);
/// Elements that are no text at all.
static UNSEEN: Pattern = Pattern::new(r"(?is)<(script|style)\b.*?(?:</(?:script|style)\s*>|$)");

/// A text with Markdown in the place of HTML.
pub(super) fn to_markdown(text: &str) -> Cow<'_, str> {
    if !text.contains('<') {
        return Cow::Borrowed(text);
    }
    let events = Parser::new_ext(text, markdown::options()).into_offset_iter();
    let ranges = events.filter(|(event, _)| matches!(event, Event::Html(_) | Event::InlineHtml(_))).map(|(_, range)| range);
    let mut writer = Writer { out: String::with_capacity(text.len()), ..Writer::default() };
    let mut end = 0;
    for range in ranges {
        writer.out.push_str(text.get(end..range.start).unwrap_or_default());
        writer.html(&text[range.start.max(end)..range.end]);
        end = range.end;
    }
    if !writer.has_changed {
        return Cow::Borrowed(text);
    }
    writer.out.push_str(&text[end..]);
    Cow::Owned(writer.finish())
}

#[derive(Default)]
struct Writer {
    out: String,
    /// Where the words of each open link begin, and its address.
    links: Vec<(usize, String)>,
    has_changed: bool,
}

impl Writer {
    fn html(&mut self, html: &str) {
        let html = UNSEEN.replace_all(html, "");
        let mut end = 0;
        for tag in TAG.captures_iter(&html) {
            let whole = tag.get(0).map_or(0..0, |whole| whole.range());
            self.out.push_str(&html[end..whole.start]);
            end = whole.end;
            let name = tag.name("name").map(|name| name.as_str().to_lowercase()).unwrap_or_default();
            match self.tag(&name, &tag) {
                Some(()) => self.has_changed = true,
                None => self.out.push_str(&html[whole]),
            }
        }
        self.out.push_str(&html[end..]);
    }

    /// Writes what stands for a tag. `None` for what is no element of HTML.
    fn tag(&mut self, name: &str, tag: &Captures<'_>) -> Option<()> {
        let is_end = tag.name("end").is_some_and(|end| !end.as_str().is_empty());
        let attribute = |name: &str| attribute(&tag["rest"], name);
        match name {
            "br" => self.out.push('\n'),
            "hr" => self.out.push_str("\n\n---\n\n"),
            "td" | "th" => self.out.push_str(if is_end { " " } else { "| " }),
            "img" => {
                let (alt, source) = (attribute("alt").unwrap_or_default(), attribute("src").unwrap_or_default());
                if !source.is_empty() {
                    self.out.extend(["![", &alt.replace(['[', ']'], ""), "](", &address(&source), ")"]);
                }
            }
            "a" if is_end => self.end_link(),
            "a" => {
                self.links.push((self.out.len() + 1, attribute("href").unwrap_or_default()));
                self.out.push('[');
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = name[1..].parse().unwrap_or(1);
                self.out.extend(if is_end {
                    ["\n\n".to_owned(), String::new()]
                } else {
                    ["\n\n".to_owned(), "#".repeat(level) + " "]
                });
            }
            _ => match MARKS.iter().find(|(names, _, _)| names.contains(&name)) {
                Some((_, begin, end)) => self.out.push_str(if is_end { end } else { begin }),
                None => PLAIN.contains(&name).then_some(())?,
            },
        }
        Some(())
    }

    /// Ends a link: its words and its address. A picture that leads to itself is a picture.
    fn end_link(&mut self) {
        let Some((begin, url)) = self.links.pop() else { return };
        let words = &self.out[begin..];
        let is_safe = ["http://", "https://", "mailto:"].iter().any(|scheme| url.starts_with(scheme))
            || !url.contains(':') && !url.is_empty();
        if words.trim().starts_with("![") || !is_safe {
            self.out.remove(begin - 1);
        } else {
            let text = if words.trim().is_empty() { url.as_str() } else { "" };
            let end = format!("{text}]({})", address(&url));
            self.out.push_str(&end);
        }
    }

    fn finish(mut self) -> String {
        while !self.links.is_empty() {
            self.end_link();
        }
        self.out
    }
}

/// The value of an attribute in the rest of a tag.
fn attribute(rest: &str, name: &str) -> Option<String> {
    let found = ATTRIBUTE.captures_iter(rest).find(|found| found["name"].eq_ignore_ascii_case(name))?;
    let value = ["double", "single", "bare"].iter().find_map(|group| found.name(group))?.as_str();
    Some(value.replace("&amp;", "&").replace("&quot;", "\"").split_whitespace().collect::<Vec<_>>().join(" "))
}

/// An address between the parentheses of a link.
fn address(url: &str) -> String {
    if url.contains([' ', '(', ')', '<', '>']) { format!("<{}>", url.replace(['<', '>'], "")) } else { url.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_markdown_and_everything_else_is_as_it_was() {
        for (html, markdown) in [
            ("a<br>b<BR />c", "a\nb\nc"),
            (
                "<p>Fixed.</p><p>See <a href=\"https://e.com/?a=1&amp;b\">it</a>.</p>",
                "Fixed.\n\n\n\nSee [it](https://e.com/?a=1&b).",
            ),
            ("<img width=\"3\" alt='Error rate' src=\"https://e.com/a\">", "![Error rate](https://e.com/a)"),
            ("a <a href='https://e.com/a'><img src=https://e.com/a></a> b", "a ![](https://e.com/a) b"),
            ("x <a href=\"javascript:alert(1)\">y</a>", "x y"),
            ("a <b>b</b> <sub>c</sub> <kbd>d</kbd>", "a **b** c `d`"),
            ("<details><summary>More</summary>text</details>", "**More**text"),
            ("<ul><li>a</li><li>b</li></ul>", "- a\n- b"),
            ("a <script>alert(1)</script> b", "a alert(1) b"),
        ] {
            assert_eq!(to_markdown(html).trim(), markdown, "{html}");
        }
        for text in ["`<b>` <START OF IMPACT> Vec<String> <https://e.com> 1 < 2", "```\n<p>a</p>\n```", "<!-- <b> -->\n\na"] {
            assert_eq!(to_markdown(text), text);
        }
    }
}
