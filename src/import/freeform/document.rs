//! A postmortem in free Markdown: front matter, a title, facts, and sections.

use std::ops::Range;
use std::path::Path;
use std::sync::LazyLock;

use regex::Regex;

use super::blocks::{self, Block, Kind, Node, words};
use super::clock::Rank;
use super::names::{Field, Target, own_key};
use super::{Review, actions, front, people, stamp};
use crate::diagnostic::at;
use crate::import::imported::{Document, Draft, Import, Options};
use crate::import::json_tree::{self, Table, Value};
use crate::incident::FieldValue;

/// Reads one document.
pub(in crate::import) fn import(document: &Document<'_>, options: &Options<'_>) -> Import {
    let (table, start) = match front::read(document) {
        Ok(front) => front,
        Err(error) => return Import::failed(*error),
    };
    if document.text[start..].trim().is_empty() && table.is_empty() {
        return Import::failed(document.error(0..0, "this document is empty"));
    }
    if json_tree::parse(document).is_ok_and(|root| matches!(root.value, Value::List(_) | Value::Table(_))) {
        return Import::failed(document.error(0..1, "this is JSON, not Markdown"));
    }
    let (text, comments) = blocks::without_comments(&document.text[start..]);
    let begin = start + text.len() - text.trim_start().len();
    let mut review = Review::new(Draft::new(*document, begin..document.text.len(), options));
    for comment in comments {
        review.comment(&comment.text, start + comment.span.start..start + comment.span.end);
    }
    let (text, pictures) = blocks::without_pictures(&text);
    let first = pictures.first().map_or(0..0, |first| start + first..start + first + 1);
    review.draft.left_out(pictures.len(), &first);
    for (comment, span) in front::comments(document, &table, start) {
        review.comment(&comment, span);
    }
    review.clock.listen(&text);
    review.clock.offer_first_date(&text);
    let names = review.names;
    let blocks = blocks::read(&text, start);
    // Where no headings are, lines in bold stand for them.
    let has_headings = blocks.iter().any(|block| matches!(block.kind, Kind::Heading { level: 2.., .. }));
    let is_part =
        |title: &str| names.is_part(title) || !has_headings && names.find(title).is_none() && stamp::prefix(title).is_none();
    let first = blocks.first().map(|block| block.span.start);
    let mut root = blocks::tree(blocks, begin..begin, |title, at| is_part(title) && (Some(at) != first || names.is_part(title)));
    let (title, head) = take_title(&mut root, table.has(&["title"]));
    matter(&mut review, table);
    head_and_title(&mut review, title, head, document.name);
    root.children.into_iter().for_each(|node| review.node(node));
    review.definitions.extend(blocks::definitions(&text));
    let mut import = Import::default();
    import.push(review.finish());
    import
}

/// A title, and where it stands.
type Title = Option<(String, Range<usize>)>;

/// Takes the title out of a document, and what stands before the first section.
fn take_title(root: &mut Node, is_titled: bool) -> (Title, Node) {
    let mut head = Node { blocks: std::mem::take(&mut root.blocks), span: root.span.clone(), ..Node::default() };
    let lone = root.children.iter().filter(|child| child.level == 1).count() <= 1;
    let is_name = |node: &Node| super::Names(&[]).find(&node.title).is_none();
    let is_title = root.children.first().is_some_and(|first| is_name(first) && (!is_titled || first.level == 1 && lone));
    if is_title {
        let first = root.children.remove(0);
        head.blocks.extend(first.blocks);
        root.children.splice(0..0, first.children);
        return (Some((first.title, first.span)), head);
    }
    (take_bold_title(&mut head, is_titled), head)
}

/// A first line in bold is a title where no heading is.
fn take_bold_title(head: &mut Node, is_titled: bool) -> Title {
    let Block { kind: Kind::Paragraph, text, span } = head.blocks.first()? else { return None };
    let inner = blocks::in_bold(text).filter(|_| !is_titled)?;
    let title = (inner.to_owned(), span.clone());
    head.blocks.remove(0);
    Some(title)
}

