//! Pages of action items across incidents: overview, by state and by group.

use std::io::Write;
use std::sync::Arc;

use jiff::ToSpan;
use minijinja::Value;

use crate::archive::{ActionPlace, ActionState, Facet, FacetKind, StateCounts, Term};
use crate::error::Result;
use crate::incident::{Action, Visibility};
use crate::prose::time;
use crate::site::address;
use crate::site::context::{
    ActionGroupRow, ActionGroupingContext, ActionListContext, ActionRow, ActionSection, ActionTeam, ActionsContext, LinkContext,
    SearchChoice, SearchFilter, StateCountsContext, WordContext,
};
use crate::site::markdown::Ids;
use crate::site::names::Names;
use crate::site::part::part;
use crate::site::renderer::Renderer;
use crate::site::templates::value;

/// The maximum numbers of rows on the overview: open action items in total, open ones per team, and closed ones per state.
const OPEN: usize = 200;
const OF_TEAM: usize = 20;
const CLOSED: usize = 10;

impl Renderer {
    /// The overview of all action items: the open ones, and the most recently closed ones.
    pub(in crate::site) fn actions(&self, out: &mut dyn Write) -> Result<()> {
        let mut page = self.page(address::ACTIONS, &self.locale.text("action_items"), "actions");
        page.description = Some(self.locale.text("action_items_description").to_string());
        self.template("actions.html", page, [("actions", value(self.actions_context()))], out)
    }

    /// A page of the action items in one state.
    pub(in crate::site) fn actions_in(&self, state: ActionState, number: usize, out: &mut dyn Write) -> Result<()> {
        let places = self.view.actions.of(state);
        let at = |page| address::actions_in(state, page);
        let list = ActionListContext {
            title: self.locale.format("action_items_in", &[("name", (&*self.state(state)).into())]),
            state: Some(state.word()),
            grouping: None,
            about: None,
            counts: None,
            total: places.len(),
            rows: self.action_rows(&places[self.slice(places.len(), number)]),
            pager: self.pager(places.len(), number, at),
            states: self.states(),
        };
        let page = self.numbered_page(&list.title, &at(number), number, "actions");
        self.template("action-list.html", page, [("list", value(list))], out)
    }

    /// A page of the list of owners, teams, services, severities or priorities.
    pub(in crate::site) fn action_groups(&self, grouping: usize, number: usize, out: &mut dyn Write) -> Result<()> {
        let facet = &self.view.actions.facets[grouping];
        let total = facet.terms.len();
        let shown = grouping_context(&self.names(), facet, self.slice(total, number));
        let at = |page| address::action_groups(facet, page);
        let title = self.locale.word("action_items_by", facet.kind.key());
        let page = self.numbered_page(&title, &at(number), number, "actions");
        let pager = self.pager(total, number, at);
        self.template("action-groups.html", page, [("grouping", value(shown)), ("pager", value(pager))], out)
    }

    /// A page of the open action items of one group.
    pub(in crate::site) fn action_group(&self, grouping: usize, group: usize, number: usize, out: &mut dyn Write) -> Result<()> {
        let facet = &self.view.actions.facets[grouping];
        let group = &facet.terms[group];
        let at = |page| address::action_group(facet, group, page);
        let list = ActionListContext {
            title: self.locale.format("action_items_in", &[("name", self.names().term(&facet.kind, group).into())]),
            state: None,
            grouping: Some(LinkContext {
                label: self.locale.word("action_items_by", facet.kind.key()).to_string(),
                address: Some(address::action_groups(facet, 1)),
            }),
            about: Some(self.names().link(&facet.kind, &group.value)).filter(|link| link.address.is_some()),
            counts: Some(counts(&group.actions)),
            total: group.open.len(),
            rows: self.action_rows(&group.open[self.slice(group.open.len(), number)]),
            pager: self.pager(group.open.len(), number, at),
            states: self.states(),
        };
        let page = self.numbered_page(&list.title, &at(number), number, "actions");
        self.template("action-list.html", page, [("list", value(list))], out)
    }

    fn actions_context(&self) -> ActionsContext {
        let actions = &self.view.actions;
        let section = |state: ActionState| {
            let places = actions.of(state);
            let shown = if state.is_open() { 0 } else { places.len().min(CLOSED) };
            ActionSection {
                state: self.names().word("state", state.word()),
                address: address::actions_in(state, 1),
                total: places.len(),
                rows: self.action_rows(&places[..shown]),
            }
        };
        let sections = ActionState::ALL.map(section).into();
        let grouping = |facet: &Facet| LinkContext {
            label: self.locale.word("by", facet.kind.key()).to_string(),
            address: Some(address::action_groups(facet, 1)),
        };
        let labels = self.names();
        let severities = actions.facets.iter().find(|facet| facet.kind == FacetKind::Severity);
        let filter = |facet: &Facet| {
            let choice = |term: &Term| SearchChoice {
                value: term.value.clone(),
                label: labels.term(&facet.kind, term),
                count: term.actions.total(),
            };
            let (key, none) = (facet.kind.key().to_owned(), labels.locale.word("no", facet.kind.key()));
            SearchFilter { key, label: labels.facet(facet).1, none, values: facet.terms.iter().map(choice).collect() }
        };
        ActionsContext {
            counts: counts(&actions.counts),
            sections,
            filters: actions.facets.iter().filter(|facet| facet.kind != FacetKind::Severity).map(filter).collect(),
            severities: severities
                .map(|facet| facet.terms.iter().map(|term| labels.severity(&term.value)).collect())
                .unwrap_or_default(),
            soon: time::date(self.view.as_of.saturating_add(7.days())),
            teams: self.open_by_team(),
            groupings: actions.facets.iter().map(grouping).collect(),
            open_days: self.open_days(false),
            age_days: self.age_days(),
            script: self.asset("actions.js"),
        }
    }

