//! The names of the parts of postmortems, `names.txt`: one list for headings, facts, columns and the keys of front matter.

use std::cell::Cell;
use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;
use serde::de::value::StrDeserializer;

use crate::incident::Milestone;

/// What a part of a postmortem is about, with its word in `names.txt`. The order says what is read alike: values in a line, texts, and
/// lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Field {
    #[serde(skip)]
    Milestone(Milestone),
    Id,
    Title,
    Severity,
    Status,
    ReviewState,
    Services,
    Teams,
    Tags,
    Regions,
    Related,
    Commander,
    /// A person with the role that the source names.
    Role,
    TimeZone,
    /// When it happened: a day, a moment, or from when to when.
    When,
    Duration,
    UsersAffected,
    RequestsFailed,
    RevenueLost,
    SupportTickets,
    DataLost,
    SlaBreached,
    ReviewOwner,
    Approvers,
    Held,
    Published,
    Recording,
    Ticket,
    Detection,
    Summary,
    CustomerImpact,
    BusinessImpact,
    InternalImpact,
    /// Impact of any kind: figures, and text.
    Impact,
    Narrative,
    Trigger,
    Resolution,
    /// Several parts of an analysis.
    Analysis,
    Timeline,
    Communications,
    Responders,
    Actions,
    References,
    RootCause,
    ContributingFactor,
    FiveWhys,
    WentWell,
    WentPoorly,
    GotLucky,
    Learned,
    Prevention,
    /// Facts of several kinds.
    Overview,
    /// About the document, not about the incident.
    Ignored,
}

impl Field {
    fn named(word: &str) -> Option<Self> {
        let named = Self::deserialize(StrDeserializer::<serde::de::value::Error>::new(word)).ok();
        named.or_else(|| Milestone::named(word).map(Self::Milestone))
    }

    /// Whether it has text below it, rather than a value in a line.
    pub(super) fn is_part(self) -> bool {
        self >= Self::Detection && self != Self::Ignored
    }

    /// Whether it is prose.
    pub(super) fn is_text(self) -> bool {
        (Self::Detection..=Self::Analysis).contains(&self)
    }
}

/// A heading with more words than this is a sentence.
const TIMELINE_WORDS: usize = 7;
/// The same for action items, whose headings are questions.
const ACTIONS_WORDS: usize = 14;

/// The names of a line of `names.txt`.
type Line = (&'static str, Vec<&'static str>);

static LINES: LazyLock<Vec<Line>> = LazyLock::new(|| {
    let lines = include_str!("names.txt").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(": ")).map(|(word, names)| (word, names.split(", ").collect())).collect()
});

static FIELDS: LazyLock<HashMap<&'static str, Field>> = LazyLock::new(|| {
    let fields = LINES.iter().filter_map(|(word, names)| Some((Field::named(word)?, names)));
    let mut found = HashMap::new();
    for (field, names) in fields {
        for name in names {
            found.entry(*name).or_insert(field);
        }
    }
    found
});

/// The names of a kind of column or detail.
pub(super) fn list(kind: &str) -> &'static [&'static str] {
    let line = LINES.iter().find(|(word, _)| *word == kind);
    debug_assert!(line.is_some(), "names.txt has {kind:?}");
    line.map_or(&[], |(_, names)| names)
}

/// Whether a name is one of a kind of column or detail.
pub(super) fn is(kind: &str, name: &str) -> bool {
    list(kind).contains(&plain(name).as_str())
}

/// Whether a heading is the name of a part and nothing else.
pub(super) fn is_whole(title: &str) -> bool {
    !title.contains(['(', '[']) && FIELDS.contains_key(plain(title).as_str())
}

/// What a name of the source stands for, as the user says with `--map`.
#[derive(Debug, Clone)]
pub struct NameMapping {
    /// The name as it was given.
    pub(super) written: String,
    /// The name as names are compared.
    pub(super) name: String,
    pub(super) target: FieldTarget,
    is_used: Cell<bool>,
}

impl NameMapping {
    /// Reads `column=field`: the field is one of [`NameMapping::fields`], `fields.` and a name of the team's own, or `-` for what is to be dropped.
    /// `None` where it is none of them.
    pub fn read(text: &str) -> Option<Self> {
        let (name, field) = text.rsplit_once('=')?;
        let plain = plain(name);
        let target = target(field)?;
        (!plain.is_empty()).then(|| Self { written: name.trim().to_owned(), name: plain, target, is_used: Cell::new(false) })
    }

