//! The elements of HTML: what each becomes in Markdown, and its attributes.

use super::text::decoded;
use crate::import::pattern::Pattern;

static ATTRIBUTE: Pattern =
    Pattern::new(r#"(?s)(?P<name>[^\s"'<>/=]+)(?:\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'=<>`]+)))?"#);

/// What an element becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ElementKind {
    /// Text between these marks.
    Inline(&'static str),
    Code,
    Pre,
    Link,
    Heading(u8),
    Quote,
    List,
    Item,
    Table,
    Row,
    Cell,
    /// A paragraph, or a block that has none of its own marks.
    Block,
    Break,
    Rule,
    Image,
    /// A document or a recording in the page: a link to it.
    Frame,
    Input,
    /// Its text alone.
    Plain,
    /// Neither its tags nor what is in it.
    Hidden,
}

/// Elements whose tags are removed, and their text stays.
#[rustfmt::skip]
const PLAIN: [&str; 71] = [
    "abbr", "acronym", "applet", "area", "base", "bdi", "bdo", "big", "blink", "body", "button", "canvas", "caption", "cite", "col",
    "colgroup", "data", "datalist", "dfn", "dialog", "fieldset", "figcaption", "font", "form", "frameset", "head", "hgroup", "html",
    "ins", "label", "legend", "link", "map", "mark", "marquee", "math", "menuitem", "meta", "meter", "nobr", "noframes", "noscript",
    "optgroup", "option", "output", "param", "picture", "progress", "q", "rb", "rp", "rt", "rtc", "ruby", "samp", "search", "select",
    "slot", "small", "span", "sub", "sup", "tbody", "textarea", "tfoot", "thead", "time", "title", "u", "var", "wbr",
];

impl ElementKind {
    /// The kind of the element with this name in lower case. `None` for what is no element. A name with a prefix, such as `ac:link`, is
    /// an element of a tool.
    pub(super) fn of(name: &str) -> Option<Self> {
        Some(match name {
            "b" | "strong" | "summary" => Self::Inline("**"),
            "i" | "em" => Self::Inline("*"),
            "s" | "del" | "strike" => Self::Inline("~~"),
            "code" | "kbd" | "tt" => Self::Code,
            "pre" | "listing" | "xmp" => Self::Pre,
            "a" => Self::Link,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Self::Heading(name.as_bytes()[1] - b'0'),
            "blockquote" => Self::Quote,
            "ul" | "ol" | "dl" | "menu" | "dir" => Self::List,
            "li" | "dt" | "dd" => Self::Item,
            "table" => Self::Table,
            "tr" => Self::Row,
            "td" | "th" => Self::Cell,
            "p" | "div" | "article" | "section" | "main" | "header" | "footer" | "nav" | "aside" | "address" | "center"
            | "details" | "figure" => Self::Block,
            "br" => Self::Break,
            "hr" => Self::Rule,
            "img" => Self::Image,
            "iframe" | "frame" | "embed" | "object" | "video" | "audio" | "source" | "track" => Self::Frame,
            "input" => Self::Input,
            "script" | "style" | "svg" | "template" => Self::Hidden,
            name if PLAIN.contains(&name) || name.contains(':') => Self::Plain,
            _ => return None,
        })
    }

    /// Whether it stands within a line.
    pub(super) fn is_inline(self) -> bool {
        matches!(self, Self::Inline(_) | Self::Code | Self::Link | Self::Plain)
    }

    /// Whether an element of this kind has no inner text, or ends where the next one begins.
    pub(super) fn may_have_no_end(self) -> bool {
        matches!(
            self,
            Self::Item
                | Self::Row
                | Self::Cell
                | Self::Block
                | Self::Break
                | Self::Rule
                | Self::Image
                | Self::Frame
                | Self::Input
        )
    }

    /// The kinds that one of this kind ends, where they are open in the same list or table.
    pub(super) fn ends(self) -> &'static [Self] {
        match self {
            Self::Item => &[Self::Item],
            Self::Row => &[Self::Row, Self::Cell],
            Self::Cell => &[Self::Cell],
            _ => &[],
        }
    }
}

/// The value of an attribute in the rest of a tag. It is empty where the attribute has none.
pub(super) fn attribute(rest: &str, name: &str) -> Option<String> {
    let found = ATTRIBUTE.captures_iter(rest).find(|found| found["name"].eq_ignore_ascii_case(name))?;
    let value = ["double", "single", "bare"].iter().find_map(|group| found.name(group)).map_or("", |value| value.as_str());
    Some(decoded(value).split_whitespace().collect::<Vec<_>>().join(" "))
}
