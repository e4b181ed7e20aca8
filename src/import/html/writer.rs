//! Writes Markdown from the tags and texts of HTML, in their order.
//!
//! An element that is open knows where its Markdown begins. Where it ends, its Markdown is taken out, and is written again with the
//! marks of the element.

use super::element::Kind;
use super::text::{begins_with_block, decoded};
use crate::import::pattern::Pattern;

static ATTRIBUTE: Pattern =
    Pattern::new(r#"(?s)(?P<name>[^\s"'<>/=]+)(?:\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'=<>`]+)))?"#);
/// How many elements may be open. What is deeper is text.
const DEPTH: usize = 60;
/// How many columns one cell may take.
const SPAN: usize = 50;

/// An element that has begun.
struct Open {
    name: String,
    kind: Kind,
    /// Where its Markdown begins.
    start: usize,
    /// The address of a link.
    url: String,
    /// The number of the next item of a numbered list.
    number: Option<u64>,
    /// How many columns a cell takes.
    columns: usize,
    /// The cells of a table.
    rows: Vec<Vec<String>>,
}

/// Marks that were just written: where they begin, where they end, and which they are.
#[derive(Clone, Copy)]
struct Marked(usize, usize, &'static str);

pub(super) struct Writer {
    out: String,
    open: Vec<Open>,
    marked: Option<Marked>,
    /// Comments in code. They stand at the end.
    comments: Vec<String>,
    /// Whether there was an element.
    pub has_changed: bool,
}

impl Writer {
    pub(super) fn new(capacity: usize) -> Self {
        Self { out: String::with_capacity(capacity), open: Vec::new(), marked: None, comments: Vec::new(), has_changed: false }
    }

    fn is_in(&self, kinds: &[Kind]) -> bool {
        self.open.iter().any(|open| kinds.contains(&open.kind))
    }

    fn is_in_code(&self) -> bool {
        self.is_in(&[Kind::Code, Kind::Pre])
    }

    /// Writes a text. In HTML, the indentation of a line has no meaning.
    pub(super) fn text(&mut self, text: &str, is_html: bool) {
        let within = self.open.last().map(|open| open.kind);
        if text.is_empty() || self.is_in(&[Kind::Hidden]) {
            return;
        }
        if self.is_in_code() {
            return self.out.push_str(text);
        }
        if text.trim().is_empty() && matches!(within, Some(Kind::List | Kind::Table | Kind::Row)) {
            return;
        }
        self.settle_marks(text);
        if !is_html {
            return self.out.push_str(text);
        }
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.out.push('\n');
            }
            let is_begin = self.out.is_empty() || self.out.ends_with('\n');
            let trimmed = line.trim_start();
            self.out.push_str(if is_begin && !trimmed.starts_with(['-', '*', '+']) { trimmed } else { line });
        }
    }

    /// Writes a comment. There is none in code.
    pub(super) fn comment(&mut self, comment: &str) {
        if self.is_in_code() || self.is_in(&[Kind::Hidden]) {
            self.comments.push(comment.to_owned());
        } else {
            self.out.push_str(comment);
        }
    }

    pub(super) fn begin(&mut self, name: String, kind: Kind, rest: &str) {
        self.has_changed = true;
        let attribute = |name: &str| attribute(rest, name);
        if self.is_in(&[Kind::Hidden]) || self.is_in_code() && kind != Kind::Break {
            return;
        }
        match kind {
            Kind::Break => return self.out.push('\n'),
            Kind::Block => return self.gap(2),
            Kind::Rule => return self.block("---"),
            Kind::Image => return self.image(attribute("alt"), attribute("src")),
            Kind::Frame => return self.frame(attribute("src").or_else(|| attribute("data"))),
            Kind::Input if attribute("type").is_some_and(|kind| kind.eq_ignore_ascii_case("checkbox")) => {
                let is_ticked = attribute("checked").is_some();
                self.gap_before_text();
                return self.out.push_str(if is_ticked { "[x] " } else { "[ ] " });
            }
            Kind::Input | Kind::Plain => return,
            _ => {}
        }
        self.end_implied(kind);
        if self.open.len() >= DEPTH || rest.trim_end().ends_with('/') {
            return;
        }
        if name == "summary" {
            self.gap(2);
        }
        if kind == Kind::Row
            && let Some(table) = self.open.iter_mut().rev().find(|open| open.kind == Kind::Table)
        {
            table.rows.push(Vec::new());
        }
        let number = (name == "ol").then(|| attribute("start").and_then(|start| start.parse().ok()).unwrap_or(1));
        let columns = attribute("colspan").and_then(|columns| columns.parse().ok()).unwrap_or(1).clamp(1, SPAN);
        let url = attribute("href").unwrap_or_default();
        self.open.push(Open { name, kind, start: self.out.len(), url, number, columns, rows: Vec::new() });
    }

    /// Ends what one of this kind cannot stand in, such as the item before in the same list.
    fn end_implied(&mut self, kind: Kind) {
        let ends = kind.ends();
        let within = self.open.iter().rposition(|open| matches!(open.kind, Kind::List | Kind::Table)).map_or(0, |at| at + 1);
        let first = self.open[within..].iter().position(|open| ends.contains(&open.kind));
        if let Some(first) = first {
            self.close(within + first);
        }
    }

    pub(super) fn end(&mut self, name: &str, kind: Kind) {
        self.has_changed = true;
        if kind == Kind::Block && !self.is_in_code() && !self.is_in(&[Kind::Hidden]) {
            return self.gap(2);
        }
        let Some(at) = self.open.iter().rposition(|open| open.name == name) else { return };
        if kind.is_inline() && !self.open[at..].iter().all(|open| open.kind.is_inline()) {
            return;
        }
        self.close(at);
        if name == "summary" {
            self.gap(2);
        }
    }

    /// Ends all elements from this one.
    fn close(&mut self, at: usize) {
        while self.open.len() > at
            && let Some(open) = self.open.pop()
        {
            let inner = self.out.split_off(open.start);
            self.marked = self.marked.filter(|marked| marked.1 <= open.start);
            match open.kind {
                Kind::Inline(mark) => self.inline(&inner, mark),
                Kind::Code => self.code(&inner),
                Kind::Pre => self.pre(&inner),
                Kind::Link => self.link(&inner, &open.url),
                Kind::Heading(level) => self.heading(&inner, level),
                Kind::Quote if self.is_in(&[Kind::Cell]) => self.out.push_str(&inner),
                Kind::Quote => self.block(&prefixed(inner.trim(), "> ", "> ")),
                Kind::List => self.list(&inner, open.number),
                Kind::Item => self.item(&inner),
                Kind::Table => self.table(&inner, &open.rows),
                Kind::Cell => self.cell(&inner, open.columns),
                Kind::Hidden => {}
                _ => self.out.push_str(&inner),
            }
        }
    }

    /// Ends the line, or the paragraph. Nothing where there is no text yet.
    fn gap(&mut self, lines: usize) {
        let start = self.open.last().map_or(0, |open| open.start);
        let end = start + self.out[start..].trim_end().len();
        self.out.truncate(end);
        if end > start {
            self.out.push_str(&"\n\n"[..lines]);
        }
    }

    fn gap_before_text(&mut self) {
        if self.out.ends_with(|c: char| !c.is_whitespace()) && self.open.last().is_none_or(|open| open.start < self.out.len()) {
            self.out.push(' ');
        }
    }

    fn block(&mut self, text: &str) {
        self.gap(2);
        if !text.is_empty() {
            self.out.push_str(text);
            self.gap(2);
        }
    }

    /// Writes marks around a text. Markdown knows no marks beside a space, around nothing or around several paragraphs.
    fn inline(&mut self, inner: &str, mark: &'static str) {
        let text = inner.trim();
        let last = self.marked.take().filter(|marked| marked.1 == self.out.len() && inner.starts_with(text));
        let is_glued = self.out.ends_with(char::is_alphanumeric) && !inner.starts_with(char::is_whitespace);
        let is_plain = text.is_empty()
            || text.contains("\n\n")
            || self.is_in(&[Kind::Inline(mark)])
            || is_glued && !text.trim_start_matches('*').starts_with(char::is_alphanumeric)
            || last.is_some_and(|marked| marked.2 != mark)
            || begins_with_block(text);
        if is_plain {
            self.marked = last;
            self.settle_marks(text);
            return self.out.push_str(inner);
        }
        let (before, behind) = inner.split_once(text).unwrap_or_default();
        self.out.push_str(before);
        let begin = match last {
            // `<b>a</b><b>b</b>`
            Some(marked) => {
                self.out.truncate(marked.1 - mark.len());
                marked.0
            }
            None => {
                self.out.push_str(mark);
                self.out.len() - mark.len()
            }
        };
        self.out.extend([text, mark]);
        self.marked = Some(Marked(begin, self.out.len(), mark));
        self.out.push_str(behind);
    }

    /// Removes marks behind which a letter follows, where they would not end: `**Status:**up`.
    fn settle_marks(&mut self, text: &str) {
        let Some(Marked(begin, end, mark)) = self.marked.filter(|marked| marked.1 == self.out.len()) else { return };
        if self.open.last().is_some_and(|open| open.start >= end) {
            return;
        }
        let inner = self.out[..end - mark.len()].trim_end_matches('*');
        if text.starts_with(char::is_alphanumeric) && !inner.ends_with(char::is_alphanumeric) {
            self.out.truncate(end - mark.len());
            self.out.replace_range(begin..begin + mark.len(), "");
        }
    }

    fn code(&mut self, inner: &str) {
        let text = decoded(inner).replace('\n', " ");
        let text = text.trim();
        if !text.is_empty() {
            let fence = "`".repeat(longest_run(text) + 1);
            let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
            self.out.extend([&fence, space, text, space, &fence]);
        }
    }

    fn pre(&mut self, inner: &str) {
        if self.open.iter().any(|open| open.kind.is_inline() || matches!(open.kind, Kind::Cell | Kind::Heading(_))) {
            return self.code(inner);
        }
        let text = decoded(inner);
        let text = text.trim_start_matches('\n').trim_end();
        if !text.is_empty() {
            let fence = "`".repeat(3.max(longest_run(text) + 1));
            self.block(&format!("{fence}\n{text}\n{fence}"));
        }
    }

    /// Writes a link: its words and its address. A picture that leads to itself is a picture.
    fn link(&mut self, inner: &str, url: &str) {
        let text = one_line(inner);
        if text.starts_with("![") || !is_safe(url) {
            return self.out.push_str(inner);
        }
        let begins = &inner[..inner.len() - inner.trim_start().len()];
        let ends = if text.is_empty() { "" } else { &inner[inner.trim_end().len()..] };
        self.out.extend([begins, "[", if text.is_empty() { url } else { &text }, "](", &address(url), ")", ends]);
    }

    fn image(&mut self, alt: Option<String>, source: Option<String>) {
        if let Some(source) = source.filter(|source| !source.is_empty()) {
            self.out.extend(["![", &alt.unwrap_or_default().replace(['[', ']'], ""), "](", &address(&source), ")"]);
        }
    }

    fn frame(&mut self, source: Option<String>) {
        if let Some(source) = source.filter(|source| is_safe(source)) {
            self.out.extend(["[", &source, "](", &address(&source), ")"]);
        }
    }

    fn heading(&mut self, inner: &str, level: u8) {
        let text = one_line(inner);
        if text.is_empty() || self.is_in(&[Kind::Cell]) {
            return self.out.push_str(inner);
        }
        self.block(&format!("{} {text}", "#".repeat(usize::from(level))));
    }

    fn list(&mut self, inner: &str, number: Option<u64>) {
        let within = self.open.last().map(|open| (open.kind, open.number));
        let lines =
            if matches!(within, Some((Kind::Item | Kind::List, _))) && number.is_none_or(|next| next > 1) { 1 } else { 2 };
        let indent = match within {
            Some((Kind::List, Some(_))) => "   ",
            Some((Kind::List, None)) => "  ",
            _ => "",
        };
        self.gap(lines);
        self.out.push_str(&prefixed(inner.trim(), indent, indent));
        self.gap(2);
    }

    fn item(&mut self, inner: &str) {
        self.gap(1);
        let text = inner.trim();
        if text.is_empty() {
            return;
        }
        let (task, text) = match text.get(..4) {
            Some(task @ ("[x] " | "[ ] ")) => (task, text[4..].trim_start()),
            _ => ("", text),
        };
        let number = self.open.last_mut().and_then(|open| open.number.as_mut());
        let mark = number.map_or_else(
            || "- ".to_owned(),
            |next| {
                *next = next.saturating_add(1);
                format!("{}. ", next.saturating_sub(1))
            },
        );
        self.out.push_str(&prefixed(text, &format!("{mark}{task}"), &" ".repeat(mark.len())));
        self.gap(1);
    }

    /// Writes a table. Its first row is its head, because Markdown knows no table without one.
    fn table(&mut self, caption: &str, rows: &[Vec<String>]) {
        if self.is_in(&[Kind::Cell]) {
            let rows: Vec<String> = rows.iter().map(|row| row.join(", ")).collect();
            return self.out.extend([caption, &rows.join("; ")]);
        }
        self.block(caption.trim());
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        let mut lines: Vec<String> = rows
            .iter()
            .filter(|row| !row.is_empty())
            .map(|row| {
                let cells = (0..width).map(|at| format!(" {} |", row.get(at).map_or("", String::as_str)));
                format!("|{}", cells.collect::<String>())
            })
            .collect();
        if !lines.is_empty() {
            lines.insert(1, format!("|{}", "---|".repeat(width)));
        }
        self.block(&lines.join("\n"));
    }

    fn cell(&mut self, inner: &str, columns: usize) {
        let text = one_line(inner).replace("\\|", "|").replace('|', "\\|");
        let Some(table) = self.open.iter_mut().rev().find(|open| open.kind == Kind::Table) else {
            return self.out.extend([&text, " "]);
        };
        if table.rows.is_empty() {
            table.rows.push(Vec::new());
        }
        if let Some(row) = table.rows.last_mut() {
            row.push(text);
            row.extend(std::iter::repeat_n(String::new(), columns - 1));
        }
    }

    pub(super) fn finish(mut self) -> String {
        self.close(0);
        for comment in std::mem::take(&mut self.comments) {
            self.out.extend(["\n\n", &comment]);
        }
        self.out
    }
}

/// The value of an attribute in the rest of a tag. It is empty where the attribute has none.
fn attribute(rest: &str, name: &str) -> Option<String> {
    let found = ATTRIBUTE.captures_iter(rest).find(|found| found["name"].eq_ignore_ascii_case(name))?;
    let value = ["double", "single", "bare"].iter().find_map(|group| found.name(group)).map_or("", |value| value.as_str());
    Some(decoded(value).split_whitespace().collect::<Vec<_>>().join(" "))
}

fn is_safe(url: &str) -> bool {
    ["http://", "https://", "mailto:"].iter().any(|scheme| url.starts_with(scheme)) || !url.contains(':') && !url.is_empty()
}

/// An address between the parentheses of a link.
fn address(url: &str) -> String {
    if url.contains([' ', '(', ')', '<', '>']) { format!("<{}>", url.replace(['<', '>'], "")) } else { url.to_owned() }
}

fn one_line(text: &str) -> String {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A text with something before its first line, and something before each other line that is not empty.
fn prefixed(text: &str, first: &str, other: &str) -> String {
    let lines = text.lines().enumerate().map(|(index, line)| format!("{}{line}", if index == 0 { first } else { other }));
    lines.map(|line| line.trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

/// The length of the longest run of backticks.
fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}
