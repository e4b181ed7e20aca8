//! The history of the reviews: when each was last changed, and what changed since it was published.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use rayon::prelude::*;

use super::compare::compare;
use super::git::{ObjectId, Objects, Repository};
use super::log::{Version, versions};
use crate::archive::{Readership, View, VisibleIncident};
use crate::config::Config;
use crate::content::VersionReader;
use crate::error::{Error, Result};
use crate::incident::Incident;
use crate::locale::Locale;

/// How many incidents are read at a time. Their old versions are dropped before the next ones are read.
const BATCH: usize = 256;

/// The versions of the files of an archive.
#[derive(Debug)]
pub struct History {
    repository: Repository,
    /// The commit up to which it is read.
    head: Option<ObjectId>,
    /// Of each file, newest first, by its path relative to the project.
    versions: HashMap<PathBuf, Vec<Version>>,
    /// The versions that were read; None for one with errors. Only who asks again keeps them: a server, which asks after each edit.
    kept: Mutex<Option<Versions>>,
}

/// Versions that were read, by their objects.
type Versions = HashMap<ObjectId, Option<Arc<Incident>>>;

/// The earlier versions of one incident that its readers may see; None for one that they may not see, or that has errors.
type Earlier = HashMap<usize, Option<Arc<Incident>>>;

/// What is known of the versions, or the one that must be read to know it.
type Known<T> = std::result::Result<T, usize>;

impl History {
    /// Reads the history of the project at `root`.
    ///
    /// # Errors
    /// There is no `git`, no repository, or a clone that has only the latest commits.
    pub fn read(root: &Path) -> Result<Self> {
        let repository = Repository::open(root).map_err(or_without)?;
        let head = repository.commit("HEAD").ok();
        let versions = versions(&repository).map_err(or_without)?;
        Ok(Self { repository, head, versions, kept: Mutex::default() })
    }

    /// Adds to each incident of a view when something last changed that its readers see, and what changed since its review was
    /// published. Both are derived from redacted versions. An incident whose file is not committed has no history.
    ///
    /// # Errors
    /// The repository lacks a version.
    pub fn add_to(&self, view: &mut View, root: &Path, config: &Config, readership: Readership, locale: &Locale) -> Result<()> {
        let redact = view.redactor(config, readership);
        let mut reader = Reader { repository: &self.repository, versions: VersionReader::new(root, config), objects: None };
        let mut kept = self.kept.lock().map_err(|_| Error::new("failed to read the history of the repository"))?;
        for cases in view.cases.chunks_mut(BATCH) {
            let files: Vec<(PathBuf, &[Version])> = cases.iter().map(|case| self.file(case, root)).collect();
            let earlier = reader.earlier(cases, &files, &config.zone, kept.as_mut(), &redact)?;
            cases.par_iter_mut().zip(&files).zip(&earlier).for_each(|((case, (_, versions)), earlier)| {
                case.modified = modified(case, versions, earlier).ok().flatten();
                let published = published(case, versions, earlier, &config.zone).ok().flatten();
                let before = published.and_then(|version| earlier.get(&version)?.as_ref());
                let facts = before.map(|before| compare(before, &case.incident, config, locale)).unwrap_or_default();
                case.changes = facts.iter().map(|fact| fact.current_text(locale)).collect();
            });
        }
        kept.get_or_insert_default();
        Ok(())
    }

    /// Whether there is no later commit, and the current one is not another.
    pub fn is_current(&self) -> bool {
        self.repository.commit("HEAD").ok() == self.head
    }

    /// The folder of the repository's own files, in which something changes with every commit.
    pub fn git_folder(&self) -> &Path {
        self.repository.git_folder()
    }

    /// The path of an incident's file relative to the project, and its versions.
    fn file(&self, case: &VisibleIncident, root: &Path) -> (PathBuf, &[Version]) {
        let name = case.source.rsplit('/').next().unwrap_or(&case.source);
        let path = case.folder.join(name).strip_prefix(root).map(Path::to_owned).unwrap_or_default();
        let versions = self.versions.get(&path).map_or(&[][..], Vec::as_slice);
        (path, versions)
    }
}

/// Reads versions, by one process that begins with the first of them.
struct Reader<'c> {
    repository: &'c Repository,
    versions: VersionReader<'c>,
    objects: Option<Objects>,
}

