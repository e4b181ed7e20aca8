//! Validates configuration values beyond their types, with one function per key. Each reports an invalid value and returns a
//! default.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use jiff::tz::TimeZone;
use regex::{Regex, RegexBuilder};

use super::file::{PolicyEntry, RegistryEntry, SeverityEntry};
use super::registry::Clash;
use super::{Config, Period, Policy, Registry, Severities, wrong};
use crate::diagnostic::{Diagnostic, Location, ValuePath, at};
use crate::prose::normalized;

/// The rule for invalid values.
pub(super) const RULE: &str = "bad-value";

/// The maximum number of custom secret patterns. Each text is searched for each of them.
const MAX_SECRETS: usize = 100;
/// The maximum memory of a compiled regular expression in bytes. Counted repetitions can make a short one huge.
const MAX_REGEX_BYTES: usize = 1 << 20;

pub(super) fn base_url(written: Option<&str>, problems: &mut Vec<Diagnostic>) -> Option<String> {
    let url = written?;
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")).unwrap_or("");
    let is_valid = !host.is_empty() && !host.starts_with('/') && !url.contains(['"', '<', '>', ' ', '?', '#', '\\']);
    if !is_valid || url.chars().any(char::is_control) {
        problems.push(
            wrong(RULE, at!["base_url"], format!("\"{url}\" is not the URL of a site"))
                .hint("write the full URL: \"https://postmortems.example.com/\""),
        );
        return None;
    }
    Some(if url.ends_with('/') { url.to_owned() } else { format!("{url}/") })
}

/// Compiles a regular expression. The engine searches in linear time for any expression. The error describes what is invalid.
pub(super) fn expression(written: &str) -> Result<Regex, String> {
    match RegexBuilder::new(written).size_limit(MAX_REGEX_BYTES).dfa_size_limit(MAX_REGEX_BYTES).nest_limit(50).build() {
        Ok(regex) if regex.is_match("") => Err("this expression matches the empty text, and therefore every text".to_owned()),
        Ok(regex) => Ok(regex),
        Err(regex::Error::CompiledTooBig(_)) => Err("this expression is too large".to_owned()),
        Err(error) => {
            let text = error.to_string();
            let reason = text.lines().last().unwrap_or_default().trim().trim_start_matches("error: ").to_owned();
            Err(format!("this is not a regular expression: {reason}"))
        }
    }
}

/// Compiles the custom secret patterns.
pub(super) fn secrets(written: &[String], problems: &mut Vec<Diagnostic>) -> Vec<Regex> {
    let mut compiled = Vec::new();
    for (index, written) in written.iter().enumerate() {
        match expression(written) {
            Ok(regex) if index < MAX_SECRETS => compiled.push(regex),
            other => {
                let problem = other.err().unwrap_or_else(|| format!("there are more than {MAX_SECRETS} expressions"));
                let hint = "write a regular expression in the syntax of the regex crate, such as \"acme_[a-z0-9]{32}\"";
                problems.push(wrong(RULE, at!["check", "secrets", index], problem).hint(hint));
            }
        }
    }
    compiled
}

pub(super) fn language(written: String, problems: &mut Vec<Diagnostic>) -> String {
    let part = |part: &str| (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric());
    // A language code has two or three letters: "german" is not a code.
    let has_code = matches!(written.split('-').next(), Some(code) if matches!(code.len(), 2 | 3));
    if !has_code || !written.split('-').all(part) {
        let message = format!("\"{written}\" is not a language tag");
        problems.push(wrong(RULE, at!["language"], message).hint("write a tag such as \"en\" or \"pt-BR\""));
        return "en".to_owned();
    }
    written
}

pub(super) fn zone(written: &str, problems: &mut Vec<Diagnostic>) -> TimeZone {
    TimeZone::get(written).unwrap_or_else(|_| {
        problems.push(unknown_zone(Location::value(super::FILE, at!["time_zone"]), written));
        TimeZone::UTC
    })
}

/// The diagnostic for a time zone that is not in the bundled database.
pub(crate) fn unknown_zone(location: Location, written: &str) -> Diagnostic {
    Diagnostic::error("unknown-time-zone", format!("there is no time zone \"{written}\""))
        .at(location)
        .hint("write an IANA name such as \"Europe/Berlin\" or \"UTC\"")
}

pub(super) fn theme(written: String, problems: &mut Vec<Diagnostic>) -> String {
    if crate::route::unsafe_because(&written).is_some() || written.contains('/') {
        let message = format!("\"{written}\" cannot name a theme");
        problems.push(wrong(RULE, at!["theme"], message).hint("write the name of a folder under themes/"));
        return "default".to_owned();
    }
    written
}

