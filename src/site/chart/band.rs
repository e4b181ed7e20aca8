//! A line of medians with a band up to the 90th percentile, one column per period. Periods without a value are gaps.

use super::dots::Axis;
use super::svg::{Anchor, Caption, Point, Rect, Svg};
use super::text::Style;
use crate::locale::Locale;
use crate::site::html::Html;

const WIDTH: i32 = 560;
const HEIGHT: i32 = 220;
/// The plot area.
const FIELD: Rect = Rect { x: 56, y: 12, width: WIDTH - 56, height: 168 };

/// One period.
pub(in crate::site) struct BandPeriod {
    /// The label below the column.
    pub(in crate::site) label: String,
    /// The median and the 90th percentile in seconds, if known.
    pub(in crate::site) values: Option<(i64, i64)>,
}

/// Draws the periods on the same axis as the dot plots.
pub(in crate::site) fn band(caption: Caption<'_>, periods: &[BandPeriod], locale: &Locale) -> Html {
    let mut svg = Svg::default();
    let known = || periods.iter().filter_map(|period| period.values);
    let least = known().map(|(median, _)| median).min().unwrap_or_default();
    let axis = Axis::seconds(least, known().map(|(_, p90)| p90).max().unwrap_or_default());
    let bottom = FIELD.y + FIELD.height;
    let y = |value: i64| bottom - axis.place(value, FIELD.height);
    for (value, label) in axis.ticks(locale) {
        svg.line("grid", Point { x: FIELD.x, y: y(value) }, Point { x: WIDTH, y: y(value) });
        svg.text(Style::Note, Point { x: FIELD.x - 8, y: y(value) + 4 }, Anchor::End, &label);
    }
    let pitch = FIELD.width / i32::try_from(periods.len().max(1)).unwrap_or(FIELD.width);
    let middle = |at: i32| FIELD.x + at * pitch + pitch / 2;
    let mut line: Vec<Point> = Vec::new();
    for (period, at) in periods.iter().zip(0..) {
        svg.text(Style::Note, Point { x: middle(at), y: bottom + 20 }, Anchor::Middle, &period.label);
        let Some((median, p90)) = period.values else {
            flush(&mut svg, &mut line);
            continue;
        };
        let place = Rect { x: FIELD.x + at * pitch + 2, y: y(p90), width: pitch - 4, height: (y(median) - y(p90)).max(1) };
        svg.rect("shape", place, 0);
        line.push(Point { x: middle(at), y: y(median) });
    }
    flush(&mut svg, &mut line);
    for (period, at) in periods.iter().zip(0..) {
        if let Some((median, _)) = period.values {
            svg.circle("bar", Point { x: middle(at), y: y(median) }, 4);
        }
    }
    svg.image(caption, WIDTH, HEIGHT)
}

/// Draws the collected run of medians as one line, and starts a new run.
fn flush(svg: &mut Svg, line: &mut Vec<Point>) {
    if line.len() > 1 {
        svg.path("median", line, false);
    }
    line.clear();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::chart::geometry::check;

    fn drawn(values: &[Option<(i64, i64)>]) -> Html {
        let period =
            |(at, values): (usize, &Option<(i64, i64)>)| BandPeriod { label: format!("Q{}", at % 4 + 1), values: *values };
        let periods: Vec<BandPeriod> = values.iter().enumerate().map(period).collect();
        band(Caption { id: "band", class: "plot band", title: "t", description: "d" }, &periods, &Locale::english().unwrap())
    }

    #[test]
    fn whatever_the_values_are_nothing_overlaps_and_nothing_leaves_the_picture() {
        check(&drawn(&[Some((60, 120)); 12]));
        check(&drawn(&[None, Some((1, 10_000_000)), None, Some((0, 0)), Some((86_400, 86_400 * 365))]));
        check(&drawn(&[Some((5, 5))]));
    }

    #[test]
    fn a_period_without_a_value_is_empty_and_never_zero() {
        let html = serde_json::to_string(&drawn(&[Some((60, 120)), None, Some((60, 120))])).unwrap();
        assert_eq!((html.matches("<circle").count(), html.matches("<rect").count()), (2, 2), "{html}");
        assert_eq!(html.matches("<path class=\\\"median").count(), 0, "a line crosses a gap: {html}");
    }
}
