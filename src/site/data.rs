//! Data files: the archive as machines read it.

use std::io::Write;

use serde::Serialize;

use super::{Site, address, write, written};
use crate::archive::Statistics;
use crate::error::{Error, Result};
use crate::exchange::csv::{self, ActionData};
use crate::exchange::json::{IncidentData, SCHEMA_VERSION};
use crate::exchange::stats;

/// One incident.
pub(super) fn incident(site: &Site, index: usize, out: &mut dyn Write) -> Result<()> {
    one(site, index, out)?;
    write(out, b"\n")
}

/// All incidents, newest first, written one after the other: the file is as long as the archive, and is never whole in memory.
pub(super) fn incidents(site: &Site, out: &mut dyn Write) -> Result<()> {
    write!(out, "{{\"schema_version\":{SCHEMA_VERSION},\"incidents\":[").map_err(written)?;
    for index in 0..site.view.cases.len() {
        write(out, if index == 0 { b"\n" } else { b",\n" })?;
        one(site, index, out)?;
    }
    write(out, b"\n]}\n")
}

/// All incidents as a table, newest first.
pub(super) fn incidents_table(site: &Site, out: &mut dyn Write) -> Result<()> {
    write(out, csv::head(&csv::INCIDENT_COLUMNS).as_bytes())?;
    let mut rows = site.view.cases.iter().map(|case| csv::incident(case, &address::incident(case), &site.config));
    rows.try_for_each(|row| write(out, row.as_bytes()))
}

/// All action items, those of the newest incident first.
pub(super) fn actions(site: &Site, out: &mut dyn Write) -> Result<()> {
    let as_of = site.view.as_of;
    write!(out, "{{\"schema_version\":{SCHEMA_VERSION},\"as_of\":\"{as_of}\",\"actions\":[").map_err(written)?;
    let (mut lines, mut first) = (Vec::new(), true);
    for case in csv::with_actions(&site.view) {
        let url = address::incident(case);
        for action in &case.incident.actions {
            lines.extend_from_slice(if first { b"\n" } else { b",\n" });
            first = false;
            serde_json::to_writer(&mut lines, &ActionData { case, action, url: &url, as_of }).map_err(unwritten)?;
        }
        write(out, &lines)?;
        lines.clear();
    }
    write(out, b"\n]}\n")
}

/// All action items as a table.
pub(super) fn actions_table(site: &Site, out: &mut dyn Write) -> Result<()> {
    write(out, csv::head(&csv::ACTION_COLUMNS).as_bytes())?;
    let mut rows = csv::with_actions(&site.view).map(|case| csv::actions(case, &address::incident(case), site.view.as_of));
    rows.try_for_each(|rows| write(out, rows.as_bytes()))
}

/// The archive's figures.
pub(super) fn statistics(site: &Site, out: &mut dyn Write) -> Result<()> {
    pretty(&stats::data(&Statistics::new(&site.view, &site.config)), out)
}

/// The JSON Schema of an incident file.
pub(super) fn schema(out: &mut dyn Write) -> Result<()> {
    pretty(&crate::incident::schema(), out)
}

/// Data that people read too, on many lines.
pub(super) fn pretty(data: &impl Serialize, out: &mut dyn Write) -> Result<()> {
    let mut json = serde_json::to_vec_pretty(data).map_err(unwritten)?;
    json.push(b'\n');
    write(out, &json)
}

fn one(site: &Site, index: usize, out: &mut dyn Write) -> Result<()> {
    let case = &site.view.cases[index];
    let url = address::incident(case);
    // One write for each incident: the serialiser alone would make one for each token.
    let mut json = Vec::with_capacity(16 * 1024);
    serde_json::to_writer(&mut json, &IncidentData::new(case, &url, site.config.measure_from)).map_err(unwritten)?;
    write(out, &json)
}

fn unwritten(error: serde_json::Error) -> Error {
    Error::new("failed to write a data file").because(error)
}
