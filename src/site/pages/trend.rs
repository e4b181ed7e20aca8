//! Trends: the last full quarter compared with the previous one, and the last four quarters with the four before: what improved,
//! what got worse, and on how many incidents the comparison is based.

use std::sync::Arc;

use jiff::civil::Date;

use crate::archive::Metric;
use crate::archive::statistics::{Distribution, FEW, IncidentFigures, Punctuality, Quarter, RECURRENCE_DAYS};
use crate::locale::Locale;
use crate::site::chart::spark::spark;
use crate::site::chart::svg::Caption;
use crate::site::context::{CountContext, TrendContext, TrendRow};
use crate::site::html::Html;
use crate::site::renderer::Renderer;

/// The number of quarters in a sparkline.
const QUARTERS: usize = 9;

/// The number of quarters in a year.
const YEAR: usize = 4;

/// The data common to a quarter and a year.
struct Period<'a> {
    count: usize,
    metrics: &'a [(Metric, Distribution)],
    recurred: usize,
    reviews: &'a Punctuality,
}

impl<'a> From<&'a Quarter> for Period<'a> {
    fn from(of: &'a Quarter) -> Self {
        Self { count: of.count, metrics: &of.metrics, recurred: of.recurred, reviews: &of.reviews }
    }
}

impl<'a> From<&'a IncidentFigures> for Period<'a> {
    fn from(of: &'a IncidentFigures) -> Self {
        Self { count: of.cases.len(), metrics: &of.metrics, recurred: of.repeats.len(), reviews: &of.reviews }
    }
}

/// One value of a period.
struct Figure {
    value: i64,
    shown: String,
    /// On how many of how many values it is based. `None` for a count, which is based on all.
    known: Option<(usize, usize)>,
}

/// Reads a value from a period. `None` if it is unknown.
type Reading<'a> = Box<dyn Fn(&Period<'_>) -> Option<Figure> + 'a>;

/// A value to compare between periods.
struct Measured<'a> {
    /// The base of its chart's id.
    id: &'static str,
    label: Arc<str>,
    definition: String,
    of: Reading<'a>,
    /// The names of the messages for an increase and a decrease.
    words: [&'static str; 2],
    less_is_better: bool,
    change: fn(&Locale, i64) -> String,
}

impl Renderer {
    /// Compares the last full quarter with the previous one, if there are two.
    pub(in crate::site) fn trend(&self) -> Option<TrendContext> {
        let quarters = &self.statistics().quarters;
        let now = self.last_full_quarter()?;
        let before = now.checked_sub(1)?;
        let current = quarters.get(now + 1);
        let shown = &quarters[(now + 2).saturating_sub(QUARTERS)..quarters.len().min(now + 2)];
        let label = |at: usize| self.locale.quarter(&quarters[at].name);
        let mut trend = self.comparison([label(now), label(before)], &(&quarters[now]).into(), &(&quarters[before]).into());
        for (row, it) in trend.rows.iter_mut().zip(self.measured()) {
            row.picture = Some(self.trend_picture(&it, shown, current.is_some()));
        }
        trend.quarters = shown.len();
        trend.current = current.map(|quarter| CountContext {
            label: self.locale.quarter(&quarter.name),
            address: None,
            count: quarter.count,
        });
        Some(trend)
    }

    /// Compares the last four full quarters with the four before, if there are eight.
    pub(in crate::site) fn year_on_year(&self) -> Option<TrendContext> {
        let quarters = &self.statistics().quarters;
        let now = self.last_full_quarter()?;
        now.checked_sub(2 * YEAR - 1)?;
        let year = |last: usize| {
            let from = last.checked_sub(YEAR).map_or(Date::MIN, |before| quarters[before].end);
            let end = quarters[last].end;
            let holds = |day: Date| from <= day && day < end;
            self.statistics().report(&self.view, &self.config, |_, case| case.started.is_some_and(holds))
        };
        let label = |at: usize| self.locale.format("year_to", &[("quarter", self.locale.quarter(&quarters[at].name).into())]);
        let before = now - YEAR;
        Some(self.comparison([label(now), label(before)], &(&year(now)).into(), &(&year(before)).into()))
    }

    /// The index of the last quarter that ended by the day of the build.
    fn last_full_quarter(&self) -> Option<usize> {
        self.statistics().quarters.iter().rposition(|quarter| quarter.end <= self.view.as_of)
    }

    fn comparison(&self, [label, label_before]: [String; 2], now: &Period<'_>, before: &Period<'_>) -> TrendContext {
        let rows: Vec<TrendRow> = self.measured().iter().map(|it| self.trend_row(it, now, before)).collect();
        let of = |direction| rows.iter().filter(|row| row.direction == Some(direction)).count();
        TrendContext {
            now: CountContext { label, address: None, count: now.count },
            before: CountContext { label: label_before, address: None, count: before.count },
            few: now.count.min(before.count) < FEW,
            better: of("better"),
            worse: of("worse"),
            quarters: 0,
            current: None,
            rows,
        }
    }

