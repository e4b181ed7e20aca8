//! Phrases, and where they stand in a passage.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::word::{Gap, Word, folded_words};

/// How many words an ellipsis may stand for.
const REACH: usize = 12;

/// Phrases, each with what it stands for. They are found in any case, with any white space between their words.
#[derive(Debug)]
pub(in crate::check) struct Phrases<T> {
    /// By the first word: the steps after it and what the phrase stands for, the longest first, and of two the
    /// later one.
    by_first: HashMap<String, Vec<(Vec<PhraseStep>, T)>>,
}

/// What follows in a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
enum PhraseStep {
    /// One of these words.
    OneOf(Vec<String>),
    /// A past participle, after an adverb or two.
    Participle,
    /// Other words of the same sentence.
    Ellipsis,
}

/// What a phrase may ask of a word beyond how it is written.
#[derive(Debug, Default)]
pub(in crate::check) struct Grammar {
    /// Words that may stand before a verb without changing who does it.
    pub adverbs: HashSet<String>,
    /// Past participles that do not end in "ed".
    pub participles: HashSet<String>,
    /// Words that end in "ed" and are rather adjectives.
    pub adjectives: HashSet<String>,
}

impl Grammar {
    fn is_participle(&self, word: &str) -> bool {
        self.participles.contains(word) || (word.ends_with("ed") && !self.adjectives.contains(word))
    }
}

/// No phrases.
impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { by_first: HashMap::new() }
    }
}

impl<T: Clone> Phrases<T> {
    /// Adds a phrase word by word. One without a word is never found.
    pub(in crate::check) fn add(&mut self, phrase: &str, meaning: T) {
        self.insert(folded_words(phrase).into_iter().map(|word| PhraseStep::OneOf(vec![word])).collect(), &meaning);
    }

    /// Adds a phrase in which `a|b` stands for one of several words, `{done}` for a past participle, and `…` for other words.
    pub(in crate::check) fn add_pattern(&mut self, pattern: &str, meaning: T) {
        let mut steps = Vec::new();
        for part in pattern.split_whitespace() {
            match part {
                "…" => steps.push(PhraseStep::Ellipsis),
                "{done}" => steps.push(PhraseStep::Participle),
                words if words.contains('|') => steps.push(PhraseStep::OneOf(words.split('|').map(str::to_owned).collect())),
                words => steps.extend(folded_words(words).into_iter().map(|word| PhraseStep::OneOf(vec![word]))),
            }
        }
        self.insert(steps, &meaning);
    }

    fn insert(&mut self, mut steps: Vec<PhraseStep>, meaning: &T) {
        if let Some(PhraseStep::OneOf(_)) = steps.first()
            && let PhraseStep::OneOf(first) = steps.remove(0)
        {
            for word in first {
                let phrases = self.by_first.entry(word).or_default();
                let place = phrases.partition_point(|(other, _)| other.len() > steps.len());
                phrases.insert(place, (steps.clone(), meaning.clone()));
            }
        }
    }

    /// The longest phrase that begins with the word of that number: which words it is, and what it stands for.
    pub(in crate::check) fn starting(&self, words: &[Word], first: usize, grammar: &Grammar) -> Option<(Range<usize>, &T)> {
        let phrases = self.by_first.get(&words[first].folded)?;
        phrases.iter().find_map(|(steps, meaning)| Some((first..end(steps, words, first + 1, grammar)?, meaning)))
    }
}

/// The word behind a match of the steps that begins with the word at an index, if they match there.
fn end(steps: &[PhraseStep], words: &[Word], first: usize, grammar: &Grammar) -> Option<usize> {
    let (mut at, mut is_loose) = (first, false);
    for step in steps {
        match step {
            PhraseStep::Ellipsis => is_loose = true,
            PhraseStep::OneOf(known) if is_loose => {
                let mut within = words[at..].iter().take(REACH).take_while(|word| word.gap < Gap::Sentence);
                at += 1 + within.position(|word| known.contains(&word.folded))?;
                is_loose = false;
            }
            PhraseStep::OneOf(known) => {
                words.get(at).filter(|word| word.gap == Gap::Space && known.contains(&word.folded))?;
                at += 1;
            }
            PhraseStep::Participle => {
                let is_adverb = |word: &&Word| word.gap == Gap::Space && grammar.adverbs.contains(&word.folded);
                at += words[at..].iter().take(2).take_while(is_adverb).count();
                words.get(at).filter(|word| word.gap == Gap::Space && grammar.is_participle(&word.folded))?;
                at += 1;
            }
        }
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::text::Passage;

    fn found(text: &'static str) -> Vec<(&'static str, char)> {
        let mut phrases = Phrases::default();
        for (phrase, meaning) in
            [("human error", 'h'), ("Should have", 's'), ("should have been", 'b'), ("l’erreur", 'f'), ("", '-')]
        {
            phrases.add(phrase, meaning);
        }
        for (pattern, meaning) in
            [("we|i could have {done}", 'c'), ("hätte|hätten … müssen", 'm'), ("{done} x", '-'), ("… y", '-')]
        {
            phrases.add_pattern(pattern, meaning);
        }
        let grammar = Grammar {
            adverbs: HashSet::from(["never".to_owned()]),
            participles: HashSet::from(["known".to_owned()]),
            adjectives: HashSet::from(["limited".to_owned()]),
        };
        let passage = Passage::new(&[], text);
        let starting = |at| phrases.starting(passage.words(), at, &grammar);
        let found = (0..passage.words().len()).filter_map(starting);
        found.map(|(words, meaning)| (&text[passage.bytes(words)], *meaning)).collect()
    }

    #[test]
    fn a_phrase_is_found_in_any_case_and_over_any_white_space() {
        assert_eq!(
            found("HUMAN Error, human\n  error; human\u{a0}*error*."),
            [("HUMAN Error", 'h'), ("human\n  error", 'h'), ("human\u{a0}*error", 'h')]
        );
        assert_eq!(found("De L'ERREUR"), [("L'ERREUR", 'f')]);
    }

    #[test]
    fn a_phrase_is_made_of_whole_words_without_anything_between() {
        assert_eq!(found("human errors, inhuman error, human, error. Human `x` error. The human. Error."), []);
    }

    #[test]
    fn of_phrases_that_begin_alike_the_longest_is_found() {
        assert_eq!(found("it should have been, should have"), [("should have been", 'b'), ("should have", 's')]);
    }

    #[test]
    fn a_pattern_tells_participles_from_other_words() {
        let text = "We could have never known. I could have checked. We could have limited access, we could have time.";
        assert_eq!(found(text), [("We could have never known", 'c'), ("I could have checked", 'c')]);
    }

    #[test]
    fn an_ellipsis_stays_within_its_sentence() {
        assert_eq!(found("Wir hätten, sagt sie, den `x` sehen müssen."), [("hätten, sagt sie, den `x` sehen müssen", 'm')]);
        assert_eq!(found("Das hätte sein. Wir müssen"), []);
        assert_eq!(found("hätte a b c d e f g h i j k l m müssen"), []);
    }
}
