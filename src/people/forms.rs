//! The forms of a person's name, and in which contexts each form counts as a mention.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::fold::{Folded, folded, is_capitalised};
use crate::prose::letters::is_unspaced;

/// How a form refers to a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NameForm {
    /// A full name, or a name that is part of an address such as `ada.lovelace`.
    Whole,
    /// A full name or an alias of one word. It always refers to the person, unless it is also an ordinary word.
    Single,
    /// A single word that refers to the person only after an `@`: a registered handle.
    Handle,
    /// A given name or a surname.
    Part,
}

/// The folded forms of a name or an alias.
pub(super) fn of_name(name: &str) -> Vec<(String, NameForm)> {
    let whole = folded(name);
    if let Some(handle) = whole.strip_prefix('@') {
        return vec![(handle.to_owned(), NameForm::Handle)];
    }
    let mut forms = Vec::new();
    // "O'Neill" is also written "ONeill", and "Jean-Luc" also "Jean Luc".
    let parted = if whole.contains(' ') { whole.replace('-', " ") } else { whole.clone() };
    for name in [whole.replace('\'', ""), parted, whole] {
        let words: Vec<&str> = name.split_whitespace().collect();
        match words[..] {
            [word] => of_word(word, &mut forms),
            _ => of_words(&words, &mut forms),
        }
    }
    forms.sort_unstable();
    forms.dedup_by(|second, first| second.0 == first.0);
    forms
}

/// The forms of a name of one word. One of a script without spaces may be written with a space after the surname.
fn of_word(word: &str, forms: &mut Vec<(String, NameForm)>) {
    let form = if word.contains('@') { NameForm::Whole } else { NameForm::Single };
    forms.push((word.to_owned(), form));
    if word.chars().all(is_unspaced) && word.chars().count() <= 8 {
        let breaks = word.char_indices().map(|(at, _)| at).skip(1);
        forms.extend(breaks.map(|at| (format!("{} {}", &word[..at], &word[at..]), NameForm::Whole)));
    }
}

/// The forms of a name of several words.
fn of_words(words: &[&str], forms: &mut Vec<(String, NameForm)>) {
    let [first, ref middle @ .., last] = *words else { return };
    let mut add = |form: String| forms.push((form, NameForm::Whole));
    [" ", "-", ".", "_", ""].into_iter().for_each(|between| add(words.join(between)));
    if let [second, ..] = middle {
        add(format!("{first} {last}"));
        add(format!("{first} {second}"));
    }
    let before_last = words[..words.len() - 1].join(" ");
    add(format!("{last}, {before_last}"));
    add(format!("{last} {before_last}"));
    if last.contains(is_unspaced) {
        add(format!("{last}{before_last}"));
    } else if let (Some(initial), Some(last_initial)) = (first.chars().next(), last.chars().next()) {
        add(format!("{initial}. {last}"));
        add(format!("{last}, {initial}."));
        add(format!("{first} {last_initial}."));
        // Shorter ones may be ordinary words, such as "abe".
        if last.chars().count() >= 4 {
            add(format!("{initial}{last}"));
            add(format!("{initial}.{last}"));
        }
    }
    forms.extend([first, last].map(|part| (part.to_owned(), NameForm::Part)));
}

/// A form found in a folded text, with its position.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub part: Range<usize>,
    pub form: NameForm,
}

