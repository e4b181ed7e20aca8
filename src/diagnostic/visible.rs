//! Makes text from files safe to print on a terminal.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Whether a text may have several lines.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Lines {
    One,
    Many,
}

/// Replaces each character that controls a terminal with a visible one: control characters, and those that change the text
/// direction. Tabs are kept, because they only produce white space.
pub(super) fn visible(text: &str, lines: Lines) -> Cow<'_, str> {
    if text.chars().all(|character| is_harmless(character, lines)) {
        return Cow::Borrowed(text);
    }
    let picture = |character: char| match character {
        harmless if is_harmless(harmless, lines) => harmless,
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(character)).unwrap_or(char::REPLACEMENT_CHARACTER),
        '\u{7f}' => '\u{2421}',
        _ => char::REPLACEMENT_CHARACTER,
    };
    Cow::Owned(text.chars().map(picture).collect())
}

/// Makes a text of several lines safe to print on a terminal. Newlines and tabs are kept.
pub fn harmless(text: &str) -> Cow<'_, str> {
    visible(text, Lines::Many)
}

/// Escapes each character in JSON that controls a terminal. Such characters only occur in strings.
pub fn escaped(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    for character in json.chars() {
        if is_harmless(character, Lines::Many) {
            escaped.push(character);
        } else {
            let _ = write!(escaped, "\\u{:04x}", u32::from(character));
        }
    }
    escaped
}

fn is_harmless(character: char, lines: Lines) -> bool {
    match character {
        '\t' => true,
        '\n' => lines == Lines::Many,
        '\u{200e}'
        | '\u{200f}'
        | '\u{061c}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{feff}' => false,
        _ => !character.is_control(),
    }
}
