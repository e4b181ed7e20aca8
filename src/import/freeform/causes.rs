//! Why it happened: root causes, contributing factors, and chains of whys.

use super::blocks::{BlockKind, MarkdownBlock, Outline};
use super::facts;
use super::reader::Reader;
use super::text::words;
use crate::import::boilerplate::is_boilerplate;
use crate::import::names::{Field, plain};
use crate::import::pattern::Pattern;
use crate::incident::{Cause, CauseRole, Why, WhyChain};

/// Reads causes: each item of a list is one. Prose is one as a whole.
pub(super) fn read(reader: &mut Reader<'_>, field: Field, node: &Outline) {
    let role = if field == Field::RootCause { CauseRole::Root } else { CauseRole::Contributing };
    let is_list =
        node.children.is_empty() && node.blocks.iter().all(|block| matches!(block.kind, BlockKind::List(_) | BlockKind::Rule));
    let texts: Vec<(String, std::ops::Range<usize>)> = if is_list {
        node.blocks.iter().flat_map(MarkdownBlock::pieces).collect()
    } else {
        vec![(node.text(), node.span.clone())]
    };
    for (text, span) in texts {
        let (role, text) = named(reader, role, &text);
        let Some(cause) = reader.draft.content(text, span) else { continue };
        if reader.seen.insert((Field::RootCause, cause.clone())) {
            let causes = &mut reader.draft.incident.analysis.get_or_insert_default().causes;
            causes.push(Cause { cause, role, category: None, evidence: Vec::new() });
        }
    }
}

/// `**Contributing factors:** text` in a list of causes says which role it had.
fn named(reader: &Reader<'_>, role: CauseRole, text: &str) -> (CauseRole, String) {
    let fact = facts::of(text).filter(|fact| !fact.value.is_empty());
    let own = fact.as_ref().and_then(|fact| match reader.names.field(fact.name) {
        Some(Field::RootCause) => Some(CauseRole::Root),
        Some(Field::ContributingFactor) => Some(CauseRole::Contributing),
        Some(Field::Trigger) => Some(CauseRole::Trigger),
        _ => None,
    });
    match (own, fact) {
        (Some(own), Some(fact)) => (own, fact.value.to_owned()),
        _ => (role, text.to_owned()),
    }
}

static WHY: Pattern = Pattern::new(
    r"(?s)^\s*(?:[*_]{0,2}(?:\d+[.)]|why\s*\#?\d+|q\d*)[*_]{0,2}\s*[:.–—-]?[*_]{0,2}\s*)?[*_]{0,2}(?P<question>Why\b[^?\n]*\?)[*_]{0,2}\s*(?P<answer>.*)$",
);
static ANSWER: Pattern =
    Pattern::new(r"(?si)^\s*(?:[-–—>→:*+]+\s*)?(?:[*_]{0,2}(?:answer|a\d*)[*_]{0,2}\s*[:.]\s*[*_]{0,2}\s*)?(?P<answer>.*)$");
static NUMBERED: Pattern =
    Pattern::new(r"(?si)^\s*[*_]{0,2}(?:\d+(?:st|nd|rd|th)?\s*why|why\s*\#?\d+)[*_]{0,2}\s*[:.)–—-][*_]{0,2}\s*(?P<rest>.+)$");

/// Reads a chain of whys: questions with their answers, or a list of answers alone.
pub(super) fn five_whys(reader: &mut Reader<'_>, node: &Outline) {
    let mut chain = WhyChain { problem: reader.draft.incident.title.clone(), whys: Vec::new() };
    let mut rest: Vec<String> = Vec::new();
    for block in &node.blocks {
        if let BlockKind::Table(table) = &block.kind {
            let is_chain = table.head.len() == 2
                && table.head.iter().any(|name| plain(name).contains("why") || plain(name).contains("answer"));
            if is_chain {
                chain.whys.extend(table.rows.iter().map(|row| {
                    let cell = |at: usize| row.cells.get(at).cloned().filter(|cell| !cell.trim().is_empty());
                    Why { question: cell(0), answer: cell(1), evidence: Vec::new() }
                }));
            } else {
                rest.push(block.text.clone());
            }
            continue;
        }
        let in_list = matches!(block.kind, BlockKind::List(_));
        for (text, span) in block.pieces() {
            let Some(text) = reader.draft.content(text, span) else { continue };
            if let Some(why) = question(&text) {
                chain.whys.push(why);
            } else if let Some(last) = chain.whys.last_mut().filter(|last| last.answer.is_none()) {
                last.answer = Some(answer(&text));
            } else if let Some(problem) = problem(&text).filter(|_| chain.whys.is_empty()) {
                chain.problem = problem;
            } else if in_list {
                let text = NUMBERED.captures(&text).map_or(text.clone(), |found| found["rest"].to_owned());
                chain.whys.push(Why { question: None, answer: Some(text), evidence: Vec::new() });
            } else {
                rest.push(text);
            }
        }
    }
    rest.extend(node.children.iter().map(|child| format!("### {}\n\n{}", child.title, child.text())));
    let title = if node.title.is_empty() { "5 Whys".to_owned() } else { words(&node.title) };
    reader.draft.section(&title, &rest.join("\n\n"), node.span.clone());
    let is_placeholder = |why: &Why| why.answer.is_none() && why.question.as_deref().is_some_and(is_boilerplate);
    chain.whys.retain(|why| !is_placeholder(why));
    if !chain.whys.is_empty() {
        reader.draft.incident.analysis.get_or_insert_default().five_whys.push(chain);
    }
}

/// `**Why did it break?** Because ...`.
fn question(text: &str) -> Option<Why> {
    let text = NUMBERED.captures(text).map_or(text, |found| found.name("rest").map_or(text, |rest| rest.as_str()));
    let found = WHY.captures(text)?;
    let answered = answer(&found["answer"]);
    let question = Some(found["question"].to_owned()).filter(|question| question != "Why?");
    Some(Why { question, answer: Some(answered).filter(|text| !text.is_empty() && !is_boilerplate(text)), evidence: Vec::new() })
}

fn answer(text: &str) -> String {
    let found = ANSWER.captures(text);
    found.map_or(text, |found| found.name("answer").map_or(text, |it| it.as_str())).trim().to_owned()
}

fn problem(text: &str) -> Option<String> {
    let fact = facts::of(text)?;
    matches!(plain(fact.name).as_str(), "problem" | "problem statement" | "symptom" | "effect").then(|| fact.value.to_owned())
}
