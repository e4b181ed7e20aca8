//! Titles of postmortems, without what only says that they are one.

use std::sync::LazyLock;

use regex::Regex;

use super::clock::Rank;
use super::reader::Reader;
use super::text::words;
use crate::diagnostic::at;
use crate::import::stamp;

/// A title, without what only says that it is one of a postmortem. Its day and its id are taken.
pub(super) fn cleaned(reader: &mut Reader<'_>, text: &str) -> String {
    let Cleaned { title, day, id, has_range } = Cleaned::of(text);
    if has_range {
        reader.draft.unsure(at!["title"], 0..0, format!("the source's title is {:?}", words(text)));
    }
    if let Some(day) = day {
        reader.say_if_ambiguous(text, Some(day), &(0..0), at!["title"]);
        reader.clock.offer(day, Rank::Title, None);
    }
    match id {
        Some(id) if reader.draft.incident.id.is_empty() || reader.draft.incident.id == id => reader.draft.incident.id = id,
        Some(_) => return words(text),
        None => {}
    }
    title
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
