//! The mentions of people in the texts of an incident.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;

use super::address::{Address, addresses};
use super::cast::Cast;
use super::finder::{Finder, FinderBuilder};
use super::fold::Folded;
use super::forms::{Candidate, NameForm, WORDS};
use super::rewrite::{Edit, EditKind, merge, rewrite};
use super::sentence::{list_after, list_before};
use crate::incident::Incident;

/// The texts of an incident, and the mentions of people in them.
#[derive(Default)]
pub(super) struct Mentions {
    /// The values of person keys.
    pub values: Vec<String>,
    texts: Vec<Text>,
    edits: BTreeMap<usize, Vec<Edit>>,
    unclear: Vec<(usize, Range<usize>, usize)>,
}

/// A text, and the addresses in it.
#[derive(Default)]
struct Text {
    source: String,
    folded: Folded,
    addresses: Vec<Address>,
    /// Whether the text is the value of a key for an address.
    is_address: bool,
}

/// A form of a name in a text or in an address of the text.
struct Found {
    text: usize,
    address: Option<usize>,
    candidate: Candidate,
    person: usize,
}

impl Mentions {
    /// Adds a text.
    pub(super) fn add(&mut self, text: &str) {
        self.texts.push(Text {
            source: text.to_owned(),
            folded: Folded::new(text),
            addresses: addresses(text),
            is_address: false,
        });
    }

    /// Adds the value of a key for an address.
    pub(super) fn add_address(&mut self, address: &str) {
        let addresses = vec![Address::of_value(address)];
        self.texts.push(Text { source: address.to_owned(), addresses, is_address: true, ..Text::default() });
    }

    /// Finds the mentions in the texts. `finder` finds the forms of the registered people.
    pub(super) fn find(&mut self, finder: &Finder, cast: &Cast<'_>) {
        let mut registered = self.candidates(finder);
        self.find_unclear(&registered, cast);
        registered.retain(|found| self.removed(found, &|word| WORDS.contains(word)).is_some());
        let own = self.candidates(&self.own_finder(cast, &registered));
        self.find_unclear(&own, cast);
        let also_words = self.also_words(&registered, &own);
        let is_word = |word: &str| WORDS.contains(word) || also_words.contains(word);
        let mut open = Vec::new();
        let mut edges = HashSet::new();
        for found in registered.into_iter().chain(own) {
            // A link to a person who may be named stays.
            if found.address.is_some() && cast.member(found.person).is_public {
                continue;
            }
            match self.removed(&found, &is_word) {
                Some(removed) => self.accept(&found, removed, &mut edges),
                None if found.address.is_none() && found.candidate.form != NameForm::Whole => open.push(found),
                None => {}
            }
        }
        self.accept_lists(open, &mut edges);
        self.edits.values_mut().for_each(merge);
    }

    fn accept(&mut self, found: &Found, removed: ([Range<usize>; 2], EditKind), edges: &mut HashSet<(usize, usize)>) {
        let (ranges, kind) = removed;
        let edits = ranges.into_iter().filter(|bytes| !bytes.is_empty());
        self.edits.entry(found.text).or_default().extend(edits.map(|bytes| Edit { bytes, person: found.person, kind }));
        if found.address.is_none() {
            edges.extend([&found.candidate.part.start, &found.candidate.part.end].map(|edge| (found.text, *edge)));
        }
    }

    /// Accepts words that are members of a list in which another member is a name: "Will, May and Ada". `edges` has the starts and
    /// ends of names in the folded texts.
    fn accept_lists(&mut self, mut open: Vec<Found>, edges: &mut HashSet<(usize, usize)>) {
        open.retain(|Found { text, candidate, .. }| {
            candidate.form != NameForm::Handle
                && candidate.is_written_as_name(&self.texts[*text].folded, &self.texts[*text].source)
        });
        open.sort_by_key(|found| (found.text, found.candidate.part.start));
        for after in [false, true] {
            let mut list: Vec<&Found> = open.iter().collect();
            if after {
                list.reverse();
            }
            for found in list {
                let folded = &self.texts[found.text].folded;
                let (left, word, right) = found.candidate.split(folded);
                let edge = if after {
                    list_after(word, left, right).map(|length| found.candidate.part.end + length)
                } else {
                    list_before(word, left, right)
                };
                if edge.is_some_and(|edge| edges.contains(&(found.text, edge))) {
                    let bytes = folded.source(&found.candidate.part);
                    self.accept(found, ([bytes, 0..0], EditKind::Name), edges);
                }
            }
        }
    }

