//! The history of reviews: when each was last changed, and what changed since its publication.

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

/// The number of incidents processed at a time. Their old versions are dropped before the next batch.
const BATCH: usize = 256;

/// The history of the incident files of an archive.
#[derive(Debug)]
pub struct History {
    repository: Repository,
    /// The commit up to which the history was read.
    head: Option<ObjectId>,
    /// The versions of each file, newest first, by path relative to the project.
    versions: HashMap<PathBuf, Vec<Version>>,
    /// Cached versions, `None` for one with errors. Only enabled for a server, which queries the history after each edit.
    kept: Mutex<Option<Versions>>,
}

/// Parsed versions by object id.
type Versions = HashMap<ObjectId, Option<Arc<Incident>>>;

/// The earlier versions of one incident, by index. `None` for one that has errors or that the readers may not see.
type Earlier = HashMap<usize, Option<Arc<Incident>>>;

/// A result, or the index of the version that must be read to obtain it.
type Known<T> = std::result::Result<T, usize>;

impl History {
    /// Reads the history of the project at `root`.
    ///
    /// # Errors
    /// `git` is not installed, there is no repository, or the clone is shallow.
    pub fn read(root: &Path) -> Result<Self> {
        let repository = Repository::open(root).map_err(or_without)?;
        let head = repository.commit("HEAD").ok();
        let versions = versions(&repository).map_err(or_without)?;
        Ok(Self { repository, head, versions, kept: Mutex::default() })
    }

    /// Adds to each incident of a view when its visible content last changed, and what changed since its review was published. Both
    /// are derived from redacted versions. An incident with an uncommitted file has no history.
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

    /// Whether `HEAD` is still the commit up to which the history was read.
    pub fn is_current(&self) -> bool {
        self.repository.commit("HEAD").ok() == self.head
    }

    /// The `.git` directory, in which something changes with every commit.
    pub fn git_folder(&self) -> &Path {
        self.repository.git_folder()
    }

    /// The path of an incident's file relative to the project, with its versions.
    fn file(&self, case: &VisibleIncident, root: &Path) -> (PathBuf, &[Version]) {
        let name = case.source.rsplit('/').next().unwrap_or(&case.source);
        let path = case.folder.join(name).strip_prefix(root).map(Path::to_owned).unwrap_or_default();
        let versions = self.versions.get(&path).map_or(&[][..], Vec::as_slice);
        (path, versions)
    }
}

/// Reads versions, with one process that is started on first use.
struct Reader<'c> {
    repository: &'c Repository,
    versions: VersionReader<'c>,
    objects: Option<Objects>,
}

impl Reader<'_> {
    /// The required earlier versions of the given incidents, redacted. Which ones are required depends on the later ones, so this
    /// reads in several rounds.
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

    /// Reads versions by object id, each with the path of its file.
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

/// Adds the alternative remedy to an error: a site without history needs no repository.
fn or_without(error: Error) -> Error {
    let remedy = error.help().map_or_else(String::new, |help| format!("{help}; "));
    error.hint(format!("{remedy}or set `history = false` under [repository] of pir-site.toml"))
}

/// The versions that must be read next: at most one for each of the two questions.
fn needed(case: &VisibleIncident, versions: &[Version], earlier: &Earlier, zone: &TimeZone) -> Vec<usize> {
    let mut needed: Vec<usize> =
        [modified(case, versions, earlier).err(), published(case, versions, earlier, zone).err()].into_iter().flatten().collect();
    needed.dedup();
    needed
}

/// The commit time of the newest version whose visible content differs from the previous version's. The error is the index of a
/// version that must be read first.
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

/// The index of the published version: the newest one up to the day of publication, if it is visible and states a publication date;
/// otherwise the first later one that is and does. `None` if that is the newest version. The error is the index of a version that
/// must be read first.
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
