//! Search: what queries find, in which order, and what the files of the index hold. That a browser finds the same is tried in
//! `tests/browser`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use pir_site::archive::{Audience, Readership, View};
use pir_site::config::{Config, ConfigFile};
use pir_site::content;
use pir_site::incident::{Form, Incident};
use pir_site::locale::Locale;
use pir_site::search::{self, Index, Similarity, TermCache, encode};
use serde_json::Value;

use crate::archive::{internal, page, public, text};
use crate::project::{AS_OF, Project, Tree, difference, has_extension, repository};

/// What `find` prints as JSON.
fn find(project: &Project, query: &str) -> Value {
    let run = project.run(&["find", "--as-of", AS_OF, "--format", "json", "--limit", "1000", query]);
    assert_eq!(run.code, 0, "{query}: {}", run.stderr);
    serde_json::from_str(&run.stdout).unwrap()
}

fn ids(found: &Value) -> Vec<String> {
    found["results"].as_array().unwrap().iter().map(|entry| entry["id"].as_str().unwrap().to_owned()).collect()
}

fn found(project: &Project, query: &str) -> Vec<String> {
    ids(&find(project, query))
}

/// What everybody sees of the archive at `root`.
fn view(root: &Path, audience: Audience) -> (View, Config) {
    let file: ConfigFile = toml::from_str(&std::fs::read_to_string(root.join("pir-site.toml")).unwrap()).unwrap();
    let (config, problems) = Config::resolve(file);
    assert!(problems.is_empty());
    let archive = content::load(root, &config).into_archive();
    (View::new(archive, &config, Readership { audience, drafts: false }, AS_OF.parse().unwrap()), config)
}

fn hits(index: &Index, view: &View, query: &str) -> Vec<String> {
    index.search(query, view).hits.iter().map(|hit| view.cases[hit.case].incident.id.clone()).collect()
}

/// The files of the index.
fn files(site: &Tree) -> BTreeMap<&String, &Vec<u8>> {
    site.iter().filter(|(path, _)| path.starts_with("search/") && has_extension(path, "js")).collect()
}

/// Incidents that each say one thing, in this order from the oldest.
fn archive(texts: &[(&str, &str)]) -> Project {
    let project = Project::new();
    for (day, (id, more)) in (1..).zip(texts) {
        let text = crate::project::incident(id, more).replace("2024-03-15", &format!("2024-03-{day:02}"));
        project.write(&format!("content/{id}.toml"), text);
    }
    project
}

#[test]
fn the_sample_archive_is_searched_exactly() {
    let project = Project::sample();
    assert_eq!(found(&project, "norrvik"), ["INC-2026-0608-001"]);
    assert_eq!(found(&project, "502"), ["INC-2025-0211-001"]);
    for query in ["PAY-2680", "\"PAY-2680\"", "pay-2680"] {
        assert_eq!(found(&project, query).first().map(String::as_str), Some("INC-2026-0608-001"), "{query}");
    }
}

#[test]
fn names_with_digits_or_punctuation_are_matched_whole_and_in_their_parts() {
    let project = archive(&[
        ("a", "summary = \"PAY-2680 ERR_CONN_RESET at 10.0.3.7 by connectionPool\""),
        ("b", "summary = \"PAY-26801 at 19:50, ran v2.3.1 of payment-api; see #incidents\""),
        ("c", "[[references]]\ntitle = \"Ticket\"\nurl = \"https://tracker.example.com/browse/OPS-77\""),
    ]);
    for (query, expected) in [
        ("PAY-2680", vec!["a"]),
        ("pay-2680 ", vec!["a"]),
        ("PAY-268", vec!["b", "a"]),
        ("PAY-268 ", vec![]),
        ("2680", vec!["a"]),
        ("502", vec![]),
        ("50", vec!["b"]),
        ("19:50", vec!["b"]),
        ("10.0.3.7", vec!["a"]),
        ("10.0.3", vec!["a"]),
        ("err_conn_reset", vec!["a"]),
        ("ERR_CONN", vec!["a"]),
        ("reset", vec!["a"]),
        ("pool", vec!["a"]),
        ("connectionpool", vec!["a"]),
        ("v2.3.1", vec!["b"]),
        ("payment-api", vec!["b"]),
        ("#incidents", vec!["b"]),
        ("OPS-77", vec!["c"]),
        ("https://tracker.example.com/browse/OPS-77", vec!["c"]),
    ] {
        assert_eq!(found(&project, query), expected, "{query}");
    }
}

