//! The pieces of a timeline: its entries, and the lines between them that state their day and their zone.

use std::ops::Range;

use super::blocks::{BlockKind, MarkdownBlock, MarkdownTable, Outline, TableRow};
use super::text::{has_words, item, words};
use super::{people, references};
use crate::import::boilerplate::is_boilerplate;
use crate::import::names::{self, plain};
use crate::import::pattern::Pattern;
use crate::import::stamp::{self, Stamp};
use crate::import::zones::Zone;
use crate::import::{private, vocabulary};
use crate::incident::{CommunicationAudience, EventKind};

/// A block of code is a part of the timeline by itself unless one of so many pieces before it is an entry.
const RECENT: usize = 64;

/// A piece of a timeline, in the order of the source.
pub(super) enum Piece {
    /// What follows is of this day.
    Day(Stamp, Range<usize>),
    /// Times below are in this zone.
    Zone(Zone),
    /// What follows belongs to this phase.
    Phase(String),
    Entry(Box<Entry>),
    /// Text without a time.
    Loose(String, Range<usize>),
}

#[derive(Default)]
pub(super) struct Entry {
    /// `None` where it has no time that can be read: it stays where the source has it.
    pub stamp: Option<Stamp>,
    /// The time as it is written, where it cannot be read.
    pub unread: String,
    pub text: String,
    pub span: Range<usize>,
    pub by: Option<String>,
    pub source: Option<String>,
    pub kind: Option<EventKind>,
    pub url: Option<String>,
    pub audience: Option<CommunicationAudience>,
    /// Whether a column with an unknown name may hold a contact or a credential.
    pub is_private: bool,
}

/// The pieces of a timeline, the oldest first where the source shows which is.
pub(super) fn all(node: &Outline) -> Vec<Piece> {
    let mut pieces = Vec::new();
    heading(&node.title, &node.span, &mut pieces);
    below(node, &mut pieces);
    newest_first(&mut pieces);
    pieces
}

/// The first zone that a timeline names.
pub(super) fn zone(node: &Outline) -> Option<Zone> {
    all(node).into_iter().find_map(|piece| match piece {
        Piece::Zone(zone) => Some(zone),
        Piece::Entry(entry) => entry.stamp?.zone,
        Piece::Day(stamp, _) => stamp.zone,
        _ => None,
    })
}

/// Reads the day and the zone in the heading of a timeline: `Timeline (2024-03-05, UTC)`.
fn heading(title: &str, span: &Range<usize>, pieces: &mut Vec<Piece>) {
    if let Some((date, range)) = stamp::date_in(title) {
        let stamp = Stamp { date: Some(date), text: title[range].to_owned(), ..Stamp::default() };
        pieces.push(Piece::Day(stamp, span.clone()));
    }
    pieces.extend(stamp::zone_in(title).map(Piece::Zone));
}

fn below(node: &Outline, pieces: &mut Vec<Piece>) {
    for block in &node.blocks {
        block_pieces(block, pieces);
    }
    for child in &node.children {
        match stamp::prefix(&child.title) {
            Some((stamp, rest)) if stamp.time.is_none() && stamp.after.is_none() => {
                let mut inner = Vec::new();
                below(child, &mut inner);
                if !inner.iter().any(is_entry) && !child.is_empty() {
                    push(pieces, stamp, format!("{rest}\n\n{}", child.text()).trim(), child.span.clone());
                    continue;
                }
                pieces.push(Piece::Day(stamp, child.span.clone()));
                pieces.extend(Some(rest).filter(|rest| !rest.is_empty()).map(|rest| Piece::Phase(words(rest))));
                pieces.extend(inner);
            }
            // `### 14:32 UTC — The alert fires`, and what it means below.
            Some((stamp, rest)) => {
                let mut child = child.clone();
                let (timed, own): (Vec<_>, Vec<_>) =
                    child.children.into_iter().partition(|child| time_of(&child.title).is_some());
                child.children = own;
                let rest = if has_words(rest) { rest } else { "" };
                let text = format!("{rest}\n\n{}", child.text());
                push(pieces, stamp, text.trim(), child.span);
                below(&Outline { children: timed, ..Outline::default() }, pieces);
            }
            None => {
                let mut inner = Vec::new();
                below(child, &mut inner);
                if looks_like_time(&child.title) {
                    pieces.push(unread(&child.title, &child.text(), &child.span));
                } else if inner.iter().any(is_entry) {
                    pieces.push(Piece::Phase(words(&child.title)));
                    pieces.extend(inner);
                    pieces.push(Piece::Phase(String::new()));
                } else {
                    let text = format!("### {}\n\n{}", child.title, child.text());
                    pieces.push(Piece::Loose(text.trim_end().to_owned(), child.span.clone()));
                }
            }
        }
    }
}

