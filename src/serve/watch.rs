//! Watches folders, and reports which paths may have changed, once all events of a save have arrived.
//!
//! A change is a path without a kind: the caller compares the current files. So it does not matter how an editor saves, or in which
//! order events arrive.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use notify::{Config, Event, EventHandler, EventKind, RecommendedWatcher, RecursiveMode, WatcherKind};
use notify_debouncer_full::{DebounceEventResult, Debouncer, NoCache, new_debouncer_opt};

use crate::error::{Error, Result};

/// The minimum age of an event, so that the other events of the same save have arrived.
const DEBOUNCE: Duration = Duration::from_millis(10);
/// The interval at which the age of events is checked.
const TICK: Duration = Duration::from_millis(5);
/// The maximum number of paths in one save. More indicate a bulk change, such as a branch switch.
const PATHS_OF_A_SAVE: usize = 3;
/// The duration without events that ends a bulk change.
const QUIET_AFTER_MANY: Duration = Duration::from_millis(100);
/// The poll interval if the operating system does not report changes.
const POLL: Duration = Duration::from_millis(400);

/// The depth to which a folder is watched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// Only its direct entries.
    Itself,
    /// All descendants.
    Below,
}

/// What may have changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// The paths with events.
    pub paths: BTreeSet<PathBuf>,
    /// Whether events were lost, so that anything may have changed.
    pub missed: bool,
}

/// Watches folders.
pub struct Watcher {
    system: Option<System>,
    places: BTreeMap<PathBuf, Depth>,
}

/// The event source of the operating system.
struct System {
    debouncer: Debouncer<PathWatcher, NoCache>,
    changes: Receiver<DebounceEventResult>,
}

impl Watcher {
    /// Creates a watcher without folders. With `poll`, it does not use events of the operating system, and instead periodically
    /// reports that anything may have changed.
    ///
    /// # Errors
    /// The operating system provides no watcher, or its limit is reached.
    pub fn new(poll: bool) -> Result<Self> {
        let system = if poll { None } else { Some(System::new()?) };
        Ok(Self { system, places: BTreeMap::new() })
    }

    /// Watches exactly the given folders. Folders in `replaced` were recreated, and are watched anew; missing folders are skipped.
    /// Returns whether a folder was added, in which case changes may have been missed before.
    ///
    /// # Errors
    /// The operating system refuses to watch a folder, or its limit is reached.
    pub fn watch(&mut self, places: BTreeMap<PathBuf, Depth>, replaced: &BTreeSet<PathBuf>) -> Result<bool> {
        let gone = |(place, depth): &(&PathBuf, &Depth)| places.get(*place) != Some(depth) || replaced.contains(*place);
        let gone: Vec<PathBuf> = self.places.iter().filter(gone).map(|(place, _)| place.clone()).collect();
        for place in gone {
            if let Some(system) = &mut self.system {
                // The operating system stops watching a removed folder by itself.
                let _ = system.debouncer.unwatch(&place);
            }
            self.places.remove(&place);
        }
        let mut has_added = false;
        for (place, depth) in places {
            if !self.places.contains_key(&place) && place.is_dir() {
                let mode = if depth == Depth::Below { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
                if let Some(system) = &mut self.system {
                    system.debouncer.watch(&place, mode).map_err(|error| watch_error(error, Some(&place)))?;
                }
                self.places.insert(place, depth);
                has_added = true;
            }
        }
        Ok(has_added)
    }

    /// Waits for a change.
    pub fn wait(&self) -> Changes {
        match &self.system {
            Some(System { changes, .. }) => changes.recv().map_or_else(|_| poll(POLL), |first| collect(first, changes)),
            None => poll(POLL),
        }
    }

    /// Waits for a change for at most `time`.
    pub fn wait_for(&self, time: Duration) -> Option<Changes> {
        match &self.system {
            Some(System { changes, .. }) => Some(collect(changes.recv_timeout(time).ok()?, changes)),
            None => Some(poll(time)),
        }
    }
}

impl System {
    fn new() -> Result<Self> {
        let (sender, changes) = mpsc::channel();
        // Links into the project are watched at their targets. Other links are not followed.
        let config = Config::default().with_follow_symlinks(false);
        let debouncer = new_debouncer_opt(DEBOUNCE, Some(TICK), sender, NoCache::new(), config);
        Ok(Self { debouncer: debouncer.map_err(|error| watch_error(error, None))?, changes })
    }
}

/// The watcher of the operating system, with the kinds of its events removed. With kinds, the debouncer would drop the events of a
/// file that is saved and removed at once, since a save through a temporary file looks like a creation.
struct PathWatcher(RecommendedWatcher);

impl notify::Watcher for PathWatcher {
    fn new<F: EventHandler>(mut handler: F, config: Config) -> notify::Result<Self> {
        let forward = move |event: notify::Result<Event>| match event {
            // Reading a file is not a change.
            Ok(event) if event.kind.is_access() && !event.need_rescan() => {}
            Ok(event) => handler.handle_event(Ok(Event { kind: EventKind::Any, ..event })),
            Err(error) => handler.handle_event(Err(error)),
        };
        RecommendedWatcher::new(forward, config).map(Self)
    }