#[test]
fn case_diacritics_forms_and_scripts_without_spaces_do_not_keep_words_from_being_found() {
    let project = archive(&[
        ("a", "summary = \"Die Größe des Øresund-Puffers\""),
        ("b", "summary = \"決済APIの障害で注文が失敗\""),
        ("c", "summary = \"Cafe\u{301} ﬁlter connections\""),
        ("d", "summary = \"결제가 실패했습니다\""),
        ("e", "summary = \"ระบบชำระเงินล่ม\""),
    ]);
    for (query, expected) in [
        ("grosse", "a"),
        ("GRO\u{308}SSE", "a"),
        ("oresund", "a"),
        ("障害", "b"),
        ("決済api", "b"),
        ("注文が失敗", "b"),
        ("障", "b"),
        ("café", "c"),
        ("filter", "c"),
        ("connection", "c"),
        ("connected", "c"),
        ("실패", "d"),
        ("ชำระเงิน", "e"),
    ] {
        assert_eq!(found(&project, query), [expected], "{query}");
    }
    assert_eq!(found(&project, "失注"), Vec::<String>::new());
}

#[test]
fn phrases_exclusions_and_filters_narrow() {
    let project = archive(&[
        (
            "a",
            "services = [\"api\"]\ntags = [\"x\"]\nsummary = \"The connection pool was out of memory, undone with --dry-run=no\"",
        ),
        ("b", "services = [\"api\", \"web\"]\nsummary = \"A pool of connections, pool connection\""),
        ("c", "severity = \"p1\"\nsummary = \"Pool\"\n[[actions]]\ntitle = \"Fix\"\ndue = 2024-04-01"),
    ]);
    for (query, expected) in [
        ("\"connection pool\"", vec!["a"]),
        ("\"pool connection\"", vec!["b"]),
        ("\"out of memory\"", vec!["a"]),
        ("pool -connection", vec!["c"]),
        ("pool -\"connection pool\"", vec!["b", "c"]),
        ("pool -service:api", vec!["c"]),
        ("service:api", vec!["b", "a"]),
        ("service:web pool", vec!["b"]),
        ("severity:sev1", vec!["c"]),
        ("severity:P1", vec!["c"]),
        ("severity:SEV1 pool", vec!["c"]),
        ("year:2024 tag:x", vec!["a"]),
        ("has:overdue", vec!["c"]),
        ("status:resolved -has:overdue", vec!["b", "a"]),
        ("service:nothing", vec![]),
        ("undone --dry-run=no", vec!["a"]),
    ] {
        assert_eq!(found(&project, query), expected, "{query}");
    }
}

#[test]
fn an_incident_with_all_words_comes_before_others_and_is_alone_if_there_is_one() {
    let project = archive(&[
        ("both", "summary = \"alpha beta\""),
        ("alpha", "title = \"alpha alpha alpha\"\nsummary = \"alpha\""),
        ("beta", "title = \"beta\""),
    ]);
    assert_eq!(found(&project, "alpha beta"), ["both"]);
    let partial = find(&project, "alpha gamma");
    assert_eq!((ids(&partial), partial["is_partial"].as_bool()), (vec!["alpha".to_owned(), "both".to_owned()], Some(true)));
}

#[test]
fn a_title_counts_more_than_a_text_and_a_newer_incident_more_than_an_older_one() {
    let project = archive(&[
        ("title", "title = \"Certificate expired\""),
        ("old", "summary = \"Something\"\n[[timeline]]\nat = 2024-03-02T09:10:00Z\nevent = \"A certificate\""),
        ("new", "summary = \"Something\"\n[[timeline]]\nat = 2024-03-03T09:10:00Z\nevent = \"A certificate\""),
    ]);
    assert_eq!(found(&project, "certificate"), ["title", "new", "old"]);
}

