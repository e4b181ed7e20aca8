//! The metrics page, and the statistics shared with other pages.

use std::io::Write;
use std::sync::Arc;

use crate::archive::statistics::Punctuality;
use crate::archive::statistics::{Count, Distribution, FEW, Measurement, Month, RECURRENCE_DAYS, Spread};
use crate::archive::{FacetKind, Measure, Metric};
use crate::error::Result;
use crate::site::address;
use crate::site::chart;
use crate::site::chart::columns::{Column, columns};
use crate::site::chart::dots::{self, Axis, Dot, Dots};
use crate::site::chart::heat::heat;
use crate::site::chart::svg::Caption;
use crate::site::context::{
    CountContext, DistributionContext, HeatContext, HeatRow, KnownCounts, MetricsContext, MonthRow, MonthsContext, PointsRow,
    PunctualityContext, RecurrenceContext, RecurrenceRow,
};
use crate::site::html::Html;
use crate::site::renderer::Renderer;
use crate::site::templates::value;

/// How many incidents are shown as dots: the newest. More would make the page heavy and the dots indistinguishable.
const DOTS: usize = 120;
/// The number of months on the page.
const MONTHS: usize = 24;
/// The maximum number of services and repeat incidents on the page.
const NAMED: usize = 10;
const DAY: i64 = 86_400;

impl Renderer {
    /// The metrics page.
    pub(in crate::site) fn metrics(&self, out: &mut dyn Write) -> Result<()> {
        let mut page = self.page(address::METRICS, &self.locale.text("metrics"), "metrics");
        page.description = Some(self.locale.text("metrics_description").to_string());
        self.template("metrics.html", page, [("metrics", value(self.metrics_context()))], out)
    }

    fn metrics_context(&self) -> MetricsContext {
        let statistics = self.statistics();
        let counted = statistics.incidents;
        let newest = self.newest_counted();
        let mut services: Vec<&Count> = statistics.by_service.iter().filter(|service| service.count > 0).collect();
        services.sort_by_key(|service| std::cmp::Reverse(service.count));
        MetricsContext {
            count: counted,
            trend: self.trend(),
            year: self.year_on_year(),
            months: self.months(&statistics.by_month),
            times: self.times(&newest),
            points: newest.iter().map(|case| self.points_row(*case)).collect(),
            points_limit: DOTS,
            more_services: services.len().saturating_sub(NAMED),
            services: services.into_iter().take(NAMED).map(|count| self.count(&FacetKind::Service, count)).collect(),
            detection: self.detection(&statistics.by_detection, statistics.detection_known, counted),
            causes: self.causes(&statistics.by_cause, statistics.causes_known, counted),
            recurrence: self.recurrence(&statistics.recurrence.pairs, statistics.recurrence.of, NAMED),
            reviews: PunctualityContext::from(&statistics.reviews),
            heat: self.heat(),
            open_days: self.open_days(true),
            age_days: self.age_days(),
            few: FEW,
            tiles: [Metric::TimeToMitigate, Metric::TimeToResolve]
                .into_iter()
                .filter_map(|metric| self.tile(metric, &statistics.metrics, &statistics.quarters))
                .collect(),
            quarters_shown: self.last_quarters().len(),
            incidents_in_quarters: self.last_quarters().iter().map(|quarter| quarter.count).sum(),
            reviews_in_quarters: self.reviews_in_quarters(),
            incidents_by_quarter: self.incidents_by_quarter(),
            reviews_by_quarter: self.reviews_by_quarter(),
            quarters: self.quarter_links(),
            groups: self.report_groups(),
        }
    }

    /// Whether the reviews of the recent quarters were published on time.
    fn reviews_in_quarters(&self) -> PunctualityContext {
        let mut sum = Punctuality::default();
        for Punctuality { in_time, late, pending } in self.last_quarters().iter().map(|quarter| &quarter.reviews) {
            sum.in_time += in_time;
            sum.late += late;
            sum.pending += pending;
        }
        PunctualityContext::from(&sum)
    }

    /// The number of incidents by detection method.
    pub(super) fn detection(&self, counts: &[Count], known: usize, of: usize) -> KnownCounts {
        let named = |count: &Count| CountContext {
            label: self.locale.word("detection", &count.name).to_string(),
            address: None,
            count: count.count,
        };
        KnownCounts { counts: counts.iter().map(named).collect(), known, of }
    }

