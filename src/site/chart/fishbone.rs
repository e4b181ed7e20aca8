//! A fishbone diagram: categories of causes as bones of a horizontal spine that points to the effect.

use super::WIDTH;
use super::block::{Block, height, tip_right};
use super::svg::{Anchor, Caption, Point, Svg};
use super::text::Style;
use super::whys::sentence;
use crate::incident::{Bone, Fishbone};
use crate::locale::Locale;
use crate::prose::markdown::plain;
use crate::site::html::Html;

/// The width of the effect at the head.
const HEAD: i32 = 176;
/// The space between the last bone and the head.
const NECK: i32 = 34;
/// The maximum number of pairs of bones on one spine.
const PAIRS: usize = 3;
/// The horizontal offset between the two ends of a bone.
const LEAN: i32 = 34;
/// The space between two causes.
const APART: i32 = 7;
/// The maximum number of lines of a cause.
const LINES: usize = 4;

/// Draws the diagram. `None` if there are no bones.
pub(in crate::site) fn draw(fishbone: &Fishbone, locale: &Locale) -> Option<Html> {
    (!fishbone.bones.is_empty()).then(|| picture(fishbone, locale))
}

/// The measured layout of a bone.
struct Measured {
    category: Block,
    causes: Vec<Vec<String>>,
}

impl Measured {
    fn new(bone: &Bone, box_width: i32, text_width: i32) -> Self {
        let causes = bone.causes.iter().map(|cause| Style::Note.wrap(&plain(cause), text_width, LINES));
        Self { category: Block::new(Style::Strong, &bone.category, box_width, 2), causes: causes.collect() }
    }

    fn causes_height(&self) -> i32 {
        self.causes.iter().map(|lines| height(Style::Note, lines.len()) + APART).sum()
    }

    fn height(&self) -> i32 {
        self.category.height() + self.causes_height() + 16
    }
}

/// Draws bones above and below a horizontal spine. More than `PAIRS` pairs of bones are distributed over several spines.
fn picture(fishbone: &Fishbone, locale: &Locale) -> Html {
    let pairs = fishbone.bones.len().div_ceil(2);
    let columns = pairs.div_ceil(pairs.div_ceil(PAIRS));
    let count = i32::try_from(columns).unwrap_or(1);
    let column = ((WIDTH - HEAD - NECK - 2) / count).min(290);
    let bones: Vec<Measured> = fishbone.bones.iter().map(|bone| Measured::new(bone, column - 16, column - LEAN - 44)).collect();
    let rows: Vec<&[Measured]> = bones.chunks(2 * columns).collect();
    let highest = |row: &[Measured], side: usize| row.iter().skip(side).step_by(2).map(Measured::height).max().unwrap_or(0);
    let effect = Block::new(Style::Strong, &plain(&fishbone.effect), HEAD, 9).headed(&locale.text("effect"));

    let mut spines = Vec::with_capacity(rows.len());
    let mut bottom = 1;
    for row in &rows {
        let (above, below) = (highest(row, 0), highest(row, 1));
        spines.push((bottom + above, above, below));
        bottom += above + below + 22;
    }
    let (first, last) = (spines.first().map_or(0, |spine| spine.0), spines.last().map_or(0, |spine| spine.0));
    let down = (effect.height() / 2 + 1 - i32::midpoint(first, last)).max(0);

    let mut svg = Svg::default();
    let end = 1 + column * count;
    for (row, (spine, above, below)) in rows.iter().zip(&spines) {
        let spine = spine + down;
        svg.line("spine", Point { x: 14, y: spine }, Point { x: end + 8, y: spine });
        for (index, bone) in row.iter().enumerate() {
            let x = 1 + column * i32::try_from(index / 2).unwrap_or(0);
            if index % 2 == 0 { upper(&mut svg, bone, x, spine, *above) } else { lower(&mut svg, bone, x, spine, *below) }
        }
    }
    let (first, last) = (first + down, last + down);
    let neck = Point { x: end + 8, y: i32::midpoint(first, last) };
    svg.line("spine", Point { x: neck.x, y: first }, Point { x: neck.x, y: last });
    let head = Point { x: end + NECK, y: neck.y };
    svg.line("spine", neck, Point { x: head.x - 3, y: head.y });
    tip_right(&mut svg, Point { x: head.x - 2, y: head.y });
    let frame = effect.draw(&mut svg, "cell first", Point { x: head.x, y: head.y - effect.height() / 2 }, 0);
    finish(svg, (fishbone, locale), frame.x + HEAD + 1, (bottom - 20 + down).max(frame.y + frame.height + 1))
}

