//! The people in an incident.

use std::cell::OnceCell;
use std::collections::HashSet;

use super::context::RuleContext;
use super::text::{Passage, Word, folded, joined};

/// Names of people, folded.
pub(super) struct NamedPeople<'s, 'a> {
    ctx: &'s RuleContext<'a>,
    whole: HashSet<String>,
    /// Given names and surnames, some of which are also ordinary words.
    parts: HashSet<String>,
    /// The parts that are also ordinary words. Finding them requires parsing all texts, so they are computed on first use.
    others: OnceCell<HashSet<String>>,
}

impl<'s, 'a> NamedPeople<'s, 'a> {
    /// The people who were involved in an incident or its review. The owner of an action item may be a team.
    pub(super) fn of(ctx: &'s RuleContext<'a>) -> Self {
        let responders = ctx.responders.iter().map(|responder| &responder.name);
        let people = responders.chain(&ctx.commander).chain(&ctx.review.owner);
        let (mut whole, mut parts) = (HashSet::new(), HashSet::new());
        for name in people.chain(&ctx.review.approvers).map(|name| folded(name)) {
            if let (Some((first, _)), Some((_, last))) = (name.split_once(' '), name.rsplit_once(' '))
                && !ctx.checker.lexicon().groups.contains(last)
            {
                parts.extend([first.to_owned(), last.to_owned()]);
            }
            whole.insert(name);
        }
        Self { ctx, whole, parts, others: OnceCell::new() }
    }

    /// Whether some words are a name: a full name, or a part of one that is capitalised like a name.
    pub(super) fn contain(&self, passage: &Passage<'_>, words: &[Word]) -> bool {
        match words {
            [word] if self.is_part(&word.folded) => is_capitalised(passage, word),
            words => self.whole.contains(&joined(words)),
        }
    }

    fn is_part(&self, word: &str) -> bool {
        self.parts.contains(word) && !self.others().contains(word)
    }

    /// The parts that are also ordinary words. A "Database Team" may be among the responders while the database itself fails: then the
    /// word is in lower case somewhere, or is one of the services.
    fn others(&self) -> &HashSet<String> {
        self.others.get_or_init(|| {
            let mut others = HashSet::new();
            for passage in self.ctx.passages() {
                let is_other = |word: &&Word| self.parts.contains(&word.folded) && !is_capitalised(passage, word);
                others.extend(passage.words().iter().filter(is_other).map(|word| word.folded.clone()));
            }
            for name in self.ctx.services.iter().chain(&self.ctx.teams) {
                others.extend(folded(name).split([' ', '-', '_']).map(str::to_owned));
            }
            others
        })
    }
}

fn is_capitalised(passage: &Passage<'_>, word: &Word) -> bool {
    !passage.text[word.bytes.clone()].starts_with(char::is_lowercase)
}
