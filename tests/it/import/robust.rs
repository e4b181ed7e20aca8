//! No input makes an importer stop: whatever is cut off, changed or put in, it is understood or refused, and what is understood can
//! be written and read.

use pir_site::config::Config;
use pir_site::import::toml::{Remarks, write};
use pir_site::import::{Document, Format, Options};
use pir_site::incident::Incident;
use proptest::prelude::*;

use super::{options, text};

const FIXTURES: [(Format, &str); 25] = [
    (Format::PirJson, "flat.json"),
    (Format::PirJson, "nested.json"),
    (Format::PirMarkdown, "comprehensive.md"),
    (Format::PirMarkdown, "standard.md"),
    (Format::PirMarkdown, "brief.md"),
    (Format::Statuspage, "statuspage.json"),
    (Format::Pagerduty, "pagerduty.json"),
    (Format::Github, "github.json"),
    (Format::Gitlab, "gitlab.json"),
    (Format::Opsgenie, "opsgenie.json"),
    (Format::IncidentIo, "incident-io.json"),
    (Format::Firehydrant, "firehydrant.json"),
    (Format::Rootly, "rootly.json"),
    (Format::Jira, "jira.json"),
    (Format::Markdown, "freeform/2024-11-02-mail-from-nowhere.md"),
    (Format::Markdown, "freeform/atlassian.md"),
    (Format::Markdown, "freeform/bold-headings.md"),
    (Format::Markdown, "freeform/gitlab.md"),
    (Format::Markdown, "freeform/google.md"),
    (Format::Markdown, "freeform/issue-form.md"),
    (Format::Markdown, "freeform/messy.md"),
    (Format::Markdown, "freeform/pagerduty.md"),
    (Format::Markdown, "freeform/toml-front-matter.md"),
    (Format::Csv, "incidents.csv"),
    (Format::Csv, "spreadsheet.csv"),
];

/// Pieces that mean something to one importer or another.
const PIECES: [&str; 39] = [
    "\n",
    "# ",
    "## ",
    "### ",
    "## Timeline\n",
    "- ",
    "  - ",
    "**",
    ":**",
    "**Why 1:** ",
    "\"",
    "{",
    "}",
    "[",
    "]",
    ",",
    "\\",
    "é",
    "(due İİİİ, owner İİİİ)",
    "🚒",
    "\u{feff}",
    "---\n",
    "+++\n",
    "<!-- ",
    "-->",
    "| ",
    "|---|---|\n",
    "- [x] ",
    "14:32 PT – ",
    "2:32 PM",
    "(@é, ",
    ";",
    "\t",
    "2025-02-30",
    "99999999999999999999",
    "![é",
    "](data:,)",
    "][a]",
    "\n[a]: data:,\n",
];

fn try_import(format: Format, text: &str) {
    let config = Config::default();
    let document = Document { name: "a", text };
    for timeline in [None, Some(document)] {
        let options = Options { timeline, slack_users: timeline, ..options(&config) };
        let import = format.import(&document, &options);
        assert!(!import.incidents.is_empty() || !import.errors.is_empty(), "it was passed over in silence: {text:?}");
        for imported in import.incidents {
            let comments = imported.notes.iter().filter_map(|note| Some((note.path.clone()?, note.message.clone()))).collect();
            let written = write(&imported.incident, &Remarks { schema: None, comments });
            toml::from_str::<Incident>(&written).unwrap_or_else(|error| panic!("{error}\n{written}"));
        }
    }
}

#[test]
fn every_prefix_of_a_document_is_parsed_or_refused() {
    for (format, name) in FIXTURES {
        let text = text(name);
        let step = if matches!(format, Format::Markdown | Format::Csv) { 67 } else { 7 };
        for (end, _) in text.char_indices().step_by(step) {
            try_import(format, &text[..end]);
        }
    }
}

/// `İ` has two bytes, and three in lower case.
#[test]
fn letters_that_grow_in_lower_case_are_read() {
    for (format, name) in FIXTURES {
        let text = text(name);
        for place in ["\n", ": ", " ", "(", "e"] {
            try_import(format, &text.replace(place, &format!("{place}İİİİ")));
        }
    }
    let labels = ["owner", "team", "due", "by", "priority", "status", "done", "ticket", "target completion"];
    let items: String = labels.iter().map(|label| format!("- Fix it ({label} İİİİİİ, @ada)\n")).collect();
    try_import(Format::Markdown, &format!("# Outage 2024-01-02\n\n## Action items\n\n{items}"));
}

#[test]
fn deep_nesting_does_not_crash_it() {
    try_import(Format::PirJson, &"[".repeat(100_000));
    try_import(Format::PirJson, &format!("{{\"title\":\"a\",\"x\":{}1{}}}", "[".repeat(400), "]".repeat(400)));
    try_import(Format::PirMarkdown, &format!("# a\n\n## Timeline\n{}", "> - ".repeat(20_000)));
    try_import(Format::PirMarkdown, &format!("# a\n{}", "## Timeline\n## Review\n".repeat(5_000)));
    try_import(Format::Markdown, &format!("# a\n\n## Timeline\n{}", "> - ".repeat(5_000)));
    try_import(Format::Markdown, &format!("# a\n\n## Timeline\n{}", "- ".repeat(2_000)));
    try_import(Format::Markdown, &format!("# a\n\n## Actions\n{}", "* ".repeat(2_000)));
    try_import(Format::Markdown, &format!("---\na: {}\n---\n# b\n", "[".repeat(50_000)));
    try_import(Format::Markdown, &format!("# a\n{}", "##### Impact\n###### Timeline\n".repeat(2_000)));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(100) })]

    #[test]
    fn a_mutated_document_is_parsed_or_refused(which in 0..FIXTURES.len(), changes in prop::collection::vec((any::<prop::sample::Index>(), 0..PIECES.len(), 0..40_usize), 1..6)) {
        let (format, name) = FIXTURES[which];
        let mut letters: Vec<char> = text(name).chars().collect();
        for (at, piece, cut) in changes {
            let at = at.index(letters.len());
            let end = (at + cut).min(letters.len());
            letters.splice(at..end, PIECES[piece].chars());
        }
        try_import(format, &letters.into_iter().collect::<String>());
    }

    #[test]
    fn any_text_is_parsed_or_refused(text in any::<String>()) {
        try_import(Format::PirJson, &text);
        try_import(Format::PirMarkdown, &text);
        try_import(Format::Csv, &text);
        try_import(Format::Csv, &format!("title,started,timeline,{text}\n{text},{text},{text},{text}"));
        for heading in ["Timeline", "Action items", "5 Whys", "Responders", "Impact", "Links"] {
            try_import(Format::Markdown, &format!("---\ndate: {text}\n---\n{text}\n\n## {heading}\n{text}\n- {text}\n- 14:32 {text}"));
        }
        try_import(Format::PirMarkdown, &format!("# {text}\n\n## Timeline\n{text}\n\n## Review\n{text}"));
    }
}
