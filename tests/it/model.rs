//! The incident file: every key of it is read, published as data under its own name, and described by the schema.

use std::collections::BTreeSet;

use pir_site::incident::Step;
use serde_json::Value;

use crate::archive::json;
use crate::project::{Project, Run, incident};

/// A file with every key. Keys with a default are set to another value, so that each key is noticed if it is lost.
pub(crate) const EVERY_KEY: &str = r#"
id = "full"
title = "A file with every key"
severity = "sev2"
status = "monitoring"
summary = "What *happened*."
services = ["payment-api", "checkout"]
teams = ["payments"]
tags = ["database"]
commander = "Mike Rodriguez"
time_zone = "Europe/Berlin"
visibility = "internal"
near_miss = true
related = ["other"]
aliases = ["/old/full/"]
duplicate_of = "other"
withdrawn = "It was somebody else's."

[fields]
region = ["eu-west", "us-west"]
shift = "night"
pages = 3
load = 0.5
drill = true

[milestones]
introduced = 2024-03-14
started = 2024-03-15T14:00:00Z
detected = 2024-03-15T14:10:00Z
acknowledged = 2024-03-15T14:12:00Z
declared = 2024-03-15T14:15:00Z
mitigated = 2024-03-15T14:40:00Z
resolved = 2024-03-15T15:00:00Z
approximate = ["started"]

[detection]
method = "monitoring"
source = "The error rate alert"
signals = ["Errors of the API above 5%"]

[impact]
customer = "Some could not pay."
business = "Some did not pay."
internal = "Some did not sleep."
users_affected = 1200
users_affected_percent = 12.5
requests_failed = 2400
revenue_lost = { amount = 45000.5, currency = "USD" }
support_tickets = 12
data_lost = false
sla_breached = true
regions = ["eu-west"]
duration = "1h"
visibility = "internal"

[[severity_changes]]
at = 2024-03-15T14:20:00Z
to = "sev1"
reason = "More were affected."
visibility = "internal"

[[responders]]
name = "Sarah Chen"
role = "On-call engineer"
team = "payments"
visibility = "internal"

[[timeline]]
at = 2024-03-15T14:10:00Z
event = "The alert fires."
kind = "alert"
milestone = "detected"
by = "Datadog"
source = "The dashboard"
url = "https://example.com/alert"
image = "graph.png"
image_alt = "Errors rise from 1 to 45 percent."
visibility = "internal"

[[communications]]
at = 2024-03-15T14:30:00Z
channel = "Status page"
audience = "customers"
message = "We are on it."
visibility = "internal"

[analysis]
narrative = "Why it happened."
trigger = "A deployment."
resolution = "A rollback."

[[analysis.causes]]
cause = "A slow query."
role = "root"
category = "technology"
evidence = ["The slow log."]

[[analysis.five_whys]]
problem = "Errors."

[[analysis.five_whys.whys]]
question = "Why errors?"
answer = "No connections."
evidence = ["The application log."]

[analysis.fishbone]
effect = "Errors."

[[analysis.fishbone.bones]]
category = "Method"
causes = ["No review."]

[analysis.bow_tie]
hazard = "A shared pool."
top_event = "The pool is empty."

[[analysis.bow_tie.threats]]
threat = "A slow query."
barriers = [{ barrier = "A review.", held = false }]

[[analysis.bow_tie.consequences]]
consequence = "Nobody can pay."
barriers = [{ barrier = "A rollback.", held = true }]

[[analysis.decisions]]
at = 2024-03-15T14:25:00Z
decision = "Roll back."
context = "A deployment an hour before."
alternatives = "A fix."
outcome = "It worked."

[lessons]
went_well = ["The rollback."]
went_poorly = ["The review."]
got_lucky = ["It was daytime."]
learned = ["Watch the pool."]

[[actions]]
title = "Alert on the pool"
id = "OPS-12"
description = "At 80 percent."
success_criteria = "It fires in a drill."
kind = "detect"
priority = "p1"
owner = "Tom Wilson"
team = "payments"
due = 2024-04-01
closed = 2024-03-28
status = "done"
reason = "It is there."
url = "https://example.com/OPS-12"
visibility = "internal"

