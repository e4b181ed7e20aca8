//! Options that a format does not read are errors, and an input that cannot be read ends no run.

use crate::project::{Project, tree};

const RECORD: &str = r#"{"title": "A", "name": "A", "created_at": "2024-03-05T14:00:00Z", "start_time": "2024-03-05T14:00:00Z"}"#;
const REVIEW: &str = "# A\n\n## Summary\n\nx\n\n## Incident Overview\n\n- **Started:** 2024-03-05 14:00 UTC\n";
const TABLE: &str = "title,started\nA,2024-03-05\n";

#[test]
fn an_option_that_a_format_does_not_read_is_an_error() {
    let cases = [
        ("pagerduty", RECORD, "--timeline", "events.json"),
        ("pagerduty", RECORD, "--map", "a=title"),
        ("statuspage", RECORD, "--timeline", "events.json"),
        ("statuspage", RECORD, "--map", "a=title"),
        ("pir-json", RECORD, "--map", "a=title"),
        ("pir-markdown", REVIEW, "--timeline", "events.json"),
        ("pir-markdown", REVIEW, "--map", "a=title"),
        ("markdown", REVIEW, "--timeline", "events.json"),
        ("csv", TABLE, "--timeline", "events.json"),
    ];
    for (format, text, option, value) in cases {
        let project = Project::new();
        project.write("a", text).write("events.json", "[]");
        let run = project.run(&["import", format, "a", "--severity", "sev3", option, value]);
        assert!(run.code == 2 && run.stderr.contains(&format!("{format} has no use for {option}")), "{format}: {}", run.stderr);
        assert!(tree(&project.root().join("content")).is_empty(), "{format}");
    }
}

#[test]
fn a_mapped_name_that_is_in_no_document_is_one_error() {
    let body = r###"{"title": "A", "number": 7, "created_at": "2024-03-05T14:00:00Z", "body": "## Backlog check\n\nx\n"}"###;
    for (format, text) in [("markdown", REVIEW.replace("Summary", "Backlog check")), ("github", body.to_owned())] {
        let project = Project::new();
        project.write("a", &text).write("b", &text);
        let args = ["import", format, "a", "b", "--dry-run", "--severity", "sev3"];
        let run = project.run(&[&args[..], &["--map", "Backlog chek=-", "--map", "Backlog check=-"]].concat());
        assert_eq!(run.code, 1, "{}", run.stderr);
        assert_eq!(run.stderr.matches("--map names \"Backlog chek\", which is in no document").count(), 1, "{}", run.stderr);
        assert!(!run.stderr.contains("--map names \"Backlog check\""), "{}", run.stderr);
        let run = project.run(&["import", format, "a", "b", "--severity", "sev3", "--map", "Backlog chek=-"]);
        assert!(run.code == 1 && run.stderr.contains("Backlog chek"), "{}", run.stderr);
        assert!(tree(&project.root().join("content")).is_empty(), "a wrong name must not be in every file");
    }
}

#[test]
fn an_unreadable_input_does_not_end_the_run() {
    let inputs: [(&str, Option<&[u8]>, &str); 4] = [
        ("b", Some(b"# caf\xe9\n"), "b:1:6"),
        ("b", Some(b"\xff\xfe#\0 \0B\0"), "UTF-16"),
        ("missing", None, "failed to read missing"),
        ("folder", None, "failed to read folder"),
    ];
    for (name, bytes, words) in inputs {
        let project = Project::new();
        project.write("a.md", REVIEW).write("c.md", REVIEW.replace("# A", "# C")).write("folder/x", "");
        if let Some(bytes) = bytes {
            project.write(name, bytes);
        }
        let run = project.run(&["import", "markdown", "a.md", name, "c.md", "--severity", "sev3"]);
        assert_eq!(run.code, 1, "{}", run.stderr);
        assert!(run.stderr.contains(words), "{words}: {}", run.stderr);
        assert!(
            run.stderr.ends_with("Imported 2 incidents as drafts, which `build --drafts` shows; 1 problem\n"),
            "{}",
            run.stderr
        );
        assert_eq!(tree(&project.root().join("content")).len(), 2);
        // Where nothing could be read, the command could not run.
        assert_eq!(project.run(&["import", "markdown", name]).code, 2);
    }
}

