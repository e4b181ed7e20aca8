//! The names of the parts of postmortems: one table for headings, facts, columns and the keys of front matter.
//!
//! The names are those of common templates (Google's SRE book and workbook, `PagerDuty`, Atlassian, GitHub's and
//! GitLab's issues) and of our own table, and how people vary them.

use std::cell::Cell;

use crate::incident::Milestone;

/// What a part of a postmortem is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Field {
    Id,
    Title,
    Severity,
    Status,
    ReviewState,
    Services,
    Teams,
    Tags,
    Regions,
    Related,
    Commander,
    /// A person with the role that the source names.
    Role,
    TimeZone,
    Milestone(Milestone),
    /// When it happened: a day, a moment, or from when to when.
    When,
    Duration,
    UsersAffected,
    RequestsFailed,
    RevenueLost,
    SupportTickets,
    DataLost,
    SlaBreached,
    ReviewOwner,
    Approvers,
    Held,
    Published,
    Recording,
    Ticket,
    Detection,
    Summary,
    CustomerImpact,
    BusinessImpact,
    InternalImpact,
    Narrative,
    Trigger,
    Resolution,
    RootCause,
    ContributingFactor,
    FiveWhys,
    WentWell,
    WentPoorly,
    GotLucky,
    Learned,
    Prevention,
    Timeline,
    Communications,
    Responders,
    Actions,
    References,
    /// Facts of several kinds.
    Overview,
    /// Impact of any kind: figures, and text.
    Impact,
    /// Several parts of an analysis.
    Analysis,
    /// About the document, not about the incident.
    Ignored,
}

use Field as F;

