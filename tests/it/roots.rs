//! Several content folders: each file is read once, names its folder, and every command knows all of them.

use std::fs;

use crate::archive::json;
use crate::project::{Project, incident};
use crate::serving::Running;

const CONFIG: &str = "content = [\"teams/payments\", \"teams/search\"]\n";

/// A project with a file of the same name, and an attachment of the same name, in each of two content folders.
fn two_roots() -> Project {
    let project = Project::with_config(CONFIG);
    for (team, id, picture) in [("payments", "PAY-1", "paid"), ("search", "SEARCH-1", "found")] {
        let more = format!("summary = \"The graph is [here](graph.txt), and it is of {picture}.\"\n");
        project.write(&format!("teams/{team}/2024/a.toml"), incident(id, &more));
        project.write(&format!("teams/{team}/2024/graph.txt"), picture);
    }
    project
}

#[test]
fn files_of_the_same_name_in_two_folders_are_two_incidents_with_their_own_attachments() {
    let project = two_roots();
    let site = project.build(&[]);
    for (id, source, picture) in
        [("pay-1", "teams/payments/2024/a.toml", "paid"), ("search-1", "teams/search/2024/a.toml", "found")]
    {
        assert_eq!(json(&site, &format!("incidents/{id}/incident.json"))["source"], source);
        assert_eq!(site[&format!("incidents/{id}/graph.txt")], picture.as_bytes());
    }
    let found = project.run(&["find", "found", "--format", "json"]).stdout;
    assert!(found.contains("teams/search/2024/a.toml") && !found.contains("teams/payments"), "{found}");
    let exported = project.run(&["export", "json"]).stdout;
    assert!(exported.contains("teams/search/2024/a.toml") && exported.contains("teams/payments/2024/a.toml"), "{exported}");
}

#[test]
fn the_source_in_a_site_of_one_folder_is_relative_to_that_folder() {
    let project = Project::with_config("content = [\"teams/payments\"]\n");
    project.write("teams/payments/2024/a.toml", incident("PAY-1", ""));
    assert_eq!(json(&project.build(&[]), "incidents/pay-1/incident.json")["source"], "2024/a.toml");
}

#[test]
fn messages_name_the_folder_and_ids_are_unique_over_all_folders() {
    let project = two_roots();
    project.write("teams/search/b.toml", incident("pay-1", ""));
    let run = project.run(&["check", "--format", "short"]);
    assert_eq!(run.code, 1);
    let line = run.stdout.lines().find(|line| line.contains("duplicate-id")).unwrap();
    assert!(line.contains("teams/search/b.toml") && line.contains("teams/payments/2024/a.toml"), "{line}");
}

#[test]
fn a_missing_folder_is_an_error_at_its_name_and_an_empty_one_is_none() {
    let project = two_roots();
    project.write("pir-site.toml", "title = \"T\"\ncontent = [\"teams/payments\", \"teams/none\", \"teams/empty\"]\n");
    fs::create_dir(project.root().join("teams/empty")).unwrap();
    for command in ["build", "check", "export json", "find x", "stats"] {
        let run = project.run(&command.split(' ').collect::<Vec<_>>());
        let report = run.stdout + &run.stderr;
        assert_ne!(run.code, 0, "{command}: {report}");
        assert!(
            report.contains("the content folder teams/none is missing") && !report.contains("folder teams/empty"),
            "{report}"
        );
        assert!(report.contains("--> pir-site.toml:2:30") && report.contains("^^^^^^^^^^^^"), "{command}: {report}");
    }
    fs::create_dir(project.root().join("teams/none")).unwrap();
    assert!(project.build(&[]).contains_key("incidents/pay-1/index.html"));
    fs::remove_dir(project.root().join("teams/empty")).unwrap();
    project.write("teams/empty", "");
    let run = project.try_build(&[]);
    assert!(run.code == 2 && run.stderr.contains("the content folder teams/empty is no folder"), "{}", run.stderr);
}

