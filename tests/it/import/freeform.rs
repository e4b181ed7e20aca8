//! Postmortems in free Markdown: each template and each odd one becomes the file that a person would write, and none loses a word.

use std::collections::BTreeSet;

use super::facts::{assert_tells, imported};
use super::{fixture, text};
use crate::project::{Project, has_extension, tree};

/// The name of each fixture, and what of it is in no file: names of parts that became keys, and marks of the document.
const POSTMORTEMS: [(&str, &[&str]); 9] = [
    ("2024-11-02-mail-from-nowhere.md", &["Severity", "Status", "Owner", "Time zone", "Europe/Helsinki", "Attendees"]),
    ("atlassian.md", &["Postmortem", "Incident key", "Incident commander", "Start", "End", "Affected services"]),
    ("bold-headings.md", &["Postmortem", "Incident ID", "Date", "Why 1", "Why 2", "Answer", "UTC", "br", "Moderate"]),
    (
        "gitlab.md",
        &[
            "Service(s) affected",
            "Team attribution",
            "Minutes downtime or degradation",
            "Question",
            "Answer",
            "What was the impact",
            "Who was impacted",
            "How many customers were affected",
            "Corrective action",
            "Assignee",
            "Issue",
            "What can be improved",
            "details",
            "summary",
            "UTC",
            "closed",
            "Impact & Metrics",
            "Due date",
        ],
    ),
    (
        "google.md",
        &[
            "Postmortem",
            "incident",
            "Date",
            "Action Item",
            "Bug",
            "n/a",
            "DONE",
            "Carillon Bell Ringer Postmortem",
            "TODO",
            "all times UTC",
            "supporting information",
            "SEV-2",
            "Root Causes",
            "x",
        ],
    ),
    (
        "issue-form.md",
        &[
            "about",
            "assignees",
            "Postmortem",
            "No response",
            "labels",
            "How was it detected",
            "region",
            "Contributing factor",
            "s",
            "x",
        ],
    ),
    (
        "messy.md",
        &[
            "RCA",
            "Sev",
            "P2",
            "IC",
            "Systems",
            "High priority",
            "Process",
            "PT",
            "12-hour clock",
            "TL",
            "DR",
            "Mar",
            "Tue",
            "Wed",
            "Thu",
            "PM",
            "AM",
            "PST",
            "AM PST",
            "9 AM",
            "Mar 6",
            "Mar 7",
            "due",
            "x",
        ],
    ),
    (
        "pagerduty.md",
        &[
            "Postmortem Owner",
            "Meeting Scheduled For",
            "Call Recording",
            "Customers affected",
            "Support Requests Raised",
            "All times in PT",
            "due",
            "August 20",
            "How'd We Do",
            "Scribe",
            "PM",
            "x",
        ],
    ),
    (
        "toml-front-matter.md",
        &["draft", "false", "date", "time_zone", "Europe/Vienna", "time", "who", "When", "users_affected", "Franziska"],
    ),
];

/// Imports a fixture into a project of its own, and returns the file.
fn file_of(name: &str) -> (Project, String) {
    let project = Project::new();
    let source = fixture("freeform").join(name);
    super::import(&project, "markdown", &["--severity", "sev3", source.to_str().unwrap()]);
    let files = tree(&project.root().join("content"));
    let (_, bytes) = files.into_iter().find(|(path, _)| has_extension(path, "toml")).unwrap();
    (project, String::from_utf8(bytes).unwrap())
}

#[test]
fn a_postmortem_of_each_template_becomes_the_file_that_a_person_would_write() {
    let known: BTreeSet<String> = POSTMORTEMS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(tree(&fixture("freeform")).into_keys().collect::<BTreeSet<_>>(), known, "each fixture is in the list above");
    for (name, _) in POSTMORTEMS {
        let (project, written) = file_of(name);
        let check = project.run(&["check"]);
        assert_eq!(check.code, 0, "{name}: {}", check.stdout);
        insta::assert_snapshot!(name.trim_end_matches(".md"), written);
    }
}

