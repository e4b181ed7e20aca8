//! Similar incidents: those that share rare words of title, summary, trigger, causes and resolution.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::document::essence;
use super::evaluate::rarity;
use super::index::{Index, Term};
use super::language;
use super::words::chunks;
use crate::archive::{FacetKind, View, VisibleIncident};
use crate::config::Config;

/// A word in more incidents than one of so many says nothing, but in a small archive it may be in [`COMMON`] of them.
const SHARE: usize = 5;
const COMMON: usize = 8;
/// In a large archive, a word in more incidents than this says nothing either: it bounds what the comparison costs.
const MOST: usize = 1000;
/// How many words an incident is compared by: those that weigh the most.
const WORDS: usize = 40;
/// Two incidents are similar from this on, where 1 is the same words.
const FLOOR: f64 = 0.2;
/// Two incidents are similar if they share at least so many words: one says too little.
const SHARED: usize = 3;
/// By how much a shared service, and a shared cause category, make two incidents more similar.
const SERVICE: f64 = 1.25;
const CAUSE: f64 = 1.1;
/// How many shared words are named.
const NAMED: usize = 4;

/// An incident that is similar to another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Similar {
    /// Its place in the view.
    pub case: usize,
    /// How similar it is, in percent: 100 is the same words.
    pub percent: u32,
    /// What makes it similar: the services that both affected, by their labels, and words that both have, as the other one writes
    /// them, the rarest first.
    pub reasons: Vec<String>,
}

/// What incidents are compared by.
#[derive(Debug, Default)]
pub struct Similarity {
    /// The words of each document with what each weighs in it, normalized to a length of 1.
    vectors: Vec<Vec<(u32, f64)>>,
    /// For each word, the documents that have it, and its weight there.
    documents: Vec<Vec<(u32, f64)>>,
    /// For each word, its forms.
    forms: Vec<Vec<Box<str>>>,
}

impl Similarity {
    /// Prepares the comparison of the incidents of a view.
    pub fn new(view: &View, config: &Config) -> Self {
        let index = Index::of(view, config, |case, block| {
            essence(&case.incident, &mut |part, text| block.add_text(part, text));
            block.weigh();
        });
        let mut similarity = Self { vectors: vec![Vec::new(); index.documents], ..Self::default() };
        let limit = (index.documents / SHARE).clamp(COMMON, MOST);
        let generic = language::generic_words(&config.language);
        for forms in words(&index, &generic) {
            similarity.add(&forms, &index, limit);
        }
        similarity.weigh();
        similarity
    }

    /// The incidents that are similar to one, the most similar first; at most `most`. Those that its page names anyway are left out.
    pub fn of(&self, case: usize, most: usize, view: &View, config: &Config) -> Vec<Similar> {
        let document = self.vectors.len() - 1 - case;
        let mut scores: BTreeMap<u32, (f64, usize)> = BTreeMap::new();
        for (word, weight) in &self.vectors[document] {
            for (other, its) in &self.documents[*word as usize] {
                let (score, shared) = scores.entry(*other).or_default();
                *score += weight * its;
                *shared += 1;
            }
        }
        let this = &view.cases[case];
        let place = |other: u32| self.vectors.len() - 1 - other as usize;
        let mut similar: Vec<(u64, usize)> = scores
            .into_iter()
            .filter(|(_, (_, shared))| *shared >= SHARED)
            .map(|(other, (score, _))| (place(other), score))
            .filter(|(other, _)| *other != case && !is_named(this, *other) && view.cases[*other].incident.counts())
            .map(|(other, score)| (score * bonus(this, &view.cases[other]), other))
            .filter(|(score, _)| *score >= FLOOR)
            .map(|(score, other)| (to_integer(score), other))
            .collect();
        similar.sort_unstable_by_key(|(score, other)| (Reverse(*score), *other));
        similar.truncate(most);
        let percent = |score: u64| u32::try_from((score / (SCALE / 100)).min(100)).unwrap_or(100);
        let named =
            |(score, other)| Similar { case: other, percent: percent(score), reasons: self.reasons(case, other, view, config) };
        similar.into_iter().map(named).collect()
    }

    /// Adds a word in all its forms, if it tells incidents apart.
    fn add(&mut self, forms: &[&Term], index: &Index, limit: usize) {
        let mut documents: BTreeMap<u32, u32> = BTreeMap::new();
        for posting in forms.iter().flat_map(|form| &form.postings) {
            let weight = documents.entry(posting.document).or_default();
            *weight = posting.weight.max(*weight);
        }
        if !(2..=limit).contains(&documents.len()) {
            return;
        }
        let word = u32::try_from(self.documents.len()).unwrap_or(u32::MAX);
        let rarity = f64::from(rarity(index.documents, documents.len()));
        for (document, weight) in documents {
            self.vectors[document as usize].push((word, rarity * f64::from(weight + 1)));
        }
        self.documents.push(Vec::new());
        self.forms.push(forms.iter().map(|form| form.text.clone()).collect());
    }

