//! The parts of a document: each goes to the field that its heading stands for, and one that stands for none is a section.

use std::ops::Range;

use super::blocks::{self, BlockKind, MarkdownBlock, Outline};
use super::facts::{self, FactFilter};
use super::reader::{Reader, Titled};
use super::text::{append, label, words};
use super::untitled_timeline::is_timed;
use super::{action_table, actions, causes, people, references};
use crate::diagnostic::at;
use crate::import::boilerplate::is_boilerplate;
use crate::import::names::{Field, FieldTarget, plain};
use crate::import::{names, private, stamp, vocabulary};
use crate::incident::Detection;

impl Reader<'_> {
    /// Reads a text as the body of a postmortem, all of it at one place.
    pub(in crate::import) fn body(&mut self, text: &str, span: &Range<usize>) {
        let text = self.prepare(text, |_| span.clone());
        let names = self.names;
        let mut root = Outline::of_document(&text, span, |title| names.is_part(title), |title| names.is_timeline(title));
        self.has_timeline = root.has_part(&|title| names.is_timeline(title));
        let children = std::mem::take(&mut root.children);
        self.head(root);
        children.into_iter().for_each(|child| self.node(child));
    }

    /// Reads what stands before the first heading: facts, and an introduction.
    pub(super) fn head(&mut self, mut node: Outline) {
        self.take_dated_paragraphs(&mut node);
        node.blocks.retain(|block| self.draft.content(block.text.clone(), block.span.clone()).is_some());
        let blocks = std::mem::take(&mut node.blocks);
        for block in self.with_lists(blocks, FactFilter::All) {
            let rest = self.without_entries(block).and_then(|block| self.without_facts(block, FactFilter::All));
            node.blocks.extend(rest);
        }
        self.hide_contacts(&mut node);
        self.take_timeline(&mut node);
        self.take_window(&node);
        let (text, span) = (node.text(), node.span.clone());
        if !text.trim().is_empty() {
            self.draft.kept(span, "what stands before the first heading is the summary");
            append(&mut self.draft.incident.summary, &text);
        }
    }

    /// Removes tables of contacts and credentials from a part, and keeps them in a section that is internal.
    fn hide_contacts(&mut self, node: &mut Outline) {
        let is_private = |block: &MarkdownBlock| {
            matches!(block.kind, BlockKind::Table(_)) && (private::is_in(&block.text) || private::is_in_table(&block.text))
        };
        let (tables, rest) = std::mem::take(&mut node.blocks).into_iter().partition(is_private);
        node.blocks = rest;
        for MarkdownBlock { text, span, .. } in tables {
            self.draft.keep_private("table", &format!("\n\n{text}"), span);
        }
        node.children.iter_mut().for_each(|child| self.hide_contacts(child));
    }

    /// Reads a heading and all below it.
    pub(super) fn node(&mut self, mut node: Outline) {
        self.drop_placeholders(&mut node);
        match self.names.find(&node.title) {
            Some(FieldTarget::Field(field)) => {
                let title = node.title.clone();
                if !names::is_whole(&title) && stamp::zone_in(&title).is_none() {
                    self.draft.dropped(
                        node.span.clone(),
                        format!("the heading \"{}\" says no more than which part it is", words(&title)),
                    );
                }
                self.part(field, &title, node);
            }
            Some(FieldTarget::Own(key)) => self.own_field(&key, &node.text(), &node.span),
            Some(FieldTarget::Nothing) => self.draft.dropped(node.span.clone(), format!("\"{}\", ignored by --map", node.title)),
            None if self.is_fact(&node.title) => self.heading_fact(node),
            None if is_timed(&node) => {
                self.draft
                    .kept(node.span.clone(), format!("\"{}\" has a time in each of its items, so it is a timeline", node.title));
                self.timed.push((Field::Timeline, node));
            }
            None => self.unknown(node),
        }
    }

    /// Whether a heading is a name that is known and its value: `Owner: @ada`.
    pub(super) fn is_fact(&self, title: &str) -> bool {
        let is_value = |field: Field, value: &str| match field {
            // `Incident: Checkout was down` is a title.
            Field::Id => !value.contains(' '),
            field => !field.is_part() && !value.is_empty(),
        };
        facts::of(title).is_some_and(|fact| self.names.field(fact.name).is_some_and(|field| is_value(field, fact.value)))
    }

    fn heading_fact(&mut self, mut node: Outline) {
        let title = std::mem::take(&mut node.title);
        if let Some(fact) = facts::of(&title)
            && let Some(target) = self.names.find(fact.name)
        {
            self.target(&target, fact.name, fact.value, &node.span);
        }
        let children = std::mem::take(&mut node.children);
        self.head(node);
        children.into_iter().for_each(|child| self.node(child));
    }

    /// Drops inner parts that a template or a form left empty: `_No response_`.
    fn drop_placeholders(&mut self, node: &mut Outline) {
        for mut child in std::mem::take(&mut node.children) {
            self.drop_placeholders(&mut child);
            if child.children.is_empty()
                && child.blocks.iter().all(|block| is_boilerplate(&block.text))
                && !child.blocks.is_empty()
            {
                let message = format!("\"{}\" says nothing about this incident", words(&child.text()));
                self.draft.dropped(child.span, message);
            } else {
                node.children.push(child);
            }
        }
    }

    /// Drops the items of a list of tasks that are not ticked: the list is a choice.
    fn keep_ticked(&mut self, node: &mut Outline) {
        for block in &mut node.blocks {
            let BlockKind::List(items) = &mut block.kind else { continue };
            let (ticked, rest): (Vec<_>, Vec<_>) = std::mem::take(items).into_iter().partition(|item| item.done != Some(false));
            for item in &rest {
                self.draft.dropped(item.span.clone(), format!("\"{}\" is not ticked", words(&item.text)));
            }
            *items = ticked;
            if !rest.is_empty() {
                block.text = blocks::list(items);
            }
        }
        node.blocks.retain(|block| !block.text.trim().is_empty());
    }

    /// A part with an unknown name is a section. Parts of it may be known.
    fn unknown(&mut self, mut node: Outline) {
        let known = self.take_known(&mut node, |_| true);
        if node.is_empty() {
            self.note_empty(&node);
        } else if node
            .blocks
            .iter()
            .any(|block| matches!(&block.kind, BlockKind::Table(table) if action_table::is_action_table(table)))
        {
            let message = format!("the heads of the table below \"{}\" are those of action items", words(&node.title));
            self.draft.kept(node.span.clone(), message);
            actions::read(self, &node);
        } else if self.is_overview(&node) {
            let title = node.title.clone();
            self.draft.kept(node.span.clone(), format!("\"{}\" has nothing but facts below it", words(&title)));
            self.overview(&title, node);
        } else {
            self.take_timeline(&mut node);
            self.take_window(&node);
            let (title, text) = (label(&node.title), node.text());
            self.draft.section(&title, &text, node.span.clone());
            if private::is_name(&title) || private::is_in(&text) || private::is_in_table(&text) {
                self.draft.hide_last_section(node.span);
            }
        }
        known.into_iter().for_each(|child| self.node(child));
    }

    /// Whether a part with an unknown name is nothing but facts, most of them with known names.
    fn is_overview(&self, node: &Outline) -> bool {
        let is_table = |block: &MarkdownBlock| {
            let BlockKind::Table(table) = &block.kind else { return false };
            let known = table.rows.iter().filter(|row| row.cells.first().is_some_and(|name| self.names.find(name).is_some()));
            table.head.len() == 2 && table.rows.len() > 1 && known.count() * 2 > table.rows.len()
        };
        let names: Vec<&str> = node
            .blocks
            .iter()
            .flat_map(|block| match &block.kind {
                BlockKind::List(items) => items.iter().map(|item| item.text.as_str()).collect(),
                _ => block.text.lines().collect::<Vec<_>>(),
            })
            .filter_map(|text| facts::of(text).map(|fact| fact.name))
            .collect();
        let known = names.iter().filter(|name| self.names.field(name).is_some_and(|field| !field.is_part())).count();
        let is_facts = is_all_facts(node) && names.len() > 1 && known * 2 > names.len();
        is_facts || node.children.is_empty() && !node.blocks.is_empty() && node.blocks.iter().all(is_table)
    }

    /// Notes that there is nothing below a heading.
    pub(super) fn note_empty(&mut self, node: &Outline) {
        let message = format!("the heading \"{}\" has no text of its own", words(&node.title));
        self.draft.dropped(node.span.clone(), message);
    }

    /// Removes the parts of a part that have a field of their own, and returns them.
    fn take_known(&mut self, node: &mut Outline, fits: impl Fn(Field) -> bool) -> Vec<Outline> {
        let is_known = |child: &Outline| match self.names.find(&child.title) {
            Some(FieldTarget::Field(field)) => fits(field),
            Some(_) => true,
            None => false,
        };
        let (known, rest) = std::mem::take(&mut node.children).into_iter().partition(is_known);
        node.children = rest;
        known
    }

    /// Reads a part as what it is about.
    pub(super) fn part(&mut self, field: Field, title: &str, mut node: Outline) {
        let children = self.take_known(&mut node, |child| is_separate(field, child));
        if matches!(field, Field::Responders | Field::RootCause | Field::ContributingFactor) {
            self.keep_ticked(&mut node);
        }
        match field {
            Field::Narrative | Field::Summary if is_timed(&node) => self.timed.push((Field::Timeline, node)),
            Field::Narrative if self.is_overview(&node) => self.overview(title, node),
            Field::Resolution if plain(title).starts_with("remediation") && is_list(&node) => actions::read(self, &node),
            Field::Timeline | Field::Communications => self.timed.push((field, node)),
            Field::Actions => actions::read(self, &node),
            Field::Responders => people::read(self, title, &node),
            Field::References => references::read(self, title, &node),
            Field::FiveWhys => causes::five_whys(self, &node),
            Field::RootCause | Field::ContributingFactor => causes::read(self, field, &node),
            Field::Analysis if names_root_cause(title) && node.children.is_empty() => {
                causes::read(self, Field::RootCause, &node);
            }
            Field::WentWell | Field::WentPoorly | Field::GotLucky | Field::Learned | Field::Prevention => {
                let found = self.items(&node);
                self.draft.lessons(field, found);
            }
            Field::Overview => self.overview(title, node),
            Field::Ignored => {
                let text = node.text().split_whitespace().collect::<Vec<_>>().join(" ");
                let message = format!("\"{}\" is about the document, not about the incident: {text}", words(title));
                self.draft.dropped(node.span, message);
            }
            _ if field.is_text() => self.text(field, title, node),
            _ => self.value(field, title, &mut node),
        }
        children.into_iter().for_each(|child| self.node(child));
    }

    /// Reads a part that is one value. GitHub's forms have a heading for each.
    fn value(&mut self, field: Field, title: &str, node: &mut Outline) {
        if node.blocks.len() > 1 {
            self.take_facts(node, FactFilter::Known);
        }
        let text = node.text();
        let has_content = self.draft.content(text.clone(), node.span.clone()).is_some();
        if has_content && (text.lines().count() > 40 || !node.children.is_empty() || !self.fact(field, title, &text, &node.span))
        {
            self.own_field(title, &text, &node.span);
        }
    }

    fn overview(&mut self, title: &str, mut node: Outline) {
        self.take_facts(&mut node, FactFilter::All);
        for mut child in std::mem::take(&mut node.children) {
            self.take_facts(&mut child, FactFilter::All);
            if !child.is_empty() {
                node.children.push(child);
            }
        }
        self.hide_contacts(&mut node);
        let text = node.text();
        if self.draft.incident.summary.is_none() && node.children.is_empty() {
            append(&mut self.draft.incident.summary, &text);
        } else {
            self.draft.section(&label(title), &text, node.span);
        }
    }

    /// Reads a part that is prose.
    fn text(&mut self, field: Field, title: &str, mut node: Outline) {
        if matches!(field, Field::Summary | Field::Impact | Field::Detection | Field::CustomerImpact | Field::BusinessImpact) {
            let take = if is_all_facts(&node) { FactFilter::All } else { FactFilter::Known };
            self.take_facts(&mut node, take);
        }
        self.hide_contacts(&mut node);
        self.take_timeline(&mut node);
        let Some(text) = self.draft.content(node.text(), node.span.clone()) else { return };
        let incident = &mut self.draft.incident;
        match field {
            Field::Summary => append(&mut incident.summary, &text),
            Field::CustomerImpact | Field::Impact => {
                append(&mut incident.impact.get_or_insert_default().customer, &text);
            }
            Field::BusinessImpact => append(&mut incident.impact.get_or_insert_default().business, &text),
            Field::InternalImpact => append(&mut incident.impact.get_or_insert_default().internal, &text),
            Field::Trigger => append(&mut incident.analysis.get_or_insert_default().trigger, &text),
            Field::Detection => self.detection(title, &node, &text),
            Field::Resolution => self.resolution.push(Titled { title: words(title), text }),
            _ => self.narrative.push(Titled { title: words(title), text }),
        }
    }

    /// One paragraph is the source of the detection. More is a section.
    fn detection(&mut self, title: &str, node: &Outline, text: &str) {
        let known = self.draft.incident.detection.clone().unwrap_or_default();
        let is_short = node.blocks.len() == 1 && node.children.is_empty() && matches!(node.blocks[0].kind, BlockKind::Paragraph);
        let method = known.method.or_else(|| vocabulary::detection(text));
        let guess = known.method.is_none().then_some(method).flatten();
        let fits = is_short && known.source.is_none() && references::links(text).is_empty() && text.chars().count() <= 400;
        let source = if fits { Some(words(text)) } else { known.source };
        self.draft.incident.detection =
            Some(Detection { method, source, ..Detection::default() }).filter(|it| *it != Detection::default());
        if let Some(method) = guess {
            let comment = format!("\"{}\" is a guess from the words of the source", method.as_str());
            self.draft.unsure(at!["detection", "method"], node.span.clone(), comment);
        }
        if !fits {
            self.draft.section(&label(title), text, node.span.clone());
        }
    }

    /// The items of lists and the paragraphs between them, each a text. An inner heading stands before each text below it.
    pub(super) fn items(&mut self, node: &Outline) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        for block in &node.blocks {
            for (text, span) in block.pieces() {
                found.extend(self.draft.content(text, span));
            }
        }
        for child in &node.children {
            let inner = self.items(child);
            if inner.is_empty() {
                self.note_empty(child);
            }
            let title = words(&child.title);
            found.extend(inner.into_iter().map(|text| format!("**{title}:** {text}")));
        }
        found
    }
}

