//! `check` and `build` refuse the same projects, with the place of each problem and the same exit code.

use std::fs;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::project::{Project, Run};

/// A project with one incident that no rule reports.
fn project(config: &str) -> Project {
    let project = Project::with_config(config);
    project.incident("a", "");
    project
}

/// Asserts that `check` and `build` end with this code, and that both report the rule at a file and line.
fn assert_refused(project: &Project, code: u8, rule: &str, file: &str, line: u64) {
    let check = project.run(&["check", "--format", "json"]);
    let found: Vec<Value> = serde_json::from_str(&check.stdout).unwrap();
    let is_here = |found: &&Value| found["rule"] == rule && found["file"] == file;
    let here = found.iter().find(is_here).unwrap_or_else(|| panic!("{rule} at {file}: {}", check.stdout));
    assert_eq!(here["line"].as_u64().unwrap_or(0), line, "{here}");
    let build = project.try_build(&[]);
    assert!(build.stderr.contains(&format!("[{rule}]")) && build.stderr.contains(file), "{rule} at {file}: {}", build.stderr);
    assert_eq!((check.code, build.code), (i32::from(code), i32::from(code)), "{rule} at {file}");
    assert!(project.site().is_empty(), "{rule} at {file}");
}

/// Runs a command that must fail, and not wait for a pipe.
#[cfg(unix)]
fn refused_in_time(project: &Project, args: &[&str]) -> Run {
    let started = Instant::now();
    let mut child =
        project.command(args).stdout(std::process::Stdio::null()).stderr(std::process::Stdio::piped()).spawn().unwrap();
    while child.try_wait().unwrap().is_none() {
        if started.elapsed() > Duration::from_secs(20) {
            child.kill().unwrap();
            panic!("{args:?} waits for a pipe");
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    let output = child.wait_with_output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    let run = Run { code: output.status.code().unwrap(), stdout: String::new(), stderr };
    assert_ne!(run.code, 0, "{args:?}");
    run
}

#[cfg(unix)]
fn pipe(project: &Project, path: &str) {
    project.write(path, "");
    let file = project.root().join(path);
    fs::remove_file(&file).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(file).status().unwrap().success());
}

#[test]
fn a_template_that_cannot_be_compiled_or_rendered_is_an_error_at_its_line() {
    let home = "{% extends \"default/home.html\" %}\n{% block main %}\n{{ nope.x }}\n{% endblock %}\n";
    for (name, text, line) in [
        ("404.html", "<p>\n{% if", 2),
        ("incident.html", "\n{{ nope.x.y }}", 2),
        ("incident.html", "{% extends \"none.html\" %}", 1),
        ("home.html", home, 3),
        ("partials/footer.html", "{% include \"none.html\" %}", 1),
        ("unused.html", "{{ 1 + }}", 1),
        ("feed.xml", "{% endfor %}", 1),
    ] {
        let project = project("theme = \"ours\"");
        let file = format!("themes/ours/templates/{name}");
        project.write(&file, text);
        assert_refused(&project, 1, "template", &file, line);
    }
}

#[test]
fn a_template_that_fails_at_an_internal_incident_alone_is_found() {
    let project = project("theme = \"ours\"");
    project.incident("b", "visibility = \"internal\"");
    let text = "{% extends \"default/incident.html\" %}\n{% block main %}{{ missing[incident.id] if incident.id == \"b\" }}{% endblock %}";
    project.write("themes/ours/templates/incident.html", text);
    let run = project.run(&["check"]);
    assert!(run.code == 1 && run.stdout.contains("themes/ours/templates/incident.html:2:"), "{}{}", run.stdout, run.stderr);
    assert_eq!(project.try_build(&[]).code, 0);
    assert_eq!(project.try_build(&["--audience", "internal", "--force"]).code, 1);
}

#[test]
fn every_broken_template_is_reported_at_once() {
    let project = project("");
    project.write("themes/default/templates/404.html", "{% if").write("themes/default/templates/home.html", "{{ }}");
    let run = project.run(&["check"]);
    assert!(run.stdout.contains("404.html:1:") && run.stdout.contains("home.html:1:"), "{}", run.stdout);
}

#[test]
fn a_theme_that_cannot_be_read_is_an_error_in_every_format_of_the_report() {
    let missing = project("title = \"T\"\ntheme = \"nope\"");
    assert_refused(&missing, 2, "unreadable", "pir-site.toml", 2);
    for format in ["human", "short", "json", "github", "gitlab", "junit", "markdown", "sarif"] {
        let run = missing.run(&["check", "--format", format]);
        assert!(run.stdout.contains("nope"), "{format}: {}", run.stdout);
    }
    for file in ["templates/home.html", "locales/en.ftl"] {
        let project = project("theme = \"ours\"");
        project.write(&format!("themes/ours/{file}"), b"a\n\xff");
        assert_refused(&project, 1, "not-utf8", &format!("themes/ours/{file}"), 2);
    }
}

#[test]
fn no_alias_lies_in_the_folder_of_the_search_index() {
    for alias in ["/search/index.js", "/search/index.js/deep/x/", "/Search/t-abc.js/", "/search/"] {
        let project = project("");
        project.incident("b", &format!("aliases = [\"{alias}\"]"));
        assert_refused(&project, 1, "taken-address", "content/b.toml", 4);
    }
    let without = project("search = false\n");
    without.incident("b", "aliases = [\"/search/index.js/\"]");
    assert!(without.build(&[]).contains_key("search/index.js/index.html"));
}

#[test]
fn a_policy_is_that_of_its_severity_in_either_unicode_form() {
    let severity = "[[severities]]\nid = \"kritisch-\u{f6}\"\n[policy.\"kritisch-o\u{308}\"]\nfollow_up = [\"3 days\"]\n";
    let project = project(&format!("{severity}[check.severity.\"kritisch-o\u{308}\"]\nwarn = [\"missing-start\"]\n"));
    let run = project.run(&["check"]);
    assert!(!run.stdout.contains("unknown-severity"), "{}", run.stdout);
}

#[cfg(unix)]
#[test]
fn links_of_a_theme_are_followed_inside_the_project_and_are_errors_elsewhere() {
    use std::os::unix::fs::symlink;

    let inside = project("theme = \"t\"");
    inside.write("rt/static/a.css", "a{}").write("shared/b.css", "b{}").write("more/c.css", "c{}");
    fs::create_dir(inside.root().join("themes")).unwrap();
    symlink("../rt", inside.root().join("themes/t")).unwrap();
    symlink("../../shared/b.css", inside.root().join("rt/static/b.css")).unwrap();
    symlink("../../more", inside.root().join("rt/static/more")).unwrap();
    let site = inside.build(&[]);
    for (file, text) in [("a.css", "a{}"), ("b.css", "b{}"), ("more/c.css", "c{}")] {
        assert_eq!(site[&format!("static/{file}")], text.as_bytes(), "{file}");
    }
    for (target, rule) in
        [("/etc/hostname", "outside-project"), ("/etc", "outside-project"), ("none", "not-a-file"), (".", "not-a-file")]
    {
        let project = project("theme = \"ours\"");
        project.write("themes/ours/static/a.css", "");
        symlink(target, project.root().join("themes/ours/static/link")).unwrap();
        assert_refused(&project, 1, rule, "themes/ours/static/link", 0);
    }
    let out = project("theme = \"t\"");
    fs::create_dir(out.root().join("themes")).unwrap();
    symlink("/etc", out.root().join("themes/t")).unwrap();
    assert_refused(&out, 1, "outside-project", "pir-site.toml", 1);
}

#[cfg(unix)]
#[test]
fn a_pipe_is_an_error_wherever_a_file_is_read() {
    let own = project("");
    pipe(&own, "themes/default/static/a.css");
    assert_refused(&own, 1, "not-a-file", "themes/default/static/a.css", 0);

    let own = project("");
    for file in ["templates/incident.toml", "baseline.toml", "mapping.toml", "in/4.md"] {
        pipe(&own, file);
    }
    own.write("in.json", "[]");
    for args in [
        &["new", "Title"][..],
        &["check", "--baseline", "baseline.toml"],
        &["import", "json", "in.json", "--mapping", "mapping.toml"],
        &["import", "markdown", "in"],
    ] {
        let run = refused_in_time(&own, args);
        assert!(run.stderr.contains("not a regular file"), "{args:?}: {}", run.stderr);
    }
    fs::remove_file(own.root().join("pir-site.toml")).unwrap();
    pipe(&own, "pir-site.toml");
    for command in ["check", "build", "new"] {
        let run = refused_in_time(&own, &[command]);
        assert!(run.stderr.contains("pir-site.toml (it is not a regular file)"), "{command}: {}", run.stderr);
    }
}

#[test]
fn two_files_of_a_theme_for_one_address_are_an_error_at_both() {
    let project = project("");
    project.write("themes/default/static/a.js", "").write("themes/default/static/A.js", "");
    if fs::read_dir(project.root().join("themes/default/static")).unwrap().count() == 2 {
        assert_refused(&project, 1, "taken-address", "themes/default/static/a.js", 0);
        assert!(project.run(&["check"]).stdout.contains("themes/default/static/A.js"));
    }
}

#[test]
fn an_address_that_a_page_claims_is_reported_at_its_line() {
    let taken = project("");
    taken.write("pages/incidents.md", "# Incidents\n");
    assert_refused(&taken, 1, "taken-address", "pages/incidents.md", 1);

    let alias = project("");
    alias.write("pages/p.md", "# P\n").incident("b", "aliases = [\"/p/\"]");
    assert_refused(&alias, 1, "taken-address", "pages/p.md", 1);

    let attached = project("");
    attached.write("pages/p.md", "---\ntitle: P\n---\n\n![x](index.html)\n").write("pages/index.html", "");
    assert_refused(&attached, 1, "taken-address", "pages/p.md", 5);
}

#[test]
fn the_address_of_the_sitemap_is_reserved_without_a_base_url_too() {
    let project = project("");
    project.incident("b", "aliases = [\"/sitemap.xml\"]");
    assert_refused(&project, 1, "taken-address", "content/b.toml", 4);
    project.incident("b", "");
    assert!(!project.build(&[]).contains_key("sitemap.xml"));
}

#[cfg(unix)]
#[test]
fn a_page_or_its_attachment_that_is_no_file_of_the_project_is_an_error_of_the_content() {
    use std::os::unix::fs::symlink;

    for (target, rule) in [("none", "not-a-file"), ("/etc/hostname", "outside-project"), ("", "not-a-file"), ("|", "not-a-file")]
    {
        for file in ["pages/p.md", "pages/l.txt"] {
            let project = project("");
            project.write("pages/q.md", "# Q\n\nSee [this](l.txt).\n");
            match target {
                "" if file == "pages/l.txt" => continue,
                "" => fs::create_dir(project.root().join(file)).unwrap(),
                "|" => pipe(&project, file),
                target => symlink(target, project.root().join(file)).unwrap(),
            }
            match file {
                "pages/p.md" => assert_refused(&project, 1, rule, file, 0),
                _ => assert_refused(&project, 1, rule, "pages/q.md", 3),
            }
        }
    }
}

#[test]
fn names_are_found_in_either_unicode_form() {
    let (nfc, nfd) = ("\u{e4}", "a\u{308}");
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\"/>";
    let mut sites = Vec::new();
    for (written, stored) in [(nfc, nfd), (nfd, nfc), (nfc, nfc)] {
        let config = format!(
            "content = [\"c{written}\"]\ntheme = \"t{written}\"\n[brand]\nlogo = \"l{written}.svg\"\ncss = \"s{written}/s.css\"\n"
        );
        let project = Project::with_config(&config);
        project.write(&format!("c{stored}/a.toml"), crate::project::incident("a", ""));
        project.write(&format!("l{stored}.svg"), svg).write(&format!("s{stored}/s.css"), "b{}");
        project.write(&format!("themes/t{stored}/static/f{stored}.svg"), svg);
        let footer = format!("<img src=\"{{{{ root }}}}static/f{written}.svg\" alt=\"\">");
        project.write(&format!("themes/t{stored}/templates/partials/footer.html"), footer.replace(nfd, nfc));
        project.write(&format!("pages/p{stored}g.md"), format!("# P\n\n[data](d{written}ta.txt)\n"));
        project.write(&format!("pages/d{stored}ta.txt"), "data");
        let check = project.run(&["check"]);
        assert!(check.code == 0 && !check.stdout.contains("unused-theme-file"), "{written} {stored}: {}", check.stdout);
        let site = project.build(&[]);
        assert!(site.values().any(|bytes| bytes == b"data"), "the attachment is published");
        assert!(site.contains_key(&format!("static/f{nfc}.svg")));
        sites.push(site.into_keys().collect::<Vec<_>>());
    }
    assert!(sites.windows(2).all(|pair| pair[0] == pair[1]), "one name has one address: {sites:?}");
}

#[test]
fn line_ends_do_not_change_the_site() {
    let config = "description = \"\"\"\nOne\ntwo\"\"\"\nbrand = { css = \"brand.css\" }\n[[severities]]\nid = \"sev3\"\ndescription = '''\nA\nB'''\n\
                  [[services]]\nid = \"api\"\ndescription = '''\nA\nB'''\n";
    let files = [
        ("pir-site.toml", config),
        ("themes/default/templates/404.html", "a\n{{ root }}\nb\n"),
        ("pages/p.md", "# P\n\nA\nB\n"),
        ("themes/default/static/x.css", "a {\n}\n"),
        ("themes/default/static/x.js", "1;\n2;\n"),
        ("brand.css", "b {\n}\n"),
    ];
    let site = |crlf: bool| {
        let project = project("");
        for (file, text) in files {
            project.write(file, if crlf { text.replace('\n', "\r\n") } else { text.to_owned() });
        }
        project.build(&["--base-url", "https://x.example/"])
    };
    assert_eq!(crate::project::difference(&site(false), &site(true)), None);
}

#[test]
fn a_new_incident_makes_a_content_folder_that_is_missing() {
    let project = Project::new();
    fs::remove_dir(project.root().join("content")).unwrap();
    let run = project.run(&["new", "Title"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(project.root().join(run.stdout.trim()).is_file());
}