    fn measured(&self) -> Vec<Measured<'_>> {
        let count = |value: usize| Figure { value: number(value), shown: self.locale.number(value), known: None };
        let amount =
            |locale: &Locale, difference: i64| locale.number(usize::try_from(difference.unsigned_abs()).unwrap_or(usize::MAX));
        let mut all = vec![Measured {
            id: "incidents",
            label: self.locale.text("incidents"),
            definition: self.locale.text("started_in_period").to_string(),
            of: Box::new(move |period| Some(count(period.count))),
            words: ["trend_more", "trend_fewer"],
            less_is_better: true,
            change: amount,
        }];
        all.extend(Metric::TIMES.into_iter().map(|metric| self.median(metric)));
        all.push(Measured {
            id: "repeat-incidents",
            label: self.locale.text("repeat_incidents"),
            definition: self.locale.format("within_days_of_similar", &[("days", i64::from(RECURRENCE_DAYS).into())]),
            of: Box::new(move |period| Some(count(period.recurred))),
            words: ["trend_more", "trend_fewer"],
            less_is_better: true,
            change: amount,
        });
        all.push(Measured {
            id: "reviews-on-time",
            label: self.locale.text("reviews_on_time"),
            definition: self.locale.text("published_in_time").to_string(),
            of: Box::new(|period| self.in_time(period.reviews)),
            words: ["trend_points_higher", "trend_points_lower"],
            less_is_better: false,
            change: amount,
        });
        all
    }

    fn median(&self, metric: Metric) -> Measured<'_> {
        let figure = move |period: &Period<'_>| {
            let (_, values) = period.metrics.iter().find(|(known, _)| *known == metric)?;
            let median = values.median()?;
            let shown = self.locale.about(self.locale.brief_duration(median), values.is_approximate());
            Some(Figure { value: median, shown, known: Some((values.known(), values.of)) })
        };
        Measured {
            id: metric.name(),
            label: self.names().metric(metric),
            definition: self.locale.format("median_of", &[("definition", (&*self.names().definition(metric)).into())]),
            of: Box::new(figure),
            words: ["trend_longer", "trend_shorter"],
            less_is_better: true,
            change: Locale::brief_duration,
        }
    }

    /// The percentage of reviews published on time, of those that were published on time or are late.
    fn in_time(&self, reviews: &Punctuality) -> Option<Figure> {
        let percent = u32::try_from((reviews.in_time * 100).checked_div(reviews.of())?).ok()?;
        let shown = self.locale.percent(f64::from(percent));
        Some(Figure { value: i64::from(percent), shown, known: Some((reviews.in_time, reviews.of())) })
    }

    fn trend_row(&self, it: &Measured<'_>, now: &Period<'_>, before: &Period<'_>) -> TrendRow {
        let (figure_now, figure_before) = ((it.of)(now), (it.of)(before));
        let rests_on = |figure: &Option<Figure>, period: &Period<'_>| {
            figure.as_ref().and_then(|it| it.known).map_or(period.count, |(known, _)| known)
        };
        let is_judged = rests_on(&figure_now, now).min(rests_on(&figure_before, before)) >= FEW;
        let difference = figure_now.as_ref().zip(figure_before.as_ref()).map(|(now, before)| now.value - before.value);
        let known = |figure: &Option<Figure>| {
            figure
                .as_ref()?
                .known
                .map(|(known, of)| self.locale.format("part_of", &[("part", known.into()), ("whole", of.into())]))
        };
        let changed =
            |difference: i64, word: &str| self.locale.format(word, &[("amount", (it.change)(&self.locale, difference).into())]);
        TrendRow {
            label: it.label.to_string(),
            definition: it.definition.clone(),
            now_known: known(&figure_now),
            before_known: known(&figure_before),
            change: difference.map(|difference| match difference {
                0 => self.locale.text("no_change").to_string(),
                1.. => changed(difference, it.words[0]),
                _ => changed(difference, it.words[1]),
            }),
            // Small samples differ by chance, so no direction is given.
            direction: difference.filter(|_| is_judged).map(|difference| match (difference.signum(), it.less_is_better) {
                (0, _) => "same",
                (-1, true) | (1, false) => "better",
                _ => "worse",
            }),
            now: figure_now.map(|figure| figure.shown),
            before: figure_before.map(|figure| figure.shown),
            picture: None,
        }
    }

    fn trend_picture(&self, it: &Measured<'_>, quarters: &[Quarter], last_is_partial: bool) -> Html {
        let figures: Vec<Option<Figure>> = quarters.iter().map(|quarter| (it.of)(&quarter.into())).collect();
        let said = |(quarter, figure): (&Quarter, &Option<Figure>)| {
            let value = figure.as_ref().map_or_else(|| self.locale.text("unknown").to_string(), |figure| figure.shown.clone());
            format!("{}: {value}", self.locale.quarter(&quarter.name))
        };
        let description = quarters.iter().zip(&figures).map(said).collect::<Vec<_>>().join(&self.locale.text("list_gap"));
        let id = format!("trend-{}", it.id.replace('_', "-"));
        let title = self.locale.format("by_quarter_of", &[("name", (&*it.label).into())]);
        let caption = Caption { id: &id, class: "plot spark", title: &title, description: &description };
        let values: Vec<Option<i64>> = figures.iter().map(|figure| figure.as_ref().map(|figure| figure.value)).collect();
        spark(caption, &values, 0, last_is_partial)
    }
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
