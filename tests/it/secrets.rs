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

/// Every place beside an incident's own strings in which a secret would be published: the file, what it says, and the place as a
/// message names it.
fn elsewhere() -> [(&'static str, String, &'static str); 9] {
    let token = token();
    let page = |text: &str| format!("# Reviews\n\n{text}\n");
    [
        ("pages/reviews.md", page(&format!("The job had `{token}`.")), "pages/reviews.md:3:14"),
        ("pages/reviews.md", format!("---\ntitle: {token}\nvisibility: internal\n---\n"), "pages/reviews.md:2:8"),
        ("pages/log.txt", format!("one\n{token}\n"), "pages/reviews.md"),
        ("content/log.txt", format!("one\n{token}\n"), "content/a.toml:4:16"),
        ("pir-site.toml", format!("title = \"The {token}\"\n"), "pir-site.toml:1:14"),
        ("pir-site.toml", format!("[brand]\nfooter = \"\"\"\nSee\n{token}\"\"\"\n"), "pir-site.toml:4:1"),
        ("pir-site.toml", format!("[[services]]\nid = \"a\"\nurl = \"https://example.com/?t={token}\"\n"), "pir-site.toml:3:31"),
        ("pir-site.toml", format!("[[nav]]\nlabel = \"a\"\nurl = \"https://x:{token}@example.com/\"\n"), "pir-site.toml:3:"),
        (
            "pir-site.toml",
            format!("[[autolinks]]\npattern = \"OPS\"\nurl = \"https://example.com/{token}\"\n"),
            "pir-site.toml:3:28",
        ),
    ]
}

#[test]
fn a_secret_in_a_page_an_attachment_or_the_configuration_stops_a_public_build_too() {
    for (file, text, place) in elsewhere() {
        let project = Project::new();
        project.incident("a", "summary = \"See [the log](log.txt).\"\n").write("content/log.txt", "a");
        project.write("pages/reviews.md", "# Reviews\n\nSee [the log](log.txt).\n").write("pages/log.txt", "a");
        let before = project.build(&[]);
        project.write(file, &text);
        for args in [&["build"][..], &["export", "json"]] {
            let run = project.run(args);
            assert_eq!((run.code, run.stdout.as_str()), (1, ""), "{text}: {}", run.stderr);
            assert!(
                run.stderr.contains("error[secret]: this looks like") && run.stderr.contains(place),
                "{place}: {}",
                run.stderr
            );
            assert!(!run.stderr.contains("q7R2"), "{}", run.stderr);
        }
        assert!(project.site() == before, "the published site was changed");
        for form in ["human", "short", "json", "github", "sarif", "gitlab", "junit", "markdown"] {
            let run = project.run(&["check", "--format", form]);
            assert!(run.code == 1 && run.stdout.contains("secret") && !run.stdout.contains("q7R2"), "{form}: {}", run.stdout);
        }
        project.build(&["--allow-secrets"]);
        assert_eq!(project.try_build(&["--audience", "internal", "--output", "inside"]).code, 0);
    }
}

#[test]
fn the_shapes_that_the_configuration_adds_are_looked_for_everywhere_but_in_themselves() {
    let shapes = "[check]\nsecrets = [\"acme-[a-z]{4}\"]\n";
    let project = Project::with_config(shapes);
    project.incident("a", "").write("pages/reviews.md", "# Reviews\n");
    project.build(&[]);
    project.write("pages/reviews.md", "# Reviews\n\nIt is acme-abcd.\n");
    let run = project.try_build(&[]);
    assert!(run.code == 1 && run.stderr.contains("pages/reviews.md:3:7") && !run.stderr.contains("abcd"), "{}", run.stderr);
    project.write("pages/reviews.md", "# Reviews\n").write("pir-site.toml", format!("title = \"acme-abcd\"\n{shapes}"));
    let run = project.try_build(&[]);
    assert!(run.code == 1 && run.stderr.contains("pir-site.toml:1:10") && !run.stderr.contains("abcd"), "{}", run.stderr);
}

#[test]
fn a_public_watch_publishes_no_secret_and_says_so() {
    for (file, text, place) in elsewhere() {
        let project = Project::new();
        project.incident("a", "summary = \"See [the log](log.txt).\"\n").write("content/log.txt", "a");
        project.write("pages/reviews.md", "# Reviews\n\nSee [the log](log.txt).\n").write("pages/log.txt", "a");
        let mut watch = Running::watch(&project, &[]);
        let before = project.site();
        project.write(file, &text);
        watch.line("the published site is unchanged");
        let said = watch.said.join("\n");
        assert!(said.contains("this looks like") && said.contains(place) && !said.contains("q7R2"), "{place}: {said}");
        assert!(project.site() == before, "{file}: the published site was changed");
    }
}

#[test]
fn while_a_secret_is_in_the_files_a_watch_publishes_no_other_change() {
    let project = Project::new();
    project.incident("a", "");
    let mut watch = Running::watch(&project, &[]);
    let before = project.site();
    project.write("content/b.toml", incident("b", &format!("summary = \"The job had `{}`.\"\n", token())));
    watch.line("the published site is unchanged");
    project.write("content/c.toml", incident("c", ""));
    watch.line("the published site is unchanged");
    assert!(project.site() == before, "the published site was changed");
    project.write("content/b.toml", incident("b", ""));
    watch.line("Built");
    assert!(project.site().contains_key("incidents/c/index.html"));
}

#[test]
fn a_served_page_of_the_projects_own_with_a_secret_is_not_shown() {
    let project = Project::new();
    project.incident("a", "").write("pages/reviews.md", "# Reviews\n\nFine.\n");
    let mut server = Running::serve(&project, &[]);
    project.write("pages/reviews.md", format!("# Reviews\n\nIt is {}.\n", token()));
    server.line("this looks like a GitHub token");
    server.line("the browser shows the last good pages");
    let page = server.get("/reviews/").text().clone();
    assert!(page.contains("Fine.") && !page.contains("q7R2"), "{page}");
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

#[test]
fn a_secret_in_a_file_of_the_brand_stops_a_public_build() {
    let project = Project::with_config("[brand]\ncss = \"brand.css\"\n");
    project.incident("a", "").write("brand.css", format!("a {{ color: red }}\n/* {} */\n", token()));
    for run in [project.try_build(&[]), project.run(&["check"])] {
        let said = format!("{}{}", run.stdout, run.stderr);
        assert!(run.code == 1 && said.contains("pir-site.toml:2:7") && said.contains("in line 2"), "{said}");
        assert!(!said.contains("q7R2"), "{said}");
    }
    assert!(project.site().is_empty());
}
