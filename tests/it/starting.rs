//! `pir-site init` and `pir-site new`: an archive that works at once, and incident files to fill in.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::project::{Project, Run, pir_site, tree};

/// A folder in which `init` has run.
fn archive(args: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let run = Run::of(pir_site(&[&["init"], args].concat()).current_dir(&folder));
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    folder
}

fn new(project: &Project, args: &[&str]) -> Run {
    project.run(&[&["new", "--started", "2026-03-15T14:30:00Z"], args].concat())
}

/// The shell commands of a workflow, one by one: those of GitHub's `run`, and of the lists that GitLab calls scripts.
#[cfg(unix)]
fn steps(workflow: &str) -> Vec<&str> {
    let mut in_script = false;
    let mut steps = Vec::new();
    for line in workflow.lines().map(str::trim) {
        match (line.strip_prefix("- run: "), line.strip_prefix("- ")) {
            (Some(step), _) => steps.push(step),
            (None, Some(step)) if in_script => steps.push(step),
            _ => in_script = line.ends_with("script:"),
        }
    }
    steps
}

/// The system's commands, and the one that was built: it is there as if a step had installed it.
#[cfg(unix)]
fn path_with_ours() -> String {
    let folder = Path::new(env!("CARGO_BIN_EXE_pir-site")).parent().unwrap();
    format!("{}:/usr/bin:/bin", folder.display())
}

#[cfg(unix)]
#[test]
fn each_step_of_a_workflow_that_is_ours_runs_in_a_new_archive() {
    for (host, path) in [("github", ".github/workflows/reviews.yml"), ("gitlab", ".gitlab-ci.yml")] {
        let folder = archive(&["--ci", host]);
        // Days have passed, which is no reason to publish no more.
        let overdue = "[[actions]]\ntitle = \"T\"\nowner = \"A\"\ndue = 2024-04-01\n";
        fs::write(folder.path().join("content/overdue.toml"), crate::project::incident("INC-1", overdue)).unwrap();
        let workflow = fs::read_to_string(folder.path().join(path)).unwrap();
        let steps = steps(&workflow);
        assert_eq!(steps.len(), 4, "{host}: {steps:?}");
        for step in steps {
            let mut shell = Command::new("sh");
            shell.args(["-euc", step]).current_dir(&folder).env_clear().env("PATH", path_with_ours());
            // What the host of the workflow would set.
            shell
                .env("BASE_URL", "https://example.com/a/")
                .env("CI_PAGES_URL", "https://example.com/a")
                .env("CARGO_HOME", "none");
            let run = Run::of(&mut shell);
            assert_eq!(run.code, 0, "{host}: {step}\n{}{}", run.stdout, run.stderr);
        }
        assert!(tree(folder.path()).contains_key("public/incidents/inc-2026-0115-001/index.html"));
        assert!(workflow.contains(concat!("PIR_SITE_TAG: v", env!("CARGO_PKG_VERSION"))));
    }
}

#[test]
fn existing_files_are_named_and_not_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(".gitignore"), "mine\n").unwrap();
    let init = || Run::of(pir_site(&["init"]).current_dir(&folder));
    let first = init();
    assert!(first.code == 0 && first.stderr.contains("Left as they were: .gitignore"), "{}", first.stderr);
    let before = tree(folder.path());
    assert_eq!(before[".gitignore"], b"mine\n");
    let second = init();
    assert!(second.code == 2 && second.stderr.contains("pir-site.toml"), "{}", second.stderr);
    assert_eq!(tree(folder.path()), before);
}

#[test]
fn a_new_file_is_a_clean_draft_whatever_its_title() {
    let project = Project::with_config("title = \"T\"\n");
    for (number, title) in ["It \"broke\"", "'''\"\"\" \\", "🔥\ttwo\nlines\r\n", "", "{id} {title}"].iter().enumerate() {
        let run = new(&project, &[title, "--severity", "p1", "--service", "a\"b"]);
        let path = format!("content/2026/INC-2026-0315-{:03}.toml", number + 1);
        assert_eq!((run.code, run.stdout), (0, format!("{path}\n")), "{}", run.stderr);
    }
    let check = project.run(&["check", "--strict"]);
    assert_eq!((check.code, check.stderr.as_str()), (0, "Checked 5 incidents: no problems\n"), "{}", check.stdout);
    let text = |number| fs::read_to_string(project.root().join(format!("content/2026/INC-2026-0315-00{number}.toml"))).unwrap();
    assert!(text(3).contains("title = \"🔥 two lines\"") && text(4).contains("Untitled incident"), "{}", text(3));
    assert!(text(5).contains("title = \"{id} {title}\""), "what is filled in is not filled in again: {}", text(5));
}

