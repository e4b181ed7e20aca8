//! The pictures of the incident page: whole on every page of the sample archive, and the same whatever a reader may not see.

use std::collections::BTreeSet;

use roxmltree::Document;

use crate::archive::{internal, public, text};
use crate::project::{Project, Tree};

/// The pictures on a page, as they stand there.
fn pictures<'a>(site: &'a Tree, path: &str) -> Vec<&'a str> {
    let parts = text(site, path).split("<svg ").skip(1).map(|part| part.split_once("</svg>").unwrap().0);
    // The signs of buttons have no content of their own.
    parts.filter(|part| part.contains("class=\"chart")).collect()
}

fn page(id: &str) -> String {
    format!("incidents/{id}/index.html")
}

#[test]
fn every_picture_is_an_image_with_a_name_and_a_description_and_without_colours_of_its_own() {
    let mut seen = 0;
    for site in [public(), internal()] {
        for path in site.keys().filter(|path| path.starts_with("incidents/inc-") && path.ends_with("/index.html")) {
            let mut ids = BTreeSet::new();
            for picture in pictures(site, path) {
                seen += 1;
                let svg = format!("<svg {picture}</svg>");
                let document = Document::parse(&svg).unwrap_or_else(|error| panic!("{path}: {error}: {svg}"));
                let root = document.root_element();
                assert_eq!(root.attribute("role"), Some("img"), "{path}");
                for attribute in ["aria-labelledby", "aria-describedby"] {
                    let id = root.attribute(attribute).unwrap();
                    assert!(ids.insert(id.to_owned()), "{path}: {id} is there twice");
                    let named = document.descendants().find(|node| node.attribute("id") == Some(id)).unwrap();
                    assert!(named.text().is_some_and(|text| !text.trim().is_empty()), "{path}: {id} says nothing");
                }
                for name in document.descendants().flat_map(|node| node.attributes()).map(|attribute| attribute.name()) {
                    assert!(!["style", "fill", "stroke", "font-size"].contains(&name), "{path} has an attribute {name}");
                }
            }
        }
    }
    assert!(seen > 40, "the sample archive shows only {seen} pictures");
}

#[test]
fn each_kind_of_chart_matches_its_snapshot() {
    for (id, kind) in [
        ("inc-2024-0315-001", "strip"),
        ("inc-2024-0315-001", "why"),
        ("inc-2024-0618-001", "fishbone"),
        ("inc-2025-0522-001", "bow_tie"),
    ] {
        let mark = format!("aria-labelledby=\"{kind}_");
        let of_kind: Vec<&str> = pictures(public(), &page(id)).into_iter().filter(|picture| picture.contains(&mark)).collect();
        assert!(!of_kind.is_empty(), "{id} shows no {kind}");
        insta::assert_snapshot!(format!("picture-{kind}"), of_kind.join("\n\n").replace("><", ">\n<"));
    }
}

#[test]
fn a_picture_is_the_same_with_and_without_what_its_reader_may_not_see() {
    let open = "services = [\"api\"]\n[milestones]\nstarted = 2024-03-15T09:00:00Z\nresolved = 2024-03-15T10:00:00Z\n\
                [[timeline]]\nat = 2024-03-15T09:30:00Z\nevent = \"e\"\n\
                [[communications]]\nat = 2024-03-15T09:40:00Z\nchannel = \"Status page\"\nmessage = \"m\"\n";
    let hidden = "[[timeline]]\nat = 2024-03-16T09:17:23Z\nevent = \"e\"\nvisibility = \"internal\"\n\
                  [[timeline]]\nat = 2024-03-15T09:20:00Z\nevent = \"e\"\nmilestone = \"detected\"\nvisibility = \"internal\"\n\
                  [[communications]]\nat = 2024-03-17T09:18:00Z\nchannel = \"Board\"\nmessage = \"m\"\nvisibility = \"internal\"\n";
    let project = Project::new();
    project.incident("a", open);
    let without = project.build(&[]);
    project.incident("a", &format!("{open}{hidden}"));
    let (with, inside) = (project.build(&[]), project.build(&["--audience", "internal", "--force"]));
    assert_eq!(pictures(&with, &page("a")), pictures(&without, &page("a")));
    assert!(!pictures(&without, &page("a")).is_empty());
    assert!(
        pictures(&inside, &page("a"))
            .iter()
            .all(|picture| picture.contains("3 events") || picture.contains("3 timeline entries"))
    );
}