#[test]
fn one_typing_error_is_forgiven_where_nothing_else_is_found_and_said() {
    let project = archive(&[("a", "summary = \"The certificate of norrvik\""), ("b", "summary = \"Router\"")]);
    let corrected = find(&project, "norvik");
    assert_eq!(ids(&corrected), ["a"]);
    assert_eq!(corrected["corrections"][0]["instead"][0], "norrvik");
    assert_eq!(found(&project, "certifciate"), ["a"]);
    let nothing = find(&project, "ruoterr");
    assert_eq!((ids(&nothing), nothing["suggestions"][0].as_str()), (Vec::<String>::new(), Some("router")));
    assert!(find(&project, "router")["corrections"].as_array().unwrap().is_empty());
}

#[test]
fn every_word_of_every_visible_text_finds_its_incident() {
    let (view, config) = view(repository(), Audience::Public);
    let index = Index::new(&view, &config);
    let mut tried = 0;
    for case in &view.cases {
        for word in visible_words(&case.incident) {
            tried += 1;
            let hits = hits(&index, &view, &format!("{word} "));
            assert!(hits.contains(&case.incident.id), "{word:?} does not find {}: {hits:?}", case.incident.id);
        }
    }
    assert!(tried > 2000, "only {tried} words were tried");
}

/// The words of an incident between white space, without what is Markdown or punctuation around them.
fn visible_words(incident: &Incident) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    let hidden = ["severity", "time_zone", "aliases", "related", "duplicate_of", "exceptions"];
    incident.each_string(&mut |text| {
        let pir_site::incident::Step::Key(key) = text.path[0] else { return };
        if hidden.contains(&key) || text.text.contains("](") || text.text.contains('`') {
            return;
        }
        let plain = if text.form == Form::Markdown {
            text.text.replace("[x]", " ").replace(['*', '\\'], " ")
        } else {
            text.text.to_owned()
        };
        let is_simple = |word: &&str| {
            word.chars().any(char::is_alphanumeric) && !word.starts_with('-') && !word.contains(['"', ':', '<', '&'])
        };
        let trimmed = plain.split_whitespace().filter(is_simple).map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
        words.extend(trimmed.map(str::to_owned));
    });
    words
}

#[test]
fn the_order_of_files_changes_no_answer_and_no_byte() {
    let texts: Vec<(String, String)> =
        (0..40).map(|n| (format!("inc-{n}"), format!("summary = \"word{} pool {} connection\"", n % 7, n % 3))).collect();
    let build = |names: &dyn Fn(usize) -> String| {
        let project = Project::new();
        for (number, (id, more)) in texts.iter().enumerate() {
            let day = format!("2024-{:02}-{:02}", 1 + number / 28, 1 + number % 28);
            let text = crate::project::incident(id, more).replace("2024-03-15", &day);
            project.write(&format!("content/{}.toml", names(number)), text);
        }
        let site = project.build(&[]);
        files(&site).into_iter().map(|(path, bytes)| (path.clone(), bytes.clone())).collect::<Tree>()
    };
    assert_eq!(difference(&build(&|number| format!("{number:02}")), &build(&|number| format!("{:02}", 39 - number))), None);
}

#[test]
fn what_is_internal_is_in_no_byte_of_a_public_index() {
    let hidden = "[[sections]]\ntitle = \"Hidden\"\nbody = \"canarybody of canarycorp, OPS-4711\"\nvisibility = \"internal\"\n\
                  [[timeline]]\nat = 2024-03-15T09:20:00Z\nevent = \"canaryevent\"\nvisibility = \"internal\"\n\
                  [[actions]]\ntitle = \"canaryaction\"\ndue = 2024-04-01\nvisibility = \"internal\"\n";
    let project = Project::new();
    project.incident("shown", &format!("summary = \"Shown\"\n{hidden}"));
    project.incident("secret", "visibility = \"internal\"\nsummary = \"canaryincident\"\ntags = [\"canarytag\"]\n");
    let stripped = Project::new();
    stripped.incident("shown", "summary = \"Shown\"\n");
    let (with, without) = (project.build(&[]), stripped.build(&[]));
    assert_eq!(files(&with), files(&without));
    for word in
        ["canarybody", "canarycorp", "OPS-4711", "canaryevent", "canaryaction", "canaryincident", "has:overdue", "tag:canarytag"]
    {
        assert_eq!(found(&project, word), Vec::<String>::new(), "{word}");
        let run = project.run(&["find", "--as-of", AS_OF, "--audience", "internal", "--format", "json", word]);
        assert!(run.stdout.contains("\"total\": 1"), "{word}: {}", run.stdout);
    }
}

