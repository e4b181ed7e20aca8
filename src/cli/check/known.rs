//! Baselines of known findings: `--baseline` and `--write-baseline`.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::files::{Files, names};
use super::report::absolute;
use crate::check::{Baseline, BaselineFiles, StaleEntry};
use crate::cli::args::CheckArgs;
use crate::cli::terminal::Terminal;
use crate::content::{Content, display_path};
use crate::diagnostic::Diagnostic;
use crate::error::{Error, Result};
use crate::prose;

/// The diagnostic for an invalid baseline.
type Unreadable = Box<Diagnostic>;

/// Removes known diagnostics, after writing them to a new baseline if requested. Stale entries are printed on the terminal.
///
/// # Errors
/// A file cannot be read or written, or a file other than a baseline would be overwritten.
pub(super) fn leave_out(
    found: Vec<Diagnostic>,
    args: &CheckArgs,
    content: &Content,
    root: &Path,
    about: &Files,
    terminal: &Terminal,
) -> Result<std::result::Result<Vec<Diagnostic>, Unreadable>> {
    let files = files(content, &found, root);
    let baseline = match (&args.write_baseline, &args.baseline) {
        (Some(file), _) => write(file, Baseline::of(&found, &files), terminal)?,
        (None, Some(file)) => match read(file)? {
            Ok(baseline) => baseline,
            Err(unreadable) => return Ok(Err(unreadable)),
        },
        (None, None) => return Ok(Ok(found)),
    };
    let (new, stale) = baseline.apply(found, &files);
    let display = |path: &str| files.iter().find(|(_, (known, _))| known == path).map(|(display, _)| display.as_str());
    for entry in stale.iter().filter(|entry| display(&entry.file).map_or(matches!(about, Files::All), |file| about.contain(file)))
    {
        terminal.note(&described(entry));
    }
    Ok(Ok(new))
}

/// The files of the archive with their paths relative to the project's folder, which a baseline uses regardless of the working
/// directory.
fn files(content: &Content, found: &[Diagnostic], root: &Path) -> BaselineFiles {
    let root = absolute(root);
    let from_root = |name: &str| {
        let path = absolute(Path::new(name))?;
        Some(display_path(path.strip_prefix(root.as_ref()?).ok()?))
    };
    let id = |name: &str| content.file(name).map(|file| file.incident.id.clone());
    names(content, found).map(|name| (name.clone(), (from_root(&name).unwrap_or_else(|| name.clone()), id(&name)))).collect()
}

fn read(file: &Path) -> Result<std::result::Result<Baseline, Unreadable>> {
    let bytes = crate::files::read(file).map_err(|error| {
        let hint = "write one with `pir-site check --write-baseline`";
        let is_missing = error.kind() == ErrorKind::NotFound;
        let error = Error::io("read", file, error);
        if is_missing { error.hint(hint) } else { error }
    })?;
    let name = display_path(file);
    Ok(match std::str::from_utf8(&bytes) {
        Ok(text) => Baseline::read(&name, text),
        Err(_) => Err(Box::new(Diagnostic::not_utf8(&name, &bytes))),
    })
}

/// Writes a baseline. An existing file is overwritten only if it is a baseline.
fn write(file: &Path, baseline: Baseline, terminal: &Terminal) -> Result<Baseline> {
    if file.exists() && !matches!(read(file), Ok(Ok(_))) {
        return Err(
            Error::new(format!("{} exists and is not a baseline", file.display())).hint("name another file, or remove it")
        );
    }
    fs::write(file, baseline.text()).map_err(|error| Error::io("write", file, error))?;
    let known = prose::count(baseline.count(), "known finding", "known findings");
    terminal.note(&format!("Wrote {known} to {}", file.display()));
    Ok(baseline)
}

fn described(StaleEntry { file, rule, known, found }: &StaleEntry) -> String {
    format!("stale baseline: {file}: {rule}: {known} known, {found} found; `--write-baseline` brings it up to date")
}
