//! Phrases, and finding them in a passage.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use serde::{Deserialize, Deserializer};

use super::word::{Gap, Word, folded_words};

/// The maximum number of words that an ellipsis matches.
const REACH: usize = 12;

/// Phrases, each with a value. They match in any case, with any white space between their words.
#[derive(Debug)]
pub(in crate::check) struct Phrases<T> {
    /// By the first word: the steps after it and what the phrase stands for, the longest first, and of two the
    /// later one.
    by_first: HashMap<String, Vec<(Vec<PhraseStep>, T)>>,
}

/// A step of a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
enum PhraseStep {
    /// One of these words.
    OneOf(Vec<String>),
    /// One of these words, optionally.
    Optional(Vec<String>),
    /// Any word except these.
    NoneOf(Vec<String>),
    /// Any number of adverbs.
    Adverbs,
    /// One adverb.
    Adverb,
    /// A past participle, after any number of adverbs.
    Participle,
    /// A present participle: a verb that ends in "ing".
    PresentParticiple,
    /// A person, as the subject of a sentence.
    Person,
    /// A comma or another mark within a sentence, optionally.
    Comma,
    /// Further words of the same sentence.
    Ellipsis,
}

/// Word classes that phrases refer to.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(in crate::check) struct Grammar {
    /// Adverbs, which can precede a verb without changing its subject.
    pub adverbs: HashSet<String>,
    /// Past participles that do not end in "ed".
    pub participles: HashSet<String>,
    /// Words that end like a participle but are not one.
    pub adjectives: HashSet<String>,
}

/// The possible ends of a person that begins with a word: the index of the word after each.
pub(in crate::check) type PersonEnds<'a> = &'a dyn Fn(usize) -> Vec<usize>;

/// The input of matching: the words of a passage, with their classes.
#[derive(Clone, Copy)]
pub(in crate::check) struct Sentence<'a> {
    /// The words.
    pub words: &'a [Word],
    /// The word classes.
    pub grammar: &'a Grammar,
    /// The words that are a person.
    pub person_ends: PersonEnds<'a>,
}

impl Grammar {
    /// Whether a word is an adverb, which can precede a verb without changing its subject.
    pub(in crate::check) fn is_adverb(&self, word: &str) -> bool {
        self.adverbs.contains(word) || (word.len() > "only".len() && word.ends_with("ly"))
    }

    fn is_participle(&self, word: &str) -> bool {
        self.participles.contains(word) || (word.ends_with("ed") && !self.adjectives.contains(word))
    }

    fn is_present_participle(&self, word: &str) -> bool {
        word.ends_with("ing") && !self.adjectives.contains(word)
    }
}

/// No phrases.
impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { by_first: HashMap::new() }
    }
}

/// Parses a list of patterns.
impl<'de> Deserialize<'de> for Phrases<()> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut phrases = Self::default();
        Vec::<String>::deserialize(deserializer)?.iter().for_each(|pattern| phrases.add_pattern(pattern, ()));
        Ok(phrases)
    }
}

impl<T: Clone> Phrases<T> {
    /// Adds a phrase of plain words. A phrase without words is never found.
    pub(in crate::check) fn add(&mut self, phrase: &str, meaning: T) {
        self.insert(folded_words(phrase).into_iter().map(|word| PhraseStep::OneOf(vec![word])).collect(), &meaning);
    }

