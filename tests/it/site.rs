//! The built site as a browser and a web server meet it: addresses, links, outline, and text that is nothing but text.

use std::collections::{BTreeMap, BTreeSet};

use scraper::{ElementRef, Selector};

use crate::archive::{internal, json, page, pages, public, text};
use crate::page::{Page, resolve, tokens, words};
use crate::project::{Project, Tree, has_extension, incident};

/// The builds of the sample archive that the checks below read.
fn sites() -> [(&'static str, &'static Tree); 2] {
    [("public", public()), ("internal", internal())]
}

/// Fails with what every page of every build of the sample archive has to say for itself.
fn on_every_page(what_is_wrong: impl Fn(&Tree, &Page) -> Vec<String>) {
    let mut found = Vec::new();
    for (name, site) in sites() {
        for page in pages(site) {
            found.extend(what_is_wrong(site, &page).into_iter().map(|what| format!("{name} {}: {what}", page.path)));
        }
    }
    let shown = found.iter().take(40).cloned().collect::<Vec<_>>().join("\n");
    assert!(found.is_empty(), "{} problems:\n{shown}", found.len());
}

/// Where a link of a page leads inside the site. The page for what is not found is shown at any depth: its links begin at the
/// root of the host.
fn inside(page: &Page, link: &str) -> Result<(String, Option<String>), String> {
    if page.path == "404.html" && !link.starts_with('#') {
        let from_root = link.strip_prefix('/').ok_or_else(|| format!("{link} does not begin at the root"))?;
        return resolve("index.html", if from_root.is_empty() { "./" } else { from_root });
    }
    resolve(&page.path, link)
}

fn is_remote(link: &str) -> bool {
    ["http://", "https://", "mailto:"].iter().any(|scheme| link.starts_with(scheme))
}

#[test]
fn every_link_leads_to_a_file_of_the_site_and_every_fragment_to_a_place_in_it() {
    on_every_page(|site, page| {
        let links = page.all("[href], [src]").into_iter().filter_map(|element| element.attr("href").or(element.attr("src")));
        let broken = |link: &str| {
            let (path, fragment) = match inside(page, link) {
                Ok(target) => target,
                Err(why) => return Some(why),
            };
            let Some(bytes) = site.get(&path) else { return Some(format!("{link} leads to {path}, which is not there")) };
            let fragment = fragment.filter(|fragment| !fragment.is_empty())?;
            let is_there = if path == page.path {
                page.ids().contains(&fragment.as_str())
            } else {
                Page::parse(&path, bytes).ids().contains(&fragment.as_str())
            };
            (!is_there).then(|| format!("{link}: there is no #{fragment} in {path}"))
        };
        links.filter(|link| !is_remote(link)).filter_map(broken).collect()
    });
}

#[test]
fn every_page_but_redirects_and_the_one_for_what_is_not_found_can_be_reached_from_the_front_page() {
    let site = internal();
    let mut reached = BTreeSet::from(["index.html".to_owned()]);
    let mut next = vec!["index.html".to_owned()];
    while let Some(path) = next.pop() {
        let page = page(site, &path);
        let links = page.all("a[href], form[action]");
        let links = links.into_iter().filter_map(|link| link.attr("href").or(link.attr("action")));
        for link in links.filter(|link| !is_remote(link)) {
            let target = resolve(&page.path, link).unwrap().0;
            if has_extension(&target, "html") && reached.insert(target.clone()) {
                next.push(target);
            }
        }
    }
    let redirects = ["404.html", "2026/ledger-outage/index.html", "2025/brazil-terminals/index.html"];
    let lost: Vec<_> = site
        .keys()
        .filter(|path| has_extension(path, "html") && !reached.contains(*path) && !redirects.contains(&path.as_str()))
        .collect();
    assert!(lost.is_empty(), "{lost:?}");
}

#[test]
fn no_page_asks_another_host_for_anything() {
    on_every_page(|_, page| {
        let mut found = Vec::new();
        for element in page.all("[src], [srcset], [poster], [data], [action], [formaction], [background], [ping], link[href]") {
            for name in ["src", "srcset", "poster", "data", "action", "formaction", "background", "ping", "href"] {
                let loads = element.value().name() != "link" || !tokens(&element, "rel").contains("canonical");
                if let Some(address) =
                    element.attr(name).filter(|address| loads && (address.contains("//") || address.starts_with("data:")))
                {
                    found.push(format!("<{} {name}={address}>", element.value().name()));
                }
            }
        }
        found
    });
    // What search loads, a browser tells: `tests/browser`.
    let is_ours = |path: &str| path.starts_with("static/") && (has_extension(path, "css") || has_extension(path, "js"));
    for (path, bytes) in public().iter().filter(|(path, _)| is_ours(path)) {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("http:") && !text.contains("https:") && !text.contains("@import"), "{path} leads elsewhere");
    }
}

#[test]
fn every_page_forbids_what_it_does_not_need() {
    on_every_page(|_, page| {
        let mut found = Vec::new();
        let policy = page.all("meta[http-equiv=Content-Security-Policy i]");
        match policy.first().and_then(|meta| meta.attr("content")) {
            None => found.push("no Content-Security-Policy".to_owned()),
            Some(policy) => {
                let sound = policy.contains("default-src 'none'")
                    && !policy.contains("unsafe")
                    && !policy.contains('*')
                    && !policy.contains("http");
                found.extend((!sound).then(|| format!("the policy is too lax: {policy}")));
            }
        }
        found.extend(
            page.all("style, [style], base, iframe, object, embed").iter().map(|element| format!("<{}>", element.value().name())),
        );
        found.extend(page.all("script:not([src], [type='application/ld+json'])").iter().map(|_| "an inline script".to_owned()));
        let handlers =
            page.all("*").into_iter().flat_map(|element| element.value().attrs().map(|(name, _)| name).collect::<Vec<_>>());
        found.extend(handlers.filter(|name| name.starts_with("on")).map(|name| format!("a handler {name}")));
        let policy_first = page.html.html().find("Content-Security-Policy").unwrap_or(usize::MAX);
        let first_load = page.html.html().find("<link").unwrap_or(usize::MAX);
        found.extend((policy_first > first_load).then(|| "the policy comes after what it is to govern".to_owned()));
        found
    });
}

