//! A project in a git repository, with commits of known dates.

use std::path::Path;
use std::process::Command;

use crate::project::{Project, Run};

/// Runs `git` in a folder, by no configuration but the folder's own.
pub(crate) fn git_at(folder: &Path, args: &[&str], date: &str) -> String {
    let mut command = Command::new("git");
    command.args(["-c", "user.name=Alice Canary", "-c", "user.email=canary@example.com", "-c", "commit.gpgSign=false"]);
    command.args(args).current_dir(folder).env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
    command.env("GIT_AUTHOR_DATE", date).env("GIT_COMMITTER_DATE", date);
    let output = command.output().unwrap();
    assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

impl Project {
    /// Makes a repository of the project, without a commit.
    pub(crate) fn init_git(&self) -> &Self {
        self.git(&["init", "-q", "-b", "main"]);
        self
    }

    pub(crate) fn git(&self, args: &[&str]) -> String {
        git_at(self.root(), args, "2024-01-01T00:00:00Z")
    }

    /// Commits everything, at a moment.
    pub(crate) fn commit(&self, date: &str) -> &Self {
        git_at(self.root(), &["add", "-A"], date);
        git_at(self.root(), &["commit", "-q", "--allow-empty", "-m", "secretcommitmessage"], date);
        self
    }

    /// The command with `git` in its path.
    pub(crate) fn run_with_git(&self, args: &[&str]) -> Run {
        let mut command = self.command(args);
        command.env("PATH", std::env::var_os("PATH").unwrap()).env("HOME", self.root());
        Run::of(&mut command)
    }
}
