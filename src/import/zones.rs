//! Zones as people name them: abbreviations, names of the IANA database, and offsets.

use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};

use super::pattern::Pattern;

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

    /// Whether it is an offset from UTC, as in `UTC+10`.
    pub(super) fn is_fixed(&self) -> bool {
        self.abbreviation.is_none() && self.tz != TimeZone::UTC && self.tz.to_fixed_offset().is_ok()
    }

    /// Why a time may be meant in another zone: `PST` in summer, and `IST`, which is the name of three zones.
    pub(super) fn doubt(&self, instant: Timestamp) -> Option<String> {
        let written = self.abbreviation?;
        let name = self.tz.iana_name().unwrap_or("its zone");
        if let Some(other) = self.or {
            return Some(format!("{written} is read as {name}: it may be that of {other}"));
        }
        let info = self.tz.to_offset_info(instant);
        let is_general = written.len() == 2 || written == "AET";
        let is_summer_time = written.contains('D') || matches!(written, "CEST" | "MESZ" | "WEST" | "EEST" | "BST");
        (!is_general && is_summer_time != info.dst().is_dst()).then(|| {
            format!("the clocks of {name} showed {} that day and not {written}: the time is theirs", info.abbreviation())
        })
    }
}

/// Abbreviations, the zone that each is most commonly used for, and what else it may mean.
static ABBREVIATIONS: LazyLock<Vec<(&str, &str, Option<&str>)>> = LazyLock::new(|| {
    let lines = include_str!("zones.txt").lines().filter(|line| !line.starts_with('#'));
    let parts = lines.map(|line| line.splitn(3, ' '));
    parts.filter_map(|mut parts| Some((parts.next()?, parts.next()?, parts.next()))).collect()
});

/// Words for a zone that are no abbreviations.
const WORDS: [(&str, &str); 4] = [
    ("Pacific", "America/Los_Angeles"),
    ("Mountain", "America/Denver"),
    ("Central", "America/Chicago"),
    ("Eastern", "America/New_York"),
];

/// `Pacific Time`: a place alone is the beginning of a text, such as `Central database failed`.
static PLACE_TIME: Pattern =
    Pattern::new(r"^(?P<place>Pacific|Mountain|Central|Eastern)(?:\s+(?i:standard|daylight))?\s+(?i:time)\b");

/// The zone of a place, where nothing but it is said: `(Pacific)`.
pub(super) fn place(word: &str) -> Option<Zone> {
    let (_, zone) = WORDS.iter().find(|(name, _)| *name == word.trim())?;
    plain(zone)
}

/// The zone that is named after a city: `Paris`.
pub(super) fn city(word: &str) -> Option<Zone> {
    const REGIONS: [&str; 7] = ["Europe", "America", "Asia", "Australia", "Africa", "Pacific", "Atlantic"];
    let is_name = word.len() > 3 && word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphabetic);
    REGIONS.iter().filter(|_| is_name).find_map(|region| plain(&format!("{region}/{word}")))
}

fn plain(name: &str) -> Option<Zone> {
    TimeZone::get(name).ok().map(|zone| Zone { tz: zone, abbreviation: None, or: None })
}

/// The zone that a text begins with, and what stands behind it. `is_glued`: whether it follows its time without a space.
pub(super) fn prefix(text: &str, is_glued: bool) -> Option<(Zone, &str)> {
    if let Some(found) = PLACE_TIME.captures(text) {
        return Some((place(&found["place"])?, &text[found[0].len()..]));
    }
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
        .or_else(|| offset(text).filter(|_| !is_count(text, is_glued)))
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
    if let Some(name) = word.strip_prefix("US/") {
        return place(name);
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
    let digits = digits.trim_end_matches(':');
    let (hours, minutes) = match digits.split_once(':') {
        Some((hours, minutes)) => (hours, minutes),
        None if digits.len() == 4 => digits.split_at(2),
        None => (digits, "0"),
    };
    let (hours, minutes): (i32, i32) = (hours.parse().ok().filter(|it| *it <= 14)?, minutes.parse().ok().filter(|it| *it < 60)?);
    let zone = TimeZone::fixed(Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()?);
    Some((Zone { tz: zone, abbreviation: None, or: None }, &text[1 + digits.len()..]))
}

/// Whether a number with a sign counts something, as in `14:32 +5 nodes added`. A count has no colon and begins with no zero.
fn is_count(text: &str, is_glued: bool) -> bool {
    let number = text.trim_start_matches(['+', '-']);
    let digits = number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len());
    let (number, behind) = number.split_at(digits);
    let is_long = number.len() >= 2;
    let is_of_something = behind.trim_start().starts_with(|c: char| c.is_alphanumeric() || c == '%');
    let has_minutes = behind.strip_prefix(':').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    !has_minutes && (!is_long || !is_glued && !number.starts_with('0') && is_of_something)
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
            ("Pacific Time: a", "America/Los_Angeles", ": a"),
            ("Central standard time - a", "America/Chicago", " - a"),
        ] {
            let (found, behind) = prefix(text, false).unwrap();
            assert_eq!((found.tz.iana_name(), behind), (Some(zone), rest), "{text}");
        }
        for (text, offset) in [
            ("+02:00 a", "+02"),
            ("-0800 a", "-08"),
            ("+02 a", "+02"),
            ("+10: a", "+10"),
            ("UTC-5 a", "-05"),
            ("GMT+2 a", "+02"),
            ("GMT-8: a", "-08"),
        ] {
            let found = prefix(text, false).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(found.0.tz.to_fixed_offset().unwrap().to_string(), offset, "{text}");
        }
        assert!(prefix("+10 a", true).is_some() && prefix("-5 a", true).is_none());
        for text in [
            "Restarted",
            "a",
            "-5 nodes",
            "+5 nodes",
            "+5",
            "+10 nodes",
            "+1000 users",
            "-10% load",
            "Central database",
            "Pacific",
            "- a",
            "",
        ] {
            assert!(prefix(text, false).is_none(), "{text}");
        }
    }

    #[test]
    fn a_city_has_its_zone() {
        assert_eq!(city("Paris").and_then(|zone| zone.tz.iana_name().map(str::to_owned)).as_deref(), Some("Europe/Paris"));
        assert!(city("paris").is_none() && city("Database").is_none());
    }

    #[test]
    fn each_abbreviation_stands_for_a_zone_of_the_database() {
        for (abbreviation, name, _) in ABBREVIATIONS.iter() {
            assert!(TimeZone::get(name).is_ok(), "{abbreviation} {name}");
        }
        assert_eq!(prefix("IST", false).unwrap().0.or, Some("Ireland or Israel"));
    }
}
