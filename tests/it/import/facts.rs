//! Every fact of a foreign document is on the incident's page, and nothing that its tool made up.

use std::path::Path;

use super::{fixture, import, with_real};
use crate::archive::page;
use crate::project::Project;

/// The words of an imported incident's page, with one space between them.
fn words(project: &Project, id: &str) -> String {
    let check = project.run(&["check"]);
    assert_eq!(check.code, 0, "{}", check.stdout);
    let site = project.build(&["--drafts", "--audience", "internal"]);
    let text = page(&site, &format!("incidents/{}/index.html", id.to_lowercase())).text();
    text.replace('\u{a0}', " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(super) fn assert_tells(words: &str, facts: &[&str]) {
    let missing: Vec<_> = facts.iter().filter(|fact| !words.contains(**fact)).collect();
    assert!(missing.is_empty(), "the page does not tell {missing:?}:\n{words}");
}

pub(super) fn assert_silent(words: &str, inventions: &[&str]) {
    let found: Vec<_> = inventions.iter().filter(|invention| words.contains(**invention)).collect();
    assert!(found.is_empty(), "the page tells {found:?}");
}

pub(super) fn imported(format: &str, file: &Path, args: &[&str], id: &str) -> String {
    let project = Project::new();
    import(&project, format, &[&[file.to_str().unwrap()], args].concat());
    words(&project, id)
}

#[test]
fn every_key_of_the_flat_schema_and_its_events_is_imported() {
    let timeline = fixture("events.json");
    let args = ["--timeline", timeline.to_str().unwrap(), "--time-zone", "Europe/Paris"];
    let words = imported("pir-json", &fixture("flat.json"), &args, "INC-2025-0602-001");
    let head = ["Parcel labels came out blank", "SEV1", "50 min", "labels", "font-server", "Hotline Gent", "Customer report"];
    let people = ["Ines Duarte", "Olu Adeyemi", "Fonts, Printing", "Kaito Mori", "Storage", "disks", "K-7"];
    let when = ["2025-06-02", "06:10", "06:15", "06:30", "06:40", "07:00", "08:20"];
    let what =
        ["printed 1,800 blank labels", "Nobody could ship", "no limit and filled the disk", "eu-north", "97%", "0 B", "fonts-41"];
    let then = ["The first blank page", "printer-3", "spooler", "Tray: B", "Restarting the font server", "kaito", "console"];
    let said = ["Labels are blank; we are on it", "status page", "A disk that is full", "dry"];
    let todo = ["Limit the font cache", "Watch the disks", "2025-06-20", "In progress", "2 days"];
    [&head[..], &people, &when, &what, &then, &said, &todo].into_iter().for_each(|facts| assert_tells(&words, facts));
    assert_silent(&words, &["Unknown business impact", "TBD"]);
}

#[test]
fn every_key_of_the_nested_schema_is_imported() {
    let words = imported("pir-json", &fixture("nested.json"), &[], "INC-2025-0711-004");
    let head =
        ["Search returned yesterday", "SEV3", "search", "prices", "Ada Brandt", "Incident Commander", "Ben", "12:00", "13:30"];
    let events = ["The price index stops", "idx-9", "Prices are 24 hours old", "probe", "The index is fresh again"];
    let impact = ["12.5%", "3,100", "950.50 USD", "eu-1", "41000", "Customer facing", "Failed transactions", "7"];
    let cause =
        ["held a lock for ever", "No timeout on locks", "Killed the job", "Locks expire", "Let locks expire", "2025-08-01"];
    [&head[..], &events, &impact, &cause].into_iter().for_each(|facts| assert_tells(&words, facts));
}

#[test]
fn a_comprehensive_document_is_imported_without_generated_boilerplate() {
    let words = imported("pir-markdown", &fixture("comprehensive.md"), &[], "INC-2025-0602-001");
    let head = ["Parcel labels came out blank", "SEV2", "Resolved", "labels", "font-server", "Olu Adeyemi", "Fonts, Printing"];
    let text = ["1,800 labels were blank", "The disk of the font server was full", "of the warehouse", "The author wrote that"];
    let why = ["asks only whether the process runs", "healthy at 08:12", "The cache has no limit", "du -sh", "Technology"];
    let then = ["Detection Phase", "08:10", "Gent called at once", "A full disk looks healthy", "Give every cache a limit"];
    let todo = ["Limit the cache", "1 week", "The disk stays below 80%", "Incident tracking ticket"];
    [&head[..], &text, &why, &then, &todo].into_iter().for_each(|facts| assert_tells(&words, facts));
    let placeholders =
        ["TBD", "N/A", "['labels'", "Unknown business impact", "further investigation", "PIR Generator", "we experienced"];
    let guesses = [
        "introduced a regression",
        "backup mechanism",
        "Code review process",
        "successfully resolved",
        "monitoring and alerting",
    ];
    [&placeholders[..], &guesses].into_iter().for_each(|inventions| assert_silent(&words, inventions));
}

#[test]
fn the_standard_and_the_brief_document_are_imported() {
    let standard = imported("pir-markdown", &fixture("standard.md"), &[], "INC-2025-0620-001");
    assert_tells(
        &standard,
        &["Labels again", "The second time in a month", "Twelve labels", "SEV4", "Nobody owned the cache", "10:00"],
    );
    assert_silent(&standard, &["deployment validation", "to be defined", "Unknown duration", "to be documented"]);
    let brief = imported("pir-markdown", &fixture("brief.md"), &[], "INC-2025-0701-001");
    assert_tells(
        &brief,
        &[
            "The printer caught fire",
            "2h 5m",
            "SEV3",
            "Buy an extinguisher",
            "24-48 hours",
            "Due: 03/07/2025",
            "It hangs by the door",
            "07:00",
        ],
    );
}

/// The timeline of the seed document's own data: the time, and words of each event.
const TIMELINE: [(&str, &str); 21] = [
    ("14:30", "45% error rate"),
    ("14:32", "Paged on-call engineer Sarah Chen"),
    ("14:35", "acknowledged the alert"),
    ("14:38", "200/200 connections active"),
    ("14:40", "need database team"),
    ("14:42", "PD-12345"),
    ("14:45", "#war-room-payment-api"),
    ("14:47", "Tom Wilson, Lisa Park"),
    ("14:50", "Investigating payment processing issues"),
    ("14:52", "unusual query patterns"),
    ("14:55", "15s per request"),
    ("15:00", "Recommending immediate rollback"),
    ("15:02", "Approved rollback to v2.2.9"),
    ("15:05", "Rollback initiated"),
    ("15:12", "across all regions"),
    ("15:15", "dropped to 8%"),
    ("15:18", "45/200 connections active"),
    ("15:25", "now 0.2%"),
    ("15:30", "Declaring incident resolved"),
    ("15:35", "All systems operational"),
    ("15:40", "PIR scheduled for tomorrow 10am"),
];

#[test]
fn every_fact_of_the_data_of_the_seed_document_is_imported() {
    let incidents = with_real("sample.json", "pir-generator/sample_incident_pir_data.json");
    let timelines = with_real("sample-events.json", "pir-generator/sample_timeline_events.json");
    for (incident, timeline) in incidents.iter().zip(&timelines) {
        let words = imported("pir-json", incident, &["--timeline", timeline.to_str().unwrap()], "INC-2024-0315-001");
        every_fact_of_the_seed_documents_own_data(&words);
    }
}

fn every_fact_of_the_seed_documents_own_data(words: &str) {
    let mut rest = words;
    for (time, event) in TIMELINE {
        assert!(words.contains(time), "{time}");
        let at = rest.find(event).unwrap_or_else(|| panic!("{event:?} does not follow"));
        rest = &rest[at..];
    }
    let figures =
        ["45%", "0.1%", "200", "v2.2.9", "v2.3.1", "7 minutes", "65 minutes", "1 h 5 min", "80%", "$45,000", "2,400", "12"];
    let names = ["Datadog", "us-west", "us-east", "eu-west", "payment-api", "checkout-service", "subscription-billing"];
    let people =
        ["Mike Rodriguez", "Sarah Chen", "Tom Wilson", "Database Team Lead", "Lisa Park", "David Kumar", "DevOps Engineer"];
    let lessons =
        ["code review missed", "realistic database query", "provided earlier warning", "Rollback procedure worked effectively"];
    let actions = ["Fix inefficient query", "performance checks to CI", "Improve load testing", "utilization alerts", "rollback"];
    [&figures[..], &names, &people, &lessons, &actions].into_iter().for_each(|facts| assert_tells(words, facts));
}

#[test]
fn every_fact_of_the_seed_document_is_imported_and_no_boilerplate() {
    for document in with_real("sample.md", "seed/000_9a17aa8be2881a7a.txt") {
        every_fact_of_the_seed_document(&imported("pir-markdown", &document, &[], "INC-2024-0315-001"));
    }
}

fn every_fact_of_the_seed_document(words: &str) {
    let facts = [
        "Connection Pool Exhaustion",
        "SEV2",
        "Resolved",
        "14:30",
        "1h 5m",
        "80% of users",
        "2,400",
        "500 errors",
        "$45,000",
        "12",
    ];
    let more = ["2-hour window", "v2.3.1", "widespread 500 errors", "payment-api", "checkout-service", "subscription-billing"];
    let people =
        ["Sarah Chen", "On-call Engineer, Primary Responder", "Tom Wilson", "Lisa Park", "Mike Rodriguez", "David Kumar"];
    [&facts[..], &more, &people].into_iter().for_each(|facts| assert_tells(words, facts));
    let inventions =
        ["TBD", "['payment-api'", "Further investigation", "to be defined", "in progress", "PIR Generator", "backup mechanism"];
    assert_silent(words, &inventions);
}

#[test]
fn every_fact_of_the_nested_sample_is_imported() {
    for incident in with_real("sample-nested.json", "pir-generator/sample_incident_data.json") {
        every_fact_of_the_nested_sample(&imported("pir-json", &incident, &[], "INC-2024-0142"));
    }
}

fn every_fact_of_the_nested_sample(words: &str) {
    let facts =
        ["12,500", "342", "28,500 USD", "8500", "99", "23.5", "order-service", "3x more connections", "canary", "#inc-20240115"];
    let people = ["Jane Smith", "Alice Chen", "Bob Kim", "Carol Davis", "Database SME", "alice@company.com", "2024-02-15"];
    let events = ["reaches 95%", "14:15", "stable for 60 minutes", "16:45", "within 48 hours", "~12,500 users", "v2.3.9"];
    [&facts[..], &people, &events].into_iter().for_each(|facts| assert_tells(words, facts));
}

#[test]
fn a_second_figure_of_a_kind_stays_in_the_text() {
    let document = "# A\n\n## Summary\n\nx\n\n## Incident Overview\n\n- **Started:** 2024-03-05 14:00 UTC\n\n### Impact in Figures\n\n\
                    - **Users affected:** 100\n- **Users affected:** 250\n- **Revenue lost:** 12 USDT\n- **Regions:** eu\n- **Regions:** us\n";
    let project = Project::new();
    project.write("a.md", document);
    let run = project.run(&["import", "pir-markdown", "a.md", "--dry-run", "--severity", "sev2"]);
    for line in [
        "users_affected = 100",
        "revenue_lost = { amount = 12, currency = \"USDT\" }",
        "regions = [\"eu\"]",
        "- **Users affected:** 250",
        "- **Regions:** us",
    ] {
        assert!(run.stdout.lines().any(|known| known == line), "{line}: {}", run.stdout);
    }
}
