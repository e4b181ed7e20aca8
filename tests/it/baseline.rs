//! `check --baseline`: known findings are left out by file and rule, wherever they stand in the file.

use std::fs;

use crate::project::{Project, Run, incident};

/// An incident of which nothing is asked but what is added.
fn draft(id: &str, more: &str) -> String {
    incident(id, more).replace("Checkout was slow", &format!("Checkout was slow in {id}")).replace("\"reviewed\"", "\"draft\"")
}

fn check(project: &Project, args: &[&str]) -> Run {
    project.run(&[&["check", "--as-of", "2026-11-24"], args].concat())
}

/// An archive with two findings of one rule in a file and one in another, and the baseline that knows them.
fn known() -> Project {
    let project = Project::new();
    project.write("content/a.toml", draft("a", "summary = \"A nightmare. A disaster.\"\n"));
    project.write("content/b.toml", draft("b", "summary = \"It was careless.\"\n"));
    let run = check(&project, &["--strict", "--write-baseline", "known.toml"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    assert!(run.stderr.contains("Wrote 3 known findings to known.toml"), "{}", run.stderr);
    project
}

fn with_baseline(project: &Project) -> Run {
    check(project, &["--strict", "--format", "short", "--baseline", "known.toml"])
}

fn text(project: &Project) -> String {
    fs::read_to_string(project.root().join("known.toml")).unwrap()
}

#[test]
fn a_baseline_has_counts_by_file_and_rule_in_order_and_is_the_same_every_time() {
    let project = known();
    let first = text(&project);
    let body = "[files.\"content/a.toml\"]\nid = \"a\"\n\n[files.\"content/a.toml\".findings]\ndrama = 2\n\n\
                [files.\"content/b.toml\"]\nid = \"b\"\n\n[files.\"content/b.toml\".findings]\nblame = 1\n";
    assert_eq!(first.split_once("\n\n").unwrap().1, body);
    check(&project, &["--write-baseline", "known.toml"]);
    assert_eq!(text(&project), first);
}

#[test]
fn known_findings_stay_known_when_lines_are_inserted_or_the_file_is_renamed() {
    let project = known();
    assert_eq!((with_baseline(&project).code, with_baseline(&project).stdout.as_str()), (0, ""));
    let a = project.root().join("content/a.toml");
    fs::write(&a, format!("# one\n# two\n\n{}", fs::read_to_string(&a).unwrap())).unwrap();
    assert_eq!((with_baseline(&project).code, with_baseline(&project).stdout.as_str()), (0, ""));
    fs::create_dir(project.root().join("content/2024")).unwrap();
    fs::rename(&a, project.root().join("content/2024/renamed.toml")).unwrap();
    let run = with_baseline(&project);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
}

#[test]
fn more_of_a_rule_than_is_known_another_rule_and_another_file_are_new() {
    let project = known();
    project.write("content/b.toml", draft("b", "summary = \"It was careless. A nightmare.\"\n"));
    let run = with_baseline(&project);
    assert_eq!((run.code, run.stdout.lines().count()), (1, 1), "{}", run.stdout);
    assert!(run.stdout.contains("[drama]"), "{}", run.stdout);
    project.write("content/b.toml", draft("b", "summary = \"It was careless. So negligent.\"\n"));
    assert_eq!(with_baseline(&project).stdout.matches("[blame]").count(), 2, "numbers do not tell which is new");
    project.write("content/c.toml", draft("c", "summary = \"It was careless.\"\n"));
    assert!(with_baseline(&project).stdout.contains("content/c.toml"));
}

#[test]
fn a_grouped_finding_counts_each_occurrence() {
    let project = Project::new();
    let actions = |count: usize| "[[actions]]\ntitle = \"Alert at 80%\"\nowner = \"Ada\"\n".repeat(count);
    project.incident("a", &actions(2));
    check(&project, &["--write-baseline", "known.toml"]);
    assert!(text(&project).contains("missing-due = 2"), "{}", text(&project));
    assert_eq!(check(&project, &["--format", "short", "--baseline", "known.toml"]).stdout, "");
    project.incident("a", &actions(3));
    assert!(check(&project, &["--format", "short", "--baseline", "known.toml"]).stdout.contains("the first of 3 in this file"));
}

#[test]
fn stale_entries_are_reported() {
    let project = known();
    project.write("content/a.toml", draft("a", "summary = \"A nightmare.\"\n"));
    fs::remove_file(project.root().join("content/b.toml")).unwrap();
    let run = with_baseline(&project);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""));
    for stale in ["content/a.toml: drama: 2 known, 1 found", "content/b.toml: blame: 1 known, 0 found"] {
        assert!(run.stderr.contains(stale), "{}", run.stderr);
    }
    let only = check(&project, &["--baseline", "known.toml", "content/a.toml"]);
    assert!(!only.stderr.contains("content/b.toml"), "{}", only.stderr);
}

#[test]
fn a_baseline_names_files_from_the_projects_folder_wherever_it_is_used() {
    let project = known();
    let mut elsewhere = project.command(&["check", "--strict", "--as-of", "2026-11-24", "--baseline", "../known.toml"]);
    let run = Run::of(elsewhere.current_dir(project.root().join("content")));
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
}

#[test]
fn errors_that_stop_a_build_are_never_in_a_baseline() {
    let project = known();
    project.write("content/b.toml", draft("b", "colour = \"red\"\n"));
    check(&project, &["--write-baseline", "known.toml"]);
    let run = with_baseline(&project);
    assert_eq!(run.code, 1);
    assert!(run.stdout.contains("unknown-key"), "{}", run.stdout);
}

#[test]
fn a_baseline_that_cannot_be_understood_is_a_located_error() {
    let project = known();
    project.write("known.toml", "[files.\"a\"]\nfindings = { drama = \"two\" }\n");
    let run = with_baseline(&project);
    assert_eq!(run.code, 2);
    assert!(
        run.stdout.starts_with("known.toml:2:22: error[wrong-type] expected a whole number, found a string"),
        "{}",
        run.stdout
    );
    project.write("known.toml", b"\xff");
    assert!(with_baseline(&project).stdout.starts_with("known.toml:1:1: error[not-utf8]"));
    let run = check(&project, &["--baseline", "missing.toml"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("failed to read missing.toml") && run.stderr.contains("--write-baseline"), "{}", run.stderr);
}

#[test]
fn only_a_baseline_is_overwritten() {
    let project = known();
    for file in ["pir-site.toml", "content/a.toml"] {
        let before = fs::read(project.root().join(file)).unwrap();
        let run = check(&project, &["--write-baseline", file]);
        assert_eq!(run.code, 2, "{file}: {}", run.stderr);
        assert_eq!(fs::read(project.root().join(file)).unwrap(), before, "{file}");
    }
}
