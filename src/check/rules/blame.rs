//! Words that blame a person.

use crate::check::context::RuleContext;
use crate::check::phrases;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::config::PhraseRule;
use crate::diagnostic::Diagnostic;

pub(super) const RULE: Rule = Rule {
    name: "blame",
    group: Group::Language,
    level: RuleLevel::Warn,
    summary: "words that put the fault on a person: “human error”, “careless”, or that a person “failed to”, “forgot to” or “should have”; statements about systems are left alone",
    why: "an engineer who expects to be reprimanded has no reason to give the details that are needed to understand what happened (John Allspaw, Blameless PostMortems and a Just Culture, 2012); people who fear to be shamed in public may cover up facts that matter (The Site Reliability Workbook, chapter 10)",
    help: "say what the person saw and did, and what made it the sensible thing to do at the time",
    wrong: &[
        r#"
title = "A careless change"
#          ^^^^^^^^
summary = "The cause was human error."
#                        ^^^^^^^^^^^
"#,
        r#"
[lessons]
went_poorly = [
  "The on-call engineer failed to check the plan.",
#              ^^^^^^^^^^^^^^^^^^
  "The operator neglected to read the runbook.",
#  ^^^^^^^^^^^^^^^^^^^^^^^^^
  "The team simply forgot to renew the certificate.",
#      ^^^^^^^^^^^^^^^^^^^^^
  "She should never have merged it.",
#  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  "The administrator, who forgot the flag, was new.",
#      ^^^^^^^^^^^^^^^^^^^^^^^^^
]
"#,
        r#"
commander = "Mike Rodriguez"
responders = [{ name = "Sarah Chen" }]

[[timeline]]
at = 2024-03-15T14:35:00Z
event = "Sarah Chen forgot to mute the alert."
#        ^^^^^^^^^^^^^^^^^^^^

[[timeline]]
at = 2024-03-15T14:40:00Z
event = "**Rodriguez** should have asked her first."
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

[[sections]]
title = "Background"
body = "Here Sarah failed to see it: a page for each pod."
#            ^^^^^^^^^^^^^^^
"#,
        r#"
title = "Menschliches Versagen im Rechenzentrum"
#        ^^^^^^^^^^^^^^^^^^^^^

[lessons]
went_poorly = [
  "Der Techniker hätte den Alarm nicht übersehen dürfen.",
#      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  "Ein Kollege vergaß die Freigabe.",
#      ^^^^^^^^^^^^^^
]

# file: pir-site.toml
language = "de"
"#,
        r#"
[lessons]
went_poorly = [
  "Une erreur humaine est à l’origine de la panne.",
#      ^^^^^^^^^^^^^^
  "L’ingénieur d’astreinte aurait dû vérifier.",
#              ^^^^^^^^^^^^^^^^^^^^^
  "Fue un error humano.",
#         ^^^^^^^^^^^^
  "El ingeniero olvidó renovar el certificado.",
#     ^^^^^^^^^^^^^^^^
]

# file: pir-site.toml
[check]
languages = ["fr", "es"]
"#,
        r#"
summary = "A rock star merged it. A user error, they said."
#            ^^^^^^^^^

# file: pir-site.toml
[check]
accept = ["user error"]
phrases = [{ phrase = "Rock Star", rule = "blame" }]
"#,
    ],
    right: &[
        r#"
commander = "Mike Rodriguez"
responders = [{ name = "Sarah Chen" }, { name = "Platform Engineering" }]

[lessons]
went_poorly = [
  "The deploy failed to start, and the probe should have restarted it.",
  "The engineer's script failed to stop. The on-call engineer's pager failed to ring.",
  "The Kubernetes operator failed to reconcile.",
  "The team lead, who should have been paged, was not. The authors failed to load.",
  "Users failed to log in. Customers who failed to pay saw an error.",
  "Platform failed to start. Engineering metrics failed to load.",
  "Sarah Chen acknowledged the page. Her deploy failed to start.",
  "The engineer on call was paged. Failed to mention: a second alert.",
  "The user error rate rose to 4%. We failed to reproduce it.",
  "The on-call engineer should have access to the console.",
  "Every team should have tested backups.",
  "In the talk, someone called it “human error”; the record says 'careless'.",
  "`human error` is a category of https://example.com/human-error/careless.",
  "A certificate was forgotten. Nobody was careless-minded.",
]
"#,
        r#"
[[communications]]
at = 2024-03-15T14:35:00Z
message = "This was a human error, and we are sorry."
"#,
        r#"
summary = "Human error, says the headline."

# file: pir-site.toml
[check]
languages = []
"#,
        r#"
[lessons]
went_poorly = [
  "Der Router hätte neu starten müssen. Das Team der Bereitschaft wurde gerufen.",
  "L'alerte aurait dû partir. El servidor olvidó la sesión.",
]

# file: pir-site.toml
[check]
languages = ["de", "fr", "es"]
"#,
    ],
    scope: Scope::Incident(check),
};

fn check(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    phrases::report(&RULE, PhraseRule::Blame, ctx, |_| true, found);
}
