//! The query language: words, "phrases", `-without`, `key:value`.

use super::filters;
use super::words::{AtomKind, Chunk, chunks, normalized};

/// A condition: what an incident must or must not contain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Clause {
    /// How it is matched.
    pub matcher: Matcher,
    /// Whether matching incidents are excluded.
    pub is_excluded: bool,
    /// Whether it is open: it is the last word of the query, and may be incomplete.
    pub is_open: bool,
    /// The original text.
    pub text: String,
}

/// How a clause is matched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Matcher {
    /// A word of letters, which also matches other forms with the same stem.
    Word(String),
    /// A term with a digit, which is matched exactly.
    Code(String),
    /// A name with inner punctuation, or otherwise its atoms as a phrase.
    Compound(String, Vec<String>),
    /// All of these terms.
    All(Vec<String>),
    /// Consecutive terms.
    Phrase(Vec<String>),
    /// The term of a filter.
    Filter(String),
}

/// A query.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Query {
    pub(super) clauses: Vec<Clause>,
}

impl Query {
    /// Parses a query. `keys` are the names of filters. Any text is a valid query.
    pub(super) fn parse(text: &str, keys: &[String]) -> Self {
        let text = normalized(text);
        let mut query = Self::default();
        let mut rest = text.trim_start();
        while !rest.is_empty() {
            let (item, after) = item(rest);
            query.add(item, after.is_empty(), keys);
            rest = after.trim_start();
        }
        query
    }

    fn add(&mut self, item: &str, is_last: bool, keys: &[String]) {
        let excluded = item.strip_prefix('-').filter(|rest| !rest.is_empty() && !rest.starts_with('-'));
        let (is_excluded, item) = (excluded.is_some(), excluded.unwrap_or(item));
        if let Some(quoted) = item.strip_prefix(is_quote) {
            let matcher = phrase(quoted.trim_end_matches(is_quote));
            self.clauses.extend(matcher.map(|matcher| clause(matcher, is_excluded, false, item)));
            return;
        }
        let is_open = is_last && !is_excluded && !item.ends_with(is_quote);
        if let Some((key, value)) = item.split_once(':').filter(|(key, value)| !value.is_empty() && is_key(key, keys)) {
            let matcher = Matcher::Filter(filters::term(key, value.trim_matches(is_quote)));
            self.clauses.push(clause(matcher, is_excluded, is_open, item));
            return;
        }
        let mut matchers: Vec<(Matcher, bool)> = Vec::new();
        chunks(item, |chunk| {
            let atoms: Vec<String> = chunk.atoms().map(|(atom, _)| atom.to_owned()).collect();
            let (first, is_single) = (chunk.atoms().next(), atoms.len() == 1);
            let matcher = match (name(chunk), first) {
                (Some(name), _) => name,
                (None, Some((word, AtomKind::Word))) if is_single => Matcher::Word(word.to_owned()),
                (None, Some((code, AtomKind::Code))) if is_single => Matcher::Code(code.to_owned()),
                (None, Some((letter, AtomKind::Pair))) if is_single => Matcher::Code(letter.to_owned()),
                (None, Some(_)) => Matcher::Phrase(without_last_letter(&atoms)),
                (None, None) => return,
            };
            let is_pair = first.is_some_and(|(_, kind)| kind == AtomKind::Pair);
            matchers.push((matcher, is_pair && is_single));
        });
        let last = matchers.len();
        for (number, (matcher, is_letter)) in matchers.into_iter().enumerate() {
            let is_open = is_letter || (is_open && number + 1 == last && item.ends_with(|c: char| c.is_alphanumeric()));
            self.clauses.push(clause(matcher, is_excluded, is_open, item));
        }
    }
}

fn clause(matcher: Matcher, is_excluded: bool, is_open: bool, text: &str) -> Clause {
    Clause { matcher, is_excluded, is_open, text: text.to_owned() }
}

/// The first item of a query: up to white space, or to the closing quotation mark.
fn item(text: &str) -> (&str, &str) {
    let mut quoted = false;
    for (at, c) in text.char_indices() {
        if is_quote(c) {
            if quoted {
                return text.split_at(at + c.len_utf8());
            }
            let before = &text[..at];
            if !(before.is_empty() || before == "-" || before.ends_with(':')) {
                return text.split_at(at);
            }
            quoted = true;
        } else if c.is_whitespace() && !quoted {
            return text.split_at(at);
        }
    }
    (text, "")
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

fn is_key(key: &str, keys: &[String]) -> bool {
    keys.contains(&super::words::folded(key))
}

/// The matcher of a chunk with compounds: the whole chunk, or all parts if it is too long for a term.
fn name(chunk: &Chunk) -> Option<Matcher> {
    let atoms = chunk.atoms().map(|(atom, _)| atom.to_owned());
    match (chunk.whole(), chunk.compounds().next()) {
        (Some(whole), _) => Some(Matcher::Compound(whole.to_owned(), atoms.collect())),
        (None, Some(_)) => Some(Matcher::All(chunk.compounds().map(str::to_owned).chain(atoms).collect())),
        (None, None) => None,
    }
}

/// The matcher of a quoted text: a phrase, or a single name.
fn phrase(text: &str) -> Option<Matcher> {
    let (mut terms, mut single) = (Vec::new(), None);
    chunks(text, |chunk| {
        single = name(chunk).or(single.take());
        match chunk.compounds().next() {
            Some(whole) => terms.push(whole.to_owned()),
            None => terms.extend(chunk.atoms().map(|(atom, _)| atom.to_owned())),
        }
    });
    match terms.len() {
        0 => None,
        1 => single.or_else(|| terms.pop().map(Matcher::Code)),
        _ => Some(Matcher::Phrase(without_last_letter(&terms))),
    }
}

/// The terms of a phrase. In a script without spaces, the last term is a single character, which the previous pair already contains.
fn without_last_letter(atoms: &[String]) -> Vec<String> {
    let is_single = |atom: &str| atom.chars().count() == 1 && atom.chars().all(crate::prose::letters::is_unspaced);
    let redundant = atoms.last().is_some_and(|atom| is_single(atom)) && atoms.len() > 1;
    atoms[..atoms.len() - usize::from(redundant)].to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_too_long_to_be_a_term_stands_for_all_of_its_parts() {
        let address = "https://wiki.example.com/reviews/2025/03/04/on/pay-2680/v1";
        for query in [address.to_owned(), format!("\"{address}\"")] {
            let query = Query::parse(&query, &[]);
            let [Clause { matcher: Matcher::All(terms), .. }] = &*query.clauses else { panic!("{query:?}") };
            for term in ["pay-2680", "wiki.example.com", "reviews", "v1"] {
                assert!(terms.iter().any(|own| own == term), "{term} of {terms:?}");
            }
        }
    }
}
