//! The site speaks its language: every text comes from a catalog, and so do numbers, dates, lengths of time and plurals.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::LazyLock;

use pir_site::locale::{self, Locale};
use pir_site::theme::{Catalog, Theme};
use regex::Regex;
use scraper::{ElementRef, Node};
use serde_json::Value;

use crate::archive;
use crate::page::Page;
use crate::project::{Project, Run, Tree, has_extension, repository, tree};

/// The languages that come with the theme.
const LANGUAGES: [&str; 5] = ["de", "en", "es", "fr", "ja"];

fn catalog(language: &str) -> String {
    fs::read_to_string(repository().join(format!("themes/default/locales/{language}.ftl"))).unwrap()
}

/// The names of the messages of a catalog, in order.
fn names(catalog: &str) -> Vec<String> {
    let name = Regex::new(r"(?m)^([a-z][a-z0-9_]*) =").unwrap();
    name.captures_iter(catalog).map(|found| found[1].to_owned()).collect()
}

/// The text of every file below a folder of the repository with one of these extensions.
fn sources(folder: &str, extensions: &[&str]) -> String {
    let files = tree(&repository().join(folder));
    let wanted = files.iter().filter(|(path, _)| extensions.iter().any(|extension| has_extension(path, extension)));
    wanted.map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned() + "\n").collect()
}

#[test]
fn every_catalog_has_every_message_with_the_variables_of_the_english_one() {
    let theme = Theme::embedded().unwrap();
    let mut languages: Vec<&str> = theme.catalogs.iter().map(|catalog| catalog.language.as_str()).collect();
    languages.sort_unstable();
    assert_eq!(languages, LANGUAGES);
    let english: BTreeSet<String> = names(&catalog("en")).into_iter().collect();
    for language in LANGUAGES {
        let names = names(&catalog(language));
        let unique: BTreeSet<String> = names.iter().cloned().collect();
        assert_eq!(names.len(), unique.len(), "{language} has a message twice");
        let missing: Vec<&String> = english.symmetric_difference(&unique).collect();
        assert!(missing.is_empty(), "{language} and en differ in {missing:?}");
    }
    // What is wrong with a project's catalog is wrong with a default one too.
    let mut own = theme.clone();
    own.catalogs.extend(theme.catalogs.iter().map(|catalog| Catalog { is_own: true, ..catalog.clone() }));
    let found: Vec<String> = locale::check(&own).iter().map(|found| format!("{:?}: {}", found.file(), found.message)).collect();
    assert!(found.is_empty(), "{found:#?}");
}

/// Calls `each` with the path of every key of the incident file, and whether it holds a list.
fn each_key(value: &Value, defs: &Value, path: &str, each: &mut dyn FnMut(&str, bool)) {
    if let Some(reference) = value["$ref"].as_str() {
        return each_key(&defs[reference.rsplit('/').next().unwrap()], defs, path, each);
    }
    value["anyOf"].as_array().into_iter().flatten().for_each(|value| each_key(value, defs, path, each));
    if value.get("items").is_some() {
        each(path, true);
        return each_key(&value["items"], defs, path, each);
    }
    for (key, value) in value["properties"].as_object().into_iter().flatten() {
        let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        each(&path, false);
        each_key(value, defs, &path, each);
    }
}

/// The messages that name what changed: of each key the one of the most of its last keys, and of each list that of an item.
fn nouns_of_changes(messages: &BTreeSet<String>) -> BTreeSet<String> {
    let schema = serde_json::to_value(pir_site::incident::schema()).unwrap();
    // One of the own `[fields]`, and an element of one.
    let mut nouns = BTreeSet::from(["fact_one_fields".to_owned(), "fact_one_value".to_owned()]);
    each_key(&schema, &schema["$defs"], "", &mut |path, is_list| {
        let keys: Vec<&str> = path.split('.').collect();
        if is_list {
            nouns.insert(format!("fact_one_{}", keys[keys.len() - 1]));
        } else {
            nouns.extend(
                (0..keys.len()).map(|from| format!("fact_{}", keys[from..].join("_"))).find(|noun| messages.contains(noun)),
            );
        }
    });
    nouns
}

