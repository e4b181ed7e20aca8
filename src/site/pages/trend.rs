//! The last whole quarter against the one before: what is better, what is worse, and on how little that may rest.

use crate::archive::Metric;
use crate::archive::statistics::{FEW, Quarter, RECURRENCE_DAYS};
use crate::prose;
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
    label: String,
    definition: String,
    of: Reading<'a>,
    /// What is said of more and of less.
    words: [&'static str; 2],
    less_is_better: bool,
    change: fn(i64) -> String,
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
        let rows: Vec<TrendRow> =
            self.measured().iter().map(|it| row(it, &quarters[now], &quarters[before], shown, current.is_some())).collect();
        Some(TrendContext {
            quarter: prose::quarter(&quarters[now].name),
            before: prose::quarter(&quarters[before].name),
            quarters: shown.len(),
            current: CountContext {
                label: current.map(|quarter| prose::quarter(&quarter.name)).unwrap_or_default(),
                address: None,
                count: current.map_or(0, |quarter| quarter.count),
            },
            few: quarters[now].count < FEW || quarters[before].count < FEW,
            rows,
        })
    }

    fn measured(&self) -> Vec<Measured<'_>> {
        let count = |value: usize| Figure { value: number(value), shown: prose::number(value as u64), known: None };
        let mut all = vec![Measured {
            label: "Incidents".to_owned(),
            definition: "started in the quarter".to_owned(),
            of: Box::new(move |quarter| Some(count(quarter.count))),
            words: ["more", "fewer"],
            less_is_better: true,
            change: |difference| prose::number(difference.unsigned_abs()),
        }];
        all.extend(Metric::TIMES.into_iter().map(|metric| self.median(metric)));
        all.push(Measured {
            label: "Repeat incidents".to_owned(),
            definition: format!("within {RECURRENCE_DAYS} days of a similar one"),
            of: Box::new(move |quarter| Some(count(quarter.recurred))),
            words: ["more", "fewer"],
            less_is_better: true,
            change: |difference| prose::number(difference.unsigned_abs()),
        });
        all.push(Measured {
            label: "Reviews on time".to_owned(),
            definition: "published within the policy deadline".to_owned(),
            of: Box::new(in_time),
            words: ["points higher", "points lower"],
            less_is_better: false,
            change: |difference| difference.unsigned_abs().to_string(),
        });
        all
    }

    fn median(&self, metric: Metric) -> Measured<'_> {
        let figure = move |quarter: &Quarter| {
            let (_, values) = quarter.metrics.iter().find(|(known, _)| *known == metric)?;
            let median = values.median()?;
            let about = if values.is_approximate() { "about " } else { "" };
            let shown = format!("{about}{}", prose::brief_duration(median));
            Some(Figure { value: median, shown, known: Some((values.known(), values.of)) })
        };
        Measured {
            label: metric.label().to_owned(),
            definition: format!("median, {}", metric.definition(self.config.measure_from)),
            of: Box::new(figure),
            words: ["longer", "shorter"],
            less_is_better: true,
            change: prose::brief_duration,
        }
    }
}

/// The share of the reviews that could be judged.
fn in_time(quarter: &Quarter) -> Option<Figure> {
    let reviews = &quarter.reviews;
    let percent = (reviews.in_time * 100).checked_div(reviews.of())?;
    Some(Figure { value: number(percent), shown: format!("{percent}%"), known: Some((reviews.in_time, reviews.of())) })
}

fn row(it: &Measured<'_>, now: &Quarter, before: &Quarter, shown: &[Quarter], last_is_partial: bool) -> TrendRow {
    let (figure_now, figure_before) = ((it.of)(now), (it.of)(before));
    let rests_on = |figure: &Option<Figure>, quarter: &Quarter| {
        figure.as_ref().and_then(|it| it.known).map_or(quarter.count, |(known, _)| known)
    };
    let is_judged = rests_on(&figure_now, now).min(rests_on(&figure_before, before)) >= FEW;
    let difference = figure_now.as_ref().zip(figure_before.as_ref()).map(|(now, before)| now.value - before.value);
    let known = |figure: &Option<Figure>| figure.as_ref()?.known.map(|(known, of)| format!("{known} of {of}"));
    TrendRow {
        label: it.label.clone(),
        definition: it.definition.clone(),
        now_known: known(&figure_now),
        before_known: known(&figure_before),
        change: difference.map(|difference| match difference {
            0 => "no change".to_owned(),
            1.. => format!("{} {}", (it.change)(difference), it.words[0]),
            _ => format!("{} {}", (it.change)(difference), it.words[1]),
        }),
        // A few incidents differ by chance: no direction is named.
        direction: difference.filter(|_| is_judged).map(|difference| match (difference.signum(), it.less_is_better) {
            (0, _) => "same",
            (-1, true) | (1, false) => "better",
            _ => "worse",
        }),
        now: figure_now.map(|figure| figure.shown),
        before: figure_before.map(|figure| figure.shown),
        picture: picture(it, shown, last_is_partial),
    }
}

fn picture(it: &Measured<'_>, quarters: &[Quarter], last_is_partial: bool) -> Html {
    let figures: Vec<Option<Figure>> = quarters.iter().map(|quarter| (it.of)(quarter)).collect();
    let said = |(quarter, figure): (&Quarter, &Option<Figure>)| {
        format!("{}: {}", quarter.name, figure.as_ref().map_or("unknown", |figure| &figure.shown))
    };
    let description = quarters.iter().zip(&figures).map(said).collect::<Vec<_>>().join(", ");
    let id = format!("trend-{}", it.label.to_lowercase().replace(' ', "-"));
    let caption = Caption { id: &id, class: "plot spark", title: &format!("{} by quarter", it.label), description: &description };
    let values: Vec<Option<i64>> = figures.iter().map(|figure| figure.as_ref().map(|figure| figure.value)).collect();
    spark(caption, &values, 0, last_is_partial)
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
