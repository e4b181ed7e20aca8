//! Dot plots of durations on a piecewise-linear, roughly logarithmic axis.
//!
//! The ticks are equally spaced, although each value is several times the previous one, and the axis is linear between two ticks.
//! This approximates a logarithm with integer arithmetic, so the result is the same on every machine.

use super::columns::{WIDTH, share};
use super::svg::{Anchor, Caption, Point, Rect, Svg};
use super::text::Style;
use crate::locale::Locale;
use crate::site::html::Html;

/// The side of the square reserved for a dot.
const PITCH: i32 = 7;
const RADIUS: i32 = 3;
/// The height of the area in which dots are stacked, and its lower edge.
const FIELD: i32 = 70;
const BOTTOM: i32 = 34 + FIELD;
const MARGIN: i32 = 16;

/// A tick: its value, and its label as a count of a unit.
type Tick = (i64, (i64, &'static str));

const DAY: i64 = 86_400;

/// Round durations in seconds, as people name them.
const SECONDS: &[Tick] = &[
    (1, (1, "axis_seconds")),
    (5, (5, "axis_seconds")),
    (15, (15, "axis_seconds")),
    (60, (1, "axis_minutes")),
    (300, (5, "axis_minutes")),
    (900, (15, "axis_minutes")),
    (3600, (1, "axis_hours")),
    (4 * 3600, (4, "axis_hours")),
    (DAY, (1, "axis_days")),
    (4 * DAY, (4, "axis_days")),
    (14 * DAY, (2, "axis_weeks")),
    (60 * DAY, (60, "axis_days")),
    (365 * DAY, (1, "axis_years")),
    (5 * 365 * DAY, (5, "axis_years")),
    (100 * 365 * DAY, (100, "axis_years")),
];
/// Round durations in days.
const DAYS: &[Tick] = &[
    (1, (1, "axis_days")),
    (3, (3, "axis_days")),
    (7, (1, "axis_weeks")),
    (14, (2, "axis_weeks")),
    (30, (30, "axis_days")),
    (90, (90, "axis_days")),
    (365, (1, "axis_years")),
    (1826, (5, "axis_years")),
    (36_525, (100, "axis_years")),
];

/// A section of the axis, from one tick to another.
#[derive(Debug, Clone, Copy)]
pub(in crate::site) struct Axis(&'static [Tick]);

impl Axis {
    /// An axis in seconds that covers the values from `least` to `most`.
    pub(in crate::site) fn seconds(least: i64, most: i64) -> Self {
        Self::within(SECONDS, least, most)
    }

    /// An axis in days that covers the values from `least` to `most`.
    pub(in crate::site) fn days(least: i64, most: i64) -> Self {
        Self::within(DAYS, least, most)
    }

    fn within(ticks: &'static [Tick], lowest: i64, highest: i64) -> Self {
        let last = ticks.iter().position(|(value, _)| *value >= highest).unwrap_or(ticks.len() - 1).max(1);
        let first = ticks.iter().rposition(|(value, _)| *value <= lowest).unwrap_or_default().min(last - 1);
        Self(&ticks[first..=last])
    }

    /// The x coordinate of a value.
    fn x(self, value: i64) -> i32 {
        MARGIN + self.place(value, WIDTH - 2 * MARGIN)
    }

    /// The values and labels of the ticks. An axis with more than eight ticks shows every other one.
    pub(super) fn ticks(self, locale: &Locale) -> impl Iterator<Item = (i64, String)> {
        let shown = self.0.iter().step_by(if self.0.len() > 8 { 2 } else { 1 });
        shown.map(|(value, (count, unit))| (*value, locale.format(unit, &[("count", (*count).into())])))
    }

    /// The distance of a value from the start of an axis that is `length` units long. Values outside of the axis are clamped to its
    /// ends.
    pub(super) fn place(self, value: i64, length: i32) -> i32 {
        let steps = i64::try_from(self.0.len() - 1).unwrap_or(1).max(1);
        let width = i64::from(length);
        let at = self.0.iter().rposition(|(tick, _)| *tick <= value).unwrap_or_default().min(self.0.len().saturating_sub(2));
        let ((from, _), (to, _)) = (self.0[at], self.0[at + 1]);
        let within = (value.clamp(from, to) - from) * width / ((to - from) * steps);
        let before = i64::try_from(at).unwrap_or_default() * width / steps;
        i32::try_from(before + within).unwrap_or_default()
    }

    fn draw(self, svg: &mut Svg, locale: &Locale) {
        svg.line("axis", Point { x: 0, y: BOTTOM + 1 }, Point { x: WIDTH, y: BOTTOM + 1 });
        for (value, _) in self.0 {
            let x = self.x(*value);
            svg.line("axis", Point { x, y: BOTTOM + 1 }, Point { x, y: BOTTOM + 5 });
        }
        for (value, label) in self.ticks(locale) {
            svg.text(Style::Note, Point { x: self.x(value), y: BOTTOM + 19 }, Anchor::Middle, &label);
        }
    }
}

/// A value that links to its incident.
pub(in crate::site) struct Dot {
    pub(in crate::site) value: i64,
    pub(in crate::site) address: String,
    pub(in crate::site) label: String,
    pub(in crate::site) class: &'static str,
}

/// The distribution to draw.
pub(in crate::site) struct Dots<'a> {
    /// The values shown as dots.
    pub(in crate::site) shown: &'a [Dot],
    /// All values, if not all of them are dots: their distribution is drawn as a shape behind the dots.
    pub(in crate::site) all: Option<&'a [i64]>,
    pub(in crate::site) median: Option<i64>,
    pub(in crate::site) p90: Option<i64>,
}

/// Draws the values as stacked dots, with lines for the median and the 90th percentile.
pub(in crate::site) fn draw(caption: Caption<'_>, axis: Axis, strip: &Dots<'_>, locale: &Locale) -> Html {
    let mut svg = Svg::default();
    if let Some(all) = strip.all {
        shape(&mut svg, axis, all);
    }
    // The median is never right of the 90th percentile, so labels on the outer sides of the two lines do not cross them.
    let marks =
        [("median", "median_mark", strip.median, 12, Anchor::End), ("p90", "percentile_mark", strip.p90, 27, Anchor::Start)];
    for (class, label, value, y, side) in marks {
        let Some(value) = value else { continue };
        let label = &*locale.text(label);
        let x = axis.x(value);
        svg.line(class, Point { x, y: y - 10 }, Point { x, y: BOTTOM });
        let needed = Style::Note.width(label) + 4;
        let side = match side {
            Anchor::End if x < needed => Anchor::Start,
            Anchor::Start if x + needed > WIDTH => Anchor::End,
            side => side,
        };
        svg.text(Style::Note, Point { x: if side == Anchor::End { x - 4 } else { x + 4 }, y }, side, label);
    }
    dots(&mut svg, axis, strip.shown);
    axis.draw(&mut svg, locale);
    svg.document(caption, WIDTH, BOTTOM + 24)
}

/// The column of a value. Dots in the same column are stacked.
fn column(axis: Axis, value: i64) -> usize {
    usize::try_from(axis.x(value) / PITCH).unwrap_or_default()
}

fn columns() -> usize {
    usize::try_from(WIDTH / PITCH + 1).unwrap_or_default()
}

fn dots(svg: &mut Svg, axis: Axis, dots: &[Dot]) {
    let mut stacks: Vec<Vec<&Dot>> = Vec::new();
    stacks.resize_with(columns(), Vec::new);
    for dot in dots {
        stacks[column(axis, dot.value)].push(dot);
    }
    for (stack, at) in stacks.iter().zip(0..) {
        let step = (FIELD / i32::try_from(stack.len().max(1)).unwrap_or(FIELD)).clamp(1, PITCH);
        for (dot, level) in stack.iter().zip(0..) {
            let center = Point { x: at * PITCH + PITCH / 2, y: BOTTOM - RADIUS - level * step };
            svg.shortcut(&dot.address, &dot.label, |svg| svg.circle(dot.class, center, RADIUS));
        }
    }
}

fn shape(svg: &mut Svg, axis: Axis, all: &[i64]) {
    let mut counts = vec![0_usize; columns()];
    for value in all {
        counts[column(axis, *value)] += 1;
    }
    let most = counts.iter().max().copied().unwrap_or_default();
    for (count, at) in counts.into_iter().zip(0..) {
        let height = share(count, most, FIELD);
        if count > 0 {
            svg.rect("shape", Rect { x: at * PITCH, y: BOTTOM - height.max(1), width: PITCH, height: height.max(1) }, 0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_holds_every_value_in_order_and_its_ticks_at_equal_distances() {
        let axis = Axis::seconds(40, 90_000);
        let places: Vec<i32> =
            [0, 15, 40, 60, 200, 3600, 86_399, 90_000, 345_600, i64::MAX / 1000].map(|value| axis.x(value)).to_vec();
        assert!(places.is_sorted() && places[0] == MARGIN && places[9] <= WIDTH - MARGIN, "{places:?}");
        let ticks: Vec<i32> = axis.0.iter().map(|(value, _)| axis.x(*value)).collect();
        assert!(ticks.windows(3).all(|of| (of[2] - of[1]).abs_diff(of[1] - of[0]) <= 1), "{ticks:?}");
    }

    #[test]
    fn no_label_stands_in_the_line_of_the_other() {
        let caption = Caption { id: "of", class: "plot dots", title: "Days", description: "" };
        for (median, p90) in [(0, 0), (0, 1), (30, 30), (30, 45), (90, 400), (400, 400)] {
            let strip_of = Dots { shown: &[], all: None, median: Some(median), p90: Some(p90) };
            let svg = serde_json::to_value(draw(caption, Axis::days(0, 400), &strip_of, &Locale::english().unwrap())).unwrap();
            let document = roxmltree::Document::parse(svg.as_str().unwrap()).unwrap();
            let label = |class: &str, style: Style| {
                let text = document.descendants().find(|node| node.text() == Some(class) && node.has_tag_name("text")).unwrap();
                let (x, width): (i32, i32) = (text.attribute("x").unwrap().parse().unwrap(), style.width(class));
                if text.attribute("class").unwrap().ends_with(" end") { x - width..x } else { x..x + width }
            };
            let axis = Axis::days(0, 400);
            // The line of the 90th percentile begins below the label of the median.
            let label = label("p90", Style::Note);
            assert!(!label.contains(&axis.x(median)) && label.end <= WIDTH, "{median}, {p90}: {label:?}");
        }
    }

    #[test]
    fn an_axis_of_one_value_or_of_none_has_two_ends() {
        for axis in [Axis::seconds(60, 60), Axis::seconds(0, 0), Axis::days(0, 0), Axis::days(i64::MAX, i64::MAX)] {
            assert!(axis.0.len() >= 2 && axis.x(60) >= MARGIN);
        }
    }
}
