//! Sparklines: one column per period, without an axis.

use super::svg::{Caption, Point, Rect, Svg};
use crate::site::html::Html;

const HEIGHT: i32 = 22;
const PITCH: i32 = 8;

/// Draws the values as columns, with a gap for each unknown value. `last_is_partial` marks the last column as a period that is not
/// over. A value of `most`, or the largest value if that is greater, has the full height; charts to be compared use the same
/// `most`.
pub(in crate::site) fn spark(caption: Caption<'_>, values: &[Option<i64>], most: i64, last_is_partial: bool) -> Html {
    let mut svg = Svg::default();
    let most = values.iter().flatten().copied().fold(most.max(1), i64::max);
    for (at, value) in values.iter().enumerate() {
        let Some(value) = value else { continue };
        let height = i32::try_from((value * i64::from(HEIGHT - 2)).div_euclid(most)).unwrap_or_default();
        let class = if last_is_partial && at + 1 == values.len() { "partial" } else { "bar" };
        let x = i32::try_from(at).unwrap_or_default() * PITCH;
        if height > 0 {
            svg.rect(class, Rect { x, y: HEIGHT - 1 - height, width: PITCH - 2, height }, 0);
        }
    }
    let width = i32::try_from(values.len()).unwrap_or_default() * PITCH;
    svg.line("axis", Point { x: 0, y: HEIGHT }, Point { x: width - 2, y: HEIGHT });
    svg.image(caption, width, HEIGHT + 1)
}
