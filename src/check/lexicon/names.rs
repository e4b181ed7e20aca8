//! The people whom an incident names.

use std::collections::HashSet;

use crate::check::Subject;
use crate::check::speech::{Passage, Word, folded, joined};

/// Names of people, as they are compared.
#[derive(Debug, Default)]
pub(super) struct Names {
    whole: HashSet<String>,
    /// Given names and surnames, which may be words of other things too.
    parts: HashSet<String>,
}

impl Names {
    /// The people who took part in an incident or in its review. The owner of an action item may be a team.
    pub(super) fn of(subject: &Subject<'_>) -> Self {
        let responders = subject.responders.iter().map(|responder| &responder.name);
        let people = responders.chain(&subject.commander).chain(&subject.entry.incident.review.owner);
        let mut names = Self::default();
        for name in people.chain(&subject.entry.incident.review.approvers).map(|name| folded(name)) {
            if let (Some((first, _)), Some((_, last))) = (name.split_once(' '), name.rsplit_once(' '))
                && !subject.review.lexicon().is_group(last)
            {
                names.parts.extend([first.to_owned(), last.to_owned()]);
            }
            names.whole.insert(name);
        }
        names.forget_other_words(subject);
        names
    }

    /// Keeps only parts that are nothing but names. A "Database Team" may stand among the responders, and the database itself
    /// may fail: then it is written in lower case somewhere, or is one of the services.
    fn forget_other_words(&mut self, subject: &Subject<'_>) {
        let (mut others, parts) = (HashSet::new(), &self.parts);
        for passage in subject.passages() {
            let is_other = |word: &&Word| parts.contains(&word.folded) && !is_capitalised(passage, word);
            others.extend(passage.words().iter().filter(is_other).map(|word| word.folded.clone()));
        }
        for name in subject.services.iter().chain(&subject.teams) {
            others.extend(folded(name).split([' ', '-', '_']).map(str::to_owned));
        }
        self.parts.retain(|part| !others.contains(part));
    }

    /// Whether some words are a name: a whole one, or a part of one that is written as a name is.
    pub(super) fn contain(&self, passage: &Passage<'_>, words: &[Word]) -> bool {
        match words {
            [word] if self.parts.contains(&word.folded) => is_capitalised(passage, word),
            words => self.whole.contains(&joined(words)),
        }
    }
}

fn is_capitalised(passage: &Passage<'_>, word: &Word) -> bool {
    !passage.text[word.bytes.clone()].starts_with(char::is_lowercase)
}