    /// The number of incidents by cause category.
    pub(super) fn causes(&self, counts: &[Count], known: usize, of: usize) -> KnownCounts {
        KnownCounts { counts: counts.iter().map(|count| self.count(&FacetKind::Cause, count)).collect(), known, of }
    }

    /// The number of repeat incidents, and up to `shown` pairs of a repeat incident and the one that it repeats.
    pub(super) fn recurrence(&self, pairs: &[(usize, usize)], of: usize, shown: usize) -> RecurrenceContext {
        let row = |(again, earlier): &(usize, usize)| RecurrenceRow {
            incident: self.names().incident(*again),
            earlier: self.names().incident(*earlier),
        };
        RecurrenceContext { days: RECURRENCE_DAYS, count: pairs.len(), of, newest: pairs.iter().take(shown).map(row).collect() }
    }

    /// The newest incidents that count in statistics, newest first.
    fn newest_counted(&self) -> Vec<usize> {
        let cases = self.view.cases.iter().enumerate().filter(|(_, case)| case.incident.counts());
        cases.map(|(at, _)| at).take(DOTS).collect()
    }

    /// The time metrics, on a common axis.
    fn times(&self, newest: &[usize]) -> Vec<DistributionContext> {
        let all = || Metric::TIMES.into_iter().filter_map(|metric| Some((metric, self.statistics().metric(metric)?)));
        let ends = || all().flat_map(|(_, values)| values.points.first().into_iter().chain(values.points.last()));
        let least = ends().map(|point| point.value).min().unwrap_or_default();
        let axis = Axis::seconds(least, ends().map(|point| point.value).max().unwrap_or_default());
        let from = self.config.measure_from;
        all()
            .map(|(metric, values)| {
                let label = self.names().metric(metric);
                let dot = |case: &usize| self.dot(*case, self.view.cases[*case].measure(metric, from)?);
                let dots: Vec<Dot> = newest.iter().filter_map(dot).collect();
                let picture = (values.known() > 0).then(|| self.dots(metric.key(), &label, axis, values, &dots));
                DistributionContext { picture, ..self.distribution(&label, &self.names().definition(metric), values.spread(), 1) }
            })
            .collect()
    }

    fn dot(&self, case: usize, measure: Measure) -> Option<Dot> {
        let it = self.view.cases.get(case)?;
        let value = self.locale.about(self.locale.duration(measure.seconds), measure.approximate);
        Some(Dot {
            value: measure.seconds,
            address: format!("{}{}", address::root_from(address::METRICS), address::incident(it)),
            label: self.locale.format("dot_label", &[("incident", (&it.incident.id).into()), ("value", value.into())]),
            class: if measure.approximate { "dot about" } else { "dot" },
        })
    }

    fn points_row(&self, case: usize) -> PointsRow {
        let length =
            |metric| self.view.cases[case].measure(metric, self.config.measure_from).map(|measure| self.names().length(measure));
        PointsRow { incident: self.names().incident(case), lengths: Metric::TIMES.map(length).into() }
    }

    fn months(&self, all: &[Month]) -> MonthsContext {
        let shown = &all[all.len().saturating_sub(MONTHS)..];
        let occurs =
            |id: &str| shown.iter().flat_map(|month| &month.by_severity).any(|count| count.name == id && count.count > 0);
        let severities: Vec<_> = self.config.severities.all().iter().filter(|severity| occurs(&severity.id)).collect();
        let counts = |month: &Month| -> Vec<usize> {
            let of = |id: &str| month.by_severity.iter().find(|count| count.name == id).map_or(0, |count| count.count);
            severities.iter().map(|severity| of(&severity.id)).collect()
        };
        let column = |month: &Month| Column {
            tick: month
                .name
                .strip_suffix("-01")
                .map(str::to_owned)
                .or_else(|| month.name.ends_with("-07").then(|| self.locale.month_name(7).to_string())),
            parts: severities.iter().map(|severity| chart::incident_strip::fill(severity.color)).zip(counts(month)).collect(),
        };
        let description = shown
            .iter()
            .filter(|month| month.count > 0)
            .map(|month| format!("{}: {}", self.locale.month(&month.name), self.locale.number(month.count)));
        let caption = Caption {
            id: "months",
            class: "plot months",
            title: &self.locale.text("incidents_by_month_and_severity"),
            description: &self.locale.format(
                "other_periods_none",
                &[("counts", description.collect::<Vec<_>>().join(&self.locale.text("list_gap")).into())],
            ),
        };
        MonthsContext {
            picture: (!severities.is_empty()).then(|| columns(caption, &shown.iter().map(column).collect::<Vec<_>>())),
            severities: severities.iter().map(|severity| self.names().severity(&severity.id)).collect(),
            rows: shown
                .iter()
                .map(|month| MonthRow { name: self.locale.month(&month.name), count: month.count, by_severity: counts(month) })
                .collect(),
            earlier: all.len() - shown.len(),
        }
    }

