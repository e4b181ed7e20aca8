//! Facts: a name and a value in a line, in an item of a list, or in a row of a table.

use std::ops::Range;

use super::blocks::{self, BlockKind, ListItem, MarkdownBlock, MarkdownTable, Outline, TableRow};
use super::reader::Reader;
use super::text::words;
use crate::import::names::Field;
use crate::import::pattern::Pattern;
use crate::import::{names, stamp, vocabulary};
use crate::prose::markdown;

/// A piece of a block is looked for in so many bytes behind the beginning of the block.
const NEAR: usize = 16 * 1024;

/// Which facts of a text are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FactFilter {
    /// All. Those with an unknown name are the team's own fields.
    All,
    /// Those with a known name.
    Known,
}

static BOLD: Pattern = Pattern::new(
    r"(?s)^(?:\*\*|__)(?P<name>[^*\n]{1,80}?)(?:[:：]\s*(?:\*\*|__)|(?:\*\*|__)\s*(?:[:：]|\s[-–—]\s)|(?:\*\*|__)$)\s*(?P<value>.*)$",
);
static ITALIC: Pattern = Pattern::new(r"(?s)^[*_](?P<name>[^*_\n]{1,80}?)(?:[:：][*_]|[*_]\s*[:：])\s*(?P<value>.*)$");
static PLAIN: Pattern = Pattern::new(r"(?s)^(?P<name>[^:：\n|]{1,80}?)\s*[:：](?:\s+|$)(?P<value>.*)$");

/// A name and a value.
pub(super) struct StatedFact<'t> {
    pub name: &'t str,
    pub value: &'t str,
    /// Whether the name is marked, so that it is one even if it is unknown.
    pub is_marked: bool,
}

/// The fact that a line is, if it is one.
pub(super) fn of(text: &str) -> Option<StatedFact<'_>> {
    // `_Author: Kim_`
    let is_italic = text.len() > 2 && text.starts_with(['_', '*']) && !text.starts_with("**") && text.ends_with(&text[..1]);
    let text = if is_italic && text.matches(&text[..1]).count() == 2 { &text[1..text.len() - 1] } else { text };
    let found = |expression: &'static Pattern, is_marked| {
        let found = expression.captures(text)?;
        Some(StatedFact { name: found.name("name")?.as_str(), value: found.name("value")?.as_str().trim(), is_marked })
    };
    found(&BOLD, true).or_else(|| found(&ITALIC, true)).or_else(|| found(&PLAIN, false))
}

