//! The root cause analysis, by each of its methods.

use pulldown_cmark::HeadingLevel;

use super::items::{self, ReviewItem};
use super::outline::{DocumentPart, Order};
use crate::diagnostic::at;
use crate::import::boilerplate;
use crate::import::draft::Draft;
use crate::incident::{
    Analysis, Barrier, Bone, BowTie, Cause, CauseRole, Consequence, Decision, Fishbone, Threat, Why, WhyChain,
};

/// The parts of the analysis as this archive writes them. A part may stand there several times, so this is no order.
const PARTS: [&str; 7] =
    ["Trigger", "Causes", "5 Whys Analysis", "Fishbone Analysis", "Bow Tie Analysis", "Timeline Analysis", "Resolution"];
/// The parts below the tool's own heading, `Analysis Method: ...`.
const METHOD_PARTS: Order = &[&["Why Analysis", "Contributing Factor Analysis"], &["Identified Root Causes"]];

pub(super) fn read(draft: &mut Draft<'_>, part: DocumentPart<'_>) {
    let mut analysis = draft.incident.analysis.take().unwrap_or_default();
    let (before, parts) = part.split(HeadingLevel::H3, None);
    let mut narrative = before;
    let mut own: Vec<DocumentPart<'_>> = Vec::new();
    let whole = part;
    for part in parts {
        let is_own = PARTS.contains(&part.title) || part.title.starts_with("Analysis Method:");
        match (is_own, own.last_mut()) {
            (true, _) => own.push(part),
            // A heading of an author's text belongs to the part that it stands in.
            (false, Some(last)) => last.body = joined(whole, last, part),
            (false, None) => narrative.body = joined(whole, &narrative, part),
        }
    }
    analysis.narrative = draft.content(narrative.body.to_owned(), narrative.span());
    own.into_iter().for_each(|part| method(draft, &mut analysis, part));
    draft.incident.analysis = Some(analysis).filter(|analysis| *analysis != Analysis::default());
}

/// A part and the one that follows it in the document, as one.
fn joined<'t>(whole: DocumentPart<'t>, part: &DocumentPart<'t>, next: DocumentPart<'t>) -> &'t str {
    whole.body.get(part.start - whole.start..next.start + next.body.len() - whole.start).unwrap_or(part.body)
}

fn method(draft: &mut Draft<'_>, analysis: &mut Analysis, part: DocumentPart<'_>) {
    let text = || Some(part.body.trim().to_owned()).filter(|text| !text.is_empty());
    match part.title {
        "Trigger" => analysis.trigger = text(),
        "Resolution" => analysis.resolution = text(),
        "Causes" => causes(draft, analysis, part),
        "5 Whys Analysis" => analysis.five_whys.extend(chain(draft, part, String::new())),
        "Fishbone Analysis" => fishbone(draft, analysis, part),
        "Bow Tie Analysis" => bow_tie(draft, analysis, part),
        "Timeline Analysis" => decisions(draft, analysis, part),
        title => {
            let known = title.trim_start_matches("Analysis Method:").trim();
            let (before, parts) = part.split(HeadingLevel::H4, Some(METHOD_PARTS));
            draft.section(known, before.body, before.span());
            parts.into_iter().for_each(|part| tools_own(draft, analysis, part));
        }
    }
}

/// What the tool wrote by one of its methods.
fn tools_own(draft: &mut Draft<'_>, analysis: &mut Analysis, part: DocumentPart<'_>) {
    match part.title {
        "Identified Root Causes" => root_causes(draft, analysis, part),
        "Why Analysis" => {
            let problem = draft.incident.title.clone();
            analysis.five_whys.extend(chain(draft, part, problem));
        }
        _ => factors(draft, analysis, part),
    }
}

/// `- **Root cause, technology:** text`, with its evidence.
fn causes(draft: &mut Draft<'_>, analysis: &mut Analysis, part: DocumentPart<'_>) {
    let list = items::read(part.body, part.start, &["Evidence"]);
    for item in list.items {
        let found = item.fact().and_then(|(name, text)| {
            let (role, category) = name.split_once(", ").map_or((name.as_str(), None), |(role, it)| (role, Some(it.to_owned())));
            Some((CauseRole::labelled(role)?, category, text.to_owned()))
        });
        match found {
            Some((role, category, cause)) => {
                let evidence = item.details.into_iter().map(|(_, text)| text).collect();
                analysis.causes.push(Cause { cause, role, category, evidence });
            }
            None => draft.section("Causes", &item.rest(), item.span),
        }
    }
    draft.section("Causes", &list.loose, part.span());
}

