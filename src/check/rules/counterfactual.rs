//! Statements about what did not happen.

use crate::check::context::RuleContext;
use crate::check::phrases;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::check::text::Passage;
use crate::config::PhraseRule;
use crate::diagnostic::Diagnostic;

pub(super) const RULE: Rule = Rule {
    name: "counterfactual",
    group: Group::Language,
    level: RuleLevel::Warn,
    summary: "what people should or could have done, and that it could have been prevented: “we should have”, “if only we had”, “in hindsight”; what a system was expected to do is left alone, and so are action items, `got_lucky`, `prevention` and alternatives of a decision",
    why: "whoever says what people could have done says what did not happen, and glides away from understanding why they did what they did (Sidney Dekker, The Field Guide to Understanding ‘Human Error’, “They Should Have …”); the point is not to discover what people did not do, but what they did and how they saw their world at the time (Etsy, Debriefing Facilitation Guide)",
    help: "say what was done, and what was known at the time",
    wrong: &[
        r#"
summary = "This could easily have been prevented."
#               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

[lessons]
went_poorly = [
  "We should have tested the rollback.",
#  ^^^^^^^^^^^^^^^^^^^^^
  "There is no rollback. Had we known, the flag would be off.",
#                        ^^^^^^^^^^^^
  "If only we had looked.",
#  ^^^^^^^^^^^^^^^^^^^^^
  "The commander could have called the second team.",
#      ^^^^^^^^^^^^^^^^^^^^^^^^^^^
  "In hindsight the signs were there.",
#  ^^^^^^^^^^^^
]
"#,
        r#"
[lessons]
went_poorly = [
  "Wir hätten den Alarm früher sehen müssen.",
#  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  "Der Ausfall hätte verhindert werden können.",
#              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
]

# file: pir-site.toml
language = "de-CH"
"#,
        r#"
[lessons]
went_poorly = [
  "Nous aurions dû tester.",
#  ^^^^^^^^^^^^^^^
  "La panne aurait pu être évitée.",
#           ^^^^^^^^^^^^^^^^^^^^^
  "Deberíamos haber probado.",
#  ^^^^^^^^^^^^^^^^
  "Podría haberse evitado.",
#  ^^^^^^^^^^^^^^^^^^^^^^
]

# file: pir-site.toml
[check]
languages = ["fr", "es"]
"#,
    ],
    right: &[r#"
[lessons]
went_poorly = [
  "The probe should have restarted the pod after 30 seconds.",
  "The alert would have fired at 5%; the peak was 4.5%.",
  "Had the rollout been gradual, one shop in a hundred would have seen it.",
  "If only one replica answers, the write waits. We could have up to ten.",
  "We should have limited access there from now on.",
  "The crash could have been avoided by neither of the two settings.",
  "“We should have known”, said the post.",
]
got_lucky = ["An hour later, we could have lost the payroll run."]

[follow_up]
prevention = ["A limit on the log: it could have been prevented."]

[[analysis.decisions]]
at = 2024-03-15T14:50:00Z
decision = "Roll back."
alternatives = "We could have switched the flag off, which takes ten minutes."

[[actions]]
title = "Alert at 80% of the connection pool"
description = "We could have noticed it an hour earlier."
"#],
    scope: Scope::Incident(check),
};

fn check(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    phrases::report(&RULE, PhraseRule::Counterfactual, ctx, is_about_the_past, found);
}

/// Whether a text tells what happened. Others ask what might: luck, prevention, alternatives and what is to be done.
fn is_about_the_past(passage: &Passage<'_>) -> bool {
    let mut keys = passage.keys();
    keys.all(|key| !matches!(key, "got_lucky" | "prevention" | "alternatives" | "actions" | "barriers"))
}
