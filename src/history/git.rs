//! Reads a repository with the `git` command. It runs without anything that could execute code of the repository or block: no
//! hooks, pager, external diff, prompt or lock, and no download of objects missing in a partial clone.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Output, Stdio};

use crate::error::{Error, Result};

/// Options passed to every call.
const OPTIONS: [&str; 7] =
    ["--no-pager", "--no-optional-locks", "--no-replace-objects", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false"];

/// The hint for a clone that lacks the required commits.
pub(super) const WHOLE_HISTORY: &str = "this clone has only the latest commits: run `git fetch --unshallow`; in CI, check out with the whole \
                                        history (fetch-depth: 0, GIT_DEPTH: 0)";

/// Environment variables that would make `git` use another repository, as in a hook, or other objects.
const VARIABLES: [&str; 12] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_COMMON_DIR",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_SHALLOW_FILE",
    "GIT_GRAFT_FILE",
    "GIT_NAMESPACE",
    "GIT_PREFIX",
    "GIT_EXTERNAL_DIFF",
];

/// The repository that contains a project.
#[derive(Debug, Clone)]
pub struct Repository {
    /// The project's folder.
    root: PathBuf,
    /// Whether the clone is shallow.
    is_shallow: bool,
    /// The `.git` directory of this working tree.
    git_folder: PathBuf,
}

/// An object id, as printed by `git`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ObjectId(pub(super) String);

impl Repository {
    /// Opens the repository that contains the project at `root`.
    ///
    /// # Errors
    /// There is no repository, or `git` is not installed or does not trust the folder.
    pub fn open(root: &Path) -> Result<Self> {
        let output = output(&mut command(root, ["rev-parse", "--is-shallow-repository", "--absolute-git-dir"]))?;
        if !output.status.success() {
            return Err(not_opened(root, &output));
        }
        let text = String::from_utf8_lossy(&output.stdout);
        let mut lines = text.lines();
        let is_shallow = lines.next() == Some("true");
        Ok(Self { root: root.to_owned(), is_shallow, git_folder: lines.next().unwrap_or_default().into() })
    }

    /// The project's folder.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Whether the clone is shallow.
    pub fn is_shallow(&self) -> bool {
        self.is_shallow
    }

    /// The `.git` directory, in which something changes whenever `HEAD` does.
    pub fn git_folder(&self) -> &Path {
        &self.git_folder
    }