    /// The name as it was given, unless a document had a part with that name.
    pub fn unused(&self) -> Option<&str> {
        (!self.is_used.get()).then_some(self.written.as_str())
    }

    /// Every name of every field.
    pub fn fields() -> impl Iterator<Item = &'static str> {
        LINES.iter().filter(|(word, _)| Field::named(word).is_some()).flat_map(|(_, names)| names.iter().copied())
    }
}

/// The names of the parts of a document: those that the user gave, and then those of the table.
#[derive(Clone, Copy)]
pub(super) struct FieldNames<'a>(pub &'a [NameMapping]);

/// What a name stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum FieldTarget {
    Field(Field),
    /// One of the team's own fields.
    Own(String),
    /// It is to be dropped.
    Nothing,
}

impl FieldNames<'_> {
    /// What a heading, a column or a key stands for.
    pub(super) fn find(self, name: &str) -> Option<FieldTarget> {
        let plain = plain(name);
        let mapping = self.0.iter().find(|mapping| mapping.name == plain);
        mapping.iter().for_each(|mapping| mapping.is_used.set(true));
        mapping
            .map(|mapping| mapping.target.clone())
            .or_else(|| field(&plain).or_else(|| one_of_two(name)).map(FieldTarget::Field))
    }

    /// Whether a name is one of a part that has text below it, and not of a value in a line.
    pub(super) fn is_part(self, name: &str) -> bool {
        self.field(name).is_some_and(Field::is_part)
    }

    /// Whether a name is that of a timeline.
    pub(super) fn is_timeline(self, name: &str) -> bool {
        matches!(self.field(name), Some(Field::Timeline | Field::Communications))
    }

    /// The field that a name stands for.
    pub(super) fn field(self, name: &str) -> Option<Field> {
        match self.find(name) {
            Some(FieldTarget::Field(field)) => Some(field),
            _ => None,
        }
    }
}

/// What the right side of `--map column=field` stands for.
pub(super) fn target(name: &str) -> Option<FieldTarget> {
    match name.trim() {
        "" | "-" => Some(FieldTarget::Nothing),
        name => match name.strip_prefix("fields.") {
            Some(own) => Some(own_key(own)).filter(|key| !key.is_empty()).map(FieldTarget::Own),
            None => field(&plain(name.strip_prefix("milestones.").unwrap_or(name))).map(FieldTarget::Field),
        },
    }
}

