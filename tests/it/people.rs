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

/// The registry of the tests below.
const REGISTRY: &str = "[privacy]\npeople = \"roles\"\n[[people]]\nname = \"Zebulon Quarkington\"\naliases = [\"zquark\", \"@zeb\"]\nrole = \"dbe\"\n";

/// What a public build makes of a summary.
fn summary(configuration: &str, text: &str, rest: &str) -> String {
    redacted(configuration, &format!("summary = {}\n{rest}", toml::Value::from(text))).summary.unwrap()
}

#[test]
fn an_address_names_a_person_in_its_host_path_query_and_fragment_however_it_is_encoded() {
    let named = [
        "https://x.example/zquark",
        "https://x.example/zquark/1",
        "https://x.example/a/zquark.html",
        "https://x.example/~zquark/notes",
        "https://x.example/@zeb/notes",
        "https://x.example/users/zeb",
        "https://zquark.example/a",
        "https://wiki.zquark-laptop.example:8080/a",
        "https://zquark@git.example/a.git",
        "ssh://zquark@git.example/a.git",
        "https://x.example/Zebulon%20Quarkington",
        "https://x.example/Zebulon+Quarkington",
        "https://x.example/%5Aebulon-quarkington/1",
        "https://x.example/login?next=https%3A%2F%2Fy.example%2FZebulon%2520Quarkington",
        "https://x.example/?q=zebulon.quarkington&n=1",
        "https://x.example/?mail=zebulon.quarkington%40example.com",
        "https://x.example/a#zebulon_quarkington",
        "https://x.example/a#:~:text=Quarkington,%20Zebulon",
        "https://x.example/ZebulonQuarkington",
        "https://x.example/wiki/User:ZQuark",
        "https://x.example/a_(zquark)/b",
    ];
    for address in named {
        let cases = [
            ("see [the log](ADDRESS), or", "see the log, or"),
            ("see [the *log*](<ADDRESS> \"title\"), or", "see the *log*, or"),
            ("see ![the log](ADDRESS)", "see the log"),
            ("see [![a](a.png)](ADDRESS)", "see ![a](a.png)"),
            ("see <ADDRESS>, or", "see dbe, or"),
            ("see ADDRESS, or", "see dbe, or"),
            ("see `ADDRESS`, or", "see `dbe`, or"),
            ("| a | ADDRESS |", "| a | dbe |"),
            ("[the log][r], [r][] and [r]\n\n[r]: ADDRESS \"title\"", "the log, r and r\n\n"),
        ];
        for (text, expected) in cases {
            assert_eq!(summary(REGISTRY, &text.replace("ADDRESS", address), ""), expected, "{text} {address}");
        }
        let url = toml::Value::from(address);
        let keys = format!(
            "[[timeline]]\nat = 2024-03-15T09:00:00Z\nevent = \"e\"\nurl = {url}\n[[actions]]\ntitle = \"a\"\nurl = {url}\n\
             [[references]]\ntitle = \"r\"\nurl = {url}\n[review]\nrecording = {url}\n"
        );
        let incident = redacted(REGISTRY, &keys);
        let urls = [&incident.timeline[0].url, &incident.actions[0].url, &incident.references[0].url, &incident.review.recording];
        assert_eq!(urls, [&None; 4], "{address}");
    }
    let given_name = "https://x.example/?assignee=zebulon https://x.example/users/Zebulon/1";
    assert_eq!(summary(REGISTRY, given_name, "commander = \"Zebulon Quarkington\"\n"), "Incident commander Incident commander");
    let others = [
        "https://x.example/zquarks",
        "https://x.example/zebulon-db/metrics",
        "https://x.example/quark/1",
        "https://x.example/?q=a+b%20c#d",
        "https://x.example/%FF%zz",
    ];
    for address in others {
        let text = format!("[a]({address}) <{address}> {address}\n\n[r]: {address}");
        assert_eq!(summary(REGISTRY, &text, "commander = \"Zebulon Quarkington\"\n"), text);
    }
}

