//! The title of an action item and its ticket, and what is settled of both.

use std::ops::Range;

use super::action_details::is_ticket;
use super::reader::Reader;
use super::references::{self, TextLink};
use super::text::{append, has_words, unstruck, without_footnotes, words};
use crate::diagnostic::at;
use crate::import::names::{self, Field};
use crate::import::pattern::Pattern;
use crate::incident::Action;

/// The first sentence of a longer text is the title, and the rest the description.
const LONG: usize = 120;

/// Sets the title, in plain words. A link in it is the ticket; what a title cannot hold is the description.
pub(super) fn set_title(action: &mut Action, written: &str) {
    let (first, rest) = sentence(written);
    append(&mut action.description, rest);
    let rest = unstruck(first).filter(|rest| has_words(rest));
    if rest.is_some() {
        append(&mut action.description, first);
    }
    let first = rest.as_deref().unwrap_or(first);
    if without_footnotes(first) != first {
        append(&mut action.description, first);
    }
    let first = &*without_footnotes(first);
    let links = references::links(first);
    let mut web = links.iter().filter(|link| references::is_web(&link.target));
    let tracker = web
        .clone()
        .find(|link| is_tracker(first, link))
        .or_else(|| web.next().filter(|_| links.len() == 1 && ends(first, &links[0])));
    match tracker.filter(|_| action.url.is_none()) {
        Some(link) => {
            action.url = Some(link.target.clone());
            action.title = title_with_link(action, first, link);
        }
        None => action.title = words(first),
    }
    let others = links.iter().filter(|link| action.url.as_ref() != Some(&link.target));
    let others: Vec<&str> = others.map(|link| &first[link.bytes.clone()]).collect();
    append(&mut action.description, &others.join(", "));
    // `OPS-12: Do it`.
    if let Some((id, rest)) = action.title.split_once([':', ' ']).filter(|(id, _)| is_ticket(id.trim_matches(['[', ']'])))
        && action.id.is_none()
    {
        let rest = rest.trim_matches([' ', '-', '–', '—', ':']).to_owned();
        if !rest.is_empty() {
            action.id = Some(id.trim_matches(['[', ']']).to_owned());
            action.title = rest;
        }
    }
    let title = super::title::without_tags(&action.title);
    title.trim_end_matches([';', ',', ' ', '–', '—']).clone_into(&mut action.title);
}

/// A line without the label of a forge at its end: `Limit it ~"corrective action"`.
pub(super) fn without_label(line: &str, action: &mut Action) -> Option<String> {
    static LABEL: Pattern = Pattern::new(r#"^(?P<title>.+\S)\s+(?P<label>~(?:"[^"]+"|[A-Za-z][\w:-]*))$"#);
    let found = LABEL.captures(line)?;
    append(&mut action.description, &found["label"]);
    Some(found["title"].to_owned())
}

/// A line without the address at its end, which is the ticket: `Limit it @ada, https://...`.
pub(super) fn without_address(line: &str, action: &mut Action) -> Option<String> {
    let [found] = references::links(line).try_into().ok().filter(|_| action.url.is_none())?;
    let TextLink { target, bytes, .. } = &found;
    let is_bare = line[bytes.clone()].trim_matches(['<', '>']) == target && references::is_web(target) && ends(line, &found);
    let rest = line[..bytes.start].trim_end_matches([' ', ',', ':', '-', '–', '—', '(', '<']);
    (is_bare && has_words(rest)).then(|| {
        action.url = Some(target.clone());
        rest.to_owned()
    })
}

/// The first sentence of a long text, and the rest.
fn sentence(written: &str) -> (&str, &str) {
    if words(written).chars().count() <= LONG {
        return (written, "");
    }
    let is_whole =
        |part: &str| part.matches('`').count().is_multiple_of(2) && part.matches('[').count() == part.matches(']').count();
    let ends = written.match_indices(". ").map(|(at, _)| at);
    let end = ends.filter(|at| is_whole(&written[..*at])).take_while(|at| *at <= LONG).next();
    end.map_or((written, ""), |at| (&written[..at], written[at + 2..].trim()))
}

/// The title of an item with one link: without the name of a ticket or a bare address, and with the words of any other link.
fn title_with_link(action: &mut Action, text: &str, link: &TextLink) -> String {
    let label = words(&text[link.bytes.clone()]);
    let is_name = is_ticket(&label) || label == link.target || names::is("link", &label);
    let rest = words(&format!("{}{}", &text[..link.bytes.start], &text[link.bytes.end..]));
    let rest = rest.trim().trim_matches([':', '-', '–', '—', '|', ',', '<', '>', ' ']);
    let rest = if rest.contains('(') && rest.contains(')') { rest } else { rest.trim_matches(['(', ')', ' ']) };
    let rest = if has_words(rest) { rest } else { "" };
    if is_name && is_ticket(&label) && action.id.is_none() && !rest.is_empty() {
        action.id = Some(label);
        return rest.to_owned();
    }
    match () {
        () if is_name && !rest.is_empty() => rest.to_owned(),
        () if label.is_empty() || label == link.target => references::name_of(&link.target),
        () => words(text).trim_end_matches([':', '-', ' ', '(']).to_owned(),
    }
}

/// Whether a link of an item is its ticket, and not something to read. An item that is only an address is its ticket.
fn is_tracker(text: &str, link: &TextLink) -> bool {
    let label = words(&text[link.bytes.clone()]);
    link.is_alone || is_ticket(&label) || names::is("link", &label) || references::kind(&link.target).is_some()
}

/// Whether nothing stands behind a link.
fn ends(text: &str, link: &TextLink) -> bool {
    !text[link.bytes.end..].contains(char::is_alphanumeric)
}

/// Reads a due date in the document's order of day and month.
pub(super) fn settle_due(reader: &mut Reader<'_>, action: &mut Action, text: &str, span: &Range<usize>) {
    let path = at!["actions", reader.draft.incident.actions.len(), "due"];
    reader.settle_day(&mut action.due, text, span, path);
}

/// Two action items cannot have one id: the second keeps it as text. So does one without a link, for its readers.
pub(super) fn settle_ticket(reader: &mut Reader<'_>, action: &mut Action) {
    if let Some(id) = action.id.take_if(|id| !reader.seen.insert((Field::Actions, id.clone()))) {
        append(&mut action.description, &format!("Ticket: {id}"));
    } else if let (Some(id), None) = (&action.id, &action.url) {
        append(&mut action.description, &format!("Ticket: {id}"));
    }
}
