//! The references in `docs/` are made from the types: this fails where one is stale, and with `UPDATE_DOCS=1` writes it anew.

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

/// Says that a file is generated, to those who open it.
const GENERATED: &str =
    "<!-- Made by tests/it/docs.rs from the types: change them, and run `UPDATE_DOCS=1 cargo test --test it docs`. -->\n";

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
customer = "Whoever tried to pay saw an error."
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
event = "Example Shops calls: it is losing a sale a second."
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
title = "The dashboard of that day"
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
         An incident is one TOML file, anywhere under the content folder: `content/2024/INC-2024-0315-001.toml`, or\n\
         `content/2024/INC-2024-0315-001/incident.toml` in a folder with its attachments. Four keys make a file:\n\n\
         ```toml\n{MINIMAL}```\n\n\
         Everything else can come later. Without a `[review]` the file is a draft, which is built only with `--drafts`. A review that\n\
         has grown looks like this:\n\n\
         ```toml\n{FULLER}```\n\n\
         Where the meaning says *Markdown*, the text may have several paragraphs, lists, tables, links, code and alerts (`> [!NOTE]`). A bare web\n\
         address becomes a link. Raw HTML is shown as text. Pictures and files that the text links to lie beside the TOML file and are published\n\
         with it.\n\n\
         ## Dates and times\n\n\
         | written | is |\n|---|---|\n\
         | `2024-03-15T14:30:00Z`, `2024-03-15T15:30:00+01:00` | an instant; `-00:00` is UTC |\n\
         | `2024-03-15T15:30:00` | that time in the file's `time_zone`, or else the site's |\n\
         | `2024-03-15 15:30`, `2024-03-15T14:30Z` | the same: a space may stand for the `T`, and TOML 1.1 lets the seconds be left out; \
         editors that know TOML 1.0 alone may object to that |\n\
         | `2024-03-15` | that day: it sorts and groups, and no duration is computed from it |\n\
         | `15:30:00` | in the timeline only: the day of the entry before it, rolling over midnight |\n\n\
         A local time that a change of the clocks skipped or repeated is an error, and the message shows both offsets to choose from.\n\n\
         ## What is derived\n\n\
         | figure | definition |\n|---|---|\n\
         | time to detect | detected − started |\n\
         | time to acknowledge | acknowledged − detected |\n\
         | time to mitigate | mitigated − started |\n\
         | time to resolve | resolved − started |\n\
         | duration | resolved − started |\n\n\
         With `measure_from = \"detected\"` under `[metrics]` in `pir-site.toml`, the times to mitigate and to resolve are measured from\n\
         the detection. What is unknown is left out, and is `null` in data files; it is never zero.\n\n\
         ## Who sees what\n\n\
         An internal build shows everything except `[[exceptions]]`. In a public build, `visibility` decides: that of the\n\
         table, else of the table around it, else of the incident. What is left out is in no page, total, chart, feed, index or data file.\n\n{}\n\
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
         `pir-site.toml` lies at the root of the archive. Every key is optional, and an empty file is a valid site. An unknown key is an\n\
         error.\n\n```toml\n{CONFIGURATION}```\n\n\
         Services and teams need no registry: a name that none is registered for stands for itself, as it is written. A registered one\n\
         is found by its id, its label and its aliases.\n\n\
         Once one service is registered, all are expected to be: `pir-site check` warns of every other name (`unknown-service`), and\n\
         `pir-site new --service` refuses it. The names of teams are held against `[[teams]]` in the same way (`unknown-team`).\n\n\
         `content` may name several folders, such as `[\"teams/payments\", \"teams/search\"]`. All of them make one archive: ids are unique\n\
         over all, file names need not be. The `source` of an incident then begins with its folder. A folder that is missing, lies in\n\
         another one, or leads out of the project by a link is an error; an empty one is not. `new` and `import` write to the folder in\n\
         which they run, else to the first.\n\n\
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

