//! Phrases that blame, that dramatise, or that say what did not happen.

use std::cell::LazyCell;
use std::ops::Range;

use crate::check::context::RuleContext;
use crate::check::lexicon::{Advice, Lexicon};
use crate::check::people::NamedPeople;
use crate::check::rule::Rule;
use crate::check::subjects::Subjects;
use crate::check::text::{Passage, Sentence};
use crate::config::PhraseRule;
use crate::diagnostic::Diagnostic;

/// Words that blame a person.
pub(super) fn blame(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    report(rule, PhraseRule::Blame, ctx, |_| true, found);
}

/// Statements about what did not happen.
pub(super) fn counterfactual(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    report(rule, PhraseRule::Counterfactual, ctx, is_about_the_past, found);
}

/// Whether a text tells what happened. Others ask what might: luck, prevention, alternatives and what is to be done.
fn is_about_the_past(passage: &Passage<'_>) -> bool {
    let mut keys = passage.keys();
    keys.all(|key| !matches!(key, "got_lucky" | "prevention" | "alternatives" | "actions" | "barriers"))
}

/// Words that dramatise.
pub(super) fn drama(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    report(rule, PhraseRule::Drama, ctx, |_| true, found);
}

/// Reports each phrase that breaks a rule about language, in the texts that the rule applies to.
fn report(
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
            found.push(rule.violation(ctx.at(passage.path()).within(bytes), message).hint_if(advice.instead.as_ref()));
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
        let accepted = |at: usize| Some(self.accept.starting(sentence, at)?.0.end);
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
