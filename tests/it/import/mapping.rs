//! Records of other tools by their mappings, built in or of a team's own, and documents that are another format's.

use super::facts::{assert_silent, assert_tells, imported};
use super::{fixture, import, text};
use crate::project::Project;

/// A document of each format, and the format's name.
const DOCUMENTS: [(&str, &str); 22] = [
    ("statuspage", "statuspage.json"),
    ("pagerduty", "pagerduty.json"),
    ("opsgenie", "opsgenie.json"),
    ("incident-io", "incident-io.json"),
    ("firehydrant", "firehydrant.json"),
    ("rootly", "rootly.json"),
    ("jira", "jira.json"),
    ("gitlab", "gitlab.json"),
    ("github", "github.json"),
    ("pir-json", "flat.json"),
    ("pir-json", "nested.json"),
    ("pir-json", "sample.json"),
    ("pir-json", "sample-nested.json"),
    ("pir-markdown", "comprehensive.md"),
    ("pir-markdown", "standard.md"),
    ("pir-markdown", "brief.md"),
    ("markdown", "freeform/google.md"),
    ("markdown", "freeform/atlassian.md"),
    ("markdown", "freeform/gitlab.md"),
    ("markdown", "freeform/toml-front-matter.md"),
    ("csv", "incidents.csv"),
    ("csv", "spreadsheet.csv"),
];

#[test]
fn a_document_of_another_format_is_refused_with_the_command_that_fits() {
    let formats: std::collections::BTreeSet<&str> = DOCUMENTS.iter().map(|(format, _)| *format).collect();
    for (own, name) in DOCUMENTS {
        let project = Project::new();
        let doc = format!("doc.{}", name.rsplit('.').next().unwrap());
        project.write(&doc, text(name));
        for format in &formats {
            let run = project.run(&["import", format, "--dry-run", "--severity", "sev3", "--started", "2024-03-05", &doc]);
            if *format == own {
                assert_eq!(run.code, 0, "{format} {name}: {}", run.stderr);
            } else {
                let hint = format!("it looks like another format: pir-site import {own}\n");
                assert!(run.code == 1 && run.stderr.contains(&hint), "{format} {name}: {}", run.stderr);
            }
        }
    }
}

#[test]
fn a_record_an_array_and_the_envelope_of_the_api_are_the_same() {
    for (format, name) in DOCUMENTS.into_iter().take(9) {
        let root: serde_json::Value = json(&text(name));
        let inner = ["incident", "incidents", "data", "issues"].iter().find_map(|key| root.get(key)).unwrap_or(&root);
        let record = inner.get(0).unwrap_or(inner).clone();
        let mut ids = Vec::new();
        for document in [record.clone(), serde_json::json!([record])] {
            let project = Project::new();
            project.write("doc", document.to_string());
            let run = project.run(&["import", format, "--dry-run", "--severity", "sev3", "doc"]);
            assert_eq!(run.code, 0, "{format}: {}", run.stderr);
            ids.push(run.stdout.lines().find(|line| line.starts_with("id = ")).unwrap().to_owned());
        }
        assert_eq!(ids[0], ids[1], "{format}");
    }
}

/// JSON with trailing commas, as the fixtures have it.
fn json(text: &str) -> serde_json::Value {
    let plain = text.replace(",\n  ]", "\n  ]").replace(",\n ]", "\n ]");
    serde_json::from_str(&plain).unwrap()
}

