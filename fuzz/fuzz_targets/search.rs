//! For any title and query, the query has an answer, and each word of the title finds its incident.

#![no_main]

use std::fs;
use std::sync::LazyLock;

use jiff::civil::date;
use libfuzzer_sys::fuzz_target;
use pir_site::archive::{Audience, Readership, View};
use pir_site::config::Config;
use pir_site::content;
use pir_site::locale::Locale;
use pir_site::search::{Index, Similarity, TermCache, encode};

static LOCALE: LazyLock<Locale> = LazyLock::new(|| Locale::english().expect("the default catalog"));

static PROJECT: LazyLock<tempfile::TempDir> = LazyLock::new(|| {
    let project = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(project.path().join("content")).expect("a content folder");
    project
});

fuzz_target!(|input: (&str, &str)| {
    let (title, query) = input;
    let (root, config) = (PROJECT.path(), Config::default());
    let incident = format!(
        "id = \"A-1\"\ntitle = {}\nseverity = \"sev1\"\n[milestones]\nstarted = 2024-01-01T00:00:00Z\n[review]\nstate = \"reviewed\"\n",
        toml::Value::from(title)
    );
    fs::write(root.join("content/a.toml"), incident).expect("an incident file");
    let archive = content::load(root, &config).into_archive();
    let view = View::new(archive, &config, Readership { audience: Audience::Public, drafts: true }, date(2026, 11, 24));
    let index = Index::new(&view, &config);
    encode(&index, &view, &config, &LOCALE);
    Similarity::new(&view, &config, &TermCache::default());
    let found = index.search(query, &view);
    assert!(found.hits.len() <= view.cases.len(), "an incident was found twice");
    if view.cases.is_empty() {
        return;
    }
    let is_word = |word: &&str| word.len() < 64 && word.chars().all(char::is_alphanumeric) && !word.chars().all(is_diacritic);
    for word in title.split_whitespace().filter(is_word) {
        assert!(!index.search(&format!("\"{word}\""), &view).hits.is_empty(), "{word:?} does not find its incident");
    }
});

/// Diacritics that are ignored when words are compared (docs/search.md). A word of only diacritics is not a word.
fn is_diacritic(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{591}'..='\u{5C7}' | '\u{64B}'..='\u{65F}' | '\u{670}')
}
