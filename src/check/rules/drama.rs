//! Words that dramatise.

use crate::check::context::RuleContext;
use crate::check::phrases;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::config::PhraseRule;
use crate::diagnostic::Diagnostic;

pub(super) const RULE: Rule = Rule {
    name: "drama",
    group: Group::Language,
    level: RuleLevel::Warn,
    summary: "words that dramatise, such as “disaster”, “nightmare” or “huge outage”; names of things, such as disaster recovery, are left alone",
    why: "animated language and dramatic descriptions distract from the key message and erode psychological safety; verifiable data justifies how severe something is called (The Site Reliability Workbook, chapter 10)",
    help: "give the figure instead",
    wrong: &[
        r#"
title = "Catastrophic loss of orders"
#        ^^^^^^^^^^^^
summary = "A night after a huge outage of the shop."
#                          ^^^^^^^^^^^

[lessons]
got_lucky = ["It was nearly a disaster."]
#                             ^^^^^^^^
went_poorly = ["The timeout of ten hours is ridiculous."]
#                                           ^^^^^^^^^^
"#,
        r#"
summary = "Die Umstellung war eine Katastrophe."
#                                  ^^^^^^^^^^^

# file: pir-site.toml
language = "de"
"#,
        r#"
title = "Panne massive au paiement"
#        ^^^^^^^^^^^^^
summary = "Un vrai cauchemar."
#                  ^^^^^^^^^
lessons.went_poorly = ["Fue un desastre."]
#                              ^^^^^^^^

# file: pir-site.toml
[check]
languages = ["fr", "es"]
"#,
        r#"
summary = "The region went up in flames, a nightmare."
#                          ^^^^^^^^^^^^

# file: pir-site.toml
[check]
accept = ["nightmare"]
phrases = [{ phrase = "up in flames", instead = "say which machines stopped" }]
"#,
    ],
    right: &[
        r#"
title = "Disaster recovery took four hours"
summary = '''
The disaster-recovery plan held. A merchant called it a "nightmare". The log says `disaster: true`.
We lost 41% of orders for 52 minutes: a severe outage, and a large part of them for good.

> It was a catastrophe.
'''

[lessons]
went_well = ["Cells contain a catastrophic hardware failure. The regular expression had catastrophic backtracking, and a limit held it."]
"#,
        r#"
summary = "Die Notfallübung zum Desaster Recovery hielt. La reprise après catastrophe a tenu."

# file: pir-site.toml
[check]
languages = ["de", "fr", "es"]
"#,
    ],
    scope: Scope::Incident(check),
};

fn check(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    phrases::report(&RULE, PhraseRule::Drama, ctx, |_| true, found);
}
