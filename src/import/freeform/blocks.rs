//! A Markdown document as a tree: headings with what stands below them, paragraphs, lists, tables.
//!
//! Blocks keep their text, so that what is not understood can be kept as it was written.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use super::removed::{self, FILLER};
use super::text;
use crate::import::html;
use crate::import::stamp;
use crate::prose::markdown;

/// A piece of a document.
#[derive(Debug, Clone)]
pub(in crate::import) struct MarkdownBlock {
    pub kind: BlockKind,
    /// As it was written, without comments that no reader sees.
    pub text: String,
    /// Where it stands in the document.
    pub span: Range<usize>,
}

impl MarkdownBlock {
    /// The items of a list. Any other block is one item.
    pub(super) fn pieces(&self) -> Vec<(String, Range<usize>)> {
        match &self.kind {
            BlockKind::List(items) => items.iter().map(|item| (item.text.clone(), item.span.clone())).collect(),
            BlockKind::Rule => Vec::new(),
            _ => vec![(self.text.clone(), self.span.clone())],
        }
    }
}

impl MarkdownBlock {
    /// Whether its last item announces what follows: `An operator saw:`, and a block of code that is not indented.
    fn goes_on(&self) -> bool {
        matches!(&self.kind, BlockKind::List(items) if items.last().is_some_and(|item| item.text.trim_end().ends_with(':')))
    }

    /// Adds a block to the last item, or to the last item of the list in it.
    fn go_on(&mut self, text: &str) {
        let BlockKind::List(items) = &mut self.kind else { return };
        let Some(item) = items.last_mut() else { return };
        let last = item.text.lines().next_back().unwrap_or_default();
        let is_nested = item.text.contains('\n') && last.trim_start().starts_with(['-', '*', '+']);
        let indent = last.len() - last.trim_start().len() + if is_nested { 2 } else { 0 };
        for line in std::iter::once("").chain(text.lines()) {
            item.text.extend(["\n", &" ".repeat(if line.is_empty() { 0 } else { indent }), line]);
        }
        self.text = list(items);
    }
}

#[derive(Debug, Clone)]
pub(in crate::import) enum BlockKind {
    Heading {
        level: u8,
        title: String,
    },
    Paragraph,
    List(Vec<ListItem>),
    Table(MarkdownTable),
    Code(String),
    Quote,
    /// A line across the page.
    Rule,
    Other,
}

/// An item of a list.
#[derive(Debug, Clone)]
pub(in crate::import) struct ListItem {
    /// Its Markdown without its mark and without indentation.
    pub text: String,
    /// Whether a task is done.
    pub done: Option<bool>,
    pub span: Range<usize>,
}

/// Items as a list.
pub(super) fn list(items: &[ListItem]) -> String {
    items.iter().map(|it| text::item(&it.text, it.done)).collect::<Vec<_>>().join("\n")
}

#[derive(Debug, Clone, Default)]
pub(in crate::import) struct MarkdownTable {
    pub head: Vec<String>,
    pub rows: Vec<TableRow>,
}

#[derive(Debug, Clone)]
pub(in crate::import) struct TableRow {
    pub cells: Vec<String>,
    pub span: Range<usize>,
}

/// A heading and what stands below it.
#[derive(Debug, Clone, Default)]
pub(in crate::import) struct Outline {
    /// Empty for what stands before the first heading.
    pub title: String,
    pub level: u8,
    pub span: Range<usize>,
    pub blocks: Vec<MarkdownBlock>,
    pub children: Vec<Outline>,
}

impl Outline {
    /// All of its text, its headings included.
    pub(in crate::import) fn text(&self) -> String {
        let blocks = self.blocks.iter().filter(|block| !matches!(block.kind, BlockKind::Rule)).map(|block| block.text.clone());
        let children = self.children.iter().map(|child| {
            let mark = "#".repeat(usize::from(child.level.clamp(1, 6)));
            format!("{mark} {}\n\n{}", child.title, child.text()).trim_end().to_owned()
        });
        blocks.chain(children).filter(|text| !text.trim().is_empty()).collect::<Vec<_>>().join("\n\n")
    }

    /// Whether it or a part in it has a title of this kind.
    pub(super) fn has_part(&self, is_of_kind: &dyn Fn(&str) -> bool) -> bool {
        is_of_kind(&self.title) || self.children.iter().any(|child| child.has_part(is_of_kind))
    }

    pub(in crate::import) fn is_empty(&self) -> bool {
        self.text().trim().is_empty()
    }

    /// A text that has no heading of its own.
    pub(in crate::import) fn of_text(text: &str, span: &Range<usize>) -> Self {
        Self::of_document(text, span, |_| false, |_| false)
    }

    /// A document that is a value of another one.
    pub(super) fn of_document(
        text: &str,
        span: &Range<usize>,
        is_part: impl Fn(&str) -> bool,
        is_timeline: impl Fn(&str) -> bool,
    ) -> Self {
        let mut node = tree(read(text, 0), span.clone(), |title, _| is_part(title), is_timeline);
        node.stand_at(span);
        node
    }

