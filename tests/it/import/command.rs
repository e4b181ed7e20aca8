//! The command: what it writes, what it leaves alone, what it says, and with which code it ends.

use std::fs;
use std::io::Write;
use std::process::Stdio;

use super::{fixture, import, text};
use crate::project::{Project, tree};

fn files(project: &Project) -> Vec<String> {
    tree(&project.root().join("content")).into_keys().collect()
}

#[test]
fn a_file_goes_where_new_ones_go_and_none_is_overwritten() {
    let project = Project::with_config("[new]\npath = \"{year}/{month}/{id}/incident.toml\"\n");
    let file = fixture("nested.json");
    let run = import(&project, "pir-json", &[file.to_str().unwrap()]);
    assert_eq!(files(&project), ["2025/07/INC-2025-0711-004/incident.toml"]);
    assert!(run.stderr.contains("content/2025/07/INC-2025-0711-004/incident.toml") && run.stdout.is_empty(), "{}", run.stderr);
    project.write("content/2025/07/INC-2025-0711-004/incident.toml", super::super::project::incident("INC-2025-0711-004", ""));
    let before = tree(project.root());
    for args in [vec![], vec!["--output", "elsewhere"]] {
        let again = project.run(&[&["import", "pir-json", file.to_str().unwrap()], &args[..]].concat());
        assert_eq!(again.code, 1);
        assert!(again.stderr.contains("in the archive already"), "{}", again.stderr);
    }
    assert!(tree(project.root()) == before);
}

#[test]
fn editors_find_the_archives_own_schema_from_the_file() {
    let project = Project::new();
    project.write("schema/incident.json", "{}");
    let file = fixture("nested.json");
    import(&project, "pir-json", &[file.to_str().unwrap()]);
    let written = fs::read_to_string(project.root().join("content").join(&files(&project)[0])).unwrap();
    assert!(written.starts_with("#:schema ../../schema/incident.json\n"), "{written}");
    let elsewhere = tempfile::tempdir().unwrap();
    project.write("pir-site.toml", "base_url = \"https://example.com/\"\n");
    std::fs::remove_dir_all(project.root().join("content/2025")).unwrap();
    import(&project, "pir-json", &[file.to_str().unwrap(), "--output", elsewhere.path().to_str().unwrap()]);
    let text = String::from_utf8(tree(elsewhere.path()).into_values().next().unwrap()).unwrap();
    assert!(text.starts_with("#:schema https://example.com/schema/incident.json\n"), "{text}");
}

#[test]
fn a_dry_run_writes_nothing_and_prints_the_file() {
    let project = Project::new();
    let run = import(&project, "pir-json", &["--dry-run", fixture("nested.json").to_str().unwrap()]);
    assert!(files(&project).is_empty());
    assert!(run.stdout.contains("\n[milestones]\n") && run.stderr.contains("Would import 1 incident"), "{}", run.stdout);
}

