//! The terms that a query can match. An index for one query only has the postings of these.

use rust_stemmers::Stemmer;

use super::evaluate::{SHORTEST_STEM, SHORTEST_TYPO, differ_by};
use super::language;
use super::query::{Clause, Matcher, Query};
use super::words::is_word;

/// The terms that a query can match: a superset.
pub(super) struct Selection<'a> {
    clauses: &'a [Clause],
    stemmer: Option<Stemmer>,
    /// The stems of the words of the query.
    stems: Vec<String>,
}

impl<'a> Selection<'a> {
    pub(super) fn new(query: &'a Query, language: &str) -> Self {
        let stemmer = language::stemmer(language).map(Stemmer::create);
        let words = query.clauses.iter().filter_map(word);
        let stems = words.filter_map(|word| Some(stemmer.as_ref()?.stem(word).into_owned())).collect();
        Self { clauses: &query.clauses, stemmer, stems }
    }

    /// Whether the query may match a term: it contains the term, or another form of the same word.
    pub(super) fn has(&self, term: &str) -> bool {
        self.clauses.iter().any(|clause| names(clause, term)) || (is_word(term) && self.has_form(term))
    }

    fn has_form(&self, term: &str) -> bool {
        let mut words = self.clauses.iter().filter_map(word);
        let stem = self.stemmer.as_ref().map(|stemmer| stemmer.stem(term));
        words.any(|word| has_same_beginning(term, word) || is_typo(term, word))
            || self.stems.iter().any(|own| stem.as_deref() == Some(own))
    }
}

/// The word of a clause, if it matches other forms too.
fn word(clause: &Clause) -> Option<&String> {
    match &clause.matcher {
        Matcher::Word(word) => Some(word),
        _ => None,
    }
}

/// Whether a clause contains a term, or is open and contains a prefix of it.
fn names(clause: &Clause, term: &str) -> bool {
    let is_named = |named: &String| if clause.is_open { term.starts_with(named) } else { term == named };
    match &clause.matcher {
        Matcher::Word(named) | Matcher::Code(named) | Matcher::Filter(named) => is_named(named),
        Matcher::Compound(whole, atoms) => is_named(whole) || atoms.iter().any(is_named),
        Matcher::All(terms) | Matcher::Phrase(terms) => terms.iter().any(is_named),
    }
}

/// Whether two words can have the same stem, judging by their endings.
fn has_same_beginning(one: &str, other: &str) -> bool {
    one.chars().zip(other.chars()).take(SHORTEST_STEM).filter(|(own, its)| own == its).count() == SHORTEST_STEM
}

fn is_typo(term: &str, word: &str) -> bool {
    word.chars().count() >= SHORTEST_TYPO && differ_by(1, term, word)
}
