//! Suggestions for misspelt words, and lists for sentences.

use std::fmt::Display;

use strsim::damerau_levenshtein;

/// Longer words are not typing errors, and comparing them would be slow.
const LONGEST: usize = 64;

/// The maximum length of text from a file in a message, in characters.
const SHOWN: usize = 40;

/// The known word that was probably meant: it differs in case, in separators or by a typing error, or one of the two is an
/// abbreviation of the other.
pub fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if word.is_empty() || word.len() > LONGEST {
        return None;
    }
    let word = folded(word);
    let rank = |candidate: &'a str| Some((unlikeness(&word, &folded(candidate))?, candidate));
    known.into_iter().filter_map(rank).min_by_key(|(unlikeness, _)| *unlikeness).map(|(_, candidate)| candidate)
}

/// The only word that is letters and this number: `sev2` of 2.
pub fn numbered<'a>(number: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let is_letters = |letters: &str| !letters.is_empty() && letters.chars().all(char::is_alphabetic);
    let mut found = known.into_iter().filter(|word| word.strip_suffix(number).is_some_and(is_letters));
    found.next().filter(|_| !number.is_empty() && found.next().is_none())
}

/// Whether two words differ only in case and separators.
pub(super) fn is_same_word(one: &str, other: &str) -> bool {
    folded(one) == folded(other)
}

/// The distance between `word` and `candidate`. `None` if they are too different.
fn unlikeness(word: &str, candidate: &str) -> Option<usize> {
    let slips = damerau_levenshtein(word, candidate);
    let bearable = word.chars().count().max(3) / 3;
    if slips <= bearable && slips < candidate.chars().count() {
        return Some(slips);
    }
    let is_short_for = |short: &str, long: &str| {
        short.len() >= 3 && long.starts_with(short) || long.strip_prefix(short).is_some_and(|rest| rest.starts_with('_'))
    };
    (is_short_for(word, candidate) || is_short_for(candidate, word)).then_some(LONGEST + slips)
}

/// The word in snake case: `startedAt`, `Started-At` → `started_at`.
fn folded(word: &str) -> String {
    let mut folded = String::with_capacity(word.len() + 2);
    let mut after_lower = false;
    for character in word.chars() {
        if character.is_uppercase() && after_lower {
            folded.push('_');
        }
        after_lower = character.is_lowercase();
        match character {
            '-' | ' ' | '.' => folded.push('_'),
            _ => folded.extend(character.to_lowercase()),
        }
    }
    folded
}

/// "a, b or c".
pub(super) fn one_of<T: Display>(items: impl IntoIterator<Item = T>) -> String {
    listed(items, "or")
}

/// "a, b and c".
pub(super) fn all_of<T: Display>(items: impl IntoIterator<Item = T>) -> String {
    listed(items, "and")
}

fn listed<T: Display>(items: impl IntoIterator<Item = T>, joint: &str) -> String {
    let items: Vec<String> = items.into_iter().map(|item| item.to_string()).collect();
    match items.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, others)) => format!("{} {joint} {last}", others.join(", ")),
    }
}

/// Names in backticks, for a list.
pub(super) fn ticked<'a>(names: impl IntoIterator<Item = &'a str>) -> impl Iterator<Item = String> {
    names.into_iter().map(|name| format!("`{}`", shortened(name)))
}

/// The first line of a text from a file, truncated if it is long.
pub(super) fn shortened(text: &str) -> String {
    let line = text.trim().lines().next().unwrap_or_default();
    let is_whole = line.len() == text.trim().len() && line.chars().count() <= SHOWN;
    if is_whole { line.to_owned() } else { line.chars().take(SHOWN).chain("...".chars()).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_case_separators_and_short_forms_are_seen_through() {
        let known = ["title", "id", "due", "description", "started", "status", "at", "in-progress", "users_affected"];
        let meant = |word| did_you_mean(word, known);
        for (word, expected) in [
            ("titel", "title"),
            ("ID", "id"),
            ("due_date", "due"),
            ("desc", "description"),
            ("startedAt", "started"),
            ("in progress", "in-progress"),
            ("usersAffected", "users_affected"),
            ("stauts", "status"),
        ] {
            assert_eq!(meant(word), Some(expected), "{word}");
        }
        for word in ["", "by", "owner", "x", "severity", "\u{1f525}"] {
            assert_eq!(meant(word), None, "{word}");
        }
    }

    #[test]
    fn lists_read_as_sentences_do() {
        assert_eq!(one_of(["a"]), "a");
        assert_eq!(one_of(["a", "b", "c"]), "a, b or c");
        assert_eq!(shortened("one\ntwo"), "one...");
    }
}
