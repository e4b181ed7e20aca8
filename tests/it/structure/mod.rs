//! A file that is not what its schema says is explained, and what is left of it can be read, whatever is wrong with it.
//!
//! Every file under `inputs/` is examined against a small format of its own; what a person would read about it is a snapshot.

mod model;

use model::File;
use pir_site::diagnostic::{Diagnostic, Level, Location, Part, Positions, ValuePath, examine, human, locate};
use serde::Deserialize;
use toml::Spanned;
use toml::de::DeTable;

#[test]
fn every_bad_file_is_explained_and_what_is_left_of_it_can_be_read() {
    let schema = model::schema();
    insta::glob!("inputs/*.toml", |path| {
        let text = std::fs::read_to_string(path).unwrap();
        let name = format!("content/{}", path.file_name().unwrap().to_string_lossy());
        assert!(toml::from_str::<File>(&text).is_err(), "{name} is fine");
        let examined = examine(&text, &name, &schema);
        assert!(!examined.diagnostics.is_empty(), "{name} was refused without a word");
        let mut shown = String::new();
        for diagnostic in &examined.diagnostics {
            shown += &human(diagnostic, false);
            shown += "\n\n";
        }
        if let Some(table) = examined.table {
            File::deserialize(toml::de::Deserializer::from(Spanned::new(0..text.len(), table))).unwrap();
            let removed: Vec<_> = examined.removed.iter().map(ToString::to_string).collect();
            shown += &["removed: ", &removed.join(", "), "\n"].concat();
        }
        insta::assert_snapshot!(shown);
    });
}

const GOOD: &str = include_str!("good.toml");

#[test]
fn a_valid_file_has_no_diagnostics_and_is_unchanged() {
    let schema = model::schema();
    toml::from_str::<File>(GOOD).unwrap();
    let examined = examine(GOOD, "good.toml", &schema);
    assert!(examined.diagnostics.is_empty(), "{:?}", examined.diagnostics);
    assert!(examined.removed.is_empty());
    assert_eq!(format!("{:?}", examined.table.unwrap()), format!("{:?}", DeTable::parse(GOOD).unwrap().get_ref()));
}

#[test]
fn a_problem_and_another_place_are_shown_together() {
    let schema = model::schema();
    let at = |file, path| Location::value(file, path);
    let id = Diagnostic::error("duplicate-id", "the id \"INC-1\" is used twice").hint("choose another");
    let id = id.at(at("content/a.toml", ValuePath::root().key("id")));
    let both = id.clone().related("the other one", at("content/b.toml", ValuePath::root().key("id")));
    let same = id.related("due here", at("content/a.toml", ValuePath::root().key("actions").index(1).key("due")));
    let missing = Diagnostic::error("missing-start", "no start");
    let missing = missing.at(at("a.toml", ValuePath::root().key("impact").key("zzz")).key());
    let mut found = [both, same, Diagnostic { level: Level::Warning, ..missing }];
    let read = |file: &str| Some(if file == "content/b.toml" { "# x\nid = \"inc-1\"\n" } else { GOOD }.to_owned());
    locate(&mut found, &schema, read);
    insta::assert_snapshot!(found.map(|diagnostic| human(&diagnostic, false)).join("\n\n"));
}

/// Numbers that are random enough, and the same on every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % limit.max(1)
    }
}

fn endure(text: &str) {
    let schema = model::schema();
    let examined = examine(text, "a.toml", &schema);
    let paths = [
        ValuePath::root().key("id"),
        ValuePath::root().key("timeline").index(1).key("at"),
        ValuePath::root().key("analysis").key("five_whys").index(0).key("whys").index(0).key("answer"),
    ];
    let positions = Positions::new("a.toml", text, &schema);
    for path in paths {
        assert!(text.get(positions.span(&path, Part::Key)).is_some());
        let mut location = Location::value("a.toml", path).within(0..1);
        positions.resolve(&mut location);
        human(&Diagnostic::error("r", "m").at(location), false);
    }
    for diagnostic in &examined.diagnostics {
        let shown = human(diagnostic, false);
        assert!(shown.chars().all(|character| character == '\n' || !character.is_control()), "{shown:?}");
        assert!(shown.len() < 4000, "{shown}");
    }
    let Some(table) = examined.table else {
        assert!(!examined.diagnostics.is_empty());
        return;
    };
    if let Err(error) = File::deserialize(toml::de::Deserializer::from(Spanned::new(0..text.len(), table))) {
        panic!("{error}\n{text}");
    }
    // The reverse need not hold: serde reads an array as a struct, and ignores the bounds of a schema.
    assert!(toml::from_str::<File>(text).is_ok() || !examined.diagnostics.is_empty(), "refused without a word: {text}");
}

#[test]
fn no_prefix_of_a_file_makes_it_panic() {
    for end in (0..=GOOD.len()).filter(|end| GOOD.is_char_boundary(*end)) {
        endure(&GOOD[..end]);
    }
}

#[test]
fn no_damage_to_a_file_makes_it_panic() {
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let splinters = [
        "\"",
        "'",
        "\"\"\"",
        "[",
        "]",
        "[[",
        "{",
        "}",
        "=",
        ".",
        ",",
        "\n",
        "\r",
        "\u{1b}",
        "\u{feff}",
        "é",
        "日",
        "\\",
        "#",
        "5",
        "true",
        "2024-03-15",
        "14:30:00",
        "x",
        "\u{0}",
        "e\u{301}",
        "timeline",
        "1e999",
        "nan",
        "-1",
    ];
    for _ in 0..1500 {
        let mut text = GOOD.to_owned();
        for _ in 0..=dice.below(3) {
            let at = text.floor_char_boundary(dice.below(text.len()));
            let end = text.ceil_char_boundary((at + dice.below(6)).min(text.len()));
            text.replace_range(at..end, splinters[dice.below(splinters.len())]);
        }
        endure(&text);
    }
}

#[test]
fn every_value_and_every_key_may_be_wrong() {
    let values = [
        "5",
        "-1",
        "1.5",
        "nan",
        "1e999",
        "99999999999999999999",
        "true",
        "\"x\"",
        "\"\"",
        "2024-03-15",
        "14:30:00",
        "2024-03-15T14:30:00Z",
        "2024-03-15T14:30:00",
        "[]",
        "[1, \"a\"]",
        "[\"a\"]",
        "{}",
        "{ a = 1 }",
        "[{}]",
        "[{ title = \"t\" }, 5]",
        "[[]]",
        "\"5\"",
        "\"true\"",
        "\"2024-03-15\"",
    ];
    let lines: Vec<&str> = GOOD.lines().collect();
    for (number, line) in lines.iter().enumerate() {
        let Some((key, value)) = line.split_once(" = ").filter(|(_, value)| !value.starts_with("\"\"\"")) else { continue };
        let changed = values
            .iter()
            .map(|value| format!("{key} = {value}"))
            .chain(["", "x_", "no-such-key."].map(|prefix| format!("{prefix}{key} = {value}")));
        for changed in changed.chain([String::new()]) {
            let mut lines = lines.clone();
            lines[number] = &changed;
            endure(&lines.join("\n"));
        }
    }
    for (from, to) in [
        ("[[timeline]]", "[timeline]"),
        ("[impact]", "[[impact]]"),
        ("[impact]", "[timeline.x]"),
        ("[fields]", "[milestones.fields]"),
    ] {
        endure(&GOOD.replacen(from, to, 1));
    }
}
