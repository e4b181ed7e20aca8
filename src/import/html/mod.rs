//! HTML in foreign texts, as Markdown: a site shows raw HTML as text, because it could run scripts.
//!
//! Only elements of HTML are rewritten. `<START OF IMPACT>` and `Vec<String>` are text, and so is everything in code. Comments stay.

mod element;
mod text;
mod writer;

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use self::element::ElementKind;
pub(super) use self::text::begins_with_block;
use self::writer::HtmlConverter;
use super::pattern::Pattern;
use crate::prose::markdown;

static TAG: Pattern = Pattern::new(
    r#"(?s)(?P<comment><!--.*?(?:-->|$))|<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9:-]*)(?P<rest>(?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*\s*/?)>"#,
);
static PREFIXED: Pattern = Pattern::new(
    r#"(?s)<(?P<end>/)?(?P<name>[A-Za-z][A-Za-z0-9]*:[A-Za-z][A-Za-z0-9-]*)(?:\s+[^\s"'<>/=]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*(?P<empty>/)?>"#,
);

/// A text with Markdown in the place of HTML.
pub(super) fn to_markdown(text: &str) -> Cow<'_, str> {
    if !text.contains('<') {
        return Cow::Borrowed(text);
    }
    let pieces = pieces(text);
    let ended: HashSet<String> =
        pieces.iter().flat_map(|piece| TAG.captures_iter(&text[piece.clone()])).filter_map(|tag| end_of(&tag)).collect();
    let (mut converter, mut end) = (HtmlConverter::new(text.len()), 0);
    for piece in pieces {
        converter.text(&text[end..piece.start], false);
        end = piece.end;
        html(&mut converter, &text[piece], &ended);
    }
    if !converter.has_changed {
        return Cow::Borrowed(text);
    }
    converter.text(&text[end..], false);
    Cow::Owned(converter.finish())
}

/// The places of HTML in a text. An element with a prefix, such as `<ac:link>`, is none to Markdown.
fn pieces(text: &str) -> Vec<Range<usize>> {
    let (mut found, mut code) = (Vec::new(), Vec::new());
    for (event, range) in Parser::new_ext(text, markdown::options()).into_offset_iter() {
        match event {
            Event::Html(_) | Event::InlineHtml(_) => found.push(range),
            Event::Code(_) | Event::Start(Tag::CodeBlock(_)) => code.push(range),
            _ => {}
        }
    }
    let is_in_code = |at: usize| {
        let before = code.partition_point(|range: &Range<usize>| range.start <= at);
        code[..before].last().is_some_and(|range| at < range.end)
    };
    let ends = PREFIXED.captures_iter(text).filter(|tag| tag.name("end").is_some());
    let ended: HashSet<&str> = ends.filter_map(|tag| Some(tag.name("name")?.as_str())).collect();
    found.extend(PREFIXED.captures_iter(text).filter_map(|tag| {
        let range = tag.get(0)?.range();
        let is_element = tag.name("empty").is_some() || ended.contains(&tag["name"]);
        (is_element && !is_in_code(range.start)).then_some(range)
    }));
    found.sort_by_key(|range| range.start);
    found.into_iter().fold(Vec::new(), |mut pieces: Vec<Range<usize>>, range| {
        match pieces.last_mut() {
            Some(last) if last.end >= range.start => last.end = range.end.max(last.end),
            _ => pieces.push(range),
        }
        pieces
    })
}

/// The name of the element that a tag ends.
fn end_of(tag: &regex::Captures<'_>) -> Option<String> {
    tag.name("end").filter(|end| !end.as_str().is_empty()).map(|_| tag["name"].to_lowercase())
}

/// Writes a piece of HTML. `ended` are the elements that have an end somewhere: `<title>` alone is a placeholder.
fn html(converter: &mut HtmlConverter, html: &str, ended: &HashSet<String>) {
    let mut end = 0;
    for tag in TAG.captures_iter(html) {
        let whole = tag.get(0).map_or(0..0, |whole| whole.range());
        converter.text(&html[end..whole.start], true);
        end = whole.end;
        let Some(name) = tag.name("name").map(|name| name.as_str().to_lowercase()) else {
            converter.comment(&html[whole]);
            continue;
        };
        let rest = &tag["rest"];
        let is_element = |kind: &ElementKind| {
            kind.may_have_no_end()
                || ended.contains(&name)
                || !rest.trim().is_empty()
                || *kind != ElementKind::Plain && *kind != ElementKind::Hidden
        };
        match ElementKind::of(&name).filter(is_element) {
            None => converter.text(&html[whole], true),
            Some(kind) if end_of(&tag).is_some() => converter.end(&name, kind),
            Some(kind) => converter.begin(name, kind, rest),
        }
    }
    converter.text(&html[end..], true);
}

