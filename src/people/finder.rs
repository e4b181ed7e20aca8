//! Finds all forms of names in folded texts at once.

use aho_corasick::AhoCorasick;

use super::fold::Folded;
use super::forms::{Candidate, NameForm};

/// Finds forms, with the person that each refers to.
pub(super) struct Finder {
    automaton: Option<AhoCorasick>,
    forms: Vec<(NameForm, usize)>,
}

/// Collects the forms of a finder.
#[derive(Default)]
pub(super) struct FinderBuilder {
    patterns: Vec<String>,
    forms: Vec<(NameForm, usize)>,
}

impl FinderBuilder {
    pub(super) fn add(&mut self, pattern: &str, form: NameForm, person: usize) {
        if pattern.chars().count() > 1 {
            self.patterns.push(pattern.to_owned());
            self.forms.push((form, person));
        }
    }

    pub(super) fn build(self) -> Finder {
        let automaton = if self.patterns.is_empty() { None } else { AhoCorasick::new(&self.patterns).ok() };
        Finder { automaton, forms: self.forms }
    }
}

impl Finder {
    /// Every form in a text, with its person.
    pub(super) fn each<'f>(&'f self, text: &'f Folded) -> impl Iterator<Item = (Candidate, usize)> + 'f {
        let found = self.automaton.iter().flat_map(|automaton| automaton.find_overlapping_iter(&text.text));
        found.map(|found| {
            let (form, person) = self.forms[found.pattern()];
            (Candidate { part: found.range(), form }, person)
        })
    }
}
