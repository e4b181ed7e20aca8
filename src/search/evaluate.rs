//! Evaluates queries: finds and ranks incidents. The browser evaluates queries in the same way, with the same integers.

use super::index::{Index, Posting};
use super::query::{Clause, Matcher, Query};

/// The weights of an exact match, of another form with the same stem, of a longer word, and of a corrected word.
const EXACT: u32 = 8;
const STEM: u32 = 6;
const PREFIX: u32 = 3;
const TYPO: u32 = 2;

/// The minimum length of an open word that is also matched as a prefix.
const SHORTEST_PREFIX: usize = 3;
/// The maximum number of terms that an open word matches.
const MOST_COMPLETIONS: usize = 200;
/// The minimum length of a word in which typing errors are corrected.
pub(super) const SHORTEST_TYPO: usize = 5;
/// The minimum length of a word after its ending is removed.
pub(super) const SHORTEST_STEM: usize = 3;
/// The maximum number of suggested words if nothing was found.
const SUGGESTIONS: usize = 5;

/// The result of a query.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchResults {
    /// The incidents, best first.
    pub hits: Vec<Hit>,
    /// Whether no incident contains all words, so that these are the ones with the most.
    pub is_partial: bool,
    /// Words with a typing error, each with the words that were searched instead.
    pub corrections: Vec<(String, Vec<String>)>,
    /// Words that no incident contains.
    pub missing: Vec<String>,
    /// Similar words in the archive, if nothing was found.
    pub suggestions: Vec<String>,
}

/// A found incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Its index in the view.
    pub case: usize,
    /// The score by which it is ranked.
    pub score: u32,
    /// The parts of the page that contain the words, as indexes in [`super::PARTS`], without duplicates.
    pub parts: Vec<u8>,
}

/// A document that matches a clause.
#[derive(Debug, Clone, Copy)]
struct Match {
    document: u32,
    /// The weight of the term, times the weight of the match.
    strength: u32,
    part: u8,
}

impl Index {
    /// Evaluates a query.
    pub(super) fn evaluate(&self, query: &Query) -> SearchResults {
        let mut results = SearchResults::default();
        let mut documents = vec![Found::default(); self.documents];
        let (mut wanted, mut filters) = (0, 0);
        for clause in &query.clauses {
            let matches = self.matches(clause, &mut results);
            if clause.is_excluded {
                matches.iter().for_each(|found| documents[found.document as usize].is_excluded = true);
            } else if matches!(clause.matcher, Matcher::Filter(_)) {
                filters += 1;
                matches.iter().for_each(|found| documents[found.document as usize].filters += 1);
            } else {
                wanted += 1;
                self.add(&matches, &mut documents);
                if matches.is_empty() {
                    results.missing.push(clause.text.clone());
                }
            }
        }
        let passing = |found: &Found| !query.clauses.is_empty() && !found.is_excluded && found.filters == filters;
        let most = documents.iter().filter(|found| passing(found)).map(|found| found.words).max().unwrap_or(0);
        if wanted == 0 || most > 0 {
            results.is_partial = most < wanted;
            results.hits = self.ranked(&documents, |found| passing(found) && (wanted == 0 || found.words > 0));
        } else if let Some(word) = results.missing.first() {
            results.suggestions = self.similar_words(&super::words::folded(word));
        }
        results
    }

    /// Adds the score of a word to each document. A rare word counts more.
    fn add(&self, matches: &[Match], documents: &mut [Found]) {
        let rarity = rarity(self.documents, matches.len());
        for found in matches {
            let document = &mut documents[found.document as usize];
            document.words += 1;
            document.score += rarity * found.strength;
            document.parts |= 1 << found.part;
        }
    }

    /// Sorts documents by the number of words, then by score, then newest first.
    fn ranked(&self, documents: &[Found], is_hit: impl Fn(&Found) -> bool) -> Vec<Hit> {
        let mut hits: Vec<(u32, u32, usize)> = documents
            .iter()
            .enumerate()
            .filter(|(_, found)| is_hit(found))
            .map(|(document, found)| (found.words, found.score, document))
            .collect();
        hits.sort_unstable_by(|one, other| other.cmp(one));
        let most = hits.first().map_or(0, |(words, ..)| *words);
        let is_complete = |words: u32| words == most;
        let hit = |(_, score, document): (u32, u32, usize)| Hit {
            case: self.documents - 1 - document,
            score,
            parts: (0..32).filter(|part| documents[document].parts & (1 << part) != 0).collect(),
        };
        hits.into_iter().take_while(|(words, ..)| is_complete(*words)).map(hit).collect()
    }

