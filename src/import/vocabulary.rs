//! Words of other tools for the vocabularies of an incident file.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::names;
use crate::incident::{ActionKind, ActionStatus, CommunicationAudience, DetectionMethod, EventKind, Priority, Status};

/// What words of other tools stand for, by the vocabulary and the word.
static WORDS: LazyLock<HashMap<(&str, &str), &str>> = LazyLock::new(|| {
    let lines = include_str!("vocabulary.txt").lines().filter(|line| !line.starts_with('#'));
    let split = |line: &'static str| line.split_once(": ").and_then(|(of, words)| Some((of.split_once('.')?, words)));
    let of_line = |((kind, own), words): ((_, _), &'static str)| words.split(", ").map(move |word| ((kind, word), own));
    lines.filter_map(split).flat_map(of_line).collect()
});

/// The vocabularies of `vocabulary.txt`, each with its words.
const KINDS: [(&[&str], &str); 6] = [
    (Status::WORDS, "status"),
    (EventKind::WORDS, "event"),
    (CommunicationAudience::WORDS, "audience"),
    (ActionKind::WORDS, "kind"),
    (Priority::WORDS, "priority"),
    (ActionStatus::WORDS, "action"),
];

/// The word of a vocabulary that a word of another tool stands for.
fn meant(vocabulary: &str, word: &str) -> Option<&'static str> {
    WORDS.get(&(vocabulary, plain(word).as_str())).copied()
}

/// A word in lower case, with dashes between its parts.
fn plain(word: &str) -> String {
    word.trim().to_lowercase().replace(['_', ' '], "-")
}

pub(super) fn status(word: &str) -> Option<Status> {
    Status::named(meant("status", word)?)
}

pub(super) fn event_kind(word: &str) -> Option<EventKind> {
    EventKind::named(meant("event", word)?)
}

pub(super) fn audience(word: &str) -> Option<CommunicationAudience> {
    CommunicationAudience::named(meant("audience", word)?)
}

/// Who or what noticed, by the first word that says so. No answer is better than a wrong one.
pub(super) fn detection(text: &str) -> Option<DetectionMethod> {
    let lower = text.trim().to_lowercase().replace('’', "'");
    let sentences = lower.split(['.', ';', '!', '?', '\n']).map(|sentence| {
        sentence.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty()).collect::<Vec<_>>()
    });
    let denials = names::list("denial");
    let is_denied = |words: &[&str]| words.iter().any(|word| denials.contains(word) || word.ends_with("n't"));
    let words = sentences.filter(|words| !is_denied(words)).flatten().collect::<Vec<_>>();
    let has = |stems: &[&str]| words.iter().any(|word| stems.iter().any(|stem| word.starts_with(stem)));
    Some(match () {
        () if has(&["monitor", "alert", "automat", "alarm", "probe"]) => DetectionMethod::Monitoring,
        () if has(&["customer", "user", "support"]) => DetectionMethod::Customer,
        () if has(&["employee", "internal", "engineer", "staff", "manual"]) => DetectionMethod::Employee,
        () if has(&["partner", "vendor", "supplier"]) => DetectionMethod::Partner,
        () if has(&["paged", "pager"]) => DetectionMethod::Monitoring,
        () if lower == "other" => DetectionMethod::Other,
        () => return None,
    })
}

pub(super) fn action_kind(word: &str) -> Option<ActionKind> {
    ActionKind::named(meant("kind", word)?)
}

pub(super) fn priority(word: &str) -> Option<Priority> {
    Priority::named(meant("priority", word)?)
}

pub(super) fn action_status(word: &str) -> Option<ActionStatus> {
    ActionStatus::named(meant("action", word)?)
}

/// The signs of what is done.
pub(super) const TICKED: [char; 5] = ['✅', '☑', '✔', '✓', '🟢'];

/// The status of an action item in a cell of a table: `✅ Done`, `x`, `yes`.
pub(super) fn action_status_of_cell(text: &str) -> Option<ActionStatus> {
    let word = text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let is_ticked = matches!(word.as_str(), "x" | "yes") || word.is_empty() && text.starts_with(TICKED);
    let is_open = word.is_empty() && text.starts_with(['☐', '⬜', '🔲']);
    let by_sign = is_ticked.then_some(ActionStatus::Done).or(is_open.then_some(ActionStatus::Open));
    action_status(&word).or(by_sign)
}

/// The word of a vocabulary, given by its words, that a word of another tool stands for.
pub(super) fn word(words: &[String], text: &str) -> Option<String> {
    let is = |known: &[&str]| words.iter().eq(known.iter());
    let found = || match KINDS.into_iter().find(|(known, _)| is(known)) {
        Some((_, kind)) => meant(kind, text),
        None => detection(text).filter(|_| is(DetectionMethod::WORDS)).map(DetectionMethod::as_str),
    };
    let plain = plain(text);
    words.iter().find(|word| **word == plain).cloned().or_else(|| found().map(str::to_owned))
}

/// An amount or a share: `45%`, `$45,000`, `45`.
pub(super) fn amount(text: &str) -> Option<f64> {
    let number = text.replace([',', '$', '%'], "");
    number.trim().parse().ok().filter(|amount: &f64| amount.is_finite() && *amount >= 0.0)
}

