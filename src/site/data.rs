//! Data files: the archive as machines read it.

use std::io::Write;

use super::{Site, address, write, written};
use crate::error::{Error, Result};
use crate::exchange::json::{IncidentData, SCHEMA_VERSION};

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

/// The JSON Schema of an incident file.
pub(super) fn schema(out: &mut dyn Write) -> Result<()> {
    serde_json::to_writer_pretty(&mut *out, &crate::incident::schema()).map_err(unwritten)?;
    write(out, b"\n")
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
