//! The archive as data: tables, feeds and the calendar, each read by a reader that knows nothing of ours.

use std::collections::BTreeSet;

use icalendar::parser::{read_calendar, unfold};
use serde_json::Value;

use crate::archive::{page, public};
use crate::page;
use crate::project::{Project, Tree, incident};

fn text<'a>(site: &'a Tree, path: &str) -> &'a str {
    std::str::from_utf8(site.get(path).unwrap_or_else(|| panic!("there is no {path}"))).unwrap()
}

fn json(site: &Tree, path: &str) -> Value {
    serde_json::from_str(text(site, path)).unwrap()
}

/// The rows of a table, by the names of its columns.
fn table(site: &Tree, path: &str) -> Vec<std::collections::BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text(site, path).as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

/// Two incidents with every kind of trouble for a table, a feed and a calendar.
fn project() -> Project {
    let project = Project::with_config("title = \"Post & <mortem>\"\nbase_url = \"https://pm.example.com/team/\"\n");
    let first = "title = \"=1+1, \\\"quoted\\\" & <b>\"\nseverity = \"sev2\"\nservices = [\"a, b\", \"ü\"]\nsummary = \"\"\"\nTwo lines\nof **text** & more\n\"\"\"\n\
                 [milestones]\nstarted = 2024-03-15T09:00:00Z\ndetected = 2024-03-15T09:10:00Z\nresolved = 2024-03-15T10:05:00Z\n\
                 [[actions]]\ntitle = \"-2+3; 日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本\"\ndue = 2026-11-23\nowner = \"Ana\"\n\
                 [[actions]]\ntitle = \"Done\"\nstatus = \"done\"\nclosed = 2024-03-20\n\
                 [[follow_up.reviews]]\ndue = 2027-01-15\nwhat = \"Look, again\"\n";
    project.write("content/one.toml", incident("one", first));
    project.write("content/two.toml", incident("two", "[milestones]\nstarted = 2025-01-01\n"));
    project.write("content/gone.toml", incident("gone", "withdrawn = \"It never happened\"\n[[actions]]\ntitle = \"Void\"\n"));
    project
}

#[test]
fn the_tables_are_read_by_an_independent_reader() {
    let site = project().build(&[]);
    let incidents = table(&site, "incidents.csv");
    assert_eq!(incidents.iter().map(|row| row["id"].as_str()).collect::<Vec<_>>(), ["two", "gone", "one"]);
    let (two, one) = (&incidents[0], &incidents[2]);
    assert_eq!(one["title"], "'=1+1, \"quoted\" & <b>", "a spreadsheet takes it for text");
    assert_eq!((one["time_to_detect_seconds"].as_str(), one["duration_seconds"].as_str()), ("600", "3900"));
    assert_eq!((two["started"].as_str(), two["duration_seconds"].as_str()), ("2025-01-01", ""), "unknown is empty, never zero");
    assert_eq!((one["services"].as_str(), one["open_actions"].as_str()), ("a, b; ü", "1"));
    assert_eq!(incidents[1]["counts"], "false");

    let actions = table(&site, "actions.csv");
    assert!(actions[1]["title"].starts_with("'-2+3; 日本"));
    assert_eq!((actions[1]["overdue"].as_str(), actions[1]["due"].as_str()), ("true", "2026-11-23"));
    let data = json(&site, "actions.json");
    let data = data["actions"].as_array().unwrap();
    assert_eq!(data.len(), actions.len());
    for (row, item) in actions.iter().zip(data) {
        let names: BTreeSet<&str> = item.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(names, row.keys().map(String::as_str).collect());
    }
    assert_eq!(data[1]["title"].as_str().unwrap().chars().next(), Some('-'), "data is as it was written");
    assert!(text(&site, "incidents.csv").ends_with("\r\n"));
}

