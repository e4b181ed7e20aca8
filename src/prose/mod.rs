//! Words, figures and moments as a person writes them.
//!
//! What is said once here is said the same on every page, in every export and on the terminal.

mod addresses;
mod dialect;
pub mod front_matter;
pub mod markdown;
pub mod spreadsheet;
pub mod time;

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

pub use time::When;

/// A text in Unicode's composed form (NFC), in which texts that look the same are the same: `é` may be written as one character or
/// as two.
pub fn normalized(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

/// A count with separators: `12,400`.
pub fn number(value: u64) -> String {
    let digits = value.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// An amount with separators and at most two decimals, which stand only where there are any: `45,000`, `12.50`.
pub fn amount(value: f64) -> String {
    let fixed = format!("{value:.2}");
    let (whole, decimals) = fixed.split_once('.').unwrap_or((&fixed, "00"));
    let whole = whole.parse().map_or_else(|_| whole.to_owned(), number);
    if decimals == "00" { whole } else { format!("{whole}.{decimals}") }
}

/// A share in percent, to two decimals: `80%`, `0.5%`.
pub fn percent(value: f64) -> String {
    format!("{}%", (value * 100.0).round() / 100.0)
}

/// A count of things: `1 incident`, `2,400 incidents`.
pub fn count(value: usize, one: &str, many: &str) -> String {
    if value == 1 { format!("1 {one}") } else { format!("{} {many}", number(value as u64)) }
}

/// A length of time, exact to the second, in the units that it has: `1 h 5 min`, `11 d 2 h`, `45 s`.
pub fn duration(seconds: i64) -> String {
    let units = [(86_400, "d"), (3600, "h"), (60, "min"), (1, "s")];
    let mut rest = seconds.unsigned_abs();
    let mut text = String::with_capacity(24);
    for (length, name) in units {
        if rest >= length {
            let gap = if text.is_empty() { "" } else { " " };
            text.extend([gap, &(rest / length).to_string(), "\u{a0}", name]);
            rest %= length;
        }
    }
    if text.is_empty() { "0\u{a0}s".to_owned() } else { text }
}

/// A length of time in at most two units, rounded, for where space is short: `3 d 2 h`, `8.8 years`.
pub fn brief_duration(seconds: i64) -> String {
    const YEAR: u64 = 31_557_600; // seconds, 365.25 days
    let length = seconds.unsigned_abs();
    if length >= 2 * YEAR {
        let tenths = (length * 10 + YEAR / 2) / YEAR;
        return format!("{}.{}\u{a0}years", tenths / 10, tenths % 10);
    }
    let smallest = match length {
        86_400.. => 3600,
        3600.. => 60,
        _ => 1,
    };
    let rounded = (length + smallest / 2) / smallest * smallest;
    duration(i64::try_from(rounded).unwrap_or(i64::MAX))
}

/// A length of time as machines read it (ISO 8601): `PT3900S`.
pub fn iso_duration(seconds: i64) -> String {
    ["PT", &seconds.to_string(), "S"].concat()
}

/// A quarter as a person writes it: `2026-Q3` is `Q3 2026`.
pub fn quarter(name: &str) -> String {
    name.split_once('-').map_or_else(|| name.to_owned(), |(year, quarter)| format!("{quarter} {year}"))
}

/// A list as a person writes it: `a, b and c`.
pub fn list<T: AsRef<str>>(items: &[T]) -> String {
    match items {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", first.join(", "), last.as_ref())
        }
    }
}

/// A text of at most `longest` characters: cut off behind a word, with an ellipsis.
pub fn shortened(text: &str, longest: usize) -> String {
    let text = text.trim();
    let Some((end, _)) = text.char_indices().nth(longest) else { return text.to_owned() };
    let end = text[..end].rfind(char::is_whitespace).unwrap_or(end);
    format!("{}…", text[..end].trim_end_matches([' ', ',', ';', ':']))
}

/// A word with a capital letter.
pub fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_written_as_people_write_them() {
        assert_eq!([0, 999, 2400, 1_234_567].map(number), ["0", "999", "2,400", "1,234,567"]);
        assert_eq!([45_000.0, 12.5, 0.0, 1_000_000.25].map(amount), ["45,000", "12.50", "0", "1,000,000.25"]);
        assert_eq!([80.0, 0.5, 10.0 / 3.0].map(percent), ["80%", "0.5%", "3.33%"]);
        assert_eq!(count(1, "incident", "incidents"), "1 incident");
    }

    #[test]
    fn a_duration_is_exact_whatever_its_length() {
        let text = |seconds| duration(seconds).replace('\u{a0}', " ");
        assert_eq!([0, 45, 90, 3900, 86_400, 950_405].map(text), ["0 s", "45 s", "1 min 30 s", "1 h 5 min", "1 d", "11 d 5 s"]);
    }

    #[test]
    fn a_brief_duration_has_at_most_two_units() {
        let text = |seconds| brief_duration(seconds).replace('\u{a0}', " ");
        let lengths = [0, 59, 61, 3599, 3630, 86_399, 268_020, 5_484_600, 277_700_000];
        assert_eq!(
            lengths.map(text),
            ["0 s", "59 s", "1 min 1 s", "59 min 59 s", "1 h 1 min", "1 d", "3 d 2 h", "63 d 12 h", "8.8 years"]
        );
    }

    #[test]
    fn a_list_reads_as_a_sentence() {
        assert_eq!(list(&["a", "b", "c"]), "a, b and c");
        assert_eq!(list(&["a", "b"]), "a and b");
        assert_eq!(list::<&str>(&[]), "");
    }
}
