//! Phrases, and where they stand in a passage.

use std::collections::HashMap;
use std::ops::Range;

use super::Passage;
use super::word::{Gap, folded_words};

/// Phrases, each with what it stands for. They are found in any case, with any white space between their words.
#[derive(Debug)]
pub(in crate::check) struct Phrases<T> {
    /// By the first word: the words after it and what the phrase stands for, the longest first.
    by_first: HashMap<String, Vec<(Vec<String>, T)>>,
}

impl<T> Phrases<T> {
    /// No phrases.
    pub(in crate::check) fn new() -> Self {
        Self { by_first: HashMap::new() }
    }

    /// Adds a phrase. One without a word is never found.
    pub(in crate::check) fn add(&mut self, phrase: &str, meaning: T) {
        let mut words = folded_words(phrase);
        if words.is_empty() {
            return;
        }
        let phrases = self.by_first.entry(words.remove(0)).or_default();
        let place = phrases.partition_point(|(other, _)| other.len() >= words.len());
        phrases.insert(place, (words, meaning));
    }

    /// The longest phrase that begins with the word of that number: which words it is, and what it stands for.
    pub(in crate::check) fn starting(&self, passage: &Passage<'_>, first: usize) -> Option<(Range<usize>, &T)> {
        let phrases = self.by_first.get(&passage.words[first].folded)?;
        let (rest, meaning) = phrases.iter().find(|(rest, _)| {
            let there = passage.words[first + 1..].iter().take(rest.len());
            there.len() == rest.len()
                && rest.iter().zip(there).all(|(word, other)| other.gap == Gap::Space && *word == other.folded)
        })?;
        Some((first..first + 1 + rest.len(), meaning))
    }

    /// The phrases of a passage, from left to right; of those that overlap, the first and longest.
    pub(in crate::check) fn find<'p>(&'p self, passage: &'p Passage<'_>) -> impl Iterator<Item = (Range<usize>, &'p T)> {
        let mut next = 0;
        std::iter::from_fn(move || {
            while next < passage.words.len() {
                let found = self.starting(passage, next);
                next = found.as_ref().map_or(next + 1, |(words, _)| words.end);
                if found.is_some() {
                    return found;
                }
            }
            None
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &'static str) -> Vec<(&'static str, char)> {
        let mut phrases = Phrases::new();
        for (phrase, meaning) in
            [("human error", 'h'), ("Should have", 's'), ("should have been", 'b'), ("l’erreur", 'f'), ("", '-')]
        {
            phrases.add(phrase, meaning);
        }
        let Some(passage) = Passage::of(&[], text) else { return Vec::new() };
        phrases.find(&passage).map(|(words, meaning)| (&text[passage.bytes(words)], *meaning)).collect()
    }

    #[test]
    fn a_phrase_is_found_in_any_case_and_over_any_white_space() {
        assert_eq!(
            found("HUMAN Error, human\n  error; human\u{a0}*error*."),
            [("HUMAN Error", 'h'), ("human\n  error", 'h'), ("human\u{a0}*error", 'h'),]
        );
        assert_eq!(found("De L'ERREUR"), [("L'ERREUR", 'f')]);
    }

    #[test]
    fn a_phrase_is_made_of_whole_words_without_anything_between() {
        assert_eq!(found("human errors, inhuman error, human, error. Human `x` error. The human. Error."), []);
    }

    #[test]
    fn of_phrases_that_overlap_the_first_and_longest_is_found() {
        assert_eq!(found("it should have been, should have"), [("should have been", 'b'), ("should have", 's')]);
    }
}
