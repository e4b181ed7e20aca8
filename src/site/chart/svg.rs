//! An SVG writer for a few shapes, CSS classes and escaped text. It knows nothing about charts.
//!
//! Coordinates are integers. One unit is one CSS pixel at the picture's natural size. The output contains only class names from the
//! code and escaped text, so an author's text cannot become markup. Colours come from the style sheet.

use std::fmt::Write as _;

use super::text::Style;
use crate::site::html::Html;

/// A position in the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::site) struct Point {
    pub(in crate::site) x: i32,
    pub(in crate::site) y: i32,
}

/// A rectangle in the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::site) struct Rect {
    pub(in crate::site) x: i32,
    pub(in crate::site) y: i32,
    pub(in crate::site) width: i32,
    pub(in crate::site) height: i32,
}

/// The alignment of a text relative to its position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::site) enum Anchor {
    /// The text starts at the position.
    Start,
    /// The text is centred on the position.
    Middle,
    /// The text ends at the position.
    End,
}

/// The text alternative of a picture, and its CSS class.
#[derive(Debug, Clone, Copy)]
pub(in crate::site) struct Caption<'a> {
    /// An identifier unique among the pictures of the page. The ids of the title and the description derive from it. They contain
    /// an underscore so that they cannot collide with heading ids.
    pub(in crate::site) id: &'a str,
    /// The picture's classes, in addition to `chart`.
    pub(in crate::site) class: &'static str,
    /// A short title.
    pub(in crate::site) title: &'a str,
    /// A description in sentences.
    pub(in crate::site) description: &'a str,
}

/// A picture under construction. Its size is given last, after the layout is known.
#[derive(Debug, Default)]
pub(in crate::site) struct Svg {
    body: String,
    /// The class of the last straight line, and the offset in the body at which its element ends.
    last_line: Option<(&'static str, usize)>,
}

/// The end of an open path.
const PATH_END: &str = "\"/>";

impl Svg {
    /// Adds a rectangle with corners of the given radius.
    pub(in crate::site) fn rect(&mut self, class: &'static str, rect: Rect, radius: i32) {
        let Rect { x, y, width, height } = rect;
        self.open("rect", class);
        for (name, value) in [("x", x), ("y", y), ("width", width), ("height", height)] {
            self.number(name, value);
        }
        if radius > 0 {
            self.number("rx", radius);
        }
        self.body.push_str("/>");
    }

    /// Adds a straight line. Consecutive lines of the same class, such as the ticks of an axis, share one element.
    pub(in crate::site) fn line(&mut self, class: &'static str, from: Point, to: Point) {
        if self.last_line == Some((class, self.body.len())) {
            self.body.truncate(self.body.len() - PATH_END.len());
        } else {
            self.open("path", class);
            self.body.push_str(" d=\"");
        }
        self.points(&[from, to]);
        self.body.push_str(PATH_END);
        self.last_line = Some((class, self.body.len()));
    }

    /// Adds a line through several points, or a polygon if `closed`.
    pub(in crate::site) fn path(&mut self, class: &'static str, points: &[Point], closed: bool) {
        self.open("path", class);
        self.body.push_str(" d=\"");
        self.points(points);
        self.body.push_str(if closed { "Z\"/>" } else { PATH_END });
    }

    fn points(&mut self, points: &[Point]) {
        for (index, point) in points.iter().enumerate() {
            self.body.push(if index == 0 { 'M' } else { 'L' });
            push_number(&mut self.body, point.x);
            self.body.push(' ');
            push_number(&mut self.body, point.y);
        }
    }

    /// Adds a circle.
    pub(in crate::site) fn circle(&mut self, class: &'static str, center: Point, radius: i32) {
        self.open("circle", class);
        for (name, value) in [("cx", center.x), ("cy", center.y), ("r", radius)] {
            self.number(name, value);
        }
        self.body.push_str("/>");
    }

