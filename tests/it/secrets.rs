//! Secrets keep a public site from being built.

use crate::project::{Project, incident};
use crate::serving::Running;

/// A token, put together here so that no scanner of repositories takes this file for a leak.
fn token() -> String {
    format!("ghp_{}", "q7R2".repeat(9))
}

fn with_secret() -> Project {
    let project = Project::new();
    project.incident("a", &format!("summary = \"The job had `{}`.\"\n", token()));
    project
}

#[test]
fn a_secret_stops_a_public_build_and_the_message_does_not_repeat_it() {
    let project = Project::new();
    project.incident("a", "");
    let before = project.build(&[]);
    project.incident("a", &format!("summary = \"The job had `{}`.\"\n", token()));
    for args in [&["build"][..], &["export", "json"], &["export", "csv"], &["export", "markdown"]] {
        let run = project.run(args);
        assert_eq!((run.code, run.stdout.as_str()), (1, ""), "{args:?}");
        assert!(
            run.stderr.contains("error[secret]: this looks like a GitHub token") && run.stderr.contains("a.toml:"),
            "{}",
            run.stderr
        );
        assert!(!run.stderr.contains("q7R2"), "{}", run.stderr);
    }
    assert!(project.site() == before, "the published site was changed");
    assert_eq!(project.run(&["export", "json", "--allow-secrets"]).code, 0);
    assert_eq!(project.run(&["stats"]).code, 0, "nothing is published by it");
    assert!(project.build(&["--allow-secrets"]).contains_key("incidents/a/index.html"));
    assert_eq!(project.try_build(&["--audience", "internal", "--output", "inside"]).code, 0, "the organisation has the files");
}

#[test]
fn a_rule_that_is_turned_off_or_an_exception_lets_a_secret_pass() {
    let project = with_secret();
    let exception = "[[exceptions]]\nrule = \"secret\"\nreason = \"It was never valid.\"\n";
    project.incident("a", &format!("summary = \"The job had `{}`.\"\n{exception}", token()));
    project.build(&[]);
    let project = with_secret();
    project.write("pir-site.toml", "[check]\nallow = [\"secret\"]\n");
    project.build(&[]);
}

#[test]
fn a_watched_project_keeps_its_last_site_and_shows_the_secret() {
    let project = Project::new();
    project.incident("a", "summary = \"Fine.\"\n");
    let mut server = Running::serve(&project, &[]);
    project.write("content/a.toml", incident("a", &format!("summary = \"The job had `{}`.\"\n", token())));
    server.line("this looks like a GitHub token");
    server.line("the browser shows the last good pages");
    let page = server.get("/incidents/a/").text().clone();
    assert!(page.contains("Fine.") && !page.contains("q7R2"), "{page}");
}

#[test]
fn the_configuration_adds_shapes_and_a_wrong_one_is_located() {
    let project = Project::with_config("[check]\nsecrets = [\"acme-[a-z]{4}[0-9]{4}\"]\n");
    project.incident("a", "summary = \"It logged acme-abcd1234 and http://example.com/?k=acme-abcd1234.\"\n");
    let run = project.try_build(&[]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("error[secret]") && !run.stderr.contains("abcd1234"), "{}", run.stderr);
    for form in ["human", "short", "json", "github", "sarif"] {
        let run = project.run(&["check", "--format", form]);
        assert!(run.stdout.contains("secret") && !run.stdout.contains("abcd1234"), "{form}: {}", run.stdout);
    }
    project.write("content/broken.toml", "summary = \"acme-abcd1234\nid = 1\n");
    for form in ["human", "short", "json", "github", "sarif", "gitlab", "junit", "markdown"] {
        let run = project.run(&["check", "--format", form]);
        assert!(run.stdout.contains("broken.toml") && !run.stdout.contains("abcd1234"), "{form}: {}", run.stdout);
    }
    let run = project.try_build(&["--allow-secrets"]);
    assert!(run.stderr.contains("broken.toml") && !run.stderr.contains("abcd1234"), "{}", run.stderr);
    for (pattern, said) in [
        ("acme-(", "this is not a regular expression"),
        ("a*", "matches the empty text"),
        ("(a{500}){500}", "too large"),
        (
            "((((((((((((((((((((((((((((((((((((((((((((((((((((((((((a))))))))))))))))))))))))))))))))))))))))))))))))))))))))))",
            "regular expression",
        ),
    ] {
        let project = Project::with_config(&format!("[check]\nsecrets = [\"ok-[0-9]\", \"{pattern}\"]\n"));
        let run = project.incident("a", "").try_build(&[]);
        assert_eq!(run.code, 2, "{pattern}: {}", run.stderr);
        assert!(run.stderr.contains(said) && run.stderr.contains("pir-site.toml:2:24"), "{pattern}: {}", run.stderr);
    }
}
