//! `pir-site watch`: the output folder kept up to date by the publishing rules of `build`.

use std::fs;

use crate::project::{Project, incident};
use crate::serving::Running;

fn page(project: &Project, id: &str) -> String {
    fs::read_to_string(project.root().join(format!("public/incidents/{id}/index.html"))).unwrap()
}

#[test]
fn every_change_is_published_with_a_line_that_says_what_and_how_long() {
    let project = Project::new();
    project.incident("INC-1", "");
    let mut watch = Running::watch(&project, &[]);
    assert!(watch.said[0].starts_with("Built the site in "), "{:?}", watch.said);
    project.write("content/INC-1.toml", incident("INC-1", "title = \"Changed\"\n"));
    let line = watch.line("after a change of ");
    assert!(line.contains(" s after a change of 1 incident file (") && line.contains("written"), "{line}");
    assert!(page(&project, "inc-1").contains("Changed"));
    fs::remove_file(project.root().join("content/INC-1.toml")).unwrap();
    assert!(!watch.line("Built").contains(" 0 removed"));
    assert!(!project.root().join("public/incidents/inc-1").exists());
}

#[test]
fn what_is_published_is_what_build_publishes() {
    let project = Project::sample();
    let mut watch = Running::watch(&project, &[]);
    project.write("content/new/INC-9.toml", incident("INC-9", ""));
    watch.line("after a change of 1 incident file");
    drop(watch);
    let watched = project.site();
    let run = project.try_build(&[]);
    assert!(run.stderr.contains("(0 files written, "), "{}", run.stderr);
    assert!(project.site() == watched);
}

#[test]
fn a_rebuild_that_fails_leaves_the_published_site_alone() {
    let project = Project::new();
    project.incident("INC-1", "");
    let mut watch = Running::watch(&project, &[]);
    let before = project.site();
    project.write("content/INC-1.toml", "id = ");
    watch.line("the published site is unchanged");
    assert!(watch.said.iter().any(|line| line.contains("content/INC-1.toml:1")), "{:?}", watch.said);
    assert!(project.site() == before);
    project.write("content/INC-1.toml", incident("INC-1", "title = \"Mended\"\n"));
    watch.line("Built");
    assert!(page(&project, "inc-1").contains("Mended"));
}

#[test]
fn a_change_of_the_output_folder_is_ignored() {
    let project = Project::with_config("output = \"site\"\n");
    project.incident("INC-1", "");
    let mut watch = Running::watch(&project, &[]);
    for number in 0..3 {
        project.write("content/INC-1.toml", incident("INC-1", &format!("title = \"Change {number}\"\n")));
        watch.line("after a change of 1 incident file");
    }
    assert_eq!(watch.lines_with("Built"), 4, "{:?}", watch.said);
}

#[test]
fn an_output_folder_that_build_would_refuse_is_refused() {
    let project = Project::new();
    project.incident("INC-1", "").write("elsewhere/index.html", "somebody else's");
    let watch = Running::watch(&project, &["--output", "elsewhere"]);
    assert!(watch.said.iter().any(|line| line.contains("--force")), "{:?}", watch.said);
    assert_eq!(fs::read_to_string(project.root().join("elsewhere/index.html")).unwrap(), "somebody else's");
}

#[cfg(unix)]
#[test]
fn an_incident_file_that_becomes_a_link_out_of_the_project_is_not_published() {
    let project = Project::new();
    project.incident("INC-1", "");
    let outside = tempfile::NamedTempFile::new().unwrap();
    fs::write(outside.path(), incident("INC-1", "title = \"canary\"\n")).unwrap();
    let mut watch = Running::watch(&project, &[]);
    std::os::unix::fs::symlink(outside.path(), project.root().join("link")).unwrap();
    fs::rename(project.root().join("link"), project.root().join("content/INC-1.toml")).unwrap();
    watch.line("the published site is unchanged");
    assert!(watch.said.iter().any(|line| line.contains("this link leads out of the project")), "{:?}", watch.said);
    assert!(!page(&project, "inc-1").contains("canary"));
}

#[cfg(unix)]
#[test]
fn a_configuration_that_is_a_pipe_or_leads_out_of_the_project_is_an_error() {
    let project = Project::new();
    project.incident("INC-1", "");
    let file = project.root().join("pir-site.toml");
    let outside = tempfile::NamedTempFile::new().unwrap();
    fs::remove_file(&file).unwrap();
    std::os::unix::fs::symlink(outside.path(), &file).unwrap();
    let root = project.root().to_str().unwrap();
    for command in ["build", "check"] {
        let run = project.run(&[command, "--root", root]);
        assert!(run.code == 2 && run.stderr.contains("leads out of the project"), "{command}: {}", run.stderr);
    }
    // One that is named may be anywhere.
    assert_eq!(project.run(&["build", "--root", root, "--config", outside.path().to_str().unwrap()]).code, 0);
    fs::remove_file(&file).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(&file).status().unwrap().success());
    let run = project.run(&["build", "--root", root]);
    assert!(run.code == 2 && run.stderr.contains("not a regular file"), "{}", run.stderr);
}
