//! Metrics reports: the statistics of one quarter, severity or team on a printable page.

use std::io::Write;

use crate::archive::statistics::{Distribution, FEW, IncidentFigures, Quarter, quarter_of};
use crate::archive::{FacetKind, Metric};
use crate::error::Result;
use crate::site::address;
use crate::site::chart::band::{BandPeriod, band};
use crate::site::chart::columns::{Column, columns};
use crate::site::chart::incident_strip::fill;
use crate::site::chart::svg::Caption;
use crate::site::context::{CountContext, LinkContext, PunctualityContext, QuarterRow, ReportContext, ReportGroup, TileContext};
use crate::site::html::Html;
use crate::site::renderer::Renderer;
use crate::site::templates::value;

/// The number of quarters in a chart.
const QUARTERS: usize = 12;
/// The maximum number of incidents in the report of a group.
const LISTED: usize = 10;

impl Renderer {
    /// The report of a quarter.
    pub(in crate::site) fn quarter_report(&self, quarter: (i16, i8), out: &mut dyn Write) -> Result<()> {
        let report = self.statistics().report(&self.view, &self.config, |_, case| case.started.map(quarter_of) == Some(quarter));
        let quarters: Vec<(i16, i8)> = self.view.quarters().into_iter().collect();
        let at = quarters.iter().position(|other| *other == quarter).unwrap_or_default();
        let link = |other: &(i16, i8)| LinkContext { label: self.quarter_label(*other), address: Some(address::quarter(*other)) };
        let before = previous(quarter);
        let is_first = at == 0;
        let count = self.view.cases.iter().filter(|case| case.incident.counts() && case.started.map(quarter_of) == Some(before));
        let mut shown = self.report_context(self.quarter_label(quarter), &report, false);
        shown.before =
            (!is_first).then(|| CountContext { label: self.quarter_label(before), address: None, count: count.count() });
        shown.neighbours =
            [at.checked_sub(1), Some(at + 1)].iter().flatten().filter_map(|at| quarters.get(*at)).map(link).collect();
        self.report_page(&address::quarter(quarter), shown, out)
    }

    /// The report of a group.
    pub(in crate::site) fn group_report(&self, facet: usize, term: usize, out: &mut dyn Write) -> Result<()> {
        let facet = &self.view.facets[facet];
        let term = &facet.terms[term];
        let mut is_wanted = vec![false; self.view.cases.len()];
        term.cases.iter().for_each(|at| is_wanted[*at] = true);
        let report = self.statistics().report(&self.view, &self.config, |at, _| is_wanted[at]);
        let mut shown = self.report_context(self.names().term(&facet.kind, term), &report, true);
        shown.list = Some(address::term(facet, term, 1));
        self.report_page(&address::report(facet, term), shown, out)
    }

    fn report_page(&self, address: &str, shown: ReportContext, out: &mut dyn Write) -> Result<()> {
        let page = self.page(address, &self.locale.format("metrics_of", &[("name", shown.title.as_str().into())]), "metrics");
        self.template("metrics-report.html", page, [("report", value(shown))], out)
    }

    fn report_context(&self, title: String, report: &IncidentFigures, is_of_group: bool) -> ReportContext {
        let rows = if is_of_group { &report.cases[..report.cases.len().min(LISTED)] } else { &report.cases[..] };
        let quarters = if is_of_group { &report.quarters[..] } else { &[] };
        let severities = report.by_severity.iter().filter(|count| count.count > 0);
        let of = report.cases.len();
        ReportContext {
            title,
            count: of,
            before: None,
            neighbours: Vec::new(),
            severities: severities.map(|count| self.count(&FacetKind::Severity, count)).collect(),
            tiles: Metric::TIMES.into_iter().filter_map(|metric| self.tile(metric, &report.metrics, quarters)).collect(),
            reviews: PunctualityContext::from(&report.reviews),
            detection: self.detection(&report.by_detection, report.detection_known, of),
            causes: self.causes(&report.by_cause, report.causes_known, of),
            recurrence: self.recurrence(&report.repeats, of, report.repeats.len()),
            rows: self.rows_of(rows),
            list: None,
            few: FEW,
        }
    }

    /// The label of a quarter: `Q3 2026`.
    fn quarter_label(&self, (year, number): (i16, i8)) -> String {
        self.locale.quarter(&format!("{year:04}-Q{number}"))
    }

    /// A metric of a set of incidents, with its values per quarter.
    pub(in crate::site::pages) fn tile(
        &self,
        metric: Metric,
        all: &[(Metric, Distribution)],
        quarters: &[Quarter],
    ) -> Option<TileContext> {
        let (_, values) = all.iter().find(|(known, _)| *known == metric)?;
        let (label, definition) = (self.names().metric(metric), self.names().definition(metric));
        let shown = last(quarters);
        let of_quarter =
            |quarter: &Quarter| quarter.metrics.iter().find(|(known, _)| *known == metric).map(|(_, of)| of.spread());
        let row = |quarter: &Quarter| {
            let spread = of_quarter(quarter).filter(|spread| spread.known > 0)?;
            Some(QuarterRow { label: self.locale.quarter(&quarter.name), of: self.distribution(&label, &definition, spread, 1) })
        };
        let rows: Vec<QuarterRow> = shown.iter().filter_map(row).collect();
        let periods: Vec<BandPeriod> = shown
            .iter()
            .map(|quarter| BandPeriod {
                label: self.short_quarter(&quarter.name),
                values: of_quarter(quarter).and_then(|spread| spread.median.zip(spread.p90)),
            })
            .collect();
        Some(TileContext {
            of: self.distribution(&label, &definition, values.spread(), 1),
            picture: (rows.len() > 1).then(|| self.band(metric, &periods)),
            quarters: rows,
        })
    }

