//! The tokenizer: splits texts into terms of the index. Queries are split by the same rules, here and in the browser
//! (`themes/default/static/search-engine.js`).
//!
//! A *chunk* is what a reader would call one name or word: `PAY-2680`, `v2.3.1`, `var/log/app.log`, `connectionPool`. Its smallest
//! parts are *atoms*. If it has several atoms, it also has *compounds*: the whole chunk, and the parts between `/`, `:`, `@` and `#`
//! that have several atoms themselves. Scripts written without spaces are split into pairs of adjacent characters.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{UnicodeNormalization, is_nfkc};

use crate::prose::letters::{self, is_unspaced};

/// The maximum length of a term in characters. Longer ones are truncated, in texts and in queries.
const LONGEST_TERM: usize = 100;
/// The maximum size of a compound, in characters and in atoms. Larger ones are only found by their parts.
const LONGEST_COMPOUND: usize = 64;
const MOST_ATOMS: usize = 8;

/// The kind of an atom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AtomKind {
    /// Only letters: it has a stem.
    Word,
    /// It contains a digit, and is only matched exactly.
    Code,
    /// Two adjacent characters of a script without spaces, or the last character of such a run.
    Pair,
}

/// A chunk of a text, with its terms folded.
#[derive(Debug, Default)]
pub(super) struct Chunk {
    text: String,
    compounds: Vec<Range<usize>>,
    has_whole: bool,
    atoms: Vec<(Range<usize>, AtomKind)>,
}

impl Chunk {
    /// The compounds. The whole chunk is the first one, if it is a compound.
    pub(super) fn compounds(&self) -> impl Iterator<Item = &str> {
        self.compounds.iter().map(|range| &self.text[range.clone()])
    }

    /// The whole chunk as a compound. `None` if it is an atom or too large.
    pub(super) fn whole(&self) -> Option<&str> {
        self.compounds().next().filter(|_| self.has_whole)
    }

    /// The atoms, in order. Each takes one position in the text.
    pub(super) fn atoms(&self) -> impl Iterator<Item = (&str, AtomKind)> {
        self.atoms.iter().map(|(range, kind)| (&self.text[range.clone()], *kind))
    }

    fn clear(&mut self) {
        self.text.clear();
        self.compounds.clear();
        self.has_whole = false;
        self.atoms.clear();
    }

    fn add(&mut self, term: &str) -> Range<usize> {
        let start = self.text.len();
        let is_short = term.len() <= LONGEST_TERM;
        let end = if is_short { term.len() } else { term.char_indices().nth(LONGEST_TERM).map_or(term.len(), |(end, _)| end) };
        fold_into(&term[..end], &mut self.text);
        start..self.text.len()
    }

    /// Adds a word of ASCII letters, of which at most the first is a capital letter.
    fn add_folded(&mut self, first: u8, rest: &str) {
        let start = self.text.len();
        self.text.push(char::from(first.to_ascii_lowercase()));
        self.text.push_str(rest);
        self.atoms.push((start..self.text.len(), AtomKind::Word));
    }

    fn add_compound(&mut self, term: &str) {
        let range = self.add(term);
        if !range.is_empty() {
            self.compounds.push(range);
        }
    }

    fn add_atom(&mut self, term: &str, kind: AtomKind) {
        let range = self.add(term);
        if !range.is_empty() {
            self.atoms.push((range, kind));
        }
    }
}

/// Calls `each` with every chunk of `text`.
pub(super) fn chunks(text: &str, mut each: impl FnMut(&Chunk)) {
    let text = normalized(text);
    let mut chunk = Chunk::default();
    let mut rest = &*text;
    while let Some(start) = start_of_chunk(rest) {
        rest = &rest[start..];
        let end = end_of_chunk(rest);
        let (source, after) = rest.split_at(end);
        // The scheme of a URL is not searched for.
        if !matches!(after.as_bytes(), [b':', b'/', b'/', ..]) {
            chunk.clear();
            cut(source, &mut chunk);
            each(&chunk);
        }
        rest = after;
    }
}

/// Normalizes a text to NFKC, so that equivalent characters become equal.
pub(super) fn normalized(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfkc(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfkc().collect()) }
}

/// Folds a normalized text for comparison: removes case and diacritics.
pub(super) fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(&normalized(text), &mut folded);
    folded
}

fn fold_into(text: &str, folded: &mut String) {
    if text.is_ascii() {
        let start = folded.len();
        folded.push_str(text);
        folded[start..].make_ascii_lowercase();
        return;
    }
    folded.extend(letters::folded(text.chars()));
}

