//! Markdown becomes HTML. What an author writes is text and a little structure: never markup of its own, never a script.
//!
//! The parser's events are filtered before anything is rendered, so nothing of the author's markup survives that would need
//! cleaning. Raw HTML is shown as text, links lead only where `target` allows, and pictures come from beside the file.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::ops::Range;

use linkify::{LinkFinder, LinkKind};
use pulldown_cmark::{
    Alignment, BlockQuoteKind, CowStr, Event, HeadingLevel, LinkType, Parser, Tag, TagEnd, TextMergeStream, html,
};

use super::address::{encoded, resolved};
use crate::config::Autolink;
use crate::locale::Locale;
use crate::prose::markdown::{WholeAddresses, decoded, is_web, local, options, target};
use crate::prose::normalized;

/// The ids of one page: each is given out once.
#[derive(Debug, Default)]
pub struct Ids {
    reserved: &'static [&'static str],
    taken: BTreeSet<String>,
    /// How often a base was asked for, by which equal headings are numbered.
    copies: BTreeMap<String, usize>,
    texts: usize,
}

impl Ids {
    /// Begins with ids that the page itself has.
    pub fn with(reserved: &'static [&'static str]) -> Self {
        Self { reserved, ..Self::default() }
    }

    /// An id made from `text` that nothing else on the page has.
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
            // Footnotes have ids of this form, which are not given out here.
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

/// Turns the Markdown of one page into HTML.
pub struct Markdown<'a> {
    ids: Ids,
    /// Finds out whether a relative path names an attachment of the page.
    is_attachment: &'a dyn Fn(&str) -> bool,
    /// The address of the page of an incident that a text names by its id.
    incident: &'a dyn Fn(&str) -> Option<String>,
    /// Patterns that become links.
    autolinks: &'a [Autolink],
    place: Place<'a>,
    locale: &'a Locale,
}

/// Where a text is shown.
#[derive(Debug, Clone, Copy)]
enum Place<'a> {
    /// On its page, where relative addresses hold.
    Page,
    /// Elsewhere; its page has this whole address, if the site knows its own.
    Elsewhere(Option<&'a str>),
    /// On every page: relative addresses begin at the site's root, to which this is the way.
    Below(&'a str),
}

impl<'a> Markdown<'a> {
    /// Begins a page that has these ids of its own.
    pub fn new(reserved: &'static [&'static str], is_attachment: &'a dyn Fn(&str) -> bool, locale: &'a Locale) -> Self {
        Self { ids: Ids::with(reserved), is_attachment, incident: &|_| None, autolinks: &[], place: Place::Page, locale }
    }

    /// The same where the ids of incidents become links, to the address that `incident` knows for them.
    #[must_use]
    pub fn linking(self, incident: &'a dyn Fn(&str) -> Option<String>) -> Self {
        Self { incident, ..self }
    }

    /// The same for texts that leave their page, such as those of a feed: their relative addresses become whole ones. Where the
    /// whole address of the page is not known, links and pictures that need it are left out, and their texts stay.
    #[must_use]
    pub fn elsewhere(self, page: Option<&'a str>) -> Self {
        Self { place: Place::Elsewhere(page), ..self }
    }

    /// The same for texts that every page has: their relative addresses begin at the site's root, to which `root` is the way.
    #[must_use]
    pub fn below(self, root: &'a str) -> Self {
        Self { place: Place::Below(root), ..self }
    }

    /// The same where patterns become links.
    #[must_use]
    pub fn autolinking(self, autolinks: &'a [Autolink]) -> Self {
        Self { autolinks, ..self }
    }

    /// The ids of the page.
    pub fn ids(&mut self) -> &mut Ids {
        &mut self.ids
    }

    /// A text of any length. Its own headings begin at `level`, from 1 to 6.
    pub fn block(&mut self, text: &str, level: usize) -> String {
        if is_plain(text) && !self.has_words_to_link(text) {
            return format!("<p>{}</p>", text.trim_end().replace('>', "&gt;"));
        }
        let mut html = String::with_capacity(text.len() * 5 / 4 + 32);
        html::push_html(&mut html, self.events(&WholeAddresses::of(text).text, level).into_iter());
        html.truncate(html.trim_end().len());
        html
    }

    /// A text that stands in a list or a table: where it is one paragraph, without the tags of a paragraph.
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

    fn events<'t>(&mut self, text: &'t str, level: usize) -> Vec<Event<'t>> {
        let events: Vec<Event<'t>> = TextMergeStream::new(Parser::new_ext(text, options())).collect();
        self.ids.texts += 1;
        let mut filter = Filter {
            levels: levels(&events, level),
            text: self.ids.texts,
            ids: &mut self.ids,
            is_attachment: self.is_attachment,
            incident: self.incident,
            autolinks: self.autolinks,
            place: self.place,
            locale: self.locale,
            links: Vec::new(),
            open_links: 0,
            in_code: false,
            table: Table::default(),
            out: Vec::with_capacity(events.len()),
        };
        let mut events = events.into_iter();
        while let Some(event) = events.next() {
            filter.take(event, events.as_slice());
        }
        filter.out
    }
}