#[test]
fn the_next_id_is_free_also_of_files_that_cannot_be_understood_and_no_file_is_overwritten() {
    let project = Project::new();
    project.write("content/2026/INC-2026-0315-001.toml", "id = ").write("content/x.toml", "id = \"inc-2026-0315-002\"\ntitle = ");
    assert_eq!(new(&project, &[]).stdout, "content/2026/INC-2026-0315-003.toml\n");
    let taken = new(&project, &["--id", "inc-2026-0315-003"]);
    assert!(taken.code == 2 && taken.stderr.contains("already"), "{}", taken.stderr);
    assert_eq!(new(&project, &["--id", "../a"]).code, 2);
    project.write("pir-site.toml", "[new]\npath = \"../../{year}.toml\"\n");
    assert_eq!(new(&project, &[]).stdout, "content/2026.toml\n");
    let before = tree(project.root());
    assert_eq!(new(&project, &[]).code, 2, "the pattern has one file a year");
    assert_eq!(tree(project.root()), before);
}

#[cfg(unix)]
#[test]
fn no_link_leads_a_new_file_out_of_the_content_folder() {
    let (project, elsewhere) = (Project::new(), tempfile::tempdir().unwrap());
    std::os::unix::fs::symlink(elsewhere.path(), project.root().join("content/2026")).unwrap();
    assert_eq!(new(&project, &[]).code, 2);
    assert!(tree(elsewhere.path()).is_empty());
}

#[test]
fn an_unknown_severity_or_service_is_refused_with_what_may_have_been_meant() {
    let project = Project::with_config("[[services]]\nid = \"payment-api\"\n");
    for (args, near) in [(["--severity", "sev9"], "\"sev1\"?"), (["--service", "paymnt-api"], "\"payment-api\"?")] {
        let run = new(&project, &args);
        assert!(run.code == 2 && run.stderr.contains(near), "{}", run.stderr);
    }
}

#[cfg(unix)]
#[test]
fn the_new_file_is_opened_with_the_persons_editor() {
    use std::os::unix::fs::PermissionsExt;
    let project = Project::new();
    for (name, ends) in [("visual", "exit 0"), ("editor", "exit 0"), ("broken", "exit 3")] {
        let script = project.root().join(name);
        fs::write(&script, format!("#!/bin/sh\necho \"{name} $*\" >> {}/log\n{ends}\n", project.root().display())).unwrap();
        fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).unwrap();
    }
    let at = |name: &str| project.root().join(name).display().to_string();
    let open = |id: &str, editors: &[(&str, String)]| {
        let mut command = project.command(&["new", "--started", "2026-03-15", "--id", id, "--open"]);
        Run::of(command.env("PATH", "/usr/bin:/bin").envs(editors.iter().map(|(name, value)| (name, value))))
    };
    let path = |id: &str| format!("content/2026/{id}.toml");
    let both = [("VISUAL", format!("{} --wait", at("visual"))), ("EDITOR", at("editor"))];
    assert_eq!(open("A-1", &both).stdout, format!("{}\n", path("A-1")));
    assert_eq!(open("A-2", &[("VISUAL", String::new()), ("EDITOR", at("editor"))]).code, 0);
    let log = fs::read_to_string(project.root().join("log")).unwrap();
    assert_eq!(log, format!("visual --wait {}\neditor {}\n", path("A-1"), path("A-2")));

    let broken = open("A-3", &[("EDITOR", at("broken"))]);
    assert!(
        broken.code == 2 && broken.stdout.contains(&path("A-3")) && broken.stderr.contains("failed to open"),
        "{}",
        broken.stderr
    );
    let none = open("A-4", &[]);
    assert!(none.code == 2 && none.stderr.contains("neither VISUAL nor EDITOR is set"), "{}", none.stderr);
    assert!(!project.root().join(path("A-4")).exists(), "nothing is written that could not be opened");
}

#[test]
fn a_teams_own_skeleton_is_filled_and_a_broken_one_is_located() {
    let project = Project::new();
    let skeleton = "id = \"{id}\"\ntitle = '{title} in {year}'\nseverity = \"{severity}\"\nservices = \"{services}\"\nmilestones.started = \"{started}\"\n";
    project.write("templates/incident.toml", skeleton);
    let run = new(&project, &["It's", "--service", "api"]);
    let text = fs::read_to_string(project.root().join(run.stdout.trim())).unwrap();
    assert!(text.contains("title = \"It's in 2026\"\n") && text.contains("services = [\"api\"]\n"), "{text}");
    for (broken, place) in [("{sevrity}", "templates/incident.toml:3:12"), ("a\"b", "templates/incident.toml:3")] {
        project.write("templates/incident.toml", skeleton.replace("{severity}", broken));
        let run = new(&project, &[]);
        assert!(run.code == 1 && run.stderr.contains(place), "{}", run.stderr);
    }
}
