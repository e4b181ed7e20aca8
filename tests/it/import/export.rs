//! What is in comes out: as the site's own data, and as a document that can be read back.

use pir_site::incident::{Incident, Milestone};
use serde_json::Value;

use super::{difference, import};
use crate::archive::{internal, public, text};
use crate::project::{Project, has_extension, tree};

fn export(project: &Project, args: &[&str]) -> String {
    let run = project.run(&[&["export"], args].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    run.stdout
}

#[test]
fn data_and_tables_are_the_sites_own_files() {
    let project = Project::sample();
    for (site, args) in [(public(), &[][..]), (internal(), &["--audience", "internal", "--drafts"])] {
        for (format, file) in [("json", "incidents.json"), ("csv", "incidents.csv")] {
            assert_eq!(export(&project, &[&[format], args].concat()), text(site, file), "{file} {args:?}");
        }
    }
}

#[test]
fn a_document_is_the_sites_own_and_only_what_was_asked_for_is_exported() {
    let project = Project::sample();
    let document = export(&project, &["markdown", "inc-2024-0315-001"]);
    assert_eq!(document, text(public(), "incidents/inc-2024-0315-001/incident.md"));
    let data: Value = serde_json::from_str(&export(&project, &["json", "INC-2023-0517-001"])).unwrap();
    assert_eq!(data["incidents"].as_array().unwrap().len(), 1);
    for (id, hint) in [("INC-2024-0315-002", "did you mean"), ("nothing", "--drafts")] {
        let run = project.run(&["export", "json", id]);
        assert!(run.code == 2 && run.stdout.is_empty() && run.stderr.contains(hint), "{}", run.stderr);
    }
}

#[test]
fn an_export_never_overwrites_what_is_there() {
    let project = Project::sample();
    project.write("out.json", "mine");
    let run = project.run(&["export", "json", "--output", "out.json"]);
    assert!(run.code == 2 && run.stderr.contains("not overwritten"), "{}", run.stderr);
    assert_eq!(std::fs::read_to_string(project.root().join("out.json")).unwrap(), "mine");
}

/// The sample archive as the organisation sees it, and the same after it was exported as documents and imported again.
fn there_and_back() -> (Vec<Value>, Vec<Value>) {
    let (from, to) = (Project::sample(), Project::sample());
    let all = ["--audience", "internal", "--drafts"];
    export(&from, &[&["markdown", "--output", "reviews"], &all[..]].concat());
    std::fs::remove_dir_all(to.root().join("content")).unwrap();
    std::fs::create_dir(to.root().join("content")).unwrap();
    for (path, bytes) in tree(&from.root().join("content")).into_iter().filter(|(path, _)| !has_extension(path, "toml")) {
        // A document names the files that lie beside it, and an import keeps what is there.
        let (year, name) = (path.split('/').next().unwrap(), path.rsplit('/').next().unwrap());
        to.write(&format!("content/{year}/{name}"), bytes);
    }
    for path in tree(&from.root().join("reviews")).into_keys().filter(|path| has_extension(path, "md")) {
        import(&to, "pir-markdown", &[from.root().join("reviews").join(path).to_str().unwrap()]);
    }
    let incidents = |project: &Project| {
        let data: Value = serde_json::from_str(&export(project, &[&["json"], &all[..]].concat())).unwrap();
        data["incidents"].as_array().unwrap().clone()
    };
    (incidents(&from), incidents(&to))
}

/// An incident without what a document does not carry: the zone of its local times (it has UTC), fractions of seconds, old
/// addresses, exceptions from rules, levels of headings in texts, a stated duration where the milestones give one, whether a milestone was set in the table or on
/// an entry, which of two related incidents named the other, and pictures, which are files of their own.
fn carried(mut incident: Value) -> Incident {
    let map = incident.as_object_mut().unwrap();
    ["url", "source", "metrics", "time_zone", "aliases", "exceptions", "related"].into_iter().for_each(|key| _ = map.remove(key));
    let text = to_toml(&incident);
    let mut incident: Incident = toml::from_str(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    for milestone in Milestone::ALL {
        let known = incident.milestone(milestone);
        *incident.milestones.get_mut(milestone) = known;
    }
    if incident.milestone(Milestone::Resolved).is_some()
        && let Some(impact) = &mut incident.impact
    {
        impact.duration = None;
    }
    for entry in &mut incident.timeline {
        entry.image = None;
        entry.image_alt = None;
        entry.event.truncate(entry.event.find("\n\nPicture: ").unwrap_or(entry.event.len()));
    }
    incident
}

/// Data of an incident as a file: what is a moment in the types is written as TOML's own, fractions of seconds left out.
fn to_toml(incident: &Value) -> String {
    fn settled(key: &str, value: &Value) -> toml::Value {
        const MOMENTS: [&str; 12] = [
            "at",
            "due",
            "closed",
            "held",
            "published",
            "done",
            "introduced",
            "started",
            "detected",
            "acknowledged",
            "declared",
            "mitigated",
        ];
        match value {
            Value::String(text) if MOMENTS.contains(&key) || key == "resolved" => {
                let whole = text.split_once('.').map_or_else(|| text.clone(), |(whole, _)| format!("{whole}Z"));
                whole.parse::<toml::value::Datetime>().map_or_else(|_| text.clone().into(), toml::Value::from)
            }
            Value::String(text) if key == "withdrawn" => text.split_whitespace().collect::<Vec<_>>().join(" ").into(),
            Value::String(text) => without_levels(text).into(),
            Value::Bool(fact) => (*fact).into(),
            Value::Number(number) => number.as_i64().map_or_else(|| number.as_f64().unwrap().into(), toml::Value::from),
            Value::Array(items) => toml::Value::Array(items.iter().map(|item| settled(key, item)).collect()),
            Value::Object(entries) => {
                toml::Value::Table(entries.iter().map(|(key, value)| (key.clone(), settled(key, value))).collect())
            }
            Value::Null => String::new().into(),
        }
    }
    toml::to_string(&settled("", incident)).unwrap()
}

/// A text whose headings have no level: the document gives them the one that they have in it.
fn without_levels(text: &str) -> String {
    let line =
        |line: &str| if line.starts_with('#') { format!("# {}", line.trim_start_matches('#').trim()) } else { line.to_owned() };
    text.trim().lines().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_import_of_an_export_is_the_same_incident_for_the_whole_sample_archive() {
    let (before, after) = there_and_back();
    assert!(before.len() >= 20 && before.len() == after.len());
    for (before, after) in before.into_iter().zip(after) {
        let id = before["id"].clone();
        let data = |incident: Value| serde_json::to_value(carried(incident)).unwrap();
        assert_eq!(difference(&data(before), &data(after)), None, "{id}");
    }
}

#[test]
fn what_is_internal_is_internal_after_an_export_for_the_organisation_came_back() {
    let (before, after) = there_and_back();
    let count = |incidents: &[Value]| serde_json::to_string(incidents).unwrap().matches("\"visibility\":\"internal\"").count();
    assert!(count(&before) > 10);
    assert_eq!(count(&before), count(&after));
}
