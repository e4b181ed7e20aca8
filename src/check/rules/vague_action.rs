//! A vague action item.

use std::ops::Range;

use crate::check::context::RuleContext;
use crate::check::lexicon::Lexicon;
use crate::check::rule::Rule;
use crate::check::text::{Gap, Passage, Phrases, Sentence};
use crate::diagnostic::{Diagnostic, at};
use crate::incident::Step;

pub(super) fn check(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    for (index, action) in ctx.actions_due().filter(|(_, action)| action.success_criteria.is_none()) {
        let path = [Step::Key("actions"), Step::Index(index), Step::Key("title")];
        let (title, lexicon) = (Passage::new(&path, &action.title), ctx.checker.lexicon());
        if let Some(words) = vague(&title, lexicon) {
            let message = "this title does not say when the action item is done";
            found.push(rule.violation(ctx.at(at!["actions", index, "title"]).within(title.bytes(words)), message));
        }
    }
}

/// The words that leave open what is to be done.
fn vague(title: &Passage<'_>, lexicon: &Lexicon) -> Option<Range<usize>> {
    let sentence = Sentence { words: title.words(), grammar: &lexicon.grammar, person_ends: &|_| Vec::new() };
    let length = sentence.words.len();
    let mut first = 0;
    while let Some((lead_in, ())) = (first < length).then(|| lexicon.lead_ins.starting(sentence, first)).flatten() {
        first = lead_in.end;
    }
    if first == length {
        return None;
    }
    if let Some((empty_title, ())) = lexicon.empty_titles.starting(sentence, first) {
        return Some(empty_title);
    }
    let is_last = |found: &Range<usize>| found.end == length;
    let starting = |phrases: &Phrases<()>, at: usize| phrases.starting(sentence, at).map(|(found, ())| found);
    let anywhere = |phrases: &Phrases<()>| (first..length).find_map(|at| starting(phrases, at));
    let named = starting(&lexicon.vague, first)
        .or_else(|| starting(&lexicon.whole_titles, first).filter(is_last))
        .or_else(|| starting(&lexicon.qualities, object(sentence, lexicon, first)?))
        .or_else(|| (first..length).find_map(|at| starting(&lexicon.vague_at_end, at).filter(is_last)));
    // What stands before a manner does not say how to measure it: "ensure that notes are read carefully".
    let found =
        named.map(|found| (found, first + 1)).or_else(|| anywhere(&lexicon.manner).map(|found| (found.clone(), found.end)));
    let (found, rest) = found?;
    (!title.text.contains('`') && !is_specific(sentence, lexicon, &found, rest)).then_some(found)
}

/// The first word of what the verb at an index is done to, without its article.
fn object(sentence: Sentence<'_>, lexicon: &Lexicon, verb: usize) -> Option<usize> {
    let is_article = |at: &usize| lexicon.determiners.contains(&sentence.words[*at].folded);
    (verb + 1..sentence.words.len()).find(|at| !is_article(at)).filter(|at| sentence.words[*at].gap == Gap::Space)
}

/// Whether a title says more than what the vague words of it do, from a word on.
fn is_specific(sentence: Sentence<'_>, lexicon: &Lexicon, vague: &Range<usize>, mut at: usize) -> bool {
    let starting = |phrases: &Phrases<()>, at: usize| phrases.starting(sentence, at).map(|(found, ())| found);
    let goes_on_vaguely = |at: usize| at + 1 < sentence.words.len() && starting(&lexicon.vague, at + 1).is_some();
    while let Some(word) = sentence.words.get(at) {
        at += 1;
        if vague.contains(&(at - 1)) {
            continue;
        }
        if word.gap > Gap::Mark || word.folded.contains(|c: char| c.is_numeric()) {
            return true;
        }
        match starting(&lexicon.unspecific, at - 1) {
            Some(unspecific) => at = unspecific.end,
            None if lexicon.specific.contains(&word.folded) && !goes_on_vaguely(at - 1) => return true,
            None => {}
        }
    }
    false
}
