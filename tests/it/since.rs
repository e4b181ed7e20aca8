//! `check --since`: the files that changed since the merge base with a commit, and what stands in the way of knowing them.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::project::{Project, Run, incident};

/// Severity changes that end elsewhere: a warning of `severity-changes`.
const ASTRAY: &str = "severity_changes = [{ at = 2024-03-15T09:10:00Z, to = \"sev2\" }]\n";

/// Runs git without the configuration of the machine.
pub(crate) fn git(folder: &Path, args: &[&str]) {
    let mut git = Command::new("git");
    git.current_dir(folder)
        .args(["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"])
        .args(args);
    git.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
    let run = git.output().unwrap();
    assert!(run.status.success(), "{args:?}: {}", String::from_utf8_lossy(&run.stderr));
}

/// An incident with one thing to find, and a title of its own.
fn faulty(id: &str) -> String {
    incident(id, ASTRAY).replace("Checkout was slow", &format!("Checkout was slow in {id}")).replace("\"reviewed\"", "\"draft\"")
}

/// A repository on a branch `main` with the files a, b and c committed, and a branch `work` from there that is checked out.
fn repository() -> Project {
    let project = Project::new();
    for id in ["a", "b", "c"] {
        project.write(&format!("content/{id}.toml"), faulty(id));
    }
    git(project.root(), &["init", "--quiet", "--initial-branch=main"]);
    commit(&project);
    git(project.root(), &["checkout", "--quiet", "-b", "work"]);
    project
}

fn commit(project: &Project) {
    git(project.root(), &["add", "--all"]);
    git(project.root(), &["commit", "--quiet", "--allow-empty", "--message", "m"]);
}

fn check(project: &Project, args: &[&str]) -> Run {
    project.run(&[&["check", "--as-of", "2026-11-24"], args].concat())
}

/// The files that a report names.
fn files(project: &Project, args: &[&str]) -> Vec<String> {
    let run = check(project, &[&["--format", "json"], args].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    let found: Vec<Value> = serde_json::from_str(&run.stdout).unwrap();
    found.iter().map(|found| found["file"].as_str().unwrap().to_owned()).collect()
}

fn touch(project: &Project, file: &str) {
    let path = project.root().join(file);
    fs::write(&path, fs::read_to_string(&path).unwrap() + "# changed\n").unwrap();
}

#[test]
fn committed_staged_changed_and_new_files_are_reported_and_no_others() {
    let project = repository();
    assert_eq!(files(&project, &["--since", "main"]), Vec::<String>::new());
    touch(&project, "content/a.toml");
    commit(&project);
    touch(&project, "content/b.toml");
    git(project.root(), &["add", "--all"]);
    assert_eq!(files(&project, &["--since", "main"]), ["content/a.toml", "content/b.toml"]);
    project.write("content/sub dir/ü\n\"d.toml", faulty("d"));
    let all = files(&project, &["--since", "main"]);
    assert_eq!(all, ["content/a.toml", "content/b.toml", "content/sub dir/ü\n\"d.toml"]);
    assert_eq!(files(&project, &["--since", "HEAD"]), ["content/b.toml", "content/sub dir/ü\n\"d.toml"]);
    assert_eq!(files(&project, &["--since", "main", "content/b.toml"]), ["content/b.toml"]);
}

#[test]
fn what_changed_on_the_other_branch_since_is_not_reported() {
    let project = repository();
    git(project.root(), &["checkout", "--quiet", "main"]);
    touch(&project, "content/c.toml");
    commit(&project);
    git(project.root(), &["checkout", "--quiet", "work"]);
    touch(&project, "content/a.toml");
    assert_eq!(files(&project, &["--since", "main"]), ["content/a.toml"]);
}

#[test]
fn a_deleted_or_renamed_file_is_no_error() {
    let project = repository();
    fs::remove_file(project.root().join("content/a.toml")).unwrap();
    fs::rename(project.root().join("content/b.toml"), project.root().join("content/e.toml")).unwrap();
    assert_eq!(files(&project, &["--since", "main"]), ["content/e.toml"]);
}

#[test]
fn a_project_below_the_root_of_its_repository_is_compared_too() {
    let project = repository();
    project.write("docs/archive/pir-site.toml", "").write("docs/archive/content/z.toml", faulty("z"));
    let run = project.run(&["check", "--root", "docs/archive", "--format", "json", "--since", "main"]);
    let found: Vec<Value> = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(found[0]["file"], "docs/archive/content/z.toml");
    let mut inside = project.command(&["check", "--format", "gitlab", "--since", "main"]);
    let found: Vec<Value> =
        serde_json::from_str(&Run::of(inside.current_dir(project.root().join("docs/archive"))).stdout).unwrap();
    assert_eq!(found[0]["location"]["path"], "docs/archive/content/z.toml");
}

/// A failed run says why and what to do.
fn refused(run: &Run, why: &str, remedy: &str) {
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stderr.contains(why) && run.stderr.contains(remedy), "{}", run.stderr);
    assert_eq!(run.stdout, "");
}

#[test]
fn without_git_a_repository_a_commit_or_a_common_one_the_remedy_is_named() {
    let project = Project::new();
    project.write("content/a.toml", faulty("a"));
    let mut outside = project.command(&["check", "--since", "main"]);
    outside.env("GIT_CEILING_DIRECTORIES", project.root().parent().unwrap());
    refused(&Run::of(&mut outside), "is not in a git repository", "git init");
    let mut without_git = project.command(&["check", "--since", "main"]);
    refused(&Run::of(without_git.env("PATH", "/nowhere")), "git was not found", "install git");

    git(project.root(), &["init", "--quiet", "--initial-branch=main"]);
    refused(&check(&project, &["--since", "main"]), "there is no commit \"HEAD\"", "name a branch");
    commit(&project);
    refused(&check(&project, &["--since", "origin/main"]), "there is no commit \"origin/main\"", "git fetch");
    refused(&check(&project, &["--since=--output=x"]), "no commit", "git fetch");
    assert!(!project.root().join("x").exists());
    git(project.root(), &["checkout", "--quiet", "--orphan", "other"]);
    // Else it is the same commit: same files, message, author and second.
    touch(&project, "content/a.toml");
    commit(&project);
    refused(&check(&project, &["--since", "main"]), "no commit in common", "same history");
}

#[test]
fn a_shallow_clone_without_a_merge_base_says_how_to_get_the_history() {
    let origin = repository();
    touch(&origin, "content/a.toml");
    commit(&origin);
    git(origin.root(), &["checkout", "--quiet", "main"]);
    touch(&origin, "content/b.toml");
    commit(&origin);
    let clone = tempfile::tempdir().unwrap();
    let url = format!("file://{}", origin.root().display());
    git(clone.path(), &["clone", "--quiet", "--depth=1", "--no-single-branch", &url, "c"]);
    let root = clone.path().join("c");
    let run = origin.run(&["check", "--root", root.to_str().unwrap(), "--since", "origin/work"]);
    refused(&run, "no commit in common", "git fetch --unshallow");
}
