//! A framed text block with a fixed width, and a height that fits its lines.

use super::svg::{Anchor, Point, Rect, Svg};
use super::text::Style;

/// The padding between the frame and the text.
const PAD: i32 = 10;

/// A framed text with a small heading.
#[derive(Debug)]
pub(super) struct Block {
    head: Option<String>,
    lines: Vec<String>,
    style: Style,
    width: i32,
}

impl Block {
    /// A text, wrapped to at most `most` lines.
    pub(super) fn new(style: Style, text: &str, width: i32, most: usize) -> Self {
        Self { head: None, lines: style.wrap(text, width - 2 * PAD, most), style, width }
    }

    /// Adds a heading of one line.
    pub(super) fn headed(mut self, head: &str) -> Self {
        self.head = Style::Note.wrap(head, self.width - 2 * PAD, 1).into_iter().next();
        self
    }

    /// The minimum height.
    pub(super) fn height(&self) -> i32 {
        let head = if self.head.is_some() { Style::Note.leading() + 2 } else { 0 };
        2 * PAD + head + height(self.style, self.lines.len()) - 4
    }

    /// Draws the block at least `height` units high.
    pub(super) fn draw(&self, svg: &mut Svg, class: &'static str, at: Point, height: i32) -> Rect {
        let frame = Rect { x: at.x, y: at.y, width: self.width, height: self.height().max(height) };
        svg.rect(class, frame, 4);
        let mut y = at.y + PAD + 11;
        if let Some(head) = &self.head {
            svg.text(Style::Note, Point { x: at.x + PAD, y: y - 1 }, Anchor::Start, head);
            y += Style::Note.leading() + 2;
        }
        svg.lines(self.style, Point { x: at.x + PAD, y }, Anchor::Start, &self.lines);
        frame
    }
}

/// The height of `lines` lines.
pub(super) fn height(style: Style, lines: usize) -> i32 {
    i32::try_from(lines).map_or(i32::MAX, |lines| lines.saturating_mul(style.leading()))
}

/// An arrowhead that points right.
pub(super) fn tip_right(svg: &mut Svg, at: Point) {
    let Point { x, y } = at;
    svg.path("tip", &[Point { x: x - 6, y: y - 5 }, at, Point { x: x - 6, y: y + 5 }], false);
}

/// An arrowhead that points down.
pub(super) fn tip_down(svg: &mut Svg, at: Point) {
    let Point { x, y } = at;
    svg.path("tip", &[Point { x: x - 5, y: y - 6 }, at, Point { x: x + 5, y: y - 6 }], false);
}
