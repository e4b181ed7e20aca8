//! The severity that the texts of a source name, where no fact states it.

use super::super::pattern::Pattern;
use super::Draft;
use crate::config::Severities;
use crate::diagnostic::at;
use crate::incident::{Incident, Step};
use crate::prose;

static NAMED: [Pattern; 3] = [
    Pattern::new(r"(?i)\bsev[\s-]?(?P<name>\d)\b"),
    Pattern::new(r"(?i)\bseverity(?:\s+level)?(?:\s*[:=]\s*|\s+(?:of\s+|is\s+|was\s+)?|-)(?P<name>\w+)\b"),
    Pattern::new(r"(?i)\b(?P<name>\w+)[\s-]severity\b"),
];

/// Before a severity, these say that it is not that of the incident.
const OTHERS: [&str; 22] = [
    "all", "another", "any", "below", "cannot", "could", "each", "earlier", "every", "if", "last", "like", "never", "next", "no",
    "not", "other", "past", "previous", "similar", "than", "would",
];

/// How many words before a severity may say so, and in how many characters.
const REACH: (usize, usize) = (4, 80);

impl Draft<'_> {
    /// Takes the severity that the title names, or else the only one that the texts name. Where they name several, `--severity` decides.
    pub(super) fn severity_of_texts(&mut self) {
        let severities = self.options.severities;
        let of_title = named(&self.incident.title, severities);
        let found = if of_title.is_empty() { of_texts(&self.incident, severities) } else { of_title };
        match found.as_slice() {
            [] => {}
            [only] => {
                self.incident.severity.clone_from(only);
                self.unsure(at!["severity"], 0..0, "the source states it only in its title or text");
            }
            several => {
                let names: Vec<&str> = several.iter().map(String::as_str).collect();
                self.unsure(at!["severity"], 0..0, format!("the text of the source names {}", prose::list(&names)));
            }
        }
    }
}

/// The ids of the severities that the texts name which tell what happened.
fn of_texts(incident: &Incident, severities: &Severities) -> Vec<String> {
    let mut found = Vec::new();
    incident.each_text(&mut |text| {
        if let Some(Step::Key("title" | "summary" | "impact" | "timeline" | "analysis" | "sections")) = text.path.first() {
            found.extend(named(text.text, severities));
        }
    });
    found.sort();
    found.dedup();
    found
}

/// The ids of the severities that a text names as that of the incident.
pub(super) fn named(text: &str, severities: &Severities) -> Vec<String> {
    let mut found = Vec::new();
    for named in NAMED.iter().flat_map(|pattern| pattern.captures_iter(text)) {
        let (Some(whole), name) = (named.get(0), &named["name"]) else { continue };
        let severity = severities.find(name).or_else(|| severities.find(&format!("sev{name}")));
        let is_plural = [" incidents", " events", " alerts", " outages"].iter().any(|noun| text[whole.end()..].starts_with(noun));
        if let Some(severity) = severity.filter(|_| !is_plural && !is_of_another(&text[..whole.start()])) {
            found.push(severity.id.clone());
        }
    }
    found.sort();
    found.dedup();
    found
}

/// Whether the words before a severity say that it is not that of the incident.
fn is_of_another(before: &str) -> bool {
    let near = &before[before.char_indices().nth_back(REACH.1).map_or(0, |(at, _)| at)..];
    let of_sentence = near.split_whitespace().rev().take(REACH.0).take_while(|word| !word.ends_with(['.', ';', ':']));
    let word = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let mut words = of_sentence.map(word).peekable();
    let is_former = words.peek().is_some_and(|word| ["for", "from"].contains(&word.as_str()));
    is_former || words.any(|word| OTHERS.contains(&word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Config, ConfigFile};

    #[test]
    fn a_severity_is_named_as_that_of_the_incident() {
        let severities = Config::resolve(ConfigFile::default()).0.severities;
        for (text, expected) in [
            ("This was a SEV2 incident.", "sev2"),
            ("[SEV-1] Checkout was down", "sev1"),
            ("We declared sev 3 at 10:02", "sev3"),
            ("Severity: critical. It lasted an hour", "sev1"),
            ("An incident of severity 2", "sev2"),
            ("a high-severity outage of moderate severity", "sev3"),
            ("It was severity level 4", "sev4"),
            ("downgraded from SEV1 to SEV2", "sev2"),
            ("SEV3, later SEV2", "sev2 sev3"),
            ("This is not a SEV1", ""),
            ("SEV1 incidents page two people; for SEV1s there is a call", ""),
            ("similar to an earlier SEV2", ""),
            ("several servers, of which seven severely failed", ""),
            ("the severity of the outage", ""),
        ] {
            assert_eq!(named(text, &severities).join(" "), expected, "{text}");
        }
    }
}