#[test]
fn similar_incidents_name_nothing_that_the_reader_may_not_see() {
    let project = Project::new();
    let texts = "title = \"Gateway down\"\nsummary = \"The wildcard certificate of the gateway expired\"\n[analysis]\ntrigger = \"An expired wildcard certificate\"\n";
    project.incident("one", texts).incident("two", texts);
    project.incident("three", &format!("visibility = \"internal\"\n{texts}"));
    project.incident("other", "summary = \"A disk was full\"\n");
    let site = project.build(&[]);
    let similar = &crate::archive::json(&site, "incidents/one/incident.json")["similar"];
    assert_eq!(similar.as_array().unwrap().len(), 1, "{similar}");
    assert_eq!(similar[0]["id"], "two");
    assert!(similar[0]["reasons"].as_array().unwrap().iter().any(|reason| reason == "certificate"), "{similar}");
    assert!(text(&site, "incidents/one/incident.md").contains("## Similar Incidents"));
    assert_eq!(page(&site, "incidents/one/index.html").all("#related").len(), 1);
    assert!(page(&site, "incidents/other/index.html").all("#related").is_empty());
    let off = Project::with_config("similar = 0");
    off.incident("one", texts).incident("two", texts);
    let off = off.build(&[]);
    assert!(page(&off, "incidents/one/index.html").all("#related").is_empty());
}

#[test]
fn an_edit_rewrites_only_files_of_the_index_whose_bytes_changed() {
    let project = Project::new();
    let words = |n: usize| (0..60).map(|word| format!("w{}x{word}", n % 17)).collect::<Vec<_>>().join(" ");
    for number in 0..200 {
        let day = format!("2023-{:02}-{:02}", 1 + number / 28, 1 + number % 28);
        let text = crate::project::incident(&format!("inc-{number}"), &format!("summary = \"{}\"\n", words(number)));
        project.write(&format!("content/{number}.toml"), text.replace("2024-03-15", &day));
    }
    let before = project.build(&[]);
    let text =
        crate::project::incident("inc-7", &format!("summary = \"{} pangolin\"\n", words(7))).replace("2024-03-15", "2023-01-08");
    project.write("content/7.toml", text);
    let after = project.build(&[]);
    let (before, after) = (files(&before), files(&after));
    assert!(before.len() > 8, "{}", before.len());
    let kept = after.keys().filter(|path| before.contains_key(*path)).count();
    assert!(kept * 2 > after.len(), "{kept} of {} files stayed", after.len());
}

#[test]
fn a_site_without_search_has_nothing_of_it() {
    let project = Project::with_config("search = false");
    let site = project.incident("a", "").build(&[]);
    let by_flag = Project::new().incident("a", "").build(&["--no-search"]);
    assert_eq!(difference(&site, &by_flag), None);
    assert!(!site.keys().any(|path| path.starts_with("search/")));
    assert!(page(&site, "index.html").all("form, script[src*='search']").is_empty());
}

#[test]
fn engine_and_results_are_one_script_also_where_a_theme_replaces_one_of_them() {
    let project = Project::new();
    project.incident("a", "").write("themes/default/static/search-engine.js", "ownEngine();\n");
    let site = project.build(&[]);
    assert!(!site.contains_key("static/search-engine.js"));
    let script = text(&site, "static/search.js");
    assert!(script.contains("ownEngine();") && script.contains("class PageSearch"), "{script}");
    assert!(text(public(), "static/search.js").contains("const pirSearch"));
}

#[test]
fn the_index_names_every_file_that_there_is() {
    for site in [public(), internal()] {
        let index = text(site, "search/index.js");
        let json = index.strip_prefix("pirSearch(\"index\",").unwrap().trim_end().strip_suffix(");").unwrap();
        let index: Value = serde_json::from_str(json).unwrap();
        let mut named = BTreeSet::from(["index".to_owned(), index["words"].as_str().unwrap().to_owned()]);
        let name = |value: &Value| value.as_str().unwrap().to_owned();
        index["pieces"].as_array().unwrap().iter().for_each(|piece| named.extend([name(&piece[1]), name(&piece[2])]));
        named.extend(index["tables"].as_array().unwrap().iter().map(name));
        let there: BTreeSet<String> = files(site).keys().map(|path| path["search/".len()..path.len() - 3].to_owned()).collect();
        assert_eq!(named, there);
    }
}

