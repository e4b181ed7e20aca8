//! The words to search for: those of the site's language or of the configured languages, and the configured phrases.

mod language;

use std::collections::HashSet;

use serde::Deserialize;

pub use language::unknown_languages;

pub(super) use self::language::primary;
use self::language::spoken;
use super::text::{Grammar, Phrases, folded};
use crate::config::{Config, PhraseRule};

/// Words that are looked for, of all languages concerned: the data file of a language has these keys. In phrases, `a|b` stands for one
/// of several words, `[a|b]` for one of them or none, `!a|b` for another word than these, `~` for adverbs, `{adverb}` for one, `{done}`
/// and `{doing}` for a participle, `{person}` for a person, `,` for a mark or none, and `…` for other words of the same sentence.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Lexicon {
    /// Phrases to avoid.
    avoid: Vec<PhraseGroup>,
    #[serde(skip)]
    blame: Phrases<Advice>,
    #[serde(skip)]
    counterfactual: Phrases<Advice>,
    #[serde(skip)]
    drama: Phrases<Advice>,
    /// Harmless phrases that only look like one to avoid.
    pub(super) accept: Phrases<()>,
    /// Words for a person: "engineer" also matches "the database engineer".
    pub(super) people: HashSet<String>,
    /// Last words of the names of teams.
    pub(super) groups: HashSet<String>,
    /// Pronouns that may be the subject of a statement about what did not happen.
    pub(super) pronouns: HashSet<String>,
    /// Words that join a verb to the subject of the verb before it.
    pub(super) conjunctions: HashSet<String>,
    /// Words that begin a clause with a subject of its own.
    pub(super) clauses: HashSet<String>,
    /// Words that tell which person is meant: "the engineer from the vendor".
    pub(super) modifiers: HashSet<String>,
    /// Words that may begin the name of a person and stand nowhere else in it.
    pub(super) determiners: HashSet<String>,
    /// Words that introduce a reason for what a person did.
    pub(super) reasons: HashSet<String>,
    /// Pronouns that refer to the person before them.
    pub(super) relative: HashSet<String>,
    /// Introductions of an action item's title that come before what to do.
    pub(super) lead_ins: Phrases<()>,
    /// Vague beginnings of an action item's title.
    pub(super) vague: Phrases<()>,
    /// Vague ends of such a title, in languages whose verb comes last.
    pub(super) vague_at_end: Phrases<()>,
    /// Words that describe the object of a title's first verb as good without a measure.
    pub(super) qualities: Phrases<()>,
    /// Words anywhere in a title that say how to do something, but not what.
    pub(super) manner: Phrases<()>,
    /// Titles that are vague as a whole, but may be specific if they continue.
    pub(super) whole_titles: Phrases<()>,
    /// Meaningless titles of action items.
    pub(super) empty_titles: Phrases<()>,
    /// Words that make such a title specific.
    pub(super) specific: HashSet<String>,
    /// Phrases that begin with such a word and make no title specific.
    pub(super) unspecific: Phrases<()>,
    /// The word classes of patterns.
    pub(super) grammar: Grammar,
}

/// Phrases that violate one rule and have one alternative.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PhraseGroup {
    /// The rule.
    rule: PhraseRule,
    /// Whether they only count after a person.
    #[serde(default)]
    of_person: bool,
    /// Whether that person may be the subject of the clause, with any words in between.
    #[serde(default)]
    of_clause: bool,
    /// Whether the authors themselves count as such a person: "we", "I".
    #[serde(default)]
    of_authors: bool,
    /// The phrases.
    phrases: Vec<String>,
    /// What to write instead.
    instead: String,
}

/// The alternative to a phrase, and the conditions for its match.
#[derive(Debug, Clone, Default)]
pub(super) struct Advice {
    /// What to write instead.
    pub instead: Option<String>,
    /// Whether it only counts after a person.
    pub of_person: bool,
    /// Whether that person may be the subject of the clause, with any words in between.
    pub of_clause: bool,
    /// Whether the authors themselves count as such a person.
    pub of_authors: bool,
}

impl Lexicon {
    /// The words of the configured languages and the team's own.
    pub(super) fn of(config: &Config) -> Self {
        let mut lexicon: Self = spoken(config).try_into().unwrap_or_default();
        lexicon.people = lexicon.people.iter().map(|person| folded(person)).collect();
        for group in std::mem::take(&mut lexicon.avoid) {
            let PhraseGroup { rule, of_person, of_clause, of_authors, phrases, instead } = group;
            let advice = Advice { instead: Some(instead), of_person, of_clause, of_authors };
            phrases.iter().for_each(|phrase| lexicon.phrases_mut(rule).add_pattern(phrase, advice.clone()));
        }
        for own in &config.check.phrases {
            let advice = Advice { instead: own.instead.clone(), ..Advice::default() };
            lexicon.phrases_mut(own.rule).add(&own.phrase, advice);
        }
        for accepted in &config.check.accept {
            lexicon.accept.add(accepted, ());
        }
        lexicon
    }

    /// The phrases that violate a rule.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::ConfigFile;

    fn config(text: &str) -> Config {
        Config::resolve(toml::from_str::<ConfigFile>(text).unwrap()).0
    }

    #[test]
    fn every_language_can_be_read_and_says_what_to_write_instead() {
        for tag in ["en", "de", "es", "fr"] {
            let words = spoken(&config(&format!("language = \"{tag}\"")));
            let lexicon: Lexicon = words.try_into().unwrap_or_else(|error| panic!("{tag}: {error}"));
            assert!(!lexicon.people.is_empty() && !lexicon.specific.is_empty(), "{tag}");
            for rule in [PhraseRule::Blame, PhraseRule::Counterfactual, PhraseRule::Drama] {
                let groups: Vec<_> = lexicon.avoid.iter().filter(|group| group.rule == rule).collect();
                let is_complete = |group: &&PhraseGroup| !group.phrases.is_empty() && !group.instead.is_empty();
                assert!(!groups.is_empty() && groups.iter().all(is_complete), "{tag} {rule:?}");
            }
        }
    }

    #[test]
    fn the_archives_language_decides_unless_others_are_named() {
        let knows = |text: &str| ["engineer", "ingenieur"].map(|person| Lexicon::of(&config(text)).people.contains(person));
        assert_eq!(knows(""), [true, false]);
        assert_eq!(knows("language = \"de-AT\""), [false, true]);
        assert_eq!(knows("language = \"ja\""), [true, false]);
        assert_eq!(knows("language = \"ja\"\n[check]\nlanguages = [\"de\", \"en-GB\"]"), [true, true]);
        assert_eq!(knows("[check]\nlanguages = []"), [false, false]);
    }
}