/// Whether a text begins like a time that cannot be read: `25:99`, `9:6`, `later that day`.
fn looks_like_time(text: &str) -> bool {
    static TIME: Pattern = Pattern::new(
        r"(?i)^[\W_]*(?:\d{1,4}(?:[:h]|[./-]\d)|[?x]{2}:|(?:(?:a bit|a few|some|\d+) \w+ )?(?:later|earlier)\b|(?:in the )?(?:early |late )?(?:morning|afternoon|evening|night)\b|(?:the )?(?:next|following|same|previous) (?:day|morning|afternoon|evening|night)\b|overnight\b|unknown time\b|(?:(?:at|around|about|by) )?(?:noon|midday|midnight)\b|(?:tb[acd]|unknown)\b)",
    );
    TIME.is_match(text)
}

/// An entry whose time cannot be read.
fn unread(first: &str, more: &str, span: &Range<usize>) -> Piece {
    let text = if more.is_empty() { first.to_owned() } else { format!("{first}\n{more}") };
    let unread = first.split_whitespace().next().unwrap_or_default().to_owned();
    Piece::Entry(Box::new(Entry { text, unread, span: span.clone(), ..Entry::default() }))
}

fn push(pieces: &mut Vec<Piece>, stamp: Stamp, text: &str, span: Range<usize>) {
    pieces.push(Piece::Entry(Box::new(Entry { stamp: Some(stamp), text: text.to_owned(), span, ..Entry::default() })));
}

fn block_pieces(block: &MarkdownBlock, pieces: &mut Vec<Piece>) {
    match &block.kind {
        BlockKind::Rule => {}
        BlockKind::List(items) => {
            let timed = items.iter().filter(|item| time_of(&item.text).is_some()).count();
            for item in items {
                match line(&item.text, &item.span, pieces) {
                    // Between entries, it is one whose time the source does not give.
                    Some(Piece::Loose(_, span)) if timed * 2 > items.len() => {
                        pieces.push(Piece::Entry(Box::new(Entry { text: item.text.clone(), span, ..Entry::default() })));
                    }
                    loose => pieces.extend(loose),
                }
            }
        }
        BlockKind::Table(table) => table_pieces(table, block, pieces),
        BlockKind::Code(code)
            if !pieces.iter().rev().take(RECENT).any(is_entry)
                && code.lines().filter(|line| time_of(line).is_some()).count() > 1 =>
        {
            for text in code.lines().filter(|line| !line.trim().is_empty()) {
                let loose = line(text, &block.span, pieces);
                pieces.extend(loose);
            }
        }
        BlockKind::Paragraph => paragraph(block, pieces),
        // A log, a picture or a quotation below an entry belongs to it.
        _ => match pieces.last_mut() {
            Some(Piece::Entry(entry)) => entry.text.extend(["\n\n", &block.text]),
            _ => pieces.push(Piece::Loose(block.text.clone(), block.span.clone())),
        },
    }
}

fn is_entry(piece: &Piece) -> bool {
    matches!(piece, Piece::Entry(_))
}

fn time_of(line: &str) -> Option<Stamp> {
    stamp::prefix(line).map(|(stamp, _)| stamp).filter(|stamp| stamp.time.is_some() || stamp.after.is_some())
}

/// A line, or an item with what is nested in it. Returns it where it has no time.
fn line(text: &str, span: &Range<usize>, pieces: &mut Vec<Piece>) -> Option<Piece> {
    let text = text.trim().trim_start_matches("- ");
    let (first, more) = text.split_once('\n').map_or((text, ""), |(first, more)| (first, more));
    let is_day = |stamp: &Stamp| stamp.time.is_none() && stamp.after.is_none();
    match stamp::prefix(first) {
        // An item for a day, with a list of times in it.
        Some((stamp, rest)) if is_day(&stamp) && rest.trim_matches(['*', ':', ' ']).is_empty() && !more.trim().is_empty() => {
            let inner = Outline::of_text(more, span);
            pieces.push(Piece::Day(stamp, span.clone()));
            below(&inner, pieces);
        }
        Some((stamp, rest)) if is_day(&stamp) && is_about_times(rest) && more.is_empty() => {
            pieces.extend(stamp::zone_in(rest).map(Piece::Zone));
            pieces.push(Piece::Day(stamp, span.clone()));
        }
        Some((stamp, rest)) => {
            let text = if more.is_empty() { rest.to_owned() } else { format!("{rest}\n{more}") };
            push(pieces, stamp, text.trim(), span.clone());
        }
        None if is_about_times(first) && more.is_empty() => pieces.extend(stamp::zone_in(first).map(Piece::Zone)),
        None if looks_like_time(first) => pieces.push(unread(first, more, span)),
        None => return Some(Piece::Loose(item(text, None), span.clone())),
    }
    None
}

