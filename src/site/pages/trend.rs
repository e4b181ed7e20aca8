//! The last whole quarter against the one before: what is better, what is worse, and on how little that may rest.

use std::sync::Arc;

use crate::archive::Metric;
use crate::archive::statistics::{FEW, Quarter, RECURRENCE_DAYS};
use crate::locale::Locale;
use crate::site::chart::spark::spark;
use crate::site::chart::svg::Caption;
use crate::site::context::{CountContext, TrendContext, TrendRow};
use crate::site::html::Html;
use crate::site::renderer::Renderer;

/// How many quarters the small pictures show.
const QUARTERS: usize = 9;

/// One figure of a quarter.
struct Figure {
    value: i64,
    shown: String,
    /// On how many values it rests, of how many; none where it is a count, which rests on all.
    known: Option<(usize, usize)>,
}

/// How a figure is read from a quarter: nothing where it is unknown.
type Reading<'a> = Box<dyn Fn(&Quarter) -> Option<Figure> + 'a>;

/// A figure that is followed over quarters.
struct Measured<'a> {
    /// A name for the id of its picture.
    id: &'static str,
    label: Arc<str>,
    definition: String,
    of: Reading<'a>,
    /// The messages that say more and less.
    words: [&'static str; 2],
    less_is_better: bool,
    change: fn(&Locale, i64) -> String,
}

impl Renderer {
    /// The trend, where two quarters are over.
    pub(in crate::site) fn trend(&self) -> Option<TrendContext> {
        let quarters = &self.statistics().quarters;
        // What starts after the day of the build is no trend.
        let now = quarters.iter().rposition(|quarter| quarter.end <= self.view.as_of)?;
        let before = now.checked_sub(1)?;
        let current = quarters.get(now + 1);
        let shown = &quarters[(now + 2).saturating_sub(QUARTERS)..quarters.len().min(now + 2)];
        let rows: Vec<TrendRow> = self
            .measured()
            .iter()
            .map(|it| self.trend_row(it, &quarters[now], &quarters[before], shown, current.is_some()))
            .collect();
        Some(TrendContext {
            quarter: self.locale.quarter(&quarters[now].name),
            before: self.locale.quarter(&quarters[before].name),
            quarters: shown.len(),
            current: CountContext {
                label: current.map(|quarter| self.locale.quarter(&quarter.name)).unwrap_or_default(),
                address: None,
                count: current.map_or(0, |quarter| quarter.count),
            },
            few: quarters[now].count < FEW || quarters[before].count < FEW,
            rows,
        })
    }

    fn measured(&self) -> Vec<Measured<'_>> {
        let count = |value: usize| Figure { value: number(value), shown: self.locale.number(value), known: None };
        let amount =
            |locale: &Locale, difference: i64| locale.number(usize::try_from(difference.unsigned_abs()).unwrap_or(usize::MAX));
        let mut all = vec![Measured {
            id: "incidents",
            label: self.locale.text("incidents"),
            definition: self.locale.text("started_in_quarter").to_string(),
            of: Box::new(move |quarter| Some(count(quarter.count))),
            words: ["trend_more", "trend_fewer"],
            less_is_better: true,
            change: amount,
        }];
        all.extend(Metric::TIMES.into_iter().map(|metric| self.median(metric)));
        all.push(Measured {
            id: "repeat-incidents",
            label: self.locale.text("repeat_incidents"),
            definition: self.locale.format("within_days_of_similar", &[("days", i64::from(RECURRENCE_DAYS).into())]),
            of: Box::new(move |quarter| Some(count(quarter.recurred))),
            words: ["trend_more", "trend_fewer"],
            less_is_better: true,
            change: amount,
        });
        all.push(Measured {
            id: "reviews-on-time",
            label: self.locale.text("reviews_on_time"),
            definition: self.locale.text("published_in_time").to_string(),
            of: Box::new(|quarter| self.in_time(quarter)),
            words: ["trend_points_higher", "trend_points_lower"],
            less_is_better: false,
            change: amount,
        });
        all
    }

    fn median(&self, metric: Metric) -> Measured<'_> {
        let figure = move |quarter: &Quarter| {
            let (_, values) = quarter.metrics.iter().find(|(known, _)| *known == metric)?;
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

    /// The share of the reviews that could be judged.
    fn in_time(&self, quarter: &Quarter) -> Option<Figure> {
        let reviews = &quarter.reviews;
        let percent = u32::try_from((reviews.in_time * 100).checked_div(reviews.of())?).ok()?;
        let shown = self.locale.percent(f64::from(percent));
        Some(Figure { value: i64::from(percent), shown, known: Some((reviews.in_time, reviews.of())) })
    }

    fn trend_row(
        &self,
        it: &Measured<'_>,
        now: &Quarter,
        before: &Quarter,
        shown: &[Quarter],
        last_is_partial: bool,
    ) -> TrendRow {
        let (figure_now, figure_before) = ((it.of)(now), (it.of)(before));
        let rests_on = |figure: &Option<Figure>, quarter: &Quarter| {
            figure.as_ref().and_then(|it| it.known).map_or(quarter.count, |(known, _)| known)
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
            // A few incidents differ by chance: no direction is named.
            direction: difference.filter(|_| is_judged).map(|difference| match (difference.signum(), it.less_is_better) {
                (0, _) => "same",
                (-1, true) | (1, false) => "better",
                _ => "worse",
            }),
            now: figure_now.map(|figure| figure.shown),
            before: figure_before.map(|figure| figure.shown),
            picture: self.trend_picture(it, shown, last_is_partial),
        }
    }

    fn trend_picture(&self, it: &Measured<'_>, quarters: &[Quarter], last_is_partial: bool) -> Html {
        let figures: Vec<Option<Figure>> = quarters.iter().map(|quarter| (it.of)(quarter)).collect();
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
