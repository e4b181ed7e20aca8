//! Finds the phrases that break a rule about language.

use std::cell::LazyCell;
use std::ops::Range;

use super::context::RuleContext;
use super::lexicon::{Advice, Lexicon};
use super::people::NamedPeople;
use super::rule::Rule;
use super::subjects::Subjects;
use super::text::{Passage, Sentence};
use crate::config::PhraseRule;
use crate::diagnostic::Diagnostic;

/// Reports each phrase that breaks a rule about language, in the texts that the rule applies to.
pub(super) fn report(
    rule: &Rule,
    phrases: PhraseRule,
    ctx: &RuleContext<'_>,
    applies: impl Fn(&Passage<'_>) -> bool,
    found: &mut Vec<Diagnostic>,
) {
    let lexicon = ctx.checker.lexicon();
    let people = LazyCell::new(|| NamedPeople::of(ctx));
    // What was said to others at the time is a record, and cannot be reworded.
    let is_own = |passage: &&Passage<'_>| passage.keys().next() != Some("communications") && applies(passage);
    for passage in ctx.passages().iter().filter(is_own) {
        let subjects = Subjects { lexicon, passage, is_name: &|words| people.contain(passage, words) };
        for (words, advice) in lexicon.find(phrases, &subjects) {
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
    fn find(&self, rule: PhraseRule, subjects: &Subjects<'_>) -> Vec<(Range<usize>, &Advice)> {
        let words = subjects.passage.words();
        let sentence = Sentence { words, grammar: &self.grammar, person_ends: &|at| subjects.ends(at) };
        let accepted = |at: usize| Some(self.accepted.starting(sentence, at)?.0.end);
        let (mut found, mut next) = (Vec::new(), 0);
        while next < words.len() {
            let at = next;
            next = accepted(at).unwrap_or(at + 1);
            if next > at + 1 {
                continue;
            }
            let phrase = self.phrases(rule).find_starting(sentence, at, |phrase, advice| {
                let start = subjects.before(&phrase, advice)?;
                (!phrase.clone().any(|at| accepted(at).is_some())).then_some((start..phrase.end, advice))
            });
            if let Some((words, _)) = &phrase {
                next = words.end;
            }
            found.extend(phrase);
        }
        found
    }
}