fn field(plain: &str) -> Option<Field> {
    let at = |name: &str| FIELDS.get(name).copied();
    // "Impact details", "Summary of the incident", "Action items for this week".
    let without_ending = || list("ending").iter().find_map(|ending| at(plain.strip_suffix(ending)?.strip_suffix(' ')?));
    let begins = |kind| {
        list(kind).iter().any(|name| plain.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
    };
    // "Date and time of occurrence", "Time detected".
    let moment = || {
        let prefixes = ["date and time ", "date time ", "date ", "time "];
        let rest = prefixes.iter().find_map(|prefix| plain.strip_prefix(prefix))?;
        at(rest.strip_prefix("of ").unwrap_or(rest)).filter(|field| matches!(field, Field::Milestone(_)))
    };
    let by_words = || match () {
        () if is_timeline(plain) => Some(Field::Timeline),
        () if begins("actions...") || is_about_actions(plain) => Some(Field::Actions),
        () => is_count(plain).then_some(Field::UsersAffected),
    };
    at(plain).or_else(|| at(plain.strip_prefix("the ")?)).or_else(without_ending).or_else(moment).or_else(by_words)
}

/// The field of a name that is written twice: `Schweregrad / Severity`. None where the two are names of different fields.
fn one_of_two(name: &str) -> Option<Field> {
    let (one, two) = name.split_once('/')?;
    match (field(&plain(one)), field(&plain(two))) {
        (Some(field), None) | (None, Some(field)) => Some(field),
        (Some(one), Some(two)) if one == two => Some(one),
        _ => None,
    }
}

/// Whether a heading has the word in it: "Incident timeline and impact", "The timeline of the day".
fn is_timeline(plain: &str) -> bool {
    let words: Vec<&str> = plain.split(' ').collect();
    words.len() <= TIMELINE_WORDS && words.contains(&"timeline") && !matches!(words[..], [first, ..] if names_a_task(first))
}

/// Whether a heading has a phrase in it that says what is below it: "How do we keep this from happening again".
fn is_about_actions(plain: &str) -> bool {
    let is_in = |phrase: &&str| format!(" {plain} ").contains(&format!(" {phrase} "));
    plain.split(' ').count() <= ACTIONS_WORDS && list("...actions...").iter().any(is_in)
}

/// Whether a heading with this first word is an action item: "Improve the timeline".
fn names_a_task(word: &str) -> bool {
    matches!(
        word,
        "add"
            | "build"
            | "change"
            | "create"
            | "document"
            | "extend"
            | "fix"
            | "improve"
            | "keep"
            | "make"
            | "publish"
            | "show"
            | "write"
    )
}

/// Whether a name is that of a number of people or of what they have: "merchants affected", "number of affected accounts".
fn is_count(plain: &str) -> bool {
    let rest = plain.strip_prefix("number of ").unwrap_or(plain);
    let states = ["affected", "impacted"];
    let noun = states.iter().find_map(|state| rest.strip_suffix(state).or_else(|| rest.strip_prefix(state)));
    noun.is_some_and(|noun| list("counted").contains(&noun.trim()))
}

/// A name in lower case, without numbers of sections, emoji, marks, and remarks in parentheses.
pub(super) fn plain(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut depth = 0_usize;
    let mut before = ' ';
    for letter in name.chars() {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            '\'' | '’' | '‘' => {}
            _ if depth > 0 => {}
            '&' => out.push_str(" and "),
            _ if letter.is_alphanumeric() => {
                if letter.is_uppercase() && before.is_lowercase() {
                    out.push(' ');
                }
                out.extend(letter.to_lowercase());
            }
            _ => out.push(' '),
        }
        before = letter;
    }
    let mut words: Vec<&str> = out.split_whitespace().collect();
    let is_number = |word: &&str| word.bytes().all(|byte| byte.is_ascii_digit());
    let numbers = words.iter().take_while(|word| is_number(word)).count();
    let is_five_whys = matches!(words[..], ["5", word, ..] if word.starts_with("why"));
    if numbers > 0 && numbers < words.len() && !is_five_whys {
        words.drain(..numbers);
    }
    words.join(" ")
}

/// A name as a key of the team's own fields.
pub(super) fn own_key(name: &str) -> String {
    let letters = name.trim().to_lowercase();
    let mut key = String::with_capacity(letters.len());
    for letter in letters.chars() {
        match letter {
            _ if letter.is_alphanumeric() => key.push(letter),
            _ if key.ends_with('_') || key.is_empty() => {}
            _ => key.push('_'),
        }
    }
    key.trim_end_matches('_').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_known_in_many_spellings() {
        let names = FieldNames(&[]);
        for (name, field) in [
            ("**What didn’t go well?**", Field::WentPoorly),
            ("3. Root Cause(s)", Field::RootCause),
            ("🔥 Impact", Field::Impact),
            ("Timeline (all times UTC)", Field::Timeline),
            ("5 Whys", Field::FiveWhys),
            ("startedAt", Field::Milestone(Milestone::Started)),
            ("end_time", Field::Milestone(Milestone::Resolved)),
            ("How'd We Do?", Field::Learned),
            ("Resolution & Recovery", Field::Resolution),
            ("Incident timeline and impact", Field::Timeline),
            ("The timeline of the day", Field::Timeline),
            ("Schweregrad / Severity", Field::Severity),
            ("Merchants affected", Field::UsersAffected),
            ("Number of impacted accounts", Field::UsersAffected),
            ("Where do we go from here?", Field::Actions),
            ("Future Prevention and Process Improvement:", Field::Actions),
            ("What we'll do to stop this from happening again", Field::Actions),
        ] {
            assert_eq!(names.field(name), Some(field), "{name}");
        }
        for name in ["The weather", "Improve the timeline", "What was affected", "Hosts affected"] {
            assert_eq!(names.field(name), None, "{name}");
        }
    }

    #[test]
    fn each_name_is_written_as_it_is_looked_up_and_stands_for_one_field() {
        let mut seen = std::collections::BTreeSet::new();
        for name in NameMapping::fields().filter(|name| *name != "incident") {
            assert_eq!(plain(name), name);
            assert!(seen.insert(name), "{name} stands there twice");
        }
    }
}
