//! Four times the input costs at most six times: no document makes an import take quadratic time.

use std::fmt::Write as _;

use pir_site::config::Config;
use pir_site::import::toml::{Remarks, write};
use pir_site::import::{Document, Format, Options};

use super::options;

/// A document that repeats something so many times.
type Generate = fn(usize) -> String;

fn repeated(head: &str, each: impl Fn(usize) -> String, count: usize) -> String {
    let mut text = head.to_owned();
    (0..count).for_each(|number| write!(text, "{}", each(number)).unwrap());
    text
}

const HEAD: &str = "# A\n\n**Date:** 2024-03-05\n\n";

/// What a document may have many of.
const DOCUMENTS: [(&str, Format, Generate); 31] = [
    ("headings", Format::Markdown, |n| repeated(HEAD, |i| format!("## h{i}\n\nx\n\n"), n)),
    ("equal headings", Format::Markdown, |n| repeated(HEAD, |_| "## Weather\n\nx\n\n".into(), n)),
    ("keys of front matter", Format::Markdown, |n| repeated("---\n", |i| format!("k{i}: v # c\n"), n) + "---\n# A\n"),
    ("rows of front matter", Format::Markdown, |n| {
        repeated("---\nactions:\n", |i| format!("  - k{i}: v\n    title: a\n"), n) + "---\n# A\n"
    }),
    ("facts", Format::Markdown, |n| repeated(HEAD, |i| format!("**F{i}:** v<br>w\n"), n)),
    ("repeated facts", Format::Markdown, |n| repeated(HEAD, |i| format!("- **Fact:** v{i}\n"), n)),
    ("names above lists", Format::Markdown, |n| repeated(HEAD, |i| format!("**F{i}:**\n\n- a\n- b\n\n"), n)),
    ("footnotes", Format::Markdown, |n| repeated(&format!("{HEAD}## Action items\n\n- Do"), |i| format!(" it[^{}]", i % 900), n)),
    ("services", Format::Markdown, |n| repeated(HEAD, |i| format!("- **Services:** v{i}\n"), n)),
    ("entries", Format::Markdown, |n| repeated(&format!("{HEAD}## Timeline\n\n"), |i| format!("- 14:00 e{i}\n"), n)),
    ("marked entries", Format::Markdown, |n| repeated(&format!("{HEAD}## Timeline\n\n"), |_| "- 14:00 OUTAGE ENDS\n".into(), n)),
    ("blocks of code", Format::Markdown, |n| repeated(&format!("{HEAD}## Timeline\n\n"), |_| "```\nx\n```\n\n".into(), n)),
    ("action items", Format::Markdown, |n| repeated(&format!("{HEAD}## Actions\n\n"), |i| format!("- Do (OPS-{i}, @ada)\n"), n)),
    ("remarks of an item", Format::Markdown, |n| repeated(&format!("{HEAD}## Actions\n\n- Do"), |_| " (OPS-1)".into(), n)),
    ("links of a text", Format::Markdown, |n| {
        repeated(&format!("{HEAD}## Links\n\n- "), |i| format!("[x](https://e.com/{i}) "), n)
    }),
    ("people", Format::Markdown, |n| repeated(&format!("{HEAD}## Responders\n\n"), |i| format!("- Ada{i} - Role\n"), n)),
    ("causes", Format::Markdown, |n| repeated(&format!("{HEAD}## Root causes\n\n"), |i| format!("- cause {i}\n"), n)),
    ("definitions", Format::Markdown, |n| {
        repeated(
            &format!("{HEAD}{}\n\n", repeated("x", |i| format!(" [a][d{i}]"), n)),
            |i| format!("[d{i}]: https://e.com/{i}\n"),
            n,
        )
    }),
    ("comments", Format::Markdown, |n| repeated(HEAD, |_| "<!-- c --> x ".into(), n)),
    ("pictures", Format::Markdown, |n| repeated(HEAD, |_| "![a](data:image/png;base64,AA) ".into(), n)),
    ("tags", Format::Markdown, |n| repeated(HEAD, |_| "a<br>b <a href=\"https://e.com\">x ".into(), n)),
    ("tags of a tool", Format::Markdown, |n| repeated(HEAD, |i| format!("<a{i}:b c=\"x\"> "), n)),
    ("carriage returns", Format::Markdown, |n| repeated(&HEAD.replace('\n', "\r"), |_| "- x\r".into(), n)),
    ("rows", Format::Csv, |n| repeated("title,started\n", |i| format!("t{i},2024-01-01\n"), n)),
    ("refused rows", Format::Csv, |n| repeated("title,started\n", |i| format!("t{i},soon,x\n"), n)),
    ("records", Format::Statuspage, |n| {
        repeated("[", |i| format!("{{\"name\":\"A{i}\",\"created_at\":\"2025-01-01\"}},"), n) + "]"
    }),
    ("records with dates", Format::Github, |n| {
        let issue = "\"title\":\"A\",\"created_at\":\"2024-01-01T00:00:00Z\",\"state\":\"closed\",\"body\":\"Date: 03/04/2024\"";
        repeated("[", |i| format!("{{\"number\":{i},{issue}}},"), n) + "]"
    }),
    ("refused records", Format::Statuspage, |n| repeated("[", |i| format!("{{\"title\":\"A{i}\"}},"), n) + "]"),
    ("private values", Format::Pagerduty, |n| {
        repeated("{\"title\":\"A\",\"x\":[", |i| format!("{{\"phone\":\"+14155550101\",\"pin\":{i}}},"), n) + "]}"
    }),
    ("keys", Format::PirJson, |n| {
        repeated("{\"title\":\"A\",\"technical_details\":{", |i| format!("\"rollback_{i}\":\"v\","), n) + "}}"
    }),
    ("sections", Format::PirMarkdown, |n| repeated("# A\n\n## Summary\nx\n", |i| format!("## h{i}\nx\n## Timeline\n"), n)),
];