[follow_up]
prevention = ["Load tests."]

[[follow_up.reviews]]
due = 2024-04-15
what = "Look at the alerts."
done = 2024-04-14

[review]
state = "closed"
owner = "Lisa Park"
approvers = ["Tom Wilson", "Mike Rodriguez"]
held = 2024-03-18
published = 2024-03-20
recording = "https://example.com/recording"

[[references]]
title = "The ticket"
url = "https://example.com/ticket"
kind = "ticket"
visibility = "internal"

[[sections]]
title = "Costs"
body = "Some."
visibility = "internal"

[[exceptions]]
rule = "severity-changes"
reason = "EXCEPTION-REASON"
"#;

fn with_every_key() -> Project {
    let project = Project::new();
    project.write("content/full/incident.toml", EVERY_KEY).write("content/full/graph.png", "a picture").incident("other", "");
    project
}

/// The data of one incident of an internal build with drafts.
fn data(project: &Project, id: &str) -> Value {
    json(&project.build(&["--audience", "internal", "--drafts"]), &format!("incidents/{id}/incident.json"))
}

#[test]
fn a_file_with_every_key_is_published_under_its_own_keys_and_structure() {
    let mut data = data(&with_every_key(), "full");
    let object = data.as_object_mut().unwrap();
    assert_eq!(object.remove("url"), Some("incidents/full/".into()));
    assert_eq!(object.remove("source"), Some("full/incident.toml".into()));
    assert!(object.remove("metrics").unwrap().is_object());
    assert!(object.remove("similar").unwrap().is_array());
    let mut written: toml::Table = toml::from_str(EVERY_KEY).unwrap();
    // What concerns the file alone is published nowhere.
    written.remove("exceptions").unwrap();
    assert_eq!(data, as_json(&toml::Value::Table(written)));
}

/// A TOML value as JSON, with dates as they are written.
fn as_json(value: &toml::Value) -> Value {
    match value {
        toml::Value::String(text) => text.as_str().into(),
        toml::Value::Integer(number) => (*number).into(),
        toml::Value::Float(number) => (*number).into(),
        toml::Value::Boolean(value) => (*value).into(),
        toml::Value::Datetime(at) => at.to_string().into(),
        toml::Value::Array(values) => values.iter().map(as_json).collect(),
        toml::Value::Table(table) => table.iter().map(|(key, value)| (key.clone(), as_json(value))).collect(),
    }
}

#[test]
fn the_schema_knows_exactly_the_keys_that_a_file_can_have() {
    let written: toml::Table = toml::from_str(EVERY_KEY).unwrap();
    let mut in_file = BTreeSet::new();
    keys_of(&toml::Value::Table(written), "", &mut in_file);
    let schema = schema(&[]);
    let mut in_schema = BTreeSet::new();
    each_property(&schema, &schema, "", &mut |path, _| {
        in_schema.insert(path.to_owned());
    });
    let differences: Vec<&String> = in_file.symmetric_difference(&in_schema).collect();
    assert!(differences.is_empty(), "only in one of EVERY_KEY and the schema: {differences:?}");
}

#[test]
fn every_string_that_a_file_can_have_is_visited_unless_it_is_a_word_of_a_vocabulary() {
    let incident: pir_site::incident::Incident = toml::from_str(EVERY_KEY).unwrap();
    let mut visited = BTreeSet::new();
    incident.each_string(&mut |text| {
        let path = text.path.iter().fold(String::new(), |path, step| match step {
            Step::Key(key) if path.is_empty() => (*key).to_owned(),
            Step::Key(key) => format!("{path}.{key}"),
            Step::Index(_) => format!("{path}[]"),
        });
        visited.insert(path);
    });
    let written: toml::Table = toml::from_str(EVERY_KEY).unwrap();
    let mut strings = BTreeSet::new();
    strings_of(&toml::Value::Table(written), "", &mut strings);
    let words: Vec<&str> = strings.difference(&visited).map(|path| path.rsplit('.').next().unwrap()).collect();
    let vocabularies =
        ["approximate[]", "audience", "kind", "method", "milestone", "priority", "role", "state", "status", "visibility"];
    assert!(words.iter().all(|word| vocabularies.contains(word)), "{words:?}");
    assert!(visited.contains("responders[].role") && visited.is_subset(&strings));
}

