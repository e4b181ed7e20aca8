//! Groups: the list of a facet's groups, and the page of one group with its statistics.

use std::io::Write;

use crate::archive::{ActionState, Facet, FacetKind, Metric, Profile, Term};
use crate::config::RegistryEntry;
use crate::error::Result;
use crate::incident::Milestone;
use crate::prose::time;
use crate::site::address;
use crate::site::chart::columns::{Column, columns};
use crate::site::chart::incident_strip;
use crate::site::chart::spark::spark;
use crate::site::chart::svg::Caption;
use crate::site::context::{CountContext, FacetContext, KnownCounts, PolicyContext, ProfileContext, TermContext, TermRow};
use crate::site::html::Html;
use crate::site::names::Names;
use crate::site::renderer::Renderer;
use crate::site::templates::value;

/// The maximum number of open action items on a group's page.
const OPEN: usize = 5;

impl Renderer {
    /// A page of the list of a facet's groups.
    pub(in crate::site) fn facet(&self, facet: usize, number: usize, out: &mut dyn Write) -> Result<()> {
        let facet = &self.view.facets[facet];
        let shown = facet_context(&self.names(), facet);
        let terms = &facet.terms[self.slice(facet.terms.len(), number)];
        let most =
            terms.iter().flat_map(|term| &self.profile(facet, term).over_time).map(|(_, count)| *count).max().unwrap_or_default();
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let terms: Vec<TermRow> = terms.iter().map(|term| self.term_row(facet, term, most)).collect();
        let pager = self.pager(facet.terms.len(), number, |page| address::facet(facet, page));
        let page = self.numbered_page(&shown.label, &address::facet(facet, number), number, &facet.slug);
        self.template("facet.html", page, [("facet", value(shown)), ("terms", value(terms)), ("pager", value(pager))], out)
    }

    /// A page of a group's incidents.
    pub(in crate::site) fn term(&self, facet: usize, term: usize, number: usize, out: &mut dyn Write) -> Result<()> {
        let facet = &self.view.facets[facet];
        let term = &facet.terms[term];
        let shown = facet_context(&self.names(), facet);
        let cases: Vec<usize> = self.slice(term.cases.len(), number).map(|at| term.cases[at]).collect();
        let list = self.list(&cases, term.cases.len(), term.count, number, |page| address::term(facet, term, page));
        let names = [("name", self.names().term(&facet.kind, term).into()), ("facet", (&shown.singular).into())];
        let title = self.locale.format("term_title", &names);
        let page = self.numbered_page(&title, &address::term(facet, term, number), number, &facet.slug);
        let profile = (number == 1 && term.count > 0).then(|| self.profile_context(facet, term));
        let term = self.term_context(facet, term);
        let shown = [("facet", value(shown)), ("term", value(term)), ("profile", value(profile)), ("list", value(list))];
        self.template("term.html", page, shown, out)
    }

    fn term_row(&self, facet: &Facet, term: &Term, most: i64) -> TermRow {
        let newest = term.cases.first().and_then(|case| self.view.cases[*case].milestones.moment(Milestone::Started));
        let (shown, profile) = (self.term_context(facet, term), self.profile(facet, term));
        // A team's action items are those that it owns. Tags, causes and years have none.
        let group = self.view.actions.group(&facet.kind, &term.value);
        TermRow {
            label: shown.label,
            address: shown.address,
            description: shown.description,
            severity: shown.severity,
            owner: shown.owner,
            count: term.count,
            open_actions: group.map_or(0, |(_, group)| group.actions.open()),
            overdue_actions: group.map_or(0, |(_, group)| group.actions.of(ActionState::Overdue)),
            actions_address: group.map(|(facet, group)| address::action_group(facet, group, 1)),
            picture: self.small_picture(facet, term, profile, most),
            latest: newest.map(|moment| time::date(moment.day(&self.config.zone))),
        }
    }

    fn term_context(&self, facet: &Facet, term: &Term) -> TermContext {
        let names = self.names();
        let severity = (facet.kind == FacetKind::Severity).then(|| names.severity(&term.value));
        let entry = self.entry(facet, term);
        TermContext {
            value: term.value.clone(),
            label: names.term(&facet.kind, term),
            address: address::term(facet, term, 1),
            description: match &severity {
                Some(severity) => severity.description.clone(),
                None => entry.and_then(|entry| entry.description.clone()),
            },
            severity,
            // A team without a page may be unknown to this audience.
            owner: entry
                .and_then(|entry| entry.team.as_ref())
                .map(|team| names.link(&FacetKind::Team, team))
                .filter(|team| team.address.is_some()),
            policy: (facet.kind == FacetKind::Severity).then(|| self.policy(&term.value)),
            url: entry.and_then(|entry| entry.url.clone()),
            has_feeds: address::has_feeds(&facet.kind),
        }
    }

    /// The configuration of a service or a team.
    fn entry(&self, facet: &Facet, term: &Term) -> Option<&RegistryEntry> {
        match facet.kind {
            FacetKind::Service => self.config.services.find(&term.value),
            FacetKind::Team => self.config.teams.find(&term.value),
            _ => None,
        }
    }

