//! A site that shows the history of its reviews: what changed and when, for each reader, and no word that is gone.

use std::fs;

use crate::archive::{json, page, text};
use crate::git::git_at;
use crate::page::words;
use crate::project::{AS_OF, Project, Run, Tree, difference, incident, pir_site};
use crate::serving::Running;

const CONFIG: &str = "base_url = \"https://example.com/\"\n[repository]\nhistory = true\n";
const REVIEW: &str = "[review]\nstate = \"reviewed\"\npublished = 2024-04-01\n";

/// An incident that was published on 1 April 2024, with an internal entry.
fn review(more: &str) -> String {
    let internal = "[[timeline]]\nat = 2024-03-15T09:30:00Z\nevent = \"Initechcanary calls.\"\nvisibility = \"internal\"\n";
    incident("INC-1", &format!("{more}\n{REVIEW}\n[[sections]]\ntitle = \"Impact\"\nbody = \"Ten orders.\"\n\n{internal}"))
}

fn build(project: &Project, args: &[&str]) -> Tree {
    let run = project.run_with_git(&[&["build", "--as-of", AS_OF], args].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    project.site()
}

fn changes(site: &Tree) -> Vec<String> {
    let page = page(site, "incidents/inc-1/index.html");
    page.all("section[aria-labelledby=changed-since-publication] li").into_iter().map(words).collect()
}

/// Published, then changed in public, then in an internal part, then renamed.
fn changed() -> Project {
    let project = Project::with_config(CONFIG);
    project.incident("INC-2", "").write("content/INC-1.toml", review("summary = \"Removedcanary.\"\ntags = [\"oldtagcanary\"]"));
    project.init_git().commit("2024-04-01T10:00:00Z");
    let later = review("severity = \"sev2\"\nsummary = \"Nothing.\"").replace("T10:05", "T10:19").replace("Ten", "Eleven");
    project.write("content/INC-1.toml", &later).commit("2024-05-01T10:00:00Z");
    project.write("content/INC-1.toml", later.replace("calls", "writes")).commit("2024-06-01T10:00:00Z");
    fs::create_dir(project.root().join("content/2024")).unwrap();
    fs::rename(project.root().join("content/INC-1.toml"), project.root().join("content/2024/INC-1.toml")).unwrap();
    project.commit("2024-07-01T10:00:00Z");
    project
}

#[test]
fn pages_data_feeds_and_the_sitemap_say_when_something_last_changed_that_their_reader_sees() {
    let project = changed();
    for (audience, modified) in [("public", "2024-05-01T10:00:00Z"), ("internal", "2024-06-01T10:00:00Z")] {
        let site = build(&project, &["--audience", audience, "--force"]);
        assert_eq!(json(&site, "incidents/inc-1/incident.json")["modified"], modified, "{audience}");
        assert_eq!(json(&site, "incidents/inc-2/incident.json")["modified"], "2024-04-01T10:00:00Z");
        assert!(text(&site, "incidents/inc-1/index.html").contains(&format!("<time datetime=\"{modified}\">")), "{audience}");
        assert!(text(&site, "feed.xml").contains(&format!("<updated>{modified}</updated>")));
        let feed = json(&site, "feed.json");
        assert!(feed["items"].as_array().unwrap().iter().any(|item| item["date_modified"] == modified), "{feed}");
        let entry = format!("<loc>https://example.com/incidents/inc-1/</loc><lastmod>{modified}</lastmod>");
        assert!(text(&site, "sitemap.xml").contains(&entry), "{}", text(&site, "sitemap.xml"));
    }
}

#[test]
fn the_page_lists_what_changed_since_publication_and_no_byte_has_a_word_that_is_gone() {
    let project = changed();
    let site = build(&project, &[]);
    let expected =
        ["resolved 14 minutes later", "severity SEV3 → SEV2", "summary rewritten", "section “Impact” rewritten", "tag removed"];
    let mut found = changes(&site);
    found.sort();
    let mut expected = expected.map(str::to_owned);
    expected.sort();
    assert_eq!(found, expected);
    for (path, bytes) in &site {
        let text = String::from_utf8_lossy(bytes).to_lowercase();
        for word in ["removedcanary", "oldtagcanary", "initechcanary", "alice canary", "canary@example", "secretcommitmessage"] {
            assert!(!text.contains(word), "{word} in {path}");
        }
    }
    let internal = build(&project, &["--audience", "internal", "--force"]);
    assert!(changes(&internal).iter().any(|change| change == "timeline entry of 2024-03-15 09:30 UTC rewritten"));
}

#[test]
fn what_changed_is_said_in_the_language_of_the_site() {
    let project = changed();
    for (language, expected) in [
        (
            "de",
            [
                "Behebung: 14 Minuten später",
                "Schweregrad: SEV3 → SEV2",
                "Zusammenfassung: neu formuliert",
                "Abschnitt „Impact“: neu formuliert",
                "Tag: entfernt",
            ],
        ),
        (
            "fr",
            [
                "résolution : 14 minutes plus tard",
                "gravité : SEV3 → SEV2",
                "résumé : reformulation",
                "section « Impact » : reformulation",
                "étiquette : suppression",
            ],
        ),
        (
            "es",
            [
                "resolución: 14 minutos más tarde",
                "gravedad: SEV3 → SEV2",
                "resumen: se ha reescrito",
                "sección «Impact»: se ha reescrito",
                "etiqueta: se ha eliminado",
            ],
        ),
        (
            "ja",
            [
                "復旧: 14 分遅い時刻に変更",
                "重大度: SEV3 → SEV2",
                "概要: 書き直し",
                "セクション「Impact」: 書き直し",
                "タグ: 削除",
            ],
        ),
    ] {
        project.write("pir-site.toml", format!("language = \"{language}\"\n{CONFIG}"));
        let mut found = changes(&build(&project, &[]));
        let mut expected = expected.map(str::to_owned);
        found.sort();
        expected.sort();
        assert_eq!(found, expected, "{language}");
    }
}

#[test]
fn the_published_version_is_that_of_the_day_or_the_first_after_it_that_readers_saw() {
    let project = Project::with_config(CONFIG);
    let draft = review("severity = \"sev1\"\ntitle = \"Draftcanary\"").replace("reviewed", "draft");
    project.write("content/INC-1.toml", draft).init_git().commit("2024-03-30T10:00:00Z");
    project.write("content/INC-1.toml", review("severity = \"sev2\"")).commit("2024-04-03T10:00:00Z");
    assert_eq!(changes(&build(&project, &[])), Vec::<String>::new(), "it was first seen after the day of publication");
    project.write("content/INC-1.toml", review("severity = \"sev3\"")).commit("2024-04-05T10:00:00Z");
    assert_eq!(changes(&build(&project, &[])), ["severity SEV2 → SEV3"]);
    // Brought into git long after its publication: the first version is the oldest that is known.
    project
        .write("content/INC-1.toml", review("severity = \"sev3\"").replace("2024-04-01", "2020-04-01"))
        .commit("2024-04-06T10:00:00Z");
    assert!(changes(&build(&project, &[])).contains(&"severity SEV2 → SEV3".to_owned()));
}

#[test]
fn an_internal_edit_changes_no_byte_of_the_public_site() {
    let project = changed();
    let before = build(&project, &[]);
    let file = project.root().join("content/2024/INC-1.toml");
    fs::write(&file, fs::read_to_string(&file).unwrap().replace("writes", "calls again")).unwrap();
    project.commit("2024-08-01T10:00:00Z");
    let after = build(&project, &[]);
    assert_eq!(difference(&before, &after), None);
}

#[test]
fn two_clones_give_the_same_bytes_wherever_they_are_and_whenever_they_were_made() {
    let project = changed();
    let side = incident("INC-3", REVIEW);
    project.git(&["checkout", "-q", "-b", "side"]);
    project.write("content/INC-3.toml", &side).commit("2024-07-02T10:00:00Z");
    project.git(&["checkout", "-q", "main"]);
    project.write("content/INC-4.toml", incident("INC-4", "")).commit("2024-07-03T10:00:00Z");
    git_at(project.root(), &["merge", "-q", "--no-ff", "-m", "merge", "side"], "2024-07-04T10:00:00Z");
    let expected = build(&project, &[]);
    assert_eq!(
        json(&expected, "incidents/inc-3/incident.json")["modified"],
        "2024-07-04T10:00:00Z",
        "it was published by the merge"
    );
    for config in [
        &[][..],
        &["diff.renames=false", "log.showRoot=false", "log.follow=true", "core.quotePath=true", "diff.noprefix=true"][..],
    ] {
        let clone = tempfile::tempdir().unwrap();
        git_at(clone.path(), &["clone", "-q", project.root().to_str().unwrap(), "copy"], "2025-01-01T00:00:00Z");
        let copy = clone.path().join("copy");
        for setting in config {
            let (key, value) = setting.split_once('=').unwrap();
            git_at(&copy, &["config", key, value], "2025-01-01T00:00:00Z");
        }
        let mut command = pir_site(&["build", "--as-of", AS_OF]);
        let run = Run::of(command.current_dir(&copy).env("PATH", std::env::var_os("PATH").unwrap()));
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert_eq!(difference(&expected, &crate::project::tree(&copy.join("public"))), None);
    }
}

#[test]
fn a_site_without_history_is_the_same_with_and_without_a_repository() {
    let project = changed();
    project.write("pir-site.toml", "base_url = \"https://example.com/\"\n[repository]\nhistory = false\n");
    let with = project.build(&[]);
    project.write("pir-site.toml", "base_url = \"https://example.com/\"\n");
    fs::rename(project.root().join(".git"), project.root().join("away")).unwrap();
    assert_eq!(difference(&with, &project.build(&[])), None);
    assert!(json(&with, "incidents/inc-1/incident.json").get("modified").is_none());
}

#[test]
fn a_file_that_is_not_committed_has_no_history_and_is_published() {
    let project = changed();
    project.incident("INC-9", "");
    let site = build(&project, &[]);
    assert!(json(&site, "incidents/inc-9/incident.json").get("modified").is_none());
}

#[test]
fn a_history_that_cannot_be_read_stops_the_build_with_a_remedy() {
    let project = Project::with_config(CONFIG);
    project.incident("INC-1", "");
    let fails = |run: Run, words: &[&str]| {
        assert_eq!(run.code, 2, "{}", run.stderr);
        words.iter().for_each(|words| assert!(run.stderr.contains(words), "{words}: {}", run.stderr));
    };
    fails(project.run_with_git(&["build"]), &["is not in a git repository", "git init", "history = false"]);
    fails(Run::of(project.command(&["build"]).env("PATH", project.root())), &["git was not found", "install git"]);
    assert!(project.site().is_empty());
    project.init_git();
    assert!(build(&project, &[]).contains_key("incidents/inc-1/index.html"), "a repository without a commit has no history");
    project.commit("2024-04-01T10:00:00Z").incident("INC-1", "title = \"Other\"\n").commit("2024-04-02T10:00:00Z");
    let clone = |args: &[&str]| {
        let folder = tempfile::tempdir().unwrap();
        project.git(&["config", "uploadpack.allowFilter", "true"]);
        let url = format!("file://{}", project.root().display());
        git_at(folder.path(), &[&["clone", "-q"], args, &[&url, "."]].concat(), "2024-05-01T00:00:00Z");
        let mut command = pir_site(&["build"]);
        Run::of(command.current_dir(folder.path()).env("PATH", std::env::var_os("PATH").unwrap()))
    };
    fails(clone(&["--depth", "1"]), &["only the latest commits", "git fetch --unshallow", "fetch-depth: 0"]);
    fails(clone(&["--filter=blob:none"]), &["lacks an object", "--no-filter"]);
}

#[test]
fn a_server_reads_the_history_again_when_there_is_another_commit() {
    let project = changed();
    let mut command = project.command(&["serve", "--port", "0", "--as-of", AS_OF]);
    command.env("PATH", std::env::var_os("PATH").unwrap());
    let mut server = Running::spawn(&mut command);
    server.await_address();
    let file = project.root().join("content/2024/INC-1.toml");
    fs::write(&file, fs::read_to_string(&file).unwrap().replace("Nothing.", "Everything.")).unwrap();
    server.line("Updated 1 incident file");
    assert!(!server.page("/incidents/inc-1/").contains("2024-09-01T10:00:00Z"));
    project.commit("2024-09-01T10:00:00Z");
    server.line("Updated the history");
    assert!(server.page("/incidents/inc-1/").contains("2024-09-01T10:00:00Z"));
}

#[test]
fn pages_link_to_their_file_in_the_repository_for_those_who_may_read_it() {
    let project = Project::new();
    let config =
        |more: &str| format!("content = [\"content\", \"more\"]\n[repository]\nurl = \"https://github.com/o/r\"\n{more}");
    fs::create_dir_all(project.root().join("ops/content")).unwrap();
    project.write("ops/more/a b#1.toml", incident("INC-1", "")).write("ops/pir-site.toml", config("branch = \"trunk\"\n"));
    project.init_git();
    let links = |args: &[&str]| {
        let run = project.run(&[&["build", "--root", "ops", "--force"], args].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
        let html = fs::read_to_string(project.root().join("ops/public/incidents/inc-1/index.html")).unwrap();
        ["edit", "commits", "blob"]
            .map(|kind| html.contains(&format!("https://github.com/o/r/{kind}/trunk/ops/more/a%20b%231.toml")))
    };
    assert_eq!(links(&["--audience", "internal"]), [true; 3]);
    assert_eq!(links(&[]), [false; 3]);
    project.write("ops/pir-site.toml", config("branch = \"trunk\"\npublic = true\n"));
    assert_eq!(links(&[]), [true; 3]);
}