#[test]
fn no_page_but_that_of_search_needs_a_script() {
    let own = |path: &str| match path {
        "search/index.html" => Some("static/search"),
        "actions/index.html" => Some("static/actions.js?"),
        _ => None,
    };
    let is_list = |page: &Page| !page.all("#list-filters").is_empty();
    on_every_page(|_, page| {
        let scripts = page.all("script:not([type='application/ld+json'])");
        let sources = scripts.iter().map(|script| script.attr("src").unwrap_or_default());
        let is_known = |src: &&str| {
            src.contains("static/site.js?")
                || own(&page.path).is_some_and(|own| src.contains(own))
                || (is_list(page) && src.contains("static/list.js?"))
        };
        let strange = sources.filter(|src| !is_known(src)).map(|src| format!("the script {src}"));
        // What filters and searches waits for its script; all else is there without one. Enter does what the button of the field does.
        let waiting = page.all("[hidden]:not(.tools, .box button)").into_iter().filter(|_| own(&page.path).is_none());
        strange.chain(waiting.map(|_| "something waits for a script".to_owned())).collect()
    });
    let actions = page(public(), "actions/index.html");
    let waiting: Vec<_> =
        actions.all("main > [hidden]").iter().filter_map(|element| element.attr("id").map(str::to_owned)).collect();
    assert_eq!(waiting, ["found"], "more than what the filters find waits for a script");
    assert!(page(public(), "search/index.html").all("#search-without a[href]").len() > 3, "no way on without a script");
}

#[test]
fn every_page_has_a_title_a_language_an_outline_without_gaps_and_ids_of_its_own() {
    on_every_page(|_, page| {
        let mut found = Vec::new();
        if page.all("title").first().is_none_or(|title| words(*title).is_empty()) {
            found.push("no title".to_owned());
        }
        let language = page.all("html").first().and_then(|html| html.attr("lang").map(str::to_owned));
        found.extend((language.as_deref() != Some("en")).then(|| format!("the language is {language:?}")));
        found.extend((page.all("meta[name=viewport]").len() != 1).then(|| "no viewport".to_owned()));
        found.extend((page.all("meta[charset=utf-8 i]").len() != 1).then(|| "no character set".to_owned()));
        found.extend(outline(page));
        let mut ids = BTreeSet::new();
        found.extend(
            page.ids().into_iter().filter(|id| !ids.insert(id.to_string())).map(|id| format!("two elements have the id {id}")),
        );
        found.extend((page.all("main").len() != 1).then(|| "not one main part".to_owned()));
        found
    });
}

/// What is wrong with a page's headings.
fn outline(page: &Page) -> Vec<String> {
    let headings = page.all("h1, h2, h3, h4, h5, h6");
    let mut found = Vec::new();
    let mut before = 0;
    for heading in &headings {
        let level = heading.value().name()[1..].parse::<u8>().unwrap();
        found.extend((level > before + 1).then(|| format!("h{level} {:?} follows h{before}", words(*heading))));
        found.extend(words(*heading).is_empty().then(|| format!("an h{level} is empty")));
        before = level;
    }
    let tops = headings.iter().filter(|heading| heading.value().name() == "h1").count();
    found.extend((tops != 1).then(|| format!("{tops} headings are h1")));
    found
}

#[test]
fn every_picture_has_a_description() {
    on_every_page(|_, page| {
        let pictures = page.all("img");
        pictures.iter().filter(|img| img.attr("alt").is_none()).map(|img| format!("{:?} has no alt", img.attr("src"))).collect()
    });
}

#[test]
fn no_page_shows_a_value_as_a_program_would_print_it() {
    const PRINTED: [&str; 9] = ["None", "null", "undefined", "NaN", "nil", "true", "false", "[]", "{}"];
    on_every_page(|_, page| {
        let whole = |element: &ElementRef<'_>| PRINTED.contains(&words(*element).as_str());
        let cells = page.all("main td, main th, main li, main dd, main dt, main p, main span, main a, main time");
        let mut found: Vec<String> = cells.into_iter().filter(whole).map(|element| format!("{:?}", words(element))).collect();
        let text = page.text();
        for code in ["['", "[\"", "', '", "\", \"", "Some(", "TBD", "TODO", "PT3900S", "T14:30:00Z"] {
            found.extend(text.contains(code).then(|| format!("{code:?} in {}", around(&text, code))));
        }
        found
    });
}

/// A few words around what was found in a text.
fn around(text: &str, what: &str) -> String {
    let at = text.find(what).unwrap_or(0);
    let start = (0..=at.saturating_sub(30)).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    text[start..].chars().take(80).collect()
}

#[test]
fn a_severity_has_one_spelling() {
    on_every_page(|_, page| {
        let text = page.text();
        let spellings = ["sev1", "sev2", "sev3", "sev4", "sev5", "Sev1", "Sev2", "Sev3", "SEV-1", "SEV-2", "SEV 1", "SEV 2"];
        spellings
            .iter()
            .filter(|spelling| text.contains(**spelling))
            .map(|spelling| format!("{spelling} in {}", around(&text, spelling)))
            .collect()
    });
}

#[test]
fn the_site_has_every_address_that_it_promises() {
    for (name, site) in sites() {
        let mut wanted: Vec<String> = [
            "index.html",
            "incidents/index.html",
            "metrics/index.html",
            "actions/index.html",
            "incidents.json",
            "schema/incident.json",
            "404.html",
            "sitemap.xml",
            "robots.txt",
        ]
        .map(str::to_owned)
        .to_vec();
        for facet in ["severities", "services", "teams", "tags", "causes", "years", "region", "customer-tier"] {
            wanted.push(format!("{facet}/index.html"));
            assert!(
                site.keys().any(|path| path.starts_with(&format!("{facet}/")) && path.matches('/').count() == 2),
                "{name}: no term of {facet}"
            );
        }
        for incident in json(site, "incidents.json")["incidents"].as_array().unwrap() {
            let url = incident["url"].as_str().unwrap();
            wanted.extend(["index.html", "incident.json", "incident.md"].map(|file| format!("{url}{file}")));
        }
        for path in wanted {
            assert!(site.get(&path).is_some_and(|bytes| !bytes.is_empty()), "{name}: there is no {path}");
        }
        // GitHub Pages would leave out addresses that begin with `_`, and turn Markdown into pages.
        assert!(site[".nojekyll"].is_empty());
        assert!(site.keys().all(|path| !path.contains(' ') && path.is_ascii()), "an address needs no escaping");
    }
}

