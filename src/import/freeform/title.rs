//! Titles of postmortems, without what only says that they are one.

use super::clock::Rank;
use super::reader::Reader;
use super::text::{unstruck, without_footnotes, words};
use crate::diagnostic::at;
use crate::import::pattern::Pattern;
use crate::import::{names, stamp};
use crate::incident::Day;

/// A title, without what only says that it is one of a postmortem. Its day and its id are taken.
pub(super) fn cleaned(reader: &mut Reader<'_>, text: &str) -> String {
    let struck = unstruck(text);
    // `~~Checkout was down~~ on 5 March` has no other title.
    let is_title =
        |rest: &str| Cleaned::of(rest, reader.clock.order).title.split(' ').any(|word| word.chars().count() > "for".len());
    let rest = struck.as_deref().filter(|rest| is_title(rest));
    if struck.is_some() {
        let part = if rest.is_some() { "a part of " } else { "" };
        reader.draft.unsure(at!["title"], 0..0, format!("the source has {part}its title struck out: \"{text}\""));
    }
    let text = rest.unwrap_or(text);
    let text = &*without_footnotes(text);
    let Cleaned { title, day, id, has_more } = Cleaned::of(text, reader.clock.order);
    if has_more {
        reader.draft.unsure(at!["title"], 0..0, format!("the source's title is \"{}\"", words(text)));
    }
    if let Some(day) = day {
        let mut day = Some(Day(day));
        reader.settle_day(&mut day, text, &(0..0), at!["title"]);
        day.iter().for_each(|day| reader.clock.offer(day.0, Rank::Title, None));
    }
    match id {
        Some(id) if reader.draft.incident.id.is_empty() || reader.draft.incident.id == id => reader.draft.incident.id = id,
        Some(_) => return without_brackets(&words(text)),
        None => {}
    }
    without_brackets(&title)
}

/// Whether a title says no more than that it is one of a postmortem.
pub(super) fn is_kind_alone(title: &str) -> bool {
    KIND_ALONE.is_match(title)
}

/// A title without brackets and without tags such as `[Issue]`. All other words stay.
fn without_brackets(title: &str) -> String {
    let text = without_tags(title).replace(['[', ']'], "").split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() { title.to_owned() } else { text }
}

/// A text without tags that only say that there is a link: `[Issue]`. All other brackets stay.
pub(super) fn without_tags(text: &str) -> String {
    let pieces = text.split_inclusive(']').map(|piece| match piece.rsplit_once('[') {
        Some((before, tag)) if names::is("link", tag.trim_end_matches(']')) => before,
        _ => piece,
    });
    let rest = pieces.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ");
    if rest.is_empty() { text.to_owned() } else { rest }
}

/// A title without what only says that it is one of a postmortem, its day and its id.
struct Cleaned {
    title: String,
    day: Option<jiff::civil::Date>,
    id: Option<String>,
    /// Whether the title says more of the time than the day.
    has_more: bool,
}

/// What a postmortem is called.
macro_rules! kind {
    () => {
        r"\[?(?:(?:blameless|major|critical|public|internal|service|system|production|security|technical|preliminary|final)\s+){0,2}(?:post[- ]?mortem(?:\s+(?:report|review|analysis))?|post[- ]?incident\s+(?:review|report)|incident\s+(?:report|review|post[- ]?mortem|retrospective)|incident|pir|rca|root\s+cause\s+analysis|retrospective|outage\s+(?:report|review)|correction\s+of\s+errors?|coe|after[- ]action\s+re(?:view|port)|learning\s+review|rfo|reason\s+for\s+outage|problem\s+(?:record|report)|rapport\s+d['’]incident|compte[- ]rendu\s+d['’]incident|störungsbericht|informe\s+de\s+incidentes?|relat[óo]rio\s+de\s+incidente)(?:\s+\([A-Z]{2,5}\))?\]?"
    };
}
static KIND: [Pattern; 5] = [
    // The path of a page in a wiki: `Incidents/2024-03-05 checkout`.
    Pattern::new(r"(?i)^(?:incidents?(?: documentation| reports?)?|post-?mortems?)/"),
    Pattern::new(concat!(r"(?i)^(?P<before>[^\w\[]*)", kind!(), r"(?:\s*[:|]\s*|\s+[-–—]\s+|\s+(?:for|of|on)\s+|\]\s*)")),
    Pattern::new(concat!(r"(?i)(?:\s*[:|]\s*|\s+[-–—]\s+|\s+\()", kind!(), r"\)?$")),
    Pattern::new(r"(?i)\s+(?:post[- ]?mortem|retrospective)$"),
    Pattern::new(concat!(
        r"(?i)^(?P<before>[^\w\[]*)",
        kind!(),
        r"\s+(?P<date>(?:\d{4}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2})[-/.]\d|(?-i:[A-Z]{2,8}-?[0-9]{3}))"
    )),
];

