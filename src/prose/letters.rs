//! Letters as texts are compared by search and by the names of people: without case, diacritics and compatibility forms.

use unicode_normalization::UnicodeNormalization;

/// The letters without case, diacritics and compatibility forms. Marks must follow their letters.
pub(crate) fn folded(letters: impl Iterator<Item = char>) -> impl Iterator<Item = char> {
    letters.nfkd().filter(|c| !is_diacritic(*c)).flat_map(char::to_lowercase).nfc().flat_map(replacement).flatten()
}

/// Marks of Latin, Greek, Cyrillic, Hebrew and Arabic letters: people leave them out when they type. The marks of other scripts
/// make another letter.
fn is_diacritic(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{591}'..='\u{5C7}' | '\u{64B}'..='\u{65F}' | '\u{670}')
}

/// The common spelling of letters that have no decomposition.
fn replacement(c: char) -> [Option<char>; 2] {
    match c {
        'ß' => [Some('s'), Some('s')],
        'æ' => [Some('a'), Some('e')],
        'œ' => [Some('o'), Some('e')],
        'þ' => [Some('t'), Some('h')],
        'ø' => [Some('o'), None],
        'ł' => [Some('l'), None],
        'đ' | 'ð' => [Some('d'), None],
        'ħ' => [Some('h'), None],
        'ı' => [Some('i'), None],
        'ς' => [Some('σ'), None],
        _ => [Some(c), None],
    }
}

/// Whether the script of a letter is written without spaces between words, or with endings that have no space before them.
pub(crate) fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{E00}'..='\u{EFF}'
        | '\u{1000}'..='\u{109F}'
        | '\u{1100}'..='\u{11FF}'
        | '\u{1780}'..='\u{17FF}'
        | '\u{3005}'..='\u{3007}'
        | '\u{3041}'..='\u{309F}'
        | '\u{30A1}'..='\u{30FA}'
        | '\u{30FC}'..='\u{31FF}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7AF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}')
}