#[test]
fn the_figures_count_by_their_definitions() {
    let stats = json(&project().build(&[]), "stats.json");
    assert_eq!((&stats["schema_version"], &stats["as_of"], &stats["incidents"]), (&1.into(), &"2026-11-24".into(), &2.into()));
    assert_eq!(stats["by_severity"], serde_json::json!({ "sev1": 0, "sev2": 1, "sev3": 1, "sev4": 0, "sev5": 0 }));
    let detect = serde_json::json!({ "known": 1, "of": 2, "median": 600, "p90": 600, "mean": 600 });
    assert_eq!(stats["time_to_detect_seconds"], detect);
    let unknown = serde_json::json!({ "known": 0, "of": 2, "median": null, "p90": null, "mean": null });
    assert_eq!(stats["time_to_mitigate_seconds"], unknown);
    let actions = &stats["actions"];
    let counts = ["total", "open", "overdue", "done", "wont_do"].map(|key| actions[key].as_u64().unwrap());
    assert_eq!(counts, [2, 1, 1, 1, 0], "the action items of a withdrawn review count nowhere");
    assert_eq!(actions["days_to_done"]["median"], 5);
    let months = stats["by_month"].as_object().unwrap();
    assert_eq!(
        (months.len(), &months["2024-03"], &months["2024-12"]),
        (33, &1.into(), &0.into()),
        "quiet months up to the build's"
    );
    assert_eq!(actions["by_owner"]["Ana"]["overdue"], 1);
    assert_eq!(actions["by_owner"][""]["done"], 1, "those that nobody owns");
    assert_eq!(actions["days_open"]["known"], 1);
    assert_eq!(stats["by_weekday_and_hour"]["known"], 1, "of a day, the hour is unknown");
}

/// What RFC 4287 asks of every feed and entry, and what the W3C's feed validator warns of beyond that. Returns the ids.
fn is_valid_atom(xml: &str) -> Vec<String> {
    const ATOM: &str = "http://www.w3.org/2005/Atom";
    let document = roxmltree::Document::parse(xml).unwrap();
    let feed = document.root_element();
    assert_eq!((feed.tag_name().name(), feed.tag_name().namespace()), ("feed", Some(ATOM)));
    let known = ["id", "title", "updated", "author", "link", "generator", "entry", "category", "content"];
    for node in feed.descendants().filter(|node| node.is_element() && *node != feed && !node.has_tag_name((ATOM, "name"))) {
        assert!(node.tag_name().namespace() == Some(ATOM) && known.contains(&node.tag_name().name()), "{node:?} in {xml}");
    }
    let entries: Vec<_> = feed.children().filter(|node| node.has_tag_name((ATOM, "entry"))).collect();
    let mut ids = Vec::new();
    for node in std::iter::once(&feed).chain(&entries) {
        let named = |name| node.children().filter(move |child| child.has_tag_name((ATOM, name))).collect::<Vec<_>>();
        let text = |name| named(name)[0].text().unwrap_or_default().to_owned();
        for name in ["id", "title", "updated"] {
            assert!(named(name).len() == 1 && !text(name).trim().is_empty(), "{name} in {xml}");
        }
        text("updated").parse::<jiff::Timestamp>().unwrap();
        ids.push(text("id"));
        let related = |rel| named("link").into_iter().filter(|link| link.attribute("rel") == Some(rel)).collect::<Vec<_>>();
        let pages = related("alternate");
        assert_eq!((pages.len(), pages[0].attribute("type")), (1, Some("text/html")), "one page for each");
        assert_eq!(related("self").len(), usize::from(*node == feed), "the feed says where it is");
        assert!(named("link").iter().all(|link| link.attribute("href").is_some_and(|href| !href.contains([' ', '<', '"']))));
        for category in named("category") {
            assert!(category.attribute("term").is_some_and(|term| !term.is_empty()) && category.attribute("label").is_some());
        }
        if *node != feed {
            let content = named("content");
            assert_eq!((content.len(), content[0].attribute("type")), (1, Some("html")), "{xml}");
            let html = scraper::Html::parse_fragment(content[0].text().unwrap());
            assert!(!html.root_element().text().collect::<String>().trim().is_empty(), "{xml}");
        }
    }
    let authors: Vec<_> = feed.children().filter(|child| child.has_tag_name((ATOM, "author"))).collect();
    assert!(authors.iter().any(|author| author.children().any(|name| name.has_tag_name((ATOM, "name")))), "nobody wrote it");
    let updates: Vec<_> =
        feed.descendants().filter(|node| node.has_tag_name((ATOM, "updated"))).filter_map(|node| node.text()).collect();
    assert!(updates[1..].iter().all(|update| *update <= updates[0]), "an entry is newer than its feed: {updates:?}");
    assert!(ids.iter().all(|id| id.starts_with("https://") || id.starts_with("urn:uuid:")), "{ids:?}");
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "ids are unique");
    ids
}