/// Compares a file of `docs/` with what it should be, or writes it where that is asked for.
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

    /// The table at `path`, and after it each table below, under a heading of its own.
    fn write_tables(&self, path: &str, out: &mut String) {
        self.write_table(&self.root.clone(), path, out);
    }

    fn write_table(&self, schema: &Value, path: &str, out: &mut String) {
        let object = self.object(schema);
        out.push_str("| key | value | meaning |\n|---|---|---|\n");
        let required: BTreeSet<&str> = object["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let properties = object["properties"].as_object().unwrap();
        for (key, property) in properties {
            let required = if required.contains(key.as_str()) { ", required" } else { "" };
            let default = default_of(property).map_or_else(String::new, |default| format!("; default {default}"));
            let _ = writeln!(out, "| `{key}` | {}{required}{default} | {} |", self.kind(property), cell(&meaning(property)));
        }
        for (key, property) in properties {
            let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            let (below, heading) = match self.table_below(property) {
                Some(Below::One(table)) => (table, format!("[{path}]")),
                Some(Below::Many(table)) => (table, format!("[[{path}]]")),
                Some(Below::Named(table)) => (table, format!("[{path}.NAME]")),
                None => continue,
            };
            let _ = write!(out, "\n## `{heading}`\n\n{}\n\n", meaning(property));
            self.write_table(&below, path.as_str(), out);
        }
    }

    /// What kind of value a key has, in words.
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

    /// The schema itself, or the one that it refers to.
    fn object(&self, schema: &Value) -> Value {
        match schema["$ref"].as_str().and_then(|name| self.root.pointer(name.trim_start_matches('#'))) {
            Some(target) => target.clone(),
            None => schema.clone(),
        }
    }
}

/// What stands under a key, where it is a table.
enum Below {
    One(Value),
    Many(Value),
    Named(Value),
}

/// The one choice that is not `null`: TOML leaves out what is not there.
fn without_null(schema: &Value) -> Value {
    let choices = schema["anyOf"].as_array().into_iter().flatten();
    let other: Vec<&Value> = choices.filter(|choice| choice["type"] != "null").collect();
    let mut schema = if let [only] = other[..] { only.clone() } else { schema.clone() };
    if let Some(types) = schema["type"].as_array() {
        schema["type"] = types.iter().find(|one| **one != "null").cloned().unwrap_or_default();
    }
    schema
}

fn meaning(schema: &Value) -> String {
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

/// The default, where it is worth a word: not one that is empty, and not a table's.
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
        "# What templates see\n\n{GENERATED}\n\
         This is the theme's API, version 1: what a template is given, and all that it is given. [Themes](themes.md) shows how to use\n\
         it. Every field is always there. One that may be none is unknown where it is: ask with `{{% if … %}}` before printing it, since\n\
         printing none is an error, and so is asking for a field that there is not.\n\n\
         Addresses are relative to the site's root and have no leading slash: put `root` before them, as in\n\
         `{{{{ root }}}}{{{{ incident.address }}}}`. HTML prints as it is; everything else is escaped.\n\n\
         | name | in | is |\n|---|---|---|\n| `root` | every template | text: the way from the page to the site's root, such as `../../` |\n"
    );
    for (name, templates, is) in &every {
        let _ = writeln!(text, "| `{name}` | {templates} | {is} |");
    }
    let definitions = generator.take_definitions(true);
    for (name, schema) in &definitions {
        let _ = write!(text, "\n## {name}\n\n{}\n\n| field | is | meaning |\n|---|---|---|\n", meaning(schema));
        for (field, property) in schema["properties"].as_object().into_iter().flatten() {
            let _ = writeln!(text, "| `{field}` | {} | {} |", kind_in_template(property), cell(&meaning(property)));
        }
    }
    up_to_date("theme-api.md", &text);
}

/// A type's name as a link to its table, after its schema has been made.
fn name_of<T: JsonSchema>(generator: &mut SchemaGenerator) -> String {
    let schema = generator.subschema_for::<T>();
    kind_in_template(&schema.to_value())
}

/// What kind of value a field has, in words, with links to the tables of others.
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
