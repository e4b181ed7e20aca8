//! `pir-site diff`: what changed between two states in git, for each audience and in each format.

use std::fs;

use crate::project::{Project, Run, incident, tree};

const SECTION: &str = "\n[[sections]]\ntitle = \"Impact\"\nbody = \"Ten orders were lost.\"\n";

/// A repository with a commit `before`, and edits of each kind after it.
fn edited() -> Project {
    let project = Project::with_config("");
    project.incident("INC-1", SECTION).incident("INC-2", "title = \"Search was slow\"\n").incident("INC-3", "");
    project.init_git().commit("2024-04-01T10:00:00Z");
    project.git(&["tag", "before"]);
    let changed = incident("INC-1", SECTION).replace("sev3", "sev2").replace("T10:05", "T10:19").replace("Ten", "Nearly eleven");
    project.write("content/INC-1.toml", changed);
    fs::create_dir(project.root().join("content/2024")).unwrap();
    fs::rename(project.root().join("content/INC-2.toml"), project.root().join("content/2024/INC-2.toml")).unwrap();
    fs::remove_file(project.root().join("content/INC-3.toml")).unwrap();
    project.incident("INC-4", "title = \"Mail was late\"\n");
    project
}

const HUMAN: &str = "\
Added  INC-4 Mail was late (SEV3)

Changed  INC-1 Checkout was slow
  resolved 14 minutes later
  severity SEV3 → SEV2
  section “Impact” rewritten

Renamed  INC-2 Search was slow
  file “INC-2.toml” → “2024/INC-2.toml”

Removed  INC-3 Checkout was slow (SEV3)
";

fn sorted(text: &str) -> Vec<String> {
    let mut parts: Vec<String> = text.trim_end().split("\n\n").map(str::to_owned).collect();
    parts.sort();
    parts
}

#[test]
fn added_removed_renamed_and_changed_incidents_are_listed_against_the_files_and_between_commits() {
    let project = edited();
    let run = project.run_with_git(&["diff", "before"]);
    assert_eq!((run.code, sorted(&run.stdout)), (0, sorted(HUMAN)), "{}", run.stderr);
    assert!(run.stderr.contains("4 incidents changed, as seen by the public"), "{}", run.stderr);
    project.commit("2024-04-02T10:00:00Z");
    project.write("content/INC-1.toml", "id = ");
    let run = project.run_with_git(&["diff", "before", "HEAD"]);
    assert_eq!(sorted(&run.stdout), sorted(HUMAN), "the files do not matter between two commits");
    let backwards = project.run_with_git(&["diff", "HEAD", "before"]).stdout;
    assert!(backwards.contains("resolved 14 minutes earlier") && backwards.contains("Added  INC-3"), "{backwards}");
    assert_eq!(project.run_with_git(&["diff", "HEAD", "HEAD"]).stdout, "");
    let run = project.run_with_git(&["diff", "before"]);
    assert!(run.code == 1 && run.stderr.contains("content/INC-1.toml:1"), "{}", run.stderr);
    let others =
        |text: &str| text.split("\n\n").filter(|part| !part.contains("INC-1 ")).map(str::trim).map(str::to_owned).collect();
    let (mut expected, mut shown): (Vec<String>, Vec<String>) = (others(HUMAN), others(&run.stdout));
    expected.sort();
    shown.sort();
    assert_eq!(shown, expected, "the other files are compared all the same");
}

#[test]
fn a_new_id_and_file_at_once_is_a_rename() {
    let project = edited();
    project.git(&["reset", "-q", "--hard"]);
    let text = incident("INC-2", "title = \"Search was slow\"\n").replace("INC-2", "INC-9");
    project.write("content/INC-9.toml", text);
    fs::remove_file(project.root().join("content/INC-2.toml")).unwrap();
    fs::remove_file(project.root().join("content/2024/INC-2.toml")).ok();
    fs::remove_file(project.root().join("content/INC-4.toml")).ok();
    let run = project.run_with_git(&["diff", "before"]);
    let expected = "Renamed  INC-9 Search was slow\n  file “INC-2.toml” → “INC-9.toml”\n  id “INC-2” → “INC-9”\n";
    assert_eq!(run.stdout, expected, "{}", run.stderr);
}

#[test]
fn an_internal_edit_is_an_empty_diff_for_the_public() {
    let project = Project::new();
    let internal = "\n[[timeline]]\nat = 2024-03-15T09:30:00Z\nevent = \"Initech calls.\"\nvisibility = \"internal\"\n";
    project
        .incident("INC-1", internal)
        .incident("INC-2", "visibility = \"internal\"\n")
        .init_git()
        .commit("2024-04-01T10:00:00Z");
    project.incident("INC-1", &internal.replace("calls", "writes")).incident("INC-3", "visibility = \"internal\"\n");
    project.incident("INC-2", "visibility = \"internal\"\ntitle = \"Changed\"\n");
    for format in ["human", "markdown"] {
        assert_eq!(project.run_with_git(&["diff", "HEAD", "--format", format]).stdout, "");
    }
    let data: serde_json::Value =
        serde_json::from_str(&project.run_with_git(&["diff", "HEAD", "--format", "json"]).stdout).unwrap();
    assert_eq!(data["incidents"], serde_json::json!([]));
    let all = project.run_with_git(&["diff", "HEAD", "--audience", "internal"]).stdout;
    for words in ["timeline entry of 2024-03-15 09:30 UTC rewritten", "Added  INC-3", "INC-2 Changed"] {
        assert!(all.contains(words), "{words}: {all}");
    }
}

