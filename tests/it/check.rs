//! `pir-site check`: what it reports, in which form, at which level, and what its exit code says.

use std::fs;

use serde_json::Value;

use crate::project::{Project, Run, incident, repository};
use crate::since::git;

const DAY: [&str; 2] = ["--as-of", "2026-11-24"];

fn check(project: &Project, args: &[&str]) -> Run {
    project.run(&[&["check"], &DAY[..], args].concat())
}

fn json(project: &Project, args: &[&str]) -> Vec<Value> {
    serde_json::from_str(&check(project, &[&["--format", "json"], args].concat()).stdout).unwrap()
}

fn rules(project: &Project, args: &[&str]) -> Vec<String> {
    json(project, args).iter().map(|found| found["rule"].as_str().unwrap().to_owned()).collect()
}

/// Severity changes that end elsewhere: a warning of `severity-changes`.
const ASTRAY: &str = "severity_changes = [{ at = 2024-03-15T09:10:00Z, to = \"sev2\" }]\n";

/// A project in which one rule finds one thing.
fn astray() -> Project {
    let project = Project::new();
    project.write("content/a.toml", draft("a", ASTRAY));
    project
}

/// An incident file of which nothing is asked: a draft may be thin.
fn draft(id: &str, more: &str) -> String {
    let title = format!("Checkout was slow in {id}");
    incident(id, more).replace("Checkout was slow", &title).replace("\"reviewed\"", "\"draft\"")
}

#[test]
fn a_valid_archive_passes_and_nothing_is_written() {
    let project = Project::new();
    project.write("content/a.toml", draft("a", ""));
    let run = check(&project, &[]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""));
    assert_eq!(run.stderr, "Checked 1 incident: no problems\n");
    assert!(!project.root().join("public").exists());
}

#[test]
fn a_warning_passes_unless_the_check_is_strict() {
    let project = astray();
    assert_eq!(rules(&project, &[]), ["severity-changes"]);
    let run = check(&project, &[]);
    assert_eq!(run.code, 0);
    assert_eq!(run.stderr, "Checked 1 incident: 1 warning in 1 file\n");
    assert_eq!(check(&project, &["--strict"]).code, 1);
    project.write("pir-site.toml", "[check]\nstrict = true\n");
    assert_eq!(check(&project, &[]).code, 1);
}

#[test]
fn flags_and_configuration_set_levels_also_by_severity() {
    let project = astray();
    assert_eq!(check(&project, &["--deny", "severity-changes"]).code, 1);
    assert_eq!(check(&project, &["--deny", "severity-changes@sev3"]).code, 1, "the incident is a sev3");
    assert_eq!(check(&project, &["--deny", "severity-changes@sev2"]).code, 0);
    assert!(rules(&project, &["--allow", "severity-changes"]).is_empty());

    project.write("pir-site.toml", "[check]\nallow = [\"severity-changes\"]\n");
    assert!(rules(&project, &[]).is_empty());
    assert_eq!(rules(&project, &["--warn", "severity-changes"]), ["severity-changes"], "the command line has the last word");
    project
        .write("pir-site.toml", "[check]\nallow = [\"severity-changes\"]\n[check.severity.p3]\ndeny = [\"severity-changes\"]\n");
    assert_eq!(check(&project, &[]).code, 1, "p3 is an alias of sev3");
}

