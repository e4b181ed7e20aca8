//! `pir-site check`: everything that is wrong with the archive, and what a careful reviewer would ask.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use super::args::{CheckArgs, Format, Global};
use super::clock::{self, Stages};
use super::terminal::{self, Terminal};
use super::{CONTENT, DONE, FAILED, project};
use crate::check::{CheckReport, Levels, RULES, Rule, RuleLevel};
use crate::config::Severities;
use crate::content::{Content, display_path};
use crate::diagnostic::{self, Diagnostic, RuleInfo, Tally, Tool};
use crate::error::{Error, Result};
use crate::project::{Project, ProjectOptions};
use crate::prose;

/// Loads the whole archive, runs the rules and reports what they find, in the files that are named or in all.
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
    let files = Files::named(&args.files, &content, &diagnostics)?;
    diagnostics.retain(|diagnostic| files.concern(diagnostic));

    let tally = Tally::of(&diagnostics);
    let is_unreadable = !diagnostics.is_empty() && diagnostics.iter().all(|diagnostic| diagnostic.rule == "unreadable");
    terminal::print(&written(diagnostics, args.format, &path.root, terminal))?;
    for (found, reason) in suppressed.iter().filter(|(found, _)| files.concern(found)) {
        terminal.detail(|| format!("suppressed: {} ({reason})", diagnostic::short(std::slice::from_ref(found)).trim_end()));
    }
    terminal.note(&closing_line(&tally, files.count(&content)));
    if let Err(error) = project.theme() {
        terminal.error(error);
        return Ok(FAILED);
    }
    Ok(match (tally.errors, tally.warnings) {
        (0, 0) => DONE,
        (0, _) if !(args.strict || project.config().check.strict) => DONE,
        _ if is_unreadable => FAILED,
        _ => CONTENT,
    })
}

/// Applies the levels of the command line. Where two flags name one rule, the stricter one applies.
fn set_levels(levels: &mut Levels, args: &CheckArgs, severities: &Severities) -> Result<()> {
    for (level, names) in [(RuleLevel::Allow, &args.allow), (RuleLevel::Warn, &args.warn), (RuleLevel::Deny, &args.deny)] {
        names.iter().try_for_each(|name| levels.set(name, level, severities))?;
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
    /// One of the files does not exist, or is not one of the archive's. A folder means the files below it.
    fn named(paths: &[PathBuf], content: &Content, diagnostics: &[Diagnostic]) -> Result<Self> {
        if paths.is_empty() {
            return Ok(Self::All);
        }
        let incidents = content.files.iter().map(|file| file.source.display.clone());
        let attachments = content.attachments.iter().map(|path| display_path(path));
        let names = incidents.chain(attachments).chain(diagnostics.iter().filter_map(Diagnostic::file).map(str::to_owned));
        let known: Vec<(PathBuf, String)> =
            names.filter_map(|name| Some((PathBuf::from(&name).canonicalize().ok()?, name))).collect();
        let mut only = BTreeSet::new();
        for path in paths {
            let real = path.canonicalize().map_err(|error| Error::io("read", path, error))?;
            let names: Vec<_> = known.iter().filter(|(file, _)| file.starts_with(&real)).map(|(_, name)| name.clone()).collect();
            if names.is_empty() {
                return Err(Error::new(format!("{} is not in a content folder of the archive", path.display()))
                    .hint("name files or folders below one that `content` of pir-site.toml lists"));
            }
            only.extend(names);
        }
        Ok(Self::Only(only))
    }

    /// Whether a diagnostic is about one of them, perhaps only by a related location.
    fn concern(&self, diagnostic: &Diagnostic) -> bool {
        match self {
            Self::All => true,
            Self::Only(names) => {
                let related = diagnostic.related.iter().map(|(_, location)| location.file.as_str());
                diagnostic.file().into_iter().chain(related).any(|file| names.contains(file))
            }
        }
    }

    fn count(&self, content: &Content) -> usize {
        match self {
            Self::All => content.files.len(),
            Self::Only(names) => content.files.iter().filter(|file| names.contains(&file.source.display)).count(),
        }
    }
}

/// The report in the format that was asked for.
fn written(mut diagnostics: Vec<Diagnostic>, format: Format, root: &Path, terminal: &Terminal) -> String {
    if matches!(format, Format::Github | Format::Sarif) {
        name_from_repository(&mut diagnostics, root);
    }
    match format {
        Format::Human => {
            let coloured = terminal.colours_results();
            diagnostics.iter().map(|diagnostic| format!("{}\n\n", diagnostic::human(diagnostic, coloured))).collect()
        }
        Format::Short => diagnostic::short(&diagnostics),
        Format::Json => diagnostic::json(&diagnostics),
        Format::Github => diagnostic::github(&diagnostics),
        Format::Sarif => {
            let tool = Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION"), url: None };
            diagnostic::sarif(&diagnostics, &RULES.iter().map(info).collect::<Vec<_>>(), &tool)
        }
    }
}

/// Names the files from the root of the repository, as code hosts read them; outside of a repository, from the project's folder.
fn name_from_repository(diagnostics: &mut [Diagnostic], root: &Path) {
    let Some(root) = absolute(root) else { return };
    let base = root.ancestors().find(|folder| folder.join(".git").exists()).unwrap_or(&root);
    let locations = diagnostics
        .iter_mut()
        .flat_map(|found| found.location.iter_mut().chain(found.related.iter_mut().map(|(_, location)| location)));
    for location in locations {
        if let Some(inside) = absolute(Path::new(&location.file)).as_deref().and_then(|file| file.strip_prefix(base).ok()) {
            location.file = display_path(inside);
        }
    }
}

/// A path from the root of the file system, without `.` and `..`.
fn absolute(path: &Path) -> Option<PathBuf> {
    let mut absolute = PathBuf::new();
    for part in std::path::absolute(path).ok()?.components() {
        match part {
            Component::ParentDir => _ = absolute.pop(),
            part => absolute.push(part),
        }
    }
    Some(absolute)
}

/// A rule as a report describes it.
fn info(rule: &'static Rule) -> RuleInfo<'static> {
    let level = if rule.level == RuleLevel::Deny { diagnostic::Level::Error } else { diagnostic::Level::Warning };
    RuleInfo { name: rule.name, summary: rule.summary, why: rule.why, help: rule.help, level }
}

fn closing_line(tally: &Tally, incidents: usize) -> String {
    let checked = prose::count(incidents, "incident", "incidents");
    if *tally == Tally::default() {
        return format!("Checked {checked}: no problems");
    }
    format!("Checked {checked}: {tally}")
}
