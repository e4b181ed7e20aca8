//! `pir-site check`: everything that is wrong with the archive, and what a careful reviewer would ask.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::args::{Check, Format, Global};
use super::clock::{self, Stages};
use super::project::Project;
use super::terminal::{self, Terminal};
use super::{CONTENT, DONE, FAILED};
use crate::check::{Excused, Level, Levels, RULES, Review, Rule};
use crate::config::Severities;
use crate::content::{self, Content};
use crate::diagnostic::{self, Diagnostic, RuleInfo, Tally, Tool};
use crate::error::{Error, Result};
use crate::prose;

/// Loads the whole archive, runs the rules and reports what they find, in the files that are named or in all.
pub(super) fn run(global: &Global, args: &Check, terminal: &Terminal) -> Result<u8> {
    let Project { root, config, mut levels } = Project::open(global, terminal)?;
    set_levels(&mut levels, args, &config.severities)?;
    let as_of = clock::as_of(args.day.as_of, &config.zone)?;

    let stages = Stages::begin(terminal);
    let mut content = stages.run("load", || content::load(&root, &config));
    let mut diagnostics = std::mem::take(&mut content.diagnostics);
    let files = Files::named(&args.files, &root, &content, &diagnostics)?;
    let report = stages.run("check", || Review::new(&content, &config, as_of).run_all(&levels));
    diagnostics.extend(report.diagnostics);
    diagnostics.retain(|diagnostic| files.concern(diagnostic));
    diagnostic::sort(&mut diagnostics);

    terminal::print(&written(&diagnostics, args.format, terminal))?;
    name_excused(report.excused.iter().filter(|excused| files.concern(&excused.diagnostic)), terminal);
    let tally = Tally::of(&diagnostics);
    terminal.note(&closing_line(&tally, files.count(&content)));
    Ok(match (tally.errors, tally.warnings) {
        (0, 0) => DONE,
        (0, _) if !(args.strict || config.check.strict) => DONE,
        _ if !diagnostics.is_empty() && diagnostics.iter().all(|diagnostic| diagnostic.rule == "unreadable") => FAILED,
        _ => CONTENT,
    })
}

/// Applies the levels of the command line. Where two flags name one rule, the stricter one has it.
fn set_levels(levels: &mut Levels, args: &Check, severities: &Severities) -> Result<()> {
    for (level, names) in [(Level::Allow, &args.allow), (Level::Warn, &args.warn), (Level::Deny, &args.deny)] {
        for name in names {
            levels.set(name, level, severities).map_err(|(message, hint)| {
                let error = Error::new(message);
                if let Some(hint) = hint { error.hint(hint) } else { error }
            })?;
        }
    }
    Ok(())
}

/// The files that the report is about.
enum Files {
    All,
    /// As diagnostics name them.
    Only(BTreeSet<String>),
}

impl Files {
    /// # Errors
    /// One of the files is not there, or is not one of the archive's. A folder stands for what lies below it.
    fn named(paths: &[PathBuf], root: &Path, content: &Content, diagnostics: &[Diagnostic]) -> Result<Self> {
        if paths.is_empty() {
            return Ok(Self::All);
        }
        let incidents = content.entries.iter().map(|entry| entry.file.shown.clone());
        let attachments = content.attachments.iter().map(|path| content.shown(path));
        let shown = incidents.chain(attachments).chain(diagnostics.iter().filter_map(Diagnostic::file).map(str::to_owned));
        let known: Vec<(PathBuf, String)> =
            shown.filter_map(|shown| Some((root.join(&shown).canonicalize().ok()?, shown))).collect();
        let mut only = BTreeSet::new();
        for path in paths {
            let real = path.canonicalize().map_err(|error| Error::io("read", path, error))?;
            let names: Vec<_> =
                known.iter().filter(|(file, _)| file.starts_with(&real)).map(|(_, shown)| shown.clone()).collect();
            if names.is_empty() {
                return Err(Error::new(format!("{} is not in a content folder of the archive", path.display()))
                    .hint("name files or folders below one that `content` of pir-site.toml lists"));
            }
            only.extend(names);
        }
        Ok(Self::Only(only))
    }

    /// Whether a diagnostic is about one of them, be it as the second of two places.
    fn concern(&self, diagnostic: &Diagnostic) -> bool {
        match self {
            Self::All => true,
            Self::Only(names) => {
                let related = diagnostic.related.iter().map(|(_, place)| place.file.as_str());
                diagnostic.file().into_iter().chain(related).any(|file| names.contains(file))
            }
        }
    }

    fn count(&self, content: &Content) -> usize {
        match self {
            Self::All => content.entries.len(),
            Self::Only(names) => content.entries.iter().filter(|entry| names.contains(&entry.file.shown)).count(),
        }
    }
}

/// The report in the form that was asked for.
fn written(diagnostics: &[Diagnostic], format: Format, terminal: &Terminal) -> String {
    match format {
        Format::Human => {
            let coloured = terminal.colours_results();
            diagnostics.iter().map(|diagnostic| format!("{}\n\n", diagnostic::human(diagnostic, coloured))).collect()
        }
        Format::Short => diagnostic::short(diagnostics),
        Format::Json => diagnostic::json(diagnostics),
        Format::Github => diagnostic::github(diagnostics),
        Format::Sarif => {
            let tool = Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION"), url: None };
            diagnostic::sarif(diagnostics, &RULES.iter().map(info).collect::<Vec<_>>(), &tool)
        }
    }
}

/// A rule as a report describes it.
fn info(rule: &'static Rule) -> RuleInfo<'static> {
    let level = if rule.level == Level::Deny { diagnostic::Level::Error } else { diagnostic::Level::Warning };
    RuleInfo { name: rule.name, finds: rule.finds, why: rule.why, mend: rule.mend, level }
}

/// What exceptions keep out of the report, and why, for those who ask for more.
fn name_excused<'a>(excused: impl Iterator<Item = &'a Excused>, terminal: &Terminal) {
    for Excused { diagnostic, reason } in excused {
        let line = || diagnostic::short(std::slice::from_ref(diagnostic));
        terminal.detail(|| format!("excused: {} ({reason})", line().trim_end()));
    }
}

fn closing_line(tally: &Tally, incidents: usize) -> String {
    let checked = prose::count(incidents, "incident", "incidents");
    if *tally == Tally::default() {
        return format!("Checked {checked}: nothing to mend");
    }
    format!("Checked {checked}: {tally}")
}