/// Each field, and its names as [`plain`] writes them.
#[rustfmt::skip]
const NAMES: &[(Field, &[&str])] = &[
    (F::Id, &["id", "incident id", "incident", "incident number", "incident no", "incident key", "number", "key", "inc", "inc id", "reference id", "postmortem id", "case"]),
    (F::Title, &["title", "name", "incident title", "incident name", "headline", "subject"]),
    (F::Severity, &["severity", "sev", "prio", "urgency", "severity level", "incident severity", "priority", "incident priority", "level", "severity classification", "impact level"]),
    (F::Status, &["status", "state", "incident status", "current status"]),
    (F::ReviewState, &["review state", "review status", "postmortem status", "document status", "post mortem status"]),
    (F::Services, &["services", "service", "affected services", "affected service", "services affected", "service affected", "impacted services", "services impacted", "service s affected", "affected systems", "systems affected", "systems", "components", "component", "affected components", "components affected", "affected products", "product", "products", "system", "application", "affected service s", "affected system"]),
    (F::Teams, &["teams", "team", "responsible team", "team attribution", "owning team", "teams involved", "involved teams", "team s"]),
    (F::Tags, &["tags", "labels", "keywords", "categories", "category"]),
    (F::Regions, &["regions", "region", "affected regions", "regions affected"]),
    (F::Related, &["related", "related incidents", "related incident"]),
    (F::Commander, &["commander", "incident commander", "ic", "incident lead", "incident manager", "incident dri", "incident commander ic", "lead", "dri"]),
    (F::Role, &["scribe", "deputy", "communications lead", "comms lead", "communication lead", "communications manager", "operations lead", "ops lead", "tech lead", "technical lead", "on call", "oncall", "on call engineer", "oncall engineer", "primary on call", "secondary on call", "engineer on call", "subject matter expert", "sme", "customer liaison", "internal liaison", "liaison", "reporter", "reported by", "resolver", "primary responder", "planning lead", "support lead"]),
    (F::TimeZone, &["time zone", "timezone", "tz"]),
    (F::Milestone(Milestone::Introduced), &["introduced", "introduced at", "cause introduced", "change deployed", "bug introduced"]),
    (F::Milestone(Milestone::Started), &["started", "start", "started at", "start time", "start date", "began", "begin", "began at", "incident start", "incident started", "incident start time", "impact start", "impact started", "impact began", "outage start", "outage began", "date started", "start of impact", "time started", "time of start", "from", "beginning", "occurred", "occurred at", "start date time"]),
    (F::Milestone(Milestone::Detected), &["detected", "detected at", "detection time", "time detected", "time of detection", "discovered", "discovered at", "first alert", "alert time", "date detected", "alerted at", "noticed"]),
    (F::Milestone(Milestone::Acknowledged), &["acknowledged", "acknowledged at", "ack time", "acked at", "time acknowledged", "response started"]),
    (F::Milestone(Milestone::Declared), &["declared", "declared at", "incident declared", "time declared"]),
    (F::Milestone(Milestone::Mitigated), &["mitigated", "mitigated at", "time mitigated", "mitigation time", "impact end", "impact ended", "impact mitigated", "end of impact", "time of mitigation", "impact stopped"]),
    (F::Milestone(Milestone::Resolved), &["resolved", "resolved at", "end", "ended", "ended at", "end time", "end date", "resolution time", "time resolved", "time of resolution", "incident end", "incident ended", "incident resolved", "outage end", "closed", "closed at", "date resolved", "recovered at", "until", "to", "fixed at", "end date time", "recovery time"]),
    (F::When, &["date", "when", "date time", "date and time", "incident date", "date of incident", "incident date time", "time", "incident window", "outage window", "impact window", "day", "event date", "time of incident", "when did it happen", "window", "datetime"]),
    (F::Duration, &["duration", "total duration", "incident duration", "impact duration", "outage duration", "length", "time to recovery", "downtime", "minutes downtime or degradation", "how long", "duration of impact", "length of outage", "length of impact"]),
    (F::UsersAffected, &["users affected", "affected users", "customers affected", "affected customers", "number of users affected", "users impacted", "impacted users", "customers impacted", "impacted customers", "users affected percent", "share of users affected", "percentage of users affected", "how many users were affected", "how many customers were affected", "number of customers affected", "impact users affected", "impact users affected percent"]),
    (F::RequestsFailed, &["requests failed", "failed requests", "number of failed requests", "errors", "failed transactions", "impact requests failed"]),
    (F::RevenueLost, &["revenue lost", "revenue loss", "lost revenue", "revenue impact", "financial impact", "cost", "estimated revenue loss", "impact revenue lost"]),
    (F::SupportTickets, &["support tickets", "tickets raised", "support cases", "support requests", "number of support tickets", "customer tickets", "support requests raised", "number of support requests raised", "impact support tickets"]),
    (F::DataLost, &["data lost", "data loss", "impact data lost"]),
    (F::SlaBreached, &["sla breached", "sla breach", "sla violated", "sla violation", "impact sla breached"]),
    (F::ReviewOwner, &["author", "authors", "owner", "postmortem owner", "post mortem owner", "review owner", "report author", "written by", "prepared by", "document owner", "dri of this review"]),
    (F::Approvers, &["approvers", "approver", "reviewers", "reviewer", "reviewed by", "approved by"]),
    (F::Held, &["held", "meeting", "meeting date", "meeting scheduled for", "review meeting", "postmortem meeting", "review date", "postmortem date", "review held", "date of review"]),
    (F::Published, &["published", "published on", "publication date", "date published", "review published", "post mortem published"]),
    (F::Recording, &["recording", "call recording", "meeting recording", "video"]),
    (F::Ticket, &["ticket", "incident ticket", "tracking ticket", "tracking issue", "jira", "issue", "jira ticket", "incident issue", "bug", "incident url", "incident link", "link", "url"]),
    (F::Detection, &["detection", "how detected", "detected by", "detection method", "how was it detected", "how was the incident detected", "how did we find out", "detection source", "discovery", "alert source", "how was the problem detected", "how we found out", "alerting", "source of detection"]),
    (F::Summary, &["summary", "executive summary", "incident summary", "overview", "description", "tldr", "tl dr", "abstract", "synopsis", "in short", "at a glance", "short summary", "problem summary", "postmortem summary", "issue summary", "incident description"]),
    (F::CustomerImpact, &["customer impact", "user impact", "impact on users", "impact on customers", "external impact", "users", "who was affected", "who was impacted", "impact to customers", "impact customer", "customer facing impact", "user facing impact", "how were customers affected", "how did it affect users", "what was the impact"]),
    (F::BusinessImpact, &["business impact", "impact on the business", "impact business"]),
    (F::InternalImpact, &["internal impact", "impact internal", "impact on staff", "impact on employees"]),
    (F::Narrative, &["what happened", "narrative", "background", "leadup", "lead up", "fault", "details", "incident details in prose", "detailed description", "description of events", "what went on", "context", "technical details", "analysis narrative", "technical description", "the story", "explanation"]),
    (F::Trigger, &["trigger", "triggers", "triggering event", "what triggered it", "analysis trigger", "triggered by"]),
    (F::Resolution, &["resolution", "recovery", "mitigation", "how was it fixed", "how we fixed it", "fix", "the fix", "resolution and recovery", "mitigation and resolution", "remediation", "how it was resolved", "how was it resolved", "analysis resolution", "what fixed it", "how was the incident resolved", "workaround", "mitigations"]),
    (F::RootCause, &["root cause", "root causes", "cause", "causes", "root cause s", "why did it happen", "why it happened", "what was the root cause", "what were the root causes", "primary cause", "what caused it", "proximate cause", "underlying cause", "causes of the incident", "what broke"]),
    (F::ContributingFactor, &["contributing factors", "contributing factor", "contributing causes", "contributing factor s", "contributors", "factors", "other factors", "secondary causes", "contributing conditions", "secondary contributing factors"]),
    (F::FiveWhys, &["5 whys", "five whys", "the five whys", "the 5 whys", "5 whys analysis", "five whys analysis", "root cause identification the five whys", "5 why analysis", "whys", "root cause identification"]),
    (F::WentWell, &["what went well", "went well", "things that went well", "the good", "what worked", "what worked well", "positives", "lessons went well", "what did go well"]),
    (F::WentPoorly, &["what went wrong", "went wrong", "what went poorly", "went poorly", "what didnt go well", "what did not go well", "what didnt go so well", "things that went poorly", "what went badly", "the bad", "what could have gone better", "what could be improved", "what can be improved", "areas for improvement", "where we struggled", "what didnt work", "lessons went poorly", "things that went wrong", "what could have been better"]),
    (F::GotLucky, &["where we got lucky", "got lucky", "luck", "what were we lucky about", "where were we lucky", "lucky", "lessons got lucky"]),
    (F::Learned, &["lessons learned", "lessons", "what did we learn", "what we learned", "learnings", "key learnings", "takeaways", "lessons learnt", "lessons learned and takeaways", "lessons and follow ups", "lessons learned learned", "howd we do", "how did we do", "retrospective", "learned", "post incident analysis"]),
    (F::Prevention, &["prevention", "preventive measures", "preventative measures", "how do we prevent this", "prevention measures", "how will we prevent this", "how do we prevent it from happening again", "follow up prevention"]),
    (F::Timeline, &["timeline", "incident timeline", "time line", "timeline of events", "events", "chronology", "sequence of events", "detailed timeline", "event timeline", "log", "incident log", "event log", "timeline details"]),
    (F::Communications, &["communications", "communication", "communication log", "comms", "messaging", "messages", "status page updates", "customer communication", "customer communications", "external communication", "status updates"]),
    (F::Responders, &["responders", "participants", "people", "people involved", "response team", "incident team", "attendees", "who responded", "roles", "incident responders", "incident roles", "team members", "who was involved", "involved", "incident response team"]),
    (F::Actions, &["actions", "action items", "action item", "follow up actions", "followup actions", "follow ups", "followups", "follow up", "corrective actions", "corrective action", "next steps", "todo", "todos", "to do", "tasks", "remediation items", "action plan", "follow up items", "preventive actions", "corrective and preventative measures", "corrective and preventive measures", "corrective and preventive actions", "improvements", "follow up tasks", "remediation actions", "what will we do", "what are we doing about it", "action items and follow ups", "ais", "open action items"]),
    (F::References, &["references", "links", "resources", "related links", "supporting information", "useful links", "see also", "further reading", "related issues", "evidence", "supporting links", "documents", "attachments"]),
    (F::Overview, &["incident overview", "incident details", "incident metadata", "metadata", "key information", "basic information", "key facts", "facts", "general information", "incident information", "incident", "details of the incident", "incident data", "header", "general", "meta", "dates", "milestones", "key times", "key timestamps", "times"]),
    (F::Impact, &["impact", "impact assessment", "impact and metrics", "impact analysis", "incident impact", "effect", "effects", "damage", "scope", "impact in figures", "metrics and impact", "consequences", "scope of impact"]),
    (F::Analysis, &["analysis", "root cause analysis", "rca", "post mortem analysis", "incident analysis", "investigation", "causal analysis"]),
    (F::Ignored, &["table of contents", "contents", "toc", "layout", "permalink", "slug", "draft", "weight", "sidebar position", "menu", "comments", "sidebar label", "nav order", "parent", "has children", "template version", "markdownlint", "hide title", "pagination next", "pagination prev"]),
];

