//! Names become roles in public builds: which words are names, and that none of them is left anywhere.

use std::fs;

use pir_site::archive::{Audience, Redactor};
use pir_site::config::Config;
use pir_site::incident::Incident;

use crate::project::repository;

/// Whom the sentences name. Each has a role that is found nowhere else.
const CAST: [(&str, &str); 15] = [
    ("Ada Lovelace", "xada"),
    ("Will Turner", "xwill"),
    ("May Chen", "xmay"),
    ("Grace Hopper", "xgrace"),
    ("Mark Novak", "xmark"),
    ("Bill Okafor", "xbill"),
    ("Rose Tanaka", "xrose"),
    ("June Park", "xjune"),
    ("José García", "xjose"),
    ("James O'Neill", "xjames"),
    ("Jean-Luc Moreau", "xjean"),
    ("Zoë Müller", "xzoe"),
    ("Sam Lee", "xsamlee"),
    ("Sam Patel", "xsampatel"),
    ("Carla Page", "xcarla"),
];
const CONFIGURATION: &str = "[privacy]\npeople = \"roles\"\n[[people]]\nname = \"Priya Raman\"\nrole = \"xpriya\"\n\
     aliases = [\"praman\", \"@priya\", \"priya.raman@example.com\"]\n[[people]]\nname = \"Олена Шевченко\"\nrole = \"xolena\"\n";

/// The responders of the cast, as a file has them.
fn responders() -> String {
    CAST.iter().map(|(name, role)| format!("[[responders]]\nname = \"{name}\"\nrole = \"{role}\"\n")).collect()
}

/// What a public build shows of an incident.
fn redacted(configuration: &str, incident: &str) -> Incident {
    let (config, problems) = Config::resolve(toml::from_str(configuration).unwrap());
    assert!(problems.is_empty(), "{problems:?}");
    let incident: Incident = toml::from_str(&format!("id = \"a\"\ntitle = \"t\"\nseverity = \"sev1\"\n{incident}")).unwrap();
    Incident::clone(&Redactor::new(&config, Audience::Public).redact(incident.into(), &|_| true))
}

/// What a public build makes of each text in an incident of the cast.
fn shown(texts: &[String]) -> Vec<String> {
    let reviewers = "[review]\napprovers = [\"Priya Raman\", \"Олена Шевченко\"]\n";
    let one = |text: &String| {
        let incident = format!("summary = {}\n{reviewers}{}", toml::Value::from(text.as_str()), responders());
        redacted(CONFIGURATION, &incident).summary.unwrap()
    };
    texts.iter().map(one).collect()
}

/// A sentence with its marks: the text, and the parts of it that are names.
fn unmarked(line: &str) -> (String, Vec<String>) {
    let names = line.split('⟦').skip(1).map(|rest| rest.split('⟧').next().unwrap().to_owned()).collect();
    (line.replace(['⟦', '⟧'], ""), names)
}

/// How many names of a sentence are hidden, and how many roles stand in its place.
fn score(names: &[String], shown: &str) -> (usize, usize) {
    let hidden = names.iter().filter(|name| !shown.contains(name.as_str())).count();
    let roles = CAST.iter().map(|(_, role)| *role).chain(["xpriya", "xolena"]);
    (hidden, roles.map(|role| shown.matches(role).count()).sum())
}

#[test]
fn names_are_found_and_words_that_are_also_names_are_left_alone() {
    let file = fs::read_to_string(repository().join("tests/data/people/sentences.txt")).unwrap();
    let lines: Vec<&str> = file.lines().filter(|line| !line.starts_with("# ")).collect();
    assert!(lines.len() >= 200);
    let shown = shown(&lines.iter().map(|line| unmarked(line).0).collect::<Vec<_>>());
    let (mut hidden, mut right, mut found, mut named) = (0, 0, 0, 0);
    let mut wrong = String::new();
    for (line, shown) in lines.iter().zip(&shown) {
        let in_sentence = unmarked(line).1;
        let (one_hidden, roles) = score(&in_sentence, shown);
        if one_hidden != in_sentence.len() || roles > in_sentence.len() {
            wrong.extend([*line, "\n  ", shown, "\n"]);
        }
        (hidden, right, found, named) =
            (hidden + one_hidden, right + one_hidden.min(roles), found + roles, named + in_sentence.len());
    }
    println!("precision {right} of {found}, recall {hidden} of {named}\n{wrong}");
    assert!(
        right * 100 >= found * 96 && hidden * 100 >= named * 99,
        "precision {right} of {found}, recall {hidden} of {named}\n{wrong}"
    );
}