#[test]
fn all_of_each_tools_record_is_on_the_page_and_nothing_private() {
    let cases: [(&str, &str, &[&str], &[&str]); 6] = [
        (
            "opsgenie",
            "1791",
            &["no low notes", "great organ", "Resolved", "SEV2", "Organists", "09:02", "10:40", "Tove Lind", "west", "probe 4"],
            &["9b1", "u1"],
        ),
        (
            "incident-io",
            "INC-41",
            &[
                "Trams carried no numbers",
                "displays went dark",
                "Imre Nagy",
                "Lea Roth",
                "06:02",
                "06:11",
                "07:30",
                "08:00",
                "The font is being put back",
                "Keep fonts in two places",
                "Line 9",
                "displays",
                "inc-41-trams",
            ],
            &["imre@example.com", "99887766", "U1"],
        ),
        (
            "firehydrant",
            "FH-88",
            &[
                "Greenhouse doors stayed shut",
                "A relay stuck",
                "half an hour",
                "140",
                "10:00",
                "10:04",
                "10:31",
                "Aino Salo",
                "Pia Berg",
                "doors",
                "Gardeners",
                "hail",
            ],
            &["aino@example.com"],
        ),
        (
            "rootly",
            "INC-31",
            &[
                "stopped between floors",
                "brake sensor froze",
                "18:00",
                "18:03",
                "18:40",
                "19:10",
                "lift-control",
                "Lifts",
                "was warmed",
                "was replaced",
                "between 3 and 4",
            ],
            &["1234567"],
        ),
        (
            "jira",
            "ITSM-7",
            &[
                "The mill grinds no flour",
                "nothing falls",
                "the sieve is dry",
                "millstone",
                "stone",
                "Jaro Novak",
                "Mina Blau",
                "The gap was too wide",
                "08:00",
                "North wing",
            ],
            &["415-555-0100", "jaro@example.com"],
        ),
        (
            "gitlab",
            "GL-6",
            &["Swans blocked the canal", "No boat could pass", "09:10", "09:40", "lock-2", "swans", "Ole Dahl", "SEV4"],
            &["public_email"],
        ),
    ];
    for (format, id, facts, private) in cases {
        let words = imported(format, &fixture(&format!("{format}.json")), &["--severity", "sev3"], id);
        assert_tells(&words, facts);
        assert_silent(&words, private);
    }
}

#[test]
fn notes_of_an_issue_may_be_a_document_of_their_own_and_those_of_the_tool_are_counted() {
    let project = Project::new();
    let (issue, notes) = (fixture("gitlab.json"), fixture("gitlab-notes.json"));
    let run = import(&project, "gitlab", &[issue.to_str().unwrap(), "--timeline", notes.to_str().unwrap()]);
    let written = std::fs::read_to_string(project.root().join("content/2025/GL-6.toml")).unwrap();
    assert!(
        written.contains("event = \"The ranger is on the way\"\nby = \"Ole Dahl\"") && !written.contains("~swans"),
        "{written}"
    );
    assert!(run.stderr.contains("dropped: 1 record of the tool itself"), "{}", run.stderr);
}

const OWN: &str = r#"
record = "ticket of the mill"
recognise = [["ticketNo"]]
required = ["headline"]
records = ["tickets"]

[incident]
id = { path = "ticketNo", prefix = "MILL-" }
title = "headline"
severity = { path = "grade", values = { rot = "sev1", gelb = "sev3" } }
services = "machines.name"
milestones.started = "begin"
milestones.resolved = "end"
impact.customer = "harm"
fields.shift = "shift"

[[timeline]]
records = "log"
at = "when"
by = "who"
event = { text = "{what|words}: {text}" }

[[actions]]
records = "todo[kind!=note]"
title = "."
"#;

#[test]
fn a_team_reads_its_own_records_by_a_mapping_of_its_own() {
    let project = Project::new();
    project.write("mill.toml", OWN);
    let record = r#"{"tickets": [{"ticketNo": 12, "headline": "The sieve tore", "grade": "Gelb", "machines": [{"name": "sieve"}], "begin": "2025-03-01T10:00:00Z",
        "end": "2025-03-01T11:00:00Z", "harm": "No flour", "shift": "early", "log": [{"when": "2025-03-01T10:05:00Z", "who": "Jo", "what": "first_look", "text": "It is torn"}],
        "todo": ["Buy a sieve"], "mood": "grim"}]}"#;
    project.write("a.json", record);
    import(&project, "json", &["--mapping", "mill.toml", "a.json"]);
    let written = std::fs::read_to_string(project.root().join("content/2025/MILL-12.toml")).unwrap();
    for lines in [
        "title = \"The sieve tore\"\nseverity = \"sev3\"",
        "services = [\"sieve\"]",
        "started = 2025-03-01T10:00:00Z\nresolved = 2025-03-01T11:00:00Z",
        "customer = \"No flour\"",
        "shift = \"early\"",
        "event = \"First look: It is torn\"\nby = \"Jo\"",
        "title = \"Buy a sieve\"",
        "- **Mood:** grim",
    ] {
        assert!(written.contains(lines), "{lines}: {written}");
    }
}