    /// Sets the place of it and of all that is in it to that of the value which holds it.
    fn stand_at(&mut self, span: &Range<usize>) {
        self.span = span.clone();
        for block in &mut self.blocks {
            block.span = span.clone();
            match &mut block.kind {
                BlockKind::List(items) => items.iter_mut().for_each(|item| item.span = span.clone()),
                BlockKind::Table(table) => table.rows.iter_mut().for_each(|row| row.span = span.clone()),
                _ => {}
            }
        }
        self.children.iter_mut().for_each(|child| child.stand_at(span));
    }
}

/// The level of a heading that is only a line in bold: below all others.
const BOLD: u8 = 7;

/// The tree of a document's blocks, below a root without a title. A line in bold is a heading if it has the name of a part. A heading
/// that begins with a time belongs to the timeline before it, whatever its level.
pub(super) fn tree(
    blocks: Vec<MarkdownBlock>,
    span: Range<usize>,
    is_part: impl Fn(&str, usize) -> bool,
    is_timeline: impl Fn(&str) -> bool,
) -> Outline {
    let mut open = vec![Outline { span, ..Outline::default() }];
    for block in blocks {
        let bold =
            Some(&block).filter(|block| matches!(block.kind, BlockKind::Paragraph)).and_then(|block| text::in_bold(&block.text));
        let is_in_timeline = open.iter().any(|node| is_timeline(&node.title));
        let title = bold.filter(|title| is_part(title, block.span.start) || is_in_timeline && starts_with_time(title));
        let kind = match title.or_else(|| time_alone(&block).filter(|_| is_in_timeline)) {
            Some(title) => BlockKind::Heading { level: BOLD, title: title.to_owned() },
            None => block.kind.clone(),
        };
        match kind {
            BlockKind::Heading { level, title } => {
                let around = open.iter().rev().find(|node| is_timeline(&node.title)).map_or(0, |timeline| timeline.level);
                let level = if level <= around && starts_with_time(&title) { around + 1 } else { level };
                close(&mut open, level);
                open.push(Outline { title, level, span: block.span, ..Outline::default() });
            }
            kind => open.last_mut().into_iter().for_each(|node| match (&kind, node.blocks.last_mut()) {
                (BlockKind::Code(_) | BlockKind::Quote, Some(list)) if list.goes_on() => list.go_on(&block.text),
                _ => node.blocks.push(block.clone()),
            }),
        }
    }
    close(&mut open, 1);
    open.pop().unwrap_or_default()
}

/// The text of a paragraph that is nothing but a time: what follows happened then.
fn time_alone(block: &MarkdownBlock) -> Option<&str> {
    let text = Some(block.text.trim()).filter(|text| matches!(block.kind, BlockKind::Paragraph) && !text.contains('\n'))?;
    let (stamp, rest) = stamp::prefix(text)?;
    (stamp.time.is_some() && !text::has_words(rest)).then_some(text)
}

fn starts_with_time(title: &str) -> bool {
    stamp::prefix(title).is_some_and(|(stamp, _)| stamp.time.is_some() || stamp.after.is_some())
}

/// Closes the headings that end before one of this level.
fn close(open: &mut Vec<Outline>, level: u8) {
    while open.len() > 1 && open.last().is_some_and(|node| node.level >= level) {
        if let (Some(node), Some(around)) = (open.pop(), open.last_mut()) {
            around.children.push(node);
        }
    }
}

/// The blocks of a text that begins at `start` of the document.
pub(super) fn read(text: &str, start: usize) -> Vec<MarkdownBlock> {
    let mut blocks: Vec<MarkdownBlock> = Vec::new();
    let mut events = Parser::new_ext(text, markdown::options()).into_offset_iter();
    while let Some((event, range)) = events.next() {
        let kind = match event {
            Event::Rule => Some(BlockKind::Rule),
            Event::Start(tag) => Some(block(text, start, &tag, &range, &mut events)),
            _ => None,
        };
        let written = clean(&text[range.clone()]);
        if let Some(kind) = kind.filter(|_| !written.trim().is_empty()) {
            blocks.push(MarkdownBlock { kind, text: written, span: place(text, start, &range) });
        }
    }
    blocks
}

