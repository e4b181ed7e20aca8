//! Test helpers that check the geometry of a finished SVG: no overlaps and no overflow.

use roxmltree::{Document, Node};

use super::svg::Rect;
use super::text::Style;
use crate::site::html::Html;

/// Texts of various lengths and scripts, including right-to-left text, combining marks and text without spaces.
pub(super) const TEXTS: [&str; 8] = [
    "Load",
    "A slow query in the payment service",
    "The review of the change did not consider that the pool is shared by four services, of which two hold a connection for as \
     long as a customer keeps the page open, and nobody had measured it before the day of the incident",
    "https://example.com/a/very/long/address/without/a/space?and=a&query=too&WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
    "支払いAPIのデータベース接続プールが枯渇し、すべてのリクエストが失敗した。監視は何も気付かなかった。",
    "قاعدة البيانات لا تستجيب للطلبات الجديدة منذ ساعة كاملة ولم ينتبه أحد إلى ذلك",
    "</text><script>alert(1)</script> & \"quotes\" **bold** `code` [link](https://example.com)",
    "👩‍🚒 🔥 e\u{301}e\u{301} MMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMM",
];

/// Panics if two labels overlap, a label leaves its frame, or anything leaves the picture.
pub(super) fn check(picture: &Html) {
    check_all(picture, 1);
}

/// Like [`check`], for a picture with `layouts` layouts.
pub(super) fn check_all(picture: &Html, layouts: usize) {
    let html = serde_json::to_value(picture).unwrap();
    let document = format!("<body>{}</body>", html.as_str().unwrap());
    let document = Document::parse(&document).unwrap();
    let pictures: Vec<Node<'_, '_>> = document.root_element().children().collect();
    assert_eq!(pictures.len(), layouts, "the layouts of a picture");
    for picture in pictures {
        let view: Vec<i32> = picture.attribute("viewBox").unwrap().split(' ').map(|part| part.parse().unwrap()).collect();
        let whole = Rect { x: 0, y: 0, width: view[2], height: view[3] };
        let texts: Vec<(Rect, &str)> =
            picture.descendants().filter(|node| node.has_tag_name("text")).map(|node| (place(node), text(node))).collect();
        let frames: Vec<Rect> = picture.descendants().filter(|node| node.has_tag_name("rect")).map(rect).collect();
        for (index, (place, text)) in texts.iter().enumerate() {
            assert!(holds(whole, *place), "“{text}” leaves the picture: {place:?} in {whole:?}");
            for (other, its) in &texts[index + 1..] {
                assert!(!meet(*place, *other), "“{text}” meets “{its}”: {place:?} and {other:?}");
            }
            // Rectangles of at most 20 units are bars, not frames: a label may begin inside one and extend beyond it.
            for frame in frames.iter().filter(|frame| frame.height > 20 && starts_in(**frame, *place)) {
                assert!(holds(*frame, *place), "“{text}” leaves its frame: {place:?} in {frame:?}");
            }
        }
        let shapes = picture.descendants().flat_map(points);
        let outside: Vec<_> = shapes.filter(|(x, y)| *x < 0 || *y < 0 || *x > view[2] || *y > view[3]).collect();
        assert!(outside.is_empty(), "{outside:?} are outside of {whole:?}");
    }
}

fn number(node: Node<'_, '_>, name: &str) -> i32 {
    node.attribute(name).unwrap().parse().unwrap()
}

fn text<'a>(node: Node<'a, '_>) -> &'a str {
    node.text().unwrap_or_default()
}

/// The bounding box of a text, from the top of its capitals to the bottom of its descenders.
fn place(node: Node<'_, '_>) -> Rect {
    let class = node.attribute("class").unwrap();
    let styles = [Style::Quiet, Style::Label, Style::Strong, Style::Note];
    let style = styles.into_iter().find(|style| class.starts_with(style.class())).unwrap();
    let (x, y, width) = (number(node, "x"), number(node, "y"), style.width(text(node)));
    let x = match class.rsplit(' ').next() {
        Some("mid") => x - width / 2,
        Some("end") => x - width,
        _ => x,
    };
    Rect { x, y: y - style.size() + 2, width, height: style.size() + 1 }
}

fn rect(node: Node<'_, '_>) -> Rect {
    Rect { x: number(node, "x"), y: number(node, "y"), width: number(node, "width"), height: number(node, "height") }
}

/// The corner points of a shape.
fn points(node: Node<'_, '_>) -> Vec<(i32, i32)> {
    match node.tag_name().name() {
        "rect" => {
            let Rect { x, y, width, height } = rect(node);
            vec![(x, y), (x + width, y + height)]
        }
        "circle" => {
            let (x, y, r) = (number(node, "cx"), number(node, "cy"), number(node, "r"));
            vec![(x - r, y - r), (x + r, y + r)]
        }
        "path" => {
            let numbers = node.attribute("d").unwrap().split(['M', 'L', 'Z', ' ']).filter(|part| !part.is_empty());
            let numbers: Vec<i32> = numbers.map(|part| part.parse().unwrap()).collect();
            numbers.chunks(2).map(|pair| (pair[0], pair[1])).collect()
        }
        _ => Vec::new(),
    }
}

fn holds(outer: Rect, inner: Rect) -> bool {
    outer.x <= inner.x
        && outer.y <= inner.y
        && inner.x + inner.width <= outer.x + outer.width
        && inner.y + inner.height <= outer.y + outer.height
}

fn meet(one: Rect, two: Rect) -> bool {
    one.x < two.x + two.width && two.x < one.x + one.width && one.y < two.y + two.height && two.y < one.y + one.height
}

fn starts_in(frame: Rect, text: Rect) -> bool {
    let (x, y) = (text.x, text.y + text.height / 2);
    frame.x <= x && x < frame.x + frame.width && frame.y <= y && y < frame.y + frame.height
}
