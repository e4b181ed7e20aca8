//! What is wrong is said once, where it is, with what to do about it; and the published site stays as it was.

use std::fmt::Write as _;
use std::fs;

use crate::project::{Project, Run, difference, incident};

/// One incident file that is wrong in one way: a name, its text, where the problem is, and what must be said of it.
struct Bad {
    name: &'static str,
    text: String,
    /// Line and column, from 1, or nothing where the whole file is meant.
    at: Option<(usize, usize)>,
    says: &'static [&'static str],
}

/// A file that is sound but for the lines `more`, and the place of `wrong` in it.
fn bad(name: &'static str, more: &str, wrong: &str, says: &'static [&'static str]) -> Bad {
    let text = incident("a", more);
    let at = text.find(wrong).unwrap_or_else(|| panic!("{name}: {wrong:?} is not in the file"));
    let line = text[..at].matches('\n').count() + 1;
    let column = text[..at].rsplit('\n').next().unwrap().chars().count() + 1;
    Bad { name, text, at: Some((line, column)), says }
}

/// A file that is wrong as a whole.
fn whole(name: &'static str, text: &str, says: &'static [&'static str]) -> Bad {
    Bad { name, text: text.to_owned(), at: None, says }
}

const MILESTONES: &str = "[milestones]\nstarted = 2024-03-15T09:00:00Z\n";

/// Everything that an author can get wrong in one file.
fn bad_files() -> Vec<Bad> {
    let entry = |lines: &str| format!("{MILESTONES}[[timeline]]\nat = 2024-03-15T09:00:00Z\nevent = \"e\"\n{lines}\n");
    let action = |line: &str| format!("{MILESTONES}[[actions]]\ntitle = \"t\"\n{line}\n");
    let at = |at: &str| format!("time_zone = \"Europe/Berlin\"\n{MILESTONES}[[timeline]]\nat = {at}\nevent = \"e\"\n");
    vec![
        // Syntax.
        bad("a value without quotes", "title = Checkout was slow\n", "Checkout", &["Checkout was slow"]),
        bad("a string that never ends", "title = \"Checkout\nseverity = \"sev1\"\n", "\"Checkout", &["title"]),
        bad("a key given twice", "title = \"a\"\ntitle = \"b\"\n", "title = \"b\"", &["title"]),
        bad("an array that never ends", "tags = [\"a\"\nteams = []\n", "[\"a\"", &["tags"]),
        whole("no TOML at all", "{\"id\": \"a\"}", &["content/a.toml:1:"]),
        // Keys.
        bad("a misspelt key", "sumary = \"s\"\n", "sumary", &["sumary", "summary"]),
        bad("a misspelt table", "[milestone]\nstarted = 2024-03-15\n", "milestone]", &["milestone", "milestones"]),
        bad("a misspelt key of a table", "[milestones]\nstarted = 2024-03-15\nresolvd = 2024-03-16\n", "resolvd", &["resolved"]),
        bad("a misspelt key of a list", &entry("milstone = \"started\""), "milstone", &["milestone"]),
        bad("a key like no other", "xyzzy = 1\n", "xyzzy", &["xyzzy"]),
        bad("a missing key", "[milestones]\nstarted = 2024-03-15\n[[timeline]]\nat = 2024-03-15\n", "[[timeline]]", &["event"]),
        // Types and values.
        bad("a number for a text", "title = 5\n", "5", &["title", "5"]),
        bad("a number for a severity", "severity = 2\n", "2\n", &["severity = \"sev2\""]),
        bad("a number in quotes for a severity", "severity = \"2\"\n", "\"2\"", &["did you mean \"sev2\"?"]),
        bad("a number for a priority", &action("priority = 1"), "1\n", &["priority = \"p1\""]),
        bad("a date of another notation", &action("due = 14.12.2026"), "14.12", &["due = 2026-12-14"]),
        bad("a date of two readings", &action("due = 03/04/2026"), "03/04", &["due = 2026-03-04 or due = 2026-04-03"]),
        bad("a text for a list", "services = \"payment-api\"\n", "\"payment-api\"", &["services"]),
        bad("a text for a date", "[milestones]\nstarted = \"2024-03-15\"\n", "\"2024-03-15\"", &["started"]),
        bad("a time without a day", "[milestones]\nstarted = 09:00:00\n", "09:00:00", &["started"]),
        bad(
            "a moment for a day",
            &format!("{MILESTONES}[[actions]]\ntitle = \"t\"\ndue = 2024-04-01T10:00:00Z\n"),
            "2024-04-01T10",
            &["due"],
        ),
        bad(
            "a word that is none of a vocabulary",
            "status = \"solved\"\n",
            "\"solved\"",
            &["investigating", "identified", "monitoring", "resolved"],
        ),
        bad("a kind that there is not", &entry("kind = \"alrt\""), "\"alrt\"", &["alert", "observation", "recovery"]),
        bad("a share of more than everything", &format!("{MILESTONES}[impact]\nusers_affected_percent = 120\n"), "120", &["100"]),
        bad("fewer than none", &format!("{MILESTONES}[impact]\nusers_affected = -1\n"), "-1\n", &["users_affected"]),
        bad("a severity that there is not", "severity = \"sev9\"\n", "\"sev9\"", &["sev1, sev2, sev3, sev4, sev5"]),
        bad("a severity that is misspelt", "severity = \"critcal\"\n", "\"critcal\"", &["critical"]),
        bad(
            "a category that there is not",
            &format!("{MILESTONES}[[analysis.causes]]\ncause = \"c\"\ncategory = \"tecnology\"\n"),
            "\"tecnology\"",
            &["technology"],
        ),
        bad("a zone that there is not", "time_zone = \"Europe/Berln\"\n", "\"Europe/Berln\"", &["Europe/Berlin"]),
        bad("an id with a space", "", "\"a\"", &["a b"]),
        bad("a title of two lines", "title = \"\"\"\none\ntwo\"\"\"\n", "\"\"\"", &["lines"]),
        bad("an empty title", "title = \" \"\n", "\" \"", &["empty"]),
        bad("a link that runs code", &entry("url = \"javascript:alert(1)\""), "\"javascript", &["https://"]),
        bad("a picture that is not there", &entry("image = \"graph.png\""), "\"graph.png\"", &["beside"]),
        bad("a picture from outside", &entry("image = \"../../secret.png\""), "\"../../secret.png\"", &["beside"]),
        bad("an old address that leads out", "aliases = [\"/../x/\"]\n", "\"/../x/\"", &["path"]),
        // Dates.
        bad("a day that does not exist", "[milestones]\nstarted = 2024-02-30T10:00:00Z\n", "2024-02-30", &["2024-02"]),
        bad("a leap day in a common year", "[milestones]\nstarted = 2023-02-29\n", "2023-02-29", &["2023-02"]),
        bad(
            "an hour that the clocks skipped",
            &at("2025-03-30T02:30:00"),
            "2025-03-30T02",
            &["2025-03-30T02:30:00+01:00", "+02:00"],
        ),
        bad("an hour that happened twice", &at("2025-10-26T02:30:00"), "2025-10-26T02", &["2025-10-26T02:30:00+02:00", "+01:00"]),
        bad("a first entry without a day", &at("02:30:00"), "02:30:00", &["day"]),
        bad("no start", "[milestones]\nresolved = 2024-03-15\n", "milestones]", &["started"]),
        bad(
            "an end before the beginning",
            "[milestones]\nstarted = 2024-03-15T09:00:00Z\nresolved = 2024-03-15T08:00:00Z\n",
            "2024-03-15T08",
            &["resolved", "started"],
        ),
        bad(
            "a detection before the beginning",
            "[milestones]\nstarted = 2024-03-15\ndetected = 2024-03-14\n",
            "2024-03-14",
            &["detected", "started"],
        ),
        bad(
            "two moments of one milestone",
            &entry("milestone = \"started\"\n[[timeline]]\nat = 2024-03-15T09:30:00Z\nevent = \"e\"\nmilestone = \"started\""),
            "2024-03-15T09:30",
            &["started"],
        ),
        // References.
        bad("a relation to nobody", "related = [\"b\"]\n", "\"b\"", &["\"b\""]),
        bad("a copy of nobody", "duplicate_of = \"b\"\n", "\"b\"", &["\"b\""]),
        bad("a relation to itself", "related = [\"A\"]\n", "\"A\"", &["itself"]),
        // Files.
        whole("an empty file", "", &["empty", "title"]),
        whole("a file of blanks", " \n\n", &["empty"]),
    ]
    .into_iter()
    .map(|one| if one.name == "an id with a space" { Bad { text: one.text.replace("\"a\"", "\"a b\""), ..one } } else { one })
    .collect()
}

/// Tries a build that must be refused, over a site that was published before.
fn refused(project: &Project) -> Run {
    let before = project.site();
    let run = project.try_build(&[]);
    assert_eq!(run.stdout, "", "standard output carries results alone");
    assert!(run.code == 1 || run.code == 2, "exit code {}\n{}", run.code, run.stderr);
    assert_eq!(difference(&before, &project.site()), None, "the published site has changed");
    run
}

/// A project with a published site, which nothing refers to.
fn published() -> Project {
    let project = Project::new();
    project.incident("published", "").build(&[]);
    project
}

/// A message as a snapshot has it.
fn shown(run: &Run) -> String {
    format!("exit code {}\n{}", run.code, run.stderr)
}

#[test]
fn every_mistake_is_reported_where_it_is_with_a_way_out() {
    let mut report = String::new();
    let mut missing = String::new();
    for bad in bad_files() {
        let project = published();
        let run = refused(project.write("content/a.toml", &bad.text));
        for what in unsaid(&bad, &run) {
            let _ = writeln!(missing, "{}: {what}\n{}", bad.name, run.stderr);
        }
        let _ = writeln!(report, "# {}\n\n{}", bad.name, run.stderr);
    }
    assert!(missing.is_empty(), "not said:\n{missing}");
    insta::assert_snapshot!("every_mistake", report);
}

/// What a report does not say although it should.
fn unsaid(bad: &Bad, run: &Run) -> Vec<String> {
    let mut wanted: Vec<String> = bad.says.iter().map(|word| (*word).to_owned()).collect();
    match bad.at {
        Some((line, column)) => {
            wanted.push(format!("content/a.toml:{line}:{column}"));
            wanted.push(bad.text.lines().nth(line - 1).unwrap().trim().to_owned());
        }
        None => wanted.push("content/a.toml".to_owned()),
    }
    wanted.push("help: ".to_owned());
    wanted.push("1 problem in 1 file; the published site is unchanged".to_owned());
    wanted.retain(|words| !run.stderr.contains(words));
    if run.code != 1 {
        wanted.push("exit code 1".to_owned());
    }
    wanted
}

#[test]
fn one_run_reports_every_problem_of_every_file() {
    let project = published();
    let many = "sevrity = \"sev1\"\nservices = [1, \"a\", true]\nstatus = \"solved\"\nrelated = [\"nobody\"]\n\
                [milestones]\nstarted = 2024-03-15T09:00:00Z\nresolved = 2024-03-14T09:00:00Z\n[[actions]]\ntitle = \"t\"\nowner = 5\n";
    project.incident("many", many).incident("zone", "time_zone = \"Mars/Olympus\"\n");
    project.write("content/broken.toml", "title = \n").write("content/deep/down/empty.toml", "");
    let run = refused(&project);
    assert_eq!(run.code, 1);
    for file in ["content/many.toml:", "content/zone.toml:", "content/broken.toml:", "content/deep/down/empty.toml"] {
        assert!(run.stderr.contains(file), "{file} is missing\n{}", run.stderr);
    }
    for word in ["sevrity", "[1, ", "solved", "nobody", "2024-03-14", "owner", "Mars/Olympus"] {
        assert!(run.stderr.contains(word), "{word} is missing\n{}", run.stderr);
    }
    insta::assert_snapshot!("many_mistakes", shown(&run));
}

#[test]
fn a_date_that_does_not_exist_hides_no_other_problem_of_its_file() {
    let project = published();
    project.incident("a", "sevrity = \"sev1\"\n[[actions]]\ntitle = \"t\"\ndue = 2024-02-30\n");
    let run = refused(&project);
    assert!(run.stderr.contains("2024-02-30") && run.stderr.contains("sevrity"), "{}", run.stderr);
}

#[test]
fn an_id_that_is_taken_names_both_files_whatever_its_case() {
    let project = published();
    project.write("content/x/one.toml", incident("INC-1", "")).write("content/y/two.toml", incident("inc-1", ""));
    let run = refused(&project);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("content/x/one.toml:1:") && run.stderr.contains("content/y/two.toml:1:"), "{}", run.stderr);
    insta::assert_snapshot!("taken_id", shown(&run));
}

#[test]
fn a_reference_to_a_file_that_could_not_be_read_is_no_second_problem() {
    let project = published();
    project.incident("a", "related = [\"b\"]\n").write("content/b.toml", "id = \"b\"\ntitle = \n");
    let run = refused(&project);
    assert!(run.stderr.contains("1 problem in 1 file") && !run.stderr.contains("content/a.toml"), "{}", run.stderr);
}

#[test]
fn what_is_no_utf_8_is_said_to_be_so() {
    for (name, bytes) in [
        ("latin-1", b"id = \"a\"\ntitle = \"K\xfcche\"\n".to_vec()),
        ("utf-16", b"\xff\xfei\0d\0".to_vec()),
        ("binary", vec![0, 159, 146, 150]),
    ] {
        let project = published();
        let run = refused(project.write("content/a.toml", bytes));
        assert_eq!(run.code, 1, "{name}");
        assert!(run.stderr.contains("content/a.toml") && run.stderr.contains("UTF-8"), "{name}: {}", run.stderr);
    }
}

#[test]
fn a_byte_order_mark_and_windows_line_endings_are_accepted() {
    let project = Project::new();
    project.write("content/a.toml", format!("\u{feff}{}", incident("a", "").replace('\n', "\r\n")));
    assert!(project.build(&[]).contains_key("incidents/a/index.html"));
    let run = project.write("content/b.toml", incident("b", "sumary = \"s\"\n").replace('\n', "\r\n")).try_build(&[]);
    assert!(run.stderr.contains("content/b.toml:4:1"), "{}", run.stderr);
}

#[test]
fn columns_count_characters() {
    let run = refused(published().write(
        "content/a.toml",
        incident("a", "[[references]]\n").replace("[[references]]", "references = [{ title = \"検索ü\", tile = \"x\" }]"),
    ));
    assert!(run.stderr.contains("content/a.toml:4:32"), "{}", run.stderr);
}

#[test]
fn a_folder_with_the_name_of_an_incident_file_is_reported() {
    let project = published();
    fs::create_dir_all(project.root().join("content/x.toml")).unwrap();
    let run = refused(&project);
    assert!(run.stderr.contains("content/x.toml") && run.stderr.contains("folder"), "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn links_out_of_the_project_in_a_loop_or_to_nowhere_are_reported() {
    use std::os::unix::fs::symlink;
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("secret.toml"), incident("secret", "")).unwrap();
    let link = |to: &std::path::Path, says: &str| {
        let project = published();
        fs::create_dir_all(project.root().join("content/deep")).unwrap();
        symlink(to, project.root().join("content/deep/link.toml")).unwrap();
        let run = refused(&project);
        assert!(run.stderr.contains("content/deep/link.toml") && run.stderr.contains(says), "{to:?}: {}", run.stderr);
        let name = outside.path().file_name().unwrap().to_str().unwrap();
        assert!(!run.stderr.contains(name), "the message shows a path of the machine: {}", run.stderr);
    };
    link(&outside.path().join("secret.toml"), "out of the project");
    link(outside.path(), "out of the project");
    link(std::path::Path::new("../../../"), "out of the project");
    link(std::path::Path::new(".."), "loop");
    link(std::path::Path::new("link.toml"), "link.toml");
    link(std::path::Path::new("nowhere.toml"), "cannot be read");
}

#[cfg(unix)]
#[test]
fn a_link_inside_the_project_is_followed() {
    let project = Project::new();
    project.write("shared/a.toml", incident("a", ""));
    std::os::unix::fs::symlink("../shared/a.toml", project.root().join("content/a.toml")).unwrap();
    assert!(project.build(&[]).contains_key("incidents/a/index.html"));
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read_is_reported_and_the_exit_code_says_so() {
    use std::os::unix::fs::PermissionsExt;
    let project = published();
    project.incident("locked", "");
    let file = project.root().join("content/locked.toml");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o000)).unwrap();
    // Permissions do not hold for the superuser.
    if fs::read(&file).is_ok() {
        return;
    }
    let run = refused(&project);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("content/locked.toml") && run.stderr.contains("cannot be read"), "{}", run.stderr);
}

