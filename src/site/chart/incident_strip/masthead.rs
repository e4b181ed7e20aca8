//! The timeline strip with labels, shown below the title of an incident.
//!
//! Each kind of label has its own rows. A label that would overlap another is omitted, since the page lists all of them further
//! down. On a desktop, the row names are left of the strip, and events before and after it are named at its ends. On a phone, both
//! become lines below the strip.

use super::scale::Scale;
use super::{End, Mark, Strip, phase_label};
use crate::incident::Milestone;
use crate::locale::Locale;
use crate::site::chart::svg::{Anchor, Caption, Point, Rect, Svg};
use crate::site::chart::text::Style;
use crate::site::html::Html;

/// A layout: the width of the picture, and the space left and right of the strip.
struct Layout {
    id: &'static str,
    class: &'static str,
    width: i32,
    left: i32,
    right: i32,
}

const LAYOUTS: [Layout; 3] = [
    Layout { id: "strip_wide", class: "strip wide-only", width: 1158, left: 156, right: 160 },
    Layout { id: "strip_medium", class: "strip medium-only", width: 690, left: 140, right: 128 },
    Layout { id: "strip_narrow", class: "strip narrow-only", width: 326, left: 0, right: 0 },
];
/// The heights of a row of text, of the bands, and of the severity line below them.
const ROW: i32 = 17;
const BAND: i32 = 28;
const LINE: i32 = 6;
/// The minimum distances between two labels, and between two separate ticks.
const GAP: i32 = 8;
const TICK_GAP: i32 = 4;
/// The priority of the milestones' labels when there is not enough space for all of them.
const LABELLED: [Milestone; 6] = [
    Milestone::Started,
    Milestone::Resolved,
    Milestone::Mitigated,
    Milestone::Detected,
    Milestone::Acknowledged,
    Milestone::Declared,
];

/// Draws every layout. The style sheet shows the one that fits.
pub(super) fn draw(strip: &Strip, locale: &Locale) -> Html {
    let description = strip.description(locale);
    Html::join(&LAYOUTS.map(|layout| Drawing::new(strip, &layout, locale).draw(&description)))
}

struct Drawing<'a> {
    strip: &'a Strip,
    layout: &'a Layout,
    locale: &'a Locale,
    scale: Scale,
    svg: Svg,
    y: i32,
}

/// Events outside of the strip: what each is, and how far away.
type Outside = Vec<[String; 2]>;

impl<'a> Drawing<'a> {
    fn new(strip: &'a Strip, layout: &'a Layout, locale: &'a Locale) -> Self {
        let width = layout.width - layout.left - layout.right;
        let inset = i32::from(layout.left == 0);
        let scale = Scale::new(strip.window, layout.left + inset, width - 2 * inset);
        Self { strip, layout, locale, scale, svg: Svg::default(), y: 0 }
    }

    fn draw(mut self, description: &str) -> Html {
        self.length();
        self.milestones();
        self.phases();
        self.severities();
        self.events();
        self.messages();
        self.axis();
        if self.layout.left == 0 {
            self.lines_below();
        }
        let title = self.locale.text("timeline_of");
        let caption = Caption { id: self.layout.id, class: self.layout.class, title: &title, description };
        self.svg.image(caption, self.layout.width, self.y)
    }

    fn end(&self) -> i32 {
        self.scale.left + self.scale.width
    }

    fn note(&mut self, x: i32, y: i32, text: &str) {
        self.svg.text(Style::Quiet, Point { x, y }, Anchor::Start, text);
    }

    /// The duration of the incident: left of the strip, or above it.
    fn length(&mut self) {
        let locale = self.locale;
        let (large, small) = match (self.strip.length(locale), self.strip.end) {
            (Some(length), _) => (length, locale.text("start_to_resolution")),
            (None, End::Ongoing(status)) => (locale.text("ongoing").to_string(), locale.word("status", status.as_str())),
            (None, _) => return,
        };
        let y = 13;
        self.svg.text(Style::Strong, Point { x: 0, y }, Anchor::Start, &large);
        if self.layout.left > 0 {
            self.note(0, y + ROW, &small);
        } else {
            self.note(Style::Strong.width(&large) + 2 * GAP, y, &small);
            self.y += ROW + 4;
        }
    }