#[test]
fn an_invalid_mapping_is_a_located_error() {
    let cases = [
        ("record = 1\n", "invalid type"),
        ("record = \"a\"\nrecrods = []\n", "recrods"),
        ("record = \"a\"\n[incident]\ntitel = \"x\"\n", "no key \"titel\": did you mean \"title\"?"),
        ("record = \"a\"\n[incident]\nimpact.custumer = \"x\"\n", "no key \"impact.custumer\": did you mean \"customer\"?"),
        ("record = \"a\"\n[[timeline]]\nrecords = \"x\"\nwhen = \"y\"\n", "no key \"when\""),
        ("record = \"a\"\n[incident]\ntitle = { path = \"x\", pattern = \"(\" }\n", "title"),
        ("record = \"a\"\n[incident]\ntitle = { paths = \"x\" }\n", "title: a rule is a path"),
        ("record = \"a\"\n[incident]\ntitle = \"a[b\"\n", "title"),
        ("record = \n", "TOML parse error"),
    ];
    for (mapping, words) in cases {
        let project = Project::new();
        project.write("m.toml", mapping).write("a.json", "{}");
        let run = project.run(&["import", "json", "--mapping", "m.toml", "a.json"]);
        assert!(
            run.code == 2 && run.stderr.contains("m.toml is not a valid mapping") && run.stderr.contains(words),
            "{mapping}: {}",
            run.stderr
        );
    }
    let project = Project::new();
    project.write("m.toml", OWN).write("a.json", "{}");
    for (args, words) in [
        (&["import", "json", "a.json"][..], "json needs --mapping FILE"),
        (&["import", "github", "--mapping", "m.toml", "a.json"], "github has no use for --mapping"),
        (&["import", "github", "--slack-users", "m.toml", "a.json"], "--slack-users names the people of a channel"),
    ] {
        let run = project.run(args);
        assert!(run.code == 2 && run.stderr.contains(words), "{args:?}: {}", run.stderr);
    }
}

#[test]
fn a_slack_channel_is_a_timeline_for_every_format() {
    let (channel, users) = (fixture("slack.json"), fixture("slack-users.json"));
    for (format, name) in DOCUMENTS.into_iter().filter(|(format, _)| !matches!(*format, "csv" | "pir-json")) {
        let project = Project::new();
        let args = ["--timeline", channel.to_str().unwrap(), "--slack-users", users.to_str().unwrap()];
        let file = fixture(name);
        let all = [
            &["import", format, "--dry-run", "--severity", "sev3", "--started", "2025-03-08", file.to_str().unwrap()],
            &args[..],
        ];
        let run = project.run(&all.concat());
        assert_eq!(run.code, 0, "{format} {name}: {}", run.stderr);
        for lines in [
            "at = 2025-03-08T09:01:00Z\nevent = \"The lamp of #lighthouse is **dark** & cold, see [the graph](https://lamp.example/graph)\"\nby = \"Ada Brandt\"\nsource = \"Slack\"",
            "event = \"@Ada Brandt the bulb is new, light is back\"\nby = \"Ben Okafor\"",
        ] {
            assert!(run.stdout.contains(lines), "{format}: {lines}: {}", run.stdout);
        }
        assert!(!run.stdout.contains("joined") && !run.stdout.contains("Build 7"), "{}", run.stdout);
        assert!(run.stdout.contains("source = \"Slack\"\nvisibility = \"internal\""), "{}", run.stdout);
        let count = "dropped: 1 notice of the channel (a join, a topic), 1 message of a bot, 3 reactions";
        assert!(run.stderr.contains(count), "{format}: {}", run.stderr);
    }
    let run = Project::new().run(&[
        "import",
        "csv",
        fixture("spreadsheet.csv").to_str().unwrap(),
        "--timeline",
        channel.to_str().unwrap(),
    ]);
    assert!(run.code == 2 && run.stderr.contains("csv has no use for --timeline"), "{}", run.stderr);
}