/// The strings of ids, addresses, file names and words, in which no person is looked for.
const NO_MENTION: [&str; 17] = [
    "aliases[]",
    "by",
    "category",
    "commander",
    "currency",
    "duplicate_of",
    "id",
    "image",
    "owner",
    "recording",
    "related[]",
    "rule",
    "severity",
    "time_zone",
    "to",
    "url",
    "approvers[]",
];

#[test]
fn every_string_is_one_in_which_names_are_replaced_or_one_of_a_known_few() {
    let configuration = "[privacy]\npeople = \"roles\"\n[[people]]\nname = \"Canaria Quill\"\nrole = \"archivist\"\n";
    let (config, _) = pir_site::config::Config::resolve(toml::from_str(configuration).unwrap());
    let mut value: toml::Value = toml::from_str(&EVERY_KEY.replace("= \"internal\"", "= \"public\"")).unwrap();
    let incident: pir_site::incident::Incident = value.clone().try_into().unwrap();
    let named = |incident: &pir_site::incident::Incident, word: &str| {
        let mut paths = BTreeSet::new();
        incident.each_string(&mut |text| {
            if text.text.contains(word) {
                paths.insert(format!("{:?}", text.path));
            }
        });
        paths
    };
    let mut strings = BTreeSet::new();
    incident.each_string(&mut |text| {
        let last = |step: &Step<'_>| match step {
            Step::Key(key) => Some((*key).to_owned()),
            Step::Index(_) => None,
        };
        let key = text.path.iter().rev().find_map(last).unwrap();
        let is_item = matches!(text.path.last(), Some(Step::Index(_)));
        let key = if is_item { format!("{key}[]") } else { key };
        let of_exception = matches!(text.path.first(), Some(Step::Key("exceptions")));
        let is_responder = matches!(text.path, [Step::Key("responders"), _, Step::Key("name")]);
        if !NO_MENTION.contains(&key.as_str()) && !of_exception && !is_responder {
            let mut place = &mut value;
            for step in text.path {
                place = match step {
                    Step::Key(key) => &mut place[*key],
                    Step::Index(index) => &mut place[*index],
                };
            }
            *place = "Canaria Quill".into();
            strings.insert(format!("{:?}", text.path));
        }
    });
    let changed: pir_site::incident::Incident = value.try_into().unwrap();
    assert_eq!(named(&changed, "Canaria"), strings);
    let redactor = pir_site::archive::Redactor::new(&config, pir_site::archive::Audience::Public);
    let shown = redactor.redact(changed.into(), &|_| true);
    assert_eq!(named(&shown, "Canaria"), BTreeSet::new());
    assert!(named(&shown, "archivist").len() > 40);
}

/// The paths of all strings.
fn strings_of(value: &toml::Value, path: &str, strings: &mut BTreeSet<String>) {
    match value {
        toml::Value::String(_) => _ = strings.insert(path.to_owned()),
        toml::Value::Table(table) => table.iter().for_each(|(key, value)| {
            strings_of(value, &if path.is_empty() { key.clone() } else { format!("{path}.{key}") }, strings);
        }),
        toml::Value::Array(values) => values.iter().for_each(|value| strings_of(value, &format!("{path}[]"), strings)),
        _ => {}
    }
}

/// The paths of all keys: `timeline[].at`. The names of custom fields are not included.
pub(crate) fn keys_of(value: &toml::Value, path: &str, keys: &mut BTreeSet<String>) {
    match value {
        toml::Value::Table(_) if path == "fields" => {}
        toml::Value::Table(table) => {
            for (key, value) in table {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                keys.insert(path.clone());
                keys_of(value, &path, keys);
            }
        }
        toml::Value::Array(values) => values.iter().for_each(|value| keys_of(value, &format!("{path}[]"), keys)),
        _ => {}
    }
}

fn schema(args: &[&str]) -> Value {
    let run = Project::new().run(&[&["schema"], args].concat());
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    serde_json::from_str(&run.stdout).unwrap()
}

