//! Compares two versions of one incident, key by key, and describes the changes as facts.
//!
//! It compares the serialised incidents, so a new key needs no code here. Milestones, the status and the ids of action items are
//! compared semantically, regardless of where the file states them.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Map, Value};

use super::fact::{Change, DisplayValue, Fact, PathPart, Predicate};
use super::pairing::{self, Pairing, pair};
use super::words::{self, identity, is_group};
use crate::config::{Config, Registry};
use crate::incident::{ActionStatus, Form, Incident, Milestone, Moment, Step, seconds_between};
use crate::locale::Locale;
use crate::prose::{self, Unit};

/// The changes from one version of an incident to another, in the order of the file and in the language of `locale`. Both versions
/// must be redacted for the reader.
pub fn compare(before: &Incident, after: &Incident, config: &Config, locale: &Locale) -> Vec<Fact> {
    let parts = parts_that_differ(before, after);
    let mut comparison = Comparison { config, locale, parts: &parts, moved: Vec::new(), facts: Vec::new() };
    comparison.milestones(before, after);
    comparison.status(before, after);
    let root = Place { key: String::new(), parts: Vec::new() };
    comparison.table(&root, &tree(&parts[0], before), &tree(&parts[1], after), &[]);
    comparison.facts
}

/// The two versions without their equal parts. Most of a review is unchanged and need not be serialised.
fn parts_that_differ(before: &Incident, after: &Incident) -> [Incident; 2] {
    let mut parts = [Incident::default(), Incident::default()];
    macro_rules! copy {
        ($($key:ident),*) => {{
            // There is no `..` here, so that the compiler reports a missing key.
            let Incident { $($key: _),* } = before;
            $(if before.$key != after.$key {
                parts[0].$key.clone_from(&before.$key);
                parts[1].$key.clone_from(&after.$key);
            })*
        }};
    }
    copy!(
        id,
        title,
        severity,
        status,
        summary,
        services,
        teams,
        tags,
        commander,
        time_zone,
        visibility,
        near_miss,
        related,
        aliases,
        duplicate_of,
        withdrawn,
        fields,
        milestones,
        detection,
        impact,
        severity_changes,
        responders,
        timeline,
        communications,
        analysis,
        lessons,
        actions,
        follow_up,
        review,
        references,
        sections,
        exceptions
    );
    parts
}

/// The serialised parts of an incident, without the parts that are compared semantically.
fn tree(parts: &Incident, whole: &Incident) -> Map<String, Value> {
    let Ok(Value::Object(mut tree)) = serde_json::to_value(parts) else { return Map::new() };
    for key in ["milestones", "status", "exceptions"] {
        tree.remove(key);
    }
    let actions = tree.get_mut("actions").and_then(Value::as_array_mut).into_iter().flatten();
    for (action, id) in actions.zip(whole.counted_ids()) {
        // A generated id is a counter, which changes with every earlier item.
        if let Some(keys) = action.as_object_mut().filter(|keys| keys.get("id").is_some_and(|own| *own == id)) {
            keys.remove("id");
        }
    }
    tree
}

/// The position of a value: its key, and the path to it in words.
struct Place {
    key: String,
    parts: Vec<PathPart>,
}

impl Place {
    fn key(&self, key: &str) -> String {
        if self.key.is_empty() { key.to_owned() } else { format!("{}.{key}", self.key) }
    }

    fn then(&self, key: String, noun: impl Into<String>, name: Option<DisplayValue>) -> Self {
        let mut parts = self.parts.clone();
        parts.push(PathPart { noun: noun.into(), name });
        Self { key, parts }
    }

    fn fact(&self, change: Change, before: Option<DisplayValue>, after: Option<DisplayValue>) -> Fact {
        Fact { key: self.key.clone(), change, subject: self.parts.clone(), before, after, predicate: None }
    }
}

