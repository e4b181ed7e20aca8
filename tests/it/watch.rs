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
fn its_own_output_is_no_change() {
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