/// A share in percent: `45%`, `45`.
pub(super) fn percent(text: &str) -> Option<f64> {
    let share: f64 = text.trim().trim_end_matches('%').trim().parse().ok()?;
    (0.0..=100.0).contains(&share).then_some(share)
}

/// A count with or without separators: `12,500`.
pub(super) fn count(text: &str) -> Option<u64> {
    without_separators(text.trim())?.parse().ok().filter(|count| i64::try_from(*count).is_ok())
}

/// The digits of a whole number, in which commas stand between groups of three: `1,5` is none.
pub(super) fn without_separators(text: &str) -> Option<String> {
    let is_number = |group: &str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    let (first, rest) = text.split_once(',').map_or((text, None), |(first, rest)| (first, Some(rest)));
    let is_grouped =
        rest.is_none_or(|rest| first.len() <= 3 && rest.split(',').all(|group| group.len() == 3 && is_number(group)));
    (is_number(first) && is_grouped).then(|| text.replace(',', ""))
}

/// Yes or no.
pub(super) fn yes_or_no(text: &str) -> Option<bool> {
    match plain(text).as_str() {
        "yes" | "true" => Some(true),
        "no" | "false" => Some(false),
        _ => None,
    }
}

/// The name and the role of `Name - Role`.
pub(super) fn name_and_role(text: &str) -> (&str, Option<&str>) {
    let split = [" - ", " – ", " — "].iter().find_map(|dash| text.split_once(dash));
    split.map_or((text.trim(), None), |(name, role)| (name.trim(), Some(role.trim()).filter(|role| !role.is_empty())))
}

/// The people of a line. A role may have a comma: in `Ada - Fonts, Printing, Ben - Storage`, what has no dash belongs to the role before
/// it.
pub(super) fn people(line: &str) -> Vec<String> {
    let has_role = |piece: &str| name_and_role(piece).1.is_some();
    let mut people: Vec<String> = Vec::new();
    for piece in line.split(", ") {
        match people.last_mut() {
            Some(person) if !has_role(piece) && has_role(person) => person.extend([", ", piece]),
            _ => people.push(piece.to_owned()),
        }
    }
    people
}

/// A title from a text that has none of its own: its first sentence, or as many words of it as fit a line.
pub(super) fn title_of(text: &str) -> String {
    let first = text.trim().lines().next().unwrap_or_default();
    let sentence = first.split_inclusive(". ").next().unwrap_or_default().trim().trim_end_matches('.');
    if sentence.chars().count() <= 80 {
        return sentence.to_owned();
    }
    let mut title = String::new();
    for word in sentence.split_whitespace() {
        if title.chars().count() + word.chars().count() > 76 {
            break;
        }
        title.push_str(if title.is_empty() { "" } else { " " });
        title.push_str(word);
    }
    if title.is_empty() { sentence.chars().take(76).collect() } else { title + " …" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::incident::ReviewState;

    #[test]
    fn who_noticed_is_not_guessed_from_what_is_denied() {
        for text in [
            "Shift lead called the service desk at 06:25. There was no monitoring.",
            "By chance, without an alert",
            "Monitoring did not notice",
            "Monitoring didn’t notice",
            "On-call was not alerted",
            "An alert should have fired",
            "The probe failed to see it",
            "The pump was unmonitored",
            "They saw an error page",
        ] {
            assert_eq!(detection(text), None, "{text}");
        }
        for (text, method) in [
            ("Automated monitoring", DetectionMethod::Monitoring),
            ("Borgmon detected high level of HTTP 500s and paged on-call", DetectionMethod::Monitoring),
            ("A customer called. No alert fired.", DetectionMethod::Customer),
            ("Support paged on-call", DetectionMethod::Customer),
            ("end-user report", DetectionMethod::Customer),
            ("Other", DetectionMethod::Other),
        ] {
            assert_eq!(detection(text), Some(method), "{text}");
        }
    }

    #[test]
    fn each_line_of_the_list_of_words_names_a_word_of_its_vocabulary() {
        for (vocabulary, word) in WORDS.iter().map(|((vocabulary, _), word)| (*vocabulary, *word)) {
            let (_, words) = KINDS.map(|(words, kind)| (kind, words)).into_iter().find(|(kind, _)| *kind == vocabulary).unwrap();
            assert!(words.contains(&word), "{vocabulary}.{word}");
        }
        for (words, kind) in KINDS {
            let is_listed = |word: &&str| WORDS.iter().any(|((known, _), own)| *known == kind && own == word);
            assert!(words.iter().all(is_listed), "{kind} has a line for each of {words:?}");
        }
    }

    #[test]
    fn a_word_of_another_tool_is_that_of_the_vocabulary_that_is_asked_for() {
        let owned = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
        for (words, text, expected) in [
            (Status::WORDS, "Acknowledged", Some("identified")),
            (ActionStatus::WORDS, "Won't do", Some("wont-do")),
            (ActionStatus::WORDS, "IN_PROGRESS", Some("in-progress")),
            (DetectionMethod::WORDS, "Automated monitoring", Some("monitoring")),
            (ReviewState::WORDS, "In review", Some("in-review")),
            (ReviewState::WORDS, "done", None),
        ] {
            assert_eq!(word(&owned(words), text).as_deref(), expected, "{text}");
        }
    }
}