impl Candidate {
    /// The byte range of the mention in the source. `None` if the form is part of another word or address.
    ///
    /// `is_word` returns whether a word is also an ordinary word of the language.
    pub(super) fn bytes(&self, text: &Folded, source: &str, is_word: &dyn Fn(&str) -> bool) -> Option<Range<usize>> {
        let (before, form, after) = self.split(text);
        let is_sure = self.form == NameForm::Single && !is_word(form);
        if self.is_inside_word(text, if is_sure { char::is_alphanumeric } else { is_letter }) {
            return None;
        }
        if let Some(domain) = mail_domain(after) {
            let is_local = |c: char| is_spaced_letter(c) || "._-+".contains(c);
            let start = self.part.start - before.len() + before.trim_end_matches(is_local).len();
            return Some(within_angles(source, text.source(&(start..self.part.end + domain))));
        }
        if let Some(before) = before.strip_suffix('@')
            && !before.ends_with(is_spaced_letter)
            && !continues(after)
        {
            return Some(text.source(&(self.part.start - 1..self.part.end)));
        }
        let bytes = text.source(&self.part);
        let is_name = match self.form {
            NameForm::Whole => !self.is_made_of_words(text) || each_word_is_capitalised(&source[bytes.clone()]),
            NameForm::Single if is_sure => true,
            NameForm::Handle => false,
            NameForm::Single | NameForm::Part => !before.ends_with('@') && self.is_name(text, source, is_word),
        };
        is_name.then_some(bytes)
    }

    /// Whether the form names the person in an address, in which nothing is written like a name.
    pub(super) fn is_in_address(&self, address: &Folded, is_word: &dyn Fn(&str) -> bool) -> bool {
        let (before, form, after) = self.split(address);
        let is_segment = || {
            let ends = |letter: char| "/?&=#:@".contains(letter);
            (before.is_empty() || before.ends_with(ends)) && (after.is_empty() || after.starts_with(ends))
        };
        !self.is_inside_word(address, char::is_alphanumeric)
            && match self.form {
                NameForm::Whole => true,
                _ if is_word(form) => before.ends_with('@'),
                NameForm::Single | NameForm::Handle => true,
                NameForm::Part => is_segment(),
            }
    }

    /// The text before the form, the form, and the text after it.
    pub(super) fn split<'t>(&self, text: &'t Folded) -> (&'t str, &'t str, &'t str) {
        (&text.text[..self.part.start], &text.text[self.part.clone()], &text.text[self.part.end..])
    }

    /// Whether a word begins before the form or ends after it. Scripts without spaces have endings directly after names, and
    /// most of them also words directly before names.
    fn is_inside_word(&self, text: &Folded, is_letter: fn(char) -> bool) -> bool {
        let (before, form, after) = self.split(text);
        let is_inside = |before: Option<char>, after: Option<char>, is_start: bool| {
            let (Some(before), Some(after)) = (before, after) else { return false };
            match (is_unspaced(before), is_unspaced(after)) {
                (false, false) => is_letter(before) && is_letter(after),
                (true, true) => {
                    let are_both = |is: fn(char) -> bool| is(before) && is(after);
                    is_start && (are_both(is_hangul) || self.form == NameForm::Part && are_both(is_ideograph))
                }
                _ => false,
            }
        };
        is_inside(before.chars().next_back(), form.chars().next(), true)
            || is_inside(form.chars().next_back().filter(|last| is_letter(*last)), after.chars().next(), false)
    }

    /// Whether it is a separate word in lower case after a determiner, and thus an ordinary word: "the hopper".
    pub(super) fn is_plain_word(&self, text: &Folded, source: &str) -> bool {
        let (before, _, after) = self.split(text);
        let is_apart = !before.ends_with(|c: char| is_letter(c) || "@-./:=&?#%".contains(c))
            && !after.starts_with(|c: char| is_letter(c) || "@-/".contains(c))
            && !continues(after);
        is_apart && super::sentence::follows_determiner(before) && source[text.source(&self.part)].starts_with(char::is_lowercase)
    }

    /// Whether it is a name of one word that is also an ordinary word, and a text has it as a separate word that is none to the
    /// rules.
    pub(super) fn is_unclear(&self, text: &Folded, source: &str, is_word: &dyn Fn(&str) -> bool) -> bool {
        let (before, form, after) = self.split(text);
        self.form == NameForm::Single
            && is_word(form)
            && !self.is_inside_word(text, is_letter)
            && !precedes(before)
            && !continues(after)
            && self.bytes(text, source, is_word).is_none()
    }

    /// Whether a single word is written and used as a name.
    fn is_name(&self, text: &Folded, source: &str, is_word: &dyn Fn(&str) -> bool) -> bool {
        let (before, word, after) = self.split(text);
        let bytes = text.source(&self.part);
        self.is_written_as_name(text, source)
            && (!is_word(word) || super::sentence::names_a_person(word, before, after, source, &bytes))
    }

    /// Whether it is a single word that is written as a name, and apart from others.
    pub(super) fn is_written_as_name(&self, text: &Folded, source: &str) -> bool {
        let (before, _, after) = self.split(text);
        let bytes = text.source(&self.part);
        let is_path = before.ends_with('/') && !is_capitalised(last_word(&source[..bytes.start]))
            || continues(after) && !(after.starts_with('/') && is_capitalised(first_word(&source[bytes.end..])));
        let is_apart = !self.is_inside_word(text, is_letter) && !precedes(before) && !is_path;
        is_apart && is_capitalised(&source[bytes])
    }

    /// Whether it consists only of ordinary words, such as "will page".
    fn is_made_of_words(&self, text: &Folded) -> bool {
        let form = &text.text[self.part.clone()];
        form.contains(' ') && form.split([' ', ',']).all(|word| word.is_empty() || WORDS.contains(word))
    }
}

