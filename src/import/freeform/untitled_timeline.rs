//! Times in parts that are no timeline by their heading: lists of which each item begins with a time, updates of a status page, and a
//! sentence that says from when to when it was.

use super::blocks::{self, BlockKind, ListItem, MarkdownBlock, Outline};
use super::entries;
use super::reader::Reader;
use super::text::{in_bold, words};
use crate::import::names::{Field, plain};
use crate::import::pattern::Pattern;
use crate::import::{stamp, vocabulary};
use crate::incident::Milestone;

/// Joins each update of a status page to one paragraph with its moment on the last line: a word in bold or a heading, texts, and a
/// line that says when it was posted. The update that is the postmortem stays as it is.
pub(super) fn with_updates(blocks: Vec<MarkdownBlock>) -> Vec<MarkdownBlock> {
    static POSTED: Pattern = Pattern::new(r"(?i)^\W*posted\W+(?:on )?(?P<moment>.*\w)\W*$");
    static PAGE: Pattern = Pattern::new(r"(?i)^\*\*(?P<page>incident report for [^*]+)\*\*$");
    let posted = |block: &MarkdownBlock| {
        let text = Some(&block.text).filter(|_| matches!(block.kind, BlockKind::Paragraph))?;
        let moment = POSTED.captures(text)?["moment"].to_owned();
        stamp::whole(&moment).is_some_and(|stamp| stamp.date.is_some() && stamp.time.is_some()).then_some(moment)
    };
    if blocks.iter().filter_map(posted).count() < 2 {
        return blocks;
    }
    let title = |block: &MarkdownBlock| match &block.kind {
        BlockKind::Heading { title, .. } => Some(plain(title)),
        _ => in_bold(&block.text).map(plain),
    };
    let is_update = |block: &MarkdownBlock| title(block).is_some_and(|it| it == "update" || vocabulary::status(&it).is_some());
    let mut joined: Vec<MarkdownBlock> = Vec::new();
    for mut block in blocks {
        block.text = PAGE.replace_all(&block.text, "$page").into_owned();
        let Some(moment) = posted(&block) else {
            joined.push(block);
            continue;
        };
        match joined.iter().rposition(is_update) {
            Some(at) if title(&joined[at]).is_some_and(|title| title == "postmortem") => {
                joined.remove(at);
                joined.push(MarkdownBlock { text: format!("**Posted:** {moment}"), ..block });
            }
            Some(at) => {
                let texts: Vec<String> =
                    joined.drain(at..).map(|block| block.text.trim_start_matches(['#', ' ']).to_owned()).collect();
                joined.push(MarkdownBlock { text: format!("{}\n{moment}", texts.join("\n\n")), ..block });
            }
            None => joined.push(block),
        }
    }
    joined
}