static ABOUT_TIMES: Pattern = Pattern::new(
    r"(?i)^[\W_]*(?:(?:please )?note:?\s*)?(?:all\s+)?(?:the\s+)?(?:times?(?:stamps)?(?: zone)?\b[\w\s:]*?\b(?:in\s+|are\s+|:\s*)?|in\s+)?[A-Za-z/_]{1,30}(?:[+-]\d+)?(?:,?\s*24.hour clock|\s*\([^()]{1,40}\))?[\W_]*$",
);

/// Whether a line only says in which zone times are, `(all times UTC)`, or is empty.
fn is_about_times(line: &str) -> bool {
    let plain = line.trim_matches(['*', '_', ':', ' ', '.']);
    plain.is_empty() || ABOUT_TIMES.is_match(plain) && stamp::zone_in(plain).is_some()
}

/// The moment on the last line of a text, and the lines above it.
pub(super) fn moment_below(text: &str) -> Option<(Stamp, &str)> {
    let (above, last) = text.trim_end().rsplit_once('\n')?;
    let stamp = stamp::whole(last).filter(|stamp| stamp.time.is_some() && stamp.until.is_none())?;
    stamp::prefix(above).is_none().then_some((stamp, above))
}

/// Lines that begin with a time are entries. Any other line belongs to the entry before it.
fn paragraph(block: &MarkdownBlock, pieces: &mut Vec<Piece>) {
    if let Some((stamp, text)) = moment_below(&block.text) {
        return push(pieces, stamp, text, block.span.clone());
    }
    let mut is_open = false;
    for text in block.text.lines() {
        if stamp::prefix(text).is_some() || is_about_times(text) || looks_like_time(text) {
            let loose = line(text, &block.span, pieces);
            pieces.extend(loose);
            is_open = true;
            continue;
        }
        match pieces.last_mut() {
            Some(Piece::Entry(entry)) if is_open => entry.text.extend(["\n", text]),
            Some(Piece::Loose(loose, span)) if *span == block.span => loose.extend(["\n", text]),
            _ => pieces.push(Piece::Loose(text.to_owned(), block.span.clone())),
        }
    }
}

/// What a column of a timeline holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Date,
    Time,
    Event,
    By,
    Source,
    Kind,
    Link,
    Audience,
}

impl Column {
    /// What a column of that name holds, if it is known.
    fn of(name: &str) -> Option<Self> {
        let plain = plain(name);
        let known = COLUMNS.into_iter().find(|(_, kind)| names::is(kind, name)).map(|(column, _)| column);
        known.or_else(|| (plain.starts_with("time ") || plain.ends_with(" time")).then_some(Self::Time))
    }
}

/// The columns, each with the word of `names.txt` for its names.
const COLUMNS: [(Column, &str); 8] = [
    (Column::Date, "entry.date"),
    (Column::Time, "entry.time"),
    (Column::Event, "entry.event"),
    (Column::By, "entry.by"),
    (Column::Source, "entry.source"),
    (Column::Kind, "entry.kind"),
    (Column::Link, "entry.link"),
    (Column::Audience, "entry.audience"),
];

fn table_pieces(table: &MarkdownTable, block: &MarkdownBlock, pieces: &mut Vec<Piece>) {
    // A table without heads has an entry in their place.
    if table.head.first().is_some_and(|head| time_of(head).is_some()) {
        let mut whole = MarkdownTable { head: vec![String::new(); table.head.len()], rows: table.rows.clone() };
        whole.rows.insert(0, TableRow { cells: table.head.clone(), span: block.span.clone() });
        return table_pieces(&whole, block, pieces);
    }
    let mut columns: Vec<Option<Column>> = table.head.iter().map(|name| Column::of(name)).collect();
    let first_is_time = table.rows.iter().filter(|row| row.cells.first().is_some_and(|cell| time_of(cell).is_some())).count() * 2
        > table.rows.len();
    if !columns.contains(&Some(Column::Time)) && first_is_time {
        columns[0] = Some(Column::Time);
    }
    let is_when = |column: &Option<Column>| matches!(column, Some(Column::Time | Column::Date));
    if !columns.iter().any(is_when) {
        return pieces.push(Piece::Loose(block.text.clone(), block.span.clone()));
    }
    if !columns.contains(&Some(Column::Event))
        && let Some(free) = columns.iter_mut().find(|column| column.is_none())
    {
        *free = Some(Column::Event);
    }
    let when = table.head.iter().zip(&columns).find(|(_, column)| is_when(column));
    pieces.extend(when.and_then(|(name, _)| stamp::zone_in(name)).map(Piece::Zone));
    for row in &table.rows {
        pieces.extend(row_piece(row, &columns, &table.head));
    }
}