#[test]
#[cfg(unix)]
fn folders_that_overlap_or_lead_out_of_the_project_are_errors_at_their_names() {
    use std::os::unix::fs::symlink;

    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("secret.toml"), incident("SECRET-1", "")).unwrap();
    let project = two_roots();
    let at = |path: &str| project.root().join(path);
    symlink(at("teams/search"), at("linked")).unwrap();
    symlink(outside.path(), at("outside")).unwrap();
    symlink("../teams", at("teams/above")).unwrap();
    for (folders, problem) in [
        (
            "\"teams/search\", \"teams/search\"",
            "the content folder teams/search is the same folder as the content folder teams/search",
        ),
        ("\"teams/search\", \"./teams//search\"", "the content folder teams/search is the same folder as"),
        ("\"teams\", \"teams/search\"", "the content folder teams/search lies in the content folder teams"),
        ("\"teams/search\", \"teams\"", "the content folder teams contains the content folder teams/search"),
        ("\"teams/search\", \"linked\"", "the content folder linked is the same folder as the content folder teams/search"),
        ("\"teams/search\", \"teams/above\"", "the content folder teams/above contains the content folder teams/search"),
        ("\"teams/search\", \"outside\"", "the content folder outside leads out of the project"),
        ("\"teams/search\", \"../outside\"", "is not a folder inside the project"),
    ] {
        project.write("pir-site.toml", format!("content = [{folders}]\n"));
        let run = project.try_build(&[]);
        assert_ne!(run.code, 0, "{folders}");
        let column = "content = [".len() + folders.find(", ").unwrap() + 3;
        assert!(run.stderr.contains(&format!("--> pir-site.toml:1:{column}\n")), "{folders}: {}", run.stderr);
        assert!(run.stderr.contains(problem), "{folders}: {}", run.stderr);
        assert!(!run.stderr.contains("SECRET-1") && project.site().is_empty(), "{folders}");
    }
    project.write("pir-site.toml", "content = [\"linked\"]\n");
    assert!(project.build(&[]).contains_key("incidents/search-1/index.html"), "a link inside the project is followed");
}

#[test]
fn new_incidents_go_to_the_folder_in_which_the_command_runs_else_to_the_first() {
    let project = two_roots();
    project.write("schema/incident.json", "{}");
    let run = |folder: &str| {
        let mut command = project.command(&["new", "--started", "2024-05-01T10:00:00Z"]);
        crate::project::Run::of(command.current_dir(project.root().join(folder))).stdout
    };
    assert_eq!(run(""), "teams/payments/2024/INC-2024-0501-001.toml\n");
    assert_eq!(
        run("teams/search/2024"),
        "../../../teams/search/2024/INC-2024-0501-002.toml\n",
        "ids are unique over all folders"
    );
    let text = fs::read_to_string(project.root().join("teams/search/2024/INC-2024-0501-002.toml")).unwrap();
    assert!(text.starts_with("#:schema ../../../schema/incident.json\n"), "{text}");

    let record = r#"{"title": "Imported", "severity": "sev3", "started": "2024-06-01T10:00:00Z"}"#;
    project.write("record.json", record);
    let mut import = project.command(&["import", "pir-json", "../../record.json", "--severity", "sev3"]);
    let run = crate::project::Run::of(import.current_dir(project.root().join("teams/search")));
    assert!(run.stderr.contains("teams/search/"), "{}", run.stderr);
}

#[test]
fn every_folder_is_watched_and_one_that_vanishes_is_reported_until_it_is_back() {
    let project = two_roots();
    let mut server = Running::serve(&project, &[]);
    for team in ["payments", "search"] {
        let id = format!("{team}-2");
        project.write(&format!("teams/{team}/2024/b.toml"), incident(&id, ""));
        server.line("Updated 1 incident file");
        assert!(server.page(&format!("/incidents/{id}/")).contains("Checkout was slow"));
    }
    fs::rename(project.root().join("teams/search"), project.root().join("away")).unwrap();
    server.line("the content folder teams/search is missing");
    fs::rename(project.root().join("away"), project.root().join("teams/search")).unwrap();
    server.line("Updated");
    assert!(server.page("/incidents/search-2/").contains("Checkout was slow"));
}