#[test]
fn the_sitemap_lists_the_pages_for_people_and_exists_only_where_the_site_knows_its_address() {
    let map = text(public(), "sitemap.xml");
    assert!(map.starts_with(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
    ));
    assert!(map.trim_end().ends_with("</urlset>"));
    let mut listed = BTreeSet::new();
    for line in map.lines().filter(|line| line.starts_with("<url>")) {
        let url =
            line.strip_prefix("<url><loc>https://postmortems.example.com/").and_then(|rest| rest.strip_suffix("</loc></url>"));
        let url = url.unwrap_or_else(|| panic!("{line} is no entry of a sitemap"));
        assert!(!url.contains(['<', '>', '&', '"', ' ']), "{line}");
        listed.insert(format!("{url}index.html"));
    }
    assert_eq!(map.lines().count(), listed.len() + 3, "a line of the sitemap is no entry");
    let redirects: BTreeSet<String> = public().keys().filter(|path| path.starts_with("20")).cloned().collect();
    let people: BTreeSet<String> =
        pages(public()).map(|page| page.path).filter(|path| path != "404.html" && !redirects.contains(path)).collect();
    assert_eq!(listed, people);
    assert!(text(public(), "robots.txt").contains("Sitemap: https://postmortems.example.com/sitemap.xml"));
    assert!(text(internal(), "robots.txt").contains("Disallow: /\n"), "an internal site is for no search engine");

    let without = Project::new().build(&[]);
    assert!(!without.contains_key("sitemap.xml") && !text(&without, "robots.txt").contains("Sitemap"));
    let told = Project::new().build(&["--base-url", "https://example.com/reviews"]);
    assert!(text(&told, "sitemap.xml").contains("<loc>https://example.com/reviews/incidents/</loc>"));
}

#[test]
fn the_site_works_under_any_path_and_only_the_page_for_what_is_not_found_must_know_it() {
    let project = Project::sample();
    let (one, other) =
        (project.build(&["--base-url", "https://a.example/"]), project.build(&["--base-url", "https://b.example/deep/path/"]));
    let changed: Vec<&String> = one.keys().filter(|path| one[*path] != other[*path] && !path.starts_with(".pir-site/")).collect();
    let without_base = |site: &Tree, path: &str, base: &str| text(site, path).replace("&#x2f;", "/").replace(base, "");
    for path in changed.into_iter().filter(|path| has_extension(path, "html") && *path != "404.html") {
        let (before, after) =
            (without_base(&one, path, "https://a.example/"), without_base(&other, path, "https://b.example/deep/path/"));
        assert!(before == after, "{path} knows where it is by more than its canonical address");
    }
    let missing = page(&other, "404.html");
    let links: Vec<&str> = missing
        .all("[href]:not([href^='#'])")
        .into_iter()
        .filter_map(|link| link.attr("href"))
        .filter(|link| !is_remote(link))
        .collect();
    assert!(!links.is_empty() && links.iter().all(|link| link.starts_with("/deep/path/")), "{links:?}");
}

/// An archive of as many incidents, one on each day, the last one the newest.
fn many(count: usize, config: &str) -> Project {
    let project = Project::with_config(config);
    for number in 1..=count {
        let day = jiff::civil::date(2024, 1, 1).saturating_add(jiff::Span::new().days(i64::try_from(number).unwrap()));
        project
            .incident(&format!("inc-{number:03}"), &format!("services = [\"api\"]\n[milestones]\nstarted = {day}T10:00:00Z\n"));
    }
    project
}

/// The ids of the incidents that a list shows, in its order.
fn listed(site: &Tree, path: &str) -> Vec<String> {
    let page = page(site, path);
    let links = page.all("main a[href]");
    let incident = |link: &ElementRef<'_>| {
        let target = resolve(&page.path, link.attr("href")?).ok()?.0;
        Some(target.strip_prefix("incidents/")?.strip_suffix("/index.html").filter(|id| id.starts_with("inc-"))?.to_owned())
    };
    let mut ids: Vec<String> = links.iter().filter_map(incident).collect();
    ids.dedup();
    ids
}

#[test]
fn long_lists_are_paginated_newest_first_with_ways_on_and_back() {
    let site = many(120, "").build(&[]);
    for list in ["incidents/", "services/api/", "years/2024/"] {
        let paths = [format!("{list}index.html"), format!("{list}page/2/index.html"), format!("{list}page/3/index.html")];
        assert!(
            !site.contains_key(&format!("{list}page/4/index.html")) && !site.contains_key(&format!("{list}page/1/index.html"))
        );
        let all: Vec<String> = paths.iter().flat_map(|path| listed(&site, path)).collect();
        let expected: Vec<String> = (1..=120).rev().map(|number| format!("inc-{number:03}")).collect();
        assert_eq!(all, expected, "{list}");
        assert_eq!(paths.each_ref().map(|path| listed(&site, path).len()), [50, 50, 20], "{list}");
        for (number, path) in paths.iter().enumerate() {
            let page = page(&site, path);
            let leads_to: BTreeSet<String> = page
                .all("main a[href]")
                .iter()
                .filter_map(|link| resolve(&page.path, link.attr("href")?).ok())
                .map(|target| target.0)
                .collect();
            for neighbour in [number.checked_sub(1), Some(number + 1)].into_iter().flatten().filter_map(|other| paths.get(other))
            {
                assert!(leads_to.contains(neighbour), "{path} does not lead to {neighbour}");
            }
        }
    }
    let titles: BTreeSet<String> = pages(&site)
        .filter(|page| page.path.starts_with("incidents/page") || page.path == "incidents/index.html")
        .map(|page| words(page.all("title")[0]))
        .collect();
    assert_eq!(titles.len(), 3, "each page of a list has a title of its own: {titles:?}");
}

#[test]
fn the_pages_of_a_very_long_list_are_named_in_a_window_and_no_page_grows_with_the_archive() {
    let site = many(60, "per_page = 2").build(&[]);
    let path = "incidents/page/15/index.html";
    let page = page(&site, path);
    let pages: BTreeSet<String> = page
        .all("main a[href]")
        .iter()
        .filter_map(|link| resolve(&page.path, link.attr("href")?).ok())
        .map(|target| target.0)
        .filter(|target| target.starts_with("incidents/page/") || target == "incidents/index.html")
        .collect();
    for near in
        ["incidents/index.html", "incidents/page/14/index.html", "incidents/page/16/index.html", "incidents/page/30/index.html"]
    {
        assert!(pages.contains(near), "{path} does not lead to {near}: {pages:?}");
    }
    assert!(pages.len() < 12, "{pages:?}");

    let (few, many) = (many(30, "per_page = 20").build(&[]), many(90, "per_page = 20").build(&[]));
    for path in
        ["index.html", "incidents/index.html", "services/index.html", "services/api/index.html", "incidents/inc-015/index.html"]
    {
        let (before, after) = (few[path].len(), many[path].len());
        assert!(after < before + 400, "{path} grew from {before} to {after} bytes");
    }
}

/// An archive of as many incidents, each with four open action items.
fn with_actions(count: usize) -> Tree {
    let project = Project::new();
    for number in 0..count {
        let start = format!("started = 2025-{:02}-{:02}T10:00:00Z", number % 12 + 1, number / 12 % 28 + 1);
        let milestones = format!("[milestones]\n{start}\ndetected = 2025-12-30T10:{:02}:00Z\n", number % 60);
        let action = "[[actions]]\ntitle = \"Mend it\"\nowner = \"Ana\"\ndue = 2026-01-01\n".repeat(4);
        project.incident(&format!("inc-{number:04}"), &format!("services = [\"api\"]\n{milestones}{action}"));
    }
    project.build(&[])
}