/// The words of a text, in lower case, with one space between them.
fn words(text: &str) -> String {
    let letters = text.replace(['’', '\''], "").to_lowercase();
    let plain: String = letters.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    format!(" {} ", plain.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The phrases of a line: what stands between its marks, without times and dates, which are moments now.
fn phrases(line: &str) -> Vec<String> {
    let marks = |c: char| {
        matches!(
            c,
            '?' | '|'
                | '*'
                | '_'
                | '`'
                | '['
                | ']'
                | '('
                | ')'
                | '<'
                | '>'
                | ','
                | ';'
                | '"'
                | '~'
                | '@'
                | '#'
                | '–'
                | '—'
                | '='
                | '→'
                | '•'
        )
    };
    let split: Vec<&str> = line
        .split(marks)
        .flat_map(|piece| piece.split(": "))
        .flat_map(|piece| piece.split(" - "))
        .flat_map(|piece| piece.split(". "))
        .collect();
    let is_mark = |c: char| matches!(c, ':' | '-' | '/' | '.' | 'T' | 'Z' | '+');
    let is_moment = |word: &&str| {
        word.chars().any(|c| c.is_ascii_digit())
            && word.contains(is_mark)
            && word.chars().all(|c| c.is_ascii_digit() || is_mark(c))
    };
    let said = split.into_iter().flat_map(|piece| {
        let all: Vec<&str> = piece.split_whitespace().collect();
        all.split(|word| is_moment(word)).map(|words_of| words(&words_of.join(" "))).collect::<Vec<_>>()
    });
    said.filter(|phrase| phrase.chars().any(char::is_alphabetic)).collect()
}

#[test]
fn every_line_of_a_postmortem_is_somewhere_in_its_file() {
    let mut lost = Vec::new();
    for (name, gone) in POSTMORTEMS {
        let (_, written) = file_of(name);
        // What parts are called is known to the table of names; their keys say the same.
        let keys =
            "summary impact timeline lessons learned action items analysis root cause trigger resolution detection title owner";
        let file = format!("{}{}", words(&written), words(keys));
        let gone: Vec<String> = gone.iter().flat_map(|phrase| phrases(phrase)).collect();
        for (index, line) in text(&format!("freeform/{name}")).lines().enumerate() {
            let is_heading = line.trim_start().starts_with('#') || line.trim().starts_with("**") && line.trim().ends_with("**");
            for phrase in phrases(line) {
                let is_known = is_heading && pir_site::import::NameMapping::read(&format!("a={}", phrase.trim())).is_some();
                if !file.contains(&phrase) && !gone.contains(&phrase) && !is_known {
                    lost.push(format!("{name}:{}: {phrase:?} of {line:?}", index + 1));
                }
            }
        }
    }
    assert!(lost.is_empty(), "these are in no file:\n{}", lost.join("\n"));
}

#[test]
fn every_part_of_a_postmortem_is_on_its_page() {
    let words = imported("markdown", &fixture("freeform/google.md"), &[], "465");
    let head = ["Carillon Bell Ringer", "SEV2", "Ilse Okafor", "Mads Lindqvist", "41,000 listeners", "hymn"];
    let when = ["14:54", "OUTAGE BEGINS", "15:41", "16:00", "1 h 6 min", "it helps in two towers"];
    let then = [
        "Ticket: BELL-5554825",
        "Ring the whole cascade",
        "Prevent",
        "error budget",
        "bell lovers",
        "Glossary",
        "movement of a clapper",
    ];
    [&head[..], &when, &then].into_iter().for_each(|facts| assert_tells(&words, facts));
}

/// Imports a text as `a.md`, and returns what the command did and the file, if there is one.
pub(super) fn imported_text(text: &str, args: &[&str]) -> (crate::project::Run, String) {
    let project = Project::new();
    project.write("a.md", text);
    let run = project.run(&[&["import", "markdown", "a.md"], args].concat());
    let files = tree(&project.root().join("content"));
    let written = files.into_values().next().map(|bytes| String::from_utf8(bytes).unwrap()).unwrap_or_default();
    (run, written)
}

#[test]
fn times_are_read_in_their_many_spellings() {
    let cases = [
        ("- 14:32 UTC - It broke", "2024-03-05T14:32:00Z", "It broke"),
        ("- **14:32** It broke", "2024-03-05T14:32:00Z", "It broke"),
        ("- **14:32:** It broke", "2024-03-05T14:32:00Z", "It broke"),
        ("- `14:32:05` It broke", "2024-03-05T14:32:05Z", "It broke"),
        ("- [14:32] It broke", "2024-03-05T14:32:00Z", "It broke"),
        ("- 14:32Z: It broke", "2024-03-05T14:32:00Z", "It broke"),
        ("- 1432 UTC: It broke", "2024-03-05T14:32:00Z", "It broke"),
        ("- 14h32 – It broke", "2024-03-05T14:32:00Z", "It broke"),
        ("- 2:32 PM PT: It broke", "2024-03-05T22:32:00Z", "It broke"),
        ("- 2:32pm (PST) It broke", "2024-03-05T22:32:00Z", "It broke"),
        ("- 2:32p It broke", "2024-03-05T14:32:00Z", "It broke"),
        ("- 11:21a - It broke", "2024-03-05T11:21:00Z", "It broke"),
        ("- **12:28P PT:** It broke", "2024-03-05T20:28:00Z", "It broke"),
        ("- 12:05:30a: It broke", "2024-03-05T00:05:30Z", "It broke"),
        ("| Time | Event |\n|---|---|\n| 2:32p | It broke |", "2024-03-05T14:32:00Z", "It broke"),
        ("- 14:32 a server broke", "2024-03-05T14:32:00Z", "a server broke"),
        ("- 9am ET It broke", "2024-03-05T14:00:00Z", "It broke"),
        ("- 14:32 CET It broke", "2024-03-05T13:32:00Z", "It broke"),
        ("- 14:32 Central database failed", "2024-03-05T14:32:00Z", "Central database failed"),
        ("- 14:32 +5 nodes added", "2024-03-05T14:32:00Z", "+5 nodes added"),
        ("- 14:32 +10 nodes added", "2024-03-05T14:32:00Z", "+10 nodes added"),
        ("- 14:32 (Pacific) It broke", "2024-03-05T22:32:00Z", "It broke"),
        ("- 14:32 Pacific Time: It broke", "2024-03-05T22:32:00Z", "It broke"),
        ("- 14:32 UTC-5 It broke", "2024-03-05T19:32:00Z", "It broke"),
        ("- 14:32 GMT-8: It broke", "2024-03-05T22:32:00Z", "It broke"),
        ("- 14:32 +02:00 It broke", "2024-03-05T12:32:00Z", "It broke"),
        ("- 14:32 Europe/Paris It broke", "2024-03-05T13:32:00Z", "It broke"),
        ("- 14:32–14:40 It broke", "2024-03-05T14:32:00Z", "It broke (14:32–14:40)"),
        ("- 14:32 - 14:40 UTC - It broke", "2024-03-05T14:32:00Z", "It broke (14:32 - 14:40 UTC)"),
        ("- 09:00-10:00 It broke", "2024-03-05T09:00:00Z", "It broke (09:00-10:00)"),
        ("- ~14:32 It broke", "2024-03-05T14:32:00Z", "It broke (~14:32)"),
        ("- 2024-03-06 14:32 It broke", "2024-03-06T14:32:00Z", "It broke"),
        ("- 2024-03-06T14:32:00Z It broke", "2024-03-06T14:32:00Z", "It broke"),
        ("- 2024-03-06T14:32:00+01:00 - It broke", "2024-03-06T13:32:00Z", "It broke"),
        ("- **2024-03-06** **14:32** It broke", "2024-03-06T14:32:00Z", "It broke"),
        ("- Mar 6, 14:32: It broke", "2024-03-06T14:32:00Z", "It broke"),
        ("- Wed, 6 March 2024 at 14:32 UTC: It broke", "2024-03-06T14:32:00Z", "It broke"),
        ("- 06.03.2024 14:32 It broke", "2024-03-06T14:32:00Z", "It broke"),
        ("- 03/16/2024 14:32 It broke", "2024-03-16T14:32:00Z", "It broke"),
        ("- 16/03/2024 14:32 It broke", "2024-03-16T14:32:00Z", "It broke"),
        ("- 2024-03-06: It broke", "2024-03-06", "It broke"),
        ("14:32 It broke", "2024-03-05T14:32:00Z", "It broke"),
        ("14:32\tIt broke", "2024-03-05T14:32:00Z", "It broke"),
        ("### 14:32 UTC\n\nIt broke", "2024-03-05T14:32:00Z", "It broke"),
        ("### 14:32 UTC: It broke", "2024-03-05T14:32:00Z", "It broke"),
        ("### March 6\n\n- 14:32 It broke", "2024-03-06T14:32:00Z", "It broke"),
        ("**2024-03-06**\n\n- 14:32 It broke", "2024-03-06T14:32:00Z", "It broke"),
        ("- 2024-03-06\n  - 14:32 It broke", "2024-03-06T14:32:00Z", "It broke"),
        ("| Time | Event |\n|---|---|\n| 14:32 | It broke |", "2024-03-05T14:32:00Z", "It broke"),
        ("| Time (PT) | Event |\n|---|---|\n| 14:32 | It broke |", "2024-03-05T22:32:00Z", "It broke"),
        ("| Date | Time | What |\n|---|---|---|\n| 2024-03-06 | 14:32 | It broke |", "2024-03-06T14:32:00Z", "It broke"),
        ("| | |\n|---|---|\n| 14:32 | It broke |", "2024-03-05T14:32:00Z", "It broke"),
        ("```\n14:32 It broke\n14:33 It was mended\n```", "2024-03-05T14:32:00Z", "It broke"),
        ("All times are in CET.\n\n- 14:32 It broke", "2024-03-05T13:32:00Z", "It broke"),
    ];
    for (timeline, at, event) in cases {
        let text = format!("# A\n\n**Date:** 2024-03-05\n\n**Severity:** sev3\n\n## Timeline\n\n{timeline}\n");
        let (run, written) = imported_text(&text, &["--time-zone", "UTC"]);
        assert_eq!(run.code, 0, "{timeline}: {}", run.stderr);
        let entry = format!("at = {at}\nevent = \"{event}\"");
        assert!(written.contains(&entry), "{timeline}: not {entry:?} in\n{written}");
    }
}

#[test]
fn a_heading_with_a_time_belongs_to_the_timeline_whatever_its_level() {
    let head = "# A\n\n**Date:** 2024-03-05\n\n**Severity:** sev3\n\n";
    for timeline in [
        "## Timeline\n\n### 13:00\n\na\n\n### 13:10\n\nb\n\n## 13:20\n\nc\n\n### 13:46\n\nd\n",
        "## Timeline\n\n#### 13:00\n\na\n\n### 13:10\n\nb\n\n##### 13:20\n\nc\n\n# 13:46\n\nd\n",
        "### Timeline\n\n## 13:00 UTC\n\na\n\n### 13:10: b\n\n#### 13:20\n\nc\n\n## 13:46\n\nd\n",
        "## Timeline\n\n## 13:00\n\na\n\n## 13:10\n\nb\n\n### 13:20\n\nc\n\n## 13:46\n\nd\n",
    ] {
        let (run, written) = imported_text(&format!("{head}{timeline}\n## Lessons learned\n\ny\n"), &["--time-zone", "UTC"]);
        for (time, event) in [("13:00", "a"), ("13:10", "b"), ("13:20", "c"), ("13:46", "d")] {
            let entry = format!("at = 2024-03-05T{time}:00Z\nevent = \"{event}\"");
            assert!(written.contains(&entry), "{timeline}: {entry}: {}\n{written}", run.stderr);
        }
        assert!(written.contains("learned = [\"y\"]") && !written.contains("[[sections]]"), "{timeline}: {written}");
    }
}

#[test]
fn an_entry_whose_time_cannot_be_read_stays_in_its_place_and_moves_no_neighbour() {
    let entries = [
        "- 11:20 it broke\n- 77:99 somebody noticed\n- 11:34 it was repaired\n",
        "| Time | Event |\n|---|---|\n| 11:20 | it broke |\n| 77:99 | somebody noticed |\n| 11:34 | it was repaired |\n",
        "### 11:20\n\nit broke\n\n### 77:99\n\nsomebody noticed\n\n### 11:34\n\nit was repaired\n",
        "11:20 it broke\n\n77:99 somebody noticed\n\n11:34 it was repaired\n",
    ];
    for timeline in entries {
        let text = format!("# A\n\n**Date:** 2024-03-05\n\n## Timeline\n\n{timeline}");
        let (run, written) = imported_text(&text, &["--severity", "sev3", "--time-zone", "UTC"]);
        let at = |at: &str| written.matches(&format!("at = 2024-03-05T{at}:00Z")).count();
        assert_eq!((at("11:20"), at("11:34")), (2, 1), "{timeline}: {written}");
        assert!(written.contains("77:99"), "{written}");
        let note = "look at: timeline[1].at: the time \"77:99\" could not be read: this is that of the entry before";
        assert!(run.stderr.contains(note), "{timeline}: {}", run.stderr);
    }
}

#[test]
fn halves_of_the_day_may_be_one_letter_and_a_time_in_words_stays_in_its_place() {
    let text = "# A\n\n**Date:** 2024-03-05\n\n## Timeline\n\n- 11a a\n- 12:30 PM b\n- at noon c\n- TBD d\n- 1:30 p e\n- 2p f\n- 3:10p g\n";
    let (run, written) = imported_text(text, &["--severity", "sev3", "--time-zone", "UTC"]);
    for (time, event) in [
        ("11:00", "a"),
        ("12:30", "b"),
        ("12:30", "at noon c"),
        ("12:30", "TBD d"),
        ("13:30", "e"),
        ("14:00", "f"),
        ("15:10", "g"),
    ] {
        let entry = format!("at = 2024-03-05T{time}:00Z\nevent = \"{event}\"");
        assert!(written.contains(&entry), "{entry}: {}\n{written}", run.stderr);
    }
    assert!(!written.contains("[[sections]]"), "{written}");
}

#[test]
fn an_item_without_a_time_between_entries_keeps_its_place_and_its_text() {
    let items = ["13:00 a", "at noon y", "TBD v", "Nobody answers", "unknown w", "13:20 b", "13:30 c", "13:40 d", "13:50 e"];
    let list: String = items.iter().map(|item| format!("- {item}\n")).collect();
    let (written, _) = imported_file(&format!("# A\n\n**Date:** 2024-03-05\n\n## Timeline\n\n{list}"));
    let events: Vec<&str> = written.lines().filter_map(|line| line.strip_prefix("event = ")).collect();
    assert_eq!(
        events,
        ["\"a\"", "\"at noon y\"", "\"TBD v\"", "\"Nobody answers\"", "\"unknown w\"", "\"b\"", "\"c\"", "\"d\"", "\"e\""],
        "{written}"
    );
    assert!(!written.contains("[[sections]]"), "{written}");
}

#[test]
fn a_time_on_a_line_of_its_own_begins_an_entry_with_the_text_below_it() {
    for (first, second) in
        [("**13:00**", "**13:20**"), ("13:00 UTC", "13:20 UTC"), ("__13:00__", "*13:20*"), ("**13:00 -**", "**13:20:**")]
    {
        for timeline in ["## Timeline", "**Timeline**"] {
            let text = format!(
                "# A\n\n**Date:** 2024-03-05\n\n{timeline}\n\n{first}\n\nIt breaks.\n\n- one\n- two\n\n{second}\n\nIt works.\n\n## Impact\n\nNone at all.\n"
            );
            let (written, _) = imported_file(&text);
            for part in [
                "at = 2024-03-05T13:00:00Z\nevent = '''\nIt breaks.\n\n- one\n- two\n",
                "at = 2024-03-05T13:20:00Z\nevent = \"It works.\"",
                "customer = \"None at all.\"",
            ] {
                assert!(written.contains(part), "{text}: {part}: {written}");
            }
        }
    }
    let (written, _) =
        imported_file("# A\n\n**Date:** 2024-03-05\n\n## Timeline\n\n**13:00 UTC - It breaks**\n\nOne node only.\n");
    assert!(written.contains("event = '''\nIt breaks\n\nOne node only.\n"), "{written}");
}

#[test]
fn a_stated_day_stays_the_start_and_a_heading_says_that_its_items_are_done() {
    let text = "# A\n\n**Incident from:** 2024-03-05\n\n## Timeline\n\n- 13:00 UTC a\n\n## Immediate actions (completed)\n\n- Limit it\n\n## Long-term actions\n\n- Split it\n";
    let (written, _) = imported_file(text);
    assert!(written.contains("started = 2024-03-05\n"), "{written}");
    assert!(written.contains("title = \"Limit it\"\nstatus = \"done\""), "{written}");
    assert!(written.contains("title = \"Split it\"\n") && written.matches("\"done\"").count() == 1, "{written}");
}

#[test]
fn references_to_footnotes_are_not_in_titles() {
    let text = "# Checkout was down[^1]\n\n**Date:** 2024-03-05\n\n## Action items\n\n- Limit it[^2] soon\n- Match `[^a-z]` there\n\n[^1]: By half.\n[^2]: The cache.\n";
    let (written, _) = imported_file(text);
    for part in [
        "title = \"Checkout was down\"",
        "title = \"Limit it soon\"",
        "title = \"Match [^a-z] there\"",
        "Limit it[^2] soon\n\n[^2]: The cache.",
        "By half.",
    ] {
        assert!(written.contains(part), "{part}: {written}");
    }
}

#[test]
fn days_follow_the_clock_over_midnight_and_a_list_with_the_newest_first_is_turned_round() {
    let head = "# A\n\n**Date:** 2024-03-05\n\n**Severity:** sev3\n\n## Timeline\n\n";
    let (_, written) =
        imported_text(&format!("{head}- 23:50 one\n- 23:40 two\n- 00:10 three\n- 09:00 four\n"), &["--time-zone", "UTC"]);
    for moment in ["2024-03-05T23:50:00Z", "2024-03-05T23:40:00Z", "2024-03-06T00:10:00Z", "2024-03-06T09:00:00Z"] {
        assert!(written.contains(moment), "{moment}: {written}");
    }
    assert!(written.contains("# the clock goes back from 23:40:00 to 00:10:00: this is read as the day after\n"), "{written}");
    // A clock of another zone does not go back, and shows its own day.
    let (_, written) =
        imported_text(&format!("{head}- 20:30 UTC one\n- 13:45 PT two\n- 2024-03-06 01:00 UTC three\n- 17:20 PT four\n"), &[]);
    for (moment, event) in [("T20:30:00Z", "one"), ("T21:45:00Z", "two"), ("T01:00:00Z", "three"), ("T01:20:00Z", "four")] {
        let entry = format!("{moment}\nevent = \"{event}\"");
        assert!(written.contains(&entry) && !written.contains("goes back"), "{entry}: {written}");
    }
    assert_eq!(written.matches("at = 2024-03-06").count(), 2, "{written}");
    let (_, written) = imported_text(&format!("{head}- 18:00 three\n- 12:00 two\n- 07:00 one\n"), &["--time-zone", "UTC"]);
    let order: Vec<_> =
        ["one", "two", "three"].iter().map(|event| written.find(&format!("event = \"{event}\"")).unwrap()).collect();
    assert!(order.is_sorted() && !written.contains("2024-03-06"), "{written}");
}

#[test]
fn a_row_that_marks_a_milestone_sets_it() {
    let marks = [
        ("<START OF IMPACT>", "started"),
        ("START OF IMPACT", "started"),
        ("**Start of impact** for half of the shops", "started"),
        ("\\<START OF IMPACT\\>", "started"),
        ("Impact begins", "started"),
        ("IMPACT STARTS", "started"),
        ("OUTAGE BEGINS", "started"),
        ("<END OF IMPACT>", "mitigated"),
        ("end of the impact", "mitigated"),
        ("\\<END OF OUTAGE\\>", "mitigated"),
        ("**IMPACT ENDS**", "mitigated"),
        ("OUTAGE MITIGATED", "mitigated"),
        ("<END OF INCIDENT>", "resolved"),
        ("INCIDENT ENDS", "resolved"),
    ];
    for (mark, milestone) in marks {
        for row in [format!("- 14:32 {mark}"), format!("| Time | Event |\n|---|---|\n| 14:32 | {mark} |")] {
            let text = format!("# A\n\n**Date:** 2024-03-05\n\n## Timeline\n\n{row}\n");
            let (run, written) = imported_text(&text, &["--severity", "sev3", "--time-zone", "UTC"]);
            assert!(written.contains(&format!("\nmilestone = \"{milestone}\"")), "{row}: {}\n{written}", run.stderr);
        }
    }
    let (_, written) = imported_text(
        "# A\n\n**Date:** 2024-03-05\n\n## Timeline\n\n- 14:32 The end of impact is near\n",
        &["--severity", "sev3"],
    );
    assert!(written.contains("is near") && !written.contains("milestone ="), "{written}");
}

#[test]
fn actions_are_read_in_their_many_spellings() {
    let cases = [
        (
            "- [x] Limit it (@ada, OPS-12)",
            "title = \"Limit it\"\nid = \"OPS-12\"\ndescription = \"Ticket: OPS-12\"\nowner = \"ada\"\nstatus = \"done\"",
        ),
        ("- [ ] Limit it — Ada Brandt, due 2024-04-01", "title = \"Limit it\"\nowner = \"Ada Brandt\"\ndue = 2024-04-01"),
        (
            "- Watch [the bug we met](https://github.com/o/r/issues/9)",
            "title = \"Watch the bug we met\"\nurl = \"https://github.com/o/r/issues/9\"",
        ),
        (
            "- Limit it [Issue](https://github.com/o/r/issues/9)",
            "title = \"Limit it\"\nurl = \"https://github.com/o/r/issues/9\"",
        ),
        (
            "- Limit it ([PR][p])\n\n[p]: https://github.com/o/r/pull/12",
            "title = \"Limit it\"\nurl = \"https://github.com/o/r/pull/12\"",
        ),
        (
            "- Limit [the cache][p]\n\n[p]: https://github.com/o/r/pull/12",
            "title = \"Limit the cache\"\nurl = \"https://github.com/o/r/pull/12\"",
        ),
        (
            "- [OPS-12]: Limit it\n\n[OPS-12]: https://e.example/browse/OPS-12",
            "title = \"Limit it\"\nid = \"OPS-12\"\nurl = \"https://e.example/browse/OPS-12\"",
        ),
        (
            "| Task | Owner |\n|---|---|\n| Limit [it][p] | Ada |\n\n[p]: https://github.com/o/r/pull/12",
            "title = \"Limit it\"\nowner = \"Ada\"\nurl = \"https://github.com/o/r/pull/12\"",
        ),
        (
            "- Read [the guide](https://e.example/a) and [the plan](https://e.example/b)",
            "title = \"Read the guide and the plan\"\ndescription = \"[the guide](https://e.example/a), [the plan](https://e.example/b)\"",
        ),
        ("- [ ] https://github.com/o/r/issues/5", "title = \"o/r#5\"\nurl = \"https://github.com/o/r/issues/5\""),
        (
            "- [x] <https://e.example/browse/OPS-5>",
            "title = \"OPS-5\"\nstatus = \"done\"\nurl = \"https://e.example/browse/OPS-5\"",
        ),
        ("- [ ] #123", "title = \"#123\""),
        ("| Task |\n|---|\n| https://e.example/browse/OPS-5 |", "title = \"OPS-5\"\nurl = \"https://e.example/browse/OPS-5\""),
        (
            "- Limit it [OPS-12](https://tickets.example.com/browse/OPS-12)",
            "title = \"Limit it\"\nid = \"OPS-12\"\nurl = \"https://tickets.example.com/browse/OPS-12\"",
        ),
        ("- OPS-12: Limit it", "title = \"Limit it\"\nid = \"OPS-12\""),
        ("- @ada: Limit it", "title = \"Limit it\"\nowner = \"ada\""),
        (
            "- Limit it (owner: Ada Brandt; priority: high; due: March 6, 2024)",
            "title = \"Limit it\"\npriority = \"p1\"\nowner = \"Ada Brandt\"\ndue = 2024-03-06",
        ),
        ("- Limit it (again)", "title = \"Limit it (again)\"\n"),
        ("- Limit it (owner: TBD, OPS-12)", "title = \"Limit it\"\nid = \"OPS-12\"\n"),
        (
            "- Limit it\n  - Owner: Ada\n  - Due: 2024-04-01\n  - as it was before",
            "title = \"Limit it\"\ndescription = \"- as it was before\"\nowner = \"Ada\"\ndue = 2024-04-01",
        ),
        ("### Prevent\n\n- Limit it", "title = \"Limit it\"\nkind = \"prevent\""),
        ("### P1\n\n- Limit it", "title = \"Limit it\"\npriority = \"p1\""),
        (
            "| # | Task | Owner | Due | Status | Effort |\n|---|---|---|---|---|---|\n| 1 | Limit it | @ada | 2024-04-01 | Done | small |",
            "title = \"Limit it\"\ndescription = \"**Effort:** small\"\nowner = \"ada\"\ndue = 2024-04-01\nstatus = \"done\"",
        ),
        (
            "- Do [1] or [2] \\[kept\\] array[0] and [optional] flag",
            "title = \"Do [1] or [2] [kept] array[0] and [optional] flag\"",
        ),
        ("- **https://t.example/9**", "title = \"9\"\nurl = \"https://t.example/9\""),
        ("- [x] [https://t.example/13]", "title = \"13\"\nstatus = \"done\"\nurl = \"https://t.example/13\""),
    ];
    for (actions, expected) in cases {
        let text = format!("# A\n\n**Date:** 2024-03-05\n\n**Severity:** sev3\n\n## Action items\n\n{actions}\n");
        let (run, written) = imported_text(&text, &[]);
        assert!(run.code == 0 && written.contains(expected), "{actions}: {}\n{written}", run.stderr);
    }
}

#[test]
fn placeholders_are_not_imported_as_people() {
    for nobody in ["TBD", "\\<TBD\\>", "<TBD>", "\\[TBD\\]", "[tbd]", "**TBD**", "`<TBD>`"] {
        let head = format!("# A\n\n**Date:** 2024-03-05\n\n**Incident commander:** {nobody}\n\n**Author:** {nobody}\n\n");
        let rows = format!("| Task | Owner |\n|---|---|\n| Limit it | {nobody} |\n\n- Shrink it (owner: {nobody})\n");
        let (run, written) = imported_text(&format!("{head}## Action items\n\n{rows}"), &["--severity", "sev3"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert!(!written.to_lowercase().contains("tbd") && !written.contains("owner"), "{nobody}: {written}");
        assert!(written.contains("\"Limit it\"") && written.contains("\"Shrink it\""), "{nobody}: {written}");
    }
}

#[test]
fn ambiguous_values_are_reported_or_kept_as_text() {
    let text = "# A\n\n**Date:** 03/04/2024\n\n**Severity:** sev3\n\n**Revenue lost:** €1.200,50\n\n**Users affected:** 1,5\n\n\
                | Service | Downtime |\n|---|---|\n| search | 5 min |\n\n\
                ## Responders\n\n- Ada: kept the log\n- Scribe: Ben\n\n## Action items\n\n- Limit it (due 05/06/2024)\n";
    let (run, written) = imported_text(text, &[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    for lines in [
        "# \"03/04/2024\" is read as month, day and year",
        "# \"05/06/2024\" is read as month, day and year\ndue = 2024-05-06",
        "revenue_lost = \"€1.200,50\"",
        "users_affected = \"1,5\"",
        "name = \"Ada\"\nrole = \"kept the log\"",
        "name = \"Ben\"\nrole = \"Scribe\"",
        "| search | 5 min |",
    ] {
        assert!(written.contains(lines), "{lines}: {written}");
    }
    assert!(!written.contains("[\"Downtime\"]"), "{written}");
    // A day is not lost because the timeline tells of others, and a review is a draft whatever its source says.
    for (date, lines) in
        [("2024-03-01", "started = 2024-03-01"), ("2024-03-09", "# the source names 2024-03-09 as its day, on which")]
    {
        let text = format!(
            "# A\n\n**Date:** {date}\n\n**Review status:** reviewed\n\n## Timeline\n\n- 2024-03-05 14:32 UTC: It broke\n"
        );
        let (_, written) = imported_text(&text, &["--severity", "sev3"]);
        assert!(written.contains(lines) && !written.contains("started = 2024-03-09"), "{lines}: {written}");
        assert!(
            written.contains("review.state: the source says of its review: \"reviewed\"") && !written.contains("state = "),
            "{written}"
        );
    }
    // A row without a name is not lost.
    let table = "# A\n\n**Date:** 2024-03-05\n\n## Responders\n\n| Name | Role |\n|---|---|\n| Ada | Scribe |\n| | Observer |\n";
    let (_, written) = imported_text(table, &["--severity", "sev3"]);
    assert!(written.contains("Observer") && written.contains("name = \"Ada\""), "{written}");
}

#[test]
fn a_parse_error_has_a_position_and_a_hint() {
    let cases = [
        ("", "a.md:1:1", "empty", ""),
        ("# A\n\n**Severity:** sev3\n\n## Timeline\n\n- 14:32 It broke\n", "a.md:7:1", "no day anywhere", "--started"),
        ("# A\n\n**Severity:** sev3\n", "a.md:1:1", "when the incident began", "--started"),
        ("# A\n\n**Date:** 2024-03-05\n", "a.md:1:1", "how severe", "--severity"),
        ("# A\n\n**Date:** 2024-03-05\n**Severity:** grim\n", "a.md:4:1", "none of the site's", "--severity"),
        ("# A\n\n**Date:** 2024-03-05\n**Owner:** <!-- who? --> Ada<br>Ben\n**Severity:** grim\n", "a.md:5:1", "none of", ""),
        ("# A\n\n> **Date:** 2024-03-05\n> **Severity:** grim\n", "a.md:4:3", "none of", ""),
        ("# A\n\n**Date:** 2024-03-05 | **Severity:** grim\n", "a.md:3:24", "none of", ""),
        ("---\ntitle: A: b\n---\n", "a.md:2:", "not YAML", "quotation marks"),
        ("---\nseverity: sev3\n  a: [\n---\n# A\n", "a.md:", "not YAML", ""),
        ("+++\ntitle = A\n+++\n", "a.md:2:9", "not TOML", ""),
        ("{\"title\": \"A\"}", "a.md:1:1", "not a document in the markdown format", "pir-site import json --mapping FILE"),
        (
            "title,severity,started\nA,sev3,2024-03-05\n",
            "a.md:1:1",
            "not a document in the markdown format",
            "pir-site import csv",
        ),
    ];
    for (text, place, words, hint) in cases {
        let (run, written) = imported_text(text, &[]);
        assert!(run.code == 1 && written.is_empty(), "{text}: {}\n{written}", run.stderr);
        assert!(run.stderr.contains(&format!("--> {place}")), "{text}: {}", run.stderr);
        assert!(run.stderr.contains(words) && run.stderr.contains(hint), "{text}: {}", run.stderr);
    }
}

#[test]
fn the_command_line_says_what_a_document_does_not() {
    let text = "# A\n\n## Kundenwirkung\n\nNobody could pay.\n\n## Wetter\n\nRain.\n\n## Timeline\n\n- 14:32 It broke\n\n## Internes\n\nx\n";
    let maps = ["--map", "Kundenwirkung=customer impact", "--map", "Wetter=fields.weather", "--map", "Internes=-"];
    let told = ["--severity", "sev4", "--started", "2024-03-05", "--time-zone", "Europe/Berlin"];
    let (run, written) = imported_text(text, &[&maps[..], &told].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    for lines in ["customer = \"Nobody could pay.\"", "weather = \"Rain.\"", "at = 2024-03-05T13:32:00Z", "severity = \"sev4\""] {
        assert!(written.contains(lines), "{lines}: {written}");
    }
    assert!(!written.contains("Internes") && run.stderr.contains("dropped: \"Internes\", ignored by --map"), "{}", run.stderr);
    for (map, words) in [("a=sumary", "did you mean \"summary\"?"), ("a", "Region=fields.region")] {
        let run = Project::new().write("a.md", text).run(&["import", "markdown", "a.md", "--map", map]);
        assert!(run.code == 2 && run.stderr.contains(words), "{map}: {}", run.stderr);
    }
}

#[test]
fn a_document_that_was_imported_is_not_imported_again_although_it_has_no_id() {
    let project = Project::new();
    let source = fixture("freeform/messy.md");
    super::import(&project, "markdown", &[source.to_str().unwrap()]);
    let before = tree(project.root());
    let again = project.run(&["import", "markdown", source.to_str().unwrap()]);
    assert!(again.code == 1 && again.stderr.contains("in the archive already, as INC-2024-0305-001"), "{}", again.stderr);
    assert!(tree(project.root()) == before);
    // Nor twice in one run.
    let project = Project::new();
    let twice = project.run(&["import", "markdown", source.to_str().unwrap(), source.to_str().unwrap()]);
    assert!(twice.code == 1 && twice.stderr.contains("in the archive already, as INC-2024-0305-001"), "{}", twice.stderr);
    assert_eq!(tree(&project.root().join("content")).len(), 1);
}

/// The file of a document, and the report.
fn imported_file(document: &str) -> (String, String) {
    let project = Project::new();
    project.write("a.md", document);
    let run = project.run(&["import", "markdown", "a.md", "--dry-run", "--severity", "sev3"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    (run.stdout, run.stderr)
}

#[test]
fn a_title_leaves_out_what_is_struck_out_and_its_comment_keeps_it() {
    let cases = [
        ("~~Database~~ Cache outage", "Cache outage", "a part of its title struck out"),
        ("<del>Database</del> Cache outage", "Cache outage", "a part of its title struck out"),
        ("~~Cache outage~~", "Cache outage", "the source has its title struck out"),
        ("~~Cache outage~~ on 2024-03-05", "Cache outage", "the source has its title struck out"),
        ("Cache `~~` outage", "Cache ~~ outage", ""),
    ];
    for (written, title, comment) in cases {
        let (file, report) = imported_file(&format!("# {written}\n\nDate: 2024-03-05\n"));
        assert!(file.contains(&format!("\ntitle = {title:?}\n")), "{written}: {file}");
        assert!(
            report.contains(comment)
                && (comment.is_empty() || report.contains(&written.replace("<del>", "~~").replace("</del>", "~~"))),
            "{written}: {report}"
        );
        assert!(!comment.is_empty() || !report.contains("struck"), "{written}: {report}");
    }
}

#[test]
fn an_action_item_leaves_out_what_is_struck_out_and_its_description_keeps_it() {
    let items = "- ~~Alert at 80%~~ Alert at 70%\n- Alert at ~~90%~~ 95%\n- <del>Buy a server</del>\n";
    let (file, report) = imported_file(&format!("# Slow\n\nDate: 2024-03-05\n\n## Action items\n\n{items}"));
    for line in [
        "title = \"Alert at 70%\"\ndescription = \"~~Alert at 80%~~ Alert at 70%\"\n",
        "title = \"Alert at 95%\"\ndescription = \"Alert at ~~90%~~ 95%\"\n",
        "title = \"Buy a server\"\n",
    ] {
        assert!(file.contains(line), "{line}: {file}");
    }
    assert_eq!(report.matches("the source has this struck out").count(), 1, "{report}");
}

#[test]
fn several_authors_are_a_field_and_the_report_says_so() {
    let (file, report) = imported_file("# Slow\n\nDate: 2024-03-05\n\nAuthors: Ada Brandt, Ben Okafor\n");
    assert!(file.contains("authors = [\"Ada Brandt\", \"Ben Okafor\"]"), "{file}");
    assert!(report.contains("the owner of a review is one person: these are \"authors\" under [fields]"), "{report}");
}
