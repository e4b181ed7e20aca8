//! Finds the phrases that break a rule about language.

use std::ops::Range;

use super::context::RuleContext;
use super::lexicon::{Advice, Lexicon};
use super::people::People;
use super::rule::Rule;
use super::text::{Gap, Passage, Word, joined};
use crate::config::PhraseRule;
use crate::diagnostic::Diagnostic;

/// How many words a person may be.
const LONGEST_PERSON: usize = 5;

/// Reports each phrase that breaks a rule about language, in the texts that the rule applies to.
pub(super) fn report(
    rule: &Rule,
    phrases: PhraseRule,
    ctx: &RuleContext<'_>,
    applies: impl Fn(&Passage<'_>) -> bool,
    found: &mut Vec<Diagnostic>,
) {
    let lexicon = ctx.checker.lexicon();
    let mut people = None;
    // What was said to others at the time is a record, and cannot be reworded.
    let is_own = |passage: &&Passage<'_>| passage.keys().next() != Some("communications") && applies(passage);
    for passage in ctx.passages().iter().filter(is_own) {
        for (words, advice) in lexicon.find(phrases, passage) {
            let words = if advice.of_person {
                let people = people.get_or_insert_with(|| People::of(ctx));
                let Some(person) = lexicon.person(passage, words.start, people) else { continue };
                person..words.end
            } else {
                words
            };
            let bytes = passage.bytes(words);
            let phrase = passage.text[bytes.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
            let message = format!("\u{201c}{phrase}\u{201d} {}", verdict(phrases));
            let violation = rule.violation(ctx.at(passage.path()).within(bytes), message);
            found.push(match &advice.instead {
                Some(instead) => violation.hint(instead),
                None => violation,
            });
        }
    }
}

/// What is wrong with a phrase.
const fn verdict(rule: PhraseRule) -> &'static str {
    match rule {
        PhraseRule::Blame => "blames a person",
        PhraseRule::Counterfactual => "describes what did not happen",
        PhraseRule::Drama => "dramatises",
    }
}

impl Lexicon {
    /// The phrases of a passage that break a rule, from left to right, without those that are accepted.
    fn find<'p>(&'p self, rule: PhraseRule, passage: &'p Passage<'_>) -> impl Iterator<Item = (Range<usize>, &'p Advice)> {
        let (words, phrases, mut next) = (passage.words(), self.phrases(rule), 0);
        let accepted = |at: usize| Some(self.accepted.starting(words, at, &self.grammar)?.0.end);
        std::iter::from_fn(move || {
            while next < words.len() {
                let at = next;
                next += 1;
                if let Some(end) = accepted(at) {
                    next = end;
                } else if let Some((found, advice)) = phrases.starting(words, at, &self.grammar)
                    && !found.clone().any(|at| accepted(at).is_some())
                {
                    // A phrase that needs a person may overlap with the next one; any other is skipped as a whole.
                    next = if advice.of_person { next } else { found.end };
                    return Some((found, advice));
                }
            }
            None
        })
    }

    /// The first word of the person who is the subject of the verb at an index, if it is a person.
    fn person(&self, passage: &Passage<'_>, verb: usize, people: &People<'_, '_>) -> Option<usize> {
        let words = passage.words();
        let follows = |at: usize, gap: Gap| at > 0 && words[at].gap <= gap;
        let mut end = verb;
        while follows(end, Gap::Space) && self.grammar.adverbs.contains(&words[end - 1].folded) {
            end -= 1;
        }
        let mut gap = Gap::Space;
        if follows(end, gap) && self.relative.contains(&words[end - 1].folded) {
            end -= 1;
            gap = Gap::Mark;
        }
        if !follows(end, gap) {
            return None;
        }
        let is_phrase = |start: &usize| words[start + 1..end].iter().all(|word| word.gap == Gap::Space);
        let mut longest_first = (end.saturating_sub(LONGEST_PERSON)..end).filter(is_phrase);
        longest_first.find(|start| self.is_person(passage, &words[*start..end], people))
    }

    fn is_person(&self, passage: &Passage<'_>, words: &[Word], people: &People<'_, '_>) -> bool {
        self.people.contains(&joined(words)) || people.contain(passage, words)
    }
}
