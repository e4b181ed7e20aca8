//! Imports lose nothing and invent nothing, and exports can be imported again.

mod command;
mod comments;
mod complete;
mod export;
mod facts;
mod foreign;
mod freeform;
mod linear;
mod mapping;
mod options;
mod oracle;
mod pictures;
mod records;
mod robust;
mod tables;
mod walk;
mod writing;

use std::fs;
use std::path::PathBuf;

use jiff::tz::TimeZone;
use pir_site::config::Config;
use pir_site::import::Options;
use pir_site::incident::Moment;

use crate::project::{Project, Run, repository};

static UTC: TimeZone = TimeZone::UTC;

/// The options of an import into an archive with this configuration. A document that names no day or severity gets one.
pub(super) fn options(config: &Config) -> Options<'_> {
    Options {
        zone: &UTC,
        zone_is_given: false,
        severities: &config.severities,
        causes: &config.causes,
        severity: Some("sev3"),
        started: Some(Moment::Day(jiff::civil::date(2025, 1, 1))),
        timeline: None,
        slack_users: None,
        names: &[],
        mapping: None,
    }
}

/// A fixture: a document of another tool.
pub(super) fn fixture(name: &str) -> PathBuf {
    repository().join("tests/data/import").join(name)
}

/// The text of a fixture.
pub(super) fn text(name: &str) -> String {
    fs::read_to_string(fixture(name)).unwrap()
}

/// A document of ours that has the facts and figures of a real one in words of our own; and the real one, where it lies beside the
/// checkout: its sentences are not ours to keep here.
pub(super) fn with_real(own: &str, real: &str) -> Vec<PathBuf> {
    let real = repository().join("../shared/data").join(real);
    [fixture(own)].into_iter().chain(real.is_file().then(|| real.canonicalize().unwrap())).collect()
}

/// Imports a file into the project.
pub(super) fn import(project: &Project, format: &str, args: &[&str]) -> Run {
    let run = project.run(&[&["import", format], args].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    run
}

/// The first line in which two values differ, or nothing.
pub(super) fn difference(one: &serde_json::Value, two: &serde_json::Value) -> Option<String> {
    let (one, two) = (format!("{one:#}"), format!("{two:#}"));
    let lines = one.lines().zip(two.lines()).find(|(one, two)| one != two);
    lines.map(|(one, two)| format!("- {one}\n+ {two}")).or_else(|| (one != two).then(|| "one is longer".to_owned()))
}