    /// The documents that match a clause, in order.
    fn matches(&self, clause: &Clause, results: &mut SearchResults) -> Vec<Match> {
        let is_open = clause.is_open;
        match &clause.matcher {
            Matcher::Word(word) => self.union(&self.forms(word, clause, results)),
            Matcher::Code(code) => self.union(&self.exact_or_begun(code, is_open)),
            Matcher::Filter(term) => self.union(&self.exact_or_begun(term, is_open)),
            Matcher::Compound(whole, atoms) => {
                let found = self.union(&self.exact_or_begun(whole, is_open));
                let is_common = |atom: &String| self.common.binary_search(atom).is_ok();
                if found.is_empty() && !atoms.iter().any(is_common) { self.all(atoms, true) } else { found }
            }
            Matcher::All(terms) => self.all(terms, false),
            Matcher::Phrase(atoms) => self.phrase(atoms),
        }
    }

    /// The terms that a word matches, each with the weight of the match.
    fn forms(&self, word: &str, clause: &Clause, results: &mut SearchResults) -> Vec<(usize, u32)> {
        let mut forms: Vec<(usize, u32)> = self.find(word).map(|place| (place, EXACT)).into_iter().collect();
        if let Some((place, _)) = forms.first() {
            forms.extend(self.relatives(*place).map(|place| (place, STEM)));
        }
        if clause.is_open {
            forms.extend(self.completions(word).map(|place| (place, PREFIX)));
        }
        if forms.is_empty() {
            forms.extend(self.same_stem(word).into_iter().map(|place| (place, STEM)));
        }
        if forms.is_empty() && !clause.is_excluded && word.chars().count() >= SHORTEST_TYPO {
            forms.extend(self.words_within(word, 1).map(|place| (place, TYPO)));
            if !forms.is_empty() {
                let words = forms.iter().map(|(place, _)| self.terms[*place].text.to_string()).collect();
                results.corrections.push((clause.text.clone(), words));
            }
        }
        forms
    }

    /// The term itself, or otherwise, if the word is open, the terms of which it is a prefix.
    fn exact_or_begun(&self, text: &str, is_open: bool) -> Vec<(usize, u32)> {
        let is_letter = text.chars().count() == 1 && is_open;
        match self.find(text) {
            Some(place) if !is_letter => vec![(place, EXACT)],
            found => {
                let begun = self.completions(text).filter(|_| is_open).map(|place| (place, PREFIX));
                found.map(|place| (place, EXACT)).into_iter().chain(begun).collect()
            }
        }
    }

    /// The other words with the same stem as a word.
    fn relatives(&self, place: usize) -> impl Iterator<Item = usize> {
        let family = self.terms[place].family.map_or(&[][..], |family| &self.families[family as usize]);
        family.iter().map(|place| *place as usize).filter(move |other| *other != place)
    }

    /// The longer terms that begin with `text`.
    fn completions(&self, text: &str) -> impl Iterator<Item = usize> {
        let length = text.chars().count();
        let is_enough = length >= SHORTEST_PREFIX || text.chars().any(crate::prose::letters::is_unspaced);
        let longer = self.with_prefix(text).filter(move |place| self.terms[*place].text.len() > text.len());
        longer.take(if is_enough { MOST_COMPLETIONS } else { 0 })
    }

    /// The words that differ from a word that is not in the index only in a common ending.
    fn same_stem(&self, word: &str) -> Vec<usize> {
        let has = |ending: &str| self.endings.binary_search_by(|known| known.as_str().cmp(ending)).is_ok();
        let cuts = word.char_indices().map(|(at, _)| at).chain([word.len()]).skip(SHORTEST_STEM);
        for cut in cuts.collect::<Vec<_>>().into_iter().rev().filter(|cut| has(&word[*cut..])) {
            let words = self.endings.iter().filter_map(|ending| self.find(&[&word[..cut], ending].concat()));
            let words: Vec<usize> = words.filter(|place| self.terms[*place].is_word).collect();
            if !words.is_empty() {
                return words;
            }
        }
        Vec::new()
    }

    /// The words at a given edit distance from a word.
    fn words_within(&self, word: &str, errors: usize) -> impl Iterator<Item = usize> {
        let words = self.terms.iter().enumerate().filter(|(_, term)| term.is_word);
        words.filter(move |(_, term)| differ_by(errors, &term.text, word)).map(|(place, _)| place)
    }

    fn similar_words(&self, word: &str) -> Vec<String> {
        let near = if word.chars().count() < SHORTEST_TYPO { 1 } else { 2 };
        self.words_within(word, near).take(SUGGESTIONS).map(|place| self.terms[place].text.to_string()).collect()
    }