/// Calls `each` with the path and the schema of every property, references followed.
fn each_property(root: &Value, schema: &Value, path: &str, each: &mut dyn FnMut(&str, &Value)) {
    if let Some(name) = schema["$ref"].as_str() {
        let pointer = name.strip_prefix('#').unwrap_or_else(|| panic!("{path}: {name} leads out of the schema"));
        let target = root.pointer(pointer).unwrap_or_else(|| panic!("{path}: {name} leads nowhere"));
        each_property(root, target, path, each);
    }
    for choice in ["anyOf", "oneOf", "allOf"].iter().flat_map(|word| schema[word].as_array().into_iter().flatten()) {
        each_property(root, choice, path, each);
    }
    if schema["items"].is_object() {
        each_property(root, &schema["items"], &format!("{path}[]"), each);
    }
    for (key, property) in schema["properties"].as_object().into_iter().flatten() {
        let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        each(&path, property);
        each_property(root, property, &path, each);
    }
}

#[test]
fn the_schemas_are_json_schema_2020_12_and_every_key_says_what_it_means() {
    for args in [&[][..], &["--config"]] {
        let schema = schema(args);
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert!(schema["title"].is_string() && schema["description"].is_string());
        every_part_is_sound(&schema, "");
        let mut count = 0;
        each_property(&schema, &schema, "", &mut |path, property| {
            count += 1;
            let description = property["description"].as_str().unwrap_or_default();
            assert!(description.len() > 2, "{args:?}: {path} has no description");
        });
        assert!(count > 20, "{args:?}: hardly any key was found");
    }
}

/// Keywords have the types that the specification gives them, and objects refuse unknown keys.
fn every_part_is_sound(schema: &Value, path: &str) {
    const TYPES: [&str; 7] = ["array", "boolean", "integer", "null", "number", "object", "string"];
    let Some(keywords) = schema.as_object() else { return assert!(schema.is_boolean(), "{path}: {schema} is no schema") };
    for (keyword, value) in keywords {
        let at = format!("{path}/{keyword}");
        match keyword.as_str() {
            "type" => {
                let types: Vec<&Value> = value.as_array().map_or_else(|| vec![value], |types| types.iter().collect());
                assert!(types.iter().all(|one| TYPES.contains(&one.as_str().unwrap())), "{at}: {value}");
            }
            "properties" | "$defs" => {
                for (key, one) in value.as_object().unwrap() {
                    every_part_is_sound(one, &format!("{at}/{key}"));
                }
            }
            "items" | "additionalProperties" => every_part_is_sound(value, &at),
            "anyOf" | "oneOf" | "allOf" => value.as_array().unwrap().iter().for_each(|one| every_part_is_sound(one, &at)),
            "enum" => assert!(!value.as_array().unwrap().is_empty(), "{at}"),
            "required" => {
                let known = |key: &Value| schema["properties"].get(key.as_str().unwrap()).is_some();
                assert!(value.as_array().unwrap().iter().all(known), "{at}: {value}");
            }
            "minimum" | "maximum" => assert!(value.is_number(), "{at}"),
            "title" | "description" | "format" | "$schema" | "$ref" | "pattern" => assert!(value.is_string(), "{at}"),
            "default" | "const" | "examples" => {}
            other => assert!(other.starts_with("x-"), "{at}: this keyword is not one of JSON Schema's"),
        }
    }
    if keywords.contains_key("properties") {
        assert_eq!(schema["additionalProperties"], false, "{path}: unknown keys are not refused");
    }
}

#[test]
fn the_published_schema_is_the_one_that_the_command_prints() {
    let project = Project::new();
    assert_eq!(json(&project.build(&[]), "schema/incident.json"), schema(&[]));
}