#[test]
fn a_rule_that_there_is_not_is_refused_with_what_may_have_been_meant() {
    let project = astray();
    let run = check(&project, &["--deny", "severity-change"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.contains("there is no rule \"severity-change\"") && run.stderr.contains("\"severity-changes\"?"),
        "{}",
        run.stderr
    );
    let run = check(&project, &["--allow", "duplicate-id"]);
    assert!(run.code == 2 && run.stderr.contains("cannot be relaxed"), "{}", run.stderr);
    project.write("pir-site.toml", "[check]\nwarn = [\"severity-changes\", \"blam\"]\n");
    let run = check(&project, &[]);
    assert_eq!(run.code, 2);
    assert!(run.stdout.contains("pir-site.toml:2:29") && run.stdout.contains("unknown-rule"), "{}", run.stdout);
}

#[test]
fn an_exception_keeps_a_finding_out_and_a_useless_one_is_reported() {
    let exception = "[[exceptions]]\nrule = \"severity-changes\"\nreason = \"Never written down\"\n";
    let project = Project::new();
    project.write("content/a.toml", draft("a", &format!("{ASTRAY}{exception}")));
    assert!(rules(&project, &[]).is_empty());
    let run = check(&project, &["-v"]);
    let line = "suppressed: content/a.toml:4:55: warning[severity-changes] the last change is to \"sev2\", but the incident's severity is \"sev3\" (Never written down)";
    assert!(run.stderr.contains(line), "{}", run.stderr);

    project.write("content/a.toml", draft("a", exception));
    assert_eq!(rules(&project, &[]), ["unused-exception"]);
    assert!(rules(&project, &["--allow", "severity-changes"]).is_empty(), "of a rule that did not run, nothing is known");
    project.write("content/a.toml", draft("a", &exception.replace("severity-changes", "duplicate-id")));
    assert_eq!(rules(&project, &[]), ["unknown-rule"]);
}

#[test]
fn named_files_are_checked_against_the_whole_archive_and_reported_alone() {
    let project = astray();
    project.write("content/b.toml", draft("A", ASTRAY)).write("content/sub/c.toml", draft("c", "related = [\"a\"]\n"));
    assert_eq!(rules(&project, &[]), ["severity-changes", "duplicate-id", "severity-changes"]);
    assert_eq!(rules(&project, &["content/sub/c.toml"]), [""; 0], "what it refers to is there, although it was not named");
    assert_eq!(rules(&project, &["content/a.toml"]), ["severity-changes", "duplicate-id"], "the clash is about both files");
    let from_within =
        Run::of(project.command(&["check", "--format", "short", "c.toml"]).current_dir(project.root().join("content/sub")));
    assert_eq!((from_within.code, from_within.stdout.as_str()), (0, ""), "{}", from_within.stderr);

    assert_eq!(rules(&project, &["content/sub"]), [""; 0], "a folder stands for the files below it");
    assert_eq!(rules(&project, &["content/"]), rules(&project, &[]));
    project.write("content/sub/log.txt", "");
    assert!(check(&project, &["content/sub"]).stderr.contains("Checked 1 incident"), "an attachment is none");

    project.write("elsewhere.toml", "id = 1").write("empty/log.txt", "");
    assert_eq!(check(&project, &["empty"]).code, 2);
    let run = check(&project, &["elsewhere.toml"]);
    assert!(run.code == 2 && run.stderr.contains("is not in a content folder"), "{}", run.stderr);
    assert_eq!(check(&project, &["content/missing.toml"]).code, 2);
}

#[test]
fn files_named_on_the_command_line_may_be_invalid() {
    let project = Project::new();
    project.write("content/a.toml", "id = ").write("content/b.toml", [0xff, 0xfe]);
    assert_eq!(rules(&project, &["content/a.toml"]), ["syntax"]);
    assert_eq!(rules(&project, &["content/b.toml"]), ["not-utf8"]);
    assert_eq!(check(&project, &[]).code, 1);
}

#[test]
fn a_value_of_the_wrong_type_is_not_reported_as_missing() {
    let project = Project::new();
    let wrong =
        "severity = \"sev1\"\nsummary = 5\nlessons = 5\nactions = 5\nimpact = 5\ntimeline = 5\nanalysis = 5\ndetection = 5\n";
    project.write("content/a.toml", incident("a", wrong));
    let found = rules(&project, &[]);
    assert!(found.len() == 7 && found.iter().all(|rule| rule == "wrong-type"), "{found:?}");
}

#[test]
fn every_format_reports_the_same_findings() {
    let project = astray();
    let found = &json(&project, &[])[0];
    let fields: Vec<&String> = found.as_object().unwrap().keys().collect();
    for field in ["rule", "level", "message", "hint", "file", "line", "column", "end_line", "end_column"] {
        assert!(fields.contains(&&field.to_owned()), "{field} is missing in {found}");
    }
    assert_eq!((&found["line"], &found["column"], &found["end_column"]), (&4.into(), &55.into(), &61.into()));
    let of = |format| check(&project, &["--format", format]).stdout;
    assert!(of("short").starts_with("content/a.toml:4:55: warning[severity-changes] the last change"), "{}", of("short"));
    assert!(of("github").starts_with("::warning file=content/a.toml,line=4,endLine=4,col=55,endColumn=61"), "{}", of("github"));
    let sarif: Value = serde_json::from_str(&of("sarif")).unwrap();
    assert_eq!(sarif["runs"][0]["results"][0]["ruleId"], "severity-changes");
    let human = of("human");
    assert!(
        human.contains("warning[severity-changes]") && human.contains("content/a.toml:4:55") && human.contains("^^^^^^"),
        "{human}"
    );
}

#[test]
fn columns_are_right_in_files_with_crlf_tabs_and_wide_characters() {
    let project = Project::new();
    let wide = "summary = \"日本 e\u{301} ok\"\r\nseverity_changes = [ {\treason = \"日本\u{301}\", at = 2024-03-15T09:10:00Z, to = \"sev2\" }]\r\n";
    project.write("content/a.toml", draft("a", wide).replace('\n', "\r\n").replace("\r\r", "\r"));
    let found = &json(&project, &[])[0];
    let line = wide.lines().nth(1).unwrap();
    let column = line[..line.find("\"sev2\"").unwrap()].chars().count() + 1;
    assert_eq!((&found["column"], &found["end_column"]), (&column.into(), &(column + 6).into()), "{found}");
}

#[test]
fn a_wrong_link_to_an_incident_gets_the_right_address_as_a_hint() {
    let project = Project::new();
    project.write("content/2024/INC-2.toml", draft("INC-2", ""));
    for target in ["INC-2", "inc-2.toml", "../INC-2/#timeline", "../2024/INC-2/incident.toml", "/incidents/inc-2/"] {
        project.write("content/a.toml", draft("a", &format!("summary = \"See [it]({target}).\"\n")));
        let run = check(&project, &[]);
        assert_eq!(run.code, 1, "{target}: {}", run.stdout);
        assert!(run.stdout.contains("help: write ../inc-2/ for the page of INC-2\n"), "{target}: {}", run.stdout);
    }
    project.write("content/a.toml", draft("a", "summary = \"See [it](../inc-2/#timeline), and [INC-3](INC-3).\"\n"));
    let run = check(&project, &["--format", "short"]);
    assert!(run.stdout.lines().count() == 1 && run.stdout.contains("INC-3"), "{}", run.stdout);
}

#[test]
fn every_rule_can_be_explained() {
    let list = Run::of(&mut crate::project::pir_site(&["explain"])).stdout;
    for rule in pir_site::check::RULES {
        assert!(list.contains(rule.name), "{} is not in the list", rule.name);
        let run = Run::of(&mut crate::project::pir_site(&["explain", rule.name]));
        assert!(run.code == 0 && run.stdout.contains(rule.why()) && run.stdout.contains(rule.help()), "{}", run.stdout);
    }
    let run = Run::of(&mut crate::project::pir_site(&["explain", "severity-change"]));
    assert!(run.code == 2 && run.stderr.contains("severity-changes"), "{}", run.stderr);
}

#[test]
fn the_hook_for_pre_commit_runs_a_command_that_there_is() {
    let hooks = fs::read_to_string(repository().join(".pre-commit-hooks.yaml")).unwrap();
    let value = |key: &str| {
        hooks.lines().find_map(|line| line.trim_start_matches("- ").trim().strip_prefix(key)).unwrap().trim().to_owned()
    };
    assert_eq!(value("id:"), "pir-site-check");
    assert_eq!(value("files:"), r"^content/.*\.toml$");
    assert_eq!(value("verbose:"), "true", "else nothing is shown of warnings");
    let project = astray();
    let entry = value("entry:");
    let words: Vec<&str> = entry.split(' ').skip(1).chain(["content/a.toml"]).collect();
    assert_eq!(project.run(&words).code, 0);
    assert_eq!(project.run(&[&words[..], &["--strict"]].concat()).code, 1);
}

/// The commands of `pir-site` in the examples of docs/checking.md.
#[test]
fn the_commands_in_the_docs_run() {
    let text = fs::read_to_string(repository().join("docs/checking.md")).unwrap();
    let project = Project::sample();
    project.write("content/2024/INC-2024-0315-001.toml", draft("a", ""));
    git(project.root(), &["init", "--quiet"]);
    git(project.root(), &["commit", "--quiet", "--allow-empty", "--message", "m"]);
    git(project.root(), &["update-ref", "refs/remotes/origin/main", "HEAD"]);
    let mut commands = 0;
    for line in text.lines() {
        let line = line.trim().trim_start_matches("- ").trim_start_matches("run: ").trim_start_matches("exec ");
        let Some(command) = line.strip_prefix("pir-site ") else { continue };
        for command in command.split(" || pir-site ").flat_map(|command| command.split(" && pir-site ")) {
            let words = command.split(" #").next().unwrap().split(" > ").next().unwrap().split_whitespace();
            let run = project.run(&words.collect::<Vec<_>>());
            assert!(run.code < 2, "{command}: {}", run.stderr);
            commands += 1;
        }
    }
    assert!(commands >= 9, "{commands} commands");
}

#[test]
fn the_configuration_in_the_docs_is_understood() {
    let text = fs::read_to_string(repository().join("docs/checking.md")).unwrap();
    let blocks = text.split("```toml\n").skip(1).map(|block| block.split("```").next().unwrap());
    for block in blocks.filter(|block| block.contains("[check]")) {
        let project = astray();
        project.write("pir-site.toml", block);
        assert!(check(&project, &[]).code < 2, "{}", check(&project, &[]).stderr);
    }
}

#[test]
fn the_configuration_says_which_words_are_looked_for() {
    let project = Project::new();
    let text = "summary = \"Human error, menschliches Versagen, a ninja\"\n";
    project.write("content/a.toml", draft("a", text));
    let phrases = |check: &str| {
        project.write("pir-site.toml", check);
        let messages = json(&project, &[]).into_iter().map(|found| found["message"].as_str().unwrap().to_owned());
        messages.map(|message| message.split(['\u{201c}', '\u{201d}']).nth(1).unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(phrases(""), ["Human error"]);
    assert_eq!(phrases("language = \"de\"\n"), ["menschliches Versagen"]);
    assert_eq!(phrases("[check]\nlanguages = [\"en\", \"de\"]\naccept = [\"human error\"]\n"), ["menschliches Versagen"]);
    assert_eq!(phrases("[check]\nlanguages = []\nphrases = [{ phrase = \"ninja\" }]\n"), ["ninja"]);

    project.write("pir-site.toml", "[check]\nlanguages = [\"en\", \"tlh\"]\n");
    let run = check(&project, &[]);
    assert_eq!(run.code, 2);
    assert!(run.stdout.contains("pir-site.toml:2:20") && run.stdout.contains("unknown-language"), "{}", run.stdout);
}

#[test]
fn no_form_of_the_report_repeats_a_secret_whatever_it_is_about() {
    let project = Project::new();
    let token = format!("ghp_{}", "q7R2".repeat(9));
    let more = format!(
        "summary = \"`{token}`, [a key](http://graphs.example.com/?key={token}) and [its twin]({token}.png).\"\nservices = [\"{token}\"]\n"
    );
    project.write("pir-site.toml", "services = [{ id = \"api\" }]\n");
    project.write("content/a.toml", draft("a", &more)).write("content/b.toml", draft("b", &format!("severity = \"{token}\"\n")));
    for form in ["human", "short", "json", "github", "sarif"] {
        let run = check(&project, &["--format", form]);
        assert!(run.stdout.contains("secret") && run.stdout.contains("http-link"), "{form}: {}", run.stdout);
        assert!(!run.stdout.contains("q7R2") && !run.stderr.contains("q7R2"), "{form}: {}", run.stdout);
    }
}

#[test]
fn a_name_that_is_repeated_does_not_move_the_place_of_the_next() {
    let project = Project::new();
    project.write("pir-site.toml", "services = [{ id = \"api\" }]\n");
    project.write("content/a.toml", draft("a", "services = [\"api\", \"api\", \"web\"]\n"));
    let found = json(&project, &[]);
    let column =
        draft("a", "services = [\"api\", \"api\", \"web\"]\n").lines().find_map(|line| line.find("\"web\"")).unwrap() + 1;
    assert_eq!((&found[0]["rule"], &found[0]["column"]), (&"unknown-service".into(), &column.into()));
}

#[test]
fn beside_a_file_that_cannot_be_understood_no_attachment_is_called_unused() {
    let project = Project::new();
    project.write("content/a.toml", draft("a", "summary = \"See [the log](log.txt).\"\n")).write("content/log.txt", "");
    assert_eq!(rules(&project, &[]), [""; 0]);
    project.write("content/a.toml", draft("a", "summary = \"See nothing.\"\n"));
    assert_eq!(rules(&project, &[]), ["unused-attachment"]);
    project.write("content/a.toml", draft("a", "summary = \"See [the log](log.txt).\n"));
    assert!(!rules(&project, &[]).contains(&"unused-attachment".to_owned()));
}

/// Files of the forms for which a code host needs more than a person does.
const FORMATS: [&str; 5] = ["human", "short", "json", "github", "sarif"];

#[test]
fn a_wrong_configuration_is_reported_in_every_format_with_its_line() {
    for config in [&b"title = 3\n"[..], b"title = \n", b"# x\ntitle = \"K\xfcche\"\n", b"[check]\ndeny = [\"blam\"]\n"] {
        let project = astray();
        project.write("pir-site.toml", config);
        for format in FORMATS {
            let run = check(&project, &["--format", format]);
            assert_eq!(run.code, 2, "{format}: {}", run.stderr);
            assert!(run.stdout.contains("pir-site.toml"), "{format}: {}", run.stdout);
        }
        let found = &json(&project, &[])[0];
        assert!(found["line"].is_u64() && found["column"].is_u64(), "{found}");
    }
    let project = astray();
    fs::remove_file(project.root().join("pir-site.toml")).unwrap();
    let run = check(&project, &["--root", ".", "--format", "sarif"]);
    assert!(run.code == 2 && run.stdout.contains("\"unreadable\""), "{}", run.stdout);
}

#[test]
fn paths_are_relative_to_where_one_stands_and_for_code_hosts_to_the_repository() {
    let project = Project::new();
    project.write("pm/pir-site.toml", "").write("pm/content/sub/a.toml", draft("a", ASTRAY));
    let file = |folder: &str, args: &[&str]| {
        let run = Run::of(project.command(&[&["check"], args].concat()).current_dir(project.root().join(folder)));
        let start = run.stdout.find("a.toml").unwrap_or_else(|| panic!("{}{}", run.stdout, run.stderr)) + "a.toml".len();
        run.stdout[..start].rsplit([' ', '"', '=']).next().unwrap().to_owned()
    };
    let root = project.root().join("pm");
    let root = root.to_str().unwrap();
    for (folder, args, expected) in [
        ("pm", &[][..], "content/sub/a.toml"),
        (".", &["--root", "pm"], "pm/content/sub/a.toml"),
        (".", &["--root", "./pm/"], "pm/content/sub/a.toml"),
        (".", &["--root", root], "pm/content/sub/a.toml"),
        ("pm/content", &[], "../content/sub/a.toml"),
    ] {
        for format in ["short", "json"] {
            assert_eq!(file(folder, &[args, &["--format", format]].concat()), expected, "{folder} {args:?} {format}");
        }
    }
    assert_eq!(file("pm", &["--format", "github"]), "content/sub/a.toml", "without a repository, from the project");
    fs::create_dir(project.root().join(".git")).unwrap();
    for (folder, args) in [("pm", &[][..]), (".", &["--root", "pm"]), ("pm/content/sub", &[]), (".", &["--root", root])] {
        for format in ["github", "sarif"] {
            let found = file(folder, &[args, &["--format", format]].concat());
            assert_eq!(found, "pm/content/sub/a.toml", "{folder} {args:?} {format}");
        }
    }
}

#[test]
fn every_result_in_sarif_has_a_region_and_its_rule() {
    let project = Project::new();
    project.write("content/empty.toml", "").write("content/latin.toml", b"\xff").write("content/syntax.toml", "id = ");
    project.write("content/form.toml", "\u{c}").write("content/a.toml", draft("a", "xyzzy = 1\ntags = 5\n"));
    project.write("content/zone.toml", draft("zone", "time_zone = \"Mars/Olympus\"\n"));
    fs::create_dir_all(project.root().join("content/folder.toml")).unwrap();
    let sarif: Value = serde_json::from_str(&check(&project, &["--format", "sarif"]).stdout).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    assert!(results.len() >= 8, "{results:#?}");
    for result in results {
        assert!(result["ruleIndex"].is_u64(), "{result}");
        assert!(result["locations"][0]["physicalLocation"]["region"]["startLine"].is_u64(), "{result}");
    }
    let form_feed = json(&project, &["content/form.toml"]);
    assert_eq!((&form_feed[0]["rule"], &form_feed[0]["line"]), (&"syntax".into(), &1.into()), "a form feed is no white space");
}

#[test]
fn a_content_folder_that_is_a_link_in_the_project_is_followed() {
    #[cfg(unix)]
    for (link, to) in [("content", "real"), ("content", "deep/er"), ("content/more", "../real")] {
        let project = Project::new();
        fs::remove_dir_all(project.root().join("content")).ok();
        project.write(&format!("{}/a.toml", to.trim_start_matches("../")), incident("a", "summary = \"s\"\n"));
        if link.contains('/') {
            project.write("content/b.toml", draft("b", ""));
        }
        std::os::unix::fs::symlink(to, project.root().join(link)).unwrap();
        let run = check(&project, &[]);
        assert_eq!(run.code, 0, "{link} -> {to}: {}", run.stdout);
        assert!(project.build(&[]).contains_key("incidents/a/index.html"));
    }
}

#[test]
fn names_in_two_unicode_forms_are_one_name() {
    let (composed, decomposed) = ("caf\u{e9}", "cafe\u{301}");
    let project = Project::with_config(&format!(
        "facets = [\"fields.{composed}\"]\n[[teams]]\nid = \"kitchen\"\naliases = [\"{decomposed}\"]\n"
    ));
    let of = |id: &str, name: &str| {
        draft(id, &format!("services = [\"{name}\"]\ntags = [\"{name}\"]\nteams = [\"{name}\"]\naliases = [\"/{name}-{id}/\"]\nfields.\"{name}\" = \"{name}\"\n"))
            .replace("\"draft\"", "\"reviewed\"")
    };
    project.write("content/a.toml", of("a", composed)).write("content/b.toml", of("b", decomposed));
    let site = project.build(&[]);
    for folder in ["services", "tags", "teams", "cafe"] {
        let pages = site.keys().filter(|path| path.starts_with(&format!("{folder}/")) && path.ends_with("/index.html"));
        assert_eq!(pages.filter(|path| path.matches('/').count() == 2).count(), 1, "{folder}");
    }
    assert!(site.contains_key(&format!("{composed}-b/index.html")));
    project.write("content/b.toml", of("b", decomposed).replace(&format!("/{decomposed}-b/"), &format!("/{decomposed}-a/")));
    assert!(rules(&project, &[]).contains(&"taken-address".to_owned()), "a system that ignores the form has one file for both");
}

#[test]
fn an_attachment_is_found_whatever_the_unicode_form_of_its_name() {
    for (on_disk, written) in [("cafe\u{301}.png", "caf\u{e9}.png"), ("caf\u{e9}.png", "cafe\u{301}.png")] {
        let project = Project::new();
        let text = format!(
            "summary = \"![graph]({written})\"\n[[timeline]]\nat = 2024-03-15T09:00:00Z\nevent = \"e\"\nimage = \"{written}\"\n"
        );
        project.write("content/x/a.toml", incident("a", &text)).write(&format!("content/x/{on_disk}"), "png");
        let found = rules(&project, &[]);
        assert!(
            !found.iter().any(|rule| ["broken-link", "missing-attachment", "unused-attachment"].contains(&rule.as_str())),
            "{found:?}"
        );
        let page = String::from_utf8(project.build(&[])["incidents/a/index.html"].clone()).unwrap();
        assert!(page.contains("<img") && page.contains("alt=\"graph\""), "{page}");
    }
}

/// What check passes, build builds; what build refuses, check reports at the same position.
#[test]
fn check_and_build_agree_on_addresses_and_output_folders() {
    let aliases = [
        "index.html",
        "/404.html",
        "feed.xml/",
        "feed.xml",
        "incidents/",
        "static/style.css",
        "incidents/a/incident.json",
        "services/web/",
        "incidents/a/",
        "/a",
        "/a/b",
        "/a/b.html",
        "/a%20b/",
        "/a%2Fb/",
        "/%zz/",
        "/a?b",
        "/caf\u{e9}/",
        "/cafe\u{301}/",
        "/INDEX.HTML",
        "//",
        "/.git/x",
        "stats.json/x",
        "con",
        "../x",
        "robots.txt/",
        "search/",
    ];
    let ids = ["a", "A-1", "index.html", "page", "x.html", "feed.xml", "nul", "incident.json", "a.b"];
    let files = ["incident.json", "index.html", "incident.md", "INDEX.HTML", "log.txt", "incident.json/x.txt", "caf\u{e9}.txt"];
    let outputs = [
        "public",
        "site/new",
        ".",
        "content",
        "content/0",
        "content/0/x.toml",
        "themes",
        ".git/site",
        "public/../content",
        "/tmp",
        "é",
    ];
    let mut dice = 7_u64;
    let mut pick = |count: usize| {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(dice >> 33).unwrap() % count
    };
    let (mut passed, mut refused) = (0, 0);
    for round in 0..80 {
        // One part in four: an output folder of their own, and nothing else that could be refused.
        let output = (pick(4) == 0).then(|| outputs[pick(outputs.len())]);
        let project = output.map_or_else(Project::new, |output| Project::with_config(&format!("output = {output:?}\n")));
        for number in 0..2 {
            let is_hostile = output.is_none() && pick(2) == 0;
            let mut more = "services = [\"web\"]\n".to_owned();
            if is_hostile {
                let chosen: Vec<String> = (0..=pick(2)).map(|_| format!("{:?}", aliases[pick(aliases.len())])).collect();
                more.extend(["aliases = [", &chosen.join(", "), "]\n"]);
            }
            if output.is_none() && pick(4) == 0 {
                let file = files[pick(files.len())];
                more.extend(["summary = \"See [it](", file, ").\"\n"]);
                project.write(&format!("content/{number}/{file}"), "x");
            }
            let id = if number == 1 && !is_hostile {
                "other"
            } else if output.is_some() || pick(3) > 0 {
                "a"
            } else {
                ids[pick(ids.len())]
            };
            project.write(&format!("content/{number}/x.toml"), incident(id, &more));
        }
        let (checked, build) = (check(&project, &["--format", "json"]), project.try_build(&[]));
        let found: Vec<Value> = serde_json::from_str(&checked.stdout).unwrap();
        let errors: Vec<&Value> = found.iter().filter(|found| found["level"] == "error").collect();
        assert_eq!(build.code, checked.code, "{round}: {}", build.stderr);
        if build.code == 0 {
            passed += 1;
            continue;
        }
        refused += 1;
        let positions = build.stderr.lines().filter_map(|line| line.trim_start().strip_prefix("--> "));
        for position in positions {
            let is_reported =
                |found: &&Value| format!("{}:{}:{}", found["file"].as_str().unwrap(), found["line"], found["column"]) == position;
            assert!(errors.iter().any(is_reported), "{round}: {position} is not in {errors:#?}\n{}", build.stderr);
        }
        assert!(!errors.is_empty(), "{round}: check passes what build refuses\n{}", build.stderr);
    }
    assert!(passed > 5 && refused > 20, "{passed} passed, {refused} were refused");
}

/// Every format that a program reads.
const MACHINES: [&str; 5] = ["json", "gitlab", "sarif", "junit", "markdown"];

/// How many findings a report has, once it is read as what it claims to be.
fn count(format: &str, report: &str) -> usize {
    match format {
        "junit" => {
            let document = roxmltree::Document::parse(report).unwrap_or_else(|error| panic!("{error}: {report}"));
            document.descendants().filter(|node| node.has_tag_name("failure")).count()
        }
        "markdown" => report.lines().filter(|line| line.starts_with("| warning") || line.starts_with("| error")).count(),
        "sarif" => serde_json::from_str::<Value>(report).unwrap()["runs"][0]["results"].as_array().unwrap().len(),
        _ => serde_json::from_str::<Vec<Value>>(report).unwrap().len(),
    }
}

#[test]
fn a_report_is_valid_where_nothing_is_found_and_never_empty_where_the_configuration_is_wrong() {
    let project = Project::new();
    for format in MACHINES {
        let run = check(&project, &["--format", format]);
        assert_eq!((run.code, count(format, &run.stdout)), (0, 0), "{format}");
        assert!(!run.stdout.is_empty(), "{format}");
    }
    project.write("pir-site.toml", "colour = \"red\"\n");
    for format in MACHINES {
        let run = check(&project, &["--format", format]);
        assert_eq!((run.code, count(format, &run.stdout)), (2, 1), "{format}: {}", run.stdout);
    }
}

#[cfg(unix)]
#[test]
fn hostile_names_and_texts_stay_within_their_finding_in_every_format() {
    let project = Project::new();
    let name = "content/a\"'<b>&|`]]>\n## c \u{1b}[31m\u{202e}.toml";
    let hostile = "severity_changes = [{ at = 2024-03-15T09:10:00Z, to = \"</failure>|\\u001b`<script>\\n::error::x\" }]\n";
    project.write(name, draft("a", hostile));
    project.write("content/b.toml", draft("b", ASTRAY));
    for format in MACHINES {
        let run = check(&project, &["--format", format]);
        assert_eq!(count(format, &run.stdout), count("json", &check(&project, &["--format", "json"]).stdout), "{format}");
        assert!(!run.stdout.contains(['\u{1b}', '\u{202e}']), "{format}: {}", run.stdout);
    }
}

#[test]
fn an_output_folder_that_every_build_refuses_is_an_error_at_its_key() {
    for (output, why) in [("content/site", "lies in"), (".", "is the project folder"), ("file", "is a file")] {
        let project = Project::with_config(&format!("title = \"A\"\noutput = {output:?}\n"));
        project.incident("INC-1", "").write("file", "");
        let build = project.try_build(&[]);
        let check = project.run(&["check", "--format", "short"]);
        assert_eq!((build.code, check.code), (1, 1), "{output}: {}{}", build.stderr, check.stdout);
        assert!(build.stderr.contains(why) && build.stderr.contains("--> pir-site.toml:2:10"), "{output}: {}", build.stderr);
        assert!(
            check.stdout.contains("pir-site.toml:2:10: error[bad-value]") && check.stdout.contains(why),
            "{output}: {}",
            check.stdout
        );
    }
}

#[test]
fn contacts_in_links_of_the_configuration_are_found_and_roles_and_paths_are_none() {
    for (configuration, count) in [
        ("[[nav]]\nlabel = \"Us\"\nurl = \"mailto:jo.doe@example.com\"\n", 1),
        ("[[teams]]\nid = \"core\"\nurl = \"https://chat.example.com/?to=jo.doe@example.com\"\n", 1),
        ("[[nav]]\nlabel = \"Us\"\nurl = \"mailto:support@example.com\"\n", 0),
        ("[[services]]\nid = \"api\"\nurl = \"https://example.com/@jo/\"\n", 0),
    ] {
        let project = Project::with_config(configuration);
        project.incident("INC-1", "");
        let run = project.run(&["check", "--format", "short"]);
        assert_eq!(run.stdout.matches("[contact]").count(), count, "{configuration}: {}{}", run.stdout, run.stderr);
    }
}

#[test]
fn broken_links_of_the_projects_own_pages_are_found_at_their_lines() {
    let project = Project::new();
    project.incident("inc-1", "").write("pages/graph.png", "png").write("pages/other.md", "# Other\n");
    let good = "[a](graph.png) [b](../incidents/inc-1/) [c](../incidents/) [d](../other/) [e](#x) [f](https://example.com/)";
    project.write("pages/how.md", format!("# How\n\n{good}\n\n[g](nope.png)\n[h](../incidents/inc-99/)\n![i](gone.png)\n"));
    let found = json(&project, &[]).into_iter().filter(|found| found["rule"] == "broken-link");
    let lines: Vec<u64> = found.map(|found| found["line"].as_u64().unwrap()).collect();
    assert_eq!(lines, [5, 6, 7]);
}

#[test]
fn one_address_of_two_files_is_one_finding_in_the_later_file() {
    for (config, line) in [("id = \"a\"", "duplicate-id"), ("aliases = [\"/old/\"]", "taken-address")] {
        let project = Project::new();
        let text = |id: &str| if config.starts_with("id") { incident("a", "") } else { incident(id, &format!("{config}\n")) };
        project.write("content/a.toml", text("a")).write("content/c.toml", text("c").replace("2024-03-15", "2023-03-15"));
        let found: Vec<(String, String)> = json(&project, &[])
            .iter()
            .filter(|found| found["level"] == "error")
            .map(|found| (found["file"].as_str().unwrap().to_owned(), found["rule"].as_str().unwrap().to_owned()))
            .collect();
        assert_eq!(found, [("content/c.toml".to_owned(), line.to_owned())]);
    }
}