#[test]
fn each_issue_gets_its_own_comments() {
    let issue = |number: u32| {
        serde_json::json!({
            "number": number, "title": format!("Outage {number}"), "created_at": "2024-03-05T14:00:00Z", "body": "x",
            "html_url": format!("https://github.com/o/r/issues/{number}"),
        })
    };
    let comment = |number: u32, key: &str, url: &str| serde_json::json!({ "created_at": "2024-03-05T15:00:00Z", "body": format!("only about {number}"), key: url });
    let comments = [
        comment(7, "issue_url", "https://api.github.com/repos/o/r/issues/7"),
        comment(8, "html_url", "https://github.com/o/r/issues/8#issuecomment-2"),
    ];
    let project = Project::new();
    project.write("issues.json", serde_json::json!([issue(7), issue(8)]).to_string());
    project.write("one.json", issue(7).to_string());
    project.write("comments.json", serde_json::json!(comments).to_string());
    let args = |issues| ["import", "github", "--severity", "sev3", "--timeline", "comments.json", "--output", "out", issues];
    let run = project.run(&args("issues.json"));
    assert_eq!(run.code, 0, "{}", run.stderr);
    for number in [7, 8] {
        let text = std::fs::read_to_string(project.root().join(format!("out/2024/GH-{number}.toml"))).unwrap();
        let told: Vec<bool> = [7, 8].map(|other| text.contains(&format!("only about {other}"))).into();
        assert_eq!(told, [number == 7, number == 8], "{text}");
    }
    std::fs::remove_dir_all(project.root().join("out")).unwrap();
    let run = project.run(&args("one.json"));
    assert!(run.code == 0 && run.stderr.contains("dropped: it belongs to 8, which is not in the document"), "{}", run.stderr);
    // A comment of unknown origin belongs to the only issue, and to none of several.
    project.write("comments.json", serde_json::json!([comment(7, "x", "")]).to_string());
    std::fs::remove_dir_all(project.root().join("out")).unwrap();
    assert_eq!(project.run(&args("one.json")).code, 0);
    std::fs::remove_dir_all(project.root().join("out")).unwrap();
    let run = project.run(&args("issues.json"));
    assert!(run.code == 1 && run.stderr.contains("which record it belongs to"), "{}", run.stderr);
}

