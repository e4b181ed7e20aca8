//! Every output form can be read by what it is made for, whatever stands in a file: SARIF as its official schema says.

use std::fs;

use jsonschema::Validator;
use pir_site::check::{RULES, RuleLevel};
use pir_site::diagnostic::{
    Diagnostic, Level, Location, RuleInfo, Schema, Source, ValuePath, examine, github, json, locate, sarif, short,
};
use serde_json::{Value, json};

use crate::project::repository;

/// A file with a byte-order mark, Windows line ends, and much that is wrong.
const TEXT: &str = "\u{feff}id = 5\r\nsumary = \"日本 e\u{301} 👩‍🚒\"\r\nsummary = \"\"\"\r\nIt was 100% Tom's fault:\\\r\n   \
                    he \\u0022forgot\\u0022,\r\nagain.\"\"\"\r\n[[actions]]\r\ndue = \"soon\"\r\n";
const SUMMARY: &str = "It was 100% Tom's fault:he \"forgot\",\r\nagain.";

/// Diagnostics of every shape: from the schema, from a rule about a phrase, about a file, with another place, and nowhere.
fn diagnostics() -> Vec<Diagnostic> {
    let schema = Schema::new(pir_site::incident::schema());
    let mut found = examine(TEXT, "content/a:b, 50%\nü #?.toml", &schema).diagnostics;
    let blame = SUMMARY.find("forgot").unwrap();
    let location = Location::value("content/a.toml", ValuePath::root().key("summary")).within(blame..blame + "forgot".len());
    let phrase = Diagnostic::error("blame", "\u{1b}[31m100%: \u{202e}\r\nblame\u{9b}").at(location).hint("write what\nhappened");
    let elsewhere = Location::value("/elsewhere/b c.toml", ValuePath::root().key("id"));
    found.push(Diagnostic { level: Level::Warning, ..phrase }.related("and\nhere", elsewhere));
    locate(&mut found, &schema, |_| Some(TEXT.to_owned()));
    found.push(Diagnostic::of_file("unreadable", "content/ü.toml", "this is a folder"));
    found.push(Diagnostic::error("empty", "{0} [x](y)").at(Source::new("content/empty.toml", "").location(0..0)));
    found.push(Diagnostic { location: None, ..Diagnostic::of_file("nowhere", "", "nowhere") });
    found
}

fn rules() -> Vec<RuleInfo<'static>> {
    let level = |setting| if setting == RuleLevel::Deny { Level::Error } else { Level::Warning };
    let info = |rule: &pir_site::check::Rule| RuleInfo {
        name: rule.name,
        summary: rule.summary(),
        why: rule.why(),
        help: rule.help(),
        level: level(rule.level),
    };
    RULES.iter().map(info).collect()
}

fn log(diagnostics: &[Diagnostic], rules: &[RuleInfo<'_>]) -> Value {
    serde_json::from_str(&sarif(diagnostics, rules)).unwrap()
}

/// The official schema. Its pattern of language tags has a bracket too many, which is no regular expression to a strict reader.
fn official() -> Validator {
    let schema = fs::read_to_string(repository().join("tests/data/sarif-schema-2.1.0.json")).unwrap();
    let schema = serde_json::from_str(&schema.replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}$")).unwrap();
    jsonschema::options().should_validate_formats(true).build(&schema).unwrap()
}

#[test]
fn sarif_output_is_what_its_official_schema_says() {
    let official = official();
    for (diagnostics, rules) in [(diagnostics(), rules()), (diagnostics(), Vec::new()), (Vec::new(), rules())] {
        let log = log(&diagnostics, &rules);
        let errors: Vec<_> = official.iter_errors(&log).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{errors:#?}");
        assert_eq!(log["runs"][0]["results"].as_array().unwrap().len(), diagnostics.len());
    }
}

#[test]
fn the_official_schema_notices_what_is_wrong() {
    let (official, log) = (official(), log(&diagnostics(), &rules()));
    for (pointer, wrong) in [
        ("/runs/0/results/0/level", json!("fatal")),
        ("/runs/0/results/0/message", json!("text")),
        ("/runs/0/results/0/locations/0/physicalLocation/region/startLine", json!(0)),
        ("/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri", json!("a b.toml")),
        ("/runs/0/results/0/partialFingerprints", json!({ "a": 1 })),
        ("/runs/0/tool/driver", json!({ "version": "1" })),
        ("/runs/0/tool/driver/rules/0/id", Value::Null),
        ("/runs/0/columnKind", json!("characters")),
    ] {
        let mut broken = log.clone();
        *broken.pointer_mut(pointer).unwrap() = wrong;
        assert!(!official.is_valid(&broken), "{pointer}");
    }
}

#[test]
fn a_finding_has_the_same_position_in_every_format() {
    let found = diagnostics();
    let blame = found.iter().position(|diagnostic| diagnostic.rule == "blame").unwrap();
    let line = short(&found).lines().nth(blame).unwrap().to_owned();
    assert_eq!(line, "content/a.toml:5:13: warning[blame] ␛[31m100%: \u{fffd}␍␊blame\u{fffd}");
    let commands = github(&found);
    let command = commands.lines().nth(blame).unwrap();
    assert!(
        command.starts_with(
            "::warning file=content/a.toml,line=5,endLine=5,col=13,endColumn=19,title=blame\
             ::␛[31m100%25: \u{fffd}%0D%0Ablame\u{fffd}%0A"
        ),
        "{command}"
    );
    assert!(command.ends_with("/elsewhere/b c.toml:1:6: and%0Ahere%0Ahelp: write what%0Ahappened"), "{command}");
    let data: Value = serde_json::from_str(&json(&found)).unwrap();
    let region = &log(&found, &[])["runs"][0]["results"][blame]["locations"][0]["physicalLocation"]["region"];
    for (key, sarif_key, is) in
        [("line", "startLine", 5), ("column", "startColumn", 13), ("end_line", "endLine", 5), ("end_column", "endColumn", 19)]
    {
        assert_eq!((&data[blame][key], &region[sarif_key]), (&json!(is), &json!(is)), "{key}");
    }
}

#[test]
fn no_form_lets_a_file_command_the_terminal_or_the_runner() {
    let (found, rules) = (diagnostics(), rules());
    for form in [short(&found), json(&found), github(&found), sarif(&found, &rules)] {
        assert!(form.chars().all(|character| character == '\n' || !character.is_control()), "{form}");
        assert!(!form.contains('\u{202e}') && form.ends_with('\n'), "{form}");
    }
    assert_eq!(short(&found).lines().count(), found.len());
    assert!(github(&found).lines().count() == found.len() && github(&found).lines().all(|line| line.starts_with("::")));
}
