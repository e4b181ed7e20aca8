//! Themes of a project's own: exported files, overrides and their mistakes, the documented tokens, and the walk in docs/themes.md.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use pir_site::config::Rgb;
use pir_site::theme::{Theme, Tokens};

use crate::page::{Page, words};
use crate::project::{Project, Run, difference, pir_site, repository, tree};

fn documentation() -> String {
    fs::read_to_string(repository().join("docs/themes.md")).unwrap()
}

/// The commands of the walk run as they are written, one after the other, in a folder that was empty.
#[cfg(unix)]
#[test]
fn the_walk_in_the_documentation_changes_what_it_says() {
    let text = documentation();
    let walk = text.split("## Quick start").nth(1).unwrap().split("\n## ").next().unwrap();
    let script: String = walk.split("```sh\n").skip(1).map(|block| block.split("```").next().unwrap()).collect();
    assert!(script.lines().count() > 30, "{script}");
    let folder = tempfile::tempdir().unwrap();
    let binary = std::path::Path::new(env!("CARGO_BIN_EXE_pir-site")).parent().unwrap();
    let path = format!("{}:{}", binary.display(), std::env::var("PATH").unwrap());
    let run = Run::of(Command::new("sh").args(["-euc", &script]).current_dir(folder.path()).env_clear().env("PATH", path));
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    assert!(!run.stderr.contains("unused-theme-file") && !run.stderr.contains("error"), "{}", run.stderr);
    let site = tree(&folder.path().join("reviews/public"));
    let page = |path: &str| Page::parse(path, &site[path]);
    assert!(String::from_utf8_lossy(&site["static/style.css"]).contains("--accent: #6d28d9"));
    assert_eq!(page("index.html").all("header .brand img[src*='brand/logo.svg'][height='28']").len(), 1);
    let labels: Vec<String> = page("index.html").all("header nav > ul > .own").iter().map(|link| words(*link)).collect();
    assert_eq!(labels, ["How we review", "Status"]);
    assert_eq!(words(page("how-we-review/index.html").all("h1")[0]), "How we review incidents");
    let missing = page("404.html").text();
    assert!(missing.contains("Page not found") && missing.contains("Ask the on-call engineer"), "{missing}");
    assert!(page("index.html").text().contains("Ask in #incident-reviews"));
    assert!(folder.path().join("reviews/themes/default/templates/partials/footer.html").is_file());
}

