//! Folds a text for name matching: case and accents are removed, Markdown delimiters dropped, and each byte is mapped to the
//! source.

use std::ops::Range;

use pulldown_cmark::{Event, Parser};
use unicode_normalization::char::is_combining_mark;

use crate::prose::letters;

/// A folded text.
#[derive(Debug, Default)]
pub(super) struct Folded {
    /// The text in lower case, without accents, with plain spaces, apostrophes and hyphens. The end of a block is a newline.
    pub text: String,
    /// For each byte of `text`, the byte range in the source.
    source: Vec<(u32, u32)>,
}

impl Folded {
    /// Folds a text. Every text is read as Markdown, so a `*` is dropped even if it is not a delimiter: it is not part of a name
    /// either.
    pub(super) fn new(source: &str) -> Self {
        let mut folded = Self::default();
        let mut at = 0;
        while let Some(letter) = source[at..].chars().next() {
            let end = at + letter.len_utf8();
            at = match letter {
                'a'..='z' | '0'..='9' => folded.push(letter, at, end),
                'A'..='Z' => folded.push(letter.to_ascii_lowercase(), at, end),
                '*' | '~' => end,
                '_' => folded.underscores(source, at),
                '\\' if source[end..].starts_with(|next: char| next.is_ascii_punctuation() || next == '\n') => end,
                '&' => folded.entity(source, at),
                '<' => folded.tag(source, at),
                _ if letter.is_whitespace() => folded.space(source, at),
                _ if letter.is_ascii() => folded.push(letter, at, end),
                _ => folded.letter(source, at),
            };
        }
        folded
    }

    /// Maps a range of the folded text to the source.
    pub(super) fn source(&self, part: &Range<usize>) -> Range<usize> {
        let start = self.source.get(part.start).map_or(0, |bytes| bytes.0);
        let end = part.end.checked_sub(1).and_then(|last| self.source.get(last)).map_or(start, |bytes| bytes.1);
        start as usize..end as usize
    }

    fn push(&mut self, letter: char, start: usize, end: usize) -> usize {
        self.text.push(letter);
        let bytes = (u32::try_from(start).unwrap_or(u32::MAX), u32::try_from(end).unwrap_or(u32::MAX));
        self.source.resize(self.text.len(), bytes);
        end
    }

    /// Drops underscores that are delimiters.
    fn underscores(&mut self, source: &str, start: usize) -> usize {
        let run = underscores_at(source, start);
        if !is_delimiter(source, &run) {
            run.clone().for_each(|at| _ = self.push('_', at, at + 1));
        }
        run.end
    }

    /// Folds the tag of a line break to a space.
    fn tag(&mut self, source: &str, start: usize) -> usize {
        let tag = ["<br>", "<br/>", "<br />"]
            .into_iter()
            .find(|tag| source.get(start..start + tag.len()).is_some_and(|text| text.eq_ignore_ascii_case(tag)));
        match tag {
            Some(tag) => self.push(' ', start, start + tag.len()),
            None => self.push('<', start, start + 1),
        }
    }

    /// Folds a character with the marks that follow it.
    fn letter(&mut self, source: &str, start: usize) -> usize {
        let mut letters = source[start..].char_indices();
        let length = letters.by_ref().skip(1).find(|(_, mark)| !is_mark(*mark)).map_or(source.len() - start, |(at, _)| at);
        self.push_folded(&source[start..start + length], start, start + length)
    }

    /// Adds the folded form of a character with its marks. What has none belongs to the character before it.
    fn push_folded(&mut self, text: &str, start: usize, end: usize) -> usize {
        let before = self.text.len();
        for letter in letters::folded(text.chars().filter(|letter| !is_ignored(*letter))) {
            match letter {
                '’' | '‘' | 'ʼ' => self.push('\'', start, end),
                '\u{2010}' | '\u{2011}' => self.push('-', start, end),
                // Between the parts of a foreign name in Japanese.
                '・' => self.push(' ', start, end),
                _ => self.push(letter, start, end),
            };
        }
        if let Some(last) = self.source.last_mut().filter(|_| self.text.len() == before) {
            last.1 = u32::try_from(end).unwrap_or(u32::MAX);
        }
        end
    }