#[test]
fn no_query_is_an_error() {
    let (view, config) = view(repository(), Audience::Public);
    let index = Index::new(&view, &config);
    let pieces = [
        "\"",
        "-",
        ":",
        "service:",
        "has:",
        "a",
        "é",
        "\u{301}",
        "決",
        "“",
        "\\",
        "\0",
        "x".repeat(5000).as_str(),
        " ",
        "-\"",
        "1.2",
    ]
    .map(str::to_owned);
    let mut dice = crate::serve::Dice(7);
    for _ in 0..2000 {
        let length = dice.roll(8);
        let query: String = (0..length).map(|_| pieces[usize::try_from(dice.roll(16)).unwrap()].as_str()).collect();
        let _ = index.search(&query, &view);
    }
}

/// Words of which archives and queries are made: forms of one stem, typing errors, prefixes, names, codes, common words, other scripts.
const WORDS: [&str; 48] = [
    "connect",
    "connects",
    "connection",
    "connecting",
    "reconnect",
    "exhaust",
    "exhausted",
    "exhaustion",
    "exhausting",
    "pool",
    "pools",
    "pooled",
    "spool",
    "die",
    "dying",
    "sky",
    "skies",
    "ski",
    "the",
    "of",
    "and",
    "PAY-2680",
    "PAY-26801",
    "pay",
    "2680",
    "v2.3.1",
    "v2.3",
    "10.0.3.7",
    "ERR_CONN_RESET",
    "conn",
    "reset",
    "connectionPool",
    "payment-api",
    "payment",
    "api",
    "#incidents",
    "a1b50b315e",
    "50",
    "5",
    "https://t.example/browse/PAY-2680",
    "a/b/c/d/e/f/g/h/i-1",
    "Größe",
    "große",
    "検索",
    "検索障害",
    "障害",
    "العربية",
    "والعربية",
];

/// Words at random, some of them cut off, of more letters or without one.
fn any_words(dice: &mut crate::serve::Dice, most: u64) -> Vec<String> {
    let mut roll = |sides: usize| usize::try_from(dice.roll(sides as u64)).unwrap();
    let count = 1 + roll(usize::try_from(most).unwrap());
    let mut word = || {
        let word = WORDS[roll(WORDS.len())];
        let mut letters: Vec<char> = word.chars().collect();
        let at = roll(letters.len());
        match roll(12) {
            0 => letters.truncate(at + 1),
            1 => _ = letters.remove(at),
            2 => letters.insert(at, 'e'),
            3 => letters.extend("ing".chars()),
            _ => {}
        }
        letters.into_iter().collect()
    };
    (0..count).map(|_| word()).collect()
}

fn any_query(dice: &mut crate::serve::Dice) -> String {
    let items = any_words(dice, 2).into_iter().map(|word| match dice.roll(9) {
        0 => format!("-{word}"),
        1 => format!("\"{word} {}\"", any_words(dice, 1)[0]),
        2 => format!("tag:{word}"),
        3 => format!("\"{word}\""),
        4 | 5 => format!("{word} "),
        _ => word,
    });
    items.collect::<Vec<_>>().join(" ")
}

#[test]
fn an_index_for_one_query_finds_what_the_whole_index_finds() {
    let mut dice = crate::serve::Dice(12);
    let mut seen = [0; 4];
    for archive in 0..40 {
        let language = ["en", "en", "de", "ar"][archive % 4];
        let project = Project::with_config(&format!("language = \"{language}\""));
        for number in 0..5 {
            let (title, summary, tag) = (any_words(&mut dice, 3), any_words(&mut dice, 12), any_words(&mut dice, 1));
            let more = format!("title = {:?}\nsummary = {:?}\ntags = {tag:?}", title.join(" "), summary.join(" "));
            project.incident(&format!("inc-{number}"), &more);
        }
        let (view, config) = view(project.root(), Audience::Public);
        assert_eq!(view.cases.len(), 5);
        let index = Index::new(&view, &config);
        for _ in 0..100 {
            let query = any_query(&mut dice);
            let whole = index.search(&query, &view);
            assert_eq!(search::find(&query, &view, &config), whole, "{language}: {query}");
            let kinds = [!whole.hits.is_empty(), whole.is_partial, !whole.corrections.is_empty(), !whole.suggestions.is_empty()];
            seen.iter_mut().zip(kinds).for_each(|(count, is_seen)| *count += u32::from(is_seen));
        }
    }
    assert!(seen.iter().all(|count| *count > 20), "queries have results, partial results, corrections and suggestions: {seen:?}");
}

