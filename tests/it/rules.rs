//! Every rule finds what its own examples mark, at the marked place, and nothing in the examples that come close.
//!
//! The examples are in `docs/rules.md`, and further ones in `tests/data/rules/`. An example is an excerpt of an incident file: what an
//! incident needs beside it is filled in. A comment below a line marks with `^` what is found there. `# file: NAME` begins another file, which may be `pir-site.toml`. Today is 2024-06-03.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;

use pir_site::check::{Checker, Group, Levels, RULES, Rule, RuleLevel, Scope, find_rule};
use pir_site::config::{Config, ConfigFile};
use pir_site::diagnostic::Diagnostic;

use crate::project::{has_extension, repository, tree};

const TODAY: &str = "2024-06-03";

/// A place: file, line, first column and the column after the last.
type Mark = (String, usize, usize, usize);

/// The examples of a rule: whether each of them breaks the rule, and its text.
fn examples(rule: &Rule) -> Vec<(bool, String)> {
    let explanation = rule.explanation();
    let shown = [(true, "What it finds:"), (false, "What it leaves alone:")].into_iter().filter_map(|(is_wrong, label)| {
        let block = explanation.split_once(&format!("\n{label}\n\n```toml\n"))?.1;
        Some((is_wrong, block.split_once("\n```").unwrap().0.to_owned()))
    });
    let further = fs::read_to_string(repository().join(format!("tests/data/rules/{}.toml", rule.name))).unwrap_or_default();
    let further = further.split("### ").skip(1).map(|example| {
        let (kind, text) = example.split_once('\n').unwrap();
        assert!(["wrong", "right"].contains(&kind), "{}: {kind}", rule.name);
        (kind == "wrong", text.to_owned())
    });
    shown.chain(further).collect()
}

/// The files of an example: names and texts.
fn files(example: &str) -> Vec<(String, String)> {
    let mut files = vec![("content/a.toml".to_owned(), String::new())];
    for line in example.trim_start().split_inclusive('\n') {
        match line.strip_prefix("# file: ") {
            Some(name) => files.push((name.trim().to_owned(), String::new())),
            None => files.last_mut().unwrap().1.push_str(line),
        }
    }
    files.retain(|(name, text)| name != "content/a.toml" || !text.is_empty());
    files.into_iter().map(|(name, text)| if is_incident(&name) { (name, completed(&text)) } else { (name, text) }).collect()
}

fn is_incident(name: &str) -> bool {
    has_extension(name, "toml") && name != "pir-site.toml"
}

/// The excerpt with what every incident file must have.
fn completed(text: &str) -> String {
    let has = |key: &str| text.lines().any(|line| line.starts_with(key));
    let has_above = |key: &str| text.lines().take_while(|line| !line.starts_with('[')).any(|line| line.starts_with(key));
    let mut head = String::new();
    for (key, value) in [("id =", "\"INC-2024-0315-001\""), ("title =", "\"Payments failed\""), ("severity =", "\"sev1\"")] {
        if !has_above(key) {
            let _ = writeln!(head, "{key} {value}");
        }
    }
    let started = "\n[milestones]\nstarted = 2024-03-15T14:30:00Z\n";
    let tail = if has("[milestones]") || has("milestones.") { "" } else { started };
    format!("{head}{text}{tail}")
}

fn marks(files: &[(String, String)]) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (name, text) in files.iter().filter(|(name, _)| has_extension(name, "toml")) {
        marks.extend(crate::marks::marks(text).into_iter().map(|(line, start, end, _)| (name.clone(), line, start, end)));
    }
    marks.sort();
    marks
}

/// What the rule finds in an example.
fn found(rule: &Rule, files: &[(String, String)]) -> Vec<Diagnostic> {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let file = fs::read_to_string(folder.path().join("pir-site.toml")).unwrap_or_default();
    let file: ConfigFile = toml::from_str(&file).unwrap_or_else(|error| panic!("{}: {error}", rule.name));
    let (config, problems) = Config::resolve(file);
    assert!(problems.is_empty(), "{}: {problems:?}", rule.name);
    let mut content = pir_site::content::load(folder.path(), &config);
    let mut diagnostics = std::mem::take(&mut content.diagnostics);
    let (mut levels, problems) = Levels::configured(&config.check, &config.severities);
    assert!(problems.is_empty(), "{}: {problems:?}", rule.name);
    levels.set(rule.name, RuleLevel::Deny, &config.severities).unwrap();
    diagnostics.extend(Checker::new(&content, &config, TODAY.parse().unwrap()).run_all(&levels).diagnostics);
    // An example that is no incident file would show nothing.
    let stranger = diagnostics.iter().find(|diagnostic| {
        diagnostic.rule != rule.name && !rule.is_of_build() && find_rule(diagnostic.rule).is_none_or(Rule::is_of_build)
    });
    assert!(stranger.is_none(), "{}: an example breaks another rule: {stranger:#?}", rule.name);
    diagnostics.retain(|diagnostic| diagnostic.rule == rule.name);
    crate::project::relative_to(folder.path(), &mut diagnostics);
    diagnostics
}