    /// Milestone labels in two rows above the strip, as far as there is space.
    fn milestones(&mut self) {
        let mut rows: [Vec<(i32, i32)>; 2] = [Vec::new(), Vec::new()];
        let (top, limit) = (self.y, self.layout.width);
        for milestone in LABELLED {
            let marks = self.strip.milestones.iter().filter(|mark| mark.milestone == milestone);
            let Some(mark) = marks.into_iter().find(|mark| self.strip.window.holds(mark.at.from)) else { continue };
            let text = label(mark, self.locale);
            let (x, width) = (self.mark_x(mark), Style::Strong.width(&text));
            let (anchor, from) = if x + width <= limit && milestone != Milestone::Resolved {
                (Anchor::Start, x)
            } else {
                (Anchor::End, x - width)
            };
            let least = if self.layout.left > 0 { self.layout.left } else { 0 };
            if from < least {
                continue;
            }
            let is_free =
                |row: &Vec<(i32, i32)>| row.iter().all(|(start, end)| from + width + GAP <= *start || end + GAP <= from);
            // The lower row is tried first because it is next to the strip. The start and the end are labelled first, so they take
            // it if they can.
            let Some(row) = [1, 0].into_iter().find(|row| is_free(&rows[*row])) else { continue };
            rows[row].push((from, from + width));
            let y = top + 13 + if row == 1 { ROW } else { 0 };
            self.svg.text(Style::Strong, Point { x, y }, anchor, &text);
        }
        self.y = top + 2 * ROW + 8;
    }

    /// The x coordinate of a milestone. A resolution known only to the day is at the end of the strip.
    fn mark_x(&self, mark: &Mark) -> i32 {
        let is_end = mark.milestone == Milestone::Resolved && mark.at.is_day();
        self.scale.x(if is_end { mark.at.to } else { mark.at.from })
    }

    /// The bands with their names and durations, the milestone marks, and the events outside of the strip.
    fn phases(&mut self) {
        let (strip, y) = (self.strip, self.y);
        let band = Rect { x: 0, y, width: 0, height: BAND };
        strip.bands(&mut self.svg, &self.scale, band);
        for phase in &strip.phases {
            let (x, width) = self.scale.segment(phase.at);
            let name = phase.kind.label(self.locale);
            let whole = if phase.exact { phase_label(phase, self.locale) } else { name.to_string() };
            let texts = [whole.as_str(), &*name];
            if let Some((text, x)) = texts.into_iter().find_map(|text| Some((text, self.clear_of_signs(text, x, x + width)?))) {
                self.svg.text(Style::Strong, Point { x, y: y + 19 }, Anchor::Start, text);
            }
        }
        let inside = |mark: &&Mark| mark.milestone != Milestone::Introduced && strip.window.holds(mark.at.from);
        for mark in strip.milestones.iter().filter(inside) {
            self.sign(mark, y);
        }
        if strip.end != End::Resolved {
            let x = self.end();
            self.svg.path(
                "open-end",
                &[Point { x: x - 6, y: y + 4 }, Point { x, y: y + BAND / 2 }, Point { x: x - 6, y: y + BAND - 4 }],
                false,
            );
        }
        if self.layout.left > 0 {
            self.outside(&before(strip, self.locale), 0, self.layout.left - 22);
            self.outside(&after(strip, self.locale), self.end() + 16, self.layout.right - 16);
        }
        self.y += BAND;
    }

    /// The x coordinate at which a text in a band crosses no milestone mark, if it fits before `end`.
    fn clear_of_signs(&self, text: &str, from: i32, end: i32) -> Option<i32> {
        let width = Style::Strong.width(text);
        let mut x = from + GAP;
        for mark in self.strip.milestones.iter().filter(|mark| self.strip.window.holds(mark.at.from)) {
            let sign = self.mark_x(mark);
            if sign > x - GAP && sign < x + width + GAP {
                x = sign + GAP;
            }
        }
        (x + width + GAP <= end).then_some(x)
    }

    /// Draws a milestone mark: a vertical line, with a hollow circle for an estimate, or a dashed frame for a day.
    fn sign(&mut self, mark: &Mark, y: i32) {
        if mark.at.is_day() {
            let (x, width) = self.scale.segment(mark.at);
            self.svg.rect("day", Rect { x, y, width, height: BAND }, 0);
            return;
        }
        let x = self.scale.x(mark.at.from);
        self.svg.line("milestone", Point { x, y: y - 4 }, Point { x, y: y + BAND });
        if mark.approximate {
            self.svg.circle("estimate", Point { x: x.clamp(4, self.layout.width - 4), y: y - 4 }, 3);
        }
    }

