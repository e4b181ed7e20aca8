//! Formats text, numbers and times for people.
//!
//! Pages, exports and the terminal all use these functions, so that they show the same.

mod addresses;
mod dialect;
pub(crate) mod front_matter;
pub(crate) mod letters;
pub mod markdown;
pub mod spreadsheet;
pub mod time;
pub(crate) mod tree;

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, PercentEncode, percent_encode};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Normalises a text to Unicode NFC, so that texts that look the same are equal: `é` can be encoded as one character or as two.
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

/// An amount with thousands separators and at most two decimals, which are omitted if they are zero: `45,000`, `12.50`.
pub fn amount(value: f64) -> String {
    let fixed = format!("{value:.2}");
    let (whole, decimals) = fixed.split_once('.').unwrap_or((&fixed, "00"));
    let whole = whole.parse().map_or_else(|_| whole.to_owned(), number);
    if decimals == "00" { whole } else { format!("{whole}.{decimals}") }
}

/// A percentage, rounded to two decimals: `80%`, `0.5%`.
pub fn percent(value: f64) -> String {
    format!("{}%", (value * 100.0).round() / 100.0)
}

/// Escapes text for HTML content or a quoted attribute value. Slashes are not escaped, because pages contain many URLs.
///
/// # Errors
/// Writing to `out` fails.
pub fn write_html(out: &mut impl std::fmt::Write, text: &str) -> std::fmt::Result {
    let mut written = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => continue,
        };
        out.write_str(&text[written..at])?;
        out.write_str(entity)?;
        written = at + 1;
    }
    out.write_str(&text[written..])
}

/// Escapes text for HTML.
pub fn html(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    // Writing to a `String` cannot fail.
    let _ = write_html(&mut html, text);
    html
}

/// A count with its noun: `1 incident`, `2,400 incidents`.
pub fn count(value: usize, one: &str, many: &str) -> String {
    if value == 1 { format!("1 {one}") } else { format!("{} {many}", number(value as u64)) }
}

/// A unit of a duration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// 24 hours.
    Day,
    /// 60 minutes.
    Hour,
    /// 60 seconds.
    Minute,
    /// One second.
    Second,
}

/// Splits a duration in seconds into units with their counts, longest first. There is at least one unit.
pub fn units(seconds: i64) -> impl Iterator<Item = (i64, Unit)> {
    let mut rest = seconds.saturating_abs();
    let is_nothing = rest == 0;
    let counted = move |(length, unit): (i64, Unit)| {
        let count = rest / length;
        rest %= length;
        (count > 0 || (is_nothing && unit == Unit::Second)).then_some((count, unit))
    };
    [(86_400, Unit::Day), (3600, Unit::Hour), (60, Unit::Minute), (1, Unit::Second)].into_iter().filter_map(counted)
}

/// A duration in seconds, exact: `1 h 5 min`, `11 d 2 h`, `45 s`.
pub fn duration(seconds: i64) -> String {
    let mut text = String::with_capacity(24);
    for (count, unit) in units(seconds) {
        let gap = if text.is_empty() { "" } else { " " };
        let name = match unit {
            Unit::Day => "d",
            Unit::Hour => "h",
            Unit::Minute => "min",
            Unit::Second => "s",
        };
        text.extend([gap, &count.to_string(), "\u{a0}", name]);
    }
    text
}

/// A duration in seconds, rounded to at most two units: `3 d 2 h`, `8.8 years`.
pub fn brief_duration(seconds: i64) -> String {
    match tenths_of_years(seconds) {
        Some(tenths) => format!("{}.{}\u{a0}years", tenths / 10, tenths % 10),
        None => duration(rounded(seconds)),
    }
}

/// The duration in tenths of a year, if it is at least two years. Such durations are displayed in years.
pub fn tenths_of_years(seconds: i64) -> Option<u64> {
    const YEAR: u64 = 31_557_600; // seconds, 365.25 days
    let length = seconds.unsigned_abs();
    (length >= 2 * YEAR).then_some((length * 10 + YEAR / 2) / YEAR)
}

/// A duration in seconds, rounded to its two longest units.
pub fn rounded(seconds: i64) -> i64 {
    let length = seconds.unsigned_abs();
    let smallest = match length {
        86_400.. => 3600,
        3600.. => 60,
        _ => 1,
    };
    i64::try_from((length + smallest / 2) / smallest * smallest).unwrap_or(i64::MAX)
}

/// A duration in ISO 8601 notation: `PT3900S`.
pub fn iso_duration(seconds: i64) -> String {
    ["PT", &seconds.to_string(), "S"].concat()
}

/// A list in a sentence: `a, b and c`.
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

/// Truncates a text to at most `longest` characters, after a word, with an ellipsis.
pub fn shortened(text: &str, longest: usize) -> String {
    let text = text.trim();
    let Some((end, _)) = text.char_indices().nth(longest) else { return text.to_owned() };
    let end = text[..end].rfind(char::is_whitespace).unwrap_or(end);
    format!("{}…", text[..end].trim_end_matches([' ', ',', ';', ':']))
}

/// Percent-encodes bytes for a URL, except letters, digits and `-._~`.
pub fn percent_encoded(bytes: &[u8]) -> PercentEncode<'_> {
    const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
    percent_encode(bytes, KEPT)
}

/// Capitalises a word.
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