/// What a name of the source stands for, as the user says with `--map`.
#[derive(Debug, Clone)]
pub struct Mapping {
    /// The name as it was given.
    pub(super) written: String,
    /// The name as names are compared.
    pub(super) name: String,
    pub(super) target: Target,
    is_used: Cell<bool>,
}

impl Mapping {
    /// Reads `column=field`: the field is one of [`Mapping::fields`], `fields.` and a name of the team's own, or `-` for what is to be dropped.
    /// `None` where it is none of them.
    pub fn read(text: &str) -> Option<Self> {
        let (name, field) = text.rsplit_once('=')?;
        let plain = plain(name);
        let target = target(field)?;
        (!plain.is_empty()).then(|| Self { written: name.trim().to_owned(), name: plain, target, is_used: Cell::new(false) })
    }

    /// The name as it was given, unless a document had a part with that name.
    pub fn unused(&self) -> Option<&str> {
        (!self.is_used.get()).then_some(self.written.as_str())
    }

    /// Every name of every field.
    pub fn fields() -> impl Iterator<Item = &'static str> {
        NAMES.iter().flat_map(|(_, names)| names.iter().copied())
    }
}

/// The names of the parts of a document: those that the user gave, and then those of the table.
#[derive(Clone, Copy)]
pub(super) struct Names<'a>(pub &'a [Mapping]);

