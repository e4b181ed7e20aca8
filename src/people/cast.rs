//! The people of one incident, and the labels that replace their names.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::fold::folded;
use super::forms::{NameForm, of_name};
use super::lists::LISTS;
use crate::config::{Config, Person};
use crate::incident::{EventKind, Incident, TimelineEntry};

/// The label for a person of whom nothing else is known.
const DEFAULT_ROLE: &str = "responder";
/// The role of an incident's commander who has no other role.
const COMMANDER: &str = "Incident commander";

/// A person, as far as known.
#[derive(Debug, Default)]
pub(super) struct Member {
    /// The forms of the person's name.
    pub forms: Vec<(String, NameForm)>,
    /// Whether the name may be published.
    pub is_public: bool,
    /// The display name of the registered role, or otherwise of the team.
    pub standing: Option<String>,
}

impl Member {
    pub(super) fn registered(person: &Person, config: &Config) -> Self {
        let forms = person.names().flat_map(of_name).collect();
        let team = || person.team.as_deref().map(|team| config.teams.label(team).to_owned());
        Self { forms, is_public: person.public, standing: person.role.clone().or_else(team) }
    }

    fn named(name: &str) -> Self {
        Self { forms: of_name(name.trim_start_matches('@')), ..Self::default() }
    }

    /// The parts of the person's name, or else the full names and aliases.
    fn forms(&self, is_part: bool) -> impl Iterator<Item = &String> {
        self.forms.iter().filter(move |(_, sense)| (*sense == NameForm::Part) == is_part).map(|(form, _)| form)
    }
}

/// The people of an incident. The registered ones come first, in configuration order.
pub(super) struct Cast<'r> {
    registered: &'r [Member],
    by_name: &'r HashMap<String, usize>,
    own: Vec<Member>,
    /// Those people by full name and alias.
    own_by_name: HashMap<String, usize>,
    /// The people of `values` by the parts of their names. `None` if several people have a part.
    by_part: HashMap<String, Option<usize>>,
    /// The names in each value of a person key, with the index of the person if it is one.
    values: HashMap<String, Vec<(Option<usize>, String)>>,
}

impl<'r> Cast<'r> {
    /// Collects the people in the person keys of an incident.
    pub(super) fn of(
        incident: &Incident,
        registered: &'r [Member],
        by_name: &'r HashMap<String, usize>,
        config: &Config,
    ) -> Self {
        let (own_by_name, by_part, values) = (HashMap::new(), HashMap::new(), HashMap::new());
        let mut cast = Self { registered, by_name, own: Vec::new(), own_by_name, by_part, values };
        let groups = Groups::of(incident, config);
        let values = people(incident);
        let names = |whole: bool| values.iter().filter(move |value| is_whole(value) == whole);
        // Full names come first: "Ada" refers to the person whose name is "Ada Lovelace".
        for value in names(true).chain(names(false)) {
            let parts = parts(value);
            if !cast.values.contains_key(*value) {
                let mut member = |name: &String| {
                    let is_registered = by_name.contains_key(&folded(name));
                    (is_registered || !groups.has(name)).then(|| cast.find_or_add(name))
                };
                let parts: Vec<(Option<usize>, String)> = parts.into_iter().map(|name| (member(&name), name)).collect();
                parts.iter().filter_map(|(person, _)| *person).for_each(|person| cast.add_parts(person));
                cast.values.insert((*value).clone(), parts);
            }
        }
        cast
    }

    /// A person by index.
    pub(super) fn member(&self, place: usize) -> &Member {
        self.registered.get(place).unwrap_or_else(|| &self.own[place - self.registered.len()])
    }

    /// The names in a value of a person key, each with its person.
    pub(super) fn names(&self, value: &str) -> &[(Option<usize>, String)] {
        self.values.get(value).map_or(&[], Vec::as_slice)
    }

    /// The people named in a value.
    pub(super) fn named_by(&self, value: &str) -> impl Iterator<Item = usize> {
        self.names(value).iter().filter_map(|(person, _)| *person)
    }

    /// The indexes of the people who are only known from the incident.
    pub(super) fn own(&self) -> std::ops::Range<usize> {
        self.registered.len()..self.registered.len() + self.own.len()
    }

    fn find_or_add(&mut self, name: &str) -> usize {
        let folded = folded(name);
        let full = folded.strip_prefix('@').unwrap_or(&folded);
        let known = self.by_name.get(full).or_else(|| self.own_by_name.get(full)).copied();
        known.or_else(|| *self.by_part.get(&folded)?).unwrap_or_else(|| {
            let (place, member) = (self.own().end, Member::named(name));
            for form in member.forms(false) {
                self.own_by_name.entry(form.clone()).or_insert(place);
            }
            self.own.push(member);
            place
        })
    }

    fn add_parts(&mut self, person: usize) {
        let parts: Vec<String> = self.member(person).forms(true).cloned().collect();
        for part in parts {
            let bearer = self.by_part.entry(part).or_insert(Some(person));
            *bearer = bearer.filter(|known| *known == person);
        }
    }

    /// The replacement labels of people, who are given in order of appearance. Equal labels are numbered. A role that contains a
    /// person's name is not used; `names` tests a text for that.
    pub(super) fn labels(
        &self,
        shown: &Incident,
        appearing: &[usize],
        names: &dyn Fn(&str) -> bool,
        config: &Config,
    ) -> HashMap<usize, String> {
        let hidden = appearing.iter().copied().filter(|place| !self.member(*place).is_public);
        let stated = self.stated(shown);
        let label = |place| (place, self.label(place, shown, stated.get(&place).unwrap_or(&Stated::default()), names, config));
        let labels: Vec<(usize, String)> = hidden.map(label).collect();
        let mut count: BTreeMap<String, usize> = BTreeMap::new();
        labels.iter().for_each(|(_, label)| *count.entry(label.to_lowercase()).or_default() += 1);
        let mut given: BTreeMap<String, usize> = BTreeMap::new();
        let number = |(place, label): (usize, String)| {
            let key = label.to_lowercase();
            let label = match (count[&key], given.entry(key).and_modify(|number| *number += 1).or_insert(1)) {
                (1, _) if label == DEFAULT_ROLE => format!("a {DEFAULT_ROLE}"),
                (1, _) => label,
                (_, number) => format!("{label} {number}"),
            };
            (place, label)
        };
        labels.into_iter().map(number).collect()
    }

