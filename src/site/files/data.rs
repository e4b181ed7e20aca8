//! The archive as machine-readable files.

use std::io::Write;

use serde::Serialize;

use crate::error::{Error, Result};
use crate::export::json::{self, SCHEMA_VERSION};
use crate::export::{
    csv::{self, ActionData},
    stats,
};
use crate::search::Similar;
use crate::site::address;
use crate::site::output::{write, written};
use crate::site::renderer::Renderer;

/// Writes one incident as JSON.
pub(in crate::site) fn incident(site: &Renderer, index: usize, out: &mut dyn Write) -> Result<()> {
    let case = &site.view.cases[index];
    let similar: Vec<_> = site.similar(index).iter().map(|similar| similar_data(site, similar)).collect();
    json::incident(case, &address::incident(case), site.config.measure_from, Some(&similar), out)?;
    write(out, b"\n")
}

/// Writes one incident as Markdown.
pub(in crate::site) fn markdown(site: &Renderer, index: usize, out: &mut dyn Write) -> Result<()> {
    let text = crate::export::markdown::write(&site.view.cases[index], site.similar(index), &site.view, &site.config);
    write(out, text.as_bytes())
}

fn similar_data<'a>(site: &'a Renderer, similar: &'a Similar) -> json::SimilarData<'a> {
    let other = &site.view.cases[similar.case];
    json::SimilarData { id: &other.incident.id, url: address::incident(other), reasons: &similar.reasons }
}

/// Writes all incidents as JSON, newest first.
pub(in crate::site) fn incidents(site: &Renderer, out: &mut dyn Write) -> Result<()> {
    json::incidents(site.view.cases.iter(), address::incident, site.config.measure_from, out)
}

/// Writes all incidents as CSV, newest first.
pub(in crate::site) fn incidents_table(site: &Renderer, out: &mut dyn Write) -> Result<()> {
    csv::incidents(site.view.cases.iter(), address::incident, &site.config, out)
}

/// Writes all action items as JSON, those of the newest incident first.
pub(in crate::site) fn actions(site: &Renderer, out: &mut dyn Write) -> Result<()> {
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

/// Writes all action items as CSV.
pub(in crate::site) fn actions_table(site: &Renderer, out: &mut dyn Write) -> Result<()> {
    csv::actions(csv::with_actions(&site.view), address::incident, site.view.as_of, out)
}

/// Writes the statistics as JSON.
pub(in crate::site) fn statistics(site: &Renderer, out: &mut dyn Write) -> Result<()> {
    pretty(&stats::data(site.statistics()), out)
}

/// Writes the JSON Schema of the incident file.
pub(in crate::site) fn schema(out: &mut dyn Write) -> Result<()> {
    pretty(&crate::incident::schema(), out)
}

/// Writes pretty-printed JSON, for data that people read too.
pub(in crate::site) fn pretty(data: &impl Serialize, out: &mut dyn Write) -> Result<()> {
    let mut json = serde_json::to_vec_pretty(data).map_err(unwritten)?;
    json.push(b'\n');
    write(out, &json)
}

fn unwritten(error: serde_json::Error) -> Error {
    Error::new("failed to write a data file").because(error)
}