    /// The open action items by team, the team with the most overdue ones first, up to the limit.
    fn open_by_team(&self) -> Vec<ActionTeam> {
        let facet = self.view.actions.facets.iter().find(|facet| facet.kind == FacetKind::Team);
        let mut left = OPEN;
        let team = |(facet, group): (&Facet, &Term)| {
            let shown = group.open.len().min(OF_TEAM).min(left);
            left -= shown;
            ActionTeam { group: action_group_row(&self.names(), facet, group), rows: self.action_rows(&group.open[..shown]) }
        };
        let groups = facet.into_iter().flat_map(|facet| facet.terms.iter().map(move |group| (facet, group)));
        groups.map(team).take_while(|team| !team.rows.is_empty()).collect()
    }

    /// The rows of the given action items. An action item is in several lists (state, owner, services), so its row is a shared
    /// part.
    pub(in crate::site) fn action_rows(&self, places: &[ActionPlace]) -> Vec<Value> {
        let rows = |case: usize| -> Vec<Value> {
            let places = (0..self.view.cases[case].incident.actions.len()).map(|action| ActionPlace { case, action });
            places.map(|place| part("partials/action-row.html", "row", self.action_row(place))).collect()
        };
        places.iter().map(|it| self.action_rows[it.case].get_or_init(|| rows(it.case))[it.action].clone()).collect()
    }

    fn action_row(&self, place: ActionPlace) -> ActionRow {
        let (names, case) = (self.names(), &self.view.cases[place.case]);
        let (action, incident) = (place.find(&self.view.cases), &case.incident);
        ActionRow {
            title: action.title.clone(),
            url: action.url.clone(),
            incident: incident.id.clone(),
            incident_title: incident.title.trim().to_owned(),
            address: address::incident(case),
            anchor: anchor(action),
            severity: names.severity(&incident.severity),
            services: names.labels(&FacetKind::Service, &incident.services),
            owner: action.owner.as_deref().map(|owner| self.action_link(&FacetKind::Owner, owner.trim())),
            team: action.team.as_deref().map(|team| self.action_link(&FacetKind::Team, team)),
            priority: action.priority.map(WordContext::from),
            due: action.due.map(|day| time::date(day.0)),
            days_overdue: action.days_overdue(self.view.as_of),
            closed: action.closed.map(|day| time::date(day.0)),
            status: names.word("state", action.status.as_str()),
            reason: action.reason.clone(),
            internal: action.visibility == Visibility::Internal,
        }
    }

    /// The label of a state.
    fn state(&self, state: ActionState) -> Arc<str> {
        self.locale.word("state", state.word())
    }

    fn states(&self) -> Vec<LinkContext> {
        let link = |state| LinkContext { label: self.state(state).to_string(), address: Some(address::actions_in(state, 1)) };
        ActionState::ALL.map(link).into()
    }

    /// A value of an action-item facet, linked to its group's page.
    fn action_link(&self, kind: &FacetKind, value: &str) -> LinkContext {
        match self.view.actions.group(kind, value) {
            Some((facet, group)) => {
                LinkContext { label: group.label.clone(), address: Some(address::action_group(facet, group, 1)) }
            }
            None => LinkContext { label: value.to_owned(), address: None },
        }
    }
}

/// The anchor of an action item on its incident's page. Without an id, that of the section.
fn anchor(action: &Action) -> String {
    let id = action.id.as_ref().map(|id| Ids::default().unique(&format!("action-{id}")));
    id.unwrap_or_else(|| "actions".to_owned())
}

/// A group with its counts.
pub(super) fn action_group_row(names: &Names<'_>, facet: &Facet, group: &Term) -> ActionGroupRow {
    ActionGroupRow {
        label: names.term(&facet.kind, group),
        address: address::action_group(facet, group, 1),
        counts: counts(&group.actions),
    }
}

fn grouping_context(names: &Names<'_>, facet: &Facet, shown: std::ops::Range<usize>) -> ActionGroupingContext {
    let row = |group: &Term| action_group_row(names, facet, group);
    let (label, singular) = names.facet(facet);
    ActionGroupingContext {
        by: facet.kind.key().to_owned(),
        label,
        singular,
        title: names.locale.word("action_items_by", facet.kind.key()),
        counted: names.counted(facet),
        address: address::action_groups(facet, 1),
        total: facet.terms.len(),
        groups: facet.terms[shown].iter().map(row).collect(),
    }
}

fn counts(of: &StateCounts) -> StateCountsContext {
    StateCountsContext {
        open: of.open(),
        overdue: of.of(ActionState::Overdue),
        done: of.of(ActionState::Done),
        wont_do: of.of(ActionState::WontDo),
    }
}
