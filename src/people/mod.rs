//! Finds the names of people in an incident, and replaces them with roles. It knows nothing about audiences.
//!
//! Matching uses forms of names: full names and aliases match everywhere; a given name or a surname matches if only one person of
//! the incident has it. The cost is linear in the size of the texts. Names are replaced in the model, before anything is derived
//! from it.

mod cast;
mod fold;
mod forms;
mod lists;
mod sentence;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;

use aho_corasick::AhoCorasick;

use self::cast::{Cast, Member};
use self::fold::Folded;
use self::forms::{Candidate, NameForm, WORDS};
use crate::config::Config;
use crate::incident::Incident;
use crate::prose::capitalized;

/// The registered people, prepared for matching.
pub(crate) struct People {
    members: Vec<Member>,
    by_name: HashMap<String, usize>,
    finder: Finder,
}

impl People {
    /// Prepares the people of the configuration.
    pub(crate) fn new(config: &Config) -> Self {
        let mut members: Vec<Member> = config.people.iter().map(|person| Member::registered(person, config)).collect();
        let mut by_name = HashMap::new();
        let mut finder = FinderBuilder::default();
        for (place, member) in members.iter().enumerate() {
            for (form, sense) in member.forms.iter().filter(|(_, sense)| *sense != NameForm::Part) {
                by_name.entry(form.clone()).or_insert(place);
                finder.add(form, *sense, place);
            }
        }
        let finder = finder.build();
        for member in &mut members {
            member.standing = member.standing.take().filter(|standing| finder.each(&Folded::new(standing)).next().is_none());
        }
        Self { members, by_name, finder }
    }

    /// Replaces names in the visible part of an incident.
    pub(crate) fn hide(&self, whole: &Incident, shown: &mut Incident, config: &Config) {
        let cast = Cast::of(whole, &self.members, &self.by_name, config);
        let is_registered = |text: &str| config.services.find(text).is_some() || config.teams.find(text).is_some();
        let mut mentions = Mentions::default();
        shown.each_person_mut(&mut |value| mentions.values.push(value.clone()));
        shown.each_mention_mut(&mut |text| {
            if !is_registered(text) {
                mentions.texts.push((text.clone(), Folded::new(text)));
            }
        });
        for address in shown.addresses_mut().filter_map(|address| address.as_ref()) {
            mentions.texts.push((address.clone(), Folded::new(address)));
        }
        mentions.find(self, &cast);
        let labels = cast.labels(shown, &mentions.appearing(&cast), &|text| mentions.name_someone_in(text), config);
        mentions.replace(shown, &cast, &labels);
    }

    /// Replaces the names of registered people in texts outside of incidents.
    pub(crate) fn hide_in<'t>(&self, texts: impl IntoIterator<Item = &'t mut String>) {
        let texts: Vec<&mut String> = texts.into_iter().collect();
        let whole = Incident { tags: texts.iter().map(|text| String::clone(text)).collect(), ..Incident::default() };
        let mut shown = whole.clone();
        // With the default configuration, a label in these texts is ordinary text, not a reference to a registered service or team.
        self.hide(&whole, &mut shown, &Config::default());
        texts.into_iter().zip(shown.tags).for_each(|(text, shown)| *text = shown);
    }

    /// Whether a text outside of incidents names a registered person, except people who may be named in public.
    pub(crate) fn are_named_in(&self, text: &str) -> bool {
        self.named_in(&Incident::default(), &[text.to_owned()], &Config::default()).iter().any(|found| !found.is_empty())
    }

    /// Whether a file name, a folder name or an id names a person known from the registry or the incident.
    pub(crate) fn are_in_path(&self, incident: &Incident, path: &str, config: &Config) -> bool {
        self.named_in(incident, &[as_name(path)], config).iter().any(|found| !found.is_empty())
    }

    /// The ranges in each text that name a person known from the registry or the incident, except people who may be named in
    /// public.
    pub(crate) fn named_in(&self, incident: &Incident, texts: &[String], config: &Config) -> Vec<Vec<Range<usize>>> {
        let cast = Cast::of(incident, &self.members, &self.by_name, config);
        let values = cast::people(incident).into_iter().cloned().collect();
        let texts: Vec<_> = texts.iter().map(|text| (text.clone(), Folded::new(text))).collect();
        let mut mentions = Mentions { values, texts, ..Mentions::default() };
        mentions.find(self, &cast);
        let hidden = |found: &Vec<(Range<usize>, usize)>| {
            found.iter().filter(|(_, person)| !cast.member(*person).is_public).map(|(bytes, _)| bytes.clone()).collect()
        };
        (0..mentions.texts.len()).map(|place| mentions.found.get(&place).map(hidden).unwrap_or_default()).collect()
    }
}

/// Writes the words of a file name, a URL or an id like a name: each capitalised.
pub(crate) fn as_name(path: &str) -> String {
    let words = path.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(capitalized).collect::<Vec<_>>().join(" ")
}

/// Finds forms, with the person that each refers to.
struct Finder {
    automaton: Option<AhoCorasick>,
    forms: Vec<(NameForm, usize)>,
}