#[test]
fn no_link_of_the_registries_leads_to_a_person() {
    let configuration = format!(
        "{REGISTRY}[[services]]\nid = \"api\"\nurl = \"https://wiki.example.com/~zquark/api\"\n[[teams]]\nid = \"t\"\n\
         url = \"https://x.example/Zebulon%20Quarkington/t\"\n[[nav]]\nlabel = \"a\"\nurl = \"https://zquark.example/\"\n"
    );
    let (config, problems) = Config::resolve(toml::from_str(&configuration).unwrap());
    assert!(problems.is_empty(), "{problems:?}");
    let shown = Redactor::new(&config, Audience::Public).config().into_owned();
    let urls = [shown.services.find("api").unwrap().url.clone(), shown.teams.find("t").unwrap().url.clone()];
    assert_eq!((urls, shown.nav.len()), ([None, None], 0));
}

#[test]
fn a_person_whose_full_name_is_one_word_is_replaced_in_any_case_and_before_any_ending() {
    let registry = "[privacy]\npeople = \"roles\"\n[[people]]\nname = \"山田太郎\"\nrole = \"xyamada\"\n[[people]]\nname = \"김민수\"\n\
        role = \"xkim\"\n[[people]]\nname = \"王小明\"\nrole = \"xwang\"\n[[people]]\nname = \"Madonna\"\nrole = \"xmadonna\"\n\
        [[people]]\nname = \"ジョン・スミス\"\nrole = \"xjohn\"\n[[people]]\nname = \"佐藤 花子\"\nrole = \"xsato\"\n";
    let cases = [
        ("「山田太郎」が再起動した", "「xyamada」が再起動した"),
        ("山田太郎", "xyamada"),
        ("担当:山田太郎", "担当:xyamada"),
        ("担当山田太郎が再起動した。山田太郎さんは、山田 太郎", "担当xyamadaが再起動した。xyamadaさんは、xyamada"),
        ("山田\u{3000}太郎氏", "xyamada氏"),
        ("김민수가 재시작했다. 담당:김민수, 김 민수", "xkim가 재시작했다. 담당:xkim, xkim"),
        ("由王小明重启了", "由xwang重启了"),
        ("ジョン・スミスさん、ジョン スミス", "xjohnさん、xjohn"),
        ("佐藤花子が、佐藤さんは、花子も、遠佐藤", "xsatoが、xsatoさんは、xsatoも、遠佐藤"),
        ("Ask Madonna, MADONNA or madonna. Madonna’s", "Ask xmadonna, xmadonna or xmadonna. xmadonna’s"),
        ("madonnas and primadonna", "madonnas and primadonna"),
        ("Madonnaさん", "xmadonnaさん"),
    ];
    for (text, expected) in cases {
        assert_eq!(summary(registry, text, ""), expected);
    }
    let owner = "[[actions]]\ntitle = \"ask jdoe to fix\"\nowner = \"jdoe\"\n[[actions]]\ntitle = \"a\"\nowner = \"Madonna\"\n";
    let text = "jdoe restarted it, ask jdoe, (jdoe), JDOE, @jdoe, jdoe@x.example, /srv/jdoe/.ssh, /srv/jdoe/a, jdoe_test, jdoe-dev, jdoe2";
    let expected = "D restarted it, ask D, (D), D, D, D, /srv/D/.ssh, /srv/D/a, D_test, D-dev, jdoe2";
    assert_eq!(summary(registry, text, owner), expected.replace('D', "a responder"));
    let incident = redacted(registry, owner);
    assert_eq!(incident.actions[0].title, "ask a responder to fix");
    assert_eq!(incident.actions[1].owner.as_deref(), Some("xmadonna"));
    assert_eq!(summary(registry, "jdoe, @jdoe", "commander = \"@jdoe\"\n"), "Incident commander, Incident commander");
}