#[test]
fn everything_that_is_wrong_with_the_configuration_is_reported_at_once_and_exits_with_2() {
    let project = published();
    let config = r#"titel = "Typo"
base_url = "example.com"
time_zone = "Europe/Berln"
per_page = "fifty"
content = ["../elsewhere"]
facets = ["region"]

[[severities]]
id = "sev1"

[[severities]]
id = "sev2"
aliases = ["SEV1"]
color = "pink"

[metrics]
measure_from = "noon"

[policy.sev7]
follow_up = ["soon"]
"#;
    let run = refused(project.write("pir-site.toml", config));
    assert_eq!(run.code, 2, "{}", run.stderr);
    let words = [
        "titel",
        "base_url",
        "example.com",
        "Europe/Berln",
        "per_page",
        "../elsewhere",
        "region",
        "SEV1",
        "pink",
        "noon",
        "sev7",
        "soon",
    ];
    for word in words {
        assert!(run.stderr.to_lowercase().contains(&word.to_lowercase()), "{word} is missing\n{}", run.stderr);
    }
    assert!(run.stderr.contains("pir-site.toml:1:1"), "{}", run.stderr);
    insta::assert_snapshot!("configuration", shown(&run));
}

#[test]
fn a_configuration_that_is_no_toml_exits_with_2() {
    for text in ["title = ", "= 5", "[[[", "title = \"a\"\ntitle = \"b\""] {
        let run = refused(published().write("pir-site.toml", text));
        assert_eq!(run.code, 2, "{text}: {}", run.stderr);
        assert!(run.stderr.contains("pir-site.toml:"), "{text}: {}", run.stderr);
    }
    let run = refused(published().write("pir-site.toml", b"title = \"K\xfcche\""));
    assert_eq!(run.code, 2, "{}", run.stderr);
}