    fn candidates(&self, finder: &Finder) -> Vec<Found> {
        let mut found = Vec::new();
        for (text, Text { folded, addresses, .. }) in self.texts.iter().enumerate() {
            let in_addresses = addresses.iter().enumerate().map(|(number, address)| (Some(number), &address.folded));
            for (address, folded) in std::iter::once((None, folded)).chain(in_addresses) {
                found.extend(finder.each(folded).map(|(candidate, person)| Found { text, address, candidate, person }));
            }
        }
        found
    }

    /// The ranges of a text to remove if the form names a person, and what they are.
    fn removed(&self, found: &Found, is_word: &dyn Fn(&str) -> bool) -> Option<([Range<usize>; 2], EditKind)> {
        let (text, candidate) = (&self.texts[found.text], &found.candidate);
        let Some(address) = found.address.map(|number| &text.addresses[number]) else {
            let bytes = candidate.bytes(&text.folded, &text.source, is_word)?;
            return Some(([bytes, 0..0], EditKind::Name));
        };
        let is_named = candidate.is_in_address(&address.folded, is_word)
            || candidate.bytes(&address.folded, &address.decoded, is_word).is_some();
        is_named.then(|| address.removed())
    }

    /// Finds names of one word in person keys that the texts have as an ordinary word.
    fn find_unclear(&mut self, candidates: &[Found], cast: &Cast<'_>) {
        let named: HashSet<usize> = self.values.iter().flat_map(|value| cast.named_by(value)).collect();
        let is_word = |word: &str| WORDS.contains(word);
        for found in candidates.iter().filter(|found| found.address.is_none() && named.contains(&found.person)) {
            let Text { source, folded, .. } = &self.texts[found.text];
            if found.candidate.is_unclear(folded, source, &is_word) {
                let bytes = folded.source(&found.candidate.part);
                self.unclear.push((found.text, bytes, found.person));
            }
        }
    }

    /// The parts of names that the texts also use as ordinary words, outside of full names: "the ada kern account" does not make "Ada"
    /// an ordinary word.
    fn also_words(&self, registered: &[Found], own: &[Found]) -> HashSet<String> {
        let in_text = |found: &&Found| found.address.is_none();
        let (parts, mut whole): (Vec<_>, Vec<_>) =
            own.iter().filter(in_text).partition(|found| found.candidate.form == NameForm::Part);
        whole.extend(registered.iter().filter(in_text));
        // For each text, the starts of full names, each with the furthest end of those that start there or earlier.
        let mut ends: HashMap<usize, Vec<(usize, usize)>> = HashMap::new();
        whole.sort_by_key(|found| (found.text, found.candidate.part.start));
        for Found { text, candidate, .. } in whole {
            let ends = ends.entry(*text).or_default();
            let furthest = ends.last().map_or(0, |(_, end)| *end).max(candidate.part.end);
            ends.push((candidate.part.start, furthest));
        }
        let is_in_whole = |text: usize, part: &Range<usize>| {
            let ends = ends.get(&text).map_or(&[][..], Vec::as_slice);
            let before = ends.partition_point(|(start, _)| *start <= part.start);
            before > 0 && part.end <= ends[before - 1].1
        };
        let plain = parts.into_iter().filter(|Found { text, candidate, .. }| {
            let Text { source, folded, .. } = &self.texts[*text];
            candidate.is_plain_word(folded, source) && !is_in_whole(*text, &candidate.part)
        });
        plain.map(|found| self.texts[found.text].folded.text[found.candidate.part.clone()].to_owned()).collect()
    }

