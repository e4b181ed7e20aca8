//! The summary, and the overview: facts in a list, and the impact.
//!
//! PIR Generator fills a frame of sentences with what stands elsewhere too; of that, what is in the frame is taken, and the frame is
//! dropped.

use pulldown_cmark::HeadingLevel;

use super::items;
use super::outline::{DocumentPart, Order};
use crate::diagnostic::at;
use crate::import::draft::Draft;
use crate::import::names::{Field, FieldNames};
use crate::import::{freeform, vocabulary};
use crate::incident::{Cause, CauseRole, DetectionMethod, FieldValue, Milestone, Responder, SeverityChange, Visibility};

const IMPACTS: Order = &[&["Customer Impact"], &["Business Impact"], &["Internal Impact"], &["Impact in Figures"]];

/// What stands between the title and the first section: notices, and the facts of the brief form.
pub(super) fn head(draft: &mut Draft<'_>, part: DocumentPart<'_>) {
    let mut rest = Vec::new();
    for line in part.body.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let facts: Option<Vec<_>> = line.split(" | ").map(items::fact).collect();
        match (items::fact(line), facts) {
            (Some((name, reason)), _) if name == "Withdrawn" => draft.incident.withdrawn = Some(items::plain(reason)),
            (Some((name, _)), _) if name == "Draft" || name == "In review" => {}
            (_, Some(facts)) => facts.into_iter().for_each(|(name, value)| fact(draft, &name, value, part)),
            _ => match line.strip_prefix("**Duplicate of ").and_then(|rest| rest.strip_suffix(".**")) {
                Some(original) => draft.incident.duplicate_of = Some(items::plain(original)),
                None => rest.push(line),
            },
        }
    }
    draft.section("Preface", &rest.join("\n\n"), part.span());
}

pub(super) fn read(draft: &mut Draft<'_>, part: DocumentPart<'_>) {
    let (facts, impacts) = part.split(HeadingLevel::H3, Some(IMPACTS));
    let list = items::read(facts.body, facts.start, &[]);
    for item in &list.items {
        match item.fact() {
            Some((name, value)) => {
                fact(draft, &name, value, DocumentPart { title: "", body: &item.text, start: item.span.start });
            }
            None => draft.section("Incident Overview", &item.rest(), item.span.clone()),
        }
    }
    draft.section("Incident Overview", &list.loose, facts.span());
    impacts.into_iter().for_each(|part| impact(draft, part));
}

fn impact(draft: &mut Draft<'_>, part: DocumentPart<'_>) {
    if part.title.eq_ignore_ascii_case("Impact in Figures") {
        return figures(draft, part);
    }
    let text = draft.content(part.body.to_owned(), part.span());
    let impact = draft.incident.impact.get_or_insert_default();
    match part.title.to_lowercase().as_str() {
        "customer impact" => impact.customer = text,
        "business impact" => impact.business = text,
        _ => impact.internal = text,
    }
}

fn figures(draft: &mut Draft<'_>, part: DocumentPart<'_>) {
    let (mut rest, names) = (String::new(), FieldNames(&[]));
    for item in items::read(part.body, part.start, &[]).items {
        let impact = draft.incident.impact.get_or_insert_default();
        let known = item.fact().and_then(|(name, value)| match names.field(&name)? {
            Field::Regions if impact.regions.is_empty() => {
                impact.regions = items::names(value);
                Some(true)
            }
            field => freeform::figure(impact, field, &items::plain(value)),
        });
        // A second figure of a kind stays in the text.
        if known != Some(true) {
            rest.extend(["- ", &item.rest(), "\n"]);
        }
    }
    draft.section("Impact in Figures", &rest, part.span());
}