#[test]
fn drafts_are_compared_only_where_they_are_asked_for() {
    let project = Project::new();
    project.incident("INC-1", "[review]\nstate = \"draft\"\n").init_git().commit("2024-04-01T10:00:00Z");
    project.incident("INC-1", "[review]\nstate = \"reviewed\"\n");
    assert!(project.run_with_git(&["diff", "HEAD"]).stdout.starts_with("Added  INC-1"));
    assert!(project.run_with_git(&["diff", "HEAD", "--drafts"]).stdout.contains("review state Draft → Reviewed"));
}

#[test]
fn hostile_titles_stay_text_in_every_format() {
    const TITLE: &str =
        "<!channel> *b* _i_ `c` [x](https://evil.example) <b>& ~s~ https://evil.example @oncall #12 \u{1b}[31m \u{202e}";
    let project = Project::new();
    project.incident("INC-1", "").init_git().commit("2024-04-01T10:00:00Z");
    project.incident("INC-1", &format!("title = {}\n", toml::Value::String(TITLE.to_owned())));
    let printed = |format: &str| project.run_with_git(&["diff", "HEAD", "--format", format]).stdout;
    for format in ["human", "json", "markdown", "slack"] {
        assert!(!printed(format).contains(['\u{1b}', '\u{202e}']), "{format}");
    }
    let slack: serde_json::Value = serde_json::from_str(&printed("slack")).unwrap();
    let mut kinds = Vec::new();
    each_type(&slack, &mut kinds);
    assert!(
        kinds.iter().all(|kind| ["rich_text", "rich_text_section", "rich_text_list", "text"].contains(&kind.as_str())),
        "{kinds:?}"
    );
    assert!(!slack["text"].as_str().unwrap().contains(['<', '*']), "the fallback has no marks");

    let mut options = pulldown_cmark::Options::all();
    options.remove(pulldown_cmark::Options::ENABLE_SMART_PUNCTUATION);
    let markdown = printed("markdown");
    let mut text = String::new();
    for event in pulldown_cmark::Parser::new_ext(&markdown, options) {
        match event {
            pulldown_cmark::Event::Text(part) => text.push_str(&part),
            pulldown_cmark::Event::Start(tag) => {
                use pulldown_cmark::Tag::{Item, List, Strong};
                assert!(matches!(tag, Item | List(_) | Strong), "{tag:?} in {markdown}");
            }
            pulldown_cmark::Event::End(_) | pulldown_cmark::Event::SoftBreak => {}
            other => panic!("{other:?} in {markdown}"),
        }
    }
    assert!(text.contains("<!channel> *b* _i_ `c` [x](https://evil.example) <b>& ~s~"), "{text}");
    assert!(!markdown.contains("https://") && !markdown.contains(['@', '|']), "{markdown}");
    assert!(!markdown.replace("&#", "").contains('#'), "no number is a link to an issue: {markdown}");
}

fn each_type(value: &serde_json::Value, kinds: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(keys) => {
            kinds.extend(keys.get("type").and_then(|kind| kind.as_str()).map(str::to_owned));
            keys.values().for_each(|value| each_type(value, kinds));
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| each_type(item, kinds)),
        _ => {}
    }
}

#[test]
fn every_failure_names_its_remedy() {
    let project = Project::new();
    project.incident("INC-1", "");
    let fails = |run: Run, words: &[&str]| {
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{}", run.stderr);
        words.iter().for_each(|words| assert!(run.stderr.contains(words), "{words}: {}", run.stderr));
    };
    fails(project.run_with_git(&["diff", "HEAD"]), &["is not in a git repository", "git init"]);
    let mut without = project.command(&["diff", "HEAD"]);
    fails(Run::of(without.env("PATH", project.root())), &["git was not found", "install git"]);
    project.init_git();
    fails(project.run_with_git(&["diff", "HEAD"]), &["there is no commit \"HEAD\""]);
    project.commit("2024-04-01T10:00:00Z");
    for name in ["nothing", "", "HEAD:content", "a b", "HEAD^{tree}", "$(touch owned)"] {
        fails(project.run_with_git(&["diff", name]), &["there is no commit", "git fetch"]);
    }
    fails(project.run_with_git(&["diff", "--", "--output=owned"]), &["there is no commit"]);
    assert!(!tree(project.root()).contains_key("owned"));
    let url = format!("file://{}", project.commit("2024-04-02T10:00:00Z").root().display());
    let clone = tempfile::tempdir().unwrap();
    crate::git::git_at(clone.path(), &["clone", "-q", "--depth", "1", &url, "."], "2024-01-01T00:00:00Z");
    let mut shallow = crate::project::pir_site(&["diff", "HEAD~1"]);
    shallow.current_dir(clone.path()).env("PATH", std::env::var_os("PATH").unwrap());
    fails(Run::of(&mut shallow), &["only the latest commits", "git fetch --unshallow"]);
}

