//! The index in memory: the incidents with each term, its weight in each, and its positions.

use std::collections::{BTreeMap, HashMap};

use foldhash::fast::RandomState;
use rayon::prelude::*;
use rust_stemmers::{Algorithm, Stemmer};

use super::document::{self, PARTS};
use super::filters;
use super::language;
use super::words::{chunks, is_word};
use crate::archive::View;
use crate::config::Config;

/// The maximum weight. The minimum is 0.
pub(super) const MAX_WEIGHT: u16 = 15;
/// The average length of a review, in words. Words in longer ones weigh less. It is fixed, so that the weights of an incident do not
/// change when another one is edited.
const AVERAGE_LENGTH: u64 = 512;
/// The maximum length of the ending of a word, in characters.
const LONGEST_ENDING: usize = 6;

/// A term in one incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Posting {
    /// The index of the incident; 0 is the oldest.
    pub document: u32,
    /// The part of the page in which the term counts most, as an index in [`PARTS`].
    pub part: u8,
    /// From 0 to [`MAX_WEIGHT`]. It depends on the number of occurrences, on their parts, and on the length of the review.
    pub weight: u16,
    /// The number of positions.
    pub occurrences: u32,
}

/// A term of the index.
#[derive(Debug, Default)]
pub(super) struct IndexTerm {
    /// The folded text.
    pub text: Box<str>,
    /// The incidents with the term, by document.
    pub postings: Vec<Posting>,
    /// The positions of its occurrences, counted from the start of a review: those of the first posting, then those of the next.
    /// A compound takes one position and its atoms none; very common words take none.
    pub positions: Vec<u32>,
    /// Whether it is a word of letters, and therefore has a stem.
    pub is_word: bool,
    /// Whether it is among the most common words of the language.
    is_common: bool,
    /// Whether it has postings and positions.
    is_selected: bool,
    /// Its family: the words with the same stem.
    pub family: Option<u32>,
}

/// The index of all incidents in a view.
#[derive(Debug, Default)]
pub struct Index {
    /// The number of incidents.
    pub(super) documents: usize,
    /// All terms, sorted by their UTF-8 bytes.
    pub(super) terms: Vec<IndexTerm>,
    /// Words with the same stem, as indexes in `terms`. Each family has at least two.
    pub(super) families: Vec<Vec<u32>>,
    /// The endings of words after their stem, such as `""`, `ed` and `ing`. Sorted.
    pub(super) endings: Vec<String>,
    /// Words that are too common to have positions. Sorted.
    pub(super) common: Vec<String>,
}

impl Index {
    /// Indexes a view.
    pub fn new(view: &View, config: &Config) -> Self {
        Self::of_selected(view, config, &|_| true)
    }

    /// Indexes a view for one query: only terms that `selects` accepts have postings. Other words are included without postings, since
    /// the matches of a word of the query can depend on all words of the archive. Other terms are omitted.
    pub(super) fn of_selected(view: &View, config: &Config, selects: &(dyn Fn(&str) -> bool + Sync)) -> Self {
        let documents = view.cases.len();
        let common = language::common_words(&config.language);
        let size = documents.div_ceil(4 * rayon::current_num_threads()).clamp(32, 1024);
        let block = |start: usize| {
            let mut block = Block::new(&common, selects);
            for document in start..documents.min(start + size) {
                let case = &view.cases[documents - 1 - document];
                block.begin(document);
                document::texts(case, view, config, &mut |part, text| block.add_text(part, text));
                block.weigh();
                filters::each(case, view, config, &mut |filter| _ = block.count(filter, 0, 0));
            }
            block.finish()
        };
        let starts: Vec<usize> = (0..documents).step_by(size).collect();
        let blocks: Vec<Vec<IndexTerm>> = starts.into_par_iter().map(block).collect();
        let mut index = Self { documents, terms: merged(blocks), common, ..Self::default() };
        if let Some(algorithm) = language::stemmer(&config.language) {
            index.find_families(algorithm, language::endings(&config.language));
        }
        index
    }

    /// The index of a term.
    pub(super) fn find(&self, text: &str) -> Option<usize> {
        self.terms.binary_search_by(|term| (*term.text).cmp(text)).ok()
    }

    /// The indexes of the terms that begin with `prefix`.
    pub(super) fn with_prefix(&self, prefix: &str) -> impl Iterator<Item = usize> {
        let first = self.terms.partition_point(|term| &*term.text < prefix);
        (first..self.terms.len()).take_while(move |place| self.terms[*place].text.starts_with(prefix))
    }

    /// Groups words with the same stem.
    fn find_families(&mut self, algorithm: Algorithm, usual_endings: &[&str]) {
        let stemmer = Stemmer::create(algorithm);
        let mut by_stem: HashMap<String, Vec<u32>> = HashMap::new();
        let mut endings: BTreeMap<&str, u32> = BTreeMap::new();
        for (place, term) in self.terms.iter().enumerate().filter(|(_, term)| term.is_word) {
            let (place, stem) = (u32::try_from(place).unwrap_or(u32::MAX), stemmer.stem(&term.text));
            *endings.entry(&term.text[common_prefix(&term.text, &stem)..]).or_default() += 1;
            by_stem.entry(stem.into_owned()).or_default().push(place);
        }
        let is_usual = |(ending, count): &(&str, u32)| *count > 1 && ending.len() <= LONGEST_ENDING;
        let usual = endings.into_iter().filter(is_usual).map(|(ending, _)| ending);
        self.endings = usual.chain(usual_endings.iter().copied()).map(str::to_owned).collect();
        self.endings.sort_unstable();
        self.endings.dedup();
        self.families = by_stem.into_values().filter(|family| family.len() > 1).collect();
        self.families.sort_unstable();
        for (number, family) in self.families.iter().enumerate() {
            for place in family {
                self.terms[*place as usize].family = u32::try_from(number).ok();
            }
        }
    }
}