#[test]
fn every_message_is_shown_somewhere_and_every_message_that_is_shown_exists() {
    let (templates, scripts) = (sources("themes/default", &["html"]), sources("themes/default", &["js"]));
    let rust = sources("src", &["rs"]);
    let all = |pattern: &str, text: &str| -> BTreeSet<String> {
        Regex::new(pattern).unwrap().captures_iter(text).map(|found| found[1].to_owned()).collect()
    };
    let mut shown = all(r"\bt\.([a-z][a-z0-9_]*)", &templates);
    shown.extend(all(r#"pirText\("([a-z0-9_]+)""#, &scripts));
    let english: BTreeSet<String> = names(&catalog("en")).into_iter().collect();
    let unknown: Vec<&String> = shown.difference(&english).collect();
    assert!(unknown.is_empty(), "no catalog has {unknown:?}");
    // Rust names a message whole, or the first part of a name that ends in a word of a vocabulary or in a number.
    let literals = all(r#""([a-z][a-z0-9_-]*)""#, &rust);
    let mut families = all(r#"(?:word|locale)\("([a-z_]+)""#, &rust);
    let vocabularies = fs::read_to_string(repository().join("src/history/words.rs")).unwrap();
    families.extend(all(r#"=> "(fact_[a-z_]+)""#, &vocabularies));
    let is_of_family = |name: &str| {
        let word = |family: &String| name.strip_prefix(family.as_str())?.strip_prefix('_').map(str::to_owned);
        families.iter().filter_map(word).any(|word| literals.contains(&word) || literals.contains(&word.replace('_', "-")))
    };
    let is_severity =
        |name: &str| rust.contains("word(\"severity\"") && rust.contains("\"sev{}\"") && name.starts_with("severity_sev");
    let is_made = |name: &str| {
        ["alert_", "causes_", "count_", "from_", "month_", "period_", "weekday_"].iter().any(|start| {
            name.starts_with(start) && (rust.contains(&format!("\"{start}\"")) || rust.contains(&format!("\"{start}{{")))
        })
    };
    let nouns = nouns_of_changes(&english);
    let unused: Vec<&String> = english
        .iter()
        .filter(|name| {
            !shown.contains(*name)
                && !literals.contains(*name)
                && !nouns.contains(*name)
                && !is_of_family(name)
                && !is_made(name)
                && !is_severity(name)
        })
        .collect();
    assert!(unused.is_empty(), "nothing shows {unused:?}");
}

#[test]
fn the_words_of_the_command_are_those_of_the_english_site() {
    use pir_site::archive::{ActionState, Metric};
    use pir_site::incident::Milestone;
    let english = Locale::english().unwrap();
    for milestone in Milestone::ALL {
        assert_eq!(&*english.word("milestone", milestone.as_str()), milestone.label());
        assert_eq!(&*english.word("meaning", milestone.as_str()), milestone.definition());
    }
    for state in ActionState::ALL {
        assert_eq!(&*english.word("state", state.word()), state.label());
    }
    for metric in Metric::ALL {
        assert_eq!(&*english.word("metric", metric.name()), metric.label());
    }
}

/// The letters of a catalog's texts as full-width ones, which no content has: names of variables and of variants stay.
fn pseudo(catalog: &str) -> String {
    let start = Regex::new(r"^(?:[a-z0-9_]+ = ?|\s*\*?\[[^\]]*\] ?|\s+)?").unwrap();
    let mut out = String::new();
    for line in catalog.lines() {
        let end = if line.starts_with('#') { line.len() } else { start.find(line).map_or(0, |found| found.end()) };
        out.push_str(&line[..end]);
        let mut depth = 0_i32;
        for letter in line[end..].chars() {
            match letter {
                '{' => depth += 1,
                '}' => depth = (depth - 1).max(0),
                _ => {}
            }
            let is_text = depth == 0 && letter.is_ascii_alphabetic();
            let wide = char::from_u32(u32::from(letter) + 0xfee0).unwrap_or(letter);
            out.push(if is_text { wide } else { letter });
        }
        out.push('\n');
    }
    out
}

/// The sample archive in a language whose texts have no letter of another text.
fn pseudo_site() -> Tree {
    let project = Project::sample();
    let config = fs::read_to_string(repository().join("pir-site.toml")).unwrap();
    project.write("pir-site.toml", format!("language = \"qps\"\n{config}"));
    project.write("themes/default/locales/qps.ftl", pseudo(&catalog("en")));
    project.build(&["--audience", "internal", "--drafts"])
}

/// The words of the sample's files without the marks of Markdown, with one space between them.
fn content() -> String {
    let files = sources("content", &["toml"])
        + &sources("pages", &["md"])
        + &fs::read_to_string(repository().join("pir-site.toml")).unwrap();
    let text: String = files.chars().filter(|letter| !matches!(letter, '*' | '`' | '\\' | '"' | '[' | ']')).collect();
    // An underscore is a mark of Markdown, or stands in the key of a field for a space.
    normalized(&(text.replace('_', "") + &text.replace('_', " "))).to_lowercase()
}

fn normalized(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What is the same in every language: names of formats and zones, units of data, and keys of a keyboard.
const NAMES: [&str; 24] = [
    "atom",
    "cest",
    "cet",
    "csv",
    "europe/berlin",
    "json",
    "json feed",
    "k",
    "markdown",
    "p0",
    "p1",
    "p2",
    "p3",
    "pir-site",
    "stats.json",
    "toml",
    "utc",
    "utf-8",
    "url",
    "sla",
    "q",
    "id",
    "javascript",
    "sev",
];

/// The phrases of a text in ASCII letters that neither the content nor a name has.
fn foreign(text: &str, content: &str) -> Vec<String> {
    static PHRASE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[A-Za-z][A-Za-z ’'/.-]*[A-Za-z]|[A-Za-z]{2,}").unwrap());
    let found = PHRASE.find_iter(text).map(|found| found.as_str().trim_matches(['.', '-', '/', ' ', '’', '\'']).to_lowercase());
    let is_known = |phrase: &String| content.contains(phrase.as_str()) || NAMES.contains(&phrase.as_str());
    found.filter(|phrase| !is_known(phrase)).collect()
}

/// Every text of a page that a reader sees or hears, with what it is.
fn texts(page: &Page) -> Vec<(String, String)> {
    let mut texts = Vec::new();
    for node in page.html.tree.nodes() {
        match node.value() {
            Node::Text(text) => {
                let parent = node.parent().and_then(ElementRef::wrap).map_or("", |parent| parent.value().name());
                let is_shown = !["script", "style", "code", "pre"].contains(&parent);
                let above = node.ancestors().filter_map(ElementRef::wrap);
                let is_code = above.into_iter().any(|above| ["pre", "code"].contains(&above.value().name()));
                if is_shown && !is_code {
                    texts.push((format!("text in <{parent}>"), normalized(text)));
                }
            }
            Node::Element(element) => {
                for name in ["title", "aria-label", "placeholder", "alt", "data-none", "data-label"] {
                    texts.extend(element.attr(name).map(|value| (format!("{name} of <{}>", element.name()), normalized(value))));
                }
            }
            _ => {}
        }
    }
    texts
}

#[test]
fn a_site_in_a_made_up_language_shows_no_text_that_is_in_no_catalog() {
    let (site, content) = (pseudo_site(), content());
    let english: BTreeSet<String> = {
        let locale = Locale::english().unwrap();
        let plain = names(&catalog("en")).into_iter().filter_map(|name| locale.plain(&name).map(|text| text.to_string()));
        plain.filter(|text| text.len() > 2).collect()
    };
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    let mut known: BTreeSet<String> = BTreeSet::new();
    let mut count = 0;
    for page in archive::pages(&site) {
        for (place, text) in texts(&page) {
            count += 1;
            if !known.insert(text.clone()) {
                continue;
            }
            let is_content = content.contains(&text.to_lowercase());
            if (english.contains(&text) && !is_content) || !foreign(&text, &content).is_empty() {
                found.entry(format!("{place}: {text}")).or_insert_with(|| page.path.clone());
            }
        }
    }
    let calendar = archive::text(&site, "calendar.ics").replace("\r\n ", "");
    for line in calendar.lines().filter_map(|line| line.strip_prefix("SUMMARY:").or_else(|| line.strip_prefix("DESCRIPTION:"))) {
        if !foreign(&line.replace("\\,", ",").replace("\\;", ";"), &content).is_empty() {
            found.insert(format!("calendar: {line}"), "calendar.ics".to_owned());
        }
    }
    assert!(count > 20_000, "the texts are read: {count}");
    assert!(found.is_empty(), "{} texts: {:#?}", found.len(), found.iter().take(60).collect::<Vec<_>>());
}

/// A project in a language, with one incident of three hours.
fn project(language: &str) -> Project {
    let project = Project::with_config(&format!("language = \"{language}\"\ntitle = \"Shop\"\n"));
    let more = "summary = \"Text.\"\n[milestones]\nstarted = 2024-03-15T09:00:00Z\nresolved = 2024-03-16T12:05:00Z\n\
                [impact]\nusers_affected = 12345\nusers_affected_percent = 2.5\n";
    project.incident("INC-1", more);
    project
}

#[test]
fn numbers_dates_lengths_and_plurals_follow_the_language() {
    for (language, expected) in [
        ("en", ["2024-03-15 09:00 UTC", "1 d 3 h", "12,345 users (2.5%)", "1 incident, newest first"]),
        ("de", ["15.03.2024 09:00 UTC", "1 d 3 h", "12.345 Nutzer (2,5 %)", "1 Vorfall, neueste zuerst"]),
        (
            "fr-CA",
            ["15/03/2024 09:00 UTC", "1 j 3 h", "12 345 utilisateurs (2,5 %)", "1 incident, du plus récent au plus ancien"],
        ),
        ("es", ["15/03/2024 09:00 UTC", "1 d 3 h", "12.345 usuarios (2,5 %)", "1 incidente, los más recientes primero"]),
        ("ja", ["2024/03/15 09:00 UTC", "1日3時間", "利用者 12,345 人(2.5%)", "1 件の障害(新しい順)"]),
    ] {
        let site = project(language).build(&[]);
        let text = |path: &str| archive::page(&site, path).text().replace(['\u{a0}', '\u{202f}'], " ");
        let (incident, list) = (text("incidents/inc-1/index.html"), text("incidents/index.html"));
        for words in &expected[..3] {
            assert!(incident.contains(words), "{language}: {words} in {incident}");
        }
        assert!(list.contains(expected[3]), "{language}: {list}");
        let page = archive::page(&site, "incidents/inc-1/index.html");
        assert_eq!(page.all("html")[0].attr("lang"), Some(language));
        assert!(page.all("time[datetime='2024-03-15T09:00:00Z']").len() > 1, "{language}");
        assert!(archive::text(&site, "feed.xml").contains(&format!("xml:lang=\"{language}\"")));
    }
}

#[test]
fn data_for_machines_are_the_same_in_every_language() {
    let [english, german] = ["en", "ja"].map(|language| project(language).build(&[]));
    for path in ["incidents.json", "incidents.csv", "actions.json", "actions.csv", "stats.json", "incidents/inc-1/incident.json"]
    {
        assert_eq!(archive::text(&english, path), archive::text(&german, path), "{path}");
    }
    let addresses = |site: &Tree| site.keys().filter(|path| has_extension(path, "html")).cloned().collect::<Vec<_>>();
    assert_eq!(addresses(&english), addresses(&german));
}

#[test]
fn a_project_replaces_texts_and_adds_texts_and_languages() {
    let project = project("pt-BR");
    project.write("themes/default/locales/pt.ftl", "incidents = Incidentes\nhello = Olá, { $name }\n");
    project.write("themes/default/locales/pt-BR.ftl", "metrics = Indicadores\n");
    project.write("themes/default/locales/en.ftl", "hello = Hello, { $name }\n");
    let template =
        "{% extends \"default/404.html\" %}{% block main %}{{ super() }}<p>{{ t.hello(name=\"<b>\") }}</p>{% endblock %}";
    project.write("themes/default/templates/404.html", template);
    let site = project.build(&[]);
    let text = archive::page(&site, "404.html").text();
    for words in ["Incidentes", "Indicadores", "Olá, <b>", "Page not found"] {
        assert!(text.contains(words), "{words}: {text}");
    }
}

fn positions(run: &Run) -> Vec<(String, u64, u64, String)> {
    let found: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let all = found.as_array().unwrap().iter().filter(|found| found["rule"] == "catalog");
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let hint = |found: &serde_json::Value| format!("{}; {}", text(&found["message"]), text(&found["hint"]));
    all.map(|found| (text(&found["file"]), found["line"].as_u64().unwrap(), found["column"].as_u64().unwrap(), hint(found)))
        .collect()
}

#[test]
fn what_is_wrong_with_a_catalog_is_said_at_its_place_by_check_and_by_build() {
    let file = "themes/default/locales/de.ftl";
    for (catalog, line, column, message) in [
        (
            "metrics = Zahlen\nsearch_incidens = Fälle\n",
            2,
            1,
            "unused message \"search_incidens\"; did you mean `search_incidents`?",
        ),
        ("metrics = { $count\n", 1, 19, "expected a token starting with \"}\"; "),
        ("ok\nmetrics = Zahlen\n", 1, 3, "expected a token starting with \"=\"; "),
        ("page = Seite\n", 1, 1, "the message \"page\" is missing the variable `$number`; it has `$number`"),
        ("page = Seite { $number } { $of }\n", 1, 1, "the message \"page\" has no variable `$of`; it has `$number`"),
        ("page = Seite { NUMBER($number) } { $number }\n", 1, 16, "functions are not used; "),
        ("metrics = { -brand }\n", 1, 14, "the file has no such term; "),
        ("metrics = { metrics }\n", 1, 13, "this refers to itself; "),
        ("metrics = A\nmetrics = B\n", 2, 1, "duplicate message \"metrics\"; "),
    ] {
        let project = project("en");
        project.write(file, catalog);
        let expected = vec![(file.to_owned(), line, column, message.to_owned())];
        assert_eq!(positions(&project.run(&["check", "--format", "json"])), expected, "{catalog}");
        let build = project.try_build(&[]);
        assert_eq!(build.code, 1, "{catalog}: {}", build.stderr);
        assert!(build.stderr.contains(&format!("{file}:{line}:{column}")), "{catalog}: {}", build.stderr);
        assert!(project.site().is_empty(), "{catalog}");
    }
}

#[test]
fn catalog_texts_are_escaped_wherever_they_are_used() {
    let hostile = "</p><script>alert(1)</script> \" onload=\"x\" & <b> %{ \"}\" }{ \"{{\" } site { \"}}\" }";
    let project = project("en");
    let messages = ["incidents", "metrics", "search", "search_incidents", "close", "ongoing", "milestone_started", "no_summary"];
    let own: String = messages.iter().map(|name| format!("{name} = {hostile}\n")).collect();
    project.write("themes/default/locales/en.ftl", format!("{own}page = {hostile} {{ $number }}\n"));
    project.incident("INC-2", "status = \"monitoring\"\n[milestones]\nstarted = 2024-05-15T09:00:00Z\n");
    let site = project.build(&[]);
    for page in archive::pages(&site) {
        assert!(page.all("script").iter().all(|script| script.text().all(|text| !text.contains("alert"))), "{}", page.path);
        assert!(page.all("[onload], b > script").is_empty(), "{}", page.path);
    }
    let home = archive::page(&site, "index.html").text();
    assert!(home.contains("</p><script>alert(1)</script> \" onload=\"x\" & <b> %}{{ site }}"), "{home}");
    assert!(!archive::text(&site, "feed.xml").contains("<script>"));
}

#[test]
fn the_style_sheet_shows_no_words_of_its_own() {
    let style = fs::read_to_string(crate::project::repository().join("themes/default/static/style.css")).unwrap();
    let contents = style.split("content:").skip(1).map(|rest| rest.split([';', '}']).next().unwrap());
    let quoted = |content: &str| content.split(['"', '\'']).skip(1).step_by(2).any(|text| text.contains(char::is_alphabetic));
    let words: Vec<&str> = contents.filter(|content| quoted(content)).collect();
    assert!(words.is_empty(), "{words:?}");
}

#[test]
fn a_page_of_a_right_to_left_language_is_mirrored_and_titles_are_isolated() {
    let style = fs::read_to_string(repository().join("themes/default/static/style.css")).unwrap();
    let physical =
        Regex::new(r"(?:margin|padding|border)-(?:left|right)|[ {;](?:left|right):|(?:text-align|float): (?:left|right)")
            .unwrap();
    let found: Vec<&str> = physical.find_iter(&style).map(|found| found.as_str()).collect();
    assert!(found.is_empty(), "these do not follow the direction of the page: {found:?}");

    let project = project("ar");
    project.incident(
        "INC-2",
        "title = \"\u{641}\u{634}\u{644} (API)\"\n[[actions]]\ntitle = \"\u{625}\u{635}\u{644}\u{627}\u{62d}\"\n",
    );
    let site = project.build(&[]);
    for (path, titles) in
        [("incidents/index.html", "th bdi"), ("actions/index.html", "th bdi"), ("incidents/inc-2/index.html", "h1[dir=auto]")]
    {
        let page = archive::page(&site, path);
        assert_eq!(page.all("html")[0].attr("dir"), Some("rtl"), "{path}");
        assert!(!page.all(titles).is_empty(), "{path} has no {titles}");
    }
}