#[test]
fn a_person_is_the_role_in_the_incident_else_that_of_the_registry_else_the_team_else_a_responder() {
    let configuration = "[privacy]\npeople = \"roles\"\n[[teams]]\nid = \"payments\"\nlabel = \"Payments\"\n\
        [[people]]\nname = \"Ben Ito\"\nrole = \"Engineer\"\n[[people]]\nname = \"Cara Holt\"\npublic = true\nrole = \"Head\"\n\
        [[people]]\nname = \"Dana Voss\"\nteam = \"payments\"\n";
    let incident = redacted(
        configuration,
        r#"
summary = "Ada, Ben, Cara, Dana, Finn, Gil, Hal and Iva were there; Ada Kern led."
commander = "Ada Kern"
[[responders]]
name = "Ben Ito"
role = "Scribe"
[[responders]]
name = "Cara Holt"
[[responders]]
name = "Dana Voss"
[[responders]]
name = "Finn Abel"
team = "payments"
[[responders]]
name = "Gil Zorn"
role = "Scribe"
[[responders]]
name = "Hal Imre"
[[responders]]
name = "Payments team"
[[timeline]]
at = 2024-03-15T09:00:00Z
event = "e"
by = "Iva Lund (payments), Hal and Payments team"
[[timeline]]
at = 2024-03-15T09:00:00Z
event = "e"
by = "Datadog"
"#,
    );
    let summary = "Incident commander, Scribe 1, Cara, Payments 1, Payments 2, Scribe 2, responder 1 and responder 2 were there; Incident commander led.";
    assert_eq!(incident.summary.as_deref(), Some(summary));
    let names: Vec<&str> = incident.responders.iter().map(|responder| responder.name.as_str()).collect();
    assert_eq!(names, ["Scribe 1", "Cara Holt", "Payments 1", "Payments 2", "Scribe 2", "responder 1", "Payments team"]);
    let by: Vec<Option<&str>> = incident.timeline.iter().map(|entry| entry.by.as_deref()).collect();
    assert_eq!(by, [Some("responder 2, responder 1, Payments team"), Some("Datadog")]);
    assert_eq!(redacted(configuration, "commander = \"Ada Kern\"\n").commander.as_deref(), Some("Incident commander"));
    let alone = redacted(configuration, "summary = \"Hal Imre\"\n[review]\nowner = \"Hal Imre\"\n");
    assert_eq!((alone.summary.as_deref(), alone.review.owner.as_deref()), (Some("a responder"), Some("a responder")));
}

#[test]
fn a_role_that_only_an_internal_entry_gives_is_not_shown_and_the_name_neither() {
    let incident = redacted(
        "[privacy]\npeople = \"roles\"\n",
        "summary = \"Ada Kern helped.\"\n[[responders]]\nname = \"Ada Kern\"\nrole = \"Spy\"\nvisibility = \"internal\"\n",
    );
    assert_eq!(incident.summary.as_deref(), Some("a responder helped."));
}