/// Whether a text is one line without any sign that Markdown could read: most entries of a timeline are. Such a line is a
/// paragraph as it stands, and the parser need not be asked.
fn is_plain(text: &str) -> bool {
    let line = text.trim_end_matches([' ', '\n']);
    line.as_bytes().first().is_some_and(u8::is_ascii_alphabetic)
        && !line
            .bytes()
            .any(|byte| matches!(byte, b'\n' | b'\r' | b'\t' | b'\\' | b'`' | b'*' | b'_' | b'[' | b'<' | b'&' | b'~' | b'|' | 0))
        && !line.contains("://")
}

/// The words of a text that could be ids of incidents, with their places: letters, digits and `.`, `_`, `-` between them, with a digit.
fn candidates(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_part = |letter: char| letter.is_alphanumeric() || matches!(letter, '.' | '_' | '-');
    let words = text.split(move |letter: char| !is_part(letter)).map(|word| word.trim_matches(['.', '_', '-']));
    let words = words.filter(|word| word.bytes().any(|byte| byte.is_ascii_digit()));
    words.map(move |word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

/// Whether an address needs no page that it is relative to.
pub(crate) fn is_whole(address: &str) -> bool {
    is_web(address) || address.get(..7).is_some_and(|scheme| scheme.eq_ignore_ascii_case("mailto:"))
}

/// The level at which each heading level of a text is shown, so that a page's outline has no gaps.
fn levels(events: &[Event<'_>], top: usize) -> [HeadingLevel; 6] {
    let mut used = [false; 6];
    for event in events {
        if let Event::Start(Tag::Heading { level, .. }) = event {
            used[*level as usize - 1] = true;
        }
    }
    let mut next = top;
    used.map(|used| {
        let level = HeadingLevel::try_from(next.min(6)).unwrap_or(HeadingLevel::H6);
        next += usize::from(used);
        level
    })
}

#[derive(Default)]
struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
}

/// What stands where a link or a picture was opened.
enum Opened {
    /// The link itself.
    Link,
    /// A link in the place of a picture.
    PictureLink,
    /// A picture.
    Picture,
    /// Nothing: only the text inside is shown.
    Nothing,
}

struct Filter<'f, 't> {
    levels: [HeadingLevel; 6],
    /// The number of the text on its page, which keeps footnotes of different texts apart.
    text: usize,
    ids: &'f mut Ids,
    is_attachment: &'f dyn Fn(&str) -> bool,
    incident: &'f dyn Fn(&str) -> Option<String>,
    autolinks: &'f [Autolink],
    place: Place<'f>,
    locale: &'f Locale,
    links: Vec<Opened>,
    /// How many of `links` are links, of which there is at most one.
    open_links: usize,
    in_code: bool,
    table: Table,
    out: Vec<Event<'t>>,
}

impl<'t> Filter<'_, 't> {
    fn take(&mut self, event: Event<'t>, following: &[Event<'t>]) {
        match event {
            Event::Html(raw) | Event::InlineHtml(raw) => self.out.push(Event::Text(raw)),
            Event::Text(text) => self.text(text),
            Event::Start(tag) => self.start(tag, following),
            Event::End(tag) => self.end(tag),
            // Its footnote is in the same text, but has an address on the page alone.
            Event::FootnoteReference(label) if matches!(self.place, Place::Elsewhere(_)) => {
                self.text(format!("[{label}]").into());
            }
            Event::FootnoteReference(label) => self.out.push(Event::FootnoteReference(self.footnote(&label))),
            Event::TaskListMarker(done) => {
                let (label, mark) = if done { ("task_done", "☑") } else { ("task_open", "☐") };
                let label = self.label(label);
                self.raw(format!("<span class=\"task\" role=\"img\" aria-label=\"{label}\">{mark}</span> "));
            }
            other => self.out.push(other),
        }
    }

    fn start(&mut self, tag: Tag<'t>, following: &[Event<'t>]) {
        match tag {
            Tag::HtmlBlock => self.out.push(Event::Start(Tag::Paragraph)),
            Tag::Heading { level, .. } => {
                let (id, level) = (self.ids.unique(&heading_text(following)), self.levels[level as usize - 1]);
                let heading = Tag::Heading { level, id: Some(id.into()), classes: Vec::new(), attrs: Vec::new() };
                self.out.push(Event::Start(heading));
            }
            Tag::BlockQuote(Some(kind)) => {
                let class = alert(kind);
                let label = self.label(&["alert_", class].concat());
                self.raw(format!("<blockquote class=\"alert {class}\">\n<p class=\"alert-label\">{label}</p>\n"));
            }
            Tag::Link { dest_url, link_type, .. } => self.link(&dest_url, link_type),
            Tag::Image { dest_url, .. } => self.picture(&dest_url, following),
            Tag::FootnoteDefinition(label) => self.out.push(Event::Start(Tag::FootnoteDefinition(self.footnote(&label)))),
            Tag::Table(alignments) => {
                self.table = Table { alignments, ..Table::default() };
                let label = self.label("table");
                self.raw(format!("<section class=\"table\" tabindex=\"0\" aria-label=\"{label}\">"));
                self.out.push(Event::Start(Tag::Table(Vec::new())));
            }
            Tag::TableHead | Tag::TableRow => {
                self.table.column = 0;
                self.table.in_head = matches!(tag, Tag::TableHead);
                self.out.push(Event::Start(tag));
            }
            Tag::TableCell => self.cell(),
            Tag::CodeBlock(_) => {
                self.in_code = true;
                self.out.push(Event::Start(tag));
            }
            other => self.out.push(Event::Start(other)),
        }
    }

    /// A text of the site, as HTML.
    fn label(&self, name: &str) -> String {
        self.locale.html(name, &[]).unwrap_or_default()
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::HtmlBlock => self.out.push(Event::End(TagEnd::Paragraph)),
            TagEnd::Heading(level) => self.out.push(Event::End(TagEnd::Heading(self.levels[level as usize - 1]))),
            TagEnd::BlockQuote(Some(_)) => self.raw("</blockquote>\n".to_owned()),
            TagEnd::Link | TagEnd::Image => match self.links.pop() {
                Some(Opened::Link | Opened::PictureLink) => {
                    self.open_links -= 1;
                    self.out.push(Event::End(TagEnd::Link));
                }
                Some(Opened::Picture) => self.out.push(Event::End(TagEnd::Image)),
                Some(Opened::Nothing) | None => {}
            },
            TagEnd::Table => {
                self.out.push(Event::End(TagEnd::Table));
                self.raw("</section>\n".to_owned());
            }
            TagEnd::TableCell => self.raw(if self.table.in_head { "</th>" } else { "</td>" }.to_owned()),
            TagEnd::CodeBlock => {
                self.in_code = false;
                self.out.push(Event::End(tag));
            }
            other => self.out.push(Event::End(other)),
        }
    }

    fn link(&mut self, url: &CowStr<'t>, link_type: LinkType) {
        let target = match link_type {
            LinkType::Email => Some(CowStr::from(format!("mailto:{url}"))),
            _ => self.address(url),
        };
        match target.filter(|_| !self.is_in_link()) {
            Some(dest_url) => {
                self.links.push(Opened::Link);
                self.open_links += 1;
                self.open(dest_url);
            }
            None => self.links.push(Opened::Nothing),
        }
    }

    /// A picture from beside the file is shown; a remote one becomes a link, since the site asks no other host for anything.
    fn picture(&mut self, url: &CowStr<'t>, following: &[Event<'t>]) {
        let shown = self.address(url).filter(|_| !is_web(url) && (self.is_attachment)(&local(url)));
        if let Some(dest_url) = shown {
            self.links.push(Opened::Picture);
            let (title, id) = (CowStr::from(""), CowStr::from(""));
            self.out.push(Event::Start(Tag::Image { link_type: LinkType::Inline, dest_url, title, id }));
        } else if is_web(url) && target(url).is_some() && !self.is_in_link() {
            self.links.push(Opened::PictureLink);
            self.open_links += 1;
            self.open(url.clone());
            if matches!(following.first(), Some(Event::End(TagEnd::Image))) {
                self.out.push(Event::Text(url.clone()));
            }
        } else {
            self.links.push(Opened::Nothing);
        }
    }

    /// The address that a link or a picture has where the text is shown. None, if it may not lead there.
    fn address(&self, url: &CowStr<'t>) -> Option<CowStr<'t>> {
        let address = target(url).map(|_| composed(url))?;
        match self.place {
            Place::Elsewhere(page) if !is_whole(&address) => page.map(|page| resolved(page, &address).into()),
            Place::Below(root) if !is_whole(&address) => Some(format!("{root}{address}").into()),
            _ => Some(address),
        }
    }

    /// A link cannot stand in a link: only its text is shown there.
    fn is_in_link(&self) -> bool {
        self.open_links > 0
    }

    fn open(&mut self, dest_url: CowStr<'t>) {
        let (title, id) = (CowStr::from(""), CowStr::from(""));
        self.out.push(Event::Start(Tag::Link { link_type: LinkType::Inline, dest_url, title, id }));
    }

    /// Plain text, in which bare addresses, the ids of incidents and patterns become links.
    fn text(&mut self, text: CowStr<'t>) {
        if self.in_code || !self.links.is_empty() {
            self.out.push(Event::Text(text));
            return;
        }
        if !text.contains("://") {
            self.words(text);
            return;
        }
        let mut finder = LinkFinder::new();
        for span in finder.kinds(&[LinkKind::Url]).spans(&text) {
            let part = CowStr::from(span.as_str().to_owned());
            if span.kind().is_some() && is_web(&part) {
                self.open(part.clone());
                self.out.push(Event::Text(part));
                self.out.push(Event::End(TagEnd::Link));
            } else {
                self.words(part);
            }
        }
    }

    /// Text without addresses, in which the ids of incidents and patterns become links.
    fn words(&mut self, text: CowStr<'t>) {
        let ids = candidates(&text).filter_map(|(at, id)| Some((at..at + id.len(), (self.incident)(id)?)));
        let patterns = self.autolinks.iter().flat_map(|autolink| autolink.find(&text));
        let mut links: Vec<(Range<usize>, String)> = ids.chain(patterns).collect();
        if links.is_empty() {
            self.out.push(Event::Text(text));
            return;
        }
        // Where two meet, the earlier one is the link; of two at one place, that of an incident.
        links.sort_by_key(|(at, _)| at.start);
        let mut written = 0;
        for (at, address) in links {
            if at.start < written {
                continue;
            }
            self.out.push(Event::Text(text[written..at.start].to_owned().into()));
            written = at.end;
            self.open(address.into());
            self.out.push(Event::Text(text[at].to_owned().into()));
            self.out.push(Event::End(TagEnd::Link));
        }
        self.out.push(Event::Text(text[written..].to_owned().into()));
    }

    /// Alignment is a class: the site's security policy forbids the inline style that the renderer would write.
    fn cell(&mut self) {
        let name = if self.table.in_head { "th" } else { "td" };
        let class = match self.table.alignments.get(self.table.column) {
            Some(Alignment::Right) => " class=\"right\"",
            Some(Alignment::Center) => " class=\"center\"",
            _ => "",
        };
        self.table.column += 1;
        self.raw(format!("<{name}{class}>"));
    }

    fn raw(&mut self, html: String) {
        self.out.push(Event::InlineHtml(html.into()));
    }

    /// A footnote's label, distinct from those of the page's other texts.
    fn footnote(&self, label: &str) -> CowStr<'t> {
        let mut name = format!("fn-{}-", self.text);
        for c in label.chars() {
            if c.is_alphanumeric() {
                name.push(c);
            } else {
                let _ = write!(name, "-{:x}", u32::from(c));
            }
        }
        name.into()
    }
}

/// The class of an alert, and its word in catalogs.
fn alert(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "note",
        BlockQuoteKind::Tip => "tip",
        BlockQuoteKind::Important => "important",
        BlockQuoteKind::Warning => "warning",
        BlockQuoteKind::Caution => "caution",
    }
}

fn heading_text(following: &[Event<'_>]) -> String {
    let inside = following.iter().take_while(|event| !matches!(event, Event::End(TagEnd::Heading(_))));
    inside
        .filter_map(|event| if let Event::Text(text) | Event::Code(text) = event { Some(text.as_ref()) } else { None })
        .collect()
}

/// The address of a file in the Unicode form in which attachments are published, whatever form its author typed.
fn composed<'t>(url: &CowStr<'t>) -> CowStr<'t> {
    let (path, rest) = url.split_at(url.find(['?', '#']).unwrap_or(url.len()));
    let path = if is_web(url) { String::new() } else { decoded(path) };
    match normalized(&path) {
        Cow::Owned(composed) => format!("{}{rest}", encoded(&composed)).into(),
        Cow::Borrowed(_) => url.clone(),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;

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
            html::push_html(&mut parsed, Markdown::new(&[], &|_| false, english()).events(line, 3).into_iter());
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
