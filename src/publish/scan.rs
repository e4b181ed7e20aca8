//! The output scan: determines which published files are unchanged, and what is in the way of new ones. Reads only metadata and
//! changes nothing.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use rayon::prelude::*;
use same_file::is_same_file;
use walkdir::WalkDir;

use super::fingerprint::Fingerprint;
use super::item::Target;
use super::manifest::Manifest;
use super::paths::{ParentFinder, Parents, PathKind, kind};
use super::plan::{Published, WritePlan};
use crate::error::{Error, Result};

/// The maximum number of paths in an error message.
const LISTED: usize = 10;

/// An existing file at the path of an item that is not removed before the item is published.
#[derive(Debug, Clone, Copy)]
pub(super) struct ExistingFile {
    /// The length in bytes.
    pub(super) len: u64,
    /// The fingerprint, if the file was not modified since the manifest was written.
    pub(super) fingerprint: Option<Fingerprint>,
}

/// The state of the output folder at the paths of a plan.
pub(super) struct OutputScan<'a> {
    /// The existing file of each item, in item order.
    pub(super) existing: Vec<Option<ExistingFile>>,
    /// Files to remove before others can be published: published ones, or with `force` any.
    pub(super) blocking: BTreeSet<&'a str>,
    /// Files at paths of the plan that no build wrote, each with its item, or `None` where the plan needs a folder.
    untracked: Vec<(&'a str, Option<usize>)>,
}

impl<'a> OutputScan<'a> {
    /// Scans every path of the plan. `published` compares the plan with `manifest`.
    ///
    /// # Errors
    /// There is a link where a file or folder is needed, or a folder where a file is needed, unless it contains only published,
    /// obsolete files.
    pub(super) fn new(
        output: &Path,
        plan: &WritePlan<'a>,
        manifest: &Manifest<'a>,
        published: &Published<'a>,
        target: &Target<'_>,
    ) -> Result<Self> {
        let (has_parents, files_for_folders) = parents(output, plan, target)?;
        let kinds: Vec<Result<PathKind>> = has_parents
            .par_iter()
            .zip(plan.paths())
            .map(|(&has_parents, path)| if has_parents { kind(&output.join(path)) } else { Ok(PathKind::Missing) })
            .collect();
        let kinds: Vec<PathKind> = kinds.into_iter().collect::<Result<_>>()?;

        let case_variants = CaseVariants::new(output, &published.obsolete);
        let mut scan = Self { existing: vec![None; kinds.len()], blocking: BTreeSet::new(), untracked: Vec::new() };
        for path in files_for_folders {
            match case_variants.of(path).or(target.force.then_some(path)) {
                Some(path) => drop(scan.blocking.insert(path)),
                None => scan.untracked.push((path, None)),
            }
        }
        for (i, path) in plan.sorted() {
            match kinds[i] {
                PathKind::Missing => {}
                PathKind::Link | PathKind::Special => return Err(blocked(path, target)),
                PathKind::Folder => scan.blocking.extend(ours_below(output, path, &published.obsolete, target)?),
                PathKind::File { len, changed } => {
                    if let Some(ours) = case_variants.of(path) {
                        scan.blocking.insert(ours);
                        continue;
                    }
                    let entry = published.entries[i];
                    let fingerprint = entry.and_then(|entry| manifest.current_fingerprint(&entry, len, changed));
                    scan.existing[i] = Some(ExistingFile { len, fingerprint });
                    scan.untracked.extend(entry.is_none().then_some((path, Some(i))));
                }
            }
        }
        Ok(scan)
    }

    /// Refuses to overwrite untracked files, unless `target.force` is set or they already have the right bytes.
    pub(super) fn refuse_untracked(
        &self,
        is_changed: impl Fn(usize) -> bool,
        manifest: &Manifest<'_>,
        target: &Target<'_>,
    ) -> Result<()> {
        let is_refused = |item: Option<usize>| item.is_none_or(&is_changed);
        let mut paths: Vec<&str> = self.untracked.iter().filter(|(_, item)| is_refused(*item)).map(|(path, _)| *path).collect();
        if target.force || paths.is_empty() {
            return Ok(());
        }
        paths.sort_unstable();
        let files = if paths.len() == 1 { "1 file".to_owned() } else { format!("{} files", paths.len()) };
        let why = manifest.unusable_because().unwrap_or("an earlier build did not write them");
        let mut message = format!("{} holds {files} at paths that the site needs, and {why}:", target.output.display());
        for path in paths.iter().take(LISTED) {
            message.push_str("\n    ");
            message.push_str(path);
        }
        if paths.len() > LISTED {
            message.push_str("\n    and ");
            message.push_str(&(paths.len() - LISTED).to_string());
            message.push_str(" more");
        }
        Err(Error::new(message).hint("move them away, choose another output folder, or overwrite them with --force"))
    }
}

