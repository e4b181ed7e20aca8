//! The parts of a document: each goes to the field that its heading stands for, and one that stands for none is a section.

use std::ops::Range;

use super::blocks::{Block, Kind, Node, words};
use super::facts::Take;
use super::names::{Field, Target};
use super::{Review, Titled, actions, causes, people, references};
use crate::import::vocabulary;
use crate::incident::{Analysis, Detection, Impact, Lessons};

impl Review<'_> {
    /// What stands before the first heading: facts, and an introduction.
    pub(super) fn head(&mut self, mut node: Node) {
        self.take_facts(&mut node, Take::All);
        let (text, span) = (node.text(), node.span.clone());
        if !text.trim().is_empty() {
            self.draft.kept(span, "what stands before the first heading is the summary");
            append(&mut self.draft.incident.summary, &text);
        }
    }

    /// A heading and all below it.
    pub(super) fn node(&mut self, node: Node) {
        match self.names.find(&node.title) {
            Some(Target::Field(field)) => {
                let title = node.title.clone();
                self.part(field, &title, node);
            }
            Some(Target::Own(key)) => self.own_field(&key, &node.text(), &node.span),
            Some(Target::Nothing) => self.draft.dropped(node.span.clone(), format!("{:?}, as told by --map", node.title)),
            None => self.unknown(node),
        }
    }

    /// A part whose name nobody knows is a section. Parts of it may well be known.
    fn unknown(&mut self, mut node: Node) {
        let known = self.take_known(&mut node, |_| true);
        if node.is_empty() {
            let message = format!("the heading {:?} has no text of its own", words(&node.title));
            self.draft.dropped(node.span.clone(), message);
        } else {
            self.draft.section(&label(&node.title), &node.text(), node.span);
        }
        known.into_iter().for_each(|child| self.node(child));
    }

    /// Takes the parts out of a part that have a field of their own.
    fn take_known(&mut self, node: &mut Node, fits: impl Fn(Field) -> bool) -> Vec<Node> {
        let is_known = |child: &Node| match self.names.find(&child.title) {
            Some(Target::Field(field)) => fits(field),
            Some(_) => true,
            None => false,
        };
        let (known, rest) = std::mem::take(&mut node.children).into_iter().partition(is_known);
        node.children = rest;
        known
    }

    /// Reads a part as what it is about.
    pub(super) fn part(&mut self, field: Field, title: &str, mut node: Node) {
        let children = self.take_known(&mut node, |child| is_apart(field, child));
        match field {
            Field::Timeline | Field::Communications => self.timed.push((field, node)),
            Field::Actions => actions::read(self, &node),
            Field::Responders => people::read(self, title, &node),
            Field::References => references::read(self, title, &node),
            Field::FiveWhys => causes::five_whys(self, &node),
            Field::RootCause | Field::ContributingFactor => causes::read(self, field, &node),
            Field::WentWell | Field::WentPoorly | Field::GotLucky | Field::Learned | Field::Prevention => {
                self.lessons(field, &node);
            }
            Field::Overview => self.overview(title, node),
            Field::Machinery => {
                let message =
                    format!("{:?} is about the document, not about the incident: {}", words(title), words(&node.text()));
                self.draft.dropped(node.span, message);
            }
            _ if is_text(field) => self.text(field, title, node),
            _ => self.value(field, title, &node),
        }
        children.into_iter().for_each(|child| self.node(child));
    }

    /// A part that is one value: GitHub's forms have a heading for each.
    fn value(&mut self, field: Field, title: &str, node: &Node) {
        let text = node.text();
        let is_made_up = text.trim().is_empty() || self.draft.meant(text.clone(), node.span.clone()).is_none();
        if !is_made_up && (text.lines().count() > 40 || !node.children.is_empty() || !self.fact(field, title, &text, &node.span))
        {
            self.own_field(title, &text, &node.span);
        }
    }

    fn overview(&mut self, title: &str, mut node: Node) {
        self.take_facts(&mut node, Take::All);
        for mut child in std::mem::take(&mut node.children) {
            self.take_facts(&mut child, Take::All);
            if !child.is_empty() {
                node.children.push(child);
            }
        }
        let text = node.text();
        if self.draft.incident.summary.is_none() && node.children.is_empty() {
            append(&mut self.draft.incident.summary, &text);
        } else {
            self.draft.section(&label(title), &text, node.span);
        }
    }

    /// A part that is prose.
    fn text(&mut self, field: Field, title: &str, mut node: Node) {
        if matches!(field, Field::Summary | Field::Impact | Field::Detection | Field::CustomerImpact | Field::BusinessImpact) {
            let take = if is_all_facts(&node) { Take::All } else { Take::Known };
            self.take_facts(&mut node, take);
        }
        let Some(text) = self.draft.meant(node.text(), node.span.clone()) else { return };
        let incident = &mut self.draft.incident;
        match field {
            Field::Summary => append(&mut incident.summary, &text),
            Field::CustomerImpact | Field::Impact => {
                append(&mut incident.impact.get_or_insert_with(Impact::default).customer, &text);
            }
            Field::BusinessImpact => append(&mut incident.impact.get_or_insert_with(Impact::default).business, &text),
            Field::InternalImpact => append(&mut incident.impact.get_or_insert_with(Impact::default).internal, &text),
            Field::Trigger => append(&mut incident.analysis.get_or_insert_with(Analysis::default).trigger, &text),
            Field::Detection => self.detection(title, &node, &text),
            Field::Resolution => self.resolution.push(Titled { title: words(title), text }),
            _ => self.narrative.push(Titled { title: words(title), text }),
        }
    }

    /// One paragraph is the source; more is told at length.
    fn detection(&mut self, title: &str, node: &Node, text: &str) {
        let known = self.draft.incident.detection.clone().unwrap_or_default();
        let is_short = node.blocks.len() == 1 && node.children.is_empty() && matches!(node.blocks[0].kind, Kind::Paragraph);
        let method = known.method.or_else(|| vocabulary::detection(text));
        let guess = known.method.is_none().then_some(method).flatten();
        let fits = is_short && known.source.is_none() && references::links(text).is_empty() && text.chars().count() <= 400;
        let source = if fits { Some(words(text)) } else { known.source };
        self.draft.incident.detection = Some(Detection { method, source }).filter(|it| *it != Detection::default());
        if let Some(method) = guess {
            let comment = format!("{:?} is a guess from the words of the source", method.as_str());
            self.draft.unsure(crate::diagnostic::at!["detection", "method"], node.span.clone(), comment);
        }
        if !fits {
            self.draft.section(&label(title), text, node.span.clone());
        }
    }

    /// What it taught, and what shall prevent the next one.
    fn lessons(&mut self, field: Field, node: &Node) {
        let found = self.items(node);
        if found.is_empty() {
            return;
        }
        let incident = &mut self.draft.incident;
        let lessons = || Lessons::default();
        match field {
            Field::Prevention => incident.follow_up.get_or_insert_default().prevention.extend(found),
            Field::WentWell => incident.lessons.get_or_insert_with(lessons).went_well.extend(found),
            Field::WentPoorly => incident.lessons.get_or_insert_with(lessons).went_poorly.extend(found),
            Field::GotLucky => incident.lessons.get_or_insert_with(lessons).got_lucky.extend(found),
            _ => incident.lessons.get_or_insert_with(lessons).learned.extend(found),
        }
    }

    /// The items of lists and the paragraphs between them, each a text. What is under an own heading of the author keeps it.
    pub(super) fn items(&mut self, node: &Node) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        for block in &node.blocks {
            for (text, span) in pieces(block) {
                found.extend(self.draft.meant(text, span));
            }
        }
        for child in &node.children {
            let inner = self.items(child);
            let title = words(&child.title);
            found.extend(inner.into_iter().map(|text| format!("**{title}:** {text}")));
        }
        found
    }
}