#[test]
fn a_name_of_one_word_that_is_an_ordinary_word_is_replaced_where_it_is_used_like_a_name_and_is_reported_elsewhere() {
    let roles = "[privacy]\npeople = \"roles\"\n";
    let with = |owner: &str, text: &str| summary(roles, text, &format!("[[actions]]\ntitle = \"a\"\nowner = \"{owner}\"\n"));
    for (owner, text) in [
        ("will", "It will restart. Will it? Restarted at will."),
        ("Grace", "The Grace period, and grace in general."),
        ("storage", "The storage was full. Storage classes differ."),
        ("mark", "Mark the host as unhealthy; at the 90% mark."),
    ] {
        assert_eq!(with(owner, text), text);
    }
    assert_eq!(with("will", "Will restarted it, @will."), "a responder restarted it, a responder.");
    assert_eq!(with("Grace", "Ask Grace; Grace's fix."), "Ask a responder; a responder's fix.");

    let project = crate::project::Project::with_config(roles);
    let owner = "[[actions]]\ntitle = \"Do\"\nowner = \"Grace\"\n[[actions]]\ntitle = \"Do it\"\nowner = \"Rose\"\n";
    project.incident("a", &format!("summary = \"Rose restarted it.\\nThe Grace period; Grace.\"\n{owner}"));
    let run = project.run(&["check", "--format", "short"]);
    let found: Vec<&str> = run.stdout.lines().filter(|line| line.contains("[named-person]")).collect();
    assert_eq!(found.len(), 1, "{}", run.stdout);
    assert!(found[0].contains("\"Grace\" is a word and the name of a person"), "{found:?}");
}

#[test]
fn names_are_found_with_and_without_letters_that_do_not_decompose() {
    for (name, texts) in [
        ("Łukasz Żółćiński", &["Łukasz Żółćiński", "Lukasz Zolcinski", "ŁUKASZ ŻÓŁĆIŃSKI"][..]),
        ("Bjørn Ångström", &["Bjorn Angstrom", "BJØRN ÅNGSTRÖM"]),
        ("Jörg Weiß", &["Jorg Weiss", "JÖRG WEISS", "JÖRG WEIẞ"]),
        ("Jorg Weiss", &["Jörg Weiß"]),
        ("Æthel Đorđević", &["Aethel Dordevic", "ÆTHEL ĐORĐEVIĆ"]),
        ("Iğdır Işıklı", &["Igdir Isikli", "IĞDIR IŞIKLI"]),
        ("İrem Yılmaz", &["İREM YILMAZ", "Irem Yilmaz"]),
        ("Σωκράτης Γιώργος", &["ΣΩΚΡΆΤΗΣ ΓΙΏΡΓΟΣ", "σωκρατησ γιωργοσ"]),
        ("Guðrún Þórsdóttir", &["Gudrun Thorsdottir"]),
        ("Cœur Dupont", &["Coeur Dupont"]),
    ] {
        for text in texts {
            let registry = format!("[privacy]\npeople = \"roles\"\n[[people]]\nname = \"{name}\"\nrole = \"X\"\n");
            assert_eq!(summary(&registry, &format!("{text} did"), ""), "X did", "{name}: {text}");
        }
    }
}

#[test]
fn names_of_one_person_become_one_value_of_a_list() {
    let two = "[\"zebulon-quarkington\", \"a\", \"zquark\"]";
    let incident = redacted(
        REGISTRY,
        &format!(
            "tags = {two}\nteams = {two}\nservices = {two}\nfields.who = {two}\n[impact]\nregions = {two}\n[review]\napprovers = {two}\n\
             owner = \"Zebulon Quarkington, zquark and Ada Kern\"\n"
        ),
    );
    let lists = [&incident.tags, &incident.teams, &incident.services, &incident.impact.as_ref().unwrap().regions];
    assert!(lists.iter().all(|list| **list == ["dbe", "a"]), "{lists:?}");
    assert_eq!(incident.review.approvers[0], "dbe");
    assert_eq!(incident.review.approvers.len(), 2);
    assert_eq!(incident.review.owner.as_deref(), Some("dbe, a responder"));
}

