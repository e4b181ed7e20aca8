//! Maps the text of a TOML string to its literal in the file: quotes, escapes and newlines.
//!
//! It decodes TOML 1.1 like the `toml` crate: both characters of a CRLF belong to the text. It reports no errors, because it only
//! processes strings that the parser has accepted.

use std::ops::Range;

/// A string literal, with the source of each character of its text.
pub(super) struct Literal {
    /// For each character, its end in the text, and the byte range in the literal that encodes it.
    written: Vec<(usize, Range<usize>)>,
    /// The end of the text in the literal.
    end: usize,
}

impl Literal {
    /// `None` if `literal` is not a string.
    pub(super) fn new(literal: &str) -> Option<Self> {
        let mut characters = Characters::of(literal)?;
        let (mut written, mut length) = (Vec::with_capacity(literal.len()), 0);
        for (character, span) in characters.by_ref() {
            length += character.len_utf8();
            written.push((length, span));
        }
        // An invalid string cannot be read to its end.
        characters.rest().is_empty().then_some(Self { written, end: characters.at })
    }

    /// The range in the literal for a byte range of its text. `None` if that range does not consist of whole characters.
    pub(super) fn part(&self, within: &Range<usize>) -> Option<Range<usize>> {
        let first = self.index(within.start)?;
        let start = self.written.get(first).map_or(self.end, |(_, span)| span.start);
        match self.index(within.end)?.checked_sub(first)? {
            0 => Some(start..start),
            count => Some(start..self.written[first + count - 1].1.end),
        }
    }

    /// The number of characters that end at or before a byte of the text, if a character starts there.
    fn index(&self, byte: usize) -> Option<usize> {
        let index = self.written.partition_point(|(end, _)| *end <= byte);
        let before = index.checked_sub(1).map_or(0, |last| self.written[last].0);
        (before == byte).then_some(index)
    }
}

/// Iterates over the characters of a literal's text, each with the byte range in the literal that encodes it.
struct Characters<'a> {
    literal: &'a str,
    at: usize,
    end: usize,
    has_escapes: bool,
}

impl<'a> Characters<'a> {
    /// Starts after the opening quotes. `None` if this is not a string literal.
    fn of(literal: &'a str) -> Option<Self> {
        let quotes = ["\"\"\"", "'''", "\"", "'"];
        let quote = quotes
            .into_iter()
            .find(|quote| literal.len() >= 2 * quote.len() && literal.starts_with(quote) && literal.ends_with(quote))?;
        let end = literal.len() - quote.len();
        let inside = &literal[quote.len()..end];
        let is_multiline = quote.len() > 1;
        let at = if is_multiline { end - behind_newline(inside).unwrap_or(inside).len() } else { quote.len() };
        Some(Self { literal, at, end, has_escapes: quote.starts_with('"') })
    }

    fn rest(&self) -> &'a str {
        &self.literal[self.at..self.end]
    }

    /// Skips a backslash at the end of a line and the following white space, which encode nothing.
    fn skip_joined_lines(&mut self) {
        while let Some(behind) = self.rest().strip_prefix('\\').filter(|_| self.has_escapes) {
            let Some(next_line) = behind_newline(behind.trim_start_matches([' ', '\t'])) else { return };
            self.at = self.end - next_line.trim_start_matches([' ', '\t', '\r', '\n']).len();
        }
    }
}

impl Iterator for Characters<'_> {
    type Item = (char, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        self.skip_joined_lines();
        let start = self.at;
        let first = self.rest().chars().next()?;
        let (character, length) =
            if first == '\\' && self.has_escapes { escaped(self.rest())? } else { (first, first.len_utf8()) };
        self.at += length;
        Some((character, start..self.at))
    }
}

/// The rest of the text after a leading newline.
fn behind_newline(text: &str) -> Option<&str> {
    text.strip_prefix("\r\n").or_else(|| text.strip_prefix('\n'))
}

