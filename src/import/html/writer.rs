//! Writes Markdown from the tags and texts of HTML, in their order.
//!
//! An element that is open knows where its Markdown begins. Where it ends, its Markdown is taken out, and is written again with the
//! marks of the element.

use super::element::{ElementKind, attribute};
use super::text::{begins_with_block, decoded, longest_run, one_line, prefixed};

/// How many elements may be open. What is deeper is text.
const DEPTH: usize = 60;
/// How many columns one cell may take.
const SPAN: usize = 50;

/// An element that has begun.
struct Open {
    name: String,
    kind: ElementKind,
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

pub(super) struct HtmlConverter {
    out: String,
    open: Vec<Open>,
    marked: Option<Marked>,
    /// Comments in code. They stand at the end.
    comments: Vec<String>,
    /// Whether there was an element.
    pub has_changed: bool,
}

impl HtmlConverter {
    pub(super) fn new(capacity: usize) -> Self {
        Self { out: String::with_capacity(capacity), open: Vec::new(), marked: None, comments: Vec::new(), has_changed: false }
    }

    fn is_in(&self, kinds: &[ElementKind]) -> bool {
        self.open.iter().any(|open| kinds.contains(&open.kind))
    }

    fn is_in_code(&self) -> bool {
        self.is_in(&[ElementKind::Code, ElementKind::Pre])
    }

    /// Writes a text. In HTML, the indentation of a line has no meaning.
    pub(super) fn text(&mut self, text: &str, is_html: bool) {
        let within = self.open.last().map(|open| open.kind);
        if text.is_empty() || self.is_in(&[ElementKind::Hidden]) {
            return;
        }
        if self.is_in_code() {
            return self.out.push_str(text);
        }
        if text.trim().is_empty() && matches!(within, Some(ElementKind::List | ElementKind::Table | ElementKind::Row)) {
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
        if self.is_in_code() || self.is_in(&[ElementKind::Hidden]) {
            self.comments.push(comment.to_owned());
        } else {
            self.out.push_str(comment);
        }
    }

    pub(super) fn begin(&mut self, name: String, kind: ElementKind, rest: &str) {
        self.has_changed = true;
        let attribute = |name: &str| attribute(rest, name);
        if self.is_in(&[ElementKind::Hidden]) || self.is_in_code() && kind != ElementKind::Break {
            return;
        }
        match kind {
            ElementKind::Break => return self.out.push('\n'),
            ElementKind::Block => return self.gap(2),
            ElementKind::Rule => return self.block("---"),
            ElementKind::Image => return self.image(attribute("alt"), attribute("src")),
            ElementKind::Frame => return self.frame(attribute("src").or_else(|| attribute("data"))),
            ElementKind::Input if attribute("type").is_some_and(|kind| kind.eq_ignore_ascii_case("checkbox")) => {
                let is_ticked = attribute("checked").is_some();
                self.gap_before_text();
                return self.out.push_str(if is_ticked { "[x] " } else { "[ ] " });
            }
            ElementKind::Input | ElementKind::Plain => return,
            _ => {}
        }
        self.end_implied(kind);
        if self.open.len() >= DEPTH || rest.trim_end().ends_with('/') {
            return;
        }
        if name == "summary" {
            self.gap(2);
        }
        if kind == ElementKind::Row
            && let Some(table) = self.open.iter_mut().rev().find(|open| open.kind == ElementKind::Table)
        {
            table.rows.push(Vec::new());
        }
        let number = (name == "ol").then(|| attribute("start").and_then(|start| start.parse().ok()).unwrap_or(1));
        let columns = attribute("colspan").and_then(|columns| columns.parse().ok()).unwrap_or(1).clamp(1, SPAN);
        let url = attribute("href").unwrap_or_default();
        self.open.push(Open { name, kind, start: self.out.len(), url, number, columns, rows: Vec::new() });
    }

    /// Ends what one of this kind cannot stand in, such as the item before in the same list.
    fn end_implied(&mut self, kind: ElementKind) {
        let ends = kind.ends();
        let within =
            self.open.iter().rposition(|open| matches!(open.kind, ElementKind::List | ElementKind::Table)).map_or(0, |at| at + 1);
        let first = self.open[within..].iter().position(|open| ends.contains(&open.kind));
        if let Some(first) = first {
            self.close(within + first);
        }
    }

    pub(super) fn end(&mut self, name: &str, kind: ElementKind) {
        self.has_changed = true;
        if kind == ElementKind::Block && !self.is_in_code() && !self.is_in(&[ElementKind::Hidden]) {
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
                ElementKind::Inline(mark) => self.inline(&inner, mark),
                ElementKind::Code => self.code(&inner),
                ElementKind::Pre => self.pre(&inner),
                ElementKind::Link => self.link(&inner, &open.url),
                ElementKind::Heading(level) => self.heading(&inner, level),
                ElementKind::Quote if self.is_in(&[ElementKind::Cell]) => self.out.push_str(&inner),
                ElementKind::Quote => self.block(&prefixed(inner.trim(), "> ", "> ")),
                ElementKind::List => self.list(&inner, open.number),
                ElementKind::Item => self.item(&inner),
                ElementKind::Table => self.table(&inner, &open.rows),
                ElementKind::Cell => self.cell(&inner, open.columns),
                ElementKind::Hidden => {}
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
            || self.is_in(&[ElementKind::Inline(mark)])
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
        if self.open.iter().any(|open| open.kind.is_inline() || matches!(open.kind, ElementKind::Cell | ElementKind::Heading(_)))
        {
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
        if text.is_empty() || self.is_in(&[ElementKind::Cell]) {
            return self.out.push_str(inner);
        }
        self.block(&format!("{} {text}", "#".repeat(usize::from(level))));
    }

    fn list(&mut self, inner: &str, number: Option<u64>) {
        let within = self.open.last().map(|open| (open.kind, open.number));
        let lines = if matches!(within, Some((ElementKind::Item | ElementKind::List, _))) && number.is_none_or(|next| next > 1) {
            1
        } else {
            2
        };
        let indent = match within {
            Some((ElementKind::List, Some(_))) => "   ",
            Some((ElementKind::List, None)) => "  ",
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
        if self.is_in(&[ElementKind::Cell]) {
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
        let Some(table) = self.open.iter_mut().rev().find(|open| open.kind == ElementKind::Table) else {
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

fn is_safe(url: &str) -> bool {
    ["http://", "https://", "mailto:"].iter().any(|scheme| url.starts_with(scheme)) || !url.contains(':') && !url.is_empty()
}

/// An address between the parentheses of a link.
fn address(url: &str) -> String {
    if url.contains([' ', '(', ')', '<', '>']) { format!("<{}>", url.replace(['<', '>'], "")) } else { url.to_owned() }
}
