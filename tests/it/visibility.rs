//! Who sees which key of the incident file: derived from the types and from what a public view leaves out.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

use pir_site::archive::{Archive, Audience, Readership, Record, View};
use pir_site::config::Config;
use pir_site::incident::Incident;
use toml::{Table, Value};

use crate::archive::text;
use crate::model::{EVERY_KEY, keys_of};
use crate::project::{AS_OF, Project};

/// The keys of an incident that everybody sees, `timeline[].at`. None, where the whole incident is left out.
fn seen(incident: &Table) -> BTreeSet<String> {
    let record = |incident: Incident| Arc::new(Record::new(Arc::new(incident), "a.toml", std::path::Path::new("content")));
    let other = Incident { id: "other".to_owned(), ..Incident::default() };
    let other = Incident { review: incident["review"].clone().try_into().unwrap(), ..other };
    let archive = Archive { records: vec![record(incident.clone().try_into().unwrap()), record(other)], ..Archive::default() };
    let readership = Readership { audience: Audience::Public, drafts: false };
    let view = View::new(archive, &Config::default(), readership, AS_OF.parse().unwrap());
    let mut keys = BTreeSet::new();
    for shown in view.cases.iter().filter(|case| case.incident.id == "full") {
        keys_of(&Value::try_from(&*shown.incident).unwrap(), "", &mut keys);
    }
    keys
}

/// A file with every key, with this visibility on the parts that have one, and this one on the incident; where there is none, without.
fn with(parts: Option<&str>, incident: Option<&str>) -> Table {
    let mut file: Table = toml::from_str(EVERY_KEY).unwrap();
    for part in file.iter_mut().map(|(_, part)| part) {
        let tables: Vec<&mut Table> = match part {
            Value::Table(table) => vec![table],
            Value::Array(items) => items.iter_mut().filter_map(Value::as_table_mut).collect(),
            _ => vec![],
        };
        for table in tables.into_iter().filter(|table| table.contains_key("visibility")) {
            set(table, parts);
        }
    }
    set(&mut file, incident);
    file
}

fn set(table: &mut Table, visibility: Option<&str>) {
    match visibility {
        Some(visibility) => _ = table.insert("visibility".to_owned(), visibility.into()),
        None => _ = table.remove("visibility"),
    }
}

/// The file for an audience of its message.
fn to_audience(mut file: Table, audience: &str) -> Table {
    file["communications"][0].as_table_mut().unwrap().insert("audience".to_owned(), audience.into());
    file
}

const SETTINGS: [Option<&str>; 3] = [None, Some("internal"), Some("public")];

/// Who sees a key in each setting.
fn who(key: &str, views: &[BTreeSet<String>]) -> Vec<&'static str> {
    views.iter().map(|view| if view.contains(key) { "everybody" } else { "the organisation" }).collect()
}

/// Keys by who sees them in each setting.
type Groups<'k> = BTreeMap<Vec<&'static str>, Vec<&'k str>>;

/// The table of the documentation: each key of the incident file and who sees it.
pub(crate) fn table() -> String {
    let file = with(None, None);
    let mut keys = BTreeSet::new();
    keys_of(&Value::Table(toml::from_str(EVERY_KEY).unwrap()), "", &mut keys);
    let own: BTreeSet<&str> = keys.iter().filter_map(|key| key.strip_suffix(".visibility")).collect();
    let of_parts = SETTINGS.map(|setting| seen(&with(setting, None)));
    let of_incident = SETTINGS.map(|setting| seen(&with(Some("public"), setting)));
    let mut rows: BTreeMap<(usize, String), Groups<'_>> = BTreeMap::new();
    let place =
        |name: &str| file.keys().position(|key| key == name.split(['.', '[']).next().unwrap()).map_or(0, |place| place + 1);
    let is_table = |key: &str| keys.iter().any(|other| other.strip_prefix(key).is_some_and(|rest| rest.starts_with(['.', '['])));
    for key in keys.iter().filter(|key| !key.ends_with("visibility") && !is_table(key)) {
        let (part, name) = key.rsplit_once('.').unwrap_or(("", key));
        let has_own = own.iter().any(|own| part.strip_prefix(own).is_some_and(|rest| rest.is_empty() || rest.starts_with('.')));
        let views = if has_own { &of_parts } else { &of_incident };
        rows.entry((if part.is_empty() { 0 } else { place(part) }, part.to_owned()))
            .or_default()
            .entry(who(key, views))
            .or_default()
            .push(name);
    }
    // Of messages, it depends on the audience.
    let messages = rows.iter_mut().find(|((_, part), _)| part == "communications[]").unwrap().1;
    let names: Vec<&str> = messages.values().flatten().copied().collect();
    messages.clear();
    let mut out =
        "| table | keys | without `visibility` | with `\"internal\"` | with `\"public\"` |\n|---|---|---|---|---|\n".to_owned();
    for ((_, part), groups) in &rows {
        for (who, names) in groups {
            write_row(&mut out, part, "", names, who);
        }
        if part == "communications[]" {
            let mut by_audience: BTreeMap<Vec<&str>, Vec<String>> = BTreeMap::new();
            for audience in audiences() {
                let views = SETTINGS.map(|setting| seen(&to_audience(with(setting, None), &audience)));
                by_audience.entry(who("communications[].message", &views)).or_default().push(format!("`{audience}`"));
            }
            for (who, audiences) in by_audience {
                write_row(&mut out, part, &format!(" to {}", audiences.join(", ")), &names, &who);
            }
        }
    }
    out
}

