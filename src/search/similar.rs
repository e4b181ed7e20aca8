//! Similar incidents: those that share rare words in title, tags, summary, trigger, causes and resolution.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::evaluate::rarity;
use super::terms::{TermCache, WeightedTerm};
use crate::archive::{FacetKind, View, VisibleIncident};
use crate::config::Config;

/// Words in more than one in this many incidents are ignored; in a small archive, words in more than [`MIN_COMMON`] incidents.
const SHARE: usize = 5;
const MIN_COMMON: usize = 8;
/// In a large archive, words in more incidents than this are ignored too. This bounds the cost of the comparison.
const MAX_COMMON: usize = 500;
/// The number of words by which an incident is compared: those with the highest weights.
const WORDS: usize = 40;
/// The minimum similarity of similar incidents. 1 means the same words.
const MIN_SIMILARITY: f64 = 0.2;
/// The minimum number of shared words of similar incidents.
const MIN_SHARED: usize = 3;
/// The factors for a shared service and a shared cause category.
const SERVICE: f64 = 1.25;
const CAUSE: f64 = 1.1;
/// The maximum number of shared words that are shown.
const MAX_NAMED: usize = 4;

/// A similar incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Similar {
    /// Its index in the view.
    pub case: usize,
    /// The similarity in percent. 100 means the same words.
    pub percent: u32,
    /// The reasons: the labels of shared services, and shared words as the other incident spells them, rarest first.
    pub reasons: Vec<String>,
}

/// The data for comparing incidents.
#[derive(Debug, Default)]
pub struct Similarity {
    /// The terms of each incident of the view.
    terms: Vec<Arc<[WeightedTerm]>>,
    /// The terms of each incident with the highest weights, as a vector of length 1.
    vectors: Vec<Vec<Weighed>>,
    /// For each term, by its number, the incidents that are compared by it, and its weight in each.
    postings: Vec<Vec<(u32, f64)>>,
}

/// A term of an incident with its weight among all incidents.
#[derive(Debug, Clone, Copy)]
struct Weighed {
    /// Its number among the terms of all incidents.
    number: u32,
    /// Its index in the terms of the incident.
    place: usize,
    weight: f64,
}

impl Similarity {
    /// Prepares the comparison of the incidents of a view. Terms of incidents that have not changed are taken from the cache.
    pub fn new(view: &View, config: &Config, cache: &TermCache) -> Self {
        let terms = cache.terms(view, config);
        let limit = (terms.len() / SHARE).clamp(MIN_COMMON, MAX_COMMON);
        let (numbers, counts) = numbered(&terms);
        let weighed = |(terms, numbers): (&Arc<[WeightedTerm]>, Vec<u32>)| {
            let of = |(place, (term, number)): (usize, (&WeightedTerm, u32))| {
                let count = counts[number as usize];
                let weight = || f64::from(rarity(view.cases.len(), count)) * f64::from(term.weight + 1);
                (2..=limit).contains(&count).then(|| Weighed { number, place, weight: weight() })
            };
            heaviest(terms.iter().zip(numbers).enumerate().filter_map(of).collect())
        };
        let vectors: Vec<Vec<Weighed>> = terms.iter().zip(numbers).map(weighed).collect();
        let mut postings = vec![Vec::new(); counts.len()];
        for (incident, vector) in (0..).zip(&vectors) {
            vector.iter().for_each(|term| postings[term.number as usize].push((incident, term.weight)));
        }
        Self { terms, vectors, postings }
    }