/// Whether a term consists of letters, and therefore has a stem.
pub(super) fn is_word(term: &str) -> bool {
    term.chars().all(|c| (c.is_alphabetic() || is_combining_mark(c)) && !is_unspaced(c))
}

fn is_word_char(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { c.is_alphanumeric() || is_combining_mark(c) }
}

fn is_connector(c: char) -> bool {
    matches!(c, '-' | '_' | '.' | '/' | ':' | '@' | '#' | '+')
}

/// The start of the next chunk: a letter or digit, or the `#` or `@` before one.
fn start_of_chunk(text: &str) -> Option<usize> {
    let start = text.find(is_word_char)?;
    let before = text[..start].chars().next_back();
    Some(if matches!(before, Some('#' | '@')) { start - 1 } else { start })
}

/// The end of the chunk at the start of `text`. A connector is part of the chunk if a letter or digit follows it.
fn end_of_chunk(text: &str) -> usize {
    // Fast path: most chunks are a single ASCII word.
    let end = text.bytes().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(text.len());
    if matches!(text.as_bytes().get(end), None | Some(b' ' | b'\n' | b',')) {
        return end;
    }
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let joins = is_connector(c) && chars.peek().is_some_and(|(_, next)| is_word_char(*next));
        if !is_word_char(c) && !joins {
            return at;
        }
    }
    text.len()
}

/// Splits a chunk into its compounds and atoms.
fn cut(source: &str, chunk: &mut Chunk) {
    // Fast path: most chunks are ASCII words in lower case, except for the first letter.
    if let [first, rest @ ..] = source.as_bytes()
        && first.is_ascii_alphabetic()
        && rest.len() < LONGEST_TERM
        && rest.iter().all(u8::is_ascii_lowercase)
    {
        return chunk.add_folded(*first, &source[1..]);
    }
    let is_spaced = source.is_ascii() || !source.contains(is_unspaced);
    if is_spaced {
        add_compounds(source, chunk);
    }
    for part in source.split(is_connector).filter(|part| !part.is_empty()) {
        if is_spaced { add_words(part, chunk) } else { add_runs(part, chunk) }
    }
}

fn add_compounds(source: &str, chunk: &mut Chunk) {
    let atoms = source.split(is_connector).filter(|part| !part.is_empty()).map(|part| words(part).count()).sum::<usize>();
    let is_marked = source.starts_with(is_connector);
    if atoms < 2 && !is_marked {
        return;
    }
    if atoms <= MOST_ATOMS && source.chars().count() <= LONGEST_COMPOUND {
        chunk.add_compound(source);
        chunk.has_whole = !chunk.compounds.is_empty();
    }
    let is_outer = |c: char| matches!(c, '/' | ':' | '@' | '#');
    if !source.contains(is_outer) {
        return;
    }
    let is_compound =
        |part: &&str| part.len() < source.len() && part.contains(is_connector) && part.chars().count() <= LONGEST_COMPOUND;
    let mut parts: Vec<&str> = source.split('/').filter(is_compound).collect();
    parts.extend(source.split(is_outer).filter(is_compound));
    parts.sort_unstable();
    parts.dedup();
    parts.into_iter().for_each(|part| chunk.add_compound(part.trim_start_matches(is_connector)));
}

fn add_words(part: &str, chunk: &mut Chunk) {
    for word in words(part) {
        let kind = if word.contains(char::is_numeric) { AtomKind::Code } else { AtomKind::Word };
        chunk.add_atom(word, kind);
    }
}

/// Splits a part into words: `connectionPool` and `HTTPServer` have two each.
fn words(part: &str) -> impl Iterator<Item = &str> {
    let mut rest = part;
    std::iter::from_fn(move || {
        let end = (!rest.is_empty()).then(|| end_of_word(rest))?;
        let (word, after) = rest.split_at(end);
        rest = after;
        Some(word)
    })
}

fn end_of_word(text: &str) -> usize {
    // Fast path: most parts are in one case.
    if !text.bytes().skip(1).any(|byte| byte.is_ascii_uppercase() || !byte.is_ascii()) {
        return text.len();
    }
    let mut chars = text.char_indices().peekable();
    let mut before: Option<char> = None;
    while let Some((at, c)) = chars.next() {
        let follows = |test: fn(char) -> bool| before.is_some_and(test);
        let next_is_lower = chars.peek().is_some_and(|(_, next)| next.is_lowercase());
        if c.is_uppercase() && (follows(char::is_lowercase) || (follows(char::is_uppercase) && next_is_lower)) {
            return at;
        }
        before = Some(c);
    }
    text.len()
}