#[test]
fn standard_input_is_a_file_like_any_other() {
    let project = Project::new();
    let mut command = project.command(&["import", "pir-json", "-"]);
    let mut child = command.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(text("nested.json").as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(files(&project), ["2025/INC-2025-0711-004.toml"]);
}

#[test]
fn an_array_is_as_many_incidents_and_one_without_an_id_gets_the_next_free_one() {
    let project = Project::new();
    project.incident("INC-2025-0102-001", "");
    let one = r#"{"title": "A", "severity": "p1", "start_time": "2025-01-02T03:04:05Z"}"#;
    project.write("two.json", format!("[{one}, {one},]"));
    import(&project, "pir-json", &["two.json"]);
    assert_eq!(files(&project), ["2025/INC-2025-0102-002.toml", "2025/INC-2025-0102-003.toml", "INC-2025-0102-001.toml"]);
}

#[test]
fn an_import_error_has_a_position() {
    let project = Project::new();
    let cases = [
        ("pir-json", "{\"title\": \"A\",\n \"severity\": oops}", "a:2:14", "not JSON"),
        ("pir-json", "", "a:1:1", "empty"),
        ("pir-json", "[]", "a:1:1", "no incident"),
        ("pir-json", "[1]", "a:1:2", "an object"),
        ("pir-json", "[{\"timestamp\": \"x\", \"message\": \"y\"}]", "a:1:2", "--timeline"),
        (
            "pir-json",
            "\u{feff}{\"title\": \"A\", \"severity\": \"sev1\",\n  \"start_time\": \"soon\"}",
            "a:2:17",
            "is not a date or time",
        ),
        ("pir-json", "{\"title\": \"A\", \"start_time\": \"2025-01-01\"}", "a:1:1", "--severity"),
        ("pir-json", "{\"title\": \"A\", \"severity\": \"sev1\"}", "a:1:1", "--started"),
        (
            "pir-json",
            "{\"title\": \"A\", \"severity\": \"grim\", \"start_time\": \"2025-01-01\"}",
            "a:1:28",
            "none of the site's",
        ),
        ("pir-json", "{\"severity\": \"sev1\", \"start_time\": \"2025-01-01\"}", "a:1:1", "no title"),
        ("pir-markdown", "no title", "a:1:1", "another format"),
        ("pir-markdown", "# A\n\n## Weather\nfine", "a:1:1", "another format"),
        ("pir-markdown", "# A\n\n## Incident Overview\n\n## Timeline\n- **today**: b\n", "a:6:1", "not a date or time"),
    ];
    for (format, text, place, words) in cases {
        let run = project.write("a", text).run(&["import", format, "a"]);
        assert_eq!(run.code, 1, "{text}: {}", run.stderr);
        assert!(run.stderr.contains(&format!("--> {place}\n")) && run.stderr.contains(words), "{text}: {}", run.stderr);
        assert!(files(&project).is_empty(), "{text}");
    }
}

#[test]
fn unreadable_inputs_and_wrong_options_exit_with_2() {
    let project = Project::new();
    project.write("latin", b"caf\xe9");
    let cases: [(&[&str], &str); 6] = [
        (&["pir-json", "latin", "latin", "--timeline", "latin"], "one incident"),
        (&["pir-json", "missing.json"], "failed to read missing.json"),
        (&["pir-json", "latin"], "not UTF-8"),
        (&["pir-json", "latin", "--time-zone", "Mars/Olympus"], "no time zone"),
        (&["pir-json", "latin", "--severity", "grim"], "no severity"),
        (&["pir-jsno", "latin"], "pir-json"),
    ];
    for (args, words) in cases {
        let run = project.run(&[&["import"], args].concat());
        assert!(run.code == 2 && run.stderr.contains(words), "{args:?}: {}", run.stderr);
    }
}

#[test]
fn uncertain_values_have_a_comment() {
    let project = Project::with_config("time_zone = \"Asia/Tokyo\"\n");
    let text = "{\"description\": \"It broke. Badly.\", \"severity\": \"sev1\", \"start_time\": \"2025-01-02 09:00\",\n\
                \"end_time\": \"2025-01-01T00:00:00Z\"}";
    project.write("a.json", text);
    import(&project, "pir-json", &["a.json"]);
    let written = std::fs::read_to_string(project.root().join("content/2025/INC-2025-0102-001.toml")).unwrap();
    for lines in [
        "# the source has no title: these are the first words of its description\ntitle = \"It broke\"\n",
        "# the source names no zone: this time and all others are read as Asia/Tokyo\nstarted = 2025-01-02T00:00:00Z\n",
        "# as the source has it, although it lies before started\nresolved = 2025-01-01T00:00:00Z\n",
    ] {
        assert!(written.contains(lines), "{written}");
    }
    assert_eq!(project.run(&["check"]).code, 0);
}

#[test]
fn a_cause_category_that_the_site_does_not_have_is_a_comment() {
    let project = Project::with_config("causes = [\"human\", \"machine\"]\n");
    import(&project, "pir-markdown", &[fixture("comprehensive.md").to_str().unwrap()]);
    let written = std::fs::read_to_string(project.root().join("content/2025/INC-2025-0602-001.toml")).unwrap();
    let lines = "# the source says \"technology\", which is not one of the site's cause categories\n[[analysis.causes]]\n";
    assert!(written.contains(lines) && !written.contains("category ="), "{written}");
    assert_eq!(project.run(&["check"]).code, 0);
}

#[test]
fn only_what_is_a_draft_is_called_one() {
    let own = text("incidents.csv");
    let (head, row) = (own.lines().next().unwrap(), "A-1,A,sev3,resolved,reviewed,2024-03-02,,,,2024-03-02,,,,,,,,,,,,");
    let draft = |id: &str| row.replace("A-1", id).replace("reviewed", "draft");
    let tables = [
        (row.to_owned(), "Imported 1 incident\n"),
        (format!("{}\n{}", draft("A-1"), draft("A-2")), "Imported 2 incidents as drafts, which `build --drafts` shows\n"),
        (format!("{row}\n{}", draft("A-2")), "Imported 2 incidents, 1 of them as a draft, which `build --drafts` shows\n"),
        (
            format!("{row}\n{}\n{}\nA-4,,,,,,,,,,,,,,,,,,,,,", draft("A-2"), draft("A-3")),
            "Imported 3 incidents, 2 of them as drafts, which `build --drafts` shows; 2 problems\n",
        ),
    ];
    for (rows, line) in tables {
        let run = Project::new().write("own.csv", format!("{head}\n{rows}\n")).run(&["import", "csv", "own.csv"]);
        assert!(run.stderr.ends_with(line), "{line}: {}", run.stderr);
    }
}

#[test]
fn a_dry_run_over_a_folder_ends_with_a_table_of_facts_and_options_for_all() {
    let project = Project::new();
    for name in ["a", "b"] {
        let text = format!(
            "# {name} broke\n\n**Date:** 2024-03-05\n\n## Backlog check\n\nLate.\n\n## Timeline\n\n- 14:00 alert\n- 15:00 fixed\n"
        );
        project.write(&format!("reviews/2024/{name}.md"), text);
    }
    project.write("reviews/c.md", "# Never\n\n## Timeline\n\n- 14:00 alert\n").write("reviews/readme.txt", "no document");
    let run = project.run(&["import", "markdown", "--dry-run", "--severity", "sev3", "reviews"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    let (_, table) = run.stderr.split_once("What was understood:\n").unwrap();
    let head =
        "  document           severity  start                 end                   timeline  actions  sections  to look at\n";
    assert!(table.starts_with(head), "{table}");
    for lines in [
        "  reviews/2024/a.md  sev3      2024-03-05T14:00:00Z  2024-03-05T15:00:00Z  2         0        1         5\n",
        "  reviews/c.md       refused: there is a time here, and no day anywhere in this document\n",
        "What holds for several documents, and can be decided for all of them at once:\n",
        "  2 of 3: it has no field of its own and is the section \"Backlog check\"\n",
        "  2 of 3: severity: from --severity\n",
        "  2 of 3: timeline: the source names no zone: this time and all others are read as UTC\n",
    ] {
        assert!(table.contains(lines), "{lines}{table}");
    }
    assert!(table.ends_with("Would import 2 incidents as drafts, which `build --drafts` shows; 1 problem\n"), "{table}");
    assert!(!run.stderr.contains("readme.txt"), "{}", run.stderr);
}