impl Reader<'_> {
    /// The earlier versions of some incidents that are needed, as their readers see them. Which are needed depends on what the later ones
    /// say.
    fn earlier(
        &mut self,
        cases: &[VisibleIncident],
        files: &[(PathBuf, &[Version])],
        zone: &TimeZone,
        mut kept: Option<&mut Versions>,
        redact: &(impl Fn(Arc<Incident>) -> Option<Arc<Incident>> + Sync),
    ) -> Result<Vec<Earlier>> {
        let mut earlier: Vec<Earlier> = cases.iter().map(|_| Earlier::new()).collect();
        loop {
            let of_file = |(index, case): (usize, &VisibleIncident)| {
                needed(case, files[index].1, &earlier[index], zone).into_iter().map(move |version| (index, version))
            };
            let needed: Vec<(usize, usize)> = cases.iter().enumerate().flat_map(of_file).collect();
            if needed.is_empty() {
                return Ok(earlier);
            }
            let id = |(index, version): &(usize, usize)| &files[*index].1[*version].id;
            let is_kept = |place: &&(usize, usize)| kept.as_ref().is_some_and(|kept| kept.contains_key(id(place)));
            let unread = needed.iter().filter(|place| !is_kept(place)).map(|place| (id(place), files[place.0].0.as_path()));
            let read = self.read(unread.collect())?;
            let known = |id: &ObjectId| read.get(id).or_else(|| kept.as_ref()?.get(id)).cloned().flatten();
            let redacted = |place: &(usize, usize)| known(id(place)).and_then(redact);
            let redacted: Vec<_> = needed.par_iter().map(redacted).collect();
            needed.iter().zip(redacted).for_each(|((index, version), incident)| _ = earlier[*index].insert(*version, incident));
            kept.iter_mut().for_each(|kept| kept.extend(read.iter().map(|(id, incident)| (id.clone(), incident.clone()))));
        }
    }

    /// The incidents of versions, each of which is one of the file at a path.
    fn read(&mut self, unread: BTreeMap<&ObjectId, &Path>) -> Result<Versions> {
        if unread.is_empty() {
            return Ok(Versions::new());
        }
        let objects = match &mut self.objects {
            Some(objects) => objects,
            None => self.objects.insert(self.repository.objects()?),
        };
        let contents = objects.read(&unread.keys().copied().collect::<Vec<_>>())?;
        let versions = &self.versions;
        let read: Vec<_> = unread.into_iter().zip(contents).collect();
        Ok(read.into_par_iter().map(|((id, path), bytes)| (id.clone(), versions.incident(path, bytes))).collect())
    }
}

/// The same error with the other remedy: a site without history needs no repository.
fn or_without(error: Error) -> Error {
    let remedy = error.help().map_or_else(String::new, |help| format!("{help}; "));
    error.hint(format!("{remedy}or set `history = false` under [repository] of pir-site.toml"))
}

/// The versions that must be read to know more: at most one for each of the two questions.
fn needed(case: &VisibleIncident, versions: &[Version], earlier: &Earlier, zone: &TimeZone) -> Vec<usize> {
    let mut needed: Vec<usize> =
        [modified(case, versions, earlier).err(), published(case, versions, earlier, zone).err()].into_iter().flatten().collect();
    needed.dedup();
    needed
}

/// When the newest version was committed that its readers see another text in than in the version before. Fails with the version
/// that must be read.
fn modified(case: &VisibleIncident, versions: &[Version], earlier: &Earlier) -> Known<Option<Timestamp>> {
    for (index, version) in versions.iter().enumerate() {
        if index + 1 == versions.len() {
            return Ok(Some(version.committed));
        }
        let before = earlier.get(&(index + 1)).ok_or(index + 1)?;
        if before.as_ref().is_none_or(|before| *before != case.incident) {
            return Ok(Some(version.committed));
        }
    }
    Ok(None)
}

/// The version that was published: the newest one of the day of publication or before, if its readers may see it and it names such a
/// day; else the first after it that does. None, if that is the newest version. Fails with the version that must be read.
fn published(case: &VisibleIncident, versions: &[Version], earlier: &Earlier, zone: &TimeZone) -> Known<Option<usize>> {
    let Some(day) = case.incident.review.published else { return Ok(None) };
    let is_of_then = |version: &Version| zone.to_datetime(version.committed).date() <= day.0;
    let first = versions.iter().position(is_of_then).unwrap_or(versions.len().saturating_sub(1));
    for index in (1..=first).rev() {
        let version = earlier.get(&index).ok_or(index)?;
        if version.as_ref().is_some_and(|version| version.review.published.is_some()) {
            return Ok(Some(index));
        }
    }
    Ok(None)
}