    /// Resolves a revision to a commit: a branch, a tag, a hash, `HEAD~2`.
    ///
    /// # Errors
    /// There is no such commit.
    pub fn commit(&self, name: &str) -> Result<ObjectId> {
        let wanted = format!("{name}^{{commit}}");
        let output = self.output(["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted])?;
        let id = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        if output.status.success() && is_object_id(&id) && !name.is_empty() {
            return Ok(ObjectId(id));
        }
        let error = Error::new(format!("there is no commit \"{name}\" in the repository of {}", self.root.display()));
        Err(error.hint(if self.is_shallow {
            WHOLE_HISTORY
        } else {
            "name a branch, a tag or a commit; `git fetch` brings those of the remote, such as origin/main"
        }))
    }

    /// The files of the project in a commit: paths relative to the project's folder, with the ids of their contents.
    ///
    /// # Errors
    /// The commit cannot be read.
    pub fn files(&self, commit: &ObjectId) -> Result<Vec<(PathBuf, ObjectId)>> {
        let output = self.checked(["ls-tree", "-r", "-z", &commit.0])?;
        let entry = |entry: &[u8]| {
            let entry = String::from_utf8_lossy(entry).into_owned();
            let (head, path) = entry.split_once('\t')?;
            // Symbolic links and submodules have no text.
            let is_file = head.starts_with("100");
            is_file.then(|| (PathBuf::from(path), ObjectId(head.rsplit(' ').next().unwrap_or_default().to_owned())))
        };
        Ok(output.split(|byte| *byte == 0).filter_map(entry).collect())
    }

    /// The contents of files, in the order of `ids`.
    ///
    /// # Errors
    /// The repository lacks one of the objects.
    pub fn contents(&self, ids: &[&ObjectId]) -> Result<Vec<Vec<u8>>> {
        if ids.is_empty() { Ok(Vec::new()) } else { self.objects()?.read(ids) }
    }

    /// Starts a process that reads objects of the repository one by one.
    pub(super) fn objects(&self) -> Result<Objects> {
        let mut command = command(&self.root, ["cat-file", "--batch"]);
        command.stdin(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().map_err(|error| not_started(&error))?;
        let (Some(requests), Some(answers)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(Error::new("failed to run git"));
        };
        Ok(Objects { child, requests, answers: BufReader::with_capacity(1 << 16, answers) })
    }

    pub(super) fn output<const N: usize>(&self, args: [&str; N]) -> Result<Output> {
        output(&mut command(&self.root, args))
    }

    /// The output of a successful call.
    pub(super) fn checked<const N: usize>(&self, args: [&str; N]) -> Result<Vec<u8>> {
        let name = args[0].to_owned();
        let output = self.output(args)?;
        if output.status.success() { Ok(output.stdout) } else { Err(failed(&name, &output)) }
    }
}

/// A running `git cat-file --batch`.
pub(super) struct Objects {
    child: Child,
    requests: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Objects {
    /// The contents of objects, in the order of `ids`.
    pub(super) fn read(&mut self, ids: &[&ObjectId]) -> Result<Vec<Vec<u8>>> {
        let request: String = ids.iter().flat_map(|id| [id.0.as_str(), "\n"]).collect();
        let Self { child, requests, answers } = self;
        // Both pipes have limited buffers, so one thread writes while the other reads.
        std::thread::scope(|scope| {
            scope.spawn(move || requests.write_all(request.as_bytes()).and_then(|()| requests.flush()));
            let read: Result<Vec<_>> = ids.iter().map(|_| read_object(answers)).collect();
            if read.is_err() {
                // Otherwise the writer would block on a process whose output is not read.
                let _ = child.kill();
            }
            read
        })
    }
}

impl Drop for Objects {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Reads one object from `git cat-file --batch`: a line with id, type and size, then the bytes and a newline.
fn read_object(reader: &mut impl BufRead) -> Result<Vec<u8>> {
    let broken = |error| Error::new("failed to read from git").because(error);
    let mut head = String::new();
    reader.read_line(&mut head).map_err(broken)?;
    let Some(length) = head.trim_end().split(' ').nth(2).and_then(|length| length.parse().ok()) else {
        return Err(Error::new(format!("the repository lacks an object that its history names: {}", head.trim_end()))
            .hint("this may be a partial clone: run `git fetch --refetch --no-filter`, or clone without --filter"));
    };
    let mut bytes = vec![0; length];
    reader.read_exact(&mut bytes).map_err(broken)?;
    reader.read_exact(&mut [0]).map_err(broken)?;
    Ok(bytes)
}

/// A `git` command in a folder.
fn command<const N: usize>(folder: &Path, args: [&str; N]) -> Command {
    let mut command = Command::new("git");
    command.args(OPTIONS).args(args).current_dir(if folder == Path::new("") { Path::new(".") } else { folder });
    VARIABLES.iter().for_each(|name| _ = command.env_remove(name));
    command.envs(
        [("LC_ALL", "C"), ("GIT_TERMINAL_PROMPT", "0"), ("GIT_NO_LAZY_FETCH", "1")]
            .map(|(name, value)| (name, OsStr::new(value))),
    );
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn output(command: &mut Command) -> Result<Output> {
    command.output().map_err(|error| not_started(&error))
}

fn not_started(error: &std::io::Error) -> Error {
    let error_text = error.to_string();
    match error.kind() {
        ErrorKind::NotFound => Error::new("git was not found").hint("install git, and make sure that it is on PATH"),
        _ => Error::new("failed to run git").because(error_text),
    }
}

fn not_opened(root: &Path, output: &Output) -> Error {
    let said = said(output);
    let folder = root.display();
    if said.contains("not a git repository") {
        return Error::new(format!("{folder} is not in a git repository"))
            .hint("run this in a clone of the archive, or make a repository with `git init` and commit the files");
    }
    if said.contains("dubious ownership") {
        let hint = "run `git config --global --add safe.directory PATH` with the repository's path if you trust it";
        return Error::new(format!("git does not trust the folder {folder}, because another user owns it")).hint(hint);
    }
    Error::new(format!("git cannot read the repository of {folder}")).because(said)
}

fn failed(name: &str, output: &Output) -> Error {
    Error::new(format!("`git {name}` failed")).because(said(output))
}

/// The first line of the error output of `git`.
pub(super) fn said(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr);
    text.lines().next().unwrap_or("no reason was given").trim_start_matches("fatal: ").to_owned()
}

fn is_object_id(text: &str) -> bool {
    matches!(text.len(), 40 | 64) && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}
