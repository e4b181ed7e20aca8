//! The references in `docs/` are generated from the types. These tests fail if one is stale. With `UPDATE_DOCS=1` they write it.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;

use pir_site::site::context::{
    ActionGroupingContext, ActionListContext, ActionsContext, CustomPageContext, FacetContext, FeedContext, HomeContext,
    IncidentContext, IncidentLink, ListContext, MetricsContext, PageContext, Pager, ProfileContext, ReportContext, SiteContext,
    SitemapContext, TermContext, TermRow,
};
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::Value;

use crate::project::{Project, repository};
use crate::visibility;

/// The notice at the top of each generated file.
const GENERATED: &str =
    "<!-- Generated from the types by tests/it/docs.rs. Edit these, then run `UPDATE_DOCS=1 cargo test --test it docs`. -->\n";

const MINIMAL: &str = r#"id = "INC-2024-0315-001"
title = "Payments failed for an hour"
severity = "sev2"

[milestones]
started = 2024-03-15T14:30:00Z
"#;

const FULLER: &str = r#"id = "INC-2024-0315-001"
title = "Payments failed for an hour"
severity = "sev2"
summary = """
A slow query took every database connection. For an hour, **80% of users could not pay**.
"""
services = ["payment-api", "checkout"]
tags = ["database", "rollback"]
commander = "Mike Rodriguez"

[fields]
region = ["us-west", "eu-west"]

[milestones]
started = 2024-03-15T14:30:00Z
acknowledged = 2024-03-15T14:35:00Z
mitigated = 2024-03-15T15:25:00Z
resolved = 2024-03-15T15:35:00Z
approximate = ["started"]

[detection]
method = "monitoring"
source = "Error rate alert"

[impact]
customer = "Customers who tried to pay saw an error."
users_affected_percent = 80
requests_failed = 2400
revenue_lost = { amount = 45000, currency = "USD" }

[[responders]]
name = "Sarah Chen"
role = "On-call engineer"

[[timeline]]
at = 2024-03-15T14:32:00Z
event = "Sarah Chen is paged."
kind = "alert"
milestone = "detected"

[[timeline]]
at = 2024-03-15T15:02:00Z
event = "Example Shops calls: they are losing one sale per second."
kind = "escalation"
by = "Customer support"
visibility = "internal"

[analysis]
trigger = "Deployment v2.3.1."
resolution = "A rollback to v2.2.9."

[[analysis.causes]]
cause = "The new query took 15 seconds instead of 0.1."
role = "root"
category = "technology"
evidence = ["The slow query log of 14:55."]

[[analysis.five_whys]]
problem = "Payments failed."
whys = [
  { question = "Why did they fail?", answer = "No database connection was free." },
  { question = "Why was none free?", answer = "Each query held its own for 15 seconds." },
]

[lessons]
went_well = ["The rollback took seven minutes."]
went_poorly = ["The load tests use no realistic queries."]

[[actions]]
title = "Alert when the connection pool is nearly full"
kind = "detect"
priority = "p1"
owner = "Tom Wilson"
due = 2024-04-01

[[follow_up.reviews]]
due = 2024-04-15
what = "Has the alert fired?"

[review]
state = "reviewed"
held = 2024-03-18

[[references]]
title = "Dashboard of that day"
url = "https://example.com/dashboards/payments"
kind = "dashboard"
"#;

const CONFIGURATION: &str = r#"title = "Postmortems"
organization = "Example Ltd"
base_url = "https://postmortems.example.com/"
time_zone = "Europe/Berlin"
facets = ["fields.region"]

[[services]]
id = "payment-api"
label = "Payment API"
team = "payments"
aliases = ["payments-api"]

[[teams]]
id = "payments"
label = "Payments"

[policy.sev1]
review_within = "5 days"
follow_up = ["1 week", "1 month", "3 months"]
"#;

