//! `pir-site check`: reports all problems of the archive, and questions that a careful reviewer would ask.

mod files;
mod known;
mod report;

use self::files::Files;
use self::report::written;
use super::args::{CheckArgs, Global};
use super::clock::{self, Stages};
use super::terminal::{self, Terminal};
use super::{CONTENT, DONE, FAILED, project};
use crate::check::{CheckReport, Levels, RuleLevel};
use crate::config::Severities;
use crate::content::display_path;
use crate::diagnostic::{self, Diagnostic, Level, Tally};
use crate::error::Result;
use crate::history::Repository;
use crate::project::{Project, ProjectOptions};
use crate::prose;

/// Loads the whole archive, runs the rules, and reports findings in the given files or in all.
pub(super) fn run(global: &Global, args: &CheckArgs, terminal: &Terminal) -> Result<u8> {
    let path = project::find(global)?;
    let stages = Stages::begin(terminal);
    let project = match stages.run("load", || Project::open(path.clone(), ProjectOptions::default())) {
        Ok(project) => project,
        Err(problems) => {
            let report = if problems.errors.is_empty() {
                problems.diagnostics.clone()
            } else {
                let message = "the configuration cannot be read";
                vec![Diagnostic::of_file("unreadable", &display_path(&path.file), message)]
            };
            terminal::print(&written(report, args.format, &path.root, terminal))?;
            return Err(project::open_error(&problems, &path));
        }
    };
    let mut levels = project.levels().clone();
    set_levels(&mut levels, args, &project.config().severities)?;
    let today = clock::as_of(args.day.as_of, &project.config().zone)?;
    let CheckReport { mut diagnostics, suppressed } = stages.run("check", || project.check(&levels, today));
    let content = project.content();
    let mut files = Files::named(&args.files, &content, &diagnostics)?;
    if let Some(reference) = &args.since {
        files = files.among(&Repository::open(&path.root)?.changed_since(reference)?, &content, &diagnostics);
    }
    diagnostics = match known::leave_out(diagnostics, args, &content, &path.root, &files, terminal)? {
        Ok(new) => new,
        Err(unreadable) => {
            terminal::print(&written(vec![*unreadable], args.format, &path.root, terminal))?;
            return Ok(FAILED);
        }
    };
    diagnostics.retain(|diagnostic| files.concern(diagnostic));

    let tally = Tally::of(&diagnostics);
    let mut errors = diagnostics.iter().filter(|diagnostic| diagnostic.level == Level::Error);
    let is_unreadable = tally.errors > 0 && errors.all(|diagnostic| diagnostic.rule == "unreadable");
    terminal::print(&written(diagnostics, args.format, &path.root, terminal))?;
    for (found, reason) in suppressed.iter().filter(|(found, _)| files.concern(found)) {
        terminal.detail(|| format!("suppressed: {} ({reason})", diagnostic::short(std::slice::from_ref(found)).trim_end()));
    }
    terminal.note(&closing_line(&tally, files.count(&content)));
    Ok(match (tally.errors, tally.warnings) {
        (0, 0) => DONE,
        (0, _) if !(args.strict || project.config().check.strict) => DONE,
        _ if is_unreadable => FAILED,
        _ => CONTENT,
    })
}

/// Applies the levels of the command line. If several flags name the same rule, the strictest one applies.
fn set_levels(levels: &mut Levels, args: &CheckArgs, severities: &Severities) -> Result<()> {
    for (level, names) in [(RuleLevel::Allow, &args.allow), (RuleLevel::Warn, &args.warn), (RuleLevel::Deny, &args.deny)] {
        names.iter().try_for_each(|name| levels.set(name, level, severities))?;
    }
    Ok(())
}

fn closing_line(tally: &Tally, incidents: usize) -> String {
    let checked = prose::count(incidents, "incident", "incidents");
    if *tally == Tally::default() {
        return format!("Checked {checked}: no problems");
    }
    format!("Checked {checked}: {tally}")
}
