//! Where an incident says what it had better not.

use std::ops::Range;

use super::names::Names;
use super::{Advice, Lexicon};
use crate::check::speech::{Gap, Passage, Word, joined};
use crate::check::{Findings, Rule, Subject};
use crate::config::PhraseRule;

/// How many words a person may be.
const LONGEST_PERSON: usize = 5;

/// Reports each phrase that breaks a rule about language, in the texts that the rule is about.
pub(in crate::check) fn report(
    rule: &Rule,
    phrases: PhraseRule,
    subject: &Subject<'_>,
    concerns: impl Fn(&Passage<'_>) -> bool,
    findings: &mut Findings,
) {
    let lexicon = subject.review.lexicon();
    let mut names = None;
    // What was said to others at the time is a record: it cannot be put better now.
    let is_own = |passage: &&Passage<'_>| passage.keys().next() != Some("communications") && concerns(passage);
    for passage in subject.doubtful_passages().iter().filter(is_own) {
        for (words, advice) in lexicon.find(phrases, passage) {
            let words = if advice.of_person {
                let names = names.get_or_insert_with(|| Names::of(subject));
                let Some(person) = lexicon.person(passage, words.start, names) else { continue };
                person..words.end
            } else {
                words
            };
            let bytes = passage.bytes(words);
            let said = passage.text[bytes.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
            let problem = rule.breach(passage.path(), format!("\u{201c}{said}\u{201d} {}", verdict(phrases))).within(bytes);
            findings.report(match &advice.instead {
                Some(instead) => problem.hint(instead),
                None => problem,
            });
        }
    }
}

/// What is wrong with a phrase.
const fn verdict(rule: PhraseRule) -> &'static str {
    match rule {
        PhraseRule::Blame => "blames a person",
        PhraseRule::Counterfactual => "tells of what did not happen",
        PhraseRule::Drama => "is louder than the facts",
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
                    // What follows a person is asked of each verb: only a phrase that stands for itself is passed as a whole.
                    next = if advice.of_person { next } else { found.end };
                    return Some((found, advice));
                }
            }
            None
        })
    }

    /// The first word of the person who does what begins with the word of that number, if it is a person.
    fn person(&self, passage: &Passage<'_>, verb: usize, names: &Names<'_, '_>) -> Option<usize> {
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
        longest_first.find(|start| self.is_person(passage, &words[*start..end], names))
    }

    /// Whether a name that ends with a word is that of a team.
    pub(super) fn is_group(&self, last: &str) -> bool {
        self.groups.contains(last)
    }

    fn is_person(&self, passage: &Passage<'_>, words: &[Word], names: &Names<'_, '_>) -> bool {
        self.people.contains(&joined(words)) || names.contain(passage, words)
    }
}