impl Reader<'_> {
    /// Removes facts from the blocks of a part, and reads them. What is no fact stays.
    pub(super) fn take_facts(&mut self, node: &mut Outline, take: FactFilter) {
        for block in self.with_lists(std::mem::take(&mut node.blocks), take) {
            node.blocks.extend(self.without_facts(block, take));
        }
    }

    /// Joins a name without a value, `**Services:**`, and the list or the table below it, which is its value.
    pub(super) fn with_lists(&self, blocks: Vec<MarkdownBlock>, take: FactFilter) -> Vec<MarkdownBlock> {
        let mut joined: Vec<MarkdownBlock> = Vec::new();
        for block in blocks {
            match joined.last_mut() {
                Some(before) if self.awaits_value(before, take) && self.is_value(&block) => {
                    before.text.extend(["\n", &block.text]);
                }
                _ => joined.push(block),
            }
        }
        joined
    }

    /// Whether a paragraph ends with the name of a fact.
    fn awaits_value(&self, block: &MarkdownBlock, take: FactFilter) -> bool {
        let last = block.text.lines().next_back().unwrap_or_default().trim();
        let is_open = |fact: StatedFact<'_>| fact.value.is_empty() && self.is_taken(&fact, take);
        matches!(block.kind, BlockKind::Paragraph) && of(last).is_some_and(is_open)
    }

    /// Whether a block is a list or a table of values, and not of entries of a timeline or of facts.
    fn is_value(&self, block: &MarkdownBlock) -> bool {
        let is_plain = |text: &str| {
            stamp::prefix(text).is_none() && of(text).is_none_or(|fact| !fact.is_marked && self.names.find(fact.name).is_none())
        };
        match &block.kind {
            BlockKind::List(items) => items.iter().all(|item| is_plain(&item.text)),
            BlockKind::Table(table) => !self.is_table_of_facts(table),
            _ => false,
        }
    }

    /// Whether a fact in a line is one that is read.
    fn is_taken(&self, fact: &StatedFact<'_>, take: FactFilter) -> bool {
        let is_known = self.names.find(fact.name).is_some();
        if take == FactFilter::All { fact.is_marked || is_known } else { fact.is_marked && is_known }
    }

    fn is_table_of_facts(&self, table: &MarkdownTable) -> bool {
        let is_known = |row: &TableRow| row.cells.first().is_some_and(|name| self.names.find(name).is_some());
        self.row_of_facts(table).is_some() || table.head.len() == 2 && table.rows.iter().any(is_known)
    }

    pub(super) fn without_facts(&mut self, mut block: MarkdownBlock, take: FactFilter) -> Option<MarkdownBlock> {
        match &mut block.kind {
            BlockKind::Table(table) => (!self.table_of_facts(table, &block.span, take)).then_some(block),
            BlockKind::List(items) if items.iter().all(|item| is_contents(&item.text)) => {
                let names = items.iter().map(|item| words(&item.text)).collect::<Vec<_>>().join(", ");
                self.draft.dropped(block.span, format!("a table of contents: {names}"));
                None
            }
            BlockKind::List(items) => {
                let count = items.len();
                let rest: Vec<ListItem> =
                    std::mem::take(items).into_iter().filter_map(|item| self.item_fact(item, take)).collect();
                if rest.len() < count {
                    block.text = blocks::list(&rest);
                }
                *items = rest;
                (!items.is_empty()).then_some(block)
            }
            BlockKind::Paragraph => {
                block.text = self.lines_without_facts(&block, take);
                (!block.text.trim().is_empty()).then_some(block)
            }
            BlockKind::Quote if take == FactFilter::All => {
                let inner: Vec<&str> =
                    block.text.lines().map(|line| line.trim_start().trim_start_matches('>').trim_start()).collect();
                let mut node = Outline::of_text(&inner.join("\n"), &block.span);
                let before = node.text();
                self.take_facts(&mut node, take);
                let after = node.text();
                if after != before {
                    block.text = after.lines().map(|line| format!("> {line}")).collect::<Vec<_>>().join("\n");
                }
                (!after.trim().is_empty()).then_some(block)
            }
            _ => Some(block),
        }
    }

    /// The item, unless it is a fact that is understood, or a name with facts below it.
    fn item_fact(&mut self, item: ListItem, take: FactFilter) -> Option<ListItem> {
        if take == FactFilter::All && self.nested_facts(&item) {
            return None;
        }
        let Some(fact) = self.fact_of(&item.text).filter(|_| item.done.is_none()) else { return Some(item) };
        let taken = self.take_fact(&fact, &item.span, take);
        (!taken).then_some(item)
    }

    /// Reads the list below a name that is an item of its own: facts, or a part whose name is known. `false` where it is neither.
    fn nested_facts(&mut self, item: &ListItem) -> bool {
        let Some((name, more)) = item.text.split_once('\n') else { return false };
        let name = name.trim().trim_end_matches(':');
        let node = Outline::of_text(more, &item.span);
        let [MarkdownBlock { kind: BlockKind::List(items), .. }] = node.blocks.as_slice() else { return false };
        if item.done.is_some() || of(name).is_some() || !may_be_name(name) {
            return false;
        }
        let known = items.iter().filter(|it| self.fact_of(&it.text).is_some_and(|fact| self.names.find(fact.name).is_some()));
        if known.count() * 2 > items.len() {
            for item in items.clone() {
                if let Some(rest) = self.item_fact(item, FactFilter::All) {
                    self.draft.section(&words(name), &rest.text, rest.span);
                }
            }
            return true;
        }
        match self.names.field(name).filter(|field| field.is_part()) {
            Some(field) => {
                self.part(field, name, node);
                true
            }
            None => false,
        }
    }

    /// The fact that a text is. `Resolved 2024-03-04 15:51` is one without a colon.
    pub(super) fn fact_of<'t>(&self, text: &'t str) -> Option<StatedFact<'t>> {
        of(text).or_else(|| {
            // `**Severity** SEV2`
            let bold = text.strip_prefix("**").and_then(|rest| rest.split_once("** "));
            if let Some((name, value)) = bold.filter(|(name, value)| {
                !value.trim_start().starts_with(|c: char| c.is_lowercase() || !c.is_ascii()) && self.names.find(name).is_some()
            }) {
                return Some(StatedFact { name, value: value.trim(), is_marked: true });
            }
            // `_Published 2 August 2025_`
            let text = text.trim_matches(['*', '_']);
            let (name, value) = text.split_at(text.find(|c: char| c.is_ascii_digit())?);
            let is_moment =
                matches!(self.names.field(name), Some(Field::Milestone(_) | Field::When | Field::Held | Field::Published))
                    && stamp::whole(value).is_some();
            is_moment.then_some(StatedFact { name, value, is_marked: true })
        })
    }

    /// The lines of a paragraph that are no facts. A line after a fact belongs to it.
    fn lines_without_facts(&mut self, block: &MarkdownBlock, take: FactFilter) -> String {
        let mut facts: Vec<(String, Range<usize>)> = Vec::new();
        let mut rest: Vec<&str> = Vec::new();
        let known =
            block.text.lines().filter(|line| self.fact_of(line.trim()).is_some_and(|fact| self.names.find(fact.name).is_some()));
        // Among names that are known, one that is not is a name as well.
        let known = known.count();
        let is_list = take == FactFilter::All && known > 1 && known * 2 >= block.text.lines().count();
        let is_among_facts =
            |text: &str| is_list && of(text).is_some_and(|fact| may_be_name(fact.name) && !fact.value.is_empty());
        for line in block.text.lines() {
            let pieces: Vec<&str> = line.split(['|', '·', '•']).map(str::trim).filter(|piece| !piece.is_empty()).collect();
            let is_fact = |text: &str| self.fact_of(text).is_some_and(|fact| self.is_taken(&fact, take));
            if pieces.len() > 1 && pieces.iter().all(|piece| of(piece).is_some() || is_fact(piece)) && is_fact(pieces[0]) {
                facts.extend(pieces.into_iter().map(|piece| (piece.to_owned(), self.place_of(piece, &block.span))));
            } else if is_fact(line.trim()) || is_among_facts(line.trim()) {
                facts.push((line.trim().to_owned(), self.place_of(line.trim(), &block.span)));
            } else if let Some((last, _)) = facts.last_mut() {
                last.extend(["\n", line.trim_end()]);
            } else {
                rest.push(line);
            }
        }
        let mut left: Vec<String> = rest.into_iter().map(str::to_owned).collect();
        for (text, span) in facts {
            let fact = self.fact_of(&text).map(|fact| StatedFact { is_marked: fact.is_marked || is_list, ..fact });
            let taken = fact.is_some_and(|fact| self.take_fact(&fact, &span, take));
            if !taken {
                left.push(text);
            }
        }
        left.join("\n")
    }

    /// The place of a piece of a block, or of the block where the piece is not written like that in the document.
    fn place_of(&self, piece: &str, block: &Range<usize>) -> Range<usize> {
        let text = self.draft.text();
        let behind = text.get(block.start..).filter(|_| !block.is_empty());
        let near = behind.map(|behind| &behind[..behind.floor_char_boundary(NEAR.max(4 * piece.len()))]);
        let found = near.and_then(|text| text.find(piece)).map(|at| block.start + at);
        found.map_or_else(|| block.clone(), |start| start..start + piece.len())
    }

    /// Reads a table of names and values. Its head is a fact too, unless it only says that these are names and values.
    fn table_of_facts(&mut self, table: &MarkdownTable, span: &Range<usize>, take: FactFilter) -> bool {
        if let Some(row) = self.row_of_facts(table) {
            for (name, value) in table.head.iter().zip(&row.cells) {
                self.row_fact(name, value, &row.span);
            }
            return true;
        }
        if self.has_pairs(table) {
            let heads = table.head.chunks(2).map(|pair| (pair, span));
            let rows = table.rows.iter().flat_map(|row| row.cells.chunks(2).map(|pair| (pair, &row.span)));
            for (pair, span) in heads.chain(rows) {
                if let [name, value] = pair
                    && !(name.trim().is_empty() && value.trim().is_empty())
                {
                    self.row_fact(name, value, span);
                }
            }
            return true;
        }
        let mut rows: Vec<(&str, &str, &Range<usize>)> = Vec::new();
        if let [name, value] = table.head.as_slice() {
            // `| Service | Downtime |` is the head of a table of data; `| Status | Resolved |` is none.
            if self.names.find(value).is_some() && !names::is("generic", name) && vocabulary::status(value).is_none() {
                return false;
            }
            // `| Title | Checkout was down |` is a fact, and `| Name | Value |` is none.
            let is_generic = |text: &str| names::is("generic", text);
            let is_title = self.names.field(name) == Some(Field::Title) && !is_generic(value);
            if (is_title || !is_generic(name)) && !value.is_empty() {
                rows.push((name, value, span));
            }
        } else {
            return false;
        }
        let heads = rows.len();
        rows.extend(
            table.rows.iter().filter_map(|row| Some((row.cells.first()?.as_str(), row.cells.get(1)?.as_str(), &row.span))),
        );
        let known = rows[heads..].iter().filter(|(name, _, _)| self.names.find(name).is_some()).count();
        let is_name = |row: &(&str, &str, &Range<usize>)| stamp::prefix(row.0).is_none();
        if known == 0 || known * if take == FactFilter::All { 3 } else { 2 } < rows.len() - heads || !rows.iter().all(is_name) {
            return false;
        }
        for (name, value, span) in rows {
            self.row_fact(name, value, span);
        }
        true
    }

    fn row_fact(&mut self, name: &str, value: &str, span: &Range<usize>) {
        let name = words(name);
        let name = name.trim_end_matches(':');
        if !self.take_fact(&StatedFact { name, value, is_marked: true }, span, FactFilter::All) {
            self.own_field(name, value, span);
        }
    }

    /// Whether each row of a table is several names, each with its value behind it: `| Start | 10:04 | End | 10:55 |`.
    fn has_pairs(&self, table: &MarkdownTable) -> bool {
        let rows = || std::iter::once(&table.head).chain(table.rows.iter().map(|row| &row.cells));
        let names = || rows().flat_map(|row| row.chunks(2).map(|pair| pair[0].as_str())).filter(|name| !name.trim().is_empty());
        let known = names().filter(|name| self.names.find(name).is_some()).count();
        let is_in_both = |at: usize| rows().filter_map(|row| row.get(at)).any(|name| self.names.find(name).is_some());
        table.head.len() == 4
            && !table.rows.is_empty()
            && is_in_both(0)
            && is_in_both(2)
            && !is_in_both(1)
            && known * 3 >= names().count()
    }

    /// The only row of a table whose heads are names of values: `| Customers affected | Duration |`.
    fn row_of_facts<'t>(&self, table: &'t MarkdownTable) -> Option<&'t TableRow> {
        let [row] = table.rows.as_slice() else { return None };
        let known = table.head.iter().filter(|name| self.names.field(name).is_some_and(|field| !field.is_part())).count();
        let is_data = table
            .head
            .first()
            .and_then(|name| self.names.field(name))
            .is_some_and(|first| matches!(first, Field::Services | Field::Teams | Field::Regions | Field::Role));
        (!is_data && table.head.len() > 1 && known * 2 > table.head.len() && known > 1).then_some(row)
    }

    /// Reads one fact. `false` where it should stay in its text.
    fn take_fact(&mut self, fact: &StatedFact<'_>, span: &Range<usize>, take: FactFilter) -> bool {
        let StatedFact { name, value, is_marked } = *fact;
        let target = self.names.find(name);
        if value.trim_matches(['_', '*', '-', ' ', '`']).is_empty() && (target.is_some() || is_marked && take == FactFilter::All)
        {
            self.draft.dropped(span.clone(), format!("\"{}\" says nothing", words(name)));
            return true;
        }
        match target {
            Some(target) => self.target(&target, name, value, span),
            None if is_marked && take == FactFilter::All => {
                self.own_field(name, value, span);
                true
            }
            None => false,
        }
    }
}

/// Whether a text is short and begins like a name.
fn may_be_name(text: &str) -> bool {
    text.starts_with(char::is_uppercase) && text.split_whitespace().count() <= 4
}

/// Whether an item leads to a part of its own document, and says nothing else.
fn is_contents(text: &str) -> bool {
    let links = markdown::links(text);
    let is_inside = links.iter().all(|link| link.target.starts_with('#'));
    let rest = links.iter().rev().fold(text.to_owned(), |mut rest, link| {
        rest.replace_range(link.bytes.clone(), "");
        rest
    });
    !links.is_empty() && is_inside && !rest.contains(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fact_may_be_written_in_many_ways() {
        for text in [
            "**Severity:** SEV2",
            "**Severity**: SEV2",
            "Severity: SEV2",
            "__Severity__: SEV2",
            "*Severity*: SEV2",
            "**Severity** - SEV2",
        ] {
            let fact = of(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((fact.name, fact.value), ("Severity", "SEV2"), "{text}");
        }
        assert!(of("Nothing of the kind").is_none() && of("http://example.com").is_none());
    }
}
