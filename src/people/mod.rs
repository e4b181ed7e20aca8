//! Finds the names of people in an incident, and replaces them with roles. It knows nothing about audiences.
//!
//! Matching uses forms of names: full names and aliases match everywhere; a given name or a surname matches if only one person of
//! the incident has it. The cost is linear in the size of the texts. Names are replaced in the model, before anything is derived
//! from it.

mod address;
mod cast;
mod finder;
mod fold;
mod forms;
mod lists;
mod mentions;
mod rewrite;
mod sentence;

use std::collections::HashMap;
use std::ops::Range;

use self::cast::{Cast, Member};
use self::finder::{Finder, FinderBuilder};
use self::fold::Folded;
use self::forms::{NameForm, WORDS};
use self::mentions::Mentions;
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
            let has_name = |text: &String| {
                let folded = Folded::new(text);
                finder.each(&folded).any(|(found, _)| found.bytes(&folded, text, &|word| WORDS.contains(word)).is_some())
            };
            member.standing = member.standing.take().filter(|standing| !has_name(standing));
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
                mentions.add(text);
            }
        });
        shown.addresses_mut().flatten().for_each(|address| mentions.add_address(address));
        // A group or a tool can be named after a person: "Ada's team".
        shown.each_person_mut(&mut |value| {
            let names = cast.names(value).iter().filter(|(person, _)| person.is_none()).map(|(_, name)| name);
            names.chain([&*value]).for_each(|text| mentions.add(text));
        });
        mentions.find(&self.finder, &cast);
        let labels = cast.labels(shown, &mentions.appearing(&cast), &|text| mentions.name_someone_in(text), config);
        mentions.replace(shown, &cast, &labels);
    }

    /// Replaces the names of registered people in texts outside of incidents.
    pub(crate) fn hide_in<'t>(&self, texts: impl IntoIterator<Item = &'t mut String>) {
        let texts: Vec<&mut String> = texts.into_iter().collect();
        let (no_incident, config) = (Incident::default(), Config::default());
        let cast = Cast::of(&no_incident, &self.members, &self.by_name, &config);
        let mut mentions = Mentions::default();
        texts.iter().for_each(|text| mentions.add(text));
        mentions.find(&self.finder, &cast);
        let labels = cast.labels(&no_incident, &mentions.appearing(&cast), &|_| false, &config);
        let rewritten = mentions.rewritten(&labels);
        for text in texts {
            if let Some(new) = rewritten.get(text.as_str()) {
                text.clone_from(new);
            }
        }
    }

    /// Whether a text or an address outside of incidents names a registered person, except people who may be named in public.
    pub(crate) fn are_named_in(&self, text: &str) -> bool {
        let (no_incident, config) = (Incident::default(), Config::default());
        let cast = Cast::of(&no_incident, &self.members, &self.by_name, &config);
        let mut mentions = Mentions::default();
        mentions.add(text);
        mentions.add_address(text);
        mentions.find(&self.finder, &cast);
        mentions.hidden(&cast).iter().any(|found| !found.is_empty())
    }

    /// Whether a file name, a folder name or an id names a person known from the registry or the incident.
    pub(crate) fn are_in_path(&self, incident: &Incident, path: &str, config: &Config) -> bool {
        self.named_in(incident, &[as_name(path)], config).iter().any(|found| !found.is_empty())
    }

    /// The ranges in each text that name a person known from the registry or the incident, except people who may be named in
    /// public.
    pub(crate) fn named_in(&self, incident: &Incident, texts: &[String], config: &Config) -> Vec<Vec<Range<usize>>> {
        let cast = Cast::of(incident, &self.members, &self.by_name, config);
        self.found_in(incident, texts, &cast).hidden(&cast)
    }

    /// For each person of the incident whose name is one ordinary word, the first place where a text has the word and a public build
    /// keeps it: the number of the text, and the range in it.
    pub(crate) fn unclear_in(&self, incident: &Incident, texts: &[String], config: &Config) -> Vec<(usize, Range<usize>)> {
        let cast = Cast::of(incident, &self.members, &self.by_name, config);
        self.found_in(incident, texts, &cast).unclear(&cast)
    }

    fn found_in(&self, incident: &Incident, texts: &[String], cast: &Cast<'_>) -> Mentions {
        let mut mentions = Mentions::default();
        mentions.values.extend(cast::people(incident).into_iter().cloned());
        texts.iter().for_each(|text| mentions.add(text));
        mentions.find(&self.finder, cast);
        mentions
    }
}

/// Writes the words of a file name, a URL or an id like a name: each capitalised.
pub(crate) fn as_name(path: &str) -> String {
    let words = path.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(capitalized).collect::<Vec<_>>().join(" ")
}