/// One fact of the overview.
fn fact(draft: &mut Draft<'_>, name: &str, value: &str, part: DocumentPart<'_>) {
    if let Some(milestone) = Milestone::ALL.into_iter().find(|milestone| milestone.label() == name) {
        return life(draft, milestone, value, part);
    }
    let span = part.span();
    match name {
        "Incident ID" => draft.incident.id = items::plain(value),
        "Date & Time" | "Date" => {
            if let Some(text) = draft.content(value.to_owned(), span.clone()) {
                draft.milestone(Milestone::Started, &text, span);
            }
        }
        "Duration" => duration(draft, value, part),
        "Severity" => {
            if let Some(text) = draft.content(items::plain(value), span.clone()) {
                draft.severity(&text, span);
            }
        }
        "Status" => match vocabulary::status(value) {
            Some(status) => draft.incident.status = Some(status),
            None => own_field(draft, "status", value),
        },
        "Visibility" => draft.incident.visibility = Visibility::labelled(value).unwrap_or_default(),
        "Impact visibility" => {
            draft.incident.impact.get_or_insert_default().visibility = Visibility::labelled(value);
        }
        "Near miss" => draft.incident.near_miss = true,
        "Services" => draft.incident.services = several(value),
        "Teams" => draft.incident.teams = several(value),
        "Tags" => draft.incident.tags = several(value),
        "Incident Commander" => draft.incident.commander = draft.content(items::plain(value), span),
        "Responders" => responders(draft, value, part),
        "Detection" => detection(draft, value),
        "How to recognise it" => {
            draft.incident.detection.get_or_insert_default().signals = items::nested(value);
        }
        "Severity changed" => severity_change(draft, value, part),
        "Impact" => {
            let text = draft.content(value.to_owned(), span);
            draft.incident.impact.get_or_insert_default().customer = text;
        }
        _ if name.starts_with("Time to ") && value.ends_with(')') => {}
        _ => own_field(draft, name, value),
    }
}

fn life(draft: &mut Draft<'_>, milestone: Milestone, value: &str, part: DocumentPart<'_>) {
    let exact = value.strip_prefix("about ");
    if exact.is_some() {
        draft.incident.milestones.approximate.push(milestone);
    }
    draft.milestone(milestone, exact.unwrap_or(value), part.span());
}

/// The duration as the author stated it. One that comes with its definition follows from the milestones.
fn duration(draft: &mut Draft<'_>, value: &str, part: DocumentPart<'_>) {
    let stated = value.strip_suffix(" (as stated)");
    if stated.is_none() && value.ends_with(')') {
        return;
    }
    let text = draft.content(items::plain(stated.unwrap_or(value)), part.span());
    draft.incident.impact.get_or_insert_default().duration = text;
}

/// Several names: in a sentence, or in a list below where one of them would be misread in a sentence.
fn several(value: &str) -> Vec<String> {
    match items::nested(value) {
        nested if value.starts_with("- ") => nested.iter().map(|name| items::plain(name)).collect(),
        _ => items::names(value),
    }
}

fn responders(draft: &mut Draft<'_>, value: &str, part: DocumentPart<'_>) {
    if value.starts_with("- ") {
        let found = items::nested(value);
        return draft.incident.responders.extend(found.iter().map(|line| responder(line)));
    }
    let people = draft.content(value.to_owned(), part.span()).map(|text| vocabulary::people(&text)).unwrap_or_default();
    if people.len() > 1 {
        draft.unsure(
            at!["responders", 0],
            part.span(),
            "the source has all responders in one line: see that names and roles are apart",
        );
    }
    draft.incident.responders.extend(people.iter().map(|line| responder(line)));
}

/// What a line says, and who may see it: only the organisation, where the line ends in `[internal]`.
fn marked(line: &str) -> (&str, Visibility) {
    line.strip_suffix(" [internal]").map_or((line, Visibility::Public), |line| (line, Visibility::Internal))
}

/// `Name - Role (team) [internal]`.
fn responder(line: &str) -> Responder {
    let (line, visibility) = marked(line);
    let team = line.strip_suffix(')').and_then(|line| line.rsplit_once(" ("));
    let (line, team) = team.map_or((line, None), |(line, team)| (line, Some(items::plain(team))));
    let (name, role) = vocabulary::name_and_role(line);
    Responder { name: items::plain(name), role: role.map(items::plain), team, visibility }
}

fn detection(draft: &mut Draft<'_>, value: &str) {
    let (method, source) = value.split_once(": ").map_or((value, None), |(method, source)| (method, Some(source)));
    let known = DetectionMethod::labelled(method);
    let source = if known.is_some() { source } else { Some(value) };
    let detection = draft.incident.detection.get_or_insert_default();
    (detection.method, detection.source) = (known, source.map(items::plain));
}

/// `2024-03-15 14:30 UTC to SEV1: reason [internal]`.
fn severity_change(draft: &mut Draft<'_>, value: &str, part: DocumentPart<'_>) {
    let (value, visibility) = marked(value);
    let Some((when, rest)) = value.split_once(" to ") else { return own_field(draft, "severity_changed", value) };
    let (to, reason) = rest.split_once(": ").map_or((rest, None), |(to, reason)| (to, Some(items::plain(reason))));
    let path = at!["severity_changes", draft.incident.severity_changes.len(), "at"];
    let to = draft.options().severities.find(to).map_or_else(|| items::plain(to), |severity| severity.id.clone());
    if let Some(at) = draft.moment(when, part.span(), &path) {
        draft.incident.severity_changes.push(SeverityChange { at, to, reason, visibility });
    }
}

