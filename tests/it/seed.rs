//! The incident that the archive began with: everything that is known of it is on its page and in its Markdown, and nothing else.

use crate::archive::{json, page, public, text};

const FOLDER: &str = "incidents/inc-2024-0315-001/";

/// The timeline, by time in UTC and in the site's zone, with words of each event.
const TIMELINE: [(&str, &str, &[&str]); 21] = [
    ("14:30", "15:30", &["45%", "5%"]),
    ("14:32", "15:32", &["Sarah Chen", "paged"]),
    ("14:35", "15:35", &["acknowledges"]),
    ("14:38", "15:38", &["200 of 200"]),
    ("14:40", "15:40", &["incident commander"]),
    ("14:42", "15:42", &["Mike Rodriguez", "PD-12345"]),
    ("14:45", "15:45", &["#war-room-payment-api"]),
    ("14:47", "15:47", &["Tom Wilson", "Lisa Park"]),
    ("14:50", "15:50", &["status page", "being investigated"]),
    ("14:52", "15:52", &["unusual query patterns"]),
    ("14:55", "15:55", &["v2.3.1", "15 s per request"]),
    ("15:00", "16:00", &["inefficient query", "immediate rollback"]),
    ("15:02", "16:02", &["v2.2.9", "approved"]),
    ("15:05", "16:05", &["rollback", "starts"]),
    ("15:12", "16:12", &["complete", "us-west, us-east and eu-west"]),
    ("15:15", "16:15", &["8%"]),
    ("15:18", "16:18", &["45 of 200", "22.5%"]),
    ("15:25", "16:25", &["0.2%"]),
    ("15:30", "16:30", &["declared resolved"]),
    ("15:35", "16:35", &["all systems are operational"]),
    ("15:40", "16:40", &["10:00 UTC", "v2.3.2"]),
];

/// What else is known of it: people, causes, lessons, actions, figures.
const FACTS: [&str; 36] = [
    "INC-2024-0315-001",
    "SEV2",
    "Resolved",
    "2024-03-15",
    "Payment API",
    "Checkout",
    "Subscription Billing",
    "Mike Rodriguez",
    "Sarah Chen",
    "On-call Engineer, Primary Responder",
    "Tom Wilson",
    "Database Team Lead",
    "Lisa Park",
    "Database Engineer",
    "David Kumar",
    "DevOps Engineer",
    "Datadog",
    "PagerDuty",
    "us-west",
    "us-east",
    "eu-west",
    "80%",
    "2,400",
    "45,000",
    "USD",
    "12",
    "2-hour window",
    "200 connections",
    "rollback",
    "The code review of v2.3.1 missed the performance implications of the query change",
    "Load testing did not include realistic database query patterns",
    "Connection pool monitoring can give an earlier warning",
    "Fix the inefficient query for v2.3.2",
    "Add database query performance checks to the CI pipeline",
    "Improve load testing to include database performance scenarios",
    "Add alerts on connection pool utilisation",
];

/// What a generator writes where it knows nothing, and how it prints a list.
const BOILERPLATE: [&str; 14] = [
    "No detailed timeline available",
    "Further investigation needed",
    "Link TBD",
    "TBD",
    "Action items to be defined",
    "['payment-api'",
    "Analysis in progress",
    "Lessons learned to be documented",
    "backup mechanism",
    "Testing environment didn't match production",
    "Incident command was established",
    "Multiple team members collaborated",
    "Implement comprehensive testing",
    "PIR Generator",
];

/// The page and the Markdown, each as words with one space between them and without marks of Markdown.
fn texts() -> [(&'static str, String); 2] {
    let markdown = text(public(), &format!("{FOLDER}incident.md")).replace(['*', '`', '\\'], "");
    [("the page", page(public(), &format!("{FOLDER}index.html")).text()), ("the Markdown", markdown)]
        .map(|(name, text)| (name, text.replace('\u{a0}', " ").split_whitespace().collect::<Vec<_>>().join(" ")))
}

#[test]
fn every_timeline_entry_is_imported_in_order_with_its_time() {
    for (name, text) in texts() {
        // The words of an entry stand after those of the entry before it.
        let first = text.find("45% of payment-api requests fail").unwrap_or_else(|| panic!("{name} does not tell of the alert"));
        let mut rest = &text[first..];
        for (utc, local, words) in TIMELINE {
            let times: &[&str] = if name == "the page" { &[utc, local] } else { &[utc] };
            for wanted in words {
                let at = rest
                    .find(wanted)
                    .unwrap_or_else(|| panic!("{name}: {utc} does not tell {wanted:?} after the entry before it"));
                rest = &rest[at..];
            }
            for time in times {
                assert!(text.contains(time), "{name} does not say {time}");
            }
        }
    }
}

#[test]
fn every_fact_is_imported() {
    for (name, text) in texts() {
        let missing: Vec<_> = FACTS.iter().filter(|fact| !text.contains(**fact)).collect();
        assert!(missing.is_empty(), "{name} does not tell {missing:?}");
    }
}

#[test]
fn every_duration_on_the_page_is_one_hour_and_five_minutes() {
    for (name, text) in texts() {
        assert!(text.contains("1 h 5 min"), "{name}");
        // "95 minutes" and "65 minutes" are an author's words about a record that differs.
        for other in ["1h 5m", "1h5m", "3900", "PT3900S", "1 h 05", "1.08", "1 hour 5 min", "65 min "] {
            assert!(!text.contains(other), "{name} says {other:?} too");
        }
        let stated = text.matches("Duration").count();
        let most = 2;
        assert!(stated <= most, "{name} states the duration {stated} times");
    }
    let metrics = &json(public(), &format!("{FOLDER}incident.json"))["metrics"];
    let seconds =
        ["detect", "acknowledge", "mitigate", "resolve"].map(|what| metrics[format!("time_to_{what}_seconds")].as_i64());
    assert_eq!((seconds, metrics["duration_seconds"].as_i64()), ([0, 300, 3300, 3900].map(Some), Some(3900)));
}

#[test]
fn no_boilerplate_is_on_any_page() {
    for (name, text) in texts() {
        let found: Vec<_> = BOILERPLATE.iter().filter(|words| text.contains(**words)).collect();
        assert!(found.is_empty(), "{name} has {found:?}");
    }
}

#[test]
fn the_parts_stand_in_the_order_of_the_document() {
    let headings = [
        "Summary",
        "Impact",
        "Why it happened",
        "Timeline",
        "Action items",
        "Lessons",
        "What went well",
        "What didn’t go well",
        "What we learned",
        "Follow-up",
    ];
    let page = page(public(), &format!("{FOLDER}index.html"));
    let shown: Vec<String> =
        page.all("main h2, main h3").into_iter().map(crate::page::words).map(|heading| heading.to_lowercase()).collect();
    let mut from = 0;
    for heading in headings {
        let at = shown[from..].iter().position(|one| one.contains(&heading.to_lowercase()));
        from += at.unwrap_or_else(|| panic!("{heading:?} does not follow in {shown:#?}"));
    }
    let markdown = text(public(), &format!("{FOLDER}incident.md"));
    let mut rest = markdown;
    for heading in [
        "## Executive Summary",
        "## Incident Overview",
        "### Customer Impact",
        "### Business Impact",
        "## Timeline",
        "## Root Cause Analysis",
        "## What Went Well",
        "## What Didn't Go Well",
        "## Lessons Learned",
        "## Action Items",
    ] {
        let at = rest.find(&format!("\n{heading}\n")).unwrap_or_else(|| panic!("{heading:?} does not follow"));
        rest = &rest[at..];
    }
}