/// The character encoded by a leading escape sequence, and the length of the sequence.
fn escaped(text: &str) -> Option<(char, usize)> {
    let digits = |count: usize| {
        let character = u32::from_str_radix(text.get(2..2 + count)?, 16).ok().and_then(char::from_u32)?;
        Some((character, 2 + count))
    };
    match text.chars().nth(1)? {
        'b' => Some(('\u{8}', 2)),
        'e' => Some(('\u{1b}', 2)),
        'f' => Some(('\u{c}', 2)),
        'n' => Some(('\n', 2)),
        'r' => Some(('\r', 2)),
        't' => Some(('\t', 2)),
        same @ ('"' | '\\') => Some((same, 2)),
        'x' => digits(2),
        'u' => digits(4),
        'U' => digits(8),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use toml::de::DeTable;

    fn part(literal: &str, within: &Range<usize>) -> Option<Range<usize>> {
        Literal::new(literal)?.part(within)
    }

    const LITERALS: [&str; 22] = [
        r#""""#,
        "''",
        "'''\n'''",
        r#""plain""#,
        r#""\b\t\n\f\r\"\\\e\x41\xe9\u00e9\u0301\U0001F525 é日本👩‍🚒 e\u0301 ""#,
        "'C:\\new\ttab \"quoted\" 日本'",
        "\"a\ttab\"",
        "\"\"\"one line\"\"\"",
        "\"\"\"\nfirst newline trimmed\nsecond kept\n\"\"\"",
        "\"\"\"\r\nCRLF trimmed\r\nkept é\r\n\r\nhere\r\n\"\"\"",
        "\"\"\"\n\ntwo newlines\"\"\"",
        "\"\"\"\"quoted\" and \"\"two\"\"\"\"\"",
        "\"\"\"joined \\\n   lines \\  \t\n\n\t \n 日本 \\\n\"\"\"",
        "\"\"\"joined \\\r\n   lines \\ \r\n\r\n  é\\\r\n\"\"\"",
        "\"\"\"\\\n  twice \\\n \\\n \\\r\n e\u{301}nd\"\"\"",
        "\"\"\"\n\\\n after a trimmed newline\"\"\"",
        "\"\"\"\\\\\n\\\"\\\"\\\"\n\\u65e5 \\x7E\"\"\"",
        "'''\n'one' \\ backslash \\\nstays ''two'''''",
        "'''\r\nCRLF\r\nin a literal: 👍🏽\r\n'''",
        "'''no \"escapes\" \\n \\u0041'''",
        "\"\"\"\r\n\r\n\"\"\"",
        "\"\u{feff}\u{202e}\u{ad}\"",
    ];

    /// The text as decoded by the `toml` crate, which the rules see.
    fn decoded(literal: &str) -> String {
        let text = format!("v = {literal}\n");
        let table = DeTable::parse(&text).unwrap_or_else(|error| panic!("{literal:?}: {error}"));
        let value = &table.get_ref()["v"];
        assert_eq!(&text[value.span()], literal);
        value.get_ref().as_str().unwrap().to_owned()
    }

    /// A part of a literal as a literal. Its quotes are triple, since the part may contain quotes and newlines.
    fn piece(literal: &str, range: Range<usize>) -> String {
        let quotes = if literal.starts_with('"') { "\"\"\"" } else { "'''" };
        format!("{quotes}\n{}{quotes}", &literal[range])
    }

    #[test]
    fn every_part_of_a_text_is_found_where_it_is_written() {
        for literal in LITERALS {
            let text = decoded(literal);
            let bounds: Vec<_> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            for (index, &start) in bounds.iter().enumerate() {
                for &end in &bounds[index..] {
                    let found = part(literal, &(start..end)).unwrap_or_else(|| panic!("{literal:?} {start}..{end}"));
                    // Half of a CRLF is not valid TOML, but decodes to itself.
                    let half = if literal[found.clone()].ends_with('\r') { "\r" } else { "" };
                    let read = decoded(&piece(literal, found.start..found.end - half.len())) + half;
                    assert_eq!(read, text[start..end], "{literal:?} {start}..{end}");
                }
            }
        }
    }

    #[test]
    fn a_character_is_its_escape_and_nothing_around_it() {
        let at = |literal: &'static str, within: Range<usize>| part(literal, &within).map(|range| &literal[range]);
        assert_eq!(at(r#""a\u00e9\x41""#, 1..3), Some(r"\u00e9"));
        assert_eq!(at(r#""a\u00e9\x41""#, 3..4), Some(r"\x41"));
        assert_eq!(at("\"\"\"a \\\n  b\"\"\"", 0..2), Some("a "));
        assert_eq!(at("\"\"\"a \\\n  b\"\"\"", 2..3), Some("b"));
        assert_eq!(at("\"\"\"a \\\n  b\"\"\"", 1..3), Some(" \\\n  b"));
        assert_eq!(part("\"\"\"\r\nab\"\"\"", &(1..1)), Some(6..6));
        assert_eq!(part("'ab'", &(2..2)), Some(3..3));
    }

    #[test]
    #[expect(clippy::reversed_empty_ranges, reason = "a range that is the wrong way round fits nothing")]
    fn what_does_not_fit_is_not_found() {
        for within in [0..9, 9..9, 1..2, 2..3, 3..2, 0..usize::MAX, usize::MAX..usize::MAX] {
            assert_eq!(part("'aéb'", &within), None, "{within:?}");
        }
        for literal in ["", "\"", "'", "a", "12", "'a\"", r#""\q""#, r#""\""#, r#""\u12é""#, r#""\ud800""#, "\"\\\""] {
            assert_eq!(part(literal, &(0..1)), None, "{literal}");
        }
    }
}
