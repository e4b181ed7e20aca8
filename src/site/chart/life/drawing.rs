//! How a life is drawn: a row for each milestone, with the span that ends there, above lanes of what was said and recorded.
//!
//! Each row holds one thing, so nothing meets: a label stands right of its bar, or left of it, or inside, where there is room, and
//! on a line of its own where there is none. On a narrow page, names stand above their bars rather than beside them.

use super::axis::{Axis, Break};
use super::{Life, Mark, Reach, Span, Stone};
use crate::incident::Milestone;
use crate::prose;
use crate::site::chart::svg::{Anchor, Caption, Point, Rect, Svg};
use crate::site::chart::text::Style;
use crate::site::chart::{BROAD, SLIM};
use crate::site::html::Html;

/// The height of a row with a bar.
const ROW: i32 = 24;
/// The height of a line of marks.
const LANE: i32 = 18;
/// How many lines of marks have labels. Where more are needed, the marks stand alone: what they say stands in the text.
const LANES: usize = 4;
/// The row of an incident that has no end yet.
const NOT_OVER: &str = "Not over";
/// How far the fold of a break lies inside of it, and what is kept free of text on both sides of the fold.
const FOLD: i32 = 8;
const CLEAR: i32 = 6;

/// Both layouts. They break the axis at the same moments, so one description is true of both.
pub(super) fn draw(life: &Life, moments: &[i64]) -> Html {
    let broad = Drawing::new(life, moments, BROAD, column(life));
    let slim = Drawing::new(life, moments, SLIM, 0);
    let description = life.description(broad.axis.breaks().map(|each| each.seconds));
    Html::join(&[broad.finish("life_broad", "broad", &description), slim.finish("life_slim", "slim", &description)])
}

/// The width of the names and times, beside which the bars stand.
fn column(life: &Life) -> i32 {
    let stones =
        life.stones.iter().map(|stone| Style::Strong.width(stone.milestone.label()) + 12 + Style::Note.width(&stone.when));
    let open = life.ongoing.map(|status| Style::Strong.width(NOT_OVER) + 12 + Style::Note.width(status));
    let lanes = lanes(life).map(|(name, _)| Style::Label.width(name));
    stones.chain(open).chain(lanes).max().unwrap_or(0) + 16
}

/// The lanes of marks that there are, with their names.
fn lanes(life: &Life) -> impl Iterator<Item = (&'static str, &[Mark])> {
    let lanes = [("Severity", &life.severities[..]), ("Communications", &life.messages[..])];
    lanes.into_iter().filter(|(_, marks)| !marks.is_empty())
}

struct Drawing {
    /// Bars and rules, which breaks cut.
    under: Svg,
    /// Marks and text, which nothing covers.
    over: Svg,
    axis: Axis,
    width: i32,
    /// The width of the names beside the bars; on a narrow page there are none beside them.
    column: i32,
    y: i32,
    /// Where the rules below the rows stand.
    rules: Vec<i32>,
}

impl Drawing {
    fn new(life: &Life, moments: &[i64], width: i32, column: i32) -> Self {
        let open_end = if life.ongoing.is_some() { 40 } else { 0 };
        let axis = Axis::new(moments, column + 7, width - 7 - open_end);
        let mut drawing = Self { under: Svg::default(), over: Svg::default(), axis, width, column, y: 0, rules: Vec::new() };
        life.stones.iter().for_each(|stone| drawing.stone(stone));
        if let Some(status) = life.ongoing {
            drawing.open_end(life, status);
        }
        for (name, marks) in lanes(life) {
            drawing.lane(name, marks);
        }
        drawing.record(life, moments);
        drawing
    }

    fn finish(mut self, id: &'static str, class: &'static str, description: &str) -> Html {
        let breaks: Vec<Break> = self.axis.breaks().collect();
        self.break_labels(&breaks);
        for y in self.rules {
            self.under.line("rule", Point { x: 0, y }, Point { x: self.width, y });
        }
        let caption = Caption { id, class, title: "The life of the incident", description };
        self.under.append(&self.over);
        self.under.image(caption, self.width, self.y)
    }

    /// A milestone: its name, its moment, and the spans that end there.
    fn stone(&mut self, stone: &Stone) {
        let (first, others) = match stone.spans.split_first() {
            Some((first, others)) => (Some(first), others),
            None => (None, &[][..]),
        };
        let told = self.names(stone.milestone.label(), &stone.when, first);
        let top = self.y;
        self.marker(if stone.approximate { "stone rough" } else { "stone" }, stone.at);
        if let Some(span) = first {
            self.span(span, stone.at.from, told);
        }
        self.fold(top);
        self.end_row();
        for span in others {
            let told = self.names("", "", Some(span));
            let top = self.y;
            self.span(span, stone.at.from, told);
            self.fold(top);
            self.end_row();
        }
    }

