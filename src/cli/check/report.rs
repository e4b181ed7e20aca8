//! Formats a report of `pir-site check`.

use std::path::{Component, Path, PathBuf};

use crate::check::{RULES, Rule, RuleLevel};
use crate::cli::args::Format;
use crate::cli::terminal::Terminal;
use crate::content::display_path;
use crate::diagnostic::{self, Diagnostic, RuleInfo};
use crate::files;

/// The title of a report, in formats that have one.
const TITLE: &str = "pir-site check";

/// The report in the requested format.
pub(super) fn written(mut diagnostics: Vec<Diagnostic>, format: Format, root: &Path, terminal: &Terminal) -> String {
    if matches!(format, Format::Github | Format::Sarif | Format::Gitlab) {
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
        Format::Gitlab => diagnostic::gitlab(&diagnostics),
        Format::Junit => diagnostic::junit(&diagnostics, TITLE),
        Format::Markdown => diagnostic::markdown(&diagnostics, TITLE),
        Format::Sarif => diagnostic::sarif(&diagnostics, &RULES.iter().map(info).collect::<Vec<_>>()),
    }
}

/// Rewrites file paths relative to the root of the repository, as code hosts expect. Outside of a repository, relative to the
/// project's folder.
fn name_from_repository(diagnostics: &mut [Diagnostic], root: &Path) {
    let Some(root) = absolute(root) else { return };
    let base = files::repository_around(&root);
    for location in diagnostics.iter_mut().flat_map(Diagnostic::locations_mut) {
        if let Some(inside) = absolute(Path::new(&location.file)).as_deref().and_then(|file| file.strip_prefix(base).ok()) {
            location.file = display_path(inside);
        }
    }
}

/// An absolute path without `.` and `..`.
pub(super) fn absolute(path: &Path) -> Option<PathBuf> {
    let mut absolute = PathBuf::new();
    for part in std::path::absolute(path).ok()?.components() {
        match part {
            Component::ParentDir => _ = absolute.pop(),
            part => absolute.push(part),
        }
    }
    Some(absolute)
}

/// The description of a rule in a report.
fn info(rule: &'static Rule) -> RuleInfo<'static> {
    let level = if rule.level == RuleLevel::Deny { diagnostic::Level::Error } else { diagnostic::Level::Warning };
    RuleInfo { name: rule.name, summary: rule.summary(), why: rule.why(), help: rule.help(), level }
}