fn place(diagnostic: &Diagnostic) -> Mark {
    let place = diagnostic.location.as_ref().unwrap();
    let Some(span) = &place.span else { return (place.file.clone(), 0, 0, 0) };
    // Of what goes on over several lines, an example marks the first.
    let end = if span.start.line == span.end.line { span.end.column } else { 0 };
    (place.file.clone(), span.start.line, span.start.column, end)
}

fn agree(mark: &Mark, place: &Mark) -> bool {
    let column = mark.2 == place.2 || (mark.2 == 1 && place.2 <= 2);
    mark.0 == place.0 && mark.1 == place.1 && column && (place.3 == 0 || mark.3 == place.3)
}

#[test]
fn every_rule_finds_what_its_examples_mark_and_nothing_else() {
    let mut failures = Vec::new();
    for rule in RULES {
        for (_, example) in examples(rule).iter().filter(|(is_wrong, _)| *is_wrong) {
            let files = files(example);
            let (marks, diagnostics) = (marks(&files), found(rule, &files));
            let mut places: Vec<Mark> = diagnostics.iter().map(place).collect();
            places.sort();
            let is_whole_file = marks.is_empty() && places.iter().all(|place| place.1 == 0) && !places.is_empty();
            let same = marks.len() == places.len() && marks.iter().zip(&places).all(|(mark, place)| agree(mark, place));
            if !same && !is_whole_file {
                failures.push(format!("{}: marked {marks:?}, found {places:?} in\n{example}", rule.name));
            }
        }
        for (_, example) in examples(rule).iter().filter(|(is_wrong, _)| !is_wrong) {
            let diagnostics = found(rule, &files(example));
            if !diagnostics.is_empty() {
                let messages: Vec<_> = diagnostics.iter().map(|diagnostic| &diagnostic.message).collect();
                failures.push(format!("{}: found {messages:?} in\n{example}", rule.name));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn every_rule_has_a_summary_a_reason_help_and_examples() {
    let mut names: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
    for rule in RULES {
        let texts = [rule.summary(), rule.why(), rule.help()];
        assert!(texts.iter().all(|text| text.len() > 10 && !text.ends_with('.')), "{}", rule.name);
        assert!(rule.name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'), "{}", rule.name);
        let kinds: BTreeSet<bool> = examples(rule).into_iter().map(|(is_wrong, _)| is_wrong).collect();
        assert!(matches!(rule.scope, Scope::Loading) || kinds.len() == 2, "{}", rule.name);
    }
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), RULES.len(), "two rules have one name");
}

#[test]
fn the_reference_has_a_section_for_each_rule_with_its_level_in_the_order_of_the_table() {
    let reference = fs::read_to_string(repository().join("docs/rules.md")).unwrap();
    let mut expected = Vec::new();
    for group in Group::ALL {
        expected.push(format!("## {}", group.title()));
        for rule in RULES.iter().filter(|rule| rule.group == group) {
            expected.push(format!("### {}", rule.name));
            expected.push(if rule.is_of_build() {
                format!("{}. Always an error, in every command: no site can be built from what it finds.", group.title())
            } else {
                format!("{}. Default level: `{}`.", group.title(), rule.level.as_str())
            });
        }
    }
    let is_listed = |line: &&str| {
        line.starts_with("## ")
            || line.starts_with("### ")
            || Group::ALL.iter().any(|it| line.starts_with(&format!("{}. ", it.title())))
    };
    assert_eq!(reference.lines().filter(is_listed).collect::<Vec<_>>(), expected);
    let data = tree(&repository().join("tests/data/rules"));
    let strangers: Vec<&String> = data.keys().filter(|file| find_rule(file.trim_end_matches(".toml")).is_none()).collect();
    assert!(!data.is_empty() && strangers.is_empty(), "no rules: {strangers:?}");
}
