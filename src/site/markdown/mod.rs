//! Renders Markdown to HTML. Raw HTML from the author is shown as text, and scripts never run.
//!
//! The parser's events are filtered before rendering, so the output needs no sanitising. Link targets are restricted by `target`,
//! and images must be attachments of the page.

mod filter;

use std::collections::{BTreeMap, BTreeSet};

use pulldown_cmark::html;

use filter::filtered;

use crate::config::Autolink;
use crate::locale::Locale;
use crate::prose::markdown::{WholeAddresses, is_web};

/// Generates unique ids for one page.
#[derive(Debug, Default)]
pub struct Ids {
    reserved: &'static [&'static str],
    taken: BTreeSet<String>,
    /// How often each base was requested, to number equal headings.
    copies: BTreeMap<String, usize>,
    texts: usize,
}

impl Ids {
    /// Reserves the ids used by the page itself.
    pub fn with(reserved: &'static [&'static str]) -> Self {
        Self { reserved, ..Self::default() }
    }

    /// An id derived from `text`, unique on the page.
    pub fn unique(&mut self, text: &str) -> String {
        let mut base = String::new();
        for c in text.chars().flat_map(char::to_lowercase) {
            if c.is_alphanumeric() {
                base.push(c);
            } else if !base.is_empty() && !base.ends_with('-') {
                base.push('-');
            }
        }
        let base = match base.trim_end_matches('-') {
            "" => "part".to_owned(),
            // This form is reserved for footnotes.
            base if base.starts_with("fn-") => format!("part-{base}"),
            base => base.to_owned(),
        };
        let copies = self.copies.entry(base.clone()).or_default();
        loop {
            *copies += 1;
            let id = if *copies == 1 { base.clone() } else { format!("{base}-{copies}") };
            if !self.reserved.contains(&id.as_str()) && self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}

/// Renders the Markdown texts of one page.
pub struct Markdown<'a> {
    ids: Ids,
    /// Whether a relative path is an attachment of the page.
    is_attachment: &'a dyn Fn(&str) -> bool,
    /// The address of the incident with a given id, if there is one.
    incident: &'a dyn Fn(&str) -> Option<String>,
    /// Patterns that become links.
    autolinks: &'a [Autolink],
    place: Place<'a>,
    locale: &'a Locale,
}

/// Where a text is shown.
#[derive(Debug, Clone, Copy)]
enum Place<'a> {
    /// On its own page, where relative addresses work as they are.
    Page,
    /// In another document, such as a feed. The absolute URL of its own page is given, if known.
    Elsewhere(Option<&'a str>),
    /// On every page: relative addresses start at the site's root. The relative path to the root is given.
    Below(&'a str),
}

impl<'a> Markdown<'a> {
    /// A renderer for a page that uses the ids in `reserved` itself.
    pub fn new(reserved: &'static [&'static str], is_attachment: &'a dyn Fn(&str) -> bool, locale: &'a Locale) -> Self {
        Self { ids: Ids::with(reserved), is_attachment, incident: &|_| None, autolinks: &[], place: Place::Page, locale }
    }

    /// Turns incident ids into links to the address that `incident` returns for them.
    #[must_use]
    pub fn linking(self, incident: &'a dyn Fn(&str) -> Option<String>) -> Self {
        Self { incident, ..self }
    }

    /// For texts shown outside of their page, such as in a feed: relative addresses are resolved to absolute ones. If the page's
    /// absolute URL is unknown, links and images that need it are reduced to their text.
    #[must_use]
    pub fn elsewhere(self, page: Option<&'a str>) -> Self {
        Self { place: Place::Elsewhere(page), ..self }
    }

    /// For texts shown on every page: relative addresses start at the site's root, and `root` is the relative path to it.
    #[must_use]
    pub fn below(self, root: &'a str) -> Self {
        Self { place: Place::Below(root), ..self }
    }

    /// Turns matches of the autolink patterns into links.
    #[must_use]
    pub fn autolinking(self, autolinks: &'a [Autolink]) -> Self {
        Self { autolinks, ..self }
    }

    /// The ids of the page.
    pub fn ids(&mut self) -> &mut Ids {
        &mut self.ids
    }

    /// Renders a text of any length. Its own headings start at `level`, from 1 to 6.
    pub fn block(&mut self, text: &str, level: usize) -> String {
        if is_plain(text) && !self.has_words_to_link(text) {
            return format!("<p>{}</p>", text.trim_end().replace('>', "&gt;"));
        }
        let mut html = String::with_capacity(text.len() * 5 / 4 + 32);
        html::push_html(&mut html, filtered(self, &WholeAddresses::of(text).text, level).into_iter());
        html.truncate(html.trim_end().len());
        html
    }

    /// Renders a text for a list or a table. A single paragraph is rendered without its `<p>` tags.
    pub fn item(&mut self, text: &str, level: usize) -> String {
        if is_plain(text) && !self.has_words_to_link(text) {
            return text.trim_end().replace('>', "&gt;");
        }
        let html = self.block(text, level);
        match html.strip_prefix("<p>").and_then(|rest| rest.strip_suffix("</p>")) {
            Some(inner) if !inner.contains("<p>") => inner.to_owned(),
            _ => html,
        }
    }

    fn has_words_to_link(&self, text: &str) -> bool {
        candidates(text).any(|(_, id)| (self.incident)(id).is_some())
            || self.autolinks.iter().any(|autolink| autolink.find(text).next().is_some())
    }
}

