//! What is searched of one incident: every text that its page shows, in the order of the page, each under the part that it is in.

use std::collections::{BTreeMap, BTreeSet};

use super::super::address;
use super::super::names::Names;
use super::service_labels;
use crate::archive::{Case, FacetKind};
use crate::incident::{Form, Incident, Milestone, Step, Text};
use crate::prose::{markdown, time};

/// The parts of a page: the id of each one's heading, and what a result calls it.
pub(super) const PARTS: [(&str, &str); 14] = [
    ("summary", "Executive summary"),
    ("overview", "Overview"),
    ("impact", "Impact"),
    ("timeline", "Timeline"),
    ("communications", "Communications"),
    ("analysis", "Root cause analysis"),
    ("sections", "More"),
    ("went-well", "What went well"),
    ("went-poorly", "What didn’t go well"),
    ("got-lucky", "Where we got lucky"),
    ("lessons", "Lessons learned"),
    ("actions", "Action items"),
    ("follow-up", "Follow-up and prevention"),
    ("references", "References"),
];

/// One incident, as an index takes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Record {
    /// Its page, relative to the site's root.
    pub address: String,
    /// Its texts, by the place of their part in [`PARTS`].
    pub parts: Vec<(usize, String)>,
    /// What a result shows, and what is searched before the texts.
    pub meta: BTreeMap<String, String>,
    /// What results are narrowed by.
    pub filters: BTreeMap<String, Vec<String>>,
}

impl Record {
    /// What is searched of a case.
    pub(super) fn new(case: &Case, names: &Names<'_>) -> Self {
        Self {
            address: address::incident(case),
            parts: parts(&case.incident),
            meta: meta(case, names),
            filters: filters(case, names),
        }
    }
}

fn meta(case: &Case, names: &Names<'_>) -> BTreeMap<String, String> {
    let incident = &case.incident;
    let severity = names.severity(&incident.severity);
    let started = case.life.moment(Milestone::Started);
    let day = started.map_or_else(String::new, |started| time::date(started.day(&names.config.zone)));
    let meta = [
        ("title", incident.title.trim().to_owned()),
        ("id", incident.id.clone()),
        ("severity", severity.label),
        ("color", severity.color),
        ("services", service_labels(case, names).join(", ")),
        ("tags", incident.tags.join(", ")),
        ("day", day),
        ("status", incident.status().label().to_owned()),
    ];
    meta.into_iter().filter(|(_, value)| !value.is_empty()).map(|(key, value)| (key.to_owned(), value)).collect()
}

fn filters(case: &Case, names: &Names<'_>) -> BTreeMap<String, Vec<String>> {
    let incident = &case.incident;
    let labels = |kind: &FacetKind, values: &[String]| names.links(kind, values).into_iter().map(|link| link.label).collect();
    let year = case.life.moment(Milestone::Started).map(|started| started.day(&names.config.zone).year().to_string());
    let filters: [(&str, Vec<String>); 5] = [
        ("severity", vec![names.severity(&incident.severity).label]),
        ("service", labels(&FacetKind::Service, &incident.services)),
        ("tag", labels(&FacetKind::Tag, &incident.tags)),
        ("year", year.into_iter().collect()),
        ("status", vec![incident.status().label().to_owned()]),
    ];
    filters.into_iter().filter(|(_, values)| !values.is_empty()).map(|(key, values)| (key.to_owned(), values)).collect()
}

/// What the head of a result says, or nobody looks for.
const ELSEWHERE: [&str; 10] =
    ["id", "title", "severity", "services", "tags", "time_zone", "related", "aliases", "duplicate_of", "severity_changes"];

/// The texts of an incident by the part of the page that shows them, in the order of the page; behind those of a part the names of
/// people and teams in it, since "who knew?" is asked as often as "what was it?".
fn parts(incident: &Incident) -> Vec<(usize, String)> {
    let mut parts = vec![String::new(); PARTS.len()];
    let mut names: BTreeSet<(usize, &str)> = BTreeSet::new();
    incident.each_string(&mut |Text { path, text, form, .. }| {
        let part = &mut parts[part_of(path)];
        match form {
            Form::Markdown => add(part, &markdown::plain(text)),
            Form::Plain | Form::Name if ELSEWHERE.iter().any(|key| path[0] == Step::Key(key)) => {}
            Form::Plain => add(part, text),
            Form::Name => _ = names.insert((part_of(path), text)),
            // Nobody types an address to find an incident, but the number of a ticket at its end.
            Form::Address => add(part, text.rsplit('/').next().unwrap_or(text)),
        }
    });
    names.into_iter().for_each(|(part, name)| add(&mut parts[part], name));
    parts.into_iter().enumerate().filter(|(_, text)| !text.is_empty()).collect()
}

/// Adds a text to those of its part. A sign that nobody searches for keeps apart what stands apart on the page.
fn add(part: &mut String, text: &str) {
    if !part.is_empty() {
        part.push_str(" · ");
    }
    part.push_str(text.trim());
}

/// The part of the page that shows the text at a path, by its place in [`PARTS`].
fn part_of(path: &[Step<'_>]) -> usize {
    let key = |at: usize| match path.get(at) {
        Some(Step::Key(key)) => *key,
        _ => "",
    };
    let part = match key(0) {
        "summary" => "summary",
        "impact" => "impact",
        "timeline" => "timeline",
        "communications" => "communications",
        "analysis" => "analysis",
        "sections" => "sections",
        "actions" => "actions",
        "follow_up" => "follow-up",
        "references" => "references",
        "lessons" => match key(1) {
            "went_well" => "went-well",
            "went_poorly" => "went-poorly",
            "got_lucky" => "got-lucky",
            _ => "lessons",
        },
        _ => "overview",
    };
    PARTS.iter().position(|(id, _)| *id == part).unwrap_or_default()
}