#[test]
fn only_id_title_severity_and_the_start_are_required() {
    let start = "[milestones]\nstarted = 2024-03-15\n";
    let marked = "[[timeline]]\nat = 2024-03-15T10:00:00Z\nevent = \"e\"\nmilestone = \"started\"\n";
    for moment in [start, marked] {
        let project = Project::new();
        project.write("content/a.toml", format!("id = \"a\"\ntitle = \"t\"\nseverity = \"sev1\"\n{moment}"));
        assert_eq!(data(&project, "a")["status"], "investigating");
    }
    for missing in ["id", "title", "severity"] {
        let project = Project::new();
        let lines =
            ["id = \"a\"\n", "title = \"t\"\n", "severity = \"sev1\"\n"].into_iter().filter(|line| !line.starts_with(missing));
        let run = project.write("content/a.toml", format!("{}{start}", lines.collect::<String>())).try_build(&[]);
        assert_eq!(run.code, 1, "{}", run.stderr);
        assert!(run.stderr.contains(missing) && run.stderr.contains("content/a.toml"), "{}", run.stderr);
    }
    let project = Project::new();
    let run = project.write("content/a.toml", "id = \"a\"\ntitle = \"t\"\nseverity = \"sev1\"\n").try_build(&[]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("started"), "{}", run.stderr);
}

const MILESTONES: &str = "[milestones]\nstarted = 2024-03-15T14:00:00Z\ndetected = 2024-03-15T14:10:00Z\nacknowledged = 2024-03-15T14:12:00Z\n\
                          mitigated = 2024-03-15T14:40:00Z\nresolved = 2024-03-15T15:00:00Z\n";
const METRICS: [&str; 5] = ["time_to_detect", "time_to_acknowledge", "time_to_mitigate", "time_to_resolve", "duration"];

/// The five metrics of an incident in seconds.
fn metrics(config: &str, milestones: &str) -> [Option<i64>; 5] {
    let project = Project::with_config(config);
    let data = data(project.incident("a", milestones), "a");
    assert_eq!(data["metrics"].as_object().unwrap().len(), METRICS.len());
    METRICS.map(|name| {
        let value = data["metrics"].get(format!("{name}_seconds")).unwrap_or_else(|| panic!("{name} is missing"));
        assert!(value.is_i64() || value.is_null(), "{name}: {value}");
        value.as_i64()
    })
}

#[test]
fn metrics_are_measured_by_their_definitions_from_the_start_or_from_the_detection() {
    assert_eq!(metrics("", MILESTONES), [600, 120, 2400, 3600, 3600].map(Some));
    assert_eq!(metrics("[metrics]\nmeasure_from = \"started\"", MILESTONES), [600, 120, 2400, 3600, 3600].map(Some));
    assert_eq!(metrics("[metrics]\nmeasure_from = \"detected\"", MILESTONES), [600, 120, 1800, 3000, 3600].map(Some));
}

#[test]
fn what_is_unknown_or_known_only_to_the_day_is_null_and_never_zero() {
    assert_eq!(metrics("", "[milestones]\nstarted = 2024-03-15T14:00:00Z\n"), [None; 5]);
    let days = "[milestones]\nstarted = 2024-03-15\nresolved = 2024-03-15\n";
    assert_eq!(metrics("", days), [None; 5]);
    let mixed = "[milestones]\nstarted = 2024-03-15\ndetected = 2024-03-15T14:00:00Z\nacknowledged = 2024-03-15T14:00:30Z\n";
    assert_eq!(metrics("", mixed), [None, Some(30), None, None, None]);
    let at_once = "[milestones]\nstarted = 2024-03-15T14:00:00Z\ndetected = 2024-03-15T14:00:00Z\n";
    assert_eq!(metrics("", at_once), [Some(0), None, None, None, None]);
}

#[test]
fn a_milestone_may_be_set_on_a_timeline_entry_and_is_measured_all_the_same() {
    let marked = "[milestones]\nstarted = 2024-03-15T14:00:00Z\n[[timeline]]\nat = 2024-03-15T15:00:00Z\nevent = \"e\"\nmilestone = \"resolved\"\n";
    assert_eq!(metrics("", marked), [None, None, None, Some(3600), Some(3600)]);
}