    /// The statistics of a group.
    fn profile<'a>(&self, facet: &Facet, term: &'a Term) -> &'a Profile {
        self.view.profile(facet, term, &self.config)
    }

    /// The template context of a group's profile.
    fn profile_context(&self, facet: &Facet, term: &Term) -> ProfileContext {
        let profile = self.profile(facet, term);
        let counts = |kind: FacetKind, counts: &[(String, usize)]| -> Vec<CountContext> {
            counts.iter().map(|count| self.count_of(&kind, count)).collect()
        };
        let group = self.view.actions.group(&facet.kind, &term.value);
        let open = group.map_or(&[][..], |(_, group)| &group.open[..group.open.len().min(OPEN)]);
        let period =
            |(name, count): &(String, usize)| CountContext { label: self.period_label(name), address: None, count: *count };
        ProfileContext {
            picture: self.picture(facet, term, profile),
            over_time: profile.over_time.iter().map(period).collect(),
            time_to_resolve: self.distribution(
                &self.names().metric(Metric::TimeToResolve),
                &self.names().definition(Metric::TimeToResolve),
                profile.time_to_resolve,
                1,
            ),
            causes: KnownCounts {
                counts: counts(FacetKind::Cause, &profile.causes),
                known: profile.causes_known,
                of: term.count,
            },
            services: counts(FacetKind::Service, &profile.services),
            more_services: profile.more_services,
            open: self.action_rows(open),
            open_actions: group.map_or(0, |(_, group)| group.actions.open()),
            overdue_actions: group.map_or(0, |(_, group)| group.actions.of(ActionState::Overdue)),
            actions_address: group.map(|(facet, group)| address::action_group(facet, group, 1)),
        }
    }

    /// A group's incidents over time. A severity is drawn in its colour.
    fn picture(&self, facet: &Facet, term: &Term, profile: &Profile) -> Html {
        let severity = (facet.kind == FacetKind::Severity).then(|| self.config.severities.find(&term.value)).flatten();
        let class = severity.map_or("bar", |severity| incident_strip::fill(severity.color));
        let column = |(name, count): &(String, usize)| Column { tick: self.tick(name), parts: vec![(class, *count)] };
        let all: Vec<Column> = profile.over_time.iter().map(column).collect();
        let title = self.over_time(facet, term);
        columns(Caption { id: "over-time", class: "plot months", title: &title, description: &self.in_words(profile) }, &all)
    }

    fn policy(&self, severity: &str) -> PolicyContext {
        let policy = self.config.policy(severity);
        let follow_up: Vec<String> = policy.follow_up.iter().map(|period| self.locale.period(period.units())).collect();
        PolicyContext {
            review_within: policy.review_within.as_ref().map(|period| self.locale.period(period.units())),
            follow_up: (!follow_up.is_empty() && !policy.is_usual).then(|| self.locale.list(&follow_up)),
        }
    }

    /// The label below a period's column: the year for a first quarter, and every third month within a year.
    fn tick(&self, name: &str) -> Option<String> {
        match name.split_once('-')? {
            (year, "Q1" | "01") => Some(year.to_owned()),
            (_, month @ ("04" | "07" | "10")) => Some(self.locale.month_name(month.parse().ok()?).to_string()),
            _ => None,
        }
    }

    /// The label of a quarter or a month.
    fn period_label(&self, name: &str) -> String {
        if name.contains('Q') { self.locale.quarter(name) } else { self.locale.month(name) }
    }

    fn in_words(&self, profile: &Profile) -> String {
        let periods = profile.over_time.iter();
        let periods = periods.map(|(name, count)| format!("{}: {}", self.period_label(name), self.locale.number(*count)));
        periods.collect::<Vec<_>>().join(&self.locale.text("list_gap"))
    }

    fn over_time(&self, facet: &Facet, term: &Term) -> String {
        self.locale.format("incidents_over_time", &[("name", self.names().term(&facet.kind, term).into())])
    }

    /// A sparkline of a group's incidents. `most` is the largest value in the table.
    fn small_picture(&self, facet: &Facet, term: &Term, profile: &Profile, most: i64) -> Html {
        let values: Vec<Option<i64>> = profile.over_time.iter().map(|(_, count)| i64::try_from(*count).ok()).collect();
        let (id, title) = (format!("of-{}", term.slug), self.over_time(facet, term));
        spark(Caption { id: &id, class: "plot spark", title: &title, description: &self.in_words(profile) }, &values, most, false)
    }
}

/// The template context of a facet.
fn facet_context(names: &Names<'_>, facet: &Facet) -> FacetContext {
    let (label, singular) = names.facet(facet);
    FacetContext {
        kind: if let FacetKind::Field(_) = facet.kind { "field" } else { facet.kind.key() }.to_owned(),
        label,
        singular,
        address: address::facet(facet, 1),
        total: facet.terms.len(),
        counted: names.counted(facet),
    }
}
