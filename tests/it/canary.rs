//! What is internal is in no byte of a public build: a canary sings in every field that can be internal.

use std::collections::BTreeSet;

use crate::archive::{json, text};
use crate::model::EVERY_KEY;
use crate::project::{Project, Tree};
use crate::serving::Running;

/// Every internal part of a public incident. A canary is a word that nothing else contains.
const PARTS: &str = r#"
summary = "Everybody may read this."
related = ["hidden-canarywholeid", "canarydraftid"]
duplicate_of = "hidden-canarywholeid"

[milestones]
started = 2024-03-15T09:00:00Z
approximate = ["resolved"]

[[timeline]]
at = 2024-03-15T09:00:00Z
event = "Everybody may read this entry."

[[timeline]]
at = 2024-03-15T09:17:23Z
event = "canarytimelineevent [log](canary-event-file.txt)"
milestone = "resolved"
by = "canarytimelineby"
source = "canarytimelinesource"
url = "https://example.com/canarytimelineurl"
image = "canarytimelineimage.png"
image_alt = "canarytimelinealt"
visibility = "internal"

[[communications]]
at = 2024-03-15T09:18:00Z
channel = "canarymessagechannel"
message = "canarymessagetext"
visibility = "internal"

[[actions]]
title = "Everybody may read this action"

[[actions]]
title = "canaryactionunnamed"
visibility = "internal"

[[actions]]
title = "Everybody may read this action too"

[[actions]]
title = "canaryactiontitle"
id = "canaryactionid"
description = "canaryactiondescription [log](canary-action-file.txt)"
success_criteria = "canaryactioncriteria"
owner = "canaryactionowner"
team = "canaryactionteam"
status = "wont-do"
reason = "canaryactionreason"
url = "https://example.com/canaryactionurl"
visibility = "internal"

[[references]]
title = "canaryreferencetitle"
url = "https://example.com/canaryreferenceurl"
visibility = "internal"

[[sections]]
title = "canarysectiontitle"
body = "canarysectionbody\n\n![canarysectionalt](canary-section-image.png)"
visibility = "internal"

[[exceptions]]
rule = "milestone-order"
reason = "canaryexceptionreason"
"#;

/// An incident that is internal as a whole.
const WHOLE: &str = r#"
id = "hidden-canarywholeid"
title = "canarywholetitle"
severity = "sev1"
visibility = "internal"
summary = "canarywholesummary"
services = ["canarywholeservice"]
teams = ["canarywholeteam"]
tags = ["canarywholetag"]
commander = "canarywholecommander"
related = ["shown"]
aliases = ["/old/canarywholealias/"]
fields.region = "canarywholefield"

[milestones]
started = 1999-12-31T23:17:23Z

[impact]
customer = "canarywholeimpact"

[[responders]]
name = "canarywholeresponder"

[[timeline]]
at = 1999-12-31T23:17:23Z
event = "canarywholeevent"
image = "canary-whole-image.png"
image_alt = "canarywholealt"

[analysis]
narrative = "canarywholenarrative"

[[analysis.causes]]
cause = "canarywholecause"
category = "process"

[[actions]]
title = "canarywholeaction"
due = 2001-01-01

[review]
state = "reviewed"
owner = "canarywholereviewer"
"#;

/// A draft, which names a public incident.
const DRAFT: &str = r#"
id = "canarydraftid"
title = "canarydrafttitle"
severity = "sev1"
summary = "canarydraftsummary"
services = ["canarydraftservice"]
related = ["shown"]
aliases = ["/old/canarydraftalias/"]

[milestones]
started = 1998-12-31T23:17:23Z
"#;

fn project() -> Project {
    let project = Project::with_config("base_url = \"https://example.com/\"\nfacets = [\"fields.region\"]");
    project.incident("shown", PARTS).write("content/hidden.toml", WHOLE).write("content/draft.toml", DRAFT);
    let attachments = [
        "canary-event-file.txt",
        "canarytimelineimage.png",
        "canary-action-file.txt",
        "canary-section-image.png",
        "canary-whole-image.png",
    ];
    for name in attachments {
        project.write(&format!("content/{name}"), format!("the bytes of canaryinside{name}"));
    }
    project
}

