//! Opens files of possibly untrusted origin. This is the only module that decides whether a path may be read.
//!
//! Only regular files are opened, so that reading never blocks on a pipe. Checks apply to the opened file, so a path that is
//! concurrently replaced by a link does no harm.

use std::ffi::OsStr;
use std::fs::{File, Metadata};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::prose::normalized;

/// Opens a regular file for reading. The path itself must not be a symbolic link; parent folders may be.
///
/// # Errors
/// The file does not exist or cannot be read, or it is a link, a folder, a pipe or a device.
pub(crate) fn open(path: &Path) -> io::Result<File> {
    match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) => {
            open_beneath(if folder.as_os_str().is_empty() { Path::new(".") } else { folder }, Path::new(name))
        }
        _ => Err(not_a_file()),
    }
}

/// Reads a regular file anywhere, following links.
///
/// # Errors
/// The file does not exist or cannot be read, or it is a folder, a pipe or a device.
pub(crate) fn read(path: &Path) -> io::Result<Vec<u8>> {
    contents(open(&path.canonicalize()?)?)
}

/// Reads a regular file anywhere, like [`read`], or a pipe below `/dev`, with which a shell passes the output of a command: `<(…)`.
///
/// # Errors
/// Same as for [`read`].
pub(crate) fn read_or_substitution(path: &Path) -> io::Result<Vec<u8>> {
    if path.starts_with("/dev") { std::fs::read(path) } else { read(path) }
}

/// Opens a file of the project at `root`. Links are followed only within the project.
///
/// # Errors
/// The file does not exist, cannot be read, is outside of the project, or is not a regular file.
pub(crate) fn open_inside(root: &Path, path: &Path) -> io::Result<File> {
    // Most paths contain no link and need not be resolved.
    if let Some(file) = path.strip_prefix(root).ok().and_then(|names| open_beneath(root, names).ok()) {
        return Ok(file);
    }
    let real = resolve_inside(root, path)?;
    let root = root.canonicalize()?;
    open_beneath(&root, real.strip_prefix(&root).map_err(|_| leads_out())?)
}

/// Reads a file of the project at `root`, like [`open_inside`].
///
/// # Errors
/// Same as for [`open_inside`].
pub(crate) fn read_inside(root: &Path, path: &Path) -> io::Result<Vec<u8>> {
    contents(open_inside(root, path)?)
}

/// The canonical path of something in the project at `root`.
///
/// # Errors
/// The path does not exist, or is outside of the project.
pub(crate) fn resolve_inside(root: &Path, path: &Path) -> io::Result<PathBuf> {
    let real = path.canonicalize().map_err(|error| if path.is_symlink() { leads_nowhere(&error) } else { error })?;
    if real.starts_with(root.canonicalize()?) { Ok(real) } else { Err(leads_out()) }
}

/// The path of a file or folder as its names are stored on disk, which can be in another Unicode form than in `path`. If there is no
/// such file, the path itself.
pub(crate) fn as_stored(path: &Path) -> PathBuf {
    if path.to_str().is_some_and(str::is_ascii) || path.exists() {
        return path.to_owned();
    }
    let (Some(folder), Some(name)) = (path.parent(), path.file_name().and_then(OsStr::to_str)) else { return path.to_owned() };
    let folder = as_stored(folder);
    let is_same = |stored: &OsStr| stored.to_str().is_some_and(|stored| normalized(stored) == normalized(name));
    let listed = if folder.as_os_str().is_empty() { Path::new(".") } else { &folder };
    let mut names = listed.read_dir().into_iter().flatten().filter_map(|entry| Some(entry.ok()?.file_name()));
    folder.join(names.find(|stored| is_same(stored)).unwrap_or_else(|| name.into()))
}

/// Whether the part of `path` that exists is inside the project at `root`.
pub(crate) fn is_inside(root: &Path, path: &Path) -> bool {
    let existing = path.ancestors().find(|folder| folder.exists()).unwrap_or(root);
    resolve_inside(root, existing).is_ok()
}

/// Opens a regular file for writing, and creates it if necessary. The path itself must not be a symbolic link.
///
/// # Errors
/// The file cannot be written, or is a link, a folder, a pipe or a device.
pub(crate) fn open_or_create(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.create(true).truncate(false).write(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed());
    }
    if path.is_symlink() {
        return Err(io::Error::new(ErrorKind::InvalidInput, "it is a symbolic link"));
    }
    regular(options.open(path)?)
}

/// The time of the last change of a file. On Unix this is the ctime, which programs cannot set.
#[cfg(unix)]
pub(crate) fn changed(found: &Metadata) -> Option<SystemTime> {
    use std::os::unix::fs::MetadataExt;
    let (seconds, nanoseconds) = (u64::try_from(found.ctime()).ok()?, u32::try_from(found.ctime_nsec()).ok()?);
    SystemTime::UNIX_EPOCH.checked_add(std::time::Duration::new(seconds, nanoseconds))
}

/// The modification time of a file.
#[cfg(not(unix))]
pub(crate) fn changed(found: &Metadata) -> Option<SystemTime> {
    found.modified().ok()
}

/// Opens a file at a path below `folder`. No component of the path may be a link.
#[cfg(unix)]
fn open_beneath(folder: &Path, path: &Path) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags, openat};
    use std::path::Component;
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let mut folder = rustix::fs::open(folder, OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty())?;
    let mut components = path.components().peekable();
    while let Some(Component::Normal(name)) = components.next() {
        if components.peek().is_none() {
            return regular(openat(&folder, name, flags | OFlags::NONBLOCK, Mode::empty())?.into());
        }
        folder = openat(&folder, name, flags | OFlags::DIRECTORY, Mode::empty())?;
    }
    Err(not_a_file())
}