#[test]
fn find_says_what_an_incident_was_where_it_matched_and_what_fixed_it() {
    let project = Project::sample();
    let run = project.run(&["find", "--as-of", AS_OF, "norrvik"]);
    insta::assert_snapshot!(run.stdout + "---\n" + &run.stderr);
    let nothing = project.run(&["find", "--as-of", AS_OF, "xyzzyplugh"]);
    assert_eq!((nothing.code, nothing.stdout.as_str()), (0, ""));
    assert!(nothing.stderr.contains("Nothing found"), "{}", nothing.stderr);
    let unknown = project.run(&["find", "--like", "INC-1"]);
    assert_eq!(unknown.code, 2, "{}", unknown.stderr);
}

#[test]
fn four_times_the_incidents_make_at_most_five_times_the_index() {
    let size = |count: usize| {
        let project = Project::new();
        for number in 0..count {
            project.incident(&format!("inc-{number}"), &format!("summary = \"pool {} of {}\"", number % 10, number % 13));
        }
        let (view, config) = view(project.root(), Audience::Public);
        let files = encode(&Index::new(&view, &config), &view, &config, &Locale::english().unwrap());
        files.iter().map(|file| file.bytes.len()).sum::<usize>()
    };
    assert!(size(200) < 5 * size(50));
}

#[test]
fn queries_of_the_sample_archive_find_exactly_what_a_plain_search_of_its_texts_finds() {
    let (view, config) = view(repository(), Audience::Public);
    let index = Index::new(&view, &config);
    let queries: toml::Table = include_str!("../data/search/queries.toml").parse().unwrap();
    let mut wrong = Vec::new();
    for query in queries["query"].as_array().unwrap() {
        let text = query["text"].as_str().unwrap();
        let expected: BTreeSet<&str> = query["ids"].as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect();
        let hits = hits(&index, &view, text);
        if hits.iter().map(String::as_str).collect::<BTreeSet<_>>() != expected {
            wrong.push(format!("{text}: {hits:?}, not {expected:?}"));
        }
        if let Some(first) = query.get("first").filter(|first| hits.first().map(String::as_str) != first.as_str()) {
            wrong.push(format!("{text}: {:?} first, not {first}", hits.first()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn seven_of_ten_similar_incidents_are_of_the_same_group() {
    let root = repository().join("tests/data/similar");
    let (view, config) = view(&root, Audience::Public);
    let groups: toml::Table = include_str!("../data/similar/groups.toml").parse().unwrap();
    let mut group_of = BTreeMap::new();
    for group in groups["groups"].as_array().unwrap() {
        for incident in group["incidents"].as_array().unwrap() {
            group_of.insert(incident["id"].as_str().unwrap(), group["name"].as_str().unwrap());
        }
    }
    let similarity = Similarity::new(&view, &config, &TermCache::default());
    let group = |case: usize| group_of[view.cases[case].incident.id.as_str()];
    let (mut same, mut all) = (0, 0);
    for case in 0..view.cases.len() {
        for similar in similarity.of(case, 3, &view, &config) {
            all += 1;
            same += usize::from(group(similar.case) == group(case));
            assert!(!similar.reasons.is_empty());
        }
    }
    assert_eq!(view.cases.len(), 20);
    assert!(all > 40 && 10 * same >= 7 * all, "{same} of {all}");
}

#[test]
fn a_result_states_the_duration_as_lists_do() {
    let project = Project::new();
    let times = "[milestones]\nstarted = 2024-01-01T00:00:00Z\nresolved = 2024-03-04T11:30:00Z\n";
    project.incident("one", times);
    let list = project.build(&[]);
    assert!(text(&list, "incidents/index.html").contains("63\u{a0}d 12\u{a0}h"));
    let found = project.run(&["find", "one"]).stdout;
    assert!(found.contains("63 d 12 h") && !found.contains("30 min"), "{found}");
}