#[test]
fn pages_of_figures_and_action_items_stay_as_they_are_when_the_archive_grows() {
    let (few, many) = (with_actions(150), with_actions(600));
    for path in ["metrics/index.html", "actions/index.html", "actions/overdue/index.html", "actions/owners/ana/index.html"] {
        let (before, after) = (few[path].len(), many[path].len());
        assert!(after < before + before / 10, "{path} grew from {before} to {after} bytes");
        assert!(after < 300_000, "{path} has {after} bytes");
    }
    assert_eq!(page(&many, "metrics/index.html").all("#time-1").len(), 1);
    let said = page(&many, "actions/index.html").text();
    assert!(said.contains("No team 2,400 overdue of 2,400 open See all 2,400"), "the list says how many it leaves out");
    assert!(many.contains_key("actions/overdue/page/48/index.html"), "every action item is on a page");
}

#[test]
fn every_dot_leads_to_its_incident_and_stands_in_the_table_too() {
    let page = page(public(), "metrics/index.html");
    let targets = |selector: &str| -> BTreeSet<String> {
        page.all(selector).iter().map(|link| resolve(&page.path, link.attr("href").unwrap()).unwrap().0).collect()
    };
    let (dots, rows) = (targets(".strips svg a"), targets("#times ~ details a"));
    assert!(dots.len() > 10 && dots.is_subset(&rows), "{dots:?} are not all among {rows:?}");
    assert!(page.all("svg.chart").iter().all(|svg| svg.attr("aria-labelledby").is_some() && svg.attr("role").is_some()));
}

#[test]
fn action_items_stand_overdue_first_and_then_by_due_day_and_state() {
    let project = Project::new();
    let action = |title: &str, more: &str| format!("[[actions]]\ntitle = \"{title}\"\n{more}\n");
    let all = [
        action("not begun, later", "due = 2027-02-01"),
        action("without a day", ""),
        action("at it", "status = \"in-progress\"\ndue = 2027-01-01"),
        action("late", "due = 2026-11-01\nstatus = \"in-progress\""),
        action("very late", "due = 2025-11-01"),
        action("today", "due = 2026-11-24"),
        action("done before", "status = \"done\"\nclosed = 2024-04-01"),
        action("done last", "status = \"done\"\nclosed = 2024-05-01"),
        action("never", "status = \"wont-do\"\nreason = \"Too dear\""),
    ];
    project.incident("a", &all.concat()).incident("void", &format!("withdrawn = \"No\"\n{}", action("void", "")));
    let site = project.build(&[]);
    let page = page(&site, "actions/index.html");
    let titles: Vec<String> = page.all(".all tbody th > a").into_iter().map(words).collect();
    let expected =
        ["very late", "late", "today", "not begun, later", "without a day", "at it", "done last", "done before", "never"];
    assert_eq!(titles, expected);
    assert!(page.text().contains("388 days overdue") && page.text().contains("Too dear"));
    assert!(page.text().contains("2 overdue of 6 open"), "{}", page.text());
}

#[test]
fn open_action_items_are_grouped_by_team_most_overdue_first() {
    let project = Project::new();
    let action = |title: &str, team: &str, due: &str| format!("[[actions]]\ntitle = \"{title}\"\n{team}due = {due}\n");
    let mut all = vec![action("later", "team = \"web\"\n", "2027-01-01"), action("nobody's", "", "2026-11-01")];
    all.extend((0..25).map(|number| action(&format!("late {number}"), "team = \"db\"\n", "2026-11-02")));
    project.incident("a", &all.concat());
    let site = project.build(&[]);
    let page = page(&site, "actions/index.html");
    let teams: Vec<String> = page.all(".team").into_iter().map(words).collect();
    assert_eq!(teams, ["db 25 overdue of 25 open See all 25", "No team 1 overdue of 1 open", "web 1 open"]);
    assert_eq!(page.all("#unfiltered .actions.all tbody:nth-of-type(1) tr").len(), 1 + 20);
    let all = page.all(".team a").into_iter().filter(|link| words(*link) == "See all 25").collect::<Vec<_>>();
    assert_eq!(counted_rows(&site, "actions/index.html", all[0].attr("href").unwrap(), ".actions.all tbody tr"), 25);
}

#[test]
fn the_last_whole_quarter_is_held_against_the_one_before() {
    let project = Project::new();
    let incident = |id: &str, day: &str, minutes: u8| {
        project.incident(id, &format!("[milestones]\nstarted = {day}T10:00:00Z\ndetected = {day}T10:{minutes}:00Z\n"));
    };
    incident("a", "2026-05-01", 10);
    incident("b", "2026-08-01", 30);
    incident("c", "2026-08-02", 50);
    incident("d", "2026-11-02", 50);
    let page = page(&project.build(&[]), "metrics/index.html");
    let rows: Vec<String> = page.all(".trend tbody tr").into_iter().map(words).collect();
    assert!(page.text().contains("Q3 2026 vs Q2 2026") && page.text().contains("Q4 2026 has 1 incident so far"));
    assert!(rows[0].contains("2 1 1 more"), "{rows:?}");
    assert!(rows[1].contains("40 min 2 of 2 10 min 1 of 1 30 min longer"), "{rows:?}");
    assert!(rows[4].contains("Unknown Unknown Unknown"), "what is unknown has no change: {rows:?}");
    assert!(rows.iter().all(|row| !row.contains("better") && !row.contains("worse")), "two incidents prove nothing: {rows:?}");
    assert!(page.text().contains("Too few incidents to draw conclusions."));

    for number in 0..10 {
        incident(&format!("e{number}"), "2026-05-03", 10);
        incident(&format!("f{number}"), "2026-08-03", 30);
    }
    let page = self::page(&project.build(&["--force"]), "metrics/index.html");
    let rows: Vec<String> = page.all(".trend tbody tr").into_iter().map(words).collect();
    assert!(rows[0].contains("12 11 1 more worse"), "{rows:?}");
    assert!(rows[1].contains("20 min longer worse"), "{rows:?}");
}