/// The items of a list; any other block is one.
pub(super) fn pieces(block: &Block) -> Vec<(String, Range<usize>)> {
    match &block.kind {
        Kind::List(items) => items.iter().map(|item| (item.text.clone(), item.span.clone())).collect(),
        Kind::Rule => Vec::new(),
        _ => vec![(block.text.clone(), block.span.clone())],
    }
}

/// A heading without the number of its section.
pub(super) fn label(title: &str) -> String {
    let words = words(title);
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')'));
    let is_numbered = rest.starts_with(' ') && words[..words.len() - rest.len()].ends_with(['.', ')']);
    if is_numbered && !rest.trim().is_empty() { rest.trim().to_owned() } else { words }
}

/// Adds to a text, below what is there.
pub(super) fn append(known: &mut Option<String>, text: &str) {
    let text = text.trim();
    match known {
        _ if text.is_empty() => {}
        Some(known) if known.trim() == text => {}
        Some(known) => known.extend(["\n\n", text]),
        None => *known = Some(text.to_owned()),
    }
}

/// Whether a part of a part stands for itself. Within a timeline, "Detection" is a phase, and among action items it is what they
/// are for.
fn is_apart(around: Field, inner: Field) -> bool {
    match around {
        Field::Timeline | Field::Communications | Field::Actions | Field::References | Field::Responders | Field::Machinery => {
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

fn is_text(field: Field) -> bool {
    matches!(
        field,
        Field::Summary
            | Field::CustomerImpact
            | Field::BusinessImpact
            | Field::InternalImpact
            | Field::Impact
            | Field::Detection
            | Field::Narrative
            | Field::Trigger
            | Field::Resolution
            | Field::Analysis
    )
}

/// Whether a part is nothing but facts with marked names.
fn is_all_facts(node: &Node) -> bool {
    let is_fact = |text: &str| super::facts::of(text).is_some_and(|fact| fact.is_marked);
    !node.blocks.is_empty()
        && node.children.is_empty()
        && node.blocks.iter().all(|block| match &block.kind {
            Kind::List(items) => items.iter().all(|item| is_fact(&item.text)),
            Kind::Paragraph => block.text.lines().all(is_fact),
            _ => false,
        })
}

/// The text of a timeline's pieces that have no time, as one section.
pub(super) fn keep_loose(review: &mut Review<'_>, title: &str, loose: &[(String, Range<usize>)]) {
    if let Some((_, span)) = loose.first() {
        let text = loose.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>().join("\n\n");
        if let Some(text) = review.draft.meant(text, span.clone()) {
            review.draft.section(title, &text, span.clone());
        }
    }
}
