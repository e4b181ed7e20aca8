//! The search index: what is in it, how it is cut, and what of it an edit changes. That a browser finds things with it is tried in
//! `tests/browser`.

use std::collections::BTreeSet;
use std::io::Read;

use crate::archive::{internal, page, public};
use crate::project::{Project, Tree};

/// The files of the index as text, those that are compressed opened.
fn index(site: &Tree) -> Vec<(String, String)> {
    let opened = |(path, bytes): (&String, &Vec<u8>)| {
        let mut text = Vec::new();
        if flate2::read::GzDecoder::new(&bytes[..]).read_to_end(&mut text).is_err() {
            text.clone_from(bytes);
        }
        (path.clone(), String::from_utf8_lossy(&text).into_owned())
    };
    site.iter().filter(|(path, _)| path.starts_with("search/")).map(opened).collect()
}

/// The folders of the index.
fn shards(site: &Tree) -> BTreeSet<String> {
    let names = site.keys().filter_map(|path| path.strip_prefix("search/")?.split_once('/'));
    names.map(|(shard, _)| shard.to_owned()).collect()
}

fn has(site: &Tree, words: &str) -> bool {
    index(site).iter().any(|(_, text)| text.contains(words))
}

#[test]
fn what_an_incident_says_can_be_searched_and_what_is_internal_only_by_those_who_may_see_it() {
    let project = Project::new();
    let entry = |words: &str, more: &str| format!("[[timeline]]\nat = 2024-03-15T09:20:00Z\nevent = \"{words}\"\n{more}\n");
    let more = entry("The **pangolin** cache is full", "by = \"Zoë\"") + &entry("canaryevent", "visibility = \"internal\"");
    project.incident("shown", &more).incident("hidden", "visibility = \"internal\"\nsummary = \"canaryincident\"\n");
    let public = project.build(&[]);
    assert!(has(&public, "pangolin cache is full") && has(&public, "Zoë"));
    let heard: Vec<_> = index(&public).into_iter().filter(|(_, text)| text.contains("canary")).map(|(path, _)| path).collect();
    assert!(heard.is_empty(), "{heard:?}");
    let internal = project.build(&["--audience", "internal", "--force"]);
    assert!(has(&internal, "canaryevent") && has(&internal, "canaryincident"));
}

#[test]
fn an_edit_concerns_the_shard_of_its_year_alone_and_one_of_what_is_internal_none() {
    let project = Project::new();
    let internal = "[[sections]]\ntitle = \"Notes\"\nbody = \"BODY\"\nvisibility = \"internal\"\n";
    let write = |title: &str, notes: &str| {
        let dated = |id: &str, year: &str, more: &str| {
            let text = crate::project::incident(id, more).replace("2024-03-15", &format!("{year}-03-15"));
            project.write(&format!("content/{id}.toml"), text);
        };
        dated("old", "2021", "");
        dated("new", "2025", &format!("summary = \"{title}\"\n{}", internal.replace("BODY", notes)));
        shards(&project.build(&[]))
    };
    let first = write("One thing", "a");
    assert_eq!(first.iter().map(|shard| &shard[..7]).collect::<Vec<_>>(), ["2021-1-", "2025-1-"]);
    assert_eq!(write("One thing", "b"), first, "an internal note changed what the public sees");
    let second = write("Another thing", "b");
    let changed: Vec<_> = first.difference(&second).collect();
    assert!(changed.len() == 1 && changed[0].starts_with("2025"), "{changed:?}");
}

#[test]
fn the_search_page_names_the_shards_that_there_are_the_newest_first() {
    for site in [public(), internal()] {
        let form = page(site, "search/index.html");
        let named = form.all("form[data-shards]")[0].attr("data-shards").unwrap().to_owned();
        let named: Vec<_> = named.split(' ').map(|folder| folder.strip_prefix("search/").unwrap().to_owned()).collect();
        assert!(named.is_sorted_by(|newer, older| newer > older), "{named:?}");
        assert_eq!(named.into_iter().collect::<BTreeSet<_>>(), shards(site));
    }
}

#[test]
fn a_site_without_search_has_nothing_of_it() {
    let project = Project::with_config("search = false");
    let site = project.incident("a", "").build(&[]);
    let by_flag = Project::new().incident("a", "").build(&["--no-search"]);
    assert_eq!(crate::project::difference(&site, &by_flag), None);
    assert!(!site.keys().any(|path| path.starts_with("search/")));
    assert!(page(&site, "index.html").all("form, script[src*='search']").is_empty());
}

#[test]
fn words_by_which_the_library_tells_itself_something_are_text_when_an_author_writes_them() {
    let project = Project::new();
    project.incident("a", "summary = \"before ___PAGEFIND_WEIGHT___0 ___PAGEFIND_ANCHOR___h2:0:evil after\"\n");
    let texts = index(&project.build(&[]));
    let fragment = &texts.iter().find(|(path, _)| path.contains("/fragment/")).unwrap().1;
    assert!(fragment.contains("PAGEFIND_WEIGHT") && fragment.contains("after"), "{fragment}");
    assert!(!fragment.contains("\"id\":\"evil\""), "{fragment}");
}

#[test]
fn shards_are_made_on_many_threads_as_on_one() {
    let project = Project::new();
    for number in 0..24 {
        let text =
            crate::project::incident(&format!("inc-{number}"), "").replace("2024-03-15", &format!("{}-03-15", 2012 + number / 2));
        project.write(&format!("content/{number}.toml"), text);
    }
    let many = project.build(&["--jobs", "8"]);
    assert_eq!(shards(&many).len(), 12);
    std::fs::remove_dir_all(project.root().join("public")).unwrap();
    assert_eq!(crate::project::difference(&many, &project.build(&["--jobs", "1"])), None);
}
