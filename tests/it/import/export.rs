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
fn exported_markdown_is_that_of_the_site_and_only_selected_incidents_are_exported() {
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
fn a_table_for_excel_begins_with_a_byte_order_mark() {
    let project = Project::sample();
    let (plain, marked) = (export(&project, &["csv"]), export(&project, &["csv", "--bom"]));
    assert_eq!(marked, format!("\u{feff}{plain}"));
    for format in ["json", "markdown"] {
        let run = project.run(&["export", format, "--bom"]);
        assert!(run.code == 2 && run.stderr.contains("only csv has a use for --bom"), "{}", run.stderr);
    }
}

#[test]
fn no_cell_of_a_table_runs_as_a_formula_wherever_a_spreadsheet_splits_it() {
    let project = Project::new();
    let texts =
        "title = \"Stop;=1+1;\"\nservices = [\"-a\", \"@b\"]\n[[actions]]\ntitle = \"Fix it;=1+1;\"\nreason = \"a|@x\\t=2\"\n";
    let head = "id = \"A-1\"\nseverity = \"sev1\"\nmilestones = { started = 2024-03-05 }\nreview = { state = \"reviewed\" }\n";
    project.write("content/a.toml", format!("{head}{texts}"));
    let site = project.build(&[]);
    for file in ["incidents.csv", "actions.csv"] {
        let table = text(&site, file);
        for separator in [b',', b';', b'\t', b'|'] {
            // Inside of a cell, quotation marks stop no spreadsheet that splits at another separator.
            let quoting = separator == b',';
            let mut reader = csv::ReaderBuilder::new();
            reader.flexible(true).has_headers(false).delimiter(separator).quoting(quoting);
            for row in reader.from_reader(table.as_bytes()).records() {
                for cell in &row.unwrap() {
                    let begin = cell.trim_start_matches([' ', '"']);
                    assert!(!begin.starts_with(['=', '+', '-', '@']), "{file} at {:?}: {cell:?}", char::from(separator));
                }
            }
        }
    }
}

#[test]
fn escaped_formulas_survive_export_and_import() {
    let (from, to) = (Project::new(), Project::new());
    let head = "id = \"A-1\"\nseverity = \"sev1\"\nmilestones = { started = 2024-03-05 }\nreview = { state = \"reviewed\" }\n";
    from.write("content/a.toml", format!("{head}title = \"Stop;=1+1; '=2\"\nservices = [\"-a\", \"@b\", \"'c\"]\n"));
    to.write("incidents.csv", export(&from, &["csv", "--bom"]));
    import(&to, "csv", &["incidents.csv"]);
    let written = std::fs::read_to_string(to.root().join("content/2024/A-1.toml")).unwrap();
    for lines in ["title = \"Stop;=1+1; '=2\"", "services = [\"-a\", \"@b\", \"'c\"]"] {
        assert!(written.contains(lines), "{lines}: {written}");
    }
}

#[test]
fn line_endings_of_a_checkout_do_not_reach_the_data() {
    let text = "id = \"A-1\"\ntitle = \"A\"\nseverity = \"sev1\"\nsummary = \"\"\"\none\ntwo\n\"\"\"\nmilestones = { started = 2024-03-05 }\n\
                review = { state = \"reviewed\" }\n[lessons]\nlearned = [\"\"\"\na\nb\"\"\"]\n";
    let (one, two) = (Project::new(), Project::new());
    one.write("content/a.toml", text);
    two.write("content/a.toml", text.replace('\n', "\r\n"));
    for format in ["json", "csv", "markdown"] {
        let exported = export(&one, &[format]);
        assert_eq!(exported, export(&two, &[format]), "{format}");
        assert!(format == "csv" || !exported.contains("\\r") && !exported.contains('\r'), "{format}: {exported}");
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
