//! A project's own look and pages: `[brand]`, `[[nav]]`, `[[autolinks]]` and `pages/`.

use crate::page::{Page, words};
use crate::project::{Project, Run, Tree, has_extension};
use crate::serving::Running;

const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 120 30\"><script>alert(1)</script></svg>";
const BRAND: &str = "[brand]\nlogo = \"art/logo.svg\"\nlogo_dark = \"art/dark.svg\"\nicon = \"icon.svg\"\naccent = \"#6d28d9\"\n\
    footer = \"Ask [us](about/), <b>**or**</b> [x](javascript:alert(1)).\"\ncss = \"brand.css\"\n";

fn branded(more: &str) -> Project {
    let project = Project::with_config(&format!("base_url = \"https://x.example/\"\n{BRAND}{more}"));
    for file in ["art/logo.svg", "art/dark.svg", "icon.svg"] {
        project.write(file, SVG);
    }
    project.write("brand.css", "h1 { color: red }");
    project.incident("INC-1", "summary = \"Like INC-2, see OPS-12 and `OPS-13`.\"\n").incident("INC-2", "");
    project
}

fn page(site: &Tree, path: &str) -> Page {
    Page::parse(path, &site[path])
}

/// Both `build` and `check` refuse the configuration, say where, and nothing is published.
fn refused(project: &Project) -> String {
    let (build, check) = (project.try_build(&[]), project.run(&["check", "--format", "short"]));
    assert_eq!((build.code, check.code), (2, 2), "{}{}", build.stderr, check.stdout);
    assert_eq!(project.site().len(), 0);
    assert!(check.stdout.starts_with("pir-site.toml:"), "{}", check.stdout);
    build.stderr
}

#[test]
fn the_brand_is_on_every_page_and_asks_for_nothing_elsewhere() {
    let project = branded("");
    project.write("pages/about.md", "# About\n");
    let site = project.build(&[]);
    assert_eq!(site["static/brand/logo.svg"], SVG.as_bytes());
    for path in site.keys().filter(|path| has_extension(path, "html")) {
        let page = page(&site, path);
        if page.all("header").is_empty() {
            continue; // a redirect
        }
        let root = if path == "404.html" { "/".to_owned() } else { "../".repeat(path.matches('/').count()) };
        let root = if root.is_empty() { "./" } else { &root };
        let logo = page.all("header .brand img")[0];
        assert_eq!((logo.attr("width"), logo.attr("height")), (Some("112"), Some("28")), "{path}");
        assert!(logo.attr("src").unwrap().starts_with(&format!("{root}static/brand/logo.svg?v=")), "{path}");
        assert!(page.all("header .brand source")[0].attr("srcset").unwrap().contains("static/brand/logo-dark.svg?v="));
        assert!(page.all("link[rel=icon]")[0].attr("href").unwrap().contains("static/brand/icon.svg"), "{path}");
        assert_eq!(page.all("link[rel=apple-touch-icon]").len(), 0, "the icon of another brand is on {path}");
        let sheets: Vec<_> = page.all("link[rel=stylesheet]").iter().map(|link| link.attr("href").unwrap().to_owned()).collect();
        assert!(sheets[0].contains("static/style.css") && sheets[1].contains("static/brand/style.css"), "{path}: {sheets:?}");
        let footer = page.all("footer .foot-text")[0];
        assert_eq!(words(footer), "Ask us, <b>or</b> x.", "{path}");
        assert_eq!(page.all("footer .foot-text a").len(), 1);
        assert_eq!(page.all("footer .foot-text a")[0].attr("href"), Some(&*format!("{root}about/")), "{path}");
        let policy = page.all("meta[http-equiv]")[0].attr("content").unwrap();
        assert!(policy.starts_with("default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'"), "{policy}");
    }
    let css = String::from_utf8(site["static/style.css"].clone()).unwrap();
    assert!(css.contains("@media screen { :root { --accent: #6d28d9; } }"));
}

