//! A bow-tie diagram: threats on the left, the top event in the middle, consequences on the right, and the barriers on each path,
//! each with a sign and a word for its state.

use super::WIDTH;
use super::block::{Block, height, tip_down, tip_right};
use super::svg::{Anchor, Caption, Point, Rect, Svg};
use super::text::Style;
use super::whys::sentence;
use crate::incident::{Barrier, BowTie};
use crate::locale::Locale;
use crate::prose::markdown::plain;
use crate::site::html::Html;

/// The width of the hazard and the event.
const KNOT: i32 = 164;
/// The space on both sides of the event, where the paths converge.
const FAN: i32 = 44;
/// The space between a threat or consequence and its barriers.
const STEP: i32 = 10;
/// By how much a barrier is narrower than its threat or consequence, on each side.
const INSET: i32 = 12;
/// The vertical space between two paths.
const APART: i32 = 18;
/// The maximum number of lines of a text.
const LINES: usize = 4;

/// Draws the diagram. `None` if there are neither threats nor consequences.
pub(in crate::site) fn draw(tie: &BowTie, locale: &Locale) -> Option<Html> {
    let is_empty = tie.threats.is_empty() && tie.consequences.is_empty();
    (!is_empty).then(|| picture(tie, locale))
}

/// The state of a barrier, as CSS classes and message catalogs call it.
pub(in crate::site) const fn state(barrier: &Barrier) -> &'static str {
    match barrier.held {
        Some(true) => "held",
        Some(false) => "failed",
        None => "missing",
    }
}

/// The measured layout of a threat or a consequence with its barriers.
struct Path<'a> {
    what: Block,
    barriers: Vec<(&'a Barrier, Vec<String>)>,
    /// Whether the barriers are above the text (consequences) rather than below it (threats).
    barriers_first: bool,
    width: i32,
}

impl<'a> Path<'a> {
    fn new(head: &str, what: &str, barriers: &'a [Barrier], width: i32, barriers_first: bool) -> Self {
        let wrapped = |barrier: &'a Barrier| (barrier, Style::Note.wrap(&plain(&barrier.barrier), width - 66, LINES));
        let what = Block::new(Style::Strong, &plain(what), width, LINES).headed(head);
        Self { what, barriers: barriers.iter().map(wrapped).collect(), barriers_first, width }
    }

    fn height(&self) -> i32 {
        self.what.height() + self.barriers.iter().map(|(_, lines)| STEP + barrier_height(lines)).sum::<i32>()
    }

    /// The point at which the path connects to the event, as its distances from the side edge and from the top.
    fn gate(&self) -> (i32, i32) {
        match if self.barriers_first { self.barriers.first() } else { self.barriers.last() } {
            Some((_, lines)) if self.barriers_first => (INSET, barrier_height(lines) / 2),
            Some((_, lines)) => (INSET, self.height() - barrier_height(lines) / 2),
            None => (0, self.height() / 2),
        }
    }

    /// Draws the path from top to bottom.
    fn draw(&self, svg: &mut Svg, at: Point, locale: &Locale) {
        let Point { x, mut y } = at;
        let way = Point { x: x + 27, y: y + self.height() - 1 };
        svg.line("path", Point { x: way.x, y }, way);
        if !self.barriers_first {
            y += self.what.draw(svg, "cell", Point { x, y }, 0).height + STEP;
        }
        for (barrier, lines) in &self.barriers {
            let frame = Rect { x: x + INSET, y, width: self.width - 2 * INSET, height: barrier_height(lines) };
            self::barrier(svg, barrier, (lines, &locale.word("barrier", state(barrier))), frame);
            y += frame.height + STEP;
        }
        if self.barriers_first {
            self.what.draw(svg, "cell", Point { x, y }, 0);
        }
    }
}

fn barrier_height(lines: &[String]) -> i32 {
    height(Style::Note, lines.len() + 1) + 12
}

/// Draws a barrier. The frame, the sign and the label all show its state.
fn barrier(svg: &mut Svg, barrier: &Barrier, (lines, label): (&[String], &str), frame: Rect) {
    let word = state(barrier);
    let class = match word {
        "held" => "barrier held",
        "failed" => "barrier failed",
        _ => "barrier missing",
    };
    svg.rect(class, frame, 2);
    let (x, y) = (frame.x + 15, frame.y + frame.height / 2);
    let at = |dx, dy| Point { x: x + dx, y: y + dy };
    match word {
        "held" => svg.path("sign held", &[at(-5, 0), at(-1, 4), at(6, -5)], false),
        "failed" => {
            svg.line("sign failed", at(-5, -5), at(5, 5));
            svg.line("sign failed", at(-5, 5), at(5, -5));
        }
        _ => svg.circle("sign missing", at(0, 0), 5),
    }
    let text = Point { x: frame.x + 32, y: frame.y + 18 };
    svg.lines(Style::Note, text, Anchor::Start, lines);
    let below = Point { x: text.x, y: text.y + height(Style::Note, lines.len()) };
    svg.text(Style::Quiet, below, Anchor::Start, label);
}

fn threats<'a>(tie: &'a BowTie, width: i32, locale: &Locale) -> Vec<Path<'a>> {
    let name = locale.text("threat");
    tie.threats.iter().map(|each| Path::new(&name, &each.threat, &each.barriers, width, false)).collect()
}

fn consequences<'a>(tie: &'a BowTie, width: i32, locale: &Locale) -> Vec<Path<'a>> {
    let name = locale.text("consequence");
    tie.consequences.iter().map(|each| Path::new(&name, &each.consequence, &each.barriers, width, true)).collect()
}

