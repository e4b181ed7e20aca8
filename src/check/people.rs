//! The people whom an incident names.

use std::cell::OnceCell;
use std::collections::HashSet;

use super::context::RuleContext;
use super::text::{Passage, Word, folded, joined};

/// Names of people, as they are compared.
pub(super) struct NamedPeople<'s, 'a> {
    ctx: &'s RuleContext<'a>,
    whole: HashSet<String>,
    /// Given names and surnames, which may be words for other things too.
    parts: HashSet<String>,
    /// Those parts that are. Finding them means reading all texts, so it is done only when a part matters.
    others: OnceCell<HashSet<String>>,
}

impl<'s, 'a> NamedPeople<'s, 'a> {
    /// The people who took part in an incident or in its review. The owner of an action item may be a team.
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

    /// Whether some words are a name: a whole one, or a part of one that is written as a name is.
    pub(super) fn contain(&self, passage: &Passage<'_>, words: &[Word]) -> bool {
        match words {
            [word] if self.is_part(&word.folded) => is_capitalised(passage, word),
            words => self.whole.contains(&joined(words)),
        }
    }

    fn is_part(&self, word: &str) -> bool {
        self.parts.contains(word) && !self.others().contains(word)
    }

    /// The parts that are words for other things too. A "Database Team" may stand among the responders, and the database itself
    /// may fail: then it is written in lower case somewhere, or is one of the services.
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
