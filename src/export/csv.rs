//! Incidents and action items as CSV (RFC 4180), for spreadsheets and programs.
//!
//! Text of an author cannot run as a formula in a spreadsheet.

use std::borrow::Cow;
use std::io::Write;

use jiff::civil::Date;
use serde::{Serialize, Serializer, ser::SerializeMap};

use crate::archive::{Metric, View, VisibleIncident};
use crate::config::Config;
use crate::error::{Error, Result};
use crate::incident::{Action, Milestone};
use crate::prose::{spreadsheet, time};

/// The columns of `/incidents.csv`, each with its description.
pub const INCIDENT_COLUMNS: [(&str, &str); 22] = [
    ("id", "the incident's id"),
    ("title", "what happened"),
    ("severity", "the id of its severity"),
    ("status", "its status"),
    ("review_state", "the state of the review"),
    ("started", "when the impact began: RFC 3339 in UTC, or a date if only the day is known"),
    ("detected", "the first alert or report"),
    ("acknowledged", "when a responder took ownership"),
    ("mitigated", "when the impact ended, or a workaround was in place"),
    ("resolved", "when it was fully resolved"),
    ("time_to_detect_seconds", "detected − started; empty if unknown"),
    ("time_to_acknowledge_seconds", "acknowledged − detected"),
    ("time_to_mitigate_seconds", "mitigated − started, or − detected if `metrics.measure_from` says so"),
    ("time_to_resolve_seconds", "resolved − started, or − detected if `metrics.measure_from` says so"),
    ("duration_seconds", "resolved − started"),
    ("services", "the affected services, separated by `; `"),
    ("teams", "the teams involved, separated by `; `"),
    ("tags", "its tags, separated by `; `"),
    ("commander", "the incident commander"),
    ("counts", "`false` for a withdrawn review or a duplicate, which is not counted in statistics"),
    ("open_actions", "the number of action items that are open or in progress"),
    ("url", "the address of its page, relative to the site's root"),
];

/// The columns of `/actions.csv`, which are also the keys of an action item in `/actions.json`, each with its description.
pub const ACTION_COLUMNS: [(&str, &str); 18] = [
    ("id", "the action item's id"),
    ("title", "what to do"),
    ("status", "its status: `open`, `in-progress`, `done` or `wont-do`"),
    ("overdue", "whether it is open and its due date is before the day of the build"),
    ("kind", "its purpose"),
    ("priority", "its urgency"),
    ("owner", "the person responsible"),
    ("team", "the id of the team responsible"),
    ("due", "the due date"),
    ("closed", "the date on which it was completed or declined"),
    ("reason", "why it was declined"),
    ("url", "the URL of the ticket"),
    ("incident", "the id of the incident"),
    ("incident_title", "what happened"),
    ("severity", "the id of the incident's severity"),
    ("services", "the services affected by the incident"),
    ("counts", "`false` for items of a withdrawn review or a duplicate, which are not counted in statistics"),
    ("incident_url", "the address of the incident's page, relative to the site's root"),
];

/// Writes incidents as CSV. `address` returns the address of an incident's page, relative to the site's root.
///
/// # Errors
/// The writer fails.
pub fn incidents<'a>(
    cases: impl Iterator<Item = &'a VisibleIncident>,
    address: impl Fn(&VisibleIncident) -> String,
    config: &Config,
    out: &mut dyn Write,
) -> Result<()> {
    let mut table = Table::new(&INCIDENT_COLUMNS, out)?;
    for case in cases {
        table.row(incident_cells(case, &address(case), config))?;
    }
    table.finish()
}

/// Writes the action items of incidents as CSV. "Overdue" is measured from the day `as_of`.
///
/// # Errors
/// The writer fails.
pub fn actions<'a>(
    cases: impl Iterator<Item = &'a VisibleIncident>,
    address: impl Fn(&VisibleIncident) -> String,
    as_of: Date,
    out: &mut dyn Write,
) -> Result<()> {
    let mut table = Table::new(&ACTION_COLUMNS, out)?;
    for case in cases {
        let url = address(case);
        for action in &case.incident.actions {
            table.row(action_cells(case, action, &url, as_of).map(|(_, cell)| cell.unwrap_or_default()))?;
        }
    }
    table.finish()
}