    /// Adds a phrase in which `a|b` stands for one of several words, `[a|b]` for one of them or none, `!a|b` for another
    /// word than these, `~` for adverbs, `{adverb}` for one, `{done}` and `{doing}` for a participle, `{person}` for a person, `,` for a mark or none, and `…` for other words.
    pub(in crate::check) fn add_pattern(&mut self, pattern: &str, meaning: T) {
        let mut steps = Vec::new();
        for part in pattern.split_whitespace() {
            match part {
                "…" => steps.push(PhraseStep::Ellipsis),
                "~" => steps.push(PhraseStep::Adverbs),
                "{adverb}" => steps.push(PhraseStep::Adverb),
                "," => steps.push(PhraseStep::Comma),
                "{done}" => steps.push(PhraseStep::Participle),
                "{doing}" => steps.push(PhraseStep::PresentParticiple),
                "{person}" => steps.push(PhraseStep::Person),
                words if words.starts_with('[') => steps.push(PhraseStep::Optional(one_of(words.trim_matches(['[', ']'])))),
                words if words.starts_with('!') => steps.push(PhraseStep::NoneOf(one_of(words.trim_start_matches('!')))),
                words if words.contains('|') => steps.push(PhraseStep::OneOf(one_of(words))),
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

    /// The longest phrase that begins with the word at an index: its range of words, and its value.
    pub(in crate::check) fn starting(&self, sentence: Sentence<'_>, first: usize) -> Option<(Range<usize>, &T)> {
        self.find_starting(sentence, first, |words, meaning| Some((words, meaning)))
    }

    /// The result of `accept` for the longest phrase that begins with the word at an index and that `accept` accepts.
    pub(in crate::check) fn find_starting<'s, R>(
        &'s self,
        sentence: Sentence<'_>,
        first: usize,
        accept: impl Fn(Range<usize>, &'s T) -> Option<R>,
    ) -> Option<R> {
        let phrases = self.by_first.get(&sentence.words[first].folded)?;
        phrases.iter().find_map(|(steps, meaning)| accept(first..end(steps, sentence, first + 1, Gap::Space)?, meaning))
    }
}

fn one_of(words: &str) -> Vec<String> {
    words.split('|').map(str::to_owned).collect()
}

/// The word behind a match of the steps that begins with the word at an index, if they match there. Nothing wider than the gap
/// stands before that word.
fn end(steps: &[PhraseStep], sentence: Sentence<'_>, at: usize, gap: Gap) -> Option<usize> {
    let Some((step, rest)) = steps.split_first() else { return Some(at) };
    let (words, grammar) = (sentence.words, sentence.grammar);
    let is = |at: usize, holds: &dyn Fn(&str) -> bool| words.get(at).is_some_and(|word| word.gap <= gap && holds(&word.folded));
    let next = |at: usize| end(rest, sentence, at, Gap::Space);
    match step {
        PhraseStep::OneOf(known) => is(at, &|word| is_one_of(known, word)).then(|| next(at + 1))?,
        PhraseStep::NoneOf(known) => is(at, &|word| !is_one_of(known, word)).then(|| next(at + 1))?,
        PhraseStep::Optional(known) if is(at, &|word| is_one_of(known, word)) => {
            next(at + 1).or_else(|| end(rest, sentence, at, gap))
        }
        PhraseStep::Optional(_) => end(rest, sentence, at, gap),
        PhraseStep::Comma => end(rest, sentence, at, Gap::Mark),
        PhraseStep::Adverbs => {
            // A word that ends like an adverb may be the next step, such as "likely".
            let adverbs = words[at..].iter().take(REACH).take_while(|word| word.gap <= gap && grammar.is_adverb(&word.folded));
            (0..=adverbs.count()).rev().find_map(|count| if count == 0 { end(rest, sentence, at, gap) } else { next(at + count) })
        }
        PhraseStep::Adverb => is(at, &|word| grammar.is_adverb(word)).then(|| next(at + 1))?,
        PhraseStep::PresentParticiple => is(at, &|word| grammar.is_present_participle(word)).then(|| next(at + 1))?,
        PhraseStep::Participle => {
            let is_adverb = |word: &&Word| word.gap == Gap::Space && grammar.is_adverb(&word.folded);
            let at = at + words[at..].iter().take(REACH).take_while(is_adverb).count();
            words.get(at).filter(|word| word.gap == Gap::Space && grammar.is_participle(&word.folded)).and_then(|_| next(at + 1))
        }
        PhraseStep::Person if words.get(at).is_some_and(|word| word.gap <= gap) => {
            (sentence.person_ends)(at).into_iter().find_map(next)
        }
        PhraseStep::Person => None,
        PhraseStep::Ellipsis => {
            let Some((PhraseStep::OneOf(known), rest)) = rest.split_first() else { return None };
            let mut within = words[at..].iter().take(REACH).take_while(|word| word.gap < Gap::Sentence);
            let found = at + within.position(|word| is_one_of(known, &word.folded))?;
            end(rest, sentence, found + 1, Gap::Space)
        }
    }
}

fn is_one_of(known: &[String], word: &str) -> bool {
    known.iter().any(|known| known == word)
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
        for (pattern, meaning) in [
            ("we|i could have {done}", 'c'),
            ("hätte|hätten … müssen", 'm'),
            ("{done} x", '-'),
            ("… y", '-'),
            ("had {person} [not] {done}", 'p'),
            ("later , it might ~ rain", 'r'),
            ("it did not !see|hear", 'o'),
            ("without {doing}", 'g'),
        ] {
            phrases.add_pattern(pattern, meaning);
        }
        let grammar = Grammar {
            adverbs: HashSet::from(["never".to_owned()]),
            participles: HashSet::from(["known".to_owned()]),
            adjectives: HashSet::from(["limited".to_owned(), "warning".to_owned()]),
        };
        let passage = Passage::new(&[], text);
        let sentence = Sentence { words: passage.words(), grammar: &grammar, person_ends: &|at| vec![at + 1] };
        let starting = |at| phrases.starting(sentence, at);
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
    fn a_pattern_tells_present_participles_from_nouns() {
        let text = "Without asking. Without warning. Without a test.";
        assert_eq!(found(text), [("Without asking", 'g')]);
    }

    #[test]
    fn a_pattern_has_persons_optional_words_adverbs_and_commas() {
        assert_eq!(
            found("had Ada not checked; had Ada checked; had, Ada checked"),
            [("had Ada not checked", 'p'), ("had Ada checked", 'p')]
        );
        let text = "later, it might very probably rain; later it might rain; later. It might rain";
        assert_eq!(found(text), [("later it might rain", 'r')]);
        assert_eq!(found("It did not see. It did not look. It did not"), [("It did not look", 'o')]);
        assert_eq!(found("later, it might never possibly rain"), [("later, it might never possibly rain", 'r')]);
    }

    #[test]
    fn an_ellipsis_stays_within_its_sentence() {
        assert_eq!(found("Wir hätten, sagt sie, den `x` sehen müssen."), [("hätten, sagt sie, den `x` sehen müssen", 'm')]);
        assert_eq!(found("Das hätte sein. Wir müssen"), []);
        assert_eq!(found("hätte a b c d e f g h i j k l m müssen"), []);
    }
}
