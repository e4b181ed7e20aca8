//! Zones as people name them: abbreviations, names of the IANA database, and offsets.

use jiff::tz::{Offset, TimeZone};

/// A zone, and what was written.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Zone {
    pub tz: TimeZone,
    /// The abbreviation, where it says whether the clocks of summer are meant.
    pub abbreviation: Option<&'static str>,
    /// What else the abbreviation may mean.
    pub or: Option<&'static str>,
}

impl Zone {
    pub(super) fn utc() -> Self {
        Self { tz: TimeZone::UTC, abbreviation: None, or: None }
    }
}

/// Abbreviations, the zone that each is most commonly used for, and what else it may mean.
const ABBREVIATIONS: &[(&str, &str, Option<&str>)] = &[
    ("PT", "America/Los_Angeles", None),
    ("PST", "America/Los_Angeles", None),
    ("PDT", "America/Los_Angeles", None),
    ("MT", "America/Denver", None),
    ("MST", "America/Denver", None),
    ("MDT", "America/Denver", None),
    ("CT", "America/Chicago", None),
    ("CST", "America/Chicago", Some("China")),
    ("CDT", "America/Chicago", None),
    ("ET", "America/New_York", None),
    ("EST", "America/New_York", None),
    ("EDT", "America/New_York", None),
    ("WET", "Europe/Lisbon", None),
    ("WEST", "Europe/Lisbon", None),
    ("BST", "Europe/London", None),
    ("CET", "Europe/Berlin", None),
    ("CEST", "Europe/Berlin", None),
    ("MEZ", "Europe/Berlin", None),
    ("MESZ", "Europe/Berlin", None),
    ("EET", "Europe/Helsinki", None),
    ("EEST", "Europe/Helsinki", None),
    ("MSK", "Europe/Moscow", None),
    ("IST", "Asia/Kolkata", Some("Ireland or Israel")),
    ("SGT", "Asia/Singapore", None),
    ("HKT", "Asia/Hong_Kong", None),
    ("JST", "Asia/Tokyo", None),
    ("KST", "Asia/Seoul", None),
    ("AET", "Australia/Sydney", None),
    ("AEST", "Australia/Sydney", None),
    ("AEDT", "Australia/Sydney", None),
    ("NZST", "Pacific/Auckland", None),
    ("NZDT", "Pacific/Auckland", None),
    ("BRT", "America/Sao_Paulo", None),
    ("SAST", "Africa/Johannesburg", None),
];

/// Words for a zone that are no abbreviations.
const WORDS: [(&str, &str); 4] = [
    ("Pacific", "America/Los_Angeles"),
    ("Mountain", "America/Denver"),
    ("Central", "America/Chicago"),
    ("Eastern", "America/New_York"),
];

/// The zone that a text begins with, and what stands behind it.
pub(super) fn prefix(text: &str) -> Option<(Zone, &str)> {
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '/' | '_' | '+' | '-' | ':'))).unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    // `14:32 UTC: text`, `14:32 UTC- text`, `14:32Z-14:40Z`.
    let trimmed = word.trim_end_matches([':', '-', '/']);
    named(trimmed)
        .map(|zone| (zone, &text[trimmed.len()..]))
        .or_else(|| {
            let letters = word.find(|c: char| !c.is_ascii_alphabetic()).filter(|end| *end > 0)?;
            named(&word[..letters]).filter(|_| word[letters..].starts_with(['-', ':'])).map(|zone| (zone, &text[letters..]))
        })
        .or_else(|| offset(text))
        .map(|(zone, after)| (zone, if after.len() < rest.len() { rest } else { after }))
}

/// The zone of this name.
fn named(word: &str) -> Option<Zone> {
    if matches!(word, "UTC" | "Utc" | "utc" | "GMT" | "Z" | "Zulu") {
        return Some(Zone::utc());
    }
    if let Some((abbreviation, zone, or)) = ABBREVIATIONS.iter().find(|(abbreviation, _, _)| *abbreviation == word) {
        return Some(Zone { tz: TimeZone::get(zone).ok()?, abbreviation: Some(abbreviation), or: *or });
    }
    let plain = |name: &str| TimeZone::get(name).ok().map(|zone| Zone { tz: zone, abbreviation: None, or: None });
    if let Some((_, zone)) = WORDS.iter().find(|(name, _)| *name == word) {
        return plain(zone);
    }
    if let Some(place) = word.strip_prefix("US/") {
        return WORDS.iter().find(|(name, _)| *name == place).and_then(|(_, zone)| plain(zone));
    }
    if word.contains('/') && word.starts_with(|c: char| c.is_ascii_uppercase()) {
        return plain(word);
    }
    let signed = word.strip_prefix("UTC").or_else(|| word.strip_prefix("GMT")).filter(|rest| rest.starts_with(['+', '-']))?;
    offset(signed).filter(|(_, rest)| rest.is_empty()).map(|(zone, _)| zone)
}

/// `+01:00`, `-0800`, `+2`.
fn offset(text: &str) -> Option<(Zone, &str)> {
    let sign = match text.chars().next()? {
        '+' => 1,
        '-' => -1,
        _ => return None,
    };
    let digits: String = text[1..].chars().take_while(|c| c.is_ascii_digit() || *c == ':').collect();
    let (hours, minutes) = match digits.split_once(':') {
        Some((hours, minutes)) => (hours, minutes),
        None if digits.len() == 4 => digits.split_at(2),
        None if sign > 0 => (digits.as_str(), "0"),
        // `14:32 -5 nodes` is no offset.
        None => return None,
    };
    let (hours, minutes): (i32, i32) = (hours.parse().ok().filter(|it| *it <= 14)?, minutes.parse().ok().filter(|it| *it < 60)?);
    let zone = TimeZone::fixed(Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()?);
    Some((Zone { tz: zone, abbreviation: None, or: None }, &text[1 + digits.len()..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_known_by_their_many_names() {
        for (text, zone, rest) in [
            ("UTC - a", "UTC", " - a"),
            ("PT) a", "America/Los_Angeles", ") a"),
            ("CEST: a", "Europe/Berlin", ": a"),
            ("Europe/Paris a", "Europe/Paris", " a"),
            ("US/Pacific", "America/Los_Angeles", ""),
        ] {
            let (found, behind) = prefix(text).unwrap();
            assert_eq!((found.tz.iana_name(), behind), (Some(zone), rest), "{text}");
        }
        assert_eq!(
            prefix("+02:00 a").map(|(zone, rest)| (zone.tz.to_fixed_offset().unwrap().to_string(), rest)),
            Some(("+02".to_owned(), " a"))
        );
        for text in ["Restarted", "a", "-5 nodes", "- a", ""] {
            assert!(prefix(text).is_none(), "{text}");
        }
    }
}