    fn heat(&self) -> HeatContext {
        let it = &self.statistics().heat;
        let days: Vec<Arc<str>> = (0..7).map(|day| self.locale.weekday(day)).collect();
        let caption = Caption {
            id: "heat",
            class: "plot heat",
            title: &self.locale.text("incidents_by_weekday_and_hour"),
            description: &self.locale.text("heat_described"),
        };
        HeatContext {
            picture: (it.known > 0).then(|| heat(caption, &it.hours, &days)),
            known: it.known,
            of: it.of,
            days: days.into_iter().zip(&it.hours).map(|(day, hours)| HeatRow { day, hours: hours.to_vec() }).collect(),
        }
    }

    /// For how many days closed action items were open.
    pub(in crate::site) fn open_days(&self, with_picture: bool) -> DistributionContext {
        let values = &self.statistics().action_items.open_days;
        let label = self.locale.text("time_to_close_items");
        let definition = self.locale.text("time_to_close_definition");
        let mut context = self.distribution(&label, &definition, values.spread(), DAY);
        if with_picture && values.known() > 0 {
            let newest = &values.points[..];
            let axis = Axis::days(newest.first().map_or(0, |point| point.value), newest.last().map_or(0, |point| point.value));
            let mut latest: Vec<&Measurement> = newest.iter().collect();
            latest.sort_by_key(|point| point.case);
            let dot = |point: &&Measurement| self.dot(point.case, Measure { seconds: point.value * DAY, approximate: false });
            let in_days = |dot: Dot| Dot { value: dot.value / DAY, ..dot };
            let dots: Vec<Dot> = latest.iter().take(DOTS).filter_map(dot).map(in_days).collect();
            context.picture = Some(self.dots("open-days", &label, axis, values, &dots));
        }
        context
    }

    /// The age of the open action items in days.
    pub(in crate::site) fn age_days(&self) -> DistributionContext {
        let spread = self.statistics().action_items.age_days.spread();
        self.distribution(&self.locale.text("age_of_items"), &self.locale.text("age_of_items_definition"), spread, DAY)
    }

    /// A count, linked to the page of its group.
    pub(super) fn count(&self, kind: &FacetKind, count: &Count) -> CountContext {
        let address = self.names().link(kind, &count.name).address;
        CountContext { label: self.names().value(kind, &count.name), address, count: count.count }
    }

    /// A count of a facet value, with its label and a link to its group.
    pub(in crate::site) fn count_of(&self, kind: &FacetKind, (value, count): &(String, usize)) -> CountContext {
        let link = self.names().link(kind, value);
        CountContext { label: link.label, address: link.address, count: *count }
    }

    /// A distribution, formatted. `unit` is the unit of its values in seconds.
    pub(in crate::site) fn distribution(&self, label: &str, definition: &str, spread: Spread, unit: i64) -> DistributionContext {
        let length = |value: i64| self.names().length(Measure { seconds: value * unit, approximate: spread.approximate });
        DistributionContext {
            label: label.to_owned(),
            definition: definition.to_owned(),
            median: spread.median.map(length),
            p90: spread.p90.map(length),
            known: spread.known,
            of: spread.of,
            few: (1..FEW).contains(&spread.known),
            picture: None,
        }
    }

    /// A dot plot of the values.
    fn dots(&self, id: &str, label: &str, axis: Axis, values: &Distribution, dots: &[Dot]) -> Html {
        let all: Vec<i64> = values.points.iter().map(|point| point.value).collect();
        let counts = [("shown", dots.len().into()), ("known", values.known().into())];
        let description = self.locale.format("dots_described", &counts);
        let drawn = Dots {
            shown: dots,
            all: (values.known() > dots.len()).then_some(&all),
            median: values.median(),
            p90: values.percentile(90),
        };
        dots::draw(Caption { id, class: "plot dots", title: label, description: &description }, axis, &drawn, &self.locale)
    }
}