fn incident_cells<'a>(case: &'a VisibleIncident, url: &'a str, config: &Config) -> impl Iterator<Item = Cow<'a, str>> {
    let it = &case.incident;
    let moment = |milestone| case.milestones.moment(milestone).map(|moment| moment.to_string()).unwrap_or_default();
    let seconds = |metric| case.measure(metric, config.measure_from).map(|it| it.seconds.to_string()).unwrap_or_default();
    let milestones =
        [Milestone::Started, Milestone::Detected, Milestone::Acknowledged, Milestone::Mitigated, Milestone::Resolved];
    let open = it.actions.iter().filter(|action| action.status.is_open()).count();
    let head = [it.id.as_str(), &it.title, &it.severity, it.status().as_str(), it.review.state.as_str()].map(Cow::Borrowed);
    let lists = [&it.services, &it.teams, &it.tags].map(|names| Cow::Owned(names.join("; ")));
    let commander = Cow::Borrowed(it.commander.as_deref().unwrap_or_default());
    let tail = [commander, truth(it.counts()), Cow::Owned(open.to_string()), Cow::Borrowed(url)];
    let moments = milestones.map(moment).map(Cow::Owned);
    head.into_iter().chain(moments).chain(Metric::ALL.map(seconds).map(Cow::Owned)).chain(lists).chain(tail)
}

/// An action item as JSON, with the same fields as the CSV table. Unknown values are `null`.
#[derive(Debug)]
pub struct ActionData<'a> {
    /// The incident of the action item.
    pub case: &'a VisibleIncident,
    /// The action item.
    pub action: &'a Action,
    /// The address of the incident's page.
    pub url: &'a str,
    /// The day that "overdue" is measured from.
    pub as_of: Date,
}

impl Serialize for ActionData<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(ACTION_COLUMNS.len()))?;
        for (name, cell) in action_cells(self.case, self.action, self.url, self.as_of) {
            match (name, cell) {
                ("overdue" | "counts", Some(cell)) => map.serialize_entry(name, &(cell == "true"))?,
                ("services", _) => map.serialize_entry(name, &self.case.incident.services)?,
                (name, cell) => map.serialize_entry(name, &cell)?,
            }
        }
        map.end()
    }
}

fn action_cells<'a>(
    case: &'a VisibleIncident,
    action: &'a Action,
    url: &'a str,
    as_of: Date,
) -> [(&'static str, Option<Cow<'a, str>>); 18] {
    let it = &case.incident;
    let day = |day: Option<crate::incident::Day>| day.map(|day| Cow::Owned(time::date(day.0)));
    let text = |text: &'a Option<String>| text.as_deref().map(Cow::Borrowed);
    let cells = [
        text(&action.id),
        Some(Cow::Borrowed(action.title.as_str())),
        Some(Cow::Borrowed(action.status.as_str())),
        Some(truth(action.is_overdue(as_of))),
        action.kind.map(|kind| Cow::Borrowed(kind.as_str())),
        action.priority.map(|priority| Cow::Borrowed(priority.as_str())),
        text(&action.owner),
        text(&action.team),
        day(action.due),
        day(action.closed),
        text(&action.reason),
        text(&action.url),
        Some(Cow::Borrowed(it.id.as_str())),
        Some(Cow::Borrowed(it.title.as_str())),
        Some(Cow::Borrowed(it.severity.as_str())),
        Some(Cow::Owned(it.services.join("; "))),
        Some(truth(it.counts())),
        Some(Cow::Borrowed(url)),
    ];
    let mut names = ACTION_COLUMNS.iter().map(|(name, _)| *name);
    cells.map(|cell| (names.next().unwrap_or_default(), cell))
}

fn truth(value: bool) -> Cow<'static, str> {
    Cow::Borrowed(if value { "true" } else { "false" })
}

/// A CSV table (RFC 4180) that is being written.
struct Table<'w>(csv::Writer<&'w mut dyn Write>);

impl<'w> Table<'w> {
    fn new(columns: &[(&'static str, &str)], out: &'w mut dyn Write) -> Result<Self> {
        let mut table = Self(csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out));
        table.row(columns.iter().map(|(name, _)| Cow::Borrowed(*name)))?;
        Ok(table)
    }

    fn row<'a>(&mut self, cells: impl IntoIterator<Item = Cow<'a, str>>) -> Result<()> {
        let written = cells.into_iter().try_for_each(|cell| self.0.write_field(spreadsheet::escaped(&cell).as_bytes()));
        written.and_then(|()| self.0.write_record(None::<&[u8]>)).map_err(unwritten)
    }

    fn finish(mut self) -> Result<()> {
        self.0.flush().map_err(unwritten)
    }
}

fn unwritten(error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::new("failed to write a table").because(error)
}

/// The incidents of a view that have action items.
pub fn with_actions(view: &View) -> impl Iterator<Item = &VisibleIncident> {
    view.cases.iter().filter(|case: &&VisibleIncident| !case.incident.actions.is_empty())
}