/// The nanoseconds that this thread was running, where the system counts them: what others do at the same time does not count.
fn cpu_time() -> u64 {
    let counted = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let counted = counted.and_then(|text| text.split(' ').next().and_then(|field| field.parse().ok()));
    counted.unwrap_or_else(|| u64::try_from(std::time::UNIX_EPOCH.elapsed().unwrap().as_nanos()).unwrap())
}

/// What importing a text and writing its files costs, with its comments where they are a document of their own.
fn cost(format: Format, text: &str, comments: Option<&str>) -> u64 {
    let config = Config::default();
    let timeline = comments.map(|text| Document { name: "b", text });
    let options = Options { timeline, ..options(&config) };
    let before = cpu_time();
    let mut import = format.import(&Document { name: "a", text }, &options);
    // A file has a fixed cost, so that many are not written here: that of one is what may grow.
    if let [imported] = import.incidents.as_mut_slice() {
        imported.leave_out_files(|_| false);
        let comments = imported.notes.iter().filter_map(|note| Some((note.path.clone()?, note.message.clone()))).collect();
        assert!(!write(&imported.incident, &Remarks { schema: None, comments }).is_empty());
    }
    cpu_time() - before
}

#[test]
fn four_times_the_input_costs_at_most_six_times() {
    for (name, format, generate) in DOCUMENTS {
        assert_linear(name, |count| {
            let text = generate(count);
            Box::new(move || cost(format, &text, None))
        });
    }
}

/// A tool's name, its records, and a document with a comment of each.
type Commented = (Format, fn(usize) -> String, fn(usize) -> String);

const COMMENTED: [Commented; 3] = [
    (
        Format::Github,
        |i| {
            format!(
                r#"{{"number":{i},"title":"A","created_at":"2024-01-01T00:00:00Z","html_url":"https://github.com/o/r/issues/{i}"}}"#
            )
        },
        |i| format!(r#"{{"html_url":"https://github.com/o/r/issues/{i}#c","created_at":"2024-01-01T00:00:00Z","body":"c"}}"#),
    ),
    (
        Format::Gitlab,
        |i| format!(r#"{{"iid":{i},"project_id":1,"title":"A","created_at":"2024-01-01T00:00:00Z"}}"#),
        |i| format!(r#"{{"noteable_iid":{i},"project_id":1,"created_at":"2024-01-01T00:00:00Z","body":"c"}}"#),
    ),
    (
        Format::Firehydrant,
        |i| {
            format!(
                r#"{{"id":"{i}","number":{i},"name":"A","started_at":"2024-01-01T00:00:00Z","current_milestone":"resolved"}}"#
            )
        },
        |i| format!(r#"{{"incident_id":"{i}","occurred_at":"2024-01-01T00:00:00Z","description":"c"}}"#),
    ),
];

#[test]
fn four_times_the_records_and_their_comments_cost_at_most_six_times() {
    let array = |each: fn(usize) -> String, count| format!("[{}]", (0..count).map(each).collect::<Vec<_>>().join(","));
    for (format, record, comment) in COMMENTED {
        assert_linear(format.as_str(), |count| {
            let (records, comments) = (array(record, count / 4), array(comment, count / 4));
            Box::new(move || cost(format, &records, Some(&comments)))
        });
    }
}

/// Asserts that what `prepare` returns for a size costs at most six times as much for four times the size.
fn assert_linear(name: &str, prepare: impl Fn(usize) -> Box<dyn Fn() -> u64>) {
    // The least of several runs is what others disturbed least. A quadratic cost fails however often it is measured.
    let least = |count: usize, runs: usize| {
        let run = prepare(count);
        (0..runs).map(|_| run()).min().unwrap()
    };
    // The system counts in steps of some milliseconds.
    let is_counted = |count: &usize| least(*count, 1) > 20_000_000;
    let count = (0..7).map(|doublings| 400 << doublings).find(is_counted).unwrap_or(400 << 7);
    let ratio = |runs| {
        let (small, large) = (least(count, runs), least(4 * count, runs));
        (large * 10 / small.max(1), small, large)
    };
    let mut measured = ratio(1);
    for runs in [3, 5] {
        if measured.0 > 60 {
            measured = ratio(runs);
        }
    }
    assert!(measured.0 <= 60, "{name}: {measured:?}");
}