/// What a name stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    Field(Field),
    /// One of the team's own fields.
    Own(String),
    /// It is to be dropped.
    Nothing,
}

impl Names<'_> {
    /// What a heading, a column or a key stands for.
    pub(super) fn find(self, name: &str) -> Option<Target> {
        let plain = plain(name);
        let mapping = self.0.iter().find(|mapping| mapping.name == plain);
        mapping.iter().for_each(|mapping| mapping.is_used.set(true));
        mapping.map(|mapping| mapping.target.clone()).or_else(|| field(&plain).map(Target::Field))
    }

    /// Whether a name is one of a part that has text below it, and not of a value in a line.
    pub(super) fn is_part(self, name: &str) -> bool {
        self.field(name).is_some_and(Field::is_part)
    }

    /// Whether a name is that of a timeline.
    pub(super) fn is_timeline(self, name: &str) -> bool {
        matches!(self.field(name), Some(Field::Timeline | Field::Communications))
    }

    /// The field that a name stands for.
    pub(super) fn field(self, name: &str) -> Option<Field> {
        match self.find(name) {
            Some(Target::Field(field)) => Some(field),
            _ => None,
        }
    }
}

impl Field {
    /// Whether it has text below it, rather than a value in a line.
    fn is_part(self) -> bool {
        matches!(
            self,
            F::Detection
                | F::Summary
                | F::CustomerImpact
                | F::BusinessImpact
                | F::InternalImpact
                | F::Narrative
                | F::Trigger
                | F::Resolution
                | F::RootCause
                | F::ContributingFactor
                | F::FiveWhys
                | F::WentWell
                | F::WentPoorly
                | F::GotLucky
                | F::Learned
                | F::Prevention
                | F::Timeline
                | F::Communications
                | F::Responders
                | F::Actions
                | F::References
                | F::Overview
                | F::Impact
                | F::Analysis
        )
    }
}

