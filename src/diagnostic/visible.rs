//! Text from files, made harmless for a terminal: it is shown and never obeyed.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Whether a text may have several lines.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Lines {
    One,
    Many,
}

/// The text with a visible character in the place of each one that a terminal would act upon: control characters, and those
/// that turn the direction of text. A tab stays, because nothing but white space comes of it.
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

/// A text of several lines, harmless for a terminal: its line ends and tabs stay.
pub fn harmless(text: &str) -> Cow<'_, str> {
    visible(text, Lines::Many)
}

/// The same JSON with an escape in the place of each character that a terminal would act upon: they stand in strings only.
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
