//! Stacked columns over time, one per period.

use super::svg::{Anchor, Caption, Point, Rect, Svg};
use super::text::Style;
use crate::site::html::Html;

/// The width of the picture. It fits on a phone without scaling.
pub(in crate::site) const WIDTH: i32 = 352;
/// The plot area.
const FIELD: Rect = Rect { x: 26, y: 16, width: WIDTH - 26, height: 104 };

/// One period.
pub(in crate::site) struct Column {
    /// The label below the column, if any.
    pub(in crate::site) tick: Option<String>,
    /// The CSS class and the count of each part, from bottom to top.
    pub(in crate::site) parts: Vec<(&'static str, usize)>,
}

impl Column {
    /// The total of all parts.
    pub(in crate::site) fn total(&self) -> usize {
        self.parts.iter().map(|(_, count)| count).sum()
    }
}

/// Draws the columns on an axis of integers.
pub(in crate::site) fn columns(caption: Caption<'_>, columns: &[Column]) -> Html {
    let mut svg = Svg::default();
    let most = columns.iter().map(Column::total).max().unwrap_or_default();
    let top = round_up(most);
    let height = |count: usize| share(count, top, FIELD.height);
    let bottom = FIELD.y + FIELD.height;
    for count in [0, top / 2, top] {
        let y = bottom - height(count);
        svg.line("grid", Point { x: FIELD.x, y }, Point { x: WIDTH, y });
        svg.text(Style::Note, Point { x: FIELD.x - 6, y: y + 4 }, Anchor::End, &count.to_string());
    }
    let pitch = FIELD.width / i32::try_from(columns.len().max(1)).unwrap_or(FIELD.width);
    for (column, at) in columns.iter().zip(0..) {
        let x = FIELD.x + at * pitch + 2;
        let mut below = 0;
        for (class, count) in &column.parts {
            let (from, to) = (height(below), height(below + count));
            if to > from {
                svg.rect(class, Rect { x, y: bottom - to, width: pitch - 3, height: to - from }, 0);
            }
            below += count;
        }
        if let Some(tick) = &column.tick {
            svg.text(Style::Note, Point { x: x - 1, y: bottom + 16 }, Anchor::Start, tick);
        }
    }
    svg.image(caption, WIDTH, bottom + 22)
}

/// Scales `count` of `all` to `length` units.
pub(super) fn share(count: usize, all: usize, length: i32) -> i32 {
    let length = usize::try_from(length).unwrap_or_default();
    i32::try_from((count * length).checked_div(all).unwrap_or_default()).unwrap_or_default()
}

/// Rounds up to an even number with one or two significant digits, so that its half is an integer too.
fn round_up(count: usize) -> usize {
    let mut step = 2;
    while count > step * 5 {
        step *= 10;
        if count <= step * 5 / 2 {
            step /= 2;
        }
    }
    count.div_ceil(step).max(1) * step
}

#[cfg(test)]
mod tests {
    use super::round_up;

    #[test]
    fn an_axis_ends_at_an_even_number_not_far_above_the_highest_column() {
        for count in 0..5000 {
            let top = round_up(count);
            assert!(top >= count.max(1) && top.is_multiple_of(2) && top <= (count * 2).max(2), "{count}: {top}");
        }
    }
}
