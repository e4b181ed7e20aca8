//! Data files: the archive as machines read it.

use std::io::Write;

use super::{Site, address, write, written};
use crate::error::{Error, Result};
use crate::exchange::json::{self, SCHEMA_VERSION};
use crate::exchange::{csv, stats};

/// One incident.
pub(super) fn incident(site: &Site, index: usize, out: &mut dyn Write) -> Result<()> {
    let case = &site.view.cases[index];
    json::incident(case, &address::incident(case), site.config.measure_from, out)?;
    write(out, b"\n")
}

/// All incidents, newest first.
pub(super) fn incidents(site: &Site, out: &mut dyn Write) -> Result<()> {
    json::incidents(site.view.cases.iter(), address::incident, site.config.measure_from, out)
}

/// All incidents as a table, newest first.
pub(super) fn incidents_table(site: &Site, out: &mut dyn Write) -> Result<()> {
    csv::incidents(site.view.cases.iter(), address::incident, &site.config, out)
}

/// All action items, those of the newest incident first.
pub(super) fn actions(site: &Site, out: &mut dyn Write) -> Result<()> {
    let as_of = site.view.as_of;
    write!(out, "{{\"schema_version\":{SCHEMA_VERSION},\"as_of\":\"{as_of}\",\"actions\":[").map_err(written)?;
    let actions = csv::with_actions(&site.view).flat_map(|case| case.incident.actions.iter().map(move |action| (case, action)));
    for (index, (case, action)) in actions.enumerate() {
        let data = csv::action_data(case, action, &address::incident(case), as_of);
        write!(out, "{}{data}", if index == 0 { "\n" } else { ",\n" }).map_err(written)?;
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
    let data = stats::data(site.statistics());
    writeln!(out, "{data:#}").map_err(written)
}

/// The JSON Schema of an incident file.
pub(super) fn schema(out: &mut dyn Write) -> Result<()> {
    serde_json::to_writer_pretty(&mut *out, &crate::incident::schema()).map_err(unwritten)?;
    write(out, b"\n")
}

fn unwritten(error: serde_json::Error) -> Error {
    Error::new("failed to write a data file").because(error)
}