    /// The roles and teams that the incident states for each person.
    fn stated<'i>(&self, shown: &'i Incident) -> HashMap<usize, Stated<'i>> {
        let mut stated: HashMap<usize, Stated<'i>> = HashMap::new();
        for responder in &shown.responders {
            for person in self.named_by(&responder.name) {
                let stated = stated.entry(person).or_default();
                stated.roles.extend(responder.role.as_deref());
                stated.teams.extend(responder.team.as_deref());
            }
        }
        for action in &shown.actions {
            for person in action.owner.iter().flat_map(|owner| self.named_by(owner)) {
                stated.entry(person).or_default().teams.extend(action.team.as_deref());
            }
        }
        stated
    }

    /// The person's role in this incident, else the registered role or team, else the team in this incident.
    fn label(
        &self,
        place: usize,
        shown: &Incident,
        stated: &Stated<'_>,
        names: &dyn Fn(&str) -> bool,
        config: &Config,
    ) -> String {
        let role = stated.roles.iter().find(|role| !role.trim().is_empty() && !names(role));
        let commands = || shown.commander.as_deref().is_some_and(|value| self.named_by(value).any(|person| person == place));
        let role = role.map(|role| role.trim().to_owned()).or_else(|| commands().then(|| COMMANDER.to_owned()));
        let team = || stated.teams.iter().find(|team| !names(team)).map(|team| config.teams.label(team).to_owned());
        role.or_else(|| self.member(place).standing.clone()).or_else(team).unwrap_or_else(|| DEFAULT_ROLE.to_owned())
    }
}

/// What an incident states for one person.
#[derive(Default)]
struct Stated<'i> {
    roles: Vec<&'i str>,
    teams: Vec<&'i str>,
}

/// The values of an incident's person keys. A single word as the source of an alert is the name of a tool.
pub(super) fn people(incident: &Incident) -> Vec<&String> {
    let responders = incident.responders.iter().map(|responder| &responder.name);
    let is_tool = |entry: &TimelineEntry| entry.kind == Some(EventKind::Alert) && !entry.by.as_deref().is_some_and(is_whole);
    let timeline = incident.timeline.iter().filter(|entry| !is_tool(entry)).filter_map(|entry| entry.by.as_ref());
    let owners = incident.actions.iter().filter_map(|action| action.owner.as_ref());
    let review = incident.review.owner.iter().chain(&incident.review.approvers);
    let values = incident.commander.iter().chain(responders).chain(timeline).chain(owners).chain(review);
    values.filter(|name| name.contains(char::is_alphanumeric)).collect()
}

fn is_whole(name: &str) -> bool {
    name.split_whitespace().count() > 1
}

/// The names in a value: "Ada Lovelace (SRE), Grace Hopper and Rose" has three.
fn parts(value: &str) -> Vec<String> {
    let outside: String = strip_brackets(value);
    let mut parts = vec![outside.as_str()];
    for between in [";", "/", "&", "+", " and ", ","] {
        let cut: Vec<&str> =
            parts.iter().flat_map(|part| part.split(between)).map(str::trim).filter(|part| !part.is_empty()).collect();
        // "Lovelace, Ada" is one name.
        let is_one = between == "," && cut.len() == 2 && parts.len() == 1 && cut.iter().all(|part| !is_whole(part));
        if !is_one {
            parts = cut;
        }
    }
    let turned = |part: &&str| match part.split_once(',') {
        Some((last, first)) => format!("{} {}", first.trim(), last.trim()),
        None => (*part).to_owned(),
    };
    parts.iter().map(turned).collect()
}

/// Removes bracketed parts of a value, unless nothing else remains.
fn strip_brackets(value: &str) -> String {
    let mut depth = 0_usize;
    let mut outside = String::new();
    for letter in value.chars() {
        match letter {
            '(' | '<' | '[' => depth += 1,
            ')' | '>' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => outside.push(letter),
            _ => {}
        }
    }
    if outside.trim().is_empty() { value.trim().to_owned() } else { outside.trim().to_owned() }
}

/// The names of groups, services and tools.
struct Groups<'c> {
    config: &'c Config,
    /// The teams and services of the incident, in ASCII lower case.
    names: HashSet<String>,
}

impl<'c> Groups<'c> {
    fn of(incident: &Incident, config: &'c Config) -> Self {
        let teams = incident.responders.iter().map(|it| &it.team).chain(incident.actions.iter().map(|it| &it.team));
        let names = teams.flatten().chain(&incident.teams).chain(&incident.services);
        Self { config, names: names.map(|name| name.to_ascii_lowercase()).collect() }
    }

    fn has(&self, name: &str) -> bool {
        let folded = folded(name);
        let mut words = folded.split([' ', '_']);
        // The name of a tool comes first: "GitHub Actions" is a tool, but "Katherine Jenkins" is a person.
        let is_tool = words.clone().next().is_some_and(|word| LISTS.tools.contains(word));
        self.config.teams.find(name).is_some()
            || self.config.services.find(name).is_some()
            || self.names.contains(&name.to_ascii_lowercase())
            || is_tool
            || words.any(|word| LISTS.groups.contains(word))
    }
}
