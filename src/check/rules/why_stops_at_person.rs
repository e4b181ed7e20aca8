//! A chain of whys that ends with a person.

use std::collections::HashSet;
use std::ops::Range;

use crate::check::context::RuleContext;
use crate::check::rule::Rule;
use crate::check::text::{Gap, Passage, Word};
use crate::diagnostic::Diagnostic;
use crate::incident::Step;

/// Phrases that name a person's error as the cause.
const VERDICTS: [[&str; 2]; 8] = [
    ["human", "error"],
    ["human", "failure"],
    ["human", "mistake"],
    ["operator", "error"],
    ["pilot", "error"],
    ["menschliches", "versagen"],
    ["erreur", "humaine"],
    ["error", "humano"],
];

/// Shortly before a verdict, these deny it.
const DENIALS: [&str; 7] = ["not", "no", "never", "than", "instead", "isn't", "wasn't"];

/// Words for a person without a name.
const ROLES: [&str; 17] = [
    "engineer",
    "engineers",
    "operator",
    "operators",
    "developer",
    "developers",
    "administrator",
    "admin",
    "technician",
    "intern",
    "author",
    "reviewer",
    "colleague",
    "he",
    "she",
    "somebody",
    "someone",
];
/// After these, a person is not the subject.
const PREPOSITIONS: [&str; 10] = ["to", "by", "of", "for", "from", "with", "at", "on", "in", "that"];
/// What a person does wrong.
const MISTAKES: [&str; 10] =
    ["forgot", "overlooked", "missed", "mistyped", "misread", "misconfigured", "misunderstood", "neglected", "ignored", "erred"];
/// What a person did not do. What a person did not know or see depends on what could be seen.
const OMITTED: [&str; 10] = ["check", "read", "test", "notice", "follow", "verify", "look", "remember", "think", "pay"];
/// What may stand before the verb.
const ADVERBS: [&str; 6] = ["simply", "just", "accidentally", "inadvertently", "mistakenly", "also"];
/// Words with which a sentence goes on to say why.
const REASONS: [&str; 8] = ["because", "since", "as", "due", "when", "while", "which", "who"];

pub(super) fn check(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let chains = ctx.analysis.iter().flat_map(|analysis| &analysis.five_whys);
    for (number, chain) in chains.enumerate().filter(|_| ctx.is_concluded()) {
        let mut latest_first = chain.whys.iter().enumerate().rev();
        let answered = latest_first.find_map(|(index, why)| Some((index, why.answer.as_deref()?)));
        let Some((last, text)) = answered else { continue };
        let [analysis, whys] = ["analysis", "five_whys"].map(Step::Key);
        let path = [analysis, whys, Step::Index(number), Step::Key("whys"), Step::Index(last), Step::Key("answer")];
        let answer = Passage::new(&path, text);
        if let Some(words) = verdict(&answer, &names(ctx)) {
            let bytes = answer.bytes(words);
            let message = format!("the chain of whys stops at \"{}\"", &answer.text[bytes.clone()]);
            found.push(rule.violation(ctx.at(answer.path()).within(bytes), message));
        }
    }
}

/// The words of the last sentence that put it down to a person, unless it goes on to say why.
fn verdict(answer: &Passage<'_>, names: &HashSet<String>) -> Option<Range<usize>> {
    let start = answer.words().iter().rposition(|word| word.gap == Gap::Sentence)?;
    let sentence = &answer.words()[start..];
    let of_person = mistake(sentence, names).map(|length| 0..length);
    let in_general = || (0..sentence.len()).find(|first| is_verdict(sentence, *first)).map(|first| first..first + 2);
    let said = of_person.or_else(in_general)?;
    let has_reason = sentence[said.end..].iter().any(|word| REASONS.contains(&word.folded.as_str()));
    (!has_reason).then_some(start + said.start..start + said.end)
}

/// Whether a verdict on a person begins with the word of that number in a sentence, and is not denied there.
fn is_verdict(sentence: &[Word], first: usize) -> bool {
    let Some([one, two]) = sentence.get(first..first + 2) else { return false };
    let goes_on = |next: &Word| next.gap == Gap::Space && !["by", "of", "in", "on", "during"].contains(&next.folded.as_str());
    let is_denied = sentence[first.saturating_sub(2)..first].iter().any(|word| DENIALS.contains(&word.folded.as_str()));
    let is_phrase = VERDICTS.contains(&[one.folded.as_str(), two.folded.as_str()]) && two.gap == Gap::Space;
    is_phrase && !is_denied && !sentence.get(first + 2).is_some_and(goes_on)
}

/// How many words of a sentence say that a person made a mistake, where it begins with that.
fn mistake(sentence: &[Word], names: &HashSet<String>) -> Option<usize> {
    let is = |at: usize, list: &[&str]| sentence.get(at).is_some_and(|word| list.contains(&word.folded.as_str()));
    let length_of_name = sentence.iter().take_while(|word| names.contains(&word.folded)).count();
    let role = (0..4).take_while(|at| !is(*at, &PREPOSITIONS)).find(|at| is(*at, &ROLES));
    let mut verb = if length_of_name > 0 { length_of_name } else { role? + 1 };
    verb += usize::from(is(verb, &ADVERBS));
    let length = match () {
        () if is(verb, &MISTAKES) => verb + 1,
        () if is(verb, &["didn't"]) && is(verb + 1, &OMITTED) => verb + 2,
        () if is(verb, &["did"]) && is(verb + 1, &["not"]) && is(verb + 2, &OMITTED) => verb + 3,
        () if is(verb, &["failed"]) && is(verb + 1, &["to"]) => verb + 2,
        () if is(verb, &["made"]) && is(verb + 2, &["mistake", "error"]) => verb + 3,
        () => return None,
    };
    sentence[1..length].iter().all(|word| word.gap == Gap::Space).then_some(length)
}

/// The names of the people whom the file names, word by word, in lower case. A team can own an action item too.
fn names(ctx: &RuleContext<'_>) -> HashSet<String> {
    let responders = ctx.responders.iter().map(|responder| &responder.name);
    let owners = ctx.actions.iter().filter_map(|action| action.owner.as_ref()).filter(|owner| owner.contains(' '));
    let others = ctx.commander.iter().chain(&ctx.review.owner);
    let is_team = |name: &String| {
        ctx.teams.contains(name) || ctx.checker.config.teams.find(name).is_some() || name.to_lowercase().contains("team")
    };
    let people = responders.chain(owners).chain(others).filter(|name| !is_team(name));
    people.flat_map(|name| name.split_whitespace().map(str::to_lowercase)).collect()
}
