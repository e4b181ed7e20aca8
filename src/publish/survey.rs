//! Looking at what is there before anything is rendered: which of our files still have their bytes, and what stands in the way.
//! Reads file metadata only, and changes nothing.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use rayon::prelude::*;
use walkdir::WalkDir;

use super::Target;
use super::manifest::Manifest;
use super::plan::{Past, Plan};
use super::print::Print;
use super::stage::Outcome;
use super::trail::{Seen, Trail, Way, is_same_file, see};
use crate::error::{Error, Result};

/// How many paths an error lists.
const LISTED: usize = 10;

/// What is published at the path of an item.
#[derive(Debug, Clone, Copy)]
pub(super) enum Standing {
    /// Nothing, or what is removed before the item gets there.
    Absent,
    /// A file of `len` bytes; which bytes, only if it has not been changed since they were recorded.
    Present { len: u64, bytes: Option<Print> },
}

/// What is in the output folder, as far as a plan is concerned.
pub(super) struct Survey<'a> {
    /// For each item, in their order.
    pub(super) standing: Vec<Standing>,
    /// Files that must go before others can be moved to their places: ours, or with `force` anybody's.
    pub(super) in_the_way: BTreeSet<&'a str>,
    /// Files that are not ours at paths that the plan needs, each with its item, unless the plan needs a folder there.
    strangers: Vec<(&'a str, Option<usize>)>,
}

impl<'a> Survey<'a> {
    /// Looks at every path of the plan, given what it has in common with the `past`.
    ///
    /// # Errors
    /// A link where a file or folder is needed, and a folder where a file is needed, unless all in it is ours and goes.
    pub(super) fn new(
        output: &Path,
        plan: &Plan<'a>,
        manifest: &Manifest<'a>,
        past: &Past<'a>,
        target: &Target<'_>,
    ) -> Result<Self> {
        let (is_open, blocking) = ways(output, plan, target)?;
        let seen: Vec<Result<Seen>> = is_open
            .par_iter()
            .zip(plan.paths())
            .map(|(&is_open, path)| if is_open { see(&output.join(path)) } else { Ok(Seen::Nothing) })
            .collect();
        let seen: Vec<Seen> = seen.into_iter().collect::<Result<_>>()?;

        let aliases = Aliases::new(output, &past.gone);
        let standing = vec![Standing::Absent; seen.len()];
        let mut survey = Self { standing, in_the_way: BTreeSet::new(), strangers: Vec::new() };
        for path in blocking {
            match aliases.of(path).or(target.force.then_some(path)) {
                Some(path) => drop(survey.in_the_way.insert(path)),
                None => survey.strangers.push((path, None)),
            }
        }
        for (i, path) in plan.sorted() {
            match seen[i] {
                Seen::Nothing => {}
                Seen::Link => return Err(link(path, target)),
                Seen::Folder => survey.in_the_way.extend(ours_below(output, path, &past.gone, target)?),
                Seen::File { len, changed } => {
                    if let Some(ours) = aliases.of(path) {
                        survey.in_the_way.insert(ours);
                        continue;
                    }
                    let known = past.known[i];
                    let bytes = known.and_then(|entry| manifest.bytes(&entry, len, changed));
                    survey.standing[i] = Standing::Present { len, bytes };
                    survey.strangers.extend(known.is_none().then_some((path, Some(i))));
                }
            }
        }
        Ok(survey)
    }

    /// Whether there is a file at the path of the `item` that stays until it is overwritten.
    pub(super) fn is_present(&self, item: usize) -> bool {
        matches!(self.standing[item], Standing::Present { .. })
    }

    /// Refuses to overwrite files that are not ours, unless `target.force`.
    pub(super) fn refuse_strangers(&self, manifest: &Manifest<'_>, target: &Target<'_>) -> Result<()> {
        self.refuse(|_| true, manifest, target)
    }

    /// Refuses to overwrite files that are not ours, unless `target.force`, or they turned out to have the right bytes.
    pub(super) fn refuse_changed_strangers(
        &self,
        outcomes: &[Outcome],
        manifest: &Manifest<'_>,
        target: &Target<'_>,
    ) -> Result<()> {
        self.refuse(|item| item.is_none_or(|i| outcomes[i].is_staged()), manifest, target)
    }

    fn refuse(&self, is_refused: impl Fn(Option<usize>) -> bool, manifest: &Manifest<'_>, target: &Target<'_>) -> Result<()> {
        let mut paths: Vec<&str> = self.strangers.iter().filter(|(_, item)| is_refused(*item)).map(|(path, _)| *path).collect();
        if target.force || paths.is_empty() {
            return Ok(());
        }
        paths.sort_unstable();
        let files = if paths.len() == 1 { "1 file".to_owned() } else { format!("{} files", paths.len()) };
        let why = manifest.trouble().unwrap_or("an earlier build did not write them");
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

/// Which items have folders all the way to them, in the order of the items; and the files that stand where folders should.
fn ways<'a>(output: &Path, plan: &Plan<'a>, target: &Target<'_>) -> Result<(Vec<bool>, BTreeSet<&'a str>)> {
    let mut is_open = vec![false; plan.paths().len()];
    let mut blocking = BTreeSet::new();
    let mut trail = Trail::new(output);
    for (i, path) in plan.sorted() {
        match trail.way(path)? {
            Way::Open => is_open[i] = true,
            Way::Absent => {}
            Way::File(file) => drop(blocking.insert(file)),
            Way::Link(path) => return Err(link(path, target)),
        }
    }
    Ok((is_open, blocking))
}

fn link(path: &str, target: &Target<'_>) -> Error {
    Error::new(format!("{} is a symbolic link, and nothing is published through one", target.output.join(path).display()))
        .hint("remove the link, or choose another output folder")
}

/// The files that must go so that the folder at `path` can become a file: all that is in it, provided that it is ours and gone.
fn ours_below<'a>(output: &Path, path: &str, gone: &[&'a str], target: &Target<'_>) -> Result<Vec<&'a str>> {
    let is_in = |file: &str, folder: &str| file.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
    let ours: Vec<&str> = gone.iter().copied().filter(|file| is_in(file, path)).collect();
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

/// Files of ours that are gone from the plan, but that a file system which folds case takes for others in it: `API/index.html`
/// once `api/index.html` is planned. They are removed before the new ones come, so that those get the new spelling and are not
/// pruned with the old one.
struct Aliases<'o, 'a> {
    output: &'o Path,
    gone: HashMap<String, &'a str>,
}

impl<'o, 'a> Aliases<'o, 'a> {
    fn new(output: &'o Path, gone: &[&'a str]) -> Self {
        Self { output, gone: gone.iter().map(|path| (path.to_lowercase(), *path)).collect() }
    }

    /// The file of ours that is the one found at `path`.
    fn of(&self, path: &str) -> Option<&'a str> {
        if self.gone.is_empty() {
            return None;
        }
        let ours = *self.gone.get(&path.to_lowercase())?;
        (ours == path || is_same_file(&self.output.join(ours), &self.output.join(path))).then_some(ours)
    }
}
