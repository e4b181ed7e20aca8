//! The terms by which incidents are compared: words from the texts that describe an incident, its causes and its resolution.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;
use rust_stemmers::Stemmer;
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use super::document::essence;
use super::language;
use super::words::{chunks, is_word};
use crate::archive::View;
use crate::config::Config;
use crate::incident::Incident;

/// A term of one incident.
#[derive(Debug)]
pub(super) struct WeightedTerm {
    /// The hash of its stem: all forms of a word are one term.
    pub stem: u64,
    /// Its weight in the incident, from 0 to 15. It grows with the number of occurrences, and less in a longer text.
    pub weight: u8,
    /// The spelling in the incident.
    pub written: Box<str>,
}

/// The terms of incidents by a hash of their texts, so that after an edit only changed texts are tokenized again.
#[derive(Debug, Default)]
pub struct TermCache(Mutex<HashMap<u128, Arc<[WeightedTerm]>>>);

impl TermCache {
    /// The terms of each incident of a view. Drops those of all others from the cache.
    pub(super) fn terms(&self, view: &View, config: &Config) -> Vec<Arc<[WeightedTerm]>> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let language = Language::new(&config.language);
        let terms: Vec<(u128, Arc<[WeightedTerm]>)> = view
            .cases
            .par_iter()
            .map(|case| {
                let key = hash_of(&case.incident, &config.language);
                (key, known.get(&key).map_or_else(|| language.terms(&case.incident), Arc::clone))
            })
            .collect();
        *known = terms.iter().cloned().collect();
        terms.into_iter().map(|(_, terms)| terms).collect()
    }
}

fn hash_of(incident: &Incident, language: &str) -> u128 {
    let mut hasher = Xxh3::new();
    hasher.update(language.as_bytes());
    essence(incident, &mut |text| {
        hasher.update(&text.len().to_le_bytes());
        hasher.update(text.as_bytes());
    });
    hasher.digest128()
}

/// Converts words of a language to terms.
struct Language {
    algorithm: Option<rust_stemmers::Algorithm>,
    /// The stems of words that do not make incidents similar.
    ignored: HashSet<u64>,
}

/// The average length of a text, in words. Words in longer ones weigh less.
const USUAL_LENGTH: u64 = 170;

impl Language {
    fn new(tag: &str) -> Self {
        let language = Self { algorithm: language::stemmer(tag), ignored: HashSet::new() };
        let stemmer = language.algorithm.map(Stemmer::create);
        let common = language::common_words(tag);
        let words = common.iter().map(String::as_str).chain(language::generic_words(tag));
        let ignored = words.map(|word| stem(stemmer.as_ref(), word)).collect();
        Self { ignored, ..language }
    }

    /// The terms of an incident. Numbers and words of one or two letters are ignored.
    fn terms(&self, incident: &Incident) -> Arc<[WeightedTerm]> {
        let stemmer = self.algorithm.map(Stemmer::create);
        let mut places: HashMap<u64, usize> = HashMap::new();
        let mut terms: Vec<(WeightedTerm, u64)> = Vec::new();
        let mut length = 0;
        essence(incident, &mut |text| {
            each_term(&crate::prose::markdown::plain(text), &mut |term, written| {
                length += 1;
                let is_short = term.chars().take(3).count() < 3;
                let stem = stem(stemmer.as_ref(), term);
                if is_short || !term.contains(char::is_alphabetic) || self.ignored.contains(&stem) {
                    return;
                }
                let place = *places.entry(stem).or_insert(terms.len());
                match terms.get_mut(place) {
                    Some((_, count)) => *count += 1,
                    None => terms.push((WeightedTerm { stem, weight: 0, written: written.into() }, 1)),
                }
            });
        });
        let saturation = 400 + 600 * length / USUAL_LENGTH;
        let weight = |count: u64| u8::try_from(16_000 * count / (1000 * count + saturation)).unwrap_or(15).min(15);
        terms.into_iter().map(|(term, count)| WeightedTerm { weight: weight(count), ..term }).collect()
    }
}

/// The hash of the stem of a word, or of a term that has none.
fn stem(stemmer: Option<&Stemmer>, term: &str) -> u64 {
    match stemmer.filter(|_| is_word(term)) {
        Some(stemmer) => xxh3_64(stemmer.stem(term).as_bytes()),
        None => xxh3_64(term.as_bytes()),
    }
}

/// Calls `each` with every compound and atom of a text, folded and as written.
fn each_term(text: &str, each: &mut dyn FnMut(&str, &str)) {
    for part in text.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ',' | ';' | '"' | '“' | '”')) {
        let written = part.trim_matches(|c: char| !c.is_alphanumeric());
        chunks(part, |chunk| {
            let whole = chunk.whole();
            let is_single = chunk.atoms().count() == 1;
            whole.into_iter().for_each(|whole| each(whole, written));
            chunk.atoms().for_each(|(atom, _)| each(atom, if is_single && whole.is_none() { written } else { atom }));
        });
    }
}