#[test]
fn the_reference_of_the_incident_file_is_that_of_its_types() {
    let mut text = format!(
        "# The incident file\n\n{GENERATED}\n\
         Each incident is one TOML file, anywhere under the content folder: `content/2024/INC-2024-0315-001.toml`, or\n\
         `content/2024/INC-2024-0315-001/incident.toml` in a folder with its attachments. Four keys are required:\n\n\
         ```toml\n{MINIMAL}```\n\n\
         Everything else is optional. Without a `[review]` table the file is a draft, which is built only with `--drafts`. A more\n\
         complete review looks like this:\n\n\
         ```toml\n{FULLER}```\n\n\
         Where the description says *Markdown*, the text may contain several paragraphs, lists, tables, links, code and alerts\n\
         (`> [!NOTE]`). Bare URLs become links. Raw HTML is shown as text. Images and files that the text links to are stored next to the\n\
         TOML file and published with it.\n\n\
         ## Dates and times\n\n\
         | value | meaning |\n|---|---|\n\
         | `2024-03-15T14:30:00Z`, `2024-03-15T15:30:00+01:00` | an instant; `-00:00` is UTC |\n\
         | `2024-03-15T15:30:00` | a local time in the file's `time_zone`, or otherwise in the site's |\n\
         | `2024-03-15 15:30`, `2024-03-15T14:30Z` | the same: a space can replace the `T`, and TOML 1.1 makes the seconds optional \
         (editors that only know TOML 1.0 may report an error) |\n\
         | `2024-03-15` | a day: it is sorted and grouped, but no duration is computed from it |\n\
         | `15:30:00` | in the timeline only: a time on the day of the previous entry, or on the next day if it is earlier than that entry |\n\n\
         A local time that is skipped or repeated when clocks change is an error. The message shows both possible offsets.\n\n\
         ## Derived durations\n\n\
         | duration | definition |\n|---|---|\n\
         | time to detect | detected − started |\n\
         | time to acknowledge | acknowledged − detected |\n\
         | time to mitigate | mitigated − started |\n\
         | time to resolve | resolved − started |\n\
         | total duration | resolved − started |\n\n\
         With `measure_from = \"detected\"` under `[metrics]` in `pir-site.toml`, the times to mitigate and to resolve are measured from\n\
         the detection. Unknown durations are omitted from pages and are `null` in data files. They are never zero.\n\n\
         ## Visibility\n\n\
         An internal build shows everything except `[[exceptions]]`. In a public build, `visibility` decides: that of the\n\
         table, or else of its parent table, or else of the incident. Whatever is hidden appears in no page, total, chart, feed, index or\n\
         data file.\n\n{}\n\
         ## Top level\n\n",
        visibility::table()
    );
    Reference::new(pir_site::incident::schema()).write_tables("", &mut text);
    up_to_date("incident-file.md", &text);
}

#[test]
fn the_reference_of_the_configuration_is_that_of_its_types() {
    let mut text = format!(
        "# The configuration\n\n{GENERATED}\n\
         `pir-site.toml` is in the root folder of the archive. Every key is optional, and an empty file is valid. Unknown keys are\n\
         errors.\n\n```toml\n{CONFIGURATION}```\n\n\
         Services and teams need not be registered. An unregistered name is shown as written. A registered service or team can be\n\
         referred to by its id, its label or an alias.\n\n\
         Once one service is registered, all are expected to be: `pir-site check` warns about any other name (`unknown-service`), and\n\
         `pir-site new --service` rejects it. Likewise, names of teams are checked against `[[teams]]` (`unknown-team`).\n\n\
         `content` may list several folders, such as `[\"teams/payments\", \"teams/search\"]`. Together they form one archive: ids must be\n\
         unique across all folders, file names need not be. The `source` of an incident then begins with its folder. A folder that is\n\
         missing, is inside another one, or is a link out of the project is an error; an empty folder is not. `new` and `import` write to\n\
         the content folder in which they run, or otherwise to the first one.\n\n\
         ## Top level\n\n"
    );
    Reference::new(pir_site::config::schema()).write_tables("", &mut text);
    up_to_date("configuration.md", &text);
}

#[test]
fn the_examples_of_the_references_build() {
    for example in [MINIMAL, FULLER] {
        let project = Project::with_config(CONFIGURATION);
        project.write("content/a.toml", example);
        assert!(project.build(&["--drafts"]).contains_key("incidents/inc-2024-0315-001/index.html"));
    }
}

/// Compares a file of `docs/` with the generated text. With `UPDATE_DOCS` it first writes the file.
fn up_to_date(name: &str, text: &str) {
    let file = repository().join("docs").join(name);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&file, text).unwrap();
    }
    let is = fs::read_to_string(&file).unwrap_or_default();
    assert!(is == text, "docs/{name} is stale: run `UPDATE_DOCS=1 cargo test --test it docs` and look at the difference");
}

/// A JSON Schema, read as tables of keys.
struct Reference {
    root: Value,
}

impl Reference {
    fn new(root: Value) -> Self {
        Self { root }
    }

    /// Writes the table at `path`, and then each table below it under its own heading.
    fn write_tables(&self, path: &str, out: &mut String) {
        self.write_table(&self.root.clone(), path, out);
    }