#[test]
fn a_year_is_compared_with_the_one_before_and_a_sentence_says_what_came_of_it() {
    let project = Project::new();
    for (year, day, minutes) in (10..21).map(|day| (2024, day, 50)).chain((10..20).map(|day| (2026, day, 20))) {
        let (id, start) = (format!("{year}-{day}"), format!("{year}-08-{day}T10:00:00Z"));
        let detected = start.replace("10:00", &format!("10:{minutes}"));
        project.incident(&id, &format!("[milestones]\nstarted = {start}\ndetected = {detected}\n"));
    }
    let metrics = page(&project.build(&[]), "metrics/index.html");
    let rows: Vec<String> = metrics.all("[aria-labelledby=year] tbody tr").into_iter().map(words).collect();
    assert!(rows[0].contains("10 0 10 more"), "{rows:?}");
    let sentence = "12 months to Q3 2026 vs 12 months to Q3 2025: too few incidents to draw conclusions (10 and 0).";
    assert!(metrics.text().contains(sentence), "{}", metrics.text());

    for day in 10..21 {
        let start = format!("2025-08-{day}T10:00:00Z");
        let detected = start.replace("10:00", "10:50");
        project.incident(&format!("2025-{day}"), &format!("[milestones]\nstarted = {start}\ndetected = {detected}\n"));
    }
    let metrics = page(&project.build(&["--force"]), "metrics/index.html");
    let rows: Vec<String> = metrics.all("[aria-labelledby=year] tbody tr").into_iter().map(words).collect();
    assert!(
        rows[0].contains("10 11 1 fewer better") && rows[1].contains("20 min 10 of 10 50 min 11 of 11 30 min shorter better"),
        "{rows:?}"
    );
    let sentence = "2 of 7 metrics improved, 0 got worse. Based on 10 and 11 incidents.";
    assert!(metrics.text().contains(sentence), "{}", metrics.text());
}

/// The rows of a page of a list that are counted: withdrawn reviews and duplicates are not.
fn counted_rows(site: &Tree, from: &str, link: &str, rows: &str) -> usize {
    let (path, _) = resolve(from, link).unwrap();
    let path = if path.ends_with('/') { format!("{path}index.html") } else { path };
    page(site, &path).all(rows).len()
}

#[test]
fn every_count_leads_to_a_list_with_that_many_rows() {
    const INCIDENTS: &str = ".incidents tbody tr:not(.void)";
    const ACTIONS: &str = ".actions.all tbody tr";
    let mut followed = 0;
    for site in [public(), internal()] {
        let facets = page(site, "index.html");
        for link in facets.all(".menu li:not(.again, .own) a") {
            let count: usize = link.text().last().unwrap().trim().parse().unwrap();
            let address = link.attr("href").unwrap();
            assert_eq!(counted_rows(site, "index.html", address, ".terms tbody tr"), count, "{address}");
            let (path, _) = resolve("index.html", address).unwrap();
            let list = page(site, &path);
            for row in list.all(".terms tbody tr") {
                let cells = Selector::parse("td.right").unwrap();
                let links = Selector::parse("a").unwrap();
                let group = row.select(&links).next().unwrap().attr("href").unwrap();
                let cell = row.select(&cells).next().unwrap();
                assert_eq!(counted_rows(site, &path, group, INCIDENTS).to_string(), words(cell), "{path}: {group}");
                if let Some(open) = row.select(&cells).nth(1).and_then(|cell| cell.select(&links).next()) {
                    let address = open.attr("href").unwrap();
                    assert_eq!(counted_rows(site, &path, address, ACTIONS).to_string(), words(open), "{path}: {address}");
                }
                followed += 1;
            }
        }
        for by in ["owners", "teams", "services", "severities", "priorities"] {
            let path = format!("actions/{by}/index.html");
            let list = page(site, &path);
            for row in list.all(".groups tbody tr") {
                let (links, cells) = (Selector::parse("th a").unwrap(), Selector::parse("td").unwrap());
                let group = row.select(&links).next().unwrap().attr("href").unwrap();
                let numbers: Vec<String> = row.select(&cells).map(words).collect();
                assert_eq!(counted_rows(site, &path, group, ACTIONS).to_string(), numbers[1], "{group}: open");
                assert_eq!(
                    counted_rows(site, &path, group, ".actions.all .due .late").to_string(),
                    numbers[0],
                    "{group}: overdue"
                );
                followed += 1;
            }
        }
        for link in facets.all(".tiles .counts li a[href*='actions/teams/']") {
            let count = words(ElementRef::wrap(link.parent().unwrap()).unwrap());
            let late = counted_rows(site, "index.html", link.attr("href").unwrap(), ".actions.all .due .late");
            assert!(count.ends_with(&format!(" {late}")), "{count}: {late}");
        }
        for link in page(site, "metrics/index.html").all(".bars tbody th a") {
            let row = ElementRef::wrap(link.parent().unwrap().parent().unwrap()).unwrap();
            let cells = Selector::parse("td.right").unwrap();
            let count = words(row.select(&cells).next().unwrap());
            assert_eq!(counted_rows(site, "metrics/index.html", link.attr("href").unwrap(), INCIDENTS).to_string(), count);
        }
    }
    assert!(followed > 150, "only {followed} counts were followed");
}

#[test]
fn an_id_in_a_text_is_a_link_only_to_an_incident_that_the_reader_may_see() {
    let project = Project::new();
    project.incident("INC-1", "summary = \"As in INC-2, INC-3 and INC-1.\"\n");
    project.incident("INC-2", "").incident("INC-3", "visibility = \"internal\"\n");
    let links = |site: &Tree| -> Vec<String> {
        let page = page(site, "incidents/inc-1/index.html");
        page.all("#summary ~ p a").iter().map(|link| link.attr("href").unwrap().to_owned()).collect()
    };
    assert_eq!(links(&project.build(&[])), ["../inc-2/"]);
    assert_eq!(links(&project.build(&["--audience", "internal", "--force"])), ["../inc-2/", "../inc-3/"]);
}

#[test]
fn a_page_says_in_its_head_what_a_preview_shows() {
    let hostile = "title = \"</script><b>x\\\" onload=1\"\nsummary = \"**It** </script><script>alert(1)</script> & \\\"so\\\"\"\n\
                   [review]\nstate = \"reviewed\"\npublished = 2024-03-20\n";
    let project = Project::with_config("base_url = \"https://pm.example/\"");
    let site = project.incident("INC-1", hostile).build(&[]);
    let page = page(&site, "incidents/inc-1/index.html");
    let content =
        |name: &str| page.all(&format!("meta[property='{name}'], meta[name='{name}']"))[0].attr("content").unwrap().to_owned();
    assert_eq!(content("og:type"), "article");
    assert_eq!(content("og:url"), "https://pm.example/incidents/inc-1/");
    assert_eq!(content("article:published_time"), "2024-03-20");
    assert_eq!(content("description"), "It </script><script>alert(1)</script> & \"so\"");
    assert_eq!(content("og:description"), content("description"));
    let scripts = page.all("script");
    assert_eq!(scripts.len(), 2, "a text became a script");
    let data: serde_json::Value = serde_json::from_str(&scripts[0].text().collect::<String>()).unwrap();
    assert_eq!((data["@type"].as_str(), data["headline"].as_str()), (Some("TechArticle"), Some("</script><b>x\" onload=1")));
    for kind in ["text/markdown", "application/json"] {
        let alternates = page.all(&format!("link[rel=alternate][type='{kind}']"));
        let (path, _) = resolve(&page.path, alternates[0].attr("href").unwrap()).unwrap();
        assert!(site.contains_key(&path), "{path}");
    }
}

