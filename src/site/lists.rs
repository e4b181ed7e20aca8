//! Lists: all incidents, a facet's groups, a group's incidents, and the front page.

use std::io::Write;

use minijinja::Value;

use super::context::{
    FacetContext, HomeContext, ListContext, OverdueContext, PageContext, PageLink, Pager, SeverityCount, TermContext, TermRow,
    WordContext, YearContext,
};
use super::feed;
use super::templates::value;
use super::{Site, address, plan};
use crate::archive::{Facet, FacetKind, Metric, Term};
use crate::config::RegistryEntry;
use crate::error::Result;
use crate::incident::Milestone;
use crate::prose::{self, time};

/// How many incidents the front page shows.
const NEWEST: usize = 10;

impl Site {
    /// The front page.
    pub(super) fn home(&self, out: &mut dyn Write) -> Result<()> {
        let mut page = self.page("", &self.config.title, "home");
        page.description.clone_from(&self.config.description);
        self.template("home.html", page, [("home", value(self.home_context()))], out)
    }

    /// A page of the list of all incidents.
    pub(super) fn incidents(&self, number: usize, out: &mut dyn Write) -> Result<()> {
        let all: Vec<usize> = self.slice(self.view.cases.len(), number).collect();
        let list = self.list(&all, self.view.cases.len(), self.view.summary.count, number, address::incidents);
        let page = self.numbered_page("All incidents", &address::incidents(number), number, "incidents");
        self.template("incidents.html", page, [("list", value(list))], out)
    }

    /// A page of the list of a facet's groups.
    pub(super) fn facet(&self, facet: usize, number: usize, out: &mut dyn Write) -> Result<()> {
        let facet = &self.view.facets[facet];
        let shown = facet_context(facet);
        let terms: Vec<TermRow> =
            self.slice(facet.terms.len(), number).map(|term| self.term_row(facet, &facet.terms[term])).collect();
        let pager = self.pager(facet.terms.len(), number, |page| address::facet(facet, page));
        let page = self.numbered_page(&shown.label, &address::facet(facet, number), number, &facet.slug);
        self.template("facet.html", page, [("facet", value(shown)), ("terms", value(terms)), ("pager", value(pager))], out)
    }

    /// A page of a group's incidents.
    pub(super) fn term(&self, facet: usize, term: usize, number: usize, out: &mut dyn Write) -> Result<()> {
        let facet = &self.view.facets[facet];
        let term = &facet.terms[term];
        let shown = facet_context(facet);
        let cases: Vec<usize> = self.slice(term.cases.len(), number).map(|at| term.cases[at]).collect();
        let list = self.list(&cases, term.cases.len(), term.count, number, |page| address::term(facet, term, page));
        let title = format!("{} · {}", term.label, shown.singular);
        let page = self.numbered_page(&title, &address::term(facet, term, number), number, &facet.slug);
        let term = self.term_context(facet, term);
        self.template("term.html", page, [("facet", value(shown)), ("term", value(term)), ("list", value(list))], out)
    }

    /// The positions of one page's rows.
    fn slice(&self, total: usize, number: usize) -> std::ops::Range<usize> {
        let first = (number - 1) * self.config.per_page;
        first..(first + self.config.per_page).min(total)
    }

    fn list(&self, cases: &[usize], total: usize, count: usize, number: usize, at: impl Fn(usize) -> String) -> ListContext {
        ListContext { total, count, rows: self.rows_of(cases), pager: self.pager(total, number, at) }
    }

    fn rows_of(&self, cases: &[usize]) -> Vec<Value> {
        let names = self.names();
        cases.iter().map(|case| self.rows.get(&names, *case)).collect()
    }

    fn numbered_page(&self, title: &str, address: &str, number: usize, section: &str) -> PageContext {
        let title = if number == 1 { title.to_owned() } else { format!("{title} · page {number}") };
        self.page(address, &title, section)
    }

    fn pager(&self, total: usize, number: usize, at: impl Fn(usize) -> String) -> Pager {
        let pages = plan::pages(total, self.config.per_page);
        let rows = self.slice(total, number);
        let shown = [1, number.saturating_sub(1), number, number + 1, pages];
        let mut links: Vec<PageLink> = Vec::new();
        for page in shown.into_iter().filter(|page| (1..=pages).contains(page)) {
            let last = links.last().map_or(0, |link| link.page);
            if page > last {
                links.push(PageLink { page, address: at(page), current: page == number, after_gap: page > last + 1 });
            }
        }
        Pager {
            page: number,
            pages,
            first: if total == 0 { 0 } else { rows.start + 1 },
            last: rows.end,
            previous: (number > 1).then(|| at(number - 1)),
            next: (number < pages).then(|| at(number + 1)),
            links,
        }
    }