/// For each item, in item order, whether all parent folders exist; and the files at paths where folders are needed.
fn parents<'a>(output: &Path, plan: &WritePlan<'a>, target: &Target<'_>) -> Result<(Vec<bool>, BTreeSet<&'a str>)> {
    let mut has_parents = vec![false; plan.paths().len()];
    let mut files = BTreeSet::new();
    let mut finder = ParentFinder::new(output);
    for (i, path) in plan.sorted() {
        match finder.find(path)? {
            Parents::Folders => has_parents[i] = true,
            Parents::Missing => {}
            Parents::File(file) => drop(files.insert(file)),
            Parents::Blocked(path) => return Err(blocked(path, target)),
        }
    }
    Ok((has_parents, files))
}

fn blocked(path: &str, target: &Target<'_>) -> Error {
    let path = target.output.join(path);
    if path.is_symlink() {
        Error::new(format!("{} is a symbolic link, and nothing is published through one", path.display()))
            .hint("remove the link, or choose another output folder")
    } else {
        Error::new(format!("{} is neither a file nor a folder", path.display()))
            .hint("remove it, or choose another output folder")
    }
}

/// The files to remove so that a file can replace the folder at `path`: all of its files, which must be published and obsolete.
fn ours_below<'a>(output: &Path, path: &str, obsolete: &[&'a str], target: &Target<'_>) -> Result<Vec<&'a str>> {
    let is_in = |file: &str, folder: &str| file.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
    let ours: Vec<&str> = obsolete.iter().copied().filter(|file| is_in(file, path)).collect();
    let folder = output.join(path);
    for entry in WalkDir::new(&folder).min_depth(1) {
        let entry = entry.map_err(|error| Error::new(format!("failed to look into {}", folder.display())).because(error))?;
        let names = entry.path().strip_prefix(&folder).unwrap_or(entry.path());
        let inner = names.iter().fold(path.to_owned(), |inner, name| inner + "/" + &name.to_string_lossy());
        let is_ours = match entry.file_type() {
            kind if kind.is_file() => ours.binary_search(&inner.as_str()).is_ok(),
            kind if kind.is_dir() => ours.iter().any(|file| is_in(file, &inner)),
            _ => false,
        };
        if !is_ours {
            return Err(folder_in_the_way(path, Some(&inner), target));
        }
    }
    if ours.is_empty() { Err(folder_in_the_way(path, None, target)) } else { Ok(ours) }
}

fn folder_in_the_way(path: &str, holding: Option<&str>, target: &Target<'_>) -> Error {
    let at = |path: &str| target.output.join(path).display().to_string();
    let holding = holding.map_or(String::new(), |inner| format!(", and that holds {}", at(inner)));
    Error::new(format!("the site has a file at {}, where there is a folder that no build made{holding}", at(path)))
        .hint("move the folder away, or choose another output folder")
}

/// Obsolete published files that a case-insensitive file system identifies with planned ones, such as `API/index.html` once
/// `api/index.html` is planned. They are removed first, so that new files get the new spelling and are not pruned along with the
/// old.
struct CaseVariants<'o, 'a> {
    output: &'o Path,
    obsolete: HashMap<String, &'a str>,
}

impl<'o, 'a> CaseVariants<'o, 'a> {
    fn new(output: &'o Path, obsolete: &[&'a str]) -> Self {
        Self { output, obsolete: obsolete.iter().map(|path| (path.to_lowercase(), *path)).collect() }
    }

    /// The obsolete file that the file system finds at `path`.
    fn of(&self, path: &str) -> Option<&'a str> {
        if self.obsolete.is_empty() {
            return None;
        }
        let ours = *self.obsolete.get(&path.to_lowercase())?;
        let (old, new) = (self.output.join(ours), self.output.join(path));
        let is_file = || matches!(kind(&old), Ok(PathKind::File { .. }));
        (ours == path || is_file() && is_same_file(old, new).unwrap_or(false)).then_some(ours)
    }
}