/// What the specification of JSON Feed 1.1 asks of a feed and its items. Returns the ids.
fn is_valid_json_feed(feed: &Value) -> Vec<String> {
    let is_whole = |url: Option<&Value>| url.is_none_or(|url| url.as_str().is_some_and(|url| url.starts_with("https://")));
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    assert!(feed["title"].as_str().is_some_and(|title| !title.is_empty()) && feed["language"].is_string());
    assert!(feed["authors"].as_array().unwrap().iter().all(|author| author["name"].is_string()));
    assert!(is_whole(feed.get("home_page_url")) && is_whole(feed.get("feed_url")), "{feed}");
    let items = feed["items"].as_array().unwrap();
    for item in items {
        assert!(item["id"].is_string() && item["content_html"].is_string() && item["title"].is_string(), "{item}");
        item["date_modified"].as_str().unwrap().parse::<jiff::Timestamp>().unwrap();
        assert!(item["tags"].as_array().unwrap().iter().all(Value::is_string) && is_whole(item.get("url")), "{item}");
    }
    items.iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn feeds_hold_to_their_specifications_with_an_address_and_without() {
    let project = project();
    let with = project.build(&[]);
    project.write("pir-site.toml", "");
    let without = project.build(&[]);
    for site in [&with, &without] {
        let feeds: Vec<&String> = site.keys().filter(|path| path.ends_with("feed.xml")).collect();
        assert!(feeds.len() >= 8, "{feeds:?}");
        for path in feeds {
            let ids = is_valid_atom(text(site, path));
            let same = is_valid_json_feed(&json(site, &path.replace(".xml", ".json")));
            assert_eq!(ids[1..], same, "the two forms of a feed have the same reviews");
        }
    }
    let of_service = text(&with, "services/a-b/feed.xml");
    let ids = is_valid_atom(of_service);
    assert_eq!(ids, ["https://pm.example.com/team/services/a-b/", "https://pm.example.com/team/incidents/one/"]);
    assert!(
        of_service.contains("<category term=\"sev2\" label=\"SEV2\"/>")
            && of_service.contains("=1+1, &quot;quoted&quot; &amp; &lt;b&gt;")
    );
    let tags = &json(&with, "services/a-b/feed.json")["items"][0]["tags"];
    assert_eq!(*tags, serde_json::json!(["SEV2", "a, b", "ü"]), "severity and services");
}

#[test]
fn the_archive_and_each_severity_service_team_and_tag_has_its_feeds_and_its_pages_name_them() {
    let site = public();
    let mut kinds = BTreeSet::new();
    for path in site.keys().filter_map(|path| path.strip_suffix("index.html")) {
        let parts: Vec<&str> = path.split('/').collect();
        let has_feeds = match parts[..] {
            [kind @ ("severities" | "services" | "teams" | "tags"), _, ""] => {
                kinds.insert(kind);
                true
            }
            [""] => true,
            _ => false,
        };
        let there = ["feed.xml", "feed.json"].map(|name| site.contains_key(&format!("{path}{name}")));
        assert_eq!(there, [has_feeds; 2], "{path}");
        let page = page(site, &format!("{path}index.html"));
        let named: Vec<String> = page
            .all("link[rel=alternate]")
            .iter()
            .map(|link| page::resolve(&page.path, link.attr("href").unwrap()).unwrap().0)
            .collect();
        assert!(!has_feeds || ["feed.xml", "feed.json"].iter().all(|name| named.contains(&format!("{path}{name}"))), "{named:?}");
        if has_feeds {
            is_valid_atom(text(site, &format!("{path}feed.xml")));
            is_valid_json_feed(&json(site, &format!("{path}feed.json")));
        }
    }
    assert_eq!(kinds.len(), 4);
}

#[test]
fn ids_of_feeds_and_events_outlast_every_edit() {
    let ids = |config: &str, title: &str| {
        let project = Project::with_config(config);
        let more =
            "summary = \"Old\"\n[[actions]]\ntitle = \"Do it\"\ndue = 2027-01-15\n[[follow_up.reviews]]\ndue = 2027-02-01\n";
        let edited = more.replace("Old", title).replace("Do it", title);
        let site = project.incident("a", &format!("title = \"{title}\"\n{edited}")).build(&[]);
        let events: Vec<String> =
            text(&site, "calendar.ics").lines().filter_map(|line| line.strip_prefix("UID:")).map(str::to_owned).collect();
        assert_eq!(events.len(), 2);
        (is_valid_atom(text(&site, "feed.xml")), is_valid_json_feed(&json(&site, "feed.json")), events)
    };
    for config in ["", "base_url = \"https://pm.example.com/team/\"\n"] {
        assert_eq!(ids(config, "One"), ids(config, "Another"));
    }
}

#[test]
fn a_review_that_is_published_is_an_update() {
    let project = project();
    let updated = |site: &Tree| {
        json(site, "feed.json")["items"]
            .as_array()
            .unwrap()
            .iter()
            .find(|item| item["id"].as_str().unwrap().ends_with("two/"))
            .unwrap()["date_modified"]
            .clone()
    };
    assert_eq!(updated(&project.build(&[])), "2025-01-01T00:00:00Z");
    project.write(
        "content/two.toml",
        incident("two", "[milestones]\nstarted = 2025-01-01\n[review]\nstate = \"reviewed\"\npublished = 2025-02-03\n"),
    );
    let site = project.build(&[]);
    assert_eq!(updated(&site), "2025-02-03T00:00:00Z");
    assert!(json(&site, "feed.json")["items"][0]["id"].as_str().unwrap().ends_with("two/"), "what changed last stands first");
}

#[test]
fn the_calendar_is_imported_by_an_independent_library() {
    let site = project().build(&[]);
    let text = text(&site, "calendar.ics");
    assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "{text}");
    let unfolded = unfold(text);
    let calendar = read_calendar(&unfolded).unwrap();
    let of = |component: &icalendar::parser::Component<'_>, name: &str| {
        component.find_prop(name).map(|property| property.val.to_string())
    };
    let events: Vec<_> =
        calendar.components.iter().map(|event| (of(event, "DTSTART").unwrap(), of(event, "SUMMARY").unwrap())).collect();
    let due = ("20261123".to_owned(), format!("Due: -2+3; {} (one)", "日本".repeat(16)));
    let again = ("20270115".to_owned(), "Follow-up of one =1+1, \"quoted\" & <b>: Look, again".to_owned());
    assert_eq!(events, [again, due]);
    let uids: BTreeSet<_> = calendar.components.iter().map(|event| of(event, "UID").unwrap()).collect();
    assert_eq!(uids.len(), 2);
    assert!(uids.iter().all(|uid| uid.ends_with("@pm.example.com")));
    for event in &calendar.components {
        assert!(of(event, "DTSTAMP").unwrap().ends_with('Z'));
        let days = ["DTSTART", "DTEND"].map(|name| event.find_prop(name).unwrap());
        for day in days {
            assert!(
                day.params.iter().any(|param| param.key == "VALUE" && param.val.as_ref().is_some_and(|kind| *kind == "DATE"))
            );
        }
        let [from, to] = days.map(|day| jiff::civil::Date::strptime("%Y%m%d", day.val.to_string()).unwrap());
        assert_eq!(from.tomorrow().unwrap(), to, "the whole day");
    }
}