#[test]
fn wrong_usage_exits_with_2_and_a_hint() {
    let project = Project::new();
    for args in [
        &["bild"][..],
        &["build", "--nonsense"],
        &["build", "--jobs", "0"],
        &["build", "--as-of", "2024-02-30"],
        &["build", "--audience", "all"],
        &[],
    ] {
        let run = project.run(args);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{args:?}: {}", run.stderr);
        assert!(!run.stderr.is_empty(), "{args:?}");
    }
    for (args, says) in [
        (&["build", "--root", "nowhere"][..], "nowhere"),
        (&["build", "--config", "nowhere.toml"], "nowhere.toml"),
        (&["build", "--base-url", "example.com"], "https://"),
        (&["build", "--output", "."], "."),
        (&["build", "--output", "content"], "content"),
        (&["build", "--output", "content/below"], "content"),
        (&["build", "--output", "./x/../content/"], "content"),
        (&["build", "--output", "themes/default"], "theme"),
        (&["build", "--output", ".."], ".."),
        (&["build", "--output", "/"], "/"),
    ] {
        let before = crate::project::tree(project.root());
        let run = project.run(args);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{args:?}: {}", run.stderr);
        assert!(run.stderr.contains(says) && run.stderr.starts_with("error: "), "{args:?}: {}", run.stderr);
        assert_eq!(difference(&before, &crate::project::tree(project.root())), None, "{args:?} has written something");
    }
    let elsewhere = tempfile::tempdir().unwrap();
    let run = Run::of(project.command(&["build"]).current_dir(elsewhere.path()));
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("pir-site.toml"), "{}", run.stderr);
}

