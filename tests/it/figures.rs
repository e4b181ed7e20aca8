//! The page of figures: that it says what the data and the terminal say, shows every incident, and stays light.

use std::collections::BTreeSet;
use std::io::Write;

use scraper::{ElementRef, Selector};
use serde_json::Value;

use crate::archive::{json, page, public};
use crate::page::{Page, resolve};
use crate::project::{Project, Tree};

/// The heaviest that a page may be, compressed, together with its style.
const HEAVIEST: usize = 60_000;

const TIMES: [(&str, &str); 4] = [
    ("Time to detect", "time_to_detect_seconds"),
    ("Time to acknowledge", "time_to_acknowledge_seconds"),
    ("Time to mitigate", "time_to_mitigate_seconds"),
    ("Time to resolve", "time_to_resolve_seconds"),
];

fn words(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The section of the page with this heading.
fn section<'a>(page: &'a Page, heading: &str) -> ElementRef<'a> {
    let named = |section: &&ElementRef<'_>| {
        let headings = Selector::parse("h2, h3").unwrap();
        section.select(&headings).next().is_some_and(|found| words(found) == heading)
    };
    page.all("main section").iter().rfind(named).copied().unwrap_or_else(|| panic!("no section is called {heading}"))
}

/// The lengths of time in a section, in seconds.
fn seconds(section: ElementRef<'_>) -> Vec<i64> {
    let times = Selector::parse(".figure time").unwrap();
    let datetimes = section.select(&times).filter_map(|time| time.attr("datetime"));
    datetimes.map(|text| text.trim_start_matches("PT").trim_end_matches('S').parse().unwrap()).collect()
}

/// The counts of a table of bars, by the names of their rows.
fn counts(section: ElementRef<'_>) -> Vec<(String, u64)> {
    let (rows, name, count) =
        (Selector::parse(".bars tbody tr").unwrap(), Selector::parse("th").unwrap(), Selector::parse("td").unwrap());
    let one = |row: ElementRef<'_>| {
        (words(row.select(&name).next().unwrap()), words(row.select(&count).next().unwrap()).parse().unwrap())
    };
    section.select(&rows).map(one).collect()
}