/// Opens a file at a path below `folder`. No component of the path may be a link.
#[cfg(not(unix))]
fn open_beneath(folder: &Path, path: &Path) -> io::Result<File> {
    let (folder, path) = (folder.canonicalize()?, folder.join(path));
    let file = File::open(&path)?;
    let real = path.canonicalize()?;
    let is_same = same_file::Handle::from_file(file.try_clone()?)? == same_file::Handle::from_path(&real)?;
    let is_link = std::fs::symlink_metadata(&path)?.is_symlink();
    if is_same && !is_link && real.starts_with(folder) { regular(file) } else { Err(leads_out()) }
}

fn regular(file: File) -> io::Result<File> {
    if file.metadata()?.is_file() { Ok(file) } else { Err(not_a_file()) }
}

fn contents(mut file: File) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(usize::try_from(file.metadata()?.len()).unwrap_or_default());
    file.read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn leads_out() -> io::Error {
    io::Error::new(ErrorKind::PermissionDenied, "it leads out of the project by a link")
}

fn leads_nowhere(error: &io::Error) -> io::Error {
    io::Error::new(ErrorKind::InvalidInput, format!("it is a link that cannot be followed: {error}"))
}

fn not_a_file() -> io::Error {
    io::Error::new(ErrorKind::InvalidInput, "it is not a regular file")
}

/// The closest enclosing folder that is a git repository, or otherwise the folder itself. `folder` must be absolute.
pub(crate) fn repository_around(folder: &Path) -> &Path {
    folder.ancestors().find(|folder| folder.join(".git").exists()).unwrap_or(folder)
}

#[cfg(all(test, unix))]
#[expect(clippy::unwrap_used, reason = "the fixture stops where it is, as a test does")]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;
    use std::process::Command;
    use std::sync::atomic::{AtomicBool, Ordering};

    use super::*;

    /// A project next to a secret file.
    fn project() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("project");
        fs::create_dir_all(root.join("content/deep")).unwrap();
        fs::create_dir(folder.path().join("outside")).unwrap();
        fs::write(folder.path().join("outside/a.txt"), "secret").unwrap();
        fs::write(root.join("content/deep/a.txt"), "public").unwrap();
        (folder, root)
    }

    #[test]
    fn links_are_followed_inside_the_project_and_never_out_of_it() {
        let (_folder, root) = project();
        symlink("deep/a.txt", root.join("content/file")).unwrap();
        symlink(root.join("content/deep"), root.join("content/folder")).unwrap();
        for path in ["content/deep/a.txt", "content/file", "content/folder/a.txt", "content/../content/deep/a.txt"] {
            assert_eq!(read_inside(&root, &root.join(path)).unwrap(), b"public", "{path}");
        }
        symlink("../../outside/a.txt", root.join("content/out")).unwrap();
        symlink("../../outside", root.join("content/away")).unwrap();
        symlink("out", root.join("content/twice")).unwrap();
        for path in ["content/out", "content/away/a.txt", "content/twice", "../outside/a.txt"] {
            let error = read_inside(&root, &root.join(path)).unwrap_err().to_string();
            assert!(error.contains("leads out of the project"), "{path}: {error}");
        }
    }

    #[test]
    fn only_regular_files_are_opened_and_nothing_waits_for_a_pipe() {
        let (_folder, root) = project();
        let pipe = root.join("pipe");
        assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        symlink("pipe", root.join("to-pipe")).unwrap();
        for path in ["pipe", "to-pipe", "content", "content/none"] {
            let path = root.join(path);
            assert!(open(&path).is_err() && read(&path).is_err() && read_inside(&root, &path).is_err(), "{}", path.display());
        }
        assert!(open_or_create(&pipe).is_err());
        symlink("created", root.join("dangling")).unwrap();
        assert!(open_or_create(&root.join("dangling")).is_err() && !root.join("created").exists());
        assert!(open(&root.join("to-pipe")).is_err());
    }

    #[test]
    fn a_file_or_folder_that_is_swapped_for_a_link_while_it_is_opened_is_never_read_outside() {
        let (folder, root) = project();
        let content = root.join("content");
        symlink("../../../outside/a.txt", content.join("deep/link")).unwrap();
        symlink(folder.path().join("outside"), content.join("away")).unwrap();
        fs::write(content.join("deep/copy"), "public").unwrap();
        let done = AtomicBool::new(false);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                while !done.load(Ordering::Relaxed) {
                    // The path is, in turn, a regular file, a link, and a file below a linked folder.
                    for (from, to) in [("deep/link", "deep/a.txt"), ("deep", "kept"), ("away", "deep")] {
                        fs::rename(content.join(from), content.join(to)).unwrap();
                    }
                    for (from, to) in [("deep", "away"), ("kept", "deep"), ("deep/a.txt", "deep/link")] {
                        fs::rename(content.join(from), content.join(to)).unwrap();
                    }
                    fs::copy(content.join("deep/copy"), content.join("deep/a.txt")).unwrap();
                }
            });
            let path = content.join("deep/a.txt");
            let read: Vec<_> = (0..20_000).filter_map(|_| read_inside(&root, &path).ok()).collect();
            done.store(true, Ordering::Relaxed);
            assert!(!read.iter().any(|bytes| bytes == b"secret"), "a file outside was read");
            assert!(read.len() > 10 && read.len() < 20_000, "the swaps were not met: {}", read.len());
        });
    }
}