#[test]
fn a_broken_template_names_itself_the_line_and_the_cause() {
    let project = published();
    project.write("pir-site.toml", "theme = \"own\"").write("themes/own/templates/home.html", "<p>\n{{ home.nonsense }}\n</p>");
    let run = refused(&project);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.contains("themes/own/templates/home.html:2:1") && run.stderr.contains("{{ home.nonsense }}"),
        "{}",
        run.stderr
    );
    let run = refused(project.write("themes/own/templates/home.html", "{% if %}"));
    assert!(run.code == 1 && run.stderr.contains("themes/own/templates/home.html:1:1"), "{}", run.stderr);
}

#[test]
fn two_sources_for_one_address_are_both_named() {
    let project = published();
    project.incident("a", "aliases = [\"/incidents/published/\"]\n");
    let run = refused(&project);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("content/a.toml:") && run.stderr.contains("content/published.toml:"), "{}", run.stderr);
}

#[test]
fn an_alias_cannot_lead_to_two_incidents_nor_into_a_repository() {
    let project = published();
    project.incident("a", "aliases = [\"/old/\"]\n").incident("b", "aliases = [\"/Old\", \"/.git/x\"]\n");
    let run = refused(&project);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("taken-address") && run.stderr.contains("bad-alias"), "{}", run.stderr);
}

