//! Encodes the index as files that a browser loads on demand. Each is a script that passes its content to one function, so that search
//! works from a folder on disk. `docs/search.md` documents the format.

use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;
use serde_json::json;
use xxhash_rust::xxh3::xxh3_64;

use super::bits::{Bits, best_parameter};
use super::index::{Index, IndexTerm, MAX_WEIGHT, common_prefix};
use super::{filters, rows};
use crate::archive::View;
use crate::config::Config;
use crate::locale::Locale;

/// The version of the format, which changes when older scripts could not read it.
const VERSION: u32 = 1;
/// The minimum and maximum size of a piece, in bytes. The last term of a piece is determined by its own text, so that a new term does
/// not move the ends of other pieces.
const MIN_PIECE: usize = 6_000;
const MAX_PIECE: usize = 24_000;
/// One in this many terms can be the last one of its piece.
const ENDS: u64 = 128;
/// The number of incidents in a table file.
const ROWS: usize = 64;

/// The number of positions of a term in each of its documents: none, one, at least one, or any number.
const NONE: u32 = 0;
const ONE: u32 = 1;
const SOME: u32 = 2;
const ANY: u32 = 3;
/// The Rice parameter for the position of a term that occurs only once.
const ONLY: u32 = 9;
/// The maximum length of a shared prefix, in UTF-16 units.
const MOST_SHARED: usize = 25;

/// The code of each weight.
type Numbers = [u32; MAX_WEIGHT as usize + 1];

/// A file of the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its path, relative to the site's root.
    pub path: String,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
}

/// The files of an index.
pub fn encode(index: &Index, view: &View, config: &Config, locale: &Locale) -> Vec<File> {
    let weights = weights(index);
    let mut numbers = [0; MAX_WEIGHT as usize + 1];
    (0..).zip(&weights).for_each(|(number, weight)| numbers[*weight as usize] = number);
    let pieces = pieces(index);
    let mut files = Vec::with_capacity(2 * pieces.len() + index.documents / ROWS + 3);
    let written: Vec<(File, File)> = pieces
        .par_iter()
        .map(|piece| (file('t', &terms_of(index, piece, &numbers)), file('p', &positions_of(index, piece))))
        .collect();
    let names: Vec<(&str, String, String)> = pieces
        .iter()
        .zip(&written)
        .map(|(piece, (terms, positions))| (&*index.terms[piece.start].text, name_of(terms), name_of(positions)))
        .collect();
    let rows: Vec<File> = rows::of(view, config, locale).chunks(ROWS).map(|rows| file('d', &rows)).collect();
    let words = file('w', &words_of(index));
    let head = json!({
        "version": VERSION,
        "documents": index.documents,
        "rows": ROWS,
        "keys": filters::keys(view),
        "common": index.common,
        "endings": index.endings,
        "weights": weights,
        "pieces": names,
        "tables": rows.iter().map(name_of).collect::<Vec<_>>(),
        "words": name_of(&words),
    });
    files.push(File { path: "search/index.js".to_owned(), bytes: script("index", &head) });
    files.extend(written.into_iter().flat_map(|(terms, positions)| [terms, positions]));
    files.extend(rows);
    files.push(words);
    // All pieces without positions share one file.
    files.sort_by(|one, other| one.path.cmp(&other.path));
    files.dedup_by(|one, other| one.path == other.path);
    files
}

/// A script that passes on `content`, named after the hash of its bytes.
fn file(kind: char, content: &impl Serialize) -> File {
    let text = serde_json::to_vec(content).unwrap_or_default();
    let name = format!("{kind}-{}", hash(&text));
    File { path: format!("search/{name}.js"), bytes: script(&name, content) }
}

fn script(name: &str, content: &impl Serialize) -> Arc<[u8]> {
    let content = serde_json::to_string(content).unwrap_or_default();
    format!("pirSearch(\"{name}\",{content});\n").into_bytes().into()
}

fn name_of(file: &File) -> String {
    file.path.trim_start_matches("search/").trim_end_matches(".js").to_owned()
}

/// 40 bits of a hash in base 32.
fn hash(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let hash = xxh3_64(bytes);
    (0..8).map(|digit| char::from(DIGITS[usize::try_from((hash >> (5 * digit)) & 31).unwrap_or(0)])).collect()
}

/// Splits the terms into pieces.
fn pieces(index: &Index) -> Vec<std::ops::Range<usize>> {
    let (mut pieces, mut start, mut size) = (Vec::new(), 0, 0);
    for (place, term) in index.terms.iter().enumerate() {
        // A piece has two files, for terms and for positions, and both are limited in size.
        size += term.text.len() + term.postings.len() * 3 / 2 + 3 + term.positions.len();
        let may_end = size >= MIN_PIECE && xxh3_64(term.text.as_bytes()).is_multiple_of(ENDS);
        if may_end || size >= MAX_PIECE || place + 1 == index.terms.len() {
            pieces.push(start..place + 1);
            (start, size) = (place + 1, 0);
        }
    }
    pieces
}