#[test]
fn every_entry_of_a_timeline_has_a_place_that_a_link_leads_to() {
    let mut entries = 0;
    for (_, site) in sites() {
        for page in pages(site).filter(|page| page.path.starts_with("incidents/")) {
            for row in page.all(".timeline .log tbody tr:not(.date)") {
                let link = Selector::parse("th > a").unwrap();
                let link = row.select(&link).next().and_then(|link| link.attr("href")).unwrap();
                assert_eq!(link.strip_prefix('#'), row.attr("id"), "{}", page.path);
                entries += 1;
            }
        }
    }
    assert!(entries > 200, "{entries}");
}

#[test]
fn an_incident_links_to_the_previous_and_the_next_one() {
    let site = many(3, "").build(&[]);
    let neighbours = |id: &str| {
        let page = page(&site, &format!("incidents/{id}/index.html"));
        let links = page.all("a[rel~=prev], a[rel~=next]");
        links
            .iter()
            .map(|link| (link.attr("rel").unwrap().to_owned(), resolve(&page.path, link.attr("href").unwrap()).unwrap().0))
            .collect::<BTreeMap<_, _>>()
    };
    let leads: BTreeSet<String> = neighbours("inc-002").into_values().collect();
    assert_eq!(leads, ["inc-001", "inc-003"].map(|id| format!("incidents/{id}/index.html")).into());
    assert_eq!(neighbours("inc-001").len() + neighbours("inc-003").len(), 2);
}

#[test]
fn names_that_look_alike_have_addresses_of_their_own_on_every_build() {
    let names = [
        "GitHub",
        "Github",
        "repo-jenkins",
        "repo.jenkins",
        "index",
        "page",
        "con",
        "nul",
        "…",
        "Zoë’s Küche",
        "検索",
        &"long ".repeat(60),
    ];
    let project = Project::new();
    for (number, name) in names.iter().enumerate() {
        project.incident(&format!("inc-{number}"), &format!("services = [\"{name}\"]\ntags = [\"{name}\"]\n"));
    }
    let site = project.build(&[]);
    let terms: BTreeSet<&str> =
        site.keys().filter_map(|path| path.strip_prefix("services/")?.strip_suffix("/index.html")).collect();
    assert_eq!(terms.len(), names.len(), "{terms:?}");
    assert!(terms.iter().all(|term| term.len() < 120 && !["index", "page", "con", "nul", ""].contains(term)), "{terms:?}");
    let folded: BTreeSet<String> = terms.iter().map(|term| term.to_lowercase()).collect();
    assert_eq!(folded.len(), names.len(), "addresses differ by more than case");
    for name in ["zoe-s-kuche", "github", "repo-jenkins"] {
        assert!(terms.contains(name), "{name} is not among {terms:?}");
    }
    for (number, name) in names.iter().enumerate() {
        let page = page(&site, &format!("incidents/inc-{number}/index.html"));
        let link = page
            .all("a[href]")
            .into_iter()
            .find(|link| words(*link) == name.trim())
            .unwrap_or_else(|| panic!("no link says {name}"));
        let target = resolve(&page.path, link.attr("href").unwrap()).unwrap().0;
        assert_eq!(listed(&site, &target), [format!("inc-{number}")], "{name} leads to {target}");
    }
    // One more name that collides leaves the others where they were.
    let added = project.incident("inc-x", "services = [\"GITHUB\"]\n").build(&[]);
    let kept: BTreeSet<&str> =
        added.keys().filter_map(|path| path.strip_prefix("services/")?.strip_suffix("/index.html")).collect();
    assert!(kept.is_superset(&terms), "{:?} have moved", terms.difference(&kept));
}

#[test]
fn an_old_address_leads_on_with_and_without_a_browser_that_follows() {
    let project = Project::with_config("base_url = \"https://example.com/\"");
    let site = project.incident("a", "aliases = [\"/2023/old-name/\", \"posts/old.html\", \"plain\"]\n").build(&[]);
    for path in ["2023/old-name/index.html", "posts/old.html", "plain/index.html"] {
        let page = page(&site, path);
        let refresh = page.all("meta[http-equiv=refresh i]")[0].attr("content").unwrap().to_owned();
        let target =
            refresh.split_once("url=").or_else(|| refresh.split_once("URL=")).unwrap_or_else(|| panic!("{path}: {refresh}")).1;
        assert_eq!(resolve(path, target.trim_matches(['\'', '"'])).unwrap().0, "incidents/a/index.html", "{path}");
        let links: Vec<String> =
            page.all("a[href]").iter().filter_map(|link| resolve(path, link.attr("href")?).ok()).map(|target| target.0).collect();
        assert!(links.contains(&"incidents/a/index.html".to_owned()), "{path} has no link for those who do not follow");
        let canonical = page.all("link[rel=canonical]")[0].attr("href").unwrap().to_owned();
        assert_eq!(canonical, "https://example.com/incidents/a/", "{path}");
    }
    assert!(!text(&site, "sitemap.xml").contains("old-name"));
}

/// Text of every kind that must stay what it is.
const HOSTILE: &str =
    "{{ site.title }} {% raw %} <script>alert(1)</script> <img src=x onerror=alert(1)> <b>bold</b> & &amp; \\\" ' --> ]]>";

