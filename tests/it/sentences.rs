//! The rules of wording, measured on labelled sentences: how many of the faults each finds, and how many of its findings are right.
//!
//! `tests/data/wording/` has two halves: the rules were extended with the first, and the second is only measured.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;

use pir_site::check::{Checker, Levels};
use pir_site::config::{Config, ConfigFile};
use serde::Deserialize;

use crate::project::{AS_OF, repository};

/// The labelled sentences of a rule.
#[derive(Deserialize)]
struct Sentences {
    /// Those that break it.
    found: Vec<String>,
    /// Those that only look like it.
    innocent: Vec<String>,
}

/// By rule.
type Half = BTreeMap<String, Sentences>;

/// How many sentences of each kind a rule reports.
#[derive(Default, Clone, Copy)]
struct Score {
    sentences: usize,
    right: usize,
    missed: usize,
    wrong: usize,
}

impl Score {
    fn and(self, other: Self) -> Self {
        Self {
            sentences: self.sentences + other.sentences,
            right: self.right + other.right,
            missed: self.missed + other.missed,
            wrong: self.wrong + other.wrong,
        }
    }

    /// The share of the faults that are found, in percent.
    fn recall(self) -> f64 {
        percent(self.right, self.right + self.missed)
    }

    /// The share of the findings that are right, in percent.
    fn precision(self) -> f64 {
        percent(self.right, self.right + self.wrong)
    }
}

fn percent(part: usize, of: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "some hundred sentences")]
    let share = part as f64 / of as f64;
    100.0 * share
}

fn half(name: &str) -> Half {
    let text = fs::read_to_string(repository().join("tests/data/wording").join(name)).unwrap();
    toml::from_str(&text).unwrap()
}

/// Which of some sentences a rule reports, where they are the titles of action items or lessons.
fn reported(rule: &str, sentences: &[&String]) -> BTreeSet<String> {
    let mut file = "id = \"INC-1\"\ntitle = \"a\"\nseverity = \"sev1\"\nreview.state = \"reviewed\"\n\
                    milestones.started = 2024-03-15T14:30:00Z\n"
        .to_owned();
    let of_actions = rule == "vague-action";
    for sentence in sentences.iter().filter(|_| of_actions) {
        writeln!(file, "[[actions]]\ntitle = {sentence:?}").unwrap();
    }
    let lines: String = sentences.iter().filter(|_| !of_actions).map(|sentence| format!("{sentence:?},\n")).collect();
    writeln!(file, "[lessons]\nwent_poorly = [\n{lines}]").unwrap();
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("content")).unwrap();
    fs::write(folder.path().join("content/a.toml"), &file).unwrap();
    let (config, _) = Config::resolve(ConfigFile::default());
    let content = pir_site::content::load(folder.path(), &config);
    assert!(content.diagnostics.is_empty(), "{:?}", content.diagnostics);
    let (levels, _) = Levels::configured(&config.check, &config.severities);
    let found = Checker::new(&content, &config, AS_OF.parse().unwrap()).run_all(&levels).diagnostics;
    let line =
        |number: usize| file.lines().nth(number - 1).unwrap().trim_start_matches("title = ").trim_end_matches(',').to_owned();
    let of_rule = found.iter().filter(|found| found.rule == rule);
    of_rule.map(|found| line(found.location.as_ref().unwrap().span.as_ref().unwrap().start.line)).collect()
}

/// The score of each rule. What is innocent by one rule of prose is so by the others.
fn scores(half: &Half, report: &mut String) -> BTreeMap<String, Score> {
    let mut scores = BTreeMap::new();
    for (rule, own) in half {
        let is_like = |other: &str| other == rule || (rule != "vague-action" && other != "vague-action");
        let innocent: Vec<&String> =
            half.iter().filter(|(name, _)| is_like(name)).flat_map(|(_, other)| &other.innocent).collect();
        let found = reported(rule, &own.found.iter().chain(innocent.iter().copied()).collect::<Vec<_>>());
        let is_reported = |sentence: &String| found.contains(&format!("{sentence:?}"));
        let (right, missed): (Vec<&String>, Vec<&String>) = own.found.iter().partition(|sentence| is_reported(sentence));
        let wrong: Vec<_> = innocent.into_iter().filter(|sentence| is_reported(sentence)).collect();
        writeln!(report, "{rule}: missed {missed:#?}\n{rule}: wrong {wrong:#?}").unwrap();
        let sentences = own.found.len() + own.innocent.len();
        scores.insert(rule.clone(), Score { sentences, right: right.len(), missed: missed.len(), wrong: wrong.len() });
    }
    scores
}

/// The scores as a table of Markdown, one row for each rule: of all sentences, and of those that the rules have not seen.
fn table(seen: &BTreeMap<String, Score>, unseen: &BTreeMap<String, Score>) -> String {
    let mut table =
        "| rule | sentences | recall | precision | unseen | recall | precision |\n|---|---|---|---|---|---|---|\n".to_owned();
    for (rule, unseen) in unseen {
        write!(table, "| `{rule}` |").unwrap();
        for score in [seen[rule].and(*unseen), *unseen] {
            write!(table, " {} | {:.0}% | {:.0}% |", score.sentences, score.recall(), score.precision()).unwrap();
        }
        table.push('\n');
    }
    table
}

#[test]
fn each_rule_of_wording_finds_four_fifths_and_nine_of_ten_findings_are_right() {
    for name in ["development.toml", "held-out.toml"] {
        let mut report = String::new();
        for (rule, score) in scores(&half(name), &mut report) {
            let is_good = score.recall() >= 80.0 && score.precision() >= 90.0;
            assert!(is_good, "{name}, {rule}: recall {:.0}, precision {:.0}\n{report}", score.recall(), score.precision());
        }
    }
}

#[test]
fn at_least_two_hundred_sentences_are_labelled_and_half_of_them_are_innocent() {
    let halves = ["development.toml", "held-out.toml"].map(half);
    let rules = || halves.iter().flat_map(|half| half.values());
    let (found, innocent): (usize, usize) =
        (rules().map(|rule| rule.found.len()).sum(), rules().map(|rule| rule.innocent.len()).sum());
    assert!(found + innocent >= 200 && innocent * 5 >= found * 4, "{found} {innocent}");
}

#[test]
fn the_document_states_the_measured_recall_and_precision() {
    let [seen, unseen] = ["development.toml", "held-out.toml"].map(|name| scores(&half(name), &mut String::new()));
    let (file, table) = (repository().join("docs/checking.md"), table(&seen, &unseen));
    let text = fs::read_to_string(&file).unwrap();
    let start = text.find("| rule | sentences |").unwrap();
    let end = text[start..].find("\n\n").map_or(text.len(), |end| start + end + 1);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&file, format!("{}{table}{}", &text[..start], &text[end..])).unwrap();
    } else {
        assert_eq!(&text[start..end], table, "run `UPDATE_DOCS=1 cargo test --test it sentences`");
    }
}