/// Whether a text is a single line without Markdown syntax, as most timeline entries are. Such a line needs no parser: it is
/// rendered as one paragraph.
fn is_plain(text: &str) -> bool {
    let line = text.trim_end_matches([' ', '\n']);
    line.as_bytes().first().is_some_and(u8::is_ascii_alphabetic)
        && !line
            .bytes()
            .any(|byte| matches!(byte, b'\n' | b'\r' | b'\t' | b'\\' | b'`' | b'*' | b'_' | b'[' | b'<' | b'&' | b'~' | b'|' | 0))
        && !line.contains("://")
}

/// The words of a text that could be incident ids, with their byte offsets: letters, digits, and inner `.`, `_` or `-`, with at
/// least one digit.
fn candidates(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_part = |letter: char| letter.is_alphanumeric() || matches!(letter, '.' | '_' | '-');
    let words = text.split(move |letter: char| !is_part(letter)).map(|word| word.trim_matches(['.', '_', '-']));
    let words = words.filter(|word| word.bytes().any(|byte| byte.is_ascii_digit()));
    words.map(move |word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

/// Whether an address is absolute: an `http(s)` URL or a `mailto:` address.
pub(crate) fn is_whole(address: &str) -> bool {
    is_web(address) || address.get(..7).is_some_and(|scheme| scheme.eq_ignore_ascii_case("mailto:"))
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;
    use crate::prose::markdown::target;

    fn english() -> &'static Locale {
        static ENGLISH: LazyLock<Locale> = LazyLock::new(|| Locale::english().unwrap());
        &ENGLISH
    }

    fn block(text: &str) -> String {
        Markdown::new(&["summary"], &|name| name == "graph.png", english()).block(text, 3)
    }

    #[test]
    fn raw_html_and_templates_are_text() {
        let html = block("<script>alert(1)</script>\n\na <b onclick=x>b</b> {{ secret }} {% raw %}");
        assert!(!html.contains("<script") && !html.contains("<b "), "{html}");
        assert!(html.contains("&lt;script&gt;") && html.contains("{{ secret }} {% raw %}"), "{html}");
    }

    #[test]
    fn links_lead_only_to_the_web_to_mailboxes_and_to_relative_places() {
        for bad in [
            "javascript:alert(1)",
            "JaVaScRiPt:x",
            "data:text/html,x",
            "vbscript:x",
            "//evil.example",
            "/etc",
            "file:///x",
            "\\\\x",
        ] {
            assert_eq!(target(bad), None, "{bad}");
            let html = block(&format!("[text](<{bad}>)"));
            assert!(!html.contains("href") && html.contains("text"), "{bad}: {html}");
        }
        for good in ["https://example.com/a:b", "http://x", "mailto:a@example.com", "log.txt", "../inc-2/", "#timeline", "?q=a:b"]
        {
            assert_eq!(target(good), Some(good));
        }
        assert!(!block("[x](java&#10;script:alert(1)) [y](&#106;avascript:alert(1))").contains("href"));
    }

    #[test]
    fn remote_pictures_become_links_and_local_ones_are_shown() {
        assert_eq!(block("![a graph](graph.png)"), "<p><img src=\"graph.png\" alt=\"a graph\" /></p>");
        assert_eq!(block("![a](https://x.example/a.png)"), "<p><a href=\"https://x.example/a.png\">a</a></p>");
        assert_eq!(block("![a](missing.png)"), "<p>a</p>");
        for address in ["javascript:alert(1)", "data:text/html;base64,PHNjcmlwdD4=", "/etc/passwd", "//x.example/a.png"] {
            let html = Markdown::new(&[], &|_| true, english()).block(&format!("![a]({address})"), 3);
            assert!(!html.contains("src"), "{html}");
        }
    }

    #[test]
    fn a_link_never_stands_in_a_link() {
        let html = block(
            "[![badge](https://x.example/a.png)](https://y.example) ![see [z](https://z.example)](https://x.example/b.png)",
        );
        assert_eq!(html.matches("<a ").count(), 2, "{html}");
        assert!(!html.contains("<a href=\"https://y.example\"><a"), "{html}");
    }

    #[test]
    fn headings_fit_into_the_page_without_gaps_and_their_ids_are_unique() {
        let html = block("# Summary\n\n### Deep\n\n# Summary");
        assert_eq!(html, "<h3 id=\"summary-2\">Summary</h3>\n<h4 id=\"deep\">Deep</h4>\n<h3 id=\"summary-3\">Summary</h3>");
    }

    #[test]
    fn bare_addresses_become_links_outside_of_code() {
        let html = block("see https://example.com/x. `https://example.com/y`");
        assert!(html.contains("<a href=\"https://example.com/x\">https://example.com/x</a>. <code>"), "{html}");
    }

    #[test]
    fn ids_of_incidents_become_links_outside_of_code_and_links() {
        let link = |id: &str| (id == "INC-7.1").then(|| "../inc-7.1/".to_owned());
        let of = |text: &str| Markdown::new(&[], &|_| false, english()).linking(&link).block(text, 3);
        let linked = "<a href=\"../inc-7.1/\">INC-7.1</a>";
        assert_eq!(of("As in INC-7.1."), format!("<p>As in {linked}.</p>"));
        assert_eq!(of("*See* (INC-7.1), INC-7.10 and INC-8"), format!("<p><em>See</em> ({linked}), INC-7.10 and INC-8</p>"));
        assert_eq!(of("`INC-7.1`"), "<p><code>INC-7.1</code></p>");
        assert_eq!(of("[INC-7.1](x.html)"), "<p><a href=\"x.html\">INC-7.1</a></p>");
        assert_eq!(of("日本INC-7.1"), "<p>日本INC-7.1</p>");
    }

    #[test]
    fn a_text_that_leaves_its_page_has_whole_addresses() {
        let text = "![g](graph.png) [two](../inc-2/#x) [here](#impact) [out](https://a.example/) [mail](mailto:a@b.example) a[^1]\n\n[^1]: b";
        let page = "https://x.example/pir/incidents/inc-1/";
        let html = Markdown::new(&[], &|_| true, english()).elsewhere(Some(page)).block(text, 3);
        for address in [
            "src=\"https://x.example/pir/incidents/inc-1/graph.png\"",
            "href=\"https://x.example/pir/incidents/inc-2/#x\"",
            "href=\"https://x.example/pir/incidents/inc-1/#impact\"",
            "href=\"https://a.example/\"",
            "href=\"mailto:a@b.example\"",
        ] {
            assert!(html.contains(address), "{address}: {html}");
        }
        assert!(!html.contains("href=\"#") && html.contains("a[1]"), "{html}");
        let html = Markdown::new(&[], &|_| true, english()).elsewhere(None).block(text, 3);
        assert_eq!(html.matches("href=").count(), 2, "{html}");
        assert!(!html.contains("src=") && html.contains("two here"), "{html}");
    }

    #[test]
    fn an_alert_is_a_quotation_with_its_name() {
        assert_eq!(
            block("> [!WARNING]\n> Do *not* fail over."),
            "<blockquote class=\"alert warning\">\n<p class=\"alert-label\">Warning</p>\n<p>Do <em>not</em> fail over.</p>\n</blockquote>"
        );
        assert_eq!(block("> [!OTHER]\n> a"), "<blockquote>\n<p>[!OTHER]\na</p>\n</blockquote>");
    }

    #[test]
    fn tables_have_classes_and_no_inline_style() {
        let html = block("| a | b |\n| --- | ---: |\n| 1 | 2 |");
        assert!(html.contains("<th class=\"right\">b</th>") && html.contains("<td class=\"right\">2</td>"), "{html}");
        assert!(!html.contains("style"), "{html}");
    }

    #[test]
    fn a_plain_line_is_what_the_parser_would_make_of_it() {
        let lines = [
            "Error rate > 5% at 14:30 (UTC) - \"high\"",
            "a",
            "Paged the on-call engineer.\n",
            "x=1; y+2 #3 {z} é 日本",
            "A: b!  ",
        ];
        for line in lines {
            assert!(is_plain(line), "{line}");
            let mut parsed = String::new();
            html::push_html(&mut parsed, filtered(&mut Markdown::new(&[], &|_| false, english()), line, 3).into_iter());
            assert_eq!(block(line), parsed.trim_end(), "{line}");
        }
        for line in [
            "- item",
            "# heading",
            "1. one",
            "a *b*",
            "a_b",
            "https://x",
            "a\nb",
            "> quote",
            " code",
            "a [b]",
            "a | b",
            "&amp;",
            "",
        ] {
            assert!(!is_plain(line), "{line}");
        }
    }

    #[test]
    fn footnotes_of_two_texts_do_not_meet() {
        let mut page = Markdown::new(&[], &|_| false, english());
        let (one, two) = (page.block("a[^1]\n\n[^1]: b", 3), page.block("c[^1]\n\n[^1]: d", 3));
        assert!(one.contains("id=\"fn-1-1\"") && two.contains("id=\"fn-2-1\""), "{one}\n{two}");
    }

    #[test]
    fn one_paragraph_stands_in_a_list_without_the_tags_of_a_paragraph() {
        let mut page = Markdown::new(&[], &|_| false, english());
        assert_eq!(page.item("a *b*", 3), "a <em>b</em>");
        assert_eq!(page.item("a\n\nb", 3), "<p>a</p>\n<p>b</p>");
    }
}