/// Splits a part with characters of a script without spaces: these into pairs, the others into words.
fn add_runs(part: &str, chunk: &mut Chunk) {
    let mut rest = part;
    while let Some(first) = rest.chars().next() {
        let kind = is_unspaced(first);
        let end = rest.find(|c| is_unspaced(c) != kind && !is_combining_mark(c)).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        if kind {
            add_pairs(run, chunk);
        } else {
            add_words(run, chunk);
        }
        rest = after;
    }
}

fn add_pairs(run: &str, chunk: &mut Chunk) {
    let starts: Vec<usize> = run.char_indices().map(|(at, _)| at).collect();
    for (number, start) in starts.iter().enumerate() {
        let end = starts.get(number + 2).copied().unwrap_or(run.len());
        chunk.add_atom(&run[*start..end], AtomKind::Pair);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(text: &str) -> (Vec<String>, Vec<String>) {
        let (mut compounds, mut atoms) = (Vec::new(), Vec::new());
        chunks(text, |chunk| {
            compounds.extend(chunk.compounds().map(str::to_owned));
            atoms.extend(chunk.atoms().map(|(atom, _)| atom.to_owned()));
        });
        (compounds, atoms)
    }

    #[test]
    fn names_with_inner_punctuation_are_indexed_whole_and_in_their_parts() {
        for (text, compounds, atoms) in [
            ("PAY-2680.", vec!["pay-2680"], vec!["pay", "2680"]),
            ("at 19:50,", vec!["19:50"], vec!["at", "19", "50"]),
            ("v2.3.1", vec!["v2.3.1"], vec!["v2", "3", "1"]),
            ("ERR_CONN_RESET", vec!["err_conn_reset"], vec!["err", "conn", "reset"]),
            ("#incidents", vec!["#incidents"], vec!["incidents"]),
            ("(payment-api)", vec!["payment-api"], vec!["payment", "api"]),
            ("/var/log/app.log", vec!["var/log/app.log", "app.log"], vec!["var", "log", "app", "log"]),
            (
                "https://a.example/browse/PAY-2680?x=1",
                vec!["a.example/browse/pay-2680", "a.example", "pay-2680"],
                vec!["a", "example", "browse", "pay", "2680", "x", "1"],
            ),
        ] {
            let (mut found, found_atoms) = terms(text);
            let mut compounds: Vec<String> = compounds.into_iter().map(str::to_owned).collect();
            found[1..].sort();
            compounds[1..].sort();
            assert_eq!((found, found_atoms), (compounds, atoms.into_iter().map(str::to_owned).collect()), "{text}");
        }
    }

    #[test]
    fn camel_case_is_cut_between_its_words() {
        assert_eq!(terms("connectionPool HTTPServer sev1 Überraschung"), {
            let owned = |terms: &[&str]| terms.iter().map(|term| (*term).to_owned()).collect::<Vec<_>>();
            (owned(&["connectionpool", "httpserver"]), owned(&["connection", "pool", "http", "server", "sev1", "uberraschung"]))
        });
    }

    #[test]
    fn case_diacritics_and_unicode_forms_fold() {
        assert_eq!(folded("Größe"), "grosse");
        assert_eq!(folded("Gro\u{308}ße"), "grosse");
        assert_eq!(folded("ＡＢＣ ﬁle Øresund Łódź Ærø"), "abc file oresund lodz aero");
        assert_eq!(folded("が"), folded("か\u{3099}"));
        assert_eq!(folded("한국어"), folded("\u{1112}\u{1161}\u{11ab}국어"));
    }

    #[test]
    fn scripts_without_spaces_are_cut_into_pairs() {
        assert_eq!(terms("決済API障害").1, ["決済", "済", "api", "障害", "害"]);
        assert_eq!(terms("サーバー").1, ["サー", "ーバ", "バー", "ー"]);
    }

    #[test]
    fn hostile_texts_are_cut_in_linear_time() {
        for text in ["-".repeat(100_000), "a-".repeat(50_000), "aB".repeat(50_000), "#".repeat(100_000), "a".repeat(100_000)] {
            chunks(&text, |chunk| assert!(chunk.compounds().all(|term| term.len() <= 4 * LONGEST_TERM)));
        }
    }
}
