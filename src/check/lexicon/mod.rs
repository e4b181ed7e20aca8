//! Which words are looked for: those of the archive's language or of the configured ones, and the team's own.

mod language;

use std::collections::HashSet;

pub use language::unknown_languages;

pub(super) use self::language::primary;
use self::language::{Language, PhraseGroup, spoken};
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
    /// Pronouns that may be the subject of a statement about what did not happen.
    pub(super) pronouns: HashSet<String>,
    /// Words that join a verb to the subject of the verb before it.
    pub(super) conjunctions: HashSet<String>,
    /// Words that begin a clause with a subject of its own.
    pub(super) clauses: HashSet<String>,
    /// Words that tell which person is meant.
    pub(super) modifiers: HashSet<String>,
    /// Words that may begin the name of a person and stand nowhere else in it.
    pub(super) determiners: HashSet<String>,
    /// Words that begin the reason of what a person did.
    pub(super) reasons: HashSet<String>,
    /// Pronouns that refer to the person before them.
    pub(super) relative: HashSet<String>,
    /// How titles may begin before they say what is to be done.
    pub(super) lead_ins: Phrases<()>,
    /// Vague beginnings of titles.
    pub(super) vague: Phrases<()>,
    /// Vague ends of titles.
    pub(super) vague_at_end: Phrases<()>,
    /// What calls an object good without a measure.
    pub(super) qualities: Phrases<()>,
    /// What is vague anywhere in a title.
    pub(super) manner: Phrases<()>,
    /// Titles that are vague as a whole.
    pub(super) whole_titles: Phrases<()>,
    /// Titles that say nothing.
    pub(super) empty_titles: Phrases<()>,
    /// Words that make such a title specific.
    pub(super) specific: HashSet<String>,
    /// Phrases that begin with such a word and make no title specific.
    pub(super) unspecific: Phrases<()>,
    /// What a pattern may ask of a word.
    pub(super) grammar: Grammar,
}

/// What to say about a phrase, and when it counts.
#[derive(Debug, Clone, Default)]
pub(super) struct Advice {
    /// What to write instead.
    pub instead: Option<String>,
    /// Whether it counts only behind a person.
    pub of_person: bool,
    /// Whether that person may be the subject of the clause, whatever stands between.
    pub of_clause: bool,
    /// Whether the authors themselves count as such a person.
    pub of_authors: bool,
}

impl Lexicon {
    /// The words of the configured languages and the team's own.
    pub(super) fn of(config: &Config) -> Self {
        let mut lexicon = Self::default();
        spoken(config).for_each(|language| lexicon.add(language));
        for own in &config.check.phrases {
            let advice = Advice { instead: own.instead.clone(), ..Advice::default() };
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
                let PhraseGroup { of_person, of_clause, of_authors, .. } = group;
                let advice = Advice { instead: Some(group.instead.clone()), of_person, of_clause, of_authors };
                phrases.add_pattern(phrase, advice);
            }
        }
        add_all(&mut self.accepted, &language.accept);
        for phrase in &language.vague {
            self.vague.add_pattern(phrase, ());
            if language.verb_last {
                self.vague_at_end.add_pattern(phrase, ());
            }
        }
        add_all(&mut self.lead_ins, &language.lead_ins);
        add_all(&mut self.qualities, &language.qualities);
        add_all(&mut self.manner, &language.manner);
        add_all(&mut self.whole_titles, &language.whole_titles);
        add_all(&mut self.unspecific, &language.unspecific);
        self.pronouns.extend(language.pronouns);
        self.conjunctions.extend(language.conjunctions);
        self.clauses.extend(language.clauses);
        self.modifiers.extend(language.modifiers);
        self.determiners.extend(language.determiners);
        self.reasons.extend(language.reasons);
        add_all(&mut self.empty_titles, &language.empty_titles);
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

fn add_all(phrases: &mut Phrases<()>, patterns: &[String]) {
    patterns.iter().for_each(|pattern| phrases.add_pattern(pattern, ()));
}