fn head_and_title(review: &mut Review<'_>, title: Title, head: Node, name: &str) {
    if let Some((text, span)) = title {
        let cleaned = cleaned(review, &text);
        let known = &mut review.draft.incident.title;
        if known.is_empty() {
            *known = cleaned;
        } else if !known.eq_ignore_ascii_case(&cleaned) {
            let comment = format!("the source's heading is {:?}", words(&text));
            review.draft.unsure(at!["title"], span, comment);
        }
    }
    review.head(head);
    named_by_file(review, name);
}

/// A title, without what only says that it is one of a postmortem. Its day and its id are taken.
pub(super) fn cleaned(review: &mut Review<'_>, text: &str) -> String {
    let Cleaned { title, day, id, has_range } = Cleaned::of(text);
    if has_range {
        review.draft.unsure(at!["title"], 0..0, format!("the source's title is {:?}", words(text)));
    }
    if let Some(day) = day {
        review.say_if_ambiguous(text, Some(day), &(0..0), at!["title"]);
        review.clock.offer(day, Rank::Title, None);
    }
    match id {
        Some(id) if review.draft.incident.id.is_empty() || review.draft.incident.id == id => review.draft.incident.id = id,
        Some(_) => return words(text),
        None => {}
    }
    title
}

/// A file such as `2024-03-05-checkout-outage.md` has a day and a title in its name.
fn named_by_file(review: &mut Review<'_>, name: &str) {
    let path = Path::new(name);
    let (Some(stem), Some(_)) = (path.file_stem().and_then(|stem| stem.to_str()), path.extension()) else { return };
    let date = stamp::date_in(stem);
    if let Some(day) = date.as_ref().and_then(|(date, _)| date.date(None)) {
        review.clock.offer(day, Rank::File, Some("the day is that of the file's name"));
    }
    if review.draft.incident.title.is_empty() {
        let rest = date.map_or_else(|| stem.to_owned(), |(_, range)| format!("{} {}", &stem[..range.start], &stem[range.end..]));
        let title = rest.split(['-', '_', ' ']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        if title.chars().any(char::is_alphabetic) {
            review.draft.incident.title = crate::prose::capitalized(&title);
            review.draft.unsure(at!["title"], 0..0, "the source has no title: this is the file's name");
        }
    }
}

/// A title without what only says that it is one of a postmortem, its day and its id.
struct Cleaned {
    title: String,
    day: Option<jiff::civil::Date>,
    id: Option<String>,
    /// Whether the day was one of several.
    has_range: bool,
}

static KIND: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let kind = r"\[?(?:blameless\s+)?(?:post[- ]?mortem|post[- ]?incident\s+(?:review|report)|incident\s+(?:report|review|post[- ]?mortem|retrospective)|incident|pir|rca|root\s+cause\s+analysis|retrospective|outage\s+report)\]?";
    [
        format!(r"(?i)^(?P<before>[^\w\[]*){kind}(?:\s*[:|]\s*|\s+[-–—]\s+|\s+(?:for|of|on)\s+|\]\s*)"),
        format!(r"(?i)(?:\s*[:|]\s*|\s+[-–—]\s+|\s+\(?){kind}\)?$"),
    ]
    .iter()
    .filter_map(|text| Regex::new(text).ok())
    .collect()
});
static ID: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let id = r"(?P<id>(?:INC|SEV|PIR|PM|IR|RCA|INCIDENT|OPS|SRE)-?[0-9][0-9A-Z-]*)";
    [
        format!(r"^\[?{id}\]?(?:\s*[:|]\s*|\s+[-–—]\s+|\s+)"),
        format!(r"\s*[\[(]{id}[\])]$"),
        r"(?i)\s*\(incident\s+#?(?P<id>[0-9A-Za-z-]*\d)\)$".to_owned(),
    ]
    .iter()
    .filter_map(|text| Regex::new(text).ok())
    .collect()
});