/// `1. **cause**` with its category. How sure the tool is of it, and why, is the tool's.
fn root_causes(draft: &mut Draft<'_>, analysis: &mut Analysis, part: DocumentPart<'_>) {
    for mut item in items::read(part.body, part.start, &["Category", "Confidence", "Evidence"]).items {
        let text = item.text.trim().trim_matches('*').to_owned();
        let Some(cause) = draft.content(text, item.span.clone()) else { continue };
        let category = item.take("Category").map(|category| category.to_lowercase()).filter(|category| category != "unknown");
        let evidence = item.take("Evidence").into_iter().collect();
        if item.take("Confidence").is_some() {
            draft.dropped(item.span, "how sure the tool is of a cause");
        }
        if !analysis.causes.iter().any(|known| known.cause == cause) {
            analysis.causes.push(Cause { cause, role: CauseRole::Root, category, evidence });
        }
    }
}

/// `**Why 1:** question`, `**Answer:** ...`, `**Evidence:** ...`: each may go on over several lines.
fn chain(draft: &mut Draft<'_>, part: DocumentPart<'_>, problem: String) -> Option<WhyChain> {
    let mut chain = WhyChain { problem, whys: Vec::new() };
    for (name, text, span) in facts(part) {
        let last = chain.whys.last_mut();
        match (name.as_str(), last) {
            ("Problem", _) => chain.problem = text,
            ("Answer", Some(why)) => why.answer = draft.content(text, span),
            ("Evidence", Some(why)) => why.evidence.push(text),
            _ if name.starts_with("Why ") => {
                let question = asked(draft, text, span);
                chain.whys.push(Why { question, answer: None, evidence: Vec::new() });
            }
            _ => draft.section("5 Whys Analysis", &format!("**{name}:** {text}"), span),
        }
    }
    let is_asked_by_the_tool =
        |why: &Why| why.answer.is_none() && why.question.as_deref().is_none_or(boilerplate::is_boilerplate);
    chain.whys.retain(|why| !is_asked_by_the_tool(why) || why.question.is_none() && !why.evidence.is_empty());
    (!chain.whys.is_empty()).then_some(chain)
}

/// The question, unless it is "Why?". The tool's first one is the incident's description in a frame.
fn asked(draft: &mut Draft<'_>, text: String, span: std::ops::Range<usize>) -> Option<String> {
    let description = text.strip_prefix("Why did ").map(|rest| rest.trim_end_matches('?').to_owned());
    match description.filter(|text| text.ends_with('.')) {
        Some(description) => {
            if draft.incident.summary.is_none() {
                draft.dropped(span, "the question is the description in a frame: it is the summary now");
                draft.incident.summary = draft.content(description, 0..0);
                return None;
            }
            Some(text)
        }
        None => Some(text).filter(|text| text != "Why?"),
    }
}

/// Facts in paragraphs, each with everything up to the next.
fn facts(part: DocumentPart<'_>) -> Vec<(String, String, std::ops::Range<usize>)> {
    let mut found: Vec<(String, String, std::ops::Range<usize>)> = Vec::new();
    let mut at = part.start;
    for line in part.body.split_inclusive('\n') {
        match (items::fact(line.trim_end()), found.last_mut()) {
            (Some((name, text)), _) => found.push((name, text.to_owned(), at..at + line.trim_end().len())),
            (None, Some((_, text, _))) => text.extend(["\n", line.trim_end_matches(['\n', '\r'])]),
            (None, None) if line.trim().is_empty() => {}
            (None, None) => found.push((String::new(), line.trim().to_owned(), at..at + line.trim_end().len())),
        }
        at += line.len();
    }
    found.iter_mut().for_each(|(_, text, _)| text.truncate(text.trim_end().len()));
    found
}

