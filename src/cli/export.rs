//! `pir-site export`: exports the incidents that an audience may see to other formats.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use super::args::{ExportArgs, ExportFormat, Global};
use super::new_file::create;
use super::terminal::{self, Terminal};
use super::{CONTENT, DONE, named, view};
use crate::archive::{View, VisibleIncident};
use crate::config::Config;
use crate::error::{Error, Result};
use crate::export::{csv, json, markdown};
use crate::search::{Similarity, TermCache};
use crate::{prose, site};

pub(super) fn run(global: &Global, args: &ExportArgs, terminal: &Terminal) -> Result<u8> {
    if args.bom && args.format != ExportFormat::Csv {
        return Err(Error::new("only csv has a use for --bom"));
    }
    let (project, Some(view)) = view::load(global, &args.readership, None, args.secrets.allow_secrets, terminal)? else {
        terminal.failure("an archive that cannot be built cannot be exported");
        return Ok(CONTENT);
    };
    let (cases, config) = (chosen(&view, &args.ids)?, project.config());
    match (args.format, &args.output) {
        (ExportFormat::Markdown, Some(folder)) => files(&cases, &view, config, folder)?,
        (_, Some(file)) => create(file, &document(args, &cases, &view, config)?)?,
        (_, None) => terminal::print(&document(args, &cases, &view, config)?)?,
    }
    terminal.note(&format!("Exported {}", prose::count(cases.len(), "incident", "incidents")));
    Ok(DONE)
}

/// The incidents with the given ids, or all of them, newest first.
fn chosen<'v>(view: &'v View, ids: &[String]) -> Result<Vec<&'v VisibleIncident>> {
    let chosen = ids.iter().map(|id| named::incident(id, view)).collect::<Result<BTreeSet<usize>>>()?;
    let is_chosen = |(index, _): &(usize, &VisibleIncident)| ids.is_empty() || chosen.contains(index);
    Ok(view.cases.iter().enumerate().filter(is_chosen).map(|(_, case)| case).collect())
}

/// All incidents as one text.
fn document(args: &ExportArgs, cases: &[&VisibleIncident], view: &View, config: &Config) -> Result<String> {
    let mut out = if args.bom { "\u{feff}".as_bytes().to_vec() } else { Vec::new() };
    let address = site::address_of;
    match args.format {
        ExportFormat::Json => json::incidents(cases.iter().copied(), address, config.measure_from, &mut out)?,
        ExportFormat::Csv => csv::incidents(cases.iter().copied(), address, config, &mut out)?,
        ExportFormat::Markdown => {
            let review = reviews(view, config);
            let reviews: Vec<String> = cases.iter().map(|case| review(case)).collect();
            out.extend(reviews.join("\n").into_bytes());
        }
    }
    String::from_utf8(out).map_err(|error| Error::new("failed to write the export").because(error))
}

/// Returns a function that formats the review of an incident, with similar incidents.
fn reviews<'a>(view: &'a View, config: &'a Config) -> impl Fn(&VisibleIncident) -> String + 'a {
    let similarity = (config.similar > 0).then(|| Similarity::new(view, config, &TermCache::default()));
    let places: HashMap<&str, usize> = view.cases.iter().map(|case| &*case.slug).zip(0..).collect();
    move |case| {
        let similar = similarity.as_ref().zip(places.get(&*case.slug).copied());
        let similar = similar.map(|(similarity, place)| similarity.of(place, config.similar, view, config)).unwrap_or_default();
        markdown::write(case, &similar, view, config)
    }
}

/// Writes each incident to its own file, `ID.md`.
fn files(cases: &[&VisibleIncident], view: &View, config: &Config, folder: &Path) -> Result<()> {
    let review = reviews(view, config);
    let file = |case: &&VisibleIncident| create(&folder.join(format!("{}.md", case.incident.id)), review(case));
    cases.iter().try_for_each(file)
}