    /// Draws the most important event outside of the strip in two lines beside it, with a zigzag to mark the break in scale.
    fn outside(&mut self, outside: &Outside, x: i32, width: i32) {
        let Some([what, away]) = outside.first() else { return };
        if x == 0 || self.strip.end == End::Resolved {
            let fold = if x == 0 { self.scale.left - 14 } else { self.end() + 4 };
            let zigzag = [(4, 0), (0, 9), (8, 17), (4, BAND)];
            let points = zigzag.map(|(dx, dy)| Point { x: fold + dx, y: self.y + dy });
            self.svg.path("fold", &points, false);
        }
        for (text, dy) in [(what, 11), (away, 11 + ROW)] {
            if let Some(line) = Style::Quiet.wrap(text, width, 1).first() {
                self.note(x, self.y + dy, line);
            }
        }
    }

    /// The severity over time, with names where they fit.
    fn severities(&mut self) {
        let y = self.y;
        self.strip.severity_line(&mut self.svg, &self.scale, Rect { x: 0, y: y + 1, width: 0, height: LINE });
        let mut used = i32::MIN;
        for severity in &self.strip.severities {
            let (x, width) = self.scale.segment(severity.at);
            let needed = Style::Quiet.width(&severity.label);
            if x < used || (needed > width && x + needed > self.end()) || needed > width.max(48) || severity.label.is_empty() {
                continue;
            }
            self.note(x, y + LINE + 14, &severity.label);
            used = x + needed + GAP;
        }
        self.y += LINE + ROW + 6;
    }

    /// A tick for each timeline entry. Entries too close together share a tick, whose height grows with their number.
    fn events(&mut self) {
        let inside = self.strip.events.iter().filter(|at| self.strip.window.holds(**at));
        let mut ticks: Vec<(i32, i32)> = Vec::new();
        for x in inside.map(|at| self.scale.x(*at)) {
            match ticks.last_mut() {
                Some((last, count)) if x - *last < TICK_GAP => *count += 1,
                _ => ticks.push((x, 1)),
            }
        }
        if ticks.is_empty() {
            return;
        }
        let bottom = self.y + 15;
        for (x, count) in ticks {
            self.svg.line("tick", Point { x, y: bottom }, Point { x, y: bottom - (6 + 2 * count).min(16) });
        }
        self.row_name(&count("event_count", self.strip.events.len(), self.locale));
        self.y += ROW + 3;
    }

    /// A diamond for each message, with its channel as a label where there is space. If all messages have the same channel, it is
    /// the name of the row instead.
    fn messages(&mut self) {
        let inside: Vec<_> = self.strip.messages.iter().filter(|message| self.strip.window.holds(message.at)).collect();
        let Some(first) = inside.first() else { return };
        let same = inside.iter().all(|message| message.channel == first.channel).then(|| first.channel.clone());
        let name = same.filter(|channel| !channel.is_empty());
        let baseline = self.y + 13;
        let mut places: Vec<(i32, &str)> =
            inside.iter().map(|message| (self.scale.x(message.at), message.channel.as_str())).collect();
        places.sort_unstable();
        places.dedup_by(|next, before| next.0 - before.0 < 2 * TICK_GAP);
        let ends: Vec<i32> = places.iter().skip(1).map(|(x, _)| x - GAP).chain([self.end()]).collect();
        for ((x, channel), end) in places.into_iter().zip(ends) {
            let x = x.clamp(5, self.layout.width - 5);
            let y = baseline - 4;
            let diamond = [Point { x: x - 5, y }, Point { x, y: y - 5 }, Point { x: x + 5, y }, Point { x, y: y + 5 }];
            self.svg.path("message", &diamond, true);
            if name.is_none() && x + 9 + Style::Quiet.width(channel) <= end {
                self.note(x + 9, baseline, channel);
            }
        }
        self.row_name(&name.unwrap_or_else(|| count("message_count", self.strip.messages.len(), self.locale)));
        self.y += ROW + 3;
    }

    fn row_name(&mut self, name: &str) {
        if let Some(line) = Style::Quiet.wrap(name, self.layout.left - 14, 1).first().filter(|_| self.layout.left > 0) {
            self.note(0, self.y + 13, line);
        }
    }