#[test]
fn data_beside_a_record_is_not_imported_into_it() {
    let beside =
        r#""page": {"name": "Ferrywise"}, "components": [{"name": "Billing"}], "scheduled_maintenances": [{"name": "Paint"}]"#;
    let record = r#"{"id": "a1", "name": "A", "title": "A", "number": 7, "created_at": "2024-03-05T14:00:00Z", "started_at": "2024-03-05T14:00:00Z"}"#;
    for (format, wrapper) in [("statuspage", "incidents"), ("pagerduty", "incidents"), ("github", "issues")] {
        let project = Project::new();
        project.write("a.json", format!("{{\"{wrapper}\": [{record}], {beside}, \"notice\": \"all is well\"}}"));
        let run = project.run(&["import", format, "--dry-run", "--severity", "sev3", "a.json"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        for words in ["Billing", "Paint", "Ferrywise", "all is well"] {
            assert!(!run.stdout.contains(words), "{format}: {words}: {}", run.stdout);
        }
    }
}

#[test]
fn messages_name_keys_as_a_person_would() {
    let project = Project::new();
    let run = project.write("a", "{\"x\": 1}").run(&["import", "pagerduty", "a"]);
    assert!(run.stderr.contains("it has no \"title\" or \"summary\" or \"description\""), "{}", run.stderr);
    for number in ["nan", "inf", "-inf"] {
        let project = Project::new();
        project.write("content/a.toml", crate::project::incident("A-1", &format!("[fields]\nratio = {number}\n")));
        let run = project.run(&["check"]);
        assert!(run.stdout.contains(&format!("the number {number} is out of range")), "{}", run.stdout);
    }
}

#[test]
fn a_zone_that_a_fact_names_holds_for_times_without_one_and_the_option_for_documents_that_name_none() {
    let document = |started: &str| {
        format!(
            "# Slow database\n\nSeverity: SEV2\nStarted: {started}\n\n## Timeline\n\n- 2025-03-03 22:15 - slow\n- 2025-03-03 22:40 - fixed\n"
        )
    };
    for (started, first) in [
        ("2025-03-03 22:15 UTC", "2025-03-03T22:15:00Z"),
        ("2025-03-03T22:15:00Z", "2025-03-03T22:15:00Z"),
        ("2025-03-03T22:15:00-05:00", "2025-03-04T03:15:00Z"),
        ("2025-03-03 22:15", "2025-03-03T21:15:00Z"),
    ] {
        let project = Project::new();
        project.write("a.md", document(started));
        let run = project.run(&["import", "markdown", "a.md", "--dry-run", "--time-zone", "Europe/Berlin"]);
        let times = |key: &str| run.stdout.lines().filter(|line| line.starts_with(key)).collect::<Vec<_>>().join(", ");
        assert!(times("started = ").contains(first), "{started}: {}", run.stdout);
        assert!(times("at = ").starts_with(&format!("at = {first}")), "{started}: {}", run.stdout);
    }
}

/// The severity that a document gets with `--severity sev4`.
fn severity_of(format: &str, document: &str) -> String {
    let project = Project::new();
    project.write("a", document);
    let run = project.run(&["import", format, "a", "--dry-run", "--severity", "sev4", "--started", "2024-03-05"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let line = run.stdout.lines().find_map(|line| line.strip_prefix("severity = ")).unwrap();
    line.trim_matches('"').to_owned()
}

#[test]
fn a_severity_that_the_document_states_wins_over_the_option() {
    let tail = "## Timeline\n\n- 14:00 - SEV2 declared\n";
    let cases = [
        ("a fact", "# Slow\n\nSeverity: SEV2\n", "sev2"),
        ("the title", "# [SEV2] Slow\n\nA SEV1 was feared.\n", "sev2"),
        ("a title that begins with it", "# SEV-2: Slow\n", "sev2"),
        ("the text", "# Slow\n\nThis was an incident of severity 2.\n", "sev2"),
        ("a part of its own", "# Slow\n\n## Severity\n\nThis was a SEV2, since checkout was down.\n", "sev2"),
        ("a word of the site", "# Slow\n\nIt was a critical-severity outage.\n", "sev1"),
        ("an entry", &format!("# Slow\n\n{tail}"), "sev2"),
        ("several, of which none is final", &format!("# Slow\n\nThis was a SEV3.\n\n{tail}"), "sev4"),
        ("that of another incident", "# Slow\n\nIt is similar to an earlier SEV1. SEV2 incidents page two people.\n", "sev4"),
        ("an action item's", "# Slow\n\n## Action items\n\n- Page at SEV1\n", "sev4"),
        ("none", "# Slow\n\nSeveral servers were slow.\n", "sev4"),
    ];
    for (name, document, expected) in cases {
        assert_eq!(severity_of("markdown", document), expected, "{name}");
    }
    let issue = |labels: &str| {
        format!(
            r#"{{"title": "Slow", "number": 7, "created_at": "2024-03-05T14:00:00Z", "body": "A SEV2.", "labels": [{labels}]}}"#
        )
    };
    assert_eq!(severity_of("github", &issue("")), "sev2");
    assert_eq!(severity_of("github", &issue(r#"{"name": "severity/sev1"}"#)), "sev1", "a label is a fact");
}
