//! Opening files that somebody else may have put there: the one place that decides whether a path may be read.
//!
//! Only regular files are opened, so nothing waits for the other end of a pipe. What was opened is what is checked: a path that
//! is swapped for a link in between does not matter.

use std::fs::{File, Metadata};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Opens a regular file for reading. The path itself must not be a symbolic link; folders above it may be.
///
/// # Errors
/// There is no such file, it may not be read, or it is a link, a folder, a pipe or a device.
pub fn open(path: &Path) -> io::Result<File> {
    match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) => {
            open_beneath(if folder.as_os_str().is_empty() { Path::new(".") } else { folder }, Path::new(name))
        }
        _ => Err(not_a_file()),
    }
}

/// Reads a regular file wherever it is, also through links.
///
/// # Errors
/// There is no such file, it may not be read, or it is a folder, a pipe or a device.
pub fn read(path: &Path) -> io::Result<Vec<u8>> {
    contents(open(&path.canonicalize()?)?)
}

/// Opens a file of the project at `root`. Links are followed inside the project, and never out of it.
///
/// # Errors
/// There is no such file, it may not be read or lies outside the project, or it is no regular file.
pub fn open_inside(root: &Path, path: &Path) -> io::Result<File> {
    // Most paths have no link in them, and need not be resolved.
    if let Some(file) = path.strip_prefix(root).ok().and_then(|names| open_beneath(root, names).ok()) {
        return Ok(file);
    }
    let real = resolve_inside(root, path)?;
    let root = root.canonicalize()?;
    open_beneath(&root, real.strip_prefix(&root).map_err(|_| leads_out())?)
}

/// Reads a file of the project at `root`, as [`open_inside`] does.
///
/// # Errors
/// As for [`open_inside`].
pub fn read_inside(root: &Path, path: &Path) -> io::Result<Vec<u8>> {
    contents(open_inside(root, path)?)
}

/// The path without links of something in the project at `root`.
///
/// # Errors
/// It does not exist, or lies outside the project.
pub fn resolve_inside(root: &Path, path: &Path) -> io::Result<PathBuf> {
    let real = path.canonicalize()?;
    if real.starts_with(root.canonicalize()?) { Ok(real) } else { Err(leads_out()) }
}

/// Opens a regular file for writing, and creates it where it is missing. The path itself must not be a symbolic link.
///
/// # Errors
/// The file may not be written, or is a link, a folder, a pipe or a device.
pub fn open_or_create(path: &Path) -> io::Result<File> {
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

/// When a file was last changed. On Unix, this is the time that no program can set.
#[cfg(unix)]
pub fn changed(found: &Metadata) -> Option<SystemTime> {
    use std::os::unix::fs::MetadataExt;
    let (seconds, nanoseconds) = (u64::try_from(found.ctime()).ok()?, u32::try_from(found.ctime_nsec()).ok()?);
    SystemTime::UNIX_EPOCH.checked_add(std::time::Duration::new(seconds, nanoseconds))
}

/// When a file was last changed.
#[cfg(not(unix))]
pub fn changed(found: &Metadata) -> Option<SystemTime> {
    found.modified().ok()
}

/// Opens a file by its path below `folder`, of which no component may be a link.
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

/// Opens a file by its path below `folder`, of which no component may be a link.
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

fn not_a_file() -> io::Error {
    io::Error::new(ErrorKind::InvalidInput, "it is not a regular file")
}