#[test]
fn the_page_the_data_and_the_terminal_say_the_same() {
    let (site, page) = (public(), page(public(), "metrics/index.html"));
    let stats = json(site, "stats.json");
    let terminal = Project::sample().run(&["stats", "--as-of", "2026-11-24"]).stdout;
    let line = |begin: &str| {
        let found = terminal.lines().find(|line| line.trim_start().starts_with(begin));
        found
            .unwrap_or_else(|| panic!("no line begins with {begin}:\n{terminal}"))
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert!(page.text().contains(&format!("{} incidents on 2026-11-24", stats["incidents"])));
    assert!(terminal.starts_with(&format!("{} incidents, as of 2026-11-24", stats["incidents"])));

    for (label, key) in TIMES {
        let (section, data) = (section(&page, label), &stats[key]);
        assert_eq!(seconds(section), [&data["median"], &data["p90"]].map(|value| value.as_i64().unwrap()), "{label}");
        let known = format!("{} of {}", data["known"], data["of"]);
        assert!(words(section).contains(&format!("based on {known} incidents")), "{label}");
        let shown = Selector::parse(".figure").unwrap();
        let shown = words(section.select(&shown).next().unwrap()).replace("about ", "~").replace(['\u{a0}', '\u{202f}'], " ");
        let (median, rest) = shown.split_once(" median").unwrap();
        let said = format!("{label} {median} {} {known}: ", rest.strip_suffix(" 90th percentile").unwrap().trim());
        assert!(line(label).starts_with(&said), "the page says {said}, and the terminal {}", line(label));
    }
    for (heading, key, title) in
        [("Detected by", "by_detection", "How incidents were detected"), ("Causes by category", "by_cause", "Causes")]
    {
        let (section, data) = (section(&page, heading), &stats[key]);
        let known = format!("{} of {}", data["known"], data["of"]);
        assert!(words(section).contains(&known) && line(title).contains(&known), "{heading}");
        let numbers: Vec<u64> = data["counts"].as_object().unwrap().values().filter_map(Value::as_u64).collect();
        assert_eq!(counts(section).iter().map(|(_, count)| *count).collect::<Vec<_>>(), numbers, "{heading}");
        for (name, count) in counts(section).into_iter().filter(|(_, count)| *count > 0) {
            assert_eq!(line(&format!("{name} ")), format!("{name} {count}"));
        }
    }
    for (name, count) in counts(section(&page, "By service")) {
        assert_eq!(line(&format!("{name} ")), format!("{name} {count}"));
    }
    let (again, of) = (&stats["recurrence"]["recurred"], &stats["recurrence"]["of"]);
    assert!(words(section(&page, "Repeat incidents (within 90 days)")).contains(&format!("{again} of {of} incidents")));
    assert_eq!(line("Recurrence"), format!("Recurrence within 90 days: {again} of {of}"));
    let reviews = ["in_time", "late", "pending"].map(|key| stats["reviews"][key].as_u64().unwrap());
    let judged = reviews[0] + reviews[1];
    assert!(words(section(&page, "Reviews on time")).contains(&format!("{} of {judged}", reviews[0])));
    assert_eq!(
        line("Reviews"),
        format!("Reviews published in time: {} of {judged}; {} late, {} not due yet", reviews[0], reviews[1], reviews[2])
    );
    for (heading, key, title) in
        [("Time to close action items", "days_to_done", "Done after"), ("Age of open action items", "days_open", "Open for")]
    {
        let data = &stats["actions"][key];
        let days = [&data["median"], &data["p90"]].map(|value| value.as_i64().unwrap());
        assert_eq!(seconds(section(&page, heading)), days.map(|days| days * 86_400), "{heading}");
        let said =
            format!("{title}: median {} d, 90th pct {} d; known for {} of {}", days[0], days[1], data["known"], data["of"]);
        assert!(line(title).starts_with(&said), "{}", line(title));
    }
}

/// Where the points of a time lead.
fn points(page: &Page, label: &str) -> Vec<String> {
    let links = Selector::parse("svg a").unwrap();
    section(page, label).select(&links).map(|link| resolve(&page.path, link.attr("href").unwrap()).unwrap().0).collect()
}

#[test]
fn every_incident_with_a_known_value_is_a_point_that_leads_to_its_page() {
    let page = page(public(), "metrics/index.html");
    let incidents = json(public(), "incidents.json");
    for (label, key) in TIMES {
        let known = |incident: &&Value| {
            let counts =
                incident.get("withdrawn").is_none_or(Value::is_null) && incident.get("duplicate_of").is_none_or(Value::is_null);
            counts && incident["metrics"][key].is_i64()
        };
        let expected: BTreeSet<String> = incidents["incidents"]
            .as_array()
            .unwrap()
            .iter()
            .filter(known)
            .map(|incident| format!("{}index.html", incident["url"].as_str().unwrap()))
            .collect();
        let found = points(&page, label);
        assert!(expected.len() > 10);
        assert_eq!((found.len(), found.into_iter().collect::<BTreeSet<_>>()), (expected.len(), expected), "{label}");
    }
}

/// What a reader's browser loads for a page, compressed.
fn weight(site: &Tree, path: &str) -> usize {
    let compressed = |path: &str| {
        let mut bytes = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        bytes.write_all(&site[path]).unwrap();
        bytes.finish().unwrap().len()
    };
    compressed(path) + compressed("static/style.css")
}

#[test]
fn the_pages_of_a_large_archive_are_light_and_say_what_is_not_a_point() {
    let project = Project::new();
    let count = 400;
    for number in 0..count {
        let day = jiff::civil::date(2021, 1, 1) + jiff::Span::new().days(number * 5);
        let at = |minutes: i32| format!("{day}T{:02}:{:02}:00Z", 9 + minutes / 60, minutes % 60);
        let milestones = [
            ("started", 0),
            ("detected", 1 + number % 7),
            ("acknowledged", 9 + number % 11),
            ("mitigated", 30 + number % 97),
            ("resolved", 200 + number % 53),
        ];
        let milestones = milestones.map(|(name, minutes)| format!("{name} = {}\n", at(minutes))).concat();
        let services = format!("services = [\"service-{}\", \"service-{}\"]\n", number % 40, number % 31);
        project.incident(
            &format!("inc-{number:04}"),
            &format!("title = \"Number {number} of many\"\n{services}[milestones]\n{milestones}"),
        );
    }
    let entries: String = (0..100)
        .map(|number| {
            format!(
                "[[timeline]]\nat = 2026-11-01T{:02}:{:02}:00Z\nkind = \"observation\"\nby = \"Engineer {number}\"\nsource = \"#inc-channel\"\n\
                 event = \"Entry {number}: {:x} connections wait for the pool of **replica-{}**, and `GET /orders/{}` takes {} ms\"\n",
                10 + number / 60,
                number % 60,
                number * 7919,
                number * 31 % 17,
                number * 104_729,
                number * number
            )
        })
        .collect();
    project
        .incident("long", &format!("[milestones]\nstarted = 2026-11-01T10:00:00Z\nresolved = 2026-11-01T12:00:00Z\n{entries}"));
    let site = project.build(&["--no-search"]);
    for path in [
        "index.html",
        "incidents/index.html",
        "incidents/long/index.html",
        "metrics/index.html",
        "services/index.html",
        "actions/index.html",
    ] {
        assert!(weight(&site, path) <= HEAVIEST, "{path} weighs {} bytes", weight(&site, path));
    }
    assert!(page(&site, "incidents/long/index.html").all("table.log tbody tr").len() >= 100);
    let page = page(&site, "metrics/index.html");
    let (points, text) = (points(&page, "Time to resolve"), page.text());
    assert_eq!(points.len(), 120, "the newest are points");
    assert!(
        points.contains(&"incidents/long/index.html".to_owned()) && !points.contains(&"incidents/inc-0000/index.html".to_owned())
    );
    assert!(text.contains(&format!("newest 120 of {}; the shape behind them shows all", count + 1)));
    assert!(!page.all("svg .shape").is_empty());
}

/// The number with which the lead of a report begins, and how many incidents it lists.
fn report(site: &Tree, path: &str) -> (usize, usize) {
    let page = Page::parse(path, &site[path]);
    let count = words(page.all(".lead")[0]).split(' ').next().unwrap().parse().unwrap();
    (count, page.all(".incidents tbody tr").len())
}

#[test]
fn the_quarters_share_all_incidents_and_each_report_lists_its_own() {
    let site = public();
    let reports = site.keys().filter(|path| path.starts_with("metrics/2") && path.ends_with("index.html"));
    let counts: Vec<(usize, usize)> = reports.map(|path| report(site, path)).collect();
    assert!(counts.len() > 4 && counts.iter().all(|(count, listed)| count == listed && *count > 0), "{counts:?}");
    let stats = json(site, "stats.json");
    assert_eq!(Some(counts.iter().map(|(count, _)| *count as u64).sum::<u64>()), stats["incidents"].as_u64());
    let metrics = page(site, "metrics/index.html");
    let linked: BTreeSet<String> = metrics
        .all("#reports a")
        .iter()
        .map(|link| resolve("metrics/index.html", link.attr("href").unwrap()).unwrap().0)
        .collect();
    for path in site.keys().filter(|path| path.starts_with("metrics/") && path.matches('/').count() > 1) {
        assert!(
            linked.contains(path) || linked.contains(path.trim_end_matches("index.html")),
            "nothing leads to {path}: {linked:?}"
        );
    }
}

#[test]
fn the_report_of_a_group_counts_what_its_list_counts() {
    let site = public();
    for kind in ["severities", "teams"] {
        let list = page(site, &format!("{kind}/index.html"));
        let mut compared = 0;
        for row in list.all(".terms tbody tr") {
            let (links, cells) = (Selector::parse("a").unwrap(), Selector::parse("td.right").unwrap());
            let count: usize = words(row.select(&cells).next().unwrap()).parse().unwrap();
            let path = format!("metrics/{kind}/{}index.html", row.select(&links).next().unwrap().attr("href").unwrap());
            let path = path.replace(&format!("{kind}/../{kind}/"), &format!("{kind}/"));
            if site.contains_key(&path) {
                assert_eq!(report(site, &path).0, count, "{path}");
            } else {
                assert_eq!(count, 0, "{path} is missing");
            }
            compared += usize::from(count > 0);
        }
        assert!(compared > 2, "{kind}: {compared}");
    }
}

#[test]
fn unknown_values_of_a_report_are_never_zero() {
    let project = Project::new();
    let milestones = "[milestones]\nstarted = 2026-08-01T09:00:00Z\ndetected = 2026-08-01T09:10:00Z\n";
    let site = project.incident("a", milestones).build(&[]);
    let report = Page::parse("", &site["metrics/2026-q3/index.html"]);
    let tiles: Vec<String> = report.all(".tiles > .card").iter().map(|tile| words(*tile)).collect();
    assert!(tiles[0].starts_with("Time to detect 10 min median") && tiles[0].contains("based on 1 of 1"), "{tiles:?}");
    for tile in &tiles[1..] {
        assert!(tile.contains("Unknown") && tile.contains("based on 0 of 1") && !tile.contains("0 s"), "{tile}");
    }
    assert_eq!(report.all(".tiles svg").len(), 0);
}

#[test]
fn times_with_fractions_of_a_second_have_one_length_on_the_page_and_in_the_data() {
    let project = Project::new();
    let file = "id = \"INC-1\"\ntitle = \"A\"\nseverity = \"sev1\"\n[milestones]\nstarted = 2024-08-03T10:00:00.900Z\n";
    project.write("content/a.toml", format!("{file}resolved = 2024-08-03T10:01:00.100Z\n[review]\nstate = \"reviewed\"\n"));
    let site = project.build(&[]);
    let data: Value = serde_json::from_slice(&site["incidents/inc-1/incident.json"]).unwrap();
    assert_eq!(data["metrics"]["duration_seconds"], 60);
    let page = String::from_utf8(site["incidents/inc-1/index.html"].clone()).unwrap();
    assert_eq!(page.matches("datetime=\"PT").count(), page.matches("datetime=\"PT60S\"").count(), "{page}");
    assert!(page.contains("datetime=\"PT60S\""), "{page}");
}