fn stacked(paths: &[Path<'_>]) -> i32 {
    paths.iter().map(|path| path.height() + APART).sum::<i32>() - APART
}

/// Draws the diagram from left to right, with the hazard above the event.
fn picture(tie: &BowTie, locale: &Locale) -> Html {
    let side = (WIDTH - KNOT - 2 * FAN - 2) / 2;
    let (left, right) = (threats(tie, side, locale), consequences(tie, side, locale));
    let hazard = Block::new(Style::Label, &plain(&tie.hazard), KNOT, 6).headed(&locale.text("hazard"));
    let event = Block::new(Style::Strong, &plain(&tie.top_event), KNOT, 7).headed(&locale.text("top_event"));
    // The event is vertically centred, with as much space above it as the hazard needs.
    let over = hazard.height() + 26;
    let total = stacked(&left).max(stacked(&right)).max(event.height() + 2 * over);
    let (middle, center) = (1 + side + FAN, 1 + total / 2);
    let mut svg = Svg::default();
    let knot = Point { x: middle, y: center - event.height() / 2 };
    let mut y = 1 + (total - stacked(&left)) / 2;
    for path in &left {
        let (inside, down) = path.gate();
        let ways = [(1 + side - inside, y + down), (1 + side, y + down), (middle - 3, center)];
        svg.path("path", &ways.map(|(x, y)| Point { x, y }), false);
        path.draw(&mut svg, Point { x: 1, y }, locale);
        y += path.height() + APART;
    }
    if !left.is_empty() {
        tip_right(&mut svg, Point { x: middle - 2, y: center });
    }
    let (x, mut y) = (middle + KNOT + FAN, 1 + (total - stacked(&right)) / 2);
    for path in &right {
        let (inside, down) = path.gate();
        let ways = [(middle + KNOT, center), (x, y + down), (x + inside, y + down)];
        svg.path("path", &ways.map(|(x, y)| Point { x, y }), false);
        path.draw(&mut svg, Point { x, y }, locale);
        y += path.height() + APART;
    }
    let above = Point { x: middle, y: knot.y - 26 - hazard.height() };
    hazard.draw(&mut svg, "cell", above, 0);
    let down = Point { x: middle + KNOT / 2, y: knot.y - 2 };
    svg.line("path", Point { x: down.x, y: knot.y - 26 }, down);
    tip_down(&mut svg, down);
    event.draw(&mut svg, "cell event", knot, 0);
    finish(svg, tie, total + 2, locale)
}

fn finish(svg: Svg, tie: &BowTie, height: i32, locale: &Locale) -> Html {
    let paths = tie.threats.iter().map(|each| &each.barriers).chain(tie.consequences.iter().map(|each| &each.barriers));
    let barriers: Vec<&Barrier> = paths.flatten().collect();
    let fared = |held: Option<bool>| barriers.iter().filter(|barrier| barrier.held == held).count();
    let parts = [
        ("event", sentence(&plain(&tie.top_event)).into()),
        ("threats", tie.threats.len().into()),
        ("consequences", tie.consequences.len().into()),
        ("held", fared(Some(true)).into()),
        ("failed", fared(Some(false)).into()),
        ("missing", fared(None).into()),
    ];
    let description = locale.format("bow_tie_described", &parts);
    svg.image(
        Caption { id: "bow_tie", class: "diagram", title: &locale.text("bow_tie"), description: &description },
        WIDTH,
        height,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::incident::{Consequence, Threat};
    use crate::site::chart::geometry::{TEXTS, check};

    fn barriers(text: &str, count: usize) -> Vec<Barrier> {
        let held = [Some(true), Some(false), None];
        (0..count).map(|index| Barrier { barrier: text.to_owned(), held: held[index % 3] }).collect()
    }

    fn tie(text: &str, threats: usize, consequences: usize) -> BowTie {
        let text = || text.to_owned();
        let threat = |number| Threat { threat: text(), barriers: barriers(&text(), number % 4) };
        let consequence = |number| Consequence { consequence: text(), barriers: barriers(&text(), (number + 2) % 4) };
        BowTie {
            hazard: text(),
            top_event: text(),
            threats: (0..threats).map(threat).collect(),
            consequences: (0..consequences).map(consequence).collect(),
        }
    }

    #[test]
    fn any_number_of_paths_of_any_length_keeps_its_labels_apart() {
        for text in TEXTS {
            for (threats, consequences) in [(1, 1), (0, 1), (1, 0), (3, 2), (2, 7), (8, 1)] {
                check(&draw(&tie(text, threats, consequences), &Locale::english().unwrap()).unwrap());
            }
        }
    }

    #[test]
    fn how_a_barrier_fared_is_said_by_words_and_by_a_sign_and_not_by_colour_alone() {
        let mut tie = tie("Load", 1, 0);
        tie.threats[0].barriers = barriers("A limit", 3);
        let html = serde_json::to_value(draw(&tie, &Locale::english().unwrap()).unwrap()).unwrap();
        for (words, sign) in [
            ("Held", "<path class=\"sign held\""),
            ("Failed", "<path class=\"sign failed\""),
            ("Recommended", "<circle class=\"sign missing\""),
        ] {
            assert_eq!(html.as_str().unwrap().matches(&format!(">{words}</text>")).count(), 1, "{words}");
            assert!(html.as_str().unwrap().contains(sign), "{sign}");
        }
    }
}
