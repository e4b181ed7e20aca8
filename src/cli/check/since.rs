//! Which files changed since a commit: asked of git.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::error::{Error, Result};

/// The files that changed since the last commit that the current one and `reference` have in common: committed, staged, changed or
/// new, and those that are deleted.
///
/// # Errors
/// There is no git, no repository, no such commit, or none in common.
pub(super) fn changed(root: &Path, reference: &str) -> Result<BTreeSet<PathBuf>> {
    let top = git(root, &["rev-parse", "--show-toplevel"])?;
    if !top.status.success() {
        return Err(failed(&format!("{} is in no git repository", root.display()), &top)
            .hint("`--since` compares with a commit: name the files to check instead"));
    }
    let top = PathBuf::from(bytes(top.stdout.trim_ascii_end()));
    let base = merge_base(&top, reference)?;
    let mut changed = BTreeSet::new();
    let tracked = ["diff", "--name-only", "--no-renames", "--no-ext-diff", "--no-relative", "-z", &base, "--"];
    for list in [&tracked[..], &["ls-files", "--others", "--exclude-standard", "--full-name", "-z"]] {
        let listed = git(&top, list)?;
        if !listed.status.success() {
            return Err(failed("git cannot list the changed files", &listed));
        }
        changed.extend(listed.stdout.split(|byte| *byte == 0).filter(|name| !name.is_empty()).map(|name| top.join(bytes(name))));
    }
    Ok(changed)
}

/// The last commit that the current one and `reference` have in common.
fn merge_base(top: &Path, reference: &str) -> Result<String> {
    let commit = |name: &str| git(top, &["rev-parse", "--verify", "--quiet", "--end-of-options", &format!("{name}^{{commit}}")]);
    let (head, other) = (commit("HEAD")?, commit(reference)?);
    if !head.status.success() {
        return Err(Error::new("this repository has no commit yet").hint("commit first, or check without `--since`"));
    }
    if !other.status.success() {
        let hint = "fetch it first, as with `git fetch origin main`, and name it as git does: origin/main";
        return Err(Error::new(format!("git knows no commit {reference:?}")).hint(hint));
    }
    let [head, other] = [head, other].map(|output| text(&output.stdout).trim().to_owned());
    let base = git(top, &["merge-base", &other, &head])?;
    if base.status.success() {
        return Ok(text(&base.stdout).lines().next().unwrap_or_default().to_owned());
    }
    let is_shallow = text(&git(top, &["rev-parse", "--is-shallow-repository"])?.stdout).trim() == "true";
    let hint = if is_shallow {
        "this clone is shallow: run `git fetch --unshallow`, or clone with the whole history (`fetch-depth: 0` of actions/checkout, \
         `GIT_DEPTH: 0` in GitLab)"
    } else {
        "name a commit of the same history"
    };
    Err(Error::new(format!("the current commit and {reference:?} have no commit in common")).hint(hint))
}

fn git(folder: &Path, args: &[&str]) -> Result<Output> {
    let run = Command::new("git").arg("-C").arg(folder).args(args).output();
    run.map_err(|error| match error.kind() {
        ErrorKind::NotFound => {
            Error::new("`--since` needs git, which is not installed").hint("install git, or name the files to check instead")
        }
        _ => Error::new("failed to run git").because(error),
    })
}

/// An error with what git said as its cause.
fn failed(message: &str, output: &Output) -> Error {
    let said = text(&output.stderr).trim().replace('\n', "; ");
    if said.is_empty() { Error::new(message) } else { Error::new(message).because(said) }
}

fn text(bytes: &[u8]) -> std::borrow::Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}

/// A name as git prints it: bytes, on Unix.
#[cfg(unix)]
fn bytes(name: &[u8]) -> &OsStr {
    std::os::unix::ffi::OsStrExt::from_bytes(name)
}

/// A name as git prints it: UTF-8, on other systems.
#[cfg(not(unix))]
fn bytes(name: &[u8]) -> PathBuf {
    PathBuf::from(text(name).into_owned())
}