fn is_letter(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// Whether it is a letter of a script with spaces between words.
fn is_spaced_letter(letter: char) -> bool {
    is_letter(letter) && !is_unspaced(letter)
}

fn is_hangul(letter: char) -> bool {
    matches!(letter, '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7af}')
}

/// Whether it is a Chinese character.
fn is_ideograph(letter: char) -> bool {
    matches!(letter, '\u{3005}'..='\u{3007}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether a word continues after a hyphen, a dot or a slash, as in `ada-primary-1` and `ada.go`.
fn continues(after: &str) -> bool {
    let mut letters = after.chars();
    letters.next().is_some_and(|mark| "-./".contains(mark)) && letters.next().is_some_and(is_letter)
}

/// Whether a word continues before a hyphen or a dot, as in `eu-ada`.
fn precedes(before: &str) -> bool {
    let mut letters = before.chars().rev();
    letters.next().is_some_and(|mark| "-.".contains(mark)) && letters.next().is_some_and(is_letter)
}

/// The word before the slashes at the end of a text.
fn last_word(text: &str) -> &str {
    let text = text.trim_end_matches('/');
    &text[text.trim_end_matches(char::is_alphanumeric).len()..]
}

/// The word after the slashes at the start of a text.
fn first_word(text: &str) -> &str {
    let text = text.trim_start_matches('/');
    &text[..text.len() - text.trim_start_matches(char::is_alphanumeric).len()]
}

/// The length of the rest of a mail address after a form: `+pager@example.com`.
fn mail_domain(after: &str) -> Option<usize> {
    // A local part has at most 64 characters.
    let ends = |(_, c): &(usize, char)| !is_letter(*c) && !"+.-".contains(*c);
    let extension = if after.starts_with('+') { after.char_indices().take(64).find(ends)?.0 } else { 0 };
    let domain = after[extension..].strip_prefix('@')?;
    let length = domain.find(|c: char| !is_spaced_letter(c) && c != '-' && c != '.').unwrap_or(domain.len());
    let domain = domain[..length].trim_end_matches(['.', '-']);
    (!domain.is_empty()).then_some(extension + 1 + domain.len())
}

/// Extends the range to the angle brackets around it, if any.
fn within_angles(source: &str, bytes: Range<usize>) -> Range<usize> {
    let is_within = source[..bytes.start].ends_with('<') && source[bytes.end..].starts_with('>');
    if is_within { bytes.start - 1..bytes.end + 1 } else { bytes }
}

fn each_word_is_capitalised(words: &str) -> bool {
    words
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .all(|word| word.starts_with(char::is_uppercase))
}

/// English words, in lower case, that are also names or that stand where a person is expected, such as "storage" as an owner.
pub(super) static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| include_str!("words.txt").split_whitespace().collect());