impl Cleaned {
    fn of(text: &str) -> Self {
        let whole = words(text);
        let mut cleaned = Self { title: whole.clone(), day: None, id: None, has_range: false };
        for _ in 0..4 {
            cleaned.without_kind();
            cleaned.without_id();
            cleaned.without_day();
        }
        if !cleaned.title.chars().any(char::is_alphanumeric) {
            cleaned.title = whole;
        }
        cleaned
    }

    fn without_kind(&mut self) {
        for kind in KIND.iter() {
            self.title = kind.replace(&self.title, "$before").trim().to_owned();
        }
    }

    fn without_id(&mut self) {
        let found = ID.iter().find_map(|id| id.captures(&self.title));
        let found = found.and_then(|found| Some((found.name("id")?.as_str().to_owned(), found.get(0)?.range())));
        if let Some((id, whole)) = found.filter(|(id, _)| self.id.as_ref().is_none_or(|known| known == id)) {
            self.id = Some(id);
            self.title.replace_range(whole, "");
        }
    }

    /// A date at either end is the day; one within the title stays there.
    fn without_day(&mut self) {
        let Some((date, range)) = stamp::date_in(&self.title) else { return };
        let Some(day) = date.date(None) else { return };
        self.day.get_or_insert(day);
        self.has_range |= self.title[range.clone()].contains(['–', '—']);
        let is_edge = |c: char| c.is_whitespace() || matches!(c, ':' | '-' | '–' | '—' | '|' | ',' | '(' | ')' | '[' | ']');
        let (before, behind) = (&self.title[..range.start], &self.title[range.end..]);
        if before.trim_matches(is_edge).is_empty() {
            self.title = behind.trim_matches(is_edge).to_owned();
        } else if behind.trim_matches(is_edge).is_empty() {
            self.title = before.trim_end_matches(is_edge).trim_end_matches(" on").to_owned();
        }
    }
}

/// Takes front matter in. A day in it may be that of the document, so any other is surer.
fn matter(review: &mut Review<'_>, mut table: Table) {
    // A key that is only a name of the title comes after the title itself.
    table.entries.sort_by_key(|(key, _)| !key.eq_ignore_ascii_case("title"));
    for (key, node) in table.entries {
        if node.is_empty() {
            continue;
        }
        let span = node.span.clone();
        match (review.names.find(&key), node.value) {
            (Some(Target::Field(Field::When)), value) => date(review, &key, &json_tree::Node { span, value }),
            (
                Some(Target::Field(Field::Overview | Field::Id | Field::Impact | Field::Analysis | Field::Learned)),
                Value::Table(inner),
            ) => {
                nested(review, &key, inner);
            }
            (
                Some(Target::Field(field @ (Field::Timeline | Field::Communications | Field::Actions | Field::Responders))),
                Value::List(rows),
            ) => {
                rows_of(review, field, &key, rows, &span);
            }
            (target, value) => {
                let node = json_tree::Node { span: span.clone(), value };
                let text = match &node.value {
                    Value::List(_) | Value::Table(_) => node.markdown(),
                    _ => node.scalar().unwrap_or_default(),
                };
                match target {
                    Some(target) => _ = review.target(&target, &key, &text, &span),
                    None => own(review, &key, &node, &text),
                }
            }
        }
    }
}

/// A table below a key: `impact: { users: 5% }`. Its keys are told by themselves, or with the key before them.
fn nested(review: &mut Review<'_>, key: &str, inner: Table) {
    let prefixed = |review: &Review<'_>, name: String| {
        let long = format!("{key} {name}");
        if review.names.find(&name).is_none() && review.names.find(&long).is_some() { long } else { name }
    };
    let entries = inner.entries.into_iter().map(|(name, node)| (prefixed(review, name), node)).collect();
    matter(review, Table { entries });
}