    fn watch(&mut self, path: &Path, mode: RecursiveMode) -> notify::Result<()> {
        self.0.watch(path, mode)
    }

    fn unwatch(&mut self, path: &Path) -> notify::Result<()> {
        self.0.unwatch(path)
    }

    fn kind() -> WatcherKind {
        RecommendedWatcher::kind()
    }
}

/// Collects related changes: those of one save, or, for a bulk change, all until there are no more.
fn collect(first: DebounceEventResult, later: &Receiver<DebounceEventResult>) -> Changes {
    let mut changes = Changes::of(first);
    while changes.missed || changes.paths.len() > PATHS_OF_A_SAVE {
        let Ok(events) = later.recv_timeout(QUIET_AFTER_MANY) else { break };
        changes.extend(Changes::of(events));
    }
    changes
}

fn poll(time: Duration) -> Changes {
    std::thread::sleep(time);
    Changes::anything()
}

impl Changes {
    /// Reports that anything may have changed.
    pub fn anything() -> Self {
        Self { missed: true, ..Self::default() }
    }

    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.paths.is_empty() && !self.missed
    }

    /// Adds later changes.
    pub fn extend(&mut self, later: Self) {
        self.paths.extend(later.paths);
        self.missed |= later.missed;
    }

    fn of(events: DebounceEventResult) -> Self {
        let Ok(events) = events else { return Self::anything() };
        let missed = events.iter().any(|event| event.need_rescan());
        Self { missed, paths: events.into_iter().flat_map(|event| event.event.paths).collect() }
    }
}

/// Converts an error of the watcher. If a limit of the operating system is reached, the message names it.
fn watch_error(error: notify::Error, place: Option<&Path>) -> Error {
    let what = place.map_or_else(|| "failed to watch files".to_owned(), |place| format!("failed to watch {}", place.display()));
    let limit = match &error.kind {
        notify::ErrorKind::MaxFilesWatch => Some("fs.inotify.max_user_watches"),
        notify::ErrorKind::Io(cause) => limit_of(cause),
        _ => None,
    };
    match limit {
        Some(limit) => Error::new(format!("{what}: the system's limit {limit} is reached"))
            .hint(format!("raise it (sysctl {limit}), or use --poll, which does not need it")),
        None => Error::new(what).because(error).hint("use --poll to compare the files at intervals instead"),
    }
}

/// The Linux limit that an OS error refers to.
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
    fn an_error_names_the_limit_of_the_system() {
        let message = |kind| watch_error(notify::Error::new(kind), Some(Path::new("content"))).to_string();
        let watches = message(notify::ErrorKind::MaxFilesWatch);
        assert!(
            watches.contains("content") && watches.contains("fs.inotify.max_user_watches") && watches.contains("--poll"),
            "{watches}"
        );
        assert_eq!(message(notify::ErrorKind::Io(io::Error::from_raw_os_error(28))), watches);
        assert!(message(notify::ErrorKind::Io(io::Error::from_raw_os_error(24))).contains("fs.inotify.max_user_instances"));
        assert!(message(notify::ErrorKind::PathNotFound).contains("failed to watch content"));
    }

    #[test]
    fn a_path_is_reported_whatever_happens_to_it_next_and_reading_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        let file = root.join("a.toml");
        std::fs::write(&file, "old").unwrap();
        let mut watcher = Watcher::new(false).unwrap();
        watcher.watch(BTreeMap::from([(root.clone(), Depth::Below)]), &BTreeSet::new()).unwrap();
        std::fs::read(&file).unwrap();
        assert_eq!(watcher.wait_for(DEBOUNCE * 10), None);
        // Saved through a temporary file, and removed at once.
        std::fs::write(root.join("tmp"), "new").unwrap();
        std::fs::rename(root.join("tmp"), &file).unwrap();
        std::fs::remove_file(&file).unwrap();
        let mut changes = Changes::default();
        while let Some(later) = watcher.wait_for(DEBOUNCE * 50) {
            changes.extend(later);
        }
        assert!(changes.paths.contains(&file), "{changes:?}");
    }
}