/// The length in bytes of the common prefix of two words, in whole characters.
pub(super) fn common_prefix(one: &str, other: &str) -> usize {
    let same = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    (0..=same).rev().find(|end| one.is_char_boundary(*end) && other.is_char_boundary(*end)).unwrap_or(0)
}

/// The terms of the incidents that one thread indexes.
struct Block<'a> {
    common: &'a [String],
    selects: &'a (dyn Fn(&str) -> bool + Sync),
    places: HashMap<Box<str>, usize, RandomState>,
    terms: Vec<IndexTerm>,
    document: u32,
    position: u32,
    /// The terms in the document.
    touched: Vec<usize>,
}

impl<'a> Block<'a> {
    fn new(common: &'a [String], selects: &'a (dyn Fn(&str) -> bool + Sync)) -> Self {
        let (places, terms, touched) = (HashMap::default(), Vec::new(), Vec::new());
        Self { common, selects, places, terms, document: 0, position: 0, touched }
    }

    fn begin(&mut self, document: usize) {
        self.document = u32::try_from(document).unwrap_or(u32::MAX);
        self.position = 0;
        self.touched.clear();
    }

    fn finish(self) -> Vec<IndexTerm> {
        let mut terms = self.terms;
        terms.sort_unstable_by(|one, other| one.text.cmp(&other.text));
        terms
    }

    /// Adds a text of the document.
    fn add_text(&mut self, part: u8, text: &str) {
        chunks(text, |chunk| {
            let boost = PARTS[part as usize].boost;
            // An id can be found by a part of it, such as the date.
            let is_located_whole = part != document::ID && chunk.compounds().next().is_some();
            for (number, compound) in chunk.compounds().enumerate() {
                let place = self.count(compound, part, boost);
                if number == 0 && is_located_whole {
                    self.locate(place);
                }
            }
            for (atom, _) in chunk.atoms() {
                let place = self.count(atom, part, boost);
                if !is_located_whole && place.is_none_or(|place| !self.terms[place].is_common) {
                    self.locate(place);
                }
            }
        });
        // A phrase cannot span two texts.
        self.position += 1;
    }

    /// Counts an occurrence of a term.
    fn count(&mut self, text: &str, part: u8, boost: u16) -> Option<usize> {
        let place = self.place(text)?;
        let term = &mut self.terms[place];
        if !term.is_selected {
            return Some(place);
        }
        match term.postings.last_mut().filter(|posting| posting.document == self.document) {
            Some(posting) => {
                if boost > PARTS[posting.part as usize].boost {
                    posting.part = part;
                }
                posting.weight = posting.weight.saturating_add(boost);
            }
            None => {
                self.touched.push(place);
                term.postings.push(Posting { document: self.document, part, weight: boost, occurrences: 0 });
            }
        }
        Some(place)
    }

    /// The index of a term. `None` if it is omitted.
    fn place(&mut self, text: &str) -> Option<usize> {
        if let Some(place) = self.places.get(text) {
            return Some(*place);
        }
        let (is_word, is_selected) = (is_word(text), (self.selects)(text));
        if !is_word && !is_selected {
            return None;
        }
        let place = self.terms.len();
        let is_common = self.common.binary_search_by(|word| (**word).cmp(text)).is_ok();
        self.terms.push(IndexTerm { text: text.into(), is_word, is_common, is_selected, ..IndexTerm::default() });
        self.places.insert(text.into(), place);
        Some(place)
    }

    /// Assigns the next position to the last counted occurrence of a term.
    fn locate(&mut self, place: Option<usize>) {
        if let Some(term) = place.map(|place| &mut self.terms[place])
            && let Some(posting) = term.postings.last_mut()
        {
            posting.occurrences += 1;
            term.positions.push(self.position);
        }
        self.position += 1;
    }

    /// Turns the counts of the document into weights, by BM25 with the boosts of the parts as fields: `w / (w + k)`, where `k` grows
    /// with the length of the review.
    fn weigh(&mut self) {
        let length = u64::from(self.position);
        let saturation = 1200 + 1800 * length / AVERAGE_LENGTH;
        for place in &self.touched {
            if let Some(posting) = self.terms[*place].postings.last_mut() {
                let count = 1000 * u64::from(posting.weight);
                posting.weight = u16::try_from(u64::from(MAX_WEIGHT + 1) * count / (count + saturation)).unwrap_or(MAX_WEIGHT);
            }
        }
    }
}

/// Merges the terms of all blocks, which are in document order.
fn merged(blocks: Vec<Vec<IndexTerm>>) -> Vec<IndexTerm> {
    let mut all: Vec<IndexTerm> = blocks.into_iter().flatten().collect();
    // The sort is stable, so that the postings of a term stay in document order.
    all.par_sort_by(|one, other| one.text.cmp(&other.text));
    let mut terms: Vec<IndexTerm> = Vec::with_capacity(all.len());
    for term in all {
        match terms.last_mut().filter(|last| last.text == term.text) {
            Some(last) => {
                last.postings.extend(term.postings);
                last.positions.extend(term.positions);
            }
            None => terms.push(term),
        }
    }
    terms
}
