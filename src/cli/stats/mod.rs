//! `pir-site stats`: the archive's figures on the terminal, or as the data that `/stats.json` holds.

mod table;

use super::args::{Global, Stats, StatsFormat};
use super::project::Project;
use super::terminal::{self, Terminal};
use super::{CONTENT, DONE, build, clock};
use crate::archive::{Statistics, View};
use crate::check::Review;
use crate::content;
use crate::diagnostic::Level;
use crate::error::Result;
use crate::exchange::stats;

pub(super) fn run(global: &Global, args: &Stats, terminal: &Terminal) -> Result<u8> {
    let Project { root, config, .. } = Project::open(global, terminal)?;
    let readership = build::readership(&args.audience, args.drafts)?;
    let as_of = clock::as_of(args.as_of, &config.zone)?;
    let mut content = content::load(&root, &config);
    let mut diagnostics = std::mem::take(&mut content.diagnostics);
    diagnostics.extend(Review::new(&content, &config, as_of).for_build());
    if diagnostics.iter().any(|diagnostic| diagnostic.level == Level::Error) {
        terminal.diagnostics(&diagnostics);
        terminal.failure("there are no figures of an archive that cannot be built");
        return Ok(CONTENT);
    }
    let statistics = Statistics::new(&View::new(content.into_archive(), &config, readership, as_of), &config);
    terminal::print(&match args.format {
        StatsFormat::Json => format!("{:#}\n", stats::data(&statistics)),
        StatsFormat::Human => table::table(&statistics, &config),
    })?;
    Ok(DONE)
}
