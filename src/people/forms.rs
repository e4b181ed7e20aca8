//! The forms of a person's name, and in which contexts each form counts as a mention.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::fold::{Folded, folded, is_capitalised};

/// How a form refers to a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NameForm {
    /// A full name, or a name that is part of an address such as `ada.lovelace`.
    Whole,
    /// A single word that always refers to the person: a registered alias.
    Alias,
    /// A single word that refers to the person only after an `@`: a registered handle.
    Handle,
    /// A given name or a surname.
    Part,
}

/// The folded forms of a name.
pub(super) fn of_name(name: &str) -> Vec<(String, NameForm)> {
    let whole = folded(name);
    if let Some(handle) = whole.strip_prefix('@') {
        return vec![(handle.to_owned(), NameForm::Handle)];
    }
    let words: Vec<&str> = whole.split_whitespace().collect();
    let [first, .., last] = words[..] else {
        let form = if whole.contains('@') { NameForm::Whole } else { NameForm::Part };
        return vec![(whole, form)];
    };
    let mut forms: Vec<(String, NameForm)> =
        [" ", "-", ".", "_", ""].map(|between| (words.join(between), NameForm::Whole)).into();
    if words.len() > 2 {
        forms.push((format!("{first} {last}"), NameForm::Whole));
    }
    forms.push((format!("{last}, {}", words[..words.len() - 1].join(" ")), NameForm::Whole));
    if let Some(initial) = first.chars().next() {
        forms.push((format!("{initial}. {last}"), NameForm::Whole));
        // Shorter ones may be ordinary words, such as "abe".
        if last.len() >= 4 {
            forms.push((format!("{initial}{last}"), NameForm::Whole));
        }
    }
    forms.extend([first, last].map(|part| (part.to_owned(), NameForm::Part)));
    forms
}

/// The forms of a registered alias. A single-word alias refers to the person everywhere.
pub(super) fn of_alias(alias: &str) -> Vec<(String, NameForm)> {
    let mut forms = of_name(alias);
    if let [(_, form @ NameForm::Part)] = &mut forms[..] {
        *form = NameForm::Alias;
    }
    forms
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
        let (before, after) = (&text.text[..self.part.start], &text.text[self.part.end..]);
        if before.ends_with(is_letter) || after.starts_with(is_letter) {
            return None;
        }
        if let Some(domain) = mail_domain(after) {
            let start =
                self.part.start - before.len() + before.trim_end_matches(|c: char| is_letter(c) || "._-+".contains(c)).len();
            return Some(within_angles(source, text.source(&(start..self.part.end + domain))));
        }
        if let Some(before) = before.strip_suffix('@') {
            let is_handle = !before.ends_with(is_letter) && !continues(after);
            return is_handle.then(|| text.source(&(self.part.start - 1..self.part.end)));
        }
        let bytes = text.source(&self.part);
        let is_name = match self.form {
            NameForm::Handle => false,
            NameForm::Whole => !self.is_made_of_words(text) || each_word_is_capitalised(&source[bytes.clone()]),
            NameForm::Alias if !is_word(&text.text[self.part.clone()]) => !precedes(before) && !continues(after),
            NameForm::Alias | NameForm::Part => self.is_name(text, source, is_word),
        };
        is_name.then_some(bytes)
    }

    /// Whether it is a separate word in lower case, and thus possibly an ordinary word.
    pub(super) fn is_plain_word(&self, text: &Folded, source: &str) -> bool {
        let (before, after) = (&text.text[..self.part.start], &text.text[self.part.end..]);
        let is_apart = !before.ends_with(|c: char| is_letter(c) || "@-./".contains(c))
            && !after.starts_with(|c: char| is_letter(c) || "@-/".contains(c))
            && !continues(after);
        is_apart && source[text.source(&self.part)].starts_with(char::is_lowercase)
    }

    /// Whether a single word is written and used as a name.
    fn is_name(&self, text: &Folded, source: &str, is_word: &dyn Fn(&str) -> bool) -> bool {
        let (before, after) = (&text.text[..self.part.start], &text.text[self.part.end..]);
        let word = &text.text[self.part.clone()];
        let bytes = text.source(&self.part);
        if !is_capitalised(&source[bytes.clone()]) || precedes(before) || before.ends_with('/') || continues(after) {
            return false;
        }
        !is_word(word) || super::sentence::names_a_person(word, before, after, source, &bytes)
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

/// The length of the rest of a mail address after a form: `+pager@example.com`.
fn mail_domain(after: &str) -> Option<usize> {
    let extension = if after.starts_with('+') { after.find(|c: char| !is_letter(c) && !"+.-".contains(c))? } else { 0 };
    let domain = after[extension..].strip_prefix('@')?;
    let length = domain.find(|c: char| !is_letter(c) && c != '-' && c != '.').unwrap_or(domain.len());
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

/// Names that are also English words, in lower case.
pub(super) static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| include_str!("words.txt").split_whitespace().collect());
