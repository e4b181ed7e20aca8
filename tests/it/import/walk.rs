//! The walk of `docs/importing.md`: its commands do what it says, with fifty documents.

use std::fs;
use std::process::Command;

use super::{fixture, text};
use crate::project::{Project, Run, repository, tree};

/// Fifty postmortems: those of the fixtures, over and over, each with an id or a title of its own.
fn fifty() -> Project {
    let project = Project::with_config("time_zone = \"UTC\"\n");
    let names: Vec<String> = tree(&fixture("freeform")).into_keys().collect();
    for number in 0..50 {
        let name = &names[number % names.len()];
        let mut document = text(&format!("freeform/{name}"));
        for (id, title) in [
            ("#465", "Carillon"),
            ("FERRY-77", "Ferry timetable"),
            ("INC-2025-0090", "Windows stayed"),
            ("", "Kiln"),
            ("", "Parcel lockers"),
            ("", "Seed orders"),
            ("", "The night train"),
        ] {
            document = document.replacen(title, &format!("{title} {number}"), 1);
            if !id.is_empty() {
                document = document.replacen(id, &format!("{id}{number}"), 1);
            }
        }
        // A file whose name begins with a date keeps it there.
        let name = match name.strip_prefix("2024-11-02") {
            Some(rest) => format!("2024-11-02-{number:02}{rest}"),
            None => format!("{number:02}-{name}"),
        };
        project.write(&format!("reviews/{name}"), document);
    }
    project
}

/// Runs a line as a shell does, with the built command in its path.
fn shell(project: &Project, line: &str) -> Run {
    let folder = std::path::Path::new(env!("CARGO_BIN_EXE_pir-site")).parent().unwrap();
    let path = format!("{}:/usr/bin:/bin", folder.display());
    Run::of(
        Command::new("sh").args(["-c", line]).current_dir(project.root()).env_clear().env("PATH", path).env("LC_ALL", "C.UTF-8"),
    )
}

/// The commands of a part of the documentation, each with the lines that are shown below it.
fn commands(part: &str) -> Vec<(String, Vec<String>)> {
    let mut found: Vec<(String, Vec<String>)> = Vec::new();
    let mut is_console = false;
    for line in part.lines() {
        match (line.strip_prefix("```"), line.strip_prefix("$ ")) {
            (Some(info), _) => is_console = info == "console",
            (None, Some(command)) if is_console => found.push((command.to_owned(), Vec::new())),
            _ if is_console => found.last_mut().unwrap().1.push(line.to_owned()),
            _ => {}
        }
    }
    found
}

#[test]
fn the_walk_of_the_documentation_moves_fifty_postmortems() {
    let docs = fs::read_to_string(repository().join("docs/importing.md")).unwrap();
    let part = docs.split("\n## ").find(|part| part.starts_with("Moving fifty documents")).unwrap();
    let commands = commands(part);
    assert!(commands.len() >= 9, "{commands:?}");
    let project = fifty();
    let count = |project: &Project| tree(&project.root().join("content")).len();
    for (command, shown) in commands {
        let run = shell(&project, &command);
        // What is refused is a problem, and the code says so.
        let refused = shown.iter().any(|line| line.contains("problem") || line.contains("in the archive already"));
        assert_eq!(run.code, i32::from(refused), "{command}: {}", run.stderr);
        let output = format!("{}{}", run.stdout, run.stderr);
        for line in shown.iter().filter(|line| line.as_str() != "...") {
            assert!(output.lines().any(|known| known == line), "{command} does not print {line:?}:\n{output}");
        }
        if command.contains("--dry-run") {
            assert_eq!(count(&project), 0);
        }
        if command.contains("2> report.txt") {
            assert_eq!(count(&project), 50);
        }
    }
    assert_eq!(count(&project), 50);
    let check = project.run(&["check"]);
    assert_eq!(check.code, 0, "{}", check.stdout);
    // What the walk quotes of a report is what a report says.
    let report = fs::read_to_string(project.root().join("report.txt")).unwrap();
    let quoted = part
        .split("```text\n")
        .filter_map(|block| block.split("```").next())
        .find(|block| block.starts_with("reviews/"))
        .unwrap();
    for line in quoted.lines() {
        assert!(report.contains(line), "{line:?} is in no report:\n{report}");
    }
}
