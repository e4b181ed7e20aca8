//! Finds the people in a passage, and whether a person is the subject of a verb.

use std::ops::Range;

use super::lexicon::{Advice, Lexicon};
use super::text::{Gap, Passage, Word, joined};

/// The maximum number of words of a person.
const LONGEST_PERSON: usize = 5;

/// The maximum number of words of a clause before a verb that is not its first.
const LONGEST_CLAUSE: usize = 20;

/// The maximum number of words between a person and the verb, as an aside or a specification of the person.
const LONGEST_ASIDE: usize = 8;

/// Finds the people in a passage.
pub(super) struct Subjects<'s> {
    /// The words for people.
    pub lexicon: &'s Lexicon,
    /// The passage.
    pub passage: &'s Passage<'s>,
    /// Returns whether a range of words is the name of a person.
    pub is_name: &'s dyn Fn(&[Word]) -> bool,
}

impl Subjects<'_> {
    /// The start of a phrase, including the subject that it needs. `None` if it needs a person and has none, or if a reason is given.
    pub(super) fn before(&self, phrase: &Range<usize>, advice: &Advice) -> Option<usize> {
        if !advice.of_person {
            return Some(phrase.start);
        }
        let of_clause = || {
            let person = self.of_clause(phrase.start, LONGEST_CLAUSE, advice.of_authors).filter(|_| advice.of_clause)?;
            Some(person.start)
        };
        let start = self.of_verb(phrase.start, advice.of_authors).or_else(of_clause)?;
        (!self.is_explained(phrase.end)).then_some(start)
    }

    /// The first word of the person who is the subject of the verb at an index, if it is a person. The authors count where they may.
    fn of_verb(&self, verb: usize, of_authors: bool) -> Option<usize> {
        let words = self.passage.words();
        let follows = |at: usize, gap: Gap| at > 0 && words[at].gap <= gap;
        let mut end = verb;
        while follows(end, Gap::Space) && self.lexicon.grammar.is_adverb(&words[end - 1].folded) {
            end -= 1;
        }
        if follows(end, Gap::Mark) && self.lexicon.conjunctions.contains(&words[end - 1].folded) {
            return self.of_clause(end - 1, LONGEST_CLAUSE, of_authors).map(|person| person.start);
        }
        let is_relative = follows(end, Gap::Space) && self.lexicon.relative.contains(&words[end - 1].folded);
        end -= usize::from(is_relative);
        // There can be an aside between the person and the verb: "the engineer, who was new, forgot".
        let aside = (end.saturating_sub(LONGEST_ASIDE)..end).rev().find(|at| words[*at].gap >= Gap::Mark);
        let aside = aside.filter(|at| end > 0 && words[end].gap == Gap::Mark && words[*at].gap == Gap::Mark);
        let ends = [Some(end), aside].into_iter().flatten().filter(|end| follows(*end, Gap::Mark));
        let modified = || {
            let person = self.of_clause(end, LONGEST_ASIDE, of_authors)?;
            self.lexicon.modifiers.contains(&words.get(person.end)?.folded).then_some(person.start)
        };
        ends.into_iter().find_map(|end| self.ending(end, of_authors)).or_else(modified)
    }

    /// The first word of the person that ends before an index.
    fn ending(&self, end: usize, of_authors: bool) -> Option<usize> {
        let mut longest_first = (end.saturating_sub(LONGEST_PERSON)..end).filter(|start| self.is_joined(*start..end));
        longest_first.find(|start| self.is_person(*start..end, of_authors))
    }

    /// The person with whom the clause begins that goes on at an index, if it is that long at most.
    fn of_clause(&self, at: usize, longest: usize, of_authors: bool) -> Option<Range<usize>> {
        let words = self.passage.words();
        let mut before = (at.saturating_sub(longest)..at).rev();
        let is_start = |index: &usize| words[*index].gap >= Gap::Mark || self.lexicon.clauses.contains(&words[*index - 1].folded);
        let start = before.find(is_start)?;
        let mut ends = (start + 1..=at.min(start + LONGEST_PERSON)).rev();
        ends.find_map(|end| {
            let mut starts = (start..end).filter(|first| self.is_joined(*first..end));
            starts.find(|first| self.is_person(*first..end, of_authors)).map(|first| first..end)
        })
    }

    /// Whether the sentence continues with a reason nearby.
    fn is_explained(&self, from: usize) -> bool {
        let rest = self.passage.words()[from..].iter().take(LONGEST_CLAUSE).take_while(|word| word.gap < Gap::Sentence);
        rest.into_iter().any(|word| self.lexicon.reasons.contains(&word.folded))
    }

    /// The words behind the people that begin with the word at an index, or with what describes them there: "the new engineer".
    pub(super) fn ends(&self, at: usize) -> Vec<usize> {
        let words = self.passage.words();
        let is_inner = |word: &Word| {
            let lexicon = self.lexicon;
            ![&lexicon.determiners, &lexicon.modifiers, &lexicon.clauses].iter().any(|known| known.contains(&word.folded))
        };
        let longest = words[at..].iter().take(LONGEST_PERSON).skip(1).take_while(|word| is_inner(word)).count() + 1;
        let is_end = |end: &usize| (at..*end).any(|start| self.is_joined(at..*end) && self.is_person(start..*end, true));
        (at + 1..=at + longest).rev().filter(is_end).collect()
    }

    /// Whether there is only white space between some words.
    fn is_joined(&self, words: Range<usize>) -> bool {
        self.passage.words()[words.start + 1..words.end].iter().all(|word| word.gap == Gap::Space)
    }

    fn is_person(&self, words: Range<usize>, of_authors: bool) -> bool {
        let words = &self.passage.words()[words];
        let name = joined(words);
        self.lexicon.people.contains(&name) || (of_authors && self.lexicon.pronouns.contains(&name)) || (self.is_name)(words)
    }
}
