//! A vague action item.

use std::ops::Range;

use crate::check::context::RuleContext;
use crate::check::lexicon::Lexicon;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::check::text::{Gap, Passage};
use crate::diagnostic::{Diagnostic, at};
use crate::incident::Step;

pub(super) const RULE: Rule = Rule {
    name: "vague-action",
    group: Group::Actions,
    level: RuleLevel::Warn,
    summary: "an open action item whose title leaves open what is to be done, such as \u{201c}Improve monitoring\u{201d} or \u{201c}Be more \
            careful\u{201d}, without `success_criteria`, once the review is past its draft",
    why: "vague terms such as \u{201c}improve\u{201d} are open to interpretation and make it hard to measure success, and changing what people \
          do is less reliable than changing systems (The Site Reliability Workbook, chapter 10); an action item is worded well \
          if one can tell when it is finished (Lunney, Lueder and Beyer, Postmortem Action Items, ;login: Spring 2017)",
    help: "write what will exist that does not exist now, such as \u{201c}Alert at 80% of the connection pool\u{201d}, or set `success_criteria`",
    wrong: &[
        r#"
[review]
state = "reviewed"

[[actions]]
title = "Improve monitoring of the payment service"
#        ^^^^^^^

[[actions]]
title = "Be more careful with migrations"
#        ^^^^^^^^^^^^^^^
"#,
        r#"
[review]
state = "in-review"

[[actions]]
title = "Look into connection pooling"
#        ^^^^^^^^^

[[actions]]
title = "Better monitoring"
#        ^^^^^^

[[actions]]
title = "Investigate further"
#        ^^^^^^^^^^^^^^^^^^^

[[actions]]
title = "Make the deployment more robust"
#        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

[[actions]]
title = "Fix the issue that caused the outage"
#        ^^^^^^^^^^^^^
"#,
        r#"
[review]
state = "reviewed"

[[actions]]
title = "Alarmierung der Datenbank verbessern"
#                                  ^^^^^^^^^^

[[actions]]
title = "Besser aufpassen"
#        ^^^^^^^^^^^^^^^^

# file: pir-site.toml
language = "de"
"#,
        r#"
[review]
state = "reviewed"

[[actions]]
title = "Am\u00e9liorer la supervision"
#        ^^^^^^^^^^^^^^

[[actions]]
title = "Tener más cuidado"
#        ^^^^^^^^^^^^^^^^^

# file: pir-site.toml
[check]
languages = ["fr", "es"]
"#,
    ],
    right: &[
        r#"
[review]
state = "reviewed"

[[actions]]
title = "Improve monitoring of the payment service"
success_criteria = "A page within 5 minutes of 1% failed payments"

[[actions]]
title = "Improve load testing to include the queries of production"

[[actions]]
title = "Improve monitoring: page at 80% of the pool"

[[actions]]
title = "Enhance `pool_check` with the age of connections"

[[actions]]
title = "Look into why the alert was silent"

[[actions]]
title = "Improve monitoring"
status = "done"

[[actions]]
title = "Publish our improved address"

[[actions]]
title = "Find out which reports may read the primary"
"#,
        r#"
[[actions]]
title = "Improve monitoring"
"#,
        r#"
[review]
state = "reviewed"

[[actions]]
title = "Alarm bei 80 % des Pools verbessern"

[[actions]]
title = "Ladezeit verbessern, indem Bilder klein ausgeliefert werden"

# file: pir-site.toml
language = "de"
"#,
    ],
    scope: Scope::Incident(check),
};

fn check(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    for (index, action) in ctx.actions_due().filter(|(_, action)| action.success_criteria.is_none()) {
        let path = [Step::Key("actions"), Step::Index(index), Step::Key("title")];
        let (title, lexicon) = (Passage::new(&path, &action.title), ctx.checker.lexicon());
        if let Some(words) = vague(&title, lexicon) {
            let message = "this title does not say when the action item is done";
            found.push(RULE.violation(ctx.at(at!["actions", index, "title"]).within(title.bytes(words)), message));
        }
    }
}

/// The words that leave open what is to be done.
fn vague(title: &Passage<'_>, lexicon: &Lexicon) -> Option<Range<usize>> {
    let (words, grammar) = (title.words(), &lexicon.grammar);
    if words.is_empty() {
        return None;
    }
    if let Some((empty_titles, ())) = lexicon.empty_titles.starting(words, 0, grammar) {
        return Some(empty_titles);
    }
    let is_certain = words.iter().skip(1).any(|word| {
        word.gap > Gap::Mark || word.folded.contains(|c: char| c.is_numeric()) || lexicon.specific.contains(&word.folded)
    });
    if is_certain || title.text.contains('`') {
        return None;
    }
    let at_end = |start| lexicon.vague_at_end.starting(words, start, grammar).filter(|(found, ())| found.end == words.len());
    let found = lexicon.vague.starting(words, 0, grammar).or_else(|| (0..words.len()).find_map(at_end));
    found.map(|(words, ())| words)
}