/// Whether a text has HTML or an entity of HTML in it.
pub(super) fn is_in(text: &str) -> bool {
    text::has_entity(text) || matches!(to_markdown(text), Cow::Owned(_))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_markdown() {
        for (html, markdown) in [
            ("a<br>b<BR />c", "a\nb\nc"),
            ("<p>Fixed.</p><p>See <a href=\"https://e.com/?a=1&amp;b\">it</a>.</p>", "Fixed.\n\nSee [it](https://e.com/?a=1&b)."),
            ("<img width=\"3\" alt='Error rate' src=\"https://e.com/a\">", "![Error rate](https://e.com/a)"),
            ("a <a href='https://e.com/a'><img src=https://e.com/a></a> b", "a ![](https://e.com/a) b"),
            ("x <a href=\"javascript:alert(1)\">y</a>", "x y"),
            ("a <b>b</b> <sub>c</sub> <kbd>d</kbd>", "a **b** c `d`"),
            ("<details><summary>More</summary>text</details>", "**More**\n\ntext"),
            ("a <script>alert(1)</script>b", "a b"),
            ("<h2>A <i>b</i></h2>text", "## A *b*\n\ntext"),
            ("<blockquote><p>a</p><p>b</p></blockquote>c", "> a\n>\n> b\n\nc"),
        ] {
            assert_eq!(to_markdown(html).trim(), markdown, "{html}");
        }
    }

    #[test]
    fn lists_keep_their_numbers_and_their_depth() {
        for (html, markdown) in [
            ("a<ul><li>b</li><li>c</li></ul>d", "a\n\n- b\n- c\n\nd"),
            ("<ul>\n    <li>a\n      <ul>\n  <li>b</li></ul>c</li>\n    <li><p>d</p></li>\n</ul>", "- a\n  - b\n\n  c\n- d"),
            ("<ol><li>a<ul><li>b</li></ul></li><li>c</ol>", "1. a\n   - b\n2. c"),
            ("<ol start=\"3\"><li>a<li>b</ol>", "3. a\n4. b"),
            ("<ul><li>a</li><ul><li>b</li></ul></ul>", "- a\n  - b"),
            ("<ul><li><input type=\"checkbox\" checked> a</li><li><input type=checkbox>b</ul>", "- [x] a\n- [ ] b"),
            ("<dl><dt>a</dt><dd>b</dd></dl>", "- a\n- b"),
            ("<ul><li>a<pre>b\nc</pre></li></ul>", "- a\n\n  ```\n  b\n  c\n  ```"),
        ] {
            assert_eq!(to_markdown(html).trim(), markdown, "{html}");
        }
    }

    #[test]
    fn tables_have_a_head_and_one_line_for_each_row() {
        for (html, markdown) in [
            ("<table><tr><th>h<th>i</tr><tr><td>1</td><td>2|3</td></tr></table>", "| h | i |\n|---|---|\n| 1 | 2\\|3 |"),
            (
                "a<table>\n<thead>\n<tr>\n<th>h</th></tr></thead>\n<tbody><tr><td colspan=2><p>1</p><p>2</p></td></tr></tbody></table>b",
                "a\n\n| h |  |\n|---|---|\n| 1 2 |  |\n\nb",
            ),
            ("<table><caption>c</caption><tr><td>a</table>", "c\n\n| a |\n|---|"),
        ] {
            assert_eq!(to_markdown(html).trim(), markdown, "{html}");
        }
    }

    #[test]
    fn code_shows_the_characters_that_html_shows() {
        for (html, markdown) in [
            ("<pre><code>a  b\nc</code></pre>", "```\na  b\nc\n```"),
            ("<pre>\n&lt;div&gt;\n\n  &amp;amp;</pre>x", "```\n<div>\n\n  &amp;\n```\n\nx"),
            ("a <code>&lt;div&gt; &#39;</code>", "a `<div> '`"),
            ("<code>a`b</code> <code></code>c", "``a`b`` c"),
            ("<pre>```</pre>", "````\n```\n````"),
            ("<code>a <b>b</b></code>", "`a b`"),
        ] {
            assert_eq!(to_markdown(html).trim(), markdown, "{html}");
        }
    }

    #[test]
    fn marks_stand_beside_words() {
        for (html, markdown) in [
            ("a<b> bold </b>c", "a **bold** c"),
            ("a <b></b><i> </i>b", "a  b"),
            ("<b>a</b><b>b</b>", "**ab**"),
            ("<b>Status:</b>up <b>Note:</b> x", "Status:up **Note:** x"),
            ("<b><strong>a</strong></b> <b><i>b</i></b>", "**a** ***b***"),
            ("<b>a:</b><i>b</i> <b>a</b><i>b</i>", "a:b **a**b"),
            ("<b>a", "**a**"),
            ("<b><p>a</p><p>b</p></b>", "a\n\nb"),
        ] {
            assert_eq!(to_markdown(html).trim(), markdown, "{html}");
        }
    }

    #[test]
    fn no_tag_of_an_element_is_shown() {
        for (html, markdown) in [
            ("a<iframe src=\"https://e.com/v\"></iframe>", "a[https://e.com/v](https://e.com/v)"),
            ("a<svg viewBox=\"0\"><path d=\"M0\"/></svg><input>b", "ab"),
            ("<o:p>a</o:p> <ac:structured-macro ac:name=\"x\"><ac:parameter>b</ac:parameter></ac:structured-macro>", "a b"),
            ("a <form action=\"/\"><button>b</button></form>", "a b"),
        ] {
            assert_eq!(to_markdown(html).trim(), markdown, "{html}");
        }
    }

    #[test]
    fn everything_else_is_as_it_was() {
        for text in [
            "`<b>` <START OF IMPACT> Vec<String> <https://e.com> 1 < 2",
            "```\n<p>a</p>\n```",
            "<!-- <b> -->\n\na",
            "a <title> and <data>",
        ] {
            assert_eq!(to_markdown(text), text);
        }
    }
}
