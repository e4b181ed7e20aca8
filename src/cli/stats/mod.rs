//! `pir-site stats`: prints the archive's statistics as tables, or as the JSON of `/stats.json`.

mod table;

use super::args::{Global, StatsArgs, StatsFormat};
use super::terminal::{self, Terminal};
use super::{CONTENT, DONE, view};
use crate::archive::Statistics;
use crate::diagnostic::harmless;
use crate::error::Result;
use crate::export::stats;

pub(super) fn run(global: &Global, args: &StatsArgs, terminal: &Terminal) -> Result<u8> {
    let (project, Some(view)) = view::load(global, &args.view.readership, args.view.day.as_of, true, terminal)? else {
        terminal.failure("an archive that cannot be built has no statistics");
        return Ok(CONTENT);
    };
    let (config, statistics) = (project.config(), Statistics::new(&view, project.config()));
    terminal::print(&match args.format {
        StatsFormat::Json => format!("{:#}\n", stats::data(&statistics)),
        StatsFormat::Human => harmless(&table::table(&statistics, config)).into_owned(),
    })?;
    Ok(DONE)
}