#[test]
fn an_accent_that_cannot_be_read_is_refused_with_the_nearest_that_can() {
    for accent in ["#ffcc00", "#fff", "#7fb8f5"] {
        let project = Project::with_config(&format!("[brand]\naccent = \"{accent}\"\n"));
        let run = refused(&project);
        assert!(run.contains("contrast of") && run.contains("4.5:1") && run.contains("pir-site.toml:2:10"), "{run}");
        let nearest = run.split("passes is \"").nth(1).unwrap().split('"').next().unwrap();
        assert_eq!(project.write("pir-site.toml", format!("[brand]\naccent = \"{nearest}\"\n")).try_build(&[]).code, 0);
    }
}

#[test]
fn a_wrong_file_of_the_brand_is_refused_where_the_configuration_names_it() {
    let outside = tempfile::tempdir().unwrap();
    std::fs::write(outside.path().join("logo.svg"), SVG).unwrap();
    let large = format!("{SVG}{}", " ".repeat(2 << 20));
    for (key, path, bytes, says) in [
        ("logo", "none.svg", None, "does not exist"),
        ("logo", "../logo.svg", None, "inside the project"),
        ("icon", "/etc/hostname", None, "inside the project"),
        ("logo", "folder.svg", None, "cannot be read"),
        ("logo", "logo.gif", Some("GIF89a"), "not a .svg or .png file"),
        ("css", "style.scss", Some(""), "not a .css file"),
        ("logo", "logo.svg", Some("<html>"), "not an SVG picture"),
        ("icon", "icon.png", Some(SVG), "not a PNG picture"),
        ("logo", "large.svg", Some(&*large), "bytes"),
        ("logo_dark", "logo.svg", Some(SVG), "no logo for light"),
        ("accent", "red", None, "not a colour"),
    ] {
        let project = Project::with_config(&format!("[brand]\n{key} = \"{path}\"\n"));
        std::fs::create_dir(project.root().join("folder.svg")).unwrap();
        if let Some(bytes) = bytes {
            project.write(path, bytes);
        }
        let run = refused(&project);
        assert!(run.contains(says) && run.contains("pir-site.toml:2:"), "{key} = {path}: {run}");
    }
    #[cfg(unix)]
    {
        let project = Project::with_config("[brand]\nlogo = \"logo.svg\"\n");
        std::os::unix::fs::symlink(outside.path().join("logo.svg"), project.root().join("logo.svg")).unwrap();
        assert!(refused(&project).contains("leads out of the project"));
    }
}

#[test]
fn links_of_the_header_lead_to_the_web_and_into_the_site_and_unsafe_ones_are_refused() {
    let nav = |url: &str| format!("[[nav]]\nlabel = \"<Status>\"\nurl = \"{url}\"\n");
    for url in ["https://status.example.com/", "tags/", "mailto:a@b.example"] {
        let site = Project::with_config(&nav(url)).incident("INC-1", "").build(&[]);
        let page = page(&site, "incidents/inc-1/index.html");
        let links = page.all("header nav a");
        let link = links.iter().find(|link| words(**link) == "<Status>").unwrap();
        let expected = if url == "tags/" { "../../tags/" } else { url };
        assert_eq!(link.attr("href"), Some(expected));
    }
    for url in ["javascript:alert(1)", "data:text/html,x", "//evil.example", "/etc", "", "java\\tscript:x"] {
        let run = refused(&Project::with_config(&nav(url)));
        assert!(run.contains("unsafe-url") && run.contains("pir-site.toml:3:7"), "{url}: {run}");
    }
    assert!(refused(&Project::with_config("[[nav]]\nlabel = \" \"\nurl = \"tags/\"\n")).contains("pir-site.toml:2:9"));
}

