//! Manners on a terminal and in a pipe: no colour, no complaint when the reader leaves, and help with examples.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use crate::project::{Project, Run, pir_site};

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let project = Project::new();
    for number in 0..400 {
        project.write(&format!("content/{number}.toml"), "nonsense = 1\n");
    }
    for args in [&["explain"][..], &["check"][..], &["man"][..]] {
        let mut child = project.command(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let output = child.wait_with_output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code().unwrap() < 2 && !stderr.contains("failed") && !stderr.contains("panicked"), "{stderr}");
    }
}

#[test]
fn a_pipe_gets_no_colour_and_no_progress_unless_it_asks() {
    let project = Project::new();
    project.write("content/a.toml", "nonsense = 1\n");
    let run = project.run(&["check"]);
    assert!(!run.stdout.contains('\u{1b}') && !run.stderr.contains('\u{1b}'));
    assert!(project.run(&["check", "--color", "always"]).stdout.contains('\u{1b}'));
}

#[test]
fn the_help_of_every_command_is_at_most_80_columns_wide() {
    for command in ["init", "new", "build", "check", "explain", "import", "export", "stats", "completions", "man"] {
        let help = Run::of(pir_site(&[command, "--help"]).env("COLUMNS", "80")).stdout;
        let options = help.split("Examples:").next().unwrap();
        assert!(options.lines().all(|line| line.chars().count() <= 80), "{help}");
    }
}

#[test]
fn completions_and_manual_pages_know_every_command() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(Run::of(&mut pir_site(&["completions", shell])).stdout.contains("completions"), "{shell}");
    }
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(Run::of(&mut pir_site(&["man", folder.path().to_str().unwrap()])).code, 0);
    let pages = crate::project::tree(folder.path());
    assert!(pages.contains_key("pir-site.1") && pages.contains_key("pir-site-new.1"), "{:?}", pages.keys());
}