/// The words of a text that begin like a canary.
fn canaries(text: &str) -> BTreeSet<String> {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_ascii_alphanumeric()).filter_map(|word| word.find("canary").map(|at| &word[at..]));
    words.map(str::to_owned).collect()
}

/// Every canary in any byte or name of any file of the site, manifest and all, with a place where it sings.
fn heard(site: &Tree) -> Vec<String> {
    let in_file = |(path, bytes): (&String, &Vec<u8>)| {
        let found = canaries(&format!("{path} {}", String::from_utf8_lossy(bytes)));
        found.into_iter().map(|canary| format!("{canary} in {path}")).collect::<Vec<_>>()
    };
    site.iter().flat_map(in_file).collect()
}

#[test]
fn nothing_internal_is_in_any_byte_of_a_public_build() {
    for args in [&[][..], &["--audience", "public"], &["--drafts"]] {
        let project = project();
        let site = project.build(args);
        let heard: Vec<_> =
            heard(&site).into_iter().filter(|place| !(args == ["--drafts"] && place.starts_with("canarydraft"))).collect();
        assert!(heard.is_empty(), "{args:?}: {heard:#?}");
    }
}

#[test]
fn a_registered_service_or_team_is_public_where_a_public_incident_names_it_or_its_registry_says_so() {
    let config = |visibility: &str| {
        format!(
            "[[services]]\nid = \"canaryservice\"\nlabel = \"Canarylabel\"\ndescription = \"canarytext\"\nteam = \"canaryowner\"\n{visibility}\n\
             [[services]]\nid = \"pay\"\nteam = \"canaryowner\"\n[[teams]]\nid = \"canaryteam\"\n[[teams]]\nid = \"canaryowner\"\n"
        )
    };
    let hidden = "visibility = \"internal\"\nservices = [\"canaryservice\"]\nteams = [\"canaryteam\"]\n";
    let project = Project::with_config(&config(""));
    project.incident("shown", "services = [\"pay\"]\n").incident("hidden", hidden);
    assert_eq!(heard(&project.build(&[])), Vec::<String>::new());
    assert!(project.build(&["--audience", "internal", "--force"]).contains_key("teams/canaryteam/index.html"));
    project.write("pir-site.toml", config("visibility = \"public\""));
    let site = project.build(&["--force"]);
    assert!(site.contains_key("services/canaryservice/index.html"));
    let others: Vec<_> =
        heard(&site).into_iter().filter(|place| place.starts_with("canaryteam") || place.starts_with("canaryowner")).collect();
    assert_eq!(others, Vec::<String>::new());
}

#[test]
fn a_public_build_into_the_folder_of_an_internal_one_leaves_nothing_internal_behind() {
    let project = project();
    project.build(&["--audience", "internal", "--drafts"]);
    let refused = project.try_build(&[]);
    assert!(refused.code == 2 && refused.stderr.contains("holds the internal site"), "{}", refused.stderr);
    let heard = heard(&project.build(&["--force"]));
    assert!(heard.is_empty(), "{heard:#?}");
}

#[test]
fn an_internal_build_is_not_put_in_the_place_of_the_public_site() {
    let project = project();
    let public = project.build(&[]);
    for command in ["build", "watch"] {
        let mut running = Running::start(&project, &[command, "--audience", "internal"]);
        let line = running.line("holds the public site");
        assert!(line.contains("the internal one"), "{line}");
        running.line("--force");
    }
    assert!(project.site() == public, "the public site was changed");
    assert!(!heard(&project.build(&["--audience", "internal", "--force"])).is_empty());
}