/// One of the team's own fields.
fn own_field(draft: &mut Draft<'_>, name: &str, value: &str) {
    let key = name.trim().to_lowercase().replace(' ', "_");
    let nested = items::nested(value);
    let value = if value.starts_with("- ") {
        FieldValue::List(nested.iter().map(|text| items::plain(text)).collect())
    } else {
        let text = items::plain(value);
        match (text.parse::<i64>(), text.parse::<f64>(), vocabulary::yes_or_no(&text)) {
            (Ok(number), _, _) if number.to_string() == text => FieldValue::Integer(number),
            (_, Ok(number), _) if number.is_finite() && number.to_string() == text => FieldValue::Number(number),
            (_, _, Some(fact)) => FieldValue::Bool(fact),
            _ => FieldValue::Text(text),
        }
    };
    draft.incident.fields.insert(key, value);
}

const LASTED: &str = ". The incident lasted ";
const FRAME_IMPACT: &str = " and had the following impact: ";
const CAUSE: &str = " Root cause analysis identified the primary issue as: ";
const END: &str = " The incident has been ";

pub(super) fn summary(draft: &mut Draft<'_>, part: DocumentPart<'_>) {
    let text = part.body.trim();
    match Frame::of(text) {
        Some(frame) => {
            draft.dropped(part.span(), "the summary is a frame of sentences around what stands elsewhere too");
            frame.fill(draft, part);
        }
        None => draft.incident.summary = draft.content(text.to_owned(), part.span()),
    }
}

/// What stands in the frame.
struct Frame<'t> {
    severity: &'t str,
    services: Vec<String>,
    duration: &'t str,
    impact: &'t str,
    cause: Option<&'t str>,
}

impl<'t> Frame<'t> {
    fn of(text: &'t str) -> Option<Self> {
        let rest = text.strip_prefix("On ")?.split_once(", we experienced a ")?.1;
        let (severity, rest) = rest.split_once(" incident affecting ")?;
        let (services, rest) = rest.split_once(LASTED)?;
        let (duration, rest) = rest.split_once(FRAME_IMPACT)?;
        let (rest, end) = rest.rsplit_once(END)?;
        end.trim_end().ends_with(" and we have identified specific actions to prevent recurrence.").then_some(())?;
        let (impact, cause) = rest.rsplit_once(CAUSE).map_or((rest, None), |(impact, cause)| (impact, Some(cause)));
        Some(Self { severity, services: list_of_code(services)?, duration, impact, cause })
    }

    fn fill(self, draft: &mut Draft<'_>, part: DocumentPart<'_>) {
        draft.incident.services = self.services;
        if draft.incident.severity.is_empty() && !self.severity.eq_ignore_ascii_case("unknown") {
            draft.severity(self.severity, part.span());
        }
        let duration = draft.content(self.duration.to_owned(), part.span());
        let customer = draft.content(self.impact.to_owned(), part.span());
        let impact = draft.incident.impact.get_or_insert_default();
        impact.duration = duration;
        impact.customer = customer;
        if let Some(cause) = self.cause.and_then(|cause| draft.content(cause.to_owned(), part.span())) {
            let analysis = draft.incident.analysis.get_or_insert_default();
            analysis.causes.push(Cause { cause, role: CauseRole::Root, category: None, evidence: Vec::new() });
        }
    }
}

/// The texts of a list as a program prints it: `['a', "b's"]`.
fn list_of_code(text: &str) -> Option<Vec<String>> {
    let mut rest = text.trim().strip_prefix('[')?.strip_suffix(']')?.trim();
    let mut found = Vec::new();
    while let Some(quote) = rest.chars().next() {
        let inner = rest.strip_prefix(['\'', '"'])?;
        let end = inner.match_indices(quote).map(|(at, _)| at).find(|at| !inner[..*at].ends_with('\\'))?;
        found.push(items::plain(&inner[..end]));
        rest = inner[end + 1..].trim_start().trim_start_matches(',').trim_start();
    }
    found.retain(|name| name != "our services");
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_printed_as_code_is_a_list_again() {
        assert_eq!(list_of_code("['a-b', \"c's\", 'd\\'e']").unwrap(), ["a-b", "c's", "d'e"]);
        assert_eq!(list_of_code("[]").unwrap(), Vec::<String>::new());
        assert_eq!(list_of_code("['a"), None);
        assert_eq!(list_of_code("a and b"), None);
    }
}
