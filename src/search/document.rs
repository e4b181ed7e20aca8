//! The searchable texts of an incident: every text on its page, in page order, each with its part of the page.

use std::collections::BTreeSet;

use crate::archive::{FacetKind, View, VisibleIncident};
use crate::config::Config;
use crate::incident::{Form, Incident, Milestone, Step, Text};
use crate::prose::{markdown, time};

/// A part of an incident's page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PagePart {
    /// The id of its heading on the page; empty for content above the first heading.
    pub anchor: &'static str,
    /// Its name in results.
    pub label: &'static str,
    /// The boost of an occurrence of a word in this part.
    pub(super) boost: u16,
}

/// The parts of a page, by number, in the order of the page.
pub const PARTS: [PagePart; 19] = [
    PagePart { anchor: "", label: "Title", boost: 8 },
    PagePart { anchor: "", label: "ID", boost: 8 },
    PagePart { anchor: "", label: "Services and tags", boost: 6 },
    PagePart { anchor: "summary", label: "Executive summary", boost: 3 },
    PagePart { anchor: "details", label: "Overview", boost: 1 },
    PagePart { anchor: "impact", label: "Impact", boost: 1 },
    PagePart { anchor: "timeline", label: "Timeline", boost: 1 },
    PagePart { anchor: "communications", label: "Communications", boost: 1 },
    PagePart { anchor: "causes", label: "Causes", boost: 3 },
    PagePart { anchor: "analysis", label: "Resolution", boost: 3 },
    PagePart { anchor: "analysis", label: "Root cause analysis", boost: 1 },
    PagePart { anchor: "", label: "More", boost: 1 },
    PagePart { anchor: "lessons", label: "What went well", boost: 1 },
    PagePart { anchor: "lessons", label: "What didn’t go well", boost: 1 },
    PagePart { anchor: "lessons", label: "Where we got lucky", boost: 1 },
    PagePart { anchor: "lessons", label: "Lessons learned", boost: 1 },
    PagePart { anchor: "actions", label: "Action items", boost: 1 },
    PagePart { anchor: "follow-up", label: "Follow-up and prevention", boost: 1 },
    PagePart { anchor: "references", label: "References", boost: 1 },
];

const TITLE: u8 = 0;
pub(super) const ID: u8 = 1;
const GROUPS: u8 = 2;
const SUMMARY: u8 = 3;
const OVERVIEW: u8 = 4;

/// Keys whose values the page does not show as text.
const UNSEARCHED: [&str; 6] = ["severity", "time_zone", "related", "duplicate_of", "aliases", "exceptions"];

/// Calls `each` with every text of an incident and the index of its part. Names of people and teams count once per part.
pub(super) fn texts(case: &VisibleIncident, view: &View, config: &Config, each: &mut dyn FnMut(u8, &str)) {
    let incident = &case.incident;
    let mut names: BTreeSet<(u8, &str)> = BTreeSet::new();
    incident.each_string(&mut |Text { path, text, form, .. }| {
        let Step::Key(key) = path[0] else { return };
        let part = part(key, path);
        match form {
            _ if UNSEARCHED.contains(&key) => {}
            Form::Markdown => {
                each(part, &markdown::plain(text));
                markdown::links(text).iter().filter(|link| !link.is_bare).for_each(|link| each(part, &link.target));
            }
            Form::Name => _ = names.insert((part, text)),
            Form::Plain | Form::Address => each(part, text),
        }
    });
    names.into_iter().for_each(|(part, name)| each(part, name));
    labels(incident, view, config, each);
    if let Some(started) = case.milestones.moment(Milestone::Started) {
        each(OVERVIEW, &time::date(started.day(&config.zone)));
    }
    each(OVERVIEW, incident.status().label());
}

/// Calls `each` with the texts that describe an incident, its causes and its resolution. They are Markdown, except for title and tags.
pub(super) fn essence(incident: &Incident, each: &mut dyn FnMut(&str)) {
    let analysis = incident.analysis.as_ref();
    let causes = analysis.into_iter().flat_map(|analysis| &analysis.causes).map(|cause| &cause.cause);
    let texts = incident.tags.iter().chain(&incident.summary).chain(analysis.and_then(|analysis| analysis.trigger.as_ref()));
    each(&incident.title);
    texts.chain(causes).chain(analysis.and_then(|analysis| analysis.resolution.as_ref())).for_each(|text| each(text));
}

/// The labels of groups that differ from the values in the file.
fn labels(incident: &Incident, view: &View, config: &Config, each: &mut dyn FnMut(u8, &str)) {
    let groups = [(FacetKind::Service, &incident.services), (FacetKind::Team, &incident.teams)];
    for (kind, values) in groups {
        let label = |value: &String| view.facet(&kind)?.term(value).map(|term| term.label.as_str());
        for (value, label) in values.iter().filter_map(|value| Some((value, label(value)?))) {
            if label != value {
                each(GROUPS, label);
            }
        }
    }
    let severity = config.severities.find(&incident.severity);
    each(GROUPS, severity.map_or(incident.severity.as_str(), |severity| &severity.label));
}

/// The part of the page that shows the text at a path.
fn part(key: &str, path: &[Step<'_>]) -> u8 {
    let inner = match path.get(1) {
        Some(Step::Key(inner)) => inner,
        _ => "",
    };
    match (key, inner) {
        ("title", _) => TITLE,
        ("id", _) => ID,
        ("services" | "teams" | "tags", _) => GROUPS,
        ("summary" | "withdrawn", _) => SUMMARY,
        ("impact", _) => 5,
        ("timeline", _) => 6,
        ("communications", _) => 7,
        ("analysis", "causes" | "trigger") => 8,
        ("analysis", "resolution") => 9,
        ("analysis", _) => 10,
        ("sections", _) => 11,
        ("lessons", "went_well") => 12,
        ("lessons", "went_poorly") => 13,
        ("lessons", "got_lucky") => 14,
        ("lessons", _) => 15,
        ("actions", _) => 16,
        ("follow_up", _) => 17,
        ("references", _) => 18,
        _ => OVERVIEW,
    }
}