#[test]
fn nothing_of_the_repository_or_the_environment_runs() {
    let project = edited();
    let script = project.root().join("evil.sh");
    project.write("evil.sh", "#!/bin/sh\ntouch \"$(dirname \"$0\")/owned\"\ncat\n");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).unwrap();
    }
    let script = script.to_str().unwrap();
    for key in ["core.pager", "diff.external", "core.fsmonitor", "diff.x.textconv", "pager.ls-tree", "core.hooksPath"] {
        project.git(&["config", key, script]);
    }
    project.write(".gitattributes", "*.toml diff=x\n");
    fs::remove_file(project.root().join("owned")).ok();
    let mut command = project.command(&["diff", "before"]);
    command.env("PATH", std::env::var_os("PATH").unwrap());
    for (name, value) in [("GIT_DIR", "/nowhere"), ("GIT_EXTERNAL_DIFF", script), ("GIT_PAGER", script), ("PAGER", script)] {
        command.env(name, value);
    }
    let run = Run::of(&mut command);
    assert_eq!(sorted(&run.stdout), sorted(HUMAN), "{}", run.stderr);
    assert!(!tree(project.root()).contains_key("owned"));
}

#[test]
fn a_project_in_a_folder_of_the_repository_is_compared_by_its_own_files() {
    let project = Project::new();
    fs::create_dir_all(project.root().join("ops/reviews/content")).unwrap();
    project.write("ops/reviews/pir-site.toml", "content = [\"content\", \"more\"]\n");
    project.write("ops/reviews/content/a.toml", incident("INC-1", "")).write("ops/reviews/more/a.toml", incident("INC-2", ""));
    project.incident("ELSEWHERE", "").init_git().commit("2024-04-01T10:00:00Z");
    project.incident("ELSEWHERE", "title = \"Changed\"\n");
    project.write("ops/reviews/more/a.toml", incident("INC-2", "title = \"Other words\"\n"));
    let run = project.run_with_git(&["diff", "HEAD", "--root", "ops/reviews"]);
    assert_eq!(run.stdout, "Changed  INC-2 Other words\n  title “Checkout was slow” → “Other words”\n", "{}", run.stderr);
}

#[test]
fn a_file_that_one_state_has_errors_in_is_left_out_and_named_to_the_organisation() {
    let project = Project::new();
    project.incident("INC-1", "").write("content/INC-2.toml", "id = ").init_git().commit("2024-04-01T10:00:00Z");
    project.incident("INC-1", "severity = \"sev1\"\n").incident("INC-2", "");
    let run = project.run_with_git(&["diff", "HEAD"]);
    assert!(run.stdout.contains("INC-1") && !run.stdout.contains("INC-2"), "{}", run.stdout);
    assert!(run.stderr.contains("1 file") && !run.stderr.contains("INC-2.toml"), "{}", run.stderr);
    for (audience, named) in [("public", vec![]), ("internal", vec!["INC-2.toml"])] {
        let run = project.run_with_git(&["diff", "HEAD", "--format", "json", "--audience", audience]);
        let data: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        assert_eq!((&data["left_out"], &data["left_out_count"]), (&serde_json::json!(named), &serde_json::json!(1)));
        assert_eq!(run.stderr.contains("INC-2.toml"), !named.is_empty(), "{}", run.stderr);
        assert_eq!(data["incidents"][0]["facts"][0]["before"], "SEV3");
    }
}

#[test]
fn an_action_item_is_reopened_only_after_it_was_closed() {
    for (before, facts) in [("done", ["reopened"]), ("wont-do", ["reopened"]), ("in-progress", ["status In progress → Open"])] {
        let project = Project::new();
        let action = |status: &str| format!("[[actions]]\nid = \"a\"\ntitle = \"Fix it\"\nstatus = \"{status}\"\n");
        project.incident("INC-1", &action(before)).init_git().commit("2024-04-01T10:00:00Z");
        project.incident("INC-1", &action("open"));
        let run = project.run_with_git(&["diff", "HEAD"]);
        assert!(facts.iter().all(|fact| run.stdout.contains(fact)), "{before}: {}", run.stdout);
        assert_eq!(run.stdout.contains("reopened"), before != "in-progress", "{}", run.stdout);
    }
}