    /// Keeps the heaviest words of each document, and makes all documents equally heavy.
    fn weigh(&mut self) {
        for (document, vector) in (0..).zip(&mut self.vectors) {
            vector.sort_by_key(|(word, weight)| (Reverse(to_integer(*weight)), *word));
            vector.truncate(WORDS);
            let length = vector.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
            for (word, weight) in vector {
                *weight /= length;
                self.documents[*word as usize].push((document, *weight));
            }
        }
    }

    /// What two incidents have in common, in the words of the second one.
    fn reasons(&self, case: usize, other: usize, view: &View, config: &Config) -> Vec<String> {
        let vector = |case: usize| &self.vectors[self.vectors.len() - 1 - case];
        let weights: BTreeMap<u32, f64> = vector(other).iter().copied().collect();
        let mut shared: Vec<(u64, u32)> =
            vector(case).iter().filter_map(|(word, weight)| Some((to_integer(weight * weights.get(word)?), *word))).collect();
        shared.sort_unstable_by_key(|(weight, word)| (Reverse(*weight), *word));
        let forms = shared.iter().take(NAMED).map(|(_, word)| &*self.forms[*word as usize]).collect::<Vec<_>>();
        let mut written = vec![None; forms.len()];
        essence(&view.cases[other].incident, &mut |_, text| find_written(text, &forms, &mut written));
        let mut reasons = shared_services(view, case, other, config);
        for word in written.into_iter().flatten() {
            if reasons.iter().all(|reason| reason.to_lowercase() != word.to_lowercase()) {
                reasons.push(word);
            }
        }
        reasons
    }
}

/// Notes how a text writes words that are given in their folded forms.
fn find_written(text: &str, forms: &[&[Box<str>]], written: &mut [Option<String>]) {
    for part in text.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ',' | ';' | '"' | '“' | '”')) {
        chunks(part, |chunk| {
            for term in chunk.compounds().take(1).chain(chunk.atoms().map(|(atom, _)| atom)) {
                let Some(word) = forms.iter().position(|forms| forms.iter().any(|form| **form == *term)) else { continue };
                let is_whole = chunk.compounds().next().map_or(chunk.atoms().count() == 1, |whole| whole == term);
                let source = part.trim_matches(|c: char| !c.is_alphanumeric());
                written[word].get_or_insert_with(|| if is_whole { source.to_owned() } else { term.to_owned() });
            }
        });
    }
}

/// The words of an index that may tell incidents apart, each with all its forms. Numbers alone, very short words and the generic ones
/// do not.
fn words<'a>(index: &'a Index, generic: &'a [&str]) -> impl Iterator<Item = Vec<&'a Term>> {
    let tells_apart = |term: &&Term| {
        term.text.chars().count() > 2
            && term.text.chars().any(char::is_alphabetic)
            && generic.binary_search(&&*term.text).is_err()
            && index.common.binary_search_by(|common| (**common).cmp(&term.text)).is_err()
    };
    let families = index.families.iter().map(|family| family.iter().map(|place| &index.terms[*place as usize]).collect());
    let single = index.terms.iter().filter(|term| term.family.is_none()).map(|term| vec![term]);
    families.chain(single).filter(move |forms: &Vec<&Term>| forms.iter().all(&tells_apart))
}

/// Whether the page of an incident names another one in any case.
fn is_named(case: &VisibleIncident, other: usize) -> bool {
    case.related.contains(&other) || case.duplicates.contains(&other) || case.duplicate_of == Some(other)
}

fn bonus(one: &VisibleIncident, other: &VisibleIncident) -> f64 {
    let shares = |a: &[String], b: &[String]| a.iter().any(|value| b.contains(value));
    let categories = |case: &VisibleIncident| -> Vec<String> {
        case.incident.analysis.iter().flat_map(|analysis| &analysis.causes).filter_map(|cause| cause.category.clone()).collect()
    };
    let service = if shares(&one.incident.services, &other.incident.services) { SERVICE } else { 1.0 };
    let cause = if shares(&categories(one), &categories(other)) { CAUSE } else { 1.0 };
    service * cause
}

/// The labels of the services that both incidents affected.
fn shared_services(view: &View, one: usize, other: usize, config: &Config) -> Vec<String> {
    let others = &view.cases[other].incident.services;
    let shared = view.cases[one].incident.services.iter().filter(|service| others.contains(service));
    let label = |service: &String| {
        let group = view.facet(&FacetKind::Service).and_then(|facet| facet.term(service));
        let registered = || config.services.find(service).and_then(|entry| entry.label.clone());
        group.map(|group| group.label.clone()).or_else(registered).unwrap_or_else(|| service.clone())
    };
    shared.map(label).collect()
}

/// What 1 is as an integer.
const SCALE: u64 = 1_000_000_000;

/// A weight as an integer, by which weights are compared: floating-point numbers have no total order.
fn to_integer(weight: f64) -> u64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "weights are small and not negative"
    )]
    {
        (weight * SCALE as f64) as u64
    }
}