#[test]
fn a_public_build_says_nothing_that_follows_from_what_is_internal() {
    let site = project().build(&[]);
    let shown = json(&site, "incidents/shown/incident.json");
    // The moment of the resolution is known from an internal entry alone.
    for (path, bytes) in &site {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("09:17") && !text.contains("10:17"), "{path} tells when it was resolved");
        assert!(
            !["1999-12", "1998-12", "years/1999", "years/1998"].iter().any(|year| text.contains(year)),
            "{path} tells of the year of a hidden incident"
        );
    }
    assert_eq!(shown["metrics"]["time_to_resolve_seconds"], serde_json::Value::Null);
    assert_eq!(shown["milestones"].get("resolved"), None);
    assert_eq!(shown["milestones"].get("approximate"), None, "an estimate of what is not known");
    assert_eq!(shown.get("related"), None, "a hidden incident is named");
    assert_eq!(shown.get("duplicate_of"), None, "a hidden incident is named");
    let ids: Vec<&str> = shown["actions"].as_array().unwrap().iter().map(|action| action["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["shown-A1", "shown-A2"], "a gap tells of an action in between");
    let actions = &json(&site, "stats.json")["actions"];
    assert_eq!((&actions["total"], &actions["wont_do"]), (&2.into(), &0.into()), "an internal action item is counted");
    let page = text(&site, "actions/index.html");
    assert!(page.contains("2 open on") && page.contains("0 done, 0 declined"), "an internal action item is counted");
    let all = json(&site, "incidents.json");
    assert_eq!(all["incidents"].as_array().unwrap().len(), 1);
    assert!(!site.contains_key("years/1999/index.html"));
}

#[test]
fn a_status_that_only_an_internal_entry_implies_is_not_published() {
    let shown = json(&project().build(&[]), "incidents/shown/incident.json");
    assert_eq!(shown["status"], "investigating", "that it was resolved is known from an internal entry alone");
}

#[test]
fn an_internal_build_shows_every_part_that_a_public_one_hides() {
    let site = project().build(&["--audience", "internal", "--drafts"]);
    let page = |slug: &str| canaries(text(&site, &format!("incidents/{slug}/index.html")));
    let data = |slug: &str| canaries(text(&site, &format!("incidents/{slug}/incident.json")));
    let markdown = |slug: &str| canaries(text(&site, &format!("incidents/{slug}/incident.md")));
    for (slug, source) in [("shown", PARTS), ("hidden-canarywholeid", WHOLE), ("canarydraftid", DRAFT)] {
        // What an exception says concerns the file, and is published to nobody.
        let written: BTreeSet<String> = canaries(source).into_iter().filter(|canary| !canary.contains("exception")).collect();
        let missing = |shown: &BTreeSet<String>| written.difference(shown).cloned().collect::<Vec<_>>();
        assert!(missing(&data(slug)).is_empty(), "{slug}: not in the data: {:?}", missing(&data(slug)));
        // An old address and a reviewer are not part of the document, and an old address is on no page.
        let not_shown = |canary: &String| canary.ends_with("alias");
        let on_page: Vec<_> = missing(&page(slug)).into_iter().filter(|canary| !not_shown(canary)).collect();
        assert!(on_page.is_empty(), "{slug}: not on the page: {on_page:?}");
        let not_written = |canary: &String| not_shown(canary) || canary == "canarywholereviewer";
        let in_document: Vec<_> = missing(&markdown(slug)).into_iter().filter(|canary| !not_written(canary)).collect();
        assert!(in_document.is_empty(), "{slug}: not in the Markdown: {in_document:?}");
    }
    for attachment in ["canary-event-file.txt", "canarytimelineimage.png", "canary-action-file.txt", "canary-section-image.png"] {
        assert!(site.contains_key(&format!("incidents/shown/{attachment}")), "{attachment} was not published");
    }
    assert!(site.contains_key("old/canarywholealias/index.html") && site.contains_key("years/1999/index.html"));
}

#[test]
fn an_incident_that_only_an_internal_entry_dates_is_refused_rather_than_published_without_a_date() {
    let project = Project::new();
    let entry = "[milestones]\n[[timeline]]\nat = 2024-03-15T09:00:00Z\nevent = \"e\"\nmilestone = \"started\"\nvisibility = \"internal\"\n";
    let run = project.incident("a", entry).try_build(&[]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("only this internal entry says when the incident started"), "{}", run.stderr);
}

#[test]
fn a_draft_is_built_only_with_drafts_and_a_file_without_a_review_is_a_draft() {
    let project = Project::new();
    let run = project.write("content/draft.toml", DRAFT.replace("related = [\"shown\"]", "")).try_build(&[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("1 draft"), "a draft was left out in silence: {}", run.stderr);
    assert!(!project.site().contains_key("incidents/canarydraftid/index.html"));
    assert!(project.build(&["--drafts"]).contains_key("incidents/canarydraftid/index.html"));
    project.build(&[]);
    assert!(heard(&project.site()).is_empty());
}

/// The keys whose strings are ids, file names, or words of a vocabulary: `check` reports a name in one of them.
const NO_PROSE: [&str; 22] = [
    "aliases",
    "approximate",
    "audience",
    "category",
    "currency",
    "duplicate_of",
    "id",
    "image",
    "kind",
    "method",
    "milestone",
    "priority",
    "related",
    "rule",
    "severity",
    "state",
    "status",
    "time_zone",
    "to",
    "visibility",
    "services",
    "approvers",
];

/// Puts people into every string of a file: into a value that says who a person of its own, into all others all forms of one.
fn name_people(value: &mut toml::Value, key: &str, people: &mut Vec<String>) {
    let is_word = key == "role" && value.as_str().is_some_and(|word| word == "root");
    match value {
        toml::Value::Table(table) => {
            table
                .iter_mut()
                .filter(|(key, _)| !NO_PROSE.contains(&key.as_str()))
                .for_each(|(key, value)| name_people(value, key, people));
        }
        toml::Value::Array(values) => values.iter_mut().for_each(|value| name_people(value, key, people)),
        toml::Value::String(text) if ["commander", "name", "by", "owner"].contains(&key) => {
            *text = format!("Canary{key} Canarysurname{key}{}", people.len());
            people.push(text.clone());
        }
        toml::Value::String(text) if ["url", "recording"].contains(&key) => {
            "https://example.com/people/canarya.canaryquill".clone_into(text);
        }
        toml::Value::String(text) if !is_word => {
            "Canarya Canaryquill, **Canarya** Canaryquill, @canarya, canarya.canaryquill+x@example.com, CANARYA CANARYQUILL; Canaryquill, Canarya; Canarya's; \
                     C. Canaryquill [Canarya](https://example.com/u/canarya-canaryquill) `canarya.canaryquill`"
                .clone_into(text);
        }
        _ => {}
    }
}

/// An incident that names people in every string, with the configuration that hides them.
fn with_people() -> Project {
    let mut file: toml::Table = toml::from_str(EVERY_KEY).unwrap();
    let mut people = Vec::new();
    file.remove("duplicate_of");
    file.remove("withdrawn");
    let mut value = toml::Value::Table(file);
    name_people(&mut value, "", &mut people);
    assert!(people.len() >= 5, "{people:?}");
    let mut text = toml::to_string(&value).unwrap().replace("visibility = \"internal\"", "visibility = \"public\"");
    text = text.replace("body = \"", &format!("body = \"{}. Canaryby was there. ", people.join(", ")));
    let project = Project::with_config(
        "base_url = \"https://example.com/\"\nfacets = [\"fields.region\", \"fields.shift\"]\n[privacy]\npeople = \"roles\"\n\
         [[people]]\nname = \"Canarya Canaryquill\"\nrole = \"archivist\"\n",
    );
    project.write("content/full.toml", text).write("content/graph.png", "a picture").incident("other", "");
    project
}

#[test]
fn no_person_is_named_in_any_byte_of_a_public_build_with_roles() {
    let project = with_people();
    let site = project.build(&[]);
    assert_eq!(heard(&site), Vec::<String>::new());
    let page = text(&site, "incidents/full/index.html");
    assert!(page.to_lowercase().contains("archivist"), "the role is shown");
    for args in [
        &["export", "json"][..],
        &["export", "csv"],
        &["export", "markdown"],
        &["stats"],
        &["find", "archivist"],
        &["find", "--like", "full"],
    ] {
        let run = project.run(args);
        assert_eq!((run.code, canaries(&run.stdout)), (0, BTreeSet::new()), "{args:?}: {}", run.stderr);
    }
    let inside = project.build(&["--audience", "internal", "--force"]);
    assert!(heard(&inside).len() > 20, "an internal build names people");
}

/// A person in every string of `pir-site.toml` that is none of an id, a word of a vocabulary or the registry of people.
const NAMING_CONFIGURATION: &str = r#"
title = "Reviews of Canarya Canaryquill"
organization = "Canarya Canaryquill & Sons"
description = "What Canarya's team learned; ask canarya.canaryquill@example.com"
base_url = "https://example.com/"
facets = ["fields.region"]
causes = ["process"]
content = ["of-canarya-canaryquill", "more"]

[privacy]
people = "roles"

[[people]]
name = "Canarya Canaryquill"
aliases = ["@canarya"]
role = "archivist"

[[people]]
name = "Canarybird Song"
role = "friend of Canarya Canaryquill"
team = "ops"

[brand]
footer = "Kept by [Canarya](https://example.com/u/canarya-canaryquill), **Canarya Canaryquill** and @canarya."

[[nav]]
label = "Canarya's runbooks"
url = "https://example.com/runbooks"

[[nav]]
label = "Runbooks"
url = "https://example.com/people/canarya-canaryquill/runbooks"

[[autolinks]]
pattern = 'OPS-\d+'
url = "https://example.com/canarya.canaryquill/{0}"

[repository]
url = "https://github.com/canarya-canaryquill/postmortems"
public = true

[[severities]]
id = "sev1"
label = "Wakes Canarya Canaryquill"
description = "Canarya Canaryquill is called"
aliases = ["call Canarya Canaryquill"]

[[services]]
id = "pay"
label = "Canarya Canaryquill's payments"
team = "ops"
description = "Written by Canarya Canaryquill, C. Canaryquill"
url = "https://example.com/wiki/canarya-canaryquill"
aliases = ["the Canarya Canaryquill service"]
visibility = "public"

[[teams]]
id = "ops"
label = "Team of Canarya Canaryquill"
description = "Led by Canarya Canaryquill"
url = "https://example.com/teams/canarya_canaryquill"
aliases = ["canarya canaryquill's people"]
visibility = "public"
"#;

#[test]
fn no_person_of_the_configuration_or_of_a_file_or_folder_name_is_in_any_byte_of_a_public_build_with_roles() {
    let project = Project::with_config(NAMING_CONFIGURATION);
    let text = "id = \"one\"\ntitle = \"One, and OPS-12\"\nseverity = \"call Canarya Canaryquill\"\nteams = [\"canarya canaryquill's people\"]\n\
        services = [\"Canarya Canaryquill's payments\"]\ncommander = \"Canaryhead Feather\"\n[review]\nstate = \"reviewed\"\n\
        [milestones]\nstarted = 2024-03-15T09:00:00Z\n[[actions]]\ntitle = \"Do\"\nteam = \"Team of Canarya Canaryquill\"\n";
    project.write("of-canarya-canaryquill/canaryhead-feather/Canarya.toml", text);
    let other = text.replace("\"one\"", "\"two\"").replace("\"One,", "\"Two,");
    project
        .write("more/two.toml", &other)
        .write("more/canarya canaryquill 3.toml", other.replace("two", "three").replace("Two", "Three"));
    project.write(
        "pages/reviews.md",
        "---\ntitle: How Canarya Canaryquill reviews\nnav: Canarya Canaryquill\n---\n\nAsk Canarya Canaryquill.\n",
    );
    let site = project.build(&[]);
    assert_eq!(heard(&site), Vec::<String>::new());
    let page = self::text(&site, "incidents/one/index.html");
    assert!(page.contains("Reviews of archivist") && page.contains("Team of archivist"), "{page}");
    assert_eq!(json(&site, "incidents/one/incident.json")["source"], serde_json::Value::Null);
    assert_eq!(json(&site, "incidents/two/incident.json")["source"], "more/two.toml");
    for args in [
        &["export", "json"][..],
        &["export", "csv"],
        &["export", "markdown"],
        &["stats"],
        &["stats", "--format", "json"],
        &["find", "one"],
        &["find", "one", "--format", "json"],
        &["find", "--like", "one"],
    ] {
        let run = project.run(args);
        assert_eq!((run.code, canaries(&run.stdout)), (0, BTreeSet::new()), "{args:?}: {}", run.stderr);
    }
    let inside = project.build(&["--audience", "internal", "--force"]);
    let heard: BTreeSet<String> = heard(&inside).iter().map(|place| place.split(' ').next().unwrap().to_owned()).collect();
    assert!(heard.contains("canarya") && heard.contains("canaryhead"), "{heard:?}");
}

#[test]
fn a_name_that_a_public_build_with_roles_cannot_replace_is_reported_where_it_is_written() {
    let configuration = r#"
base_url = "https://canarya-canaryquill.example.com/"
facets = ["fields.canarya"]
causes = ["Canarya Canaryquill"]
[privacy]
people = "roles"
[[people]]
name = "Canarya Canaryquill"
[brand]
logo = "canarya-canaryquill.svg"
css = "style.css"
[[severities]]
id = "canarya_canaryquill"
[[services]]
id = "canarya-canaryquill"
[[teams]]
id = "canarya.canaryquill"
[repository]
url = "https://github.com/o/r"
branch = "canarya-canaryquill"
"#;
    let project = Project::with_config(configuration);
    project.incident(
        "one",
        "[fields]\ncanarya = \"x\"\n[[timeline]]\nat = 2024-03-15T09:00:00Z\nevent = \"[x](canarya/log.txt)\"\n",
    );
    project
        .write("canarya-canaryquill.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>")
        .write("style.css", "/* Canarya Canaryquill */");
    project
        .write("content/canarya/log.txt", "Canarya Canaryquill")
        .write("pages/canarya-canaryquill.md", "# Us\n\n[x](by-canarya-canaryquill.txt)\n");
    project.write("pages/by-canarya-canaryquill.txt", "a");
    let run = project.run(&["check", "--format", "short"]);
    let found: BTreeSet<String> = run.stdout.lines().filter(|line| line.contains("[named-person]")).map(str::to_owned).collect();
    let places: Vec<&str> = found.iter().filter_map(|line| line.split(": ").next()).collect();
    // The link and what it attaches are at one place, and so are the name of a page and what that attaches.
    let expected = "content/one.toml:5:1 content/one.toml:8:10 content/one.toml:8:10 pages/canarya-canaryquill.md \
                    pages/canarya-canaryquill.md pir-site.toml:10:9 pir-site.toml:11:7 pir-site.toml:13:7 pir-site.toml:15:7 \
                    pir-site.toml:17:7 pir-site.toml:20:11 pir-site.toml:2:13 pir-site.toml:3:12 pir-site.toml:4:12";
    assert_eq!(places.join(" "), expected, "{}", run.stdout);
}

#[test]
fn an_internal_build_and_one_with_names_have_the_bytes_that_they_had_without_the_registry() {
    let project = with_people();
    let with = project.build(&["--audience", "internal"]);
    project.write("pir-site.toml", "base_url = \"https://example.com/\"\nfacets = [\"fields.region\", \"fields.shift\"]\n");
    let without = project.build(&["--audience", "internal"]);
    assert!(with == without, "an internal build differs");
    let names = project.build(&["--force"]);
    project.write(
        "pir-site.toml",
        "base_url = \"https://example.com/\"\nfacets = [\"fields.region\", \"fields.shift\"]\n[privacy]\npeople = \"names\"\n[[people]]\nname = \"Canarya Canaryquill\"\n",
    );
    assert!(names == project.build(&[]), "a public build with names differs");
}
