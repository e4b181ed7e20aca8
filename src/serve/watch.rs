//! Watching folders: which paths may have changed, once the file system is quiet.
//!
//! It tells that something happened at a path and not what: what is there now is for others to look at. How many saves, in which
//! order and under which temporary names, makes no difference.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use notify::event::{AccessKind, AccessMode, CreateKind, ModifyKind};
use notify::{Config, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::error::{Error, Result};

/// How long it must be quiet after a file was written where it is.
const QUIET: Duration = Duration::from_millis(2);
/// How long it must be quiet where names came or went: a save may go by way of a temporary file and a backup.
const QUIET_AFTER_NAMES: Duration = Duration::from_millis(5);
const PATHS_OF_A_SAVE: u32 = 3;
/// How long it must be quiet while somebody is still writing to a file, or where the system does not tell that they are done.
const QUIET_WHILE_WRITTEN: Duration = Duration::from_millis(20);
/// How long it must be quiet for each path where there are more: a branch that is switched is one change.
const QUIET_EACH: Duration = Duration::from_millis(8);
/// How long it must be quiet at most.
const QUIET_AT_MOST: Duration = Duration::from_millis(150);
/// How often folders are looked at where the system does not tell of changes.
const POLL: Duration = Duration::from_millis(400);

/// How far down a folder is watched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// What it holds itself.
    Itself,
    /// Everything below it.
    Below,
}

/// What may have changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Paths at which something happened.
    pub paths: BTreeSet<PathBuf>,
    /// Whether something was missed, so that anything may have changed.
    pub missed: bool,
    /// Whether files came, went or were renamed.
    names: bool,
    /// Files that somebody has begun to write, and not closed yet.
    unfinished: BTreeSet<PathBuf>,
}

/// Watches folders.
pub struct Watcher {
    system: Option<System>,
    places: BTreeMap<PathBuf, Depth>,
}

/// What the system tells. Without it, anything may have changed, every time that somebody asks.
struct System {
    watcher: RecommendedWatcher,
    changes: Receiver<notify::Result<Event>>,
}

impl Watcher {
    /// A watcher of nothing yet; with `poll` it looks at the files again and again instead of being told by the system.
    ///
    /// # Errors
    /// The system gives none, or no more of them.
    pub fn new(poll: bool) -> Result<Self> {
        let system = if poll { None } else { Some(System::new()?) };
        Ok(Self { system, places: BTreeMap::new() })
    }

    /// Watches these folders and no others. One that is in `anew` is another folder than it was and is watched anew; one that is
    /// not there is passed over. Whether one was added, in which something may have happened before.
    ///
    /// # Errors
    /// The system does not let a folder be watched, or no more of them.
    pub fn watch(&mut self, places: BTreeMap<PathBuf, Depth>, anew: &BTreeSet<PathBuf>) -> Result<bool> {
        let gone = |(place, depth): &(&PathBuf, &Depth)| places.get(*place) != Some(depth) || anew.contains(*place);
        let gone: Vec<PathBuf> = self.places.iter().filter(gone).map(|(place, _)| place.clone()).collect();
        for place in gone {
            // It may have gone by itself.
            let _ = self.unwatch(&place);
            self.places.remove(&place);
        }
        let mut has_added = false;
        for (place, depth) in places {
            if !self.places.contains_key(&place) && place.is_dir() {
                self.add(&place, depth).map_err(|error| explained(error, Some(&place)))?;
                self.places.insert(place, depth);
                has_added = true;
            }
        }
        Ok(has_added)
    }

    /// Waits until something has changed and it is quiet again; without the system's help, until it is time to look.
    pub fn wait(&self) -> Changes {
        let Some(System { changes, .. }) = &self.system else { return look_after(POLL) };
        match changes.recv() {
            Ok(first) => settle(first, changes),
            Err(_) => look_after(POLL),
        }
    }

    /// Waits so long for something to change.
    pub fn wait_for(&self, time: Duration) -> Option<Changes> {
        let Some(System { changes, .. }) = &self.system else { return Some(look_after(time)) };
        Some(settle(changes.recv_timeout(time).ok()?, changes))
    }

    fn add(&mut self, place: &Path, depth: Depth) -> notify::Result<()> {
        let mode = if depth == Depth::Below { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
        self.system.as_mut().map_or(Ok(()), |system| system.watcher.watch(place, mode))
    }

    fn unwatch(&mut self, place: &Path) -> notify::Result<()> {
        self.system.as_mut().map_or(Ok(()), |system| system.watcher.unwatch(place))
    }
}

impl System {
    fn new() -> Result<Self> {
        let (sender, changes) = mpsc::channel();
        let tell = move |event: notify::Result<Event>| {
            if event.as_ref().map_or(true, is_change) {
                // Nobody listens any more once the server ends.
                let _ = sender.send(event);
            }
        };
        // Where links lead is watched by itself, and only inside the project.
        let config = Config::default().with_follow_symlinks(false);
        let watcher = RecommendedWatcher::new(tell, config).map_err(|error| explained(error, None))?;
        Ok(Self { watcher, changes })
    }
}

/// Takes in what else changes until it is quiet: the more has changed, the longer.
fn settle(first: notify::Result<Event>, later: &Receiver<notify::Result<Event>>) -> Changes {
    let mut changes = Changes::default();
    changes.add(first);
    while let Ok(event) = later.recv_timeout(changes.quiet()) {
        changes.add(event);
    }
    changes
}

/// The change that nobody told of.
fn look_after(time: Duration) -> Changes {
    std::thread::sleep(time);
    Changes::of_anything()
}

impl Changes {
    /// Anything may have changed.
    pub fn of_anything() -> Self {
        Self { missed: true, ..Self::default() }
    }