#[test]
fn links_to_people_are_taken_away_and_other_links_stay() {
    let cases = [
        (
            "[Ada Kern](https://example.com/u/ada.kern) and [log](https://example.com/log)",
            "Lead and [log](https://example.com/log)",
        ),
        ("[the author](<mailto:ada.kern@example.com>)", "the author"),
        ("see https://example.com/ada-kern/notes for more", "see Lead for more"),
        ("<ada.kern@example.com>", "Lead"),
        ("[notes of Ada](notes.txt)", "[notes of Lead](notes.txt)"),
        ("| Ada Kern | `Ada Kern` |", "| Lead | `Lead` |"),
        ("ada kern, or ada.kern: Ada. [Ada](https://example.com/u/ada-kern)", "Lead, or Lead: Lead. Lead"),
        ("![Ada at her desk](desk.png)", "![Lead at her desk](desk.png)"),
        ("Ada\nKern, Ada **Kern**, A\u{301}da", "Lead, **Lead**, Lead"),
    ];
    for (text, expected) in cases {
        let role = "[[responders]]\nname = \"Ada Kern\"\nrole = \"Lead\"\n";
        let incident = redacted("[privacy]\npeople = \"roles\"\n", &format!("summary = {}\n{role}", toml::Value::from(text)));
        assert_eq!(incident.summary.as_deref(), Some(expected), "{text}");
    }
    let address = "[[references]]\ntitle = \"Notes of Ada Kern\"\nurl = \"https://example.com/ada-kern\"\n";
    let incident = redacted("[privacy]\npeople = \"roles\"\n", &format!("commander = \"Ada Kern\"\n{address}"));
    assert_eq!(
        (incident.references[0].title.as_str(), incident.references[0].url.as_deref()),
        ("Notes of Incident commander", None)
    );
}

#[test]
fn pages_of_owners_give_way_to_those_of_teams() {
    let project = crate::project::Project::with_config("[privacy]\npeople = \"roles\"\n");
    project.incident("a", "[[actions]]\ntitle = \"Do\"\nowner = \"Ada Kern\"\nteam = \"payments\"\n");
    let has = |site: &crate::project::Tree, folder: &str| {
        site.keys().any(|path| path.starts_with(&format!("actions/{folder}/")) || path.contains(folder))
    };
    let site = project.build(&[]);
    assert!(!has(&site, "owners") && has(&site, "teams"), "{:?}", site.keys().collect::<Vec<_>>());
    assert!(has(&project.build(&["--audience", "internal", "--force"]), "owners"));
}

#[test]
fn pages_of_the_projects_own_name_registered_people_by_their_roles() {
    let registry = "[privacy]\npeople = \"roles\"\n[[people]]\nname = \"Ada Kern\"\nrole = \"Head of operations\"\n";
    let project = crate::project::Project::with_config(registry);
    project.incident("a", "").write("pages/reviews.md", "# Ask Ada Kern\n\nAda Kern reads every review, and Ada answers.\n");
    let has_name = |site: &crate::project::Tree| site.values().any(|bytes| String::from_utf8_lossy(bytes).contains("Ada"));
    let site = project.build(&[]);
    assert!(site.contains_key("reviews/index.html") || site.keys().any(|path| path.contains("reviews")), "{:?}", site.keys());
    assert!(!has_name(&site));
    assert!(has_name(&project.build(&["--audience", "internal", "--force"])));
}

#[test]
fn a_person_whose_name_has_the_word_of_a_tool_or_a_group_becomes_a_role_and_tools_and_groups_stay() {
    let configuration = "[privacy]\npeople = \"roles\"\n[[people]]\nname = \"Ben Staff\"\nrole = \"xben\"\n";
    let by = |name: &str| {
        let entry = format!("[[timeline]]\nat = 2024-03-15T09:00:00Z\nevent = \"a\"\nby = \"{name}\"\n");
        redacted(configuration, &entry).timeline[0].by.clone().unwrap()
    };
    assert_eq!(by("Ben Staff"), "xben");
    for person in ["Katherine Jenkins", "Jo Sentry"] {
        assert_eq!(by(person), "a responder", "{person}");
    }
    for other in ["Jenkins", "GitHub Actions", "PagerDuty", "Support staff", "Platform team"] {
        assert_eq!(by(other), other);
    }
}
