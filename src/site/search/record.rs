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

/// The texts of an incident by the part of the page that shows them, in the order of the page.
fn parts(incident: &Incident) -> Vec<(usize, String)> {
    let mut parts = vec![String::new(); PARTS.len()];
    let mut add = |part: &str, text: &str| {
        if let Some(place) = PARTS.iter().position(|(id, _)| *id == part) {
            // A sign that nobody searches for keeps texts apart that stand apart on the page.
            let apart = if parts[place].is_empty() { "" } else { " · " };
            parts[place].push_str(apart);
            parts[place].push_str(text.trim());
        }
    };
    incident.each_text(&mut |Text { path, text, form, .. }| match form {
        // It is searched as the head of a result.
        Form::Plain if *path == [Step::Key("title")] => {}
        Form::Markdown => add(part_of(path), &markdown::words(text)),
        Form::Plain => add(part_of(path), text),
        // Nobody types an address to find an incident, but the number of a ticket at its end.
        Form::Address => add(part_of(path), text.rsplit('/').next().unwrap_or(text)),
    });
    each_name(incident, &mut add);
    parts.into_iter().enumerate().filter(|(_, text)| !text.trim().is_empty()).collect()
}

/// The part of the page that shows the text at a path.
fn part_of(path: &[Step<'_>]) -> &'static str {
    let key = |at: usize| match path.get(at) {
        Some(Step::Key(key)) => *key,
        _ => "",
    };
    match key(0) {
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
    }
}

/// The names of people, teams and causes: "who knew?" is asked as often as "what was it?".
fn each_name(incident: &Incident, add: &mut dyn FnMut(&str, &str)) {
    incident.commander.iter().for_each(|name| add("overview", name));
    incident.teams.iter().for_each(|team| add("overview", team));
    incident.responders.iter().for_each(|responder| add("overview", &responder.name));
    distinct(incident.timeline.iter().flat_map(|entry| &entry.by)).for_each(|name| add("timeline", name));
    let owners = incident.actions.iter().flat_map(|action| action.owner.iter().chain(&action.team));
    distinct(owners).for_each(|name| add("actions", name));
}

/// Each name once, in the order of the alphabet.
fn distinct<'a>(names: impl Iterator<Item = &'a String>) -> impl Iterator<Item = &'a String> {
    names.collect::<BTreeSet<_>>().into_iter()
}