    fn term_row(&self, facet: &Facet, term: &Term) -> TermRow {
        let newest = term.cases.first().and_then(|case| self.view.cases[*case].life.moment(Milestone::Started));
        let shown = self.term_context(facet, term);
        TermRow {
            label: shown.label,
            address: shown.address,
            description: shown.description,
            severity: shown.severity,
            owner: shown.owner,
            count: term.count,
            open_actions: term.open_actions,
            latest: newest.map(|moment| time::date(moment.day(&self.config.zone))),
        }
    }

    fn term_context(&self, facet: &Facet, term: &Term) -> TermContext {
        let names = self.names();
        let severity = (facet.kind == FacetKind::Severity).then(|| names.severity(&term.value));
        let entry = self.entry(facet, term);
        TermContext {
            value: term.value.clone(),
            label: term.label.clone(),
            address: address::term(facet, term, 1),
            description: match &severity {
                Some(severity) => severity.description.clone(),
                None => entry.and_then(|entry| entry.description.clone()),
            },
            severity,
            owner: entry.and_then(|entry| entry.team.as_ref()).map(|team| names.link(&FacetKind::Team, team)),
            url: entry.and_then(|entry| entry.url.clone()),
            has_feeds: feed::has_feeds(&facet.kind),
        }
    }

    /// What the configuration says of a service or a team.
    fn entry(&self, facet: &Facet, term: &Term) -> Option<&RegistryEntry> {
        match facet.kind {
            FacetKind::Service => self.config.services.find(&term.value),
            FacetKind::Team => self.config.teams.find(&term.value),
            _ => None,
        }
    }

    fn home_context(&self) -> HomeContext {
        let summary = &self.view.summary;
        let newest: Vec<usize> = (0..self.view.cases.len().min(NEWEST)).collect();
        HomeContext {
            count: summary.count,
            ongoing: self.rows_of(&summary.ongoing[..summary.ongoing.len().min(NEWEST)]),
            newest: self.rows_of(&newest),
            overdue_total: summary.overdue_actions,
            overdue: summary.longest_overdue.iter().filter_map(|(case, action)| self.overdue(*case, *action)).collect(),
            open_actions: summary.open_actions,
            year: self.year(),
        }
    }

    fn overdue(&self, case: usize, action: usize) -> Option<OverdueContext> {
        let case = &self.view.cases[case];
        let action = &case.incident.actions[action];
        let due = action.due?.0;
        Some(OverdueContext {
            title: action.title.clone(),
            address: address::incident(case),
            incident: case.incident.id.clone(),
            owner: action.owner.clone(),
            due: time::date(due),
            days: self.view.as_of.duration_since(due).as_hours() / 24,
            priority: action.priority.map(|priority| WordContext::new(priority.as_str(), priority.label())),
        })
    }

    fn year(&self) -> YearContext {
        let year = &self.view.summary.year;
        let names = self.names();
        YearContext {
            year: year.year,
            address: names.link(&FacetKind::Year, &year.year.to_string()).address,
            count: year.count,
            count_before: year.count_before,
            severities: year
                .severities
                .iter()
                .map(|(id, count)| SeverityCount { severity: names.severity(id), count: *count })
                .collect(),
            median_time_to_resolve: year.median_time_to_resolve.map(|measure| measure.to_string()),
            known: year.known,
            definition: Metric::TimeToResolve.definition(self.config.measure_from),
        }
    }
}

/// What a template sees of a facet.
fn facet_context(facet: &Facet) -> FacetContext {
    let (label, singular) = facet_label(facet);
    FacetContext {
        kind: kind_word(&facet.kind).to_owned(),
        label,
        singular,
        address: address::facet(facet, 1),
        total: facet.terms.len(),
    }
}

/// The names of a facet: of all its groups, and of one.
pub(super) fn facet_label(facet: &Facet) -> (String, String) {
    let (all, one) = match &facet.kind {
        FacetKind::Severity => ("Severities", "Severity"),
        FacetKind::Service => ("Services", "Service"),
        FacetKind::Team => ("Teams", "Team"),
        FacetKind::Tag => ("Tags", "Tag"),
        FacetKind::Cause => ("Causes", "Cause"),
        FacetKind::Year => ("Years", "Year"),
        FacetKind::Field(name) => {
            let name = prose::capitalized(&name.replace('_', " "));
            return (name.clone(), name);
        }
    };
    (all.to_owned(), one.to_owned())
}

fn kind_word(kind: &FacetKind) -> &'static str {
    match kind {
        FacetKind::Severity => "severity",
        FacetKind::Service => "service",
        FacetKind::Team => "team",
        FacetKind::Tag => "tag",
        FacetKind::Cause => "cause",
        FacetKind::Year => "year",
        FacetKind::Field(_) => "field",
    }
}