#[test]
fn templates_and_markup_in_an_incident_are_text_from_end_to_end() {
    let shown = HOSTILE.replace("\\\"", "\"");
    let text_fields = ["title", "commander"].map(|key| format!("{key} = \"{HOSTILE}\"\n")).concat();
    let more = format!(
        "{text_fields}summary = \"{HOSTILE}\"\nservices = [\"{HOSTILE}\"]\nteams = [\"{HOSTILE}\"]\ntags = [\"{HOSTILE}\"]\nwithdrawn = \"{HOSTILE}\"\n\
         fields.region = \"{HOSTILE}\"\n{MILESTONES}\
         [detection]\nsource = \"{HOSTILE}\"\nsignals = [\"{HOSTILE}\"]\n[impact]\ncustomer = \"{HOSTILE}\"\nregions = [\"{HOSTILE}\"]\n\
         [[responders]]\nname = \"{HOSTILE}\"\nrole = \"{HOSTILE}\"\n\
         [[timeline]]\nat = 2024-03-15T09:00:00Z\nevent = \"{HOSTILE}\"\nby = \"{HOSTILE}\"\nsource = \"{HOSTILE}\"\nurl = \"https://example.com/?a=1&b='\"\n\
         [[analysis.causes]]\ncause = \"{HOSTILE}\"\nevidence = [\"{HOSTILE}\"]\n[[analysis.five_whys]]\nproblem = \"{HOSTILE}\"\n\
         [analysis.fishbone]\neffect = \"{HOSTILE}\"\n[[analysis.fishbone.bones]]\ncategory = \"{HOSTILE}\"\ncauses = [\"{HOSTILE}\"]\n\
         [lessons]\nlearned = [\"{HOSTILE}\"]\n[[actions]]\ntitle = \"{HOSTILE}\"\nowner = \"{HOSTILE}\"\nreason = \"{HOSTILE}\"\n\
         [[references]]\ntitle = \"{HOSTILE}\"\n[[sections]]\ntitle = \"{HOSTILE}\"\nbody = \"{HOSTILE}\"\n"
    );
    let config =
        format!("title = \"{HOSTILE}\"\norganization = \"{HOSTILE}\"\ndescription = \"{HOSTILE}\"\nfacets = [\"fields.region\"]");
    let site = Project::with_config(&config).incident("a", &more).build(&[]);
    for page in pages(&site) {
        let path = &page.path;
        let source = text(&site, path);
        let markup = ["<script>alert", "onerror=alert(1)>", "<b>bold"].into_iter().find(|markup| source.contains(markup));
        assert_eq!(markup, None, "{path}");
        assert!(page.all("script:not([src], [type='application/ld+json']), [onerror], img[src=x]").is_empty(), "{path}");
        assert!(words(page.all("title")[0]).contains("{{ site.title }}"), "{path} has filled in a template");
    }
    let incident = page(&site, "incidents/a/index.html");
    // `&amp;` is `&` in Markdown, and itself in plain text.
    let (plain, markdown) = (shown.clone(), shown.replace("&amp;", "&"));
    let said = incident.text();
    assert!(said.matches(plain.as_str()).count() >= 10, "plain text was changed: {said}");
    assert!(said.matches(markdown.as_str()).count() >= 8, "Markdown was changed: {said}");
    assert_eq!(json(&site, "incidents/a/incident.json")["title"], shown);
}

const MILESTONES: &str = "[milestones]\nstarted = 2024-03-15T09:00:00Z\nresolved = 2024-03-15T10:05:00Z\n";

#[test]
fn links_in_text_lead_only_where_they_may() {
    let summary = "[a](javascript:alert(1)) [b](data:text/html,x) [c](vbscript:x) [d](//evil.example/x) [e](/etc/passwd) [f](https://example.com/f) \
                   [g](mailto:a@example.com) ![h](https://example.com/h.png) ![i](http://example.com/i.png) <https://example.com/j> https://example.com/k";
    let site = Project::new().incident("a", &format!("summary = '''{summary}'''\n")).build(&[]);
    let page = page(&site, "incidents/a/index.html");
    assert!(page.all("main img").is_empty(), "a remote picture is loaded");
    let links: BTreeSet<String> = page
        .all("main a[href]")
        .iter()
        .filter_map(|link| link.attr("href"))
        .filter(|link| link.contains(':') || link.starts_with('/'))
        .map(str::to_owned)
        .collect();
    let allowed = [
        "https://example.com/f",
        "mailto:a@example.com",
        "https://example.com/h.png",
        "http://example.com/i.png",
        "https://example.com/j",
        "https://example.com/k",
    ];
    assert_eq!(links, allowed.map(str::to_owned).into());
}

#[test]
fn markdown_has_tables_task_lists_strikethrough_footnotes_and_code() {
    let summary = "# One\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n- [x] done\n- [ ] open\n\n~~gone~~ note[^1]\n\n```toml\nkey = \"<value>\"\n```\n\n### Deep\n\n[^1]: The footnote.\n";
    let site = Project::new().incident("a", &format!("summary = '''\n{summary}'''\n")).build(&[]);
    let page = page(&site, "incidents/a/index.html");
    for part in ["main table td", "main del", "main pre code", "main li", "main sup a[href]"] {
        assert!(!page.all(part).is_empty(), "there is no {part}");
    }
    assert_eq!(words(page.all("main pre code")[0]), "key = \"<value>\"");
    assert!(page.text().contains("The footnote.") && outline(&page).is_empty(), "{:?}", outline(&page));
    let ids: Vec<&str> = page.ids();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{ids:?}");
}

#[test]
fn attachments_stand_beside_the_page_wherever_they_are_named() {
    let project = Project::new();
    let named = |number: usize| format!("[file](files/{number}.txt)");
    let more = format!(
        "summary = \"{}\"\n{MILESTONES}[impact]\ncustomer = \"{}\"\n[[timeline]]\nat = 2024-03-15T09:00:00Z\nevent = \"{}\"\nimage = \"files/a graph.png\"\nimage_alt = \"A graph\"\n\
         [analysis]\nnarrative = \"{}\"\n[[analysis.five_whys]]\nproblem = \"{}\"\n[analysis.fishbone]\neffect = \"{}\"\n[[analysis.fishbone.bones]]\ncategory = \"c\"\ncauses = [\"{}\"]\n\
         [analysis.bow_tie]\nhazard = \"{}\"\ntop_event = \"t\"\n[[analysis.bow_tie.threats]]\nthreat = \"{}\"\nbarriers = [{{ barrier = \"{}\" }}]\n\
         [[analysis.decisions]]\nat = 2024-03-15T09:00:00Z\ndecision = \"{}\"\n[lessons]\nlearned = [\"{}\"]\n[[sections]]\ntitle = \"s\"\nbody = \"{}\"\n",
        named(0),
        named(1),
        named(2),
        named(3),
        named(4),
        named(5),
        named(6),
        named(7),
        named(8),
        named(9),
        named(10),
        named(11),
        named(12)
    );
    project
        .write("content/a/incident.toml", incident("a", &more))
        .write("content/a/files/a graph.png", "a picture")
        .write("content/a/unnamed.txt", "nobody names it");
    for number in 0..=12 {
        project.write(&format!("content/a/files/{number}.txt"), number.to_string());
    }
    let site = project.build(&[]);
    let missing: Vec<usize> = (0..=12)
        .filter(|number| site.get(&format!("incidents/a/files/{number}.txt")) != Some(&number.to_string().into_bytes()))
        .collect();
    assert!(missing.is_empty(), "the files of these places were not published: {missing:?}");
    assert_eq!(site.get("incidents/a/files/a graph.png").map(Vec::as_slice), Some(&b"a picture"[..]));
    assert!(!site.contains_key("incidents/a/unnamed.txt"), "what nobody names is published");
    let page = page(&site, "incidents/a/index.html");
    let picture = page.all("main img")[0].attr("src").unwrap().to_owned();
    assert_eq!(resolve(&page.path, &picture).unwrap().0, "incidents/a/files/a graph.png");
}

