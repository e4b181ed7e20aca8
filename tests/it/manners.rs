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

/// Every command, as the help of all lists them.
fn commands(help: &str) -> Vec<&str> {
    let names = help.lines().filter_map(|line| line.strip_prefix("  ")).filter(|line| !line.starts_with(' '));
    names.filter_map(|line| line.split_once("  ")).map(|(name, _)| name).collect()
}

fn help(args: &[&str]) -> String {
    let run = Run::of(pir_site(args).env("COLUMNS", "80"));
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    run.stdout
}

#[test]
fn every_help_fits_a_screen_and_has_examples() {
    let all = help(&["--help"]);
    let commands = commands(&all);
    assert_eq!(commands.len(), 13, "{all}");
    let mut texts = vec![format!("$ pir-site --help\n{all}")];
    texts.extend(commands.iter().map(|name| format!("$ pir-site {name} --help\n{}", help(&[name, "--help"]))));
    for text in &texts {
        let rows = text.lines().skip(1);
        assert!(rows.clone().count() <= 24, "{} rows:\n{text}", rows.count());
        let examples = text.split_once("\nExamples:\n").map(|(_, examples)| examples).unwrap_or_default();
        assert!(examples.starts_with("  pir-site "), "{text}");
        assert!(text.lines().all(|row| row.chars().count() <= 80), "{text}");
    }
    for (name, text) in commands.iter().zip(&texts[1..]) {
        assert_eq!(help(&[name, "-h"]), *text.split_once('\n').unwrap().1, "-h and --help say the same");
    }
    insta::assert_snapshot!("help", texts.join("\n"));
}

#[test]
fn every_example_of_a_help_is_understood() {
    let project = Project::new();
    let all = help(&["--help"]);
    for name in commands(&all) {
        let text = help(&[name, "--help"]);
        for example in text.split_once("Examples:\n").unwrap().1.lines() {
            // What stands before and after is the shell's.
            let words = example.split(" | ").find(|part| part.trim().starts_with("pir-site")).unwrap().split(" > ").next().unwrap();
            let quoted = words.split('"').enumerate();
            let words = quoted.flat_map(|(at, part)| if at % 2 == 1 { vec![part] } else { part.split_whitespace().collect() });
            let words: Vec<&str> = words.skip(1).chain(["--help"]).collect();
            let said = project.run(&words);
            assert_eq!(said.code, 0, "{example}: {}", said.stderr);
        }
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