/// Draws a bone above the spine: its category at the top, its causes below it.
fn upper(svg: &mut Svg, bone: &Measured, x: i32, spine: i32, above: i32) {
    let frame = bone.category.draw(svg, "cell", Point { x, y: spine - above }, 0);
    let top = frame.y + frame.height;
    svg.line("path", Point { x: x + 12, y: top }, Point { x: x + 12 + LEAN, y: spine });
    let mut y = top + 8;
    for lines in &bone.causes {
        let end = y + height(Style::Note, lines.len());
        let lean = |y: i32| x + 12 + LEAN * (y - top) / (spine - top).max(1);
        cause(svg, lines, y, lean(i32::midpoint(y, end)), lean(end) + 14);
        y = end + APART;
    }
}

/// Draws a bone below the spine: its category at the bottom, its causes above it.
fn lower(svg: &mut Svg, bone: &Measured, x: i32, spine: i32, below: i32) {
    let foot = spine + below - bone.category.height();
    svg.line("path", Point { x: x + 12, y: foot }, Point { x: x + 12 + LEAN, y: spine });
    bone.category.draw(svg, "cell", Point { x, y: foot }, 0);
    let mut y = foot - bone.causes_height() - 3;
    for lines in &bone.causes {
        let end = y + height(Style::Note, lines.len());
        let lean = |y: i32| x + 12 + LEAN * (foot - y) / (foot - spine).max(1);
        cause(svg, lines, y, lean(i32::midpoint(y, end)), lean(y) + 14);
        y = end + APART;
    }
}

/// Draws a cause, with a line from its bone to the text.
fn cause(svg: &mut Svg, lines: &[String], y: i32, bone: i32, text: i32) {
    let middle = y + height(Style::Note, lines.len()) / 2;
    svg.line("twig", Point { x: bone, y: middle }, Point { x: text - 3, y: middle });
    svg.lines(Style::Note, Point { x: text, y: y + 12 }, Anchor::Start, lines);
}

fn finish(svg: Svg, (fishbone, locale): (&Fishbone, &Locale), width: i32, height: i32) -> Html {
    let bone = |bone: &Bone| {
        locale.format("bone_described", &[("category", (&bone.category).into()), ("count", bone.causes.len().into())])
    };
    let bones: Vec<String> = fishbone.bones.iter().map(bone).collect();
    let effect = sentence(&plain(&fishbone.effect));
    let parts = [("effect", effect.into()), ("bones", locale.list(&bones).into())];
    let (title, description) = (locale.text("fishbone"), locale.format("fishbone_described", &parts));
    svg.image(Caption { id: "fishbone", class: "diagram", title: &title, description: &description }, width, height)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::chart::geometry::{TEXTS, check};

    #[test]
    fn any_number_of_bones_of_any_length_keeps_its_labels_apart() {
        for text in TEXTS {
            for bones in [1, 2, 3, 5, 6, 7, 12, 13] {
                let bone = |number: usize| Bone { category: text.to_owned(), causes: vec![text.to_owned(); number * 3 % 5] };
                let fishbone = Fishbone { effect: text.to_owned(), bones: (0..bones).map(bone).collect() };
                check(&draw(&fishbone, &Locale::english().unwrap()).unwrap());
            }
        }
    }

    #[test]
    fn an_effect_without_bones_is_no_picture() {
        assert!(
            draw(&Fishbone { effect: "Payments failed".to_owned(), bones: Vec::new() }, &Locale::english().unwrap()).is_none()
        );
    }
}