#[test]
fn the_calendar_has_what_is_ahead_and_what_was_due_in_the_last_90_days() {
    let project = Project::new();
    let items = ["2026-08-25", "2026-08-26", "2026-11-24", "2030-01-01"].map(|due| {
        format!(
            "[[actions]]\ntitle = \"Action of {due}\"\ndue = {due}\n\
             [[follow_up.reviews]]\nwhat = \"Review of {due}\"\ndue = {due}\n"
        )
    });
    let site = project.incident("a", &items.concat()).build(&[]);
    let calendar = text(&site, "calendar.ics");
    for (due, is_there) in [("2026-08-25", false), ("2026-08-26", true), ("2026-11-24", true), ("2030-01-01", true)] {
        for what in ["Action", "Review"] {
            assert_eq!(calendar.contains(&format!("{what} of {due}")), is_there, "{what} of {due}\n{calendar}");
        }
        assert!(text(&site, "actions.csv").contains(&format!("Action of {due}")), "no action item is lost");
    }
}

#[test]
fn two_events_of_one_day_have_different_identifiers() {
    let project = Project::new();
    let twice = "[[follow_up.reviews]]\nwhat = \"Look\"\ndue = 2027-01-01\n".repeat(3);
    let calendar = text(&project.incident("a", &twice).build(&[]), "calendar.ics").to_owned();
    let uids: Vec<&str> = calendar.lines().filter(|line| line.starts_with("UID:")).collect();
    assert_eq!(
        uids,
        ["UID:a-follow-up-2027-01-01@pir-site", "UID:a-follow-up-2027-01-01-2@pir-site", "UID:a-follow-up-2027-01-01-3@pir-site"]
    );
}