    /// The name and the time of a row: beside the bar, or above it with the span's length. Whether the length is told.
    fn names(&mut self, name: &str, when: &str, span: Option<&Span>) -> bool {
        let baseline = self.y + 16;
        if self.column > 0 {
            self.over.text(Style::Strong, Point { x: 0, y: baseline }, Anchor::Start, name);
            self.over.text(Style::Note, Point { x: self.column - 12, y: baseline }, Anchor::End, when);
            return false;
        }
        let mut x = 0;
        if !name.is_empty() {
            self.over.text(Style::Strong, Point { x, y: baseline }, Anchor::Start, name);
            x = Style::Strong.width(name) + 8;
            self.over.text(Style::Note, Point { x, y: baseline }, Anchor::Start, when);
            x += Style::Note.width(when) + 12;
        }
        if let Some(label) = span.map(label) {
            let fits = x + Style::Note.width(&label) <= self.width;
            let (x, anchor) = if fits { (self.width, Anchor::End) } else { (0, Anchor::Start) };
            self.y += if fits { 0 } else { Style::Note.leading() };
            self.over.text(Style::Note, Point { x, y: self.y + 16 }, anchor, &label);
        }
        self.y += 20;
        true
    }

    /// The bar of a span, and its length where it has not been told.
    fn span(&mut self, span: &Span, to: i64, told: bool) {
        let (from, to) = (self.axis.x(span.from), self.axis.x(to));
        let bar = Rect { x: from, y: self.y + 4, width: (to - from).max(1), height: 16 };
        if bar.width > 2 {
            self.under.rect(if span.measure.approximate { "bar rough" } else { "bar" }, bar, 2);
        }
        if told {
            return;
        }
        let place = |label: &str| self.room(Style::Note.width(label), from, to);
        let (long, short) = (label(span), span.measure.to_string());
        match place(&long).map(|at| (at, &long)).or_else(|| place(&short).map(|at| (at, &short))) {
            Some(((x, anchor), text)) => self.over.text(Style::Note, Point { x, y: self.y + 16 }, anchor, text),
            None => {
                self.y += LANE;
                self.over.text(Style::Note, Point { x: self.width, y: self.y + 16 }, Anchor::End, &long);
            }
        }
    }

    /// Where a label of this width can stand in the row of a bar: right of it, left of it, or inside, but not across a break.
    fn room(&self, width: i32, from: i32, to: i32) -> Option<(i32, Anchor)> {
        let mut free = vec![(self.column, self.width)];
        for each in self.axis.breaks() {
            let last = free.len() - 1;
            let (start, end) = free[last];
            free[last] = (start, each.x + FOLD - CLEAR);
            free.push((each.x + each.width - FOLD + CLEAR, end));
        }
        let fits = |(start, end): &(i32, i32)| end - start >= width;
        let right = free.iter().map(|(start, end)| ((*start).max(to + 11), *end)).find(fits);
        let left = || free.iter().rev().map(|(start, end)| (*start, (*end).min(from - 8))).find(fits);
        let inside = || free.iter().map(|(start, end)| ((*start).max(from + 10), (*end).min(to - 10))).find(fits);
        right
            .map(|(start, _)| (start, Anchor::Start))
            .or_else(|| left().map(|(_, end)| (end, Anchor::End)))
            .or_else(|| inside().map(|(start, _)| (start, Anchor::Start)))
    }

    /// The mark of a moment in the row: a dot, or the width of a day.
    fn marker(&mut self, class: &'static str, at: Reach) {
        let (from, to, middle) = (self.axis.x(at.from), self.axis.x(at.to), self.y + 12);
        if at.is_day() {
            let day = Rect { x: from, y: middle - 5, width: (to - from).max(4), height: 10 };
            self.over.rect("day", day, 2);
        } else {
            self.over.circle(class, Point { x: from, y: middle }, 5);
        }
    }

    /// An end that is not known: a bar from the start that stays open.
    fn open_end(&mut self, life: &Life, status: &str) {
        self.names(NOT_OVER, status, None);
        let started = life.stones.iter().find(|stone| stone.milestone == Milestone::Started && !stone.at.is_day());
        let from = self.axis.x(started.or(life.stones.first()).map_or(0, |stone| stone.at.from));
        let (top, end) = (self.y + 4, self.width - 2);
        let at = |x, y| Point { x, y };
        let outline = [at(end - 8, top), at(from, top), at(from, top + 16), at(end - 8, top + 16)];
        self.under.path("bar open", &outline, false);
        self.under.path("tip", &[at(end - 8, top), at(end, top + 8), at(end - 8, top + 16)], false);
        self.fold(self.y);
        self.end_row();
    }

    /// The cut of each break through the row that begins at `top`: what is drawn to scale is cut, and marks and words are not.
    fn fold(&mut self, top: i32) {
        let bottom = self.y + ROW;
        for each in self.axis.breaks() {
            let fold = Rect { x: each.x + FOLD, y: top, width: each.width - 2 * FOLD, height: bottom - top };
            self.under.rect("fold", fold, 0);
            for x in [fold.x, fold.x + fold.width] {
                self.under.line("edge", Point { x, y: top }, Point { x, y: bottom });
            }
        }
    }