fn write_row(out: &mut String, part: &str, whom: &str, names: &[&str], who: &[&str]) {
    let heading = match part.strip_suffix("[]") {
        _ if part.is_empty() => "the incident".to_owned(),
        Some(part) => format!("`[[{}]]`{whom}", part.replace("[]", "")),
        None => format!("`[{}]`", part.replace("[]", "")),
    };
    let names: Vec<String> = names.iter().map(|name| format!("`{}`", name.trim_end_matches("[]"))).collect();
    let who = if who.contains(&"everybody") { who.join(" | ") } else { ["no reader"; 3].join(" | ") };
    let _ = writeln!(out, "| {heading} | {} | {who} |", names.join(", "));
}

/// The audiences of messages, from the schema.
fn audiences() -> Vec<String> {
    let schema = pir_site::incident::schema();
    let audience = &schema["$defs"]["Communication"]["properties"]["audience"];
    let choices = audience["anyOf"].as_array().into_iter().flatten().chain([audience]);
    let words = choices.into_iter().find_map(|choice| choice["enum"].as_array()).unwrap();
    words.iter().filter_map(|word| Some(word.as_str()?.to_owned())).collect()
}

#[test]
fn what_can_be_internal_is_left_out_of_a_public_view_key_by_key() {
    let keys = seen(&with(Some("internal"), None));
    for part in ["impact", "severity_changes", "responders", "timeline", "communications", "actions", "references", "sections"] {
        assert!(!keys.iter().any(|key| key.starts_with(part)), "{part}");
        assert!(seen(&with(Some("public"), None)).contains(part), "{part}");
    }
    assert!(seen(&with(Some("public"), Some("internal"))).is_empty());
}

#[test]
fn messages_inside_the_organisation_and_internal_impact_are_published_only_where_the_file_says_so() {
    for (audience, is_public) in
        [("internal", false), ("executives", false), ("regulators", false), ("customers", true), ("partners", true)]
    {
        assert_eq!(seen(&to_audience(with(None, None), audience)).contains("communications"), is_public, "{audience}");
        assert!(seen(&to_audience(with(Some("public"), None), audience)).contains("communications"), "{audience}");
    }
    let (silent, said) = (seen(&with(None, None)), seen(&with(Some("public"), None)));
    assert!(!silent.contains("impact.internal") && silent.contains("impact.customer") && said.contains("impact.internal"));
}

#[test]
fn every_part_that_the_public_does_not_see_is_marked_on_an_internal_page() {
    // Each part once, and how many marks it has: one, unless the whole incident is internal.
    let parts = [
        "[[timeline]]\nat = 2024-03-15T09:05:00Z\nevent = \"e\"\n",
        "[[communications]]\nat = 2024-03-15T09:05:00Z\nmessage = \"m\"\n",
        "[[actions]]\ntitle = \"Do\"\n",
        "[[references]]\ntitle = \"r\"\n",
        "[[sections]]\ntitle = \"s\"\nbody = \"b\"\n",
        "[[responders]]\nname = \"Ada Kern\"\n",
        "[[severity_changes]]\nat = 2024-03-15T09:05:00Z\nto = \"sev2\"\n",
        "[impact]\ncustomer = \"c\"\n",
        "[impact]\nusers_affected = 3\n",
        "[impact]\ncustomer = \"c\"\ninternal = \"i\"\n",
    ];
    let project = Project::new();
    for (index, part) in parts.iter().enumerate() {
        for visibility in ["public", "internal"] {
            project.incident(&format!("{visibility}-{index}"), &format!("{part}visibility = \"{visibility}\"\n"));
        }
    }
    project.incident("text", "[impact]\ncustomer = \"c\"\ninternal = \"i\"\n");
    let site = project.build(&["--audience", "internal"]);
    let marks = |id: &str| text(&site, &format!("incidents/{id}/index.html")).matches("class=\"flag inner\"").count();
    for (index, part) in parts.iter().enumerate() {
        assert_eq!(marks(&format!("public-{index}")), 0, "{part}");
        assert!(marks(&format!("internal-{index}")) > 0, "{part}");
    }
    assert_eq!(marks("text"), 1, "`impact.internal` is internal unless the file says otherwise");
}
