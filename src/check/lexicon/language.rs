//! The known languages, with one data file each.

use toml::{Table, Value};

use crate::config::{CheckConfig, Config, FILE};
use crate::diagnostic::{Diagnostic, Location, at};

/// The languages, by the first part of their tag.
const KNOWN: [(&str, &str); 4] = [
    ("en", include_str!("en.toml")),
    ("de", include_str!("de.toml")),
    ("es", include_str!("es.toml")),
    ("fr", include_str!("fr.toml")),
];

/// The words of the configured languages, or otherwise of the site's language, or of English if that is not known.
pub(super) fn spoken(config: &Config) -> Table {
    let tags = config.check.languages.clone().unwrap_or_else(|| {
        let own = if text_of(&config.language).is_some() { &config.language } else { "en" };
        vec![own.to_owned()]
    });
    let mut texts: Vec<&str> = tags.iter().filter_map(|tag| text_of(tag)).collect();
    texts.dedup();
    let mut words = Table::new();
    for mut language in texts.into_iter().filter_map(|text| text.parse::<Table>().ok()) {
        // In languages with the verb at the end, a title can also end like this.
        if language.remove("verb_last").is_some() {
            language.extend(language.get("vague").cloned().map(|vague| ("vague_at_end".to_owned(), vague)));
        }
        add(&mut words, language);
    }
    words
}

/// Adds the lists of a table to those of another one.
fn add(words: &mut Table, more: Table) {
    for (key, value) in more {
        match (words.get_mut(&key), value) {
            (Some(Value::Array(known)), Value::Array(more)) => known.extend(more),
            (Some(Value::Table(known)), Value::Table(more)) => add(known, more),
            (_, value) => _ = words.insert(key, value),
        }
    }
}

/// The configured languages that are not known.
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

/// The primary language of a tag: `de` for `de-AT`.
pub(in crate::check) fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_without_phrases_is_a_problem_of_the_configuration() {
        let problems = unknown_languages(&toml::from_str("languages = [\"en\", \"tlh\"]").unwrap());
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].location, Some(Location::value(FILE, at!["check", "languages", 1])));
    }
}