    fn axis(&mut self) {
        let y = self.y + 4;
        self.svg.line("axis", Point { x: self.scale.left, y }, Point { x: self.end(), y });
        let mut used = i32::MIN;
        for (at, text) in self.scale.ticks(&self.strip.zone, 72, self.locale) {
            let (x, width) = (self.scale.x(at), Style::Quiet.width(&text));
            self.svg.line("axis", Point { x, y }, Point { x, y: y + 4 });
            let from = (x - width / 2).clamp(0, self.layout.width - width);
            if from >= used {
                self.note(from, y + 18, &text);
                used = from + width + GAP;
            }
        }
        self.y += 26;
    }

    /// On a phone: the texts that other layouts place beside the strip.
    fn lines_below(&mut self) {
        let (strip, locale) = (self.strip, self.locale);
        let sentence = |outside: Outside| outside.into_iter().next().map(|[what, away]| format!("{what} {away}"));
        let counts = [(strip.events.len(), "event_count"), (strip.messages.len(), "message_count")];
        let counts = counts.into_iter().filter(|(count, _)| *count > 0).map(|(number, name)| count(name, number, locale));
        let counts = counts.collect::<Vec<_>>().join(&locale.text("list_gap"));
        let lines =
            [sentence(before(strip, locale)), Some(counts).filter(|counts| !counts.is_empty()), sentence(after(strip, locale))];
        for line in lines.into_iter().flatten() {
            if let Some(line) = Style::Quiet.wrap(&line, self.layout.width, 1).first() {
                self.note(0, self.y + 13, line);
                self.y += ROW;
            }
        }
        self.y += 4;
    }
}

/// The label of a milestone, with its time.
pub(super) fn label(mark: &Mark, locale: &Locale) -> String {
    let milestone = locale.word("milestone", mark.milestone.as_str());
    format!("{milestone} {}", locale.about(mark.time.clone(), mark.approximate))
}

fn count(message: &str, count: usize, locale: &Locale) -> String {
    locale.format(message, &[("count", count.into())])
}

/// A distance in time, formatted with a message.
fn distance(message: &str, seconds: i64, locale: &Locale) -> String {
    locale.format(message, &[("length", locale.brief_duration(seconds).into())])
}

fn up_to(distance: String, locale: &Locale) -> String {
    locale.format("up_to", &[("distance", distance.into())])
}

/// The events before the strip, the most important first.
fn before(strip: &Strip, locale: &Locale) -> Outside {
    let from = strip.window.from;
    let earlier = |mark: &&Mark| mark.at.from < from;
    let away = |at: i64, inexact: bool| locale.about(distance("earlier", from - at, locale), inexact);
    let named = strip.milestones.iter().filter(earlier).map(|mark| {
        let when = if mark.at.is_day() { mark.time.clone() } else { away(mark.at.from, mark.approximate) };
        [locale.word("milestone", mark.milestone.as_str()).to_string(), when]
    });
    let mut outside: Outside = named.collect();
    let events: Vec<i64> = strip.events.iter().copied().filter(|at| *at < from).collect();
    if let Some(first) = events.first() {
        outside.push([count("event_count", events.len(), locale), up_to(away(*first, false), locale)]);
    }
    outside
}

/// The events after the strip, the most important first.
fn after(strip: &Strip, locale: &Locale) -> Outside {
    let to = strip.window.to;
    let away = |at: i64| distance("later", at - to, locale);
    let mut outside: Outside = match strip.end {
        End::Unknown => vec![["resolution", "time_unknown"].map(|name| locale.text(name).to_string())],
        End::Resolved | End::Ongoing(_) => Vec::new(),
    };
    let late = strip.milestones.iter().filter(|mark| mark.at.from > to);
    outside.extend(late.map(|mark| [locale.word("milestone", mark.milestone.as_str()).to_string(), away(mark.at.from)]));
    let messages: Vec<_> = strip.messages.iter().filter(|message| message.at > to).collect();
    outside.extend(messages.first().map(|message| {
        let channel = if message.channel.is_empty() { locale.text("message").to_string() } else { message.channel.clone() };
        [channel, away(message.at)]
    }));
    let events: Vec<i64> = strip.events.iter().copied().filter(|at| *at > to).collect();
    outside.extend(events.last().map(|last| [count("event_count", events.len(), locale), up_to(away(*last), locale)]));
    outside
}
