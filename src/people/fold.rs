//! Folds a text for name matching: case and accents are removed, Markdown delimiters dropped, and each byte is mapped to the
//! source.

use std::ops::Range;

use pulldown_cmark::{Event, Parser};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

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
                '*' | '~' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => end,
                '_' if is_edge_of_word(source, at) => end,
                '\\' if source[end..].starts_with(|next: char| next.is_ascii_punctuation()) => end,
                '&' => folded.entity(source, at),
                '’' | 'ʼ' => folded.push('\'', at, end),
                '\u{2010}' | '\u{2011}' => folded.push('-', at, end),
                _ if letter.is_whitespace() => folded.space(source, at),
                _ => folded.letter(letter, at, end),
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

    /// Folds a letter: removes accents and case. A combining mark belongs to the preceding letter.
    fn letter(&mut self, letter: char, start: usize, end: usize) -> usize {
        if is_combining_mark(letter) {
            if let Some(last) = self.source.last_mut() {
                last.1 = u32::try_from(end).unwrap_or(u32::MAX);
            }
            return end;
        }
        for part in letter.nfkd().filter(|part| !is_combining_mark(*part)).flat_map(char::to_lowercase) {
            self.push(part, start, end);
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
                    match letter {
                        _ if letter.is_whitespace() => self.push(' ', start, end),
                        '\u{ad}' | '\u{200b}'..='\u{200d}' => end,
                        _ => self.letter(letter, start, end),
                    };
                }
                end
            }
            _ => self.push('&', start, start + 1),
        }
    }
}

/// Whether a delimiter is at the edge of a word, and not inside of one as in `snake_case`.
fn is_edge_of_word(source: &str, at: usize) -> bool {
    let is_letter = |letter: char| letter.is_alphanumeric();
    !(source[..at].trim_end_matches('_').ends_with(is_letter) && source[at..].trim_start_matches('_').starts_with(is_letter))
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
            ("A\u{ad}da", "ada"),
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