/// The id of an incident.
macro_rules! id {
    () => {
        // `SEV2` is a severity.
        r"(?P<id>(?:INC|PRB|PIR|PM|IR|RCA|INCIDENT|OPS|SRE)-?[0-9][0-9A-Z-]*|SEV-?[0-9][0-9A-Z-]+)"
    };
}
static ID: [Pattern; 5] = [
    Pattern::new(concat!(r"^\[?", id!(), r"\]?(?:\s*[:|]\s*|\s+[-–—]\s+|\s+)")),
    Pattern::new(concat!(r"\s*[\[(]", id!(), r"[\])]$")),
    Pattern::new(r"^#(?P<id>\d[\w-]*)\s*(?:[:|]|\s[-–—]\s)\s*"),
    Pattern::new(r"(?i)^incident\s+#?(?P<id>\d[\w-]*)\s*(?:[:|]|\s[-–—]\s)\s*"),
    Pattern::new(r"(?i)\s*\(incident\s+#?(?P<id>[0-9A-Za-z-]*\d)\)$"),
];
static KIND_ALONE: Pattern = Pattern::new(concat!(r"(?i)^\W*", kind!(), r"(?:\s+template)?\W*$"));
static WEEKDAY: Pattern = Pattern::new(r"(?i)[,\s(]*\b(?:mon|tues|wednes|thurs|fri|satur|sun)day[,\s]*$");

impl Cleaned {
    fn of(text: &str, order: Option<bool>) -> Self {
        let whole = words(text);
        let mut cleaned = Self { title: whole.clone(), day: None, id: None, has_more: false };
        for _ in 0..4 {
            cleaned.without_kind();
            cleaned.without_id();
            cleaned.without_day(order);
        }
        if !cleaned.title.chars().any(char::is_alphanumeric) {
            cleaned.title = whole;
        }
        cleaned
    }

    fn without_kind(&mut self) {
        for kind in &KIND {
            self.title = kind.replace_all(&self.title, "$before$date").trim().to_owned();
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

    /// A date at either end is the day, with the time behind it; one within the title stays there.
    fn without_day(&mut self, order: Option<bool>) {
        let is_edge = |c: char| c.is_whitespace() || matches!(c, ':' | '-' | '–' | '—' | '|' | ',' | '(' | ')' | '[' | ']');
        let Some((date, range)) = stamp::date_in(&self.title) else { return };
        let Some(day) = date.in_order(order).date(None) else { return };
        self.day.get_or_insert(day);
        self.has_more |= self.title[range.clone()].contains(['–', '—']);
        let before = &self.title[..range.start];
        let before = &before[..WEEKDAY.find(before).map_or(before.len(), |found| found.start())];
        let behind = &self.title[range.end..];
        if before.trim_matches(is_edge).is_empty() {
            let timed =
                stamp::prefix(&self.title[range.start..]).filter(|(stamp, rest)| stamp.time.is_some() && !rest.is_empty());
            self.has_more |= timed.is_some();
            let behind = timed.map_or(behind, |(_, rest)| rest);
            self.title = behind.trim_matches(is_edge).to_owned();
        } else if behind.trim_matches(is_edge).is_empty() {
            self.title = before.trim_end_matches(is_edge).trim_end_matches(" on").to_owned();
        }
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
            ("Post-mortem for #4521: It broke", "It broke", None, Some("4521")),
            ("[Postmortem] Checkout was down", "Checkout was down", None, None),
            ("Incident report – March 5, 2024", "Incident report – March 5, 2024", Some("2024-03-05"), None),
            ("🚨 RCA: It broke", "🚨 It broke", None, None),
            ("Postmortem", "Postmortem", None, None),
        ] {
            let cleaned = Cleaned::of(text, None);
            let found = (cleaned.title.as_str(), cleaned.day.map(|day| day.to_string()), cleaned.id);
            assert_eq!(found, (title, day.map(str::to_owned), id.map(str::to_owned)), "{text}");
        }
    }
}
