//! Estimates the width of text without a font: an upper bound for the common sans-serif fonts.
//!
//! The widths are those of Noto Sans, which is wider than Segoe UI, Roboto, San Francisco, Helvetica and Arial. A margin covers
//! `DejaVu` Sans, the one common font that is wider. A label may therefore end before its box does, but never after it.

use unicode_width::UnicodeWidthChar;

/// A text style. The style sheet has a class for each, with the same size and weight as measured here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::site) enum Style {
    /// A label.
    Label,
    /// An emphasised label.
    Strong,
    /// A detail beside a label: time, duration or unit.
    Note,
    /// An explanation of a label.
    Quiet,
}

impl Style {
    /// The CSS class.
    pub(in crate::site) const fn class(self) -> &'static str {
        match self {
            Self::Label => "label",
            Self::Strong => "strong",
            Self::Note => "note",
            Self::Quiet => "note quiet",
        }
    }

    /// The font size in units.
    pub(in crate::site) const fn size(self) -> i32 {
        match self {
            Self::Label | Self::Strong => 14,
            Self::Note | Self::Quiet => 13,
        }
    }

    /// The line height in units.
    pub(in crate::site) const fn leading(self) -> i32 {
        match self {
            Self::Label | Self::Strong => 17,
            Self::Note | Self::Quiet => 16,
        }
    }

    /// The safety margin for wider fonts, in percent of the widths below.
    const fn margin(self) -> i32 {
        match self {
            Self::Label | Self::Note | Self::Quiet => 110,
            Self::Strong => 119,
        }
    }

    /// The maximum width of a text in units.
    pub(in crate::site) fn width(self, text: &str) -> i32 {
        self.units(of(text))
    }

    /// Converts thousandths of an em to units, rounded up.
    fn units(self, thousandths: i32) -> i32 {
        // The product saturates for extremely long texts. They are wider than any box either way.
        thousandths.saturating_mul(self.size() * self.margin()).saturating_add(99_999) / 100_000
    }

    /// Wraps a text into lines of at most `width` units. If it needs more than `most` lines, the last line ends with an ellipsis. A
    /// word longer than a line is broken, and scripts without spaces break between any two characters.
    pub(in crate::site) fn wrap(self, text: &str, width: i32, most: usize) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        let (mut line, mut used) = (String::new(), 0);
        for word in text.split_whitespace() {
            if lines.len() > most {
                break;
            }
            for (index, piece) in pieces(word).enumerate() {
                let space = if index == 0 && !line.is_empty() { " " } else { "" };
                let needed = used + of(space) + of(piece);
                if self.units(needed) <= width {
                    line.push_str(space);
                    line.push_str(piece);
                    used = needed;
                    continue;
                }
                if !line.is_empty() {
                    lines.push(std::mem::take(&mut line));
                }
                used = self.fill(piece, width, &mut line, &mut lines);
            }
        }
        if !line.is_empty() {
            lines.push(line);
        }
        self.cut(lines, width, most)
    }

    /// Starts a line with a piece, and continues on further lines if it does not fit on one. Returns the used width of the last
    /// line, in thousandths of an em.
    fn fill(self, piece: &str, width: i32, line: &mut String, lines: &mut Vec<String>) -> i32 {
        let mut used = 0;
        for letter in piece.chars() {
            used += thousandths(letter);
            if self.units(used) > width && !line.is_empty() && thousandths(letter) > 0 {
                lines.push(std::mem::take(line));
                used = thousandths(letter);
            }
            line.push(letter);
        }
        used
    }

    /// Limits the text to `most` lines. If lines are dropped, the last one ends with an ellipsis.
    fn cut(self, mut lines: Vec<String>, width: i32, most: usize) -> Vec<String> {
        if lines.len() > most {
            lines.truncate(most);
            if let Some(last) = lines.last_mut() {
                while self.width(last) + self.width("…") > width && last.pop().is_some() {}
                last.truncate(last.trim_end_matches([' ', ',', '.', ';', ':']).len());
                last.push('…');
            }
        }
        lines
    }
}