/// Reads one block to its end.
fn block<'t>(
    text: &'t str,
    start: usize,
    tag: &Tag<'t>,
    range: &Range<usize>,
    events: &mut impl Iterator<Item = (Event<'t>, Range<usize>)>,
) -> BlockKind {
    let mut depth = 1_usize;
    let mut items: Vec<ListItem> = Vec::new();
    let mut table = MarkdownTable::default();
    let mut code = String::new();
    let (is_list, is_code) = (matches!(tag, Tag::List(_)), matches!(tag, Tag::CodeBlock(_)));
    while let Some((event, inner)) = events.next().filter(|_| depth > 0) {
        match &event {
            Event::Start(Tag::Item) if is_list && depth == 1 => items.push(item(text, start, &inner)),
            Event::Start(Tag::TableRow) => table.rows.push(TableRow { cells: Vec::new(), span: place(text, start, &inner) }),
            Event::Start(Tag::TableCell) => {
                let cell = cell(&text[inner.clone()]);
                match table.rows.last_mut() {
                    Some(row) => row.cells.push(cell),
                    None => table.head.push(cell),
                }
            }
            Event::Text(part) if is_code => code.push_str(part),
            _ => {}
        }
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    match tag {
        Tag::Heading { level, .. } => BlockKind::Heading { level: *level as u8, title: title(&text[range.clone()]) },
        Tag::Paragraph => BlockKind::Paragraph,
        Tag::List(_) => BlockKind::List(items),
        Tag::Table(_) => BlockKind::Table(table),
        Tag::CodeBlock(_) => BlockKind::Code(code),
        Tag::BlockQuote(_) => BlockKind::Quote,
        _ => BlockKind::Other,
    }
}

/// The place of the first line of a block.
fn place(text: &str, start: usize, range: &Range<usize>) -> Range<usize> {
    let first = text[range.clone()].lines().next().unwrap_or_default().trim_end().len();
    start + range.start..start + range.start + first
}

/// The text of a heading without the marks that make it one.
fn title(written: &str) -> String {
    let written = clean(written);
    let text = written.trim();
    let text = match text.strip_prefix('#') {
        Some(rest) => rest.trim_start_matches('#').trim().trim_end_matches('#').trim_end(),
        None => text.rsplit_once('\n').map_or(text, |(title, _)| title),
    };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn item(text_of_document: &str, start: usize, range: &Range<usize>) -> ListItem {
    // The first item of an indented list begins with its indentation.
    let written = &text_of_document[range.clone()];
    let range = &(range.start + written.len() - written.trim_start_matches(' ').len()..range.end);
    let line_start = text_of_document[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let indent = text_of_document[line_start..range.start].chars().count();
    let written = &text_of_document[range.clone()];
    let mark = written.find([' ', '\t', '\n']).unwrap_or(written.len());
    let spaces = written[mark..].len() - written[mark..].trim_start_matches(' ').len();
    let width = indent + mark + if (1..5).contains(&spaces) { spaces } else { 1 };
    let mut lines = vec![written[mark..].lines().next().unwrap_or_default().trim().to_owned()];
    lines.extend(written.lines().skip(1).map(|line| outdented(line, width)));
    let joined = clean(&lines.join("\n"));
    let (done, text) = if joined.starts_with('[') { text::unmarked_task(&joined) } else { (None, joined.trim()) };
    ListItem { text: text.to_owned(), done, span: place(text_of_document, start, range) }
}

/// A line without so many columns of its indentation.
fn outdented(line: &str, width: usize) -> String {
    let mut column = 0;
    let mut rest = line;
    while column < width {
        let Some(letter) = rest.chars().next().filter(|c| matches!(c, ' ' | '\t')) else { break };
        column += if letter == '\t' { 4 - column % 4 } else { 1 };
        rest = &rest[1..];
    }
    rest.to_owned()
}

fn cell(written: &str) -> String {
    clean(written).trim().trim_matches('|').trim().replace("\\|", "|")
}

/// A text without filler and without blanks in empty lines, and with Markdown in the place of HTML.
pub(super) fn clean(written: &str) -> String {
    let text = written.replace(FILLER, "");
    let text = html::to_markdown(&text);
    let lines: Vec<&str> = text.lines().map(|line| if line.trim().is_empty() { "" } else { line }).collect();
    lines.join("\n").trim_matches('\n').trim_end().to_owned()
}

/// A text without its comments, and the comments.
pub(in crate::import) fn without_comments(text: &str) -> (String, Vec<String>) {
    let (rest, comments) = removed::without_comments(text);
    if comments.is_empty() {
        return (text.to_owned(), Vec::new());
    }
    (clean(&rest), comments.into_iter().map(|comment| comment.text).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_a_tree_of_headings() {
        let text = "before\n\n# A\n\none\n\n## B\n\n- x\n  - y\n- [x] z\n\nC\n===\n\n| a | b |\n|---|---|\n| 1 | 2\\|3 |\n";
        let node = tree(read(text, 0), 0..0, |_, _| false, |_| false);
        assert_eq!(node.blocks[0].text, "before");
        let titles: Vec<_> = node.children.iter().map(|child| child.title.as_str()).collect();
        assert_eq!((titles, node.children[0].children[0].title.as_str()), (vec!["A", "C"], "B"));
        let BlockKind::List(items) = &node.children[0].children[0].blocks[0].kind else { panic!() };
        assert_eq!((items[0].text.as_str(), items[1].text.as_str(), items[1].done), ("x\n- y", "z", Some(true)));
        let BlockKind::Table(table) = &node.children[1].blocks[0].kind else { panic!() };
        assert_eq!((table.head.join(","), table.rows[0].cells.join(",")), ("a,b".to_owned(), "1,2|3".to_owned()));
    }
}