    /// Folds white space to a space, or to a newline at the end of a block. Block quote markers that follow are included.
    fn space(&mut self, source: &str, start: usize) -> usize {
        let rest = &source[start..];
        let length = rest.len() - rest.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '>').len();
        let is_quotation = rest[..length].contains('>');
        let length = if is_quotation && !rest[..length].contains('\n') { rest.len() - rest.trim_start().len() } else { length };
        let lines = rest[..length].matches('\n').count();
        let begins_block = rest[length..].starts_with(['-', '+', '#', '|', '*']) || rest[length..].starts_with(char::is_numeric);
        let ends_block = lines > 1 || (lines == 1 && begins_block);
        self.push(if ends_block { '\n' } else { ' ' }, start, start + length)
    }

    /// Folds a character reference such as `&eacute;` or `&#233;`.
    fn entity(&mut self, source: &str, start: usize) -> usize {
        let length = source[start..].bytes().take(33).position(|byte| byte == b';').map_or(1, |end| end + 1);
        let text = source.get(start..start + length).unwrap_or("&");
        match Parser::new(text).find(|event| matches!(event, Event::Text(_))) {
            Some(Event::Text(said)) if *said != *text && length > 1 => {
                let end = start + length;
                for letter in said.chars() {
                    let letter = if letter.is_whitespace() { ' ' } else { letter };
                    self.push_folded(letter.encode_utf8(&mut [0; 4]), start, end);
                }
                end
            }
            _ => self.push('&', start, start + 1),
        }
    }
}

/// The range of the underscores that begin at a byte.
pub(super) fn underscores_at(source: &str, start: usize) -> Range<usize> {
    start..source.len() - source[start..].trim_start_matches('_').len()
}

/// Whether underscores are at the edge of a word, and not inside of one as in `snake_case`.
pub(super) fn is_delimiter(source: &str, underscores: &Range<usize>) -> bool {
    !(source[..underscores.start].ends_with(char::is_alphanumeric)
        && source[underscores.end..].starts_with(char::is_alphanumeric))
}

/// Whether a character belongs to the letter before it: an accent, a vowel sign, a part of a Korean syllable.
fn is_mark(letter: char) -> bool {
    is_combining_mark(letter) || matches!(letter, '\u{1160}'..='\u{11ff}' | '\u{ff9e}' | '\u{ff9f}')
}

/// Whether a character is not seen: a soft hyphen, a joiner, a direction mark, a variant of a glyph.
fn is_ignored(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0100}'..='\u{e01ef}')
}

/// Folds a name for comparison.
pub(super) fn folded(name: &str) -> String {
    Folded::new(name.trim()).text
}

/// Whether a word is capitalised like a name, and not in all capitals. Words of scripts without case always are.
pub(super) fn is_capitalised(word: &str) -> bool {
    let letters = || word.chars().filter(|letter| letter.is_alphabetic());
    let is_in_capitals = letters().count() > 1 && letters().all(char::is_uppercase);
    letters().next().is_some_and(|first| !first.is_lowercase()) && !is_in_capitals
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_folded_and_every_part_knows_its_source() {
        let cases = [
            ("**Ada** _Lovelace_", "ada lovelace"),
            ("José&nbsp;Garc&iacute;a", "jose garcia"),
            ("Jose\u{301}\n> García", "jose garcia"),
            ("Ada\n\n- Lovelace", "ada\n- lovelace"),
            ("snake_case \\*x & y; O’Neill", "snake_case x & y; o'neill"),
            ("Jean‑Luc", "jean-luc"),
            ("A\u{ad}da \u{2068}Kern\u{2069}", "ada kern"),
            (
                "Łukasz Żółćiński, Bjørn, JÖRG WEISS, Weiß, İREM, Iğdır, ΓΙΏΡΓΟΣ, Γιώργος",
                "lukasz zolcinski, bjorn, jorg weiss, weiss, irem, igdir, γιωργοσ, γιωργοσ",
            ),
            ("か\u{3099} が ｶﾞ 김 김", "が が ガ 김 김"),
            ("ジョン・スミス O&rsquo;Neill Jos&#x65;&#x301;", "ジョン スミス o'neill jose"),
        ];
        for (text, expected) in cases {
            assert_eq!(folded(text), expected, "{text}");
        }
        let text = "by **José** Garc&iacute;a.";
        let folded = Folded::new(text);
        let at = folded.text.find("jose").unwrap();
        assert_eq!(&text[folded.source(&(at..at + 4))], "José");
        assert_eq!(&text[folded.source(&(at..at + 11))], "José** Garc&iacute;a");
    }
}