#[test]
fn every_kind_of_toml_date_means_what_it_says() {
    let project = Project::with_config("time_zone = \"America/New_York\"");
    project.incident(
        "a",
        r#"time_zone = "Europe/Berlin"
[milestones]
introduced = 2024-03-14
started = 2024-03-30T23:30:00
[[timeline]]
at = 2024-03-30T23:30:00
event = "local"
[[timeline]]
at = 23:59:59
event = "the same day"
[[timeline]]
at = 00:10:00
event = "past midnight"
[[timeline]]
at = 03:10:00
event = "after the hour that was skipped"
[[timeline]]
at = 2024-03-31T12:00:00-00:00
event = "no offset is UTC"
[[timeline]]
at = 2024-03-31 15:30:00+05:30
event = "India"
[[timeline]]
at = 2024-04-01
event = "a day"
[[timeline]]
at = 08:00:00
event = "on that day"
"#,
    );
    project.incident("b", "[milestones]\nstarted = 2024-03-15T09:00:00\n");
    let a = data(&project, "a");
    let at: Vec<&str> = a["timeline"].as_array().unwrap().iter().map(|entry| entry["at"].as_str().unwrap()).collect();
    let expected = [
        "2024-03-30T22:30:00Z",
        "2024-03-30T22:59:59Z",
        "2024-03-30T23:10:00Z",
        "2024-03-31T01:10:00Z",
        "2024-03-31T12:00:00Z",
        "2024-03-31T10:00:00Z",
        "2024-04-01",
        "2024-04-01T06:00:00Z",
    ];
    assert_eq!(at, expected);
    assert_eq!(a["milestones"], serde_json::json!({ "introduced": "2024-03-14", "started": "2024-03-30T22:30:00Z" }));
    assert_eq!(data(&project, "b")["milestones"]["started"], "2024-03-15T13:00:00Z", "the site's zone");
}

#[test]
fn severities_services_and_teams_are_called_by_one_name_whatever_the_file_writes() {
    let config = "[[services]]\nid = \"pay\"\nlabel = \"Payment API\"\naliases = [\"payments\"]\n[[teams]]\nid = \"core\"\naliases = [\"Core team\"]\n";
    let project = Project::with_config(config);
    for (id, severity) in [("a", "P2"), ("b", "Major"), ("c", "SEV2"), ("d", "sev2")] {
        let names = "services = [\"Payment API\", \"payments\", \"pay\", \"Pay\"]\nteams = [\"Core team\"]\n";
        project.incident(id, &format!("severity = \"{severity}\"\n{names}"));
        let data = data(&project, id);
        assert_eq!(data["severity"], "sev2");
        assert_eq!(data["services"], serde_json::json!(["pay", "Pay"]), "what differs in any character is another name");
        assert_eq!(data["teams"], serde_json::json!(["core"]));
    }
}

#[test]
fn the_archive_as_data_is_versioned_and_newest_first_with_every_incident_as_in_its_own_file() {
    let site = crate::archive::internal();
    let all = json(site, "incidents.json");
    assert_eq!(all["schema_version"], 1);
    let incidents = all["incidents"].as_array().unwrap();
    assert!(incidents.len() >= 15);
    let mut before: Option<String> = None;
    for incident in incidents {
        let url = incident["url"].as_str().unwrap();
        assert!(url == format!("incidents/{}/", incident["id"].as_str().unwrap().to_lowercase()), "{url}");
        let mut own = json(site, &format!("{url}incident.json"));
        own.as_object_mut().unwrap().remove("similar");
        assert_eq!(*incident, own);
        let source = incident["source"].as_str().unwrap();
        assert!(crate::project::sample().contains_key(&format!("content/{source}")), "{source} is not in the content folder");
        // Days sort before the moments of the same day closely enough here: the sample has no two on one day but one.
        if let Some(started) = incident["milestones"].get("started").and_then(Value::as_str) {
            assert!(
                before.as_deref().is_none_or(|before| before >= &started[..before.len().min(started.len())]),
                "{url} is out of order"
            );
            before = Some(started[..10].to_owned());
        }
    }
}

#[test]
fn the_schema_goes_to_standard_output_and_a_closed_pipe_is_no_error() {
    let mut child = crate::project::pir_site(&["schema"]);
    let mut child = child.stdout(std::process::Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert_eq!(Run::of(&mut crate::project::pir_site(&["schema", "--config"])).code, 0);
}

#[test]
fn the_fixture_is_a_file_like_any_other() {
    assert!(toml::from_str::<toml::Table>(&incident("a", "")).is_ok());
}