/// What the right side of `--map column=field` stands for.
pub(super) fn target(name: &str) -> Option<Target> {
    match name.trim() {
        "" | "-" => Some(Target::Nothing),
        name => match name.strip_prefix("fields.") {
            Some(own) => Some(own_key(own)).filter(|key| !key.is_empty()).map(Target::Own),
            None => field(&plain(name.strip_prefix("milestones.").unwrap_or(name))).map(Target::Field),
        },
    }
}

fn field(plain: &str) -> Option<Field> {
    let at = |name: &str| NAMES.iter().find(|(_, names)| names.contains(&name)).map(|(field, _)| *field);
    at(plain).or_else(|| at(plain.strip_prefix("the ")?)).or_else(|| {
        // "Impact details", "Summary of the incident".
        let tails = [" details", " of the incident", " of this incident", " section", " description", " utc", " events"];
        tails.iter().find_map(|tail| at(plain.strip_suffix(tail)?))
    })
}

/// A name in lower case, without numbers of sections, emoji, marks, and remarks in parentheses.
pub(super) fn plain(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut depth = 0_usize;
    let mut before = ' ';
    for letter in name.chars() {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            '\'' | '’' | '‘' => {}
            _ if depth > 0 => {}
            '&' => out.push_str(" and "),
            _ if letter.is_alphanumeric() => {
                if letter.is_uppercase() && before.is_lowercase() {
                    out.push(' ');
                }
                out.extend(letter.to_lowercase());
            }
            _ => out.push(' '),
        }
        before = letter;
    }
    let mut words: Vec<&str> = out.split_whitespace().collect();
    let is_number = |word: &&str| word.bytes().all(|byte| byte.is_ascii_digit());
    let numbers = words.iter().take_while(|word| is_number(word)).count();
    // Not in `5 Whys`.
    if numbers > 0 && numbers < words.len() && !words[numbers].starts_with("why") {
        words.drain(..numbers);
    }
    words.join(" ")
}

/// A name as a key of the team's own fields.
pub(super) fn own_key(name: &str) -> String {
    let letters = name.trim().to_lowercase();
    let mut key = String::with_capacity(letters.len());
    for letter in letters.chars() {
        match letter {
            _ if letter.is_alphanumeric() => key.push(letter),
            _ if key.ends_with('_') || key.is_empty() => {}
            _ => key.push('_'),
        }
    }
    key.trim_end_matches('_').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_known_in_many_spellings() {
        let names = Names(&[]);
        for (name, field) in [
            ("**What didn’t go well?**", F::WentPoorly),
            ("3. Root Cause(s)", F::RootCause),
            ("🔥 Impact", F::Impact),
            ("Timeline (all times UTC)", F::Timeline),
            ("5 Whys", F::FiveWhys),
            ("startedAt", F::Milestone(Milestone::Started)),
            ("end_time", F::Milestone(Milestone::Resolved)),
            ("How'd We Do?", F::Learned),
            ("Resolution & Recovery", F::Resolution),
        ] {
            assert_eq!(names.field(name), Some(field), "{name}");
        }
        assert_eq!(names.field("The weather"), None);
    }

    #[test]
    fn each_name_is_written_as_it_is_looked_up_and_stands_for_one_field() {
        let mut seen = std::collections::BTreeSet::new();
        for name in Mapping::fields().filter(|name| *name != "incident") {
            assert_eq!(plain(name), name);
            assert!(seen.insert(name), "{name} stands there twice");
        }
    }
}
