//! `pir-site diff`: lists the changes in the archive between two git commits, as facts for a reviewer.

mod formats;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::args::{DiffArgs, Global};
use super::terminal::{self, Terminal};
use super::{CONTENT, DONE, project};
use crate::archive::{Audience, Redactor, View};
use crate::config::Config;
use crate::content::{self, Content, VersionReader};
use crate::diagnostic::{Diagnostic, Level};
use crate::error::Result;
use crate::history::{ObjectId, Repository, compare_views};
use crate::locale::Locale;
use crate::prose;
use formats::DiffReport;

pub(super) fn run(global: &Global, args: &DiffArgs, terminal: &Terminal) -> Result<u8> {
    let (root, config) = project::config(global, terminal)?;
    let readership = project::readership(&args.readership)?;
    let repository = Repository::open(&root)?;
    let before = state(&repository, &repository.commit(&args.from)?, &root, &config)?;
    let after = match &args.to {
        Some(to) => state(&repository, &repository.commit(to)?, &root, &config)?,
        None => content::load(&root, &config),
    };
    let is_broken = args.to.is_none() && after.diagnostics.iter().any(is_error);
    if is_broken {
        terminal.diagnostics(&after.diagnostics);
    }
    let left_out = not_understood(&before, &config).into_iter().chain(not_understood(&after, &config)).collect();
    let config = Redactor::new(&config, readership.audience).config().into_owned();
    let [before, after] = [before, after].map(|content| View::new(content.into_archive(), &config, readership, Date::ZERO));
    let locale = Locale::english()?;
    let changes = compare_views(&before, &after, &left_out, &config, &locale);
    // The visibility of an unreadable file is unknown, and its path may contain the name of a person.
    let is_public = readership.audience == Audience::Public;
    let named = if is_public { BTreeSet::new() } else { left_out.clone() };
    let count = left_out.len();
    let report =
        DiffReport { args, changes: &changes, left_out: &named, left_out_count: count, config: &config, locale: &locale };
    terminal::print(&report.written())?;
    if count > 0 {
        let files = prose::count(count, "file", "files");
        terminal.note(&format!("Left out, because of errors in one of the two states: {files}"));
    }
    for file in &named {
        terminal.note(&format!("  {file}"));
    }
    terminal.note(&closing_line(changes.len(), readership.audience));
    Ok(if is_broken { CONTENT } else { DONE })
}

/// Loads the archive of a commit, with the current configuration.
fn state(repository: &Repository, commit: &ObjectId, root: &Path, config: &Config) -> Result<Content> {
    let is_incident = |path: &Path| path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml"));
    let files: Vec<(PathBuf, ObjectId)> = repository.files(commit)?.into_iter().filter(|(path, _)| is_incident(path)).collect();
    let contents = repository.contents(&files.iter().map(|(_, id)| id).collect::<Vec<_>>())?;
    Ok(VersionReader::new(root, config).content(files.into_iter().map(|(path, _)| path).zip(contents).collect()))
}

/// The files with errors, by their paths as in data files.
fn not_understood(content: &Content, config: &Config) -> BTreeSet<String> {
    let files = content.diagnostics.iter().filter(|it| is_error(it)).filter_map(Diagnostic::file);
    files.map(|file| content::source_of(&content.root, config, file)).collect()
}

fn is_error(diagnostic: &Diagnostic) -> bool {
    diagnostic.level == Level::Error
}

fn closing_line(changed: usize, audience: Audience) -> String {
    let readers = match audience {
        Audience::Public => "the public",
        Audience::Internal => "the organisation",
    };
    match changed {
        0 => format!("No change that {readers} sees"),
        _ => format!("{} changed, as seen by {readers}", prose::count(changed, "incident", "incidents")),
    }
}
