//! Splits text into words.

use std::ops::Range;

/// A character of a block, or a gap for something that is not in the author's words, with its range in the text.
pub(super) type Sign = (Option<char>, Range<usize>);

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) struct Word {
    /// The word in folded form: in lower case, with straight apostrophes.
    pub folded: String,
    /// Its range in the text.
    pub bytes: Range<usize>,
    /// The gap between the previous word and this one.
    pub gap: Gap,
}

/// The gap between two words, ordered from narrow to wide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::check) enum Gap {
    /// Only white space.
    Space,
    /// A comma, a bracket or another mark within a sentence.
    Mark,
    /// Code, a quotation or a URL.
    Foreign,
    /// The end of a sentence or of a block.
    Sentence,
}

/// Short words that French and related languages join to the next word.
const ELIDED: [&str; 14] = ["l", "d", "n", "s", "j", "m", "t", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "quelqu"];

/// The words of a block.
pub(super) fn words(block: &[Sign]) -> Vec<Word> {
    let mut words = Vec::new();
    let (mut at, mut gap) = (0, Gap::Sentence);
    while at < block.len() {
        let length = block[at..].iter().enumerate().take_while(|(offset, _)| is_part(block, at + offset)).count();
        if length == 0 {
            gap = gap.max(gap_of(block, at));
            at += 1;
            continue;
        }
        let run = &block[at..at + length];
        let cut = elision(run);
        for part in [&run[..cut], &run[cut..]].into_iter().filter(|part| !part.is_empty()) {
            words.push(Word { folded: compared(part), bytes: part[0].1.start..part[part.len() - 1].1.end, gap });
            gap = Gap::Space;
        }
        at += length;
    }
    words
}

/// The words of a phrase, folded.
pub(super) fn folded_words(phrase: &str) -> Vec<String> {
    let block: Vec<Sign> =
        phrase.char_indices().map(|(at, character)| (Some(character), at..at + character.len_utf8())).collect();
    words(&block).into_iter().map(|word| word.folded).collect()
}

/// The folded words of a phrase, separated by spaces.
pub(in crate::check) fn folded(phrase: &str) -> String {
    folded_words(phrase).join(" ")
}

/// Folded words, separated by spaces.
pub(in crate::check) fn joined(words: &[Word]) -> String {
    words.iter().map(|word| word.folded.as_str()).collect::<Vec<_>>().join(" ")
}

fn compared(run: &[Sign]) -> String {
    let straight = |character| if character == '’' { '\'' } else { character };
    run.iter().filter_map(|sign| sign.0).map(straight).flat_map(char::to_lowercase).collect()
}

/// The length of a joined short word at the start of a run, including its apostrophe.
fn elision(run: &[Sign]) -> usize {
    let Some(apostrophe) = run.iter().position(|sign| matches!(sign.0, Some('\'' | '’'))) else { return 0 };
    let is_elided = apostrophe + 1 < run.len() && ELIDED.contains(&compared(&run[..apostrophe]).as_str());
    if is_elided { apostrophe + 1 } else { 0 }
}

/// Whether a character is part of a word: a letter or digit, or a connector between two, as in "on-call", "doesn't" and "a/b.rs".
fn is_part(block: &[Sign], at: usize) -> bool {
    let is_letter = |sign: Option<&Sign>| sign.and_then(|sign| sign.0).is_some_and(is_letter);
    match block[at].0 {
        Some(character) if self::is_letter(character) => true,
        Some('\'' | '’' | '-' | '\u{2010}' | '\u{2011}' | '.' | '/' | '\\' | '@' | '=' | ':' | '#' | '&') => {
            at > 0 && is_letter(block.get(at - 1)) && is_letter(block.get(at + 1))
        }
        _ => false,
    }
}

fn is_letter(character: char) -> bool {
    character.is_alphanumeric() || character == '_' || ('\u{300}'..='\u{36f}').contains(&character)
}

fn gap_of(block: &[Sign], at: usize) -> Gap {
    match block[at].0 {
        None => Gap::Foreign,
        Some('.' | '!' | '?' | ':' | '…' | '。' | '！' | '？') => Gap::Sentence,
        Some(character) if character.is_whitespace() => Gap::Space,
        Some(_) => Gap::Mark,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_in_lower_case_with_straight_apostrophes() {
        assert_eq!(folded_words("The On‑Call DIDN’T, c’est l'erreur"), ["the", "on‑call", "didn't", "c'", "est", "l'", "erreur"]);
        assert_eq!(folded_words("ÜBERSEHEN  cafe\u{301}"), ["übersehen", "cafe\u{301}"]);
    }

    #[test]
    fn what_is_written_like_code_is_one_word() {
        let text = "src/human_error.rs x.should_have() nightmare.example.com a=careless. and/or";
        let words = ["src/human_error.rs", "x.should_have", "nightmare.example.com", "a=careless", "and/or"];
        assert_eq!(folded_words(text), words);
    }
}