#[test]
fn patterns_become_links_in_prose_and_never_in_code() {
    let project = branded("[[autolinks]]\npattern = 'OPS-\\d+'\nurl = \"https://t.example/browse/{0}\"\n");
    project.incident(
        "INC-3",
        "summary = \"\"\"\nOPS-1 [OPS-2](https://x.example) *OPS-3* https://y.example/OPS-4 INC-2 OPS-5x\n\n    OPS-6\n\"\"\"\n",
    );
    project.write("pages/about.md", "# About\n\nOPS-9 is like INC-1.\n");
    let site = project.build(&[]);
    let links = |path: &str| -> Vec<(String, String)> {
        let page = page(&site, path);
        page.all("section[aria-labelledby=summary] p a, .custom a")
            .iter()
            .map(|a| (words(*a), a.attr("href").unwrap().to_owned()))
            .collect()
    };
    let link = |text: &str, to: &str| (text.to_owned(), to.to_owned());
    let tracker = |id: &str| link(id, &format!("https://t.example/browse/{id}"));
    assert_eq!(links("incidents/inc-1/index.html"), [link("INC-2", "../inc-2/"), tracker("OPS-12")]);
    assert_eq!(
        links("incidents/inc-3/index.html"),
        [
            tracker("OPS-1"),
            link("OPS-2", "https://x.example"),
            tracker("OPS-3"),
            link("https://y.example/OPS-4", "https://y.example/OPS-4"),
            link("INC-2", "../inc-2/")
        ]
    );
    assert_eq!(links("about/index.html"), [tracker("OPS-9"), link("INC-1", "../incidents/inc-1/")]);
    assert!(String::from_utf8_lossy(&site["feed.xml"]).contains("https://t.example/browse/OPS-12"));
    let run = refused(&Project::with_config("[[autolinks]]\npattern = \"(\"\nurl = \"javascript:x\"\n"));
    assert!(run.contains("pir-site.toml:2:11") && run.contains("pir-site.toml:3:7"), "{run}");
}

#[test]
fn a_page_has_front_matter_or_a_heading_and_is_in_header_and_sitemap() {
    let project = branded("");
    project.write("pages/how-we-review.md", "---\ntitle: \"How: we review\"\nnav: Reviews\norder: 2\n---\n\n## Steps\n\n![flow](flow.svg) <script>x</script> {{ site.title }}\n");
    project.write("pages/flow.svg", SVG).write("pages/other.svg", SVG);
    project.write("pages/a.md", "+++\ntitle = \"First\"\norder = 1\n+++\nText\n");
    project
        .write("pages/Contact.md", "# *Contact* us\n\nText\n")
        .write("pages/Über uns.md", "---\ntitle: Hidden\nnav: false\n---\n");
    let site = project.build(&[]);
    let shown = page(&site, "how-we-review/index.html");
    assert_eq!(words(shown.all("h1")[0]), "How: we review");
    assert_eq!(shown.all("h2#steps").len(), 1);
    assert_eq!(shown.all("main script").len(), 0);
    assert!(shown.text().contains("<script>x</script> {{ site.title }}"));
    assert!(site.contains_key("how-we-review/flow.svg") && !site.keys().any(|path| path.ends_with("other.svg")));
    assert_eq!(words(page(&site, "contact/index.html").all("main")[0]), "Contact us Text");
    let labels: Vec<String> = shown.all("header .menu a").iter().map(|link| words(*link)).collect();
    assert_eq!(labels[labels.len() - 3..], ["First", "Reviews", "Contact us"]);
    assert_eq!(
        shown.all("header [aria-current=page]").iter().map(|link| words(*link)).collect::<std::collections::BTreeSet<_>>().len(),
        1
    );
    let sitemap = String::from_utf8_lossy(&site["sitemap.xml"]).into_owned();
    for address in ["how-we-review/", "a/", "contact/", "uber-uns/"] {
        assert!(sitemap.contains(&format!("<loc>https://x.example/{address}</loc>")), "{address}");
    }
}