/// Splits a word at its line-break opportunities: before each wide character, and after a hyphen or a slash.
fn pieces(word: &str) -> impl Iterator<Item = &str> {
    let mut rest = word;
    std::iter::from_fn(move || {
        let mut letters = rest.char_indices();
        let (_, first) = letters.next()?;
        let mut before = first;
        let end = letters
            .find(|(_, letter)| {
                let ends = is_wide(*letter)
                    || (is_wide(before) && letter.width() != Some(0))
                    || (matches!(before, '-' | '/' | '_') && letter.is_alphanumeric());
                before = *letter;
                ends
            })
            .map_or(rest.len(), |(at, _)| at);
        let (piece, after) = rest.split_at(end);
        rest = after;
        Some(piece)
    })
}

fn is_wide(letter: char) -> bool {
    !letter.is_ascii() && letter.width() == Some(2)
}

/// The width of a text in thousandths of an em.
fn of(text: &str) -> i32 {
    text.chars().map(thousandths).sum()
}

/// The width of a character in thousandths of an em.
fn thousandths(letter: char) -> i32 {
    match letter {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '’' | '‘' | ' ' | '\u{a0}' | '!' | '|' | '·' => 270,
        'f' | 't' | 'I' | '(' | ')' | '[' | ']' | '-' | '/' | '\\' | 'J' | '‐' => 370,
        'r' | '"' | '“' | '”' | '*' | '°' => 430,
        'c' | 's' | 'v' | 'x' | 'z' | 'k' | 'y' | '?' | '–' | '_' | 'F' | 'L' => 530,
        'a'..='z' if letter != 'm' && letter != 'w' => 618,
        '0'..='9' | '+' | '−' | '=' | '<' | '>' | '#' | '$' | '€' | '×' | '~' | '^' => 572,
        'A' | 'B' | 'C' | 'E' | 'K' | 'P' | 'R' | 'S' | 'T' | 'V' | 'X' | 'Y' | 'Z' => 650,
        'D' | 'G' | 'H' | 'N' | 'O' | 'Q' | 'U' | '&' => 785,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '…' => 935,
        '—' | '→' | '←' | '↓' | '↑' => 1000,
        _ => match letter.width() {
            Some(0) | None => 0,
            // An upper bound for most non-ASCII letters of any script.
            Some(1) => 720,
            // Emoji are wider than the em square that ideographs fill.
            Some(_) if letter >= '\u{1f000}' => 1300,
            Some(_) => 1000,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXTS: [&str; 6] = [
        "The connection pool is exhausted: 200 of 200 connections are active.",
        "支払いAPIのデータベース接続プールが枯渇し、すべてのリクエストが失敗した。",
        "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen",
        "https://example.com/a/very/long/address/without/a/space?and=a&query=too",
        "قاعدة البيانات لا تستجيب للطلبات الجديدة منذ ساعة",
        "e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301} 👩‍🚒👩‍🚒👩‍🚒👩‍🚒",
    ];

    #[test]
    fn no_line_is_wider_than_it_may_be_and_nothing_is_lost() {
        for text in TEXTS {
            for style in [Style::Label, Style::Strong, Style::Note] {
                for width in [40, 90, 200, 800] {
                    let lines = style.wrap(text, width, usize::MAX);
                    assert!(lines.iter().all(|line| style.width(line) <= width), "{width}: {lines:?}");
                    let letters = |text: &str| text.split_whitespace().collect::<String>();
                    assert_eq!(letters(&lines.concat()), letters(text));
                }
            }
        }
    }

    #[test]
    fn what_has_no_room_is_cut_and_says_so() {
        let lines = Style::Label.wrap(TEXTS[0], 120, 2);
        assert_eq!(lines, ["The connection", "pool is…"]);
        assert!(Style::Label.wrap(TEXTS[0], 120, 9).iter().all(|line| !line.ends_with('…')));
        assert_eq!(Style::Label.wrap(" ", 120, 2), Vec::<String>::new());
    }

    #[test]
    fn a_letter_and_its_accent_stay_together() {
        let lines = Style::Label.wrap(TEXTS[5], 30, usize::MAX);
        assert!(lines.iter().all(|line| !line.starts_with('\u{301}')), "{lines:?}");
    }

    #[test]
    fn wide_letters_are_as_wide_as_they_are_high() {
        assert!(Style::Label.width("日本") >= 2 * Style::Label.size());
        assert_eq!(Style::Label.width("\u{301}"), 0);
    }
}
