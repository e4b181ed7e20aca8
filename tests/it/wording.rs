//! Standard terms: words that the field does not use appear in no comment, no type name and no document.

use std::path::Path;

use crate::project::{has_extension, repository, tree};

/// Type names that said nothing to a reader who knows the field, or shadowed one of the prelude.
const TYPES: [&str; 31] = [
    "Answer",
    "Case",
    "Complaint",
    "Desk",
    "Edition",
    "Excused",
    "Into",
    "Life",
    "Machinery",
    "Memory",
    "Outcome",
    "Reach",
    "Reply",
    "Seen",
    "Shelf",
    "Shown",
    "Sieve",
    "Slip",
    "Sound",
    "Standing",
    "Stranger",
    "Studio",
    "Subject",
    "Sums",
    "Survey",
    "Told",
    "Trail",
    "Trouble",
    "Volume",
    "Way",
    "Wish",
];

/// Metaphors and phrases of comments and documents.
const WORDS: [&str; 21] = [
    "by the same eyes",
    "desk",
    "desks",
    "doorway",
    "downhill",
    "excuse",
    "excuses",
    "graveyard",
    "house",
    "mend",
    "mended",
    "mends",
    "nobody",
    "rooms",
    "shelf",
    "shelves",
    "sieve",
    "somebody",
    "stranger",
    "strangers",
    "studio",
];

/// The lines of a text that can have one of these words, with their numbers.
type Lines<'a> = Vec<(usize, &'a str)>;

fn comments(text: &str) -> Lines<'_> {
    let lines = text.lines().enumerate().filter(|(_, line)| line.trim_start().starts_with("//"));
    lines.map(|(index, line)| (index + 1, line)).collect()
}

/// The lines of a document outside of its examples.
fn prose(text: &str) -> Lines<'_> {
    let mut is_example = false;
    let mut lines = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let is_fence = line.trim_start().starts_with("```");
        is_example ^= is_fence;
        if !is_example && !is_fence {
            lines.push((index + 1, line));
        }
    }
    lines
}

/// Which of the words stand in a line, whole and in any case.
fn words_in(line: &str) -> impl Iterator<Item = &'static str> {
    let line = format!(" {} ", line.to_lowercase().replace(|letter: char| !letter.is_alphanumeric(), " "));
    WORDS.into_iter().filter(move |word| line.contains(&format!(" {word} ")))
}

fn report(path: &str, lines: &Lines<'_>) -> Vec<String> {
    let found =
        lines.iter().flat_map(|(number, line)| words_in(line).map(move |word| format!("{path}:{number}: {word}: {line}")));
    found.collect()
}

#[test]
fn comments_use_standard_terms() {
    let mut found = Vec::new();
    for (path, bytes) in tree(&repository().join("src")).into_iter().filter(|(path, _)| has_extension(path, "rs")) {
        found.extend(report(&format!("src/{path}"), &comments(&String::from_utf8(bytes).unwrap())));
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn documents_use_standard_terms() {
    let mut documents: Vec<String> = tree(&repository().join("docs")).into_keys().map(|path| format!("docs/{path}")).collect();
    documents.extend(["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"].map(str::to_owned));
    let mut found = Vec::new();
    for path in documents.iter().filter(|path| has_extension(path, "md")) {
        let text = std::fs::read_to_string(repository().join(path)).unwrap();
        found.extend(report(path, &prose(&text)));
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn no_type_has_a_private_name() {
    let mut found = Vec::new();
    for (path, bytes) in tree(&repository().join("src")).into_iter().filter(|(path, _)| has_extension(path, "rs")) {
        for line in String::from_utf8(bytes).unwrap().lines() {
            let mut words = line.split(|letter: char| !letter.is_alphanumeric() && letter != '_').filter(|word| !word.is_empty());
            let defined = words.find(|word| ["struct", "enum", "trait", "type"].contains(word)).and_then(|_| words.next());
            let is_definition = !line.trim_start().starts_with("//");
            found.extend(defined.filter(|name| is_definition && TYPES.contains(name)).map(|name| format!("src/{path}: {name}")));
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn the_parser_of_texts_finds_every_text() {
    let text = "//! In the house.\nlet house = 1;\n";
    assert_eq!(report("f", &comments(text)), ["f:1: house: //! In the house."]);
    assert_eq!(report("f", &prose("a\n```\nrooms\n```\nRooms, and workrooms")), ["f:5: rooms: Rooms, and workrooms"]);
    assert!(Path::new(&repository()).join("src").is_dir());
}