    /// At most `most` incidents that are similar to one, most similar first. Incidents that its page links to anyway are excluded.
    pub fn of(&self, case: usize, most: usize, view: &View, config: &Config) -> Vec<Similar> {
        let mut scores: HashMap<u32, (f64, usize), RandomState> = HashMap::default();
        for term in &self.vectors[case] {
            for (other, its) in &self.postings[term.number as usize] {
                let (score, shared) = scores.entry(*other).or_default();
                *score += term.weight * its;
                *shared += 1;
            }
        }
        let this = &view.cases[case];
        let mut similar: Vec<(u64, usize)> = scores
            .into_iter()
            .filter(|(_, (score, shared))| *shared >= MIN_SHARED && score * SERVICE * CAUSE >= MIN_SIMILARITY)
            .map(|(other, (score, _))| (other as usize, score))
            .filter(|(other, _)| *other != case && !is_named(this, *other) && view.cases[*other].incident.counts())
            .map(|(other, score)| (score * bonus(this, &view.cases[other]), other))
            .filter(|(score, _)| *score >= MIN_SIMILARITY)
            .map(|(score, other)| (to_integer(score), other))
            .collect();
        similar.sort_unstable_by_key(|(score, other)| (Reverse(*score), *other));
        similar.truncate(most);
        let percent = |score: u64| u32::try_from((score / (SCALE / 100)).min(100)).unwrap_or(100);
        let named =
            |(score, other)| Similar { case: other, percent: percent(score), reasons: self.reasons(case, other, view, config) };
        similar.into_iter().map(named).collect()
    }

    /// What two incidents have in common, in the spelling of the second one.
    fn reasons(&self, case: usize, other: usize, view: &View, config: &Config) -> Vec<String> {
        let weights: BTreeMap<u32, f64> = self.vectors[case].iter().map(|term| (term.number, term.weight)).collect();
        let mut shared: Vec<(u64, usize)> = self.vectors[other]
            .iter()
            .filter_map(|term| Some((to_integer(term.weight * weights.get(&term.number)?), term.place)))
            .collect();
        shared.sort_unstable_by_key(|(weight, place)| (Reverse(*weight), *place));
        let mut reasons = shared_services(view, case, other, config);
        for (_, place) in shared.iter().take(MAX_NAMED) {
            let word = &self.terms[other][*place].written;
            if reasons.iter().all(|reason| reason.to_lowercase() != word.to_lowercase()) {
                reasons.push(word.to_string());
            }
        }
        reasons
    }
}

/// Numbers the terms of all incidents, and counts the incidents with each.
fn numbered(terms: &[Arc<[WeightedTerm]>]) -> (Vec<Vec<u32>>, Vec<usize>) {
    let mut known: HashMap<u64, u32, RandomState> = HashMap::default();
    let mut counts = Vec::new();
    let mut number = |term: &WeightedTerm| {
        let number = *known.entry(term.stem).or_insert_with(|| {
            counts.push(0);
            u32::try_from(counts.len() - 1).unwrap_or(u32::MAX)
        });
        counts[number as usize] += 1;
        number
    };
    let numbers = terms.iter().map(|terms| terms.iter().map(&mut number).collect()).collect();
    (numbers, counts)
}

/// Keeps the terms with the highest weights, and normalizes the vectors.
fn heaviest(mut terms: Vec<Weighed>) -> Vec<Weighed> {
    terms.sort_by_key(|term| (Reverse(to_integer(term.weight)), term.place));
    terms.truncate(WORDS);
    let length = terms.iter().map(|term| term.weight * term.weight).sum::<f64>().sqrt();
    terms.iter_mut().for_each(|term| term.weight /= length);
    terms
}

/// Whether the page of an incident links to another one anyway.
fn is_named(case: &VisibleIncident, other: usize) -> bool {
    case.related.contains(&other) || case.duplicates.contains(&other) || case.duplicate_of == Some(other)
}

fn bonus(one: &VisibleIncident, other: &VisibleIncident) -> f64 {
    let shares_service = one.incident.services.iter().any(|service| other.incident.services.contains(service));
    let shares_cause = categories(one).any(|category| categories(other).any(|its| its == category));
    (if shares_service { SERVICE } else { 1.0 }) * (if shares_cause { CAUSE } else { 1.0 })
}

fn categories(case: &VisibleIncident) -> impl Iterator<Item = &str> {
    let causes = case.incident.analysis.iter().flat_map(|analysis| &analysis.causes);
    causes.filter_map(|cause| cause.category.as_deref())
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

/// The integer that represents 1.
const SCALE: u64 = 1_000_000_000;

/// Converts a weight to an integer for comparison, since floating-point numbers have no total order.
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
