//! What tools put into their records, and no review should have: HTML, placeholders, boxes that nobody ticked, contacts, credentials.

use pir_site::config::Config;
use pir_site::import::toml::{Remarks, write};
use pir_site::import::{Document, Format};

use super::freeform::imported_text;
use super::options;
use crate::project::{Project, Run, tree};

/// Imports a text of a format, and returns what the command did and the files.
fn imported(format: &str, text: &str, args: &[&str]) -> (Run, String) {
    let project = Project::new();
    project.write("a", text);
    let given = ["import", format, "a", "--severity", "sev3", "--started", "2024-03-05"];
    let run = project.run(&[&given, args].concat());
    let files = tree(&project.root().join("content"));
    (run, files.into_values().map(|bytes| String::from_utf8(bytes).unwrap()).collect())
}

const HTML: &str = "<p>Fixed.</p><p>See <a href=\\\"https://e.example/?a=1&amp;b=2\\\">the report</a>.<br />Thanks, <b>all</b> \
                    <img width=\\\"3\\\" alt=\\\"Rate\\\" src=\\\"https://e.example/r.png\\\"></p>";

#[test]
fn html_of_any_source_is_markdown() {
    let json = HTML;
    let plain = HTML.replace("\\\"", "\"");
    let quoted = plain.replace('"', "\"\"");
    let sources = [
        (
            "statuspage",
            format!(r#"{{"name": "A", "incident_updates": [{{"body": "{json}", "display_at": "2024-03-05T14:00:00Z"}}]}}"#),
        ),
        ("statuspage", format!(r#"{{"name": "A", "postmortem_body": "{json}"}}"#)),
        ("pagerduty", format!(r#"{{"title": "A", "notes": [{{"content": "{json}", "created_at": "2024-03-05T14:00:00Z"}}]}}"#)),
        ("github", format!(r#"{{"title": "A", "number": 7, "body": "{json}"}}"#)),
        (
            "github",
            format!(r#"{{"title": "A", "number": 7, "comments": [{{"body": "{json}", "created_at": "2024-03-05T14:00:00Z"}}]}}"#),
        ),
        ("pir-json", format!(r#"{{"title": "A", "description": "{json}"}}"#)),
        ("markdown", format!("# A\n\n## Summary\n\n{plain}\n")),
        ("markdown", format!("---\nsummary: '{plain}'\n---\n# A\n")),
        ("csv", format!("title,summary\nA,\"{quoted}\"\n")),
        ("csv", format!("title,Story\nA,\"{quoted}\"\n")),
    ];
    for (format, text) in sources {
        let (run, written) = imported(format, &text, &[]);
        assert_eq!(run.code, 0, "{format}: {}", run.stderr);
        for words in ["Fixed.", "[the report](https://e.example/?a=1&b=2)", "**all**", "![Rate](https://e.example/r.png)"] {
            assert!(written.contains(words), "{format}: {words}: {written}");
        }
        for tag in ["<p", "<a ", "<br", "<b>", "<img", "</"] {
            assert!(!written.contains(tag), "{format}: {tag}: {written}");
        }
        assert!(run.stderr.contains("https://e.example/r.png is on another host"), "{format}: {}", run.stderr);
    }
}

/// Bodies in HTML as JSON and as CSV quote them, and what is read of them.
const BLOCKS: [(&str, &str); 8] = [
    ("<pre><code>a  b\nc</code></pre>", "```\na  b\nc\n```"),
    ("<table><tr><th>h</th><th>i</th></tr><tr><td>1</td><td>2</td></tr></table>", "| h | i |\n|---|---|\n| 1 | 2 |"),
    ("<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>", "1. a\n   - b\n2. c"),
    ("<ul><li>a</li><li>b</li></ul>", "- a\n- b"),
    ("- a\n- b", "- a\n- b"),
    ("<h3>a</h3>b", "### a\n\nb"),
    ("<code>&lt;div&gt;</code>", "`<div>`"),
    (
        "x <iframe src='https://e.example/v'></iframe><input><svg><path d='M0'/></svg><o:p>y</o:p><b> bold </b><b></b>",
        "y **bold**",
    ),
];

#[test]
fn html_blocks_begin_on_a_line_of_their_own_behind_a_label() {
    for (body, expected) in BLOCKS {
        let json = body.replace('\n', "\\n");
        let update = format!(r#"{{"body": "{json}", "status": "resolved", "display_at": "2024-03-05T14:00:00Z"}}"#);
        let sources = [
            ("statuspage", format!(r#"{{"name": "A", "incident_updates": [{update}]}}"#)),
            ("github", format!(r#"{{"title": "A", "number": 7, "weather": "{json}"}}"#)),
            ("csv", format!("title,summary\nA,\"{body}\"\n")),
        ];
        for (format, text) in sources {
            let (run, written) = imported(format, &text, &[]);
            assert_eq!(run.code, 0, "{format}: {}", run.stderr);
            let lines: Vec<&str> = written.lines().map(str::trim_start).collect();
            let expected: Vec<&str> = expected.lines().map(str::trim_start).collect();
            let is_inline = expected.len() == 1;
            let found = lines.windows(expected.len()).any(|lines| {
                let last = lines.len() - 1;
                lines.iter().zip(&expected).enumerate().all(|(at, (line, expected))| match at {
                    _ if is_inline => line.contains(expected),
                    // The delimiters of a text of a TOML file stand on its first and its last line.
                    0 => line.trim_start_matches(|c| c != expected.chars().next().unwrap()) == *expected && !line.contains("**"),
                    at if at == last => line.trim_end_matches(['"', '\'']) == *expected,
                    _ => line == expected,
                })
            });
            assert!(found, "{format}: {body}: {written}");
        }
    }
}

#[test]
fn comments_in_any_source_are_comments_of_the_file() {
    let body = "x <!-- todo: internal --> y";
    for (format, text) in [
        (
            "statuspage",
            format!(r#"{{"name": "A", "incident_updates": [{{"body": "{body}", "display_at": "2024-03-05T14:00:00Z"}}]}}"#),
        ),
        ("statuspage", format!(r#"{{"name": "A", "weather": "{body}"}}"#)),
        ("pagerduty", format!(r#"{{"title": "A", "notes": [{{"content": "{body}", "created_at": "2024-03-05T14:00:00Z"}}]}}"#)),
        ("github", format!(r#"{{"title": "A", "number": 7, "body": "{body}"}}"#)),
        (
            "github",
            format!(r#"{{"title": "A", "number": 7, "comments": [{{"body": "{body}", "created_at": "2024-03-05T14:00:00Z"}}]}}"#),
        ),
        ("pir-json", format!(r#"{{"title": "A", "description": "{body}"}}"#)),
        ("markdown", format!("# A\n\n## Summary\n\n{body}\n")),
        ("csv", format!("title,summary\nA,{body}\n")),
        ("csv", format!("title,weather\nA,{body}\n")),
    ] {
        let (run, written) = imported(format, &text, &[]);
        let (comments, rest): (Vec<&str>, Vec<&str>) = written.lines().partition(|line| line.starts_with('#'));
        assert!(!rest.join("\n").contains("todo"), "{format}: {}\n{written}", run.stderr);
        assert!(comments.join("\n").contains("a comment of the source: todo: internal"), "{format}: {written}");
    }
}

#[test]
fn html_in_a_title_is_plain_text() {
    let title = "N <b>x</b> &amp; y";
    for (format, text) in [
        ("statuspage", format!(r#"{{"name": "{title}", "incident_updates": []}}"#)),
        ("pagerduty", format!(r#"{{"title": "{title}", "urgency": "high", "incident_number": 1}}"#)),
        ("github", format!(r#"{{"title": "{title}", "number": 7}}"#)),
        ("pir-json", format!(r#"{{"title": "{title}", "description": "a"}}"#)),
        ("pir-json", format!(r#"{{"title": "A", "description": "a", "action_items": [{{"title": "{title}"}}]}}"#)),
        ("markdown", format!("# {title}\n\n## Summary\n\na\n")),
        ("csv", format!("title,summary\n{title},a\n")),
    ] {
        let (run, written) = imported(format, &text, &[]);
        assert!(written.contains("title = \"N x & y\""), "{format}: {}\n{written}", run.stderr);
    }
    let (_, written) = imported("github", r#"{"title": "Set __all__ in *.py", "number": 7}"#, &[]);
    assert!(written.contains("title = \"Set __all__ in *.py\""), "{written}");
}

#[test]
fn text_that_only_looks_like_html_is_kept() {
    let text = "# A\n\n## Summary\n\nSet `<b>` in Vec<String>, see <https://e.example>: 1 < 2.\n\n```\n<p>x</p>\n```\n";
    let (_, written) = imported("markdown", text, &[]);
    for words in ["`<b>`", "Vec<String>", "<https://e.example>", "1 < 2", "<p>x</p>"] {
        assert!(written.contains(words), "{words}: {written}");
    }
}

#[test]
fn a_placeholder_is_dropped_wherever_it_stands() {
    let placeholder = ["_No response_", "**N/A**", "TBD", "<TBD>", "No response."];
    for nothing in placeholder {
        let places = [
            ("markdown", format!("# A\n\n### Anything else?\n\n{nothing}\n")),
            ("markdown", format!("# A\n\n## Impact\n\nBad.\n\n### Numbers nobody knows\n\n{nothing}\n")),
            ("markdown", format!("# A\n\n## Unknown part\n\nWords.\n\n### More\n\n#### Yet more\n\n{nothing}\n")),
            ("markdown", format!("# A\n\n**Weather:** {nothing}\n")),
            (
                "markdown",
                format!("# A\n\n## Timeline\n\n| Time | Event | Who |\n|---|---|---|\n| 14:00 | It broke | {nothing} |\n"),
            ),
            ("markdown", format!("# A\n\n## Responders\n\n| Name | Role |\n|---|---|\n| {nothing} | Scribe |\n| Ada | Lead |\n")),
            ("markdown", format!("# A\n\n**Services:** api, {nothing}\n")),
            ("markdown", format!("# A\n\n## Links\n\n- Dashboard: {nothing}\n")),
            ("markdown", format!("# A\n\n## 5 Whys\n\n**Why 1:** Why did it break?\n**Answer:** {nothing}\n")),
            ("github", format!("{{\"title\": \"A\", \"number\": 7, \"body\": \"### Anything else?\\n\\n{nothing}\\n\"}}")),
            ("statuspage", format!("{{\"name\": \"A\", \"postmortem_body\": \"{nothing}\"}}")),
            ("csv", format!("title,Weather\nA,{nothing}\n")),
        ];
        for (format, text) in places {
            let (run, written) = imported(format, &text, &[]);
            assert_eq!(run.code, 0, "{text}: {}", run.stderr);
            let inner = nothing.trim_matches(['_', '*', '<', '>', '.']);
            assert!(!written.contains(inner), "{text}: {written}");
        }
    }
}

#[test]
fn unticked_checkboxes_are_not_imported() {
    let boxes = "- [X] api\n- [ ] web\n- [x] billing, old";
    let lists = [
        ("Affected services", "services = [\"api\", \"billing, old\"]"),
        ("Teams", "teams = [\"api\", \"billing, old\"]"),
        ("Tags", "tags = [\"api\", \"billing, old\"]"),
        ("Regions", "regions = [\"api\", \"billing, old\"]"),
        ("Reviewers", "approvers = [\"api\", \"billing, old\"]"),
        ("Responders", "name = \"billing, old\""),
        ("Root cause", "cause = \"billing, old\""),
        ("Contributing factors", "cause = \"api\""),
    ];
    for (heading, expected) in lists {
        let text = format!("# A\n\n### {heading}\n\n{boxes}\n");
        let (run, written) = imported_text(&text, &["--severity", "sev3", "--started", "2024-03-05"]);
        assert!(written.contains(expected), "{heading}: {}\n{written}", run.stderr);
        assert!(!written.contains("web") && !written.contains("[ ]") && !written.contains("[X]"), "{heading}: {written}");
        assert!(run.stderr.contains("\"web\" is not ticked"), "{heading}: {}", run.stderr);
    }
    let choice = "# A\n\n### Severity\n\n- [ ] sev1\n- [x] sev2\n\n### Was data lost?\n\n- [ ] Yes\n- [x] No\n\n### Data loss\n\n- [ ] Yes\n- [x] No\n";
    let (run, written) = imported_text(choice, &["--started", "2024-03-05"]);
    assert!(written.contains("severity = \"sev2\"") && written.contains("data_lost = false"), "{}\n{written}", run.stderr);
    // Where tasks are what is to be done, or what was learned, an open one is as good as any other.
    let tasks = "# A\n\n## Action items\n\n- [ ] Limit it\n\n## Lessons learned\n\n- [ ] Look at limits\n";
    let (_, written) = imported_text(tasks, &["--severity", "sev3", "--started", "2024-03-05"]);
    assert!(written.contains("title = \"Limit it\"") && written.contains("Look at limits"), "{written}");
}

#[test]
fn only_what_is_ticked_in_a_cell_of_a_table_is_imported() {
    for cell in ["- [x] api; - [ ] web", "[x] api, [ ] web", "- [x] api\n- [ ] web", "☑ api ☐ web", "[ ] web / [x] api"] {
        let (report, written) = read("csv", &format!("title,started,services\nT,2024-01-01,\"{cell}\"\n"));
        assert!(written.contains("services = [\"api\"]") && report.contains("\"web\" is not ticked"), "{cell}: {written}");
    }
}

#[test]
fn a_table_of_names_gives_the_names_and_of_a_column_that_says_so_those_that_are_meant() {
    let names = [
        ("Affected services", "services"),
        ("Teams", "teams"),
        ("Tags", "tags"),
        ("Regions", "regions"),
        ("Reviewers", "approvers"),
    ];
    let tables = [
        ("| Name | Affected |\n|---|---|\n| api | yes |\n| web | no |\n| `db` | ✅ |", "[\"api\", \"db\"]", None),
        ("| Name |\n|---|\n| api |\n| db |", "[\"api\", \"db\"]", None),
        ("| Name | Impact |\n|---|---|\n| api | 50% of requests |\n| web | None |", "[\"api\"]", Some("50% of requests")),
        ("| Affected? | Name |\n|---|---|\n| [x] | api |\n| [ ] | web |", "[\"api\"]", None),
        ("| Name | Since |\n|---|---|\n| api | Tuesday |", "[\"api\"]", Some("Tuesday")),
    ];
    for (heading, key) in names {
        for (table, expected, more) in tables {
            for text in [format!("## {heading}\n\n{table}\n"), format!("**{heading}:**\n\n{table}\n")] {
                let (_, written) = read("markdown", &format!("# A\n\n{text}"));
                assert!(written.contains(&format!("{key} = {expected}")), "{text}: {written}");
                assert_eq!(written.contains("body = "), more.is_some(), "{text}: {written}");
                assert!(more.is_none_or(|more| written.contains(more)), "{text}: {written}");
            }
        }
    }
    let (_, written) = read("markdown", "# A\n\n## Services\n\nThese:\n\n| Name |\n|---|\n| api |\n");
    assert!(!written.contains("\"|") && written.contains("| api |"), "{written}");
}

#[test]
fn a_list_below_the_name_of_a_fact_is_its_value() {
    for (name, key) in [("Services", "services"), ("Teams", "teams"), ("Tags", "tags"), ("Regions affected", "regions")] {
        for name in [
            format!("**{name}:**\n"),
            format!("**{name}**:\n\n"),
            format!("{name}:\n"),
            format!("**Severity:** sev2\n**{name}:**\n"),
        ] {
            let (report, written) = read("markdown", &format!("# A\n\n{name}- [x] api\n- [ ] web\n- [x] db\n\nA text.\n"));
            assert!(written.contains(&format!("{key} = [\"api\", \"db\"]")), "{name}: {written}");
            assert!(written.contains("summary = \"A text.\"") && report.contains("\"web\" is not ticked"), "{name}: {written}");
        }
    }
    let (_, written) = read(
        "markdown",
        "# A\n\n**Vendors:**\n\n- one\n- two\n\n**On call:**\n- **Incident commander:** Ada\n\n## Impact\n\nSome.\n",
    );
    assert!(written.contains("title = \"Vendors\"") && !written.contains("summary"), "{written}");
    assert!(written.contains("commander = \"Ada\""), "{written}");
}

#[test]
fn a_table_of_contacts_is_internal_wherever_it_stands() {
    let table = "| Bridge | +49 30 1234567 | x |\n|---|---|---|\n| PIN | 9876 | y |\n";
    for before in [
        "",
        "## Summary\n\nA text.\n\n",
        "## Impact\n\n",
        "## What happened\n\n",
        "## Metadata\n\n",
        "## Resolution\n\n",
        "## Detection\n\n",
    ] {
        let text = format!("# A\n\n{before}{table}\nMore.\n");
        assert_private("markdown", &text, "9876", "\"table\" may be a contact or a credential");
    }
    let (_, written) = read("markdown", "# A\n\n| Host | Errors | x |\n|---|---|---|\n| a | 9876 | y |\n");
    assert!(written.contains("summary") && !written.contains("internal"), "{written}");
}

const SECRETS: [(&str, &str); 9] = [
    ("callback", "+1-415-555-0100,,,,1234#"),
    ("reach", "maren@example.com"),
    ("call", "https://meet.example.com/abc?pwd=123"),
    ("room", "https://zoom.us/j/99887766"),
    ("phone", "extension 4711"),
    ("door_pin", "8231"),
    ("telegram", "canarytg"),
    ("matrix", "@canary:matrix.example.org"),
    ("iban", "DE89370400440532013000"),
];

#[test]
fn an_unknown_key_that_may_hold_a_contact_or_a_credential_is_not_published() {
    for (key, value) in SECRETS {
        let pair = format!("{{\"{key}\": \"{value}\"}}");
        let time = "\"created_at\": \"2024-03-05T14:00:00Z\"";
        let sources = [
            ("pagerduty", format!("{{\"title\": \"A\", \"x\": {pair}}}")),
            (
                "pagerduty",
                format!(
                    "{{\"title\": \"A\", \"log_entries\": [{{\"type\": \"notify_log_entry\", {time}, \"channel\": {{\"deep\": [{pair}]}}}}]}}"
                ),
            ),
            ("statuspage", format!("{{\"name\": \"A\", \"x\": [{pair}]}}")),
            ("statuspage", format!("{{\"name\": \"A\", \"incident_updates\": [{{\"body\": \"b\", {time}, \"x\": {pair}}}]}}")),
            ("github", format!("{{\"title\": \"A\", \"number\": 7, \"x\": {pair}}}")),
            ("pir-json", format!("{{\"title\": \"A\", \"{key}\": \"{value}\", \"response_details\": {pair}}}")),
            (
                "pir-json",
                format!(
                    "{{\"title\": \"A\", \"events\": [{{\"time\": \"2024-03-05T14:00:00Z\", \"event\": \"e\", \"x\": {pair}}}]}}"
                ),
            ),
            ("pir-json", format!("{{\"title\": \"A\", \"actions\": [{{\"title\": \"e\", \"x\": {pair}}}]}}")),
            ("pir-json", format!("{{\"title\": \"A\", \"responders\": [{{\"name\": \"e\", \"x\": {pair}}}]}}")),
            ("csv", format!("title,{key}\nA,\"{value}\"\n")),
            ("markdown", format!("---\n{key}: '{value}'\n---\n# A\n")),
            ("markdown", format!("# A\n\n**{key}:** {value}\n")),
            ("markdown", format!("# A\n\n## {key}\n\n{value}\n")),
            ("markdown", format!("# A\n\n## Timeline\n\n| Time | Event | {key} |\n|---|---|---|\n| 14:00 | e | {value} |\n")),
            ("markdown", format!("# A\n\n## Actions\n\n| Task | {key} |\n|---|---|\n| e | {value} |\n")),
        ];
        for (format, text) in sources {
            let (run, written) = imported(format, &text, &[]);
            assert_eq!(run.code, 0, "{text}: {}", run.stderr);
            let incident: toml::Table = toml::from_str(&written).unwrap();
            let public = public(incident).to_string();
            assert!(!public.contains(value), "{format}: {text}\n{written}");
            assert!(run.stderr.contains("contact or a credential"), "{text}: {}", run.stderr);
        }
    }
}

/// An incident without what is internal.
fn public(incident: toml::Table) -> toml::Table {
    let is_public = |value: &toml::Value| value.get("visibility").and_then(toml::Value::as_str) != Some("internal");
    let without = |value: toml::Value| match value {
        toml::Value::Array(values) => toml::Value::Array(values.into_iter().filter(is_public).collect()),
        value => value,
    };
    incident.into_iter().map(|(key, value)| (key, without(value))).collect()
}

#[test]
fn values_that_are_no_contacts_stay_public() {
    let text = r#"{"title": "A", "weather": "fog", "incident_number": 4711, "at_risk": "45,000", "seen": "2024-03-15 14:30", "pager": "K-7"}"#;
    let (run, written) = imported("pagerduty", text, &[]);
    assert!(!written.contains("internal") && !run.stderr.contains("contact"), "{written}");
    for words in ["fog", "4711", "45,000", "2024-03-15 14:30", "K-7"] {
        assert!(written.contains(words), "{words}: {written}");
    }
}

/// The same value under names that stand beside it, or around it.
const NAMED: [&str; 14] = [
    r#"{"name": "PIN", "value": "9876"}"#,
    r#"{"name": "On-call phone", "value": 9876}"#,
    r#"{"key": "password", "value": "9876"}"#,
    r#"{"label": "API token", "val": ["9876"]}"#,
    r#"{"title": "Slack webhook", "value": "9876", "short": true}"#,
    r#"{"question": "Bridge PIN?", "answer": "9876"}"#,
    r#"{"fieldName": "PIN", "fieldValue": "9876"}"#,
    r#"{"display_name": "Dial-in", "values": [{"value_text": "9876"}]}"#,
    r#"{"form_field": {"name": "PIN"}, "value": "9876"}"#,
    r#"{"custom_field": {"id": "x", "label": "Access code"}, "values": [{"value_text": "9876"}]}"#,
    r#"{"type": "phone", "number": 9876}"#,
    r#"["PIN", "9876"]"#,
    r#"{"pin": {"value": "9876"}}"#,
    r#"{"access_code": "9876"}"#,
];

#[test]
fn a_value_whose_name_stands_beside_it_is_not_published() {
    let time = "\"created_at\": \"2024-03-05T14:00:00Z\"";
    for pair in NAMED {
        let sources = [
            ("pagerduty", format!("{{\"title\": \"A\", \"incident_key\": \"k\", \"x\": [{pair}]}}")),
            ("statuspage", format!("{{\"name\": \"A\", \"x\": [{pair}]}}")),
            ("statuspage", format!("{{\"name\": \"A\", \"incident_updates\": [{{\"body\": \"b\", {time}, \"x\": [{pair}]}}]}}")),
            ("opsgenie", format!("{{\"message\": \"A\", \"tinyId\": \"1\", \"x\": [{pair}]}}")),
            ("incident-io", format!("{{\"name\": \"A\", \"reference\": \"INC-1\", \"x\": [{pair}]}}")),
            ("firehydrant", format!("{{\"name\": \"A\", \"x\": [{pair}]}}")),
            ("rootly", format!("{{\"attributes\": {{\"title\": \"A\"}}, \"form_field_selections\": [{pair}]}}")),
            ("jira", format!("{{\"key\": \"A-1\", \"fields\": {{\"summary\": \"A\", \"customfield_1\": [{pair}]}}}}")),
            ("gitlab", format!("{{\"iid\": 1, \"title\": \"A\", \"x\": [{pair}]}}")),
            ("github", format!("{{\"title\": \"A\", \"number\": 7, \"x\": [{pair}]}}")),
            ("pir-json", format!("{{\"title\": \"A\", \"severity\": \"sev3\", \"x\": {{\"y\": [{pair}]}}}}")),
            ("pir-json", format!("{{\"title\": \"A\", \"actions\": [{{\"title\": \"e\", \"x\": [{pair}]}}]}}")),
        ];
        for (format, text) in sources {
            assert_private(format, &text, "9876", "contact or a credential");
        }
    }
    let (_, written) = read("pagerduty", r#"{"title": "A", "incident_key": "k", "x": [{"name": "Weather", "value": "fog"}]}"#);
    assert!(written.contains("fog") && !written.contains("internal"), "{written}");
}

#[test]
fn custom_fields_that_a_format_knows_are_not_published_if_they_may_be_private() {
    for (name, value) in [
        ("bridge", "https://zoom.us/j/1?pwd=abcDEF"),
        ("on_call_number", "+49 30 1234567"),
        ("Where to meet", "https://meet.jit.si/Room"),
        ("PIN", "secret9"),
    ] {
        let entry = format!(r#"{{"custom_field": {{"name": "{name}"}}, "values": [{{"value_text": "{value}"}}]}}"#);
        let text = format!(r#"{{"incident": {{"name": "A", "reference": "INC-1", "custom_field_entries": [{entry}]}}}}"#);
        assert_private("incident-io", &text, value, "contact or a credential");
    }
}

#[test]
fn what_a_source_says_is_not_for_everybody_is_internal() {
    let time = "\"created_at\": \"2024-03-05T14:00:00Z\"";
    let marks = [
        r#""internal": true"#,
        r#""confidential": true"#,
        r#""private": "true""#,
        r#""is_private": true"#,
        r#""public": false"#,
        r#""jsdPublic": false"#,
        r#""visibility": "private""#,
        r#""visibility": {"type": "role", "value": "Administrators"}"#,
        r#""properties": [{"key": "sd.public.comment", "value": {"internal": true}}]"#,
    ];
    for mark in marks {
        let lists = [
            ("gitlab", format!("{{\"iid\": 1, \"title\": \"A\", \"notes\": [{{\"body\": \"MARKED\", {time}, {mark}}}]}}")),
            ("gitlab", format!("{{\"iid\": 1, \"title\": \"A\", \"notes\": [{{\"body\": \"MARKED\", {mark}}}]}}")),
            (
                "github",
                format!(
                    "{{\"number\": 1, \"title\": \"A\", \"user\": {{}}, \"comments\": [{{\"body\": \"MARKED\", {time}, {mark}}}]}}"
                ),
            ),
            (
                "jira",
                format!(
                    "{{\"key\": \"A-1\", \"fields\": {{\"summary\": \"A\", \"comment\": {{\"comments\": [{{\"body\": \"MARKED\", \"created\": \"2024-03-05T14:00:00Z\", {mark}}}]}}}}}}"
                ),
            ),
            (
                "opsgenie",
                format!(
                    "{{\"message\": \"A\", \"tinyId\": \"1\", \"notes\": [{{\"note\": \"MARKED\", \"createdAt\": \"2024-03-05T14:00:00Z\", {mark}}}]}}"
                ),
            ),
            (
                "pagerduty",
                format!(
                    "{{\"title\": \"A\", \"incident_key\": \"k\", \"notes\": [{{\"content\": \"MARKED\", {time}, {mark}}}]}}"
                ),
            ),
            ("statuspage", format!("{{\"name\": \"A\", \"incident_updates\": [{{\"body\": \"MARKED\", {time}, {mark}}}]}}")),
            (
                "pir-json",
                format!(
                    "{{\"title\": \"A\", \"events\": [{{\"event\": \"MARKED\", \"time\": \"2024-03-05T14:00:00Z\", {mark}}}]}}"
                ),
            ),
            ("pir-json", format!("{{\"title\": \"A\", \"actions\": [{{\"title\": \"MARKED\", {mark}}}]}}")),
            (
                "pagerduty",
                format!("{{\"title\": \"A\", \"incident_key\": \"k\", \"remarks\": [{{\"text\": \"MARKED\", {mark}}}]}}"),
            ),
        ];
        for (format, text) in lists {
            assert_private(format, &text, "MARKED", "internal");
            let plain = text.replace(&format!(", {mark}"), "");
            let (_, written) = read(format, &plain);
            assert!(!written.contains("internal"), "{plain}\n{written}");
        }
    }
    let records = [
        ("gitlab", r#"{"iid": 1, "title": "A", "confidential": true}"#),
        ("incident-io", r#"{"name": "A", "reference": "INC-1", "visibility": "private"}"#),
        ("firehydrant", r#"{"name": "A", "restricted": true}"#),
        ("rootly", r#"{"attributes": {"title": "A", "private": true}}"#),
        ("jira", r#"{"key": "A-1", "fields": {"summary": "A", "security": {"name": "Staff"}}}"#),
        ("pir-json", r#"{"title": "A", "visibility": "internal"}"#),
    ];
    for (format, text) in records {
        let (report, written) = read(format, text);
        let incident: toml::Table = toml::from_str(&written).unwrap();
        assert_eq!(incident.get("visibility").and_then(toml::Value::as_str), Some("internal"), "{format}: {report}");
    }
}

/// Imports a text, and returns the report and the file.
fn read(format: &str, text: &str) -> (String, String) {
    let config = Config::default();
    let options = options(&config);
    let format = Format::named(format).unwrap();
    let import = format.import(&Document { name: "a", text }, &options);
    let [imported] = import.incidents.as_slice() else { panic!("{text}: {:?}", import.errors) };
    let report = imported.notes.iter().map(|note| format!("{}\n", note.message)).collect();
    (report, write(&imported.incident, &Remarks { schema: None, comments: Vec::new() }))
}

/// Asserts that a text is kept or dropped, with a word in the report, and is not published.
fn assert_private(format: &str, text: &str, value: &str, words: &str) {
    let (report, written) = read(format, text);
    let public = public(toml::from_str(&written).unwrap()).to_string();
    assert!(!public.contains(value), "{format}: {text}\n{written}");
    assert!(report.contains(words) && !report.contains(value), "{format}: {text}: {report}");
}

#[test]
fn a_section_with_a_table_of_contacts_is_internal_and_one_of_figures_is_public() {
    let text = "# A\n\n**Date:** 2024-03-05\n\n## Odds and ends\n\n| Name | Value |\n|---|---|\n| Pager PIN | 9876 |\n\n\
                ## Hosts\n\n| Host | IP address | Requests |\n|---|---|---|\n| a | 10.0.3.77 | 9876 req |\n";
    let project = Project::new();
    project.write("a.md", text);
    let run = project.run(&["import", "markdown", "--dry-run", "--severity", "sev3", "a.md"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let (_, sections) = run.stdout.split_once("Odds and ends").unwrap();
    let (private, public) = sections.split_once("Hosts").unwrap();
    assert!(private.contains("visibility = \"internal\""), "{}", run.stdout);
    assert!(!public.contains("visibility"), "{}", run.stdout);
}

#[test]
fn a_detection_method_that_is_not_ticked_decides_nothing() {
    let project = Project::new();
    let head = "# A\n\n**Severity:** SEV2\n**Date:** 2024-03-05\n\n";
    project.write("d.md", format!("{head}### Detection method\n\n- [ ] Monitoring\n- [x] Customer\n"));
    let run = project.run(&["import", "markdown", "d.md", "--dry-run"]);
    assert!(run.stdout.contains("method = \"customer\"") && !run.stdout.contains("onitoring"), "{}", run.stdout);
    assert!(run.stderr.contains("\"Monitoring\" is not ticked"), "{}", run.stderr);
}

#[test]
fn a_time_with_a_t_before_it_is_a_time_of_day_and_one_with_a_sign_is_relative() {
    let project = Project::new();
    let times = ["09:05", "T09:44", "10:02Z", "T10:30Z", "T+2h"];
    let rows: String = times.iter().map(|time| format!("| {time} | seen |\n")).collect();
    project.write(
        "t.md",
        format!("# A\n\n**Severity:** SEV2\n**Date:** 2024-03-05\n\n## Timeline\n\n| Time | Event |\n|---|---|\n{rows}"),
    );
    let run = project.run(&["import", "markdown", "t.md", "--dry-run", "--time-zone", "UTC"]);
    let at: Vec<&str> = run.stdout.lines().filter_map(|line| line.strip_prefix("at = 2024-03-05T")).collect();
    let at: Vec<&str> = at.iter().map(|at| &at[..5]).collect();
    assert_eq!(at, ["09:05", "09:44", "10:02", "10:30", "11:05"], "{}", run.stdout);
}
