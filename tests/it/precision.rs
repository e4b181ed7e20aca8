//! Every planted fault is found, and nothing else: held against archives written badly and well.
//!
//! A bad file marks its faults itself, each with the rule behind it, in comments of the form of `marks`. Where no comment can
//! stand, one elsewhere says `# unmarked: RULE LINE START END`. The pair `workbook.toml` is one incident told badly and well.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use pir_site::check::{Checker, Levels, RULES, find_rule};
use pir_site::config::{Config, ConfigFile};
use pir_site::diagnostic::{Diagnostic, human};

use crate::marks::marks;
use crate::project::{AS_OF, repository};

/// Where a fault is: file, line, first column and the column after the last, which is 0 past the line; and the rule.
type Fault = (String, usize, usize, usize, String);

/// One of the two archives.
struct Set(PathBuf);

impl Set {
    fn new(name: &str) -> Self {
        Self(repository().join("tests/data/check").join(name))
    }

    fn found(&self) -> Vec<Diagnostic> {
        let file: ConfigFile = toml::from_str(&fs::read_to_string(self.0.join("pir-site.toml")).unwrap()).unwrap();
        let (config, problems) = Config::resolve(file);
        assert!(problems.is_empty(), "{problems:?}");
        let mut content = pir_site::content::load(&self.0, &config);
        let mut found = std::mem::take(&mut content.diagnostics);
        let (levels, problems) = Levels::configured(&config.check, &config.severities);
        assert!(problems.is_empty(), "{problems:?}");
        found.extend(Checker::new(&content, &config, AS_OF.parse().unwrap()).run_all(&levels).diagnostics);
        crate::project::relative_to(&self.0, &mut found);
        found
    }

    /// The faults that the files themselves mark.
    fn planted(&self) -> BTreeSet<Fault> {
        let mut planted = BTreeSet::new();
        for file in fs::read_dir(self.0.join("content")).unwrap() {
            let name = file.unwrap().file_name().into_string().unwrap();
            let Ok(text) = fs::read_to_string(self.0.join("content").join(&name)) else { continue };
            let fault = |line, start, end, rule: &str| (format!("content/{name}"), line, start, end, rule.to_owned());
            planted.extend(marks(&text).into_iter().map(|(line, start, end, rule)| fault(line, start, end, rule.unwrap())));
            for unmarked in text.lines().filter_map(|line| line.strip_prefix("# unmarked: ")) {
                let words: Vec<&str> = unmarked.split(' ').collect();
                let [line, start, end] = [1, 2, 3].map(|word| words[word].parse().unwrap());
                planted.insert(fault(line, start, end, words[0]));
            }
        }
        planted
    }
}

fn fault(diagnostic: &Diagnostic) -> Fault {
    let place = diagnostic.location.as_ref().unwrap();
    let (line, start, end) = place.span.as_ref().map_or((0, 0, 0), |span| {
        let end = if span.start.line == span.end.line { span.end.column } else { 0 };
        (span.start.line, span.start.column, end)
    });
    (place.file.clone(), line, start, end, diagnostic.rule.to_owned())
}

#[test]
fn every_planted_fault_is_found_at_its_place_and_nothing_else() {
    let bad = Set::new("bad");
    let mut planted = bad.planted();
    planted.insert(("content/spare.png".to_owned(), 0, 0, 0, "unused-attachment".to_owned()));
    let found = bad.found();
    let reported: BTreeSet<Fault> = found.iter().map(fault).collect();
    let missed: Vec<_> = planted.difference(&reported).collect();
    let unplanted: Vec<_> = reported.difference(&planted).collect();
    assert!(missed.is_empty() && unplanted.is_empty(), "missed: {missed:#?}\nnot planted: {unplanted:#?}");
    assert_eq!(reported.len(), found.len(), "a fault was reported twice");
}

#[test]
fn a_fault_of_every_rule_is_planted() {
    let planted = Set::new("bad").planted();
    let planted: BTreeSet<&str> =
        planted.iter().map(|fault| fault.4.as_str()).chain(["unused-attachment", "unused-theme-file"]).collect();
    let rules: BTreeSet<&str> = RULES.iter().filter(|rule| !rule.is_of_build()).map(|rule| rule.name).collect();
    assert_eq!(planted, rules);
}

#[test]
fn nothing_is_reported_in_good_reviews() {
    let found: Vec<String> = Set::new("good").found().iter().map(|diagnostic| human(diagnostic, false)).collect();
    assert!(found.is_empty(), "{}", found.join("\n\n"));
}

#[test]
fn check_distinguishes_a_poor_review_from_a_good_one() {
    let of = |set: &str| -> Vec<&str> {
        let found = Set::new(set).found();
        found.iter().filter(|diagnostic| diagnostic.file() == Some("content/workbook.toml")).map(|found| found.rule).collect()
    };
    assert_eq!(of("good"), Vec::<&str>::new());
    let bad: BTreeSet<&str> = of("bad").into_iter().collect();
    // What the chapter itself finds missing or harmful in it: blame, drama, actions that are vague, of one priority or nobody's.
    for rule in ["blame", "drama", "vague-action", "no-urgent-action", "same-priority", "missing-owner", "missing-timeline"] {
        assert!(find_rule(rule).is_some() && bad.contains(rule), "{rule} is not among {bad:?}");
    }
}
