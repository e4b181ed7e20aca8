//! A heat map of the week: one cell per weekday and hour, darker for more incidents.

use std::sync::Arc;

use super::columns::WIDTH;
use super::svg::{Anchor, Caption, Point, Rect, Svg};
use super::text::Style;
use crate::site::html::Html;

/// The CSS classes of the shades, from light to dark.
const LEVELS: [&str; 5] = ["heat-1", "heat-2", "heat-3", "heat-4", "heat-5"];
const LEFT: i32 = 37;
const PITCH: Point = Point { x: 13, y: 17 };

/// Draws the hours from Monday to Sunday, with the weekday labels `names`. The hour with the highest count is the darkest.
pub(in crate::site) fn heat(caption: Caption<'_>, hours: &[[usize; 24]; 7], names: &[Arc<str>]) -> Html {
    let mut svg = Svg::default();
    let most = hours.iter().flatten().max().copied().unwrap_or_default();
    for ((day, name), y) in hours.iter().zip(names).zip((0..).map(|row| row * PITCH.y)) {
        svg.text(Style::Note, Point { x: LEFT - 6, y: y + 12 }, Anchor::End, name);
        for (count, x) in day.iter().zip((0..).map(|hour| LEFT + hour * PITCH.x)) {
            let level = (count * LEVELS.len()).div_ceil(most.max(1));
            let class = level.checked_sub(1).and_then(|level| LEVELS.get(level)).copied().unwrap_or("heat-0");
            svg.rect(class, Rect { x, y, width: PITCH.x - 1, height: PITCH.y - 1 }, 2);
        }
    }
    for hour in [0, 6, 12, 18] {
        let at = Point { x: LEFT + hour * PITCH.x, y: 7 * PITCH.y + 13 };
        svg.text(Style::Note, at, Anchor::Start, &format!("{hour:02}:00"));
    }
    svg.image(caption, WIDTH, 7 * PITCH.y + 20)
}
