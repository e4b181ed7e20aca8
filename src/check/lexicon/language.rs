//! The languages whose words are known: a data file each.

use serde::Deserialize;

use crate::config::{CheckConfig, Config, FILE, PhraseRule};
use crate::diagnostic::{Diagnostic, Location, at};

/// The languages, by the first part of their tag.
const KNOWN: [(&str, &str); 4] = [
    ("en", include_str!("en.toml")),
    ("de", include_str!("de.toml")),
    ("es", include_str!("es.toml")),
    ("fr", include_str!("fr.toml")),
];

/// The words of a language. In phrases, `a|b` stands for one of several words, `[a|b]` for one of them or none, `!a|b` for another
/// word than these, `~` for adverbs, `{adverb}` for one, `{done}` and `{doing}` for a participle, `{person}` for a person, `,` for a mark or none, and `…` for other words of the same sentence.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Language {
    /// Words for a person: "engineer" stands for "the database engineer" too.
    pub people: Vec<String>,
    /// Last words of the names of teams.
    #[serde(default)]
    pub groups: Vec<String>,
    /// Pronouns that may be the subject of a statement about what did not happen.
    #[serde(default)]
    pub pronouns: Vec<String>,
    /// Words that join a verb to the subject of the verb before it.
    #[serde(default)]
    pub conjunctions: Vec<String>,
    /// Words that begin a clause with a subject of its own.
    #[serde(default)]
    pub clauses: Vec<String>,
    /// Words that tell which person is meant: "the engineer from the vendor".
    #[serde(default)]
    pub modifiers: Vec<String>,
    /// Words that may begin the name of a person and stand nowhere else in it.
    #[serde(default)]
    pub determiners: Vec<String>,
    /// Words that begin the reason of what a person did: then it is explained.
    #[serde(default)]
    pub reasons: Vec<String>,
    /// Pronouns that refer to the person before them.
    pub relative: Vec<String>,
    /// Words that may stand between a person and a verb.
    pub adverbs: Vec<String>,
    /// Past participles, where patterns ask for them: those that do not end in "ed".
    #[serde(default)]
    pub participles: Vec<String>,
    /// Words that end like a participle, "ed" or "ing", and are no such verb.
    #[serde(default)]
    pub adjectives: Vec<String>,
    /// Phrases to avoid.
    pub avoid: Vec<PhraseGroup>,
    /// Phrases that only look like one to avoid.
    pub accept: Vec<String>,
    /// How an action item's title may begin before it says what is to be done.
    #[serde(default)]
    pub lead_ins: Vec<String>,
    /// Vague beginnings of an action item's title.
    pub vague: Vec<String>,
    /// Words that call the object of a title's first verb good without a measure.
    #[serde(default)]
    pub qualities: Vec<String>,
    /// Words that say how something is to be done and leave open what, anywhere in a title.
    #[serde(default)]
    pub manner: Vec<String>,
    /// Titles that are vague as a whole, and may be specific if they go on.
    #[serde(default)]
    pub whole_titles: Vec<String>,
    /// Whether a title may also end like that, since the verb comes last.
    #[serde(default)]
    pub verb_last: bool,
    /// Words that make such a title specific.
    pub specific: Vec<String>,
    /// Phrases that begin with such a word and make no title specific.
    #[serde(default)]
    pub unspecific: Vec<String>,
    /// Titles of action items that say nothing.
    pub empty_titles: Vec<String>,
}

/// Phrases that break one rule and have one alternative.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PhraseGroup {
    /// The rule.
    pub rule: PhraseRule,
    /// Whether they count only behind a person.
    #[serde(default)]
    pub of_person: bool,
    /// Whether that person may be the subject of the clause, whatever stands between.
    #[serde(default)]
    pub of_clause: bool,
    /// Whether the authors themselves count as such a person: "we", "I".
    #[serde(default)]
    pub of_authors: bool,
    /// The phrases.
    pub phrases: Vec<String>,
    /// What to write instead.
    pub instead: String,
}

/// The languages that a site's configuration asks for, or else the archive's own; English, if that one is not known.
pub(super) fn spoken(config: &Config) -> impl Iterator<Item = Language> {
    let tags = config.check.languages.clone().unwrap_or_else(|| {
        let own = if text_of(&config.language).is_some() { &config.language } else { "en" };
        vec![own.to_owned()]
    });
    let mut texts: Vec<&str> = tags.iter().filter_map(|tag| text_of(tag)).collect();
    texts.dedup();
    texts.into_iter().filter_map(|text| toml::from_str(text).ok())
}

/// The languages of a configuration whose words are not known.
pub fn unknown_languages(config: &CheckConfig) -> Vec<Diagnostic> {
    let unknown = |(index, tag): (usize, &String)| {
        let known = KNOWN.map(|(tag, _)| tag).join(", ");
        let message = format!("no phrases of the language \"{tag}\" are known");
        let diagnostic =
            Diagnostic::error("unknown-language", message).at(Location::value(FILE, at!["check", "languages", index]));
        text_of(tag).is_none().then(|| diagnostic.hint(format!("known are {known}; list the team's own under [[check.phrases]]")))
    };
    config.languages.iter().flatten().enumerate().filter_map(unknown).collect()
}

/// The data of a language, by a tag such as `de` or `de-AT`.
fn text_of(tag: &str) -> Option<&'static str> {
    KNOWN.iter().find(|(known, _)| known.eq_ignore_ascii_case(primary(tag))).map(|(_, text)| *text)
}

/// The language of a tag: `de` of `de-AT`.
pub(in crate::check) fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::ConfigFile;

    fn config(text: &str) -> Config {
        Config::resolve(toml::from_str::<ConfigFile>(text).unwrap()).0
    }

    fn people(text: &str) -> Vec<String> {
        spoken(&config(text)).map(|language| language.people[0].clone()).collect()
    }

    #[test]
    fn every_language_can_be_read_and_says_what_to_write_instead() {
        for (tag, text) in KNOWN {
            let language: Language = toml::from_str(text).unwrap_or_else(|error| panic!("{tag}: {error}"));
            for rule in [PhraseRule::Blame, PhraseRule::Counterfactual, PhraseRule::Drama] {
                let mut groups = language.avoid.iter().filter(|group| group.rule == rule && !group.phrases.is_empty());
                assert!(groups.all(|group| !group.instead.is_empty()), "{tag} {rule:?}");
                assert!(language.avoid.iter().any(|group| group.rule == rule), "{tag} {rule:?}");
            }
        }
    }

    #[test]
    fn the_archives_language_decides_unless_others_are_named() {
        let (english, german) = (people(""), people("language = \"de-AT\""));
        assert_ne!(english, german);
        assert_eq!(people("language = \"ja\""), english);
        assert_eq!(people("language = \"ja\"\n[check]\nlanguages = [\"de\", \"en-GB\"]"), [german, english].concat());
        assert!(people("[check]\nlanguages = []").is_empty());
    }

    #[test]
    fn a_language_without_phrases_is_a_problem_of_the_configuration() {
        let problems = unknown_languages(&config("[check]\nlanguages = [\"en\", \"tlh\"]").check);
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].location, Some(Location::value(FILE, at!["check", "languages", 1])));
    }
}
