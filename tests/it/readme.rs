//! The README's commands are real.

use std::fs;

use crate::project::{Project, Run, has_extension, pir_site, repository};
use crate::serving::Running;

fn readme() -> String {
    fs::read_to_string(repository().join("README.md")).unwrap()
}

/// The lines of all code blocks in a language, block by block.
fn blocks(text: &str, language: &str) -> Vec<Vec<String>> {
    let mut blocks: Vec<Vec<String>> = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        match line.strip_prefix("```") {
            Some(name) => {
                inside = !inside && name == language;
                blocks.extend(inside.then(Vec::new));
            }
            None if inside => blocks.last_mut().unwrap().push(line.to_owned()),
            None => {}
        }
    }
    blocks
}

/// The words of a command, without its comment and its redirection.
fn words(line: &str) -> Vec<&str> {
    let line = line.split(" #").next().unwrap().split(" > ").next().unwrap();
    // What is between quotation marks is one word.
    let pieces = line.split('"').enumerate();
    pieces.flat_map(|(at, piece)| if at % 2 == 1 { vec![piece] } else { piece.split_whitespace().collect() }).collect()
}

#[test]
fn the_first_command_builds_the_sample_archive() {
    assert_eq!(blocks(&readme(), "sh")[0], ["cargo run -- build"]);
    assert!(readme().contains("open `public/index.html`"));
    let project = Project::sample();
    let run = project.run(&["build"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let built: usize =
        run.stderr.strip_prefix("Built ").and_then(|rest| rest.split(' ').next()).and_then(|count| count.parse().ok()).unwrap();
    assert!(built >= 15 && project.site().contains_key("index.html"), "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn the_second_command_runs_all_tests_and_is_what_ci_runs() {
    use std::os::unix::fs::PermissionsExt;
    assert_eq!(blocks(&readme(), "sh")[1], ["./tests/all"]);
    for path in ["tests/all", ".ci/run"] {
        assert!(fs::metadata(repository().join(path)).unwrap().permissions().mode() & 0o111 != 0, "{path} cannot be run");
    }
    assert!(fs::read_to_string(repository().join(".ci/run")).unwrap().contains("./tests/all"));
}

#[test]
fn the_incident_in_the_readme_is_published_as_it_stands() {
    let file = blocks(&readme(), "toml")[0].join("\n");
    let project = Project::new();
    project.write("content/a.toml", file);
    assert!(project.build(&[]).contains_key("incidents/inc-2024-0315-001/index.html"));
}

#[test]
fn every_command_in_the_documentation_runs() {
    let mut documents = vec![("README.md".to_owned(), readme())];
    for (path, bytes) in crate::project::tree(&repository().join("docs")) {
        if has_extension(&path, "md") {
            documents.push((format!("docs/{path}"), String::from_utf8(bytes).unwrap()));
        }
    }
    let mut count = 0;
    for (document, text) in documents {
        let lines = blocks(&text, "sh").concat();
        let commands = lines.iter().flat_map(|line| line.split(" && ")).filter(|command| command.starts_with("pir-site "));
        for line in commands {
            count += 1;
            let project = Project::new();
            if ["serve", "watch"].contains(&words(line)[1]) {
                starts(&project, &words(line)[1..]);
                continue;
            }
            let output = tempfile::tempdir().unwrap();
            let args: Vec<String> = words(line)[1..]
                .iter()
                .map(|word| {
                    if word.starts_with("/srv/") {
                        output.path().join("site").to_str().unwrap().to_owned()
                    } else if word.starts_with("content/") {
                        "content/a.toml".to_owned()
                    } else {
                        (*word).to_owned()
                    }
                })
                .collect();
            let args: Vec<&str> = args.iter().map(String::as_str).collect();
            project.incident("a", "");
            if line.contains("origin/main") || args[0] == "diff" {
                with_history(&project);
            }
            let has_baseline = line.contains(" --baseline known.toml");
            if has_baseline {
                project.run(&["check", "--quiet", "--write-baseline", "known.toml"]);
            }
            let run = project.run_with_git(&args);
            // What is found in the example is no failure of the command.
            let expected = i32::from(line.contains("--strict") && !has_baseline);
            assert_eq!(run.code, expected, "{document}: {line}\n{}", run.stderr);
        }
    }
    assert!(count >= 5, "hardly any command was found");
}

/// Commits by the names that the documentation uses.
fn with_history(project: &Project) {
    project.init_git().commit("2024-04-01T10:00:00Z").commit("2024-04-02T10:00:00Z");
    project.git(&["tag", "v1.0"]);
    project.git(&["update-ref", "refs/remotes/origin/main", "HEAD"]);
}

/// A command that runs until it is stopped begins to do its work. No browser is opened for it.
fn starts(project: &Project, args: &[&str]) {
    let output = tempfile::tempdir().unwrap();
    let site = output.path().join("site").to_str().unwrap().to_owned();
    let args = args.iter().filter(|arg| **arg != "--open").map(|arg| if arg.starts_with("/srv/") { site.as_str() } else { arg });
    let args: Vec<&str> = args.collect();
    Running::start(project.incident("a", ""), &args).line(if args[0] == "serve" { "Serving at" } else { "Watching for changes" });
}

#[test]
fn the_readme_names_exactly_the_commands_that_there_are() {
    let help = Run::of(&mut pir_site(&["--help"])).stdout;
    let commands = help.split("\nOptions:").next().unwrap().lines().filter(|line| line.starts_with("  "));
    let commands: Vec<String> = commands.filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect();
    assert!(!commands.is_empty(), "{help}");
    let named: Vec<String> = readme()
        .lines()
        .filter_map(|line| line.strip_prefix("| `pir-site "))
        .map(|rest| rest.split(['`', ' ']).next().unwrap().to_owned())
        .collect();
    assert_eq!(named, commands);
    for command in &commands {
        assert_eq!(Run::of(&mut pir_site(&[command, "--help"])).code, 0);
    }
}

#[test]
fn every_link_of_the_documentation_leads_to_a_file() {
    let mut documents = vec![("README.md".to_owned(), readme())];
    let docs = crate::project::tree(&repository().join("docs"));
    documents.extend(
        docs.into_iter()
            .filter(|(path, _)| has_extension(path, "md"))
            .map(|(path, bytes)| (format!("docs/{path}"), String::from_utf8(bytes).unwrap())),
    );
    for (document, text) in documents {
        let folder = repository().join(&document).parent().unwrap().to_owned();
        let prose: String = text.split("```").step_by(2).collect();
        for target in prose.split("](").skip(1).filter_map(|rest| rest.split(')').next()).filter(|target| !target.contains("://"))
        {
            let (path, fragment) = target.split_once('#').unwrap_or((target, ""));
            let file = if path.is_empty() { repository().join(&document) } else { folder.join(path) };
            assert!(file.exists(), "{document}: {target} is not there");
            let headings = || {
                let text = fs::read_to_string(&file).unwrap();
                let anchor = |line: &str| {
                    line.trim_start_matches('#')
                        .trim()
                        .to_lowercase()
                        .chars()
                        .filter(|c| c.is_alphanumeric() || " -_".contains(*c))
                        .collect::<String>()
                        .replace(' ', "-")
                };
                text.lines().filter(|line| line.starts_with('#')).any(|line| anchor(line) == fragment)
            };
            assert!(fragment.is_empty() || headings(), "{document}: {target} names no heading");
        }
    }
}

#[test]
fn no_file_names_a_path_of_the_development_machine() {
    let mut files = crate::project::tree(&repository().join("docs"));
    files.extend(crate::project::tree(&repository().join("tests/it")).into_iter().filter(|(path, _)| path != "readme.rs"));
    for path in ["README.md", "CHANGELOG.md", "tests/all", ".ci/run", "tests/browser/package-lock.json", "tests/browser/.npmrc"] {
        files.insert(path.to_owned(), fs::read(repository().join(path)).unwrap());
    }
    for (path, bytes) in files {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        for word in ["/work/", "/root/", "/home/", ".library", "registry.npmjs", "crates.io/api"] {
            assert!(!text.contains(word), "{path} has {word}");
        }
    }
}