#[derive(Default)]
struct FinderBuilder {
    patterns: Vec<String>,
    forms: Vec<(NameForm, usize)>,
}

impl FinderBuilder {
    fn add(&mut self, pattern: &str, form: NameForm, person: usize) {
        if pattern.chars().count() > 1 {
            self.patterns.push(pattern.to_owned());
            self.forms.push((form, person));
        }
    }

    fn build(self) -> Finder {
        let automaton = if self.patterns.is_empty() { None } else { AhoCorasick::new(&self.patterns).ok() };
        Finder { automaton, forms: self.forms }
    }
}

impl Finder {
    fn each<'f>(&'f self, text: &'f Folded) -> impl Iterator<Item = (Candidate, usize)> + 'f {
        let found = self.automaton.iter().flat_map(|automaton| automaton.find_overlapping_iter(&text.text));
        found.map(|found| {
            let (form, person) = self.forms[found.pattern()];
            (Candidate { part: found.range(), form }, person)
        })
    }
}

/// The texts of an incident, and the mentions of people in them.
#[derive(Default)]
struct Mentions {
    values: Vec<String>,
    texts: Vec<(String, Folded)>,
    found: BTreeMap<usize, Vec<(Range<usize>, usize)>>,
}

impl Mentions {
    fn find(&mut self, people: &People, cast: &Cast<'_>) {
        let mut registered = self.candidates(&people.finder);
        registered.retain(|(text, candidate, _)| {
            let (source, folded) = &self.texts[*text];
            candidate.bytes(folded, source, &|word| WORDS.contains(word)).is_some()
        });
        let finder = self.own_finder(cast, &registered);
        let own = self.candidates(&finder);
        let also_words = self.also_words(&registered, &own);
        let is_word = |word: &str| WORDS.contains(word) || also_words.contains(word);
        for (text, candidate, person) in registered.into_iter().chain(own) {
            let (source, folded) = &self.texts[text];
            if let Some(bytes) = candidate.bytes(folded, source, &is_word) {
                self.found.entry(text).or_default().push((bytes, person));
            }
        }
        self.found.values_mut().for_each(keep_longest);
    }

    /// The parts of names that the texts also use in lower case, outside of full names: "ada kern" does not make "Ada" an ordinary
    /// word.
    fn also_words(&self, registered: &[(usize, Candidate, usize)], own: &[(usize, Candidate, usize)]) -> HashSet<String> {
        let (parts, mut whole): (Vec<_>, Vec<_>) = own.iter().partition(|(_, candidate, _)| candidate.form == NameForm::Part);
        whole.extend(registered);
        // For each text, the starts of full names, each with the furthest end of those that start there or earlier.
        let mut ends: HashMap<usize, Vec<(usize, usize)>> = HashMap::new();
        whole.sort_by_key(|(text, whole, _)| (*text, whole.part.start));
        for (text, whole, _) in whole {
            let ends = ends.entry(*text).or_default();
            let furthest = ends.last().map_or(0, |(_, end)| *end).max(whole.part.end);
            ends.push((whole.part.start, furthest));
        }
        let is_in_whole = |text: usize, part: &Range<usize>| {
            let ends = ends.get(&text).map_or(&[][..], Vec::as_slice);
            let before = ends.partition_point(|(start, _)| *start <= part.start);
            before > 0 && part.end <= ends[before - 1].1
        };
        let plain = parts.into_iter().filter(|(text, candidate, _)| {
            let (source, folded) = &self.texts[*text];
            candidate.is_plain_word(folded, source) && !is_in_whole(*text, &candidate.part)
        });
        plain.map(|(text, candidate, _)| self.texts[*text].1.text[candidate.part.clone()].to_owned()).collect()
    }

    fn candidates(&self, finder: &Finder) -> Vec<(usize, Candidate, usize)> {
        let texts = self.texts.iter().enumerate();
        texts.flat_map(|(text, (_, folded))| finder.each(folded).map(move |(found, person)| (text, found, person))).collect()
    }

    /// Builds a finder for people known only from the incident, and for parts of names that only one person has.
    fn own_finder(&self, cast: &Cast<'_>, registered: &[(usize, Candidate, usize)]) -> Finder {
        let named = self.values.iter().flat_map(|value| cast.named_by(value));
        let in_texts = registered.iter().map(|(.., person)| *person);
        // The order is fixed: if two people have the same form, the first keeps it.
        let involved: BTreeSet<usize> = named.chain(in_texts).chain(cast.own()).collect();
        let mut bearers: BTreeMap<&str, Option<usize>> = BTreeMap::new();
        let mut builder = FinderBuilder::default();
        for person in involved {
            for (form, sense) in &cast.member(person).forms {
                match sense {
                    NameForm::Part => {
                        let bearer = bearers.entry(form).or_insert(Some(person));
                        *bearer = bearer.filter(|it| *it == person);
                    }
                    _ if cast.own().contains(&person) => builder.add(form, *sense, person),
                    _ => {}
                }
            }
        }
        for (part, person) in bearers {
            person.into_iter().for_each(|person| builder.add(part, NameForm::Part, person));
        }
        builder.build()
    }