#[test]
fn an_internal_page_is_in_no_public_build() {
    let project = branded("");
    project
        .write("pages/on-call.md", "---\ntitle: Canaryword\nvisibility: internal\n---\n![plan](plan.svg)\n")
        .write("pages/plan.svg", SVG);
    let is_named = |site: &Tree| {
        let bytes = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).to_lowercase().contains("canaryword");
        site.iter().any(|(path, content)| path.starts_with("on-call") || bytes(content))
    };
    assert!(!is_named(&project.build(&[])));
    assert!(is_named(&project.build(&["--audience", "internal", "--force"])));
}

#[test]
fn a_wrong_page_is_an_error_at_its_place_for_check_and_build() {
    for (name, text, says) in [
        ("incidents.md", "# Mine\n", "taken-address"),
        ("Search.md", "# Mine\n", "taken-address"),
        ("severities.md", "# Mine\n", "taken-address"),
        ("a.md", "No title\n", ":1:1: error[missing-key]"),
        ("a.md", "", ":1:1: error[missing-key]"),
        ("a.md", "---\ntitle: A\nnavv: true\n---\n", ":3:1: error[unknown-key]"),
        ("a.md", "---\ntitle: A\norder: first\n---\n", ":3:8: error[bad-value]"),
        ("a.md", "+++\ntitle = 1\n+++\n", ":2:9: error[bad-value]"),
        ("a.md", "---\ntitle: A\nvisibility: secret\n---\n", ":3:13: error[bad-value]"),
        ("a.md", "---\ntitle: [A, B]\n---\n", "error[bad-value]"),
        ("a.md", "---\ntitle: \"A\n---\n# A\n", "error[syntax]"),
        ("a.md", "+++\ntitle = A\n+++\n", ":2:9: error[syntax]"),
    ] {
        let project = branded("");
        project.write(&format!("pages/{name}"), text);
        let (build, check) = (project.try_build(&[]), project.run(&["check", "--format", "short"]));
        assert_eq!((build.code, check.code), (1, 1), "{name} {text:?}: {}{}", build.stderr, check.stdout);
        assert!(check.stdout.contains(says) && check.stdout.contains(&format!("pages/{name}")), "{text:?}: {}", check.stdout);
    }
    let project = branded("");
    project.write("pages/a.md", b"# A\n\xff");
    assert!(project.try_build(&[]).stderr.contains("not-utf8"));
    let run: Run = branded("").write("pages/a.md", "# A").write("pages/A.md", "# B").try_build(&[]);
    assert!(run.stderr.contains("pages/a.md") && run.stderr.contains("pages/A.md"), "{}", run.stderr);
}

#[test]
fn a_line_across_the_page_is_no_front_matter() {
    let project = Project::new();
    project.write("pages/a.md", "# Title\n\n---\n\nText\n\n---\n");
    assert_eq!(words(page(&project.build(&[]), "a/index.html").all("main")[0]), "Title Text");
}

#[test]
fn brand_and_pages_are_live_while_they_are_served() {
    let project = branded("");
    project.write("pages/about.md", "# About\n\nBefore\n");
    let server = Running::serve(&project, &[]);
    let mut tab = server.open("/about/").greeted();
    project.write("pages/about.md", "# About\n\nAfter\n");
    assert_eq!(tab.event().0, "reload");
    assert!(server.page("/about/").contains("After"));
    let mut tab = server.open("/about/").greeted();
    project.write("brand.css", "h1 { color: green }");
    assert_eq!(tab.event().0, "styles");
    assert_eq!(server.get("/static/brand/style.css").text(), "h1 { color: green }");
    let mut tab = server.open("/about/").greeted();
    project.write("pages/about.md", "About\n");
    assert_eq!(tab.event().0, "problems");
    project.write("pages/about.md", "# About\n\nRepaired\n");
    assert_eq!(tab.event().0, "reload");
    project.write("art/logo.svg", "<html>");
    assert_eq!(tab.event().0, "problems");
}