/// The weights by frequency: the code of a weight is its index. Frequencies are compared by their logarithm, so that an edit seldom
/// changes the order.
fn weights(index: &Index) -> Vec<u16> {
    let mut counts = [0_u32; MAX_WEIGHT as usize + 1];
    index.terms.iter().flat_map(|term| &term.postings).for_each(|posting| counts[posting.weight as usize] += 1);
    let mut weights: Vec<u16> = (0..=MAX_WEIGHT).collect();
    weights.sort_by_key(|weight| std::cmp::Reverse(counts[*weight as usize].checked_ilog2()));
    weights
}

/// The terms of a piece as text, and their postings as bits.
fn terms_of(index: &Index, piece: &std::ops::Range<usize>, numbers: &Numbers) -> (String, String) {
    let (mut text, mut bits) = (String::new(), Bits::default());
    let mut before = "";
    for term in &index.terms[piece.clone()] {
        push_shared(&mut text, before, &term.text);
        push_family(&mut text, index, term);
        before = &term.text;
        postings(term, index.documents, numbers, &mut bits);
    }
    (text, bits.finish())
}

/// Prefix-compresses a term: the number of UTF-16 units shared with the previous term, as a capital letter (which no term contains), and
/// the remainder.
fn push_shared(text: &mut String, before: &str, term: &str) {
    let mut end = common_prefix(before, term);
    while term[..end].encode_utf16().count() > MOST_SHARED {
        end = term[..end].char_indices().next_back().map_or(0, |(at, _)| at);
    }
    let units = u8::try_from(term[..end].encode_utf16().count()).unwrap_or(0);
    text.push(char::from(b'A' + units));
    text.push_str(&term[end..]);
}

/// The other words of a term's family, each compressed relative to the term.
fn push_family(text: &mut String, index: &Index, term: &IndexTerm) {
    let Some(family) = term.family else { return };
    let others = index.families[family as usize].iter().map(|place| &*index.terms[*place as usize].text);
    for other in others.filter(|other| **other != *term.text) {
        text.push('~');
        push_shared(text, &term.text, other);
    }
}

fn postings(term: &IndexTerm, documents: usize, numbers: &Numbers, bits: &mut Bits) {
    let count = u32::try_from(term.postings.len()).unwrap_or(u32::MAX);
    bits.gamma(count);
    let weights = term.postings.iter().map(|posting| numbers[posting.weight as usize]);
    if let [only] = &*term.postings {
        bits.fixed(only.document, usize::BITS - documents.leading_zeros());
        bits.gamma(numbers[only.weight as usize] + 1);
        return;
    }
    let documents = term.postings.iter().map(|posting| posting.document);
    let gaps = gaps(documents);
    let (gap_parameter, weight_parameter) = (best_parameter(&gaps.iter().copied()), best_parameter(&weights));
    bits.fixed(gap_parameter, 4);
    bits.fixed(weight_parameter, 4);
    for (gap, weight) in gaps.into_iter().zip(weights) {
        bits.rice(gap, gap_parameter);
        bits.rice(weight, weight_parameter);
    }
}

/// The gaps: how many numbers are between each number and the previous one.
fn gaps(rising: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut next = 0;
    rising
        .map(|value| {
            let gap = value - next;
            next = value + 1;
            gap
        })
        .collect()
}

/// The positions of the terms of a piece, as bits.
fn positions_of(index: &Index, piece: &std::ops::Range<usize>) -> String {
    let mut bits = Bits::default();
    for term in &index.terms[piece.clone()] {
        positions(term, &mut bits);
    }
    bits.finish()
}

fn positions(term: &IndexTerm, bits: &mut Bits) {
    let mode = match (term.postings.iter().map(|posting| posting.occurrences).min(), term.positions.len()) {
        (_, 0) => NONE,
        (Some(1..), count) if count == term.postings.len() => ONE,
        (Some(1..), _) => SOME,
        _ => ANY,
    };
    bits.fixed(mode, 2);
    if let ([_], [only]) = (&*term.postings, &*term.positions) {
        bits.rice(*only, ONLY);
    }
    if mode == NONE || term.postings.len() == 1 && mode == ONE {
        return;
    }
    let mut rest = &term.positions[..];
    let mut all: Vec<(u32, Vec<u32>)> = Vec::with_capacity(term.postings.len());
    for posting in &term.postings {
        let (own, after) = rest.split_at(posting.occurrences as usize);
        rest = after;
        all.push((own_parameter(posting.occurrences), gaps(own.iter().copied())));
    }
    // The gaps are smaller if a term occurs more often.
    let scaled = all.iter().flat_map(|(less, gaps)| gaps.iter().map(move |gap| gap << less));
    let parameter = best_parameter(&scaled);
    bits.fixed(parameter, 4);
    for (less, gaps) in all {
        if mode != ONE {
            bits.gamma(u32::try_from(gaps.len()).unwrap_or(0) + u32::from(mode == ANY));
        }
        gaps.into_iter().for_each(|gap| bits.rice(gap, parameter.saturating_sub(less)));
    }
}

/// How much smaller the Rice parameter is than for a single occurrence.
fn own_parameter(occurrences: u32) -> u32 {
    (occurrences + 1).ilog2().saturating_sub(1)
}

/// All words of letters, for the correction of typing errors, each compressed relative to the previous one.
fn words_of(index: &Index) -> String {
    let mut text = String::new();
    let mut before = "";
    for term in index.terms.iter().filter(|term| term.is_word) {
        push_shared(&mut text, before, &term.text);
        before = &term.text;
    }
    text
}