    fn write_table(&self, schema: &Value, path: &str, out: &mut String) {
        let object = self.object(schema);
        out.push_str("| key | value | description |\n|---|---|---|\n");
        let required: BTreeSet<&str> = object["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let properties = object["properties"].as_object().unwrap();
        for (key, property) in properties {
            let required = if required.contains(key.as_str()) { ", required" } else { "" };
            let default = default_of(property).map_or_else(String::new, |default| format!("; default {default}"));
            let _ = writeln!(out, "| `{key}` | {}{required}{default} | {} |", self.kind(property), cell(&description(property)));
        }
        for (key, property) in properties {
            let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            let (below, heading) = match self.table_below(property) {
                Some(Below::One(table)) => (table, format!("[{path}]")),
                Some(Below::Many(table)) => (table, format!("[[{path}]]")),
                Some(Below::Named(table)) => (table, format!("[{path}.NAME]")),
                None => continue,
            };
            let _ = write!(out, "\n## `{heading}`\n\n{}\n\n", description(property));
            self.write_table(&below, path.as_str(), out);
        }
    }

    /// The kind of value of a key, in words.
    fn kind(&self, schema: &Value) -> String {
        let schema = &without_null(schema);
        if let Some(words) = schema["enum"].as_array() {
            let words: Vec<String> = words.iter().filter_map(Value::as_str).map(|word| format!("`{word}`")).collect();
            return words.join(" · ");
        }
        if let Some(kinds) = schema["x-toml"].as_array() {
            let kinds: Vec<String> = kinds.iter().filter_map(Value::as_str).map(|kind| kind.replacen('-', " ", 1)).collect();
            return if kinds == ["local date"] { "date".to_owned() } else { kinds.join(", ") };
        }
        match self.table_below(schema) {
            Some(Below::One(_)) => return "table".to_owned(),
            Some(Below::Many(_)) => return "array of tables".to_owned(),
            Some(Below::Named(_)) => return "tables by name".to_owned(),
            None => {}
        }
        match schema["type"].as_str() {
            Some("array") => format!("array: {}", self.kind(&schema["items"])),
            Some("boolean") => "`true` or `false`".to_owned(),
            Some("integer") => format!("whole number{}", range(schema)),
            Some("number") => format!("number{}", range(schema)),
            Some("object") => "table of texts, numbers, `true` or `false`, or arrays of texts".to_owned(),
            _ => "text".to_owned(),
        }
    }

    fn table_below(&self, schema: &Value) -> Option<Below> {
        let schema = &without_null(schema);
        let has_keys = |schema: &Value| self.object(schema)["properties"].is_object();
        if has_keys(schema) {
            Some(Below::One(self.object(schema)))
        } else if schema["items"].is_object() && has_keys(&schema["items"]) {
            Some(Below::Many(self.object(&schema["items"])))
        } else if schema["additionalProperties"].is_object() && has_keys(&schema["additionalProperties"]) {
            Some(Below::Named(self.object(&schema["additionalProperties"])))
        } else {
            None
        }
    }

    /// The schema itself, or the schema that it refers to.
    fn object(&self, schema: &Value) -> Value {
        match schema["$ref"].as_str().and_then(|name| self.root.pointer(name.trim_start_matches('#'))) {
            Some(target) => target.clone(),
            None => schema.clone(),
        }
    }
}

/// The table or tables below a key.
enum Below {
    One(Value),
    Many(Value),
    Named(Value),
}

/// The schema without the choice of `null`, which TOML cannot express.
fn without_null(schema: &Value) -> Value {
    let choices = schema["anyOf"].as_array().into_iter().flatten();
    let other: Vec<&Value> = choices.filter(|choice| choice["type"] != "null").collect();
    let mut schema = if let [only] = other[..] { only.clone() } else { schema.clone() };
    if let Some(types) = schema["type"].as_array() {
        schema["type"] = types.iter().find(|one| **one != "null").cloned().unwrap_or_default();
    }
    schema
}

fn description(schema: &Value) -> String {
    schema["description"].as_str().unwrap_or_default().replace('\n', " ")
}

/// Text in a cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

fn range(schema: &Value) -> String {
    match (schema["minimum"].as_f64(), schema["maximum"].as_f64()) {
        (Some(least), Some(most)) => format!(", {least} to {most}"),
        (Some(least), None) => format!(", {least} or more"),
        _ => String::new(),
    }
}

/// The default in TOML, if it is a number or a non-empty text or array of texts.
fn default_of(schema: &Value) -> Option<String> {
    match &schema["default"] {
        Value::String(text) if !text.is_empty() => Some(format!("`\"{text}\"`")),
        value @ Value::Number(_) => Some(format!("`{value}`")),
        Value::Array(values) if !values.is_empty() && values.iter().all(Value::is_string) => {
            let values: Vec<String> = values.iter().map(Value::to_string).collect();
            Some(format!("`[{}]`", values.join(", ")))
        }
        _ => None,
    }
}

#[test]
fn the_reference_of_templates_is_that_of_the_types_that_they_see() {
    let mut generator = SchemaGenerator::default();
    let every = [
        ("site", "every template", name_of::<SiteContext>(&mut generator)),
        ("page", "every template", name_of::<PageContext>(&mut generator)),
        ("home", "`home.html`", name_of::<HomeContext>(&mut generator)),
        ("list", "`incidents.html`, `term.html`", name_of::<ListContext>(&mut generator)),
        ("facet", "`facet.html`, `term.html`", name_of::<FacetContext>(&mut generator)),
        ("terms", "`facet.html`", format!("list of {}", name_of::<TermRow>(&mut generator))),
        ("pager", "`facet.html`, `action-groups.html`", name_of::<Pager>(&mut generator)),
        ("term", "`term.html`", name_of::<TermContext>(&mut generator)),
        ("profile", "`term.html`, on the first page", format!("{}, or none", name_of::<ProfileContext>(&mut generator))),
        ("metrics", "`metrics.html`", name_of::<MetricsContext>(&mut generator)),
        ("report", "`metrics-report.html`", name_of::<ReportContext>(&mut generator)),
        ("actions", "`actions.html`", name_of::<ActionsContext>(&mut generator)),
        ("list", "`action-list.html`", name_of::<ActionListContext>(&mut generator)),
        ("grouping", "`action-groups.html`", name_of::<ActionGroupingContext>(&mut generator)),
        ("incident", "`incident.html`", name_of::<IncidentContext>(&mut generator)),
        ("custom", "`page.html`", name_of::<CustomPageContext>(&mut generator)),
        ("feed", "`feed.xml`", name_of::<FeedContext>(&mut generator)),
        ("sitemap", "`sitemap.xml`", name_of::<SitemapContext>(&mut generator)),
        ("incident", "`redirect.html`", name_of::<IncidentLink>(&mut generator)),
    ];
    let mut text = format!(
        "# The theme API\n\n{GENERATED}\n\
         This is version 1 of the theme API: all values that templates can use. [Themes](themes.md) explains how to use them.\n\
         Every field is always defined. A field that may be none is none if its value is unknown: test it with `{{% if … %}}` before you print\n\
         it. Printing none is an error, and so is a field that does not exist.\n\n\
         Addresses are relative to the site's root and have no leading slash. Put `root` before them:\n\
         `{{{{ root }}}}{{{{ incident.address }}}}`. HTML is printed unchanged; everything else is escaped.\n\n\
         | name | available in | type |\n|---|---|---|\n| `root` | every template | text: the relative path from the page to the site's root, such as `../../` |\n"
    );
    for (name, templates, is) in &every {
        let _ = writeln!(text, "| `{name}` | {templates} | {is} |");
    }
    let definitions = generator.take_definitions(true);
    for (name, schema) in &definitions {
        let _ = write!(text, "\n## {name}\n\n{}\n\n| field | type | description |\n|---|---|---|\n", description(schema));
        for (field, property) in schema["properties"].as_object().into_iter().flatten() {
            let _ = writeln!(text, "| `{field}` | {} | {} |", kind_in_template(property), cell(&description(property)));
        }
    }
    up_to_date("theme-api.md", &text);
}

/// Generates the schema of a type, and returns the type's name as a link to its table.
fn name_of<T: JsonSchema>(generator: &mut SchemaGenerator) -> String {
    let schema = generator.subschema_for::<T>();
    kind_in_template(&schema.to_value())
}

/// The kind of value of a field, in words, with links to the tables of other types.
fn kind_in_template(schema: &Value) -> String {
    let choices = schema["anyOf"].as_array().into_iter().flatten();
    let may_be_none = choices.clone().any(|choice| choice["type"] == "null")
        || schema["type"].as_array().is_some_and(|types| types.iter().any(|one| one == "null"));
    let one = without_null(schema);
    let kind = match (one["$ref"].as_str(), one["type"].as_str(), one["format"].as_str()) {
        (Some(name), ..) => {
            let name = name.rsplit('/').next().unwrap_or(name);
            format!("[{name}](#{})", name.to_lowercase())
        }
        (_, Some("array"), _) => format!("list of {}", kind_in_template(&one["items"])),
        (_, _, Some("html")) => "HTML".to_owned(),
        (_, Some("boolean"), _) => "true or false".to_owned(),
        (_, Some("integer"), _) => "whole number".to_owned(),
        (_, Some("number"), _) => "number".to_owned(),
        _ => "text".to_owned(),
    };
    if may_be_none { format!("{kind}, or none") } else { kind }
}
