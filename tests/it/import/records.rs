//! Records of status pages, of paging and of issue trackers are told in full, and what their tools do not say is not said.

use super::facts::{assert_silent, assert_tells, imported};
use super::{fixture, import};
use crate::project::Project;

#[test]
fn every_part_of_a_status_page_incident_is_imported() {
    let words = imported("statuspage", &fixture("statuspage.json"), &[], "w3jtk1");
    let head =
        ["Tickets cannot be bought on the coast line", "SEV2", "Resolved", "Ticket shop", "Turnstiles", "1 h 28 min", "fog"];
    let said = ["07:12", "Investigating: Buyers see an empty basket", "Ticket shop: operational → major outage", "07:41"];
    let then = ["A price list without prices", "08:40", "Tickets are sold again", "The price list of summer", "to customers"];
    [&head[..], &said, &then].into_iter().for_each(|facts| assert_tells(&words, facts));
    assert_silent(&words, &["kq1", "u1", "2025-04-05"]);
}

#[test]
fn every_part_of_an_incident_and_its_log_entries_is_imported() {
    let words = imported("pagerduty", &fixture("pagerduty.json"), &[], "PX7QF2");
    let head = ["Kiln 3 reports no temperature", "SEV2", "kiln-gateway", "Ovens", "Maren Holt", "4711", "high", "Night shift"];
    let when = ["22:58", "Triggered through the API", "no data for 180 s", "T-31", "23:04", "Acknowledged by Maren Holt"];
    let then = ["23:30", "certificate ran out at 22:55", "Ravi Sen", "00:21", "Resolved by Maren Holt", "6 min", "1 h 23 min"];
    [&head[..], &when, &then].into_iter().for_each(|facts| assert_tells(&words, facts));
}

#[test]
fn every_part_of_an_issue_and_its_comments_is_imported() {
    let words = imported("github", &fixture("github.json"), &[], "GH-812");
    let head =
        ["maps showed the wrong harbour", "SEV3", "tiles", "postmortem", "bo", "Spring", "swapped with that of the test system"];
    let then = ["08:00", "The issue was opened", "tilda", "08:40", "Harbour 7 is back", "16:00", "The issue was closed"];
    [&head[..], &then].into_iter().for_each(|facts| assert_tells(&words, facts));
}

#[test]
fn the_body_of_an_issue_is_read_as_a_postmortem() {
    let project = Project::new();
    let body = "### Summary\n\nSeeds were charged twice.\n\n### Timeline\n\n- 14:32 UTC - It broke\n- 2025-01-03 09:00 UTC - It was mended\n\n\
                ### Action items\n\n- [x] Send a key (@kim, SEED-4)\n\n### Weather\n\nRain.\n";
    let issue = serde_json::json!({
        "number": 3, "title": "A", "state": "closed", "createdAt": "2025-01-02T16:00:00Z", "body": body,
        "labels": [{"name": "sev3"}],
        "comments": [{"author": {"login": "eve"}, "createdAt": "2025-01-02T15:00:00Z", "body": "Seen"}],
    });
    project.write("issue.json", issue.to_string());
    import(&project, "github", &["issue.json"]);
    let text = std::fs::read_to_string(project.root().join("content/2025/GH-3.toml")).unwrap();
    let comment = "# the day is the one on which the issue was opened\nat = 2025-01-02T14:32:00Z\nevent = \"It broke\"";
    let rest = [
        "summary = \"Seeds were charged twice.\"",
        "title = \"Send a key\"\nid = \"SEED-4\"",
        "title = \"Weather\"\nbody = \"Rain.\"",
    ];
    for lines in [comment].into_iter().chain(rest) {
        assert!(text.contains(lines), "{lines}: {text}");
    }
    let order = ["It broke", "Seen", "The issue was opened", "It was mended"]
        .map(|event| text.find(&format!("event = \"{event}\"")).unwrap());
    assert!(order.is_sorted(), "{text}");
    // The day that the body states is not lost because the issue was opened on another.
    let issue = serde_json::json!({
        "number": 4, "title": "B", "state": "closed", "createdAt": "2025-01-02T16:00:00Z", "body": "**Date:** 2024-12-30\n",
        "labels": [{"name": "sev3"}],
    });
    project.write("issue.json", issue.to_string());
    let run = import(&project, "github", &["issue.json"]);
    let files = crate::project::tree(&project.root().join("content"));
    let text =
        files.iter().find(|(path, _)| path.ends_with("GH-4.toml")).map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned());
    assert!(text.is_some_and(|text| text.contains("started = 2024-12-30")), "{}", run.stderr);
}

#[test]
fn an_issue_and_its_comments_may_be_two_documents() {
    let project = Project::new();
    let issue = r#"{"number": 3, "title": "A", "state": "open", "comments": 1, "user": {"login": "eve"}, "created_at": "2025-01-02T03:04:05Z"}"#;
    project.write("issue.json", issue);
    project.write("comments.json", r#"[{"user": {"login": "kim"}, "created_at": "2025-01-02T04:00:00Z", "body": "Seen"}]"#);
    import(&project, "github", &["issue.json", "--timeline", "comments.json", "--severity", "sev4"]);
    let file = project.root().join("content/2025/GH-3.toml");
    let text = std::fs::read_to_string(file).unwrap();
    assert!(text.contains("event = \"Seen\"\nby = \"kim\"") && text.contains("# from --severity\nseverity = \"sev4\""), "{text}");
}

#[test]
fn a_severity_that_the_source_does_not_state_has_a_comment() {
    let project = Project::new();
    import(&project, "statuspage", &[fixture("statuspage.json").to_str().unwrap()]);
    let text = std::fs::read_to_string(project.root().join("content/2025/w3jtk1.toml")).unwrap();
    assert!(text.contains("# the source names no severity, but the impact \"major\"\nseverity = \"sev2\""), "{text}");
    assert!(
        text.contains("# the source names no start: this is when the page first told of it\nstarted = 2025-04-03T07:12:00Z"),
        "{text}"
    );
}

#[test]
fn a_record_of_another_kind_is_refused_at_its_place() {
    let cases = [
        ("statuspage", "{\"incidents\": []}", "a:1:1", "no incident of a status page"),
        (
            "statuspage",
            "[{\"name\": \"A\", \"impact\": \"minor\", \"created_at\": \"2025-01-01\"},\n {\"title\": \"B\"}]",
            "a:2:2",
            "\"name\"",
        ),
        ("statuspage", "{\"name\": \"A\", \"impact\": \"none\", \"created_at\": \"2025-01-01\"}", "a:1:25", "none of the site's"),
        ("pagerduty", "{\"title\": \"A\", \"created_at\": \"soon\"}", "a:1:30", "is not a date or time"),
        ("github", "[1]", "a:1:2", "no issue"),
        ("github", "oops", "a:1:1", "not JSON"),
    ];
    for (format, text, place, words) in cases {
        let project = Project::new();
        let run = project.write("a", text).run(&["import", format, "a"]);
        assert_eq!(run.code, 1, "{text}: {}", run.stderr);
        assert!(run.stderr.contains(&format!("--> {place}\n")) && run.stderr.contains(words), "{text}: {}", run.stderr);
    }
}