pub(super) fn content(written: &[String], problems: &mut Vec<Diagnostic>) -> Vec<PathBuf> {
    if written.is_empty() {
        problems.push(wrong(RULE, at!["content"], "no content folder is listed").hint("write [\"content\"]"));
    }
    written.iter().enumerate().map(|(index, written)| folder(written, at!["content", index], problems)).collect()
}

/// Validates a relative path of a folder inside of the project, without `..`.
pub(super) fn folder(written: &str, path: ValuePath, problems: &mut Vec<Diagnostic>) -> PathBuf {
    inside(written, "a folder", path, problems).unwrap_or_else(|| written.into())
}

/// Validates a relative path inside of the project, without `..`.
pub(super) fn inside(written: &str, what: &str, path: ValuePath, problems: &mut Vec<Diagnostic>) -> Option<PathBuf> {
    let inside = Path::new(written).components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    if written.is_empty() || !inside {
        let message = format!("\"{written}\" is not {what} inside the project");
        problems.push(wrong("outside-project", path, message).hint("write a path relative to this file, without \"..\""));
        return None;
    }
    Some(written.into())
}

pub(super) fn facets(written: &[String], problems: &mut Vec<Diagnostic>) -> Vec<String> {
    let mut names = Vec::new();
    for (index, facet) in written.iter().enumerate() {
        match facet.strip_prefix("fields.").filter(|name| !name.is_empty()) {
            Some(name) if names.iter().any(|earlier: &String| *earlier == *normalized(name)) => {}
            Some(name) => names.push(normalized(name).into_owned()),
            None => problems.push(
                wrong(RULE, at!["facets", index], format!("\"{facet}\" is not a custom field"))
                    .hint("write \"fields.region\" for the key \"region\" of [fields]"),
            ),
        }
    }
    names
}

pub(super) fn severities(written: Option<Vec<SeverityEntry>>, problems: &mut Vec<Diagnostic>) -> Severities {
    if written.as_ref().is_some_and(Vec::is_empty) {
        problems.push(wrong(RULE, at!["severities"], "no severity is listed").hint("remove the key to use sev1 to sev5"));
        return Severities::new(None).0;
    }
    let (severities, clashes) = Severities::new(written);
    report(clashes, "severities", |index| &severities.all()[index].id, problems);
    severities
}

pub(super) fn registry(key: &str, entries: Vec<RegistryEntry>, problems: &mut Vec<Diagnostic>) -> Registry {
    let (registry, clashes) = Registry::new(entries);
    report(clashes, key, |index| &registry.entries()[index].id, problems);
    registry
}

/// Reports names that belong to two entries under a key.
fn report<'a>(clashes: Vec<Clash>, key: &str, id: impl Fn(usize) -> &'a str, problems: &mut Vec<Diagnostic>) {
    for Clash { index, name, first } in clashes {
        let first = id(first);
        let message = if name == first {
            format!("the name \"{name}\" is already the id of another entry")
        } else {
            format!("the name \"{name}\" already belongs to the entry with the id \"{first}\"")
        };
        problems.push(wrong("duplicate-name", at![key, index], message).hint("a name can only belong to one entry"));
    }
}

pub(super) fn policies(
    written: BTreeMap<String, PolicyEntry>,
    default: &Policy,
    problems: &mut Vec<Diagnostic>,
) -> BTreeMap<String, Policy> {
    let mut policies = BTreeMap::new();
    for (severity, entry) in written {
        let path = at!["policy", severity.as_str()];
        let review_within = entry.review_within.and_then(|text| period(&text, path.clone().then("review_within"), problems));
        let is_usual = entry.follow_up.is_none();
        let follow_up = match entry.follow_up {
            None => default.follow_up.clone(),
            Some(texts) => texts
                .iter()
                .enumerate()
                .filter_map(|(index, text)| period(text, path.clone().then("follow_up").then(index), problems))
                .collect(),
        };
        policies.insert(normalized(&severity).into_owned(), Policy { review_within, follow_up, is_usual });
    }
    policies
}

fn period(text: &str, path: ValuePath, problems: &mut Vec<Diagnostic>) -> Option<Period> {
    let period = Period::parse(text);
    if period.is_none() {
        let message = format!("\"{text}\" is not a period of time");
        problems.push(wrong(RULE, path, message).hint("write \"5 days\", \"1 week\" or \"3 months\""));
    }
    period
}

/// A policy for an unknown severity would never apply, without any error.
pub(super) fn policy_names(config: &Config, problems: &mut Vec<Diagnostic>) {
    for severity in config.policies.keys() {
        if !config.severities.all().iter().any(|known| *normalized(&known.id) == **severity) {
            let known: Vec<&str> = config.severities.all().iter().map(|known| known.id.as_str()).collect();
            problems.push(
                wrong("unknown-severity", at!["policy", severity.as_str()], format!("there is no severity \"{severity}\""))
                    .hint(format!("the ids are {}", known.join(", "))),
            );
        }
    }
}