fn fishbone(draft: &mut Draft<'_>, analysis: &mut Analysis, part: DocumentPart<'_>) {
    let list = items::read(part.body, part.start, &[]);
    let effect = items::fact(&list.loose).map(|(_, effect)| effect.to_owned());
    let bones = list.items.iter().filter_map(|item| {
        let (category, causes) = item.fact()?;
        Some(Bone { category, causes: items::nested(causes) })
    });
    let bones: Vec<Bone> = bones.collect();
    if bones.len() < list.items.len() || effect.is_none() && !list.loose.is_empty() {
        draft.section("Fishbone Analysis", part.body, part.span());
    } else {
        analysis.fishbone = Some(Fishbone { effect: effect.unwrap_or_else(|| draft.incident.title.clone()), bones });
    }
}

/// The tool's fishbone: `**People:**`, and a list of factors with their likelihood.
fn factors(draft: &mut Draft<'_>, analysis: &mut Analysis, part: DocumentPart<'_>) {
    let mut bones: Vec<Bone> = Vec::new();
    let mut at = part.start;
    for line in part.body.split_inclusive('\n') {
        let span = at..at + line.trim_end().len();
        at += line.len();
        if let Some((category, _)) = items::fact(line.trim()) {
            bones.push(Bone { category, causes: Vec::new() });
        } else if let (Some(factor), Some(bone)) = (line.trim().strip_prefix("- "), bones.last_mut()) {
            let factor = factor.rsplit_once(" (likelihood:").map_or(factor, |(factor, _)| factor);
            bone.causes.extend(draft.content(factor.to_owned(), span));
        } else if !line.trim().is_empty() {
            draft.section("Contributing Factor Analysis", line.trim(), span);
        }
    }
    bones.retain(|bone| !bone.causes.is_empty());
    if !bones.is_empty() {
        analysis.fishbone = Some(Fishbone { effect: draft.incident.title.clone(), bones });
    }
}

const BARRIERS: [&str; 3] = ["Barrier that held", "Barrier that did not hold", "Recommended barrier, not in place"];

fn bow_tie(draft: &mut Draft<'_>, analysis: &mut Analysis, part: DocumentPart<'_>) {
    let list = items::read(part.body, part.start, &BARRIERS);
    let mut bow_tie = BowTie { hazard: String::new(), top_event: String::new(), threats: Vec::new(), consequences: Vec::new() };
    for item in list.items {
        let fact = item.fact().map(|(name, text)| (name, text.to_owned()));
        match fact.as_ref().map(|(name, text)| (name.as_str(), text.clone())) {
            Some(("Hazard", text)) => bow_tie.hazard = text,
            Some(("Top event", text)) => bow_tie.top_event = text,
            Some(("Threat", threat)) => bow_tie.threats.push(Threat { threat, barriers: barriers(item) }),
            Some(("Consequence", consequence)) => {
                bow_tie.consequences.push(Consequence { consequence, barriers: barriers(item) });
            }
            _ => draft.section("Bow Tie Analysis", &item.rest(), item.span),
        }
    }
    draft.section("Bow Tie Analysis", &list.loose, part.span());
    analysis.bow_tie = Some(bow_tie);
}

fn barriers(item: ReviewItem) -> Vec<Barrier> {
    let held = |name: &str| match name {
        "Barrier that held" => Some(true),
        "Barrier that did not hold" => Some(false),
        _ => None,
    };
    item.details.into_iter().map(|(name, barrier)| Barrier { barrier, held: held(&name) }).collect()
}

fn decisions(draft: &mut Draft<'_>, analysis: &mut Analysis, part: DocumentPart<'_>) {
    let list = items::read(part.body, part.start, &["Context", "Alternatives", "Outcome"]);
    for mut item in list.items {
        let path = at!["analysis", "decisions", analysis.decisions.len(), "at"];
        let found = item.text.strip_prefix("**").and_then(|text| text.split_once("**: "));
        let Some((when, decision)) = found.map(|(when, decision)| (when.to_owned(), decision.to_owned())) else {
            draft.section("Timeline Analysis", &item.rest(), item.span);
            continue;
        };
        let (context, alternatives, outcome) = (item.take("Context"), item.take("Alternatives"), item.take("Outcome"));
        if let Some(at) = draft.moment(&when, item.span, &path) {
            analysis.decisions.push(Decision { at, decision, context, alternatives, outcome });
        }
    }
    draft.section("Timeline Analysis", &list.loose, part.span());
}