    /// Adds a line of text with its baseline at the point.
    pub(in crate::site) fn text(&mut self, style: Style, at: Point, anchor: Anchor, text: &str) {
        self.body.push_str("<text class=\"");
        self.body.push_str(style.class());
        self.body.push_str(match anchor {
            Anchor::Start => "",
            Anchor::Middle => " mid",
            Anchor::End => " end",
        });
        self.body.push('"');
        self.number("x", at.x);
        self.number("y", at.y);
        self.body.push('>');
        escape(&mut self.body, text);
        self.body.push_str("</text>");
    }

    /// Adds lines of text from top to bottom, the baseline of the first at the point.
    pub(in crate::site) fn lines<T: AsRef<str>>(&mut self, style: Style, at: Point, anchor: Anchor, lines: &[T]) {
        let mut y = at.y;
        for line in lines {
            self.text(style, Point { x: at.x, y }, anchor, line.as_ref());
            y += style.leading();
        }
    }

    /// Wraps what `inside` draws in a link with the accessible name `label`.
    pub(in crate::site) fn link(&mut self, address: &str, label: &str, inside: impl FnOnce(&mut Self)) {
        self.body.push_str("<a href=\"");
        escape(&mut self.body, address);
        self.body.push_str("\"><title>");
        escape(&mut self.body, label);
        self.body.push_str("</title>");
        inside(self);
        self.body.push_str("</a>");
    }

    /// Like `link`, but skipped by keyboard navigation: a table next to the picture has the same links, and tabbing through
    /// hundreds of dots would take too long.
    pub(in crate::site) fn shortcut(&mut self, address: &str, label: &str, inside: impl FnOnce(&mut Self)) {
        let from = self.body.len();
        self.link(address, label, inside);
        self.body.insert_str(from + "<a".len(), " tabindex=\"-1\"");
    }

    /// Finishes the picture as a single image for assistive technology.
    pub(in crate::site) fn image(self, caption: Caption<'_>, width: i32, height: i32) -> Html {
        self.finish("img", caption, width, height)
    }

    /// Finishes the picture as a group, so that its links are reachable one by one.
    pub(in crate::site) fn document(self, caption: Caption<'_>, width: i32, height: i32) -> Html {
        self.finish("group", caption, width, height)
    }

    /// Finishes the picture as decoration: hidden from screen readers, because the text beside it has the same content.
    pub(in crate::site) fn decoration(self, class: &'static str, width: i32, height: i32) -> Html {
        Html::new(format!(
            "<svg class=\"chart {class}\" aria-hidden=\"true\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\">{}</svg>",
            self.body
        ))
    }

    fn finish(self, role: &str, caption: Caption<'_>, width: i32, height: i32) -> Html {
        let Caption { id, class, title, description } = caption;
        let mut out = String::with_capacity(self.body.len() + title.len() + description.len() + 240);
        let _ = write!(
            out,
            "<svg class=\"chart {class}\" role=\"{role}\" aria-labelledby=\"{id}_title\" aria-describedby=\"{id}_desc\" \
             width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\"><title id=\"{id}_title\">"
        );
        escape(&mut out, title);
        let _ = write!(out, "</title><desc id=\"{id}_desc\">");
        escape(&mut out, description);
        out.push_str("</desc>");
        out.push_str(&self.body);
        out.push_str("</svg>");
        Html::new(out)
    }

    fn open(&mut self, name: &'static str, class: &'static str) {
        for part in ["<", name, " class=\"", class, "\""] {
            self.body.push_str(part);
        }
    }

