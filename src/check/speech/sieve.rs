//! A quick look at a text, before it is read word by word.

use regex::bytes::{Regex, RegexBuilder};

/// What lets words run together, or apart, that do not stand so in the source: a link, a mark or an entity within a word, a link
/// whose address does not simply end with its parenthesis or is told elsewhere, and the two characters whose lower case is in
/// ASCII though they are not.
const MARKUP: &str = concat!(
    // A link behind a letter, a link with its address elsewhere, and such an address.
    r"[A-Za-z][*_~]*\[(?s:.)*\]\(|\]\[|(?:^|\n)[^A-Za-z\n]*\[(?s:.)*\]:|",
    // An address with more to it, and a letter behind a link.
    r"\]\([^()\s<\\]*[(\s<\\]|\]\([^()\s<\\]*\)[*_~]*[A-Za-z\[<]|",
    r"&[#A-Za-z]|[A-Za-z][*_~]*<|>[*_~]*[A-Za-z\[<]|[A-Za-z]_*[*~][*_~]*[A-Za-z]|\xe2\x84\xaa|\xc4\xb0",
);

/// What may stand between two words that follow one another: no letter, but for those of the address of a link.
const BETWEEN: &str = r"(?:\]\([^()\s<\\]*\)|[^A-Za-z])*";

/// Tells texts in which none of some phrases can stand from those that are worth reading. It never lets go of a text with one of
/// the phrases in it, whatever its Markdown; it may well keep a text without.
#[derive(Debug)]
pub(in crate::check) struct Sieve(Option<Regex>);

impl Sieve {
    /// Keeps what may hold one of these phrases, each told by some words that follow one another in it. Of each word there are
    /// several to choose from.
    pub(in crate::check) fn of<'a>(phrases: impl IntoIterator<Item = Vec<Vec<&'a str>>>) -> Self {
        let shape = |words: Vec<Vec<&str>>| words.iter().map(|choice| one_of(choice)).collect::<Vec<_>>().join(BETWEEN);
        let shapes: Vec<String> = phrases.into_iter().map(shape).collect();
        // What they have in common stands there once: the engine goes through all of it again for each state that is new to it.
        let any = match shapes.as_slice() {
            [] => MARKUP.to_owned(),
            shapes => format!("{MARKUP}|(?:^|[^A-Za-z])(?:{})(?:[^A-Za-z]|$)", shapes.join("|")),
        };
        Self(RegexBuilder::new(&any).unicode(false).case_insensitive(true).build().ok())
    }

    /// Whether a text is worth reading.
    pub(in crate::check) fn keeps(&self, text: &str) -> bool {
        self.0.as_ref().is_none_or(|any| any.is_match(text.as_bytes()))
    }
}

/// One of some words: their letters that are in ASCII. What is between these is written in several ways.
fn one_of(words: &[&str]) -> String {
    let letters = |word: &&str| {
        let runs: Vec<&str> = word.split(|letter: char| !letter.is_ascii_alphabetic()).collect();
        runs.join("[^A-Za-z]*")
    };
    format!("(?:{})", words.iter().map(letters).collect::<Vec<_>>().join("|"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::speech::{Grammar, Passage, Phrases};

    fn sieve() -> (Phrases<()>, Sieve) {
        let mut phrases = Phrases::new();
        for pattern in ["human error", "couldn't|hätte have {done}", "fiasko", "had we|i", "l’échec", "on-call … 火事"] {
            phrases.add_pattern(pattern, ());
        }
        let sieve = Sieve::of(phrases.told_by());
        (phrases, sieve)
    }

    #[test]
    fn only_two_other_characters_become_letters_of_ascii() {
        let becomes_ascii = |c: &char| !c.is_ascii() && c.to_lowercase().any(|lower| lower.is_ascii_alphabetic());
        let found: Vec<char> = (char::MIN..=char::MAX).filter(becomes_ascii).collect();
        assert_eq!(found, ['\u{130}', '\u{212a}']);
    }

    #[test]
    fn most_of_what_is_written_is_not_worth_reading() {
        let (_, sieve) = sieve();
        for text in [
            "The **cache** of `pg_stat_activity` ran full.",
            "It had just ended.",
            "humane errors",
            "A human made an error",
            "On payments-api[53325]: level=error, a[0] = b[1]",
            "See [the *follow-up*](https://x.example/a-b), or [this one](b.png).",
        ] {
            assert!(!sieve.keeps(text), "{text}");
        }
    }

    /// Pieces of text strung together in many ways: wherever reading finds a phrase, the sieve keeps the text.
    #[test]
    fn a_text_with_a_phrase_in_it_is_always_kept() {
        const PIECES: [&str; 58] = [
            "human",
            "error",
            "hu",
            "man",
            "er",
            "ror",
            "couldn",
            "'",
            "’",
            "t",
            "hätte",
            "HÄTTE",
            "have",
            "checked",
            "had",
            "we",
            "I",
            "fiasko",
            "FIAS\u{212a}O",
            "l",
            "échec",
            "on",
            "-",
            "call",
            "火事",
            " ",
            " ",
            " ",
            "\n",
            "\n\n",
            "*",
            "**",
            "_",
            "~~",
            "`",
            "\\",
            "[",
            "]",
            "(x)",
            "](https://x.example/a)",
            "](x(y)z)",
            "](<x y>)",
            "](x 'y')",
            "](",
            "\n[man]: x\n",
            "]: x",
            "][r]",
            "<",
            ">",
            "<b>",
            "&#104;",
            "&nbsp;",
            "\\\n",
            "- ",
            "> ",
            "|",
            ". ",
            "\u{a0}",
        ];
        let (phrases, sieve) = sieve();
        let (mut state, mut found) = (1_u64, 0);
        for _ in 0..100_000 {
            let mut text = String::new();
            for _ in 0..8 {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                text.push_str(PIECES[usize::try_from(state >> 33).unwrap() % PIECES.len()]);
            }
            let passage = Passage::of(&[], &text);
            let words = passage.words();
            if (0..words.len()).any(|at| phrases.starting(words, at, &Grammar::default()).is_some()) {
                found += 1;
                assert!(sieve.keeps(&text), "{text:?}");
            }
        }
        assert!(found > 200, "{found} texts had a phrase");
    }
}
