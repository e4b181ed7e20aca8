//! Filters the Markdown parser's events before they are rendered.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::ops::Range;

use linkify::{LinkFinder, LinkKind};
use pulldown_cmark::{Alignment, BlockQuoteKind, CowStr, Event, HeadingLevel, LinkType, Parser, Tag, TagEnd, TextMergeStream};

use super::{Ids, Markdown, Place, candidates, is_whole};
use crate::config::Autolink;
use crate::locale::Locale;
use crate::prose::markdown::{decoded, is_web, local, options, target};
use crate::prose::normalized;
use crate::site::address::{encoded, resolved};

/// The filtered events of a text. The text's own headings start at `level`.
pub(super) fn filtered<'t>(markdown: &mut Markdown<'_>, text: &'t str, level: usize) -> Vec<Event<'t>> {
    let events: Vec<Event<'t>> = TextMergeStream::new(Parser::new_ext(text, options())).collect();
    markdown.ids.texts += 1;
    let mut filter = Filter {
        levels: levels(&events, level),
        text: markdown.ids.texts,
        ids: &mut markdown.ids,
        is_attachment: markdown.is_attachment,
        incident: markdown.incident,
        autolinks: markdown.autolinks,
        place: markdown.place,
        locale: markdown.locale,
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

/// Maps the heading levels of a text to levels from `top`, so that the page's outline has no gaps.
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

/// What was emitted for an open link or image.
enum Opened {
    /// A link.
    Link,
    /// A link that replaces an image.
    PictureLink,
    /// An image.
    Picture,
    /// Nothing: only the text inside is shown.
    Nothing,
}

/// The state while the events of one text are filtered.
struct Filter<'f, 't> {
    levels: [HeadingLevel; 6],
    /// The number of the text on its page, which makes footnote ids unique across texts.
    text: usize,
    ids: &'f mut Ids,
    is_attachment: &'f dyn Fn(&str) -> bool,
    incident: &'f dyn Fn(&str) -> Option<String>,
    autolinks: &'f [Autolink],
    place: Place<'f>,
    locale: &'f Locale,
    links: Vec<Opened>,
    /// How many of `links` are links: at most one, since links cannot be nested.
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
            // The footnote is in the same text, but its id exists only on the incident's page.
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

    /// A message of the site as HTML.
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

    /// Shows an image only if it is an attachment. A remote image becomes a link, since the site loads nothing from other hosts.
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

    /// The address of a link or an image from where the text is shown. `None` if the target is not allowed or cannot be resolved.
    fn address(&self, url: &CowStr<'t>) -> Option<CowStr<'t>> {
        let address = target(url).map(|_| composed(url))?;
        match self.place {
            Place::Elsewhere(page) if !is_whole(&address) => page.map(|page| resolved(page, &address).into()),
            Place::Below(root) if !is_whole(&address) => Some(format!("{root}{address}").into()),
            _ => Some(address),
        }
    }

    /// Whether a link is open. Links cannot be nested, so an inner link is reduced to its text.
    fn is_in_link(&self) -> bool {
        self.open_links > 0
    }

    fn open(&mut self, dest_url: CowStr<'t>) {
        let (title, id) = (CowStr::from(""), CowStr::from(""));
        self.out.push(Event::Start(Tag::Link { link_type: LinkType::Inline, dest_url, title, id }));
    }

    /// Plain text, in which bare URLs, incident ids and autolink patterns become links.
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

    /// Text without URLs, in which incident ids and autolink patterns become links.
    fn words(&mut self, text: CowStr<'t>) {
        let ids = candidates(&text).filter_map(|(at, id)| Some((at..at + id.len(), (self.incident)(id)?)));
        let patterns = self.autolinks.iter().flat_map(|autolink| autolink.find(&text));
        let mut links: Vec<(Range<usize>, String)> = ids.chain(patterns).collect();
        if links.is_empty() {
            self.out.push(Event::Text(text));
            return;
        }
        // Of overlapping matches the earlier one wins; at the same position, an incident id wins over a pattern.
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

    /// Writes the alignment as a class: the content security policy forbids the inline style that the renderer would emit.
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

    /// A footnote label that is unique among the page's texts.
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

/// The CSS class and the message name of an alert.
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

/// The address of a file in Unicode NFC, the form in which attachments are published.
fn composed<'t>(url: &CowStr<'t>) -> CowStr<'t> {
    let (path, rest) = url.split_at(url.find(['?', '#']).unwrap_or(url.len()));
    let path = if is_web(url) { String::new() } else { decoded(path) };
    match normalized(&path) {
        Cow::Owned(composed) => format!("{}{rest}", encoded(&composed)).into(),
        Cow::Borrowed(_) => url.clone(),
    }
}
