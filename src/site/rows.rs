//! One incident in a list: made once, when a list first shows it, and then shown in every list that it is in.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use minijinja::value::{Enumerator, Object, Value, from_args};
use minijinja::{Error, ErrorKind, State};

use super::address;
use super::context::{Length, Row, WordContext, stated_duration};
use super::names::Names;
use super::templates::{Shown, value};
use crate::archive::{Case, FacetKind, Metric};
use crate::incident::{Milestone, Status, Visibility};
use crate::prose::When;

/// The template that shows a row.
const TEMPLATE: &str = "partials/incident-row.html";

/// The rows of all incidents, in the order of the view.
pub(crate) struct Rows(Vec<OnceLock<Value>>);

impl Rows {
    /// Room for the rows of so many incidents.
    pub(crate) fn of(count: usize) -> Self {
        Self(std::iter::repeat_with(OnceLock::new).take(count).collect())
    }

    /// The row of one incident, by its place in the view.
    pub(crate) fn get(&self, names: &Names<'_>, case: usize) -> Value {
        let listed = || Value::from_object(Listed { row: value(row(names, &names.view.cases[case])), shown: Mutex::default() });
        self.0[case].get_or_init(listed).clone()
    }
}

/// A row as templates see it: its fields, and `html(root)`, the row as [`TEMPLATE`] shows it. An incident is in a list for its
/// year, for its severity, for each of its services and tags: what it looks like there depends on the way to the root alone.
#[derive(Debug)]
struct Listed {
    row: Value,
    /// By the way to the root. There are as many as folders are deep.
    shown: Mutex<Vec<(String, Value)>>,
}

impl Object for Listed {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        self.row.get_attr(key).ok().filter(|value| !value.is_undefined())
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        self.row.try_iter().map_or(Enumerator::NonEnumerable, |keys| Enumerator::Values(keys.collect()))
    }

    fn call_method(self: &Arc<Self>, state: &mut State<'_, '_>, method: &str, args: &[Value]) -> Result<Value, Error> {
        if method != "html" {
            return Err(ErrorKind::UnknownMethod.into());
        }
        let (root,): (&str,) = from_args(args)?;
        if let Some(html) = self.html(root) {
            return Ok(html);
        }
        let site = state.lookup("site").unwrap_or_default();
        let context = Shown(vec![("row", Value::from_dyn_object(self.clone())), ("root", Value::from(root)), ("site", site)]);
        let html = Value::from_safe_string(state.env().get_template(TEMPLATE)?.render(Value::from_object(context))?);
        self.shown.lock().unwrap_or_else(PoisonError::into_inner).push((root.to_owned(), html.clone()));
        Ok(html)
    }
}

impl Listed {
    /// The row as it was shown before.
    fn html(&self, root: &str) -> Option<Value> {
        let shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        shown.iter().find(|(from, _)| from == root).map(|(_, html)| html.clone())
    }
}

fn row(names: &Names<'_>, case: &Case) -> Row {
    let (incident, config) = (&case.incident, names.config);
    let started = case.life.moment(Milestone::Started);
    let open = incident.actions.iter().filter(|action| action.status.is_open());
    let duration = case.measure(Metric::Duration, config.measure_from).map(Length::new);
    Row {
        id: incident.id.clone(),
        title: incident.title.trim().to_owned(),
        address: address::incident(case),
        started: started.map(|moment| When::new(moment, &config.zone, case.life.is_approximate(Milestone::Started))),
        severity: names.severity(&incident.severity),
        status: WordContext::new(incident.status().as_str(), incident.status().label()),
        ongoing: incident.status() != Status::Resolved,
        services: names.links(&FacetKind::Service, &incident.services),
        stated_duration: stated_duration(incident, duration.is_some()),
        duration,
        open_actions: open.count(),
        overdue_actions: incident.actions.iter().filter(|action| action.is_overdue(names.view.as_of)).count(),
        review: WordContext::new(incident.review.state.as_str(), incident.review.state.label()),
        near_miss: incident.near_miss,
        withdrawn: incident.withdrawn.is_some(),
        duplicate: incident.duplicate_of.is_some(),
        internal: incident.visibility == Visibility::Internal,
    }
}