#[test]
fn the_exported_theme_is_the_default_one_and_nothing_is_overwritten() {
    let project = Project::new();
    let before = project.incident("a", "").build(&[]);
    let run = project.run(&["theme", "export"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    assert!(run.stderr.contains("themes/default"), "{}", run.stderr);
    assert_eq!(tree(&project.root().join("themes/default")), tree(&repository().join("themes/default")));
    assert_eq!(difference(&before, &project.build(&[])), None);
    assert_eq!(project.run(&["check"]).code, 0);

    project.write("themes/default/static/style.css", "body {}");
    for args in [&["theme", "export"][..], &["theme", "export", "style.css"], &["theme", "export", "static/style.css"]] {
        let run = project.run(args);
        assert_eq!(run.code, 2);
        assert!(run.stderr.contains("is there already") && run.stderr.contains("not overwritten"), "{}", run.stderr);
    }
    assert_eq!(fs::read(project.root().join("themes/default/static/style.css")).unwrap(), b"body {}");
}

#[test]
fn one_file_is_exported_to_the_theme_of_the_project_and_all_to_a_folder_that_is_named() {
    let project = Project::with_config("theme = \"ours\"");
    for name in ["incident.html", "templates/home.html", "static/site.js"] {
        assert_eq!(project.run(&["theme", "export", name]).code, 0, "{name}");
    }
    let written: Vec<String> = tree(&project.root().join("themes/ours")).into_keys().collect();
    assert_eq!(written, ["static/site.js", "templates/home.html", "templates/incident.html"]);
    let run = project.run(&["theme", "export", "incidnet.html"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("did you mean incident.html?"), "{}", run.stderr);
    let elsewhere = tempfile::tempdir().unwrap();
    let run = Run::of(pir_site(&["theme", "export", "copy"]).current_dir(elsewhere.path()));
    assert_eq!(run.code, 0, "a folder needs no project: {}", run.stderr);
    assert_eq!(tree(&elsewhere.path().join("copy")), tree(&repository().join("themes/default")));
}

#[test]
fn a_file_of_the_theme_without_effect_is_named_with_what_may_have_been_meant() {
    let project = Project::new();
    project.incident("a", "");
    for (file, near) in [
        ("themes/default/templates/incidnet.html", Some("templates/incident.html")),
        ("themes/default/templates/footer.html", Some("templates/partials/footer.html")),
        ("themes/default/incident.html", Some("templates/incident.html")),
        ("themes/default/static/styles.css", Some("static/style.css")),
        ("themes/default/static/unused.txt", None),
    ] {
        project.write(file, "");
        let run = project.run(&["check", "--format", "json"]);
        let found: Vec<serde_json::Value> = serde_json::from_str(&run.stdout).unwrap();
        let found: Vec<_> = found.iter().filter(|found| found["rule"] == "unused-theme-file").collect();
        assert_eq!(
            (found.len(), found[0]["file"].as_str(), found[0]["level"].as_str()),
            (1, Some(file), Some("warning")),
            "{file}"
        );
        let hint = found[0]["hint"].as_str().unwrap();
        assert_eq!(near.is_some_and(|near| hint.contains(&format!("did you mean {near}?"))), near.is_some(), "{file}: {hint}");
        let build = project.try_build(&[]);
        assert!(build.code == 0 && build.stderr.contains(file), "{}", build.stderr);
        assert_eq!(project.run(&["check", "--deny", "unused-theme-file"]).code, 1);
        assert!(!project.run(&["check", "--allow", "unused-theme-file"]).stdout.contains("unused-theme-file"));
        fs::remove_file(project.root().join(file)).unwrap();
    }
    project.write("themes/default/templates/own.html", "own").write("themes/default/static/own.svg", "<svg/>");
    project.write("themes/default/README.md", "Ours").write("themes/default/static/.gitkeep", "");
    let home = "{% extends \"default/home.html\" %}{% block main %}{% include 'own.html' %}<img src=\"{{ root }}static/own.svg\" alt=\"\">{% endblock %}";
    project.write("themes/default/templates/home.html", home);
    assert!(!project.run(&["check"]).stdout.contains("unused-theme-file"));
}

#[test]
fn every_token_of_the_style_sheet_is_documented_and_no_other() {
    let [light, dark] = tokens();
    let text = documentation();
    let table = text.split("| token | used for |").nth(1).unwrap().split("\n\n").next().unwrap();
    let documented: BTreeSet<&str> = table.split("`--").skip(1).filter_map(|part| part.split('`').next()).collect();
    assert_eq!(documented, light.names().collect::<BTreeSet<_>>());
    assert_eq!(light.names().collect::<Vec<_>>(), dark.names().collect::<Vec<_>>(), "dark has a token that light does not have");
}

fn tokens() -> [Tokens; 2] {
    let theme = Theme::embedded().unwrap();
    Tokens::of(std::str::from_utf8(&theme.statics["style.css"]).unwrap())
}

/// WCAG 2.2: 4.5:1 for text (1.4.3), 3:1 for marks, frames and charts (1.4.11).
#[test]
fn every_token_contrasts_with_what_is_behind_it_in_both_schemes() {
    const BEHIND: [&str; 4] = ["paper", "card", "well", "target"];
    const SEVERITIES: [&str; 7] = ["red", "orange", "yellow", "green", "blue", "purple", "gray"];
    let mut pairs: Vec<(&str, &str, f64)> = Vec::new();
    for behind in BEHIND {
        pairs.extend(["ink", "quiet", "accent", "seen", "late", "good"].map(|text| (text, behind, 4.5)));
        pairs.extend(["edge", "bar", "note"].into_iter().chain(SEVERITIES).map(|mark| (mark, behind, 3.0)));
    }
    pairs.extend(SEVERITIES.into_iter().chain(["accent"]).map(|behind| ("on", behind, 4.5)));
    pairs.extend(["undetected", "responding", "monitoring", "found"].map(|behind| ("ink", behind, 4.5)));
    for (scheme, tokens) in ["light", "dark"].into_iter().zip(tokens()) {
        let colour = |name: &str| -> Rgb { tokens.colour(name).unwrap_or_else(|| panic!("--{name} is no colour")) };
        for (front, behind, least) in &pairs {
            let contrast = colour(front).contrast(colour(behind));
            assert!(contrast >= *least, "--{front} on --{behind} has {contrast:.2}:1 in {scheme}");
        }
    }
}

#[test]
fn a_file_is_used_in_whatever_unicode_form_its_name_is_stored() {
    let project = Project::with_config("theme = \"ours\"\n");
    project.incident("a", "");
    project.write("themes/ours/templates/404.html", "{% include \"pl\u{e4}tze.html\" %}<img src=\"static/l\u{f6}go.svg\">");
    for (template, picture) in [("pl\u{e4}tze.html", "l\u{f6}go.svg"), ("pla\u{308}tze.html", "lo\u{308}go.svg")] {
        let (template, picture) = (format!("themes/ours/templates/{template}"), format!("themes/ours/static/{picture}"));
        project.write(&template, "<p>").write(&picture, "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
        let run = project.run(&["check"]);
        assert!(run.code == 0 && !run.stdout.contains("themes/ours"), "{}", run.stdout);
        for file in [template, picture] {
            fs::remove_file(project.root().join(file)).unwrap();
        }
    }
}
