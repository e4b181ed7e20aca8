//! A document of comments, which `--timeline` names, for the records of another document.

use pir_site::config::Config;
use pir_site::import::{Document, Format, Options};

use super::{import, options};
use crate::project::{Project, Run};

/// Imports records with comments, and returns the files by the names of their incidents.
fn imported(format: &str, records: &str, comments: &str, ids: &[&str]) -> (Run, Vec<String>) {
    let project = Project::new();
    project.write("records.json", records).write("comments.json", comments);
    let run = import(&project, format, &["records.json", "--timeline", "comments.json", "--severity", "sev3", "-o", "out"]);
    let file = |id: &&str| {
        let files = walkdir::WalkDir::new(project.root().join("out")).into_iter().flatten();
        let found = files.into_iter().find(|file| file.file_name().to_str() == Some(&format!("{id}.toml")));
        std::fs::read_to_string(found.unwrap().path()).unwrap()
    };
    let files = ids.iter().map(file).collect();
    (run, files)
}

const DAY: &str = "2024-01-01T01:00:00Z";

/// A tool's record number 1, a comment of it, and comments of other records that have the same number.
fn cases() -> [(&'static str, &'static str, String, String, Vec<String>); 6] {
    let issue =
        format!(r#"{{"number":1,"title":"A","body":"x","created_at":"{DAY}","html_url":"https://github.com/o/r/issues/1"}}"#);
    let by_repository = format!(
        r#"{{"number":1,"title":"A","body":"x","created_at":"{DAY}","repository_url":"https://api.github.com/repos/o/r"}}"#
    );
    let comment = |key: &str, url: &str, body: &str| format!(r#"{{"{key}":"{url}","created_at":"{DAY}","body":"{body}"}}"#);
    let of_api = comment("issue_url", "https://api.github.com/repos/O/R/issues/1", "OWN");
    let of_gh = comment("url", "https://github.com/o/r/issues/1#issuecomment-7", "OWN");
    let others = vec![
        comment("issue_url", "https://api.github.com/repos/o/other/issues/1", "OTHER"),
        comment("html_url", "https://github.com/other/r/issues/1#issuecomment-5", "OTHER"),
    ];
    let gitlab = format!(r#"{{"id":70,"iid":1,"project_id":5,"title":"A","created_at":"{DAY}"}}"#);
    let note = |more: &str, body: &str| format!(r#"{{"noteable_iid":1,{more},"created_at":"{DAY}","body":"{body}"}}"#);
    let of_gitlab = note(r#""noteable_type":"Issue","project_id":5,"noteable_id":70"#, "OWN");
    let notes = vec![
        note(r#""noteable_type":"MergeRequest""#, "OTHER"),
        note(r#""noteable_type":"Issue","project_id":6"#, "OTHER"),
        note(r#""noteable_id":71"#, "OTHER"),
    ];
    let jira = |site: &str, body: &str| {
        format!(r#"{{"self":"https://{site}.example/rest/api/2/issue/10/comment/4","created":"{DAY}","body":"{body}"}}"#)
    };
    let of_jira = format!(
        r#"{{"id":"10","key":"A-1","self":"https://one.example/rest/api/2/issue/10","fields":{{"summary":"A","created":"{DAY}"}}}}"#
    );
    let firehydrant = format!(r#"{{"id":"i1","number":1,"name":"A","current_milestone":"resolved","started_at":"{DAY}"}}"#);
    let event = |id: &str, body: &str| format!(r#"{{"incident_id":"{id}","occurred_at":"{DAY}","description":"{body}"}}"#);
    [
        ("github", "GH-1", issue.clone(), of_api, others.clone()),
        ("github", "GH-1", issue, of_gh.clone(), others.clone()),
        ("github", "GH-1", by_repository, of_gh, others),
        ("gitlab", "GL-1", gitlab, of_gitlab, notes),
        ("jira", "A-1", of_jira, jira("one", "OWN"), vec![jira("two", "OTHER")]),
        ("firehydrant", "FH-1", firehydrant, event("i1", "OWN"), vec![event("i2", "OTHER")]),
    ]
}

#[test]
fn a_comment_of_another_record_with_the_same_number_is_not_imported_and_the_report_names_it() {
    for (format, id, record, own, others) in cases() {
        let comments = [&[own], &others[..]].concat();
        let (run, files) = imported(format, &record, &format!("[{}]", comments.join(",")), &[id]);
        assert!(files[0].contains("OWN") && !files[0].contains("OTHER"), "{format}: {}", files[0]);
        let named = run.stderr.matches("which is not in the document").count();
        assert_eq!(named, others.len(), "{format}: {}", run.stderr);
    }
}

#[test]
fn a_comment_whose_record_is_missing_is_named_whether_there_is_one_record_or_several() {
    let issue = |number: u32| {
        format!(
            r#"{{"number":{number},"title":"T{number}","body":"x","created_at":"{DAY}","url":"https://github.com/o/r/issues/{number}"}}"#
        )
    };
    let comment = |number: u32| {
        format!(r#"{{"url":"https://github.com/o/r/issues/{number}#issuecomment-1","created_at":"{DAY}","body":"C{number}"}}"#)
    };
    let comments = format!("[{},{},{}]", comment(2), comment(9), comment(1));
    let (run, files) = imported("github", &format!("[{},{}]", issue(1), issue(2)), &comments, &["GH-1", "GH-2"]);
    assert!(files[0].contains("C1") && files[1].contains("C2") && !files.concat().contains("C9"), "{files:?}");
    assert!(run.stderr.contains("dropped: it belongs to 9, which is not in the document"), "{}", run.stderr);
    let (run, files) = imported("github", &issue(1), &comments, &["GH-1"]);
    assert!(files[0].contains("C1") && run.stderr.matches("which is not in the document").count() == 2, "{}", run.stderr);
}

#[test]
fn records_of_several_repositories_with_the_same_number_get_their_own_comments() {
    let issue = |repository: &str| {
        format!(
            r#"{{"number":1,"title":"T {repository}","body":"x","created_at":"{DAY}","url":"https://github.com/o/{repository}/issues/1"}}"#
        )
    };
    let comment = |repository: &str| {
        format!(r#"{{"url":"https://github.com/o/{repository}/issues/1#i","created_at":"{DAY}","body":"C {repository}"}}"#)
    };
    let (records, comments) = (format!("[{},{}]", issue("a"), issue("b")), format!("[{},{}]", comment("b"), comment("a")));
    let config = Config::default();
    let timeline = Some(Document { name: "comments.json", text: &comments });
    let options = Options { timeline, ..options(&config) };
    let import = Format::Github.import(&Document { name: "records.json", text: &records }, &options);
    for (imported, own) in import.incidents.iter().zip(["C a", "C b"]) {
        let events: Vec<&str> = imported.incident.timeline.iter().map(|entry| entry.event.as_str()).collect();
        assert_eq!(events, ["The issue was opened", own]);
    }
    assert_eq!(import.incidents.len(), 2);
}

const OWN: &str = r#"
record = "ticket"
recognise = [["no"]]

[incident]
id = "no"
title = "name"
milestones.started = "begin"

[[timeline]]
records = "log"
document = true
of = "ticket"
is = "no"
same = [{ of = "queue", is = "queue.name" }]
at = "when"
event = "text"
"#;

#[test]
fn a_mapping_of_a_team_compares_further_values_where_both_have_one() {
    let project = Project::new();
    project.write("m.toml", OWN);
    project.write("a.json", r#"{"no":"1","name":"A","begin":"2024-01-01","queue":{"name":"mill"}}"#);
    project.write(
        "log.json",
        r#"[{"ticket":1,"queue":"mill","when":"2024-01-01","text":"L1"},{"ticket":1,"queue":"farm","when":"2024-01-01","text":"L2"},
            {"ticket":1,"when":"2024-01-01","text":"L3"}]"#,
    );
    let run =
        import(&project, "json", &["--mapping", "m.toml", "a.json", "--timeline", "log.json", "--severity", "sev3", "--dry-run"]);
    assert!(run.stdout.contains("L1") && !run.stdout.contains("L2") && run.stdout.contains("L3"), "{}", run.stdout);
    assert!(run.stderr.contains("it belongs to 1 (farm), which is not in the document"), "{}", run.stderr);
}