#[test]
fn the_shapes_in_which_reviews_write_names_are_found() {
    let registry = "[privacy]\npeople = \"roles\"\n[[people]]\nname = \"Ana-Lucía García-López\"\nrole = \"A\"\n[[people]]\nname = \"James O'Neill\"\n\
        role = \"J\"\n[[people]]\nname = \"Ada Byron King\"\nrole = \"K\"\n[[people]]\nname = \"Zebulon Quarkington\"\naliases = [\"zquark\"]\nrole = \"Z\"\n";
    for (text, expected) in [
        ("Ana Lucía García López, Ana-Lucia Garcia-Lopez, ana-lucia.garcia-lopez@example.com", "A, A, A"),
        ("García-López, Ana-Lucía", "A"),
        ("James ONeill, JAMES O’NEILL, J. O'Neill, O'Neill, James, James O&rsquo;Neill", "J, J, J, J, J"),
        ("Ada King, Ada Byron, A. King, King, Ada Byron; Ada K.", "K, K, K, K; K"),
        ("Quarkington, Z.; Z. Quarkington’s; zquarkington; Quarkington Zebulon; Zebulon Q.", "Z; Z’s; Z; Z; Z"),
        ("Zebulon\nQuarkington, Zebulon  \nQuarkington, Zebulon\\\nQuarkington", "Z, Z, Z"),
        ("Zebulon<br>Quarkington", "Z"),
        ("&#90;ebulon Quarkington, Zebulon&#32;Quarkington, Zebulon&nbsp;Quarkington", "Z, Z, Z"),
        ("`Zebulon Quarkington`, ``zquark`` and\n\n    zquark$ ls /srv/zquark\n", "`Z`, ``Z`` and\n\n    Z$ ls /srv/Z\n"),
        ("| Zebulon Quarkington | zquark |\n|---|---|\n| zquark | Quarkington |", "| Z | Z |\n|---|---|\n| Z | Z |"),
        ("[log](https://x.example/ \"by Zebulon Quarkington\")", "[log](https://x.example/ \"by Z\")"),
        ("![Zebulon Quarkington's desk](desk.png)", "![Z's desk](desk.png)"),
        ("[a][zquark]\n\n[zquark]: https://x.example/a", "[a][Z]\n\n[Z]: https://x.example/a"),
        ("[x](https://x.example/Zebulon Quarkington) y", "x y"),
        ("Zebulon/James restarted it", "Z/J restarted it"),
        (
            "zquark/james-laptop, zquark_tmp, zquark-laptop, zquark.local, host zquark's",
            "Z/james-laptop, Z_tmp, Z-laptop, Z.local, host Z's",
        ),
        ("Ze\u{ad}bulon Quark\u{200b}ington, \u{202a}zquark\u{202c}", "Z, \u{202a}Z"),
        ("__Zebulon__ Quarkington, ~~zquark~~, **Z**. Quarkington", "__Z__, ~~Z~~, **Z**"),
        ("Ｚｅｂｕｌｏｎ Ｑｕａｒｋｉｎｇｔｏｎ", "Z"),
        ("mailto:zquark@example.com, \"Zebulon Quarkington\" <zquark@example.com>", "mailto:Z, \"Z\" Z"),
        ("zquark: done. (zquark) «zquark» “zquark” zquark… zquark—zquark", "Z: done. (Z) «Z» “Z” Z… Z—Z"),
    ] {
        let all = "[review]\napprovers = [\"Ana-Lucía García-López\", \"James O'Neill\", \"Ada Byron King\", \"zquark\"]\n";
        assert_eq!(summary(registry, text, all), expected, "{text}");
    }
}

