//! `pir-site export`: incidents in forms that other tools read, as an audience may see them.

use super::args::{Export as Args, ExportFormat, Global};
use super::new_file::create;
use super::project::Project;
use super::terminal::{self, Terminal};
use super::{CONTENT, DONE, view};
use crate::archive::View;
use crate::config::Config;
use crate::diagnostic::did_you_mean;
use crate::error::{Error, Result};
use crate::export::{csv, json, markdown};
use crate::search::Similarity;
use crate::{prose, site};

pub(super) fn run(global: &Global, args: &Args, terminal: &Terminal) -> Result<u8> {
    let Project { root, config, .. } = Project::open(global, terminal)?;
    if args.bom && args.format != ExportFormat::Csv {
        return Err(Error::new("only csv has a use for --bom"));
    }
    let Some(view) = view::load(&root, &config, &args.shown, terminal)? else {
        terminal.failure("an archive that cannot be built cannot be exported");
        return Ok(CONTENT);
    };
    let places = named(&view, &args.ids)?;
    match (args.format, &args.output) {
        (ExportFormat::Markdown, Some(folder)) => {
            for (id, review) in reviews(&places, &view, &config) {
                create(&folder.join(format!("{id}.md")), &review)?;
            }
        }
        (_, Some(file)) => create(file, &document(args, &places, &view, &config)?)?,
        (_, None) => terminal::print(&document(args, &places, &view, &config)?)?,
    }
    terminal.note(&format!("Exported {}", prose::count(places.len(), "incident", "incidents")));
    Ok(DONE)
}

/// The places in the view of the incidents that the command line names, or of all: newest first.
fn named(view: &View, ids: &[String]) -> Result<Vec<usize>> {
    let known = || view.cases.iter().map(|case| case.incident.id.as_str());
    if let Some(unknown) = ids.iter().find(|id| !known().any(|known| known.eq_ignore_ascii_case(id))) {
        let error = Error::new(format!("there is no incident {unknown:?} for this audience"));
        return Err(match did_you_mean(unknown, known()) {
            Some(near) => error.hint(format!("did you mean {near}?")),
            None => error.hint("drafts need --drafts, and what is internal needs --audience internal"),
        });
    }
    let is_named = |id: &str| ids.is_empty() || ids.iter().any(|named| named.eq_ignore_ascii_case(id));
    let named = view.cases.iter().enumerate().filter(|(_, case)| is_named(&case.incident.id));
    Ok(named.map(|(place, _)| place).collect())
}

/// All of them in one text.
fn document(args: &Args, places: &[usize], view: &View, config: &Config) -> Result<String> {
    let mut out = if args.bom { "\u{feff}".as_bytes().to_vec() } else { Vec::new() };
    let (cases, address) = (places.iter().map(|place| view.cases[*place].as_ref()), site::address_of);
    match args.format {
        ExportFormat::Json => json::incidents(cases, address, config.measure_from, &mut out)?,
        ExportFormat::Csv => csv::incidents(cases, address, config, &mut out)?,
        ExportFormat::Markdown => {
            let reviews: Vec<String> = reviews(places, view, config).map(|(_, review)| review).collect();
            out.extend(reviews.join("\n").into_bytes());
        }
    }
    String::from_utf8(out).map_err(|error| Error::new("failed to write the export").because(error))
}

/// The whole review of each incident, with its id.
fn reviews<'v>(places: &[usize], view: &'v View, config: &Config) -> impl Iterator<Item = (&'v str, String)> {
    let similarity = (config.similar > 0).then(|| Similarity::new(view, config));
    places.iter().map(move |place| {
        let similar =
            similarity.as_ref().map(|similarity| similarity.of(*place, config.similar, view, config)).unwrap_or_default();
        let case = &view.cases[*place];
        (case.incident.id.as_str(), markdown::write(case, &similar, view, config))
    })
}