/// A row as an entry. One without a time that can be read is kept as a line.
fn row_piece(row: &TableRow, columns: &[Option<Column>], head: &[String]) -> Option<Piece> {
    let mut entry = Entry { span: row.span.clone(), ..Entry::default() };
    let (mut dates, mut time) = (Vec::new(), None);
    let mut more: Vec<String> = Vec::new();
    for ((cell, column), name) in row.cells.iter().zip(columns).zip(head).filter(|((cell, _), _)| !cell.trim().is_empty()) {
        let said = |more: &mut Vec<String>| more.push(format!("**{}:** {cell}", words(name)));
        match *column {
            Some(Column::Date) => dates.push((cell.as_str(), year(name))),
            Some(Column::Time) if time.is_none() => time = Some(cell.as_str()),
            Some(Column::Event) if entry.text.is_empty() => entry.text.clone_from(cell),
            Some(Column::By) if entry.by.is_none() && !is_boilerplate(cell) => entry.by = Some(people::name(cell)),
            Some(Column::Source) if entry.source.is_none() && !is_boilerplate(cell) => entry.source = Some(words(cell)),
            Some(Column::Kind) => match vocabulary::event_kind(&words(cell)) {
                Some(kind) if entry.kind.is_none() && plain(cell) == plain(kind.label()) => entry.kind = Some(kind),
                kind => {
                    entry.kind = entry.kind.or(kind);
                    said(&mut more);
                }
            },
            Some(Column::Link) => match references::links(cell).as_slice() {
                [link] if entry.url.is_none() && link.is_alone && references::is_web(&link.target) => {
                    entry.url = Some(link.target.clone());
                }
                _ => said(&mut more),
            },
            Some(Column::Audience) => match vocabulary::audience(&words(cell)) {
                Some(audience) => entry.audience = Some(audience),
                None => said(&mut more),
            },
            _ if is_boilerplate(cell) => {}
            _ => {
                entry.is_private |= private::is_name(name) || private::is_in(cell);
                said(&mut more);
            }
        }
    }
    let year = dates.iter().find_map(|(_, year)| *year);
    let when = dates.into_iter().map(|(date, _)| date).chain(time).collect::<Vec<_>>().join(" ");
    let texts: Vec<String> = Some(entry.text.clone()).filter(|text| !text.is_empty()).into_iter().chain(more).collect();
    entry.text = texts.join("\n\n");
    match stamp::prefix(&when) {
        _ if when.is_empty() && entry.text.is_empty() && entry.by.is_none() => None,
        Some((mut stamp, rest)) => {
            stamp.date.iter_mut().for_each(|date| date.year = date.year.or(year));
            entry.stamp = Some(stamp);
            if rest.chars().any(char::is_alphanumeric) {
                entry.text = format!("{rest}: {}", entry.text);
            }
            Some(Piece::Entry(Box::new(entry)))
        }
        None => {
            entry.text =
                Some(&*when).filter(|when| !when.is_empty()).into_iter().chain([&*entry.text]).collect::<Vec<_>>().join(": ");
            entry.unread = when;
            Some(Piece::Entry(Box::new(entry)))
        }
    }
}

/// The year in the head of a column: `Date (2024)`.
fn year(name: &str) -> Option<i16> {
    let years = name.split(|c: char| !c.is_ascii_digit()).filter(|word| word.len() == 4);
    years.into_iter().find_map(|word| word.parse().ok()).filter(|year| (1970..2100).contains(year))
}

/// Reverses a timeline with the newest entry first, if it has only times of day.
fn newest_first(pieces: &mut [Piece]) {
    let mut times = Vec::new();
    for piece in pieces.iter() {
        match piece {
            Piece::Entry(entry) => match &entry.stamp {
                Some(Stamp { date: None, time: Some(time), .. }) => times.push(*time),
                None => {}
                _ => return,
            },
            Piece::Zone(_) => {}
            _ => return,
        }
    }
    let back = times.windows(2).filter(|pair| pair[1] < pair[0]).count();
    let forth = times.windows(2).filter(|pair| pair[1] > pair[0]).count();
    if times.len() > 2 && back > 1 && forth == 0 {
        let first = pieces.iter().position(|piece| matches!(piece, Piece::Entry(_))).unwrap_or(0);
        pieces[first..].reverse();
    }
}
