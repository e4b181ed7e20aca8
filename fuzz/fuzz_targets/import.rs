//! Any document is either imported, or rejected with a position, by each importer. What is imported can be written as an incident
//! file and read again.

#![no_main]

use jiff::tz::TimeZone;
use libfuzzer_sys::fuzz_target;
use pir_site::config::Config;
use pir_site::import::toml::{Remarks, write};
use pir_site::import::{Document, Format, Options};
use pir_site::incident::{Incident, Moment};

// The first byte selects the format. If there is a NUL in the rest, the part after it is the timeline.
fuzz_target!(|bytes: &[u8]| {
    let Some((choice, rest)) = bytes.split_first() else { return };
    let Ok(text) = std::str::from_utf8(rest) else { return };
    let Some(format) = Format::WORDS.get(usize::from(*choice) % Format::WORDS.len()).and_then(|word| Format::named(word)) else {
        return;
    };
    let (text, timeline) = text.split_once('\0').map_or((text, None), |(text, timeline)| (text, Some(timeline)));
    let (config, zone) = (Config::default(), TimeZone::UTC);
    let options = Options {
        zone: &zone,
        zone_is_given: false,
        severities: &config.severities,
        causes: &config.causes,
        severity: Some("sev3"),
        started: Some(Moment::Day(jiff::civil::date(2025, 1, 1))),
        timeline: timeline.map(|text| Document { name: "timeline", text }),
        slack_users: None,
        names: &[],
        mapping: None,
    };
    let import = format.import(&Document { name: "document", text }, &options);
    assert!(!import.incidents.is_empty() || !import.errors.is_empty(), "it was passed over in silence");
    for imported in import.incidents {
        let comments = imported.notes.iter().filter_map(|note| Some((note.path.clone()?, note.message.clone()))).collect();
        let written = write(&imported.incident, &Remarks { schema: None, comments });
        assert!(toml::from_str::<Incident>(&written).is_ok(), "it is no incident:\n{written}");
    }
});