    /// The people in order of appearance: first those in person keys, then those in texts.
    fn appearing(&self, cast: &Cast<'_>) -> Vec<usize> {
        let values = self.values.iter().flat_map(|value| cast.named_by(value));
        let texts = self.found.values().flatten().map(|(_, person)| *person);
        let mut seen = HashSet::new();
        values.chain(texts).filter(|person| seen.insert(*person)).collect()
    }

    /// Whether a text of the incident names a person.
    fn name_someone_in(&self, text: &str) -> bool {
        self.found.keys().any(|place| self.texts[*place].0 == text)
    }

    fn replace(&self, shown: &mut Incident, cast: &Cast<'_>, labels: &HashMap<usize, String>) {
        let rewritten: HashMap<&str, String> = self
            .found
            .iter()
            .map(|(text, found)| (self.texts[*text].0.as_str(), rewrite(&self.texts[*text].0, found, labels)))
            .collect();
        for address in shown.addresses_mut() {
            *address = address.take().filter(|address| rewritten.get(address.as_str()).is_none_or(|new| new == address));
        }
        shown.each_mention_mut(&mut |text| {
            if let Some(new) = rewritten.get(text.as_str()) {
                text.clone_from(new);
            }
        });
        shown.each_person_mut(&mut |value| {
            if cast.named_by(value).any(|person| labels.contains_key(&person)) {
                let label = |person: &Option<usize>| person.and_then(|person| labels.get(&person));
                let names = cast.names(value).iter().map(|(person, name)| label(person).unwrap_or(name).as_str());
                *value = names.collect::<Vec<_>>().join(", ");
            }
        });
        for responder in &mut shown.responders {
            responder.role = responder.role.take().filter(|role| role.trim() != responder.name);
        }
    }
}

/// Sorts mentions. Of overlapping ones, the one that starts first is kept, or else the longest.
fn keep_longest(found: &mut Vec<(Range<usize>, usize)>) {
    found.sort_by_key(|(bytes, _)| (bytes.start, std::cmp::Reverse(bytes.end)));
    let mut end = 0;
    found.retain(|(bytes, _)| {
        let is_free = bytes.start >= end;
        if is_free {
            end = bytes.end;
        }
        is_free
    });
}

/// Replaces names in a text with labels. A link whose target contains a name becomes plain text; a bare address that contains a
/// name is replaced as a whole.
fn rewrite(text: &str, found: &[(Range<usize>, usize)], labels: &HashMap<usize, String>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (bytes, person) in found {
        let Some(label) = labels.get(person).filter(|_| bytes.start >= at) else { continue };
        let address = address_around(text, bytes);
        out.push_str(&text[at..address.start.max(at)]);
        if is_target(text, &address) && unlink(&mut out) {
            at = text[address.end..].find(')').map_or(address.end, |end| address.end + end + 1);
        } else {
            let (opening, closing) = marks(&text[bytes.clone()]);
            out.extend([opening.as_str(), label, &closing]);
            at = address.end;
        }
    }
    out.push_str(&text[at..]);
    out
}

/// The emphasis delimiters inside of a name that open or close around its label: `**Ada** Lovelace`, `Ada **Lovelace**`.
fn marks(name: &str) -> (String, String) {
    let (mut opening, mut closing, mut last) = (String::new(), String::new(), 'a');
    for letter in name.chars() {
        if !matches!(letter, '*' | '~') {
            last = letter;
        } else if last.is_whitespace() {
            opening.push(letter);
        } else {
            closing.push(letter);
        }
    }
    (opening, closing)
}

/// The range of the web or mail address that contains a name, or otherwise that of the name.
fn address_around(text: &str, bytes: &Range<usize>) -> Range<usize> {
    let ends = |letter: char| letter.is_whitespace() || "<>()[]\"'`|".contains(letter);
    let start = text[..bytes.start].rfind(ends).map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let end = text[bytes.end..].find(ends).map_or(text.len(), |at| bytes.end + at);
    let token = &text[start..end];
    let is_address = token.contains("://") || token.starts_with("mailto:") || token.starts_with("tel:");
    if is_address { start..end } else { bytes.clone() }
}

/// Whether an address is a link target, as in `[text](address)`.
fn is_target(text: &str, address: &Range<usize>) -> bool {
    let before = text[..address.start].trim_end_matches('<');
    before.ends_with("](")
}

/// Turns the link before its target into plain text.
fn unlink(out: &mut String) -> bool {
    let Some(text) = out.trim_end_matches('<').strip_suffix("](").map(str::len) else { return false };
    let mut depth = 1_usize;
    let open = out[..text].char_indices().rev().find(|(_, letter)| {
        match letter {
            ']' => depth += 1,
            '[' => depth -= 1,
            _ => {}
        }
        depth == 0
    });
    let Some((open, _)) = open else { return false };
    out.truncate(text);
    out.remove(open);
    true
}
