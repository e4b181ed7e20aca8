//! Which words are looked for: those of the archive's language or of the configured ones, and the team's own.

mod language;

use std::collections::HashSet;

pub use language::unknown_languages;

use self::language::{Language, spoken};
use super::text::{Grammar, Phrases, folded};
use crate::config::{Config, PhraseRule};

/// Words that are looked for, of all languages concerned.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    blame: Phrases<Advice>,
    counterfactual: Phrases<Advice>,
    drama: Phrases<Advice>,
    /// Phrases that only look like one of them.
    pub(super) accepted: Phrases<()>,
    /// Words for a person: "engineer" stands for "the database engineer" too.
    pub(super) people: HashSet<String>,
    /// Words with which names of teams end.
    pub(super) groups: HashSet<String>,
    /// Pronouns that refer to the person before them.
    pub(super) relative: HashSet<String>,
    /// Vague beginnings of titles.
    pub(super) vague: Phrases<()>,
    /// Vague ends of titles.
    pub(super) vague_at_end: Phrases<()>,
    /// Titles that say nothing.
    pub(super) empty_titles: Phrases<()>,
    /// Words that make such a title specific.
    pub(super) specific: HashSet<String>,
    /// What a pattern may ask of a word.
    pub(super) grammar: Grammar,
}

/// What to say about a phrase.
#[derive(Debug, Clone)]
pub(super) struct Advice {
    /// What to write instead.
    pub instead: Option<String>,
    /// Whether it counts only behind a person.
    pub of_person: bool,
}

impl Lexicon {
    /// The words of the configured languages and the team's own.
    pub(super) fn of(config: &Config) -> Self {
        let mut lexicon = Self::default();
        spoken(config).for_each(|language| lexicon.add(language));
        for own in &config.check.phrases {
            let advice = Advice { instead: own.instead.clone(), of_person: false };
            lexicon.phrases_mut(own.rule).add(&own.phrase, advice);
        }
        for accepted in &config.check.accept {
            lexicon.accepted.add(accepted, ());
        }
        lexicon
    }

    fn add(&mut self, language: Language) {
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
        language.empty_titles.iter().for_each(|phrase| self.empty_titles.add_pattern(phrase, ()));
        self.specific.extend(language.specific);
        self.people.extend(language.people.iter().map(|person| folded(person)));
        self.groups.extend(language.groups);
        self.relative.extend(language.relative);
        self.grammar.adverbs.extend(language.adverbs);
        self.grammar.participles.extend(language.participles);
        self.grammar.adjectives.extend(language.adjectives);
    }

    /// The phrases that break a rule.
    pub(super) fn phrases(&self, rule: PhraseRule) -> &Phrases<Advice> {
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