    /// A column chart of the recent quarters, stacked by severity.
    pub(in crate::site::pages) fn incidents_by_quarter(&self) -> Option<Html> {
        let parts = |quarter: &Quarter| {
            let counts = self.config.severities.all().iter().zip(&quarter.by_severity);
            counts.map(|(severity, count)| (fill(severity.color), count.count)).collect()
        };
        let in_words = |quarter: &Quarter| {
            let counts = self.config.severities.all().iter().zip(&quarter.by_severity).filter(|(_, count)| count.count > 0);
            let counts = counts.map(|(severity, count)| format!("{} {}", self.locale.number(count.count), severity.label));
            counts.collect::<Vec<_>>().join(&self.locale.text("list_gap"))
        };
        self.quarter_columns("incidents-by-quarter", "incidents_by_quarter_and_severity", parts, in_words)
    }

    /// A column chart of the recent quarters: reviews on time below, late ones above.
    pub(in crate::site::pages) fn reviews_by_quarter(&self) -> Option<Html> {
        let parts = |quarter: &Quarter| vec![("bar", quarter.reviews.in_time), ("partial", quarter.reviews.late)];
        let in_words = |quarter: &Quarter| {
            let counts = [("count", quarter.reviews.in_time.into()), ("late", quarter.reviews.late.into())];
            self.locale.format("reviews_within_deadline", &counts)
        };
        self.quarter_columns("reviews-by-quarter", "reviews_on_time_by_quarter", parts, in_words)
    }

    /// The recent quarters, which the charts of tiles show.
    pub(in crate::site::pages) fn last_quarters(&self) -> &[Quarter] {
        last(&self.statistics().quarters)
    }

    fn quarter_columns(
        &self,
        id: &str,
        title: &str,
        parts: impl Fn(&Quarter) -> Vec<(&'static str, usize)>,
        in_words: impl Fn(&Quarter) -> String,
    ) -> Option<Html> {
        let shown = self.last_quarters();
        let has_tick = |name: &str| name.ends_with("Q1") || name.ends_with("Q3");
        let column = |quarter: &Quarter| Column {
            tick: has_tick(&quarter.name).then(|| self.short_quarter(&quarter.name)),
            parts: parts(quarter),
        };
        let all: Vec<Column> = shown.iter().map(column).collect();
        let with_incidents = shown.iter().zip(&all).filter(|(_, column)| column.total() > 0);
        let in_words =
            with_incidents.map(|(quarter, _)| format!("{}: {}", self.locale.quarter(&quarter.name), in_words(quarter)));
        let description = in_words.collect::<Vec<_>>().join(&self.locale.text("semicolon"));
        let caption = Caption { id, class: "plot months", title: &self.locale.text(title), description: &description };
        all.iter().any(|column| column.total() > 0).then(|| columns(caption, &all))
    }

    /// The short label of a quarter in a chart: `Q2`, or the year for a first quarter.
    fn short_quarter(&self, name: &str) -> String {
        match name.split_once("-Q") {
            Some((year, "1")) => year.to_owned(),
            Some((_, number)) => self.locale.format("quarter_short", &[("quarter", number.into())]),
            None => name.to_owned(),
        }
    }

    /// A band chart of the medians.
    fn band(&self, metric: Metric, periods: &[BandPeriod]) -> Html {
        let title = self.locale.format("by_quarter_of", &[("name", (&*self.names().metric(metric)).into())]);
        let (id, description) = (format!("band-{}", metric.key()), self.locale.text("band_described"));
        band(Caption { id: &id, class: "plot band", title: &title, description: &description }, periods, &self.locale)
    }

    /// The quarters that have a report, newest first.
    pub(in crate::site::pages) fn quarter_links(&self) -> Vec<LinkContext> {
        let quarters = self.view.quarters().into_iter().rev();
        quarters
            .map(|quarter| LinkContext { label: self.quarter_label(quarter), address: Some(address::quarter(quarter)) })
            .collect()
    }

    /// The groups that have a report.
    pub(in crate::site::pages) fn report_groups(&self) -> Vec<ReportGroup> {
        let facets = self.view.facets.iter().filter(|facet| address::has_reports(&facet.kind));
        let group = |facet: &crate::archive::Facet| {
            let terms = facet.terms.iter().filter(|term| term.count > 0);
            let link = |term: &crate::archive::Term| LinkContext {
                label: self.names().term(&facet.kind, term),
                address: Some(address::report(facet, term)),
            };
            ReportGroup { label: self.names().facet(facet).0, links: terms.map(link).collect() }
        };
        facets.map(group).filter(|group| !group.links.is_empty()).collect()
    }
}

/// The previous quarter.
fn previous((year, number): (i16, i8)) -> (i16, i8) {
    if number == 1 { (year - 1, 4) } else { (year, number - 1) }
}

/// The last quarters, as many as a chart shows.
fn last(quarters: &[Quarter]) -> &[Quarter] {
    &quarters[quarters.len().saturating_sub(QUARTERS)..]
}