#[test]
fn a_duplicate_of_a_duplicate_is_refused_since_neither_would_count() {
    let project = published();
    project.incident("a", "duplicate_of = \"b\"\n").incident("b", "duplicate_of = \"a\"\n");
    let run = refused(&project);
    assert_eq!((run.code, run.stderr.matches("is itself a duplicate").count()), (1, 2), "{}", run.stderr);
}

#[test]
fn a_days_milestones_are_compared_in_the_zone_of_their_file() {
    let project = Project::new();
    let tokyo = "time_zone = \"Asia/Tokyo\"\n[milestones]\nstarted = 2024-03-15\ndetected = 2024-03-15T08:00:00\n\
                 [[timeline]]\nat = 2024-03-15T07:00:00\nevent = \"e\"\nmilestone = \"started\"\n";
    let run = project.incident("a", tokyo).try_build(&[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn no_link_leads_the_build_out_of_the_project_or_into_its_own_site() {
    use std::os::unix::fs::symlink;
    let elsewhere = tempfile::tempdir().unwrap();

    let project = Project::new();
    project.incident("a", "");
    symlink(elsewhere.path(), project.root().join("public")).unwrap();
    let run = project.run(&["build"]);
    assert!(run.code == 1 && run.stderr.contains("leads out of the project"), "{}", run.stderr);
    assert_eq!(std::fs::read_dir(elsewhere.path()).unwrap().count(), 0);

    let project = Project::with_config("theme = \"own\"\n");
    project.incident("a", "");
    std::fs::create_dir(elsewhere.path().join("own")).unwrap();
    symlink(elsewhere.path(), project.root().join("themes")).unwrap();
    let run = project.try_build(&[]);
    assert!(run.code == 1 && run.stderr.contains("the theme themes/own leads out of the project"), "{}", run.stderr);

    let project = Project::new();
    project.incident("a", "").build(&[]);
    let site = project.root().join("public");
    std::fs::create_dir_all(&site).unwrap();
    symlink(&site, project.root().join("content/built")).unwrap();
    let run = project.try_build(&[]);
    assert!(run.code == 1 && run.stderr.contains("its own source"), "{}", run.stderr);
}

#[test]
fn colours_come_only_on_a_terminal_or_on_request() {
    let project = published();
    project.incident("a", "sumary = \"s\"\n");
    assert!(!project.try_build(&[]).stderr.contains('\u{1b}'), "standard error is no terminal here");
    assert!(!project.try_build(&["--color", "never"]).stderr.contains('\u{1b}'));
    assert!(project.try_build(&["--color", "always"]).stderr.contains('\u{1b}'));
}

#[test]
fn quiet_says_nothing_where_nothing_is_wrong() {
    let project = published();
    let run = project.try_build(&["--quiet"]);
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (0, "", ""));
    let run = project.try_build(&[]);
    assert!(run.stderr.starts_with("Built 1 incident, ") && run.stdout.is_empty(), "{}", run.stderr);
    let run = project.incident("a", "sumary = \"s\"\n").try_build(&["--quiet"]);
    assert!(run.code == 1 && run.stderr.contains("sumary"), "{}", run.stderr);
}

#[test]
fn an_archive_without_incidents_is_a_site() {
    let site = Project::new().build(&[]);
    assert!(site.contains_key("index.html") && site.contains_key("incidents/index.html"));
}

#[test]
fn a_name_of_two_services_is_reported_with_the_id_of_the_first() {
    let project =
        Project::with_config("[[services]]\nid = \"a\"\naliases = [\"x\"]\n[[services]]\nid = \"b\"\naliases = [\"x\", \"a\"]\n");
    let run = project.run(&["check"]);
    for message in
        ["the name \"x\" already belongs to the entry with the id \"a\"", "the name \"a\" is already the id of another entry"]
    {
        assert!(run.code == 2 && run.stdout.contains(message), "{}", run.stdout);
    }
}