impl Reader<'_> {
    /// Reads a sentence of the introduction that says from when to when it was: "The incident began at X and ended at Y".
    pub(super) fn take_window(&mut self, node: &Outline) {
        static WINDOW: Pattern = Pattern::new(
            r"(?i)^(?:the )?(?:incident|outage|issue|impact|disruption)\s+(?:began|started)\s+(?:at |on )?(?P<start>.{5,60}?)\s+and\s+(?:ended|finished|was (?:resolved|over))\s+(?:at |on )?(?P<end>.{5,60})",
        );
        for block in node.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Paragraph)) {
            let line = words(&block.text);
            let Some(found) = WINDOW.captures(&line) else { continue };
            for (milestone, group) in [(Milestone::Started, "start"), (Milestone::Resolved, "end")] {
                let text = found.name(group).map_or("", |text| text.as_str());
                let rest = stamp::prefix(text).map_or(text, |(_, rest)| rest);
                self.state_moment(Some(milestone), "", text.strip_suffix(rest).unwrap_or(text).trim_end(), &block.span);
            }
        }
    }

    /// Removes several paragraphs that end with a line which is a day and a time, as the updates of a status page do.
    pub(super) fn take_dated_paragraphs(&mut self, node: &mut Outline) {
        let is_dated = |block: &MarkdownBlock| {
            matches!(block.kind, BlockKind::Paragraph)
                && entries::moment_below(&block.text).is_some_and(|(stamp, _)| stamp.date.is_some())
        };
        if node.blocks.iter().filter(|block| is_dated(block)).count() < 2 {
            return;
        }
        let (blocks, rest) = std::mem::take(&mut node.blocks).into_iter().partition(is_dated);
        node.blocks = rest;
        self.draft.kept(node.span.clone(), "several paragraphs end with a day and a time, so they are a timeline");
        self.timed.push((Field::Timeline, Outline { blocks, span: node.span.clone(), ..Outline::default() }));
    }

    /// Removes lists and tables of which each element begins with a time from a part of a document without a timeline: they are it.
    pub(super) fn take_timeline(&mut self, node: &mut Outline) {
        if self.has_timeline {
            return;
        }
        // Several paragraphs are a timeline as well, one is a sentence.
        let least = if node.blocks.iter().filter(|block| timed_elements(block) == Some(1)).count() > 2 { 1 } else { 3 };
        let is_timed = |block: &MarkdownBlock| timed_elements(block).is_some_and(|count| count >= least);
        let (timed, rest): (Vec<_>, Vec<_>) = std::mem::take(&mut node.blocks).into_iter().partition(is_timed);
        node.blocks = rest;
        if !timed.is_empty() {
            let span = timed[0].span.clone();
            self.draft.kept(span.clone(), "there is a time in each element, so it is a timeline");
            self.timed.push((Field::Timeline, Outline { blocks: timed, span, ..Outline::default() }));
        }
        node.children.iter_mut().for_each(|child| self.take_timeline(child));
    }

    /// Removes items that begin with a day and a time, or several with a time: they are a timeline without a heading.
    pub(super) fn without_entries(&mut self, mut block: MarkdownBlock) -> Option<MarkdownBlock> {
        let stamp = |text: &str| stamp::prefix(text).map(|(stamp, _)| stamp).filter(|stamp| stamp.time.is_some());
        let span = block.span.clone();
        let entries = match &mut block.kind {
            BlockKind::List(items) => {
                let is_timeline = items.iter().filter(|item| stamp(&item.text).is_some()).count() > 1;
                let is_entry = |item: &ListItem| stamp(&item.text).is_some_and(|stamp| is_timeline || stamp.date.is_some());
                let (entries, rest): (Vec<_>, Vec<_>) = std::mem::take(items).into_iter().partition(is_entry);
                *items = rest;
                block.text = blocks::list(items);
                MarkdownBlock { text: blocks::list(&entries), kind: BlockKind::List(entries), span: span.clone() }
            }
            BlockKind::Paragraph
                if block.text.lines().filter(|line| stamp(line).is_some_and(|it| it.date.is_some())).count() > 1 =>
            {
                std::mem::replace(
                    &mut block,
                    MarkdownBlock { kind: BlockKind::Paragraph, text: String::new(), span: span.clone() },
                )
            }
            _ => return Some(block),
        };
        if !entries.text.is_empty() {
            self.timed.push((Field::Timeline, Outline { blocks: vec![entries], span, ..Outline::default() }));
        }
        (!block.text.trim().is_empty()).then_some(block)
    }
}

/// Whether each item or paragraph of a part begins with a time.
pub(super) fn is_timed(node: &Outline) -> bool {
    let has_several = node.blocks.len() > 1 || node.blocks.iter().any(|block| !matches!(block.kind, BlockKind::Paragraph));
    // A line with a day holds for what is below it.
    let is_day = |block: &MarkdownBlock| stamp::day(&block.text).is_some();
    has_several
        && node.children.is_empty()
        && node.blocks.iter().any(|block| !is_day(block))
        && node.blocks.iter().all(|block| timed_elements(block).is_some() || is_day(block))
}

/// How many items, rows or lines a block has, if each begins with a time.
fn timed_elements(block: &MarkdownBlock) -> Option<usize> {
    let has_time = |text: &str| stamp::prefix(text).is_some_and(|(stamp, _)| stamp.time.is_some());
    let elements: Vec<&str> = match &block.kind {
        BlockKind::List(items) => items.iter().map(|item| item.text.as_str()).collect(),
        BlockKind::Paragraph => vec![&block.text],
        BlockKind::Table(table) if table.rows.len() > 1 => {
            table.rows.iter().map(|row| row.cells.first().map_or("", String::as_str)).collect()
        }
        _ => return None,
    };
    elements.iter().all(|text| has_time(text)).then_some(elements.len())
}
