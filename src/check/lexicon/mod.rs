//! Which words are looked for: those of the archive's language or of the configured ones, and the team's own.

mod language;
mod names;
mod search;

use std::collections::HashSet;
use std::sync::OnceLock;

pub use language::unknown_languages;
pub(super) use search::report;

use self::language::{Language, spoken};
use super::speech::{Grammar, Phrases, Sieve, folded};
use crate::config::{Config, PhraseRule};

/// Words that are looked for, of all languages concerned.
#[derive(Debug)]
pub(super) struct Lexicon {
    blame: Phrases<Advice>,
    counterfactual: Phrases<Advice>,
    drama: Phrases<Advice>,
    /// What only looks like one of them.
    accepted: Phrases<()>,
    /// Words for a person, as they end.
    people: HashSet<String>,
    /// Words with which names of teams end.
    groups: HashSet<String>,
    /// Words that take up the person before them.
    relative: HashSet<String>,
    /// Beginnings of titles after which it is open what is to be done.
    pub(super) vague: Phrases<()>,
    /// Ends of titles that leave it open.
    pub(super) vague_at_end: Phrases<()>,
    /// What no title says anything with.
    pub(super) hollow: Phrases<()>,
    /// Words with which such a title says it after all.
    pub(super) specific: HashSet<String>,
    /// What a pattern may ask of a word.
    pub(super) grammar: Grammar,
    open: OnceLock<Sieve>,
}

/// What follows from finding a phrase.
#[derive(Debug, Clone)]
struct Advice {
    /// What to write instead.
    instead: Option<String>,
    /// Whether it is meant only behind a person.
    of_person: bool,
}

impl Lexicon {
    /// What a site's configuration asks for.
    pub(super) fn of(config: &Config) -> Self {
        let mut lexicon = Self::empty();
        spoken(config).for_each(|language| lexicon.learn(language));
        for own in &config.check.phrases {
            let advice = Advice { instead: own.instead.clone(), of_person: false };
            lexicon.phrases_mut(own.rule).add(&own.phrase, advice);
        }
        for accepted in &config.check.accept {
            lexicon.accepted.add(accepted, ());
        }
        lexicon
    }

    fn empty() -> Self {
        Self {
            blame: Phrases::new(),
            counterfactual: Phrases::new(),
            drama: Phrases::new(),
            accepted: Phrases::new(),
            people: HashSet::new(),
            groups: HashSet::new(),
            relative: HashSet::new(),
            vague: Phrases::new(),
            vague_at_end: Phrases::new(),
            hollow: Phrases::new(),
            specific: HashSet::new(),
            grammar: Grammar::default(),
            open: OnceLock::new(),
        }
    }

    fn learn(&mut self, language: Language) {
        for group in language.avoid {
            let phrases = self.phrases_mut(group.rule);
            for phrase in &group.phrases {
                let advice = Advice { instead: Some(group.instead.clone()), of_person: group.of_person };
                phrases.add_pattern(phrase, advice);
            }
        }
        language.accept.iter().for_each(|phrase| self.accepted.add_pattern(phrase, ()));
        for phrase in &language.vague {
            self.vague.add_pattern(phrase, ());
            if language.verb_last {
                self.vague_at_end.add_pattern(phrase, ());
            }
        }
        language.hollow.iter().for_each(|phrase| self.hollow.add_pattern(phrase, ()));
        self.specific.extend(language.specific);
        self.people.extend(language.people.iter().map(|person| folded(person)));
        self.groups.extend(language.groups);
        self.relative.extend(language.relative);
        self.grammar.adverbs.extend(language.adverbs);
        self.grammar.participles.extend(language.participles);
        self.grammar.adjectives.extend(language.adjectives);
    }

    /// What the phrases are told by that are to be avoided in all texts.
    pub(super) fn avoided(&self) -> impl Iterator<Item = Vec<Vec<&str>>> {
        [&self.blame, &self.counterfactual, &self.drama].into_iter().flat_map(Phrases::told_by)
    }

    /// Whether the title of an action item may leave open what is to be done.
    pub(super) fn is_open(&self, title: &str) -> bool {
        let told_by = || [&self.vague, &self.vague_at_end, &self.hollow].into_iter().flat_map(Phrases::told_by);
        self.open.get_or_init(|| Sieve::of(told_by())).keeps(title)
    }

    fn phrases(&self, rule: PhraseRule) -> &Phrases<Advice> {
        match rule {
            PhraseRule::Blame => &self.blame,
            PhraseRule::Counterfactual => &self.counterfactual,
            PhraseRule::Drama => &self.drama,
        }
    }

    fn phrases_mut(&mut self, rule: PhraseRule) -> &mut Phrases<Advice> {
        match rule {
            PhraseRule::Blame => &mut self.blame,
            PhraseRule::Counterfactual => &mut self.counterfactual,
            PhraseRule::Drama => &mut self.drama,
        }
    }
}