    /// The documents with any of the terms, each with its strongest match.
    fn union(&self, terms: &[(usize, u32)]) -> Vec<Match> {
        let postings = terms.iter().flat_map(|(place, form)| self.terms[*place].postings.iter().map(|posting| (posting, *form)));
        let mut all: Vec<Match> = postings.map(|(posting, form)| matched(posting, form)).collect();
        all.sort_by_key(|found| (found.document, std::cmp::Reverse(found.strength)));
        all.dedup_by_key(|found| found.document);
        all
    }

    /// The documents that contain a phrase. Common words have no positions, and are ignored unless there are no others.
    fn phrase(&self, terms: &[String]) -> Vec<Match> {
        let located: Vec<String> = terms.iter().filter(|term| self.common.binary_search(term).is_err()).cloned().collect();
        if located.is_empty() { self.all(terms, false) } else { self.all(&located, true) }
    }

    /// The documents with all terms. If `side_by_side`, the terms must have consecutive positions.
    fn all(&self, terms: &[String], side_by_side: bool) -> Vec<Match> {
        let terms: Option<Vec<Located<'_>>> =
            terms.iter().map(|term| Some(Located::new(&self.terms[self.find(term)?]))).collect();
        let Some(terms) = terms else { return Vec::new() };
        let Some((first, others)) = terms.split_first() else { return Vec::new() };
        let mut matches = Vec::new();
        for (at, posting) in first.postings.iter().enumerate() {
            let same: Option<Vec<(&Posting, &[u32])>> = others.iter().map(|term| term.document(posting.document)).collect();
            let Some(same) = same else { continue };
            let follow = |start: &u32| (1..).zip(&same).all(|(distance, (_, at))| at.binary_search(&(start + distance)).is_ok());
            if !side_by_side || first.positions(at).iter().any(follow) {
                let weight = same.iter().map(|(posting, _)| posting.weight).max().unwrap_or(0).max(posting.weight);
                matches.push(matched(&Posting { weight, ..*posting }, EXACT));
            }
        }
        matches
    }
}

/// Whether two words have exactly the given edit distance: wrong, missing, extra and transposed letters count one each.
pub(super) fn differ_by(errors: usize, one: &str, other: &str) -> bool {
    one.chars().count().abs_diff(other.chars().count()) <= errors && strsim::osa_distance(one, other) == errors
}

/// The postings of a term, each with the range of its positions.
struct Located<'a> {
    postings: &'a [Posting],
    positions: &'a [u32],
    ends: Vec<usize>,
}

impl<'a> Located<'a> {
    fn new(term: &'a super::index::IndexTerm) -> Self {
        let ends = term.postings.iter().scan(0, |end, posting| {
            *end += posting.occurrences as usize;
            Some(*end)
        });
        Self { postings: &term.postings, positions: &term.positions, ends: ends.collect() }
    }

    fn positions(&self, posting: usize) -> &'a [u32] {
        let end = self.ends[posting];
        &self.positions[end - self.postings[posting].occurrences as usize..end]
    }

    fn document(&self, document: u32) -> Option<(&'a Posting, &'a [u32])> {
        let at = self.postings.binary_search_by_key(&document, |posting| posting.document).ok()?;
        Some((&self.postings[at], self.positions(at)))
    }
}

/// The matches of a query in one document.
#[derive(Debug, Clone, Default)]
struct Found {
    words: u32,
    filters: u32,
    score: u32,
    parts: u32,
    is_excluded: bool,
}

fn matched(posting: &Posting, form: u32) -> Match {
    Match { document: posting.document, strength: (u32::from(posting.weight) + 1) * form, part: posting.part }
}

/// 16 + 16 · log₂((documents + 1) / having), in integers, as in the browser.
pub(super) fn rarity(documents: usize, having: usize) -> u32 {
    let ratio = 256 * (documents as u64 + 1) / (having.max(1) as u64);
    let log = ratio.max(1).ilog2();
    let fraction = if log >= 4 { (ratio >> (log - 4)) & 15 } else { 0 };
    (16 + 16 * log + u32::try_from(fraction).unwrap_or(0)).saturating_sub(128)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rarer_word_counts_more() {
        assert_eq!(rarity(1000, 1000), 16);
        let rarities: Vec<u32> = [1, 2, 4, 100, 900].map(|having| rarity(1000, having)).into();
        assert_eq!(rarities[0] - rarities[1], 16);
        assert!(rarities.is_sorted_by(|rarer, commoner| rarer > commoner), "{rarities:?}");
    }
}