struct Comparison<'a> {
    config: &'a Config,
    locale: &'a Locale,
    /// The two versions without their equal parts.
    parts: &'a [Incident; 2],
    /// The milestones whose moment changed.
    moved: Vec<Milestone>,
    facts: Vec<Fact>,
}

impl Comparison<'_> {
    /// The form of the text with this key, if it is free text. `None` for numbers, moments and vocabulary words.
    fn form(&self, key: &str) -> Option<Form> {
        let mut form = None;
        for incident in self.parts {
            incident.each_string(&mut |text| {
                let mut keys = text.path.iter().filter_map(|step| if let Step::Key(key) = step { Some(*key) } else { None });
                if form.is_none() && key.split('.').all(|key| keys.next() == Some(key)) && keys.next().is_none() {
                    form = Some(text.form);
                }
            });
        }
        form
    }

    fn milestones(&mut self, before: &Incident, after: &Incident) {
        for milestone in Milestone::ALL {
            let (one, two) = (before.milestone(milestone), after.milestone(milestone));
            let root = Place { key: String::new(), parts: Vec::new() };
            let key = format!("milestones.{}", milestone.as_str());
            let noun = words::noun(&key, self.locale);
            let place = root.then(key, noun, None);
            if one != two {
                self.moved.push(milestone);
                let shown = |moment: Option<Moment>| moment.map(|moment| self.shown_moment(moment));
                let instants = one.and_then(Moment::instant).zip(two.and_then(Moment::instant));
                let predicate = instants.map(|(one, two)| self.later(one, two));
                self.facts.push(Fact { predicate, ..place.fact(change(one.is_some(), two.is_some()), shown(one), shown(two)) });
            }
            let estimates =
                [before, after].map(|it| it.milestone(milestone).is_some() && it.milestones.is_approximate(milestone));
            if estimates[0] != estimates[1] && one.is_some() && two.is_some() {
                let predicate = Predicate::new(if estimates[1] { "fact_estimate" } else { "fact_no_estimate" });
                let fact = place.fact(change(estimates[0], estimates[1]), None, None);
                let key = "milestones.approximate".to_owned();
                self.facts.push(Fact { key, predicate: Some(predicate), ..fact });
            }
        }
    }

    /// A status that is derived from the milestones is not reported separately.
    fn status(&mut self, before: &Incident, after: &Incident) {
        let shown =
            |incident: &Incident| Some(DisplayValue::word(words::word("status", incident.status().as_str(), self.locale)));
        if before.status() != after.status() && (before.status.is_some() || after.status.is_some()) {
            let root = Place { key: String::new(), parts: Vec::new() };
            let place = root.then("status".to_owned(), words::noun("status", self.locale), None);
            self.facts.push(place.fact(Change::Changed, shown(before), shown(after)));
        }
    }

    fn table(&mut self, place: &Place, before: &Map<String, Value>, after: &Map<String, Value>, covered: &[&str]) {
        let gone = before.keys().filter(|key| !after.contains_key(*key));
        for key in after.keys().chain(gone).filter(|key| !covered.contains(&key.as_str())) {
            let path = place.key(key);
            let inner = match place.key.as_str() {
                "fields" => place.then(path, words::noun_of_item("fields", self.locale), Some(DisplayValue::free(key))),
                _ if is_group(&path) => Place { key: path, parts: place.parts.clone() },
                _ if self.is_the_item(place, key, &path) => Place { key: path, parts: place.parts.clone() },
                _ => {
                    let noun = words::noun(&path, self.locale);
                    place.then(path, noun, None)
                }
            };
            self.value(&inner, before.get(key), after.get(key));
        }
    }

    /// Whether a key holds the text that identifies its item. Rewriting the text means rewriting the item.
    fn is_the_item(&self, place: &Place, key: &str, path: &str) -> bool {
        identity(&place.key).contains(&key) && self.form(path) == Some(Form::Markdown)
    }

    fn value(&mut self, place: &Place, before: Option<&Value>, after: Option<&Value>) {
        if before == after {
            return;
        }
        let nothing = Map::new();
        // An added or removed custom field is one fact, whatever its value.
        let is_own_field = place.key.starts_with("fields.");
        match (before, after) {
            (Some(Value::Array(before)), Some(Value::Array(after))) => self.list(place, before, after),
            (None, Some(Value::Array(after))) if !is_own_field => self.list(place, &[], after),
            (Some(Value::Array(before)), None) if !is_own_field => self.list(place, before, &[]),
            (Some(Value::Object(before)), Some(Value::Object(after))) => self.table(place, before, after, &[]),
            (None, Some(Value::Object(after))) if is_group(&place.key) => self.table(place, &nothing, after, &[]),
            (Some(Value::Object(before)), None) if is_group(&place.key) => self.table(place, before, &nothing, &[]),
            _ => self.single(place, before, after),
        }
    }

    fn single(&mut self, place: &Place, before: Option<&Value>, after: Option<&Value>) {
        let change = change(before.is_some(), after.is_some());
        let is_shown = |value: &&Value| !value.is_object();
        if self.form(&place.key) == Some(Form::Markdown) {
            let change = if change == Change::Changed { Change::Rewritten } else { change };
            return self.facts.push(place.fact(change, None, None));
        }
        let shown = |value: Option<&Value>| value.filter(is_shown).map(|value| self.shown(&place.key, value));
        let mut fact = place.fact(change, shown(before), shown(after));
        let status = |value: Option<&Value>| value.and_then(Value::as_str).and_then(ActionStatus::named);
        if let Some(message) =
            status(after).filter(|_| place.key == "actions.status").and_then(|now| new_status(status(before), now))
        {
            fact.subject.pop();
            fact.predicate = Some(Predicate::new(message));
        }
        self.facts.push(fact);
    }

    /// An added or removed list is reported as its items.
    fn list(&mut self, place: &Place, before: &[Value], after: &[Value]) {
        let identity = identity(&place.key);
        let is_markdown = self.form(&place.key) == Some(Form::Markdown);
        let pairing = pair(before, after, |one, two| match one {
            Value::String(_) if is_markdown => pairing::of_values(one, two),
            _ => pairing::of_items(one, two, identity),
        });
        let Pairing { both, removed, added } = &pairing;
        for index in removed {
            let item = self.item(place, &before[*index], *index);
            self.facts.push(item.fact(Change::Removed, None, None));
        }
        for (one, two) in both.iter().filter(|(one, two)| before[*one] != after[*two]) {
            let item = self.item(place, &after[*two], *two);
            match (&before[*one], &after[*two]) {
                (Value::Object(before), Value::Object(after)) => {
                    let covered = self.covered(&place.key, before, after);
                    self.table(&item, before, after, covered);
                }
                _ => self.facts.push(item.fact(Change::Rewritten, None, None)),
            }
        }
        for index in added {
            let item = self.item(place, &after[*index], *index);
            self.facts.push(item.fact(Change::Added, None, None));
        }
        if pairing.is_reordered() {
            self.facts.push(place.fact(Change::Reordered, None, None));
        }
    }

    /// The keys of a timeline entry that are already covered by the fact about its milestone.
    fn covered(&self, list: &str, before: &Map<String, Value>, after: &Map<String, Value>) -> &'static [&'static str] {
        let milestone = after.get("milestone").and_then(Value::as_str).and_then(Milestone::named);
        let has_moved = milestone.is_some_and(|milestone| self.moved.contains(&milestone));
        if list == "timeline" && has_moved && before.get("milestone") == after.get("milestone") { &["at"] } else { &[] }
    }

    /// The position of a list item, with its name.
    fn item(&self, place: &Place, item: &Value, index: usize) -> Place {
        let identity = identity(&place.key);
        let name = match item {
            Value::Object(_) if identity == ["question", "answer"] => Some(DisplayValue::word((index + 1).to_string())),
            Value::Object(keys) => identity.iter().find_map(|key| Some(self.shown(&place.key(key), keys.get(*key)?))),
            value => Some(self.shown(&place.key, value)),
        };
        let mut item = Place { key: place.key.clone(), parts: place.parts.clone() };
        // The list itself is omitted from the path: "service “search”", not "services: service “search”".
        if item.parts.last().is_some_and(|part| part.name.is_none()) {
            item.parts.pop();
        }
        item.parts.push(PathPart { noun: words::noun_of_item(&place.key, self.locale), name });
        item
    }

    fn shown(&self, key: &str, value: &Value) -> DisplayValue {
        match value {
            Value::Bool(value) => DisplayValue::word(&*self.locale.text(if *value { "yes" } else { "no" })),
            Value::Number(number) => DisplayValue::word(match (number.as_u64(), number.as_f64()) {
                (_, Some(share)) if key.ends_with("percent") => self.locale.percent(share),
                (_, Some(amount)) if key.ends_with("amount") => self.locale.amount(amount),
                (Some(count), _) => self.locale.number(usize::try_from(count).unwrap_or(usize::MAX)),
                _ => number.to_string(),
            }),
            Value::String(text) => self.shown_text(key, text),
            Value::Array(values) => {
                let texts: Vec<String> = values.iter().map(|value| self.shown(key, value).text).collect();
                DisplayValue::free(&texts.join(", "))
            }
            Value::Null | Value::Object(_) => DisplayValue::word(""),
        }
    }

    fn shown_text(&self, key: &str, text: &str) -> DisplayValue {
        let label = |registry: &Registry| DisplayValue::free(registry.label(text));
        match key {
            "severity" | "severity_changes.to" => match self.config.severities.find(text) {
                Some(severity) => DisplayValue::word(severity.label.clone()),
                None => DisplayValue::free(text),
            },
            "services" => label(&self.config.services),
            "teams" | "responders.team" | "actions.team" => label(&self.config.teams),
            _ if self.form(key).is_some() => DisplayValue::free(text),
            _ => match (text.parse(), text.parse()) {
                (Ok(instant), _) => self.shown_moment(Moment::Instant(instant)),
                (_, Ok(day)) => self.shown_moment(Moment::Day(day)),
                _ => DisplayValue::word(words::word(key, text, self.locale)),
            },
        }
    }

    fn shown_moment(&self, moment: Moment) -> DisplayValue {
        DisplayValue::word(self.locale.when(moment, &TimeZone::UTC, false).text)
    }

    /// The predicate for a moment that is later or earlier than before: `14 minutes later`.
    fn later(&self, before: Timestamp, after: Timestamp) -> Predicate {
        let name = |unit| match unit {
            Unit::Day => "day",
            Unit::Hour => "hour",
            Unit::Minute => "minute",
            Unit::Second => "second",
        };
        let length = match seconds_between(before, after) {
            0 => self.locale.text("fact_moment").to_string(),
            seconds => self.locale.period(prose::units(seconds).map(|(count, unit)| (count, name(unit)))),
        };
        Predicate { message: if after < before { "fact_earlier" } else { "fact_later" }, length }
    }
}

fn change(was: bool, is: bool) -> Change {
    match (was, is) {
        (false, true) => Change::Added,
        (true, false) => Change::Removed,
        _ => Change::Changed,
    }
}

/// The name of the message for a changed state of an action item, if there is one.
fn new_status(before: Option<ActionStatus>, now: ActionStatus) -> Option<&'static str> {
    let was_closed = matches!(before, Some(ActionStatus::Done | ActionStatus::WontDo));
    match now {
        ActionStatus::Done => Some("fact_done"),
        ActionStatus::WontDo => Some("fact_wont_do"),
        ActionStatus::InProgress => Some("fact_in_progress"),
        ActionStatus::Open => was_closed.then_some("fact_open"),
    }
}