fn own(review: &mut Review<'_>, key: &str, node: &json_tree::Node, text: &str) {
    match &node.value {
        Value::Bool(fact) => {
            review.draft.kept(node.span.clone(), format!("it has no field of its own and is {key:?} under [fields]"));
            review.draft.incident.fields.insert(own_key(key), FieldValue::Bool(*fact));
        }
        Value::List(items) if items.iter().all(|item| item.scalar().is_some()) => {
            let values = items.iter().filter_map(json_tree::Node::scalar).collect();
            review.draft.kept(node.span.clone(), format!("it has no field of its own and is {key:?} under [fields]"));
            review.own_list(key, values);
        }
        _ => review.own_field(&json_tree::words(key), text, &node.span),
    }
}

/// The date of front matter is that of the document at least: the day is taken, with a comment, and a time is kept.
fn date(review: &mut Review<'_>, key: &str, node: &json_tree::Node) {
    let text = node.scalar().unwrap_or_else(|| node.markdown());
    let day = stamp::prefix(&text).and_then(|(stamp, _)| Some((stamp.date?.date(None)?, stamp.time.is_some())));
    match day {
        Some((day, has_time)) => {
            let why = "the day is that of the front matter: see that it is the incident's, and not the document's";
            review.say_if_ambiguous(&text, Some(day), &node.span, at!["milestones", "started"]);
            review.clock.offer(day, Rank::FrontMatter, Some(why));
            if has_time {
                review.own_field(key, &text, &node.span);
            }
        }
        None => review.own_field(key, &text, &node.span),
    }
}

/// A list of tables below a key is a table, and each of its keys a column.
fn rows_of(review: &mut Review<'_>, field: Field, key: &str, rows: Vec<json_tree::Node>, span: &Range<usize>) {
    let mut table = blocks::Table::default();
    let mut texts = Vec::new();
    for row in rows {
        let Value::Table(entries) = row.value else {
            texts.push(format!("- {}", row.scalar().unwrap_or_else(|| row.markdown()).replace('\n', "\n  ")));
            continue;
        };
        let mut cells = vec![String::new(); table.head.len()];
        for (name, node) in entries.entries {
            let at = table.head.iter().position(|known| *known == name).unwrap_or_else(|| {
                table.head.push(name);
                table.head.len() - 1
            });
            cells.resize(table.head.len(), String::new());
            cells[at] = node.scalar().unwrap_or_else(|| node.markdown());
        }
        table.rows.push(blocks::Row { cells, span: row.span });
    }
    for row in &mut table.rows {
        row.cells.resize(table.head.len(), String::new());
    }
    let mut node = Node::of_text(&texts.join("\n"), span);
    node.title = crate::prose::capitalized(&json_tree::words(key));
    if !table.rows.is_empty() {
        let text = table.rows.iter().map(|row| format!("- {}", row.cells.join("; "))).collect::<Vec<_>>().join("\n");
        node.blocks.push(Block { kind: Kind::Table(table), text, span: span.clone() });
    }
    match field {
        Field::Actions => actions::read(review, &node),
        Field::Responders => people::read(review, key, &node),
        _ => review.timed.push((field, node)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_freed_from_what_it_is_called() {
        for (text, title, day, id) in [
            ("Postmortem: Checkout was down", "Checkout was down", None, None),
            ("2024-03-05 Checkout was down", "Checkout was down", Some("2024-03-05"), None),
            ("INC-42: Checkout was down (2024-03-05)", "Checkout was down", Some("2024-03-05"), Some("INC-42")),
            ("Bell tower Postmortem (incident #465)", "Bell tower", None, Some("465")),
            ("[Postmortem] Checkout was down", "Checkout was down", None, None),
            ("Incident report – March 5, 2024", "Incident report – March 5, 2024", Some("2024-03-05"), None),
            ("🚨 RCA: It broke", "🚨 It broke", None, None),
            ("Postmortem", "Postmortem", None, None),
        ] {
            let cleaned = Cleaned::of(text);
            let found = (cleaned.title.as_str(), cleaned.day.map(|day| day.to_string()), cleaned.id);
            assert_eq!(found, (title, day.map(str::to_owned), id.map(str::to_owned)), "{text}");
        }
    }
}