#[test]
fn a_group_or_a_tool_named_after_a_person_does_not_keep_the_name() {
    let entry = |by: &str, kind: &str| {
        let entry = format!("[[timeline]]\nat = 2024-03-15T09:00:00Z\nevent = \"a\"\nby = \"{by}\"\n{kind}");
        redacted(REGISTRY, &entry).timeline[0].by.clone().unwrap()
    };
    assert_eq!(entry("Platform team (Zebulon Quarkington)", ""), "Platform team (dbe)");
    assert_eq!(entry("Zebulon Quarkington's team", ""), "dbe's team");
    assert_eq!(entry("Zebulon Quarkington, zquark's team", ""), "dbe, dbe's team");
    assert_eq!(entry("zquark", "kind = \"alert\"\n"), "dbe");
}

#[test]
fn a_name_that_is_a_word_is_found_in_a_list_of_people_and_beside_what_people_do() {
    let names =
        [("Will Page", "xwill"), ("May Grace", "xmay"), ("Mark Baker", "xmark"), ("Art Field", "xart"), ("Rose Cook", "xrose")];
    let responders: String =
        names.iter().map(|(name, role)| format!("[[responders]]\nname = \"{name}\"\nrole = \"{role}\"\n")).collect();
    let roles = "[privacy]\npeople = \"roles\"\n";
    for (text, expected) in [
        ("Paged: Will, May", "Paged: xwill, xmay"),
        ("Handed over from Will to May", "Handed over from xwill to xmay"),
        ("May was paged at 10", "xmay was paged at 10"),
        ("[10:02] May: rolling back", "[10:02] xmay: rolling back"),
        ("Mark, who was on call, rolled back", "xmark, who was on call, rolled back"),
        ("Both Will and Art saw it", "Both xwill and xart saw it"),
        ("Rose (on call) joined", "xrose (on call) joined"),
        ("Will, May and Art joined", "xwill, xmay and xart joined"),
        ("In May, Art restarted it", "In May, xart restarted it"),
        ("In May and June it was quiet", "In May and June it was quiet"),
        ("Art restarted it. May it hold!", "xart restarted it. May it hold!"),
        ("Thanks to Art, May was quiet", "Thanks to xart, May was quiet"),
        ("Mark (the queue) as paused", "Mark (the queue) as paused"),
    ] {
        assert_eq!(summary(roles, text, &responders), expected);
    }
}

#[test]
fn a_name_in_lower_case_does_not_make_it_an_ordinary_word_and_a_thing_of_that_name_does() {
    let with = |text: &str| summary("[privacy]\npeople = \"roles\"\n", text, "commander = \"Grazia Hopper\"\n");
    assert_eq!(
        with("grazia, hopper: Ask Hopper. Grazia'll do"),
        "grazia, hopper: Ask Incident commander. Incident commander'll do"
    );
    assert_eq!(
        with("The hopper is full. Hopper size: 3. Grazia did."),
        "The hopper is full. Hopper size: 3. Incident commander did."
    );
}

#[test]
fn the_name_of_the_organisation_is_not_that_of_a_person_who_is_named_elsewhere() {
    let registry = "[privacy]\npeople = \"roles\"\n[[people]]\nname = \"Sarah Chen\"\nrole = \"engineer\"\n";
    let configuration =
        format!("title = \"Reviews of Chen Ltd\"\norganization = \"Chen Ltd\"\ndescription = \"By Sarah Chen\"\n{registry}");
    let (config, _) = Config::resolve(toml::from_str(&configuration).unwrap());
    let shown = Redactor::new(&config, Audience::Public).config().into_owned();
    let names = (shown.title.as_str(), shown.organization.as_deref(), shown.description.as_deref());
    assert_eq!(names, ("Reviews of Chen Ltd", Some("Chen Ltd"), Some("By engineer")));
}