#[test]
fn a_calendar_without_events_still_has_a_component() {
    let calendar = text(&Project::new().build(&[]), "calendar.ics").to_owned();
    assert!(!calendar.contains("VEVENT") && calendar.contains("BEGIN:VTIMEZONE\r\nTZID:UTC\r\n"), "{calendar}");
    let project = Project::new();
    let calendar =
        text(&project.incident("a", "[[actions]]\ntitle = \"A\"\ndue = 2030-01-01\n").build(&[]), "calendar.ics").to_owned();
    assert!(calendar.contains("VEVENT") && !calendar.contains("VTIMEZONE"), "{calendar}");
}

#[test]
fn an_empty_archive_has_every_data_file() {
    let site = Project::new().build(&[]);
    is_valid_atom(text(&site, "feed.xml"));
    assert_eq!(table(&site, "incidents.csv").len() + table(&site, "actions.csv").len(), 0);
    assert_eq!(json(&site, "stats.json")["duration_seconds"]["median"], Value::Null);
    assert_eq!(read_calendar(&unfold(text(&site, "calendar.ics"))).unwrap().components.len(), 1, "the time zone");
}

#[test]
fn the_command_prints_the_same_figures() {
    let project = project();
    let site = project.build(&[]);
    let run = project.run(&["stats", "--as-of", "2026-11-24", "--format", "json"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, text(&site, "stats.json")));
    let run = project.run(&["stats", "--as-of", "2026-11-24"]);
    for words in ["2 incidents, as of 2026-11-24", "10 min", "1 of 2: from start to detection", "1 open, 1 of them overdue"] {
        assert!(run.stdout.contains(words), "{words} is not in\n{}", run.stdout);
    }
    assert!(!run.stdout.contains('\u{1b}'), "no colour in a pipe");
}

#[test]
fn every_column_and_key_is_documented() {
    let docs = std::fs::read_to_string(crate::project::repository().join("docs/data.md")).unwrap();
    for (name, meaning) in pir_site::export::csv::INCIDENT_COLUMNS.iter().chain(&pir_site::export::csv::ACTION_COLUMNS) {
        assert!(docs.contains(&format!("| `{name}` | {meaning} |")), "| `{name}` | {meaning} |");
    }
    for key in json(&project().build(&[]), "stats.json").as_object().unwrap().keys() {
        assert!(docs.contains(&format!("`{key}`")), "{key} of stats.json is not in docs/data.md");
    }
}
