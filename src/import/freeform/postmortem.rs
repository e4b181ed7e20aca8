//! A postmortem in free Markdown: front matter, a title, facts, and sections.

use std::ops::Range;
use std::path::Path;
use std::rc::Rc;

use super::blocks::{self, BlockKind, MarkdownBlock, Outline};
use super::clock::Rank;
use super::reader::Reader;
use super::text::{in_bold, words};
use super::untitled_timeline::with_updates;
use super::{metadata, title};
use crate::diagnostic::{Source, at};
use crate::import::document::{Import, Options};
use crate::import::draft::Draft;
use crate::import::names::FieldNames;
use crate::import::stamp;
use crate::import::tree::{self, Value};

/// Reads one document.
pub(in crate::import) fn import<'a>(document: &Rc<Source<'a>>, options: &'a Options<'a>) -> Import {
    let (front, start) = match metadata::read(document) {
        Ok(front) => front,
        Err(error) => return Import::failed(*error),
    };
    if document.text[start..].trim().is_empty() && front.is_empty() {
        return Import::failed(document.error(0..0, "this document is empty"));
    }
    if tree::parse(document).is_ok_and(|root| matches!(root.value, Value::List(_) | Value::Object(_))) {
        return Import::failed(document.error(0..1, "this is JSON, not Markdown"));
    }
    let mut reader = Reader::new(Draft::new(Rc::clone(document), 0..0, options));
    let text = reader.prepare(&document.text[start..], |part| start + part.start..start + part.end);
    let begin = start + text.len() - text.trim_start().len();
    reader.draft.begin_at(begin);
    for (comment, span) in metadata::comments(document, &front, start) {
        reader.comment(&comment, span);
    }
    let mut root = outline(&text, start, begin, reader.names);
    let names = reader.names;
    reader.has_timeline = root.has_part(&|title| names.is_timeline(title));
    let (title, head) = take_title(&reader, &mut root, front.has(&["title"]));
    reader.metadata(front);
    head_and_title(&mut reader, title, head, document.file);
    root.children.into_iter().for_each(|node| reader.node(node));
    let mut results = Import::default();
    results.push(reader.finish());
    results
}

/// The outline of a text. Where it has no headings, lines in bold stand for them.
fn outline(text: &str, start: usize, begin: usize, names: FieldNames<'_>) -> Outline {
    let blocks = with_updates(blocks::read(text, start));
    let has_headings = blocks.iter().any(|block| matches!(block.kind, BlockKind::Heading { level: 2.., .. }));
    let is_part =
        |title: &str| names.is_part(title) || !has_headings && names.find(title).is_none() && stamp::prefix(title).is_none();
    let first = blocks.first().map(|block| block.span.start);
    let is_part_here = |title: &str, at| is_part(title) && (Some(at) != first || names.is_part(title));
    blocks::tree(blocks, begin..begin, is_part_here, |title| names.is_timeline(title))
}

/// A title, and its place.
type Title = Option<(String, Range<usize>)>;

/// Takes the title out of a document, and what stands before the first section.
fn take_title(reader: &Reader<'_>, root: &mut Outline, is_titled: bool) -> (Title, Outline) {
    let mut head = Outline { blocks: std::mem::take(&mut root.blocks), span: root.span.clone(), ..Outline::default() };
    let lone = root.children.iter().filter(|child| child.level == 1).count() <= 1;
    let names = FieldNames(&[]);
    let is_name = |node: &Outline| names.find(&node.title).is_none() && !reader.is_fact(&node.title);
    let is_title = root.children.first().is_some_and(|first| {
        let is_only = first.level == 1 && lone;
        (is_name(first) || is_only && !names.is_part(&first.title) && !reader.is_fact(&first.title)) && (!is_titled || is_only)
    });
    if is_title {
        let first = root.children.remove(0);
        head.blocks.extend(first.blocks);
        root.children.splice(0..0, first.children);
        return (Some((first.title, first.span)), head);
    }
    (take_bold_title(&mut head, is_titled), head)
}

/// A first line in bold is a title where no heading is.
fn take_bold_title(head: &mut Outline, is_titled: bool) -> Title {
    let MarkdownBlock { kind: BlockKind::Paragraph, text, span } = head.blocks.first()? else { return None };
    let inner = in_bold(text).filter(|_| !is_titled)?;
    let title = (inner.to_owned(), span.clone());
    head.blocks.remove(0);
    Some(title)
}

fn head_and_title(reader: &mut Reader<'_>, title: Title, head: Outline, name: &str) {
    let introduction = head.text();
    named_by_file(reader, name);
    let written = title.as_ref().map_or_else(|| reader.draft.incident.title.clone(), |(title, _)| title.clone());
    let without_year = stamp::yearless_in(&written).or_else(|| stamp::yearless_in(&introduction));
    if let Some((text, span)) = title {
        let cleaned = title::cleaned(reader, &text);
        let known = &mut reader.draft.incident.title;
        if known.is_empty() {
            *known = cleaned;
        } else if !known.eq_ignore_ascii_case(&cleaned) {
            let comment = format!("the source's heading is \"{}\"", words(&text));
            reader.draft.unsure(at!["title"], span, comment);
        }
    }
    reader.head(head);
    name_title(reader, name);
    // The date of front matter may be that of its publication.
    if let (Some(dated), Some(day)) = (reader.clock.day(), timed_day(&introduction, reader))
        && (1..=SOON).contains(&day.until(dated).map_or(0, |span| span.get_days()))
    {
        reader.clock.offer(day, Rank::Title, None);
    }
    // The year of `March 3rd` in a title is that of the document's other days.
    if let Some(day) = without_year.and_then(|date| date.date(reader.clock.year_of(date))) {
        reader.clock.offer(day, Rank::Title, None);
    }
}

/// A postmortem is published at most so many days after its incident.
const SOON: i32 = 60;

/// The first day in a text, where a time stands behind it.
fn timed_day(text: &str, reader: &Reader<'_>) -> Option<jiff::civil::Date> {
    let (date, place) = stamp::date_in(text)?;
    let (stamp, _) = stamp::prefix(&text[place.start..])?;
    date.in_order(reader.clock.order).date(None).filter(|_| stamp.time.is_some())
}

/// The stem of a file's name, which has an extension.
fn stem(name: &str) -> Option<&str> {
    let path = Path::new(name);
    path.extension().and_then(|_| path.file_stem()?.to_str())
}

/// A file such as `2024-03-05-checkout-outage.md` has a day in its name.
fn named_by_file(reader: &mut Reader<'_>, name: &str) {
    let date = stem(name).and_then(stamp::date_in).and_then(|(date, _)| date.in_order(reader.clock.order).date(None));
    if let Some(day) = date {
        reader.clock.offer(day, Rank::File, Some("the day is that of the file's name"));
    }
}

/// The file's name is the title where there is no other.
fn name_title(reader: &mut Reader<'_>, name: &str) {
    let Some(stem) = stem(name).filter(|_| reader.draft.incident.title.is_empty()) else { return };
    let rest = stamp::date_in(stem)
        .map_or_else(|| stem.to_owned(), |(_, range)| format!("{} {}", &stem[..range.start], &stem[range.end..]));
    let title = rest.split(['-', '_', ' ']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    if title.chars().any(char::is_alphabetic) {
        reader.draft.incident.title = crate::prose::capitalized(&title);
        reader.draft.unsure(at!["title"], 0..0, "the source has no title: this is the file's name");
    }
}