    /// How long it must be quiet until all of it is there.
    fn quiet(&self) -> Duration {
        match u32::try_from(self.paths.len()).unwrap_or(u32::MAX) {
            _ if self.missed => QUIET_AT_MOST,
            count if count > PATHS_OF_A_SAVE => QUIET_EACH.saturating_mul(count).min(QUIET_AT_MOST),
            _ if !self.unfinished.is_empty() => QUIET_WHILE_WRITTEN,
            _ if self.names => QUIET_AFTER_NAMES,
            _ => QUIET,
        }
    }

    /// Whether nothing happened.
    pub fn is_empty(&self) -> bool {
        self.paths.is_empty() && !self.missed
    }

    /// Adds what happened after.
    pub fn extend(&mut self, later: Self) {
        self.paths.extend(later.paths);
        self.missed |= later.missed;
    }

    fn add(&mut self, event: notify::Result<Event>) {
        let Ok(event) = event else {
            self.missed = true;
            return;
        };
        self.missed |= event.need_rescan();
        self.names |=
            !matches!(event.kind, EventKind::Access(_) | EventKind::Modify(ModifyKind::Data(_) | ModifyKind::Metadata(_)));
        match event.kind {
            EventKind::Create(CreateKind::File) | EventKind::Modify(ModifyKind::Data(_)) => {
                self.unfinished.extend(event.paths.iter().cloned());
            }
            _ => self.unfinished.retain(|path| !event.paths.contains(path)),
        }
        self.paths.extend(event.paths);
    }
}

/// Reading a file, as we do ourselves, is no change.
fn is_change(event: &Event) -> bool {
    match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => event.need_rescan(),
        _ => true,
    }
}

/// What went wrong with watching, by the name of the limit if it was one.
fn explained(error: notify::Error, place: Option<&Path>) -> Error {
    let what = place.map_or_else(|| "failed to watch files".to_owned(), |place| format!("failed to watch {}", place.display()));
    let limit = match &error.kind {
        notify::ErrorKind::MaxFilesWatch => Some("fs.inotify.max_user_watches"),
        notify::ErrorKind::Io(cause) => limit_of(cause),
        _ => None,
    };
    match limit {
        Some(limit) => Error::new(format!("{what}: the system's limit {limit} is reached"))
            .hint(format!("raise it (sysctl {limit}), or use --poll, which needs no such thing")),
        None => Error::new(what).because(error).hint("--poll looks at the files again and again instead"),
    }
}

/// The limit that a failure of the system stands for, on Linux.
fn limit_of(cause: &io::Error) -> Option<&'static str> {
    match cause.raw_os_error() {
        Some(28) => Some("fs.inotify.max_user_watches"),
        Some(24) => Some("fs.inotify.max_user_instances"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_of_the_system_is_called_by_its_name() {
        let told = |kind| explained(notify::Error::new(kind), Some(Path::new("content"))).to_string();
        let watches = told(notify::ErrorKind::MaxFilesWatch);
        assert!(
            watches.contains("content") && watches.contains("fs.inotify.max_user_watches") && watches.contains("--poll"),
            "{watches}"
        );
        assert_eq!(told(notify::ErrorKind::Io(io::Error::from_raw_os_error(28))), watches);
        assert!(told(notify::ErrorKind::Io(io::Error::from_raw_os_error(24))).contains("fs.inotify.max_user_instances"));
        assert!(told(notify::ErrorKind::PathNotFound).contains("failed to watch content"));
    }

    #[test]
    fn what_is_still_being_written_is_waited_for() {
        let told = |kinds: &[EventKind]| {
            let mut changes = Changes::default();
            for kind in kinds {
                changes.add(Ok(Event::new(*kind).add_path("content/a.toml".into())));
            }
            changes.quiet()
        };
        let (new, written) =
            (EventKind::Create(CreateKind::File), EventKind::Modify(ModifyKind::Data(notify::event::DataChange::Any)));
        let closed = EventKind::Access(AccessKind::Close(AccessMode::Write));
        assert_eq!(told(&[new, written]), QUIET_WHILE_WRITTEN);
        assert_eq!(told(&[written, closed]), QUIET);
        assert_eq!(told(&[written, closed, written]), QUIET_WHILE_WRITTEN);
        assert_eq!(told(&[new, EventKind::Remove(notify::event::RemoveKind::File)]), QUIET_AFTER_NAMES);
        assert_eq!(told(&[new, written, closed]), QUIET_AFTER_NAMES);
    }

    #[test]
    fn reading_is_no_change() {
        let is_change = |kind| is_change(&Event::new(kind));
        assert!(!is_change(EventKind::Access(AccessKind::Open(AccessMode::Any))));
        assert!(is_change(EventKind::Access(AccessKind::Close(AccessMode::Write))));
        assert!(is_change(EventKind::Create(notify::event::CreateKind::File)));
    }
}