    fn end_row(&mut self) {
        self.y += ROW;
        self.rules.push(self.y);
        self.y += 1;
    }

    /// Marks on the axis, with labels where they have room.
    fn lane(&mut self, name: &str, marks: &[Mark]) {
        self.lane_name(name);
        let placed: Vec<Placed> = marks.iter().map(|mark| self.placed(mark)).collect();
        let mut lines = Lines::default();
        let line_of: Option<Vec<i32>> = placed.iter().map(|each| lines.place(each.from, each.to)).collect();
        for (index, each) in placed.iter().enumerate() {
            let line = line_of.as_ref().map(|lines| lines[index]);
            let y = self.y + LANE * line.unwrap_or(0);
            self.over.path("mark", &diamond(each.x, y + 12), true);
            if line.is_some() {
                self.over.text(Style::Note, Point { x: each.text_x, y: y + 16 }, each.anchor, &each.label);
            }
        }
        self.y += LANE * line_of.and_then(|lines| lines.into_iter().max()).unwrap_or(0);
        self.end_row();
    }

    fn lane_name(&mut self, name: &str) {
        self.over.text(Style::Label, Point { x: 0, y: self.y + 16 }, Anchor::Start, name);
        self.y += if self.column > 0 { 0 } else { 18 };
    }

    /// Where a mark and its label stand on a line of their own: on the side that has more room where the label does not fit.
    fn placed(&self, mark: &Mark) -> Placed {
        let x = self.axis.x(mark.at.from);
        let (right, left) = (self.width - x - 9, x - 9 - self.column);
        let wanted = Style::Note.width(&mark.label);
        let to_right = wanted <= right || right >= left;
        let label = Style::Note.wrap(&mark.label, wanted.min(if to_right { right } else { left }).min(240), 1);
        let label = label.into_iter().next().unwrap_or_default();
        let width = Style::Note.width(&label);
        if to_right {
            Placed { x, text_x: x + 9, anchor: Anchor::Start, label, from: x - 6, to: x + 9 + width }
        } else {
            Placed { x, text_x: x - 9, anchor: Anchor::End, label, from: x - 9 - width, to: x + 6 }
        }
    }

    /// The axis itself, with a tick for every entry of the timeline.
    fn record(&mut self, life: &Life, moments: &[i64]) {
        let name = if life.entries.is_empty() { "To scale" } else { "Timeline" };
        self.lane_name(name);
        let y = self.y + 12;
        let ends = [moments.first(), moments.last()].map(|at| self.axis.x(at.copied().unwrap_or(0)));
        self.under.line("axis", Point { x: ends[0], y }, Point { x: ends[1], y });
        let mut last = None;
        for entry in &life.entries {
            let x = self.axis.x(entry.from);
            if last != Some(x) {
                self.over.line("tick", Point { x, y: y - 5 }, Point { x, y: y + 5 });
            }
            last = Some(x);
        }
        self.fold(self.y);
        self.y += ROW;
    }

    /// How long nothing was recorded, below each break.
    fn break_labels(&mut self, breaks: &[Break]) {
        let mut bottom = self.y;
        let mut lines = Lines::default();
        for each in breaks {
            let label = format!("{} without a record", prose::duration(each.seconds));
            let half = Style::Note.width(&label) / 2 + 1;
            let x = (each.x + each.width / 2).clamp(half, (self.width - half).max(half));
            // There are no more breaks than lines.
            let line = lines.place(x - half, x + half).unwrap_or(0);
            let y = self.y + 13 + Style::Note.leading() * line;
            self.over.text(Style::Note, Point { x, y }, Anchor::Middle, &label);
            bottom = bottom.max(y + 6);
        }
        self.y = bottom;
    }
}

/// A mark with its label.
struct Placed {
    x: i32,
    text_x: i32,
    anchor: Anchor,
    label: String,
    from: i32,
    to: i32,
}

/// What stands on each line, from where to where.
#[derive(Default)]
struct Lines([Vec<(i32, i32)>; LANES]);

impl Lines {
    /// The first line on which nothing meets what is new, if there is one.
    fn place(&mut self, from: i32, to: i32) -> Option<i32> {
        let is_free = |line: &Vec<(i32, i32)>| line.iter().all(|(start, end)| to + 8 <= *start || *end + 8 <= from);
        let line = self.0.iter().position(is_free)?;
        self.0[line].push((from, to));
        i32::try_from(line).ok()
    }
}

fn label(span: &Span) -> String {
    format!("{} {}", span.name, span.measure)
}

fn diamond(x: i32, y: i32) -> [Point; 4] {
    [Point { x: x - 5, y }, Point { x, y: y - 5 }, Point { x: x + 5, y }, Point { x, y: y + 5 }]
}