#[test]
fn what_is_related_is_shown_both_ways_and_a_duplicate_counts_once() {
    let project = Project::new();
    project
        .incident("inc-a", "related = [\"INC-B\"]\n")
        .incident("inc-b", "")
        .incident("inc-c", "duplicate_of = \"inc-b\"\n")
        .incident("inc-d", "withdrawn = \"Not ours.\"\n");
    let site = project.build(&[]);
    let leads = |from: &str, to: &str| {
        let page = page(&site, &format!("incidents/{from}/index.html"));
        let links = page.all("main a[href]");
        links.iter().any(|link| {
            resolve(&page.path, link.attr("href").unwrap()).is_ok_and(|target| target.0 == format!("incidents/{to}/index.html"))
        })
    };
    assert!(leads("inc-a", "inc-b") && leads("inc-b", "inc-a") && leads("inc-c", "inc-b") && leads("inc-b", "inc-c"));
    let list = page(&site, "incidents/index.html");
    let row = list.all("main tr").into_iter().find(|row| words(*row).contains("INC-C") || words(*row).contains("inc-c")).unwrap();
    let struck = row.select(&scraper::Selector::parse("del, s").unwrap()).next().is_some()
        || text(&site, "static/style.css").contains("line-through");
    assert!(struck && words(row).contains("uplicate"), "a duplicate is struck through, and said to be one");
    assert!(page(&site, "incidents/inc-d/index.html").text().contains("Not ours."));
    let severities = page(&site, "severities/index.html");
    let row = severities.all("main tr, main li").into_iter().map(words).find(|row| row.contains("SEV3")).unwrap();
    assert!(row.split_whitespace().any(|word| word == "2"), "two of four count: {row}");
}

#[test]
fn a_sites_own_files_take_the_place_of_the_themes() {
    let project = Project::with_config("theme = \"own\"");
    project
        .write("themes/own/templates/404.html", "<p>own {{ page.title }} of {{ site.title }}</p>")
        .write("themes/own/static/style.css", "body{}")
        .write("themes/own/static/extra.txt", "extra");
    let site = project.build(&[]);
    assert_eq!(text(&site, "404.html"), "<p>own Page not found of Incident reviews</p>");
    assert_eq!((text(&site, "static/style.css"), text(&site, "static/extra.txt")), ("body{}", "extra"));
    assert!(
        !page(&site, "index.html").all("link[rel=stylesheet][href*='static/style.css?v=']").is_empty(),
        "the front page is the default theme's"
    );
}

#[test]
fn a_template_can_extend_the_default_one_that_it_replaces() {
    let own = "{% extends \"default/404.html\" %}{% block main %}<p>before</p>{{ super() }}{% endblock %}";
    let site = Project::with_config("theme = \"own\"").write("themes/own/templates/404.html", own).build(&[]);
    let shown = page(&site, "404.html");
    assert!(words(shown.all("main")[0]).starts_with("before Page not found"), "{}", shown.text());
}

/// A page without the marks of its style sheet and icon, which change with every touch of the style.
fn unmarked(page: &str) -> String {
    let mut parts = page.split("?v=");
    let first = parts.next().unwrap().to_owned();
    parts.fold(first, |page, part| page + "?v=" + part.trim_start_matches(|c: char| c.is_ascii_hexdigit()))
}

#[test]
fn a_field_of_any_name_gets_pages_of_its_own() {
    let project = Project::with_config("facets = [\"fields.services\", \"fields.incidents\", \"fields.Region\"]\n");
    let site = project.incident("a", "[fields]\nservices = \"x\"\nincidents = \"y\"\nRegion = \"z\"\n").build(&[]);
    for path in ["field-services/x", "field-incidents/y", "region/z", "services", "incidents/a"] {
        assert!(site.contains_key(&format!("{path}/index.html")), "{path} is not there");
    }
}

#[test]
fn pages_match_their_snapshots() {
    for path in [
        "index.html",
        "incidents/index.html",
        "severities/index.html",
        "services/payment-api/index.html",
        "severities/sev2/index.html",
        "metrics/index.html",
        "actions/index.html",
        "actions/owners/index.html",
        "actions/overdue/index.html",
        "404.html",
        "incidents/inc-2024-0315-001/index.html",
    ] {
        insta::assert_snapshot!(path.trim_end_matches(".html").replace('/', "-"), unmarked(text(public(), path)));
    }
    insta::assert_snapshot!("incident.md", text(public(), "incidents/inc-2024-0315-001/incident.md"));
}

#[test]
fn unrecorded_facts_are_not_stated() {
    const THIS_YEAR: &str = "[milestones]\nstarted = 2026-03-15T09:00:00Z\nresolved = 2026-03-15T10:05:00Z";
    let project = Project::new();
    let stated = "status = \"resolved\"\nimpact.duration = \"about two days\"\n[milestones]\nstarted = 2026-05-01";
    let site = project.incident("A", stated).incident("B", THIS_YEAR).build(&[]);
    let of = |path: &str| page(&site, path).text();
    assert!(!of("index.html").contains("2025"), "the archive does not go back to 2025");
    let shown = of("incidents/a/index.html");
    assert!(shown.contains("about two days (as stated)"), "{shown}");
    assert!(!shown.contains("start to resolution"), "no definition measured it: {shown}");
    assert!(of("incidents/index.html").contains("about two days (as stated)"));
    assert!(of("incidents/b/index.html").contains("Default schedule"));
    let severity = of("severities/sev3/index.html");
    assert!(!severity.contains("Follow-up after"));
    assert!(severity.contains("Q1 2026 1") && !severity.contains("Q4 2025"), "the archive goes back to Q1 2026: {severity}");

    let project = Project::with_config("[policy.sev3]\nfollow_up = [\"1 week\"]");
    let site = project.incident("B", THIS_YEAR).incident("OLD", "").build(&[]);
    let of = |path: &str| page(&site, path).text();
    assert!(of("index.html").contains("2025 0"), "the archive goes back to 2024");
    assert!(of("incidents/b/index.html").contains("Schedule by the policy for SEV3"));
    let severity = of("severities/sev3/index.html");
    assert!(severity.contains("Follow-up after 1 week") && severity.contains("Q4 2025 0"), "{severity}");
}
