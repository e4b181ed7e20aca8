//! Decides whether a word that can be a name is used as one: "Will restarted it", but not "Will it restart?".
//!
//! The rules are for English, the language of `words.txt`.

use std::ops::Range;

use super::fold::is_capitalised;
use super::lists::LISTS;

/// What precedes a word in its sentence.
enum Before<'a> {
    /// Nothing: it is the first word.
    Start,
    /// A comma or a dash.
    Mark,
    /// Another word, and whether it is capitalised.
    Word(&'a str, bool),
}

/// Whether the word between `before` and `after` is a name. Both are folded text; `bytes` is the range of the word in `source`.
pub(super) fn names_a_person(word: &str, before: &str, after: &str, source: &str, bytes: &Range<usize>) -> bool {
    let is_month = LISTS.months.contains(word);
    let (next, next_is_capitalised) = following(without_brackets(after), without_brackets(&source[bytes.end..]));
    let preceding = preceding(before, &source[..bytes.start]);
    let is_thing = |previous: &str| LISTS.determiners.contains(previous) || is_month && LISTS.before_month.contains(previous);
    if matches!(preceding, Before::Word(previous, _) if is_thing(previous)) {
        return false;
    }
    let is_possessive = after.starts_with("'s") && !is_month;
    let is_past = next.len() > 4 && next.ends_with("ed") && !next.ends_with("eed");
    let is_be = LISTS.be.contains(next) && !is_month;
    // "May was paged", "May, who was on call", and "[10:02] May: rolling back" are no months.
    let is_object = LISTS.be.contains(next) && after.split_whitespace().nth(1).is_some_and(is_before_person);
    let is_speaker = after.starts_with(':') && before.trim_end().ends_with(']');
    let is_listed = before.trim_end().strip_suffix(':').is_some_and(is_before_person);
    if is_possessive || is_past || is_be || LISTS.verbs.contains(next) || is_object || is_speaker || is_listed {
        return true;
    }
    if after.starts_with(", who ") {
        return true;
    }
    match preceding {
        Before::Word(previous, _) if LISTS.before_person.contains(previous) => true,
        Before::Word(..) | Before::Mark if is_month => false,
        Before::Word(_, is_capitalised) => !is_capitalised && !next_is_capitalised,
        Before::Mark => !next_is_capitalised,
        Before::Start => !is_month && (next == "and" && is_name_after_and(after, &source[bytes.end..]) || is_alone(after)),
    }
}

/// Whether the last word of a text is a determiner: "the".
pub(super) fn follows_determiner(before: &str) -> bool {
    before
        .strip_suffix(' ')
        .and_then(|text| text.rsplit(|c: char| !c.is_alphanumeric()).next())
        .is_some_and(|word| LISTS.determiners.contains(word))
}

/// Whether the last word of a text is one that people follow: "paged".
fn is_before_person(text: &str) -> bool {
    let text = text.trim_end_matches(['.', ',', ';']);
    LISTS.before_person.contains(&text[text.trim_end_matches(char::is_alphanumeric).len()..])
}

/// The text after short brackets at its start: "Rose (on call) joined".
fn without_brackets(after: &str) -> &str {
    let Some(inside) = after.strip_prefix(" (") else { return after };
    inside.char_indices().take(60).find(|(_, letter)| *letter == ')').map_or(after, |(at, _)| &inside[at + 1..])
}

/// Where a name ends after which the word is the next member of a list: "Will, May". `before` and `after` are the texts around it.
pub(super) fn list_before(word: &str, before: &str, after: &str) -> Option<usize> {
    let ends_member = after.is_empty() || after.starts_with(['.', ',', ';', '\n', ')', '|']) || after.starts_with(" and ");
    let joined = |mark: &&str| before.strip_suffix(*mark);
    if ends_member || !LISTS.months.contains(word) {
        let mark = [" and ", " & ", " to "].iter().find_map(joined);
        return mark.or_else(|| ends_member.then(|| before.strip_suffix(", "))?).map(str::len);
    }
    None
}

/// How far behind the word a name begins before which it is a member of a list: "May and Ada".
pub(super) fn list_after(word: &str, before: &str, after: &str) -> Option<usize> {
    let is_month = LISTS.months.contains(word);
    let before = before.trim_end();
    let previous = &before[before.trim_end_matches(char::is_alphanumeric).len()..];
    if is_month && LISTS.before_month.contains(previous) {
        return None;
    }
    let marks: &[&str] = if is_month { &[" and ", " & ", " to "] } else { &[" and ", " & ", " to ", ", "] };
    marks.iter().find(|mark| after.starts_with(**mark)).map(|mark| mark.len())
}

/// The next word of the sentence, and whether it is capitalised. Empty if the sentence ends.
fn following<'a>(after: &'a str, source: &str) -> (&'a str, bool) {
    let rest = after.trim_start_matches([' ', '"', '“', '”', '(']);
    let length = rest.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(rest.len());
    let written = source.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    (&rest[..length], length > 0 && is_capitalised(first_word(written)))
}

fn first_word(text: &str) -> &str {
    &text[..text.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(text.len())]
}

/// Whether "and" joins two names.
fn is_name_after_and(after: &str, source: &str) -> bool {
    let rest = source.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    after.starts_with(" and ") && is_capitalised(first_word(rest[first_word(rest).len()..].trim_start()))
}

/// Whether only a colon or the end of the block follows, as in a table cell.
fn is_alone(after: &str) -> bool {
    let rest = after.trim_start_matches(' ');
    rest.is_empty() || rest.starts_with(['|', '\n', ':'])
}

fn preceding<'a>(before: &'a str, source: &str) -> Before<'a> {
    let rest = before.trim_end_matches([' ', '"', '“', '”', '(', '[', '\'', '`']);
    match rest.chars().next_back() {
        None | Some('.' | '!' | '?' | ':' | ';' | '|' | '\n' | '#') => Before::Start,
        Some('-' | '+') if rest[..rest.len() - 1].trim_end_matches(' ').chars().next_back().is_none_or(|last| last == '\n') => {
            Before::Start
        }
        Some(last) if last.is_alphanumeric() => {
            let start = rest
                .rfind(|letter: char| !letter.is_alphanumeric())
                .map_or(0, |at| at + rest[at..].chars().next().map_or(1, char::len_utf8));
            let written = source.trim_end_matches(|letter: char| !letter.is_alphanumeric());
            let word = written.rsplit(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
            Before::Word(&rest[start..], is_capitalised(word))
        }
        Some(_) => Before::Mark,
    }
}