/// Whether a part of an analysis is the root cause by its title.
fn names_root_cause(title: &str) -> bool {
    matches!(plain(title).as_str(), "root cause analysis" | "rca")
}

/// Whether a part within a part is read by itself. Within a timeline, "Detection" is a phase, and among action items it is their
/// purpose.
fn is_separate(around: Field, inner: Field) -> bool {
    match around {
        Field::Timeline | Field::Communications | Field::Actions | Field::References | Field::Responders | Field::Ignored => {
            matches!(inner, Field::WentWell | Field::WentPoorly | Field::GotLucky | Field::FiveWhys | Field::RootCause)
        }
        Field::Learned => {
            !matches!(inner, Field::Detection | Field::Resolution | Field::Communications | Field::Tags | Field::Prevention)
        }
        Field::WentWell | Field::WentPoorly | Field::GotLucky => {
            matches!(inner, Field::WentWell | Field::WentPoorly | Field::GotLucky | Field::Actions)
        }
        _ => true,
    }
}

/// Whether a part has lists and tables, and no text beside them.
fn is_list(node: &Outline) -> bool {
    let has_items = |block: &MarkdownBlock| matches!(block.kind, BlockKind::List(_) | BlockKind::Table(_) | BlockKind::Rule);
    (!node.blocks.is_empty() || !node.children.is_empty())
        && node.blocks.iter().all(has_items)
        && node.children.iter().all(is_list)
}

/// Whether a part is nothing but facts with marked names.
fn is_all_facts(node: &Outline) -> bool {
    let is_fact = |text: &str| facts::of(text).is_some_and(|fact| fact.is_marked);
    !node.blocks.is_empty()
        && node.children.is_empty()
        && node.blocks.iter().all(|block| match &block.kind {
            BlockKind::List(items) => items.iter().all(|item| is_fact(&item.text)),
            BlockKind::Paragraph => block.text.lines().all(is_fact),
            _ => false,
        })
}