    fn number(&mut self, name: &'static str, value: i32) {
        self.body.push(' ');
        self.body.push_str(name);
        self.body.push_str("=\"");
        push_number(&mut self.body, value);
        self.body.push('"');
    }
}

/// Appends a number. A picture is mostly numbers, and `core::fmt` would take half of the rendering time.
fn push_number(out: &mut String, value: i32) {
    if value < 0 {
        out.push('-');
    }
    let value = value.unsigned_abs();
    let mut place = 1;
    while value / place >= 10 {
        place *= 10;
    }
    while place > 0 {
        let digit = u8::try_from(value / place % 10).unwrap_or(0);
        out.push(char::from(b'0' + digit));
        place /= 10;
    }
}

/// Escapes text content or an attribute value. Characters that are not valid in XML become spaces.
fn escape(out: &mut String, text: &str) {
    let mut written = 0;
    for (at, letter) in text.char_indices() {
        let instead = match letter {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            letter if letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}') => " ",
            _ => continue,
        };
        out.push_str(&text[written..at]);
        out.push_str(instead);
        written = at + letter.len_utf8();
    }
    out.push_str(&text[written..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(text: &str) -> String {
        let mut svg = Svg::default();
        svg.rect("box", Rect { x: 0, y: 0, width: 10, height: 5 }, 2);
        svg.link(text, text, |svg| svg.text(Style::Label, Point { x: 1, y: 2 }, Anchor::Middle, text));
        let caption = Caption { id: "life", class: "life", title: text, description: text };
        serde_json::to_value(svg.image(caption, 20, 10)).unwrap().as_str().unwrap().to_owned()
    }

    #[test]
    fn a_foreign_text_stays_text_wherever_it_stands() {
        let text = "</text><script>alert(1)</script> \" onload=\"x\" & \u{1}\u{c} ]]> {{ x }}";
        let svg = drawn(text);
        let document = roxmltree::Document::parse(&svg).unwrap();
        let names: Vec<&str> =
            document.descendants().filter(roxmltree::Node::is_element).map(|node| node.tag_name().name()).collect();
        assert_eq!(names, ["svg", "title", "desc", "rect", "a", "title", "text"]);
        let shown = document.descendants().find(|node| node.has_tag_name("text")).unwrap();
        assert_eq!(shown.text().unwrap(), text.replace(['\u{1}', '\u{c}'], " "));
        assert!(document.descendants().all(|node| node.attribute("onload").is_none()));
    }

    #[test]
    fn lines_of_one_class_are_one_element_unless_something_stands_between() {
        let mut svg = Svg::default();
        let at = |x| [Point { x, y: 0 }, Point { x, y: 5 }];
        for (class, x) in [("tick", 1), ("tick", 2), ("edge", 3), ("tick", 4)] {
            svg.line(class, at(x)[0], at(x)[1]);
        }
        svg.circle("stone", at(5)[0], 1);
        svg.line("tick", at(6)[0], at(6)[1]);
        assert_eq!(
            svg.body,
            "<path class=\"tick\" d=\"M1 0L1 5M2 0L2 5\"/><path class=\"edge\" d=\"M3 0L3 5\"/><path class=\"tick\" d=\"M4 0L4 5\"/>\
             <circle class=\"stone\" cx=\"5\" cy=\"0\" r=\"1\"/><path class=\"tick\" d=\"M6 0L6 5\"/>"
        );
    }

    #[test]
    fn numbers_are_written_as_they_are() {
        for number in [0, 7, 10, 99, 100, 1_234_567, -1, -40, i32::MAX, i32::MIN] {
            let mut out = String::new();
            push_number(&mut out, number);
            assert_eq!(out, number.to_string());
        }
    }

    #[test]
    fn a_picture_is_an_image_with_a_title_and_a_description() {
        let svg = drawn("A life");
        let document = roxmltree::Document::parse(&svg).unwrap();
        let root = document.root_element();
        assert_eq!(root.attribute("role"), Some("img"));
        for (attribute, name) in [("aria-labelledby", "title"), ("aria-describedby", "desc")] {
            let id = root.attribute(attribute).unwrap();
            let named = document.descendants().find(|node| node.attribute("id") == Some(id)).unwrap();
            assert_eq!((named.tag_name().name(), named.text()), (name, Some("A life")));
        }
        assert!(!svg.contains("style=") && !svg.contains("fill=") && !svg.contains("stroke="), "{svg}");
    }
}