    /// Builds a finder for people known only from the incident, and for parts of names that only one person has.
    fn own_finder(&self, cast: &Cast<'_>, registered: &[Found]) -> Finder {
        let named = self.values.iter().flat_map(|value| cast.named_by(value));
        let in_texts = registered.iter().map(|found| found.person);
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
    pub(super) fn appearing(&self, cast: &Cast<'_>) -> Vec<usize> {
        let values = self.values.iter().flat_map(|value| cast.named_by(value));
        let texts = self.edits.values().flatten().filter(|edit| edit.kind != EditKind::Target).map(|edit| edit.person);
        let mut seen = HashSet::new();
        values.chain(texts).filter(|person| seen.insert(*person)).collect()
    }

    /// Whether a text of the incident names a person.
    pub(super) fn name_someone_in(&self, text: &str) -> bool {
        self.edits.keys().any(|place| self.texts[*place].source == text)
    }

    /// The ranges in each text that name people, except people who may be named in public.
    pub(super) fn hidden(&self, cast: &Cast<'_>) -> Vec<Vec<Range<usize>>> {
        let is_hidden = |edit: &&Edit| !cast.member(edit.person).is_public;
        let hidden = |edits: &Vec<Edit>| edits.iter().filter(is_hidden).map(|edit| edit.bytes.clone()).collect();
        (0..self.texts.len()).map(|place| self.edits.get(&place).map(hidden).unwrap_or_default()).collect()
    }

    /// For each name of one word that is also an ordinary word, the first place where a text may name the person and stays: the
    /// number of the text, and the range in it.
    pub(super) fn unclear(&self, cast: &Cast<'_>) -> Vec<(usize, Range<usize>)> {
        let is_replaced = |text: &usize, bytes: &Range<usize>| {
            self.edits.get(text).is_some_and(|edits| {
                let next = edits.partition_point(|edit| edit.bytes.end <= bytes.start);
                edits.get(next).is_some_and(|edit| edit.bytes.start <= bytes.start)
            })
        };
        let mut seen = HashSet::new();
        let stays = self
            .unclear
            .iter()
            .filter(|(text, bytes, person)| !cast.member(*person).is_public && !is_replaced(text, bytes) && seen.insert(*person));
        stays.map(|(text, bytes, _)| (*text, bytes.clone())).collect()
    }

    /// The texts with labels in place of names, by the texts as they were.
    pub(super) fn rewritten(&self, labels: &HashMap<usize, String>) -> HashMap<&str, String> {
        let texts = self.edits.iter().map(|(place, edits)| (&self.texts[*place], edits)).filter(|(text, _)| !text.is_address);
        texts.map(|(text, edits)| (text.source.as_str(), rewrite(&text.source, edits, labels))).collect()
    }

    /// Replaces the names in an incident.
    pub(super) fn replace(&self, shown: &mut Incident, cast: &Cast<'_>, labels: &HashMap<usize, String>) {
        let rewritten = self.rewritten(labels);
        let new = |text: &str| rewritten.get(text).cloned();
        let texts = self.edits.keys().map(|place| &self.texts[*place]);
        let to_people: HashSet<&str> = texts.filter(|text| text.is_address).map(|text| text.source.as_str()).collect();
        for address in shown.addresses_mut() {
            *address = address.take().filter(|address| !to_people.contains(address.as_str()));
        }
        shown.each_mention_mut(&mut |text| {
            if let Some(new) = new(text) {
                *text = new;
            }
        });
        shown.each_person_mut(&mut |value| {
            if cast.named_by(value).any(|person| labels.contains_key(&person)) {
                let label = |person: &Option<usize>| person.and_then(|person| labels.get(&person).cloned());
                let name = |(person, name): &(_, String)| label(person).or_else(|| new(name)).unwrap_or_else(|| name.clone());
                let mut names = cast.names(value).iter().map(name).collect();
                drop_repeated(&mut names);
                *value = names.join(", ");
            } else if let Some(new) = new(value) {
                *value = new;
            }
        });
        for responder in &mut shown.responders {
            responder.role = responder.role.take().filter(|role| role.trim() != responder.name);
        }
        shown.lists_mut().for_each(drop_repeated);
    }
}

/// Drops the values of a list that are equal to an earlier one: two names of one person have the same label.
fn drop_repeated(values: &mut Vec<String>) {
    let mut seen = HashSet::new();
    values.retain(|value| seen.insert(value.clone()));
}
